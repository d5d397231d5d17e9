"""Plain text for a terminal: aligned columns, and nothing in them that could steer it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache

import click

_GAP = "  "
_ELLIPSIS = "…"
_TURNS = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_NARROWEST = 12
_WIDE_SCREEN = 140
_SMALLEST_SCREEN = 72


def printable(text: str) -> str:
    """Return a text on one line, with a box for every character that could steer a terminal."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(each) else each for each in line)


def _steers(character: str) -> bool:
    """Whether it is a control character, or turns the direction of what follows it."""
    return unicodedata.category(character) == "Cc" or character in _TURNS


def cells(text: str) -> int:
    """Return how many places of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(_places(each) for each in text)


@cache
def _places(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def table(
    heading: Sequence[str],
    rows: Sequence[Sequence[str]],
    marked: Sequence[bool],
    *,
    spare: Collection[str] = (),
) -> str:
    """Return rows under a heading, aligned; the last column takes what room is left.

    On a terminal long values are cut so that a row keeps to the screen, though never the first;
    a narrow one does without the `spare` columns, and `marked` rows stand out. In a file or a
    pipe everything is whole and there is no colour.
    """
    room = _screen()
    if room is not None and room < _WIDE_SCREEN and spare:
        kept = [place for place, name in enumerate(heading) if name not in spare]
        heading = [heading[place] for place in kept]
        rows = [[row[place] for place in kept] for row in rows]
    shown = [[printable(each) for each in row] for row in rows]
    if room is not None:
        shown = _fitted(shown, room)
    widths = [max(cells(row[place]) for row in (heading, *shown)) for place in range(len(heading))]
    lines = [click.style(_line(heading, widths, room), bold=True)]
    for row, mark in zip(shown, marked, strict=True):
        line = _line(row, widths, room)
        lines.append(click.style(line, fg="red") if mark else line)
    return "\n".join(lines)


def _fitted(rows: list[list[str]], room: int) -> list[list[str]]:
    """Cut the values between the first and the last column to equal shares of the screen."""
    first = max((cells(row[0]) for row in rows), default=0)
    share = max(_NARROWEST, (room - first) // max(1, len(rows[0]) - 1)) if rows else 0
    return [[row[0], *(cut(each, share) for each in row[1:-1]), row[-1]] for row in rows]


def _line(row: Sequence[str], widths: Sequence[int], room: int | None) -> str:
    *fixed, last = row
    start = _GAP.join(
        each + " " * (width - cells(each)) for each, width in zip(fixed, widths, strict=False)
    )
    if room is not None:
        last = cut(last, max(_NARROWEST, room - cells(start) - len(_GAP)))
    return (start + _GAP + last).rstrip() if fixed else last


def cut(text: str, room: int) -> str:
    """Return a text that takes at most so many places, with an ellipsis where it lost its end."""
    if cells(text) <= room:
        return text
    kept = text[:room]
    while cells(kept) > room - 1:
        kept = kept[:-1]
    return kept.rstrip() + _ELLIPSIS


def _screen() -> int | None:
    """The width of the terminal, None where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    return max(_SMALLEST_SCREEN, shutil.get_terminal_size().columns)


def data(text: str) -> None:
    """Write to the standard output; colour only on a terminal, and not where it is unwanted."""
    click.echo(text, color=False if os.environ.get("NO_COLOR") else None)


def write_json(form: Mapping[str, object]) -> None:
    """Write JSON to the standard output, every script as it is; of a list each item on a line."""
    items = form.get("items")
    if not isinstance(items, list):
        click.echo(json.dumps(form, ensure_ascii=False, indent=2))
        return
    encode = json.JSONEncoder(ensure_ascii=False).encode
    head = encode({name: value for name, value in form.items() if name != "items"})
    lines = ",\n".join(map(encode, items))
    click.echo(f'{head[:-1]}, "items": [\n{lines}\n]}}')


def message(text: str) -> None:
    """Write to the standard error."""
    click.echo(printable(text), err=True)


def fold(text: str, room: int, indent: str) -> str:
    """Return a text broken into lines of at most `room` places, all but the first indented."""
    lines: list[str] = []
    line = ""
    for word in printable(text).split(" "):
        longer = f"{line} {word}" if line else word
        if line and cells(longer) > room:
            lines.append(line)
            longer = word
        line = longer
    return f"\n{indent}".join([*lines, line])
