"""The brief: what it covers, that its counts add up, what it never says."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.as_of import AsOf
from app.domain.errors import InvalidValueError
from app.domain.gaps import Gap
from app.domain.identity import OrganisationId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status, statuses
from app.domain.particulars import NoteBasis, Organisation, Source
from app.domain.reports.brief import MOST_PRESSING, Place
from app.domain.reports.brief_document import brief_document
from app.domain.reports.document import texts
from app.domain.reports.request import ReportName, Request
from app.domain.terms import Renewal
from app.domain.timing import Basis, Timing
from app.services.asof import look_back
from app.services.reports.brief import brief, brief_report
from app.services.reports.brief_form import brief_form
from tests.services.reports.sessions import made, two_sessions
from tests.store.desks import created, seated

TODAY = date(2026, 11, 22)
ASKED = Request(name=ReportName.BRIEF)


@pytest.fixture
def minsk(sample):
    """The brief on the Prime Minister's visit to Minsk."""
    return brief(sample.reader, replace(ASKED, meeting=sample.reader.find("VIS-2025-04/01")), TODAY)


@pytest.fixture
def ninth(register):
    """Two sessions, and a way to read the brief for the ninth."""
    eighth, ninth = two_sessions(register)

    def read(**asked):
        return brief(register.reader, replace(ASKED, meeting=ninth, **asked), TODAY)

    read.eighth, read.ninth = eighth, ninth
    return read


def said(found):
    return "\n".join(texts(brief_document(found)))


def places(found):
    return {each.row.ref.removeprefix("PK-BY/"): each.place for each in found.points}


# --- what it covers ------------------------------------------------------------------------------


def test_the_visit_to_minsk_stands_on_the_session_before_and_says_where_all_points_stand(minsk):
    assert minsk.about.previous.row.ref == "PK-BY/JMC-8/01"
    assert minsk.about.place == "Minsk"
    assert dict(minsk.places) == {
        Place.DONE: 2,
        Place.TEXT: 9,
        Place.NOTED: 4,
        Place.LATE: 4,
        Place.SOON: 1,
        Place.UNDATED: 19,
    }
    assert len(minsk.points) == 39
    assert [each.row.ref for each in minsk.pressing] == [
        f"PK-BY/{each}"
        for each in ("SUM-2024-11/18", "SUM-2024-11/20", "JMC-8/23", "JMC-8/18", "JMC-8/30")
    ]
    assert {each.row.ref for each in minsk.moved} == {
        "PK-BY/SUM-2024-11/21", "PK-BY/SUM-2024-11/22", "PK-BY/JMC-8/23",
    }  # fmt: skip


def test_it_says_when_the_visit_was_and_from_which_sources_it_knows(minsk):
    written = said(minsk)
    assert "Pakistan – Belarus · Held: 11 Apr 2025 · \u2068Minsk\u2069" in written
    assert "Late: 4, the longest by 726 days" in written
    assert "Of 23 of them no report is held: what was done is not known." in written
    assert "Sources disagree on the date." in written
    assert [each.number for each in minsk.sources] == [1, 2, 3, 4]
    assert minsk.about.sources == (4,)
    assert "11 Apr 2025" in written.rsplit("Sources", 1)[1]


def test_a_point_known_to_no_source_refers_to_none(register, ninth):
    made(register, "PK-BY/8/1", origin=ninth.eighth)
    cited = made(register, "PK-BY/8/2", origin=ninth.eighth)
    register.cite(cited, Source(id=SourceId(new_id()), title="A report"), paragraph="3")
    found = {each.row.ref: each.sources for each in ninth().points}
    assert found == {"PK-BY/8/1": (), "PK-BY/8/2": (1,)}


def test_the_meeting_itself_is_no_point_of_its_brief(register, ninth):
    register.amend(ninth.ninth, origin=ninth.eighth)
    assert ninth().points == ()
    assert "Nothing is recorded that belongs in this brief." in said(ninth())


def test_what_waits_for_the_meeting_is_in_it_wherever_it_was_made(register, ninth):
    made(register, "PK-BY/A", timing=Timing(anchor=ninth.ninth))
    made(register, "PK-BY/B")
    assert places(ninth()) == {"A": Place.SOON}


def test_what_falls_due_around_the_meeting_is_in_it_and_what_comes_later_is_not(register, ninth):
    for ref, day in (("A", "2027-03-01"), ("B", "2027-03-02"), ("C", "2025-01-01")):
        made(register, f"PK-BY/{ref}", timing=Timing(edtf=day))
    assert places(ninth()) == {"A": Place.SOON, "C": Place.LATE}


