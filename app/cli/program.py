"""The command `servanda`: its groups of commands, its exit codes, and the way to the window.

Exit codes: 0 done, 1 refused or nothing done, 2 a wrong command line, 3 locked or read-only,
4 damaged, 5 written by a newer program. Data goes to the standard output, messages to the
standard error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from app import __version__
from app.cli.options import of_window, shared
from app.cli.session import Session, Start
from app.domain.errors import ServandaError


def _making() -> tuple[click.Command, ...]:
    from app.cli.making import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _listing() -> tuple[click.Command, ...]:
    from app.cli.listing import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _reading() -> tuple[click.Command, ...]:
    from app.cli.reading import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _writing() -> tuple[click.Command, ...]:
    from app.cli.writing import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _organisations() -> tuple[click.Command, ...]:
    from app.cli.organisations import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _workdays() -> tuple[click.Command, ...]:
    from app.cli.workdays import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _due() -> tuple[click.Command, ...]:
    from app.cli.due import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _batches() -> tuple[click.Command, ...]:
    from app.cli.batches import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _renewals() -> tuple[click.Command, ...]:
    from app.cli.renewals import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _sources() -> tuple[click.Command, ...]:
    from app.cli.sources import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _letters() -> tuple[click.Command, ...]:
    from app.cli.letters import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _inputs() -> tuple[click.Command, ...]:
    from app.cli.inputs import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _slips() -> tuple[click.Command, ...]:
    from app.cli.slips import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _date() -> tuple[click.Command, ...]:
    from app.cli.date import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _importing() -> tuple[click.Command, ...]:
    from app.cli.importing import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _exporting() -> tuple[click.Command, ...]:
    from app.cli.exporting import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _reminders() -> tuple[click.Command, ...]:
    from app.cli.reminders import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _rules() -> tuple[click.Command, ...]:
    from app.cli.rules import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _reminding() -> tuple[click.Command, ...]:
    from app.cli.reminding import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _reporting() -> tuple[click.Command, ...]:
    from app.cli.reporting import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _packing() -> tuple[click.Command, ...]:
    from app.cli.packing import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


def _deciding() -> tuple[click.Command, ...]:
    from app.cli.deciding import COMMANDS  # noqa: PLC0415 - loaded when called for

    return COMMANDS


_ROOMS = {
    _making: ("new", "sample"),
    _listing: ("list",),
    _reading: ("show", "history", "check"),
    _writing: ("add", "edit", "move", "note", "discard", "restore", "undo", "redo"),
    _due: ("due",),
    _date: ("date",),
    _slips: ("slips",),
    _batches: ("batch",),
    _organisations: ("organisations", "organisation"),
    _sources: ("sources", "source"),
    _letters: ("letters", "replied", "rounds"),
    _inputs: ("inputs",),
    _workdays: ("workdays", "holidays"),
    _renewals: ("renewals", "term", "event"),
    _reminders: ("remind", "ack", "snooze"),
    _rules: ("rules", "rule"),
    _reminding: ("reminding",),
    _importing: ("import",),
    _exporting: ("export",),
    _reporting: ("report",),
    _packing: ("pack",),
    _deciding: ("decide", "decisions"),
}
"""Where each command lives: a room is loaded when one of its commands is called. The rooms are
written out as imports, so that whoever bundles the program sees them."""


class Program(click.Group):
    """The group of all commands; an expected error ends it with a sentence and a code."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Begin a run: what it was started with becomes its session."""
        start = extra.get("obj")
        if isinstance(start, Start):
            extra["obj"] = Session(start=start)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's
        """Name every command, in the order of the help."""
        return [name for names in _ROOMS.values() for name in names]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's
        cmd_name: str,
    ) -> click.Command | None:
        """Load the room a command lives in, and return the command."""
        room = next((room for room, names in _ROOMS.items() if cmd_name in names), None)
        if room is None:
            return None
        return next(each for each in room() if each.name == cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, or say why it was refused."""
        try:
            return super().invoke(ctx)
        except ServandaError as error:
            click.echo(str(error), err=True)
            ctx.exit(error.exit_code)


def program() -> Program:
    """Return the whole command line."""
    return Program(
        name="servanda",
        help="A register of what two states promised each other. Without a command: the window.",
        callback=_without_command,
        invoke_without_command=True,
        params=[*shared(), *of_window(), _version()],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(arguments: Sequence[str], start: Start) -> int:
    """Run one command line and return its exit code; nothing escapes but a bug."""
    try:
        program().main(list(arguments), prog_name="servanda", obj=start)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ServandaError.exit_code


@click.pass_context
def _without_command(ctx: click.Context) -> None:
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand is None:
        ctx.exit(session.start.window(session.request()))
    if session.of_window:
        raise click.UsageError(
            "--open, --reminders, --sample and --rtl are for the window, which takes no command. A "
            "register to try commands on is made by “servanda sample”."
        )


def _version() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
        if value and not ctx.resilient_parsing:
            click.echo(f"servanda {__version__}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show the version and exit.",
    )
