"""The page of sessions and visits: all of them, and one of them with its points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from app.domain.agenda import Agenda, SessionSheet
from app.domain.identity import CommitmentId
from app.domain.particulars import Series
from app.domain.reports.request import ReportName, Request
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState
from app.qt.views.page import Page
from app.qt.views.session_sheet import SheetView
from app.qt.views.sessions_list import SessionsList
from app.services import sessions

if TYPE_CHECKING:
    from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One session as it was read, with the series it may belong to; None where it is gone."""

    identity: CommitmentId
    sheet: SessionSheet | None
    series: tuple[Series, ...] = ()


class Sessions(Page):
    """All sessions and visits, then one with every point made there."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "sessions", self._named())
        self._open: CommitmentId | None = None
        self._limit = sessions.OTHERS
        self._keyboard_follows = False
        self._awaited = True  # nothing was read yet
        self._listed = False
        self._left: CommitmentId | None = None
        self._wanted: CommitmentId | None = None
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # until what it shows was read
        self.list = SessionsList(desk, look, self.title)
        self.list.adding.connect(self.new_meeting_wanted)
        self.list.filtered.connect(self._ask_for_all)
        self.list.more.connect(self._more)
        self.list.table.stood_on.connect(self._stood_on)
        self.list.table.opened.connect(self.open)
        self.list.table.selectionModel().selectionChanged.connect(self.counted)
        self.sheet = SheetView(desk, look)
        self.sheet.selected.connect(self._point_stood_on)
        self.sheet.counted.connect(self.counted)
        self.sheet.left.connect(self.go_back)
        self.sheet.opened.connect(self.open)
        self.sheet.detail_wanted.connect(self.detail_wanted)
        self.sheet.new_point_wanted.connect(self.new_point_wanted)
        self.sheet.report_wanted.connect(self._report)
        self._empty: EmptyState | None = None
        self._rooms = QStackedWidget()
        for room in (self.list, self.sheet):
            self._rooms.addWidget(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rooms)
        desk.relation_changed.connect(self._look_elsewhere)

    # What a page says for itself

    def fill(self) -> None:
        """Read the session that is open, or all of them."""
        if self._open is not None:
            self._ask_for_sheet(self._open)
        else:
            self._ask_for_all()

    def take_keyboard(self) -> None:
        """Give the keyboard to the points of the open session, or to the list, once it is read."""
        if self._awaited:
            self._keyboard_follows = True
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._shows_sheet:
            self.sheet.take_keyboard()
        elif self._empty is not None and self._rooms.currentWidget() is self._empty:
            self._empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.list.take_keyboard()

    def counts(self) -> str:
        """Return how many meetings there are, or how the points of the open one stand."""
        return self.sheet.counts() if self._shows_sheet else self.list.counts()

    def show_target(self, target: object) -> None:
        """Show a session by its identity; with None all of them."""
        if isinstance(target, str):
            self.open(CommitmentId(target))
        else:
            self.go_back()

    @property
    def current(self) -> CommitmentId | None:
        """The meeting or the point the officer stands on."""
        return self.sheet.current if self._shows_sheet else self.list.table.current

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected points, or the selected meetings."""
        return self.sheet.chosen if self._shows_sheet else self.list.table.chosen

    def lists(self) -> tuple[QWidget, ...]:
        """The list of meetings, and the points of the open one."""
        return (self.list.table, self.sheet.table)

    def request(self, report: ReportName) -> Request | None:
        """Return a report of the session that is open, where it has such a one."""
        return self.sheet.decisions.request(report) if self._shows_sheet else None

    def stand_on(self, identity: CommitmentId) -> None:
        """Stand on a point as soon as the open session shows it."""
        self._wanted = identity
        self._stand_on_wanted()

    def _stand_on_wanted(self) -> None:
        wanted = self._wanted if self._shows_sheet else None
        if wanted is not None and self.sheet.table.stand_on(wanted):
            self._wanted = None

    @property
    def settled(self) -> bool:
        """Whether what is shown is what the register holds now."""
        return not (self._soon.isActive() or self.desk.asks)

    # Going about

    @Slot(object)
    def open(self, identity: CommitmentId) -> None:
        """Show one session, visit or other origin."""
        self._keyboard_follows = self._keyboard_follows or self._holds_keyboard()
        self._open = identity
        self.outdate_now()

    @Slot()
    def go_back(self) -> None:
        """Show all sessions, standing on the one that was open."""
        if self._open is None:
            return
        self._left, self._open = self._open, None
        held = self._holds_keyboard()
        self._show_list()
        self._stand_on_left()
        if held and self._listed:
            self.take_keyboard()
        self._keyboard_follows = held and not self._listed
        self.selected.emit(self.current)
        self.counted.emit()
        self.outdate_now()

    def outdate_now(self) -> None:
        """Fill at once where the page is seen, else when it is."""
        self._stale = True
        self._fill_if_seen()

    # Reading

    @Slot()
    def _ask_for_all(self) -> None:
        relation, today, limit = self.desk.relation, self.desk.today, self._limit
        ahead = self.list.ahead.isChecked()

        def read(reader: Reader) -> tuple[Agenda, ...]:
            return sessions.agendas(reader, relation, today, limit=limit, ahead=ahead)

        self.desk.ask("sessions", read, self._show_all)

    def _ask_for_sheet(self, identity: CommitmentId) -> None:
        today = self.desk.today

        def read(reader: Reader) -> _Found:
            sheet = sessions.session_sheet(reader, identity, today)
            series = reader.forums(sheet.line.row.relation) if sheet else []
            return _Found(identity=identity, sheet=sheet, series=tuple(series))

        self.desk.ask("session", read, self._show_sheet)

    def _show_all(self, agendas: tuple[Agenda, ...]) -> None:
        self._awaited, self._listed = False, True
        self.list.show_agendas(agendas)
        if self._open is not None:
            return
        before = self._rooms.currentWidget()
        self._show_list()
        self._stand_on_left()
        self._hand_over_keyboard()
        if before is not self._rooms.currentWidget():
            self.selected.emit(self.current)
        self.counted.emit()

    def _show_sheet(self, found: _Found) -> None:
        if found.identity != self._open:
            return
        self._awaited = False
        if found.sheet is None:
            self.go_back()  # it went into the bin, or was never there
            return
        shown = self.sheet.sheet.id if self.sheet.sheet and self._shows_sheet else None
        self.sheet.show_sheet(found.sheet, found.series)
        self._rooms.setCurrentWidget(self.sheet)
        self._stand_on_wanted()
        self._hand_over_keyboard()
        if shown != found.identity:
            self.selected.emit(self.current)
        self.counted.emit()

    # Rooms and keyboard

    @property
    def _shows_sheet(self) -> bool:
        return self._rooms.currentWidget() is self.sheet

    def _show_list(self) -> None:
        room: QWidget = self.list
        if self._listed and self.list.empty:
            if self._empty is None:
                self._empty = self.list.nothing_yet()
                self._rooms.addWidget(self._empty)
            room = self._empty
        self._rooms.setCurrentWidget(room)

    def _stand_on_left(self) -> None:
        """Stand on the session that was left, once it is in the list."""
        if self._left is not None and self.list.table.stand_on(self._left):
            self._left = None

    def _holds_keyboard(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _hand_over_keyboard(self) -> None:
        """Go on by keyboard in the room that was entered by it."""
        if self._keyboard_follows:
            self._keyboard_follows = False
            self.take_keyboard()

    # What happens

    @Slot(object)
    def _stood_on(self, identity: CommitmentId | None) -> None:
        if not self._shows_sheet:
            self.selected.emit(identity)

    @Slot(object)
    def _point_stood_on(self, identity: CommitmentId | None) -> None:
        if self._shows_sheet:
            self.selected.emit(identity)

    @Slot(object)
    def _report(self, request: object) -> None:
        self.page_wanted.emit("reports", request)

    @Slot()
    def _more(self) -> None:
        """Show more of the meetings that belong to no series."""
        self._limit += sessions.MORE
        self._ask_for_all()

    @Slot()
    def _look_elsewhere(self) -> None:
        """Another pair of countries is looked at: what was open belongs to the former."""
        self._limit = sessions.OTHERS
        self._open = None

    def _named(self) -> str:
        return self.tr("Sessions and visits")
