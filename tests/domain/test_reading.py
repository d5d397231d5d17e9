from __future__ import annotations

import ast
import inspect
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import date_words, edtf, offsets, reading
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Phase
from app.domain.reading import (
    Mark,
    day_words,
    due_words,
    edtf_words,
    mark,
    sentence,
    standing_words,
    timeliness_words,
)
from app.domain.rows import Followed
from app.domain.timeliness import Slip, Standing, Timeliness, slip
from app.domain.timing import Basis, Bounds, Sense, Timing, sense_of

TODAY = date(2026, 11, 22)
VISIT = CommitmentId("visit")


def stated(text, sense=None, basis=Basis.STATED, **rest):
    return Timing(edtf=text, sense=sense or sense_of(text), basis=basis, **rest).validated()


def days_of(text):
    value = edtf.parse(text)
    return Bounds(earliest=value.earliest, latest=value.latest)


def standing_of(timing, phase=Phase.OPEN, done=None, anchored=None):
    return Standing(
        phase=phase,
        sense=timing.sense,
        anchored=timing.anchor is not None,
        bounds=timing.bounds(anchored=anchored),
        done=days_of(done) if done else Bounds(),
    )


# --- when ---------------------------------------------------------------------------------------


def test_a_day_is_written_so_that_no_reader_can_turn_it_around():
    assert day_words(date(2026, 11, 3)) == "03 Nov 2026"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-11-26", "26 Nov 2024"),
        ("2025-02", "Feb 2025"),
        ("2025-02?", "Feb 2025, likely"),
        ("2025-04-04~", "04 Apr 2025, about"),
        ("2025-04-04%", "04 Apr 2025, likely and about"),
        ("2025", "2025, day not stated"),
        ("2025?", "2025, likely"),
        ("2026-XX", "2026, month not stated"),
        ("2026-XX-XX", "2026, day not stated"),
        ("2026-05-XX", "May 2026, day not stated"),
        ("201X", "2010 to 2019, year not stated"),
        ("2026-33", "Q1 2026"),
        ("2026-36", "Q4 2026"),
        ("2027-40", "first half of 2027"),
        ("2027-41~", "second half of 2027, about"),
        ("2025/2027", "2025 to 2027"),
        ("2025-01-01/2025-03-31", "01 Jan 2025 to 31 Mar 2025"),
        ("2025/2027?", "2025 to 2027, likely"),
        ("2026-05/..", "from May 2026, end not stated"),
        ("[2026-05..]", "from May 2026, end not stated"),
        ("../2024-12-10", "by 10 Dec 2024"),
        ("[..2025]", "by the end of 2025"),
        ("[2024-11-26..2024-12-10]", "by 10 Dec 2024"),
        ("[2025,2026,2028]", "2025, 2026 or 2028"),
        ("[2025,2027-03..2027-05]", "2025 or between Mar 2027 and May 2027"),
    ],
)
def test_a_date_is_read_out_no_surer_than_it_was_stated(text, words):
    assert edtf_words(edtf.parse(text), Basis.STATED) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026", "2026, day not agreed"),
        ("2026-XX-XX", "2026, day not agreed"),
        ("2026-05", "May 2026, day not agreed"),
        ("2026-05-29", "29 May 2026, to be agreed"),
        ("2026?", "2026, likely, day not agreed"),
    ],
)
def test_a_date_still_to_be_agreed_says_so(text, words):
    assert edtf_words(edtf.parse(text), Basis.TO_BE_AGREED) == words


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        (stated("2025", Sense.SPAN), "throughout 2025"),
        (stated("../2027", Sense.SPAN), "until the end of 2027"),
        (stated("../2027-06-30", Sense.SPAN), "until 30 Jun 2027"),
        (stated("2025/2027", basis=Basis.TO_BE_AGREED), "2025 to 2027"),
        (stated("2025-12-31", Sense.DEADLINE), "by 31 Dec 2025"),
        (stated("2025-12", Sense.DEADLINE), "by the end of Dec 2025"),
        (stated("2025", Sense.DEADLINE), "by the end of 2025"),
        (stated("[2026-03..2026-06]", Sense.POINT), "between Mar 2026 and Jun 2026"),
        (Timing(anchor=VISIT, words="at the visit"), "at the visit"),
        (Timing(anchor=VISIT), "with another commitment"),
        (Timing(sense=Sense.CONTINUING, words="continuous"), "Continuing"),
        (Timing(words="soon"), "No date"),
        (Timing(), "No date"),
        (Timing(edtf="damaged"), "damaged"),
    ],
)
def test_a_table_cell_says_when_something_is_due(timing, words):
    assert due_words(timing) == words


