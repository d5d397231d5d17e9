"""The days of a month as a table of weeks; each day speaks for itself in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.month import MonthView, weeks
from app.domain.rows import RegisterRow
from app.domain.workdays import DayKind, Holiday
from app.qt.look import calendar_words
from app.qt.look.overview_words import weekday_name, whole_date
from app.qt.look.words import plain_tip, standing_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One day of the grid: what it is to each country, and what stands on it.

    A day of a neighbouring month is not `inside`: it shows its number alone.
    """

    day: date
    inside: bool
    today: bool
    kinds: tuple[tuple[str, DayKind], ...] = ()
    holidays: tuple[Holiday, ...] = ()
    rows: tuple[RegisterRow, ...] = ()

    @property
    def off(self) -> bool:
        """Whether nobody works on it, as far as that is known."""
        kinds = [kind for _, kind in self.kinds]
        return bool(kinds) and all(each in (DayKind.OFF, DayKind.WEEKEND) for each in kinds)


class MonthTable(QAbstractTableModel):
    """Weeks of days; `UserRole` gives the `DayCell`, None for a day outside all years."""

    def __init__(self, week_start: int, parent: QObject | None = None) -> None:
        """`week_start` is the weekday a week begins with, Monday being 1."""
        super().__init__(parent)
        self._week_start = week_start
        self._weeks: list[list[DayCell | None]] = []
        self._today: date | None = None

    def show_month(self, view: MonthView, today: date) -> None:
        """Show another month, or the same one anew."""
        cells = [
            [None if day is None else _cell(day, view, today) for day in week]
            for week in weeks(view.first, self._week_start)
        ]
        self._today = today
        if cells == self._weeks:
            return
        if len(cells) == len(self._weeks):  # so that what is stood on stays so
            self._weeks = cells
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, _WEEK - 1))
            return
        self.beginResetModel()
        self._weeks = cells
        self.endResetModel()

    def place_of(self, day: date) -> QModelIndex:
        """Return where a day of the month stands; nowhere for one of another month."""
        for row, week in enumerate(self._weeks):
            for column, cell in enumerate(week):
                if cell is not None and cell.inside and cell.day == day:
                    return self.index(row, column)
        return QModelIndex()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many weeks there are."""
        return 0 if parent.isValid() else len(self._weeks)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the seven days of a week."""
        return 0 if parent.isValid() else _WEEK

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a day says."""
        cell = self._weeks[index.row()][index.column()] if index.isValid() else None
        if cell is None:
            return None
        match role:
            case Qt.ItemDataRole.UserRole:
                return cell
            case Qt.ItemDataRole.DisplayRole:
                return str(cell.day.day)
            case Qt.ItemDataRole.AccessibleTextRole:
                return day_sentence(cell, self._today)
            case Qt.ItemDataRole.ToolTipRole if cell.inside:
                return plain_tip("\n".join(day_lines(cell, self._today)))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the name of a weekday; `UserRole` gives the short one."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        number = (self._week_start - 1 + section) % _WEEK + 1
        if role == Qt.ItemDataRole.UserRole:
            return calendar_words.weekday_short(number)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return weekday_name(number) if shown else None


def day_lines(cell: DayCell, today: date | None) -> list[str]:
    """Return everything a day holds, line by line, the day itself first."""
    lines = [whole_date(cell.day)]
    if cell.today:
        lines.append(QCoreApplication.translate("Calendar", "Today"))
    held = {each.country: each for each in cell.holidays}
    lines += [
        f"{country}: {calendar_words.day_words(kind, held.get(country))}"
        for country, kind in cell.kinds
    ]
    for row in cell.rows:
        standing = standing_words(row, today) if today is not None else ""
        lines.append(f"{row.title}, {standing}" if standing else row.title)
    return lines


def day_sentence(cell: DayCell, today: date | None) -> str:
    """Return everything a day holds, as one sentence for who does not see it."""
    return "; ".join(day_lines(cell, today))


def _cell(day: date, view: MonthView, today: date) -> DayCell:
    inside = (day.year, day.month) == (view.first.year, view.first.month)
    if not inside:
        return DayCell(day=day, inside=False, today=day == today)
    found = ((each, each.holiday(day)) for each in view.calendars)
    return DayCell(
        day=day,
        inside=True,
        today=day == today,
        kinds=tuple((each.country, each.kind(day)) for each in view.calendars),
        holidays=tuple(holiday for _, holiday in found if holiday is not None),
        rows=view.on_days.get(day, ()),
    )
