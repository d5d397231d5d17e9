"""A report as one HTML file: plain elements, a sheet for paper, and no markup from its texts.

The file loads nothing: no script, no font, no picture, no address. Every text carries its own
direction, and its language where it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from app.domain.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Counts,
    Document,
    Emphasis,
    Heading,
    Line,
    Paragraph,
    Table,
    Tone,
)
from app.domain.reports.look import Paper
from app.services.reports.html_style import style


def html(document: Document, paper: Paper = Paper.A4) -> bytes:
    """Return the report as the bytes of a file in UTF-8; the same report gives the same bytes."""
    return "".join(_page(document, paper)).encode()


def _page(document: Document, paper: Paper) -> Iterator[str]:
    direction = "rtl" if document.right_to_left else "ltr"
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(document.title)}</title>\n"
        f"<style>{style(document, paper)}</style>\n</head>\n"
        "<body>\n<header>\n"
        f"<h1>{escape(document.title)}</h1>\n"
        f'<p class="subtitle">{escape(document.subtitle)}</p>\n<dl>\n'
    )
    for fact in document.lines:
        yield f"<div><dt>{escape(fact.name)}</dt> <dd>{escape(fact.value)}</dd></div>\n"
    yield "</dl>\n</header>\n<main>\n"
    for block in document.blocks:
        yield from _block(block, document)
    yield "</main>\n</body>\n</html>\n"


def _block(block: Block, document: Document) -> Iterator[str]:
    match block:
        case Heading():
            level = min(6, block.level + 1)
            yield f"<h{level}>{escape(block.text)}</h{level}>\n"
        case Paragraph():
            yield f"{_line(block.line, document)}\n"
        case Counts():
            yield from _counts(block)
        case Table():
            yield from _table(block, document)


def _counts(counts: Counts) -> Iterator[str]:
    yield f'<p class="counts"><b>{escape(counts.name)}</b>'
    for each in counts.counts:
        tone = "" if each.tone is Tone.INK else f' class="{each.tone}"'
        yield f" <span{tone}>{each.number} {escape(each.label)}</span>"
    yield "</p>\n"


def _table(table: Table, document: Document) -> Iterator[str]:
    whole = sum(each.width for each in table.columns)
    yield "<table>\n<colgroup>"
    for column in table.columns:
        yield f'<col style="width: {100 * column.width / whole:.2f}%">'
    yield "</colgroup>\n<thead><tr>"
    for column in table.columns:
        yield f'<th scope="col"{_aligned(column)}>{escape(column.heading)}</th>'
    yield "</tr></thead>\n"
    for group in table.groups:
        yield "<tbody>\n"
        if group.heading:
            heading = escape(group.heading)
            yield f'<tr class="group"><td colspan="{len(table.columns)}">{heading}</td></tr>\n'
        for row in group.rows:
            cells = zip(table.columns, row, strict=True)
            written = (_cell(column, each, document) for column, each in cells)
            yield f"<tr>{''.join(written)}</tr>\n"
        yield "</tbody>\n"
    yield "</table>\n"


def _aligned(column: Column) -> str:
    return ' class="end"' if column.align is Align.END else ""


def _cell(column: Column, cell: Cell, document: Document) -> str:
    lines = "".join(_line(each, document) for each in cell.lines)
    return f"<td{_aligned(column)}>{lines}</td>"


def _line(line: Line, document: Document) -> str:
    """Return a line as a paragraph; it says only what differs from the document around it."""
    classes = [
        *([line.emphasis.value] if line.emphasis is not Emphasis.PLAIN else []),
        *([line.tone.value] if line.tone is not Tone.INK else []),
    ]
    attributes = f' class="{" ".join(classes)}"' if classes else ""
    if line.language and line.language != document.language:
        attributes += f' lang="{escape(line.language)}"'
    if line.right_to_left != document.right_to_left:
        attributes += f' dir="{"rtl" if line.right_to_left else "ltr"}"'
    return f"<p{attributes}>{escape(line.text)}</p>"
