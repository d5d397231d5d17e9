"""Session carry-over: every point once, what it says of each, and that the counts add up."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.as_of import AsOf
from app.domain.commitment import Commitment, OwnerBasis, Strength
from app.domain.decisions import Choice, Decision
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status, statuses
from app.domain.particulars import NoteBasis, Organisation
from app.domain.proposals import Reason
from app.domain.query import OPEN
from app.domain.reports.brief import Place, place_of
from app.domain.reports.carry_over import Fate, Unsaid
from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.document import Counts, Paragraph
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Timing
from app.services.asof import look_back
from app.services.reports.carry_over import Asked, carry_over
from app.services.reports.carry_over_form import carry_over_form
from app.services.reports.owed import owed
from app.services.reports.pairs import next_of
from tests.services.reports.sessions import made, two_sessions
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)


@pytest.fixture
def sessions(register):
    return two_sessions(register)


@pytest.fixture
def report(register, sessions):
    """Read the report from the eighth session to the ninth."""

    def read(**asked):
        return carry_over(
            register.reader, Asked(start=sessions[0], end=sessions[1], **asked), TODAY
        )

    return read


@pytest.fixture
def eighth(sample):
    """The report of the sample, from JMC-8 to JMC-9."""
    reader = sample.reader
    asked = Asked(start=reader.find("JMC-8/01"), end=reader.find("JMC-8/30"))
    return carry_over(reader, asked, TODAY)


def body(register, name, country="PK"):
    held = Organisation(id=OrganisationId(new_id()), name=name, acronym=name, country=country)
    register.add_organisation(held)
    return held.id


def cells(report, place=0):
    """The cells of a point by the key of their column."""
    [table] = carry_over_document(report).tables
    row = [*table.rows][place]
    return {column.key: cell.text for column, cell in zip(table.columns, row, strict=True)}


# --- which points there are ---------------------------------------------------------------------


def test_the_sample_says_where_all_points_of_the_eighth_session_stand(eighth):
    assert len(eighth.points) == eighth.tallies.points == eighth.tallies.made == 26
    assert eighth.tallies.lines == (
        (Choice.NOTE, 1), (Choice.REITERATE, 19), (Choice.REVISE, 2), (None, 4),
    )  # fmt: skip
    late = [each for each in eighth.points if each.proposal.reason is Reason.OVERDUE]
    assert [each.row.ref for each in late] == ["PK-BY/JMC-8/18", "PK-BY/JMC-8/23"]
    itself = next(each for each in eighth.points if each.row.ref == "PK-BY/JMC-8/30")
    assert itself.proposal.reason is Reason.ITSELF


def test_language_that_only_notes_is_named_as_such_and_never_still_owed(sample, eighth):
    noted = [each for each in eighth.points if each.fate is Fate.NOTED]
    assert [each.row.ref.rpartition("/")[2] for each in noted] == ["07", "11", "12", "28"]
    assert {each.proposal.choice for each in noted} == {None}
    document = carry_over_document(eighth)
    [table] = document.tables
    rows = {each.row.ref: row for each, row in zip(eighth.points, table.rows, strict=True)}
    for each in noted:
        said = "\n".join(cell.text for cell in rows[each.row.ref])
        assert "only noted" in said
        assert "Only noted: nothing is owed." in said
        assert "owed, " not in said
    sums = [each.line.text for each in document.blocks if isinstance(each, Paragraph)]
    assert sums[0].endswith("− 4 only noted = 22 still to be followed up.")
    form = carry_over_form(eighth)["counts"]
    assert (form["noted"], form["carried"], form["lines"]["none"]) == (4, 22, 4)


@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_the_copy_for_the_other_side_counts_what_is_only_noted_apart_too(sample, language):
    reader = sample.reader
    asked = Asked(
        start=reader.find("JMC-8/01"), end=reader.find("JMC-8/30"), shared=True, language=language
    )
    found = carry_over(reader, asked, TODAY)
    assert (found.tallies.noted, found.tallies.carried) == (4, 22)
    blocks = carry_over_document(found).blocks
    added = next(each.line.text for each in blocks if isinstance(each, Paragraph))
    assert [int(each) for each in re.findall(r"\d+", added)] == [26, 0, 0, 0, 4, 22]


def test_what_is_only_noted_is_never_late(register, sessions, report):
    due = Timing(edtf="2025", basis=Basis.STATED)
    made(register, "PK-BY/8/1", origin=sessions[0], timing=due, strength=Strength.ASPIRATION)
    made(register, "PK-BY/8/2", origin=sessions[0], timing=due)
    assert "late" not in cells(report())["timing"]
    assert "late" in cells(report(), 1)["timing"]
    times = next(
        each for each in carry_over_document(report()).blocks
        if isinstance(each, Counts) and each.name == "In time"
    )  # fmt: skip
    assert [(each.label, each.number) for each in times.counts] == [
        ("Overdue", 1), ("only noted", 1),
    ]  # fmt: skip


def test_an_agreement_without_a_date_says_the_end_that_its_clauses_give(register, sessions, report):
    text = made(register, "PK-BY/8/1", origin=sessions[0], kind=Kind.MOU, status=Status.IN_FORCE)
    register.set_term(text, starts="2022-01-01", initial="P60M", renewal="none")
    found = report()
    [point] = found.points
    assert point.computed == date(2027, 1, 1)
    said = "Period ends on 01 Jan 2027, computed from its clauses"
    assert said in cells(found)["timing"].splitlines()


def test_the_session_before_which_points_are_followed_up_is_the_next_of_its_series(sample):
    reader = sample.reader
    assert next_of(reader, reader.find("JMC-8/01")) == reader.find("JMC-8/30")
    assert next_of(reader, reader.find("JMC-8/30")) is None
    assert next_of(reader, reader.find("SUM-2024-11/01")) is None


def test_points_come_by_paragraph_those_without_one_last(register, sessions, report):
    for number, paragraph in enumerate(("3.10", "", "3.2(a)", "3.2")):
        made(register, f"PK-BY/8/{number}", origin=sessions[0], paragraph=paragraph)
    assert [each.paragraph for each in report().points] == ["3.2", "3.2(a)", "3.10", ""]


def test_what_the_session_restated_is_there_once_under_its_paragraphs_there(
    register, sessions, report
):
    first = made(register, "PK-BY/7", kind=Kind.VISIT, title="A visit", status=Status.HELD)
    point = made(register, "PK-BY/7/1", origin=first, paragraph="9")
    register.add_appearance(point, sessions[0], paragraph="4.10", wording="Reaffirmed.")
    register.add_appearance(point, sessions[0], paragraph="4.2")
    [found] = report().points
    assert (found.paragraph, found.made_here, found.restated) == ("4.2, 4.10", False, "Reaffirmed.")
    assert found.origin.title == "A visit"
    assert (report().tallies.made, report().tallies.restated) == (0, 1)


def test_what_it_made_and_restated_as_well_is_there_once(register, sessions, report):
    point = made(register, "PK-BY/8/1", origin=sessions[0], paragraph="1")
    register.add_appearance(point, sessions[0], paragraph="2")
    assert [(each.paragraph, each.made_here) for each in report().points] == [("1", True)]


def test_papers_events_and_what_was_discarded_are_no_points(register, sessions, report):
    made(register, "PK-BY/8/p", origin=sessions[0], kind=Kind.PROTOCOL)
    made(register, "PK-BY/8/e", origin=sessions[0], event=True, status=Status.HELD, kind=Kind.VISIT)
    register.discard([made(register, "PK-BY/8/b", origin=sessions[0])])
    assert report().points == ()
    [said] = carry_over_document(report()).blocks
    assert said.line.text == "No point is recorded as made or restated at this session."


# --- what is said of each -----------------------------------------------------------------------


def test_the_agreed_wording_is_shown_in_the_language_asked_for_else_the_title(
    register, sessions, report
):
    point = made(register, "PK-BY/8/1", origin=sessions[0], title="Tractors")
    register.add_wording(point, "ru", "Стороны договорились о тракторах.")
    russian, english = report(language="ru"), report()
    assert cells(russian)["point"] == "Стороны договорились о тракторах."
    assert cells(english)["point"] == "Tractors\nTitle; the wording is held only in Russian"


def test_it_is_said_where_it_stood_then_and_where_it_stands_now(register, sessions, report):
    point = made(register, "PK-BY/8/1", origin=sessions[0])
    register.move(point, Status.IN_PROGRESS, happened_on="2025-02-09")
    register.move(point, Status.OPEN, happened_on="2025-02-10")
    register.move(point, Status.FULFILLED, happened_on="2025-02-11", why="Letter 5.")
    [found] = report().points
    assert (found.then, found.row.status) == (Status.OPEN, Status.FULFILLED)
    assert cells(report())["status"] == "Then: Open\nNow: Implemented"


def test_where_it_stood_then_is_what_a_look_back_shows(sample, eighth):
    past = look_back(sample, AsOf(day=date(2025, 2, 10)))
    for point in eighth.points:
        assert past.reader.row(point.row.id).status is point.then, point.row.ref
    past.close()


def test_what_was_made_after_the_session_stood_nowhere_then(register, sessions, report):
    facts = {"origin": sessions[0], "happened_on": "2025-03-20"}
    made(register, "PK-BY/8/1", made_on="2025-03-20", **facts)
    made(register, "PK-BY/8/2", **facts)
    assert [each.then for each in report().points] == [Unsaid.LATER, Unsaid.UNKNOWN]
    assert cells(report())["status"] == "Then: made later\nNow: Open"
    assert cells(report(), 1)["status"] == "Then: not known\nNow: Open"
    assert report().tallies.then == ((Unsaid.LATER, 1), (Unsaid.UNKNOWN, 1))
    form = carry_over_form(report())
    assert form["counts"]["then"] == {"made later": 1, "not known": 1}
    assert [(each["status_then"], each["made_later"]) for each in form["points"]] == [
        (None, True), (None, False),
    ]  # fmt: skip


def test_a_draft_entered_after_the_session_is_not_said_to_have_been_one_then(
    register, sessions, report
):
    made(register, "PK-BY/8/1", origin=sessions[0], owed_by="", happened_on="")
    assert [each.row.status for each in report().points] == [Status.DRAFT]
    assert [each.then for each in report().points] == [Unsaid.UNKNOWN]


def test_a_draft_that_was_in_the_register_on_the_day_of_the_session_was_one(
    register, sessions, report
):
    later = made(
        register, "PK-BY/L", kind=Kind.SESSION, status=Status.HELD, happened_on="2026-11-22"
    )
    made(register, "PK-BY/L/1", origin=later, owed_by="", happened_on="")
    tenth = made(register, "PK-BY/X", kind=Kind.SESSION)
    found = carry_over(register.reader, Asked(start=later, end=tenth), TODAY)
    assert [each.then for each in found.points] == [Status.DRAFT]


@pytest.mark.parametrize(
    ("moved", "then"),
    [
        ("2025-02-09", Status.IN_PROGRESS),
        ("2025-02", Unsaid.UNKNOWN),
        ("2025-02-11", Status.OPEN),
    ],
)
def test_a_move_that_may_have_come_before_or_after_leaves_open_where_it_stood(
    register, sessions, report, moved, then
):
    point = made(register, "PK-BY/8/1", origin=sessions[0], happened_on="2025-02-01")
    register.move(point, Status.IN_PROGRESS, happened_on=moved)
    register.move(point, Status.ON_HOLD, happened_on="2025-06-01", why="x", review_on="2027")
    assert [each.then for each in report().points] == [then]


@pytest.mark.parametrize(
    ("opened", "then"), [("2025-02-10", Status.OPEN), ("2025-02-01", Unsaid.UNKNOWN)]
)
def test_what_was_agreed_that_very_day_stood_so_though_it_was_done_nobody_says_when(
    register, sessions, report, opened, then
):
    point = made(register, "PK-BY/8/1", origin=sessions[0], happened_on=opened)
    register.move(point, Status.FULFILLED, happened_on="[..2026-11-20]", why="Letter 5.")
    assert [each.then for each in report().points] == [then]


def test_of_what_was_carried_out_nothing_more_is_proposed(register, sessions, report):
    point = made(register, "PK-BY/8/1", origin=sessions[0])
    register.move(sessions[1], Status.HELD, happened_on="2026-11-20")
    chosen = Decision(
        id="", commitment=point, session=sessions[0], upcoming=sessions[1],
        choice=Choice.NOTE, why="Letter 5.",
    )  # fmt: skip
    register.decide(chosen)
    register.apply_decisions(register.reader.decisions(*sessions))
    assert cells(report())["line"] == (
        "Chosen: Note fulfilment\nLetter 5.\nCarried out on 20 Nov 2026"
    )


def test_a_session_of_unknown_day_leaves_open_where_points_stood(register, report, sessions):
    other = made(register, "PK-BY/O", kind=Kind.SESSION)
    made(register, "PK-BY/O/1", origin=other)
    found = carry_over(register.reader, Asked(start=other, end=sessions[1]), TODAY)
    assert [each.then for each in found.points] == [Unsaid.UNKNOWN]
    assert found.tallies.then == ((Unsaid.UNKNOWN, 1),)


def test_the_first_date_and_the_one_that_counts_stand_side_by_side(register, sessions, report):
    point = made(
        register, "PK-BY/8/1", origin=sessions[0], timing=Timing(edtf="2025-06", basis=Basis.STATED)
    )
    register.postpone(point, Timing(edtf="2026-09", basis=Basis.STATED), agreed_by="protocol")
    assert cells(report())["timing"].splitlines() == [
        "First: Jun 2025",
        "Now: Sep 2026",
        "53 days late",
        "Now due at least 428 days later than first promised, up to 486.",
    ]


def test_the_last_report_with_evidence_is_shown_and_a_later_one_without_is_told_apart(
    register, sessions, report
):
    ministry = body(register, "MoIP")
    point = made(register, "PK-BY/8/1", origin=sessions[0])
    for text, day, basis in (
        ("Old.", "2025-05-01", NoteBasis.EVIDENCED),
        ("Contract signed.", "2025-09", NoteBasis.EVIDENCED),
        ("Nearly there.", "2026-03-01", NoteBasis.SELF_REPORTED),
        ("Before that.", "2025-08-01", NoteBasis.SELF_REPORTED),
    ):
        register.note(point, text, happened_on=day, basis=basis, reporter=ministry, letter="7-3/25")
    assert cells(report())["progress"] == (
        "Sep 2025, \u2068MoIP\u2069, letter \u20687-3/25\u2069, with evidence\nContract signed.\n"
        "01 Mar 2026, \u2068MoIP\u2069, letter \u20687-3/25\u2069, self-reported\nNearly there."
    )


def test_the_other_side_is_the_second_of_the_pair(register, sessions, report):
    ours, theirs = body(register, "MoIP"), body(register, "MTW", "BY")
    point = made(register, "PK-BY/8/1", origin=sessions[0], owner=ours, counterpart=theirs)
    register.note(point, "They want more time.", happened_on="2026-01-10", reporter=theirs)
    register.note(point, "We are ready.", happened_on="2026-02-10", reporter=ours)
    register.pass_ball(point, "BY", since="2026-02-11", letter="12/26")
    shown = cells(report())
    assert shown["owed"] == "both sides\nPK: \u2068MoIP\u2069\nBY: \u2068MTW\u2069"
    assert shown["position"] == (
        "10 Jan 2026, \u2068MTW\u2069, self-reported\nThey want more time.\n"
        "Its turn: BY, since 11 Feb 2026, letter \u206812/26\u2069"
    )


def test_a_lead_that_no_source_names_is_said_to_be_presumed(register, sessions, report):
    ours = body(register, "MoIP")
    made(register, "PK-BY/8/1", origin=sessions[0], owner=ours, owner_basis=OwnerBasis.PRESUMED)
    assert "\u2068MoIP\u2069, presumed" in cells(report())["owed"]


def test_what_the_officer_chose_stands_before_what_is_proposed(register, sessions, report):
    point = made(register, "PK-BY/8/1", origin=sessions[0])
    chosen = Decision(
        id="", commitment=point, session=sessions[0], upcoming=sessions[1],
        choice=Choice.DROP, why="Overtaken.", status="lapsed",
    )  # fmt: skip
    register.decide(chosen)
    assert cells(report())["line"] == (
        "Chosen: Drop\nOvertaken.\nProposed: Reiterate\nStill owed, no deadline."
    )
    assert report().tallies.lines == ((Choice.DROP, 1),)


def test_a_choice_for_another_session_is_not_shown(register, sessions, report):
    point = made(register, "PK-BY/8/1", origin=sessions[0])
    tenth = made(register, "PK-BY/10", kind=Kind.SESSION)
    register.decide(
        Decision(
            id="", commitment=point, session=sessions[0], upcoming=tenth, choice=Choice.REITERATE
        )
    )
    assert report().points[0].decision is None


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "shared", "words"),
    [
        ("PK-BY/8", "PK-BY/8", False, "own points"),
        ("PK-BY/8", "PK-BY/P", False, "no meeting"),
        ("PK-BY/8", "PK-BY/B", False, "bin"),
        ("PK-BY/8", "PK-BY/I", True, "internal meeting"),
        ("PK-BY/I", "PK-BY/9", True, "internal meeting"),
        ("PK-BY/M", "PK-BY/9", True, "marked"),
        ("PK-BY/8", "TR/9", False, "two pairs"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(
    register, sessions, start, end, shared, words
):
    made(register, "PK-BY/P", kind=Kind.PROTOCOL)
    register.discard([made(register, "PK-BY/B", kind=Kind.SESSION)])
    made(register, "PK-BY/I", kind=Kind.INTERNAL_MEETING)
    made(register, "PK-BY/M", kind=Kind.SESSION, classification="Restricted")
    register.add_relation("PK-TR", "Pakistan", "Türkiye")
    register.propose(
        Commitment(
            id=CommitmentId(new_id()), ref="TR/9", relation="PK-TR", kind=Kind.SESSION, title="T"
        )
    )
    find = register.reader.find
    with pytest.raises(InvalidValueError, match=words):
        carry_over(register.reader, Asked(start=find(start), end=find(end), shared=shared), TODAY)


def test_a_language_there_is_not_is_refused(report):
    with pytest.raises(InvalidValueError, match="English"):
        report(language="fr")


# --- marked points, and the copy for the other side ----------------------------------------------


def test_marked_points_are_left_out_where_that_is_asked_and_counted(register, sessions, report):
    made(register, "PK-BY/8/1", origin=sessions[0])
    made(register, "PK-BY/8/2", origin=sessions[0], classification="Restricted")
    whole, part = report(), report(unmarked=True)
    assert (len(whole.points), whole.left_out, whole.marks) == (2, 0, ("Restricted",))
    assert (len(part.points), part.left_out, part.marks) == (1, 1, ())
    lines = {each.name: each.value for each in carry_over_document(part).lines}
    assert lines["Points left out"] == "1"


def test_the_copy_for_the_other_side_names_what_is_left_out_but_nothing_internal(
    register, sessions, report
):
    made(register, "PK-BY/8/1", origin=sessions[0], title="Tractors")
    made(register, "PK-BY/8/2", origin=sessions[0], classification="Restricted")
    copied = report(shared=True)
    [table] = carry_over_document(copied).tables
    assert [each.key for each in table.columns] == [
        "paragraph",
        "point",
        "owed",
        "timing",
        "status",
    ]
    assert (copied.left_out, cells(copied)["paragraph"]) == (1, "–")
    form = carry_over_form(copied)
    assert (form["left_out_count"], form["copy_for_other_side"]) == (1, True)
    assert not {"proposed", "decision", "ball", "evidenced", "ref"} & form["points"][0].keys()


# --- the counts ---------------------------------------------------------------------------------


def fill(register, count, draw):
    """Enter two sessions and so many points, made or restated at the former, in any status."""
    eighth, ninth = two_sessions(register)
    first = made(register, "PK-BY/1", kind=Kind.VISIT)

    def enter(acts):
        for number in range(count):
            kind, status, restated, marked, strength = draw(number)
            held = Commitment(
                id=CommitmentId(new_id()),
                ref=f"PK-BY/P/{number}",
                relation="PK-BY",
                kind=kind,
                title=f"Point {number}",
                owed_by="PK+BY",
                status=status,
                origin=first if restated else eighth,
                paragraph=f"{number % 7}.{number}",
                classification="Restricted" if marked else "",
                strength=None if strength is None else Strength(strength),
            )
            timing = Timing(edtf=str(2024 + number % 4), basis=Basis.STATED)
            acts.propose(held, timing=timing, happened_on="2025-03-01")
            for paragraph in range(restated):
                acts.add_appearance(held.id, eighth, paragraph=str(paragraph))

    register.together("Points", enter)
    return eighth, ninth


def check_counts(register, sessions, count):
    asked = Asked(start=sessions[0], end=sessions[1])
    found = carry_over(register.reader, asked, TODAY)
    tallies = found.tallies
    assert len(found.points) == len({each.row.id for each in found.points}) == count
    assert tallies.points == tallies.made + tallies.restated == count
    settled = tallies.done + tallies.dropped
    assert tallies.carried == count - settled - tallies.drafts - tallies.noted
    assert tallies.carried + tallies.noted == sum(
        number for status, number in tallies.now if status.phase.pending
    )
    check_agreement(register, found)
    for column in (tallies.then, tallies.now, tallies.lines):
        assert sum(number for _, number in column) == count
    document = carry_over_document(found)
    columns = [each for each in document.blocks if isinstance(each, Counts)]
    assert {each.total for each in columns} <= {count}
    assert len(columns) == (4 if count else 0)
    assert sum(len([*table.rows]) for table in document.tables) == count
    copied = carry_over(
        register.reader, Asked(start=sessions[0], end=sessions[1], shared=True), TODAY
    )
    assert copied.left_out + len(copied.points) == count
    form = carry_over_form(found)
    assert len(form["points"]) == form["counts"]["points"] == count
    assert [each["ref"] for each in form["points"]] == [each.row.ref for each in found.points]
    return found


def check_agreement(register, found):
    """What is carried over is what the list and the report on what is owed count; see `fill`."""
    ours = {each.row.id for each in found.points}
    fates = {each.row.id: each.fate for each in found.points}
    listed = {row.id for row, *_ in register.reader.each_commitment(OPEN, TODAY)} & ours
    asked = owed(register.reader, Request(name=ReportName.OWED), TODAY)
    reported = {each.row.id for each in asked.points} & ours
    carried = {identity for identity, fate in fates.items() if fate is Fate.CARRIED}
    assert carried == listed == reported
    assert (found.tallies.noted, found.tallies.drafts) == (
        asked.uncounted.noted,
        asked.uncounted.drafts,
    )
    places = [place_of(each.row, TODAY, TODAY) for each in found.points if each.fate is Fate.NOTED]
    assert set(places) <= {Place.NOTED, Place.TEXT}


POINTS = st.lists(
    st.tuples(
        st.sampled_from([Kind.ACTION, Kind.VISIT, Kind.MOU]),
        st.integers(0, 20),
        st.integers(0, 2),
        st.booleans(),
        st.sampled_from([None, *range(6)]),
    ),
    max_size=12,
)


@pytest.mark.slow
@given(points=POINTS)
@settings(max_examples=40)
def test_whatever_the_points_are_the_counts_add_up(points):
    with tempfile.TemporaryDirectory() as name:
        register = seated(created(Path(name) / "r.servanda"))

        def draw(number):
            kind, place, restated, marked, strength = points[number]
            known = statuses(kind.family)
            return kind, known[place % len(known)], restated, marked, strength

        check_counts(register, fill(register, len(points), draw), len(points))
        register.store.close()


@pytest.mark.slow
def test_five_thousand_points_are_there_once_and_their_counts_add_up(register):
    known = {kind: statuses(kind.family) for kind in (Kind.ACTION, Kind.VISIT, Kind.MOU)}
    kinds = tuple(known)

    def draw(number):
        kind = kinds[number % 3]
        status = known[kind][number % len(known[kind])]
        return kind, status, number % 3, number % 50 == 0, (None, *range(6))[number % 7]

    sessions = fill(register, 5_000, draw)
    check_counts(register, sessions, 5_000)
