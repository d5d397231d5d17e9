"""Tables as desks really keep them: each has what makes a clerk sigh, none was tidied for us."""

# ruff: noqa: DTZ001, ISC004 - spreadsheets know no zones; the letters are those of the offices

from __future__ import annotations

from datetime import datetime

from docx.enum.section import WD_ORIENT

from tests.services.intake.offices import csv_bytes, docx, element, ods, said, xlsx

# --- Russian desks --------------------------------------------------------------------------------


def moscow_plan_xlsx():
    """A Russian plan of measures: two merged header rows, column numbers, sectors, a signature."""

    def fill(book):
        sheet = book.add_worksheet("План")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range("A1:H1", "ПЛАН МЕРОПРИЯТИЙ")
        sheet.merge_range("A2:H2", "по выполнению Протокола 8-го заседания Комиссии")
        for place, name in (
            ("A4:A5", "№ п/п"),
            ("B4:B5", "Пункт протокола"),
            ("C4:C5", "Наименование мероприятия"),
            ("D4:E4", "Исполнители"),
            ("F4:F5", "Срок исполнения"),
            ("G4:G5", "Отметка об исполнении"),
            ("H4:H5", "Сумма, млн руб."),
        ):
            sheet.merge_range(place, name)
        sheet.write_row("D5", ["с пакистанской стороны", "с белорусской стороны"])
        sheet.write_row("A6", [1, 2, 3, 4, 5, 6, 7, 8])
        sheet.merge_range("A7:H7", "I. Промышленность")
        lines = (
            (
                8,
                1,
                "3.1",
                "Сборка тракторов",
                "MoIP",
                "Минпром",
                "до 31.12.2026",
                "На контроле",
                12.5,
            ),
            (
                9,
                2,
                "3.2",
                "Запасные части",
                "MoIP",
                "Минпром",
                "до 01.07.2026",
                "Снято с контроля",
                3,
            ),
            (10, 3, "3.3", "Обмен опытом", "MoFA", "МИД", "I полугодие 2026 г.", "Исполняется", ""),
        )
        for row, *cells in lines:
            sheet.write_row(row - 1, 0, cells)
        sheet.merge_range("A11:H11", "II. Торговля")
        sheet.write_row(
            "A12", [4, "4.1", "Данные таможен", "FBR", "ГТК", "", "Перенесено на IV кв. 2026"]
        )
        sheet.write_datetime("F12", datetime(2026, 3, 31), day)
        sheet.write_row(
            "A13",
            [
                5,
                "4.2",
                "Рабочая группа",
                "FBR",
                "ГТК",
                "в течение 30 дней",
                "Выполнено. Письмо № 5",
            ],
        )
        sheet.write_row("A14", [6, "4.3", "Ярмарка", "TDAP", "БелТПП", "постоянно", "На контроле"])
        sheet.write_row("A15", ["Итого:", "", 6, "", "", "", "", 15.5])
        sheet.merge_range("A17:H17", "Исполнитель: И. И. Иванов, тел. 222-33-44")

    return xlsx(fill)


def minsk_export_csv():
    """What a Russian Excel saves: semicolons, windows-1251, decimal commas, short years."""
    return csv_bytes(
        [
            ["Перечень обязательств", "", "", "", "", "", ""],
            [],
            ["№", "Обязательство", "Ответственный", "Срок", "Статус", "Млн долл.", ""],
            ["1", "Завод по сборке тракторов", "Минпром", "31.12.26", "в работе", "12,5", ""],
            ["2", "Вакцина от ящура", "Минсельхозпрод", "01.03.27", "в работе", "1 250,75", ""],
            ["3", "Взаимное признание дипломов", "Минобразования", "март", "выполнено", "", ""],
            ["4", "Прямые рейсы", "", "по согласованию", "отложено", "0,5", ""],
            ["Всего", "", "", "", "", "1 264,75", ""],
        ],
        "cp1251",
        delimiter=";",
    )


# --- text -----------------------------------------------------------------------------------------


def unicode_text():
    """Excel's “Unicode text”: UTF-16, tabs, line breaks inside quoted cells, an empty column."""
    return b"\xff\xfe" + csv_bytes(
        [
            ["Ref", "Commitment", "", "Lead", "Due", "Status"],
            ["PA/1", "Supply of tractors\nand spare parts", "", "MoIP", "Dec-26", "Under process"],
            ["PA/2", "«Беларус» service centres", "", "MTW", "Jun-27", "Pending"],
            ["PA/3", "حلال مصنوعات", "", "Pakistan Halal Authority", "2026", "Implemented"],
        ],
        "utf-16-le",
        delimiter="\t",
    )