# --- the line under the date -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2025", "326 days late"),
        ("2026-11-21", "1 day late"),
        ("2026-11-22", "today is the last day"),
        ("2026-11-23", "1 day left"),
        ("2026", "39 days left"),
        ("2027-01", "70 days left"),
        ("2026-05/..", "late or not: cannot be determined"),
        ("2027-05/..", ""),
        ("2025/2027", "ends 31 Dec 2027"),
        ("2024/2025", "ended 31 Dec 2025"),
        ("2027/2028", "starts 01 Jan 2027"),
    ],
)
def test_the_line_under_an_owed_date_counts_the_days(text, words):
    assert standing_words(standing_of(stated(text)), TODAY) == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(phase=Phase.OPEN), ""),
        (Standing(phase=Phase.OPEN, anchored=True), "awaits another commitment"),
        (standing_of(stated("2025"), Phase.DROPPED), ""),
        (standing_of(stated("2025"), Phase.DRAFT), "last day was 31 Dec 2025"),
        (standing_of(stated("2025/.."), Phase.ACTIVE), "late or not: cannot be determined"),
        (standing_of(stated("2025/..", Sense.SPAN), Phase.ACTIVE), ""),
    ],
)
def test_the_line_is_empty_where_there_is_nothing_to_add(standing, words):
    assert standing_words(standing, TODAY) == words


@pytest.mark.parametrize(
    ("text", "done", "words"),
    [
        ("2025-02?", "2025-04-11", "done 42 to 69 days late"),
        ("2025-02-10", "2025-02-11", "done 1 day late"),
        ("2025-02-10", "2025-02-20", "done 10 days late"),
        ("[2024-11-26..2024-12-10]", "2024-12-20", "done 10 days late"),
        ("2025-02-10", "2025-02-11/..", "done at least 1 day late"),
        ("2025-02-10", "2025-03/..", "done at least 19 days late"),
        ("2025-02-10", "2025-02-10", "in time"),
        ("2025-02-10", "2025-02", "whether in time is not known"),
        ("2025-02-10", None, "whether in time is not known"),
        ("2025/2027", "2027-12-31", "done 31 Dec 2027"),
        ("2026-05/..", "2026-06-01", "done 01 Jun 2026"),
        ("2026-05/..", "2026-06", "done 01 Jun to 30 Jun 2026"),
        ("2026-05/..", "2026", "done in 2026"),
        ("2026-05/..", "[..2026-11-20]", "done by 20 Nov 2026"),
        ("2026-05/..", "2026/2027", "done in 2026 – 2027"),
        ("2026-05/..", None, ""),
    ],
)
def test_the_line_under_a_settled_date_says_the_sure_part_first(text, done, words):
    assert standing_words(standing_of(stated(text), Phase.DONE, done), TODAY) == words


def test_lateness_is_told_against_the_first_promise_where_that_is_known():
    standing = standing_of(stated("2025-03"), Phase.DONE, "2025-04-11")
    first = slip(days_of("2025-02?"), standing.done)
    assert standing_words(standing, TODAY, first) == "done 42 to 69 days late"


def test_what_met_a_later_date_still_shows_its_slip_from_the_first():
    standing = standing_of(stated("2025-04"), Phase.DONE, "2025-04-11")
    words = standing_words(standing, TODAY, Slip(sure=42, most=69))
    assert words == "in time, 42 to 69 days after the first date"


def test_late_is_counted_from_the_current_date_where_no_slip_is_sure():
    standing = Standing(phase=Phase.DONE, bounds=days_of("2025"), done=days_of("2026-02/.."))
    assert standing_words(standing, TODAY, Slip(sure=0, most=None)) == "done at least 32 days late"


