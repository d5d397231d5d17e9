"""The registers that were open lately, as the window's own settings remember them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings

from app.qt.instance import same_file

MOST = 8
"""How many are remembered."""
_KEY = "recent/registers"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentRegister:
    """A register that was open lately; it may be gone by now, or on a stick that is not there."""

    path: Path
    there: bool

    @property
    def name(self) -> str:
        """What it is called in a menu: the name of its file."""
        return self.path.name


def recent_registers(settings: QSettings) -> list[RecentRegister]:
    """Return the registers that were open lately, the latest first, at most eight.

    Each is looked for on the disk: ask when the list is to be shown, not before.
    """
    return [RecentRegister(path=path, there=_is_there(path)) for path in _kept(settings)]


def remember(settings: QSettings, register: Path) -> None:
    """Put a register that was opened at the head of the list."""
    path = register.absolute()
    settings.sync()  # another window of ours may have remembered one meanwhile
    others = [each for each in _kept(settings) if not same_file(each, path)]
    _keep(settings, [path, *others])


def forget(settings: QSettings, register: Path) -> None:
    """Take a register out of the list, such as one that is gone for good."""
    settings.sync()
    _keep(settings, [each for each in _kept(settings) if each != register])


def _kept(settings: QSettings) -> list[Path]:
    kept = settings.value(_KEY)
    texts = kept if isinstance(kept, list) else [kept]  # a list of one comes back as its text
    return [Path(each) for each in texts if isinstance(each, str) and each][:MOST]


def _keep(settings: QSettings, paths: list[Path]) -> None:
    settings.setValue(_KEY, [str(each) for each in paths[:MOST]])


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
