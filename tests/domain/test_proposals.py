"""What is proposed for a point: the first line of the rule that holds, with its reason."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import Strength
from app.domain.decisions import Choice
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.proofs import Proof
from app.domain.proposals import Reason, choice_words, proposed, reason_words
from app.domain.reports.request import LANGUAGES
from app.domain.reports.words import translation
from app.domain.rows import Followed, RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing

TODAY = date(2026, 11, 22)
LATE = Bounds(earliest=date(2025, 1, 1), latest=date(2025, 12, 31))
AHEAD = Bounds(earliest=date(2027, 1, 1), latest=date(2027, 12, 31))


def row(status=Status.OPEN, kind=Kind.ACTION, **facts):
    return RegisterRow(
        rid=1,
        id=CommitmentId("a"),
        ref="PK-BY/1",
        relation="PK-BY",
        kind=kind,
        title="A point",
        status=status,
        **facts,
    )


SPAN = Timing(edtf="2025/2025", sense=Sense.SPAN, basis=Basis.STATED)
GONE = Followed(ref="PK-BY/2", title="A visit", dropped=True)


@pytest.mark.parametrize(
    ("point", "choice", "reason"),
    [
        (row(), Choice.REITERATE, Reason.UNDATED),
        (row(bounds=AHEAD, timing=Timing(edtf="2027")), Choice.REITERATE, Reason.OWED),
        (row(bounds=LATE, timing=Timing(edtf="2025")), Choice.REVISE, Reason.OVERDUE),
        (row(bounds=LATE, timing=SPAN), Choice.REVISE, Reason.ENDED),
        (row(timing=Timing(basis=Basis.TO_BE_AGREED)), Choice.REVISE, Reason.TO_BE_AGREED),
        (row(follows=GONE), Choice.REVISE, Reason.ANCHOR_LOST),
        (row(Status.ON_HOLD), Choice.REITERATE, Reason.ON_HOLD),
        (row(Status.DRAFT), Choice.REITERATE, Reason.DRAFT),
        (row(Status.DRAFT, bounds=LATE), Choice.REITERATE, Reason.DRAFT),
        (row(Status.FULFILLED, bounds=LATE), Choice.NOTE, Reason.DONE),
        (row(Status.CLOSED), Choice.NOTE, Reason.DONE),
        (row(Status.LAPSED), Choice.DROP, Reason.DROPPED),
        (row(Status.HELD, Kind.VISIT), Choice.NOTE, Reason.DONE),
        (row(Status.SIGNED, Kind.MOU), Choice.NOTE, Reason.SIGNED),
        (row(Status.UNDER_NEGOTIATION, Kind.MOU), Choice.REITERATE, Reason.UNDATED),
    ],
)  # fmt: skip
def test_the_first_line_of_the_rule_that_holds_is_taken(point, choice, reason):
    found = proposed(point, TODAY)
    assert (found.choice, found.reason) == (choice, reason)


def test_a_date_to_be_agreed_within_a_year_is_no_reason_to_revise_it():
    point = row(bounds=AHEAD, timing=Timing(edtf="2027", basis=Basis.TO_BE_AGREED))
    assert proposed(point, TODAY).choice is Choice.REITERATE


def test_the_session_itself_is_fulfilled_by_being_held_however_late_it_is():
    point = row(Status.FORESEEN, Kind.SESSION, bounds=LATE, timing=Timing(edtf="2025"))
    assert proposed(point, TODAY, itself=True).reason is Reason.ITSELF


@pytest.mark.parametrize(
    ("proof", "choice", "reason"),
    [
        (Proof.CLAIMED, Choice.REITERATE, Reason.CLAIMED),
        (Proof.WITNESSED, Choice.NOTE, Reason.WITNESSED),
        (Proof.EVIDENCED, Choice.NOTE, Reason.EVIDENCED),
        (Proof.PASSAGE, Choice.NOTE, Reason.EVIDENCED),
    ],
)
def test_only_what_shows_it_makes_a_point_complete_not_who_owes_it(proof, choice, reason):
    found = proposed(row(), TODAY, proof=proof)
    assert (found.choice, found.reason) == (choice, reason)


@pytest.mark.parametrize("strength", list(Strength))
@pytest.mark.parametrize("bounds", [Bounds(), LATE, AHEAD])
def test_nothing_is_proposed_for_language_that_only_notes_however_late(strength, bounds):
    found = proposed(row(bounds=bounds, strength=strength), TODAY)
    noted = strength in (Strength.STATEMENT, Strength.ASPIRATION)
    assert (found.choice is None) == (found.reason is Reason.NOTED) == noted
    assert not noted or "owed" in reason_words(found)
    assert "Still owed" not in reason_words(found) or not noted


@pytest.mark.parametrize("status", [Status.FULFILLED, Status.LAPSED, Status.DRAFT])
def test_what_is_settled_or_a_draft_is_that_before_it_is_noted(status):
    assert proposed(row(status, strength=Strength.ASPIRATION), TODAY).choice is not None


def test_what_is_late_is_revised_even_where_the_agency_says_it_is_complete():
    point = row(bounds=LATE, timing=Timing(edtf="2025"))
    found = proposed(point, TODAY, proof=Proof.CLAIMED)
    assert (found.reason, found.day) == (Reason.OVERDUE, date(2025, 12, 31))
    assert reason_words(found) == "Its last day was 31 Dec 2025."


DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(kind=st.sampled_from(Kind), first=DAYS, last=DAYS, data=st.data())
def test_whatever_the_point_something_is_proposed_that_its_status_allows(kind, first, last, data):
    status = data.draw(st.sampled_from(statuses(kind.family)))
    known = sorted(each for each in (first, last) if each)
    bounds = Bounds(earliest=known[0] if known else None, latest=known[-1] if known else None)
    found = proposed(row(status, kind, bounds=bounds), TODAY)
    if status.phase is Phase.DROPPED:
        assert found.choice is Choice.DROP
    elif status.phase is Phase.DONE:
        assert found.choice is Choice.NOTE
    else:
        assert found.choice is not Choice.DROP  # that is the officer's to say
    for language in LANGUAGES:
        tr = translation(language)
        assert "{" not in reason_words(found, tr)
        assert choice_words(found.choice, tr)
