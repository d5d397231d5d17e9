"""The section Commitments: heading, search, filters, and the table of the whole register."""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.change import Change
from app.domain.errors import BusyError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import DUE_SOON, OPEN, OVERDUE, Query, Sort
from app.domain.rows import RegisterRow
from app.qt.desk import Desk
from app.qt.lister import Answer, Lister
from app.qt.look.buttons import Verb
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.pills import Chip
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.models.columns import COLUMNS
from app.qt.models.register_table import RegisterTable
from app.qt.views.keys import left_to_window
from app.qt.views.register_grid import RegisterGrid


class RegisterView(QWidget):
    """Lists what was asked for and keeps the selected commitment through every change.

    `selected` carries its identity or None; `counted` tells that the counts changed;
    `new_wanted` and `sample_wanted` that an empty register's offers were taken; `painted` that
    the list stood on the screen for the first time.
    """

    selected = Signal(object)
    counted = Signal()
    new_wanted = Signal()
    sample_wanted = Signal()
    painted = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self.setObjectName("register-view")
        self.query = Query()
        self._wanted: int | None = None  # the row number to stand on once it is shown
        self._insists = False
        self._stale = False
        self._first_wanted = False
        self._added: set[int] = set()
        self._was_painted = False
        self._settled = False
        self.model = RegisterTable(desk.register.store.lists.rows, lambda: desk.today, parent=self)
        self.table = self._table()
        self.table.installEventFilter(self)
        self._lister = Lister(desk.register.store.fresh_lists, self)
        self._lister.answered.connect(self._answered)
        self._lister.failed.connect(desk.refused)
        self._build()
        desk.changed.connect(self._changed)
        desk.outside.connect(self.refresh)
        desk.day_changed.connect(self._new_day)

    # What is shown

    @property
    def current(self) -> RegisterRow | None:
        """The commitment the officer stands on."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected commitments, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.row_at(row) for row in rows)
        return [row.id for row in found if row is not None]

    @property
    def settled(self) -> bool:
        """Whether the list answers the latest question."""
        return self._settled

    def select(self, identity: CommitmentId) -> None:
        """Stand on a commitment; filters that hide it are cleared."""
        try:
            rid = self._desk.register.reader.row(identity).rid
        except ServandaError as error:
            self._desk.refused.emit(error)
            return
        position = self.model.position_of(rid)
        if position is not None:
            self._stand_on(position)
            return
        self._wanted = rid
        self._insists = not self._settled  # what is asked already may show it
        if self._settled:
            self._ask()
            self._clear()

    @Slot()
    def refresh(self) -> None:
        """Ask again: rows are read anew and ordered anew, the selection stays."""
        self._stale = True
        self._ask()

    @Slot()
    def clear_filters(self) -> None:
        """Show the whole register."""
        self._clear()
        self._ask()

    def _clear(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()

    def stop(self) -> None:
        """End the background work; called once, before the register is closed."""
        for watched in (self.search, self.table):
            watched.removeEventFilter(self)
        self._lister.stop()

    def begin(self) -> None:
        """Show the first page at once; the whole order follows from the background."""
        lists = self._desk.register.store.lists
        with suppress(BusyError):  # then it comes with the whole order
            rids = array("q", lists.first_page(self.query, self._desk.today))
            self.model.adopt(rids, lists.rows(rids))
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    # Layout

    def _build(self) -> None:
        self._heading = InkLabel(
            self._look, self.tr("Commitments"), scale=Scale.TITLE, weight=SEMIBOLD
        )
        self._count = InkLabel(self._look, ink="text2", scale=Scale.SECTION)
        self._count.setObjectName("register-count")
        self.search = Line()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(self.tr("Search commitments"))
        self.search.setAccessibleName(self.tr("Search commitments"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(320)
        self.search.textChanged.connect(self._asked)
        self.search.installEventFilter(self)
        action = self.search.addAction(
            self._look.icons.icon("search", self._look.tokens.text2),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._look.dress(action, "search")
        self.new = Verb(self.tr("New"))
        self.new.setObjectName("new")
        self.new.setToolTip(self.tr("Add a commitment (Ctrl+N)"))
        set_kind(self.new, ButtonKind.FILLED)
        self._look.dress(self.new, "plus", "on_accent")
        self.new.clicked.connect(self.new_wanted)
        self.new.setEnabled(not self._desk.read_only)
        self.chips = self._chips()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._empty: EmptyState | None = None
        self._none: EmptyState | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._top())
        column.addWidget(self._filters())
        column.addWidget(self._pages, 1)

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self._heading)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addWidget(self.new)
        return row

    def _filters(self) -> QWidget:
        self._bar = QWidget()
        self._bar.setObjectName("filters")
        row = QHBoxLayout(self._bar)
        row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        row.setSpacing(GAP)
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        return self._bar

    def _chips(self) -> dict[str, Chip]:
        names = {
            "overdue": self.tr("Overdue"),
            "due-soon": self.tr("Due in 30 days"),
            "open": self.tr("Open"),
        }
        chips: dict[str, Chip] = {}
        for name, text in names.items():
            chip = Chip(self._look, text)
            chip.setObjectName(f"filter-{name}")
            chip.toggled.connect(self._filtered)
            chips[name] = chip
        return chips

    def _table(self) -> RegisterGrid:
        grid = RegisterGrid(self._look, self.model, lambda: self._desk.today, self)
        grid.setAccessibleName(self.tr("Commitments"))
        grid.show_sort(self.query.sort[0])
        grid.horizontalHeader().sectionClicked.connect(self._sort)
        grid.selectionModel().currentRowChanged.connect(self._moved)
        grid.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.readable.connect(self._moved)
        return grid

    def _empty_register(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "handshake",
            self.tr("Nothing promised yet"),
            self.tr(
                "Add the first commitment, or look around in the sample register.\n"
                "The sample opens beside yours and changes nothing."
            ),
            (
                Offer(text=self.tr("Add a commitment"), icon="plus", name="empty-add"),
                Offer(text=self.tr("Try the sample"), icon="book-open-text", name="empty-sample"),
            ),
        )
        state.chosen.connect(self._offer_taken)
        state.buttons[0].setEnabled(not self._desk.read_only)
        return state

    def _empty_answer(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "search",
            self.tr("Nothing matches"),
            self.tr("No commitment answers to this search and these filters."),
            (Offer(text=self.tr("Show the whole register"), icon="x", name="show-all"),),
        )
        state.chosen.connect(self.clear_filters)
        return state

    # Questions and answers

    def _ask(self) -> None:
        self._settled = False
        self._lister.ask(self.query_now(), self._desk.today)

    def query_now(self) -> Query:
        """Return the question that filters, search and sort come to."""
        query = Query(sort=self.query.sort, text=self.search.text())
        if self.chips["overdue"].isChecked():
            query = replace(query, timeliness=OVERDUE.timeliness, promises=True)
        elif self.chips["due-soon"].isChecked():
            query = replace(query, timeliness=DUE_SOON.timeliness, promises=True)
        if self.chips["open"].isChecked():
            query = replace(query, phases=OPEN.phases, promises=True)
        self.query = query
        return query

    @property
    def filtered(self) -> bool:
        """Whether a filter or a search is set."""
        return bool(self.search.text().strip()) or any(
            chip.isChecked() for chip in self.chips.values()
        )

    @Slot()
    def _asked(self) -> None:
        self._ask()

    @Slot(bool)
    def _filtered(self, checked: bool) -> None:
        if checked and self.sender() in (self.chips["overdue"], self.chips["due-soon"]):
            for name in ("overdue", "due-soon"):
                if self.chips[name] is not self.sender():
                    self.chips[name].setChecked(False)
        self._ask()

    @Slot(int)
    def _sort(self, section: int) -> None:
        by = COLUMNS[section].sort
        if by is None:
            self.table.show_sort(self.query.sort[0])
            return
        now = self.query.sort[0]
        turn = now.column is by and not now.descending
        self.query = replace(self.query, sort=(Sort(column=by, descending=turn),))
        self.table.show_sort(self.query.sort[0])
        self._ask()

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        if not answer.whole:
            self._show_beginning(answer)
            return
        self._settled = True
        inserted = bool(self._added) and self._insert_added(answer)
        if not inserted and not self.model.lengthen(answer.rids):
            self._adopt(answer)
        elif self._stale:
            self.model.reread()
        self._stale = False
        self._added.clear()
        self._show_page()
        self._stand_on_wanted()
        if self._first_wanted and self.settled:
            self._first_wanted = False
            self._first_row()
        self.counted.emit()

    def _show_beginning(self, answer: Answer) -> None:
        """Show the first page of another order; one that begins as shown waits for the whole."""
        if not (self._added or self._stale or self.model.begins_with(answer.rids)):
            self._adopt(answer)
            self._show_page()
        QTimer.singleShot(0, self._lister.shown)

    def _adopt(self, answer: Answer) -> None:
        current = self.table.currentIndex()
        if self._wanted is None and current.isValid():
            self._wanted = self.model.rid_at(current.row())
        offset = self.table.verticalScrollBar().value()
        self.model.adopt(answer.rids, answer.rows)
        self.table.verticalScrollBar().setValue(offset)

    def _insert_added(self, answer: Answer) -> bool:
        """Insert rows that were added where the new order has them, if all else is as it was."""
        held = self.model.rowCount()
        if len(answer.rids) != held + len(self._added):
            return False
        for position, rid in enumerate(answer.rids):
            if rid in self._added:
                self.model.insert(rid, position)
        return True

    def _page(self, state: EmptyState) -> EmptyState:
        self._pages.addWidget(state)
        return state

    def _show_page(self) -> None:
        if self.model.rowCount():
            self._pages.setCurrentWidget(self.table)
        elif self.filtered:
            self._none = self._none or self._page(self._empty_answer())
            self._pages.setCurrentWidget(self._none)
        else:
            self._empty = self._empty or self._page(self._empty_register())
            self._pages.setCurrentWidget(self._empty)
        self._bar.setVisible(self._empty is None or self._pages.currentWidget() is not self._empty)
        self._count.setText(str(self.model.rowCount()) if self.model.rowCount() else "")

    def _stand_on_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        position = None if wanted is None else self.model.position_of(wanted)
        insists, self._insists = self._insists, False
        if position is not None:
            self._stand_on(position)
            return
        if insists and self.filtered:
            self._wanted = wanted
            self.clear_filters()
            return
        if not self.table.currentIndex().isValid():
            self.selected.emit(None)

    def _stand_on(self, position: int) -> None:
        self._wanted = None
        self.table.stand_on(position)

    # What happens

    @Slot(object)
    def _changed(self, change: Change) -> None:
        self.model.apply(change)
        if change.added:
            self._added |= change.added
            self._ask()
        elif change.removed:
            self._show_page()
            if self.table.currentIndex().isValid():
                self._first_row()  # Qt goes to the next row, but selects none while Ctrl is held
        self.counted.emit()

    @Slot()
    def _new_day(self) -> None:
        self.model.retell()
        self._ask()

    @Slot()
    def _moved(self) -> None:
        row = self.current
        self.selected.emit(row.id if row else None)

    @Slot()
    def _selection_changed(self) -> None:
        self.counted.emit()

    @Slot(int)
    def _offer_taken(self, number: int) -> None:
        (self.new_wanted, self.sample_wanted)[number].emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Down or Enter in the search goes to the list; Esc clears the search."""
        if watched is self.table:
            if event.type() == QEvent.Type.FocusIn:
                # Qt gives a table that is tabbed into a current row, but does not select it.
                QTimer.singleShot(0, self._select_current)
            return False
        undo, redo = self.search.isUndoAvailable(), self.search.isRedoAvailable()
        if left_to_window(event, undo=undo, redo=redo):
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go_to_list()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    @Slot()
    def go_to_list(self) -> None:
        """Give the list the keyboard, standing on its first row if on none."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._first_wanted = not self.settled
        if self.settled:
            self._first_row()

    @Slot()
    def _select_current(self) -> None:
        if self.table.hasFocus() and self._wanted is None:
            self._first_row()

    def _first_row(self) -> None:
        """Stand on the current row, or on the first, if none is selected."""
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            self._stand_on(max(0, self.table.currentIndex().row()))
