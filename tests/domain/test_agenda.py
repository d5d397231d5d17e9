"""Where a point stands, in which order paragraphs come, and what a series leaves unsaid."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.agenda import (
    Agenda,
    BatchLine,
    MeetingLine,
    PointLine,
    PointStanding,
    SeriesLine,
    Tally,
    Unrecorded,
    paragraph_key,
    point_standing,
    tally_of,
    with_gaps,
)
from app.domain.commitment import Strength
from app.domain.identity import CommitmentId, SeriesId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Series
from app.domain.rows import RegisterRow
from app.domain.timing import Bounds, Sense, Timing

TODAY = date(2026, 11, 22)
OVER = Bounds(earliest=date(2025, 1, 1), latest=date(2025, 12, 31))


def row(status=Status.OPEN, number=1, **more):
    return RegisterRow(
        rid=number,
        id=CommitmentId(f"{number:020}"),
        ref=f"R/{number}",
        relation="PK-BY",
        kind=Kind.ACTION,
        title="A point",
        status=status,
        **more,
    )


def meeting(ordinal, number=1):
    return MeetingLine(row=row(Status.HELD, number), ordinal=ordinal)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ({"status": Status.FULFILLED}, PointStanding.SETTLED),
        ({"status": Status.LAPSED, "bounds": OVER}, PointStanding.SETTLED),
        ({"bounds": OVER}, PointStanding.OVERDUE),
        ({"status": Status.IN_PROGRESS, "bounds": OVER}, PointStanding.OVERDUE),
        ({"bounds": OVER, "heard": TODAY}, PointStanding.OVERDUE),
        ({"status": Status.SIGNED}, PointStanding.ACTIVE),
        ({"status": Status.ON_HOLD, "heard": TODAY}, PointStanding.ACTIVE),
        ({"heard": TODAY}, PointStanding.NEWS),
        ({"status": Status.DRAFT}, PointStanding.SILENT),
        ({"status": Status.DRAFT, "bounds": OVER}, PointStanding.SILENT),
        ({}, PointStanding.SILENT),
    ],
)
def test_a_point_stands_in_the_first_class_that_holds(made, wanted):
    assert point_standing(row(**made), TODAY) is wanted


@pytest.mark.parametrize("strength", [Strength.STATEMENT, Strength.ASPIRATION])
def test_what_is_only_noted_is_never_overdue(strength):
    noted = row(bounds=OVER, strength=strength)
    assert point_standing(noted, TODAY) is PointStanding.SILENT


def test_a_span_that_has_run_out_is_not_overdue():
    ran_out = row(bounds=OVER, timing=Timing(edtf="2025", sense=Sense.SPAN))
    assert point_standing(ran_out, TODAY) is PointStanding.SILENT


def test_a_year_is_overdue_on_the_first_day_after_it_only():
    assert point_standing(row(bounds=OVER), date(2025, 12, 31)) is PointStanding.SILENT
    assert point_standing(row(bounds=OVER), date(2026, 1, 1)) is PointStanding.OVERDUE


PAPER = ["1", "2.1", "3.2", "3.2(a)", "3.2(b)", "3.10", "4", "A", "A.2", "A.10", ""]


@given(st.permutations(PAPER))
def test_paragraphs_come_in_the_order_of_the_paper(shuffled):
    assert sorted(shuffled, key=paragraph_key) == PAPER


def test_marks_around_a_number_do_not_change_its_place():
    assert sorted(["§ 10", "Art. 2", "§ 9"], key=paragraph_key) == ["§ 9", "§ 10", "Art. 2"]


@given(st.lists(st.text(max_size=12), max_size=12), st.randoms())
def test_any_texts_have_one_order(texts, random):
    ordered = sorted(texts, key=paragraph_key)
    random.shuffle(texts)
    assert sorted(texts, key=paragraph_key) == ordered


def test_a_gap_is_named_once_by_its_first_and_last_number():
    lines = (meeting(9, 9), meeting(8, 8), meeting(1, 1))
    assert with_gaps(lines) == (lines[0], lines[1], Unrecorded(first=2, last=7), lines[2])


def test_what_comes_before_the_first_recorded_meeting_is_a_gap_too():
    assert with_gaps((meeting(3),))[1:] == (Unrecorded(first=1, last=2),)
    assert with_gaps((meeting(1),)) == (meeting(1),)


def test_two_that_claim_one_number_both_stay_and_those_without_come_last():
    lines = (meeting(None, 4), meeting(2, 1), meeting(2, 2), meeting(1, 3))
    assert with_gaps(lines) == (lines[1], lines[2], lines[3], lines[0])


@given(st.lists(st.integers(min_value=1, max_value=60), max_size=12))
def test_every_number_up_to_the_last_is_there_or_said_to_be_missing(ordinals):
    lines = tuple(meeting(ordinal, place) for place, ordinal in enumerate(ordinals, 1))
    said = set()
    for each in with_gaps(lines):
        if isinstance(each, Unrecorded):
            assert said.isdisjoint(range(each.first, each.last + 1))
            said |= set(range(each.first, each.last + 1))
        else:
            said.add(each.ordinal)
    assert said == set(range(1, max(ordinals, default=0) + 1))


def test_a_tally_adds_up_and_leaves_out_what_is_no_point():
    points = tuple(
        PointLine(row=row(number=place), paragraph="", standing=standing)
        for place, standing in enumerate([*PointStanding, PointStanding.SILENT, None], 1)
    )
    tally = tally_of(points)
    assert tally.total == len(PointStanding) + 1
    assert tally.of(PointStanding.SILENT) == 2
    assert Tally().of(PointStanding.OVERDUE) == 0


@pytest.mark.parametrize(("announced", "missing"), [(None, None), (15, 14), (1, 0), (0, 0)])
def test_a_batch_says_how_many_were_never_named(announced, missing):
    member = PointLine(row=row(), paragraph="", standing=None)
    assert BatchLine(announced=announced, members=(member,)).missing == missing


def test_a_pair_of_countries_without_meetings_is_empty():
    assert Agenda(relation="PK-BY").empty
    series = Series(id=SeriesId("s"), relation="PK-BY", name="Commission")
    agenda = Agenda(relation="PK-BY", series=(SeriesLine(series=series),))
    assert not agenda.empty
    assert agenda.series[0].recorded == 0


def test_a_meeting_is_ahead_until_it_is_done_or_dropped():
    assert MeetingLine(row=row(Status.FORESEEN)).ahead
    assert not MeetingLine(row=row(Status.HELD)).ahead
    assert not MeetingLine(row=row(Status.CANCELLED)).ahead
