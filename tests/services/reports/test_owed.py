"""What each agency owes: every pending point once, with its lead; what is beside is not counted."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.as_of import AsOf
from app.domain.commitment import Commitment, OwnerBasis, Strength
from app.domain.directory import Part
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.letters import LetterForm
from app.domain.lifecycle import Status, statuses
from app.domain.query import OPEN
from app.domain.reports.document import Counts, Tone, texts
from app.domain.reports.owed_document import owed_document
from app.domain.reports.request import ReportName, Request
from app.domain.timeliness import Timeliness
from app.domain.timing import Basis, Timing
from app.services.acts.letters import Addressed
from app.services.asof import look_back
from app.services.reports.catalogue import made as report_of
from app.services.reports.owed import owed
from app.services.reports.owed_form import owed_form
from tests.services.lettering import body, sent
from tests.services.reports.sessions import made
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)


def read(register, **asked):
    return owed(register.reader, Request(name=ReportName.OWED, **asked), TODAY)


def account(found, label):
    return next(
        each for each in found.accounts if (each.agency.label if each.agency else "") == label
    )


def refs(points):
    return [each.row.ref for each in points]


def said(found):
    return "\n".join(texts(owed_document(found)))


@pytest.fixture
def bodies(register):
    """Three ministries: two of Pakistan, one of Belarus."""
    return (
        body(register, "Ministry of Commerce", "MoC"),
        body(register, "Ministry of Industry", "MoI"),
        body(register, "Ministry of Energy", "MinEnergo", "BY"),
    )


# --- the sample ---------------------------------------------------------------------------------


def test_of_the_sample_every_pending_point_stands_with_one_lead_or_with_none(sample):
    found = read(sample)
    assert len(found.points) == sample.reader.count(OPEN, TODAY) == 56
    assert refs(account(found, "").points) == ["PK-BY/VIS-2025-04/09"]
    assert (found.unled, found.presumed, found.uncounted.noted, found.uncounted.drafts) == (
        1,
        43,
        10,
        1,
    )
    assert found.urgencies == (
        (Timeliness.OVERDUE, 4), (Timeliness.WINDOW_OPEN, 1), (Timeliness.NO_DATE, 24), (None, 27),
    )  # fmt: skip
    assert "Pending points: 55 with a lead agency + 1 with none = 56." in said(found)


def test_of_the_sample_one_agency_gets_a_sheet_of_its_own(sample):
    [agency] = sample.reader.organisations_named("NAVTTC")
    found = read(sample, agency=agency.id)
    [only] = found.accounts
    assert refs(only.points)[0] == "PK-BY/JMC-8/18"
    assert {each.removeprefix("PK-BY/") for each in refs(only.points)} == {
        "JMC-8/18", "JMC-8/15", "JMC-8/16", "JMC-8/17", "SUM-2024-11/08",
    }  # fmt: skip
    document = owed_document(found)
    assert document.title == "What \u2068NAVTTC\u2069 owes"
    assert [group.heading for table in document.tables for group in table.groups] == ["It leads"]
    assert "No report of any of these points is held." in texts(document)


def test_an_agency_of_the_other_side_has_what_it_leads_there_and_nothing_is_counted(sample):
    [agency] = sample.reader.organisations_named("RIPO")
    found = read(sample, agency=agency.id)
    [only] = found.accounts
    assert (only.points, len(found.points)) == ((), 0)
    assert {each.part for each in only.beside} == {Part.COUNTERPART}
    assert {each.row.ref for each in only.beside} == {"PK-BY/JMC-8/15", "PK-BY/JMC-8/16"}
    assert "No pending point is led by this agency." in said(found)


# --- what is counted ----------------------------------------------------------------------------


def test_a_point_in_support_is_listed_and_not_counted_again(register, bodies):
    lead, helping, theirs = bodies
    point = made(register, "PK-BY/1", owner=lead, counterpart=theirs)
    register.support(point, helping)
    found = read(register)
    assert len(found.points) == 1
    assert refs(account(found, "MoC").points) == ["PK-BY/1"]
    assert [each.part for each in account(found, "MoI").beside] == [Part.SUPPORTS]
    assert [each.part for each in account(found, "MinEnergo").beside] == [Part.COUNTERPART]
    [counts] = [each for each in owed_document(found).blocks if isinstance(each, Counts)]
    assert counts.total == 1


def test_what_is_no_promise_is_named_in_a_sum_and_not_listed(register, bodies):
    made(register, "PK-BY/1", owner=bodies[0])
    made(register, "PK-BY/2", owner=bodies[0], strength=Strength.ASPIRATION)
    made(register, "PK-BY/3", owner=bodies[1], status=Status.DRAFT, timing=None)
    made(register, "PK-BY/4", event=True, status=Status.HELD, kind=Kind.VISIT)
    found = read(register)
    assert (refs(found.points), found.uncounted.noted, found.uncounted.drafts) == (
        ["PK-BY/1"],
        1,
        1,
    )
    of_one = read(register, agency=bodies[1])
    assert (of_one.points, of_one.uncounted.noted, of_one.uncounted.drafts) == ((), 0, 1)


def test_points_come_most_urgent_first_and_agencies_as_they_press(register, bodies):
    for number, due in enumerate(("2028", "2026-12-01", "2026-10-01", "")):
        timing = Timing(edtf=due, basis=Basis.STATED) if due else Timing(basis=Basis.NOT_STATED)
        made(register, f"PK-BY/{number}", owner=bodies[1], timing=timing)
    made(register, "PK-BY/9")
    made(register, "PK-BY/8", owner=bodies[0])
    found = read(register)
    assert refs(account(found, "MoI").points) == ["PK-BY/2", "PK-BY/1", "PK-BY/0", "PK-BY/3"]
    labels = [each.agency.label if each.agency else None for each in found.accounts]
    assert labels == ["MoI", "MoC", None]


def test_a_signed_agreement_without_a_date_is_no_open_question_of_time(register, bodies):
    made(register, "PK-BY/1", owner=bodies[0], kind=Kind.MOU, status=Status.SIGNED)
    made(
        register, "PK-BY/2", owner=bodies[0], kind=Kind.MOU, status=Status.SIGNED,
        timing=Timing(edtf="2026-10-01", basis=Basis.STATED),
    )  # fmt: skip
    assert read(register).urgencies == ((Timeliness.OVERDUE, 1), (None, 1))


def test_a_presumed_lead_is_said_to_be_presumed(register, bodies):
    made(register, "PK-BY/1", owner=bodies[0], owner_basis=OwnerBasis.PRESUMED)
    assert "PK: \u2068MoC\u2069, presumed" in said(read(register))


def test_the_newest_report_is_told_with_who_made_it_and_what_it_rests_on(register, bodies):
    point = made(register, "PK-BY/1", owner=bodies[0])
    register.note(point, "Begun.", happened_on="2026-05", reporter=bodies[0])
    register.note(point, "Half done.", happened_on="2026-09", reporter=bodies[0])
    found = read(register)
    assert account(found, "MoC").news.note.text == "Half done."
    assert "Sep 2026, \u2068MoC\u2069, self-reported\nHalf done." in said(found)


def test_letters_are_told_with_how_many_were_answered_and_which_wait(register, bodies):
    points = {each: made(register, f"PK-BY/{each}", owner=each) for each in bodies[:2]}
    register.record_round(
        sent(day="2026-10-01", deadline="2026-10-20"),
        [
            Addressed(organisation=each, form=LetterForm.DOCX, commitments=(point,))
            for each, point in points.items()
        ],
    )
    answered, waiting = account(read(register), "MoC"), account(read(register), "MoI")
    assert (answered.answers.sent, len(waiting.answers.awaited)) == (1, 1)
    [letter] = [
        each
        for letters in register.reader.chains().of.values()
        for each in letters
        if each.organisation == bodies[0]
    ]
    register.record_reply(letter.id, "2026-10-15")
    found = read(register)
    answers = account(found, "MoC").answers
    assert (answers.sent, answers.replied, answers.awaited) == (1, 1, ())
    table = owed_document(found).tables[0]
    late = [line for row in table.rows for cell in row for line in cell.lines]
    assert [line.text for line in late if line.tone is Tone.LATE] == [
        "Unanswered: \u2068F.1/2026\u2069 of 01 Oct 2026, answer due 20 Oct 2026"
    ]


def test_letters_about_another_pair_of_countries_are_left_to_it(register, bodies):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    made(register, "PK-BY/1", owner=bodies[0])
    other = made(register, "PK-KZ/1", owner=bodies[0], relation="PK-KZ", owed_by="PK")
    addressed = Addressed(organisation=bodies[0], form=LetterForm.DOCX, commitments=(other,))
    register.record_round(sent(), [addressed])
    assert account(read(register), "MoC").answers.sent == 1
    found = read(register, relation="PK-BY")
    assert (refs(found.points), account(found, "MoC").answers.sent) == (["PK-BY/1"], 0)


# --- what is left out, and what cannot be asked -------------------------------------------------


def test_marked_points_are_left_out_where_that_is_asked_and_counted(register, bodies):
    made(register, "PK-BY/1", owner=bodies[0])
    point = made(register, "PK-BY/2", owner=bodies[0], classification="Secret")
    register.support(point, bodies[1])
    whole, part = read(register), read(register, unmarked=True)
    assert whole.frame.marks == ("Secret",)
    assert (refs(part.points), part.left_out, part.frame.marks) == (["PK-BY/1"], 1, ())
    assert [each.agency.label for each in part.accounts] == ["MoC"]
    assert "PK-BY/2" not in said(part)


def test_several_pairs_of_countries_are_told_apart_by_whole_references(register, bodies):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    made(register, "PK-BY/1", owner=bodies[0], title="Tractors")
    assert "PK-BY/1" not in said(read(register))
    made(register, "PK-KZ/1", owner=bodies[0], relation="PK-KZ", owed_by="PK", title="Wheat")
    assert "PK-BY/1" in said(read(register))


def test_an_empty_register_owes_nothing_and_says_so(register):
    document = owed_document(read(register))
    assert "No point is pending." in texts(document)
    assert document.tables == ()


def test_what_was_done_since_is_still_pending_on_a_past_day(register, bodies):
    point = made(register, "PK-BY/1", owner=bodies[0], happened_on="2025-02-10")
    register.move(point, Status.FULFILLED, happened_on="2026-03-01", why="Letter 5.")
    assert read(register).points == ()
    past = look_back(register, AsOf(day=date(2025, 12, 31)))
    then = owed(past.reader, Request(name=ReportName.OWED), past.clock.today())
    assert (refs(then.points), then.today) == (["PK-BY/1"], date(2025, 12, 31))
    past.close()


def test_an_agency_that_is_not_there_and_a_language_there_is_not_are_refused(register):
    with pytest.raises(NotFoundError, match="no longer in the register"):
        read(register, agency=OrganisationId(new_id()))
    with pytest.raises(InvalidValueError, match="Reports are written in"):
        read(register, language="fr")
    with pytest.raises(InvalidValueError, match="takes no sector"):
        report_of(register.reader, Request(name=ReportName.OWED, sector="Energy"), TODAY)


# --- the counts ---------------------------------------------------------------------------------


def fill(register, draws):
    """Enter points as drawn: lead, other side's lead and support by number, status, strength."""
    bodies = [
        *(body(register, f"Ministry {number}") for number in range(4)),
        body(register, "Theirs", country="BY"),
    ]

    def enter(acts):
        for number, (kind, place, lead, helping, strength, marked) in enumerate(draws):
            known = statuses(kind.family)
            held = Commitment(
                id=CommitmentId(new_id()),
                ref=f"PK-BY/P/{number}",
                relation="PK-BY",
                kind=kind,
                title=f"Point {number}",
                owed_by="PK+BY",
                status=known[place % len(known)],
                owner=None if lead is None else bodies[lead],
                counterpart=bodies[4] if number % 3 else None,
                strength=None if strength is None else Strength(strength),
                classification="Restricted" if marked else "",
            )
            draft = held.status is Status.DRAFT
            due = Timing(edtf=str(2024 + number % 4), basis=Basis.STATED)
            acts.propose(held, timing=None if draft else due, happened_on="2025-03-01")
            for each in helping:
                if bodies[each] != held.owner:
                    acts.support(held.id, bodies[each])

    register.together("Points", enter)


