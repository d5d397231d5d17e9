from __future__ import annotations

from datetime import date

import edtf as oracle
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.edtf import EdtfError, Form, parse

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
MARKS = st.sampled_from(["", "?", "~", "%"])


@st.composite
def singles(draw):
    """A year, month, day or quarter, with digits left open from the right, and qualified."""
    day = draw(DAYS)
    year, month = f"{day.year:04}", f"{day.month:02}"
    shapes = [
        year,
        f"{year}-{month}",
        day.isoformat(),
        f"{year}-{draw(st.sampled_from([33, 34, 35, 36]))}",
        f"{year}-XX",
        f"{year}-XX-XX",
        f"{year}-{month}-XX",
    ]
    if day.year >= 100:
        shapes += [f"{year[:3]}X", f"{year[:2]}XX"]
    return draw(st.sampled_from(shapes)) + draw(MARKS)


def oracle_ends():
    """The ends of an interval that the reference reader takes."""
    return singles().filter(lambda text: parse(text).form in (Form.DAY, Form.MONTH, Form.YEAR))


@st.composite
def ranges(draw):
    """`A/B` and `[A..B]`, perhaps open at one end; never an end before a start."""
    start, end = draw(singles()), draw(singles())
    assume(parse(start).earliest <= parse(end).latest)
    shape = draw(st.sampled_from(["{}/{}", "{}/..", "{}/", "../{1}", "/{1}", "[{}..{}]", "[{}..]"]))
    return shape.format(start, end)


@st.composite
def lists(draw):
    return "[" + ",".join(draw(st.lists(singles(), min_size=1, max_size=4))) + "]"


def text_or_refusal(text):
    try:
        return parse(text).text
    except EdtfError as error:
        return str(error)


VALUES = st.one_of(singles(), ranges(), lists())


@pytest.mark.parametrize(
    ("text", "form", "earliest", "latest"),
    [
        ("2025-02-10", Form.DAY, date(2025, 2, 10), date(2025, 2, 10)),
        ("2024-02-29", Form.DAY, date(2024, 2, 29), date(2024, 2, 29)),
        ("2025-02", Form.MONTH, date(2025, 2, 1), date(2025, 2, 28)),
        ("2024-02", Form.MONTH, date(2024, 2, 1), date(2024, 2, 29)),
        ("2026", Form.YEAR, date(2026, 1, 1), date(2026, 12, 31)),
        ("0001", Form.YEAR, date(1, 1, 1), date(1, 12, 31)),
        ("9999", Form.YEAR, date(9999, 1, 1), date(9999, 12, 31)),
        ("2026-33", Form.QUARTER, date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-34", Form.QUARTER, date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-35", Form.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-36", Form.QUARTER, date(2026, 10, 1), date(2026, 12, 31)),
        ("2027-40", Form.QUARTER, date(2027, 1, 1), date(2027, 6, 30)),
        ("2027-41", Form.QUARTER, date(2027, 7, 1), date(2027, 12, 31)),
        ("2026-XX-XX", Form.UNSPECIFIED, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-XX", Form.UNSPECIFIED, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-05-XX", Form.UNSPECIFIED, date(2026, 5, 1), date(2026, 5, 31)),
        ("201X", Form.UNSPECIFIED, date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", Form.UNSPECIFIED, date(2000, 1, 1), date(2099, 12, 31)),
        ("000X", Form.UNSPECIFIED, date(1, 1, 1), date(9, 12, 31)),
        ("2025/2027", Form.INTERVAL, date(2025, 1, 1), date(2027, 12, 31)),
        ("2025-02/2025-02-10", Form.INTERVAL, date(2025, 2, 1), date(2025, 2, 10)),
        ("2026-05/..", Form.INTERVAL, date(2026, 5, 1), None),
        ("2026-05/", Form.INTERVAL, date(2026, 5, 1), None),
        ("../2025-12-31", Form.INTERVAL, None, date(2025, 12, 31)),
        ("/2025-12", Form.INTERVAL, None, date(2025, 12, 31)),
        ("[2024-11-26..2024-12-10]", Form.SET, date(2024, 11, 26), date(2024, 12, 10)),
        ("[..2025-12-31]", Form.SET, None, date(2025, 12, 31)),
        ("[2026-05..]", Form.SET, date(2026, 5, 1), None),
        ("[2027,2025-06,2026]", Form.SET, date(2025, 6, 1), date(2027, 12, 31)),
        ("[2025,2027-03..2027-05]", Form.SET, date(2025, 1, 1), date(2027, 5, 31)),
    ],
)
def test_a_date_means_exactly_the_days_it_names(text, form, earliest, latest):
    value = parse(text)
    assert (value.form, value.earliest, value.latest) == (form, earliest, latest)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2025-02", False, False),
        ("2025-02?", True, False),
        ("2025-02~", False, True),
        ("2025-02%", True, True),
        ("2025-XX~", False, True),
        ("2025?/2027", True, False),
        ("2025/2027~", False, True),
        ("2025?/2027~", True, True),
        ("[..2025-12-31?]", True, False),
        ("[2025,2026~]", False, True),
    ],
)
def test_a_qualifier_is_remembered_wherever_it_stands(text, uncertain, approximate):
    value = parse(text)
    assert (value.uncertain, value.approximate) == (uncertain, approximate)


