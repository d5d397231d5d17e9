"""Tables of Word documents, with all that Word puts between a table and its letters."""

# ruff: noqa: SLF001 - python-docx has no other way to the markup itself

from __future__ import annotations

import copy

import pytest
from docx.enum.style import WD_STYLE_TYPE

from app.services.intake.reading import read_tables
from tests.services.intake.offices import docx, element, flat


@pytest.fixture
def read(tmp_path):
    def reading(fill):
        path = tmp_path / "annex.docx"
        path.write_bytes(docx(fill))
        return read_tables(path)

    return reading


def run(text, kind="w:t"):
    made = element("w:r")
    made.append(element(kind, text))
    return made


def around(name, *inner):
    made = element(name)
    for each in inner:
        made.append(each)
    return made


def test_tracked_changes_are_read_as_accepted_and_told(read):
    def fill(document):
        table = document.add_table(rows=3, cols=1)
        paragraph = table.cell(0, 0).paragraphs[0]._p
        paragraph.append(run("Tractors "))
        paragraph.append(around("w:del", run("buses", "w:delText")))
        paragraph.append(around("w:ins", run("and tyres")))
        table.cell(1, 0).text = "struck out"
        table.rows[1]._tr.get_or_add_trPr().append(element("w:del"))
        table.cell(2, 0).text = "kept"
        document.add_paragraph()
        document.add_table(rows=1, cols=1).cell(0, 0).text = "untouched"

    changed, untouched = read(fill)
    assert flat(changed) == [["Tractors and tyres"], ["kept"]]
    assert changed.notes == ("Tracked changes were read as accepted.",)
    assert untouched.notes == ()


def test_content_controls_links_and_fields_hide_nothing(read):
    def fill(document):
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Para", "Decision"
        paragraph = table.cell(1, 0).paragraphs[0]._p
        paragraph.append(around("w:hyperlink", run("3")))
        paragraph.append(around("w:fldSimple", run(".10")))
        paragraph.append(around("w:sdt", around("w:sdtContent", run("(a)"))))
        table.cell(1, 1).text = "Tractors"
        row = table.rows[1]._tr
        again = copy.deepcopy(row)
        row.addnext(around("w:sdt", around("w:sdtContent", again)))

    (grid,) = read(fill)
    assert flat(grid) == [["Para", "Decision"], ["3.10(a)", "Tractors"], ["3.10(a)", "Tractors"]]


