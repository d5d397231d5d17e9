"""The command about being reminded while no window is open: reminding on, off, status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from app.cli.options import Command, File, in_session
from app.cli.session import Session
from app.cli.table import data, message, write_json
from app.domain.errors import InvalidValueError, NotFoundError, NothingToDoError
from app.services.watch_settings import (
    QuietHours,
    WatchSettings,
    change_settings,
    local_day,
    local_stamp,
    local_time,
    read_settings,
    time_of_day,
)

if TYPE_CHECKING:
    from app.services.last_runs import LastRun
    from app.services.scheduling import Reminding

SCHEMA = 1
"""The number of the form of what is answered in JSON."""


class Hours(click.ParamType[QuietHours]):
    """Quiet hours written as 22:00-07:00."""

    name = "hours"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> QuietHours:
        """Return the hours; a value that names none is a wrong command line."""
        if isinstance(value, QuietHours):
            return value
        begin, _, end = str(value).partition("-")
        try:
            return QuietHours(begin=time_of_day(begin), end=time_of_day(end))
        except ValueError:
            self.fail(f"“{value}” are no hours; write for example 22:00-07:00.", param, ctx)
        except InvalidValueError as error:
            self.fail(str(error), param, ctx)


@click.command("reminding", cls=Command)
@click.argument("what", type=click.Choice(["on", "off", "status"]), default="status")
@click.option("--quiet", metavar="HOURS", type=Hours(), help="Show nothing then: 22:00-07:00.")
@click.option("--never-quiet", is_flag=True, help="No quiet hours.")
@click.option("--watch", metavar="FILE", type=File(), help="Look after this register too.")
@click.option("--forget", metavar="FILE", type=File(), help="No longer look after this register.")
@in_session
def reminding_command(session: Session, /, what: str, **given: Any) -> None:
    """Say whether you are reminded while no window is open; switch that on or off.

    A computer that is off reminds of nothing: what came meanwhile is shown when it is on again.
    """
    from app.services.last_runs import last_runs  # noqa: PLC0415 - with the command
    from app.services.scheduling import Scheduling  # noqa: PLC0415 - with the command

    _set(session, given)
    scheduling = Scheduling(session.folders)
    now = session.clock.now()
    if what == "on":
        if session.read_only:
            raise click.UsageError("What was shown is noted in the register: not with --read-only.")
        state = scheduling.switch_on(now)
    else:
        state = scheduling.switch_off(now) if what == "off" else scheduling.state()
    settings = read_settings(session.folders)
    runs = last_runs(settings.registers, session.folders, session.clock, session.start.actor)
    if session.json:
        write_json(_form(state, settings, runs))
    else:
        data("\n".join(_lines(state, settings, runs)))
    if settings.trouble:
        message(settings.trouble)


def _set(session: Session, given: dict[str, Any]) -> None:
    """Keep what was given beside the word. Raises `NotFoundError` and `NothingToDoError`."""
    watch, forget = given["watch"], given["forget"]
    if given["quiet"] and given["never_quiet"]:
        raise click.UsageError("Either --quiet or --never-quiet.")
    if watch is not None and not watch.is_file():
        raise NotFoundError(f"There is no register at “{watch}”.")
    if forget is not None and read_settings(session.folders).watched(forget) is None:
        raise NothingToDoError(f"“{forget}” is not looked after.")
    now = session.clock.now()

    def changed(settings: WatchSettings) -> WatchSettings:
        if given["quiet"] or given["never_quiet"]:
            settings = replace(settings, quiet=given["quiet"])
        if watch is not None:
            settings = settings.watching(watch, now)
        return settings if forget is None else settings.without(forget)

    change_settings(session.folders, changed)


def _lines(state: Reminding, settings: WatchSettings, runs: Sequence[LastRun]) -> list[str]:
    lines = [_headline(state)]
    if state.installed or not state.unusable:
        lines.append(state.words)
    quiet = settings.quiet
    if quiet is not None:
        lines.append(f"Quiet from {quiet.begin:%H:%M} until {quiet.end:%H:%M}.")
    lines += [f"{each.path}: {_run_words(each)}" for each in runs]
    if not runs:
        lines.append("No register is looked after yet: the window adds each one that it opens.")
    return [each for each in lines if each]


def _headline(state: Reminding) -> str:
    if state.broken:
        return (
            "On, but the system knows nothing of it: “servanda reminding on” arranges it once more."
        )
    if state.unusable and not state.wanted:
        return state.unusable
    return "On: you are reminded while no window is open." if state.wanted else "Off."


def _run_words(run: LastRun) -> str:
    looked = "not looked at yet."
    if run.at is not None:
        day, time_of_day = local_day(run.at).isoformat(), local_time(run.at)
        looked = f"last looked at on {day} at {time_of_day:%H:%M}."
    return run.trouble or looked


def _form(state: Reminding, settings: WatchSettings, runs: Sequence[LastRun]) -> dict[str, object]:
    quiet = settings.quiet
    return {
        "schema": SCHEMA,
        "on": state.wanted,
        "installed": state.installed,
        "by": settings.scheduler or None,
        "why_not": state.unusable or None,
        "quiet": None if quiet is None else [f"{quiet.begin:%H:%M}", f"{quiet.end:%H:%M}"],
        "registers": [
            {
                "path": str(each.path),
                "last_run": None if each.at is None else local_stamp(each.at),
                "trouble": each.trouble or None,
            }
            for each in runs
        ],
    }


COMMANDS = (reminding_command,)
