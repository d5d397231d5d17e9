"""Dates as people type them: read as sure as they are, asked about, or kept as words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_words import ISO_DAYS
from app.domain.edtf import EdtfError, parse
from app.domain.errors import InvalidValueError
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.domain.typed_dates import Question, Reading, answer_for, read_typed, typed_date

SAID = date(2024, 11, 26)
TODAY = date(2026, 11, 22)
POINT, SPAN, DEADLINE = Sense.POINT, Sense.SPAN, Sense.DEADLINE

MONTHS = {
    1: ("Jan", "January", "jan.", "янв", "январь", "января", "январе"),
    2: ("Feb", "February", "feb.", "фев", "февр.", "февраль", "февраля", "феврале"),
    3: ("Mar", "March", "mar.", "мар", "март", "марта", "марте"),
    4: ("Apr", "April", "apr.", "апр", "апрель", "апреля", "апреле"),
    5: ("May", "MAY", "май", "мая", "мае"),
    6: ("Jun", "June", "jun.", "июн", "июнь", "июня", "июне"),
    7: ("Jul", "July", "jul.", "июл", "июль", "июля", "июле"),
    8: ("Aug", "August", "aug.", "авг", "август", "августа", "августе"),
    9: ("Sep", "Sept", "September", "sept.", "сен", "сент.", "сентябрь", "сентября", "сентябре"),
    10: ("Oct", "October", "oct.", "окт", "октябрь", "октября", "октябре"),
    11: ("Nov", "November", "nov.", "ноя", "нояб.", "ноябрь", "ноября", "ноябре"),
    12: ("Dec", "December", "dec.", "дек", "декабрь", "декабря", "декабре"),
}


def read(text, said=SAID, **more):
    found = read_typed(text, said, today=TODAY, **more)
    assert isinstance(found, Reading), found
    return found


def asked(text, said=SAID, **more):
    found = read_typed(text, said, today=TODAY, **more)
    assert isinstance(found, Question), found
    return found


def days(reading, said=SAID):
    bounds = reading.timing.bounds(said)
    return tuple(each.isoformat() if each else None for each in (bounds.earliest, bounds.latest))


# --- what is read --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "edtf", "sense", "bounds"),
    [
        ("on Monday (10 Feb 2025)", "2025-02-10", POINT, ("2025-02-10", "2025-02-10")),
        ("in 2026", "2026", POINT, ("2026-01-01", "2026-12-31")),
        ("in 2026, dates to be agreed", "2026-XX-XX", POINT, ("2026-01-01", "2026-12-31")),
        ("for 2025-27", "2025/2027", SPAN, ("2025-01-01", "2027-12-31")),
        (
            "within two weeks",
            "[2024-11-26..2024-12-10]",
            DEADLINE,
            ("2024-11-26", "2024-12-10"),
        ),
        ("by end of 2025", "[..2025-12-31]", DEADLINE, ("2024-11-26", "2025-12-31")),
        ("likely in February 2025", "2025-02?", POINT, ("2025-02-01", "2025-02-28")),
        ("first quarter of 2026", "2026-33", POINT, ("2026-01-01", "2026-03-31")),
        ("at the earliest in May 2026", "2026-05/..", POINT, ("2026-05-01", None)),
    ],
)
def test_the_words_of_a_source_mean_the_days_they_name(text, edtf, sense, bounds):
    reading = read(text)
    assert (reading.timing.edtf, reading.timing.sense) == (edtf, sense)
    assert days(reading) == bounds
    assert reading.timing.words == text


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025-02-10", "2025-02-10"),
        ("11 Apr 2025", "2025-04-11"),
        ("11-Apr-2025", "2025-04-11"),
        ("11th of April, 2025", "2025-04-11"),
        ("April 11, 2025", "2025-04-11"),
        ("2025 April 11", "2025-04-11"),
        ("11Apr2025", "2025-04-11"),
        ("on 11 April 2025", "2025-04-11"),
        ("11 апреля 2025 г.", "2025-04-11"),
        ("11-го апреля 2025 года", "2025-04-11"),
        ("Friday, 11 April 2025", "2025-04-11"),
        ("в пятницу, 11 апреля 2025 года", "2025-04-11"),
        ("31.12.2025", "2025-12-31"),
        ("31. 12. 2025", "2025-12-31"),
        ("03.04.2026", "2026-04-03"),
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("04/04/2026", "2026-04-04"),
        ("2026/04/03", "2026-04-03"),
        ("2026.04.03", "2026-04-03"),
        ("Feb 2025", "2025-02"),
        ("in February of 2025", "2025-02"),
        ("в феврале 2025 г.", "2025-02"),
        ("02/2025", "2025-02"),
        ("02.2025", "2025-02"),
        ("2026", "2026"),
        ("the year 2026", "2026"),
        ("2026 год", "2026"),
        ("в 2026 году", "2026"),
        ("during 2026", "2026"),
        ("Q1 2026", "2026-33"),
        ("q 1, 2026", "2026-33"),
        ("2026 Q1", "2026-33"),
        ("1Q 2026", "2026-33"),
        ("II quarter 2026", "2026-34"),
        ("in the second quarter of 2026", "2026-34"),
        ("2nd quarter 2026", "2026-34"),
        ("II квартал 2026", "2026-34"),
        ("во II квартале 2026 года", "2026-34"),
        ("ІІ квартал 2026", "2026-34"),  # Ukrainian and Belarusian letters
        ("3-й квартал 2026 г.", "2026-35"),
        ("3 кв. 2026", "2026-35"),
        ("четвертый квартал 2026 года", "2026-36"),
        ("last quarter of 2026", "2026-36"),
        ("first half of 2027", "2027-40"),
        ("H1 2027", "2027-40"),
        ("1H 2027", "2027-40"),
        ("first half-year 2027", "2027-40"),
        ("I полугодие 2027", "2027-40"),
        ("в первом полугодии 2027 года", "2027-40"),
        ("II полугодие 2027 г.", "2027-41"),
        ("вторая половина 2027 года", "2027-41"),
        ("second half of 2027", "2027-41"),
        ("FY 2026-27", "[2026-07..2027-06]"),
        ("FY2026-27", "[2026-07..2027-06]"),
        ("FY 2026/27", "[2026-07..2027-06]"),
        ("fiscal year 2026-2027", "[2026-07..2027-06]"),
        ("2026-27 fiscal year", "[2026-07..2027-06]"),
        ("the 2020s", "202X"),
        ("about May 2026", "2026-05~"),
        ("around 10 May 2026", "2026-05-10~"),
        ("on or about 10 May 2026", "2026-05-10~"),
        ("ориентировочно в мае 2026 года", "2026-05~"),
        ("Feb 2025 (likely)", "2025-02?"),
        ("probably Q1 2026", "2026-33?"),
        ("вероятно, в феврале 2025 г.", "2025-02?"),
        ("likely about May 2026", "2026-05%"),
        ("2026?", "2026?"),
        ("between 26 November and 10 December 2024", "[2024-11-26..2024-12-10]"),
        ("между маем и июнем 2026 года", "[2026-05..2026-06]"),
        ("2025 or 2027", "[2025,2027]"),
        ("10 or 12 May 2026", "[2026-05-10,2026-05-12]"),
        ("before Nov 2025 or later", None),
    ],
)
def test_one_day_in_a_time_is_read_as_that_time(text, edtf):
    if edtf is None:
        assert not read(text).read
        return
    reading = read(text)
    assert (reading.timing.edtf, reading.timing.sense) == (edtf, POINT)
    assert reading.timing.basis is Basis.STATED


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("by 31.12.2025", "2025-12-31"),
        ("by the end of 2025", "2025-12-31"),
        ("by end-2025", "2025-12-31"),
        ("by year-end 2025", "2025-12-31"),
        ("before the end of 2025", "2025-12-31"),
        ("до конца 2025 года", "2025-12-31"),
        ("к концу 2025 г.", "2025-12-31"),
        ("не позднее конца 2025 года", "2025-12-31"),
        ("by the end of the first quarter of 2026", "2026-03-31"),
        ("before 1 March 2026", "2026-02-28"),
        ("before 1 March 2024", "2024-02-29"),
        ("before 2026", "2025-12-31"),
        ("before May 2026", "2026-04-30"),
        ("prior to 1 January 2026", "2025-12-31"),
        ("no later than 1 March 2026", "2026-03-01"),
        ("no later than May 2026", "2026-05-31"),
        ("May 2026 at the latest", "2026-05-31"),
        ("in May 2026, at the latest", "2026-05-31"),
        ("не позднее 1 марта 2026", "2026-03-01"),
        ("к 1 марта 2026 года", "2026-03-01"),
        ("by the end of the year", "2024-12-31"),
        ("by the end of next month", "2024-12-31"),
        ("до конца года", "2024-12-31"),
        ("by late 2026", "2026-12-31"),
    ],
)
def test_a_last_day_is_a_deadline_through_its_end(text, last):
    reading = read(text)
    assert (reading.timing.edtf, reading.timing.sense) == (f"[..{last}]", DEADLINE)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("not before May 2026", "2026-05/.."),
        ("no earlier than 10 May 2026", "2026-05-10/.."),
        ("May 2026 at the earliest", "2026-05/.."),
        ("не ранее мая 2026 г.", "2026-05/.."),
        ("after 2025", "2026-01-01/.."),
        ("после 10 мая 2026 года", "2026-05-11/.."),
    ],
)
def test_without_an_end_none_is_made_up(text, edtf):
    reading = read(text)
    assert (reading.timing.edtf, reading.timing.sense) == (edtf, POINT)
    assert days(reading)[1] is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2025-27", "2025/2027"),
        ("2025–27", "2025/2027"),
        ("2025 - 2027", "2025/2027"),
        ("2025 to 2027", "2025/2027"),
        ("2026 to 2027", "2026/2027"),
        ("на 2025-2027 годы", "2025/2027"),
        ("from 2025 to 2027", "2025/2027"),
        ("3-7 March 2026", "2026-03-03/2026-03-07"),
        ("3–7 марта 2026 года", "2026-03-03/2026-03-07"),
        ("from 28 February to 3 March 2026", "2026-02-28/2026-03-03"),
        ("с 3 по 7 марта 2026 г.", "2026-03-03/2026-03-07"),
        ("on 3-7 March 2026", "2026-03-03/2026-03-07"),
        ("throughout 2026", "2026"),
        ("from May 2026 onwards", "2026-05/.."),
    ],
)
def test_what_lasts_is_a_span(text, edtf):
    reading = read(text)
    assert (reading.timing.edtf, reading.timing.sense) == (edtf, SPAN)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("within 30 days", "[2024-11-26..2024-12-26]"),
        ("within a month", "[2024-11-26..2024-12-26]"),
        ("in the next two weeks", "[2024-11-26..2024-12-10]"),
        ("within 2 weeks of 31 Jan 2025", "[2025-01-31..2025-02-14]"),
        ("within one month from 31 January 2025", "[2025-01-31..2025-02-28]"),
        ("within two weeks from today", "[2026-11-22..2026-12-06]"),
        ("в течение двух недель", "[2024-11-26..2024-12-10]"),
        ("в двухнедельный срок", "[2024-11-26..2024-12-10]"),
        ("в месячный срок", "[2024-11-26..2024-12-26]"),
        ("+10d", "2024-12-06"),
        ("+2w", "2024-12-10"),
        ("+3m", "2025-02-26"),
        ("+ 1 year", "2025-11-26"),
        ("-3d", "2024-11-23"),
        ("+10д", "2024-12-06"),
        ("+10d from 1 Jan 2025", "2025-01-11"),
        ("next month", "2024-12"),
        ("this year", "2024"),
        ("next quarter", "2025-33"),
        ("next week", "[2024-12-02..2024-12-08]"),
        ("later this year", "[2024-11-26..2024-12-31]"),
        ("next fiscal year", "[2025-07..2026-06]"),
        ("в следующем месяце", "2024-12"),
        ("в текущем году", "2024"),
        ("tomorrow", "2024-11-27"),
        ("через две недели", "2024-12-10~"),
    ],
)
def test_what_counts_from_a_day_counts_from_the_day_it_was_said(text, edtf):
    assert read(text).timing.edtf == edtf


def test_the_desks_own_shorthand_counts_from_today_where_no_day_is_known_and_says_so():
    reading = read("+10d", None)
    assert reading.timing.edtf == "2026-12-02"
    assert reading.note == "Counted from 22 Nov 2026."
    assert reading.timing.words == ""  # no source said it


@pytest.mark.parametrize("text", ["TBD", "to be agreed", "dates to be agreed", "по согласованию"])
def test_what_is_to_be_agreed_has_no_date_yet(text):
    timing = read(text).timing
    assert timing == Timing(words=text, basis=Basis.TO_BE_AGREED)


@pytest.mark.parametrize(
    "text",
    [
        "May 2026 (tbc)",
        "in May 2026, on mutually convenient dates",
        "May 2026, dates to be agreed through diplomatic channels",
        "в мае 2026 года, сроки будут согласованы по дипломатическим каналам",
    ],
)
def test_a_time_whose_day_is_to_be_agreed_keeps_the_time(text):
    timing = read(text).timing
    assert (timing.edtf, timing.basis) == ("2026-05-XX", Basis.TO_BE_AGREED)
    assert due_words(timing) == "May 2026, day not agreed"


@pytest.mark.parametrize("text", ["continuous", "Ongoing", "on a permanent basis", "постоянно"])
def test_what_continues_has_no_date(text):
    timing = read(text).timing
    assert (timing.sense, timing.edtf, timing.words) == (Sense.CONTINUING, "", text)


@pytest.mark.parametrize(
    ("text", "sense", "offset"),
    [
        ("next session", POINT, ""),
        ("during the upcoming visit", POINT, ""),
        ("at the 9th session", POINT, ""),
        ("на следующем заседании", POINT, ""),
        ("by the next session", DEADLINE, ""),
        ("до следующего заседания комиссии", DEADLINE, ""),
        ("two weeks after the visit", POINT, "P2W"),
        ("one month before the next session", POINT, "-P1M"),
        ("within 30 days of signature", DEADLINE, "P30D"),
        ("no later than 1 month before the session", DEADLINE, ""),
    ],
)
def test_an_event_is_something_to_hang_on_and_no_date(text, sense, offset):
    reading = read(text)
    assert reading.wants_anchor
    assert (reading.timing.edtf, reading.timing.sense, reading.offset) == ("", sense, offset)
    assert "another commitment" in reading.note


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("early 2026", "early 2026"),
        ("in mid-2026", "mid 2026"),
        ("late 2026", "late 2026"),
        ("the end of 2025", "end of 2025"),
        ("в начале 2026 года", "beginning of 2026"),
        ("mid-May 2026", "mid May 2026"),
        ("в конце мая 2026 г.", "end of May 2026"),
        ("likely early 2026", "early 2026, likely"),
        ("early 2026, dates to be agreed", "early 2026, day not agreed"),
    ],
)
def test_a_vague_part_is_shown_as_said_within_the_bounds_of_the_whole(text, shown):
    reading = read(text)
    assert due_words(reading.timing) == shown
    bounds = reading.timing.bounds()
    assert (bounds.latest - bounds.earliest).days >= 27


def test_a_vague_part_that_was_narrowed_shows_what_it_was_narrowed_to():
    said = read("mid-2026").timing
    assert due_words(replace(said, edtf="2026-05")) == "May 2026"
    assert due_words(replace(said, edtf="[2026-05..2026-08]", sense=POINT)).startswith("between")


# --- what is asked -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("03/04/2026", ["2026-04-03", "2026-03-04", "[2026-03-04,2026-04-03]"]),
        ("by 03/04/2026", ["[..2026-04-03]", "[..2026-03-04]"]),
        ("03-04-2026", ["2026-04-03", "2026-03-04", "[2026-03-04,2026-04-03]"]),
        ("31.12.25", ["2025-12-31"]),
        ("2026-27", ["2026/2027", "between Jul 2026 and Jun 2027"]),
        ("2026-2027", ["2026/2027", "between Jul 2026 and Jun 2027"]),
        ("2026/27", ["2026/2027", "between Jul 2026 and Jun 2027"]),
        ("for 2026-27", ["2026/2027", "2026-07/2027-06"]),
        ("FY 2027", ["between Jul 2026 and Jun 2027", "between Jul 2027 and Jun 2028"]),
        ("by May 2026", ["[..2026-05-31]", "[..2026-04-30]"]),
        ("by 2025", ["[..2025-12-31]", "[..2024-12-31]"]),
        ("by mid-2026", ["[..2026-06-30]", "[..2026-07-31]", "[..2026-12-31]"]),
        ("до 1 марта 2026 г.", ["[..2026-03-01]", "[..2026-02-28]"]),
        ("until 31 Dec 2025", ["lasting until 31 Dec 2025", "[..2025-12-31]"]),
        ("from May 2026", ["from May 2026 on, end not stated", "2026-05/.."]),
        ("May-June 2026", ["2026-05/2026-06", "between May 2026 and Jun 2026"]),
        ("for 2026", ["throughout 2026", "2026"]),
        ("11 April", ["2025-04-11", "2024-04-11"]),
        ("at the earliest in May", ["2025-05/..", "2024-05/.."]),
        ("Monday", ["2024-12-02", "2024-11-25"]),
        ("in two weeks", ["[2024-11-26..2024-12-10]", "2024-12-10~"]),
        ("spring 2026", ["between Mar 2026 and May 2026", "between Sep 2026 and Nov 2026"]),
        ("2026-21", ["between Mar 2026 and May 2026", "between Sep 2026 and Nov 2026"]),
        (
            "2020-21",
            [
                "2020/2021",
                "between Jul 2020 and Jun 2021",
                "between Mar 2020 and May 2020",
                "between Sep 2020 and Nov 2020",
            ],
        ),
        (
            "winter 2026",
            [
                "between Dec 2025 and Feb 2026",
                "between Dec 2026 and Feb 2027",
                "between Jun 2026 and Aug 2026",
            ],
        ),
    ],
)
def test_what_can_be_meant_in_two_ways_is_asked_about(text, answers):
    question = asked(text)
    assert [each.answer for each in question.choices] == answers
    assert question.text.endswith("?")


@pytest.mark.parametrize("text", ["within two weeks", "next month", "tomorrow", "до конца года"])
def test_without_the_day_it_was_said_that_day_is_asked_for(text):
    question = asked(text, None)
    (choice,) = question.choices
    assert choice.reading.timing == read(text, TODAY).timing


def test_other_days_it_may_count_from_are_offered_before_today():
    question = asked("within two weeks", None, also=(SAID,))
    assert [each.words for each in question.choices] == [
        "by 10 Dec 2024, counted from 26 Nov 2024",
        "by 06 Dec 2026, counted from 22 Nov 2026",
    ]


@pytest.mark.parametrize("answer", ["2", "2026-03-04", "04 Mar 2026"])
def test_a_question_is_answered_by_number_or_words(answer):
    reading = asked("03/04/2026").answered(answer)
    assert reading.timing.edtf == "2026-03-04"
    assert reading.timing.words == "03/04/2026"


def test_an_answer_that_is_none_is_refused_with_those_there_are():
    with pytest.raises(InvalidValueError) as refusal:
        asked("by May 2026").answered("in June")
    assert "“[..2026-05-31]” or “[..2026-04-30]”" in str(refusal.value)


# --- what cannot be read -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "as soon as possible",
        "in due course",
        "soon",
        "скоро",
        "in 2-3 years",
        "within 10 working days",
    ],
)
def test_what_names_no_date_is_kept_as_words_and_says_so(text):
    reading = read(text)
    assert not reading.read
    assert reading.timing == Timing(words=text)
    assert "kept as words" in reading.note
    assert reading.fault == ""


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("2025-02-30", "30 Feb 2025 does not exist."),
        ("30 Feb 2025", "30 Feb 2025 does not exist."),
        ("31.04.2025", "31 Apr 2025 does not exist."),
        ("by 29 February 2025", "29 Feb 2025 does not exist."),
        ("Tuesday 10 Feb 2025", "10 Feb 2025 is not a Tuesday."),
        ("from 7 to 3 March 2026", "ends before it starts"),
        ("2027/2025", "ends before it starts"),
        ("2025-13", "a year has no month 13"),
    ],
)
def test_what_contradicts_itself_is_no_date_and_says_why(text, fault):
    reading = read(text)
    assert not reading.read
    assert fault in reading.fault
    assert reading.timing.edtf == ""


def test_nothing_is_no_date():
    assert read(" ") == Reading(timing=Timing())
    assert read("not stated").timing == Timing(words="not stated")


# --- a field that holds nothing but a date -------------------------------------------------------


def test_a_field_takes_what_is_read_and_counts_from_today():
    assert typed_date("made_on", "11 Apr 2025", today=TODAY) == "2025-04-11"
    assert typed_date("review_on", "+10d", today=TODAY) == "2026-12-02"
    assert typed_date("happened_on", "yesterday", today=TODAY) == "2026-11-21"
    assert typed_date("made_on", "", today=TODAY) == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "cannot be read as a date"),
        ("next session", "names no date"),
        ("TBD", "names no date"),
        ("2025-02-30", "30 Feb 2025 does not exist."),
        ("03/04/2026", "Write “2026-04-03”, “2026-03-04”"),
    ],
)
def test_a_field_refuses_what_is_no_date_naming_itself(text, sentence):
    with pytest.raises(EdtfError) as refusal:
        typed_date("made_on", text, today=TODAY)
    assert sentence in str(refusal.value)
    assert refusal.value.field == "made_on"


# --- properties ----------------------------------------------------------------------------------

DATES = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
NAMES = st.sampled_from([(number, name) for number, names in MONTHS.items() for name in names])
BLANKS = st.sampled_from([" ", "  ", "\u00a0", "\t"])


@st.composite
def values(draw):
    """A day, month, quarter, half-year or year as it may be typed."""
    day = draw(DATES)
    number = draw(st.integers(1, 4))
    return draw(
        st.sampled_from(
            [
                day.isoformat(),
                f"{day.day} {draw(st.sampled_from(MONTHS[day.month]))} {day.year}",
                f"{day:%d.%m.%Y}",
                f"{draw(st.sampled_from(MONTHS[day.month]))} {day.year}",
                f"Q{number} {day.year}",
                f"{'II' if number > 2 else 'I'} полугодие {day.year}",
                f"{day.year}",
                f"early {day.year}",
                f"FY {day.year}-{(day.year + 1) % 100:02}",
                f"{day.year}-{day.year + number}",
                f"spring {day.year}",
                f"{day:%d/%m/%Y}",
                f"{day:%d %B}",
            ]
        )
    )


@st.composite
def phrases(draw):
    """A date in a frame, perhaps hedged, perhaps to be agreed."""
    frame = draw(
        st.sampled_from(
            [
                "{}",
                "in {}",
                "on {}",
                "by {}",
                "by the end of {}",
                "before {}",
                "after {}",
                "not before {}",
                "no later than {}",
                "for {}",
                "throughout {}",
                "from {}",
                "until {}",
                "до {}",
                "к {}",
                "в {}",
                "не ранее {}",
                "within 2 weeks of {}",
                "between {0} and {0}",
                "{0} or {0}",
                "{0} to {0}",
            ]
        )
    )
    hedge = draw(st.sampled_from(["{}", "{}", "likely {}", "{}, about", "{}, to be agreed", "{}?"]))
    return hedge.format(frame.format(draw(values())))


SAIDS = st.one_of(st.none(), st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)))


def readings(found):
    if isinstance(found, Question):
        return [each.reading for each in found.choices]
    return [found]


@given(NAMES, st.integers(1, 28), st.integers(1, 9999))
def test_every_name_of_a_month_is_read(named, day, year):
    month, name = named
    assert read(f"{name} {year:04}").timing.edtf == f"{year:04}-{month:02}"
    assert read(f"{day} {name} {year:04}").timing.edtf == f"{year:04}-{month:02}-{day:02}"


@given(phrases(), SAIDS, BLANKS, st.sampled_from([str, str.upper, str.title, str.lower]))
def test_case_and_blanks_change_nothing(phrase, said, blank, cased):
    plain = read_typed(phrase, said, today=TODAY)
    other = read_typed(cased(phrase).replace(" ", blank) + blank, said, today=TODAY)
    wanted = [replace(each.timing, words="") for each in readings(plain)]
    assert [replace(each.timing, words="") for each in readings(other)] == wanted


@given(phrases(), SAIDS)
def test_whatever_is_read_is_a_date_the_register_can_hold(phrase, said):
    for reading in readings(read_typed(phrase, said, today=TODAY)):
        assert reading.timing.validated() == reading.timing
        bounds = reading.timing.bounds(said)
        assert not (bounds.earliest and bounds.latest) or bounds.earliest <= bounds.latest


@given(phrases(), SAIDS)
def test_every_answer_is_read_only_as_itself(phrase, said):
    for reading in readings(read_typed(phrase, said, today=TODAY)):
        again = read_typed(answer_for(reading.timing), None, today=TODAY)
        assert isinstance(again, Reading), answer_for(reading.timing)
        if reading.timing.edtf:
            assert replace(again.timing, words="") == replace(reading.timing, words="")


def shown_again(timing, tr=lambda text: text):
    return read_typed(due_words(timing, tr), None, today=TODAY)


@given(phrases(), SAIDS, st.booleans())
def test_the_words_that_are_shown_are_read_as_what_they_show(phrase, said, iso):
    """Where words say less than the value (the first day of a deadline) they are read as less."""
    for reading in readings(read_typed(phrase, said, today=TODAY)):
        timing = reading.timing
        if not timing.edtf:
            continue
        again = shown_again(timing, (lambda text: ISO_DAYS.get(text, text)) if iso else str)
        if timing.sense is SPAN and not parse(timing.edtf).earliest:
            assert isinstance(again, Question)  # “until” alone may be a deadline
            again = again.choices[0].reading
        assert isinstance(again, Reading), due_words(timing)
        assert again.timing.sense is timing.sense
        assert again.timing.basis is timing.basis or timing.sense is SPAN  # which does not say it
        before, after = timing.bounds(), again.timing.bounds()
        assert after.latest == before.latest
        if timing.sense is not DEADLINE:
            assert after.earliest == before.earliest
        value, other = parse(timing.edtf), parse(again.timing.edtf)
        assert (other.uncertain, other.approximate) == (value.uncertain, value.approximate)


@given(st.text(max_size=60), SAIDS)
def test_any_text_is_read_asked_about_or_kept_as_words(text, said):
    found = read_typed(text, said, today=TODAY)
    if isinstance(found, Reading) and not found.read:
        assert found.timing == Timing(words=" ".join(text.split()))
        assert found.note
    for reading in readings(found):
        assert reading.timing.validated() == reading.timing


HEAP = (
    "by before not in on the end of 2025 2026-27 may 3 - / or to within two weeks next month "
    "session likely early fy q1 до конца года 31.12 monday + 10d from until and , ( ) ? ~"
)
WORDS = st.sampled_from(tuple(HEAP.split()))


@given(st.lists(WORDS, max_size=12).map(" ".join), SAIDS)
def test_any_heap_of_its_own_words_does_no_harm(text, said):
    for reading in readings(read_typed(text, said, today=TODAY)):
        assert reading.timing.validated() == reading.timing


@given(
    DATES, st.sampled_from(["{:%Y-%m-%d}", "{:%Y-%m}", "{:%Y}", "[..{:%Y-%m-%d}]", "{:%Y-%m}/.."])
)
def test_edtf_is_read_as_it_stands_whenever_it_was_said(day, shape):
    text = shape.format(day)
    for said in (None, SAID):
        timing = read(text, said).timing
        assert timing == Timing(edtf=text, sense=sense_of(text), basis=Basis.STATED)
    assert answer_for(timing) == text
