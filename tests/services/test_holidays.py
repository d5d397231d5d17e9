"""Years are filled in once, the officer's word stands, and nothing about the past changes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.timing import Bounds
from app.domain.workdays import Certainty, DayKind, DayOrigin, UnknownYearError
from app.services import holidays
from app.services.holiday_library import drawn
from app.services.workdays import Asked, answered
from tests.store.desks import created, everything, exchange, hand_copy, rows, seated

EID = date(2027, 3, 10)
IQBAL = date(2026, 11, 9)
NOTICE = {"reason": "Cabinet Division, notice of 3 March 2027"}


@pytest.fixture
def filled(register):
    """A register in which 2026 and 2027 are filled in for both countries."""
    holidays.fill(register, [(code, year) for code in ("PK", "BY") for year in (2026, 2027)])
    yield register
    assert register.store.check() == []


def entry(register, day, country="PK"):
    """What is entered for a day."""
    return register.reader.calendar(country).holiday(day)


def since(year, *days, known_as="holidays 0.200"):
    """The library as it will be: days exchanged for others, each told by its day."""
    now = drawn("PK", year)
    kept = {each.day: each for each in now.days} | {each.day: each for each in days}
    return replace(now, year=replace(now.year, drawn_from=known_as), days=tuple(kept.values()))


def knowing(*found):
    """A library that knows these years and nothing else."""
    table = {(each.year.country, each.year.year): each for each in found}
    return lambda country, year: table[country, year]


# --- filling in --------------------------------------------------------------------------------


def test_the_vector_of_the_design_comes_out_of_the_register(filled):
    asked = Asked(before=date(2026, 5, 29), days=10)
    days = {each.who: each.day for each in answered(filled.reader, "PK-BY", asked)}
    assert days == {
        "PK": date(2026, 5, 12),
        "BY": date(2026, 5, 15),
        "joint": date(2026, 5, 12),
    }


def test_nothing_is_known_before_a_year_is_filled_in(register):
    with pytest.raises(UnknownYearError) as caught:
        answered(register.reader, "PK-BY", Asked(before=date(2026, 5, 29), days=10))
    assert caught.value.missing[0] == ("PK", 2026)
    assert holidays.steps_back(register.reader, "PK-BY")(date(2026, 5, 29), 10) is None


def test_others_count_back_by_the_joint_calendar(filled):
    back = holidays.steps_back(filled.reader, "PK-BY")
    assert back(date(2026, 5, 29), 10) == date(2026, 5, 12)
    assert back(date(2026, 5, 29), 1000) is None


def test_filling_in_is_one_change_and_one_step_of_undo(register):
    change = holidays.fill(register, [("PK", 2026), ("BY", 2026)])
    assert change.n
    assert change.label == "Working days of PK, BY in 2026"
    register.store.undo()
    assert not register.reader.calendar("PK").years
    assert register.reader.holidays("BY", date.min, date.max) == []
    holidays.fill(register, [("PK", 2026)])
    assert register.reader.calendar("PK").kind(IQBAL) is DayKind.OFF


def test_a_year_is_filled_in_only_once(filled):
    with pytest.raises(InvalidValueError):
        holidays.fill(filled, [("PK", 2026)])


def test_a_country_the_library_does_not_know_is_said_to_be_unknown(register):
    with pytest.raises(NotFoundError):
        holidays.fill(register, [("XX", 2026)])
    assert not holidays.known("XX", 2026)
    assert not holidays.known("PK", 2300)


def test_a_working_saturday_is_worked_and_the_monday_before_it_is_not(filled):
    belarus = filled.reader.calendar("BY")
    assert belarus.kind(date(2026, 4, 25)) is DayKind.EXTRA
    assert belarus.kind(date(2026, 4, 20)) is DayKind.OFF
    assert belarus.holiday(date(2026, 4, 25)).certainty is Certainty.ANNOUNCED


def test_feasts_of_the_moon_are_estimated_until_they_are_announced(filled):
    assert entry(filled, date(2026, 5, 27)).certainty is Certainty.ANNOUNCED
    assert entry(filled, EID).certainty is Certainty.ESTIMATED
    assert "estimated" not in entry(filled, EID).name
    assert entry(filled, IQBAL).certainty is Certainty.FIXED


def test_a_year_whose_moved_days_nobody_announced_is_not_settled(filled):
    assert filled.reader.calendar("BY").year(2026).settled
    assert not filled.reader.calendar("BY").year(2027).settled
    asked = Asked(before=date(2027, 2, 10), days=3)
    doubts = {each.who: each.doubts for each in answered(filled.reader, "PK-BY", asked)}
    assert [each.year for each in doubts["BY"]] == [2027]
    assert doubts["PK"] == ()


def test_years_in_use_are_this_one_the_next_and_those_of_the_commitments(sample):
    years = holidays.years_in_use(sample.reader, date(2026, 11, 22))
    assert {2024, 2025, 2026, 2027} <= set(years)
    assert max(years) <= 2041


def test_only_years_that_are_wanting_are_unfilled(filled):
    found = holidays.unfilled(filled.reader, ("PK", "BY"), (2026, 2028))
    assert found == (("PK", 2028), ("BY", 2028))


def test_the_countries_are_those_of_the_pairs(register):
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    assert holidays.countries(register.reader) == ("PK", "BY", "KZ")
    assert holidays.countries(register.reader, "PK-KZ") == ("PK", "KZ")


# --- the officer's word ------------------------------------------------------------------------


def test_an_announced_day_is_the_officers_word(filled):
    filled.set_holiday("pk", "2027-03-13", name="Eid-ul-Fitr", **NOTICE)
    kept = entry(filled, date(2027, 3, 13))
    assert (kept.origin, kept.certainty) == (DayOrigin.OFFICER, Certainty.ANNOUNCED)
    assert kept.reason == NOTICE["reason"]


def test_a_day_off_can_be_worked_after_all(filled):
    filled.set_holiday("PK", IQBAL.isoformat(), off=False, reason="Interior, order of 2 Nov")
    assert filled.reader.calendar("PK").kind(IQBAL) is DayKind.WORKING
    filled.store.undo()
    assert filled.reader.calendar("PK").kind(IQBAL) is DayKind.OFF


def test_what_is_taken_out_follows_its_weekday(filled):
    filled.clear_holiday("PK", IQBAL.isoformat(), "no longer a holiday")
    assert filled.reader.calendar("PK").kind(IQBAL) is DayKind.WORKING
    assert entry(filled, IQBAL) is None


def test_what_was_taken_out_can_be_entered_again(filled):
    filled.clear_holiday("PK", IQBAL.isoformat(), "no longer a holiday")
    filled.set_holiday("PK", IQBAL.isoformat(), name="Iqbal Day", reason="notice")
    assert filled.reader.calendar("PK").kind(IQBAL) is DayKind.OFF


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"name": "Eid"}, "reason"),
        ({"reason": "notice"}, "name"),
        ({"name": "Eid", "reason": "notice", "certainty": "sure"}, "certainty"),
    ],
)
def test_the_officers_word_says_what_for_and_where_from(filled, details, field):
    with pytest.raises(InvalidValueError) as caught:
        filled.set_holiday("PK", "2027-03-13", **details)
    assert caught.value.field == field


@pytest.mark.parametrize(
    ("country", "day", "field"), [("Pakistan", "2027-03-13", "country"), ("PK", "13.3.2027", "day")]
)
def test_a_day_of_nowhere_or_never_is_refused(filled, country, day, field):
    with pytest.raises(InvalidValueError) as caught:
        filled.set_holiday(country, day, name="Eid", **NOTICE)
    assert caught.value.field == field


def test_nothing_can_be_taken_out_where_nothing_is(filled):
    with pytest.raises(NotFoundError):
        filled.clear_holiday("PK", "2026-11-10", "notice")


def test_a_year_that_no_library_knows_is_the_officers_to_fill_in(register):
    register.set_year("XX", 2026, weekdays_off="5", reason="embassy")
    calendar = register.reader.calendar("XX")
    assert calendar.kind(date(2026, 11, 20)) is DayKind.WEEKEND
    assert calendar.kind(date(2026, 11, 21)) is DayKind.WORKING


def test_the_officer_settles_a_year(filled):
    filled.set_year("BY", 2027, settled=True, reason="Council of Ministers")
    year = filled.reader.calendar("BY").year(2027)
    assert (year.settled, year.origin, year.weekend) == (True, DayOrigin.OFFICER, "67")


# --- filling in again --------------------------------------------------------------------------


def test_the_same_library_has_nothing_new_to_say(filled):
    assert holidays.differences(filled.reader, "PK", 2027) == ()
    assert not holidays.update(filled, [("PK", 2026), ("PK", 2027)]).n


def test_what_the_library_knows_better_is_named_and_not_taken_over(filled):
    eid = replace(entry(filled, EID), certainty=Certainty.ANNOUNCED)
    draw = knowing(since(2027, eid))
    (found,) = holidays.differences(filled.reader, "PK", 2027, draw)
    assert (found.day, found.now.certainty, found.then.certainty) == (
        EID,
        Certainty.ESTIMATED,
        Certainty.ANNOUNCED,
    )
    assert entry(filled, EID).certainty is Certainty.ESTIMATED


def test_an_update_takes_over_the_days_to_come(filled):
    eid = replace(entry(filled, EID), certainty=Certainty.ANNOUNCED)
    draw = knowing(since(2027, eid))
    holidays.update(filled, [("PK", 2027)], draw)
    assert entry(filled, EID).certainty is Certainty.ANNOUNCED
    assert filled.reader.calendar("PK").year(2027).drawn_from == "holidays 0.200"
    assert holidays.differences(filled.reader, "PK", 2027, draw) == ()


def test_an_update_changes_nothing_of_the_past(filled):
    before = [
        answered(filled.reader, "PK-BY", Asked(before=date(2026, 11, 22), days=days))
        for days in range(200)
    ]
    now = drawn("PK", 2026)
    draw = knowing(replace(now, days=tuple(each for each in now.days if each.day >= "2026-11-22")))
    holidays.update(filled, [("PK", 2026)], draw)
    assert before == [
        answered(filled.reader, "PK-BY", Asked(before=date(2026, 11, 22), days=days))
        for days in range(200)
    ]
    assert len(holidays.differences(filled.reader, "PK", 2026, draw)) == 13


def test_an_update_drops_what_the_library_no_longer_names(filled):
    now = drawn("PK", 2027)
    draw = knowing(replace(now, days=tuple(each for each in now.days if each.date != EID)))
    holidays.update(filled, [("PK", 2027)], draw)
    assert entry(filled, EID) is None
    draw = knowing(now)
    holidays.update(filled, [("PK", 2027)], draw)
    assert entry(filled, EID).certainty is Certainty.ESTIMATED


def test_no_update_touches_what_the_officer_entered_or_took_out(filled):
    filled.set_holiday("PK", EID.isoformat(), off=False, reason="the moon was not seen")
    filled.clear_holiday("PK", "2027-03-11", "notice")
    filled.set_year("PK", 2027, settled=True, reason="notice")
    draw = knowing(since(2027))
    assert holidays.differences(filled.reader, "PK", 2027, draw) == ()
    assert not holidays.update(filled, [("PK", 2027)], draw).n
    assert entry(filled, EID).off is False
    assert entry(filled, date(2027, 3, 11)) is None
    assert filled.reader.calendar("PK").year(2027).reason == "notice"


def test_a_day_entered_before_its_year_stays_when_the_year_is_filled_in(register):
    register.set_holiday("PK", EID.isoformat(), off=False, reason="the moon was not seen")
    assert register.reader.calendar("PK").kind(EID) is DayKind.UNKNOWN
    holidays.fill(register, [("PK", 2027)])
    assert register.reader.calendar("PK").kind(EID) is DayKind.WORKING


def test_a_word_of_the_officer_that_was_undone_leaves_the_day_to_the_library(register):
    register.set_holiday("PK", EID.isoformat(), off=False, reason="the moon was not seen")
    register.store.undo()
    holidays.fill(register, [("PK", 2027)])
    assert entry(register, EID).origin is DayOrigin.LIBRARY


# --- two copies --------------------------------------------------------------------------------


@pytest.fixture
def copies(tmp_path):
    """Two copies of one empty register, at desks of their own."""
    first = seated(created(tmp_path / "one.servanda"), actor="one")
    second = seated(hand_copy(first, tmp_path / "two.servanda"), actor="two")
    yield first, second
    for each in (first, second):
        assert each.store.check() == []
        each.close()


def met(one, two):
    """Let two copies take in each other's changes; they are then equal."""
    exchange(one, two)
    exchange(two, one)
    assert everything(one) == everything(two)


