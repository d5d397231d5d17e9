"""The brief as values: every point in one place, debts by side, what comes of a term."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.reports.brief import (
    DAYS_AFTER,
    OWED,
    BriefPoint,
    Place,
    owings,
    place_of,
    soon_until,
)
from app.domain.reports.brief_terms import text_due
from app.domain.reports.carry_over import Meeting
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Bounds, Sense, Timing

TODAY = date(2026, 11, 22)
UNTIL = date(2027, 1, 21)


def row(ref="PK-BY/1", **facts):
    return RegisterRow(
        rid=1,
        id=CommitmentId(ref),
        ref=ref,
        relation="PK-BY",
        kind=facts.pop("kind", Kind.ACTION),
        title=f"Point {ref}",
        status=facts.pop("status", Status.OPEN),
        **facts,
    )


def due(earliest, latest, sense=Sense.POINT):
    return {"bounds": Bounds(earliest=earliest, latest=latest), "timing": Timing(sense=sense)}


DAYS = st.none() | st.dates(date(2024, 1, 1), date(2029, 12, 31))


@st.composite
def rows(draw):
    kind = draw(st.sampled_from(Kind))
    facts = due(draw(DAYS), draw(DAYS), draw(st.sampled_from(Sense)))
    return row(
        kind=kind,
        status=draw(st.sampled_from(statuses(kind.family))),
        strength=draw(st.none() | st.sampled_from(Strength)),
        owed_by=draw(st.sampled_from(["", "PK", "BY", "PK+BY", "BY+PK", "A private bank"])),
        **facts,
    )


@given(rows())
def test_a_place_agrees_with_what_the_screens_say_of_the_same_point(each):
    place = place_of(each, TODAY, UNTIL)
    where = timeliness(each.standing, TODAY)
    if place is Place.LATE:
        assert where is Timeliness.OVERDUE
        assert each.phase.pending
        assert each.strength is None or each.strength >= 2
    if where is Timeliness.OVERDUE:
        stands = each.kind.family is Family.INSTRUMENT and each.phase is Phase.ACTIVE
        noted = each.strength is not None and each.strength < 2
        assert place is (Place.TEXT if stands else Place.NOTED if noted else Place.LATE)
    if place is Place.SOON:
        assert TODAY <= each.bounds.latest <= UNTIL
    assert (place in OWED) <= (each.phase in (Phase.DRAFT, Phase.OPEN, Phase.ACTIVE))


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"status": Status.FULFILLED}, Place.DONE),
        ({"status": Status.LAPSED}, Place.DROPPED),
        ({"kind": Kind.MOU, "status": Status.SIGNED}, Place.TEXT),
        ({"kind": Kind.MOU, "status": Status.UNDER_NEGOTIATION}, Place.UNDATED),
        ({"strength": Strength.ASPIRATION, **due(None, date(2020, 1, 1))}, Place.NOTED),
        (due(date(2026, 1, 1), date(2026, 11, 21)), Place.LATE),
        (due(date(2026, 1, 1), TODAY), Place.SOON),
        (due(date(2026, 1, 1), UNTIL), Place.SOON),
        (due(date(2026, 1, 1), UNTIL + timedelta(days=1)), Place.LATER),
        (due(date(2026, 5, 1), None), Place.UNSURE),
        (due(date(2027, 5, 1), None), Place.LATER),
        (due(date(2025, 1, 1), date(2025, 12, 31), Sense.SPAN), Place.OVER),
        ({"timing": Timing(anchor=CommitmentId("x"))}, Place.WAITING),
        ({}, Place.UNDATED),
    ],
)
def test_where_a_point_stands(facts, place):
    assert place_of(row(**facts), TODAY, UNTIL) is place


def test_due_soon_counts_from_a_meeting_to_come_and_else_from_today():
    ahead = Meeting(row=row(kind=Kind.SESSION, **due(date(2026, 1, 1), date(2026, 12, 31))))
    late = Meeting(row=row(kind=Kind.SESSION, **due(date(2025, 1, 1), date(2025, 12, 31))))
    held = Meeting(row=ahead.row, held="2025-04-11")
    days = timedelta(days=DAYS_AFTER)
    assert soon_until(ahead, TODAY) == date(2026, 12, 31) + days
    assert soon_until(late, TODAY) == soon_until(held, TODAY) == soon_until(None, TODAY)
    assert soon_until(None, TODAY) == TODAY + days
    assert soon_until(None, date.max) == date.max


@given(st.lists(rows(), max_size=30), st.integers(0, 30), st.integers(0, 8))
def test_debts_are_each_counted_once_whoever_owes_them(found, shown, most):
    points = [
        BriefPoint(row=row(f"PK-BY/{number}", owed_by=each.owed_by), place=Place.UNDATED)
        for number, each in enumerate(found)
    ]
    parts = owings(points, points[:shown], most)
    assert sum(each.count for each in parts) == len(points)
    assert sum(each.above for each in parts) == min(shown, len(points))
    named = [point.row.ref for each in parts for point in each.points]
    assert len(named) == len(set(named))
    assert all(len(each.points) <= most for each in parts)


def test_the_other_side_comes_first_and_both_under_one_heading():
    owed = ("PK", "BY+PK", "", "BY", "PK+BY", "A bank")
    points = [
        BriefPoint(row=row(f"PK-BY/{number}", owed_by=each), place=Place.UNDATED)
        for number, each in enumerate(owed)
    ]
    assert [(each.sides, each.both, each.count) for each in owings(points, ())] == [
        (("BY",), False, 1),
        (("PK",), False, 1),
        ((), True, 2),
        (("A bank",), False, 1),
        ((), False, 1),
    ]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2027, 11, 22), True),
        (date(2027, 11, 23), False),
        (date(2026, 11, 22), True),
        (date(2026, 11, 21), False),
    ],
)
def test_the_end_of_a_span_is_told_a_year_ahead_and_not_once_it_is_past(last, told):
    text = row(kind=Kind.ROADMAP, status=Status.IN_FORCE, **due(TODAY, last, Sense.SPAN))
    assert (text_due(text, None, TODAY) is not None) is told
