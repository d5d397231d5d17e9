"""The days that a timing bar shows, and where on it each of them lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.reading import Mark, mark
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Bounds

_LEAST_DAYS = 14
_MARGIN = 0.1
"""The share of the days shown that is added on either side."""
_OPEN_END = 0.5
"""The share of the days shown that stands for an end which nobody named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A stretch of days laid over `width` pixels, time running left to right."""

    first: date
    days: int
    width: float

    def at(self, day: date) -> float:
        """The pixel at which a day begins."""
        return (day - self.first).days / self.days * self.width

    def after(self, day: date) -> float:
        """The pixel at which a day ends."""
        return self.at(day) + self.width / self.days


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What there is to draw of one row on one day: bounds, and today where it matters.

    `promised` is what was promised first, if something else counts now; `now` is what counts:
    when it was done, else when it is due.
    """

    mark: Mark
    now: Bounds
    promised: Bounds | None
    today: date | None
    settled: bool
    late: bool

    def axis(self, width: float) -> Axis | None:
        """Lay the scene's days over so many pixels; None where no day is known."""
        bounds = (self.now, self.promised or Bounds())
        known = [day for each in bounds for day in (each.earliest, each.latest) if day]
        if not known:
            return None
        if self.today:
            known.append(self.today)
        first, last = min(known), max(known)
        days = max((last - first).days + 1, _LEAST_DAYS)
        before = after = max(round(days * _MARGIN), 1)
        if self.now.earliest is None:
            before += round(days * _OPEN_END)
        if self.now.latest is None:
            after += round(days * _OPEN_END)
        before = min(before, (first - date.min).days)
        start = first - timedelta(days=before)
        return Axis(first=start, days=days + before + after, width=width)


def scene_of(row: RegisterRow, today: date) -> Scene:
    """Return what to draw of a row; today belongs to it unless the matter is settled."""
    where = timeliness(row.standing, today)
    settled = not row.phase.pending
    done = row.done if settled and row.done.known else None
    now = done or row.bounds
    promised = row.first if row.first.known and row.first != now else None
    return Scene(
        mark=_settled_mark(done) if done else mark(row.timing),
        now=now,
        promised=promised,
        today=None if settled else today,
        settled=settled,
        late=where is Timeliness.OVERDUE,
    )


def _settled_mark(done: Bounds) -> Mark:
    return Mark.DAY if done.earliest == done.latest else Mark.WINDOW
