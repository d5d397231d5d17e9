"""A report that was read from a register: its pages as values, the same as JSON, what it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.reports.document import Document
from app.domain.reports.request import Request
from app.services.json_form import Form
from app.store.reader import Reader

_ATTEMPTS = 3
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a request came to.

    `document` is what is shown, printed and written to files, `form` gives the same as JSON.
    `points` counts the rows it shows, `left_out` the marked ones it does not, `marked` those of
    its rows that are. `file_name` is proposed for a file, without an ending.
    """

    request: Request
    document: Document
    form: Callable[[], Form]
    points: int
    marked: int
    file_name: str

    @property
    def left_out(self) -> int:
        """How many marked rows it does not show."""
        return self.document.facts.left_out


def of_one_state(reader: Reader, read: Callable[[str], _Read]) -> _Read:
    """Return what `read` reads, of one state of the register, which it is handed the version of.

    Who writes meanwhile is not kept waiting: what was read is read again, a few times.
    """
    for _ in range(_ATTEMPTS):
        before = reader.digest()
        found = read(before)
        if reader.digest() == before:
            return found
    return read(reader.digest())