@given(singles(), MARKS)
def test_a_qualifier_never_moves_the_bounds(text, other):
    value, requalified = parse(text), parse(text.rstrip("?~%") + other)
    assert (value.earliest, value.latest) == (requalified.earliest, requalified.latest)


@given(VALUES, st.sampled_from(["", " ", "\t"]))
def test_the_text_comes_back_exactly_as_it_was_given(text, blank):
    assert parse(blank + text + blank).text == text


@given(VALUES)
def test_the_earliest_day_never_follows_the_latest(text):
    value = parse(text)
    assert value.earliest is None or value.latest is None or value.earliest <= value.latest


@given(singles())
def test_the_bounds_of_one_value_are_those_of_the_reference_reader(text):
    value = parse(text)
    assume(value.form is not Form.QUARTER or text[-1].isdigit())  # it reads none with a qualifier
    theirs = oracle.parse_edtf(text)
    assert value.earliest == date(*theirs.lower_strict()[:3])
    assert value.latest == date(*theirs.upper_strict()[:3])


@given(oracle_ends(), oracle_ends())
def test_the_bounds_of_an_interval_are_those_of_the_reference_reader(start, end):
    assume(parse(start).earliest <= parse(end).latest)
    theirs = oracle.parse_edtf(f"{start}/{end}")
    value = parse(f"{start}/{end}")
    assert value.earliest == date(*theirs.lower_strict()[:3])
    assert value.latest == date(*theirs.upper_strict()[:3])


