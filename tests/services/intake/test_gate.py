"""Every limit on both of its sides, and one plain sentence for each thing that cannot come in."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.errors import InvalidValueError, NotFoundError, ServandaError, StorageError
from app.services.intake.gate import LIMITS, MB, Content, content, weigh
from app.services.intake.reading import read_tables
from tests.services.intake import offices
from tests.services.intake.offices import docx, flat, ods, said, xlsx, zipped


@pytest.fixture
def read(tmp_path):
    def reading(data, name="x.csv", **limits):
        path = tmp_path / name
        path.write_bytes(data)
        return read_tables(path, limits=replace(LIMITS, **limits))

    return reading


def refusal(read, data, name="x.csv", **limits):
    """Return the one sentence that a file is refused with."""
    with pytest.raises(InvalidValueError) as refused:
        read(data, name, **limits)
    sentence = str(refused.value)
    assert sentence.startswith(f"“{name}” ")
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_limits_are_those_that_were_promised():
    assert (LIMITS.archive, LIMITS.unpacked, LIMITS.ratio) == (20 * MB, 200 * MB, 100)
    assert (LIMITS.text, LIMITS.rows, LIMITS.characters) == (50 * MB, 200_000, 100_000)
    assert LIMITS.columns == 500


# Size


def test_a_text_may_be_as_large_as_the_limit_and_no_larger(read):
    data = b"a;b\n" * 64
    assert len(read(data, text=256)[0].rows) == 64
    assert "larger than the 0 MB" in refusal(read, data + b"c", text=256)


def test_a_workbook_may_be_as_large_as_the_limit_and_no_larger(read):
    data = offices.matrix_xlsx()
    assert read(data, "x.xlsx", archive=len(data))
    assert "larger than" in refusal(read, data, "x.xlsx", archive=len(data) - 1)


def test_the_promised_sizes_are_kept(tmp_path):
    for name, begins, most in (("x.csv", b"a;b", 50), ("x.xlsx", b"PK\x03\x04", 20)):
        path = tmp_path / name
        path.write_bytes(begins)
        os.truncate(path, most * MB + 1)
        with pytest.raises(InvalidValueError, match=f"larger than the {most} MB"):
            read_tables(path)


# What an archive unpacks to


def packed(megabytes, name="xl/a.bin"):
    """An archive of blanks that packs a thousandfold."""
    return zipped({"[Content_Types].xml": "spreadsheetml", name: b" " * (megabytes * MB)})


def loose(size):
    """An archive that is as large as what is in it."""
    return zipped({"a": os.urandom(size)}, zipfile.ZIP_STORED)


def test_an_archive_may_unpack_to_the_limit_and_no_further():
    data = loose(10_000)
    weigh(data, "x", replace(LIMITS, unpacked=10_000))
    with pytest.raises(InvalidValueError, match="unpacks to more than the 0 MB"):
        weigh(data, "x", replace(LIMITS, unpacked=9_999))


def test_an_archive_may_unpack_to_so_many_times_its_size_and_no_further():
    data = packed(1)
    times = MB // len(data)
    weigh(data, "x", replace(LIMITS, ratio=times + 1))
    with pytest.raises(InvalidValueError, match=f"more than {times - 1} times its size"):
        weigh(data, "x", replace(LIMITS, ratio=times - 1))


def test_a_bomb_is_refused(read):
    assert "times its size" in refusal(read, packed(64), "bomb.xlsx")
    assert "more than the 1 MB" in refusal(read, packed(64), "b.xlsx", unpacked=MB, ratio=10_000)


def test_an_archive_that_lies_about_what_it_unpacks_to_is_refused(read):
    data = packed(4)
    claimed = (4 * MB).to_bytes(4, "little")
    assert data.count(claimed) == 2  # before the part, and in the directory
    lying = data.replace(claimed, (1_000).to_bytes(4, "little"))
    assert "times its size" in refusal(read, lying, "x.xlsx")
    assert "damaged or only half written" in refusal(read, lying, "x.xlsx", ratio=10_000)


# Rows, columns, cells


def rows_csv(count):
    return b"a;b\n" * count


def rows_xlsx(last, column=0):
    return xlsx(lambda book: book.add_worksheet().write(last - 1, column, "x"))


def rows_ods(last):
    before = (
        f'<table:table-row table:number-rows-repeated="{last - 1}"><table:table-cell/>'
        "</table:table-row>"
    )
    return ods(
        f'<table:table table:name="T">{before}<table:table-row>{said("x")}</table:table-row>'
        "</table:table>"
    )


def rows_docx(count):
    return docx(lambda document: fill(document.add_table(rows=count, cols=1)))


def fill(table):
    for each in table.columns[0].cells:
        each.text = "x"


def rows_page(count):
    return b"<table>" + b"<tr><td>x</td></tr>" * count + b"</table>"


MAKERS = [
    ("x.csv", rows_csv),
    ("x.xlsx", rows_xlsx),
    ("x.ods", rows_ods),
    ("x.docx", rows_docx),
    ("x.html", rows_page),
]


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_a_table_may_have_as_many_rows_as_the_limit_and_no_more(read, name, make):
    (grid,) = read(make(30), name, rows=30)
    assert grid.rows[-1].number == 30
    sentence = refusal(read, make(31), name, rows=30)
    assert "has more than the 30 rows that can be taken in" in sentence
    assert "row 31" in sentence


def test_the_promised_rows_come_in_and_one_more_does_not(read):
    (grid,) = read(rows_csv(200_000))
    assert grid.rows[-1].number == 200_000
    assert "row 200,001" in refusal(read, rows_csv(200_001))


def wide_csv(columns):
    return b";" * (columns - 1) + b"x\n" + b"a;b;c\n" * 3


def wide_ods(columns):
    cells = f'<table:table-cell table:number-columns-repeated="{columns - 1}"/>' + said("x")
    return ods(
        f'<table:table table:name="T"><table:table-row>{cells}</table:table-row></table:table>'
    )


def wide_docx(columns):
    def wide(document):
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "x"
        span = offices.element("w:gridSpan", val=str(columns))
        cell._tc.get_or_add_tcPr().append(span)  # noqa: SLF001 - there is no public way

    return docx(wide)


def wide_page(columns):
    return f"<table><tr><td colspan={columns}>x</table>".encode()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("x.csv", wide_csv),
        ("x.xlsx", lambda columns: rows_xlsx(1, columns - 1)),
        ("x.ods", wide_ods),
        ("x.docx", wide_docx),
        ("x.html", wide_page),
    ],
)
def test_a_table_may_have_500_columns_and_no_more(read, name, make):
    (grid,) = read(make(500), name)
    assert grid.width == 500
    assert grid.rows[0].text(499) == "x"
    assert "has more than the 500 columns" in refusal(read, make(501), name)
    assert "has more than the 500 columns" in refusal(read, make(16_384), name)


def test_blank_columns_and_rows_without_end_are_nothing(read):
    def formatted(book):
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_row("A1", ["Ref", "Title"])
        for each in range(500):
            sheet.write_blank(each, 16_383, None, bold)
        sheet.write_blank(1_048_575, 0, None, bold)

    (book,) = read(xlsx(formatted), "x.xlsx")
    assert flat(book) == [["Ref", "Title"]]
    (text,) = read(b"Ref;Title" + b";" * 16_000 + b"\n" + b";;;;\n" * 1_000_000)
    assert flat(text) == [["Ref", "Title"]]


def test_a_million_blank_rows_before_another_are_refused(read):
    assert "row 1,000,001" in refusal(read, b"Ref;Title\n" + b";\n" * 999_999 + b"1;2\n")
    assert "row 1,048,576" in refusal(read, rows_xlsx(1_048_576), "x.xlsx")
    assert "row 1,000,001" in refusal(read, rows_ods(1_000_001), "x.ods")


def test_two_cells_in_far_corners_need_no_memory_to_be_refused(read):
    def corners(book):
        sheet = book.add_worksheet()
        sheet.write(0, 0, "x")
        sheet.write(1_048_575, 16_383, "y")

    assert "row 1,048,576" in refusal(read, xlsx(corners), "x.xlsx")
    assert "columns" in refusal(read, xlsx(corners), "x.xlsx", rows=2_000_000)


@pytest.mark.parametrize("length", [100_000, 100_001])
@pytest.mark.parametrize("form", ["{}", '"{}"', '"a\n{}"'])
def test_a_cell_of_a_text_may_have_100_000_characters(read, length, form):
    bare = "x" * (length - 2 * ("\n" in form))
    data = f"Ref;Title\n1;{form.format(bare)}\n".encode()
    if length > 100_000:
        assert "a cell of 100,001 characters in row 2" in refusal(read, data)
    else:
        assert len(read(data)[0].rows[1].text(1)) == 100_000


def test_a_cell_longer_than_the_library_takes_is_refused_by_the_same_words(read):
    data = b'Ref;Title\n1;"' + b"x" * 300_000 + b'"\n'
    assert "a cell of 300,000 characters in row 2" in refusal(read, data)


def test_a_cell_of_a_letter_may_have_so_many_characters(read):
    def long(document):
        document.add_table(rows=1, cols=1).cell(0, 0).text = "x" * 50

    assert flat(read(docx(long), "x.docx", characters=50)[0]) == [["x" * 50]]
    assert "a cell of 50 characters" in refusal(read, docx(long), "x.docx", characters=49)


@pytest.mark.parametrize(("name", "make"), MAKERS)
def test_a_file_may_hold_so_many_filled_cells(read, name, make):
    one_of_each = make(20)
    held = sum(1 for row in read(one_of_each, name)[0].rows for each in row.cells if each.text)
    assert read(one_of_each, name, filled=held)
    sentence = refusal(read, one_of_each, name, filled=held - 1)
    assert f"more than the {held - 1} filled cells" in sentence


def changed(data, part, old, new):
    """An archive with something else in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new, 1)})


