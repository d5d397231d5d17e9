"""What the cells of a column show it to be, where its name does not say it, or says too little."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from app.domain.intake.grid import Cell, CellKind
from app.domain.intake.vocabulary import (
    DATE_WORDS,
    DOUBTFUL_DATES,
    FIRST_DATES,
    KIND_NAMES,
    SERIAL,
    STATUS_NAMES,
    plain,
)

_PARAGRAPH = re.compile(r"(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,3})*\.?(?:\s*\([a-zа-яё]\))?|\([a-zа-яё]\)")
_PARTED = re.compile(r"(?:[IVX]+\.)?\d{1,3}\.\d{1,3}|\([a-zа-яё]\)")
"""What only a paragraph is made of: 3.1, 3.2(a); a row is numbered 3, or 3."""
_WHOLE = re.compile(r"\d{1,6}[.)]?")
_DATE_LIKE = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}(?:-\d\d){0,2}|Q[1-4] \d{4}", re.IGNORECASE
)
_MOST_OF = 0.6
_LEAST = 2


def told(held: Sequence[Cell], taken: Collection[str]) -> str | None:
    """Return the field that most cells of a column are of, None where they do not say it."""
    if len(held) < _LEAST:
        return None
    tests = (
        ("due", [each.kind is CellKind.DAY or _DATE_LIKE.fullmatch(each.text) for each in held]),
        ("status", [plain(each.text) in STATUS_NAMES for each in held]),
        ("kind", [plain(each.text) in KIND_NAMES for each in held]),
        ("paragraph", [_PARAGRAPH.fullmatch(each.text.strip()) for each in held]),
    )
    for field, hits in tests:
        if field not in taken and sum(map(bool, hits)) >= _MOST_OF * len(held):
            if field == "paragraph" and not _in_order(held):
                continue
            counted = field == "paragraph" and _counts(held)
            return SERIAL if counted else field
    return None


def paragraphs_there(cells: Sequence[Cell]) -> bool:
    """Whether the paragraphs of a protocol stand in a column that is called a row's number."""
    texts = [each.text.strip() for each in cells if each.text.strip()]
    parted = sum(bool(_PARTED.match(each)) for each in texts)
    return parted >= max(_LEAST, _MOST_OF * len(texts)) and all(map(_PARAGRAPH.fullmatch, texts))


def no_row_number(cells: Sequence[Cell]) -> str:
    """Return the first text of a column that is no number of a row, nothing where all are."""
    texts = (" ".join(each.text.split()) for each in cells)
    return next((each for each in texts if each and not _WHOLE.fullmatch(each)), "")


def _in_order(held: Sequence[Cell]) -> bool:
    """Whether paragraphs follow each other, as they do in a protocol; amounts do not."""
    found = [
        [int(part) for part in re.findall(r"\d+", each.text)]
        for each in held
        if each.text[:1].isdigit()
    ]
    return all(one <= other for one, other in itertools.pairwise(found))


def _counts(held: Sequence[Cell]) -> bool:
    """Whether a column just counts 1, 2, 3: that is no paragraph of a protocol."""
    texts = [each.text.strip().rstrip(".") for each in held]
    return texts == [str(number) for number in range(1, len(texts) + 1)]


def dated(heading: str, held: Sequence[Cell]) -> bool:
    """Whether a column holds dates by what it is called, however they are written."""
    name = plain(heading)
    named = name in (*DOUBTFUL_DATES, *FIRST_DATES) or bool(DATE_WORDS & set(name.split()))
    return named and any(re.search(r"\d", each.text) for each in held)


def usual_length(cells: Sequence[Cell]) -> float:
    """Return how many letters the cells of a column have on the whole, blank ones left out."""
    held = [len(each.text) for each in cells if each.text]
    return sum(held) / len(held) if held else 0.0
