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
_STRONG = re.compile(f"[A-Za-z\u00c0-\u058f{_ARABIC}]")
_STILL = (1980, 1, 1, 0, 0, 0)

# Word wants the elements of a property in its own order: each goes before those named here.
_AFTER_BIDI = "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc rPr"
_AFTER_SIZE = "highlight u effect bdr shd fitText vertAlign rtl cs em lang"


def say(paragraph: Paragraph, text: str, *, bold: bool = False, size: float = 12) -> None:
    """Add a text, its pieces of Arabic script told apart from the rest; `size` is in points.

    A paragraph that begins in that script is laid out from the right.
    """
    shown = clean(text)
    first = _STRONG.search(shown)
    if first is not None and re.match(f"[{_ARABIC}]", first[0]):
        element(paragraph._p.get_or_add_pPr(), "bidi", before=_AFTER_BIDI)  # noqa: SLF001 - no other way to it
    for piece, right in pieces(shown):
        _run(paragraph, piece, bold=bold, size=size, right=right)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a text in their order, and whether each is of Arabic script."""
    place = 0
    for match in _RIGHT.finditer(text):
        if match.start() > place:
            yield text[place : match.start()], False
        yield match[0], True
        place = match.end()
    if place < len(text):
        yield text[place:], False


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
    """Return the same package with no day in it, so that the same content gives the same bytes."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for each in before.infolist():
            name = zipfile.ZipInfo(each.filename, _STILL)
            name.compress_type, name.create_system = zipfile.ZIP_DEFLATED, 0
            after.writestr(name, before.read(each))
    return written.getvalue()
