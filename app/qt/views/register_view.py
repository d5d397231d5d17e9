"""The list of commitments: any view of the register as a table that can be searched and edited."""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import BusyError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import Grouping, Query
from app.domain.rows import RegisterRow
from app.domain.view import COMMITMENTS, View
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP
from app.qt.models.columns import COLUMNS
from app.qt.models.filters import filtered
from app.qt.models.register_table import RegisterTable
from app.qt.views.filter_bar import FilterBar
from app.qt.views.list_answers import ListAnswers
from app.qt.views.list_columns import ListColumns
from app.qt.views.list_groups import ListGroups
from app.qt.views.list_head import ListHead
from app.qt.views.list_pages import ListPages
from app.qt.views.list_question import ListQuestion
from app.qt.views.list_standing import ListStanding
from app.qt.views.page import Page
from app.qt.views.register_grid import RegisterGrid
from app.store.listing import SCREEN

_ONE_BY_ONE = 200
"""So many rows are put in or taken out of the list by themselves; of more it is made anew."""


class RegisterView(Page):
    """Lists what was asked for and keeps the selected commitment through every change.

    `edit_wanted` carries the row and the field that is to be edited in its place; `save_wanted`
    that the view is to be kept; `columns_chosen` and `grouped_by` what the officer chose, to be
    remembered.
    """

    save_wanted = Signal()
    edit_wanted = Signal(object, str)
    columns_chosen = Signal(object)
    grouped_by = Signal(object)

    def __init__(self, desk: Desk, look: Look, group: Grouping | None = None) -> None:
        """`group` is how a view that says nothing of it is grouped."""
        super().__init__(desk, look, "commitments", "")
        self.setObjectName("register-view")
        self.model = RegisterTable(desk.register.store.lists.rows, lambda: desk.today, parent=self)
        self.table = RegisterGrid(look, self.model, lambda: desk.today, self)
        self.table.installEventFilter(self)
        self.head = ListHead(look)
        self.bar = FilterBar(desk, look)
        self.pages = ListPages(look, self.table, read_only=desk.read_only)
        self._question = ListQuestion(desk, self.head.search, group, self)
        self._standing = ListStanding(self.table, self.model, self)
        self._answers = ListAnswers(desk, self.table, self.model, self._standing, self.query, self)
        self._groups = ListGroups(self.table, self.model, lambda: self._answers.shown.group, self)
        self._columns = ListColumns(look, self.table, self)
        self._build()
        self._connect()

    # What is shown

    @property
    def view(self) -> View:
        """The section, view or figure that is listed."""
        return self._question.view

    @property
    def query(self) -> Query:
        """What was asked last; see `query_now`."""
        return self._question.query

    @property
    def row(self) -> RegisterRow | None:
        """The row of the commitment the officer stands on."""
        return self._standing.row

    @property
    def current(self) -> CommitmentId | None:
        """The commitment the officer stands on."""
        return row.id if (row := self.row) else None

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected commitments, in the order of the list."""
        return self.desk.register.store.lists.identities(self.table.chosen_rids)

    @property
    def settled(self) -> bool:
        """Whether the list answers the latest question."""
        return self._answers.settled

    @property
    def filtered(self) -> bool:
        """Whether a filter or a search is set."""
        return filtered(self.query_now())

    def counts(self) -> str:
        """How many were found, and how many of them are selected."""
        chosen = len(self.table.chosen_rids)
        found = self._answers.found
        if not found:
            text = self._nothing()
        elif found == 1:
            text = self.tr("1 commitment")
        else:
            text = self.tr("{count} commitments").format(count=found)
        return text + self.tr(", {count} selected").format(count=chosen) if chosen > 1 else text

    def _nothing(self) -> str:
        if self.filtered:
            return self.tr("nothing found")
        return self.tr("nothing in the bin") if self.query.binned else self.tr("no commitments yet")

    def show_view(self, view: View, heading: str) -> None:
        """Show a view under its heading, as it was left if it was shown before."""
        row = self.row
        self._question.leave(self.table.columns, row.rid if row else None)
        left = self._question.left(view)
        self._standing.wanted = left.rid if left else None
        self.open_query(view, heading, left.query if left else self._question.opened(view))
        self.table.show_columns(left.columns if left else view.columns)
        self._standing.first_wanted = self._standing.wanted is None and self.table.hasFocus()

    def open_query(self, view: View, heading: str, query: Query) -> None:
        """Show a view with another question than its own, such as that behind a figure."""
        self._question.take(view, query)
        self.entitle(heading)
        self.bar.show_query(query)
        self.table.show_sort(query.sort[0])
        self._ask()

    def entitle(self, heading: str) -> None:
        """Show another heading, and let a screen reader call the list so."""
        self.head.name(heading)
        self.setAccessibleName(heading)
        self.table.setAccessibleName(heading)

    def crown(self, widget: QWidget) -> None:
        """Put something above the heading, such as the way to other pages of a section."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(0, widget)

    def view_now(self, name: str) -> View:
        """Return what is shown, as a view of that name."""
        return View(name=name, query=self.query_now(), columns=self.table.columns)

    def may_hold(self, identity: CommitmentId) -> bool:
        """Whether this view shows a commitment once its filters are cleared."""
        asked = self.query_now()
        with suppress(ServandaError):  # then `select` says what is wrong
            row = self.desk.register.reader.row(identity)
            families = asked.families or {row.kind.family}
            here = asked.relation in ("", row.relation)
            return here and row.binned is asked.binned and row.kind.family in families
        return True

    def select(self, identity: CommitmentId) -> None:
        """Stand on a commitment alone; filters that hide it are cleared."""
        try:
            rid = self.desk.register.reader.row(identity).rid
        except ServandaError as error:
            self.desk.refused.emit(error)
            return
        # Where it is not shown, what is asked already may show it.
        if not self._standing.go_to(rid) and self.settled:
            self.clear_filters()

    @Slot()
    def refresh(self) -> None:
        """Ask again: rows are read anew and ordered anew, the selection stays."""
        self._answers.reread()
        self._ask()

    @Slot()
    def clear_filters(self) -> None:
        """Take filters and search away; what is no section of its own shows the whole register."""
        self._question.search_for("")
        self.bar.show_query(self.query)
        self.bar.clear()

    # Page

    def fill(self) -> None:
        """The list asks for itself, and keeps up with changes row by row."""

    @Slot()
    def outdate(self) -> None:
        """Changes come row by row; see `_changed`."""

    def take_keyboard(self) -> None:
        """Give the list the keyboard."""
        self.go_to_list()

    def show_target(self, target: object) -> None:
        """Stand on a commitment, given by its identity."""
        self.select(CommitmentId(str(target)))

    def search_line(self) -> QLineEdit:
        """The search above the list."""
        return self.head.search

    def lists(self) -> tuple[QWidget, ...]:
        """The list itself."""
        return (self.table,)

    def stop(self) -> None:
        """End the background work; called once, before the register is closed."""
        super().stop()
        self.head.stop()
        self.table.removeEventFilter(self)
        self._answers.stop()

    def begin(self) -> None:
        """Show the first page at once; the whole order follows from the background."""
        lists = self.desk.register.store.lists
        begun = False
        if self.query.group is None:
            with suppress(BusyError):  # then it comes with the whole order
                rids = array("q", lists.first_page(self.query, self.desk.today))
                self.model.adopt(rids, lists.rows(rids[:SCREEN]))
                begun = True
        self._answers.ask(self.query_now(), begun=begun)

    def painted(self) -> None:
        """The first page stands on the screen."""
        self._answers.painted()

    # Layout

    def _build(self) -> None:
        self.head.new.setEnabled(not self.desk.read_only)
        self.table.show_sort(self.query.sort[0])
        self.bar.show_query(self.query)
        self._filters = QWidget()
        self._filters.setObjectName("filters")
        row = QHBoxLayout(self._filters)
        row.setContentsMargins(GROUP_GAP, 0, GAP, 0)
        row.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self._filters)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.head.left.connect(self.go_to_list)
        self.head.save_wanted.connect(self.save_wanted)
        self.head.new.clicked.connect(self.new_wanted)
        self.bar.asked.connect(self._question.narrow)
        self.bar.columns_wanted.connect(self.choose_columns)
        self.pages.new_wanted.connect(self.new_wanted)
        self.pages.sample_wanted.connect(self.sample_wanted)
        self.pages.clear_wanted.connect(self.clear_filters)
        self.table.horizontalHeader().sectionClicked.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self.counted)
        self.table.doubleClicked.connect(self.edit_cell)
        self.table.edit_wanted.connect(self.edit_cell)
        self.model.readable.connect(self._moved)
        self._question.asked.connect(self._ask)
        self._question.regrouped.connect(self._regrouped)
        self._answers.begun.connect(self._show_page)
        self._answers.came.connect(self._came)
        self._standing.lost.connect(self._lost)
        self._columns.chosen.connect(self._columns_chosen)
        self.desk.changed.connect(self._changed)
        self.desk.outside.connect(self.refresh)
        self.desk.day_changed.connect(self._new_day)

    # What the officer asks for

    def query_now(self) -> Query:
        """Return the question that section, filters, search and order come to."""
        return self._question.now()

    @Slot()
    def _ask(self) -> None:
        self._answers.ask(self.query_now())

    @Slot(int)
    def _sort(self, section: int) -> None:
        """Sort by a column; with Shift, by it after what it is sorted by already."""
        by = COLUMNS[section].sort
        if by is not None:
            also = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            self._question.sort(by, also=bool(also))
        self.table.show_sort(self.query.sort[0])

    @Slot()
    def _regrouped(self) -> None:
        self.model.folded.clear()
        if self.view is COMMITMENTS:
            self.grouped_by.emit(self.query.group)

    @Slot()
    def choose_columns(self) -> None:
        """Let the columns be chosen, and their order."""
        self._columns.choose(self.bar.columns)

    @Slot(object)
    def _columns_chosen(self, columns: tuple[str, ...]) -> None:
        if self.view is COMMITMENTS:
            self.columns_chosen.emit(columns)

    # What is answered

    @Slot()
    def _came(self) -> None:
        self._show_page()
        if not self._standing.settle(filtered=self.filtered):
            self.clear_filters()
        if self._standing.first_wanted and self.settled:
            self._standing.first_wanted = False
            self._standing.go_to_first()
        self.counted.emit()

    @Slot()
    def _show_page(self) -> None:
        if self.model.rowCount():
            self.pages.show_table()
        elif self.filtered:
            self.pages.show_nothing_found()
        else:
            self.pages.show_empty(self.view.name)
        self._filters.setVisible(not self.pages.begins)
        self.head.show_count(self._answers.found)
        usual = self._question.opened(self.view)
        self.head.save.setVisible(self.filtered and self.query != usual and not self.desk.read_only)

    @Slot()
    def _lost(self) -> None:
        self.selected.emit(None)

    # What happens

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if len(change.added) + len(change.removed) > _ONE_BY_ONE:
            self.refresh()  # an import, or its undo: each by itself they would take minutes
            return
        if self.query.binned:  # what comes back to the lists leaves the bin, and the reverse
            gone = change.added | change.removed
            change = replace(change, added=change.removed, removed=gone)
        removed = self._answers.apply(change)
        if change.added:
            self._ask()
        if removed:
            self._show_page()
            if self.table.currentIndex().isValid():
                # Qt goes to the next row, but selects none while Ctrl is held.
                self._standing.go_to_first()
        self.counted.emit()

    @Slot()
    def _new_day(self) -> None:
        self.model.retell()
        self._ask()

    @Slot()
    def _moved(self) -> None:
        row = self.row
        if row is not None or not self.table.currentIndex().isValid():
            self.selected.emit(row.id if row else None)

    @Slot()
    def edit_cell(self) -> None:
        """Ask for the cell one stands on to be edited in its place."""
        row, section = self.row, max(0, self.table.currentIndex().column())
        if self.table.isColumnHidden(section):
            section = 0
        if row is not None and not row.binned and not self.desk.read_only:
            self.edit_wanted.emit(row, COLUMNS[section].field or "title")

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Enter, Space and the arrows open and shut the group one stands on."""
        if watched is not self.table:
            return False
        if event.type() == QEvent.Type.FocusIn:
            # Qt gives a table that is tabbed into a current row, but does not select it.
            QTimer.singleShot(0, self._select_current)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._groups.key(Qt.Key(event.key()))
        return False

    @Slot()
    def go_to_list(self) -> None:
        """Give the list the keyboard, standing on its first row if on none."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._standing.first_wanted = not self.settled
        if self.settled:
            self._standing.go_to_first()

    @Slot()
    def _select_current(self) -> None:
        if self.table.hasFocus() and self._standing.wanted is None and self.settled:
            self._standing.go_to_first()
