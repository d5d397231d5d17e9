"""Pages of a report: headings again on each, rows whole, nothing lost, the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter

from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.document import (
    Column,
    Count,
    Counts,
    Document,
    Fact,
    Facts,
    Group,
    Heading,
    Line,
    Paragraph,
    Table,
    Tone,
    cell,
)
from app.domain.reports.look import Paper, Sheet
from app.qt.printing.pages import Pages
from app.qt.printing.pdf import pdf, stilled
from app.qt.printing.typesetting import Fragment, Span, Typesetter
from app.services.reports.carry_over import Asked, carry_over
from tests.services.reports.internals import MARK, Internals

COLUMNS = (Column(key="a", heading="HEAD", width=1), Column(key="b", heading="What", width=4))
TODAY = date(2026, 11, 22)


def document(texts, *, language="en", group="", title="A report"):
    rows = tuple((cell(str(place)), cell(each)) for place, each in enumerate(texts))
    facts = Facts(filter="all", as_of=TODAY, version="a1", classification="none", left_out=0)
    names = ("What it shows", "As of", "Register version", "Classification", "Points left out")
    return Document(
        title=title,
        subtitle="From one to another",
        language=language,
        facts=facts,
        lines=tuple(Fact(name=each, value="value") for each in names),
        blocks=(
            Heading(text="In short"),
            Paragraph(line=Line(text="A sentence.")),
            Counts(name="Now", counts=(Count(label="Overdue", number=2, tone=Tone.LATE),)),
            Heading(text="Point by point"),
            Table(columns=COLUMNS, groups=(Group(heading=group, rows=rows),)),
        ),
        page="Page {page} of {pages}",
    )


def lines(pages):
    return [pages.text(number).splitlines() for number in range(len(pages))]


def rows(page):
    """The rows of the table on a page, by what their first column says."""
    return [each for each in page if re.match(r"\d+ \|", each)]


def painted(pages, number, width=600):
    """A page as a picture."""
    scale = width / pages.size[0]
    image = QImage(QSize(width, round(pages.size[1] * scale)), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(scale, scale)
    pages.paint(painter, number)
    painter.end()
    return image


def inked(image, left, right):
    """Whether anything is drawn between two columns of a picture."""
    white = QColor("white").rgb()
    return any(
        image.pixel(x, y) != white for x in range(left, right) for y in range(image.height())
    )


def test_a_table_goes_on_under_its_heading_and_loses_no_row(qapp):
    pages = Pages(document([f"Row {number}" for number in range(120)]))
    shown = lines(pages)
    assert len(pages) > 2
    assert all(page[0].startswith("HEAD") for page in shown[1:])
    assert [row for page in shown for row in rows(page)] == [
        f"{number} | Row {number}" for number in range(120)
    ]


@pytest.mark.parametrize("count", range(20, 60))
def test_the_last_row_is_never_alone_on_a_page(qapp, count):
    shown = lines(Pages(document([f"Row {number}" for number in range(count)])))
    assert len(rows(shown[-1])) > 1


@pytest.mark.parametrize("filling", range(30))
def test_a_heading_is_never_the_last_on_a_page(qapp, filling):
    held = document(["x"] * 40, group="First group")
    more = tuple(Paragraph(line=Line(text=f"Sentence {each}.")) for each in range(filling))
    shown = lines(Pages(replace(held, blocks=(*more, *held.blocks))))
    for page in shown[:-1]:
        assert page[-1] not in ("In short", "Point by point", "First group")
        assert not page[-1].startswith("HEAD")


def test_a_row_higher_than_a_page_goes_on_over_the_next_and_is_whole(qapp):
    text = "\n".join(f"line {number}" for number in range(150))
    pages = Pages(document(["before", text, "after"]))
    assert len(pages) >= 3
    parts = [
        part for page in range(len(pages)) for part in pages.parts(page) if text in pages_text(part)
    ]
    covered = [part.lines[1] for part in parts]
    assert [start for start, _ in covered] == [0, *(end for _, end in covered[:-1])]
    assert covered[-1][1] == 150
    assert rows(lines(pages)[-1])[-1] == "2 | after"


def pages_text(part):
    return "".join(each.text for box in part.strip.boxes for each in box.fragments)


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=600)


@given(texts=st.lists(TEXT, max_size=25), language=st.sampled_from(["en", "ru", "ur"]))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_texts_each_row_is_there_once_and_whole(qapp, texts, language):
    pages = Pages(document(texts, language=language))
    seen: dict[str, int] = {}
    for page in range(len(pages)):
        height = 0.0
        for part in pages.parts(page):
            assert part.top >= height - 0.01
            height = part.top
            first = part.strip.boxes[0].fragments
            if first and first[0].text.isdecimal():
                start, end = part.lines[0]
                seen[first[0].text] = seen.get(first[0].text, 0) + end - start
    assert seen == {str(place): 1 for place in range(len(texts))}


def test_every_page_is_numbered_and_says_what_it_belongs_to(qapp):
    pages = Pages(document(["x"] * 80))
    whole = painted(pages, 1)
    foot = whole.copy(0, whole.height() - 40, whole.width(), 40)
    assert inked(foot, 0, 200)
    assert inked(foot, 400, 600)


def test_a_report_in_urdu_is_laid_out_from_the_right(qapp):
    def first_column_at_the_left(language):
        image = painted(Pages(document(["x"], language=language)), 0)
        title = image.copy(0, 0, image.width(), 60)
        return inked(title, 0, 120)

    assert first_column_at_the_left("en")
    assert not first_column_at_the_left("ur")


def test_letter_is_wider_and_lower_than_a4(qapp):
    a4, letter = (Pages(document(["x"]), each).size for each in (Paper.A4, Paper.LETTER))
    assert letter[0] < a4[0]
    assert letter[1] > a4[1]


def test_the_same_report_gives_the_same_bytes(qapp, qtbot):
    first = pdf(Pages(document(["x", "اردو", "Пункт"])))
    qtbot.wait(1_100)  # a PDF counts in seconds
    assert pdf(Pages(document(["x", "اردو", "Пункт"]))) == first
    assert first.startswith(b"%PDF")
    assert b"/CreationDate (D:20261122000000" in first
    assert b'xmp:CreateDate="2026-11-22T00:00:00' in first


def test_what_is_stilled_keeps_its_length():
    made = b"/CreationDate (D:20251231235959+05'00')\nxmp:ModifyDate=\"2025-12-31T23:59:59+05:00\""
    still = stilled(made, TODAY)
    assert len(still) == len(made)
    assert still == (
        b"/CreationDate (D:20261122000000+00'00')\nxmp:ModifyDate=\"2026-11-22T00:00:00+00:00\""
    )


def test_progress_is_told_to_the_end(qapp):
    told = []
    Pages(document(["x"] * 10), progress=lambda done, whole: told.append((done, whole)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_no_internal_text_is_on_any_page_of_the_copy_for_the_other_side(qapp, register):
    copied = carry_over(register.reader, Internals("").fill(register), TODAY)
    pages = Pages(carry_over_document(copied))
    assert MARK not in "".join(pages.text(number) for number in range(len(pages)))
    assert "Openly agreed" in pages.text(0)


def test_the_sample_comes_on_a_few_pages(qapp, sample):
    reader = sample.reader
    asked = Asked(start=reader.find("JMC-8/01"), end=reader.find("JMC-8/30"))
    pages = Pages(carry_over_document(carry_over(reader, asked, TODAY)))
    assert len(pages) in range(2, 6)
    assert sum(each.count("JMC-8/") for page in lines(pages) for each in page) == 26


def test_a_line_in_urdu_takes_no_more_room_than_one_in_latin_letters():
    latin, urdu = (
        Typesetter(Sheet.of(Paper.A4)).heights(Fragment((Span(text),), 9.0), 5_000)
        for text in ("Point by point", "نکتہ وار")
    )
    assert len(latin) == len(urdu) == 1
    assert urdu[0] <= latin[0] * 1.25


def test_the_last_sentence_is_never_alone_on_a_page():
    for count in range(30, 60):
        held = document(["x"])
        lines = tuple(Paragraph(line=Line(text=f"Source {each}")) for each in range(count))
        pages = Pages(replace(held, blocks=lines))
        assert len(pages.parts(len(pages) - 1)) > 1


def test_the_foot_keeps_off_the_edge_of_the_paper_however_long_it_is():
    pages = Pages(document(["x"], title="A long title of a report " * 12))
    white = QColor("white").rgb()
    image = QImage(QSize(1190, 842), QImage.Format.Format_RGB32)
    image.fill(white)
    painter = QPainter(image)
    painter.scale(1190 / pages.size[0], 842 / pages.size[1])
    pages.paint(painter, 0)
    painter.end()
    edge = round(842 * 4 / pages.sheet.height)
    rows = range(image.height() - edge, image.height())
    assert all(image.pixel(x, y) == white for y in rows for x in range(image.width()))


def test_pages_that_were_given_up_hold_nothing():
    pages = Pages(document([f"text {each}" for each in range(200)]))
    pages.let_go()
    assert len(pages) == 0
