"""One session, visit or other origin: what is known of it, and every point made there."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.agenda import PointLine, PointStanding, SessionSheet
from app.domain.commitment import sides_of
from app.domain.identity import CommitmentId
from app.domain.particulars import Series
from app.qt.delegates.agenda import PointMaker
from app.qt.desk import Desk
from app.qt.look.flow import Flow
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.pills import Chip
from app.qt.look.tokens import GAP, GRID, MARGIN
from app.qt.look.words import short_ref
from app.qt.models.lines import Spanning
from app.qt.models.points import POINT_COLUMNS, PointFilter, point_lines, standing_count
from app.qt.views.line_view import LineView
from app.qt.views.sections import wrapped
from app.qt.views.session_decisions import SessionDecisions
from app.qt.views.session_head import SessionHead
from app.qt.views.standing_bar import StandingPanel
from app.qt.views.tab_order import in_tab_order

_CLEAR = QItemSelectionModel.SelectionFlag.Clear


class SheetView(QWidget):
    """Shows one session. Filters, folds and what is selected stay while it is read again.

    `selected` carries the identity of the point stood on, or of the session itself; `left` tells
    that the officer wants back to all sessions; `opened` carries another session of the series;
    `detail_wanted` tells that the keyboard is to go on in the panel of details;
    `new_point_wanted` carries the identity of the session a point is to be added to;
    `report_wanted` the `Request` of a report of the session.
    """

    selected = Signal(object)
    counted = Signal()
    left = Signal()
    opened = Signal(object)
    detail_wanted = Signal()
    new_point_wanted = Signal(object)
    report_wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self.setObjectName("session-sheet")
        self.sheet: SessionSheet | None = None
        self._folded: set[str] = set()
        self._sides: dict[str, Chip] = {}
        self.head = SessionHead(desk, look)
        self.head.left.connect(self.left)
        self.head.opened.connect(self.opened)
        self.head.itself.connect(self._show_itself)
        self.head.adding.connect(self._add)
        self.decisions = SessionDecisions(desk, look, self._chosen_points)
        self.decisions.wanted.connect(self.report_wanted)
        self.standings = StandingPanel(look)
        self.standings.filtered.connect(self._show_lines)
        self._chips = QWidget()
        self._chips.setObjectName("session-filters")
        self._flow = Flow(self._chips)
        self.table = self._table()
        self.none = wrapped(InkLabel(look, ink="text2"))
        self.none.setObjectName("session-no-points")
        self.none.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self._rest = QWidget()
        self._lay_out()

    # What is shown

    def show_sheet(self, sheet: SessionSheet, series: tuple[Series, ...]) -> None:
        """Show a session, or the same one as it is now; `series` are those it may belong to."""
        other = self.sheet is None or self.sheet.id != sheet.id
        self.sheet = sheet
        if other:
            self._begin_anew()
        self.setAccessibleName(sheet.line.row.title)
        self.head.show_sheet(sheet, series)
        self.decisions.show_sheet(sheet)
        self.standings.show_tally(sheet.line.tally)
        self.standings.setVisible(bool(sheet.points))
        self._show_sides(sheet)
        self._show_lines()

    @property
    def current(self) -> CommitmentId | None:
        """The point stood on, or the session itself."""
        return self.table.current or (self.sheet.id if self.sheet else None)

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected points; the session itself is never among what a command acts on here."""
        return self.table.chosen

    @property
    def wanted(self) -> PointFilter:
        """Which points are shown."""
        side = next((side for side, chip in self._sides.items() if chip.isChecked()), "")
        return PointFilter(standings=self.standings.wanted, owed_by=side)

    def counts(self) -> str:
        """Return how many points there are and what of them wants looking after."""
        if self.sheet is None:
            return ""
        tally, wanted = self.sheet.line.tally, self.wanted
        if tally.total == 0:
            return self.tr("No points")
        several = self.tr("{count} points").format(count=tally.total)
        pieces = [self.tr("1 point") if tally.total == 1 else several]
        if wanted.set:
            kept = sum(wanted.keeps(each) for each in self.sheet.points)
            pieces.append(self.tr("{count} shown").format(count=kept))
        for each, template in (
            (PointStanding.OVERDUE, ""),
            (PointStanding.SILENT, self.tr("{count} without news")),
        ):
            if count := tally.of(each):
                said = template.format(count=count) or standing_count(each, count)
                pieces.append(said)
        chosen = len(self.table.chosen)
        if chosen > 1:
            pieces.append(self.tr("{count} selected").format(count=chosen))
        return ", ".join(pieces)

    def take_keyboard(self) -> None:
        """Give the keyboard to the points, or to the way back where there are none."""
        target: QWidget = self.table if self.table.table.rowCount() else self.head.back
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to all sessions, from wherever the keyboard is."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Layout

    def _table(self) -> LineView:
        table = LineView(
            self._look, POINT_COLUMNS, PointMaker(self._look), lambda: self._desk.today, _identity
        )
        table.setObjectName("session-points")
        table.setAccessibleName(self.tr("Points"))
        table.stood_on.connect(self._stood_on)
        table.opened.connect(self._details)
        table.acted.connect(self._fold)
        table.left.connect(self.left)
        table.selectionModel().selectionChanged.connect(self.counted)
        table.selectionModel().selectionChanged.connect(self.decisions.selection_changed)
        return table

    def _lay_out(self) -> None:
        bar = QVBoxLayout()
        bar.setContentsMargins(MARGIN, 0, MARGIN, 0)
        bar.setSpacing(GRID)
        bar.addWidget(self.standings)
        bar.addWidget(self._chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self.decisions)
        column.addLayout(bar)
        column.addWidget(self.none)
        column.addWidget(self.table, 1)
        column.addWidget(self._rest, 1)

    # Showing

    def _begin_anew(self) -> None:
        """Forget filters and folds that were set for another session."""
        self._folded.clear()
        self.standings.clear()
        for chip in self._sides.values():
            chip.hide()
            chip.deleteLater()
        self._sides.clear()
        self.table.forget()

    @Slot()
    def _show_lines(self) -> None:
        if self.sheet is None:
            return
        paragraphs = any(each.paragraph for each in (*self.sheet.points, *self.sheet.restated))
        self.table.want_column("paragraph", wanted=paragraphs)
        self.table.want_column("ref", wanted=not paragraphs)
        self.table.want_column("decision", wanted=self.sheet.after is not None)
        # References are to be read to their end, which is where they differ.
        beside = (*self.sheet.documents, *self.sheet.events, *self.sheet.internal)
        texts = (short_ref(each.row) for each in (*self.sheet.points, *beside))
        self.table.fit_column("ref", texts)
        lines = point_lines(self.sheet, self.wanted, frozenset(self._folded))
        held = self.table.hasFocus()
        self.table.show_lines(lines)
        self.table.setVisible(bool(lines))
        self._rest.setVisible(not lines)
        shown = any(isinstance(each, PointLine) and each.standing for each in lines)
        self.none.setVisible(not shown)
        self.none.setText(
            self.tr("No point answers to these filters.")
            if self.wanted.set
            else self.tr("No point is recorded as made here.")
        )
        if held and not lines:
            self.take_keyboard()
        self.counted.emit()

    def _show_sides(self, sheet: SessionSheet) -> None:
        """Offer the sides that owe some of the points but not all of them."""
        owed = [each.row.owed_by.split("+") for each in sheet.points]
        for side in sides_of(sheet.line.row.relation):
            some = sum(side in each for each in owed)
            if side not in self._sides and 0 < some < len(owed):
                chip = Chip(self._look, self.tr("Responsible side: {side}").format(side=side))
                chip.setObjectName(f"session-owed-{side}")
                chip.toggled.connect(self._side_chosen)
                self._sides[side] = chip
                self._flow.addWidget(chip)
                in_tab_order(self._chips, [*self._sides.values()])
        self._chips.setVisible(bool(self._sides))

    # What happens

    def _chosen_points(self) -> list[PointLine]:
        """The selected points of the session; papers and what is only beside them are none."""
        if self.sheet is None:
            return []
        chosen = set(self.table.chosen)
        return [
            each
            for each in (*self.sheet.points, *self.sheet.restated)
            if each.row.id in chosen and each.proposal is not None
        ]

    @Slot(object)
    def _stood_on(self, identity: CommitmentId | None) -> None:
        self.selected.emit(identity or (self.sheet.id if self.sheet else None))

    @Slot(object)
    def _details(self, _identity: CommitmentId) -> None:
        self.detail_wanted.emit()

    @Slot(object)
    def _fold(self, line: Spanning) -> None:
        self._folded ^= {line.key}
        self._show_lines()

    @Slot(bool)
    def _side_chosen(self, checked: bool) -> None:
        sender = self.sender()
        for chip in self._sides.values():
            if checked and chip is not sender:
                chip.setChecked(False)
        self._show_lines()

    @Slot()
    def _show_itself(self) -> None:
        """Select no point: then the session itself is stood on."""
        self.table.selectionModel().select(self.table.currentIndex(), _CLEAR)
        if self.sheet is not None:
            self.selected.emit(self.sheet.id)

    @Slot()
    def _add(self) -> None:
        if self.sheet is not None:
            self.new_point_wanted.emit(self.sheet.id)


def _identity(line: PointLine) -> str:
    return line.row.id
