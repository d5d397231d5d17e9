"""Looking for reminders: what nobody was shown yet, claimed so that it is shown once.

Window and helper look through the same marks in the register's file, and never raise the same
reminder twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.services.register import Register
from app.services.reminders import BACKLOG, LONG_AWAY, Entry, by_urgency, inbox, matters
from app.store.claims import SEAT, WINDOW, Shown, Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What a look found that nobody was shown yet, by urgency.

    `late` counts what was due already when it appeared, each matter once: one summary stands for
    all of it. What is marked is among `fresh`; outside the window only its number may be told.
    `held` counts what another program has claimed and not said to have shown: it is worth another
    look.
    """

    fresh: tuple[Entry, ...] = ()
    late: int = 0
    held: int = 0
    away: date | None = None

    @property
    def named(self) -> tuple[Entry, ...]:
        """What may be named outside the window."""
        return tuple(each for each in self.fresh if not each.occurrence.marked)

    @property
    def marked(self) -> int:
        """Of how many only the number may be told outside the window."""
        return len(self.fresh) - len(self.named)


def look(register: Register, place: str, *, backlog: int = BACKLOG) -> Raised:
    """Look for reminders on behalf of a place, and claim what nobody was shown yet.

    Whoever called shows what is `fresh`, then says so with `shown`; what it cannot show it gives
    back with `not_shown`. Of a `backlog` larger than this only the newest is looked at one by one.
    Raises what a write does.
    """
    today, now = register.clock.today(), register.clock.now()
    claims = register.store.claims
    former = claims.watches().get(SEAT)
    found = inbox(
        register.reader,
        today,
        within=0,
        seat=register.store.seat,
        unseen=former.day if former else None,
        backlog=backlog,
    )
    with claims.together():
        watches = claims.watches()
        before = watches.get(SEAT)
        marks = claims.standing([each.showing for each in found.due])
        fresh: list[Entry] = []
        late: list[Entry] = []
        for each in found.due:
            mark = marks.get(each.showing)
            if mark in (Shown.SHOWN, Shown.SUMMED):
                continue
            appeared_due = mark is None and _appeared_due(each, before, today)
            (late if appeared_due else fresh).append(each)
        claims.sum_up([each.showing for each in late], now)
        taken = claims.claim([each.showing for each in fresh], now)
        last = watches.get(place)
        away = last.day if last and (today - last.day).days > LONG_AWAY else None
        claims.looked(place, today, now, away)
    return Raised(
        fresh=by_urgency((each for each in fresh if each.showing in taken), today),
        late=len(matters(late)) + found.older,
        held=len(fresh) - len(taken),
        away=away,
    )


def _appeared_due(entry: Entry, before: Watch | None, today: date) -> bool:
    """Whether it was due already when it appeared: it came before the last look, unseen by it."""
    if entry.reminder is not None or entry.occurrence.on >= today:
        return False
    return before is None or entry.occurrence.on <= before.day


def shown(register: Register, raised: Raised) -> None:
    """Confirm that what was claimed has been shown. Raises what a write does."""
    claims = register.store.claims
    with claims.together():
        claims.confirm([each.showing for each in raised.fresh], register.clock.now())


def not_shown(register: Register, raised: Raised) -> None:
    """Give back what was claimed and could not be shown. Raises what a write does."""
    claims = register.store.claims
    with claims.together():
        claims.release([each.showing for each in raised.fresh])


def back(register: Register) -> None:
    """Wave aside the word about an absence. Raises what a write does."""
    claims = register.store.claims
    with claims.together():
        claims.back(WINDOW)