def test_drafts_are_counted_and_stand_nowhere(register, ninth):
    made(register, "PK-BY/8/1", origin=ninth.eighth, owed_by="")
    made(register, "PK-BY/8/2", origin=ninth.eighth)
    found = ninth()
    assert (found.uncounted.drafts, [each.row.ref for each in found.points]) == (1, ["PK-BY/8/2"])
    assert "Drafts, which nobody has promised yet and which are not in it: 1." in said(found)


@pytest.mark.parametrize(
    ("host", "told"), [("PK", "Host: \u2068Pakistan\u2069"), ("Astana", "Host: \u2068Astana\u2069")]
)
def test_who_receives_is_named_as_who_owes_is(register, ninth, host, told):
    made(register, "PK-BY/8/1", origin=ninth.eighth, owed_by="PK")
    register.set_meeting(ninth.ninth, host=host)
    written = said(ninth())
    assert told in written
    assert "Pakistan owes: 1" in written


def test_lines_to_take_and_turns_stand_beside_what_needs_a_word(register, ninth):
    point = made(
        register, "PK-BY/8/1", origin=ninth.eighth, line_to_take="Ask for a date.",
        timing=Timing(edtf="2025-06"),
    )  # fmt: skip
    register.pass_ball(point, "BY", since="2026-01-05", letter="77-K")
    register.amend(ninth.ninth, line_to_take="Thank the hosts.")
    written = said(ninth())
    for each in ("Ask for a date.", "Its turn: BY, since 05 Jan 2026", "77-K", "Thank the hosts."):
        assert each in written
    assert "No line to take is recorded" not in written


def test_a_report_without_evidence_has_not_moved_anything(register, ninth):
    one, two = (made(register, f"PK-BY/8/{each}", origin=ninth.eighth) for each in (1, 2))
    register.note(one, "Under way.", happened_on="2026-05-01")
    register.note(two, "Built.", happened_on="2026-05-01", basis=NoteBasis.EVIDENCED)
    found = ninth()
    assert [each.row.ref for each in found.moved] == ["PK-BY/8/2"]
    assert [each.news.note.text for each in found.points] == ["Under way.", "Built."]


def test_what_was_withdrawn_or_superseded_since_has_moved_and_its_day_is_said(register, ninth):
    gone, text, early, asked = (
        made(register, f"PK-BY/8/{number}", origin=ninth.eighth, kind=kind)
        for number, kind in enumerate((Kind.ACTION, Kind.MOU, Kind.ACTION, Kind.ACTION), 1)
    )
    elsewhere = made(register, "PK-BY/5")
    register.move(gone, Status.WITHDRAWN, happened_on="2026-05-04", why="Not needed.")
    register.move(text, Status.SUPERSEDED, happened_on="2026-05", why="Another text.")
    register.move(early, Status.WITHDRAWN, happened_on="2025-02-01", why="Before.")
    register.move(elsewhere, Status.LAPSED, happened_on="2026-06-07", why="Time passed.")
    found = ninth()
    assert {each.row.ref: each.dropped for each in found.moved} == {
        "PK-BY/8/1": "2026-05-04",
        "PK-BY/8/2": "2026-05",
        "PK-BY/5": "2026-06-07",
    }
    assert register.reader.commitment(asked).status is Status.OPEN
    written = said(found)
    assert "Done, dropped or reported on with evidence since" in written
    assert "Withdrawn\n04 May 2026" in written


def test_a_session_of_one_pair_begins_nothing_for_all_pairs(register, ninth):
    done = {"status": Status.FULFILLED, "happened_on": "2024-01-01"}
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    made(register, "PK-KZ/1", relation="PK-KZ", owed_by="KZ", **done)
    found = brief(register.reader, Request(name=ReportName.BRIEF), TODAY)
    assert (found.about.previous, found.since) == (None, None)
    assert "PK-KZ/1" in {each.row.ref for each in found.moved}
    assert "with evidence, as far as recorded" in said(found)
    of_one = brief(register.reader, Request(name=ReportName.BRIEF, relation="PK-BY"), TODAY)
    assert of_one.about.previous.row.ref == "PK-BY/8"


def test_what_is_only_noted_is_named(minsk):
    written = said(minsk)
    assert "Only noted, and owed by nobody: 4" in written
    for number in ("07", "11", "12", "28"):
        assert f"JMC-8/{number} " in written


def test_what_may_have_been_done_before_the_session_is_said_to_be_unsure(register, ninth):
    made(register, "PK-BY/8/1", origin=ninth.eighth, status=Status.FULFILLED, happened_on="2025")
    [point] = ninth().points
    assert (point.moved, point.perhaps) == (False, True)
    assert "Whether before or after that session is not known." in said(ninth())


