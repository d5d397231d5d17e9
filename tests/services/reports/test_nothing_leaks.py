"""What is left out of a report is named nowhere in it: no title, no date's words, no agency."""

from __future__ import annotations

import json
from datetime import date

import pytest

from app.domain.errors import InvalidValueError
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.letters import LetterForm
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.reports.document import texts
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Timing
from app.services.acts.letters import Addressed
from app.services.reports.catalogue import made as report_of
from app.services.reports.pack import gathered
from app.services.reports.pack_plan import PackAsked
from tests.services.lettering import sent
from tests.services.reports.sessions import made, two_sessions

TODAY = date(2026, 11, 22)


@pytest.fixture
def sessions(register):
    return two_sessions(register)


def written(register, name, **asked):
    """All that a report says, on its pages and as JSON."""
    report = report_of(register.reader, Request(name=name, **asked), TODAY)
    form = json.dumps(report.form(), ensure_ascii=False)
    return "\n".join([*texts(report.document), form])


def follow_up(register, sessions, **asked):
    return report_of(
        register.reader,
        Request(name=ReportName.CARRY_OVER, meeting=sessions[0], until=sessions[1], **asked),
        TODAY,
    )


def body(register, name):
    held = Organisation(id=OrganisationId(new_id()), name=name, country="PK")
    register.add_organisation(held)
    return held.id


# --- the copy for the other side ----------------------------------------------------------------


@pytest.fixture
def mixed(register, sessions):
    """A session with an agreed point, a draft and an internal meeting."""
    made(register, "PK-BY/1", title="Agreed point", origin=sessions[0])
    made(register, "PK-BY/2", title="Our secret idea", origin=sessions[0], owed_by="", timing=None)
    made(
        register, "PK-BY/3", title="Our own talk", origin=sessions[0],
        kind=Kind.INTERNAL_MEETING, status=Status.HELD,
    )  # fmt: skip
    return sessions


def test_drafts_and_internal_meetings_are_left_out_of_the_copy_and_counted(register, mixed):
    copied = follow_up(register, mixed, shared=True)
    said = "\n".join(texts(copied.document))
    assert "Agreed point" in said
    assert [each for each in ("secret", "own talk", "Draft", "draft") if each in said] == []
    assert (copied.points, copied.left_out, copied.form()["counts"]["points"]) == (1, 2, 1)


def test_our_own_lists_drafts_and_says_so_but_no_internal_meeting(register, mixed):
    own = follow_up(register, mixed)
    said = "\n".join(texts(own.document))
    assert (own.points, own.left_out) == (2, 0)
    assert "Drafts, which nobody has promised yet: 1 of these points." in said
    assert "Our own talk" not in said


def test_where_all_is_left_out_it_is_not_said_that_nothing_is_recorded(register, sessions):
    made(register, "PK-BY/2", title="Idea", origin=sessions[0], owed_by="", timing=None)
    said = "\n".join(texts(follow_up(register, sessions, shared=True).document))
    assert "No point of this session is left to be shown." in said
    assert "No point is recorded" not in said


# --- marked sessions ----------------------------------------------------------------------------


@pytest.mark.parametrize("place", [0, 1])
def test_a_marked_session_cannot_be_followed_up_without_marked_points(register, sessions, place):
    register.amend(sessions[place], classification="Secret")
    with pytest.raises(InvalidValueError, match="marked itself") as refused:
        follow_up(register, sessions, unmarked=True)
    assert "PK-BY" not in str(refused.value)
    assert follow_up(register, sessions).form()["classifications"] == ["Secret"]


def test_a_pack_leaves_the_follow_up_of_a_marked_session_out_and_says_so(register, sessions):
    eighth, ninth = sessions
    register.amend(eighth, classification="Secret")
    made(register, "PK-BY/1", title="Agreed point", origin=eighth)
    asked = PackAsked(
        reports=(ReportName.BRIEF, ReportName.CARRY_OVER), meeting=ninth, unmarked=True
    )
    pack = gathered(register.reader, asked, TODAY)
    [left] = pack.contents.not_made
    assert (left.name, "marked itself" in left.why) == ("carry-over", True)
    assert [name for name, data in pack.files.items() if b"Eighth session" in data] == []


@pytest.mark.parametrize("meeting", [True, False])
def test_a_brief_names_no_marked_session_before(register, sessions, meeting):
    eighth, ninth = sessions
    register.amend(eighth, classification="Secret")
    made(register, "PK-BY/1", title="Agreed point", origin=eighth)
    asked = {"meeting": ninth} if meeting else {}
    whole = written(register, ReportName.BRIEF, **asked)
    openly = written(register, ReportName.BRIEF, unmarked=True, **asked)
    assert "Eighth session" in whole
    assert [each for each in ("Eighth session", "PK-BY/8", "10 Feb 2025") if each in openly] == []
    assert "Agreed point" in openly


