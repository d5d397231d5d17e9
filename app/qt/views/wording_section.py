"""The agreed wording, verbatim: one text for each language, written as that language is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.identity import CommitmentId
from app.domain.particulars import Wording
from app.qt.desk import Desk, Write
from app.qt.look.look import Look
from app.qt.views.asking import Asking, Plan
from app.qt.views.entries import Entry, subject_of
from app.qt.views.languages import direction_of, language_word
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import IconButton, Prose, Stack, quiet_prose


class WordingSection(OptionalSection):
    """The texts in their languages. What is replaced or withdrawn stays in the history."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Agreed wording"), "section-wording")
        self.add = self.act(self.tr("Add"), "plus", "wording-add")
        self.add.clicked.connect(self.begin)
        asking = Asking(
            self,
            Plan(
                name="wording",
                verb=self.tr("Keep the wording"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
            ),
        )
        self.ask_with(asking)
        self.replacing = Asking(
            self,
            Plan(
                name="wording-replace",
                verb=self.tr("Replace the wording"),
                questions=lambda: (self._text(),),
                write=self._replace,
                back=self.add.setFocus,
            ),
        )
        self._list = Stack("wordings")
        for widget in (self.asking, self.replacing, self._list):
            self.body.addWidget(widget)
        self.hide()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the wordings of this commitment."""
        super().show_dossier(dossier)
        wordings = sorted(dossier.wordings, key=lambda each: each.language)
        self._list.show_items(wordings, self._shown, self.editable)
        self.hold(vacant=not wordings)

    def _questions(self) -> Sequence[Question]:
        code = Question(
            name="language", label=self.tr("Language"), placeholder=self.tr("en, ru, ur")
        )
        return (code, self._text())

    def _text(self) -> Question:
        return Question(
            name="text",
            label=self.tr("Agreed wording"),
            ask=Ask.TEXT,
            placeholder=self.tr("The text, word for word"),
        )

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return lambda register: register.add_wording(identity, answers["language"], answers["text"])

    def _replace(self, identity: CommitmentId, subject: str, answers: Answers) -> Write:
        return lambda register: register.replace_wording(identity, subject, answers["text"])

    def _shown(self, wording: Wording) -> QWidget:
        text = Prose(self.look, wording.text)
        text.setObjectName(f"wording-{wording.id}")
        text.setLayoutDirection(direction_of(wording.language, wording.text))
        acts: list[QWidget] = []
        if self.editable:
            language = language_word(wording.language)
            for icon, act, said, slot in (
                ("pencil", "replace", self.tr("Replace the wording in {language}"), self._begin),
                ("x", "withdraw", self.tr("Withdraw the wording in {language}"), self._withdraw),
            ):
                name = f"wording-{act}-{wording.id}"
                button = IconButton(self.look, icon, name, said.format(language=language))
                button.setProperty("subject", wording.id)
                button.clicked.connect(slot)
                acts.append(button)
        heading = Entry(quiet_prose(self.look, language_word(wording.language)), acts=acts)
        return Entry(heading, text)

    @Slot()
    def _begin(self) -> None:
        wanted = subject_of(self.sender())
        held = self.dossier.wordings if self.dossier is not None else ()
        for each in held:
            if each.id == wanted:
                self.replacing.begin(wanted, {"text": each.text})

    @Slot()
    def _withdraw(self) -> None:
        wanted = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus()  # the button goes
            self.attempt(lambda register: register.withdraw_wording(identity, wanted))
