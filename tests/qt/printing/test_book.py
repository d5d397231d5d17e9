"""A pack in one PDF: contents first, pages numbered throughout, each part as it lies alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.errors import CancelledError
from app.domain.reports.look import Paper
from app.domain.reports.request import ReportName, Request
from app.qt.printing.book import _contents, book
from app.qt.printing.pages import Pages
from app.qt.printing.pdf import pdf
from app.services.reports.catalogue import made
from app.services.reports.pack import Making, gathered
from app.services.reports.pack_plan import PackAsked

TODAY = date(2026, 11, 22)


@pytest.fixture
def pack(qapp, sample):
    asked = PackAsked(meeting=sample.reader.find("VIS-2025-04/01"))
    return gathered(sample.reader, asked, TODAY, Making(files=False))


def boxes(written):
    """The width and height of every page."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", written)
    return [(round(float(width)), round(float(height))) for width, height in found]


def test_a_brief_stands_on_two_pages(qapp, sample):
    request = Request(name=ReportName.BRIEF, meeting=sample.reader.find("VIS-2025-04/01"))
    pages = Pages(made(sample.reader, request, TODAY).document)
    assert len(pages) == 2
    width, height = pages.size
    assert width < height
    assert {width < height for width, height in boxes(pdf(pages))} == {True}


def test_upright_and_lying_pages_stand_in_one_file(pack):
    reports = [Pages(each.document) for each in pack.reports]
    sizes = boxes(book(pack))
    standing = [width < height for width, height in sizes]
    expected = [True] + [pages.document.upright for pages in reports for _ in range(len(pages))]
    assert standing == expected


def test_the_contents_say_on_which_page_each_report_begins(pack):
    reports = [Pages(each.document) for each in pack.reports]
    first = _contents(pack.contents, reports, Paper.A4)
    assert len(first) == 1
    begins = 2
    for report, pages in zip(pack.reports, reports, strict=True):
        line = next(
            each for each in first.text(0).splitlines()
            if each.startswith(f"{report.document.title} / ")
        )  # fmt: skip
        assert line.endswith(f"| {begins}")
        begins += len(pages)


def test_pages_of_a_part_are_numbered_within_the_whole(pack):
    pages = Pages(pack.reports[0].document)
    alone, part = picture(pages, 0), (pages.number(5, 23), picture(pages, 0))[1]
    assert alone != part  # the foot says another number
    assert pages.number(0, len(pages)) is None
    assert picture(pages, 0) == alone


def picture(pages, page):
    """Return a page as it is painted."""
    width, height = (round(each / 20) for each in pages.size)
    image = QImage(QSize(width, height), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(1 / 20, 1 / 20)
    pages.paint(painter, page)
    painter.end()
    return bytes(image.constBits())


def test_the_same_pack_gives_the_same_file(pack):
    assert book(pack) == book(pack)


def test_a_file_that_is_called_off_is_not_made(pack):
    with pytest.raises(CancelledError, match="Nothing was written"):
        book(pack, cancelled=lambda: True)


def test_it_is_told_how_many_pages_are_written(pack):
    steps = []
    book(pack, progress=lambda *how: steps.append(how))
    assert steps[-1][0] == steps[-1][1] == len(steps)
