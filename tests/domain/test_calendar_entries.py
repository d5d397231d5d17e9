"""What goes into a calendar: the form of each commitment, its day, and never more than is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.calendar_entries import entries
from app.domain.calendar_entry import Alarm, Entry, Form, Known, Part, Stand
from app.domain.course import Instrument
from app.domain.edtf import parse
from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind, InstrumentEvent
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status, statuses
from app.domain.renewals import course
from app.domain.rows import Followed, RegisterRow
from app.domain.terms import Renewal, Term
from app.domain.timing import Basis, Bounds, Sense, Timing, sense_of

TODAY = date(2026, 11, 22)
DAY = date(2026, 5, 29)


def row(edtf="", *, status=Status.OPEN, kind=Kind.ACTION, said=None, **values):
    sense = values.pop("sense", sense_of(edtf) if edtf else Sense.POINT)
    basis = values.pop("basis", Basis.STATED)
    timing = values.pop("timing", Timing(edtf=edtf, sense=sense, basis=basis))
    return RegisterRow(
        rid=1,
        id=CommitmentId("c"),
        ref="PK-BY/JMC-8/05",
        relation="PK-BY",
        kind=kind,
        title="Tractors",
        status=status,
        timing=timing,
        bounds=values.pop("bounds", timing.bounds(said)),
        **values,
    )


def meeting(edtf="", **values):
    return row(edtf, kind=Kind.SESSION, **{"status": Status.FORESEEN, **values})


def own(held, **more) -> Entry:
    (only,) = entries(Known(row=held, **more))
    return only


def days(entry):
    return entry.form, entry.first, entry.last


# Where it stands in a calendar


def test_an_undertaking_is_a_task_due_on_its_day():
    assert days(own(row("2026-05-29"))) == (Form.TASK, DAY, DAY)
    assert own(row("2026-05-29")).title == "Tractors"


def test_a_deadline_is_a_task_due_on_its_last_day():
    entry = own(row("[..2025-12-31]"))
    assert days(entry) == (Form.TASK, date(2025, 12, 31), date(2025, 12, 31))
    assert entry.title == "Tractors"
    assert "no later than 31 Dec 2025" in entry.words or "by 31 Dec 2025" in entry.words


def test_a_year_is_placed_on_its_last_day_and_says_so_in_title_and_words():
    entry = own(meeting("2026-XX-XX", basis=Basis.TO_BE_AGREED))
    last = date(2026, 12, 31)
    assert days(entry) == (Form.EVENT, last, last)
    assert entry.title == "Tractors (2026, day not agreed: last possible day)"
    placed = "Due: 2026, day not agreed: placed on the last possible day, 31 Dec 2026"
    assert placed in entry.words.splitlines()
    assert entry.stand is Stand.TENTATIVE


def test_a_meeting_with_a_deadline_says_that_the_day_is_only_the_last():
    entry = own(meeting("[2024-11-26..2024-12-10]"))
    assert entry.last == date(2024, 12, 10)
    assert entry.title == "Tractors (by 10 Dec 2024: last possible day)"


def test_a_likely_day_and_one_to_be_agreed_are_not_given_as_certain():
    assert own(row("2025-02-10?")).title == "Tractors (10 Feb 2025, likely)"
    assert own(row("2025-02-10", basis=Basis.TO_BE_AGREED)).title.endswith("to be agreed)")


def test_a_span_lasts_throughout():
    entry = own(row("2025/2027", kind=Kind.ROADMAP, status=Status.IN_FORCE))
    assert days(entry) == (Form.EVENT, date(2025, 1, 1), date(2027, 12, 31))
    assert entry.title == "Tractors"


def test_a_span_whose_beginning_is_not_known_stands_on_its_last_day():
    entry = own(row("../2027", sense=Sense.SPAN))
    assert days(entry) == (Form.EVENT, date(2027, 12, 31), date(2027, 12, 31))


def test_a_meeting_that_was_held_stands_where_it_was_held():
    held = meeting(
        "2025-02?",
        status=Status.HELD,
        done=Bounds(earliest=date(2025, 4, 11), latest=date(2025, 4, 11)),
    )
    entry = own(held)
    assert days(entry) == (Form.EVENT, date(2025, 4, 11), date(2025, 4, 11))
    assert (entry.title, entry.stand, entry.done) == ("Tractors", Stand.DONE, date(2025, 4, 11))
    assert "Done: 11 Apr 2025" in entry.words.splitlines()


def test_a_meeting_held_on_a_day_nobody_knows_says_so():
    year = Bounds(earliest=date(2015, 1, 1), latest=date(2015, 12, 31))
    entry = own(meeting(status=Status.HELD, done=year))
    assert entry.title == "Tractors (day not known: last possible day)"
    assert entry.done is None
    assert "Done between 01 Jan 2015 and 31 Dec 2015, day not known" in entry.words.splitlines()


def test_an_instrument_stands_on_a_known_day_and_is_a_task_where_the_day_is_open():
    agreement = row("2026-05-29", kind=Kind.AGREEMENT, status=Status.UNDER_NEGOTIATION)
    assert own(agreement).form is Form.EVENT
    assert (
        own(row("2026-05", kind=Kind.AGREEMENT, status=Status.UNDER_NEGOTIATION)).form is Form.TASK
    )


# What has no last day


@pytest.mark.parametrize(
    "timing",
    [
        Timing(),
        Timing(basis=Basis.TO_BE_AGREED),
        Timing(sense=Sense.CONTINUING),
        Timing(edtf="2026-05/..", basis=Basis.STATED),
        Timing(anchor=CommitmentId("other"), words="during the visit"),
    ],
)
def test_what_has_no_last_day_is_a_task_without_one(timing):
    entry = own(row(timing=timing))
    assert days(entry) == (Form.TASK, None, None)
    assert entry.title == "Tractors"


def test_continuing_has_no_day_even_where_bounds_are_there():
    held = row(timing=Timing(sense=Sense.CONTINUING), bounds=Bounds(latest=DAY))
    assert own(held).last is None


@pytest.mark.parametrize(
    "held",
    [
        row(kind=Kind.AGREEMENT, status=Status.SIGNED),
        row(kind=Kind.SESSION, status=Status.HELD),
        row(kind=Kind.SESSION, status=Status.CANCELLED),
        row(kind=Kind.ACTION, event=True),
    ],
)
def test_what_has_no_day_and_is_nothing_to_do_is_left_out(held):
    assert entries(Known(row=held)) == ()


def test_an_undertaking_stays_once_settled_so_that_a_phone_learns_of_it():
    assert own(row(status=Status.FULFILLED)).stand is Stand.DONE
    assert own(row(status=Status.WITHDRAWN)).stand is Stand.DROPPED
    assert own(row(status=Status.IN_PROGRESS)).stand is Stand.UNDER_WAY


# Words


def test_what_another_commitment_is_called_is_not_told():
    held = row(
        timing=Timing(anchor=CommitmentId("other"), offset="P2W"),
        follows=Followed(ref="SECRET/1", title="A secret visit"),
        bounds=Bounds(earliest=DAY, latest=DAY),
    )
    entry = own(held)
    assert entry.last == DAY
    assert "ecret" not in (entry.title + entry.words).casefold()
    assert "another commitment, 29 May 2026" in entry.words


def test_the_words_of_the_source_and_what_was_inferred_are_told():
    timing = Timing(
        words="within two weeks", edtf="[..2024-12-10]", sense=Sense.DEADLINE,
        basis=Basis.INFERRED, why="counted from 26 Nov",
    )  # fmt: skip
    entry = own(row(timing=timing, owed_by="PK", owner="MoFA", paragraph="3.10"), origin="X/8",
                summary="Two tractors.")  # fmt: skip
    assert entry.words.splitlines() == [
        "PK-BY/JMC-8/05, action, open",
        "Responsible side: PK",
        "Lead agency: MoFA",
        "Due: by 10 Dec 2024",
        "In the words of the source: “within two weeks”",
        "Inferred: counted from 26 Nov",
        "Paragraph 3.10 of X/8",
        "Two tractors.",
    ]


# Terms


def term(**clauses):
    given = {
        "starts": "2020-08-01",
        "initial": "P36M",
        "renewal": Renewal.TACIT,
        "renewal_period": "P12M",
        "notice": "P3M",
        **clauses,
    }
    return Term(id="t", commitment=CommitmentId("c"), **given).validated()


def of_term(day, *events, back=None, **clauses):
    instrument = Instrument(
        term=term(**clauses), events=events, parties=("PK", "BY"), status=Status.IN_FORCE
    )
    found = course(instrument, date.fromisoformat(day), back)
    held = row(kind=Kind.AGREEMENT, status=Status.IN_FORCE)
    names = {"PK": "Pakistan", "BY": "Belarus"}
    return {each.part: each for each in entries(Known(row=held, course=found, names=names))}


def test_notice_and_end_of_the_period_are_entries_of_their_own_with_their_sentence():
    found = of_term("2023-10-31")
    assert set(found) == {Part.NOTICE, Part.PERIOD}
    notice, end = found[Part.NOTICE], found[Part.PERIOD]
    assert days(notice) == (Form.TASK, date(2024, 5, 1), date(2024, 5, 1))
    assert notice.title == "Last day for notice: Tractors"
    assert "As of 31 Oct 2023: " in notice.words
    assert "01 May 2024, 3 months before 01 Aug 2024" in notice.words
    assert days(end) == (Form.EVENT, date(2024, 8, 1), date(2024, 8, 1))
    assert (notice.key, end.key) == ("notice-2", "period-2")


def test_the_day_the_letter_must_leave_is_an_entry_where_the_calendar_is_filled():
    found = of_term("2023-10-31", back=lambda day, count: day - timedelta(days=count), buffer=10)
    dispatch = found[Part.DISPATCH]
    assert (dispatch.form, dispatch.last) == (Form.TASK, date(2024, 4, 21))
    assert "must leave by 21 Apr 2024" in dispatch.words


def test_a_proposal_to_extend_is_called_so():
    found = of_term("2022-10-31", renewal=Renewal.EXPRESS)
    assert found[Part.NOTICE].title == "Last day for a proposal to extend: Tractors"


def test_a_missed_day_for_notice_and_a_notice_given_are_settled():
    assert of_term("2024-06-01")[Part.NOTICE].stand is Stand.DROPPED
    given = InstrumentEvent(
        id="e", commitment=CommitmentId("c"), kind=EventKind.NOTICE_GIVEN, party="PK",
        happened_on="2023-11-01",
    )  # fmt: skip
    assert of_term("2023-12-01", given)[Part.NOTICE].stand is Stand.DONE


# Alarms


def test_alarms_go_to_their_entry_in_order_and_once():
    late, early = Alarm(on=DAY, words="today"), Alarm(on=date(2026, 5, 1), words="soon")
    other = Alarm(on=DAY, words="notice", part=Part.NOTICE)
    (entry,) = entries(Known(row=row("2026-05-29")), (late, other, early, late))
    assert entry.alarms == (early, late)


def test_nothing_reminds_of_what_is_settled_or_has_no_day():
    alarm = Alarm(on=DAY, words="soon")
    for held in (row(), row("2026-05-29", status=Status.FULFILLED)):
        (entry,) = entries(Known(row=held), (alarm,))
        assert entry.alarms == ()


# The golden rule

VALUES = ["2026", "2026-05", "2026-05-29", "2026-05-29?", "2026-05~", "2026-33", "2025/2027",
          "[..2025-12-31]", "[2024-11-26..2024-12-10]", "2026-05/..", "../2027", "202X",
          "2026-XX-05", "[2026-05-01,2026-06-01]"]  # fmt: skip


@given(
    edtf=st.sampled_from(["", *VALUES]),
    kind=st.sampled_from(Kind),
    place=st.integers(0, 8),
    basis=st.sampled_from([Basis.STATED, Basis.TO_BE_AGREED]),
    event=st.booleans(),
)
def test_no_entry_has_a_day_that_the_source_does_not_give(edtf, kind, place, basis, event):
    choices = statuses(kind.family)
    held = row(edtf, kind=kind, status=choices[place % len(choices)], basis=basis, event=event)
    bounds = Bounds(earliest=parse(edtf).earliest, latest=parse(edtf).latest) if edtf else Bounds()
    for entry in entries(Known(row=held)):
        assert entry.last == bounds.latest
        assert (entry.first is None) == (entry.last is None)
        if bounds.latest is None:
            assert entry.form is Form.TASK
            continue
        inside = bounds.earliest is None or bounds.earliest <= entry.first <= entry.last
        assert inside
        exact = bounds.earliest == bounds.latest and "?" not in edtf and basis is Basis.STATED
        throughout = held.timing.sense is Sense.SPAN
        by_then = held.timing.sense is Sense.DEADLINE and entry.form is Form.TASK
        assert (entry.title == "Tractors") == (exact or throughout or by_then)
        if held.phase is Phase.DROPPED:
            assert entry.stand is Stand.DROPPED


def test_keys_tell_the_entries_of_one_commitment_apart():
    found = of_term("2023-10-31", back=lambda day, count: day - timedelta(days=count), buffer=10)
    keys = [each.key for each in found.values()]
    assert len(set(keys)) == len(keys) == 3
    assert own(replace(row("2026-05-29"))).key == "task"
    assert own(meeting("2026-05-29")).key == "event"
