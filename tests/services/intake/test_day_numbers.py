"""Days that a workbook counts: from 1900 or from 1904, as the workbook itself says."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from app.domain.intake.asking import Told
from app.domain.intake.dates import DAYS_FROM
from app.domain.intake.draft import drafted
from app.services.intake.child import Task, parsed
from app.services.intake.gate import LIMITS, Content
from app.services.intake.reading import read_tables

TODAY = date(2026, 11, 22)
DAYS = (date(2026, 10, 15), date(2027, 1, 31))
SHEET = """<office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
 {told}<table:table table:name="Sheet1">{rows}</table:table>
 </office:spreadsheet></office:body></office:document-content>"""
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
NUMBER = '<table:table-cell office:value-type="float" office:value="{}"/>'


def excel(year):
    """A workbook with a column of dates and one of the same days as bare numbers."""
    found = BytesIO()
    book = Workbook(found, {"date_1904": year == "1904", "in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Decision", "Due", "Made on"])
    for row, day in enumerate(DAYS, 1):
        sheet.write_string(row, 0, f"Point {row}")
        sheet.write_number(row, 1, (day - DAYS_FROM[year]).days)
        sheet.write_datetime(row, 2, day, book.add_format({"num_format": "dd.mm.yyyy"}))
    book.close()
    return found.getvalue()


def open_sheet(year):
    """The same days as an OpenDocument spreadsheet, which says from when it counts or does not."""
    rows = ["".join(TEXT.format(each) for each in ("Decision", "Due"))]
    for number, day in enumerate(DAYS, 1):
        count = (day - (DAYS_FROM[year] if year else DAYS_FROM["1900"])).days
        rows.append(TEXT.format(f"Point {number}") + NUMBER.format(count))
    told = ""
    if year:
        first = DAYS_FROM[year].isoformat()
        told = f'<table:null-date table:date-value="{first}"/>'
        told = f"<table:calculation-settings>{told}</table:calculation-settings>"
    lines = "".join(f"<table:table-row>{each}</table:table-row>" for each in rows)
    found = BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", SHEET.format(told=told, rows=lines))
    return found.getvalue()


def read(data, content):
    task = Task(content=content, name="matrix", limits=LIMITS)
    (grid,) = parsed(task, data, lambda _done, _all: None)
    return drafted(grid, Told(today=TODAY))


@pytest.mark.parametrize("year", ["1900", "1904"])
def test_bare_numbers_count_from_when_the_workbook_says(year):
    draft = read(excel(year), Content.WORKBOOK)
    assert draft.questions == ()
    wanted = [each.isoformat() for each in DAYS]
    assert [each.fields["due"] for each in draft.rows] == wanted
    assert [each.fields["made_on"] for each in draft.rows] == wanted


@pytest.mark.parametrize("year", ["1900", "1904", ""])
def test_an_open_document_says_its_null_date_or_has_the_usual_one(year):
    draft = read(open_sheet(year), Content.OPEN_SHEET)
    assert draft.questions == ()
    assert [each.fields["due"] for each in draft.rows] == [each.isoformat() for each in DAYS]


def test_what_a_workbook_says_of_it_comes_through_from_the_process_that_reads(tmp_path):
    path = tmp_path / "matrix.xlsx"
    path.write_bytes(excel("1904"))
    (grid,) = read_tables(path)
    assert grid.days_from == DAYS_FROM["1904"]


def test_the_two_ways_of_counting_are_four_years_and_a_day_apart():
    assert DAYS_FROM["1904"] - DAYS_FROM["1900"] == timedelta(days=1462)
