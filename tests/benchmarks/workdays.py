"""Row 10: working days counted by sums against an obvious loop over days.

Both answer the same questions of the same two countries over twelve years, and must agree: how many
joint working days lie between two days up to three years apart, and which day lies so many before
another. What making the calendar costs stands beside it: it is made once for many questions.

Ours is asked again and again until it takes about as long as the loop. Else a busy machine would
interrupt the long measurement and spare the short one, and the ratio would flatter us.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial

from app.domain.workdays import Calendar, CalendarYear, Holiday, Joint
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, timed

ROW = 10
_GOAL = 0.02
_Answers = Callable[[], list[object]]
_Contest = tuple[str, float | None, _Answers, _Answers]
_YEARS = range(2020, 2032)
_FIRST, _LAST = date(_YEARS[0], 1, 1), date(_YEARS[-1], 12, 31)
_ONE = timedelta(days=1)
_QUESTIONS = 500
_NOTICE = (60, 500)
"""From a notice of three months to one of two years."""


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure; how large a register is makes no difference."""
    rng = random.Random(10)  # noqa: S311 - repeatable on purpose
    entered = [_entered(code, rng) for code in ("PK", "BY")]
    contests = _contests(_made(entered), _off(entered), rng)
    for _, _, ours, loop in contests:
        if ours() != loop():
            raise AssertionError("the two do not agree")
    acts = [
        measure
        for _, _, ours, loop in contests
        for measure in (partial(_each, ours, _as_often(ours, loop)), partial(_each, loop, 1))
    ]
    *found, making = map(
        median, in_turns([*acts, partial(_each, partial(_made, entered), 10)], times)
    )
    pairs = list(zip(found[::2], found[1::2], strict=True))
    for (what, goal, _, _), (ours, loop) in zip(contests, pairs, strict=True):
        yield Figure(
            row=ROW,
            what=f"{what}, {_QUESTIONS} times, to a loop over days",
            value=ours / loop,
            goal=goal,
            beside=f"{loop / ours:.0f} times as fast, {milliseconds(ours)} : {milliseconds(loop)}",
        )
    yield Figure(
        row=ROW,
        what=f"the first, with making the joint calendar of {len(_YEARS)} years once",
        value=(making + pairs[0][0]) / pairs[0][1],
        beside=milliseconds(making + pairs[0][0]),
    )


def _as_often(ours: _Answers, loop: _Answers) -> int:
    """Return how often ours is to be asked to take as long as the loop does."""
    return max(1, round(timed(loop) / timed(ours)))


def _each(act: Callable[[], object], often: int) -> float:
    """Return how many seconds an act takes, measured over so many of them."""

    def all_of_them() -> None:
        for _ in range(often):
            act()

    return timed(all_of_them) / often


def _contests(joint: Joint, off: frozenset[date], rng: random.Random) -> list[_Contest]:
    """Return what is asked, the most that the ratio may be, our answers and the loop's."""
    spans = [_span(rng) for _ in range(_QUESTIONS)]
    notices = [(_day(rng, 1095), rng.randint(*_NOTICE)) for _ in range(_QUESTIONS)]
    letters = [(day, 10) for day, _ in notices]

    def back(asked: list[tuple[date, int]]) -> tuple[_Answers, _Answers]:
        return (
            lambda: [joint.before(*each) for each in asked],
            lambda: [_looped_before(off, *each) for each in asked],
        )

    return [
        (
            "working days between two days",
            _GOAL,
            lambda: [joint.between(*each) for each in spans],
            lambda: [_looped_between(off, *each) for each in spans],
        ),
        (f"{_NOTICE[0]} to {_NOTICE[1]} working days back", _GOAL, *back(notices)),
        ("10 working days back", None, *back(letters)),
    ]


def _off(entered: Sequence[tuple[list[CalendarYear], list[Holiday]]]) -> frozenset[date]:
    return frozenset(each.date for _, days in entered for each in days)


def _entered(code: str, rng: random.Random) -> tuple[list[CalendarYear], list[Holiday]]:
    years = [CalendarYear(id=f"{code}{year}", country=code, year=year) for year in _YEARS]
    days = {_day(rng).isoformat() for _ in range(20 * len(_YEARS))}
    return years, [Holiday(id=f"{code}{day}", country=code, day=day, name="") for day in days]


def _made(entered: Sequence[tuple[list[CalendarYear], list[Holiday]]]) -> Joint:
    first, second = (Calendar(years[0].country, years, days) for years, days in entered)
    return Joint(first, second)


def _day(rng: random.Random, after: int = 0) -> date:
    return _FIRST + _ONE * rng.randint(after, (_LAST - _FIRST).days)


def _span(rng: random.Random) -> tuple[date, date]:
    first = _day(rng)
    return first, min(_LAST, first + _ONE * rng.randint(0, 1095))


def _looped_between(off: frozenset[date], first: date, last: date) -> int:
    found = 0
    while first <= last:
        found += first.weekday() < 5 and first not in off
        first += _ONE
    return found


def _looped_before(off: frozenset[date], day: date, days: int) -> date:
    while days:
        day -= _ONE
        days -= day.weekday() < 5 and day not in off
    return day