def test_agreements_come_with_the_days_that_come_next(register, ninth):
    text = made(register, "PK-BY/T", kind=Kind.AGREEMENT, status=Status.IN_FORCE, owed_by="PK+BY")
    register.set_term(
        text,
        starts="2022-02-01", initial="P5Y", renewal=Renewal.TACIT.value, renewal_period="P5Y",
        notice="P1M", notice_event="given", end_convention="anniversary",
    )  # fmt: skip
    [term] = ninth().terms
    assert [day for _, day in term.turns] == [date(2027, 1, 1), date(2027, 2, 1)]
    assert "Last day for notice: 01 Jan 2027" in said(ninth())


def test_an_agency_and_a_sector_have_briefs_of_their_own(sample):
    reader = sample.reader
    [drap] = reader.organisations_named("DRAP")
    agency = brief(reader, replace(ASKED, agency=drap.id), TODAY)
    assert {each.row.owner for each in agency.points} == {"DRAP"}
    assert said(agency).startswith("Brief: Agency: \u2068DRAP\u2069")
    sector = brief(reader, replace(ASKED, sector="health"), TODAY)
    assert {each.row.sector for each in sector.points} == {"health"}
    assert sector.about.previous.row.ref == "PK-BY/JMC-8/01"


def test_without_a_choice_it_covers_all_between_the_two_countries(sample):
    found = brief(sample.reader, ASKED, TODAY)
    # 76 commitments; 7 took place, 2 are papers of meetings, 1 is a draft
    assert len(found.points) + found.uncounted.drafts == 66 + 1 - 0
    assert found.uncounted.drafts == 1
    assert {gap for gap, _ in found.gaps} >= {Gap.ENTRY_INTO_FORCE}


def test_of_a_past_day_it_tells_what_had_happened(sample):
    with_past = look_back(sample, AsOf(day=date(2025, 4, 1)))
    try:
        reader = with_past.reader
        asked = replace(ASKED, meeting=reader.find("SUM-2024-11/22"))
        found = brief(reader, asked, date(2025, 4, 1))
    finally:
        with_past.close()
    assert found.about.meeting.held == ""
    assert found.about.previous.row.ref == "PK-BY/JMC-8/01"
    assert places(found)["JMC-8/23"] is Place.LATE
    assert "Planned: Feb 2025, likely" in said(found)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"sector": "health"}, "about one thing"),
        ({"relation": "PK-CN"}, "a meeting of PK-BY"),
    ],
)
def test_two_subjects_or_another_pair_are_refused(sample, wrong, sentence):
    asked = replace(ASKED, meeting=sample.reader.find("JMC-8/30"), **wrong)
    with pytest.raises(InvalidValueError, match=sentence):
        brief(sample.reader, asked, TODAY)


def test_what_is_no_meeting_has_no_brief_as_one(sample):
    asked = replace(ASKED, meeting=sample.reader.find("JMC-8/05"))
    with pytest.raises(InvalidValueError, match="is a project and no meeting"):
        brief(sample.reader, asked, TODAY)


def test_a_marked_meeting_cannot_leave_marked_points_out(register, ninth):
    register.amend(ninth.ninth, classification="Secret")
    with pytest.raises(InvalidValueError, match="marked itself"):
        ninth(unmarked=True)
    assert ninth().frame.marks == ("Secret",)


def test_an_empty_register_has_a_brief_that_says_so(register):
    assert "Nothing is recorded that belongs in this brief." in said(
        brief(register.reader, ASKED, TODAY)
    )


# --- marked points -------------------------------------------------------------------------------


def test_marked_points_and_their_names_are_left_out_and_counted(register, ninth):
    secret = made(
        register, "PK-BY/8/1", origin=ninth.eighth, title="ZQX secret", classification="Secret"
    )
    hangs = made(
        register, "PK-BY/8/2", origin=ninth.eighth,
        timing=Timing(anchor=secret, words="once ZQX is over"),
    )  # fmt: skip
    made(
        register, "PK-BY/8/3", origin=ninth.eighth, kind=Kind.MOU, status=Status.SIGNED,
        title="ZQX text", classification="Secret",
    )  # fmt: skip
    found = ninth(unmarked=True)
    assert [each.row.id for each in found.points] == [hangs]
    assert found.left_out == 2
    assert "ZQX" not in said(found)
    assert "ZQX" not in str(brief_form(found, "title"))
    assert "ZQX" in said(ninth())
    assert ninth().left_out == 0


