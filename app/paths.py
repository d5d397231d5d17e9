"""Where things lie: the resources the program ships with and the officer's own folders.

The one module that knows. It asks nothing of the rest of the program and creates nothing unless
told to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NAME = "servanda"
_PRIVATE = 0o700


def resource(*parts: str) -> Path:
    """Return where a file or folder of `resources/` lies, such as `resource("icons", "bin.svg")`.

    Holds for an installed wheel, an editable install, a checkout and a bundle. Whether the file
    is there is not looked at.
    """
    return _resources().joinpath(*parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The officer's own folders and files; none of them need exist yet."""

    data: Path
    """The register, and what cannot be made again."""
    state: Path
    """Logs and the window's state: may be lost without harm."""
    backups: Path
    """Safe copies of registers."""
    copies: Path
    """A folder: under which names this computer writes to each register."""

    @property
    def register(self) -> Path:
        """The register that is opened when none is named."""
        return self.data / f"register.{_NAME}"

    def create(self) -> None:
        """Make the folders that are missing, open to the officer alone.

        A folder that is already there keeps its permissions. Raises `OSError` when the disk
        refuses.
        """
        for folder in (self.data, self.state, self.backups, self.copies):
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)


def folders(data: Path | None = None) -> Folders:
    """Return the officer's folders in this system's usual place, or all of them below `data`.

    Never the documents folder: offices synchronise and share it. Creates nothing.
    """
    if data is None:
        from platformdirs import user_data_path, user_state_path  # noqa: PLC0415 - start-up time

        data = user_data_path(_NAME, appauthor=False)
        state = user_state_path(_NAME, appauthor=False)
    else:
        data = data.absolute()
        state = data / "state"
    return Folders(data=data, state=state, backups=data / "backups", copies=data / "copies")


def default_register(data: Path | None = None) -> Path:
    """Return the register to open when none is named; it may not exist yet."""
    return folders(data).register


@cache
def _resources() -> Path:
    package = Path(__file__).resolve().parent
    carried = package / "resources"  # a wheel or a bundle
    return carried if carried.is_dir() else package.parent / "resources"