def disagreeing_csv():
    """Title rows above, subtotals of sections, and a total that nobody added up again."""
    return csv_bytes(
        [
            ["GOVERNMENT OF PAKISTAN"],
            ["Ministry of Economic Affairs"],
            ["Position as of 1 November 2026"],
            [],
            ["Sr. No", "Action Point", "Cost (USD m)", "Target Date"],
            ["Industry"],
            ["1", "Tractor assembly", "10", "2026"],
            ["2", "Spare parts depot", "5", "Q1 2027"],
            ["", "Sub-total", "15", ""],
            ["Agriculture"],
            ["3", "Foot-and-mouth vaccine", "7.5", "FY 2026-27"],
            ["4", "Seed testing", "2", "2026-27"],
            ["", "Sub-total", "9.5", ""],
            ["", "Grand Total", "25", ""],
        ]
    )


def dates_csv():
    """Every way of writing a date that one desk has used in one column."""
    due = (
        "03/04/2026", "April 2026", "Q1 2026", "TBD", "within 30 days", "2026", "31-Dec-26",
        "end of 2026", "2026-27", "June 30, 2026", "as soon as possible", "before the next session",
        "Mar 2026 (extended to Jun 2026)", "-", "ongoing", "2026-02-30", "within two weeks",
        "31/31/2026", "by 15 May 2026", "1.5.2026",
    )  # fmt: skip
    rows = [[str(number), f"Point {number}", each] for number, each in enumerate(due, 1)]
    return csv_bytes([["S/N", "Decision", "Timeline"], *rows])


def serials_csv():
    """Days that Excel let out as its own numbers, with a year and a word among them."""
    held = ("46022", "46203", "45838", "46387", "2027", "TBD")
    return csv_bytes(
        [["Activity", "Deadline"], *([f"Activity {n}", each] for n, each in enumerate(held, 1))]
    )


def duplicates_csv():
    """References given twice, titles told twice, and one line copied whole."""
    return csv_bytes(
        [
            ["Ref", "Title", "Lead Agency", "Due"],
            ["D-1", "Tractor assembly", "MoIP", "2026"],
            ["D-1", "Tractor assembly, phase two", "MoIP", "2027"],
            ["D-2", "Halal certification", "MoST", "2026"],
            ["D-3", "Halal certification", "PNAC", "2027"],
            ["D-4", "Seeds", "MNFSR", "2026"],
            ["D-4", "Seeds", "MNFSR", "2026"],
            ["", "Direct flights", "", "2026"],
            ["", "Direct flights", "", "2026"],
        ]
    )


def agencies_csv():
    """Several agencies in a cell, in every way they are written."""
    return csv_bytes(
        [
            ["Para", "Agreed Action", "Ministry/Agency", "Status"],
            ["1", "Tractors", "MoIP (lead), MNFSR / SIFC", "Under Process"],
            ["2", "Customs data", "FBR & MoFA", "Deferred"],
            ["3", "Halal", "Minstry of Commerce", "Снято с контроля"],
            ["4", "Vocational training", "1. NAVTTC\n2. OP&HRD", "Under process."],
            ["5", "Standards", "PSQCA; PNAC", "Dropped / Deferred"],
            [
                "6",
                "Health",
                "Ministry of National Health Services, Regulations and Coordination",
                "-",
            ],
            ["7", "Visas", "All concerned", "In progress (60%)"],
            ["8", "Post", "—", "Completed on 5 May 2026"],
        ]
    )


def printed_csv():
    """A printed list that was scanned back: the header on every page, page numbers, sub-points."""
    head = ["Para", "Decision", "Responsibility", "Time line"]
    return csv_bytes(
        [
            ["Annex-II", "", "", ""],
            head,
            ["3.1", "Industry:", "", ""],
            ["(a)", "assembly of tractors", "MoIP", "2026"],
            ["(b)", "spare parts", "MoIP", "Q3 2026"],
            ["", "Page 1 of 2", "", ""],
            head,
            ["3.2", "Trade:", "", ""],
            ["(i)", "customs data", "FBR", "31/12/2026"],
            ["(ii)", "working group", "Ministry of Commerce", "05/06/2026"],
            ["", "Page 2 of 2", "", ""],
            ["", "Note: the dates are those of the Protocol.", "", ""],
            ["* To be confirmed by the Belarusian side.", "", "", ""],
            ["Prepared by: Section Officer (Europe)", "", "", ""],
        ]
    )


