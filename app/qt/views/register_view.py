"""The list of commitments: any view of the register as a table that can be searched and edited."""

from __future__ import annotations

from array import array
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import BusyError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import Grouping, Query, Sort
from app.domain.rows import Group, RegisterRow
from app.domain.timeliness import Timeliness
from app.domain.view import BIN, COMMITMENTS, View
from app.qt.delegates.cells import GroupWords
from app.qt.desk import Desk
from app.qt.lister import Answer, Lister
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, Tone
from app.qt.models.columns import COLUMNS
from app.qt.models.filters import filtered
from app.qt.models.register_table import RegisterTable
from app.qt.views.checklist import Checklist
from app.qt.views.filter_bar import FilterBar
from app.qt.views.list_head import ListHead
from app.qt.views.list_pages import ListPages
from app.qt.views.page import Page
from app.qt.views.register_grid import RegisterGrid


@dataclass(slots=True)
class _Left:
    """How a view was left: what was asked, in which columns, where the officer stood."""

    view: View
    query: Query
    columns: tuple[str, ...]
    rid: int | None


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
        self._group = group
        self.view = COMMITMENTS
        self.query = replace(COMMITMENTS.query, group=group)
        self._left: dict[str, _Left] = {}
        self._wanted: int | None = None  # the row number to stand on once it is shown
        self._insists = False
        self._quiet = False
        self._shown = self.query  # what the table holds the order and the groups of
        self._chosen: array[int] = array("q")  # several that are to be selected once more
        self._near: int | None = None  # where to stand should the wanted row have gone
        self._reread = False
        self._first_wanted = False
        self._added: set[int] = set()
        self._settled = True  # nothing was asked yet
        self._found = 0
        self.model = RegisterTable(desk.register.store.lists.rows, lambda: desk.today, parent=self)
        self.model.name_groups(self._group_text)
        self.table = self._table()
        self.table.installEventFilter(self)
        self._lister = Lister(desk.register.store.fresh_lists, self)
        self._lister.answered.connect(self._answered)
        self._lister.failed.connect(desk.refused)
        self.head = ListHead(look)
        self.bar = FilterBar(desk, look)
        self.pages = ListPages(look, self.table, read_only=desk.read_only)
        self._build()
        desk.changed.connect(self._changed)
        desk.outside.connect(self.refresh)
        desk.day_changed.connect(self._new_day)
        desk.relation_changed.connect(self._asked)

    # What is shown

    @property
    def row(self) -> RegisterRow | None:
        """The row of the commitment the officer stands on."""
        index = self.table.currentIndex()
        return self.model.row_at(index.row()) if index.isValid() else None

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
        return self._settled

    @property
    def filtered(self) -> bool:
        """Whether a filter or a search is set."""
        return filtered(self.query_now())

    def counts(self) -> str:
        """How many were found, and how many of them are selected."""
        chosen = len(self.table.chosen_rids)
        if not self._found:
            text = self._nothing()
        elif self._found == 1:
            text = self.tr("1 commitment")
        else:
            text = self.tr("{count} commitments").format(count=self._found)
        return text + self.tr(", {count} selected").format(count=chosen) if chosen > 1 else text

    def _nothing(self) -> str:
        if self.filtered:
            return self.tr("nothing found")
        return self.tr("nothing in the bin") if self.query.binned else self.tr("no commitments yet")

    def show_view(self, view: View, heading: str) -> None:
        """Show a view under its heading, as it was left if it was shown before."""
        row = self.row
        self._left[self.view.name] = _Left(
            view=self.view,
            query=self.query_now(),
            columns=self.table.columns,
            rid=row.rid if row else None,
        )
        left = self._left.get(view.name)
        if left is not None and left.view != view:  # it was changed, or is another figure's
            left = None
        query, self._wanted = (left.query, left.rid) if left else (self._opened(view), None)
        self.open_query(view, heading, query)
        self.table.show_columns(left.columns if left else view.columns)
        self._first_wanted = self._wanted is None and self.table.hasFocus()

    def open_query(self, view: View, heading: str, query: Query) -> None:
        """Show a view with another question than its own, such as that behind a figure."""
        self.view, self.query = view, query
        self.entitle(heading)
        self._search_for(query.text)
        self.bar.show_query(query)
        self.table.show_sort(query.sort[0])
        self._ask()

    def _opened(self, view: View) -> Query:
        """A view's question; one that says nothing of groups takes the usual ones.

        What slipped stands in its own order: groups would part the worst from the next.
        """
        own = view.query.binned or view.query.slipped
        usual = view.query.group is None and not own
        return replace(view.query, group=self._group) if usual else view.query

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

    def holds(self, identity: CommitmentId) -> bool:
        """Whether a commitment is in the register, as a past day may not have it."""
        with suppress(ServandaError):
            return self.desk.register.reader.ref_if_held(identity) is not None
        return False

    def home_of(self, identity: CommitmentId) -> str:
        """Return the section in which a commitment stands among all others."""
        with suppress(ServandaError):
            return (BIN if self.desk.register.reader.row(identity).binned else COMMITMENTS).name
        return COMMITMENTS.name

    def select(self, identity: CommitmentId) -> None:
        """Stand on a commitment alone; filters that hide it are cleared."""
        self._chosen = array("q")
        try:
            rid = self.desk.register.reader.row(identity).rid
        except ServandaError as error:
            self.desk.refused.emit(error)
            return
        self.model.open_to(rid)
        position = self.model.position_of(rid)
        if position is not None:
            self._stand_on(position)
            return
        self._wanted, self._insists = rid, True
        if self._settled:  # else what is asked already may show it
            self.clear_filters()

    @Slot()
    def refresh(self) -> None:
        """Ask again: rows are read anew and ordered anew, the selection stays."""
        self._reread = True
        self._ask()

    @Slot()
    def clear_filters(self) -> None:
        """Take filters and search away; what is no section of its own shows the whole register."""
        self._search_for("")
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
        self._lister.stop()

    def begin(self) -> None:
        """Show the first page at once; the whole order follows from the background."""
        lists = self.desk.register.store.lists
        if self.query.group is None:
            with suppress(BusyError):  # then it comes with the whole order
                rids = array("q", lists.first_page(self.query, self.desk.today))
                self.model.adopt(rids, lists.rows(rids))
        self._ask()

    # Layout

    def _build(self) -> None:
        self.head.search.textChanged.connect(self._asked)
        self.head.left.connect(self.go_to_list)
        self.head.save_wanted.connect(self.save_wanted)
        self.head.new.clicked.connect(self.new_wanted)
        self.head.new.setEnabled(not self.desk.read_only)
        self.bar.asked.connect(self._filter)
        self.bar.columns_wanted.connect(self.choose_columns)
        self.bar.show_query(self.query)
        self.pages.new_wanted.connect(self.new_wanted)
        self.pages.sample_wanted.connect(self.sample_wanted)
        self.pages.clear_wanted.connect(self.clear_filters)
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

    def _table(self) -> RegisterGrid:
        grid = RegisterGrid(self.look, self.model, lambda: self.desk.today, self)
        grid.delegate.describe = self._describe
        grid.show_sort(self.query.sort[0])
        grid.horizontalHeader().sectionClicked.connect(self._sort)
        grid.selectionModel().currentRowChanged.connect(self._moved)
        grid.selectionModel().selectionChanged.connect(self._selection_changed)
        grid.clicked.connect(self._clicked)
        grid.doubleClicked.connect(self._double_clicked)
        grid.edit_wanted.connect(self.edit_cell)
        self.model.readable.connect(self._moved)
        return grid

    # Groups

    def _describe(self, group: Group) -> GroupWords:
        tone = Tone.INK
        if self._shown.group is Grouping.TIMELINESS:
            tone = words.timeliness_tone(Timeliness(group.key))
        folded = group.key in self.model.folded
        return GroupWords(text=self._group_text(group), tone=tone, folded=folded)

    def _group_text(self, group: Group) -> str:
        if self._shown.group is Grouping.TIMELINESS:
            return words.timeliness_word(Timeliness(group.key))
        return group.title or group.key or self.tr("not stated")

    def _fold(self, position: int) -> None:
        """Open or shut a group; the officer stands where it begins."""
        self.model.fold(position)
        self.table.setCurrentIndex(self.model.index(position, 0))

    # Columns

    @Slot()
    def choose_columns(self) -> None:
        """Let the columns be chosen, and their order."""
        shown = list(self.table.columns)
        names = {each.key.value: each.full_name for each in COLUMNS}
        order = [*shown, *(key for key in names if key not in shown)]
        values = [(key, names[key]) for key in order if key in names]
        title = self.tr("Columns; Alt with an arrow moves one")
        choice = Checklist(
            self.look, "choose-columns", title, values, shown, ordered=True, parent=self
        )
        choice.changed.connect(self._show_columns)
        choice.open_under(self.bar.columns)

    @Slot(object)
    def _show_columns(self, keys: list[str]) -> None:
        self.table.show_columns(tuple(keys))
        if self.view is COMMITMENTS:
            self.columns_chosen.emit(self.table.columns)

    # Questions and answers

    def _ask(self) -> None:
        self._settled = False
        self._lister.ask(self.query_now(), self.desk.today)

    def query_now(self) -> Query:
        """Return the question that section, filters, search and order come to."""
        relation = self.desk.relation or self.view.query.relation
        self.query = replace(self.query, text=self.head.search.text(), relation=relation)
        return self.query

    def _search_for(self, text: str) -> None:
        """Put a text into the search; whoever does asks by himself."""
        self._quiet = True
        self.head.search.setText(text)
        self._quiet = False

    @Slot()
    def _asked(self) -> None:
        if not self._quiet:
            self._ask()

    @Slot(object)
    def _filter(self, query: Query) -> None:
        regrouped = query.group is not self.query.group
        self.query = query
        if regrouped:
            self.model.folded.clear()
            if self.view is COMMITMENTS:
                self._group = query.group
                self.grouped_by.emit(query.group)
        self._ask()

    @Slot(int)
    def _sort(self, section: int) -> None:
        """Sort by a column; with Shift, by it after what it is sorted by already."""
        by = COLUMNS[section].sort
        if by is None:
            self.table.show_sort(self.query.sort[0])
            return
        also = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        held = next((each for each in self.query.sort if each.column is by), None)
        turn = held is not None and not held.descending
        if also:
            before = [each for each in self.query.sort if each.column is not by]
        else:
            before = []
            turn = turn and self.query.sort[0].column is by
        self.query = replace(self.query, sort=(*before, Sort(column=by, descending=turn)))
        self.table.show_sort(self.query.sort[0])
        self._ask()

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self._found = answer.found
        if not answer.whole:
            self._show_beginning(answer)
            return
        self._settled = True
        inserted = bool(self._added) and self._insert_added(answer)
        if not inserted and not self.model.lengthen(answer.rids):
            self._adopt(answer)
        elif self._reread:
            self.model.reread()
        self._shown = answer.question.query
        self.model.recount(answer.groups)
        self._reread = False
        self._added.clear()
        self._show_page()
        self._stand_on_wanted()
        self._choose_again()
        if self._first_wanted and self.settled:
            self._first_wanted = False
            self._first_row()
        self.counted.emit()

    def _show_beginning(self, answer: Answer) -> None:
        """Show the first page of another order; one that begins as shown waits for the whole."""
        if not (self._added or self._reread or self.model.begins_with(answer.rids)):
            self._adopt(answer)
            self._show_page()
        QTimer.singleShot(0, self._lister.shown)

    def _adopt(self, answer: Answer) -> None:
        current = self.table.currentIndex()
        if self._wanted is None and current.isValid():
            rid = self.model.rid_at(current.row())
            self._wanted = rid if rid >= 0 else None
        self._near = current.row() if current.isValid() and self._reread else None
        offset = self.table.verticalScrollBar().value()
        self._keep_chosen(answer.question.query)
        self.model.adopt(answer.rids, answer.rows, answer.groups)
        self.table.verticalScrollBar().setValue(offset)

    def _keep_chosen(self, query: Query) -> None:
        """Remember which rows are selected where the same rows come in another order."""
        same = replace(self._shown, sort=query.sort, group=query.group) == query
        chosen = self.table.chosen_rids
        if len(chosen) > 1 or not same:
            self._chosen = chosen if same else array("q")
        self._shown = query

    def _choose_again(self) -> None:
        chosen, self._chosen = self._chosen, array("q")
        if chosen:
            self.table.choose(chosen)

    def _insert_added(self, answer: Answer) -> bool:
        """Insert rows that were added where the new order has them, if all else is as it was."""
        held = self.model.rowCount()
        if self.model.shut or len(answer.rids) != held + len(self._added):
            return False
        if answer.groups:  # a row that was edited may stand in a group it has left
            others = array("q", (rid for rid in answer.rids if rid not in self._added))
            if not self.model.begins_with(others):
                return False
        for position, rid in enumerate(answer.rids):
            if rid in self._added:
                self.model.insert(rid, position)
        return True

    def _show_page(self) -> None:
        if self.model.rowCount():
            self.pages.show_table()
        elif self.filtered:
            self.pages.show_nothing_found()
        else:
            self.pages.show_empty(self.view.name)
        self._filters.setVisible(not self.pages.begins)
        self.head.show_count(self._found)
        usual = self._opened(self.view)
        self.head.save.setVisible(self.filtered and self.query != usual and not self.desk.read_only)

    def _stand_on_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        position = None
        if wanted is not None:
            if self._insists:
                self.model.open_to(wanted)
            position = self.model.position_of(wanted)
        insists, self._insists = self._insists, False
        if position is not None:
            self._stand_on(position)
            return
        if insists and self.filtered:
            self._wanted = wanted
            self.clear_filters()
            return
        if not self.table.currentIndex().isValid():
            near, self._near = self._near, None
            if near is not None and self.model.rowCount():
                self._near_to(min(near, self.model.rowCount() - 1))
            else:
                self.selected.emit(None)

    def _near_to(self, position: int) -> None:
        """Stand on a row near one that another program took away."""
        while position > 0 and self.model.group_at(position) is not None:
            position -= 1
        if self.model.group_at(position) is None:
            self._stand_on(position)
        else:
            self._first_row()

    def _stand_on(self, position: int) -> None:
        self._wanted = None
        self.table.stand_on(position)

    # What happens

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if len(change.added) + len(change.removed) > _ONE_BY_ONE:
            self.refresh()  # an import, or its undo: each by itself they would take minutes
            return
        if self.query.binned:  # what comes back to the lists leaves the bin, and the reverse
            gone = change.added | change.removed
            change = replace(change, added=change.removed, removed=gone)
        removed = self.model.apply(change)
        self._found -= removed
        if change.added:
            self._added |= change.added
            self._ask()
        if removed:
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
        row = self.row
        if row is not None or not self.table.currentIndex().isValid():
            self.selected.emit(row.id if row else None)

    @Slot()
    def _selection_changed(self) -> None:
        self.counted.emit()

    @Slot(object)
    def _clicked(self, index: object) -> None:
        position = self.table.currentIndex().row()
        if self.model.group_at(position) is not None:
            self._fold(position)

    @Slot(object)
    def _double_clicked(self, index: object) -> None:
        self.edit_cell()

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
            return self._group_key(Qt.Key(event.key()))
        return False

    def _group_key(self, key: Qt.Key) -> bool:
        position = self.table.currentIndex().row()
        group = self.model.group_at(position)
        if group is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._fold(position)
            return True
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        shuts = Qt.Key.Key_Right if mirrored else Qt.Key.Key_Left
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if (key == shuts) != (group.key in self.model.folded):
                self._fold(position)
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
        if self.table.hasFocus() and self._wanted is None and self.settled:
            self._first_row()

    def _first_row(self) -> None:
        """Stand on the current row, or on the first, if none is selected."""
        if self.table.selectionModel().hasSelection() and self.row is not None:
            return
        position = max(0, self.table.currentIndex().row())
        while position < self.model.rowCount() and self.model.group_at(position) is not None:
            position += 1
        if position < self.model.rowCount():
            self._stand_on(position)
