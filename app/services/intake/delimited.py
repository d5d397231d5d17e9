"""Tables as plain text: CSV and TSV as programs and offices write them.

Encoding and delimiter are found without being told, and can be told. Every character of a cell is
kept. Plain Python alone reads them, in this process.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import Grid, GridRow
from app.services.intake.assembly import Assembly, Tally
from app.services.intake.encoding import Decoded

DELIMITERS = (";", "\t", ",", "|")
"""What is tried, in the order that decides between equals."""

_SAMPLE = 1 << 17
_SAMPLED_ROWS = 400
_STEP = 500
_SHARE = 0.5
_UNEVEN = 0.4
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\r|\n)|[^\r\n]++")
_SEP = re.compile(r'"?sep=([^\r\n])"?[;,\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)

Told = Callable[[int, int], None]
"""Hears now and then how much is done and how much there is; raises to stop."""


def read_delimited(
    decoded: Decoded, tally: Tally, told: Told, delimiter: str | None = None
) -> Grid:
    """Return the one table that a text holds.

    Without `delimiter` the line `sep=;` of Excel counts, and else the one that divides the lines
    most evenly; none in a text of one column. A line `sep=;` is a record, in which nothing stands.
    An empty `delimiter` makes one column. Raises `InvalidValueError` for what goes beyond the
    limits, and what `told` raises.
    """
    text = decoded.text
    announced = _SEP.match(text)
    body = text[announced.end() :] if announced else text
    if delimiter is None:
        delimiter = announced[1] if announced else _found(body)
    elif len(delimiter) > 1 or (delimiter and delimiter in '"\r\n'):
        raise InvalidValueError("delimiter", f"“{delimiter}” cannot divide cells: name one sign.")
    notes = []
    try:
        rows = _rows(_strict(body, delimiter), tally, told, skipped=bool(announced))
    except csv.Error:
        fresh = Tally(tally.name, tally.limits)
        rows = _rows(_lenient(body, delimiter), fresh, told, skipped=bool(announced))
        notes.append(
            "Some quotation marks do not close before the end of their cell: "
            "they were read as part of the text."
        )
    return Grid(
        rows=rows,
        encoding=decoded.encoding,
        proposed=decoded.proposed,
        delimiter=delimiter,
        notes=tuple(notes),
    )


def _rows(
    records: Iterator[_Record], tally: Tally, told: Told, *, skipped: bool
) -> tuple[GridRow, ...]:
    assembly = Assembly(tally)
    if skipped:
        assembly.skip()
    for number, record in enumerate(records):
        if number % _STEP == 0:
            told(record.done, record.all)
        assembly.add_texts(record.cells)
    return assembly.rows


@dataclass(slots=True)
class _Record:
    """A record, and how many characters of how many have been read with it."""

    cells: list[str]
    done: int
    all: int


def _strict(text: str, delimiter: str) -> Iterator[_Record]:
    """Give the records as RFC 4180 has them. Raises `csv.Error` where the text keeps to no rule.

    Also where a cell is longer than the library takes.
    """
    lines = _Lines(text)
    if delimiter:
        for cells in csv.reader(lines, delimiter=delimiter, strict=True):
            yield _Record(cells, lines.at, len(text))
    else:
        for line in lines:
            yield _Record([line.rstrip("\r\n")], lines.at, len(text))


class _Lines:
    """The lines of a text with their ends, and how far one is; the text is not copied."""

    def __init__(self, text: str) -> None:
        self._lines = _LINE.finditer(text)
        self.at = 0

    def __iter__(self) -> Iterator[str]:
        for each in self._lines:
            self.at = each.end()
            yield each[0]


def _lenient(text: str, delimiter: str) -> Iterator[_Record]:
    """Give the records of a text in which quotation marks also stand for themselves.

    A cell is quoted where it begins with a mark and the closing one stands before a delimiter or
    the end of a line; in any other, marks are letters like others.
    """
    stop = re.escape(delimiter)
    cell = re.compile(rf'"((?:[^"]++|"")*+)"(?=[{stop}\r\n]|\Z)|([^{stop}\r\n]*+)')
    end = re.compile(r"\r\n|\r|\n")
    at, length, cells = 0, len(text), list[str]()
    while at < length or cells:
        found = cell.match(text, at)
        if found is None:  # the second half matches anywhere
            raise AssertionError("no cell")
        cells.append(found[2] if found[1] is None else found[1].replace('""', '"'))
        at = found.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        line_end = end.match(text, at)
        at = line_end.end() if line_end else length
        yield _Record(cells, at, length)
        cells = []


def _found(text: str) -> str:
    """Return the sign that divides the lines most evenly; empty where none does."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample
    best, most = "", 0.0
    for each in DELIMITERS:
        evenness = _evenness(sample, each)
        if evenness > most:
            best, most = each, evenness
    return best


def _evenness(sample: str, delimiter: str) -> float:
    """Return how evenly a sign divides the lines of a sample, from 0 to 1.

    It counts how many records have the usual number of cells, more so the more cells that are.
    """
    if delimiter not in sample:
        return 0.0
    penalty = 1.0
    try:
        widths = _widths(_strict(sample, delimiter))
    except csv.Error:
        widths, penalty = _widths(_lenient(sample, delimiter)), _UNEVEN
    several = Counter(each for each in widths if each > 1)
    if not several:
        return 0.0
    width, rows = max(several.items(), key=lambda each: (each[1] * math.log(each[0]), each[0]))
    share = rows / len(widths)
    if sum(several.values()) < _SHARE * len(widths):
        return 0.0
    return penalty * share * (1 - 1 / width)


def _widths(records: Iterator[_Record]) -> list[int]:
    """Return the numbers of cells of the first records, of those in which something stands."""
    first = list(islice(records, _SAMPLED_ROWS))
    filled = [each for each in first if any(each.cells)]
    return [len(each.cells) for each in filled or first]
