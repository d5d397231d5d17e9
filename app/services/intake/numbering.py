"""Numbers that Word sets before a paragraph by itself: seen by a person, written nowhere as text.

In a matrix they are often the serial or paragraph number, which is what the other side quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PART = re.compile(r"%([1-9])")
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_SMALL = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 10_000

_Element = Any
"""An element of lxml, which has no types."""


@dataclass(slots=True)
class _Level:
    """One level of a list: how it counts, and the pattern of its number, such as `%1.%2`."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""


class Numbering:
    """The numbers of the paragraphs of a document, counted from its beginning to its end."""

    def __init__(self, part: Any, body: _Element) -> None:  # noqa: ANN401 - a part of python-docx
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, _Element] = {}
        numbers = _part(part, "numbering")
        if numbers is not None:
            self._lists = dict(_lists(numbers))
            styles = _part(part, "styles")
            self._styles = {} if styles is None else dict(_styles(styles))
        paragraphs = body.iter(f"{_W}p") if self._lists else ()
        numbered = ((each, self._next(each)) for each in paragraphs)
        self._numbers = {each: number for each, number in numbered if number}

    def of(self, paragraph: _Element) -> str:
        """Return the number before a paragraph; empty where it has none that is read as text."""
        return self._numbers.get(paragraph, "")

    def _next(self, paragraph: _Element) -> str:
        found = self._place(paragraph)
        if found is None:
            return ""
        key, level = found
        name, levels = self._lists.get(key, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(name, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return _written(level, levels, counts)

    def _place(self, paragraph: _Element) -> tuple[str, int] | None:
        """Return which list a paragraph belongs to, and its level in that."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None or not self._lists:
            return None
        numbers = properties.find(f"{_W}numPr")
        if numbers is None:
            style = properties.find(f"{_W}pStyle")
            numbers = None if style is None else self._styles.get(style.get(f"{_W}val", ""))
        if numbers is None:
            return None
        key, level = (_given(numbers, each) for each in ("numId", "ilvl"))
        return (key, int(level or 0)) if key and (not level or level.isdigit()) else None


def _part(part: Any, name: str) -> _Element | None:  # noqa: ANN401 - a part of python-docx
    """Return the root of a part that belongs to the document."""
    for each in part.rels.values():
        if not each.is_external and each.reltype.endswith(f"/{name}"):
            target = each.target_part
            return getattr(target, "element", None)
    return None


def _given(element: _Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _lists(numbers: _Element) -> Iterator[tuple[str, tuple[str, dict[int, _Level]]]]:
    """Give the lists of a document: key, what it counts with, its levels."""
    plans = {
        each.get(f"{_W}abstractNumId"): dict(_levels(each))
        for each in numbers.iter(f"{_W}abstractNum")
    }
    for each in numbers.iter(f"{_W}num"):
        key, plan = each.get(f"{_W}numId", ""), _given(each, "abstractNumId")
        changed = each.find(f"{_W}lvlOverride") is not None
        levels = dict(plans.get(plan, {}))
        for over in each.iter(f"{_W}lvlOverride"):
            start, level = _given(over, "startOverride"), int(over.get(f"{_W}ilvl", "0"))
            if start.isdigit() and level in levels:
                known = levels[level]
                levels[level] = _Level(int(start), known.form, known.pattern)
        # Lists of one plan count on together, unless one of them begins anew.
        yield key, (f"{plan}/{key}" if changed else plan, levels)


def _levels(plan: _Element) -> Iterator[tuple[int, _Level]]:
    for each in plan.iter(f"{_W}lvl"):
        start = _given(each, "start")
        yield (
            int(each.get(f"{_W}ilvl", "0")),
            _Level(
                start=int(start) if start.isdigit() else 1,
                form=_given(each, "numFmt") or "decimal",
                pattern=_given(each, "lvlText"),
            ),
        )


def _styles(styles: _Element) -> Iterator[tuple[str, _Element]]:
    for each in styles.iter(f"{_W}style"):
        numbers = each.find(f"{_W}pPr/{_W}numPr")
        if numbers is not None:
            yield each.get(f"{_W}styleId", ""), numbers


def _written(level: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    """Return a number by its pattern; a bullet is none."""
    if levels[level].form in ("bullet", "none"):
        return ""

    def one(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        known = levels.get(at, _Level())
        return _figure(counts.get(at, known.start), known.form)

    return _PART.sub(one, levels[level].pattern)


def _figure(number: int, form: str) -> str:
    """Return a number in letters or digits, as its list counts."""
    if not 0 < number < _MOST:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        text = _letters(number, _ALPHABET)
    elif form in ("russianLower", "russianUpper"):
        text = _letters(number, _RUSSIAN)
    elif form in ("lowerRoman", "upperRoman"):
        text = _roman(number)
    elif form == "decimalZero":
        return f"{number:02}"
    else:
        return str(number)
    return text.upper() if form.startswith("upper") or form.endswith("Upper") else text


def _letters(number: int, alphabet: str) -> str:
    """Return a letter, doubled and so on after the last of the alphabet, as Word counts."""
    times, at = divmod(number - 1, len(alphabet))
    return alphabet[at] * (times + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        times, number = divmod(number, value)
        text += letters * times
    return text
