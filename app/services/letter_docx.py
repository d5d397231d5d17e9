"""A reminder letter as a Word file: in a layout of our own on A4, or in the office's template.

The same letter gives the same bytes: nothing in the file tells when or by whom it was written.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from app.domain.errors import InvalidValueError
from app.services.docx_parts import clean, element, say, still
from app.services.docx_template import opened
from app.services.letter_text import LetterText, news_of, said_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

PLACEHOLDERS = (
    "reference",
    "date",
    "organisation",
    "attention",
    "subject",
    "deadline",
    "reminder",
    "points",
)
"""What may stand in double braces in a template; `points` is a paragraph of its own."""

_FONT, _SIZE = "Times New Roman", 12
_WIDTHS = (1.0, 1.9, 6.6, 3.3, 3.7)
"""The columns of the table of points in centimetres: A4 less its margins."""
_MARGINS = (2.0, 2.0, 2.5, 2.0)

_NAMED = re.compile(r"\{\{\s*([A-Za-z_]+)\s*\}\}")


def docx(letter: LetterText, day: str, template: bytes | None = None) -> bytes:
    """Return the letter as the bytes of a file; `day` is the letter's own, in ISO form.

    Raises `InvalidValueError` for a template that is none, has no place for the points, or names
    what a letter does not have.
    """
    document = opened(template) if template is not None else _blank()
    if template is None:
        _lay_out(document, letter)
    else:
        _fill(document, letter)
    _sign(document, letter, day)
    written = io.BytesIO()
    document.save(written)
    return still(written.getvalue())


def _sign(document: Document, letter: LetterText, day: str) -> None:
    facts = document.core_properties
    moment = datetime.combine(datetime.fromisoformat(day).date(), time())
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.title, facts.revision = clean(letter.subject)[:255], 1
    facts.created = facts.modified = moment


# --- our own layout ------------------------------------------------------------------------------


def _blank() -> Document:
    from docx import Document as New  # noqa: PLC0415 - costs 0.2 s, seldom wanted
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Cm, Pt  # noqa: PLC0415 - the same

    document = New()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = map(Cm, _MARGINS)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(_SIZE)
    fonts = style.element.rPr.rFonts
    for script in ("w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    style.paragraph_format.space_after = Pt(6)
    return document


def _lay_out(document: Document, letter: LetterText) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - loaded already

    said = letter.words
    say(document.add_paragraph(), f"{said.reference}: {letter.reference}")
    say(document.add_paragraph(), f"{said.date}: {letter.date}")
    say(document.add_paragraph(), f"{said.to}: {letter.organisation}", bold=True)
    if letter.attention:
        say(document.add_paragraph(), f"{said.attention}: {letter.attention}")
    say(document.add_paragraph(), f"{said.subject}: {letter.subject}", bold=True)
    for text in (said.greeting, letter.reminder, letter.asks):
        if text:
            say(document.add_paragraph(), text)
    _table(document, letter)
    after = document.add_paragraph()
    after.paragraph_format.space_before = Pt(10)
    say(after, letter.by)
    say(document.add_paragraph(), said.closing)


def _table(document: Document, letter: LetterText) -> Any:  # noqa: ANN401 - partly untyped
    """Add the points as a table whose heading comes again on every page."""
    said = letter.words
    table: Any = document.add_table(rows=1, cols=len(_WIDTHS))
    table.autofit = False
    _rule(table)
    heading = table.rows[0]
    titles = (said.number, said.paragraph, said.point, said.due, said.news)
    for cell, title in zip(heading.cells, titles, strict=True):
        _write(cell, title, bold=True)
    element(heading._tr.get_or_add_trPr(), "tblHeader")  # noqa: SLF001 - no other way to it
    for origin, points in letter.groups:
        if origin:
            cells = table.add_row().cells
            _write(cells[0].merge(cells[-1]), origin, bold=True)
        for number, point in points:
            row = table.add_row().cells
            texts = (
                str(number),
                point.paragraph,
                said_of(point),
                point.due,
                news_of(point, said),
            )
            for cell, text in zip(row, texts, strict=True):
                _write(cell, text)
    _set_widths(table)
    return table


def _set_widths(table: Table) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - loaded already

    for place, width in enumerate(_WIDTHS):
        table.columns[place].width = Cm(width)
    for row in table.rows:
        if len(row._tr.tc_lst) == len(_WIDTHS):  # noqa: SLF001 - a merged row has one cell
            for cell, width in zip(row.cells, _WIDTHS, strict=True):
                cell.width = Cm(width)


def _rule(table: Table) -> None:
    """Draw the lines of a table by itself: an office's template may have no such style."""
    properties = table._tbl.tblPr  # noqa: SLF001 - no other way to it
    borders = element(properties, "tblBorders", before="shd tblLayout tblCellMar tblLook")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        element(borders, side, val="single", sz="4", space="0", color="808080")