def exported_csv():
    """Sixty columns of another system, of which nine say something of a promise."""
    told = {
        2: "Title", 9: "Status", 17: "Due Date", 23: "Lead Agency", 31: "Remarks",
        38: "Created Date", 44: "Classification", 52: "Description", 58: "Reference No",
    }  # fmt: skip
    names = [told.get(place, f"Custom field ({place})") for place in range(60)]

    def row(number, status, due):
        cells = [f"v{number}.{place}" if place % 7 == 0 else "" for place in range(60)]
        said_ = {
            2: f"Matter {number}", 9: status, 17: due, 23: "MoFA", 31: "See file",
            38: "2026-01-05T09:30:00Z", 44: "Restricted", 52: "Long text", 58: f"EO-{number}",
        }  # fmt: skip
        return [said_.get(place, each) for place, each in enumerate(cells)]

    return csv_bytes(
        [
            names,
            row(1, "WIP", "2026-05-31T00:00:00Z"),
            row(2, "WIP", "31/05/2026"),
            row(3, "Closed", ""),
            row(4, "Resolved", "06/07/2026"),
        ]
    )


def sentences_csv():
    """A status column in which every agency tells a story."""
    told = (
        "The draft was sent to the Belarusian side, whose comments are awaited",
        "The Ministry has constituted a committee which met twice",
        "Comments of the provinces were received and are under examination",
        "A summary was submitted to the Cabinet in the last week of October",
        "Implemented, except for the provision on spare parts",
        "No progress has been reported by the agency so far",
        "Implemented",
    )
    rows = [[f"Decision {number}", "2026", each] for number, each in enumerate(told, 1)]
    return csv_bytes([["Decision", "Timeline", "Current Status"], *rows])


# --- workbooks ------------------------------------------------------------------------------------


def urdu_xlsx():
    """An Urdu list: a sheet from right to left, Urdu headings and digits."""

    def fill(book):
        sheet = book.add_worksheet("فہرست")
        sheet.right_to_left()
        sheet.merge_range("A1:F1", "آٹھویں اجلاس کے فیصلوں پر عمل درآمد")
        sheet.write_row(
            "A2", ["نمبر شمار", "پیرا", "فیصلہ", "متعلقہ وزارت", "مقررہ تاریخ", "حیثیت"]
        )
        lines = (
            ("۱", "۳٫۱", "ٹریکٹروں کی فراہمی", "وزارتِ صنعت", "۳۱/۱۲/۲۰۲۶", "زیر عمل"),
            ("۲", "۳٫۲", "حلال تجارت", "وزارتِ تجارت", "۲۰۲۶", "مکمل"),
            ("۳", "۳٫۳", "ویزا", "وزارتِ داخلہ", "۳۰ جون ۲۰۲۶", "مؤخر"),
            ("۴", "۳٫۴", "براہ راست پروازیں", "", "دسمبر ۲۰۲۶", "زیرِ التوا"),
            ("۵", "۳٫۵", "تعلیم", "", "۰۳/۰۴/۲۰۲۶", "زیر غور"),
        )
        for row, cells in enumerate(lines, 2):
            sheet.write_row(row, 0, cells)
        sheet.write_row("A8", ["کل", "", "۵"])

    return xlsx(fill)


