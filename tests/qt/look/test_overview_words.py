"""What Today says: never more than is recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.overview import Figure, Found, Reason, Sign, Unplaced, Wanting
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing
from app.qt.look import overview_words

TODAY = date(2026, 11, 22)
ANCHOR = CommitmentId("a" * 20)


def row(edtf="", sense=Sense.POINT, basis=Basis.STATED, **values):
    timing = values.pop("timing", Timing(edtf=edtf, sense=sense, basis=basis))
    given = {
        "rid": 1,
        "id": CommitmentId("b" * 20),
        "ref": "PK-BY/1",
        "relation": "PK-BY",
        "kind": Kind.ACTION,
        "title": "Tractor plant",
        "status": Status.OPEN,
        "timing": timing,
        "bounds": timing.bounds(date(2024, 11, 26)),
    }
    return RegisterRow(**{**given, **values})


def why(reason, given, **more):
    return overview_words.why(Wanting(row=given, reason=reason, **more), TODAY)


def test_a_day_is_a_heading():
    assert overview_words.whole_date(TODAY) == "Sunday, 22 November 2026"
    assert overview_words.whole_date(date(987, 6, 5)) == "Tuesday, 5 June 0987"


@pytest.mark.parametrize(
    ("edtf", "sense", "over"),
    [
        ("2024-11-26", Sense.POINT, "The day has passed"),
        ("2025-02?", Sense.POINT, "The month is over"),
        ("2025", Sense.POINT, "The year is over"),
        ("2025-XX-XX", Sense.POINT, "The year is over"),
        ("2025-33", Sense.POINT, "The time is over"),
        ("[2024-11-26..2024-12-10]", Sense.DEADLINE, "The deadline has passed"),
        ("../2025", Sense.POINT, "The last day has passed"),
    ],
)
def test_what_is_late_says_what_has_passed(edtf, sense, over):
    said = why(Reason.OVERDUE, row(edtf, sense))
    assert said == f"{over} and nothing was noted since: note the outcome or postpone it."


@pytest.mark.parametrize("heard", [date(2025, 12, 31), date(2026, 5, 5)])
def test_what_was_noted_at_the_end_or_since_is_not_denied(heard):
    said = why(Reason.OVERDUE, row("2025", heard=heard))
    assert said == "The year is over: see the last note, then close it or postpone it."


def test_a_note_from_before_the_end_is_no_news_since():
    assert "nothing was noted since" in why(Reason.OVERDUE, row("2025", heard=date(2025, 12, 30)))


def test_readings_that_disagree_come_before_anything_else():
    late = row("2025", readings=2)
    assert why(Reason.OVERDUE, late, disputed=True) == (
        "Two readings of the date: choose the one that counts."
    )
    three = why(Reason.READINGS, row("2028", readings=3), disputed=True)
    assert three == "3 readings of the date: choose the one that counts."


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.TO_BE_AGREED, "No day agreed: 39 days left to agree one."),
        (Basis.STATED, "No day stated: 39 days left to find it out."),
    ],
)
def test_a_day_is_called_agreed_only_where_it_is_to_be_agreed(basis, said):
    assert why(Reason.NO_DAY, row("2026", basis=basis)) == said


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("[2026-11-01..2026-11-23]", "No day stated: 1 day left."),
        ("[2026-11-01..2026-11-22]", "No day stated: today is the last."),
        ("2026-11-30", "The day is near and nothing was noted so far: ask how it stands."),
    ],
)
def test_what_is_due_soon_says_what_is_open(edtf, said):
    assert why(Reason.SOON, row(edtf)) == said


def test_what_is_due_soon_and_was_heard_of_points_to_the_note():
    near = row("[..2026-11-30]", Sense.DEADLINE, heard=date(2026, 11, 1))
    assert why(Reason.SOON, near) == "The day is near: see whether the last note still holds."


def test_without_an_end_nothing_is_called_late():
    assert "cannot be determined" in why(Reason.NO_DAY, row("2026-05/.."))


def test_what_hangs_on_another_names_it():
    hanging = row(timing=Timing(anchor=ANCHOR), bounds=Bounds())
    other = row(title="The visit", bounds=Bounds())
    named = why(Reason.WAITING, hanging, anchor=other)
    assert named == "Has no date until “\u2068The visit\u2069” has one."
    dated = replace(other, bounds=Bounds(latest=TODAY))
    assert "cannot be computed" in why(Reason.WAITING, hanging, anchor=dated)
    assert why(Reason.WAITING, hanging) == "Hangs on another commitment, which has no date."


def test_what_was_due_with_another_names_it():
    timing = Timing(anchor=ANCHOR)
    late = row(timing=timing, bounds=Bounds(latest=date(2025, 4, 11)))
    visit = row(title="The visit")
    said = why(Reason.OVERDUE, late, anchor=visit)
    assert said == "Was due with “\u2068The visit\u2069” and nothing was noted since."
    heard = why(Reason.OVERDUE, replace(late, heard=date(2025, 4, 11)), anchor=visit)
    assert heard.endswith(": see the last note.")
    moved = replace(late, timing=replace(timing, offset="P10D"))
    assert why(Reason.OVERDUE, moved, anchor=visit).startswith("Its date followed")


@pytest.mark.parametrize(
    ("sign", "found", "said"),
    [
        (Sign.OVERDUE, Found(count=4, first=date(2024, 11, 26)), "oldest since Nov 2024"),
        (Sign.OVERDUE, Found(count=4, first=date(2024, 12, 31)), "oldest since Jan 2025"),
        (Sign.OVERDUE, Found(), "nothing is late"),
        (Sign.RUNNING, Found(count=1, first=date(2026, 12, 31)), "39 days left"),
        (Sign.RUNNING, Found(count=2, first=date(2026, 12, 31)), "39 days left for the first"),
        (Sign.RUNNING, Found(count=1), "no end stated"),
        (Sign.RUNNING, Found(), "none at present"),
        (Sign.SOON, Found(count=2, first=date(2026, 12, 3)), "the first by 03 Dec 2026"),
        (Sign.SOON, Found(), "none by 22 Dec 2026"),
        (Sign.WAITING, Found(count=1), "the other has no date"),
        (Sign.WAITING, Found(), "none at present"),
        (Sign.SILENT, Found(count=5, unheard=5), "no note at all"),
        (Sign.SILENT, Found(count=5, unheard=3), "3 without any note"),
        (Sign.SILENT, Found(count=5), "last note too long ago"),
        (Sign.SILENT, Found(), "all noted in time"),
        (Sign.UNDATED, Found(count=5), "of 56 open"),
    ],
)
def test_the_line_under_a_figure(sign, found, said):
    figure = Figure(sign=sign, query=Query(), found=found)
    assert overview_words.figure_line(figure, TODAY, 56) == said


@pytest.mark.parametrize("sign", Sign)
@pytest.mark.parametrize("today", [date.min, date.max], ids=str)
def test_a_figure_is_told_on_the_first_and_the_last_day(sign, today):
    for found in (Found(), Found(count=1, first=date.max, unheard=1)):
        assert overview_words.figure_line(Figure(sign=sign, query=Query(), found=found), today, 1)


@pytest.mark.parametrize(
    ("first", "last", "to_agree", "said"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), True, "In 2026, day not agreed: 2"),
        (date(2026, 1, 1), date(2026, 12, 31), False, "In 2026, day not stated: 2"),
        (date(2027, 1, 1), date(2027, 3, 31), False, "Jan 2027 to Mar 2027, day not stated: 2"),
        (None, date(2027, 3, 31), False, "By 31 Mar 2027, day not stated: 2"),
        (
            date(2026, 11, 30),
            date(2026, 12, 1),
            False,
            "30 Nov 2026 to 01 Dec 2026, day not stated: 2",
        ),
        (date(9999, 11, 1), date.max, False, "Nov 9999 to Dec 9999, day not stated: 2"),
    ],
)
def test_what_stands_in_no_month_is_named_by_its_time(first, last, to_agree, said):
    bounds = Bounds(earliest=first, latest=last)
    unplaced = Unplaced(bounds=bounds, to_agree=to_agree, count=2)
    assert overview_words.unplaced_words(unplaced) == said


def test_a_row_is_spoken_as_a_whole():
    spoken = overview_words.spoken(Wanting(row=row("2025"), reason=Reason.OVERDUE), TODAY)
    assert spoken == (
        "Tractor plant. The year is over and nothing was noted since: note the outcome or"
        " postpone it. 2025, day not stated. 326 days late. PK-BY/1."
    )
