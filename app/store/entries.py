"""What one change says of each record it touches, and how an attempt within it is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.store.canonical import Value
from app.store.gathered import Kept

GONE = "gone"
ERASED = "erased"
LIVE = ("", "binned")
"""The states of `gone` in which a record holds what it names: not undone, not erased."""


@dataclass(slots=True)
class Entry:
    """What one change does to one record; creation shows as an old `gone` of None.

    What has a new value and no old one was not there before.
    """

    old: dict[str, Value] = field(default_factory=dict)
    new: dict[str, Value] = field(default_factory=dict)
    forced: set[str] = field(default_factory=set)

    def data(self) -> dict[str, list[Value]]:
        """Return what the log is to hold: [before, after] of each field that differs."""
        return {
            name: [self.old.get(name), value]
            for name, value in self.new.items()
            if self.old.get(name) != value or name in self.forced
        }

    @property
    def creates(self) -> bool:
        """Whether the record was not there before."""
        return GONE in self.old and self.old[GONE] is None

    def copy(self) -> Entry:
        """Return another that says the same."""
        return Entry(dict(self.old), dict(self.new), set(self.forced))


@dataclass(slots=True)
class Attempt:
    """How to take back what was written since it began.

    `kept` is how many records were kept back then, `entries` what was said before of those that
    it touched, `rows` the values they had. `written` holds what was kept back at first and was
    written meanwhile; `opened` says whether SQLite's own mark is set.
    """

    kept: int
    entries: dict[tuple[str, str], Entry | None] = field(default_factory=dict)
    rows: list[tuple[Kept, list[Value]]] = field(default_factory=list)
    written: list[Kept] = field(default_factory=list)
    opened: bool = False
