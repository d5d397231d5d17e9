"""A report as a Word file: on a sheet of its own, or in an office's template.

The heading of a table comes again on every page and no row is torn apart; pages are numbered. The
same report gives the same bytes: nothing tells when or by whom the file was written. Rows are
written as markup and parsed at once: through the library's objects, thousands of them would take
minutes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from app.domain.reports.document import (
    PAGE,
    PAGES,
    Align,
    Block,
    Column,
    Counts,
    Document,
    Emphasis,
    Group,
    Heading,
    Line,
    Paragraph,
    Table,
    Tone,
)
from app.domain.reports.look import Paper, Sheet
from app.services.docx_parts import clean, still
from app.services.docx_template import opened
from app.services.reports.word_markup import NAMED, Markup, cell

if TYPE_CHECKING:
    from docx.document import Document as File

_FIELDS = {PAGE: "PAGE", PAGES: "NUMPAGES"}
_EMU_IN_TWIP = 635
_AFTER_TABLE = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr>'
"""Word wants a paragraph after every table, or two of them become one; it takes hardly a line."""
_MARKER = b"the report stands here"


def docx(document: Document, paper: Paper = Paper.A4, template: bytes | None = None) -> bytes:
    """Return the report as the bytes of a file.

    With a `template` its page, its header and its styles (Title, Subtitle, Heading 1, Heading 2,
    Table Grid) are used, each where it has them, and the report stands after what it holds.
    Raises `InvalidValueError` for a template that is none.
    """
    sheet = Sheet.of(paper, upright=document.upright)
    file = _blank(sheet) if template is None else opened(template)
    maker = _Maker(document, sheet, file, own=template is None)
    maker.write()
    _sign(file, document)
    written = io.BytesIO()
    file.save(written)
    return still(_filled(written.getvalue(), maker.body))


def _filled(packed: bytes, body: bytes) -> bytes:
    """Return a package in which the report stands where its place was marked.

    It is put in as text: taken over one by one by the library's tree, five thousand rows would
    take minutes.
    """
    written, comment = io.BytesIO(), b"<!--" + _MARKER + b"-->"
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as after,
    ):
        for each in before.infolist():
            content = before.read(each)
            ahead, found, rest = content.rpartition(comment)
            after.writestr(each.filename, ahead + body + rest if found else content)
    return written.getvalue()


def _sign(file: File, document: Document) -> None:
    facts = file.core_properties
    facts.author = facts.last_modified_by = facts.comments = facts.keywords = ""
    facts.title, facts.revision = clean(document.title)[:255], 1
    facts.created = facts.modified = datetime.combine(document.facts.as_of, time())


def _blank(sheet: Sheet) -> File:
    """Return an empty file on a page of that sheet, in our own type."""
    from docx import Document as New  # noqa: PLC0415 - costs 0.2 s, seldom wanted
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - the same
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same
    from docx.shared import Mm, Pt  # noqa: PLC0415 - the same

    file = New()
    page = file.sections[0]
    lies = sheet.width > sheet.height
    page.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = Mm(sheet.width), Mm(sheet.height)
    page.left_margin = page.right_margin = Mm(sheet.side)
    page.top_margin, page.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    page.footer_distance = Mm(sheet.bottom / 2)
    normal: Any = file.styles["Normal"]
    normal.font.name, normal.font.size = sheet.fonts[0], Pt(sheet.body)
    for script in ("w:cs", "w:eastAsia"):
        normal.element.rPr.rFonts.set(qn(script), sheet.fonts[0])
    normal.paragraph_format.space_after = Pt(2)
    return file


class _Maker:
    """Writes one report into one file."""

    def __init__(self, document: Document, sheet: Sheet, file: File, *, own: bool) -> None:
        """`own` says that the file is our own sheet, and no office's."""
        self._document, self._sheet, self._file, self._own = document, sheet, file, own
        self._styles = {} if own else {each.name: each.style_id for each in file.styles}
        self._markup = Markup(document, sheet, own=own)
        self._body: list[str] = []

    def write(self) -> None:
        """Write all of it, and number the pages."""
        document, sheet = self._document, self._sheet
        self._headed(document.title, "Title", sheet.title)
        self._say(self._told(document.subtitle, Emphasis.QUIET), size=sheet.section)
        self._body.append(self._facts())
        for block in document.blocks:
            self._block(block)
        self._place()
        self._number()

    @property
    def body(self) -> bytes:
        """The markup of all that stands on the pages."""
        return "".join(self._body).encode()

    def _place(self) -> None:
        """Mark where the report comes: before the properties of the last section."""
        from lxml import etree  # noqa: PLC0415 - loaded already

        body: Any = self._file.element.body
        last = body.sectPr
        marker = etree.Comment(_MARKER.decode())
        if last is None:
            body.append(marker)
        else:
            last.addprevious(marker)

    def _number(self) -> None:
        """Number the pages at the foot, unless the template's own foot says something."""
        from docx.oxml import parse_xml  # noqa: PLC0415 - loaded already

        section = self._file.sections[-1]
        footer: Any = section.footer
        if not self._own and any(each.text.strip() for each in footer.paragraphs):
            return
        runs = self._markup.runs(self._told(f"{self._document.foot}   ·   ", Emphasis.QUIET))
        for part in self._document.numbering:
            line = self._told(part, Emphasis.QUIET)
            if part in _FIELDS:
                number = self._markup.run("1", line)
                runs.append(f'<w:fldSimple w:instr=" {_FIELDS[part]} ">{number}</w:fldSimple>')
            else:
                runs += self._markup.runs(line)
        properties = self._markup.properties(self._told(""), align=Align.END)
        paragraph = f"<w:p{NAMED}>{properties}{''.join(runs)}</w:p>"
        first = footer.paragraphs[0]._p  # noqa: SLF001 - no other way to put a field
        first.addprevious(parse_xml(paragraph))
        first.getparent().remove(first)

    # The parts

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._headed(block.text, f"Heading {block.level}", self._sheet.section)
            case Paragraph():
                self._say(block.line)
            case Counts():
                self._body.append(self._counts(block))
            case Table():
                self._table(block)

    def _headed(self, text: str, style: str, size: float) -> None:
        line = self._told(text, Emphasis.STRONG)
        named = self._styles.get(style)
        if named is not None:
            line = self._told(text)
            properties = self._markup.properties(line, style=named, keep=True)
            self._body.append(
                f"<w:p{NAMED}>{properties}{''.join(self._markup.runs(line, plain=True))}</w:p>"
            )
            return
        before = 0 if style == "Title" else 10
        self._say(line, size=size, keep=True, before=before)

    def _say(
        self, line: Line, *, size: float | None = None, keep: bool = False, before: int = 0
    ) -> None:
        properties = self._markup.properties(line, keep=keep, before=before, size=size)
        self._body.append(
            f"<w:p{NAMED}>{properties}{''.join(self._markup.runs(line, size=size))}</w:p>"
        )

    def _facts(self) -> str:
        """Return all that the report says of itself, as one paragraph."""
        runs: list[str] = []
        for place, fact in enumerate(self._document.lines):
            runs += self._markup.runs(self._told("\u00a0\u00a0· ")) if place else []
            runs += self._markup.runs(self._told(f"{fact.name}: ", Emphasis.QUIET))
            runs += self._markup.runs(self._told(fact.value))
        return f"<w:p{NAMED}>{self._markup.properties(self._told(''))}{''.join(runs)}</w:p>"

    def _told(self, text: str, emphasis: Emphasis = Emphasis.PLAIN, tone: Tone = Tone.INK) -> Line:
        """Return a line in the language of the report."""
        return Line(text=text, language=self._document.language, emphasis=emphasis, tone=tone)

    def _counts(self, counts: Counts) -> str:
        runs = self._markup.runs(self._told(f"{counts.name}: ", Emphasis.STRONG))
        for place, each in enumerate(counts.counts):
            runs += self._markup.runs(self._told(" · ")) if place else []
            runs += self._markup.runs(self._told(f"{each.number} {each.label}", tone=each.tone))
        return f"<w:p{NAMED}>{self._markup.properties(self._told(''))}{''.join(runs)}</w:p>"

    # Tables

    def _table(self, table: Table) -> None:
        section = self._file.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        room = ((section.page_width or 0) - sides) // _EMU_IN_TWIP
        whole = sum(each.width for each in table.columns)
        widths = [round(room * each.width / whole) for each in table.columns]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        rows = [self._heading(table.columns, widths)]
        for group in table.groups:
            rows += self._group(table.columns, widths, group)
        properties = self._table_properties(sum(widths))
        self._body.append(
            f"<w:tbl{NAMED}>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
            f"<w:p{NAMED}>{_AFTER_TABLE}</w:p>"
        )

    def _table_properties(self, room: int) -> str:
        style = self._styles.get("Table Grid")
        named = f"<w:tblStyle w:val={quoteattr(style)}/>" if style else ""
        mirrored = "<w:bidiVisual/>" if self._document.right_to_left else ""
        rule = self._sheet.rule.lstrip("#")
        lines = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
            for side in ("top", "bottom", "insideH")
        )
        margins = "".join(
            f'<w:{side} w:w="{width}" w:type="dxa"/>'
            for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))
        )
        borders = "" if style else f"<w:tblBorders>{lines}</w:tblBorders>"
        return (
            f'<w:tblPr>{named}{mirrored}<w:tblW w:w="{room}" w:type="dxa"/>{borders}'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        )

    def _heading(self, columns: Iterable[Column], widths: list[int]) -> str:
        cells = []
        for column, width in zip(columns, widths, strict=True):
            line = self._told(column.heading, Emphasis.STRONG)
            cells.append(cell(width, self._paragraph(line, column.align), ruled=True))
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"

    def _group(self, columns: tuple[Column, ...], widths: list[int], group: Group) -> list[str]:
        rows = []
        if group.heading:
            line = self._told(group.heading, Emphasis.STRONG)
            properties = self._markup.properties(line, keep=True)
            said = f"<w:p>{properties}{''.join(self._markup.runs(line))}</w:p>"
            whole = cell(sum(widths), said, span=len(columns))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{whole}</w:tr>")
        for row in group.rows:
            cells = []
            for column, width, held in zip(columns, widths, row, strict=True):
                said = "".join(self._paragraph(each, column.align) for each in held.lines)
                cells.append(cell(width, said or "<w:p/>"))
            rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
        return rows

    # Paragraphs and runs

    def _paragraph(self, line: Line, align: Align) -> str:
        properties = self._markup.properties(line, align=align)
        return f"<w:p>{properties}{''.join(self._markup.runs(line))}</w:p>"