def check_counts(register):
    found = read(register)
    expected = register.reader.count(OPEN, TODAY)
    once = {each.row.id for each in found.points}
    assert len(found.points) == len(once) == expected
    assert sum(number for _, number in found.urgencies) == expected
    assert found.unled == sum(not each.row.owner for each in found.points)
    assert {each.row.id for one in found.accounts for each in one.beside} <= once
    document = owed_document(found)
    assert {each.total for each in document.blocks if isinstance(each, Counts)} <= {expected}
    form = owed_form(found)
    assert form["counts"]["points"] == sum(len(each["leads"]) for each in form["agencies"])
    assert form["counts"]["points"] == sum(form["counts"]["urgency"].values()) == expected
    if expected:
        listed = sum(len(each.points) + len(each.beside) for each in found.accounts)
        assert len([*document.tables[-1].rows]) == listed
    part = read(register, unmarked=True)
    assert len(part.points) + part.left_out == expected


DRAWS = st.lists(
    st.tuples(
        st.sampled_from([Kind.ACTION, Kind.VISIT, Kind.MOU]),
        st.integers(0, 20),
        st.none() | st.integers(0, 3),
        st.sets(st.integers(0, 3), max_size=3),
        st.none() | st.integers(0, 5),
        st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.slow
@given(draws=DRAWS)
@settings(max_examples=40)
def test_whatever_the_points_are_each_is_counted_once_with_its_lead(draws):
    with tempfile.TemporaryDirectory() as name:
        register = seated(created(Path(name) / "r.servanda"))
        fill(register, draws)
        check_counts(register)
        register.store.close()


@pytest.mark.slow
def test_five_thousand_points_are_each_counted_once(register):
    kinds = (Kind.ACTION, Kind.VISIT, Kind.MOU)
    fill(
        register,
        [
            (
                kinds[n % 3],
                n,
                None if n % 9 == 0 else n % 4,
                {n % 4, (n + 1) % 4},
                n % 6,
                n % 50 == 0,
            )
            for n in range(5_000)
        ],
    )
    check_counts(register)