def test_two_copies_that_fill_in_one_year_have_it_once_and_disagree_in_nothing(copies):
    one, two = copies
    holidays.fill(one, [("PK", 2026)])
    holidays.fill(two, [("PK", 2026), ("BY", 2026)])
    met(one, two)
    assert rows(one, "conflict") == []
    assert len(one.reader.calendar_years("PK")) == 1
    assert one.reader.calendar("PK").before(date(2026, 5, 29), 10) == date(2026, 5, 12)


def test_a_correction_in_one_copy_and_filling_in_the_other_are_flagged(copies):
    one, two = copies
    one.set_holiday("PK", EID.isoformat(), off=False, reason="the moon was not seen")
    holidays.fill(two, [("PK", 2027)])
    met(one, two)
    assert {row[2] for row in rows(one, "conflict")} >= {"off", "origin"}


def test_two_corrections_of_one_day_are_flagged(copies):
    one, two = copies
    for each in copies:
        holidays.fill(each, [("PK", 2027)])
    met(one, two)
    one.set_holiday("PK", EID.isoformat(), off=False, reason="the moon was not seen")
    two.set_holiday("PK", EID.isoformat(), name="Eid-ul-Fitr", reason="notice")
    met(one, two)
    assert {row[2] for row in rows(two, "conflict")} == {"reason"}


