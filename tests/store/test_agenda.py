"""Counting in SQL what the domain says of single points, and who belongs to which series."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from app.domain.agenda import PointStanding, Tally, point_standing
from app.domain.commitment import Strength
from app.domain.identity import SeriesId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Series
from app.domain.timing import Basis, Sense, Timing, sense_of
from tests.store.desks import commitment, created, seated

TODAY = date(2026, 11, 22)
DATES = (
    "",
    "2026-11-21",
    "2026-11-22",
    "2026",
    "2025",
    "2026-05/..",
    "[..2025-12-31]",
    "2024/2025",
)
STRENGTHS = (None, Strength.ASPIRATION, Strength.READINESS, Strength.OBLIGATION)


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """A register about Pakistan and Belarus, for tests that each have references of their own."""
    opened = seated(created(tmp_path_factory.mktemp("agenda") / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


def entered(acts, ref, *, status=Status.OPEN, edtf="", **values):
    timing = Timing(
        edtf=edtf,
        sense=sense_of(edtf) if edtf else Sense.POINT,
        basis=Basis.STATED if edtf else Basis.NOT_STATED,
    )
    return acts.propose(commitment(ref, owed_by="PK", status=status, **values), timing=timing)


def test_counting_and_judging_one_by_one_come_to_the_same(register):
    grid = list(
        itertools.product(
            (
                (Kind.ACTION, Status.DRAFT),
                (Kind.ACTION, Status.OPEN),
                (Kind.ACTION, Status.IN_PROGRESS),
                (Kind.ACTION, Status.ON_HOLD),
                (Kind.ACTION, Status.FULFILLED),
                (Kind.ACTION, Status.LAPSED),
                (Kind.MOU, Status.SIGNED),
                (Kind.VISIT, Status.POSTPONED),
            ),
            DATES,
            STRENGTHS,
            (False, True),
        )
    )

    def enter(acts):
        session = acts.propose(commitment("G/0", "A session", kind=Kind.SESSION))
        for number, ((kind, status), edtf, strength, heard) in enumerate(grid, 1):
            made = entered(
                acts,
                f"G/{number}",
                status=status,
                edtf=edtf,
                kind=kind,
                strength=strength,
                origin=session,
            )
            if heard:
                acts.note(made, "Reported.", happened_on="2026-01")

    register.together("Grid", enter)
    session = register.reader.find("G/0")
    rows = register.reader.made_at_session(session)
    assert len(rows) == len(grid)
    for today in (TODAY, TODAY + timedelta(days=1), date(2025, 12, 31), date(2030, 1, 1)):
        counted = register.reader.tallies([session], today)[session]
        judged = [point_standing(each, today) for each in rows]
        assert {each: counted.of(each) for each in PointStanding} == {
            each: judged.count(each) for each in PointStanding
        }
        assert counted.total == len(grid)


def test_papers_events_and_what_is_in_the_bin_are_not_counted(register):
    def enter(acts):
        session = acts.propose(commitment("P/0", "A session", kind=Kind.SESSION))
        entered(acts, "P/1", origin=session)
        entered(acts, "P/2", origin=session, kind=Kind.PROTOCOL, status=Status.SIGNED)
        entered(acts, "P/3", origin=session, kind=Kind.VISIT, status=Status.HELD, event=True)
        acts.discard(entered(acts, "P/4", origin=session))

    register.together("Points", enter)
    session = register.reader.find("P/0")
    assert register.reader.tallies([session], TODAY) == {
        session: Tally(counts={PointStanding.SILENT: 1})
    }
    assert [each.ref for each in register.reader.made_at_session(session)] == ["P/1", "P/2", "P/3"]


def test_a_meeting_is_dated_as_it_was_said_to_be_held(register):
    def enter(acts):
        about = entered(acts, "H/1", kind=Kind.VISIT, status=Status.FORESEEN)
        acts.move(about, Status.HELD, happened_on="2025-04-04~")
        again = entered(acts, "H/2", kind=Kind.VISIT, status=Status.FORESEEN)
        acts.move(again, Status.HELD, happened_on="2025-02")
        acts.move(again, Status.FORESEEN, happened_on="2025-03", why="A slip of the pen.")
        acts.move(again, Status.HELD, happened_on="2025-05")
        acts.move(again, Status.CLOSED, happened_on="2025-06")
        entered(acts, "H/3", kind=Kind.VISIT, status=Status.FORESEEN)

    register.together("Held", enter)
    find = register.reader.find
    rows = register.reader.agenda_rows([find(f"H/{number}") for number in (1, 2, 3)])
    assert register.reader.held_on(rows.values()) == {
        find("H/1"): "2025-04-04~",
        find("H/2"): "2025-05",
    }


def test_only_what_took_place_has_a_place(register):
    def enter(acts):
        entered(acts, "W/1", kind=Kind.VISIT, status=Status.HELD, event=True, made_at="Minsk")
        entered(acts, "W/2", kind=Kind.VISIT, status=Status.FORESEEN, made_at="Islamabad")

    register.together("Places", enter)
    happened, promised = (register.reader.find(each) for each in ("W/1", "W/2"))
    assert register.reader.places([happened, promised]) == {happened: "Minsk"}


def test_meetings_of_a_series_come_from_the_latest_and_those_of_none_apart(register):
    series = Series(id=SeriesId(new_id()), relation="PK-TR", name="A council")

    def enter(acts):
        acts.add_series(series)
        for ref, ordinal, status, day in (
            ("PK-TR/1", 1, Status.HELD, "2020"),
            ("PK-TR/2", None, Status.HELD, "2024"),
            ("PK-TR/3", 3, Status.FORESEEN, ""),
        ):
            made = acts.propose(
                commitment(ref, relation="PK-TR", kind=Kind.SESSION, status=status, owed_by="PK"),
                timing=Timing(),
                happened_on=day,
            )
            acts.set_meeting(made, series=series.id, ordinal=ordinal)
        acts.propose(commitment("PK-TR/4", relation="PK-TR", kind=Kind.VISIT))

    register.together("Series", enter)
    reader = register.reader
    held = [each.commitment for each in reader.meetings_in(series)]
    assert held == [reader.find(f"PK-TR/{number}") for number in (3, 2, 1)]
    assert reader.other_meetings("PK-TR", 10) == [("PK-TR", reader.find("PK-TR/4"))]
    assert reader.count_meetings("PK-TR") == {"PK-TR": (4, 2, 1)}
    assert reader.forums("PK-TR") == [series]
    assert series not in reader.forums("PK-BY")


def test_a_meeting_whose_series_went_belongs_to_none(register):
    series = Series(id=SeriesId(new_id()), relation="PK-KZ", name="Undone")
    visit = commitment("PK-KZ/1", relation="PK-KZ", kind=Kind.VISIT)
    register.propose(visit)
    register.add_series(series)
    register.set_meeting(visit.id, series=series.id, ordinal=1)
    assert register.reader.other_meetings("PK-KZ", 10) == []
    register.undo()
    register.undo()
    assert register.reader.forums("PK-KZ") == []
    assert register.reader.other_meetings("PK-KZ", 10) == [("PK-KZ", visit.id)]


def test_papers_that_others_come_from_are_found_and_meetings_are_none_of_them(register):
    def enter(acts):
        paper = acts.propose(commitment("PK-UZ/1", relation="PK-UZ", kind=Kind.COMMUNIQUE))
        acts.propose(commitment("PK-UZ/2", relation="PK-UZ", origin=paper))
        session = acts.propose(commitment("PK-UZ/3", relation="PK-UZ", kind=Kind.SESSION))
        acts.propose(commitment("PK-UZ/4", relation="PK-UZ", origin=session))
        acts.propose(commitment("PK-UZ/5", relation="PK-UZ", kind=Kind.TREATY))

    register.together("Papers", enter)
    paper = register.reader.find("PK-UZ/1")
    assert register.reader.papers("PK-UZ", 10) == [("PK-UZ", paper)]
    assert ("PK-UZ", paper) in register.reader.papers("", 10)


def test_a_pair_that_nobody_entered_has_no_names(register):
    known, unknown = register.reader.named(["PK-XX", "PK-BY"])
    assert (known.first_name, known.second_name) == ("Pakistan", "Belarus")
    assert (unknown.code, unknown.first_name) == ("PK-XX", "")


def test_a_point_restated_in_the_bin_is_not_shown(register):
    def enter(acts):
        session = acts.propose(commitment("A/0", kind=Kind.SESSION))
        point = entered(acts, "A/1")
        acts.add_appearance(point, session, paragraph="4.1", wording="Reaffirmed.")

    register.together("Restated", enter)
    session, point = register.reader.find("A/0"), register.reader.find("A/1")
    [(said, row)] = register.reader.restated_at(session)
    assert (said.paragraph, said.wording, row.id) == ("4.1", "Reaffirmed.", point)
    register.discard([point])
    assert register.reader.restated_at(session) == []
