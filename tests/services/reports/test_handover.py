"""The handover note: what is lost first, and nothing that is not known."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.focal_points import FocalPoint
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status, statuses
from app.domain.particulars import Organisation
from app.domain.reminder_rules import Point, ReminderRule, rule_id
from app.domain.reports.document import texts
from app.domain.reports.handover import MOST, Next
from app.domain.reports.handover_document import handover_document
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Timing
from app.services.reports.handover import handover, handover_report
from app.services.reports.handover_form import handover_form
from tests.services.reports.sessions import made, two_sessions
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)
ASKED = Request(name=ReportName.HANDOVER)


@pytest.fixture
def note(register):
    """Read the note of the test's register."""
    return lambda **asked: handover(register.reader, replace(ASKED, **asked), TODAY)


def said(found):
    return "\n".join(texts(handover_document(found)))


def counts(found):
    return {where: [each.row.ref for each in points] for where, points in found.points}


def test_the_sample_tells_what_is_late_silent_in_doubt_and_missing(sample):
    found = handover(sample.reader, ASKED, TODAY)
    assert counts(found) == {
        Next.LATE: [
            "PK-BY/SUM-2024-11/18", "PK-BY/SUM-2024-11/20", "PK-BY/JMC-8/23", "PK-BY/JMC-8/18",
        ],
        Next.FAR: ["PK-BY/JMC-8/30"],
    }  # fmt: skip
    assert (found.relation, found.held) == ("PK-BY", 76)
    assert [each.row.ref for each in found.disputed] == ["PK-BY/SUM-2024-11/20"]
    assert [each.ref for each in found.drafts] == ["PK-BY/JWG-IND-5/03"]
    assert len(found.wanting) == 25
    assert [(each.announced, each.known, each.missing) for each in found.batches] == [(15, 14, 1)]
    assert found.leaderless == 1
    written = said(found)
    assert "Joint Ministerial Commission\u2069: nothing is recorded of meetings number 2–7." in (
        written
    )
    assert "No reading is chosen" in written
    assert "No rule was changed and nothing is snoozed." in written


def test_the_most_perishable_comes_first(sample):
    written = said(handover(sample.reader, ASKED, TODAY))
    order = [
        "Agreements: letters and days within 90 days",
        "What is running and what is next",
        "Who waits for whom",
        "Where sources disagree on a date",
        "Not finished",
        "Texts to obtain",
        "Marked records",
        "Holes in the record",
        "Alerts that were changed",
    ]
    places = [written.index(f"\n{each}") for each in order]
    assert places == sorted(places)


def test_where_the_register_lies_is_not_told(sample):
    form = str(handover_form(handover(sample.reader, ASKED, TODAY)))
    path = sample.store.path
    for each in (path.name, str(path.parent)):
        assert each not in form
        assert each not in said(handover(sample.reader, ASKED, TODAY))


def test_an_empty_register_says_so(note):
    assert "Nothing is recorded yet." in said(note())


@pytest.mark.parametrize(
    ("timing", "where"),
    [
        (Timing(edtf="2026-11-21"), Next.LATE),
        (Timing(edtf="2026-11-22"), Next.NEAR),
        (Timing(edtf="2026-12-22"), Next.NEAR),
        (Timing(edtf="2026-12-23"), Next.FAR),
        (Timing(edtf="2027-02-20"), Next.FAR),
        (Timing(edtf="2027-02-21"), None),
        (Timing(basis=Basis.NOT_STATED), None),
    ],
)
def test_what_is_next_is_told_by_its_last_day(register, note, timing, where):
    made(register, "PK-BY/1", timing=timing)
    assert counts(note()) == ({} if where is None else {where: ["PK-BY/1"]})


def test_what_has_begun_is_under_way_until_a_day_comes_near(register, note):
    point = made(register, "PK-BY/1")
    register.move(point, Status.IN_PROGRESS)
    assert counts(note()) == {Next.UNDER_WAY: ["PK-BY/1"]}


def test_whose_turn_it_is_is_told_with_letter_and_day(register, note):
    point = made(register, "PK-BY/1", title="A plan")
    register.pass_ball(point, "BY", since="2026-01-05", letter="77-K")
    assert "\u2068A plan\u2069: Its turn: BY, since 05 Jan 2026, letter \u206877-K\u2069" in said(
        note()
    )


def test_a_choice_among_readings_stands_beside_them(sample):
    reader = sample.reader
    identity = reader.find("SUM-2024-11/20")
    [reading] = [each for each in reader.timings_by([identity])[identity]
                 if each.timing.words != reader.row(identity).timing.words]  # fmt: skip
    sample.choose_timing(identity, reading.id, why="The later report", decided_on="2026-11-01")
    [each] = handover(reader, ASKED, TODAY).disputed
    assert each.choice.why == "The later report"
    written = said(handover(reader, ASKED, TODAY))
    assert "The first, chosen on 01 Nov 2026" in written
    assert "No reading is chosen" not in written


def test_own_rules_are_counted(register, note):
    point = made(register, "PK-BY/1", timing=Timing(edtf="2027-02-01"))
    rule = ReminderRule(
        id=rule_id(Point.DEADLINE, commitment=point), commitment=point, point=Point.DEADLINE,
        leads="P10D",
    )  # fmt: skip
    register.set_reminder_rule(rule)
    found = note()
    assert (found.rules, found.single_rules) == (1, 1)
    assert "Own rules of reminding: 1, of them for single points: 1." in said(found)


