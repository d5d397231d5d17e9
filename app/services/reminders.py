"""Reminders as the window and the commands get them: what is due, snoozed, coming.

What is due follows from the register alone; which of it was due already when it appeared is a
local mark of this computer (see `app.services.watching`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.identity import CommitmentId
from app.domain.occurrences import (
    ANSWERED,
    Occurrence,
    Reminder,
    Standing,
    showing_id,
    standing,
    urgency,
)
from app.domain.reminder_reach import moved
from app.domain.reminder_rules import Point
from app.services.reminder_scan import Scan
from app.store.claims import WINDOW, Watch
from app.store.reader import Reader

COMING_DAYS = 30
"""So far ahead reminders are listed as coming, unless asked otherwise."""

BACKLOG = 1_000
"""Of so many commitments whose last day is past reminders are listed; of older ones a number."""

LONG_AWAY = 1
"""After more days than this without a look, what came meanwhile is said to have come in absence."""


_YEAR = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One occurrence, where it stands today, and what the officer did with it, if anything.

    `late` where it was due already when it appeared, as after an import: it is then counted, not
    raised by itself.
    """

    occurrence: Occurrence
    standing: Standing
    reminder: Reminder | None = None
    late: bool = False

    @property
    def showing(self) -> str:
        """The name under which it is claimed before it is shown."""
        return showing_id(self.occurrence, self.reminder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing to attend to: all reminders that look ahead to the same day of the same thing.

    Thirty, seven and one days before a deadline are three reminders and one matter: it is shown
    once and dealt with in one act. `entries` are the latest first; of what is still to come, the
    next one first.
    """

    entries: tuple[Entry, ...]

    @property
    def occurrence(self) -> Occurrence:
        """The latest reminder of this matter; the next, where all are still to come."""
        return self.entries[0].occurrence


def matters(entries: Iterable[Entry]) -> tuple[Matter, ...]:
    """Put together what belongs together, each where its first reminder stood."""
    found: dict[tuple[str, Point, date], list[Entry]] = {}
    for each in entries:
        one = each.occurrence
        found.setdefault((one.subject, one.point, one.target), []).append(each)
    return tuple(
        Matter(
            entries=tuple(
                sorted(
                    held,
                    key=lambda each: each.occurrence.on,
                    reverse=any(each.standing is not Standing.PENDING for each in held),
                )
            )
        )
        for held in found.values()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """All reminders of a day: what is due first, by urgency, then snoozed and coming by their day.

    `late` are those that were due already when they appeared. `away` is the last day before an
    absence that the officer has not waved aside. `older` counts the commitments whose last day was
    before `since` and of which nothing was acknowledged: they are overdue and not listed here.
    """

    today: date
    due: tuple[Entry, ...] = ()
    late: tuple[Entry, ...] = ()
    snoozed: tuple[Entry, ...] = ()
    coming: tuple[Entry, ...] = ()
    away: date | None = None
    older: int = 0
    since: date | None = None


def inbox(
    reader: Reader,
    today: date,
    *,
    seat: str = "",
    relation: str = "",
    within: int = COMING_DAYS,
    unseen: date | None = None,
    backlog: int = BACKLOG,
) -> Inbox:
    """Return all reminders that are due, snoozed, or come within so many days.

    `seat` is who sits there, for what was due when it appeared. Of more than `backlog` commitments
    whose last day is past the older ones are only counted; where a day `unseen` is given they are
    not, but whatever came after it is there.
    """
    scan = Scan(reader, today, relation)
    since = scan.since(backlog, unseen)
    found = list(scan.between(date.min, moved(today, max(0, within)), since))
    entries = [
        each
        for each in with_standing(reader, found, today)
        if each.standing is not Standing.ACKNOWLEDGED
    ]
    window = reader.watches(seat).get(WINDOW) if seat else None
    due = [each for each in entries if each.standing is Standing.DUE]
    summed = reader.summed(seat, [each.showing for each in due]) if seat else frozenset()
    placed = [replace(each, late=each.showing in summed) for each in due]
    return Inbox(
        today=today,
        due=by_urgency((each for each in placed if not each.late), today),
        late=by_urgency((each for each in placed if each.late), today),
        snoozed=tuple(
            sorted(
                (each for each in entries if each.standing is Standing.SNOOZED),
                key=lambda each: (each.reminder.until if each.reminder else "", each.occurrence.id),
            )
        ),
        coming=tuple(
            sorted(
                (each for each in entries if each.standing is Standing.PENDING),
                key=lambda each: (each.occurrence.on, *urgency(each.occurrence, today)),
            )
        ),
        away=away_since(window, today),
        older=0 if since == date.min or unseen is not None else scan.older(since),
        since=None if since == date.min else since,
    )


def away_since(watch: Watch | None, today: date) -> date | None:
    """Return the last day before an absence that was not waved aside, also one that ends today."""
    if watch is None:
        return None
    return watch.away or (watch.day if (today - watch.day).days > LONG_AWAY else None)


def entries_of(reader: Reader, commitment: CommitmentId, today: date) -> tuple[Entry, ...]:
    """Return every reminder of one commitment by its day, acknowledged ones among them."""
    found = with_standing(reader, list(Scan(reader, today).of(commitment)), today)
    return tuple(sorted(found, key=lambda each: (each.occurrence.on, each.occurrence.id)))


def named(reader: Reader, beginning: str, today: date) -> tuple[Entry, ...]:
    """Return the reminders whose identity begins so, whatever became of them.

    Among them are all that are listed, whatever comes within the next year, and what was
    acknowledged; what was settled meanwhile is no longer there.
    """
    scan = Scan(reader, today)
    horizon = moved(today, _YEAR)
    found = [
        each
        for each in scan.between(date.min, horizon, scan.since(BACKLOG))
        if each.id.startswith(beginning)
    ]
    return tuple(with_standing(reader, found, today))


def entry(reader: Reader, identity: str, today: date) -> Entry | None:
    """Return the one reminder whose identity is, or begins, so; None where none or several do."""
    found = named(reader, identity, today)
    return found[0] if len(found) == 1 else None


def with_standing(reader: Reader, found: Sequence[Occurrence], today: date) -> list[Entry]:
    """Return where reminders stand today, in the same order, with what was done with them."""
    reminders = reader.reminders(each.id for each in found)
    asked = {
        str(each.commitment)
        for each in reminders.values()
        if each.until == ANSWERED and each.commitment
    }
    news = reader.news(asked) if asked else {}
    entries = []
    for each in found:
        reminder = reminders.get(each.id)
        heard = news.get(each.commitment or "", "")
        entries.append(
            Entry(
                occurrence=each,
                standing=standing(each, reminder, today, heard),
                reminder=reminder,
            )
        )
    return entries


def by_urgency(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Return reminders in the order in which an officer deals with them today."""
    return tuple(sorted(entries, key=lambda each: urgency(each.occurrence, today)))
