"""All sessions and visits: forum by forum, then those that belong to none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.agenda import Agenda, MeetingLine
from app.qt.delegates.agenda import MeetingMaker
from app.qt.desk import Desk
from app.qt.look.buttons import Verb
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.pills import Chip
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.models.meetings import MEETING_COLUMNS, agenda_lines
from app.qt.views.line_view import LineView


class SessionsList(QWidget):
    """Lists meetings. `filtered` tells that others are asked for, `adding` that one is to be added.

    `more` tells that more of those without a series are asked for.
    """

    filtered = Signal()
    more = Signal()
    adding = Signal()

    def __init__(self, desk: Desk, look: Look, title: str) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.setObjectName("sessions-overview")
        self.agendas: tuple[Agenda, ...] = ()
        self._heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        self._count = InkLabel(look, ink="text2", scale=Scale.SECTION)
        self._count.setObjectName("sessions-count")
        self.ahead = Chip(look, self.tr("Still to come"))
        self.ahead.setObjectName("sessions-ahead")
        self.ahead.toggled.connect(self.filtered)
        self.new = Verb(self.tr("New session"))
        self.new.setObjectName("session-new")
        self.new.setToolTip(self.tr("Add a session, a visit or another meeting"))
        set_kind(self.new, ButtonKind.FILLED)
        look.dress(self.new, "plus", "on_accent")
        self.new.clicked.connect(self.adding)
        self.new.setEnabled(not desk.read_only)
        self.table = LineView(
            look, MEETING_COLUMNS, MeetingMaker(look), lambda: desk.today, _identity
        )
        self.table.setObjectName("sessions-table")
        self.table.setAccessibleName(title)
        self.table.acted.connect(self._acted)
        self.none = InkLabel(look, self.tr("Nothing is still to come."), ink="text2")
        self.none.setObjectName("sessions-none")
        self.none.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self.none.hide()
        self._lay_out()

    def show_agendas(self, agendas: Sequence[Agenda]) -> None:
        """Show all meetings, or those that were asked for."""
        self.agendas = tuple(agendas)
        lines = agenda_lines(self.agendas)
        self.table.show_lines(lines)
        self.none.setVisible(not lines)
        total = sum(each.meetings for each in agendas)
        self._count.setText(str(total) if total else "")

    @property
    def empty(self) -> bool:
        """Whether the register has nothing to list, whatever the filter."""
        return not self.ahead.isChecked() and not any(not each.empty for each in self.agendas)

    def counts(self) -> str:
        """Return how many meetings there are, and how many of them are still to come."""
        total = sum(each.meetings for each in self.agendas)
        ahead = sum(each.ahead for each in self.agendas)
        said = self.tr("1 meeting")
        if total != 1:
            said = self.tr("{count} meetings").format(count=total)
        if not ahead:
            return said
        return ", ".join((said, self.tr("{count} still to come").format(count=ahead)))

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to what adds to it where it is bare."""
        target: QWidget = self.table if self.table.table.rowCount() else self.ahead
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def nothing_yet(self) -> EmptyState:
        """Return what stands here while there are no meetings at all."""
        state = EmptyState(
            self._look,
            "users",
            self.tr("No sessions or visits yet"),
            self.tr(
                "A session is where points are agreed. Add one, then the points made there:\n"
                "before the next session you see where each of them stands."
            ),
            (Offer(text=self.tr("Add a session"), icon="plus", name="empty-session"),),
        )
        state.chosen.connect(self.adding)
        state.buttons[0].setEnabled(not self._desk.read_only)
        return state

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, MARGIN, 0)
        top.setSpacing(GAP)
        top.addWidget(self._heading)
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self.ahead)
        top.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)

    @Slot()
    def _acted(self) -> None:
        self.more.emit()


def _identity(line: MeetingLine) -> str:
    return line.row.id
