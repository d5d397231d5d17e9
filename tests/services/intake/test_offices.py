"""Files as different as real offices are: each comes in whole, and nothing in it is guessed."""

from __future__ import annotations

import pytest

from app.domain.errors import InvalidValueError
from app.domain.intake.grid import CellKind
from app.services.intake.reading import read_tables
from tests.services.intake import offices
from tests.services.intake.offices import TRACTORS, URDU, flat, texts


@pytest.fixture
def read(tmp_path):
    """Read bytes as the file of a name, and return its tables."""

    def reading(data, name, **options):
        path = tmp_path / name
        path.write_bytes(data)
        return read_tables(path, **options)

    return reading


def test_russian_excel_csv_has_semicolons_and_a_proposed_encoding(read):
    (grid,) = read(offices.russian_csv(), "план.csv")
    assert (grid.encoding, grid.proposed, grid.delimiter) == ("windows-1251", True, ";")
    assert texts(grid) == {
        1: ["№ п/п", "Пункт", "Мероприятие", "Ответственный", "Срок", "Сумма, млн"],
        2: ["1", "3.10", TRACTORS, "Минпром", "31.12.2025", "1,5"],
        3: ["2", "3.2(а)", "Проект; «дорожная карта»", "МИД", "I кв. 2026", "0,25"],
        4: ["3", "", 'Совместное предприятие "Амкодор"', "Минпром\nМИД"],
    }


def test_unicode_text_of_excel_is_utf_16_with_tabs(read):
    (grid,) = read(offices.unicode_text(), "list.txt")
    assert (grid.encoding, grid.proposed, grid.delimiter) == ("utf-16", False, "\t")
    assert texts(grid)[2] == ["05", "Supply, of tractors", "МИД"]
    assert texts(grid)[3] == ["06", URDU]


