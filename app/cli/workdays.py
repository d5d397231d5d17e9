"""The commands of working days: counting them, and the days off they are counted by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from app.cli.named import one_of
from app.cli.options import Command, Day, in_session, shared
from app.cli.session import Session
from app.cli.table import data, message, table, write_json
from app.domain.change import Change
from app.domain.errors import NothingToDoError
from app.domain.workdays import CalendarYear, Certainty, Doubt, Holiday, UnknownYearError
from app.services import holidays, json_workdays
from app.services.holidays import CountryYear, DayChange
from app.services.json_form import SCHEMA, listed
from app.services.register import Register
from app.services.workdays import Answer, Asked, answered

_HEADING = ("COUNTRY", "ANSWER", "NOT AS THE WEEKDAY SAYS")
_LIST = ("DAY", "COUNTRY", "WHAT", "CERTAINTY", "ORIGIN", "NAME")
_MOST = 40_000


@click.command("workdays", cls=Command)
@click.option("--relation", metavar="CODE", help="The pair of countries: PK-BY.")
@click.option("--before", metavar="DATE", type=Day(), help="Count back from that day.")
@click.option("--after", metavar="DATE", type=Day(), help="Count on from that day.")
@click.option("--between", metavar="FROM TO", type=Day(), nargs=2, help="Count, both included.")
@click.option("--days", metavar="N", type=click.IntRange(0, _MOST), help="So many working days.")
@in_session
def workdays_command(session: Session, /, relation: str | None, **given: Any) -> None:
    """Count working days in each country of a pair, and in both together.

    A year that was not filled in yet is filled in from the library first, unless --read-only.
    """
    asked = _asked(**given)
    with session.opened() as register:
        pair = _pair(register, relation)
        answers = _answered(register, pair, asked)
    if session.json:
        write_json(json_workdays.workdays(pair, asked, answers))
        return
    rows = [(each.who, _found(each), _unusual(each)) for each in answers]
    data(table(_HEADING, rows, [False] * len(rows)))
    for doubt in dict.fromkeys(doubt for each in answers for doubt in each.doubts):
        message(_doubt(doubt))


def _asked(
    before: date | None, after: date | None, between: tuple[date, date] | None, days: int | None
) -> Asked:
    """Return what was asked; anything but one question is a wrong command line."""
    if sum(each is not None for each in (before, after, between)) != 1:
        raise click.UsageError("Ask for one of --before, --after and --between.")
    if (days is None) is (between is None):
        raise click.UsageError("--before and --after need --days; --between takes none.")
    return Asked(before=before, after=after, between=between, days=days or 0)


def _pair(register: Register, given: str | None) -> str:
    codes = [each.code for each in register.reader.relations()]
    if given is not None:
        return one_of(codes, "relation", given)
    if len(codes) != 1:
        raise click.UsageError("Say which pair of countries is meant: --relation PK-BY.")
    return codes[0]


def _answered(register: Register, relation: str, asked: Asked) -> tuple[Answer, ...]:
    """Answer, filling in the years that are found wanting on the way."""
    while True:
        try:
            return answered(register.reader, relation, asked)
        except UnknownYearError as error:
            if register.read_only:
                raise
            years = {year for _, year in error.missing}
            codes = holidays.countries(register.reader, relation)  # in one step, undone in one
            wanted = holidays.unfilled(register.reader, codes, years)
            holidays.fill(register, wanted)
            _tell_filled(register, wanted)


def _tell_filled(register: Register, filled: Sequence[CountryYear]) -> None:
    for country, year in filled:
        found = _year(register, country, year)
        message(f"Filled in {country} {year:04} from {found.drawn_from}.")


def _year(register: Register, country: str, year: int) -> CalendarYear:
    return next(each for each in register.reader.calendar_years(country) if each.year == year)


def _found(answer: Answer) -> str:
    return f"{answer.count} working days" if answer.day is None else answer.day.isoformat()


def _unusual(answer: Answer) -> str:
    return "; ".join(
        f"{each.country} {each.day} {'' if each.off else 'worked: '}{each.name}".rstrip()
        for each in answer.unusual
    )


def _doubt(doubt: Doubt) -> str:
    if doubt.holiday is not None:
        each = doubt.holiday
        return f"Estimated: {each.country} {each.day} {each.name}; the answer may yet change."
    return (
        f"{doubt.country} may yet move working days in {doubt.year:04}: they are not announced, "
        "and the answer may change."
    )


# --- the days off ------------------------------------------------------------------------------


@click.command("list", cls=Command)
@click.option("--country", metavar="CODE", help="Of that country: PK.")
@click.option("--year", "years", metavar="YEAR", type=int, multiple=True, help="Of that year.")
@in_session
def list_command(session: Session, country: str | None, years: tuple[int, ...]) -> None:
    """List days off and extra working days; of a year not filled in, only what was entered."""
    with session.opened() as register:
        reader = register.reader
        codes = _codes(register, country)
        entered = [each for code in codes for each in reader.holidays(code, date.min, date.max)]
        filled = [each for code in codes for each in reader.calendar_years(code)]
    found = [each for each in entered if not years or each.date.year in years]
    found.sort(key=lambda each: (each.day, each.country))
    shown = [each for each in filled if not years or each.year in years]
    if session.json:
        form = listed(map(json_workdays.holiday, found))
        write_json({**form, "years": [json_workdays.year(each) for each in shown]})
        return
    if found:
        estimated = [each.certainty is Certainty.ESTIMATED for each in found]
        data(table(_LIST, [_cells(each) for each in found], estimated))
    for each in shown:
        message(_year_words(each))
    if not shown:
        message("No such year is filled in: “servanda holidays fill” fills those in use.")


def _cells(each: Holiday) -> tuple[str, ...]:
    what = "off" if each.off else "worked"
    name = f"{each.name} ({each.reason})".strip() if each.reason else each.name
    return (each.day, each.country, what, each.certainty.value, each.origin.value, name)


def _year_words(each: CalendarYear) -> str:
    origin = f"by the officer: {each.reason}" if each.reason else f"from {each.drawn_from}"
    moved = "" if each.settled else "; moved working days are not announced yet"
    return f"{each.country} {each.year:04}: filled in {origin}{moved}."


@click.command("add", cls=Command)
@click.argument("country")
@click.argument("day", metavar="DATE", type=Day())
@click.option("--name", default="", help="What the day is off for.")
@click.option("--working", is_flag=True, help="It is worked, whatever its weekday or the library.")
@click.option("--certainty", default="announced", help="fixed, estimated or announced.")
@click.option("--reason", default="", help="Where this is known from, such as a notice.")
@in_session
def add_command(
    session: Session, /, country: str, day: date, *, working: bool, **details: str
) -> None:
    """Say that a day is off, or is worked; filling in leaves it so."""
    with session.opened() as register:
        code = _codes(register, country)[0]
        change = register.set_holiday(code, day.isoformat(), off=not working, **details)
        _report(session, register, code, day, change)


@click.command("remove", cls=Command)
@click.argument("country")
@click.argument("day", metavar="DATE", type=Day())
@click.option("--reason", default="", help="Where this is known from, such as a notice.")
@in_session
def remove_command(session: Session, country: str, day: date, reason: str) -> None:
    """Say that a day is what its weekday says, whatever the library has; filling in keeps that."""
    with session.opened() as register:
        code = _codes(register, country)[0]
        change = register.clear_holiday(code, day.isoformat(), reason)
        _report(session, register, code, day, change)


def _report(session: Session, register: Register, code: str, day: date, change: Change) -> None:
    if not change.n:
        raise NothingToDoError("Nothing was changed: it is so already.")
    calendar = register.reader.calendar(code)
    if session.json:
        entered = register.reader.holidays(code, day, day)
        form = {"country": code, "day": day.isoformat(), "kind": calendar.kind(day).value}
        entry = json_workdays.holiday(entered[0]) if entered else None
        write_json({"schema": SCHEMA, **form, "entered": entry})
    if calendar.knows(day):
        message(f"{code} {day.isoformat()} is now: {calendar.kind(day).value}.")
    else:
        message(f"Entered. {code} {day.year:04} is not filled in yet, so nothing counts by it.")


@click.command("year", cls=Command)
@click.argument("country")
@click.argument("year", type=click.IntRange(1, 9999))
@click.option("--weekend", "weekdays_off", metavar="DAYS", help="Monday is 1: 67 for Sat and Sun.")
@click.option("--settled/--unsettled", default=None, help="Are all moved working days known?")
@click.option("--reason", default="", help="Where this is known from, such as a decree.")
@in_session
def year_command(session: Session, /, country: str, year: int, **details: Any) -> None:
    """Say of a year which weekdays are off, or that its moved working days are all known.

    A year that the library does not know is filled in by this.
    """
    if details["weekdays_off"] is None and details["settled"] is None:
        raise click.UsageError("Say something of the year: --weekend, --settled or --unsettled.")
    with session.opened() as register:
        code = _codes(register, country)[0]
        if not register.set_year(code, year, **details).n:
            raise NothingToDoError("Nothing was changed: it is so already.")
        found = _year(register, code, year)
    if session.json:
        write_json({"schema": SCHEMA, **json_workdays.year(found)})
    message(_year_words(found))


@click.command("fill", cls=Command)
@click.option("--country", metavar="CODE", help="That country alone: PK.")
@click.option("--year", "years", metavar="YEAR", type=int, multiple=True, help="That year alone.")
@click.option("--update", is_flag=True, help="Take over what the library knows better by now.")
@in_session
def fill_command(
    session: Session, /, country: str | None, years: tuple[int, ...], *, update: bool
) -> None:
    """Fill in the years in use from the library; what the officer entered stays.

    Years that are filled in stay as they are. What the library says otherwise by now is named, and
    with --update taken over, from today on.
    """
    today = session.clock.today()
    with session.opened() as register:
        wanted = years or holidays.years_in_use(register.reader, today)
        codes = _codes(register, country)
        unfilled = holidays.unfilled(register.reader, codes, wanted)
        missing = [each for each in unfilled if holidays.known(*each)]
        for code, year in unfilled:
            if (code, year) not in missing:
                message(f"The library knows nothing of {code} {year:04}.")
        done = [(code, year) for code in codes for year in wanted if (code, year) not in unfilled]
        otherwise = [e for each in done for e in holidays.differences(register.reader, *each)]
        if missing:
            holidays.fill(register, missing)
            _tell_filled(register, missing)
        ahead = [each for each in otherwise if each.day >= today]
        if update and ahead:
            holidays.update(register, done)
    _tell_otherwise(otherwise, today, taken=update)
    if session.json:
        write_json(_fill_form(missing, otherwise, ahead if update else []))
    if not (missing or (update and ahead)):
        raise NothingToDoError("Nothing was filled in: all these years are.")


def _fill_form(
    filled: Sequence[CountryYear], otherwise: Sequence[DayChange], taken: Sequence[DayChange]
) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "filled": [{"country": country, "year": year} for country, year in filled],
        "differences": [
            {**json_workdays.difference(each), "taken_over": each in taken} for each in otherwise
        ],
    }


def _tell_otherwise(otherwise: Sequence[DayChange], today: date, *, taken: bool) -> None:
    for each in otherwise:
        past = each.day < today
        did = "left, as it is past" if past else "taken over" if taken else "left: see --update"
        before, after = _entry(each.now), _entry(each.then)
        message(f"{each.country} {each.day.isoformat()}: {before} is now {after} ({did}).")


def _entry(each: Holiday | None) -> str:
    if each is None:
        return "nothing"
    return f"“{each.name}” ({'' if each.off else 'worked, '}{each.certainty.value})"


def _codes(register: Register, country: str | None) -> list[str]:
    codes = list(holidays.countries(register.reader))
    return codes if country is None else [one_of(codes, "country", country)]


def _group() -> click.Group:
    return click.Group(
        "holidays",
        commands=(list_command, add_command, remove_command, year_command, fill_command),
        params=shared(),
        help="List or change days off and extra working days.",
    )


COMMANDS = (workdays_command, _group())