def test_merged_ranges_without_end_are_no_bomb(read):
    def merged(book):
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B2", "x")
        sheet.write("D4", "y")

    data = changed(xlsx(merged), "xl/worksheets/sheet1.xml", b'"A1:B2"', b'"A1:XFD1048576"')
    (grid,) = read(data, "x.xlsx")
    assert len(grid.rows) == 4
    assert grid.width == 4
    page = b"<table><tr><td colspan=400 rowspan=65534>x</td></tr>" + b"<tr></tr>" * 50_000
    assert "filled cells" in refusal(read, page, "x.html")


# What a file is


def locked_ods():
    return ods("", manifest="<manifest:encryption-data/>")


def locked_zip():
    data = bytearray(zipped({"[Content_Types].xml": "spreadsheetml", "a": "b"}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def of_a_part_before_the_beginning():
    """An archive whose directory is said to lie where it cannot."""
    data = bytearray(offices.matrix_xlsx())
    at = data.index(b"PK\x05\x06") + 16
    data[at : at + 4] = (0xFFFF_FFF0).to_bytes(4, "little")
    return bytes(data)


def of_an_unknown_method():
    """An archive packed in a way that is not known."""
    data = bytearray(offices.matrix_xlsx())
    for sign, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] = 77
            at = data.find(sign, at + 4)
    return bytes(data)


def of_a_later_zip():
    """An archive that wants a newer form of ZIP than there is."""
    data = bytearray(offices.matrix_xlsx())
    data[data.index(b"PK\x01\x02") + 6] = 84
    return bytes(data)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\r\n;;\r\n", "has nothing in its cells"),
        ("x.xlsx", xlsx(lambda book: book.add_worksheet()), "has nothing in its cells"),
        ("x.docx", docx(lambda document: document.add_paragraph("Text")), "has no table in it"),
        ("x.html", b"<html><body><p>x</body></html>", "has no table in it"),
        ("x.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        ("x.ods", locked_ods(), "protected with a password"),
        ("x.xlsx", locked_zip(), "protected with a password"),
        ("x.xls", OLE + "Workbook".encode("utf-16-le"), "old Excel (.xls)"),
        ("x.doc", OLE + "WordDocument".encode("utf-16-le"), "old Word (.doc)"),
        ("x.xlsb", zipped({"[Content_Types].xml": "x.sheet.binary.main"}), "(.xlsb)"),
        ("x.pptx", zipped({"[Content_Types].xml": "presentationml"}), "another kind"),
        ("x.odt", ods("", mimetype="text"), "another kind"),
        ("x.zip", zipped({"list.csv": "a;b"}), "is an archive"),
        ("x.pdf", b"%PDF-1.7\n", "is a PDF"),
        ("x.csv", b"{\\rtf1 a}", "is an RTF document"),
        ("x.csv", b"SQLite format 3\0" + bytes(100), "is a register or another database"),
        ("x.csv", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("x.xml", b'<?xml version="1.0"?><Workbook/>', "is XML"),
        ("x.csv", bytes(range(256)) * 4, "NUL characters"),
        ("x.csv", bytes(range(1, 256)) * 4, "of an unknown kind"),
        ("x.xlsx", offices.matrix_xlsx()[:-200], "damaged or only half written"),
        ("x.xlsx", offices.matrix_xlsx()[:2_000], "damaged or only half written"),
        ("x.xlsx", of_a_later_zip(), "damaged or only half written"),
        ("x.xlsx", of_a_part_before_the_beginning(), "damaged or only half written"),
        ("x.xlsx", of_an_unknown_method(), "damaged or only half written"),
        ("x.ods", offices.agency_ods()[:-30], "damaged or only half written"),
        ("x.docx", offices.matrix_docx()[:9_000], "damaged or only half written"),
        ("x.xlsx", zipped({"[Content_Types].xml": "spreadsheetml"}), "made in an unusual way"),
        ("x.docx", zipped({"[Content_Types].xml": "wordprocessingml"}), "made in an unusual way"),
        ("x.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "unus"),
    ],
)
def test_what_cannot_come_in_is_refused_in_one_sentence(read, name, data, words):
    assert words in refusal(read, data, name)


def test_what_a_file_is_does_not_depend_on_its_name():
    kinds = {
        offices.matrix_xlsx(): Content.WORKBOOK,
        offices.agency_ods(): Content.OPEN_SHEET,
        offices.matrix_docx(): Content.LETTER,
        offices.russian_csv(): Content.TEXT,
    }
    assert {content(data, "x"): kind for data, kind in kinds.items()} == {
        kind: kind for kind in kinds.values()
    }


def test_a_flipped_bit_in_an_archive_is_found(read):
    data = bytearray(offices.matrix_xlsx())
    place = data.index(b"xl/worksheets/sheet1.xml") + 200
    data[place] ^= 4
    assert "damaged or only half written" in refusal(read, bytes(data), "x.xlsx")


def test_markup_in_a_cell_makes_no_page_of_a_table(read):
    (grid,) = read(b"Ref;Title\n1;<table><tr><td>x\n<html>;\n")
    assert flat(grid) == [["Ref", "Title"], ["1", "<table><tr><td>x"], ["<html>"]]


def test_entities_in_a_spreadsheet_are_not_run(read):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;"}">' for n in range(12))
    cell = '<table:table-row><table:table-cell office:value-type="string"><text:p>&a11;</text:p>'
    data = ods(
        f'<table:table table:name="T">{cell}</table:table-cell></table:table-row></table:table>'
    )
    data = changed(data, "content.xml", b"?>", b"?>" + bomb.encode() + b"]>")
    with pytest.raises(ServandaError):
        read(data, "x.ods")


# What the system refuses


def test_a_folder_and_what_is_not_there_are_refused(tmp_path):
    with pytest.raises(InvalidValueError, match="is a folder: choose the file in it"):
        read_tables(tmp_path)
    with pytest.raises(NotFoundError, match="There is no file"):
        read_tables(tmp_path / "nothing.csv")
    with pytest.raises(NotFoundError, match="There is no file"):
        read_tables(tmp_path / "no" / "folder.csv")


@pytest.fixture
def nobody():
    """Whoever runs the tests, for as long as the test lasts: somebody without rights."""
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(65_534)
    yield
    os.seteuid(mine)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
def test_a_file_that_may_not_be_read_is_refused(tmp_path, nobody):
    folder = Path(tempfile.mkdtemp())  # of whoever has no rights
    path = folder / "x.csv"
    path.write_bytes(b"a;b\n")
    path.chmod(0)
    with pytest.raises(StorageError, match="may not be read from this account"):
        read_tables(path)
    path.unlink()
    path.parent.chmod(0)
    with pytest.raises(StorageError, match="may not be read from this account"):
        read_tables(path)
    folder.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="no such files there")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    path = tmp_path / "x.csv"
    os.mkfifo(path)
    with pytest.raises(InvalidValueError, match="is no ordinary file"):
        read_tables(path)


@pytest.mark.skipif(sys.platform != "linux", reason="a file that opens and cannot be read")
def test_a_file_that_the_disk_cannot_give_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.symlink_to("/proc/self/mem")
    with pytest.raises(StorageError, match="cannot be read"):
        read_tables(path)
