"""What a notification says: one by one up to three, then one digest; nothing that is marked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.occurrences import Occurrence, Standing, occurrence_id
from app.domain.reminder_rules import Point
from app.domain.timing import Bounds
from app.services.desktop_notes import desktop_notes, is_urgent, one_note
from app.services.reminders import Entry
from app.services.watching import Raised

TODAY = date(2026, 11, 22)
FSI, PDI = "\u2068", "\u2069"


def entry(number, *, point=Point.DEADLINE, days=30, lead="30D", title="A joint plant", **more):
    target = TODAY + timedelta(days=days)
    subject = CommitmentId(f"c{number}")
    return Entry(
        occurrence=Occurrence(
            id=occurrence_id(subject, point, f"P{lead}", target),
            subject=subject,
            point=point,
            lead=f"P{lead}",
            counting="",
            target=target,
            on=TODAY,
            commitment=subject,
            ref=f"PK-BY/{number}",
            title=title,
            kind=Kind.ACTION,
            bounds=Bounds(earliest=target, latest=target),
            **more,
        ),
        standing=Standing.DUE,
    )


def notes(*entries, late=0, away=None, register=""):
    return desktop_notes(Raised(fresh=entries, late=late, away=away), TODAY, register)


def test_nothing_new_is_nothing_to_show():
    assert notes() == ()


def test_one_thing_says_what_it_is_and_how_many_days_are_left():
    (note,) = notes(entry(1))
    assert note.title == f"{FSI}PK-BY/1{PDI}: {FSI}A joint plant{PDI}"
    assert note.body == "Due in 30 days, on 22 Dec 2026"
    assert (note.opens, note.urgent) == ("PK-BY/1", False)


def test_the_leads_of_one_day_are_one_thing():
    early, late = entry(1, lead="30D"), entry(1, lead="7D")
    (note,) = notes(early, late)
    assert set(note.entries) == {early, late}


def test_three_come_alone_and_four_in_one_digest_by_their_order():
    three = [entry(number) for number in (1, 2, 3)]
    assert [each.opens for each in notes(*three)] == ["PK-BY/1", "PK-BY/2", "PK-BY/3"]
    (digest,) = notes(*three, entry(4))
    assert digest.title == "4 alerts"
    assert [line[:9] for line in digest.body.splitlines()] == [
        f"{FSI}PK-BY/{number}{PDI}" for number in (1, 2, 3, 4)
    ]
    assert len(digest.entries) == 4
    assert digest.opens == ""


def test_a_long_digest_names_four_and_counts_the_rest():
    (digest,) = notes(*(entry(number) for number in range(9)), late=2, away=date(2026, 10, 31))
    assert digest.title == "9 alerts since 31 Oct 2026"
    assert digest.body.splitlines()[4:] == [
        "and 5 more",
        "2 alerts were due already when they were entered",
    ]
    assert "and 1 more" in notes(*(entry(number) for number in range(5)))[0].body


def test_of_what_is_marked_only_the_number_is_told():
    secret = entry(7, title="The secret annex", marked=True)
    found = notes(entry(1), secret)
    assert [each.opens for each in found] == ["PK-BY/1", ""]
    assert found[1].body == "1 marked alert\nOpen Servanda to see what it is about."
    assert found[1].entries == (secret,)
    (digest,) = notes(*(entry(number) for number in range(4)), secret, replace_marked(8))
    assert digest.title == "6 alerts"
    assert digest.body.splitlines()[-1] == "2 marked alerts"
    for each in (*found, digest):
        assert "secret" not in each.title + each.body
        assert "PK-BY/7" not in each.title + each.body
        assert "PK-BY/8" not in each.title + each.body


def replace_marked(number):
    return entry(number, title="The secret list", marked=True)


def test_nothing_of_a_marked_record_makes_a_note_urgent():
    secret = entry(7, point=Point.NOTICE, days=0, marked=True)
    assert not any(each.urgent for each in notes(entry(1), secret))


def test_what_was_due_already_is_one_number():
    (note,) = notes(late=14)
    assert note.body.startswith("14 alerts were due already when they were entered\n")
    assert notes(late=1)[0].body.startswith("1 alert was due already when it was entered\n")


def test_several_registers_are_told_apart():
    assert notes(entry(1), register="europe")[0].body.splitlines()[-1] == "europe"
    assert notes(late=1, register="europe")[0].body.splitlines()[-1] == "europe"
    (digest,) = notes(*(entry(number) for number in range(4)), register="europe")
    assert digest.body.splitlines()[-1] == "europe"


def test_an_agency_is_named_by_the_sentence():
    silent = entry(1, point=Point.NO_NEWS, days=0)
    occurrence = replace(silent.occurrence, commitment=None, ref="", title="MoST", count=3)
    (note,) = notes(replace(silent, occurrence=occurrence))
    assert note.title == "No news from an agency"
    assert note.body == "MoST: 3 promises without news, nothing was ever heard"
    assert note.opens == ""


def silent(number, title="MoST"):
    one = entry(number, point=Point.NO_NEWS, days=-6)
    return replace(one, occurrence=replace(one.occurrence, commitment=None, ref="", title=title))


def test_all_agencies_without_news_are_one_thing():
    agencies = [silent(number, f"A{number}") for number in range(7)]
    (note,) = notes(*agencies)
    assert note.title == "No news from 7 agencies"
    named = ", ".join(f"{FSI}A{number}{PDI}" for number in range(5))
    assert note.body == f"{named} and 2 more"
    assert (set(note.entries), note.urgent, note.opens) == (set(agencies), False, "")
    assert [each.opens for each in notes(entry(8), entry(9), *agencies)] == [
        *("PK-BY/8", "PK-BY/9"),
        "",
    ]
    (digest,) = notes(*(entry(number) for number in (10, 11, 12)), *agencies, late=1)
    assert digest.title == "10 alerts"
    assert digest.body.splitlines()[3:] == [
        "No news from 7 agencies",
        "1 alert was due already when it was entered",
    ]


def test_a_promise_without_a_lead_is_silent_too():
    assert "no lead agency named" in notes(silent(1, ""), silent(2))[0].body


def test_where_one_can_be_shown_at_a_time_it_tells_all_of_it_but_what_was_due_already():
    def one(*fresh, late=0):
        return one_note(Raised(fresh=fresh, late=late), TODAY)

    assert one() is None
    assert one(late=3) is None
    assert one(entry(1), late=3).opens == "PK-BY/1"
    both = one(entry(1), entry(2, marked=True), late=3)
    assert both.title == "2 alerts"
    assert both.body.splitlines()[1:] == ["1 marked alert"]


def test_every_reminder_is_shown_by_some_note_and_by_one_only():
    for count in range(8):
        fresh = [entry(number, marked=number % 3 == 2) for number in range(count)]
        fresh += [silent(20 + number) for number in range(count // 2)]
        shown = [each for note in notes(*fresh, late=1) for each in note.entries]
        assert sorted(each.showing for each in shown) == sorted(each.showing for each in fresh)


@pytest.mark.parametrize(
    ("point", "days", "urgent"),
    [
        (Point.NOTICE, 1, False),
        (Point.NOTICE, 0, True),
        (Point.NOTICE, -9, True),
        (Point.PROPOSAL, -9, True),
        (Point.DISPATCH, -9, True),
        (Point.DEADLINE, 0, True),
        (Point.DEADLINE, -1, False),
        (Point.DEADLINE, 1, False),
        (Point.AGREE_DAY, 0, True),
        (Point.PERIOD_END, 0, True),
        (Point.PERIOD_END, -1, False),
        (Point.DAY, 0, False),
        (Point.START, 0, False),
        (Point.REVIEW, 0, False),
        (Point.NO_NEWS, 0, False),
        (Point.ANSWER, 0, False),
    ],
)
def test_urgent_is_what_can_be_lost_today_and_a_letter_that_should_have_left(point, days, urgent):
    assert is_urgent(entry(1, point=point, days=days).occurrence, TODAY) is urgent


def test_hostile_text_is_one_short_line_within_its_own_direction():
    title = "<b>bold</b>\n\x00\x1b[2J\u202eesrever " + "x" * 10_000
    (note,) = notes(entry(1, title=title))
    shown = note.title.removeprefix(f"{FSI}PK-BY/1{PDI}: ")
    assert shown.startswith(f"{FSI}<b>bold</b> [2Jesrever xx")
    assert shown.endswith(f"x…{PDI}")
    assert len(shown) <= 102
