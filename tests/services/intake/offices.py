"""Files as real offices make them, each as another program writes it."""

# ruff: noqa: DTZ001 - spreadsheets know no zones

from __future__ import annotations

import csv
import io
import zipfile
from datetime import datetime

import xlsxwriter
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TRACTORS = "Поставка тракторов «Беларус»"
URDU = "وزارتِ صنعت و پیداوار"


def texts(grid):
    """The rows of a grid as texts, by their numbers; blank ones left out."""
    return {row.number: [each.text for each in row.cells] for row in grid.rows if not row.blank}


def flat(grid):
    """The rows of a grid as texts, blank ones too."""
    return [[each.text for each in row.cells] for row in grid.rows]


def csv_bytes(rows, encoding="utf-8", **dialect):
    text = io.StringIO()
    csv.writer(text, **{"lineterminator": "\r\n", **dialect}).writerows(rows)
    return text.getvalue().encode(encoding)


# --- text -----------------------------------------------------------------------------------------


def russian_csv():
    """What Excel in Russian saves as “CSV (разделители — запятые)”: semicolons, windows-1251."""
    return csv_bytes(
        [
            ["№ п/п", "Пункт", "Мероприятие", "Ответственный", "Срок", "Сумма, млн"],
            ["1", "3.10", TRACTORS, "Минпром", "31.12.2025", "1,5"],
            ["2", "3.2(а)", "Проект; «дорожная карта»", "МИД", "I кв. 2026", "0,25"],
            ["3", "", 'Совместное предприятие "Амкодор"', "Минпром\nМИД", "", ""],
        ],
        "cp1251",
        delimiter=";",
    )


def unicode_text():
    """What Excel saves as “Unicode text”: UTF-16 with its mark, tabs."""
    return b"\xff\xfe" + csv_bytes(
        [["Ref", "Title", "Ведомство"], ["05", "Supply, of tractors", "МИД"], ["06", URDU, ""]],
        "utf-16-le",
        delimiter="\t",
    )


def titled_csv():
    """A list with title rows above, a blank row, and a total below."""
    return csv_bytes(
        [
            ["Implementation status of the 8th JMC", "", ""],
            ["Ministry of Foreign Affairs", "", ""],
            [],
            ["Sr.", "Decision", "Amount"],
            ["1", "Tractors", "10"],
            ["2", "Tyres, spare parts", "5"],
            ["", "Total", "15"],
        ]
    )


def mixed_dates_csv():
    return csv_bytes(
        [
            ["Ref", "Due", "Made on"],
            ["1", "31.12.2025", "2025-04-11"],
            ["2", "12/31/2025", "11 Apr 2025"],
            ["3", "03/04/2026", "Q1 2026"],
            ["4", "end of 2026", "TBD"],
        ],
        delimiter=";",
    )


def urdu_csv():
    return "\ufeff".encode() + csv_bytes(
        [["نمبر", "عنوان", "وزارت"], ["۱", "ٹریکٹروں کی فراہمی", URDU], ["۲", "ویزا، سفر", ""]]
    )


def duplicates_csv():
    """The same line twice, and two columns of one name."""
    row = ["PK-BY/JMC-8/05", "Tractors", "open", "open"]
    return csv_bytes([["ref", "title", "status", "status"], row, row])


def letters_csv():
    """Cells with line breaks of every kind, quotation marks and delimiters."""
    return csv_bytes(
        [
            ["Ref", "Wording"],
            ["1", 'The Sides agreed:\n(a) "to hold" talks;\r\n(b) to sign, in 2026'],
            ["2", "one line"],
        ]
    )


def announced_csv():
    """Excel's own line that names the delimiter."""
    return b"sep=;\r\nRef;Title\r\n1;Tractors, tyres\r\n"


def tsv():
    return csv_bytes([["Ref", "Title"], ["1", "Tractors, tyres"], ["2", "a\tb"]], delimiter="\t")


# --- workbooks ------------------------------------------------------------------------------------


def xlsx(fill, **options):
    """Return a workbook that `fill` has written into, given the workbook."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, **options})
    fill(book)
    book.close()
    return stream.getvalue()


def matrix_xlsx():
    """A ministry's matrix: title, two header rows merged over and down, sections, totals."""

    def fill(book):
        sheet = book.add_worksheet("Matrix")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd.mm.yyyy"})
        month = book.add_format({"num_format": "mmm-yy"})
        two, share = (book.add_format({"num_format": each}) for each in ("0.00", "0%"))
        sheet.merge_range("A1:G1", "Status of implementation", bold)
        sheet.merge_range("A3:A4", "Para", bold)
        sheet.merge_range("B3:B4", "Decision", bold)
        sheet.merge_range("C3:D3", "Agency", bold)
        sheet.write_row("C4", ["Lead", "Support"])
        sheet.merge_range("E3:E4", "Due", bold)
        sheet.merge_range("F3:F4", "Progress", bold)
        sheet.merge_range("G3:G4", "Cost", bold)
        sheet.merge_range("A5:G5", "Industry", bold)
        sheet.write_row("A6", [3.1], two)
        sheet.write_row("B6", ["Tractors", "MoIP", "MoFA"])
        sheet.write_datetime("E6", datetime(2025, 12, 31), day)
        sheet.write("F6", 0.45, share)
        sheet.write("G6", 10)
        sheet.write_row("A7", ["3.2(a)", "=cmd|'/C calc'!A0", "MoIP", ""])
        sheet.write_datetime("E7", datetime(2026, 5, 1), month)
        sheet.write("F7", 1, share)
        sheet.write("G7", 5.5)
        sheet.write("B8", "Total")
        sheet.write_formula("G8", "=SUM(G6:G7)", None, 15.5)
        sheet.write_formula("F8", "=1/0", None, "#DIV/0!")

    return xlsx(fill)