# --- the detail panel --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "text"),
    [
        (
            stated("2026", basis=Basis.TO_BE_AGREED),
            (
                "One day between 01 Jan and 31 Dec 2026, not yet agreed. "
                "Not overdue on any day of 2026. 39 days left."
            ),
        ),
        (
            stated("2025"),
            "One day between 01 Jan and 31 Dec 2025, not stated which. 326 days late.",
        ),
        (
            stated("[2024-11-26..2024-12-10]"),
            "A deadline: no later than 10 Dec 2024. 712 days late.",
        ),
        (
            stated("2025/2027"),
            "Lasts from 01 Jan 2025 to 31 Dec 2027; it can run out but cannot be overdue.",
        ),
        (
            stated("2024/2025"),
            (
                "Lasts from 01 Jan 2024 to 31 Dec 2025; it can run out but cannot be overdue. "
                "Ended 31 Dec 2025."
            ),
        ),
        (
            stated("../2027", Sense.SPAN),
            "Lasts until 31 Dec 2027; it can run out but cannot be overdue.",
        ),
        (stated("2025/..", Sense.SPAN), "Lasts from 01 Jan 2025; no end was stated."),
        (stated("2026-11-22"), "On 22 Nov 2026. Today is the last day."),
        (
            stated("2026-12?"),
            (
                "One day between 01 Dec and 31 Dec 2026, not stated which. "
                "Not overdue on any day of Dec 2026. Said as likely. 39 days left."
            ),
        ),
        (
            stated("2027-40~"),
            (
                "One day between 01 Jan and 30 Jun 2027, not stated which. "
                "Not overdue through 30 Jun 2027. Said as about. 220 days left."
            ),
        ),
        (
            stated("2026-05/.."),
            (
                "No earlier than 01 May 2026; no end was stated, "
                "so whether it is late cannot be determined."
            ),
        ),
        (stated("2027-05/.."), "No earlier than 01 May 2027; no end was stated."),
        (
            stated("../2025-12-31", Sense.POINT),
            "No later than 31 Dec 2025. 326 days late.",
        ),
        (
            stated("2026-12-01", basis=Basis.INFERRED, why="the day of the visit."),
            "On 01 Dec 2026. Inferred: the day of the visit. 9 days left.",
        ),
        (Timing(), "No date was stated."),
        (Timing(basis=Basis.TO_BE_AGREED), "The date is still to be agreed."),
        (Timing(sense=Sense.CONTINUING), "Continuing, with no date."),
        (Timing(anchor=VISIT), "Follows another commitment, whose date is not known."),
    ],
)
def test_the_detail_panel_explains_a_date_in_sentences(timing, text):
    assert sentence(timing, standing_of(timing), TODAY) == text


@pytest.mark.parametrize(
    ("offset", "text"),
    [
        ("", "Follows the date of another commitment. On 11 Apr 2025. 590 days late."),
        ("P10D", "Due 10 days after another commitment. On 21 Apr 2025. 580 days late."),
        ("P1D", "Due 1 day after another commitment. On 12 Apr 2025. 589 days late."),
        ("P2W", "Due 2 weeks after another commitment. On 25 Apr 2025. 576 days late."),
        ("-P1M", "Due 1 month before another commitment. On 11 Mar 2025. 621 days late."),
        (
            "P2M1D",
            "Due 2 months and 1 day after another commitment. On 12 Jun 2025. 528 days late.",
        ),
    ],
)
def test_a_date_that_hangs_on_another_says_by_how_much(offset, text):
    timing = Timing(anchor=VISIT, offset=offset)
    standing = standing_of(timing, anchored=days_of("2025-04-11"))
    assert sentence(timing, standing, TODAY) == text


TITLE = Followed(ref="R/1", title="A visit")


@pytest.mark.parametrize(
    ("offset", "follows", "text"),
    [
        ("", TITLE, "Follows the date of R/1, “A visit”."),
        ("P2W", TITLE, "Due 2 weeks after R/1, “A visit”."),
        (
            "",
            replace(TITLE, binned=True),
            "Follows the date of R/1, “A visit”. R/1 lies in the bin.",
        ),
        (
            "",
            replace(TITLE, dropped=True),
            (
                "Follows the date of R/1, “A visit”. R/1 was dropped: give this a date of its "
                "own, or drop it too."
            ),
        ),
        (
            "",
            Followed(ref="R/1", title="", lost=True),
            (
                "Follows the date of another commitment. R/1 is no longer in the register: give "
                "this a date of its own."
            ),
        ),
    ],
)
def test_a_date_names_what_it_hangs_on_and_where_that_has_gone(offset, follows, text):
    timing = Timing(anchor=VISIT, offset=offset)
    standing = standing_of(timing, anchored=days_of("2025-04-11"))
    assert sentence(timing, standing, TODAY, follows=follows).startswith(text + " On ")


def test_what_is_settled_need_not_mind_where_its_anchor_has_gone():
    timing = Timing(anchor=VISIT)
    standing = standing_of(timing, Phase.DONE, "2025-04-11", anchored=days_of("2025-04-11"))
    assert "bin" not in sentence(timing, standing, TODAY, follows=replace(TITLE, binned=True))


def test_an_undated_anchor_is_awaited_by_its_title():
    timing = Timing(anchor=VISIT)
    standing = standing_of(timing)
    assert standing_words(standing, TODAY, awaited="A visit") == "awaits: A visit"
    assert standing_words(standing, TODAY) == "awaits another commitment"
    said = sentence(timing, standing, TODAY, follows=TITLE)
    assert said == "Follows R/1, “A visit”, whose date is not known."