def test_rows_above_and_below_a_table_and_blank_ones_keep_their_numbers(read):
    (grid,) = read(offices.titled_csv(), "status.csv")
    assert grid.delimiter == ","
    assert [row.number for row in grid.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert grid.rows[2].blank
    assert texts(grid)[1] == ["Implementation status of the 8th JMC"]
    assert texts(grid)[7] == ["", "Total", "15"]


def test_dates_in_text_stay_as_they_are_written(read):
    (grid,) = read(offices.mixed_dates_csv(), "dates.csv")
    due = [row.cells[1] for row in grid.rows[1:]]
    assert [each.text for each in due] == ["31.12.2025", "12/31/2025", "03/04/2026", "end of 2026"]
    assert {each.kind for each in due} == {CellKind.TEXT}


def test_urdu_comes_in_letter_for_letter(read):
    (grid,) = read(offices.urdu_csv(), "فہرست.csv")
    assert (grid.encoding, grid.proposed) == ("utf-8", False)
    assert texts(grid)[1] == ["نمبر", "عنوان", "وزارت"]
    assert texts(grid)[2] == ["۱", "ٹریکٹروں کی فراہمی", URDU]
    assert texts(grid)[3] == ["۲", "ویزا، سفر"]


def test_what_stands_twice_comes_in_twice(read):
    (grid,) = read(offices.duplicates_csv(), "twice.csv")
    assert texts(grid)[2] == texts(grid)[3] == ["PK-BY/JMC-8/05", "Tractors", "open", "open"]
    assert texts(grid)[1][2:] == ["status", "status"]


def test_line_breaks_in_a_cell_begin_no_record(read):
    (grid,) = read(offices.letters_csv(), "wording.csv")
    assert [row.number for row in grid.rows] == [1, 2, 3]
    said = 'The Sides agreed:\n(a) "to hold" talks;\r\n(b) to sign, in 2026'
    assert texts(grid)[2] == ["1", said]


def test_the_line_that_names_the_delimiter_is_a_record_without_cells(read):
    (grid,) = read(offices.announced_csv(), "excel.csv")
    assert grid.delimiter == ";"
    assert texts(grid) == {2: ["Ref", "Title"], 3: ["1", "Tractors, tyres"]}


def test_tabs_divide_a_tsv(read):
    (grid,) = read(offices.tsv(), "list.tsv")
    assert grid.delimiter == "\t"
    assert texts(grid)[3] == ["2", "a\tb"]


def test_an_excel_matrix_shows_what_a_person_sees(read):
    (grid,) = read(offices.matrix_xlsx(), "matrix.xlsx")
    assert (grid.name, grid.encoding, grid.delimiter) == ("Matrix", "", "")
    assert flat(grid)[0] == ["Status of implementation"] * 7
    assert grid.rows[1].blank
    assert flat(grid)[2] == ["Para", "Decision", "Agency", "Agency", "Due", "Progress", "Cost"]
    assert flat(grid)[3] == ["Para", "Decision", "Lead", "Support", "Due", "Progress", "Cost"]
    assert [each.spread for each in grid.rows[3].cells] == [True, True, False, False] + [True] * 3
    assert flat(grid)[4] == ["Industry"] * 7
    assert flat(grid)[5] == ["3.10", "Tractors", "MoIP", "MoFA", "2025-12-31", "45%", "10"]
    assert flat(grid)[6] == ["3.2(a)", "=cmd|'/C calc'!A0", "MoIP", "", "2026-05", "100%", "5.5"]
    assert flat(grid)[7] == ["", "Total", "", "", "", "#DIV/0!", "15.5"]


def test_an_excel_matrix_says_what_each_cell_was(read):
    (grid,) = read(offices.matrix_xlsx(), "matrix.xlsx")
    kinds = [each.kind for each in grid.rows[5].cells]
    assert kinds == [CellKind.NUMBER, *[CellKind.TEXT] * 3, CellKind.DAY, *[CellKind.NUMBER] * 2]
    assert grid.rows[6].cells[1].kind is CellKind.TEXT  # it looks like a formula
    assert grid.rows[6].cells[4].kind is CellKind.TEXT  # a month is no day
    assert grid.rows[7].cells[5].kind is CellKind.ERROR


def test_hidden_sheets_and_rows_are_read_and_told(read):
    now, old = read(offices.hidden_xlsx(), "two.xlsx")
    assert (now.name, now.hidden, old.name, old.hidden) == ("Now", False, "Old", True)
    assert now.notes == ("Rows hidden in the workbook were read too: 1.",)
    assert old.notes == ("This sheet is hidden in the workbook.",)
    assert flat(now) == [["Ref"], ["1"], ["2"]]
    assert texts(old) == {2: ["", "Ref"]}


def test_a_reply_from_libreoffice_is_read_as_it_is_seen(read):
    grid, old = read(offices.agency_ods(), "reply.ods")
    assert (grid.name, old.name, old.hidden) == ("Reply", "Old", True)
    assert flat(grid) == [
        ["Reply of the agency"] * 4,
        ["Para", "Point", "Due", "Done"],
        ["3.10", "Tractors\n  and tyres", "2026-05", "45.5%"],
        ["3.2(a)", "Tractors\n  and tyres", "2025-12-31", "#REF!"],
    ]
    kinds = [[each.kind.value for each in row.cells] for row in grid.rows[2:]]
    assert kinds == [["number", "text", "text", "number"], ["text", "text", "day", "error"]]
    assert grid.rows[3].cells[1].spread


def test_a_word_matrix_is_laid_on_its_columns(read):
    grid, other = read(offices.matrix_docx(), "annex.docx")
    assert (grid.name, other.name) == ("Table 1", "Table 2")
    assert flat(grid) == [
        ["Implementation matrix"] * 4,
        ["Para", "Decision", "Responsible", "Status"],
        ["3.10", "(a) Tractors", "MoIP / MoFA", "Under process\nLetter of 5 May 2025"],
        ["3.10", "(b) Tyres", "MoIP / MoFA", "talks\theld"],
        ["", TRACTORS],
    ]
    assert [each.spread for each in grid.rows[3].cells] == [True, False, True, False]
    assert flat(other) == [[URDU]]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251"])
def test_a_page_named_as_excel_is_read_and_told(read, encoding):
    (grid,) = read(offices.web_page(encoding), "report.xls")
    assert flat(grid) == [
        ["№", "Срок & статус", "Срок & статус"],
        ["№", "Срок", "Статус"],
        ["1", "31.12.2025", "Выполнено\nполностью"],
    ]
    assert grid.encoding == encoding
    assert grid.notes == (
        "“report.xls” is a web page by its content, not an Excel workbook; it was read as that.",
    )


def test_a_csv_inside_the_name_of_a_workbook_is_refused(read):
    with pytest.raises(InvalidValueError, match=r"“list.xlsx” is plain text .* name it .csv"):
        read(offices.tsv(), "list.xlsx")


def test_a_text_that_an_old_system_named_as_excel_is_read_and_told(read):
    (grid,) = read(offices.tsv(), "list.xls")
    assert texts(grid)[2] == ["1", "Tractors, tyres"]
    assert grid.notes == (
        "“list.xls” is plain text by its content, not an Excel workbook; it was read as that.",
    )


def test_a_workbook_inside_the_name_of_a_csv_is_read_and_told(read):
    (grid,) = read(offices.matrix_xlsx(), "matrix.csv")
    assert flat(grid)[5][0] == "3.10"
    assert grid.notes == (
        "“matrix.csv” is an Excel workbook by its content, not plain text; it was read as that.",
    )


def test_what_a_workbook_strikes_out_is_told_with_its_rows(read):
    def fill(book):
        sheet, struck = book.add_worksheet("Points"), book.add_format({"font_strikeout": True})
        sheet.write(0, 0, "Decision")
        sheet.write(1, 0, "Tractors", struck)
        sheet.write_rich_string(2, 0, "Tyres ", struck, "and belts")
        sheet.write(3, 0, "Seeds")
        sheet.write_blank(4, 0, None, struck)
        sheet.write(5, 0, "Milk")
        sheet.set_header('&L&"Arial,Bold"&14Restricted&CPage &P')

    (grid,) = read(offices.xlsx(fill), "points.xlsx")
    assert grid.notes == ("Struck-out text was read like any other: look at rows 2, 3.",)
    assert grid.marking == "Restricted"


def test_what_an_open_spreadsheet_strikes_out_is_told_with_its_rows(read):
    styles = "".join(
        f'<style:style style:name="{name}" style:family="{family}"><style:text-properties'
        f' style:text-line-through-style="{line}"/></style:style>'
        for name, family, line in (
            ("gone", "table-cell", "solid"),
            ("part", "text", "solid"),
            ("kept", "text", "none"),
        )
    )
    cell = "<table:table-cell>{}</table:table-cell>"
    cells = (
        cell.format("<text:p>Decision</text:p>"),
        '<table:table-cell table:style-name="gone"><text:p>Tractors</text:p></table:table-cell>',
        cell.format('<text:p>Tyres<text:span text:style-name="part">x</text:span></text:p>'),
        cell.format('<text:p><text:span text:style-name="kept">Seeds</text:span></text:p>'),
    )
    rows = "".join(f"<table:table-row>{each}</table:table-row>" for each in cells)
    body = f'<table:table table:name="S">{rows}</table:table>'
    (grid,) = read(offices.ods(body, styles=styles), "points.ods")
    assert grid.notes == ("Struck-out text was read like any other: look at rows 2, 3.",)


def test_what_a_page_strikes_out_is_told_with_its_rows(read):
    page = (
        "<html><body><table><tr><td>Decision</td></tr><tr><td><s>Tractors</s></td></tr>"
        '<tr><td style="text-decoration:line-through">Tyres</td></tr><tr><td>Seeds</td></tr>'
        "</table></body></html>"
    )
    (grid,) = read(page.encode(), "points.html")
    assert grid.notes == ("Struck-out text was read like any other: look at rows 2, 3.",)
