"""Where a commitment stands in time: derived from its dates and today, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.lifecycle import Phase
from app.domain.timing import Bounds, Overdue, Sense, overdue

DUE_SOON_DAYS = 30
"""From this many calendar days before the latest day on, a commitment is due soon."""

UPDATE_PERIOD_DAYS = 30
"""How long news counts as current where a commitment names no period of its own."""


class Timeliness(StrEnum):
    """The one thing to say about a commitment and time."""

    DONE_IN_TIME = "done in time"
    DONE_LATE = "done late"
    DONE_UNKNOWN = "done, timing unknown"
    DROPPED = "dropped"
    WAITING = "waiting on anchor"
    NO_DATE = "no date"
    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    WINDOW_OPEN = "window open"
    NOT_YET = "not yet"
    RUNNING = "running"
    ENDED = "ended"


class Freshness(StrEnum):
    """Whether news of a commitment is recent enough to rely on."""

    CURRENT = "current"
    STALE = "stale"
    NEVER = "never updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that timeliness depends on, beside today.

    `anchored` says that the date follows another commitment; `done` holds the bounds of the
    day it was done, empty where that is not known.
    """

    phase: Phase
    sense: Sense = Sense.POINT
    anchored: bool = False
    bounds: Bounds = Bounds()
    done: Bounds = Bounds()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """How many days later something came, or is now promised, than first promised.

    `sure` is the least delay the dates allow, 0 where there may have been none; `most` is the
    greatest, None where it cannot be told. What came early has slipped by nothing.
    """

    sure: int
    most: int | None


def timeliness(standing: Standing, today: date) -> Timeliness:
    """Return the first that holds: settled, waiting, undated, then where today falls."""
    if standing.phase is Phase.DROPPED:
        return Timeliness.DROPPED
    if standing.phase is Phase.DONE:
        return _done(standing)
    if not standing.bounds.known:
        return Timeliness.WAITING if standing.anchored else Timeliness.NO_DATE
    if standing.sense is Sense.CONTINUING:
        return Timeliness.NO_DATE
    if standing.sense is Sense.SPAN:
        return _span(standing.bounds, today)
    return _pending(standing, today)


def overdue_of(standing: Standing, today: date) -> Overdue:
    """Answer whether a commitment is late; only what is still owed can be.

    A draft is not owed yet, and what is done or dropped is owed no longer.
    """
    if not standing.phase.pending:
        return Overdue.NO
    return overdue(standing.bounds, standing.sense, today)


def slip(
    first: Bounds,
    now: Bounds,
    *,
    first_sense: Sense = Sense.POINT,
    now_sense: Sense = Sense.POINT,
) -> Slip | None:
    """Return the delay from the first promise to `now`, the day it was done or is now due.

    A deadline, and the end of a span, is measured from its last day: keeping “by 10 Dec” on
    9 Dec is no delay. Promised for Feb 2025 and done on 11 Apr 2025, a point slipped by 42 to
    69 days. None where not even the least delay can be told.
    """
    first, now = _measured(first, first_sense), _measured(now, now_sense)
    if first.latest is None or now.earliest is None:
        return None
    sure = max(0, (now.earliest - first.latest).days)
    if first.earliest is None or now.latest is None:
        return Slip(sure=sure, most=None)
    return Slip(sure=sure, most=max(0, (now.latest - first.earliest).days))


def slip_of(standing: Standing) -> Slip | None:
    """Return how late something was done against the date that counts now."""
    return slip(standing.bounds, standing.done, first_sense=standing.sense)


def freshness(last_heard: date | None, period_days: int | None, today: date) -> Freshness:
    """Say whether the last news is within the update period (None: the usual 30 days)."""
    if last_heard is None:
        return Freshness.NEVER
    period = UPDATE_PERIOD_DAYS if period_days is None else period_days
    return Freshness.STALE if (today - last_heard).days > period else Freshness.CURRENT


def _done(standing: Standing) -> Timeliness:
    """Compare the day it was done with the last day it was due; a span has no such day."""
    due, done = standing.bounds.latest, standing.done
    if due is None or standing.sense in (Sense.SPAN, Sense.CONTINUING):
        return Timeliness.DONE_UNKNOWN
    if done.latest and done.latest <= due:
        return Timeliness.DONE_IN_TIME
    if done.earliest and done.earliest > due:
        return Timeliness.DONE_LATE
    return Timeliness.DONE_UNKNOWN


def _span(bounds: Bounds, today: date) -> Timeliness:
    if bounds.latest and today > bounds.latest:
        return Timeliness.ENDED
    if bounds.earliest and today < bounds.earliest:
        return Timeliness.NOT_YET
    return Timeliness.RUNNING


def _pending(standing: Standing, today: date) -> Timeliness:
    """Place today against a point or a deadline."""
    bounds = standing.bounds
    if bounds.latest:
        left = (bounds.latest - today).days
        if left < 0:
            # A draft was promised by nobody yet: its days can pass, but it is not late.
            return Timeliness.OVERDUE if standing.phase.pending else Timeliness.ENDED
        if left <= DUE_SOON_DAYS:
            return Timeliness.DUE_SOON
    if bounds.earliest and today < bounds.earliest:
        return Timeliness.NOT_YET
    return Timeliness.WINDOW_OPEN


def _measured(bounds: Bounds, sense: Sense) -> Bounds:
    """Narrow what is kept until a last day to that day."""
    if sense in (Sense.DEADLINE, Sense.SPAN):
        return Bounds(earliest=bounds.latest, latest=bounds.latest)
    return bounds
