"""The part of `servanda remind` that shows what is due on the desktop, with no window open.

What it needs is loaded when it runs: the listing of reminders does without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.options import Decorated
from app.cli.session import Session
from app.cli.table import message, write_json
from app.domain.errors import NotFoundError, NothingToDoError, ServandaError
from app.services.watch_settings import WatchSettings, local_time, read_settings

if TYPE_CHECKING:
    from app.services.desktop import Desktop
    from app.services.helper import Clicked, Helper, Round

SCHEMA = 1
"""The number of the form of what is answered in JSON."""

_LONGEST_WAIT = 24 * 60 * 60


def notify_options(command: Decorated) -> Decorated:
    """Give a command the options of showing; what they hold goes to `notify`."""
    options: tuple[Callable[[Decorated], Decorated], ...] = (
        click.option(
            "--wait",
            metavar="SECONDS",
            type=click.IntRange(0, _LONGEST_WAIT),
            help="With --notify: stay so long for clicks, once something was shown.",
        ),
        click.option(
            "--loop", is_flag=True, help="With --notify: stay, and look every 15 minutes."
        ),
        click.option("--once", is_flag=True, help="With --notify: look once, as usual."),
        click.option(
            "--notify",
            is_flag=True,
            help="Show on the desktop what nobody was shown yet, of all registers looked after.",
        ),
    )
    for each in options:
        command = each(command)
    return command


def notify(session: Session, *, loop: bool = False, once: bool = False, wait: int = 0) -> None:
    """Show what is due on the desktop, once or again and again.

    Raises `NoDesktopError` where nothing can be shown, `NothingToDoError` where no register is
    looked after, and what the first register that could not be looked at said.
    """
    import asyncio  # noqa: PLC0415 - the listing does without

    if loop and once:
        raise click.UsageError("Either --once or --loop.")
    if session.read_only:
        raise click.UsageError("What was shown is noted in the register: not with --read-only.")
    if loop:
        asyncio.run(_stay(session))
        return
    settings = read_settings(session.folders)
    _say_trouble(settings)
    registers = _registers(session, settings)
    if settings.quiet_at(session.clock.now()):
        _answer(session, None, settings)
        return
    made = asyncio.run(_once(session, registers, wait))
    for each in made.troubles:
        message(str(each))
    if made.troubles:
        raise click.exceptions.Exit(made.troubles[0].exit_code)


async def _once(session: Session, registers: Sequence[Path], wait: int) -> Round:
    import asyncio  # noqa: PLC0415 - the listing does without

    from app.services.desktop import desktop  # noqa: PLC0415 - the listing does without

    async with desktop() as service:
        made = await _helper(session).look(service, registers)
        _answer(session, made, None)
        if made.shown:
            await asyncio.sleep(wait)
    return made


async def _stay(session: Session) -> None:
    """Look again and again, until the officer no longer wants it."""
    from app.services.helper import until_next  # noqa: PLC0415 - the listing does without

    helper = _helper(session)
    service: Desktop | None = None
    while True:
        settings = read_settings(session.folders)
        if not settings.helper and session.register is None:
            return
        if not settings.quiet_at(session.clock.now()):
            service = await _look_again(session, helper, service, settings)
        await until_next(session.clock.now, session.clock.today, hurry=service is None)


async def _look_again(
    session: Session, helper: Helper, service: Desktop | None, settings: WatchSettings
) -> Desktop | None:
    """Look once more; returns the service to go on with, None where there is none now."""
    from app.services.desktop import reach_desktop  # noqa: PLC0415 - the listing does without

    try:
        service = service or await reach_desktop()
        made = await helper.look(service, _registers(session, settings))
    except ServandaError as error:
        message(str(error))
        return None
    for each in made.troubles:
        message(str(each))
    if made.refused:
        await service.close()
        return None
    return service


def _helper(session: Session) -> Helper:
    from app.services.helper import Helper  # noqa: PLC0415 - the listing does without

    return Helper(session.opened_at, lambda clicked: _open(session, clicked))


def _open(session: Session, clicked: Clicked) -> None:
    """Open the window at what was clicked on, or bring it forward."""
    from app.services.starts import start, window_on  # noqa: PLC0415 - for a click

    try:
        start(window_on(session.folders, clicked.register, clicked.ref))
    except OSError as error:
        message(f"The window could not be opened: {error.strerror or error}.")


def _registers(session: Session, settings: WatchSettings) -> tuple[Path, ...]:
    """Return which registers to look at. Raises `NothingToDoError` where there is none."""
    if session.register is not None:
        if not session.register.exists():
            raise NotFoundError(f"There is no register at “{session.register}”.")
        return (session.register.absolute(),)
    if not settings.registers:
        raise NothingToDoError(
            "No register is looked after yet: the window adds each one that it opens, and "
            "--register names one for now."
        )
    return tuple(each.path for each in settings.registers)


def _say_trouble(settings: WatchSettings) -> None:
    if settings.trouble:
        message(settings.trouble)


def _answer(session: Session, made: Round | None, settings: WatchSettings | None) -> None:
    """Say what was done; without a round it was quiet."""
    if session.json:
        shown, looked = (made.shown, made.looked) if made is not None else (0, 0)
        write_json({"schema": SCHEMA, "quiet": made is None, "registers": looked, "shown": shown})
    elif made is not None:
        count = "1 notification" if made.shown == 1 else f"{made.shown} notifications"
        if made.shown or not made.troubles:
            message(f"{count} shown." if made.shown else "Nothing new to show.")
    elif settings is not None and settings.quiet is not None:
        now = local_time(session.clock.now())
        message(
            f"It is {now:%H:%M}, within the quiet hours until {settings.quiet.end:%H:%M}: "
            "nothing was looked for."
        )
