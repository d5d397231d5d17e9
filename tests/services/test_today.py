"""What Today tells: every number is the one behind its query, and each reason has its row."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.commitment import Strength
from app.domain.identity import OrganisationId, new_id
from app.domain.overview import Reason, Sign
from app.domain.particulars import Organisation
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.services.today import MONTHS, MOST_BARS, MOST_WANTING, day_overview
from app.store.driver import connect
from app.store.reader import Reader
from tests.benchmarks.generator import generate
from tests.conftest import TODAY
from tests.store.desks import commitment


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    path = tmp_path_factory.mktemp("today") / "made-up.servanda"
    generate(path, 900)
    reader = Reader(connect(path, read_only=True))
    yield reader
    reader.close()


def enter(register, ref, edtf="", relation="PK-BY", **values):
    timing = Timing(edtf=edtf, basis=Basis.STATED) if edtf else Timing()
    values = {"owed_by": "PK", "strength": Strength.AGREED_ACTION, **values}
    register.propose(commitment(ref, relation=relation, **values), timing=timing)
    return register.reader.find(ref)


def numbers(overview):
    """Every number that has a query, with it."""
    yield from ((each.query, each.count) for each in overview.figures)
    for tallies in (overview.statuses, overview.leads, overview.sectors):
        yield from ((each.query, each.count) for each in tallies)
    yield overview.pressing, overview.pressing_count


@pytest.mark.parametrize("relation", ["", "PK-BY", "PK-KZ"])
@pytest.mark.parametrize("today", [TODAY, date(2024, 2, 29), date(2031, 1, 1)], ids=str)
def test_every_number_is_what_its_own_query_finds(made_up, today, relation):
    overview = day_overview(made_up, today, relation)
    told = list(numbers(overview))
    assert len(told) > 30
    assert [count for _, count in told] == [made_up.count(query, today) for query, _ in told]


def test_every_number_of_the_sample_is_what_its_own_query_finds(sample):
    told = list(numbers(day_overview(sample.reader, TODAY)))
    assert [n for _, n in told] == [sample.reader.count(query, TODAY) for query, _ in told]


def test_the_figures_of_the_sample(sample):
    overview = day_overview(sample.reader, TODAY)
    assert {each.sign: each.count for each in overview.figures} == {
        Sign.OVERDUE: 4,
        Sign.RUNNING: 1,
        Sign.SOON: 0,
        Sign.WAITING: 0,
        Sign.SILENT: 56,
        Sign.UNDATED: 49,
    }
    assert overview.pending == 56
    assert [each.code for each in overview.relations] == ["PK-BY"]


def test_what_needs_an_answer_in_the_sample_comes_most_urgent_first(sample):
    wanting = day_overview(sample.reader, TODAY).wanting
    assert [(each.row.ref.removeprefix("PK-BY/"), each.reason) for each in wanting] == [
        ("SUM-2024-11/18", Reason.OVERDUE),
        ("SUM-2024-11/20", Reason.OVERDUE),
        ("JMC-8/23", Reason.OVERDUE),
        ("JMC-8/18", Reason.OVERDUE),
        ("JMC-8/30", Reason.NO_DAY),
    ]
    assert [each.disputed for each in wanting] == [False, True, False, False, False]
    assert wanting[2].anchor.title == "Prime Minister to visit Belarus"


def test_a_hundred_late_promises_leave_a_row_to_what_can_still_be_saved(register):
    for number in range(MOST_WANTING + 4):
        enter(register, f"A/{number}", f"2020-01-{number + 1:02}")
    enter(register, "A/soon", "2026-12-01")
    enter(register, "A/year", "2026")
    undated = enter(register, "A/undated")
    register.propose(commitment("A/hangs", owed_by="PK"), timing=Timing(anchor=undated))
    wanting = day_overview(register.reader, TODAY).wanting
    assert [each.row.ref for each in wanting] == [
        *(f"A/{number}" for number in range(MOST_WANTING - 3)),
        "A/soon",
        "A/year",
        "A/hangs",
    ]
    assert wanting[-1].anchor.ref == "A/undated"


def test_agencies_beyond_the_most_frequent_are_one_bar_with_a_query_of_its_own(register):
    bodies = [
        Organisation(id=OrganisationId(new_id()), name=f"Ministry {number}", acronym=f"M{number}")
        for number in range(MOST_BARS + 3)
    ]
    for body in bodies:
        register.add_organisation(body)
    for place, body in enumerate(bodies):
        for number in range(2 if place < MOST_BARS else 1):
            enter(register, f"B/{place}.{number}", owner=body.id)
    enter(register, "B/none")
    leads = day_overview(register.reader, TODAY).leads
    assert [(each.key, each.count, each.others) for each in leads] == [
        *((f"M{place}", 2, 0) for place in range(MOST_BARS)),
        ("", 3, 3),
        ("", 1, 0),
    ]
    counted = [register.reader.count(each.query, TODAY) for each in leads]
    assert counted == [each.count for each in leads]


def test_a_single_further_value_is_named_and_not_one_other(register):
    for number in range(MOST_BARS + 1):
        enter(register, f"C/{number}", sector=f"sector {number}")
    sectors = day_overview(register.reader, TODAY).sectors
    assert [each.key for each in sectors] == [f"sector {n}" for n in range(MOST_BARS + 1)]


def test_agencies_that_differ_in_case_alone_are_one_as_their_view_has_it(register):
    for name in ("MoI", "MOI"):
        body = Organisation(id=OrganisationId(new_id()), name=f"Ministry {name}", acronym=name)
        register.add_organisation(body)
        enter(register, f"D/{name}", owner=body.id)
    (lead,) = day_overview(register.reader, TODAY).leads
    assert lead.count == register.reader.count(lead.query, TODAY) == 2


def test_the_months_begin_with_this_one(register):
    enter(register, "E/1", "2026-11-30")
    enter(register, "E/2", "2027-10")
    enter(register, "E/3", "2027")
    overview = day_overview(register.reader, TODAY)
    months = {each.month: each.count for each in overview.months}
    assert next(iter(months)) == date(2026, 11, 1)
    assert len(months) == MONTHS
    assert {month: count for month, count in months.items() if count} == {
        date(2026, 11, 1): 1,
        date(2027, 10, 1): 1,
    }


@pytest.mark.parametrize("today", [date.min, date.max, date(9999, 3, 1)], ids=str)
def test_there_is_no_month_before_the_first_or_after_the_last(register, today):
    enter(register, "F/1", "2026")
    months = [each.month for each in day_overview(register.reader, today).months]
    assert months[0] == today.replace(day=1)
    assert months == sorted(months)


def test_only_what_the_relation_holds_is_told(register):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    enter(register, "G/1", "2025")
    enter(register, "G/2", "2025", relation="PK-KZ")
    whole, part = (day_overview(register.reader, TODAY, code) for code in ("", "PK-KZ"))
    assert [each.code for each in whole.relations] == ["PK-BY", "PK-KZ"]
    assert [each.second_name for each in part.relations] == ["Kazakhstan"]
    assert [each.row.ref for each in part.wanting] == ["G/2"]
    assert (whole.pending, part.pending) == (2, 1)


def test_a_relation_that_was_never_entered_is_known_by_its_code(register):
    enter(register, "H/1", relation="PK-XX")
    (relation,) = day_overview(register.reader, TODAY).relations
    assert (relation.code, relation.first_name) == ("PK-XX", "")


def test_an_empty_register_holds_nothing(register):
    overview = day_overview(register.reader, TODAY)
    assert not overview.held
    assert overview.figures == ()


def test_a_register_of_events_alone_is_not_empty(register):
    enter(register, "I/1", event=True)
    overview = day_overview(register.reader, TODAY)
    assert overview.held
    assert {each.count for each in overview.figures} == {0}
    assert register.reader.count(Query(), TODAY) == 1
