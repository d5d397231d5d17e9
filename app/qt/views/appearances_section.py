"""Where a commitment was restated: later sessions, each with its paragraph and wording."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.commitment import Strength
from app.domain.dossier import Dossier
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId
from app.domain.particulars import Appearance
from app.domain.rows import RegisterRow
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.jumps import Jump
from app.qt.views.lookups import commitment_meant
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import IconButton, Prose, Stack, quiet_prose


class AppearancesSection(OptionalSection):
    """Sessions that restated it. Restating sets back neither its first date nor its delay."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Restated at"), "section-appearances")
        self.add = self.act(self.tr("Add"), "plus", "appearance-add")
        self.add.clicked.connect(self.begin)
        asking = Asking(
            self,
            Plan(
                name="appearance",
                verb=self.tr("Keep where it was restated"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
            ),
        )
        self.ask_with(asking)
        self._list = Stack("appearances")
        self.body.addWidget(self.asking)
        self.body.addWidget(self._list)
        self.hide()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show where this commitment was restated."""
        super().show_dossier(dossier)
        lines = [(each, self._session(each)) for each in dossier.appearances]
        self._list.show_items(lines, self._shown, self.editable)
        self.hold(vacant=not lines)

    def _session(self, appearance: Appearance) -> RegisterRow | None:
        with suppress(NotFoundError):
            return self.desk.register.reader.row(appearance.session)
        return None

    def _questions(self) -> Sequence[Question]:
        not_stated = Choice(value="", words=self.tr("not stated"))
        return (
            Question(
                name="session",
                label=self.tr("Session"),
                placeholder=self.tr("reference, or words of it"),
                seeks=True,
            ),
            Question(name="paragraph", label=self.tr("Paragraph")),
            Question(
                name="wording",
                label=self.tr("Wording"),
                ask=Ask.TEXT,
                placeholder=self.tr("How it was put there"),
            ),
            Question(
                name="strength",
                label=self.tr("Strength"),
                ask=Ask.CHOICE,
                choices=(
                    not_stated,
                    *(
                        Choice(
                            value=str(int(each)), words=f"{int(each)}, {words.strength_word(each)}"
                        )
                        for each in reversed(Strength)
                    ),
                ),
            ),
        )

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        session = commitment_meant(self.desk.register.reader, "session", answers["session"])
        details = {name: answers[name] for name in ("paragraph", "wording", "strength")}
        return lambda register: register.add_appearance(identity, session, **details)

    def _shown(self, line: tuple[Appearance, RegisterRow | None]) -> QWidget:
        appearance, session = line
        texts: list[QWidget] = []
        if session is not None:
            jump = Jump(session.title, session.id)
            jump.setAccessibleName(f"{session.ref}: {session.title}")
            jump.clicked.connect(self._jump)
            texts.append(jump)
        if appearance.wording:
            texts.append(Prose(self.look, appearance.wording))
        strength = appearance.strength
        pieces = (
            words.short_ref(session) if session is not None else self.tr("a session erased since"),
            f"¶{appearance.paragraph}" if appearance.paragraph else "",
            "" if strength is None else f"{strength}, {words.strength_word(Strength(strength))}",
        )
        texts.append(quiet_prose(self.look, joined(pieces)))
        acts: list[QWidget] = []
        if self.editable:
            said = self.tr("Withdraw this session")
            button = IconButton(self.look, "x", f"appearance-withdraw-{appearance.id}", said)
            button.setAccessibleName(f"{said}: {joined(pieces[:2], ', ')}")
            button.setProperty("subject", appearance.id)
            button.clicked.connect(self._withdraw)
            acts.append(button)
        return Entry(*texts, acts=acts)

    @Slot()
    def _jump(self) -> None:
        button = self.sender()
        if button is not None:
            self.jumped.emit(button.property("commitment"))

    @Slot()
    def _withdraw(self) -> None:
        appearance = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus()  # the button goes
            self.attempt(lambda register: register.withdraw_appearance(identity, appearance))
