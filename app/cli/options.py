"""The options that every command takes, before its name or after it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from app.cli.session import Session
from app.domain.as_of import AsOf, By
from app.domain.edtf import EdtfError, parse

_SPANS = {"": 1, "d": 1, "w": 7}

in_session = click.make_pass_decorator(Session)
"""Hands a command its session as the first argument."""


class Day(click.ParamType[date]):
    """A day written as 2026-11-22."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the day; a value that names none is a wrong command line."""
        if isinstance(value, date):
            return value
        try:
            read = parse(str(value))
        except EdtfError as error:
            self.fail(str(error), param, ctx)
        if read.earliest is None or read.text != read.earliest.isoformat():
            self.fail(f"“{value}” is not a day; write for example 2026-11-22.", param, ctx)
        return read.earliest


class Span(click.ParamType[int]):
    """A number of days, written 30, 30d or 4w."""

    name = "days"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """Return the days; anything else is a wrong command line."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d{1,5})([dw]?)", str(value).strip(), re.ASCII)
        if found is None:
            self.fail(f"“{value}” is no number of days; write for example 30d or 4w.", param, ctx)
        return int(found[1]) * _SPANS[found[2]]


class File(click.Path):
    """The path of a file or folder, which may not be there yet."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


def _remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep what was given; what was not leaves alone what was given before the command."""
    if value in (None, False) or ctx.resilient_parsing:
        return
    session = ctx.find_object(Session)
    if session is not None and param.name is not None:
        setattr(session, param.name, value)


def _option(*names: str, **settings: Any) -> click.Option:
    return click.Option(names, expose_value=False, callback=_remember, **settings)


def shared() -> list[click.Option]:
    """Return the options that stand before or after any command."""
    return [
        _option("--register", metavar="FILE", type=File(), help="The register to work on."),
        _option(
            "--data",
            metavar="DIR",
            type=File(),
            help="Keep the program's own files in DIR, the register too unless one is named.",
        ),
        _option("--today", metavar="DATE", type=Day(), help="Answer as on that day: 2026-11-22."),
        _option("--read-only", is_flag=True, help="Write nothing."),
        _option("--json", is_flag=True, help="Answer in JSON."),
    ]


def of_window() -> list[click.Option]:
    """Return the options for the window, which opens where no command is given."""
    return [
        _option("--open", metavar="REF", help="Window: go to this commitment."),
        _option("--reminders", is_flag=True, help="Window: go to the reminders."),
        _option("--sample", is_flag=True, help="Window: open a throw-away register to try out."),
        _option("--rtl", is_flag=True, help="Window: lay everything out from right to left."),
    ]


Decorated = TypeVar("Decorated", bound=Callable[..., object])


def looking_back(command: Decorated) -> Decorated:
    """Give a command the options that let it look back on a past day, as `past` reads them."""
    by = click.option(
        "--by",
        type=click.Choice([each.value for each in By]),
        help="Looking back: by what had happened then (as usual), or by what was entered then.",
    )
    as_of = click.option(
        "--as-of", metavar="DAY", type=Day(), help="As it was at the end of that day: 2024-12-31."
    )
    return as_of(by(command))


def past(as_of: date | None, by: str | None) -> AsOf | None:
    """Return the past day that was asked for, if any; a sense without a day is refused."""
    if as_of is None:
        if by is not None:
            raise click.UsageError("--by goes with --as-of, which names the day.")
        return None
    return AsOf(day=as_of, by=By(by) if by else By.HAPPENED)


class Command(click.Command):
    """A command that takes the shared options beside its own."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += shared()
