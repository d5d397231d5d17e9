"""Reports as HTML, Word and CSV: nothing in them is run, rows stay whole, bytes stay the same."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from docx import Document as Opened
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from app.domain.cells import guarded, unguarded
from app.domain.errors import InvalidValueError, StorageError
from app.domain.reports.document import (
    Column,
    Count,
    Counts,
    Document,
    Emphasis,
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
from app.domain.reports.look import DARK_INKS, Paper
from app.services.docx_parts import clean, pieces
from app.services.reports.files import write_report
from app.services.reports.html import html
from app.services.reports.marks import unmarked
from app.services.reports.table_file import csv_bytes
from app.services.reports.word import docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = (
    Column(key="a", heading="Para.", width=1),
    Column(key="b", heading="What", width=3),
)


def document(rows, *, language="en", groups=("",), title="A report"):
    table = Table(
        columns=COLUMNS,
        groups=tuple(Group(heading=each, rows=tuple(rows)) for each in groups),
    )
    facts = Facts(
        filter="all", as_of=date(2026, 11, 22), version="a1b2", classification="none", left_out=0
    )
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
            table,
        ),
        page="Page {page} of {pages}",
    )


def row(*lines):
    return (cell("3.10"), cell(*lines))


HOSTILE = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


class Reader(HTMLParser):
    """Collects tags with their attributes, and the text of each cell's paragraphs."""

    def __init__(self):
        super().__init__()
        self.tags, self.paragraphs, self._inside = [], [], False

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "p":
            self._inside = True
            self.paragraphs.append("")

    def handle_endtag(self, tag):
        if tag == "p":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.paragraphs[-1] += data


def read(written):
    reader = Reader()
    reader.feed(written.decode())
    return reader


# --- HTML ---------------------------------------------------------------------------------------


@given(text=HOSTILE, title=HOSTILE)
@settings(max_examples=100)
def test_no_text_becomes_markup(text, title):
    reader = read(html(document([row(text)], title=title)))
    plain = read(html(document([row("x")], title="x")))
    wanted = [tag for tag, _ in plain.tags]
    if not text:
        wanted.pop(len(wanted) - 1 - wanted[::-1].index("p"))
    assert [tag for tag, _ in reader.tags] == wanted
    if text and "\r" not in text:
        assert text in reader.paragraphs


def test_the_file_loads_nothing_and_runs_nothing():
    written = html(document([row("<script>alert(1)</script><img src=x onerror=y>")])).decode()
    assert "<script" not in written
    assert "<img" not in written
    assert "default-src 'none'" in written
    assert {tag for tag, _ in read(written.encode()).tags} & {"script", "img", "link", "a"} == set()


def test_headers_are_repeated_rows_stay_whole_and_the_paper_is_named():
    written = html(document([row("x")]), Paper.LETTER).decode()
    assert "size: 279.4mm 215.9mm" in written
    assert "thead { display: table-header-group }" in written
    assert "tr { break-inside: avoid }" in written
    tags = [tag for tag, _ in read(written.encode()).tags]
    assert tags.index("thead") < tags.index("tbody")
    assert ("th", {"scope": "col"}) in read(written.encode()).tags


def test_each_line_says_its_language_and_direction_where_they_differ():
    lines = (Line(text="Пункт", language="ru"), Line(text="اردو", language="ur"), Line(text="x"))
    tags = read(html(document([row(*lines)]))).tags
    assert ("p", {"lang": "ru"}) in tags
    assert ("p", {"lang": "ur", "dir": "rtl"}) in tags
    mirrored = html(document([row(Line(text="Tractors"))], language="ur")).decode()
    assert '<html lang="ur" dir="rtl">' in mirrored
    assert '<p dir="ltr">Tractors</p>' in mirrored


def test_on_paper_every_page_says_what_it_belongs_to_and_no_text_ends_the_style():
    title = '</style>"} body { display: none } \\'
    written = html(document([row("x")], title=title)).decode()
    style = written.partition("<style>")[2].partition("</style>")[0]
    foot = style.partition("@bottom-left { content: ")[2].partition(";")[0]
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})+"', foot)
    said = re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), foot[1:-1])
    assert title in said
    assert "counter(page)" in style
    assert "counter(pages)" in style
    mirrored = html(document([row("x")], language="ur")).decode()
    assert "@bottom-right { content: " in mirrored


def test_in_the_dark_the_inks_of_a_dark_screen_are_taken_and_on_paper_never():
    style = html(document([row("x")])).decode().partition("<style>")[2]
    dark = style.partition("@media screen and (prefers-color-scheme: dark)")[2]
    for ink in DARK_INKS.values():
        assert ink in dark.partition("@media print")[0]
        assert ink not in style.partition("@media screen")[0]


