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
from app.domain.reports.look import TONE_INKS, Paper, Sheet

_CSS = """
@page {{ size: {page}; margin: {top}mm {side}mm {bottom}mm; @bottom-{end} {{
 content: counter(page) " / " counter(pages); font: {small}pt {fonts}; color: {quiet} }} }}
html {{ font: {body}pt/1.35 {fonts}; color: {ink}; background: #fff }}
body {{ margin: 0 auto; max-width: {width}mm; padding: 8mm }}
h1 {{ font-size: {title}pt; margin: 0 0 1mm }}
h2 {{ font-size: {section}pt; margin: 5mm 0 1.5mm; break-after: avoid }}
p {{ margin: 0 0 1.5mm }}
.subtitle {{ font-size: {section}pt; color: {quiet} }}
dl {{ display: flex; flex-wrap: wrap; gap: 0.5mm 5mm; margin: 2mm 0 }}
dt, dd {{ display: inline; margin: 0 }}
dt {{ color: {quiet} }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
th, td {{ text-align: start; vertical-align: top; padding: 1.2mm 1.5mm; overflow-wrap: anywhere;
 border-bottom: 0.2mm solid {rule} }}
th {{ font-weight: 600; border-bottom: 0.4mm solid {ink} }}
.end {{ text-align: end }}
thead {{ display: table-header-group }}
tr {{ break-inside: avoid }}
tr.group td {{ font-weight: 600; border-top: 0.4mm solid {ink}; break-after: avoid }}
td p {{ margin: 0 0 0.4mm; white-space: pre-line }}
[dir=rtl] td p[dir=ltr] {{ text-align: right }}
.strong {{ font-weight: 600 }}
.quiet {{ color: {quiet}; font-size: {small}pt }}
.counts {{ margin: 0 0 1mm }}
.counts b {{ font-weight: 600; margin-inline-end: 1mm }}
.counts span {{ margin-inline-end: 4mm; white-space: nowrap }}
{tones}
@media print {{ body {{ padding: 0; max-width: none }} }}
"""


def html(document: Document, paper: Paper = Paper.A4) -> bytes:
    """Return the report as the bytes of a file in UTF-8; the same report gives the same bytes."""
    return "".join(_page(document, paper)).encode()


def _page(document: Document, paper: Paper) -> Iterator[str]:
    direction = "rtl" if document.right_to_left else "ltr"
    yield (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f"<title>{escape(document.title)}</title>\n"
        f"<style>{_style(document, paper)}</style>\n</head>\n"
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


def _style(document: Document, paper: Paper) -> str:
    sheet = Sheet.of(paper, upright=document.upright)
    tones = "\n".join(f".{tone} {{ color: {ink} }}" for tone, ink in TONE_INKS.items())
    return _CSS.format(
        page=f"{sheet.width}mm {sheet.height}mm",
        width=sheet.width,
        top=sheet.top,
        bottom=sheet.bottom,
        side=sheet.side,
        end="left" if document.right_to_left else "right",
        fonts=", ".join(f'"{each}"' for each in sheet.fonts) + ", sans-serif",
        tones=tones,
        **sheet.sizes,
        ink=sheet.ink,
        quiet=sheet.quiet,
        rule=sheet.rule,
    )


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
