"""Opening a register, or making a new one, with all that an open register needs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.domain import fields
from app.domain.change import Change
from app.domain.clock import Clock
from app.domain.errors import InvalidValueError, StorageError
from app.paths import Folders
from app.services.register import Register
from app.store import file
from app.store.signature import Signature
from app.store.store import Store

BUSY_MS = 5000
"""How long a write waits for another program that is writing, in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """The pair of countries a register is about, as it was typed; our own side first."""

    first: str
    first_name: str
    second: str
    second_name: str

    @property
    def code(self) -> str:
        """The code of the pair, such as PK-BY."""
        return f"{self.first.strip().upper()}-{self.second.strip().upper()}"

    @property
    def names(self) -> tuple[str, str]:
        """The two names, each on one line."""
        return " ".join(self.first_name.split()), " ".join(self.second_name.split())

    def refusals(self) -> list[InvalidValueError]:
        """Return what cannot be kept of it, each with the field it is about; best none."""
        found = []
        for name, code in (("first", self.first), ("second", self.second)):
            if not _is_code(code):
                found.append(InvalidValueError(name, _NO_CODE))
        for name, words in zip(("first_name", "second_name"), self.names, strict=True):
            if not words:
                found.append(InvalidValueError(name, "Write the name as lists are to show it."))
        if not found and self.first.strip().upper() == self.second.strip().upper():
            found.append(InvalidValueError("second", "The two sides are the same country."))
        return found


_NO_CODE = "A country's code is two or three letters, such as PK."


def open_register(
    path: Path,
    folders: Folders,
    clock: Clock,
    actor: str,
    *,
    read_only: bool = False,
    busy_ms: int = BUSY_MS,
) -> Register:
    """Open the register at `path` for `actor`; the caller closes it with `Register.close`.

    Where its file or folder cannot be written it opens for reading, and says so by
    `Register.read_only`. Raises `NotFoundError`, `NotARegisterError`, `DamagedError`,
    `TooNewError`, `ReadOnlyError`, `BusyError` or `StorageError`; the file is then as it was.
    """
    if not read_only:
        # Reading needs no folders; a write that misses them is refused in its own words.
        with suppress(OSError):
            folders.create()
    store = Store(
        path,
        copies=folders.copies,
        backups=folders.backups,
        signature=Signature(actor=actor, now=clock.now),
        read_only=read_only,
        busy_ms=busy_ms,
    )
    return Register(store, clock)


def create_register(
    path: Path, folders: Folders, clock: Clock, actor: str, *, busy_ms: int = BUSY_MS
) -> Register:
    """Make an empty register at `path` and open it; its folder is made if needed.

    Raises `StorageError` where there is a file of that name already or the disk refuses.
    """
    try:
        folders.create()
    except OSError as error:
        raise StorageError(
            f"The program's own folder “{folders.data}” cannot be made: {error.strerror}."
        ) from error
    file.create(path)
    return open_register(path, folders, clock, actor, busy_ms=busy_ms)


def enter_countries(register: Register, countries: Countries) -> Change:
    """Enter the pair of countries a register is about. Raises the first of its refusals."""
    for refusal in countries.refusals():
        raise refusal
    return register.add_relation(countries.code, *countries.names)


def _is_code(text: str) -> bool:
    """Whether a text can be one half of the code of a pair."""
    try:
        fields.relation(f"{text.strip()}-XX")
    except InvalidValueError:
        return False
    return True
