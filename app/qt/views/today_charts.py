"""The charts of the page Today: each with the table that says the same, and the views behind."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.domain.lifecycle import Phase, Status
from app.domain.overview import DayOverview, MonthTally, Tally
from app.qt.look import overview_words, words
from app.qt.look.charts import Bar, BarChart
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, HEADER
from app.qt.look.twin import TwinTable
from app.qt.models.overview import BarTable, Line

_MOST_NOTES = 3


class _Toggle(QToolButton):
    """A small button with an icon that Enter presses too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ChartSection(QWidget):
    """A chart under its heading, what is counted beside it, and a button for its table.

    `chosen` carries the `Line` whose commitments are to be shown; `reached` the rectangle that
    is stood on.
    """

    chosen = Signal(object)
    reached = Signal(QRect)

    def __init__(
        self,
        look: Look,
        name: str,
        heading: str,
        counted: str,
        *,
        columns: tuple[str, str],
        upright: bool = False,
    ) -> None:
        """`heading` and `counted` (what is counted) are translated, as are the `columns`."""
        super().__init__()
        self.setObjectName(f"chart-{name}")
        self.setAccessibleName(f"{heading}, {counted}")
        self.table = BarTable(columns, parent=self)
        self.chart = BarChart(look, upright=upright)
        self.twin = TwinTable(look)
        for view in (self.chart, self.twin):
            view.setAccessibleName(f"{heading}, {counted}")
            view.setModel(self.table)
            view.chosen.connect(self._chosen)
            view.reached.connect(self._reached)
            view.copied.connect(self._copy)
        self.twin.hide()
        self.toggle = _Toggle()
        self.toggle.setObjectName(f"table-{name}")
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.setToolTip(self.tr("Show as a table"))
        self.toggle.setAccessibleName(self.tr("{chart}: show as a table").format(chart=heading))
        look.dress(self.toggle, "table-2")
        self.toggle.toggled.connect(self._swap)
        self.note = QuietLabel(look)
        self.note.setWordWrap(True)
        self.note.hide()
        self._lay_out(look, heading, counted)

    def show_lines(self, lines: list[Line], notes: list[str] | None = None) -> None:
        """Show other bars, and what the chart cannot hold in sentences under it."""
        stood_on = self._key(self.chart.currentIndex()), self._key(self.twin.currentIndex())
        self.table.adopt(lines)
        for view, key in zip((self.chart, self.twin), stood_on, strict=True):
            places = (place for place, line in enumerate(lines) if line.name == key)
            place = next(places, None)
            if key and place is not None and not view.currentIndex().isValid():
                view.setCurrentIndex(self.table.index(place, 0))
        self.note.setText("\n".join(notes or ()))
        self.note.setVisible(bool(notes))

    def _key(self, index: QModelIndex) -> str:
        return self.table.lines[index.row()].name if index.isValid() else ""

    def _lay_out(self, look: Look, heading: str, counted: str) -> None:
        title = InkLabel(look, heading, weight=SEMIBOLD)
        title.setObjectName("chart-heading")
        title.setMinimumHeight(HEADER)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(title)
        row.addWidget(QuietLabel(look, counted), 1)
        row.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self.chart)
        column.addWidget(self.twin)
        column.addWidget(self.note)
        column.addStretch(1)

    @Slot(bool)
    def _swap(self, as_table: bool) -> None:
        shown, hidden = (self.twin, self.chart) if as_table else (self.chart, self.twin)
        if hidden.currentIndex().isValid():
            shown.setCurrentIndex(hidden.currentIndex().siblingAtColumn(0))
        had_keyboard = hidden.hasFocus()
        hidden.hide()
        shown.show()
        if had_keyboard:
            shown.setFocus()

    @Slot(QModelIndex)
    def _chosen(self, index: QModelIndex) -> None:
        line = self.table.lines[index.row()]
        if line.query is not None:
            self.chosen.emit(line)

    @Slot(QRect)
    def _reached(self, rect: QRect) -> None:
        view = self.twin if self.toggle.isChecked() else self.chart
        self.reached.emit(rect.translated(view.pos()))

    @Slot()
    def _copy(self) -> None:
        rows = self.twin.chosen_rows if self.toggle.isChecked() else []
        QGuiApplication.clipboard().setText(self.table.copied(rows))


