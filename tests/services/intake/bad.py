"""Files that cannot come in, one for each limit and each way in which a file is no table."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from app.services.intake.gate import LIMITS, MB
from tests.services.intake.offices import matrix_docx, matrix_xlsx, ods, said, xlsx, zipped


@dataclass(frozen=True)
class Bad:
    """A file, and words of the one sentence with which it is refused."""

    name: str
    make: Callable[[], bytes]
    words: str

    def __str__(self) -> str:
        return self.make.__name__.strip("_")


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def text_over_50_mb():
    line = b"3.1;Supply of tractors;2026\n"
    return line * (LIMITS.text // len(line) + 1)


def workbook_over_20_mb():
    return zipped({"[Content_Types].xml": "x", "a": os.urandom(LIMITS.archive)}, zipfile.ZIP_STORED)


def unpacks_beyond_200_mb():
    filler = os.urandom(3 * MB)  # so that the ratio alone would let it pass
    return zipped(
        {"[Content_Types].xml": "spreadsheetml", "a": filler, "b": b" " * LIMITS.unpacked}
    )


def unpacks_a_hundredfold():
    return zipped({"[Content_Types].xml": "spreadsheetml", "xl/a.bin": b" " * (60 * MB)})


def more_than_200_000_rows():
    return b"Decision;Due\n" + b"Supply;2026\n" * LIMITS.rows


def cell_over_100_000_characters():
    return b'Decision;Due\n"' + b"x" * (LIMITS.characters + 1) + b'";2026\n'


def all_16_384_columns():
    return xlsx(lambda book: book.add_worksheet().write(0, 16_383, "Decision"))


def a_million_blank_rows():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Decision", "Due"])
        sheet.write("A1000002", "Supply of tractors")

    return xlsx(fill)


def a_million_blank_rows_of_text():
    return b"Decision;Due\n" + b";\n" * 1_000_000 + b"Supply of tractors;2026\n"


def workbook_under_a_password():
    return _OLE + "EncryptedPackage".encode("utf-16-le")


def open_sheet_under_a_password():
    return ods("", manifest="<manifest:encryption-data/>")


def half_a_workbook():
    return matrix_xlsx()[:3_000]


def workbook_without_its_end():
    return matrix_xlsx()[:-100]


def half_a_letter():
    return matrix_docx()[:9_000]


def half_an_open_sheet():
    row = f"<table:table-row>{said('Decision')}</table:table-row>"
    return ods(f'<table:table table:name="T">{row}</table:table>')[:-40]


def another_database():
    return b"SQLite format 3\0" + bytes(4_000)


def old_excel():
    return _OLE + "Workbook".encode("utf-16-le")


def a_pdf():
    return b"%PDF-1.7\n"


def nothing_at_all():
    return b""


def only_blank_cells():
    return b";;;\r\n;;;\r\n"


BAD = [
    Bad("list.csv", text_over_50_mb, "larger than the 50 MB"),
    Bad("list.xlsx", workbook_over_20_mb, "larger than the 20 MB"),
    Bad("list.xlsx", unpacks_beyond_200_mb, "unpacks to"),
    Bad("list.xlsx", unpacks_a_hundredfold, "unpacks to"),
    Bad("list.csv", more_than_200_000_rows, "200,000 rows"),
    Bad("list.csv", cell_over_100_000_characters, "100,001 characters"),
    Bad("list.xlsx", all_16_384_columns, "500 columns"),
    Bad("list.xlsx", a_million_blank_rows, "row 1,000,002"),
    Bad("list.csv", a_million_blank_rows_of_text, "row 1,000,002"),
    Bad("list.xlsx", workbook_under_a_password, "protected with a password"),
    Bad("list.ods", open_sheet_under_a_password, "protected with a password"),
    Bad("list.xlsx", half_a_workbook, "damaged or only half written"),
    Bad("list.xlsx", workbook_without_its_end, "damaged or only half written"),
    Bad("annex.docx", half_a_letter, "damaged or only half written"),
    Bad("list.ods", half_an_open_sheet, "damaged or only half written"),
    Bad("list.csv", another_database, "a register or another database"),
    Bad("list.xls", old_excel, "old Excel"),
    Bad("list.pdf", a_pdf, "is a PDF"),
    Bad("list.csv", nothing_at_all, "is empty"),
    Bad("list.csv", only_blank_cells, "nothing in its cells"),
]