def test_breaks_tabs_and_hyphens_that_are_no_letters_are_read(read):
    def fill(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        made = cell.paragraphs[0].add_run("a")._r
        for name, text in (("w:br", None), ("w:t", "b"), ("w:tab", None), ("w:t", "c")):
            made.append(element(name, text))
        made.append(element("w:noBreakHyphen"))
        made.append(element("w:t", "d"))
        cell.add_paragraph("next")
        cell.add_paragraph("")

    assert flat(read(fill)[0]) == [["a\nb\tc-d\nnext"]]


def test_rows_that_begin_further_in_keep_their_columns(read):
    def fill(document):
        table = document.add_table(rows=2, cols=3)
        for column, text in enumerate("abc"):
            table.cell(0, column).text = text
        row = table.rows[1]._tr
        for each in list(row.tc_lst)[:2]:
            row.remove(each)
        row.get_or_add_trPr().append(element("w:gridBefore", val="2"))
        row.tc_lst[0].p_lst[0].append(run("z"))

    (grid,) = read(fill)
    assert flat(grid) == [["a", "b", "c"], ["", "", "z"]]


# Numbers that Word sets by itself


def numbered(document, levels, *, also=()):
    """Give a document a list of these levels, and return the key of it; each is start, form,
    pattern."""
    numbers = document.part.numbering_part.element
    plan = element("w:abstractNum", abstractNumId="77")
    for at, (start, form, pattern) in enumerate(levels):
        level = element("w:lvl", ilvl=str(at))
        level.append(element("w:start", val=str(start)))
        level.append(element("w:numFmt", val=form))
        level.append(element("w:lvlText", val=pattern))
        plan.append(level)
    numbers.insert(0, plan)
    for key in ("77", *also):
        number = element("w:num", numId=key)
        number.append(element("w:abstractNumId", val="77"))
        if key != "77":
            over = element("w:lvlOverride", ilvl="0")
            over.append(element("w:startOverride", val="1"))
            number.append(over)
        numbers.append(number)


def counted(paragraph, level=0, key="77"):
    number = element("w:numPr")
    number.append(element("w:ilvl", val=str(level)))
    number.append(element("w:numId", val=key))
    paragraph._p.get_or_add_pPr().append(number)


def test_numbers_that_word_sets_are_read_as_they_are_seen(read):
    def fill(document):
        numbered(
            document, [(3, "decimal", "%1."), (1, "decimal", "%1.%2"), (1, "lowerLetter", "(%3)")]
        )
        counted(document.add_paragraph("A heading before the table"))
        table = document.add_table(rows=5, cols=2)
        for row, level in enumerate((1, 1, 2, 2, 0)):
            counted(table.cell(row, 0).paragraphs[0], level)
            table.cell(row, 1).text = f"point {row}"
        table.cell(2, 0).paragraphs[0].add_run("Tractors")

    (grid,) = read(fill)
    assert [row[0] for row in flat(grid)] == ["3.1", "3.2", "(a) Tractors", "(b)", "4."]


def test_a_list_that_begins_anew_counts_from_its_start(read):
    def fill(document):
        numbered(document, [(1, "decimal", "%1")], also=["78"])
        table = document.add_table(rows=4, cols=1)
        for row, key in enumerate(("77", "77", "78", "78")):
            counted(table.cell(row, 0).paragraphs[0], key=key)

    assert flat(read(fill)[0]) == [["1"], ["2"], ["1"], ["2"]]


@pytest.mark.parametrize(
    ("form", "start", "number"),
    [
        ("decimal", 9, "9"),
        ("decimalZero", 9, "09"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 4, "IV"),
        ("russianLower", 7, "ж"),
        ("russianUpper", 10, "К"),
        ("bullet", 1, ""),
        ("none", 1, ""),
    ],
)
def test_numbers_are_written_as_their_list_has_them(read, form, start, number):
    def fill(document):
        numbered(document, [(start, form, "%1)" if number else "•")])
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "x"
        counted(cell.paragraphs[0])

    assert flat(read(fill)[0]) == [[f"{number}) x" if number else "x"]]


def test_a_style_may_number_its_paragraphs(read):
    def fill(document):
        numbered(document, [(5, "decimal", "%1.")])
        style = document.styles["List Number"]
        number = element("w:numPr")
        number.append(element("w:numId", val="77"))
        properties = style.element.get_or_add_pPr()
        for each in list(properties):
            properties.remove(each)
        properties.append(number)
        table = document.add_table(rows=2, cols=1)
        for row in range(2):
            table.cell(row, 0).paragraphs[0].style = style

    assert flat(read(fill)[0]) == [["5."], ["6."]]


# What is struck out or hidden, and markings


def test_struck_out_and_hidden_letters_are_told_with_their_rows(read):
    def fill(document):
        table = document.add_table(rows=4, cols=1)
        table.cell(0, 0).paragraphs[0].add_run("plain")
        table.cell(1, 0).paragraphs[0].add_run("struck").font.strike = True
        table.cell(2, 0).paragraphs[0].add_run("twice").font.double_strike = True
        table.cell(3, 0).paragraphs[0].add_run("hidden").font.hidden = True
        document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0].add_run("x").font.strike = False

    first, second = read(fill)
    assert flat(first) == [["plain"], ["struck"], ["twice"], ["hidden"]]
    assert first.notes == (
        "Struck-out text was read like any other: look at rows 2, 3.",
        "Hidden text was read like any other: look at row 4.",
    )
    assert second.notes == ()


def test_letters_struck_out_by_their_style_are_told_too(read):
    def fill(document):
        style = document.styles.add_style("Taken back", WD_STYLE_TYPE.CHARACTER)
        style.font.strike = True
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.paragraphs[0].add_run("struck", style="Taken back")

    assert read(fill)[0].notes == ("Struck-out text was read like any other: look at row 1.",)


def test_a_marking_above_a_table_or_at_the_head_of_pages_is_kept_with_it(read):
    def above(document):
        document.add_paragraph("Confidential")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "a"

    def heading(document):
        document.sections[0].header.paragraphs[0].text = "Для служебного пользования"
        document.add_table(rows=1, cols=1).cell(0, 0).text = "a"

    def neither(document):
        document.add_paragraph("Confidential papers are kept elsewhere")
        document.add_table(rows=1, cols=1).cell(0, 0).text = "SECRET"

    found = [read(each)[0].marking for each in (above, heading, neither)]
    assert found == ["Confidential", "Для служебного пользования", ""]
