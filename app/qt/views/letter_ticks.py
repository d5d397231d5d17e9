"""To whom letters go: organisations to be ticked, each with why it owes an answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.domain.identity import OrganisationId
from app.domain.inputs import InputsAsked
from app.domain.letter_chains import LetterLine
from app.domain.letter_drafts import Debtor
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.flow import Flow
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.look.words import isolated, plain_tip
from app.qt.models.letters import address_words, debtor_words, inputs_words, points_words

_SHOWN = 8
"""So many organisations are seen at once; the list scrolls."""
_WHO = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One line to tick: an organisation, what is said of it, whether it is ticked at first."""

    organisation: OrganisationId
    words: str
    ticked: bool = True


Reachable = Collection[OrganisationId]
"""The organisations of which an address is held."""


def candidates(found: Sequence[Debtor], desk: Desk, reachable: Reachable) -> tuple[Candidate, ...]:
    """Return who may be written to; who owes an answer is ticked."""
    return tuple(
        Candidate(
            organisation=each.organisation.id,
            words=_addressed(debtor_words(each, desk.today), each.organisation.id, reachable),
            ticked=bool(each.reasons),
        )
        for each in found
        if each.points
    )


def asked_of(found: Sequence[InputsAsked], reachable: Reachable) -> tuple[Candidate, ...]:
    """Return who may be asked for inputs; all are ticked."""
    return tuple(
        Candidate(
            organisation=each.organisation.id,
            words=_addressed(inputs_words(each), each.organisation.id, reachable),
        )
        for each in found
        if each.points
    )


def reminded(lines: Sequence[LetterLine], reachable: Reachable) -> tuple[Candidate, ...]:
    """Return those who have not answered, to be reminded."""
    return tuple(
        Candidate(
            organisation=each.letter.organisation,
            words=_addressed(
                f"{each.organisation.name} · {points_words(each)}",
                each.letter.organisation,
                reachable,
            ),
        )
        for each in lines
    )


def _addressed(words: str, identity: OrganisationId, reachable: Reachable) -> str:
    """Say of an organisation too where no address is held that a mail could go to."""
    return words if identity in reachable else f"{words} · {address_words()}"


class Ticks(QWidget):
    """A list in which Space ticks and unticks; how many are ticked stands under it."""

    def __init__(self, look: Look, key: str = "letters") -> None:
        """`key` begins the names of its parts."""
        super().__init__()
        self._look = look
        self.list = QListWidget()
        self.list.setObjectName(f"{key}-organisations")
        self.list.setAccessibleName(self.tr("To whom"))
        self.list.setProperty("boxed", True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(self._count)
        self.count = QuietLabel(look)
        self.count.setObjectName(f"{key}-count")
        self.all = quiet_button(look, self.tr("Tick all"), "check", f"{key}-all")
        self.none = quiet_button(look, self.tr("Untick all"), "x", f"{key}-none")
        self.all.clicked.connect(self._tick_all)
        self.none.clicked.connect(self._untick_all)
        verbs = Flow()
        for each in (self.all, self.none, self.count):
            verbs.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.list)
        column.addLayout(verbs)

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show these to be ticked."""
        self.list.clear()
        row = self._look.fonts.line_height() + GAP
        for each in found:
            item = QListWidgetItem(isolated(each.words))
            item.setSizeHint(QSize(0, row))
            item.setToolTip(plain_tip(each.words))
            item.setData(_WHO, each.organisation)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_state(ticked=each.ticked))
            self.list.addItem(item)
        shown = min(max(1, self.list.count()), _SHOWN)
        self.list.setFixedHeight(row * shown + GRID)
        self.list.setCurrentRow(0)
        self._count()

    @property
    def ticked(self) -> tuple[OrganisationId, ...]:
        """Who is ticked, in the order of the list."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(
            OrganisationId(each.data(_WHO))
            for each in items
            if each.checkState() is Qt.CheckState.Checked
        )

    @Slot()
    def _tick_all(self) -> None:
        self._tick(ticked=True)

    @Slot()
    def _untick_all(self) -> None:
        self._tick(ticked=False)

    def _tick(self, *, ticked: bool) -> None:
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(_state(ticked=ticked))

    @Slot()
    def _count(self) -> None:
        count = self.tr("{chosen} of {all} ticked")
        self.count.setText(count.format(chosen=len(self.ticked), all=self.list.count()))


def _state(*, ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
