"""Paragraphs, runs and cells of a Word file as markup, their elements in the order Word wants."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from app.domain.reports.document import (
    Align,
    Document,
    Emphasis,
    Line,
    Tone,
    goes_right_to_left,
)
from app.domain.reports.look import TONE_INKS, Sheet
from app.services.docx_parts import ARABIC, clean, pieces

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMED = f' xmlns:w="{W}"'
"""What every outermost element says, so that it means the same in whatever template it lands."""
_LINE = 1.42
"""So many times as high as its letters is a line in Arabic script."""


class Markup:
    """Writes lines of one report on one sheet."""

    def __init__(self, document: Document, sheet: Sheet, *, own: bool) -> None:
        """`own` says that the type is ours, and no office's."""
        self._document, self._sheet, self._own = document, sheet, own

    def properties(
        self,
        line: Line,
        *,
        style: str = "",
        keep: bool = False,
        before: int = 0,
        align: Align = Align.START,
        size: float | None = None,
    ) -> str:
        """Return the properties of a paragraph, in the order in which Word wants them.

        Where the whole is laid out from the right, a line in another script stands there too.
        """
        right, ends = line.right_to_left, align is Align.END
        if self._document.right_to_left and not right:
            ends = not ends
        high = self._high(line, size)
        spacing = "" if style else f'<w:spacing w:before="{before * 20}" w:after="30"{high}/>'
        return (
            "<w:pPr>"
            + (f"<w:pStyle w:val={quoteattr(style)}/>" if style else "")
            + ("<w:keepNext/>" if keep else "")
            + ("<w:bidi/>" if right else "")
            + spacing
            + ('<w:jc w:val="end"/>' if ends else "")
            + "</w:pPr>"
        )

    def _high(self, line: Line, size: float | None) -> str:
        """Return how high the lines of a paragraph are where Arabic script may stand in it.

        Left to themselves, fonts for it take up to twice the height of others. An office's own
        may need it: Nastaliq does.
        """
        arabic = self._document.right_to_left or ARABIC.search(line.text) is not None
        if not (self._own and arabic):
            return ""
        high = round((size or self._points(line)) * _LINE * 20)
        return f' w:line="{high}" w:lineRule="exact"'

    def _points(self, line: Line) -> float:
        quiet = line.emphasis is Emphasis.QUIET
        return self._sheet.small if quiet else self._sheet.body

    def runs(self, line: Line, *, size: float | None = None, plain: bool = False) -> list[str]:
        """Return a text as runs: those of Arabic script apart, as Word needs them."""
        return [
            self.run(text, line, size=size, plain=plain, right=right)
            for text, right in pieces(line.text, mirrored=line.right_to_left)
        ]

    def run(
        self,
        text: str,
        line: Line,
        *,
        size: float | None = None,
        plain: bool = False,
        right: bool = False,
    ) -> str:
        """Return one run; `plain` leaves its looks to the style, `right` sets it from the right."""
        properties = "" if plain else self._run_properties(line, size)
        if right:
            properties += "<w:rtl/><w:cs/>"
        language = line.language or self._document.language
        if right:
            properties += f"<w:lang w:bidi={quoteattr(clean(language))}/>"
        elif not goes_right_to_left(language):  # else nobody says in which language it is
            properties += f"<w:lang w:val={quoteattr(clean(language))}/>"
        return f"<w:r><w:rPr>{properties}</w:rPr>{_text(text)}</w:r>"

    def _run_properties(self, line: Line, size: float | None) -> str:
        quiet = line.emphasis is Emphasis.QUIET
        ink = self._sheet.quiet if quiet and line.tone is Tone.INK else TONE_INKS.get(line.tone, "")
        half = round((size or self._points(line)) * 2)
        return (
            ("<w:b/><w:bCs/>" if line.emphasis is Emphasis.STRONG else "")
            + (f'<w:color w:val="{ink.lstrip("#")}"/>' if ink else "")
            + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
        )


def cell(width: int, content: str, *, span: int = 1, ruled: bool = False) -> str:
    """Return a cell; its width is in twentieths of a point, `ruled` draws a line under it."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    rule = (
        '<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="1C1F24"/>'
        "</w:tcBorders>"
        if ruled
        else ""
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{rule}</w:tcPr>{content}</w:tc>'


def _text(text: str) -> str:
    """Return the content of a run: line ends and tabs are elements of their own."""
    lines = clean(text).split("\n")
    parts = []
    for place, line in enumerate(lines):
        if place:
            parts.append("<w:br/>")
        for number, piece in enumerate(line.split("\t")):
            if number:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)