def _write(cell: _Cell, text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - loaded already

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    say(paragraph, text, bold=bold, size=10)


# --- the office's own ----------------------------------------------------------------------------


def _fill(document: Document, letter: LetterText) -> None:
    """Put the letter's parts in the place of what stands in double braces."""
    values = {name: str(getattr(letter, name)) for name in PLACEHOLDERS if name != "points"}
    places: list[Paragraph] = []
    for paragraph in list(_paragraphs(document)):
        names = [each.lower() for each in _NAMED.findall(paragraph.text)]
        unknown = [each for each in names if each not in PLACEHOLDERS]
        if unknown:
            known = ", ".join(f"{{{{{each}}}}}" for each in PLACEHOLDERS)
            raise InvalidValueError(
                "template", f"The template asks for {{{{{unknown[0]}}}}}. There are {known}."
            )
        if "points" in names:
            places.append(paragraph)
        elif names:
            _replace(paragraph, values)
    if len(places) != 1 or places[0].text.strip().lower() != _spelt(places[0]):
        raise InvalidValueError(
            "template",
            "The template needs {{points}} once, in a paragraph of its own outside of the header "
            "and footer.",
        )
    _put_points(document, places[0], letter)


def _spelt(paragraph: Paragraph) -> str:
    found = _NAMED.search(paragraph.text)
    return found[0].lower() if found else ""


def _put_points(document: Document, place: Paragraph, letter: LetterText) -> None:
    table = _table(document, letter)
    for run in place.runs:
        run.text = ""
    # A cell, as the page itself, has to end with a paragraph: the emptied one.
    place._p.addprevious(table._tbl)  # noqa: SLF001 - a table can be placed in no other way


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    """Give every paragraph of the page, its tables, and its headers and footers."""
    yield from _within(document)
    for section in document.sections:
        for part in (section.header, section.footer):
            for each in _within(part):
                if "{{points" not in each.text.replace(" ", "").lower():
                    yield each


def _within(holder: Any) -> Iterator[Paragraph]:  # noqa: ANN401 - a page, header or cell alike
    yield from holder.paragraphs
    seen: set[object] = set()
    for table in holder.tables:
        for row in table.rows:
            for cell in row.cells:
                if cell._tc not in seen:  # noqa: SLF001 - a merged cell is met several times
                    seen.add(cell._tc)  # noqa: SLF001 - the same
                    yield from _within(cell)


def _replace(paragraph: Paragraph, values: Mapping[str, str]) -> None:
    """Replace within the runs, so that each keeps its looks; a name may be spread over several."""
    runs = paragraph.runs
    starts, whole = [], ""
    for run in runs:
        starts.append(len(whole))
        whole += run.text
    for match in reversed(list(_NAMED.finditer(whole))):
        text = clean(values[match[1].lower()])
        for place in range(len(runs) - 1, -1, -1):
            begin, end = starts[place], starts[place] + len(runs[place].text)
            left, right = max(begin, match.start()), min(end, match.end())
            if left >= right:
                continue
            held = runs[place].text
            put = text if begin <= match.start() < end else ""
            runs[place].text = held[: left - begin] + put + held[right - begin :]