# Where the reference reader is wrong or does not read: it invents ten years for an open end, reads
# no quarter with a qualifier and no list of one.
HAND_CHECKED = [
    # level 0
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
    ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    # level 1
    ("1984?", "1984-01-01", "1984-12-31"),
    ("2004-06~", "2004-06-01", "2004-06-30"),
    ("2004-06-11%", "2004-06-11", "2004-06-11"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("1985-04-12/..", "1985-04-12", None),
    ("1985-04/..", "1985-04-01", None),
    ("1985/..", "1985-01-01", None),
    ("../1985-04-12", None, "1985-04-12"),
    ("../1985", None, "1985-12-31"),
    ("1985-04-12/", "1985-04-12", None),
    ("/1985-04", None, "1985-04-30"),
    ("1984~/2004-06", "1984-01-01", "2004-06-30"),
    ("1984/2004-06~", "1984-01-01", "2004-06-30"),
    ("1984?/2004%", "1984-01-01", "2004-12-31"),
    ("1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08"),
    # level 2: sets, quarters, open digits in an interval
    ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
    ("[..1760-12-03]", None, "1760-12-03"),
    ("[1760-12..]", "1760-12-01", None),
    ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
    ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
    ("[..1983-12-31,1984-10-10..1984-11-01]", None, "1984-11-01"),
    ("2001-33~", "2001-01-01", "2001-03-31"),
    ("2001-36?", "2001-10-01", "2001-12-31"),
    ("2001-34/2002-33", "2001-04-01", "2002-03-31"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
]


@pytest.mark.parametrize(("text", "earliest", "latest"), HAND_CHECKED)
def test_the_standards_own_forms_mean_the_days_checked_by_hand(text, earliest, latest):
    value = parse(text)
    assert value.text == text
    bounds = (value.earliest, value.latest)
    assert tuple(day.isoformat() if day else None for day in bounds) == (earliest, latest)


@given(st.lists(oracle_ends(), min_size=2, max_size=4))
def test_the_bounds_of_a_list_are_those_of_the_reference_reader(dates):
    text = f"[{','.join(dates)}]"
    theirs, value = oracle.parse_edtf(text), parse(text)
    assert value.earliest == date(*theirs.lower_strict()[:3])
    assert value.latest == date(*theirs.upper_strict()[:3])


@given(DAYS, st.times(), st.sampled_from(["", "Z", "+05", "-04:30"]))
def test_a_time_of_day_leaves_the_day_as_it_is_written(day, time, zone):
    text = f"{day.isoformat()}T{time:%H:%M:%S}{zone}"
    value = parse(text)
    assert (value.text, value.earliest, value.latest) == (text, day, day)


@given(st.text(alphabet="0123456789X-/[].,?~%{}TY ", max_size=24))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    outcome = text_or_refusal(text)
    assert outcome == text.strip() or outcome.endswith(".")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2025-02-30", "30 Feb 2025 does not exist."),
        ("2025-02-29", "29 Feb 2025 does not exist."),
        ("1900-02-29", "29 Feb 1900 does not exist."),
        ("2025-04-31", "31 Apr 2025 does not exist."),
        ("2025-04-00", "00 Apr 2025 does not exist."),
        ("2024-11-26/2025-02-30", "30 Feb 2025 does not exist."),
        ("[..2025-06-31]", "31 Jun 2025 does not exist."),
    ],
)
def test_a_day_the_calendar_lacks_is_refused_by_name(text, sentence):
    with pytest.raises(EdtfError) as refusal:
        parse(text)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-13", "a year has no month 13"),
        ("2025-00-10", "a year has no month 00"),
        ("2025-33-10", "a year has no month 33"),
        ("2025-37", "a year has no month 37"),
        ("2026-33-XX", "leave the day out"),
        ("2025-21", "is a season"),
        ("2025-24?", "write the months meant"),
        ("2025-25", "is a season"),
        ("{2025,2026}", "record one commitment for each"),
        ("2025-?02", "put ?, ~ or % at the end"),
        ("2025?-02", "put ?, ~ or % at the end"),
        ("2025-02-10T10:00", "leave the time out"),
        ("2025-02-10T25:00:00", "leave the time out"),
        ("2025-02-30T10:00:00Z", "30 Feb 2025 does not exist"),
        ("0000-01-01T10:00:00", "outside the years 0001 to 9999"),
        ("[2025-02-10T10:00:00,2026]", "leave the time out"),
        ("Y170000002", "outside the years 0001 to 9999"),
        ("-1985", "outside the years 0001 to 9999"),
        ("Y12025", "outside the years 0001 to 9999"),
        ("-0044", "outside the years 0001 to 9999"),
        ("0000", "outside the years 0001 to 9999"),
        ("0000-XX", "outside the years 0001 to 9999"),
        ("2026-XX-05", "leaves other digits open than the last"),
        ("20XX-05", "leaves other digits open than the last"),
        ("2026-1X", "leaves other digits open than the last"),
        ("XXXX", "leaves other digits open than the last"),
        ("03/04/2026", "does not say which number is the month"),
        ("2027/2025", "ends before it starts"),
        ("2025-03/2025-02", "ends before it starts"),
        ("[2025-12-10..2024-11-26]", "ends before it starts"),
        ("../..", "names no date at all"),
        ("/", "names no date at all"),
        ("[..2025,2027..]", "is open at both ends"),
        ("[..]", "cannot be read as a date"),
        ("[]", "cannot be read as a date"),
        ("[2025,,2026]", "cannot be read as a date"),
        ("[2025..,2026]", "cannot be read as a date"),
        ("[2025,..2026]", "cannot be read as a date"),
        ("[2025", "cannot be read as a date"),
        ("2025/2026/2027", "cannot be read as a date"),
        ("2025-02-10 ?", "cannot be read as a date"),
        ("next session", "cannot be read as a date"),
        ("٢٠٢٥", "cannot be read as a date"),
        (" ", "There is no date to read"),
    ],
)
def test_what_cannot_be_held_is_refused_with_what_to_write_instead(text, reason):
    with pytest.raises(EdtfError) as refusal:
        parse(text)
    assert reason in str(refusal.value)


def test_a_refusal_names_the_field_that_was_being_read():
    with pytest.raises(EdtfError) as refusal:
        parse("soon", field="made on")
    assert refusal.value.field == "made on"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("2025/2027-06", ("2025", "2027-06")),
        ("2026-05/..", ("2026-05", None)),
        ("../2025", (None, "2025")),
        ("[2024-11-26..2024-12-10]", ("2024-11-26", "2024-12-10")),
        ("[..2025]", (None, "2025")),
        ("[2025]", ("2025", "2025")),
        ("2025-02?", ("2025-02?", "2025-02?")),
    ],
)
def test_the_ends_are_read_as_they_were_written(text, ends):
    assert tuple(end.text if end else None for end in parse(text).ends) == ends


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("2026", ["2026"]),
        ("[2025..2026]", ["[2025..2026]"]),
        ("[2025,2027]", ["2025", "2027"]),
        ("[..2025,2026,2028..2029]", ["[..2025]", "2026", "[2028..2029]"]),
    ],
)
def test_a_list_offers_its_alternatives(text, choices):
    assert [choice.text for choice in parse(text).choices] == choices