def test_colour_never_stands_alone():
    late = Line(text="5 days late", tone=Tone.LATE, emphasis=Emphasis.STRONG)
    assert '<p class="strong late">5 days late</p>' in html(document([row(late)])).decode()


# --- Word ---------------------------------------------------------------------------------------


def parts(written):
    with zipfile.ZipFile(io.BytesIO(written)) as packed:
        assert packed.testzip() is None
        return {each: packed.read(each) for each in packed.namelist()}


def body(written):
    return etree.fromstring(parts(written)["word/document.xml"])


@given(text=HOSTILE)
@settings(max_examples=60)
def test_whatever_is_written_word_opens_it_and_the_text_is_there(text):
    opened = Opened(io.BytesIO(docx(document([row(text)]))))
    shown = opened.tables[0].rows[1].cells[1].text
    assert "".join(shown.split()) == "".join(clean(unmarked(text)).split())


def test_the_heading_comes_again_and_no_row_is_torn():
    rows = body(docx(document([row("x")] * 3, groups=("First", "Second")))).findall(f".//{W}tr")
    assert len(rows) == 1 + 2 * (1 + 3)
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(each.find(f"{W}trPr/{W}cantSplit") is not None for each in rows)
    assert rows[1].find(f".//{W}keepNext") is not None  # a group's name stays with its rows


def test_pages_are_numbered_by_fields_in_the_order_of_the_language():
    foot = parts(docx(document([row("x")])))
    written = b"".join(content for name, content in foot.items() if "footer" in name)
    assert written.index(b" PAGE ") < written.index(b" NUMPAGES ")


def test_the_page_lies_on_the_paper_asked_for():
    for paper, width in ((Paper.A4, 297.0), (Paper.LETTER, 279.4)):
        section = Opened(io.BytesIO(docx(document([row("x")]), paper))).sections[0]
        assert section.page_width.mm == pytest.approx(width, abs=0.1)
        assert section.page_width > section.page_height


def test_what_is_upright_stands_on_its_paper():
    standing = replace(document([row("x")]), upright=True)
    section = Opened(io.BytesIO(docx(standing))).sections[0]
    assert (section.page_width.mm, section.page_height.mm) == (
        pytest.approx(210, abs=0.1),
        pytest.approx(297, abs=0.1),
    )
    assert "@page { size: 210.0mm 297.0mm" in html(standing).decode()


def test_arabic_script_is_set_from_the_right_and_the_table_is_mirrored():
    written = docx(document([row(Line(text="اردو", language="ur"))], language="ur"))
    tree = body(written)
    assert tree.find(f".//{W}tblPr/{W}bidiVisual") is not None
    paragraph = tree.findall(f".//{W}tc")[-1].find(f"{W}p")
    assert paragraph.find(f"{W}pPr/{W}bidi") is not None
    assert paragraph.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert paragraph.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}bidi") == "ur"


@pytest.mark.parametrize(
    ("text", "mirrored", "runs"),
    [
        ("بریف: \u2068Ninth Commission\u2069 · \u206822 نومبر\u2069", True,
         ["بریف: ", "\u200f", "<Ninth Commission>", "\u200f", " · ", "22 نومبر"]),
        ("PK: \u2068وزارت (MoFA)\u2069, presumed", False,
         ["<PK: >", "<\u200e>", "وزارت (", "<MoFA>", ")", "<\u200e>", "<, presumed>"]),
        ("پیرا JMC-8/23 تک", True, ["پیرا ", "<JMC-8/23>", " تک"]),
        ("تاریخ \u20682026-11-22\u2069", True, ["تاریخ ", "<2026-11-22>"]),
        ("Point 3.10", False, ["<Point 3.10>"]),
    ],
)  # fmt: skip
def test_signs_run_with_their_paragraph_and_what_is_held_apart_stays_so(text, mirrored, runs):
    found = [each if right else f"<{each}>" for each, right in pieces(text, mirrored=mirrored)]
    assert found == runs


@pytest.mark.parametrize("language", ["en", "ur"])
def test_lines_in_arabic_script_are_no_higher_than_others_but_in_an_offices_type(language):
    lines = row(Line(text="اردو", language="ur"))
    own = body(docx(document([lines], language=language)))
    spacing = own.findall(f".//{W}tc")[-1].find(f"{W}p/{W}pPr/{W}spacing")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("241", "exact")
    made = io.BytesIO()
    Opened().save(made)
    theirs = body(docx(document([lines], language=language), template=made.getvalue()))
    spacing = theirs.findall(f".//{W}tc")[-1].find(f"{W}p/{W}pPr/{W}spacing")
    assert spacing.get(f"{W}lineRule") is None