# --- what stands beside a point -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (ReportName.UNIDENTIFIED, {}),
        (ReportName.CHANGED_SINCE, {"since": "2025-01-01"}),
        (ReportName.OWED, {}),
        (ReportName.BRIEF, {}),
        (ReportName.HANDOVER, {}),
    ],
    ids=str,
)
def test_a_date_that_follows_a_marked_point_is_not_told_in_a_sources_words(register, name, asked):
    marked = made(register, "PK-BY/1", title="Quince", classification="Secret")
    made(
        register, "PK-BY/2", title="An open point", status=Status.IN_PROGRESS,
        timing=Timing(anchor=marked, words="a month after Quince", basis=Basis.STATED),
    )  # fmt: skip
    assert "Quince" in written(register, name, **asked)
    openly = written(register, name, unmarked=True, **asked)
    assert "Quince" not in openly
    assert "An open point" in openly


@pytest.mark.parametrize("name", [ReportName.OWED, ReportName.HANDOVER], ids=str)
def test_an_agency_with_marked_points_alone_is_not_named(register, name):
    ministry = body(register, "Ministry of Quinces")
    point = made(
        register, "PK-BY/1", title="Quince", classification="Secret", owner=ministry,
        timing=Timing(edtf="2026-12-01", basis=Basis.STATED), status=Status.OPEN,
    )  # fmt: skip
    addressed = Addressed(organisation=ministry, form=LetterForm.DOCX, commitments=(point,))
    register.record_round(sent(reference="LET-77"), [addressed])
    assert "Ministry of Quinces" in written(register, name)
    openly = written(register, name, unmarked=True)
    assert [each for each in ("Quince", "LET-77", "Secret") if each in openly] == []


def test_a_handover_note_gives_no_marked_meeting_away_by_its_number(register, sessions):
    gap = "nothing is recorded of meetings number"
    assert gap in written(register, ReportName.HANDOVER)
    register.amend(sessions[0], classification="Secret")
    openly = written(register, ReportName.HANDOVER, unmarked=True)
    assert [each for each in (gap, "Secret") if each in openly] == []


@pytest.mark.parametrize(
    ("name", "told"), [(ReportName.HANDOVER, "9–11"), (ReportName.UNIDENTIFIED, "9 to 11")]
)
def test_the_numbers_beside_a_marked_meeting_are_not_told(register, sessions, name, told):
    eighth, ninth = sessions
    register.set_meeting(ninth, series=_series(register), ordinal="12")
    register.amend(eighth, classification="Secret")
    assert told in written(register, name)
    assert told not in written(register, name, unmarked=True)


def _series(register):
    [series] = register.reader.forums("")
    return series.id


# --- what is counted ----------------------------------------------------------------------------


@pytest.fixture
def happened(register):
    """A meeting of our own, and a session that was entered once it was held."""
    for ref, kind in (("PK-BY/1", Kind.INTERNAL_MEETING), ("PK-BY/2", Kind.SESSION)):
        made(
            register, ref, kind=kind, title=f"Held {kind}", status=Status.HELD,
            happened_on="2026-08-05", made_on="2026-08-05",
        )  # fmt: skip


def test_what_took_place_is_no_point_of_a_brief(register, happened):
    form = report_of(register.reader, Request(name=ReportName.BRIEF), TODAY).form()
    assert (form["counts"]["points"], form["points"]) == (0, [])


def test_what_took_place_is_not_counted_in_a_quarter_but_said(register, happened):
    asked = Request(name=ReportName.QUARTERLY_RETURN, quarter="2026-Q3")
    found = report_of(register.reader, asked, TODAY)
    assert found.points == 0
    assert "Not counted: events 1, internal meetings 1" in "\n".join(texts(found.document))


def test_a_session_that_was_promised_and_then_held_is_one_done(register):
    session = made(register, "PK-BY/2", kind=Kind.SESSION, title="Promised session")
    register.move(session, Status.HELD, happened_on="2026-08-05")
    form = report_of(register.reader, Request(name=ReportName.BRIEF), TODAY).form()
    assert form["counts"]["points"] == 1


def test_an_internal_meeting_is_owed_by_nobody(register):
    made(register, "PK-BY/1", kind=Kind.INTERNAL_MEETING, status=Status.FORESEEN)
    found = report_of(register.reader, Request(name=ReportName.OWED), TODAY)
    assert found.points == 0


# --- follow-ups that make no sense --------------------------------------------------------------


def test_a_follow_up_begins_at_a_meeting(register, sessions):
    action = made(register, "PK-BY/1")
    with pytest.raises(InvalidValueError, match=r"PK-BY/1 is a action: no meeting"):
        follow_up(register, (action, sessions[1]))


def test_a_follow_up_does_not_go_back(register, sessions):
    with pytest.raises(InvalidValueError, match=r"PK-BY/8 came before PK-BY/9"):
        follow_up(register, (sessions[1], sessions[0]))
