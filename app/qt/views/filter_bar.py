"""The chips above a list: what it is filtered by, grouped by, and which columns it shows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from app.domain.errors import ServandaError
from app.domain.query import Grouping, Query
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.pills import Chip
from app.qt.look.tokens import GAP
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.qt.models.filters import FILTERS, Filter, Value, cleared, described
from app.qt.views.checklist import Checklist

_GROUPINGS = {
    None: _NOOP("FilterBar", "no groups"),
    Grouping.TIMELINESS: _NOOP("FilterBar", "timing"),
    Grouping.ORIGIN: _NOOP("FilterBar", "where it was made"),
    Grouping.LEAD: _NOOP("FilterBar", "lead agency"),
    Grouping.SECTOR: _NOOP("FilterBar", "sector"),
}


class FilterBar(QWidget):
    """Shows a question's filters as chips and tells which question they come to.

    `asked` carries the new `Query`; `columns_wanted` that the columns are to be chosen.
    """

    asked = Signal(object)
    columns_wanted = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self.query = Query()
        self._values: dict[str, list[Value]] = {}
        self.chips: dict[str, Chip] = {}
        self._flow = Flow()
        for each in FILTERS:
            chip = Chip(look, each.title, chooses=True)
            chip.setObjectName(f"filter-{each.key.replace(' ', '-')}")
            chip.clicked.connect(partial(self._choose, each))
            chip.cleared.connect(partial(self._clear, each))
            if not each.usual:
                chip.hide()
            self.chips[each.key] = chip
            self._flow.addWidget(chip)
        self.more = quiet_button(look, self.tr("More"), "list-filter", "filter-more")
        self.more.setToolTip(self.tr("Filter by another field"))
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._offer_more)
        self._flow.addWidget(self.more)
        self.group = quiet_button(look, "", "layers", "group-by")
        self._group_menu = QMenu(self.group)
        self._groupings = self._grouping_actions()
        self.group.setMenu(self._group_menu)
        self.columns = quiet_button(look, self.tr("Columns"), "columns-3", "columns")
        self.columns.clicked.connect(self.columns_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addLayout(self._flow, 1)
        for button in (self.group, self.columns):  # beside the first line of chips
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.show_query(self.query)  # only now: a widget shown without a parent is a window

    def show_query(self, query: Query) -> None:
        """Show the filters of a question."""
        self.query = query
        for each in FILTERS:
            held = each.held(query)
            chip = self.chips[each.key]
            value = described(query, each.key, self._known(each, held)) if held else ""
            if chip.isChecked() != bool(held) or held:
                chip.set_value(value)
            if not held and chip.isChecked():
                chip.setChecked(False)
            implied = each.key == "promises" and bool(query.timeliness)
            chip.setVisible((each.usual or bool(held)) and not implied)
        words = QCoreApplication.translate("FilterBar", _GROUPINGS[query.group])
        self.group.setText(self.tr("Group: {what}").format(what=words))
        self._groupings[query.group].setChecked(True)
        self._flow.invalidate()

    def clear(self) -> None:
        """Take every filter away."""
        self._ask(cleared(self.query))

    def choose(self, key: str) -> None:
        """Open the values of a filter."""
        each = next(field for field in FILTERS if field.key == key)
        self.chips[key].show()
        self._choose(each)

    def _known(self, each: Filter, held: frozenset[str]) -> list[Value]:
        """The values of a filter with their words; kept until one is asked for that is new."""
        if not held <= {value for value, _ in self._values.get(each.key, [])}:
            self._read(each)
        return self._values.get(each.key, [])

    def _read(self, each: Filter) -> None:
        try:
            self._values[each.key] = each.values(self._desk.register.reader, self._desk.relation)
        except ServandaError as error:
            self._values.pop(each.key, None)
            self._desk.refused.emit(error)

    def _choose(self, each: Filter, *_: object) -> None:
        self._read(each)
        values = self._values.get(each.key, [])
        held = each.held(self.query)
        if each.one and len(values) == 1 and not held:
            self._take(each, [values[0][0]])
            return
        name = f"values-{each.key.replace(' ', '-')}"
        shown = Checklist(self._look, name, each.title, values, held, one=each.one, parent=self)
        shown.changed.connect(partial(self._take, each))
        shown.open_under(self.chips[each.key])

    def _take(self, each: Filter, chosen: list[str]) -> None:
        self._ask(each.ask(self.query, frozenset(chosen)))

    def _clear(self, each: Filter) -> None:
        self._ask(each.ask(self.query, frozenset()))

    def _ask(self, query: Query) -> None:
        self.show_query(query)
        self.asked.emit(query)

    @Slot()
    def _offer_more(self) -> None:
        menu = self.more.menu()
        menu.clear()
        for each in FILTERS:
            if not self.chips[each.key].isVisibleTo(self):
                action = menu.addAction(each.title)
                action.setData(each.key)
                action.triggered.connect(partial(self.choose, each.key))

    def _grouping_actions(self) -> dict[Grouping | None, QAction]:
        made: dict[Grouping | None, QAction] = {}
        choice = QActionGroup(self)
        for grouping, text in _GROUPINGS.items():
            words = QCoreApplication.translate("FilterBar", text)
            action = self._group_menu.addAction(words[:1].upper() + words[1:])
            action.setCheckable(True)
            action.setObjectName(f"group-{grouping.value if grouping else 'none'}")
            action.triggered.connect(partial(self._group_by, grouping))
            choice.addAction(action)
            made[grouping] = action
        return made

    def _group_by(self, grouping: Grouping | None, *_: object) -> None:
        self._ask(replace(self.query, group=grouping))
