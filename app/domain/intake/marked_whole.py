"""A marking that stands above, below or within a table: whether the rows under it are so marked.

It says nothing of a row by itself, and leaving it out may hand on what must not be. So the officer
is asked; a row with a marking of its own keeps that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.layout import Layout, Placed, Role
from app.domain.intake.rows import DraftRow
from app.domain.marking import marking_heading

MARKING_KEY = "@marking"
"""How the key of a question begins whether rows are marked as a line of their table says."""

MARKED, NOT_MARKED = "marked", "not marked"
"""The answers to it."""

_TOLD = {
    MARKED: "Rows under “{text}” that have no marking of their own are so marked.",
    NOT_MARKED: "“{text}” marks no row: so it was answered.",
}
_ABOUT = (Role.TITLE, Role.REMARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Rows marked as was answered, or waiting; what is to be asked, and what was answered."""

    rows: tuple[DraftRow, ...]
    asked: tuple[Asked, ...]
    notes: tuple[str, ...]


def with_markings(
    rows: tuple[DraftRow, ...], layout: Layout, beside: str, answers: Mapping[str, str]
) -> Marked:
    """Return rows marked as a line of their table says, as far as the officer says so too.

    `beside` is a marking that the file shows outside the table's cells, such as at the head of
    its pages; `answers` are as `plain_key` gives their keys.
    """
    whole = _whole(layout, beside)
    sections = {
        each.row.number: mark for each in layout.points if (mark := marking_heading(each.section))
    }
    if not (whole or sections):
        return Marked(rows=rows, asked=(), notes=())
    asked: dict[str, Asked] = {}
    notes: dict[str, str] = {}
    found: list[DraftRow] = []
    for row in rows:
        section = sections.get(row.row, "")
        text = section or whole
        if not text or "classification" in row.fields:
            found.append(row)
            continue
        key = f"{MARKING_KEY} {section}" if section else MARKING_KEY
        said = answers.get(plain_key(key), "")
        if said in _TOLD:
            notes.setdefault(key, _TOLD[said].format(text=text))
        else:
            asked.setdefault(key, _asked(key, text, whole=not section))
        found.append(_marked(row, key, text, said))
    return Marked(rows=tuple(found), asked=tuple(asked.values()), notes=tuple(notes.values()))


def _marked(row: DraftRow, key: str, text: str, said: str) -> DraftRow:
    if said == MARKED:
        return replace(row, fields={**row.fields, "classification": text})
    return row if said == NOT_MARKED else replace(row, waits=(*row.waits, key))


def told_marking(layout: Layout, beside: str) -> tuple[str, ...]:
    """Say of a workbook of inputs that it is marked: what it tells is noted beside points alone."""
    text = _whole(layout, beside)
    said = f"“{text}” stands in this workbook: no point is marked by that, nor what is told of it."
    return (said,) if text else ()


def _whole(layout: Layout, beside: str) -> str:
    return beside or next(_over_all(layout), "")


def _over_all(layout: Layout) -> Iterator[str]:
    for each in layout.rows:
        if each.role in _ABOUT:
            yield from filter(None, map(marking_heading, _lines(each)))


def _lines(placed: Placed) -> Iterator[str]:
    for text in dict.fromkeys(each.text for each in placed.row.cells if each.text):
        yield from text.splitlines()


def _asked(key: str, text: str, *, whole: bool) -> Asked:
    where = "beside the table" if whole else "over some of its rows"
    question = f"“{text[:60]}” stands {where}. Are the rows under it so marked?"
    return Asked(key=key, column="", question=question, choices=(MARKED, NOT_MARKED))