def hidden_xlsx():
    """A working file: rows hidden by a filter, a hidden column, a note below, an old sheet."""

    def fill(book):
        sheet = book.add_worksheet("Working")
        day = book.add_format({"num_format": "dd-mmm-yy"})
        sheet.write_row(
            "A1", ["Decision", "Internal view", "Lead Ministry", "Due", "Current Status"]
        )
        for row, (title, due) in enumerate(
            (("Tractors", datetime(2026, 5, 1)), ("Seeds", datetime(2026, 6, 30)), ("Visas", None)),
            1,
        ):
            sheet.write_row(row, 0, [title, "not for the other side", "MoFA"])
            if due is not None:
                sheet.write_datetime(row, 3, due, day)
            sheet.write(row, 4, "Pending")
        sheet.write("D4", "31.12.2026")
        sheet.set_row(2, options={"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        sheet.write("A6", "Note: row 3 awaits the Cabinet.")
        old = book.add_worksheet("Old")
        old.write_row("A1", ["Decision", "Due"])
        old.write_row("A2", ["An old promise", "2019"])
        old.hide()

    return xlsx(fill)


def paragraphs_xlsx():
    """Paragraphs that Excel spoilt: 3.10 became 3.1, and one became a day of October."""

    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Para No", "Decision", "Target Date"])
        for row, (para, title) in enumerate(
            ((3.8, "Sports"), (3.9, "Culture"), (3.1, "Festivals"), (3.11, "Media")), 1
        ):
            sheet.write_row(row, 0, [para, title, 2027])
        sheet.write("B6", "Education")
        sheet.write_datetime("A6", datetime(2026, 10, 3), book.add_format({"num_format": "d.m"}))
        sheet.write("C6", 46387)

    return xlsx(fill)


def budget_ods():
    """A LibreOffice sheet with formulas, blank rows between groups, and a date typed as text."""
    cells = {
        "head": [said(each) for each in ("Sr.", "Commitment", "Deadline", "Amount", "Remarks")],
        "one": [
            said("1"),
            said("Scholarships"),
            '<table:table-cell office:value-type="date" office:date-value="2026-09-01">'
            "<text:p>01/09/26</text:p></table:table-cell>",
            '<table:table-cell table:formula="of:=2*50" office:value-type="float"'
            ' office:value="100"><text:p>100</text:p></table:table-cell>',
            said("as agreed"),
        ],
        "two": [
            said("2"),
            said("Laboratory"),
            said("01/10/26"),
            '<table:table-cell table:formula="of:=[.D3]/0" office:value-type="string"'
            ' calcext:value-type="error" office:string-value=""><text:p>#DIV/0!</text:p>'
            "</table:table-cell>",
            said(""),
        ],
        "sum": [
            said("Total"),
            said(""),
            said(""),
            '<table:table-cell table:formula="of:=SUM([.D2:.D9])" office:value-type="float"'
            ' office:value="150"><text:p>150</text:p></table:table-cell>',
        ],
    }
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    laid = [cells["head"], cells["one"], [blank], [blank], cells["two"], [blank], cells["sum"]]
    rows = "".join(f"<table:table-row>{''.join(each)}</table:table-row>" for each in laid)
    return ods(f'<table:table table:name="Sheet1">{rows}</table:table>')


# --- Word and the clipboard -----------------------------------------------------------------------


def numbered_docx():
    """The matrix on the minutes: paragraphs numbered by Word, cells merged, lying on its side."""

    def fill(document):
        document.sections[0].orientation = WD_ORIENT.LANDSCAPE
        document.add_heading("Annex I to the Minutes", 1)
        table = document.add_table(rows=7, cols=5)
        for column, name in enumerate(("S. No.", "Decision", "Responsible", "Timeline", "Status")):
            table.cell(0, column).text = name
        table.cell(1, 0).merge(table.cell(1, 4)).text = "COOPERATION IN INDUSTRY"
        lines = (
            ("The Sides agreed:\n(a) to assemble tractors;\n(b) to train staff", "MoIP\nNAVTTC",
             "within three months", "Under process"),
            ("Visit of experts", "MoFA", "1st quarter of 2027", "Pending"),
        )  # fmt: skip
        for row, cells in enumerate(lines, 2):
            table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
            for column, text in enumerate(cells, 1):
                table.cell(row, column).text = text
        table.cell(4, 0).merge(table.cell(4, 4)).text = "COOPERATION IN TRADE"
        table.cell(5, 1).merge(table.cell(6, 1)).text = "Exchange of customs data"
        table.cell(5, 2).text, table.cell(5, 3).text = "FBR", "30.06.2027"
        table.cell(6, 2).text, table.cell(6, 3).text = "Ministry of Commerce", "continuous"
        for row in (5, 6):
            table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]
        table.cell(5, 4).text = "-"
        struck = element("w:del", id="1", author="desk")
        table.cell(5, 4).paragraphs[0].runs[0].element.addnext(struck)  # by hand
        document.add_paragraph("Done in Islamabad in two originals.")

    return docx(fill)


def _html(rows, style):
    lines = "".join(
        "<tr>" + "".join(f"<td>{style.format(each)}</td>" for each in row) + "</tr>" for row in rows
    )
    return f"<html><body><!--StartFragment--><table>{lines}</table><!--EndFragment--></body></html>"


_COPIED = (
    ("Para", "Decision", "Agency", "Timeline", "Status"),
    ("3.1", "Assembly of tractors", "MoIP", "03/04/2026", "In process"),
    ("3.2", "Spare parts", "MoIP", "13/04/2026", "Delayed"),
    ("3.3", "Customs data", "FBR", "2026", "Done"),
)


def from_excel():
    """Cells copied in Excel: text with tabs, and the page beside it."""
    text = "".join("\t".join(each) + "\r\n" for each in _COPIED)
    return text, _html(_COPIED, "{}")


def from_word():
    """A table copied in Word: paragraphs in cells, and a text of which nobody can tell columns."""
    text = "\r\n".join("\r\n".join(each) for each in _COPIED)
    return text, _html(_COPIED, "<p class=MsoNormal>{}<o:p></o:p></p>")
