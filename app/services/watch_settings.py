"""How this computer reminds: which registers are looked after, when it keeps quiet, by what.

Settings of one officer at one computer, kept as a small file beside the registers and not in them:
the helper reads them where no window is open. Knows nothing of Qt.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from app.domain.errors import InvalidValueError, StorageError
from app.paths import Folders
from app.services.written import beside
from app.store.claims import HELPER, Watch

SCHEMA = 1
"""The number of the file's form."""

_NAME = "reminding.json"
_LARGEST = 1_000_000
_DAY_MS = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """From when until when nothing is shown outside the window; may cross midnight.

    `begin` belongs to the quiet and `end` does not. Both are the computer's local time.
    """

    begin: time
    end: time

    def __post_init__(self) -> None:
        if self.begin == self.end:
            raise InvalidValueError("quiet", "Quiet hours need an end other than their beginning.")

    def holds(self, at: time) -> bool:
        """Whether it is quiet at a time of day."""
        if self.begin < self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedRegister:
    """A register that is looked after, and the instant in UTC ms since when."""

    path: Path
    since: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """All that is set about reminding on this computer.

    `helper` says whether the officer wants to be reminded while no window is open, `scheduler` by
    which of the system's means that was arranged, and `scheduled` when, in UTC ms. `trouble` is a
    sentence where the file could not be read as it should: then what was not understood is as if
    nobody had set it.
    """

    registers: tuple[WatchedRegister, ...] = ()
    quiet: QuietHours | None = None
    helper: bool = False
    scheduler: str = ""
    scheduled: int = 0
    trouble: str = ""

    def watched(self, path: Path) -> WatchedRegister | None:
        """Return what is set for a register, or None where it is not looked after."""
        return next((each for each in self.registers if _same(each.path, path)), None)

    def watching(self, path: Path, now: int) -> WatchSettings:
        """Return the settings with a register looked after from now on, if it was not before."""
        if self.watched(path) is not None:
            return self
        added = WatchedRegister(path=Path(os.path.realpath(path)), since=now)
        return replace(self, registers=(*self.registers, added))

    def without(self, path: Path) -> WatchSettings:
        """Return the settings with a register no longer looked after."""
        kept = tuple(each for each in self.registers if not _same(each.path, path))
        return replace(self, registers=kept)

    def quiet_at(self, now: int) -> bool:
        """Whether it is quiet at an instant in UTC ms, by this computer's clock and zone."""
        return self.quiet is not None and self.quiet.holds(local_time(now))


def settings_file(folders: Folders) -> Path:
    """Return where the settings are kept; the file may not be there."""
    return folders.data / _NAME


def read_settings(folders: Folders) -> WatchSettings:
    """Return what is set. A missing file means nothing is; a damaged one says so by `trouble`.

    Raises nothing: whoever reminds goes on with what can be read.
    """
    path = settings_file(folders)
    try:
        if path.stat().st_size > _LARGEST:
            return WatchSettings(trouble=_unreadable(path))
        kept = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
    except FileNotFoundError:
        return WatchSettings()
    except (OSError, ValueError, RecursionError):
        return WatchSettings(trouble=_unreadable(path))
    return (
        _parsed(kept, path) if isinstance(kept, dict) else WatchSettings(trouble=_unreadable(path))
    )


def write_settings(folders: Folders, settings: WatchSettings) -> None:
    """Keep the settings, all of them or none. Raises `StorageError` when the disk refuses."""
    try:
        folders.create()
    except OSError as error:
        raise StorageError(
            f"The program's own folder “{folders.data}” cannot be made: {error.strerror}."
        ) from error
    text = json.dumps(_form(settings), ensure_ascii=False, indent=2) + "\n"
    with beside(settings_file(folders)) as file:
        # A path may hold bytes that are no text; they come back the same way.
        file.write(text.encode("utf-8", "surrogateescape"))


def change_settings(
    folders: Folders, change: Callable[[WatchSettings], WatchSettings]
) -> WatchSettings:
    """Read what is set, change it, keep it where it became another; returns what now holds.

    Raises `StorageError` when the disk refuses, and what `change` does.
    """
    before = read_settings(folders)
    after = change(before)
    if after == before:
        return before
    after = replace(after, trouble="")
    write_settings(folders, after)
    return after