# --- the counts ----------------------------------------------------------------------------------


@given(seed=st.integers(0, 2**32), size=st.integers(0, 25))
@settings(max_examples=12)
def test_every_point_is_in_one_place_and_in_one_part_of_the_pages(seed, size, tmp_path_factory):
    chance = random.Random(seed)  # noqa: S311 - a register, no secret
    path = created(tmp_path_factory.mktemp("brief") / "r.servanda")
    register = seated(path)
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    eighth, ninth = two_sessions(register)
    for number in range(size):
        kind = chance.choice([Kind.ACTION, Kind.VISIT, Kind.MOU, Kind.PROTOCOL])
        made(
            register,
            f"PK-BY/8/{number}",
            kind=kind,
            origin=chance.choice([eighth, None]),
            status=chance.choice(statuses(kind.family)),
            owed_by=chance.choice(["PK", "BY", "PK+BY"]),
            classification=chance.choice(["", "", "Secret"]),
            timing=chance.choice(
                [Timing(basis=Basis.NOT_STATED), Timing(edtf="2025"), Timing(edtf="2027-02")]
            ),
        )
    for unmarked in (False, True):
        asked = replace(ASKED, meeting=ninth, unmarked=unmarked)
        found = brief(register.reader, asked, TODAY)
        form = brief_form(found, "title")
        assert sum(number for _, number in found.places) == len(found.points)
        assert len({each.row.id for each in found.points}) == len(found.points)
        counts = form["counts"]
        assert counts["points"] == len(form["points"])
        assert counts["owed"] == sum(each["owed"] for each in form["points"])
        document = brief_document(found)
        shown = "\n".join(texts(document))
        hidden = max(0, len(found.pressing) - MOST_PRESSING)
        assert ("Not named here" in shown) >= (hidden > 0)
        assert document.facts.left_out == form["left_out_count"]
    whole = brief(register.reader, replace(ASKED, meeting=ninth), TODAY)
    kept = brief(register.reader, replace(ASKED, meeting=ninth, unmarked=True), TODAY)
    marked = {each.row.id for each in whole.points if each.row.classification}
    assert len(whole.points) - len(marked) == len(kept.points)
    register.close()


def test_json_says_what_the_pages_say(minsk):
    form = brief_form(minsk, "The visit")
    assert (form["schema"], form["report"]) == (1, "brief")
    assert form["counts"] == {
        "points": 39, "done": 2, "text": 9, "noted": 4, "late": 4, "soon": 1, "undated": 19,
        "owed": 24, "without_report": 23, "drafts": 0,
        "events": 1, "internal_meetings": 0, "papers_of_meetings": 1,
    }  # fmt: skip
    assert form["about"]["ref"] == "PK-BY/VIS-2025-04/01"
    assert form["about"]["session_before"] == "PK-BY/JMC-8/01"
    [ninth] = [each for each in form["points"] if each["ref"] == "PK-BY/JMC-8/30"]
    assert (ninth["place"], ninth["lead_presumed"], ninth["needs_a_word"]) == ("soon", True, True)
    assert ninth["due"]["words"] == "2026, day not agreed"


@pytest.mark.parametrize("language", ["ru", "ur"])
def test_it_speaks_the_language_asked_for(sample, language):
    asked = replace(ASKED, meeting=sample.reader.find("VIS-2025-04/01"), language=language)
    report = brief_report(sample.reader, asked, TODAY)
    assert report.document.upright
    english = set(texts(brief_report(sample.reader, replace(asked, language="en"), TODAY).document))
    here = set(texts(report.document))
    names = {text for text in english & here if not text.startswith(("JMC", "SUM", "VIS", "PK:"))}
    # titles, notes and sources are the register's own; no sentence of ours is among them
    assert not any("recorded" in each or "owes" in each for each in names)


def test_its_file_is_named_after_what_it_is_about(sample):
    asked = replace(ASKED, meeting=sample.reader.find("VIS-2025-04/01"))
    assert brief_report(sample.reader, asked, TODAY).file_name == (
        "brief-PK-BY-VIS-2025-04-01-2026-11-22"
    )


def test_an_agency_named_in_another_script_gives_a_name_for_a_file(register):
    body = Organisation(id=OrganisationId(new_id()), name="وزارتِ تجارت / تعاون", country="PK")
    register.add_organisation(body)
    asked = replace(ASKED, agency=body.id)
    assert brief_report(register.reader, asked, TODAY).file_name == (
        "brief-وزارت-تجارت-تعاون-2026-11-22"
    )