def test_the_library_is_loaded_only_when_a_year_is_filled_in():
    code = (
        "import sys, app.cli.workdays, app.services.holidays, app.qt.views.calendar_page;"
        "assert 'holidays' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- filled in by itself -------------------------------------------------------------------------


def test_what_is_missing_of_the_years_in_use_is_filled_in_at_once(register):
    change = holidays.fill_in_use(register)
    assert change.label == "Working days of PK, BY in 2026 to 2027"
    assert holidays.fill_in_use(register) is None
    assert register.store.check() == []


def test_what_the_library_does_not_know_stays_open(register):
    def ignorant(country, year):
        raise NotFoundError("not known")

    assert holidays.fill_in_use(register, ignorant) is None
    register.together(
        "Nothing",
        lambda acts: (
            acts.add_relation("PK-KZ", "Pakistan", "Kazakhstan"),
            holidays.fill_within(acts, register.reader, ["PK"], [2026], ignorant),
        ),
    )
    assert register.reader.calendar_years("PK") == []


def test_where_all_years_are_filled_in_the_library_is_not_asked(filled):
    def asked(country, year):
        raise AssertionError

    filled.together(
        "New pair",
        lambda acts: (
            acts.add_relation("PK-KZ", "Pakistan", "Kazakhstan"),
            holidays.fill_within(acts, filled.reader, ["PK"], [2026], asked),
        ),
    )


def test_what_changes_nothing_fills_nothing_in(register):
    change = register.together(
        "Nothing", lambda acts: holidays.fill_within(acts, register.reader, ["PK"], [2026])
    )
    assert change.n == 0
    assert register.reader.calendar_years("PK") == []


def test_a_date_puts_its_years_to_use_but_none_that_nobody_knows(register):
    today = register.clock.today()
    far = Bounds(earliest=date(2029, 1, 1), latest=date(2060, 1, 1))
    assert holidays.years_around(Bounds(), today) == (2026, 2027)
    assert holidays.years_around(far, today) == (2026, 2027, 2029)
