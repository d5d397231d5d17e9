"""Reminders as a list: headings, folds, one row for each matter, and what each row says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.domain.date_words import day_words
from app.domain.identity import CommitmentId
from app.domain.reminder_rules import Point
from app.domain.reminder_words import POINT_NAMES, headline, rule_words
from app.domain.reminders import ANSWERED, Occurrence, Reminder
from app.domain.timeliness import DUE_SOON_DAYS
from app.qt.look import words
from app.qt.look.tokens import Tone
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.services.reminder_list import Listed, Settled
from app.services.reminders import Matter

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

FOLDED_FROM = 4
"""So many agencies without news, or more of them, come as one line that can be opened."""
_MOST_OPEN = 30
"""More of what was due when it was entered is folded even where nothing else is due."""


class Part(StrEnum):
    """Where in the list a row stands."""

    DUE = "due"
    SILENT = "silent"
    LATE = "late"
    SNOOZED = "snoozed"
    COMING = "coming"
    SETTLED = "settled"


class RowKind(StrEnum):
    """What a row is."""

    HEADING = "heading"
    FOLD = "fold"
    MATTER = "matter"
    MORE = "more"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. A heading and a fold have words and a count; a fold holds its matters too.

    `key` names the row through every change of the list.
    """

    kind: RowKind
    part: Part
    key: str
    text: str = ""
    count: int = 0
    folded: bool = False
    matters: tuple[Matter, ...] = ()
    settled: Settled | None = None

    @property
    def matter(self) -> Matter | None:
        """The one matter of a row that is about one."""
        return self.matters[0] if self.kind is RowKind.MATTER else None

    @property
    def commitment(self) -> CommitmentId | None:
        """The commitment that the row is about, if it is about one."""
        if self.settled is not None:
            return self.settled.commitment
        return self.matter.occurrence.commitment if self.matter else None

    @property
    def occurrences(self) -> list[Occurrence]:
        """Every reminder that an act on this row deals with."""
        return [entry.occurrence for matter in self.matters for entry in matter.entries]

    @property
    def reminders(self) -> list[Reminder]:
        """What the officer did with the reminders of this row, so far as anything was done."""
        if self.settled is not None:
            return list(self.settled.reminders)
        kept = (entry.reminder for matter in self.matters for entry in matter.entries)
        return [each for each in kept if each is not None]


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

    def near(self, place: int) -> int | None:
        """Return the first row from a place on that can be stood on, or the last before it."""
        at = [n for n, each in enumerate(self.rows) if each.kind is not RowKind.HEADING]
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


# --- what they say --------------------------------------------------------------------------------


def row_words(row: Row, today: date) -> str:
    """Return the first line of a row."""
    if row.settled is not None:
        return _settled_words(row.settled)
    if row.matter is not None:
        return headline(row.matter.occurrence, today, words.translated)
    if row.kind is RowKind.MORE:
        return row.text
    return _translated(row.text).format(count=row.count)


def under_words(row: Row) -> tuple[str, ...]:
    """Return the pieces of the quiet line under it."""
    if row.settled is not None:
        return _acknowledged_words(row.settled)
    matter = row.matter
    if matter is None:
        return ()
    one = matter.occurrence
    title = (one.title,) if one.commitment is not None and one.title else ()
    return (*title, _came_words(row, matter))


def spoken(row: Row, today: date) -> str:
    """Return a row as a sentence, for a screen reader."""
    if row.kind is RowKind.HEADING:
        return f"{_translated(row.text)}, {row.count}"
    if row.kind is RowKind.FOLD:
        state = _translated("folded") if row.folded else _translated("open")
        said = row_words(row, today)
        return f"{said}, {state}" if "{count}" in row.text else f"{said}, {row.count}, {state}"
    return ". ".join(each for each in (row_words(row, today), *under_words(row)) if each)


def tip_lines(row: Row, today: date) -> list[str]:
    """Return all that is to be known of a row, for its tooltip."""
    matter = row.matter
    if matter is None:
        return [row_words(row, today), *under_words(row)]
    one = matter.occurrence
    named = " ".join(each for each in (one.ref, one.title) if each)
    lines = [row_words(row, today), named]
    for each in matter.entries:
        day = day_words(each.occurrence.on, words.translated)
        lines.append(f"{day}: {rule_words(each.occurrence, words.translated)}")
    return [each for each in lines if each]


def icon_of(row: Row) -> str:
    """Return the icon of the sort of point a row is about."""
    if row.part is Part.SNOOZED:
        return "moon"
    if row.settled is not None:
        return "check"
    return _ICONS[row.matter.occurrence.point] if row.matter else ""


def tone_of(row: Row, today: date) -> Tone:
    """Return the tone of a row's icon: colour says something of time alone."""
    if row.matter is None or row.part in (Part.SNOOZED, Part.SETTLED):
        return Tone.QUIET
    one = row.matter.occurrence
    if one.point in _WITHOUT_TIME:
        return Tone.QUIET
    if one.target < today:
        return Tone.LATE
    if (one.target - today).days <= DUE_SOON_DAYS:
        return Tone.SOON
    first = one.bounds.earliest
    opened = one.point in (Point.AGREE_DAY, Point.DEADLINE) and first is not None and first <= today
    return Tone.OPEN if opened else Tone.QUIET


_WITHOUT_TIME = (Point.NO_NEWS, Point.START, Point.PERIOD_END, Point.REVIEW)
_ICONS = {
    Point.DAY: "users",
    Point.AGREE_DAY: "hourglass",
    Point.START: "flag",
    Point.DEADLINE: "calendar-clock",
    Point.NOTICE: "scroll-text",
    Point.PROPOSAL: "scroll-text",
    Point.DISPATCH: "mail",
    Point.PERIOD_END: "calendar",
    Point.REVIEW: "refresh-cw",
    Point.NO_NEWS: "history",
    Point.ANSWER: "mail",
}


def _came_words(row: Row, matter: Matter) -> str:
    one = matter.occurrence
    if row.part is Part.SNOOZED:
        return _snoozed_words(matter)
    rule = rule_words(replace(one, roughly=False), words.translated)
    day = day_words(one.on, words.translated)
    if one.roughly:  # why it is not known to the day stands in the tooltip
        day = _translated("about {day}").format(day=day)
    template = (
        _translated("comes {day}, rule: {rule}")
        if row.part is Part.COMING
        else _translated("came due {day}, rule: {rule}")
    )
    return template.format(day=day, rule=rule)


def _snoozed_words(matter: Matter) -> str:
    untils = {each.reminder.until for each in matter.entries if each.reminder is not None}
    until = max((each for each in untils if each != ANSWERED), default="")
    if not until:
        return _translated("snoozed until there is an answer")
    day = day_words(date.fromisoformat(until), words.translated)
    return _translated("snoozed until {day}").format(day=day)


def _settled_words(settled: Settled) -> str:
    last = settled.last
    title = settled.title or _translated("No longer in the register")
    if last.point == Point.NO_NEWS:
        return _translated("{title}: no news").format(title=title)
    day = day_words(date.fromisoformat(last.target), words.translated)
    point = words.translated(POINT_NAMES[Point(last.point)])
    return f"{title}: {point}, {day}"


def _acknowledged_words(settled: Settled) -> tuple[str, ...]:
    last = settled.last
    day = day_words(date.fromisoformat(last.happened_on), words.translated)
    said = _translated("acknowledged {day} by {who}").format(day=day, who=last.who)
    return (said, last.note) if last.note else (said,)


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)
