"""A report as values: one shape for every report, whatever writes it.

Nothing here knows of a window, of markup or of a page. Writers turn it into a page, a Word file,
HTML or CSV; all of them take emphasis, tone and direction from here, so that one report looks the
same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.timeliness import Timeliness

_STRONG = re.compile("[A-Za-z\u00c0-\u058f\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PLACE = re.compile(r"(\{pages?\})")
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ks", "ps", "sd", "ug", "ur"})
"""Languages whose writing goes from right to left."""


class Emphasis(StrEnum):
    """How much a line stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"


class Tone(StrEnum):
    """What a line says about time; colour is spent on nothing else, and never stands alone."""

    INK = "ink"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    DONE = "done"


_TONES = {
    Timeliness.OVERDUE: Tone.LATE,
    Timeliness.DUE_SOON: Tone.SOON,
    Timeliness.WINDOW_OPEN: Tone.OPEN,
    Timeliness.DONE_IN_TIME: Tone.DONE,
    Timeliness.DONE_LATE: Tone.DONE,
    Timeliness.DONE_UNKNOWN: Tone.DONE,
}


def tone_of(where: Timeliness) -> Tone:
    """Return the tone of a timeliness."""
    return _TONES.get(where, Tone.INK)


class Align(StrEnum):
    """On which side of its column a text stands: where reading begins, or where it ends."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a cell, or a paragraph: text that is shown as it stands, never as markup.

    `language` is a code such as “ur”, empty where nobody said which language it is in.
    """

    text: str
    language: str = ""
    emphasis: Emphasis = Emphasis.PLAIN
    tone: Tone = Tone.INK

    @property
    def right_to_left(self) -> bool:
        """Whether it is read from the right: by its language, else by its first letter."""
        if self.language:
            return goes_right_to_left(self.language)
        first = _STRONG.search(self.text)
        return first is not None and _RIGHT.match(first[0]) is not None


def goes_right_to_left(language: str) -> bool:
    """Whether a language, such as “ur” or “ur-PK”, is written from right to left."""
    return language.partition("-")[0].casefold() in RIGHT_TO_LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: lines one under the other; none where there is nothing to say."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """All it says, each line on a line of its own."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table; `width` is its share of the whole, in any unit."""

    key: str
    heading: str
    width: float
    align: Align = Align.START


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Rows that belong together; the heading is empty where the table has no groups."""

    heading: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose heading comes again on every page, and whose rows are not torn apart.

    Every row has one cell for each column.
    """

    columns: tuple[Column, ...]
    groups: tuple[Group, ...] = ()

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """All rows, group after group."""
        for group in self.groups:
            yield from group.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The name of a part; `level` 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A sentence or several."""

    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of something there are, and in what words."""

    label: str
    number: int
    tone: Tone = Tone.INK


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers that add up to `total`: every member of the whole is in exactly one of them."""

    name: str
    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        """What they add up to."""
        return sum(each.number for each in self.counts)


Block = Heading | Paragraph | Table | Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What every report says of itself, so that a reader knows what it holds and what it leaves.

    `filter` says in words what was asked for, `version` is the digest of the heads of all copies,
    `classification` in words what of it is marked; `left_out` counts rows that are not shown.
    """

    filter: str
    as_of: date
    version: str
    classification: str
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One of the facts as it is read: its name and its value."""

    name: str
    value: str


PAGE, PAGES = "{page}", "{pages}"
"""In the words of a page's number: which one it is, and how many there are."""

AS_OF, CLASSIFIED = 1, 3
"""Where the day and the classification stand among the facts as they are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report, in one language.

    `lines` are the facts as they are read; `page` is the template of a page's number, with
    `{page}` and `{pages}` in it. `upright` says that its pages stand: it is read, not looked up
    in.
    """

    title: str
    subtitle: str
    language: str
    facts: Facts
    lines: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    page: str
    upright: bool = False

    @property
    def right_to_left(self) -> bool:
        """Whether the whole is laid out from the right; then every line stands at the right."""
        return goes_right_to_left(self.language)

    @property
    def foot(self) -> str:
        """What stands at the foot of every page beside its number: pages get separated."""
        pieces = (self.title, self.lines[AS_OF].value, self.lines[CLASSIFIED].value)
        return " · ".join(f"\u2068{each}\u2069" for each in pieces)  # scripts may differ

    @property
    def numbering(self) -> tuple[str, ...]:
        """The words of a page's number in pieces, `PAGE` and `PAGES` each a piece of its own."""
        return tuple(each for each in _PLACE.split(self.page) if each)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in their order."""
        return tuple(each for each in self.blocks if isinstance(each, Table))


def cell(*lines: Line | str) -> Cell:
    """Return a cell of lines; a text is a plain line, and an empty one is left out."""
    made = (Line(text=each) if isinstance(each, str) else each for each in lines)
    return Cell(lines=tuple(each for each in made if each.text))


def texts(document: Document) -> Sequence[str]:
    """Return every text of a report, in the order in which it is read."""
    found = [document.title, document.subtitle]
    for fact in document.lines:
        found += [fact.name, fact.value]
    for block in document.blocks:
        found += _texts(block)
    return [each for each in found if each]


def _texts(block: Block) -> list[str]:
    match block:
        case Heading():
            return [block.text]
        case Paragraph():
            return [block.line.text]
        case Counts():
            return [block.name, *(each.label for each in block.counts)]
    found = [each.heading for each in block.columns]
    for group in block.groups:
        found.append(group.heading)
        found += [each.text for row in group.rows for each in row]
    return found
