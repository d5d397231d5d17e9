"""What the page Today tells of a register: composed from one survey and a few rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import NotFoundError
from app.domain.lifecycle import Phase, Status
from app.domain.overview import (
    DayOverview,
    Figure,
    Found,
    MonthTally,
    Reason,
    Sign,
    Survey,
    Tally,
    Unplaced,
    Wanting,
)
from app.domain.particulars import Relation
from app.domain.query import DUE_SOON, OPEN, OVERDUE, Query
from app.domain.timeliness import Timeliness

if TYPE_CHECKING:
    from app.store.reader import Reader

MOST_WANTING = 8
"""How many promises that need an answer are shown."""
MOST_BARS = 8
"""How many agencies or sectors have a bar of their own."""
MONTHS = 12
"""How many months ahead are shown, the present one among them."""

_MONTHS_IN_YEAR = 12


def _of(*timeliness: Timeliness) -> Query:
    return Query(timeliness=frozenset(timeliness), promises=True)


_FIGURES: dict[Sign, Query] = {
    Sign.OVERDUE: OVERDUE,
    Sign.RUNNING: _of(Timeliness.WINDOW_OPEN),
    Sign.SOON: DUE_SOON,
    Sign.WAITING: _of(Timeliness.WAITING),
    Sign.SILENT: Query(silent=True, promises=True),
    Sign.UNDATED: _of(Timeliness.NO_DATE),
}
"""The figures in the order of the strip, and the query behind each."""

PRESSING = _of(Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.WINDOW_OPEN, Timeliness.WAITING)
"""What is late, due soon, running or waiting: most of what needs an answer."""

_PRESSING = frozenset({Sign.OVERDUE, Sign.SOON, Sign.RUNNING, Sign.WAITING})
"""The figures that `PRESSING` sums up: no promise is in two of them."""

_PHASES, _STATUSES = list(Phase), list(Status)


def day_overview(reader: Reader, today: date, relation: str = "") -> DayOverview:
    """Read what Today shows of one pair of countries, or of all of them (“”).

    Every number is what `reader.count` says of the query that comes with it.
    """
    if not reader.holds(relation):
        return DayOverview(today=today, relation=relation)
    queries = {sign: replace(query, relation=relation) for sign, query in _FIGURES.items()}
    months = _months(today)
    survey = reader.survey(
        list(queries.values()), today, relation=relation, until=_last_day(months[-1])
    )
    figures = _figures(queries, survey.found)
    pending = replace(OPEN, relation=relation)
    return DayOverview(
        today=today,
        relation=relation,
        held=True,
        pending=survey.pending,
        relations=_relations(reader, survey),
        figures=figures,
        wanting=_wanting(reader, survey),
        pressing=replace(PRESSING, relation=relation),
        pressing_count=sum(each.count for each in figures if each.sign in _PRESSING),
        statuses=_statuses(survey, relation),
        leads=_tallies(survey.leads, lambda keys: replace(pending, leads=keys)),
        sectors=_tallies(survey.sectors, lambda keys: replace(pending, sectors=keys)),
        months=tuple(MonthTally(month=each, count=survey.months.get(each, 0)) for each in months),
        unplaced=tuple(sorted(survey.unplaced, key=_by_count)),
    )


def _figures(queries: Mapping[Sign, Query], found: Sequence[Found]) -> tuple[Figure, ...]:
    return tuple(
        Figure(sign=sign, query=query, found=each)
        for (sign, query), each in zip(queries.items(), found, strict=True)
    )


def _relations(reader: Reader, survey: Survey) -> tuple[Relation, ...]:
    """The pairs with something pending; one that was never entered has its code alone."""
    known = {each.code: each for each in reader.relations()}
    return tuple(
        known.get(code) or Relation(id="", code=code, first_name="", second_name="")
        for code in sorted(survey.relations)
    )


# What needs an answer


def _wanting(reader: Reader, survey: Survey) -> tuple[Wanting, ...]:
    reasons = {rid: reason for reason, rids in _chosen(survey).items() for rid in rids}
    rows, disputed = reader.rows(list(reasons)), reader.disputed(list(reasons))
    found = []
    for rid, reason in reasons.items():
        row = rows.get(rid)
        if row is None:  # went while this was read
            continue
        anchor = None
        if row.timing.anchor is not None:
            with suppress(NotFoundError):
                anchor = reader.row(row.timing.anchor)
        found.append(Wanting(row=row, reason=reason, disputed=rid in disputed, anchor=anchor))
    return tuple(found)


def _chosen(survey: Survey) -> dict[Reason, tuple[int, ...]]:
    """Share the rows out: one for every reason there is, the others to the most urgent.

    A register with a hundred late promises would else never show what can still be saved.
    """
    share = {reason: min(1, len(survey.urgent.get(reason, ()))) for reason in Reason}
    left = MOST_WANTING - sum(share.values())
    for reason in Reason:
        more = min(left, len(survey.urgent.get(reason, ())) - share[reason])
        share[reason] += more
        left -= more
    return {reason: survey.urgent.get(reason, ())[:count] for reason, count in share.items()}


# Bars


def _statuses(survey: Survey, relation: str) -> tuple[Tally, ...]:
    """One tally for every status in use, as the phases follow each other."""
    statuses = sorted((Status(each) for each in survey.statuses), key=_by_phase)
    return tuple(
        Tally(
            key=each.value,
            count=survey.statuses[each.value],
            query=Query(statuses=frozenset({each}), promises=True, relation=relation),
        )
        for each in statuses
    )


def _by_phase(status: Status) -> tuple[int, int]:
    return _PHASES.index(status.phase), _STATUSES.index(status)


def _tallies(
    counts: Mapping[str, int], query_of: Callable[[frozenset[str]], Query]
) -> tuple[Tally, ...]:
    """The most frequent values, what all others come to, and last where none is stated."""
    named = sorted((each for each in counts if each), key=lambda each: (-counts[each], each))
    shown = named[:MOST_BARS] if len(named) > MOST_BARS + 1 else named
    others = named[len(shown) :]
    tallies = [
        Tally(key=each, count=counts[each], query=query_of(frozenset({each}))) for each in shown
    ]
    if others:
        together = sum(counts[each] for each in others)
        query = query_of(frozenset(others))
        tallies.append(Tally(key="", count=together, query=query, others=len(others)))
    if "" in counts:
        tallies.append(Tally(key="", count=counts[""], query=query_of(frozenset({""}))))
    return tuple(tallies)


# Months


def _months(today: date) -> list[date]:
    """The first days of this month and of those that follow, as far as there are dates."""
    begun = today.year * _MONTHS_IN_YEAR + today.month - 1
    numbers = [divmod(begun + each, _MONTHS_IN_YEAR) for each in range(MONTHS)]
    return [date(year, month + 1, 1) for year, month in numbers if year <= date.max.year]


def _last_day(month: date) -> date:
    try:
        return (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except OverflowError:
        return date.max


def _by_count(unplaced: Unplaced) -> tuple[int, date, date]:
    """The most frequent times first, then what ends first."""
    bounds = unplaced.bounds
    return -unplaced.count, bounds.latest or date.max, bounds.earliest or date.min
