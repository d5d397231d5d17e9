"""Progress notes: what was reported, by whom, when, on what it rests; and the next one."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.commitment import Completion
from app.domain.dossier import Dossier
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.particulars import Note, NoteBasis
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.forms import AskForm
from app.qt.views.lookups import organisation_meant, organisation_names
from app.qt.views.progress_words import completion_word, completions
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import IconButton, Prose, Section, Stack, quiet_prose

_LONGEST_NAME = 80
"""So much of a note is said in the name of the button that withdraws it."""


class NotesSection(Section):
    """Notes, newest first, and a form for the next. Notes are withdrawn, never rewritten."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Progress notes"), "section-notes")
        self.add = self.act(self.tr("Add"), "plus", "note-add")
        self.add.clicked.connect(self.begin)
        self.asking = Asking(
            self,
            Plan(
                name="note",
                verb=self.tr("Keep the note"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
                at={"note": "text"},
            ),
        )
        self._reporters: dict[OrganisationId, str] = {}
        self._list = Stack("notes")
        self._none = QuietLabel(look, self.tr("None yet."))
        for widget in (self.asking, self._none, self._list):
            self.body.addWidget(widget)

    @property
    def editor(self) -> AskForm:
        """The form of the next note."""
        return self.asking.form

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the notes on this commitment."""
        super().show_dossier(dossier)
        notes = sorted(dossier.notes, key=lambda note: note.happened_on, reverse=True)
        reporters = {each.reporter for each in notes if each.reporter is not None}
        organisations = self.desk.register.reader.organisations() if reporters else []
        self._reporters = {each.id: each.label for each in organisations if each.id in reporters}
        self.count(len(notes))
        self._none.setVisible(not notes)
        under = (self.editable, tuple(sorted(self._reporters.items())))
        self._list.show_items(notes, self._shown, under)

    @Slot()
    def begin(self) -> None:
        """Open the form for a new note, as of today."""
        self.asking.begin(given={"happened_on": self.desk.today.isoformat()})

    def _questions(self) -> Sequence[Question]:
        nothing = Choice(value="", words=self.tr("nothing"))
        return (
            Question(
                name="text",
                label=self.tr("Progress note"),
                ask=Ask.TEXT,
                placeholder=self.tr("What was done, reported or answered?"),
            ),
            Question(
                name="happened_on",
                label=self.tr("Happened on"),
                ask=Ask.DATE,
                placeholder=self.tr("a day, month or year"),
            ),
            Question(
                name="reporter",
                label=self.tr("Reported by"),
                placeholder=self.tr("ministry or agency"),
                proposals=lambda: organisation_names(self.desk.register.reader),
                more=True,
            ),
            Question(
                name="channel",
                label=self.tr("By what way"),
                placeholder=self.tr("letter, meeting, telephone"),
                more=True,
            ),
            Question(name="letter", label=self.tr("Letter number"), more=True),
            Question(name="letter_date", label=self.tr("Letter date"), ask=Ask.DATE, more=True),
            Question(
                name="as_of",
                label=self.tr("As of"),
                ask=Ask.DATE,
                placeholder=self.tr("the day it speaks of"),
                more=True,
            ),
            Question(
                name="completion",
                label=self.tr("Claims as done"),
                ask=Ask.CHOICE,
                choices=(nothing, *completions()),
                more=True,
            ),
            Question(
                name="basis",
                label=self.tr("Rests on"),
                ask=Ask.CHOICE,
                choices=tuple(
                    Choice(value="" if each is NoteBasis.SELF_REPORTED else each.value, words=said)
                    for each, said in self._bases().items()
                ),
                more=True,
            ),
        )

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        details: dict[str, object] = {
            name: answers[name]
            for name in ("happened_on", "channel", "letter", "letter_date", "as_of")
        }
        if answers["reporter"]:
            reader = self.desk.register.reader
            details["reporter"] = organisation_meant(reader, "reporter", answers["reporter"])
        for name in ("completion", "basis"):
            if answers[name]:
                details[name] = answers[name]
        return lambda register: register.note(identity, answers["text"], **details)

    def _shown(self, note: Note) -> QWidget:
        letter = ""
        if note.letter or note.letter_date:
            of = words.date_text(note.letter_date)
            letter = joined((self.tr("letter"), note.letter), " ")
            letter = self.tr("{letter} of {day}").format(letter=letter, day=of) if of else letter
        as_of = words.date_text(note.as_of)
        pieces = (
            words.date_text(note.happened_on),
            self._reporters.get(note.reporter, "") if note.reporter else "",
            "" if letter and note.channel.casefold() == self.tr("letter") else note.channel,
            letter,
            self.tr("as of {day}").format(day=as_of) if as_of else "",
            self._claimed(note.completion),
            self._basis(note),
        )
        acts: list[QWidget] = []
        if self.editable:
            button = IconButton(self.look, "x", f"note-withdraw-{note.id}", self.tr("Withdraw"))
            button.say(self.tr("Withdraw this note"))
            text = shorten(note.text, _LONGEST_NAME, placeholder="…")
            told = joined((words.date_text(note.happened_on), text), ", ")
            button.setAccessibleName(self.tr("Withdraw this note: {note}").format(note=told))
            button.setProperty("subject", note.id)
            button.clicked.connect(self._withdraw)
            acts.append(button)
        return Entry(Prose(self.look, note.text), quiet_prose(self.look, joined(pieces)), acts=acts)

    @Slot()
    def _withdraw(self) -> None:
        note = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus()  # the button goes
            self.attempt(lambda register: register.withdraw_note(identity, note))

    def _claimed(self, completion: Completion | None) -> str:
        if completion is None:
            return ""
        return self.tr("claims: {completion}").format(completion=completion_word(completion))

    def _bases(self) -> dict[NoteBasis, str]:
        return {
            NoteBasis.SELF_REPORTED: self.tr("self-reported"),
            NoteBasis.EVIDENCED: self.tr("evidenced"),
            NoteBasis.CONTRADICTED: self.tr("contradicted"),
        }

    def _basis(self, note: Note) -> str:
        """What it rests on; that of a note without a reporter goes without saying."""
        told = note.told_basis
        return "" if told is None else self._bases()[told]
