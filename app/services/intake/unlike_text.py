"""Text that a file shows as taken back, or not at all, and what it says outside its cells.

It is read like any other, since nothing tells what its writer meant by it; so the rows are named
in which it stands. Runs in the process that parses.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from typing import Any

from app.domain.marking import marking_heading

_MOST_ROWS = 12
_OFF = ("0", "false", "off", "none")
_TAG = rb"<(?:\w+:)?"
_HEADS = re.compile(_TAG + rb"(?:odd|even|first)(?:Header|Footer)>([^<]{1,2000})<")
_PARTED = re.compile(r"&[LCR]|\r?\n")
_CODES = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f+-]{6}|&\d{1,3}|&[A-Za-z+-]')
_ROW = re.compile(rb'\br="[A-Z]{1,7}([0-9]{1,9})"')
_SHARED = re.compile(_TAG + rb'c\s([^>]*\bt="s"[^>]*)>\s*' + _TAG + rb"v>([0-9]{1,9})<")

_Element = Any
"""An element of lxml, which has no types."""


def told_of(rows: Collection[int], what: str) -> Iterator[str]:
    """Say in which rows something stands that a reader of the file would not take for text."""
    if not rows:
        return
    shown = ", ".join(map(str, sorted(rows)[:_MOST_ROWS]))
    more = f" and {len(rows) - _MOST_ROWS:,} more" if len(rows) > _MOST_ROWS else ""
    where = f"row {shown}" if len(rows) == 1 else f"rows {shown}{more}"
    yield f"{what} was read like any other: look at {where}."


def struck_styles(styles: _Element) -> frozenset[str]:
    """Return which styles of cells of a workbook strike their text out, by their numbers."""
    if styles is None:
        return frozenset()
    fonts = [_strikes(each) for part in styles.iter("{*}fonts") for each in part.iter("{*}font")]
    found = set()
    for cells in styles.iter("{*}cellXfs"):
        for number, each in enumerate(cells.iter("{*}xf")):
            font = each.get("fontId", "0")
            if font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                found.add(str(number))
    return frozenset(found)


def struck_texts(shared: _Element) -> frozenset[int]:
    """Return which of the texts that cells share are struck out, in part or whole."""
    if shared is None:
        return frozenset()
    texts = enumerate(shared.iter("{*}si"))
    return frozenset(place for place, each in texts if any(map(_strikes, each.iter("{*}rPr"))))


def _strikes(font: _Element) -> bool:
    return any(each.get("val", "1") not in _OFF for each in font.iter("{*}strike"))


def struck_rows(sheet: bytes, styles: Collection[str], texts: Collection[int]) -> set[int]:
    """Return the rows of a sheet in which something is struck out, counted from 1."""
    found: set[int] = set()
    if styles:
        numbers = b"|".join(each.encode() for each in styles)
        cells = re.compile(_TAG + rb'c\s(?=[^>]*\bs="(?:' + numbers + rb')")([^>]*)(?<!/)>')
        found |= {
            int(place[1]) for each in cells.finditer(sheet) if (place := _ROW.search(each[1]))
        }
    if texts:
        for each in _SHARED.finditer(sheet):
            place = _ROW.search(each[1])
            if place is not None and int(each[2]) in texts:
                found.add(int(place[1]))
    return found


def page_marking(sheet: bytes) -> str:
    """Return the marking that stands at the head or foot of a sheet's pages, nothing for none."""
    for each in _HEADS.finditer(sheet):
        text = unescape(each[1].decode("utf-8", "replace"))
        for part in _PARTED.split(text):
            if found := marking_heading(_CODES.sub("", part)):
                return found
    return ""


class WordLook:
    """How the letters of a Word document look: struck out, or hidden."""

    def __init__(self, styles: _Element, word: str) -> None:
        """`styles` is the part of styles, `word` the namespace as lxml writes it."""
        self._w = word
        self._styles: Mapping[str, frozenset[str]] = (
            {} if styles is None else dict(self._named(styles))
        )

    def _named(self, styles: _Element) -> Iterator[tuple[str, frozenset[str]]]:
        for each in styles.iter(f"{self._w}style"):
            looks = self._looks(each.find(f"{self._w}rPr"))
            if looks:
                yield each.get(f"{self._w}styleId", ""), looks

    def of(self, run: _Element) -> frozenset[str]:
        """Return “struck” and “hidden” where they hold of a run, by itself or by its style."""
        properties = run.find(f"{self._w}rPr")
        if properties is None:
            return frozenset()
        style = properties.find(f"{self._w}rStyle")
        named = style.get(f"{self._w}val", "") if style is not None else ""
        return self._looks(properties) | self._styles.get(named, frozenset())

    def _looks(self, properties: _Element | None) -> frozenset[str]:
        if properties is None:
            return frozenset()
        names = (("strike", "struck"), ("dstrike", "struck"), ("vanish", "hidden"))
        return frozenset(
            look
            for name, look in names
            for each in properties.iter(f"{self._w}{name}")
            if each.get(f"{self._w}val", "1") not in _OFF
        )