def test_the_same_report_gives_the_same_bytes():
    for write in (docx, html, csv_bytes):
        assert write(document([row("x")])) == write(document([row("x")]))


def test_nothing_tells_who_wrote_the_file_or_when():
    opened = Opened(io.BytesIO(docx(document([row("x")]))))
    facts = opened.core_properties
    assert (facts.author, facts.last_modified_by) == ("", "")
    assert facts.created.date() == date(2026, 11, 22)


def test_the_file_names_the_program_that_wrote_it_and_no_counts_of_another():
    with zipfile.ZipFile(io.BytesIO(docx(document([row("x")])))) as packed:
        told = packed.read("docProps/app.xml").decode()
    etree.fromstring(told.encode())  # it is well formed
    assert "<Application>Servanda</Application>" in told
    assert not re.search(r"Microsoft|AppVersion|<Pages>|<Words>", told)


def test_an_offices_template_gives_page_header_and_styles():
    template = Opened()
    template.add_paragraph("Ministry of Foreign Affairs")
    template.sections[0].header.paragraphs[0].text = "Letterhead"
    template.sections[0].footer.paragraphs[0].text = "Our own foot"
    held = io.BytesIO()
    template.save(held)
    opened = Opened(io.BytesIO(docx(document([row("x")]), template=held.getvalue())))
    paragraphs = [(each.style.name, each.text) for each in opened.paragraphs]
    assert paragraphs[:2] == [("Normal", "Ministry of Foreign Affairs"), ("Title", "A report")]
    assert ("Heading 1", "In short") in paragraphs
    assert opened.tables[0].style.name == "Table Grid"
    assert opened.sections[0].header.paragraphs[0].text == "Letterhead"
    assert opened.sections[0].footer.paragraphs[0].text == "Our own foot"
    assert opened.sections[0].page_width < opened.sections[0].page_height


def test_what_is_no_template_is_refused():
    with pytest.raises(InvalidValueError, match="no Word file"):
        docx(document([row("x")]), template=b"PK not really")


# --- CSV ----------------------------------------------------------------------------------------


@given(text=HOSTILE)
@settings(max_examples=100)
def test_no_cell_can_act_as_a_formula_and_all_come_back(text):
    written = csv_bytes(document([row(text)])).decode().removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(written, newline="")))
    assert lines[0] == ["Para.", "What"]
    assert lines[1] == [guarded("3.10"), guarded(unmarked(text))]
    assert unguarded(lines[1][1]) == unmarked(text)


def test_groups_stand_in_a_column_of_their_own():
    written = csv_bytes(document([row("x")], groups=("PK", "BY"))).decode()
    assert [each.split(",")[0] for each in written.splitlines()[1:]] == ["PK", "BY"]


# --- files --------------------------------------------------------------------------------------


def test_the_ending_of_the_name_says_as_what_it_is_written(tmp_path):
    held = document([row("x")])
    assert write_report(held, tmp_path / "r.HTML") == (tmp_path / "r.HTML",)
    assert (tmp_path / "r.HTML").read_bytes() == html(held)
    write_report(held, tmp_path / "r.docx")
    assert (tmp_path / "r.docx").read_bytes() == docx(held)
    files = write_report(held, tmp_path / "r.csv")
    assert [each.name for each in files] == ["r.csv", "r.csv.about.txt"]
    said = (tmp_path / "r.csv.about.txt").read_text(encoding="utf-8")
    assert "Register version: value" in said


@pytest.mark.parametrize("name", ["r.pdf", "r.xls", "r"])
def test_another_ending_is_refused_and_nothing_is_written(tmp_path, name):
    with pytest.raises(InvalidValueError):
        write_report(document([row("x")]), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_leaves_the_old_file(tmp_path):
    target = tmp_path / "no-folder" / "r.html"
    with pytest.raises(StorageError, match="no folder"):
        write_report(document([row("x")]), target)
    with pytest.raises(InvalidValueError, match="Word"):
        write_report(document([row("x")]), tmp_path / "r.html", template=tmp_path / "t.docx")
    with pytest.raises(StorageError, match="cannot be read"):
        write_report(document([row("x")]), tmp_path / "r.docx", template=tmp_path / "t.docx")


@pytest.mark.slow
def test_five_thousand_rows_are_written_within_seconds():
    held = document([row(Line(text="Пункт о тракторах", language="ru"), "اردو میں")] * 5_000)
    assert len(body(docx(held)).findall(f".//{W}tr")) == 5_001
    assert html(held).count(b"<tr>") == 5_001
