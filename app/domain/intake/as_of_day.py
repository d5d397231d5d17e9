"""The day as of which a table says it tells: “Status as of 15.10.2026”, “по состоянию на …”.

It stands in a title above the table or in the name of a column that tells of progress. Only what
stands there is read; what could be several days is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.date_words import edtf_words
from app.domain.edtf import Form, parse
from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.columns import Column
from app.domain.intake.layout import Layout, Role
from app.domain.intake.shorthand import other_script
from app.domain.timing import Basis
from app.domain.typed_dates import Question, exact_day, read_typed

AS_OF_KEY = "@as of"
"""The key of the question as of which day progress is told, the same for the whole table."""

_TELLING = ("status", "progress")
_BEFORE = re.compile(r"\b(?:as\s+(?:of|on|at)|по\s+состоянию\s+на)\b:?\s+(.+)", re.IGNORECASE)
_AFTER = re.compile(r"(.+?)\s+(?:کی\s+تاریخ\s+)?تک(?!\w)")
_WORDS_OF_A_DATE = 4
_SHOWN = 80
_LOOSE = "()[]«»“”\"':;,–— "
_HELD = frozenset({Form.DAY, Form.MONTH})


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """As of when a table tells: `edtf` is a day or month, empty where none is known.

    `note` is what the officer should know of it; `asked` stands where it could be several days.
    """

    edtf: str = ""
    note: str = ""
    asked: Asked | None = None


def stated_as_of(
    layout: Layout, columns: Iterable[Column], answers: Mapping[str, str], today: date
) -> AsOf:
    """Return as of when a table says that it tells; `answers` are as `plain_key` gives them."""
    found = [each for text in _texts(layout, columns) if (each := _stated(text, today))]
    if not found:
        return AsOf()
    said = answers.get(plain_key(AS_OF_KEY), "")
    if said and exact_day(said) is not None:
        return AsOf(edtf=said)
    shown = " ".join(found[0].text.split())[:_SHOWN]
    values = tuple(dict.fromkeys(value for each in found for value in each.values))
    if len(values) > 1 or not found[0].sure:
        question = f"As of which day does this table tell? It says “{shown}”."
        return AsOf(asked=Asked(key=AS_OF_KEY, column="", question=question, choices=values))
    value = parse(values[0])
    if value.latest is None or value.latest > today:
        return AsOf(note=f"“{shown}” names a time that is not over: it is not taken over.")
    words = edtf_words(value, Basis.STATED)
    return AsOf(edtf=value.text, note=f"Progress is told as of {words}: “{shown}” says so.")


def _texts(layout: Layout, columns: Iterable[Column]) -> Iterator[str]:
    for each in layout.rows:
        if each.role is Role.TITLE:
            yield from dict.fromkeys(one.text for one in each.row.cells if one.text)
    for column in columns:
        if column.field in _TELLING:
            yield column.name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What a text gives as the day: one value where it is `sure`, else what it could be."""

    text: str
    values: tuple[str, ...]
    sure: bool


def _stated(text: str, today: date) -> _Stated | None:
    """Return the day or month that a text gives behind such words: its longest run that is one."""
    for piece in _pieces(text):
        found = read_typed(piece, None, today=today)
        if isinstance(found, Question):
            days = tuple(each.answer for each in found.choices if exact_day(each.answer))
            return _Stated(text=text, values=days, sure=False) if days else None
        held = parse(found.timing.edtf) if found.timing.edtf else None
        if held is not None and held.form in _HELD and not (held.uncertain or held.approximate):
            return _Stated(text=text, values=(held.text,), sure=True)
    return None


def _pieces(text: str) -> Iterator[str]:
    """Give what may be the date in a text, the longest first."""
    before, after = _BEFORE.search(text), _AFTER.search(text)
    if before is not None:
        words = before[1].split()[:_WORDS_OF_A_DATE]
        runs = [words[:count] for count in range(len(words), 0, -1)]
    elif after is not None:
        words = after[1].split()[-_WORDS_OF_A_DATE:]
        runs = [words[place:] for place in range(len(words))]
    else:
        return
    for run in runs:
        piece = other_script(" ".join(run)).strip(_LOOSE)
        if any(each.isdecimal() for each in piece):
            yield piece
