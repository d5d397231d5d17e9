"""Until when a reminder is put off: a menu of days, and the questions behind two of its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError
from app.domain.occurrences import ANSWERED
from app.domain.typed_dates import exact_day
from app.qt.look import words
from app.qt.models.reminder_row import Row

_BEFORE = (30, 7, 1)
_WEEK = 7
_MOST_DAYS = 3_660


@dataclass(frozen=True, slots=True, kw_only=True)
class Until:
    """One choice: its words, and the day or “answer” that it means."""

    text: str
    value: str


def choices(row: Row, today: date) -> Iterator[Until]:
    """Yield until when a row can be put off: days ahead, days before what it looks ahead to."""
    tomorrow, week = today + timedelta(days=1), today + timedelta(days=_WEEK)
    monday = tomorrow + timedelta(days=_WEEK - tomorrow.weekday())
    for text, day in (
        (_translated("Tomorrow"), tomorrow),
        (_translated("In a week"), week),
        (_translated("Monday"), monday),
    ):
        yield _until(text, day)
    target = target_of(row)
    if target is not None:
        for days in _BEFORE:
            day = target - timedelta(days=days)
            if day > tomorrow:
                text = (
                    _translated("1 day before it")
                    if days == 1
                    else _translated("{days} days before it").format(days=days)
                )
                yield _until(text, day)
    if all(each.commitment is not None for each in row.occurrences):
        yield Until(text=_translated("Until there is an answer"), value=ANSWERED)


def target_of(row: Row) -> date | None:
    """Return the one day that a row looks ahead to; None for several, or for silence."""
    targets = {each.target for each in row.occurrences if each.commitment or each.ref}
    return next(iter(targets)) if len(targets) == 1 else None


def day_of(typed: str) -> str:
    """Return a typed day in ISO form. Raises `InvalidValueError` for anything but one day."""
    day = exact_day(typed)
    if day is None:
        raise InvalidValueError(
            "until", _translated("Name one day, such as 30 Nov 2026 or 2026-11-30.")
        )
    return day.isoformat()


def day_before(typed: str, target: date) -> str:
    """Return the day so many days before another. Raises `InvalidValueError`."""
    number = typed.strip().removesuffix("days").removesuffix("day").strip()
    if not (number.isascii() and number.isdecimal()) or not 0 < int(number) <= _MOST_DAYS:
        raise InvalidValueError("before", _translated("Write how many days before, such as 10."))
    return (target - timedelta(days=int(number))).isoformat()


class SnoozeMenu(QMenu):
    """The choices of one row.

    `picked` carries a day or “answer”; `day_wanted` and `before_wanted` ask for what is typed.
    """

    picked = Signal(str)
    day_wanted = Signal()
    before_wanted = Signal()

    def __init__(self, row: Row, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("snooze-menu")
        self.setAccessibleName(self.tr("Be reminded later"))
        for each in choices(row, today):
            self.addAction(each.text.replace("&", "&&")).triggered.connect(
                partial(self._pick, each.value)
            )
        self.addSeparator()
        self.addAction(self.tr("A day…")).triggered.connect(self.day_wanted)
        if target_of(row) is not None:
            before = self.addAction(self.tr("Days before it…"))
            before.triggered.connect(self.before_wanted)

    def open_at(self, place: QPoint) -> None:
        """Open at a place on the screen, its first choice chosen."""
        self.popup(place)
        self.setActiveAction(self.actions()[0])

    def _pick(self, value: str, *_: object) -> None:
        self.picked.emit(value)


def _until(text: str, day: date) -> Until:
    said = day_words(day, words.translated)
    return Until(text=f"{text}, {said}", value=day.isoformat())


def _translated(text: str) -> str:
    return QCoreApplication.translate("Snooze", text)
