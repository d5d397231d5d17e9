"""The helper: looks for reminders in registers and shows them on the desktop, without a window.

What it shows it claims before and confirms after, so that no other program shows it once more, and
what it could not show is free again. Within quiet hours it does not look at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from app.domain.errors import ServandaError
from app.services import watching
from app.services.desktop_notes import DesktopNote, desktop_notes
from app.services.register import Register
from app.services.reminders import Entry
from app.services.watching import Raised
from app.store.claims import HELPER

EVERY = 15 * 60
"""A helper that stays looks again after so many seconds, and whenever a new day has begun."""

_TICK = 30.0
"""So often it looks at the wall clock: a timer of 15 minutes would sleep with the computer."""


class NotTakenError(ServandaError):
    """The notification service did not take what was to be shown."""


class Shows(Protocol):
    """What shows notes, as `app.services.desktop.Desktop` does."""

    async def show(self, note: DesktopNote, clicked: Callable[[], None]) -> bool:
        """Show a note; whether it was taken. `clicked` is called if it is clicked on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clicked:
    """What was clicked on: of which register, and the commitment's reference if it was of one."""

    register: Path
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of looking once: how many notes were shown, and what went wrong where."""

    looked: int = 0
    shown: int = 0
    troubles: tuple[ServandaError, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the service did not take what it was given."""
        return any(isinstance(each, NotTakenError) for each in self.troubles)


class Helper:
    """Looks at registers, and shows what nobody was shown yet.

    `opened` opens a register for as long as it is needed, `clicked` is called for a click.
    """

    def __init__(
        self,
        opened: Callable[[Path], AbstractContextManager[Register]],
        clicked: Callable[[Clicked], None],
    ) -> None:
        self._opened = opened
        self._clicked = clicked

    async def look(self, desktop: Shows, registers: Sequence[Path]) -> Round:
        """Look at each register once. Raises nothing of what a register refuses: it is told."""
        looked = shown = 0
        troubles: list[ServandaError] = []
        for each in registers:
            try:
                taken, left = await self._look_at(desktop, each, several=len(registers) > 1)
            except ServandaError as error:
                troubles.append(error)
                continue
            looked, shown = looked + 1, shown + taken
            if left:
                troubles.append(_not_taken(each))
        return Round(looked=looked, shown=shown, troubles=tuple(troubles))

    async def _look_at(self, desktop: Shows, path: Path, *, several: bool) -> tuple[int, int]:
        """Show what is new in a register; returns how many notes were taken, and how many not."""
        with self._opened(path) as register:
            raised = watching.look(register, HELPER)
            notes = desktop_notes(raised, register.clock.today(), path.stem if several else "")
            shown = 0
            try:
                for each in notes:
                    if not await desktop.show(each, self._click(path, each)):
                        break
                    shown += 1
                    watching.shown(register, _part(raised, each.entries))
            finally:
                # Also where this program is being ended.
                left = tuple(entry for note in notes[shown:] for entry in note.entries)
                if left:
                    watching.not_shown(register, _part(raised, left))
        return shown, len(notes) - shown

    def _click(self, path: Path, note: DesktopNote) -> Callable[[], None]:
        return lambda: self._clicked(Clicked(register=path, ref=note.opens))


def _not_taken(path: Path) -> NotTakenError:
    return NotTakenError(
        f"The notification service did not take everything there is to know of “{path.name}”. What "
        "was not shown will be shown next time, or when the window is opened."
    )


def _part(raised: Raised, entries: tuple[Entry, ...]) -> Raised:
    return replace(raised, fresh=entries)


async def until_next(
    now: Callable[[], int], today: Callable[[], date], *, hurry: bool = False
) -> None:
    """Wait until it is time to look again: a while later, or on another day.

    `now` gives UTC ms. A clock that was moved, or a computer that slept, is noticed within half a
    minute, which is also how long it takes in a `hurry`.
    """
    began, day = now(), today()
    await asyncio.sleep(_TICK)
    # Nothing tells of a clock that jumps: it has to be looked at.
    while not hurry and abs(now() - began) < EVERY * 1000 and today() == day:  # noqa: ASYNC110
        await asyncio.sleep(_TICK)
