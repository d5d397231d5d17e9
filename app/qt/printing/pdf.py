"""A report as PDF and on a printer.

The same pages give the same bytes wherever fonts and time zone are the same: of the moment at
which a file was written only the zone is left in it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app.domain.reports.look import Paper
from app.qt.printing.pages import Pages
from app.qt.printing.typesetting import UNITS_IN_POINT

_POINTS_IN_INCH = 72
_SIZES = {
    Paper.A4: QPageSize.PageSizeId.A4,
    Paper.LETTER: QPageSize.PageSizeId.Letter,
}
_DATES = re.compile(
    rb"(/(?:CreationDate|ModDate) \(D:|xmp:(?:CreateDate|ModifyDate|MetadataDate)=\")([0-9T:+Z'-]*)"
)
_DIGIT = re.compile(rb"\d")


def page_layout(paper: Paper, *, upright: bool = False) -> QPageLayout:
    """Return how a page lies or stands; the margins are the report's own affair."""
    turned = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    layout = QPageLayout(QPageSize(_SIZES[paper]), turned, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    return layout


def pdf(pages: Pages, progress: Callable[[int, int], object] | None = None) -> bytes:
    """Return the pages as the bytes of a file, in which text stays text."""
    return bound([pages], progress)


def bound(parts: Sequence[Pages], progress: Callable[[int, int], object] | None = None) -> bytes:
    """Return several reports, one after the other, as the bytes of one file; at least one.

    The file has the title and the day of the first; each part lies or stands as it does alone.
    """
    first, held = parts[0], QByteArray()
    document, whole = first.document, sum(len(each) for each in parts)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(document.title)
    writer.setCreator("Servanda")
    writer.setResolution(UNITS_IN_POINT * _POINTS_IN_INCH)
    writer.setPageLayout(page_layout(first.paper, upright=document.upright))
    said = "\0".join(repr(each.document) for each in parts)
    key = hashlib.sha256(said.encode("utf-8", "surrogatepass")).digest()
    writer.setDocumentId(QUuid.fromRfc4122(QByteArray(key[:16])))
    painter = QPainter(writer)
    for done, (pages, page) in enumerate(_each_page(parts)):
        if done:
            writer.setPageLayout(page_layout(pages.paper, upright=pages.document.upright))
            writer.newPage()
        pages.paint(painter, page)
        if progress is not None:
            progress(done + 1, whole)
    painter.end()
    del writer
    buffer.close()
    return stilled(bytes(held.data()), document.facts.as_of)


def _each_page(parts: Sequence[Pages]) -> Iterator[tuple[Pages, int]]:
    for pages in parts:
        for page in range(len(pages)):
            yield pages, page


def stilled(written: bytes, day: date) -> bytes:
    """Return a file in which the day of the report stands for the moment it was written.

    Whatever is replaced keeps its length, since the file finds its parts by counting.
    """

    def still(match: re.Match[bytes]) -> bytes:
        begun = day.isoformat() if b"-" in match[2][:5] else day.strftime("%Y%m%d")
        rest = _DIGIT.sub(b"0", match[2][len(begun) :])
        return match[1] + begun.encode() + rest

    return _DATES.sub(still, written)
