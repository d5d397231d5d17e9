"""The rows of a table on its way in, as they are ticked and sorted into kinds; no Qt in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.services.intake.matching import Outcome
from app.services.intake.previewing import PreviewLine


class Show(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    ASKED = "asked"
    NEW = "new"
    CHANGED = "changed"
    HELD = "held"
    CAME = "came"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One row as it is shown, and whether it is to come in."""

    line: PreviewLine
    ticked: bool
    comes: bool = True
    """Whether there is something of it that can be taken over."""

    @property
    def row(self) -> int:
        """Its record number in the file."""
        return self.line.row

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer."""
        return bool(self.line.asked)

    @property
    def kind(self) -> str:
        """What becomes of it, or that it asks first."""
        return "asked" if self.line.asked else self.line.proposal.outcome


_KINDS = {
    "asked": Show.ASKED,
    Outcome.NEW: Show.NEW,
    Outcome.CHANGED: Show.CHANGED,
    Outcome.HELD: Show.HELD,
}
"""Which rows each kind of row is among, beside all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """The rows of a table made ready to be shown: of a hundred thousand that takes its time.

    `source` is what they were made of; `unticked` and `changed_too` say how they were ticked.
    `places` gives each record's place among `all`, `kinds` the lines of each kind.
    """

    source: Sequence[PreviewLine]
    unticked: frozenset[int]
    changed_too: bool
    all: list[ImportLine]
    places: dict[int, int]
    kinds: dict[Show, list[ImportLine]]
    accepted: set[int]


Arranging = Callable[[Sequence[PreviewLine], bool], Arranged]
"""Makes rows ready to be shown; told whether what was changed here since comes in too."""


def arranged(
    source: Sequence[PreviewLine], unticked: frozenset[int] = frozenset(), *, changed_too: bool
) -> Arranged:
    """Make rows ready to be shown, on whichever thread."""
    lines: list[ImportLine] = []
    kinds: dict[Show, list[ImportLine]] = {each: [] for each in Show}
    accepted: set[int] = set()
    for each in source:
        comes = each.comes(changed_too=changed_too)
        line = ImportLine(line=each, comes=comes, ticked=comes and each.row not in unticked)
        lines.append(line)
        if (kind := _KINDS.get(line.kind)) is not None:
            kinds[kind].append(line)
        if line.ticked:
            accepted.add(each.row)
    return Arranged(
        source=source,
        unticked=unticked,
        changed_too=changed_too,
        all=lines,
        places={each.row: place for place, each in enumerate(source)},
        kinds=kinds,
        accepted=accepted,
    )