@pytest.mark.parametrize(
    ("offset", "followed", "words"),
    [
        ("", "", "with another commitment"),
        ("P2W", "", "2 weeks after another commitment"),
        ("", "A visit", "with “A visit”"),
        ("-P1M", "A visit", "1 month before “A visit”"),
    ],
)
def test_a_cell_says_by_how_much_a_date_follows_another(offset, followed, words):
    assert due_words(Timing(anchor=VISIT, offset=offset), followed=followed) == words


def test_what_is_done_no_longer_counts_days():
    timing = stated("2025-02?")
    standing = standing_of(timing, Phase.DONE, "2025-04-11")
    assert sentence(timing, standing, TODAY) == (
        "One day between 01 Feb and 28 Feb 2025, not stated which. "
        "Said as likely. Done 42 to 69 days late."
    )


def test_a_damaged_date_is_shown_and_not_interpreted():
    timing = Timing(edtf="2025-02-30")
    text = sentence(timing, Standing(phase=Phase.OPEN), TODAY)
    assert text == "“2025-02-30” cannot be read as a date."


# --- marks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("timing", "drawing"),
    [
        (stated("2025-02-10"), Mark.DAY),
        (stated("2025"), Mark.WINDOW),
        (stated("[2025,2026]"), Mark.WINDOW),
        (stated("[2025..2026]", Sense.POINT), Mark.WINDOW),
        (stated("2025-02?"), Mark.LIKELY),
        (stated("2025-02-10~"), Mark.LIKELY),
        (stated("2025/2027"), Mark.SPAN),
        (stated("2025", Sense.SPAN), Mark.SPAN),
        (stated("[2024-11-26..2024-12-10]"), Mark.NO_LATER),
        (stated("../2025"), Mark.NO_LATER),
        (stated("../2025", Sense.POINT), Mark.NO_LATER),
        (stated("2026-05/.."), Mark.NO_END),
        (stated("2026-05/..", Sense.SPAN), Mark.NO_END),
        (Timing(anchor=VISIT), Mark.ANCHORED),
        (Timing(), Mark.NONE),
        (Timing(sense=Sense.CONTINUING), Mark.NONE),
        (Timing(edtf="2025-02-30"), Mark.UNKNOWN),
    ],
)
def test_a_date_is_drawn_as_sure_as_it_is(timing, drawing):
    assert mark(timing) is drawing


# --- words and their translation ---------------------------------------------------------------


def test_every_timeliness_has_words_of_its_own():
    words = [timeliness_words(each) for each in Timeliness]
    assert len(set(words)) == len(Timeliness)
    assert timeliness_words(Timeliness.WINDOW_OPEN) == "Period running"


def test_the_translation_decides_the_order_of_words_and_the_names_of_months():
    russian = {"{day} {month} {year}": "{day} {month} {year} г.", "Nov": "ноября"}
    assert day_words(date(2026, 11, 3), lambda text: russian.get(text, text)) == "03 ноября 2026 г."


def literals_of(module):
    tree = ast.parse(inspect.getsource(module))
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


LITERALS = set().union(*(literals_of(module) for module in (edtf, date_words, offsets, reading)))

TIMINGS = st.sampled_from(
    [
        Timing(),
        Timing(sense=Sense.CONTINUING),
        Timing(anchor=VISIT, offset="-P1M1D"),
        stated("2026", basis=Basis.TO_BE_AGREED),
        stated("2025-02?"),
        stated("2026-12-01~", basis=Basis.INFERRED, why="the visit"),
        stated("2027-40"),
        stated("201X"),
        stated("2025/2027"),
        stated("../2027", Sense.SPAN),
        stated("2026-05/.."),
        stated("[2025-11-26..2026-12-10]"),
        stated("[2025,2027]"),
    ]
)


@given(TIMINGS, st.sampled_from(Phase), st.sampled_from([None, "2025-04", "2027", "2028/.."]))
def test_only_whole_literals_are_given_to_the_translation(timing, phase, done):
    asked = []

    def recording(text):
        asked.append(text)
        return text

    standing = standing_of(timing, phase, done, anchored=days_of("2026-12"))
    words = [
        due_words(timing, recording),
        standing_words(standing, TODAY, None, recording),
        sentence(timing, standing, TODAY, None, recording),
    ]
    assert set(asked) <= LITERALS
    assert not re.search(r"[{}]", "".join(words))
