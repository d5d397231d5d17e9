"""Small parts of a Word file: text of mixed scripts, elements in their order, a still package."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT = re.compile(f"[{_ARABIC}](?:[^A-Za-z0-9\u00c0-\u058f]*[{_ARABIC}])*")
ARABIC = re.compile(f"[{_ARABIC}]")
"""A letter of the Arabic script."""
_LETTER = "[A-Za-z\u00c0-\u058f]"
_LEFT = re.compile(f"{_LETTER}(?:[^\\s{_ARABIC}]*(?:{_LETTER}|[0-9])|[^{_ARABIC}]*{_LETTER})*")
_STRONG = re.compile(f"{_LETTER}|[{_ARABIC}]")
_NUMBER = re.compile(f"[^{_ARABIC}]*$")
_ISOLATES = re.compile("([\u2066-\u2069])")
_END = "\u2069"
_LEFT_MARK, _RIGHT_MARK = "\u200e", "\u200f"
_STILL = (1980, 1, 1, 0, 0, 0)
_MAKER = re.compile(rb"(<Application>).*?(</Application>)", re.DOTALL)
_COUNTED = re.compile(
    rb"\s*<(AppVersion|TotalTime|Pages|Words|Characters|CharactersWithSpaces|Lines|Paragraphs)>"
    rb".*?</\1>",
    re.DOTALL,
)

# Word wants the elements of a property in its own order: each goes before those named here.
_AFTER_BIDI = "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc rPr"
_AFTER_SIZE = "highlight u effect bdr shd fitText vertAlign rtl cs em lang"


def say(paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 12) -> None:
    """Add a text, its pieces of Arabic script told apart from the rest; `size` is in points.

    A paragraph that begins in that script is laid out from the right.
    """
    shown = clean(text)
    mirrored = _begins_right(shown)
    if mirrored:
        element(paragraph._p.get_or_add_pPr(), "bidi", before=_AFTER_BIDI)  # noqa: SLF001 - no other way to it
    for piece, right in pieces(shown, mirrored=mirrored):
        _run(paragraph, piece, bold=bold, size=size, right=right)


def pieces(text: str, *, mirrored: bool = False) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a text in their order, and whether each runs from the right.

    Word takes the direction of signs and spaces from their run: in a `mirrored` paragraph they
    run from the right, but within words of another script. What is held apart by isolates, which
    Word shows as boxes, is set apart by marks of direction instead.
    """
    depth = 0
    for part in _ISOLATES.split(text):
        if _ISOLATES.match(part):
            depth = max(0, depth - 1) if part == _END else depth + 1
        elif depth and (_LEFT if mirrored else _RIGHT).search(part):
            mark = _RIGHT_MARK if mirrored else _LEFT_MARK
            yield mark, mirrored
            yield from _runs(part, mirrored=_begins_right(part))
            yield mark, mirrored
        else:
            yield from _runs(part, mirrored=mirrored and not (depth and _NUMBER.match(part)))


def _runs(text: str, *, mirrored: bool) -> Iterator[tuple[str, bool]]:
    """Cut a text where the direction of its runs turns."""
    place = 0
    for match in (_LEFT if mirrored else _RIGHT).finditer(text):
        if match.start() > place:
            yield text[place : match.start()], mirrored
        yield match[0], not mirrored
        place = match.end()
    if place < len(text):
        yield text[place:], mirrored


def _begins_right(text: str) -> bool:
    first = _STRONG.search(text)
    return first is not None and ARABIC.match(first[0]) is not None


def _run(paragraph: Paragraph, text: str, *, bold: bool, size: float, right: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - loaded already

    if not text:
        return
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
    if right:
        run.font.rtl = run.font.complex_script = True
        run.font.cs_bold = bold or None
        properties = run._r.get_or_add_rPr()  # noqa: SLF001 - no other way to it
        element(properties, "szCs", before=_AFTER_SIZE, val=str(int(size * 2)))


def clean(text: str) -> str:
    """Return a text without what no Word file can hold."""
    return _NOT_XML.sub(" ", text.replace("\r\n", "\n"))


def element(parent: Any, tag: str, *, before: str = "", **values: str) -> Any:  # noqa: ANN401 - XML
    """Add an element with its attributes, ahead of the elements named in `before`."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - loaded already
    from docx.oxml.ns import qn  # noqa: PLC0415 - the same

    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    if before:
        parent.insert_element_before(made, *(f"w:{each}" for each in before.split()))
    else:
        parent.append(made)
    return made


def still(packed: bytes) -> bytes:
    """Return the same package with no day in it, so that the same content gives the same bytes.

    It says which program wrote it, and not what was counted in the file that it began as.
    """
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.infolist():
            name = zipfile.ZipInfo(each.filename, _STILL)
            name.compress_type, name.create_system = zipfile.ZIP_DEFLATED, 0
            content = before.read(each)
            if each.filename == "docProps/app.xml":
                content = _MAKER.sub(rb"\1Servanda\2", _COUNTED.sub(b"", content))
            after.writestr(name, content)
    return written.getvalue()
