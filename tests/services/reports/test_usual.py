"""What a report is about as long as nobody chose, and what there is to choose from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.reports.request import TAKES, ReportName, Request, Wish
from app.services.reports.catalogue import made
from app.services.reports.usual import coming, offered, usual

TODAY = date(2026, 11, 22)


@pytest.fixture
def reader(sample):
    return sample.reader


def asked(reader, name, relation="PK-BY", **given_already):
    more = given_already.pop("subject", True)
    request = Request(name=name, **given_already)
    return usual(reader, request, relation, TODAY, subject=more)


@pytest.mark.parametrize("name", ReportName, ids=str)
@pytest.mark.parametrize("relation", ["", "PK-BY"])
def test_every_report_can_be_made_of_what_is_usual(reader, name, relation):
    request = asked(reader, name, relation)
    assert request.given <= TAKES[name]
    assert made(reader, request, TODAY).document.title


def test_what_was_chosen_stays(reader):
    sixth = reader.find("JMC-8/01")
    request = asked(
        reader, ReportName.BRIEF, meeting=sixth, language="ru", unmarked=True, relation="PK-BY"
    )
    assert (request.meeting, request.language, request.unmarked) == (sixth, "ru", True)
    assert asked(reader, ReportName.QUARTERLY_RETURN, quarter="FY2025-26-Q1").quarter.startswith(
        "FY"
    )
    assert asked(reader, ReportName.CHANGED_SINCE, since="2026-01-01").since == "2026-01-01"


def test_the_follow_up_goes_from_the_session_held_last_to_the_next(reader):
    request = asked(reader, ReportName.CARRY_OVER)
    assert [reader.ref(each) for each in (request.meeting, request.until)] == [
        "PK-BY/JMC-8/01",
        "PK-BY/JMC-8/30",
    ]


def test_of_a_session_that_was_chosen_the_next_is_found(reader):
    request = asked(reader, ReportName.CARRY_OVER, meeting=reader.find("JWG-IND-5/01"))
    assert reader.ref(request.until) == "PK-BY/JWG-IND-5/03"


def test_without_any_session_to_follow_up_it_is_said(reader):
    with pytest.raises(InvalidValueError, match="No session is recorded as held"):
        asked(reader, ReportName.CARRY_OVER, "PK-KZ")


def test_a_brief_is_for_the_next_meeting_unless_it_is_to_be_about_everything(reader):
    assert reader.ref(asked(reader, ReportName.BRIEF).meeting) == "PK-BY/JMC-8/30"
    assert asked(reader, ReportName.BRIEF, sector="health").meeting is None
    assert asked(reader, ReportName.BRIEF, subject=False).meeting is None


def test_changes_are_told_of_the_last_thirty_days_and_the_return_of_the_quarter_just_over(reader):
    assert asked(reader, ReportName.CHANGED_SINCE).since == "2026-10-23"
    assert asked(reader, ReportName.QUARTERLY_RETURN).quarter == "2026-Q3"


def test_a_single_meeting_is_offered_with_those_to_come_first(reader):
    offers = offered(reader, TAKES[ReportName.BRIEF], "PK-BY", TODAY)
    refs = [each.ref.removeprefix("PK-BY/") for each in offers.meetings]
    assert refs[:2] == ["JMC-8/30", "SUM-2024-11/20"]
    assert set(refs[2:4]) == {"JMC-8/17", "JMC-8/24"}  # neither has a date
    assert len(refs) == len(set(refs)) == 13
    assert "VIS-2025-04/01" in refs


@pytest.mark.parametrize("name", ReportName, ids=str)
def test_nothing_is_read_of_what_a_report_does_not_take(reader, name):
    offers, takes = offered(reader, TAKES[name], "PK-BY", TODAY), TAKES[name]
    some = {
        Wish.MEETING: offers.meetings,
        Wish.SECTOR: offers.sectors,
        Wish.AGENCY: offers.agencies,
        Wish.QUARTER: offers.quarters,
    }
    assert {wish for wish, found in some.items() if found} == takes & some.keys()


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_the_quarters_offered_are_over_and_stand_twice_by_calendar_and_fiscal_year(today):
    quarters = offered(None, frozenset({Wish.QUARTER}), "", today).quarters
    half = len(quarters) // 2
    for one, other in zip(quarters[:half], quarters[half:], strict=True):
        assert (one.first, one.last) == (other.first, other.last)
        assert (one.fiscal, other.fiscal) == (False, True)
        assert one.last < today
    for later, earlier in pairwise(quarters[:half]):
        assert earlier.last + timedelta(days=1) == later.first


def test_meetings_come_in_the_order_in_which_they_are_prepared(reader):
    row = reader.row(reader.find("JMC-8/30"))
    bounds = type(row.bounds)

    def at(name, latest, **more):
        return replace(row, ref=name, bounds=bounds(latest=latest), **more)

    rows = (
        at("no day", None),
        at("missed long ago", date(2020, 1, 1)),
        at("far", date(2028, 1, 1)),
        at("missed lately", date(2026, 11, 21)),
        at("today", TODAY),
        at("draft", TODAY, status=Status.DRAFT),
        at("held", TODAY, status=Status.HELD),
        at("internal", TODAY, kind=Kind.INTERNAL_MEETING),
        at("an action", TODAY, kind=Kind.ACTION, status=Status.OPEN),
    )
    found = [each.ref for each in coming(rows, TODAY)]
    assert found == ["today", "far", "missed lately", "missed long ago", "no day"]
