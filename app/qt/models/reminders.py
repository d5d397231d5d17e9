"""Reminders as a list: headings, folds, one row for each matter; what is folded stays so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.date_words import day_words
from app.domain.reminder_rules import Point
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.qt.models.reminder_row import Part, Row, RowKind
from app.qt.models.reminder_row_words import row_words, spoken, tip_lines
from app.services.reminder_list import Listed, Settled
from app.services.reminders import Matter

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

FOLDED_FROM = 4
"""So many agencies without news, or more of them, come as one line that can be opened."""
_MOST_OPEN = 30
"""More of what was due when it was entered is folded even where nothing else is due."""


class ReminderRows(QAbstractListModel):
    """The rows of the list. `UserRole` gives a `Row`; what is folded stays so."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.listed: Listed | None = None
        self._folds: dict[Part, bool] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are, headings among them."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row says; to a screen reader all of it as one sentence."""
        if not index.isValid() or self.listed is None:
            return None
        row, today = self.rows[index.row()], self.listed.today
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row_words(row, today)
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row, today)
            case Qt.ItemDataRole.ToolTipRole if row.kind in (RowKind.MATTER, RowKind.SETTLED):
                return words.plain_tip("\n".join(tip_lines(row, today)))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A heading cannot be stood on."""
        if not index.isValid() or self.rows[index.row()].kind is RowKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show(self, listed: Listed) -> bool:
        """Show other reminders; whether rows came, went or moved."""
        self.listed = listed
        return self._put(tuple(_rows(listed, self._folds)))

    def fold(self, part: Part, *, folded: bool) -> bool:
        """Fold a part of the list away, or out again; whether rows came or went."""
        self._folds[part] = folded
        return self.listed is not None and self._put(tuple(_rows(self.listed, self._folds)))

    def row_of(self, key: str) -> int | None:
        """Return where a row stands."""
        return next((place for place, each in enumerate(self.rows) if each.key == key), None)

    def near(self, place: int, parts: Collection[Part]) -> int | None:
        """Return the first row of these parts from a place on, or the last before it."""
        at = [
            n
            for n, each in enumerate(self.rows)
            if each.kind is not RowKind.HEADING and each.part in parts
        ]
        after = [each for each in at if each >= place]
        return after[0] if after else at[-1] if at else None

    def _put(self, rows: tuple[Row, ...]) -> bool:
        frame = [(each.kind, each.key, each.folded) for each in rows]
        if frame == [(each.kind, each.key, each.folded) for each in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, 0))
            return False
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        return True


# --- which rows there are -------------------------------------------------------------------------


def _rows(listed: Listed, folds: Mapping[Part, bool]) -> Iterator[Row]:
    yield from _due(listed.due, folds)
    if listed.late:
        usual = bool(listed.due) or len(listed.late) > _MOST_OPEN
        yield from _folded(Part.LATE, listed.late, folded=folds.get(Part.LATE, usual))
    if listed.older and listed.since is not None:
        yield _more(listed.older, listed.since)
    for part, text, held in (
        (Part.SNOOZED, _NOOP("Reminders", "Snoozed"), listed.snoozed),
        (Part.COMING, _NOOP("Reminders", "Coming"), listed.coming),
    ):
        if held:
            yield _heading(part, text, len(held))
            yield from _matters(part, held)
    if listed.settled:
        yield from _done(listed.settled, folded=folds.get(Part.SETTLED, True))


def _due(due: Sequence[Matter], folds: Mapping[Part, bool]) -> Iterator[Row]:
    if not due:
        return
    quiet = [each for each in due if each.occurrence.point is Point.NO_NEWS]
    many = len(quiet) >= FOLDED_FROM
    shown = [each for each in due if not many or each.occurrence.point is not Point.NO_NEWS]
    yield _heading(Part.DUE, _NOOP("Reminders", "Due"), len(due))
    yield from _matters(Part.DUE, shown)
    if many:
        yield from _folded(Part.SILENT, quiet, folded=folds.get(Part.SILENT, True))


def _done(settled: Sequence[Settled], *, folded: bool) -> Iterator[Row]:
    yield Row(
        kind=RowKind.FOLD,
        part=Part.SETTLED,
        key=f"fold {Part.SETTLED}",
        text=_NOOP("Reminders", "Acknowledged in the last 30 days"),
        count=len(settled),
        folded=folded,
    )
    if not folded:
        yield from (_settled(each) for each in settled)


def _more(count: int, since: date) -> Row:
    template = _translated("{count} more whose last day was before {day}: see Overdue")
    text = template.format(count=count, day=day_words(since, words.translated))
    return Row(kind=RowKind.MORE, part=Part.LATE, key="more", text=text)


def _heading(part: Part, text: str, count: int) -> Row:
    return Row(kind=RowKind.HEADING, part=part, key=f"heading {part}", text=text, count=count)


_FOLDS = {
    Part.SILENT: _NOOP("Reminders", "No news from {count} agencies"),
    Part.LATE: _NOOP("Reminders", "Already due when entered"),
}


def _folded(part: Part, held: Sequence[Matter], *, folded: bool) -> Iterator[Row]:
    yield Row(
        kind=RowKind.FOLD,
        part=part,
        key=f"fold {part}",
        text=_FOLDS[part],
        count=len(held),
        folded=folded,
        matters=tuple(held),
    )
    if not folded:
        yield from _matters(part, held)


def _matters(part: Part, held: Sequence[Matter]) -> Iterator[Row]:
    for each in held:
        one = each.occurrence
        key = f"{one.subject} {one.point} {one.target.isoformat()}"
        # A later lead of what is due already comes as a row of its own.
        key = f"coming {key}" if part is Part.COMING else key
        yield Row(kind=RowKind.MATTER, part=part, key=key, matters=(each,))


def _settled(one: Settled) -> Row:
    return Row(kind=RowKind.SETTLED, part=Part.SETTLED, key=f"settled {one.last.id}", settled=one)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)