def test_more_than_fit_are_counted(register, note):
    for number in range(MOST + 3):
        made(register, f"PK-BY/{number}", timing=Timing(edtf="2025-01-01"))
    assert "Late: 18" in said(note())
    assert "Not named here: 3 more." in said(note())
    assert len(handover_form(note())["next"]) == MOST + 3


def test_marked_records_are_counted_and_left_out_where_asked(register, note):
    made(register, "PK-BY/1", title="ZQX", classification="Secret", timing=Timing(edtf="2025"))
    made(register, "PK-BY/2", title="Open one", timing=Timing(edtf="2025"))
    assert "ZQX" in said(note())
    found = note(unmarked=True)
    assert "ZQX" not in said(found) + str(handover_form(found))
    assert found.left_out == 1
    assert [(each.relation, each.mark, each.count) for each in note().marked] == [
        ("PK-BY", "Secret", 1)
    ]
    assert "PK-BY: marked \u2068Secret\u2069, 1" in said(note())
    assert (found.marked, "Secret" in said(found), "Marked records" in said(found)) == (
        (),
        False,
        False,
    )


def test_a_silent_agency_is_named_with_when_it_was_last_heard(register, note):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry", acronym="MIN", country="PK")
    register.add_organisation(body)
    point = made(register, "PK-BY/1", owner=body.id)
    register.note(point, "Slow.", happened_on="2026-01-01")
    [silent] = note().silent
    assert (silent.agency, silent.count, silent.heard) == ("MIN", 1, date(2026, 1, 1))


def test_what_a_silent_agency_said_itself_is_told_apart_from_news_of_its_points(register, note):
    silent, other = (
        Organisation(id=OrganisationId(new_id()), name=name, acronym=name, country=country)
        for name, country in (("OURS", "PK"), ("THEIRS", "BY"))
    )
    for each in (silent, other):
        register.add_organisation(each)
    points = [made(register, f"PK-BY/{each}", owner=silent.id) for each in "12"]
    elsewhere = made(register, "PK-BY/3", owner=other.id)
    secret = made(register, "PK-BY/4", owner=silent.id, classification="Secret")
    register.note(points[0], "Slow.", happened_on="2026-01-02", reporter=other.id)
    register.note(points[1], "Seen.", happened_on="2026-01-03")

    def told(**asked):
        [one] = (each for each in note(**asked).silent if each.agency == "OURS")
        return one.own, one.said, one.count

    assert told() == ("", "2026-01-03", 3)
    assert "OURS\n3\nnever\n03 Jan 2026" in said(note())
    assert "which is 30 days where none is set" in said(note())
    register.note(secret, "Done in secret.", happened_on="2025-12-31", reporter=silent.id)
    register.note(elsewhere, "We helped.", happened_on="2025-12-30", reporter=silent.id)
    assert told() == ("2025-12-31", "2026-01-03", 3)
    assert told(unmarked=True) == ("2025-12-30", "2026-01-03", 2)


def test_a_silent_agency_of_two_pairs_is_told_apart_and_its_last_news_as_sure_as_it_is(
    register, note
):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry", acronym="MIN", country="PK")
    register.add_organisation(body)
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    for relation in ("PK-BY", "PK-KZ"):
        point = made(register, f"{relation}/1", relation=relation, owner=body.id)
        register.note(point, "Slow.", happened_on="2026-01-01~")
    assert {each.relation for each in note().silent} == {"PK-BY", "PK-KZ"}
    words = said(note())
    assert "MIN\nPK-BY" in words
    assert "MIN\nPK-KZ" in words
    assert "01 Jan 2026, about" in words


def test_an_agency_with_open_points_and_no_focal_point_is_named(register, note):
    bodies = [
        Organisation(id=OrganisationId(new_id()), name=name, acronym=name, country="PK")
        for name in ("ONE", "TWO", "IDLE")
    ]
    for each in bodies:
        register.add_organisation(each)
    for number, each in enumerate(bodies[:2]):
        made(register, f"PK-BY/{number}", owner=each.id)
    register.add_focal_point(
        FocalPoint(id=new_id(), organisation=bodies[0].id, name="The registry")
    )
    found = note()
    assert found.unreached == ("TWO",)
    assert handover_form(found)["without_focal_point"] == ["TWO"]
    assert "no focal point is recorded: 1. \u2068TWO\u2069" in said(found)


@given(seed=st.integers(0, 2**32), size=st.integers(0, 25))
@settings(max_examples=10)
def test_each_point_asks_for_attention_once(seed, size, tmp_path_factory):
    chance = random.Random(seed)  # noqa: S311 - a register, no secret
    register = seated(created(tmp_path_factory.mktemp("note") / "r.servanda"))
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    two_sessions(register)
    for number in range(size):
        kind = chance.choice([Kind.ACTION, Kind.VISIT, Kind.MOU, Kind.PROTOCOL])
        made(
            register,
            f"PK-BY/N{number}",
            kind=kind,
            status=chance.choice(statuses(kind.family)),
            owed_by=chance.choice(["PK", "BY", "PK+BY"]),
            classification=chance.choice(["", "Secret"]),
            timing=Timing(edtf=chance.choice(["2025", "2026-12", "2027-02", "2029"])),
        )
    for unmarked in (False, True):
        report = handover_report(register.reader, replace(ASKED, unmarked=unmarked), TODAY)
        form = report.form()
        refs = [each["ref"] for each in form["next"]]
        assert len(refs) == len(set(refs))
        held = form["counts"]["commitments"]
        assert held + form["left_out_count"] == size + 2
        assert report.left_out == form["left_out_count"]
        told = sum(form["counts"].get(each.value, 0) for each in Next)
        assert told == len(refs)
    register.close()