class Charts(QWidget):
    """The four charts; made here, laid out by the page.

    `chosen` carries the `Line` whose commitments are to be shown.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        pending = self.tr("open promises")
        count = self.tr("Promises")
        self.statuses = ChartSection(
            look,
            "status",
            self.tr("By status"),
            self.tr("all promises"),
            columns=(self.tr("Status"), count),
        )
        self.months = ChartSection(
            look,
            "months",
            self.tr("Falling due by month"),
            pending,
            columns=(self.tr("Month"), count),
            upright=True,
        )
        self.leads = ChartSection(
            look,
            "leads",
            self.tr("By lead agency"),
            pending,
            columns=(self.tr("Lead agency"), count),
        )
        self.sectors = ChartSection(
            look,
            "sectors",
            self.tr("By sector"),
            pending,
            columns=(self.tr("Sector"), count),
        )
        for each in self.all:
            each.chosen.connect(self.chosen)

    @property
    def all(self) -> tuple[ChartSection, ...]:
        """The charts in the order in which they are read."""
        return (self.statuses, self.months, self.leads, self.sectors)

    def show_overview(self, overview: DayOverview) -> None:
        """Show other numbers."""
        self.statuses.show_lines([self._status(each) for each in overview.statuses])
        self.months.show_lines(
            [self._month(each, first=place == 0) for place, each in enumerate(overview.months)],
            list(self._notes(overview)),
        )
        self.leads.show_lines(
            [
                self._named(
                    each,
                    self.tr("Lead agency: {name}"),
                    self.tr("{count} other agencies"),
                    self.tr("No lead agency stated"),
                )
                for each in overview.leads
            ]
        )
        self.sectors.show_lines(
            [
                self._named(
                    each,
                    self.tr("Sector: {name}"),
                    self.tr("{count} other sectors"),
                    self.tr("No sector stated"),
                )
                for each in overview.sectors
            ]
        )

    def _status(self, tally: Tally) -> Line:
        status = Status(tally.key)
        word = words.status_word(status)
        ink = {Phase.ACTIVE: "text2", Phase.DONE: "done"}.get(status.phase, "edge")
        bar = Bar(
            label=word,
            count=tally.count,
            ink=ink,
            hollow=status.phase is Phase.DROPPED,
            icon=words.status_icon(status),
        )
        heading = self.tr("Status: {status}").format(status=word)
        return Line(bar=bar, name=word, query=tally.query, heading=heading)

    def _named(self, tally: Tally, named: str, others: str, none: str) -> Line:
        if tally.others:
            label = heading = others.format(count=tally.others)
        elif tally.key:
            label, heading = tally.key, named.format(name=words.isolated(tally.key))
        else:
            label = heading = none
        bar = Bar(
            label=label,
            count=tally.count,
            quiet=not tally.key,
            hollow=not tally.key,
            length=not tally.others,
        )
        return Line(bar=bar, name=label, query=tally.query, heading=heading)

    def _month(self, tally: MonthTally, *, first: bool) -> Line:
        month = tally.month
        begins = first or month.month == 1
        name = overview_words.month_words(month)
        bar = Bar(
            label=overview_words.month_name(month),
            count=tally.count,
            ink="text2",
            under=f"{month.year:04}" if begins else "",
            linked=tally.query is not None,
        )
        heading = self.tr("Due in {month}").format(month=name)
        return Line(bar=bar, name=name, query=tally.query, heading=heading)

    def _notes(self, overview: DayOverview) -> Iterator[str]:
        """What stands in no month: named where it is little, counted where it is much."""
        if not any(each.count for each in overview.months):
            yield self.tr("Nothing has its last day in a month that is sure.")
        shown = overview.unplaced
        if len(shown) > _MOST_NOTES:
            shown = shown[: _MOST_NOTES - 1]
        yield from (overview_words.unplaced_words(each) for each in shown)
        rest = sum(each.count for each in overview.unplaced[len(shown) :])
        if rest:
            yield self.tr("On a day within longer times: {count}").format(count=rest)
