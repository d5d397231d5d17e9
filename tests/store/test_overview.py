"""One pass over the promises counts what the list counts, and finds what needs an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.commitment import Strength
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.overview import Found, Reason, Unplaced
from app.domain.particulars import TimingRole
from app.domain.query import OPEN, Query
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Basis, Bounds, Sense, Timing
from app.services.today import MOST_WANTING, PRESSING
from app.store.driver import connect
from app.store.reader import Reader
from tests.benchmarks.generator import generate
from tests.store.desks import TODAY, Officer, at_random, commitment, created, seated, seeded

UNTIL = date(2027, 10, 31)
AHEAD = (
    Timeliness.OVERDUE,
    Timeliness.DUE_SOON,
    Timeliness.WINDOW_OPEN,
    Timeliness.NOT_YET,
    Timeliness.RUNNING,
    Timeliness.ENDED,
    Timeliness.WAITING,
    Timeliness.NO_DATE,
)
QUERIES = (
    *(Query(timeliness=frozenset({each}), promises=True) for each in AHEAD),
    Query(silent=True, promises=True),
    PRESSING,
    OPEN,
    replace(OPEN, sectors=frozenset({"trade", "water"})),
    replace(OPEN, strengths=frozenset({Strength.OBLIGATION, Strength.AGREED_ACTION})),
)

NO_DATE = Timing()


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    path = tmp_path_factory.mktemp("overview") / "made-up.servanda"
    generate(path, 700)
    reader = Reader(connect(path, read_only=True))
    yield reader
    reader.close()


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


def enter(register, ref, timing=NO_DATE, **values):
    values = {"owed_by": "PK", "strength": Strength.AGREED_ACTION, **values}
    register.propose(commitment(ref, **values), timing=timing)
    return register.reader.find(ref)


def stated(edtf, sense=Sense.POINT, basis=Basis.STATED):
    return Timing(edtf=edtf, sense=sense, basis=basis)


def surveyed(register, *queries):
    return register.reader.survey(queries, TODAY, until=UNTIL)


def agrees(reader, today, relation=""):
    """Every count of a survey is that of the query it stands for."""
    queries = [replace(each, relation=relation) for each in QUERIES]
    survey = reader.survey(queries, today, relation=relation, until=UNTIL)
    assert [each.count for each in survey.found] == [reader.count(each, today) for each in queries]
    pending = replace(OPEN, relation=relation)
    assert survey.pending == reader.count(pending, today)
    for status, count in survey.statuses.items():
        asked = Query(statuses=frozenset({Status(status)}), promises=True, relation=relation)
        assert count == reader.count(asked, today), status
    for lead, count in survey.leads.items():
        assert count == reader.count(replace(pending, leads=frozenset({lead})), today), lead
    for sector, count in survey.sectors.items():
        assert count == reader.count(replace(pending, sectors=frozenset({sector})), today), sector
    for code, count in survey.relations.items():
        assert count == reader.count(replace(pending, relation=code), today), code
    totals = (survey.leads, survey.sectors, survey.relations)
    assert [sum(each.values()) for each in totals] == [survey.pending] * 3


@pytest.mark.parametrize("relation", ["", "PK-BY", "PK-XX"])
@pytest.mark.parametrize("days", [-900, 0, 1, 400])
def test_a_survey_counts_what_the_list_counts(made_up, days, relation):
    agrees(made_up, TODAY + timedelta(days=days), relation)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_survey_of_an_officers_random_work_counts_what_the_list_counts(register, seed):
    Officer(register).work(at_random(seeded(seed), 60))
    agrees(register.reader, TODAY)


@pytest.mark.parametrize("today", [date.min, date.max], ids=str)
def test_the_first_and_the_last_day_there_is_can_be_surveyed(made_up, today):
    assert made_up.survey([OPEN], today, until=date.max).pending


def test_the_pass_finds_the_first_last_day_and_who_was_never_heard_of(register):
    enter(register, "A/1", stated("2025-03-01"))
    enter(register, "A/2", stated("2024-05"))
    heard = enter(register, "A/3", stated("2025"))
    register.note(heard, "Talks began", happened_on="2026-01-05")
    overdue = Query(timeliness=frozenset({Timeliness.OVERDUE}), promises=True)
    assert surveyed(register, overdue).found == (
        Found(count=3, first=date(2024, 5, 31), unheard=2),
    )


def test_what_is_no_pending_promise_is_counted_nowhere_but_by_its_status(register):
    enter(register, "B/1", stated("2026-12-01"), event=True)
    enter(register, "B/2", stated("2026-12-01"), strength=Strength.ASPIRATION)
    binned = enter(register, "B/3", stated("2026-12-01"))
    register.discard([binned])
    done = enter(register, "B/4", stated("2026-12-01"))
    register.note(done, "It is there", happened_on="2026-11-01")
    register.move(done, Status.FULFILLED, why="It was seen there")
    survey = surveyed(register, PRESSING)
    assert survey.statuses == {"fulfilled": 1}
    assert (survey.pending, survey.found[0].count) == (0, 0)
    assert (survey.months, survey.unplaced, survey.leads) == ({}, (), {})
    assert not any(survey.urgent.values())


# --- months ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "month"),
    [
        (stated("2026-12-05"), date(2026, 12, 1)),
        (stated("2027-02"), date(2027, 2, 1)),
        (stated("2027-02?"), date(2027, 2, 1)),
        (stated("[..2027-03-15]", Sense.DEADLINE), date(2027, 3, 1)),
        (stated("[2024-11-01..2027-03-15]", Sense.DEADLINE), date(2027, 3, 1)),
        (stated("2026-11-22"), date(2026, 11, 1)),
        (stated("2027-10-31"), date(2027, 10, 1)),
    ],
)
def test_a_last_day_in_a_month_that_is_sure_is_counted_in_it(register, timing, month):
    enter(register, "C/1", timing)
    survey = surveyed(register)
    assert (survey.months, survey.unplaced) == ({month: 1}, ())


@pytest.mark.parametrize(
    ("timing", "bounds", "to_agree"),
    [
        (stated("2026"), Bounds(earliest=date(2026, 1, 1), latest=date(2026, 12, 31)), False),
        (
            stated("2026", basis=Basis.TO_BE_AGREED),
            Bounds(earliest=date(2026, 1, 1), latest=date(2026, 12, 31)),
            True,
        ),
        (stated("2027-33"), Bounds(earliest=date(2027, 1, 1), latest=date(2027, 3, 31)), False),
        (
            stated("[2026-11-30..2026-12-01]"),
            Bounds(earliest=date(2026, 11, 30), latest=date(2026, 12, 1)),
            False,
        ),
    ],
)
def test_what_is_due_within_more_than_a_month_is_put_into_none(register, timing, bounds, to_agree):
    enter(register, "D/1", timing)
    enter(register, "D/2", timing)
    survey = surveyed(register)
    assert survey.months == {}
    assert survey.unplaced == (Unplaced(bounds=bounds, to_agree=to_agree, count=2),)


@pytest.mark.parametrize(
    "timing",
    [
        stated("2026-11-21"),
        stated("2027-11-01"),
        stated("2028"),
        stated("2025/2026-12", Sense.SPAN),
        stated("2026-05/.."),
        Timing(),
    ],
)
def test_what_is_late_lasts_or_has_no_last_day_within_the_months_stands_in_none(register, timing):
    enter(register, "E/1", timing)
    survey = surveyed(register)
    assert (survey.months, survey.unplaced) == ({}, ())


def test_a_deadline_that_follows_a_whole_year_is_put_into_no_month(register):
    anchor = enter(register, "F/1", stated("2027"), kind=Kind.VISIT)
    enter(register, "F/2", Timing(anchor=anchor, sense=Sense.DEADLINE, offset="-P3M"))
    survey = surveyed(register)
    assert survey.months == {}
    assert [each.bounds.latest for each in survey.unplaced] == [date(2027, 9, 30)]


# --- what needs an answer ----------------------------------------------------------------------


def dispute(register, identity, edtf):
    """Let a second source name another date."""
    register.together(
        "Reading",
        lambda acts: acts.add_reading(identity, stated(edtf)),
    )


def urgent(register):
    rows = register.reader.rows(
        [rid for rids in surveyed(register).urgent.values() for rid in rids]
    )
    return {
        reason: [rows[rid].ref for rid in rids]
        for reason, rids in surveyed(register).urgent.items()
        if rids
    }


def test_each_reason_is_found_with_the_longest_waiting_first(register):
    enter(register, "G/late", stated("2025"))
    enter(register, "G/later", stated("2024"))
    enter(register, "G/soon", stated("2026-12-01"))
    enter(register, "G/year", stated("2027"))
    enter(register, "G/window", stated("2026", basis=Basis.TO_BE_AGREED))
    enter(register, "G/until", stated("[2024-01-01..2027-12-31]", Sense.DEADLINE))
    open_ended = enter(register, "G/open", stated("2026-05/.."))
    undated = enter(register, "G/undated")
    enter(register, "G/hangs", Timing(anchor=undated))
    assert open_ended
    assert urgent(register) == {
        Reason.OVERDUE: ["G/later", "G/late"],
        Reason.SOON: ["G/soon"],
        Reason.NO_DAY: ["G/window", "G/open"],
        Reason.WAITING: ["G/hangs"],
    }


def test_a_deadline_whose_day_is_to_be_agreed_needs_an_answer_while_it_runs(register):
    enter(register, "H/1", stated("[2024-01-01..2027-12-31]", Sense.DEADLINE, Basis.TO_BE_AGREED))
    assert urgent(register) == {Reason.NO_DAY: ["H/1"]}


def test_disagreeing_readings_are_a_reason_until_the_officer_chooses(register):
    identity = enter(register, "I/1", stated("2028-05"))
    dispute(register, identity, "2028-07")
    rid = register.reader.row(identity).rid
    assert urgent(register) == {Reason.READINGS: ["I/1"]}
    assert register.reader.disputed([rid]) == {rid}
    (reading,) = [
        each
        for each in register.reader.dossier(identity).timings
        if each.role is TimingRole.READING
    ]
    register.choose_timing(identity, reading.id)
    assert urgent(register) == {}
    assert register.reader.disputed([rid]) == set()


def test_readings_that_agree_need_no_answer(register):
    identity = enter(register, "J/1", stated("2028-05"))
    said = Timing(words="next May", edtf="2028-05", basis=Basis.STATED)
    register.add_reading(identity, said)
    assert urgent(register) == {}


def test_what_is_late_and_disputed_is_late_first_of_all(register):
    identity = enter(register, "K/1", stated("2025"))
    dispute(register, identity, "2024")
    assert urgent(register) == {Reason.OVERDUE: ["K/1"]}


def test_every_row_that_needs_an_answer_for_its_time_is_of_that_time(made_up):
    survey = made_up.survey([], TODAY, until=UNTIL)
    times = {
        Reason.OVERDUE: Timeliness.OVERDUE,
        Reason.SOON: Timeliness.DUE_SOON,
        Reason.NO_DAY: Timeliness.WINDOW_OPEN,
        Reason.WAITING: Timeliness.WAITING,
    }
    for reason, where in times.items():
        rows = made_up.rows(survey.urgent[reason])
        assert {timeliness(row.standing, TODAY) for row in rows.values()} <= {where}
    assert len(survey.urgent[Reason.OVERDUE]) == MOST_WANTING


def test_whether_anything_is_recorded_is_asked_of_one_relation(register):
    assert not register.reader.holds()
    binned = enter(register, "L/1")
    assert register.reader.holds()
    assert register.reader.holds("PK-BY")
    assert not register.reader.holds("PK-KZ")
    register.discard([binned])
    assert not register.reader.holds()