def hidden_xlsx():
    """A workbook with an old sheet hidden, rows hidden by a filter, and a chart."""

    def fill(book):
        sheet = book.add_worksheet("Now")
        sheet.write_column("A1", ["Ref", "1", "2"])
        sheet.set_row(1, options={"hidden": True})
        old = book.add_worksheet("Old")
        old.write("B2", "Ref")
        old.hide()
        book.add_worksheet("Empty")
        book.add_chartsheet("Chart")

    return xlsx(fill)


# --- OpenDocument ---------------------------------------------------------------------------------

_SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
_STYLES = (
    '<number:date-style style:name="N1"><number:month number:textual="true"/>'
    "<number:year/></number:date-style>"
    '<style:style style:name="monthly" style:family="table-cell" style:data-style-name="N1"/>'
    '<style:style style:name="away" style:family="table"><style:table-properties'
    ' table:display="false"/></style:style>'
)


def ods(body, *, styles=_STYLES, manifest="", mimetype="spreadsheet"):
    """Return an OpenDocument spreadsheet of these tables."""
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content{_SPACES} xmlns:calcext="urn:org:documentfoundation:names:'
        f'experimental:calc:xmlns:calcext:1.0"><office:automatic-styles>{styles}'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{mimetype}",
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def said(*paragraphs, **attributes):
    """A cell of text in an OpenDocument table."""
    given = "".join(
        f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items()
    )
    lines = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    return f'<table:table-cell office:value-type="string"{given}>{lines}</table:table-cell>'


def agency_ods():
    """An agency's reply made in LibreOffice: merged, repeated, a percentage, a month, an error."""
    rows = (
        said("Reply of the agency", number_columns_spanned=4, number_rows_spanned=1)
        + '<table:covered-table-cell table:number-columns-repeated="3"/>'
        + '<table:table-cell table:number-columns-repeated="16380"/>',
        said("Para") + said("Point") + said("Due") + said("Done"),
        '<table:table-cell office:value-type="float" office:value="3.1"><text:p>3,10</text:p>'
        "</table:table-cell>"
        + said("Tractors", "<text:s text:c='2'/>and tyres", number_rows_spanned=2)
        + '<table:table-cell table:style-name="monthly" office:value-type="date"'
        ' office:date-value="2026-05-01"><text:p>May 2026</text:p></table:table-cell>'
        '<table:table-cell office:value-type="percentage" office:value="0.455">'
        "<text:p>46%</text:p></table:table-cell>",
        said("3.2(a)")
        + "<table:covered-table-cell/>"
        + '<table:table-cell office:value-type="date" office:date-value="2025-12-31">'
        "<text:p>31.12.25</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string" calcext:value-type="error"'
        ' office:string-value=""><text:p>#REF!</text:p></table:table-cell>',
    )
    laid = "".join(f"<table:table-row>{each}</table:table-row>" for each in rows)
    laid += (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row>'
    )
    hidden = f"<table:table-row>{said('old')}</table:table-row>"
    return ods(
        f'<table:table table:name="Reply">{laid}</table:table>'
        f'<table:table table:name="Old" table:style-name="away">{hidden}</table:table>'
    )


# --- Word -----------------------------------------------------------------------------------------


def docx(fill):
    """Return a Word document that `fill` has written into."""
    document = Document()
    fill(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def matrix_docx():
    """The implementation matrix as it hangs on the minutes: merged over, down, and nested."""

    def fill(document):
        document.add_paragraph("Annex II")
        table = document.add_table(rows=5, cols=4)
        table.cell(0, 0).merge(table.cell(0, 3)).text = "Implementation matrix"
        for column, heading in enumerate(("Para", "Decision", "Responsible", "Status")):
            table.cell(1, column).text = heading
        table.cell(2, 0).merge(table.cell(3, 0)).text = "3.10"
        table.cell(2, 1).text = "(a) Tractors"
        table.cell(3, 1).text = "(b) Tyres"
        table.cell(2, 2).merge(table.cell(3, 2)).text = "MoIP / MoFA"
        table.cell(2, 3).paragraphs[0].add_run("Under process")
        table.cell(2, 3).add_paragraph("Letter of 5 May 2025")
        inner = table.cell(3, 3).add_table(rows=1, cols=2)
        inner.cell(0, 0).text, inner.cell(0, 1).text = "talks", "held"
        table.cell(4, 1).text = TRACTORS
        document.add_paragraph("and")
        other = document.add_table(rows=1, cols=1)
        other.cell(0, 0).text = URDU

    return docx(fill)


def element(name, text=None, **attributes):
    """Return an element of Word's markup."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if text is not None:
        made.text = text
    return made


def web_page(encoding="utf-8"):
    """What a ministry's system hands out under the name of .xls: a page with one table."""
    return (
        f'<html><head><meta charset="{encoding}"><style>td {{x:1}}</style></head><body>'
        "<table border=1><tr><th rowspan=2>№<th colspan=2>Срок &amp; статус</tr>"
        "<tr><td>Срок<td>Статус</tr><tr><td>1<td>31.12.2025<td>Выполнено<br>полностью</tr>"
        "</table></body></html>"
    ).encode(encoding)