def watch_register(folders: Folders, path: Path, now: int) -> WatchSettings:
    """Look after a register that a window has opened, from now on; `now` in UTC ms.

    Not for a sample that is thrown away with its window. Raises `StorageError`.
    """
    return change_settings(folders, lambda settings: settings.watching(path, now))


def helper_silent(
    settings: WatchSettings, path: Path, watches: Mapping[str, Watch], now: int
) -> date | None:
    """Return since which day the helper has not looked, where that is a day ago or more.

    None where it has, where it is not wanted, and where it had no day yet to look at this register.
    `watches` are those of the register at `path`, `now` is in UTC ms.
    """
    watched = settings.watched(path)
    if not settings.helper or watched is None:
        return None
    expected = max(settings.scheduled, watched.since)
    last = watches.get(HELPER)
    since = max(expected, last.at) if last is not None else expected
    # A clock that was set back says nothing about the helper.
    return local_day(since) if now - since > _DAY_MS else None


def time_of_day(text: str) -> time:
    """Return the time of day that a text such as 22:00 names. Raises `ValueError`."""
    return datetime.strptime(text.strip(), "%H:%M").time()  # noqa: DTZ007 - it has no zone


def local_time(instant: int) -> time:
    """Return the time of day at this computer, of an instant in UTC ms."""
    return _local(instant).time()


def local_day(instant: int) -> date:
    """Return the day at this computer, of an instant in UTC ms."""
    return _local(instant).date()


def local_stamp(instant: int) -> str:
    """Return an instant in UTC ms as this computer writes it, with its offset."""
    return _local(instant).isoformat(timespec="seconds")


def _local(instant: int) -> datetime:
    return datetime.fromtimestamp(instant / 1000, tz=UTC).astimezone()


def _same(one: Path, other: Path) -> bool:
    return os.path.normcase(os.path.realpath(one)) == os.path.normcase(os.path.realpath(other))


# --- the file -------------------------------------------------------------------------------------


def _form(settings: WatchSettings) -> dict[str, Any]:
    quiet = settings.quiet
    return {
        "schema": SCHEMA,
        "helper": settings.helper,
        "scheduler": settings.scheduler,
        "scheduled": settings.scheduled,
        "quiet": None
        if quiet is None
        else {"begin": f"{quiet.begin:%H:%M}", "end": f"{quiet.end:%H:%M}"},
        "registers": [{"path": str(each.path), "since": each.since} for each in settings.registers],
    }


def _parsed(kept: dict[str, Any], path: Path) -> WatchSettings:
    """Read what is understood of the file, and say so where that is not all of it."""
    registers = kept.get("registers", [])
    listed = [_register(each) for each in registers] if isinstance(registers, list) else [None]
    quiet = _quiet(kept.get("quiet"))
    helper, scheduler = kept.get("helper"), kept.get("scheduler")
    scheduled = _instant(kept.get("scheduled"))
    understood = (
        None not in listed
        and (quiet is not None or kept.get("quiet") is None)
        and isinstance(helper, bool)
        and isinstance(scheduler, str)
        and scheduled is not None
        and kept.get("schema") == SCHEMA
    )
    return WatchSettings(
        registers=tuple(each for each in listed if each is not None),
        quiet=quiet,
        helper=helper is True,
        scheduler=scheduler if isinstance(scheduler, str) else "",
        scheduled=scheduled or 0,
        trouble="" if understood else _unreadable(path),
    )


def _register(kept: object) -> WatchedRegister | None:
    if not isinstance(kept, dict):
        return None
    path, since = kept.get("path"), _instant(kept.get("since"))
    if not isinstance(path, str) or "\0" in path or not Path(path).is_absolute():
        return None
    return WatchedRegister(path=Path(path), since=since or 0)


def _quiet(kept: object) -> QuietHours | None:
    if not isinstance(kept, dict):
        return None
    try:
        return QuietHours(
            begin=time_of_day(str(kept.get("begin"))), end=time_of_day(str(kept.get("end")))
        )
    except (ValueError, InvalidValueError):
        return None


def _instant(kept: object) -> int | None:
    if not isinstance(kept, int) or isinstance(kept, bool):
        return None
    return kept if 0 <= kept < _LATEST else None


_LATEST = 253_000_000_000_000
"""Instants beyond the year 9986 are no instants."""


def _unreadable(path: Path) -> str:
    return (
        f"The settings of reminding in “{path.name}” could not be read in full; what was not "
        "understood is as if it had never been set."
    )
