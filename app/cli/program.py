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
from app.cli import making, reading, writing
from app.cli.options import of_window, shared
from app.cli.session import Session, Start
from app.domain.errors import (
    BusyError,
    DamagedError,
    NotARegisterError,
    ReadOnlyError,
    ServandaError,
    TooNewError,
)

REFUSED = 1
_CODES: tuple[tuple[type[ServandaError], int], ...] = (
    (BusyError, 3),
    (ReadOnlyError, 3),
    (DamagedError, 4),
    (NotARegisterError, 4),
    (TooNewError, 5),
)


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

    def invoke(self, ctx: click.Context) -> object:
        """Run the command, or say why it was refused."""
        try:
            return super().invoke(ctx)
        except ServandaError as error:
            click.echo(str(error), err=True)
            ctx.exit(code_of(error))


def code_of(error: ServandaError) -> int:
    """Return the exit code that an expected error ends with."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), REFUSED)


def program() -> Program:
    """Return the whole command line."""
    return Program(
        name="servanda",
        help="A register of what two states promised each other. Without a command: the window.",
        callback=_without_command,
        invoke_without_command=True,
        params=[*shared(), *of_window(), _version()],
        commands=[*making.COMMANDS, *reading.COMMANDS, *writing.COMMANDS],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )


def run(arguments: Sequence[str], start: Start) -> int:
    """Run one command line and return its exit code; nothing escapes but a bug."""
    try:
        program().main(list(arguments), prog_name="servanda", obj=start)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else REFUSED


@click.pass_context
def _without_command(ctx: click.Context) -> None:
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand is None:
        ctx.exit(session.start.window(session.request()))
    if session.sample or session.rtl:
        raise click.UsageError(
            "--sample and --rtl are for the window, which takes no command. A register to try "
            "commands on is made by “servanda sample”."
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
