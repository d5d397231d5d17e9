"""Plain text: whatever a program wrote, in whatever letters, comes back cell for cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import CancelledError, InvalidValueError
from app.services.intake.assembly import Tally
from app.services.intake.delimited import read_delimited
from app.services.intake.encoding import Decoded, decoded
from app.services.intake.gate import LIMITS
from tests.services.intake.offices import URDU, csv_bytes, texts

WORDS = [
    *("Tractors", "supply", "agreed", "minister", "Minsk", "Islamabad", "3.10", "45%"),
    *("протокол", "заседание", "Срок", "МИД", "выполнено", "Министерство", "промышленности"),
    *("тракторы", "пункт", "соглашение", "وزارتِ", "صنعت", "معاہدہ", "ٹریکٹر"),
]
RUSSIAN = [each for each in WORDS if "а" <= each[0].lower() <= "я"]

HOSTILE = "'\"=+-@;,|\t\n\r =\xa0\ufeff\u200b\u2028\x85\x0b\x01aЖبٹ1.٫،"

delimiters = st.sampled_from([";", ",", "|", "\t"])
hostile = st.text(st.sampled_from(HOSTILE), max_size=10)
tables = st.lists(st.lists(hostile, min_size=1, max_size=6), max_size=8)


def read(data, name="x.csv", *, encoding=None, delimiter=None):
    text = decoded(data, name, encoding)
    return read_delimited(text, Tally(name, LIMITS), lambda _done, _all: None, delimiter)


def trimmed(rows):
    """What of a table holds something, by record numbers."""
    kept = {}
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            kept[number] = cells
    return kept


# Round trips


@given(
    tables,
    delimiters,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    # Python leaves a lone CR bare where lines end in LF: nobody could tell the two apart.
    st.sampled_from(
        [(csv.QUOTE_MINIMAL, "\r\n")] + [(csv.QUOTE_ALL, e) for e in ("\r\n", "\n", "\r")]
    ),
)
def test_what_python_writes_comes_back_cell_for_cell(rows, delimiter, encoding, form):
    quoting, end = form
    rows = [["head", "line"], *rows]  # a first cell that begins with a mark is the file's mark
    data = csv_bytes(rows, encoding, delimiter=delimiter, quoting=quoting, lineterminator=end)
    grid = read(data, delimiter=delimiter)
    assert texts(grid) == trimmed(rows)
    assert grid.encoding == encoding.removesuffix("-sig")
    assert not grid.proposed


@given(
    tables,
    delimiters,
    st.sampled_from(["utf-16-le", "utf-16-be", "windows-1251", "koi8-r", "windows-1256"]),
)
def test_what_is_told_its_encoding_comes_back_cell_for_cell(rows, delimiter, encoding):
    kept = [
        [cell.encode(encoding, "ignore").decode(encoding) for cell in row]
        for row in [["head", "line"], *rows]
    ]
    data = csv_bytes(kept, encoding, delimiter=delimiter)
    assert texts(read(data, encoding=encoding, delimiter=delimiter)) == trimmed(kept)


@given(
    st.lists(st.lists(st.sampled_from(RUSSIAN), min_size=4, max_size=4), min_size=4, max_size=12),
    st.sampled_from(["windows-1251", "utf-8", "utf-16"]),
    delimiters,
)
def test_russian_tables_need_not_be_told_anything(rows, encoding, delimiter):
    grid = read(csv_bytes(rows, encoding, delimiter=delimiter))
    assert texts(grid) == trimmed(rows)
    assert (grid.encoding, grid.delimiter) == (encoding, delimiter)
    assert grid.proposed == (encoding == "windows-1251")


@given(
    st.integers(3, 8).flatmap(
        lambda width: st.lists(
            st.lists(
                st.lists(st.sampled_from([*WORDS, "a, b", "c; d"]), max_size=5).map(" ".join),
                min_size=width,
                max_size=width,
            ),
            min_size=3,
            max_size=20,
        ).map(lambda rows: [[f"column {n}" for n in range(width)], *rows])
    ),
    delimiters,
)
def test_the_delimiter_of_a_table_of_prose_is_found(rows, delimiter):
    grid = read(csv_bytes(rows, delimiter=delimiter))
    assert grid.delimiter == delimiter
    assert texts(grid) == trimmed(rows)


@given(st.lists(st.lists(st.text(st.sampled_from('"a ;\n'), max_size=6), min_size=1, max_size=3)))
def test_text_with_loose_quotation_marks_is_read_without_fault(rows):
    text = "\r\n".join(";".join(row) for row in rows)
    grid = read(text.encode(), delimiter=";")
    kept = sum(len(each.text) for row in grid.rows for each in row.cells)
    assert kept <= len(text)
    if '"' not in text:
        lines = text.replace("\r\n", "\n").split("\n")
        assert texts(grid) == trimmed(line.split(";") for line in lines)


# Quotation marks that keep to no rule


def test_a_word_in_quotation_marks_at_the_beginning_of_a_cell_keeps_them():
    grid = read(b'Ref;Title\r\n1;"Belarus" tractors\r\n2;"a;b"\r\n')
    assert texts(grid) == {1: ["Ref", "Title"], 2: ["1", '"Belarus" tractors'], 3: ["2", "a;b"]}
    (note,) = grid.notes
    assert note.startswith("Some quotation marks do not close before the end of their cell")


def test_a_quotation_mark_that_never_closes_loses_no_row():
    grid = read(b'Ref;Title\n1;"Tractors\n2;Tyres\n3;""\n')
    assert texts(grid)[2] == ["1", '"Tractors']
    assert texts(grid)[3] == ["2", "Tyres"]


def test_what_keeps_the_rules_is_told_nothing():
    assert read(b'Ref;Title\r\n1;"a ""b"" c"\r\n').notes == ()


# The delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Title;Sum\nTractors, tyres;1,5\nBuses, vans;2,5\n", ";"),
        ('Title,Note\n"a;b",c\n"d;e",f\n', ","),
        ("Title\tNote\na, b\tc\nd, e; f\tg\n", "\t"),
        ("Ref|Title\n1|a,b\n2|c;d\n", "|"),
        ("A report, as of May\n\nRef;Title;Due\n1;a;b\n2;c;d\n3;e;f\n", ";"),
        ('Ref,Title,Due\n1,a,31.12.2025\n2,"b, c",\n', ","),
        ("Ref;Title\n1;a\n2;b\nTotal\n", ";"),
        ("Title\nTractors\nTyres\n", ""),
        ("Title\nTractors, to be supplied\nTyres\nBuses\n", ""),
        ("sep=|\nRef|Title, short\n1|a, b\n", "|"),
        ("", ""),
    ],
)
def test_the_delimiter_divides_the_lines_most_evenly(text, delimiter):
    assert read(text.encode()).delimiter == delimiter


def test_one_column_keeps_its_commas():
    assert texts(read(b"Title\nTractors, tyres\nBuses\nVans\n"))[2] == ["Tractors, tyres"]


def test_a_delimiter_that_is_told_counts():
    grid = read(b"a;b,c\nd;e,f\n", delimiter=",")
    assert texts(grid) == {1: ["a;b", "c"], 2: ["d;e", "f"]}


def test_an_empty_delimiter_makes_one_column():
    assert texts(read(b"a;b\nc;d\n", delimiter="")) == {1: ["a;b"], 2: ["c;d"]}


@pytest.mark.parametrize("delimiter", [";;", '"', "\n", "\r"])
def test_what_cannot_divide_cells_is_refused(delimiter):
    with pytest.raises(InvalidValueError, match="cannot divide cells"):
        read(b"a;b\n", delimiter=delimiter)


# Encodings


@pytest.mark.parametrize("encoding", ["windows-1251", "cp866", "koi8-r"])
def test_an_old_russian_encoding_is_proposed(encoding):
    text = "Пункт;Ответственный\r\n3.10;Министерство промышленности\r\n4;МИД Беларуси\r\n"
    found = decoded(text.encode(encoding), "x.csv")
    assert (found.text, found.encoding, found.proposed) == (text, encoding, True)


def test_a_few_russian_words_among_english_ones_are_heard():
    text = "No;Title;Срок\r\n1;Supply of tractors (МТЗ);до 31.12.2025\r\n2;Visit;\r\n" * 5
    found = decoded(text.encode("cp1251"), "x.csv")
    assert (found.text, found.encoding) == (text, "windows-1251")


def test_typographic_quotes_of_an_english_windows_are_read():
    text = "Title;Note\r\n“Agreed” – minister’s visit;…\r\n"
    found = decoded(text.encode("cp1252"), "x.csv")
    assert found.text == text
    assert found.proposed


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Ref\tTitle\r\n1\tTractors\r\n", "Срок\tПункт\r\n1\tТракторы\r\n"]
)
def test_utf_16_without_its_mark_is_a_proposal(encoding, text):
    found = decoded(text.encode(encoding), "x.txt")
    assert (found.text, found.encoding, found.proposed) == (text, encoding, True)


def test_an_encoding_that_is_told_counts_and_is_no_proposal():
    found = decoded("Срок".encode("cp1251"), "x.csv", "koi8-r")
    assert (found.encoding, found.proposed) == ("koi8-r", False)
    assert found.text == "Срок".encode("cp1251").decode("koi8-r")


def test_a_mark_is_no_part_of_the_text_whoever_tells_the_encoding():
    assert decoded("\ufeffRef".encode(), "x.csv", "utf-8").text == "Ref"
    assert decoded("\ufeffRef".encode(), "x.csv").text == "Ref"


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"a\0b\n", None, "NUL characters"),
        ("a\0b".encode("utf-16"), None, "NUL characters"),
        (b"\0" * 100, None, "NUL characters"),
        (b"\xef\xbb\xbfa\xff", None, "damaged or only half written"),
        ("abc".encode("utf-16")[:-1], None, "damaged or only half written"),
        ((URDU + "\n" + URDU).encode()[:-1], None, "only half written"),
        (b"\x01\xff\x02\xfe\x03", None, "of an unknown kind"),
        ("Срок".encode("cp1251"), "utf-8", "not written in utf-8"),
        (b"abc", "klingon", "no encoding “klingon”"),
        (b"abc", "hex", "no encoding “hex”"),
        (b"abc", "undefined", "not written in undefined"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(data, encoding, words):
    with pytest.raises(InvalidValueError, match=words) as refusal:
        decoded(data, "x.csv", encoding)
    assert str(refusal.value).endswith(".")


# On the way


def test_reading_can_be_stopped_and_says_how_far_it_is():
    heard = []

    def told(done, all_):
        heard.append((done, all_))
        if done > all_ / 2:
            raise CancelledError("Stopped.")

    text = "a;b\n" * 5_000
    with pytest.raises(CancelledError):
        read_delimited(Decoded(text=text, encoding="utf-8"), Tally("x", LIMITS), told)
    assert heard == sorted(heard)
    assert {each[1] for each in heard} == {len(text)}
    assert len(text) / 2 < heard[-1][0] < len(text)


def test_the_names_of_encodings_can_be_told_again():
    for text, codec in (("Срок;Пункт;Ведомство", "cp1251"), ("Срок", "utf-16"), ("a", "utf-8")):
        found = decoded(text.encode(codec), "x")
        assert io.StringIO(decoded(text.encode(codec), "x", found.encoding).text).read() == text
