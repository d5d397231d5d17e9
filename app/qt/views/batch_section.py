"""Texts announced together: how many there were said to be, and which of them are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.identity import CommitmentId
from app.domain.rows import RegisterRow
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.models.points import batch_words
from app.qt.views.asking import Asking, Plan
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.jumps import Jump
from app.qt.views.lookups import commitment_meant
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import Answers, Question
from app.qt.views.sections import IconButton, Stack, quiet_prose


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line: words alone, or a text announced here, or the event this one was announced at."""

    text: str = ""
    counted: bool = False
    row: RegisterRow | None = None
    member: CommitmentId | None = None
    """Which commitment the line's button takes out of the batch."""


class BatchSection(OptionalSection):
    """What was announced at an event, and where a text was announced; a line leads there.

    What was announced and never named is a number here, and no record is made up for it.
    """

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Announced together"), "section-batch")
        self.offer = self.tr("Texts announced")
        self.add = self.act(self.tr("Add"), "plus", "batch-add")
        self.add.clicked.connect(self.begin_adding)
        self.counting = Asking(
            self,
            Plan(
                name="announced",
                verb=self.tr("So many were announced"),
                questions=self._number_asked,
                write=self._announce,
                back=self.add.setFocus,
                at={"batch_announced": "announced"},
            ),
        )
        self.adding = Asking(
            self,
            Plan(
                name="member",
                verb=self.tr("It was among them"),
                questions=self._text_asked,
                write=self._join,
                back=self.add.setFocus,
                at={"batch": "other"},
            ),
        )
        for each in (self.counting, self.adding):
            each.closed.connect(self._closed)
        self._list = Stack("batch")
        for widget in (self.counting, self.adding, self._list):
            self.body.addWidget(widget)
        self.hide()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the texts announced here, or where this one was."""
        super().show_dossier(dossier)
        lines = [*self._announced_at(dossier), *self._members(dossier)]
        self._list.show_items(lines, self._shown, self.editable)
        self.add.setVisible(self.editable and dossier.batch is not None)
        self.occupy(vacant=not lines)
        self.ask_for(asked=self._begun)

    @Slot()
    def begin(self) -> None:
        """Ask how many texts were announced here."""
        batch = self.dossier.batch if self.dossier is not None else None
        now = batch.announced if batch is not None else None
        self.counting.begin(given={"announced": "" if now is None else str(now)})

    @Slot()
    def begin_adding(self) -> None:
        """Ask for a text that was among those announced here."""
        self.adding.begin()

    @property
    def _begun(self) -> bool:
        return self.counting.opened or self.adding.opened

    @Slot()
    def _closed(self) -> None:
        self.ask_for(asked=self._begun)

    def _number_asked(self) -> Sequence[Question]:
        return (
            Question(
                name="announced",
                label=self.tr("Announced"),
                placeholder=self.tr("a number; empty: not stated"),
            ),
        )

    def _text_asked(self) -> Sequence[Question]:
        return (
            Question(
                name="other",
                label=self.tr("The text"),
                placeholder=self.tr("reference, or words of it"),
                seeks=True,
            ),
        )

    def _announce(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return lambda register: register.announce(identity, answers["announced"])

    def _join(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        other = commitment_meant(self.desk.register.reader, "other", answers["other"])
        return lambda register: register.join_batch(identity, other)

    def _announced_at(self, dossier: Dossier) -> list[_Line]:
        if dossier.announced_at is None:
            return []
        said = self.tr("One of the texts announced at:")
        return [
            _Line(text=said),
            _Line(row=dossier.announced_at, member=dossier.commitment.id),
        ]

    def _members(self, dossier: Dossier) -> list[_Line]:
        batch = dossier.batch
        if batch is None:
            return []
        said = batch_words(batch.announced, len(batch.members))
        return [
            _Line(text=said, counted=True),
            *(_Line(row=each, member=each.id) for each in batch.members),
        ]

    def _shown(self, line: _Line) -> QWidget:
        row = line.row
        if row is None:
            return Entry(quiet_prose(self.look, line.text), acts=self._recount(line))
        jump = Jump(row.title, row.id)
        jump.setAccessibleName(joined((row.ref, row.title), ": "))
        jump.clicked.connect(self._jump)
        acts: list[QWidget] = []
        if self.editable and line.member is not None:
            said = self.tr("Take {ref} out: it was not among them").format(ref=row.ref)
            if line.member != row.id:
                said = self.tr("Take this out of the texts announced at {ref}").format(ref=row.ref)
            button = IconButton(self.look, "x", f"batch-leave-{line.member}", said)
            button.setProperty("subject", line.member)
            button.clicked.connect(self._leave)
            acts.append(button)
        known = joined((words.short_ref(row), words.status_word(row.status)))
        return Entry(jump, quiet_prose(self.look, known), acts=acts)

    def _recount(self, line: _Line) -> list[QWidget]:
        if not (self.editable and line.counted):
            return []
        said = self.tr("Say how many were announced")
        button = IconButton(self.look, "pencil", "batch-number", said)
        button.clicked.connect(self.begin)
        return [button]

    @Slot()
    def _jump(self) -> None:
        self.jumped.emit(self.sender().property("commitment"))

    @Slot()
    def _leave(self) -> None:
        member = CommitmentId(subject_of(self.sender()))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self.attempt(lambda register: register.leave_batch(member))
