"""Workbooks: typed cells, nothing that runs, one state of the register, the same file each time."""

from __future__ import annotations

import re
from datetime import date
from zipfile import ZipFile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.domain.as_of import AsOf, By
from app.domain.errors import CancelledError, InvalidValueError, StorageError
from app.domain.export_columns import (
    DEFAULT_COLUMNS,
    EXPORT_COLUMNS,
    PRINTED,
    WORKBOOK_COLUMNS,
)
from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Organisation
from app.domain.query import OVERDUE, Grouping, Query, Strength
from app.domain.reports.document import Tone
from app.domain.reports.look import TONE_INKS
from app.domain.timeliness import Timeliness
from app.domain.timing import Basis, Timing
from app.services import export_xlsx as module
from app.services.export import export_csv
from app.services.export_layout import lines_in
from app.services.export_xlsx import NOTES, SHEET, export_xlsx
from tests.store.desks import TODAY, commitment, created, folder, seated

LATE = Timing(edtf="2026-05-04", basis=Basis.STATED)


def propose(register, ref="A/1", title="Tractor plant", timing=LATE, **values):
    register.propose(commitment(ref, title, **{"owed_by": "PK", **values}), timing=timing)
    return register.reader.find(ref)


def values(path, sheet=SHEET):
    return list(CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).iter_rows())


def written(register, path, *columns, query=None, **options):
    export_xlsx(
        register.reader, query or Query(), TODAY, columns or DEFAULT_COLUMNS, path, **options
    )
    return values(path)


def records(register, path, *columns, **options):
    heading, *rows = written(register, path, *columns, **options)
    return [dict(zip(heading, row, strict=False)) for row in rows]


def part(path, name):
    with ZipFile(path) as archive:
        return archive.read(f"xl/{name}").decode()


def test_the_headings_are_those_of_the_csv(register, tmp_path):
    assert written(register, tmp_path / "x.xlsx")[0] == [
        EXPORT_COLUMNS[each] for each in DEFAULT_COLUMNS
    ]


def test_a_day_is_a_date_and_what_is_less_exact_is_text(register, tmp_path):
    propose(register, "A/1", made_on="2024-11-26")
    propose(register, "A/2", made_on="2024-11", timing=Timing(edtf="2026", basis=Basis.STATED))
    propose(register, "A/3", made_on="2024?", timing=Timing(edtf="1899-12-31", basis=Basis.STATED))
    found = {each["ref"]: each for each in records(register, tmp_path / "x.xlsx")}
    assert found["A/1"]["made on"] == date(2024, 11, 26)
    assert found["A/1"]["due edtf"] == date(2026, 5, 4)
    assert (found["A/2"]["made on"], found["A/2"]["due edtf"]) == ("2024-11", "2026")
    assert found["A/2"]["latest"] == date(2026, 12, 31)
    assert found["A/3"]["made on"] == "2024?"
    # A spreadsheet counts days from 1900 on, and one too many until that March.
    assert found["A/3"]["due edtf"] == "1899-12-31"


def test_numbers_are_numbers_and_text_of_digits_stays_text(register, tmp_path):
    propose(register, strength=4, paragraph="3.10", remarks="007", priority=2)
    [row] = records(register, tmp_path / "x.xlsx", "strength", "priority", "paragraph", "remarks")
    assert row == {"strength": 4, "priority": 2, "paragraph": "3.10", "remarks": "007"}


HOSTILE = st.text(
    st.sampled_from("'=+-@<>&\"\t\r\n _x0D;aЖب1.\u2028\u0085\x01\x1f\U0001f600#{}/r"), max_size=20
)


@given(st.lists(HOSTILE, min_size=1, max_size=5))
@example(["=1+1", "<r><t>rich</t></r>", "_x000D_", "http://example.org", "{=1}", "\r\n", "1e5"])
def test_text_is_text_whatever_it_looks_like(texts):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        for number, text in enumerate(texts):
            propose(register, f"A/{number}", remarks=text)
        found = records(register, place / "x.xlsx", "ref", "remarks")
        held = [register.reader.commitment(register.reader.find(row["ref"])) for row in found]
        assert [row.get("remarks", "") for row in found] == [each.remarks for each in held]
        sheet = part(place / "x.xlsx", "worksheets/sheet1.xml")
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
        register.close()


def test_lateness_is_said_in_a_word_and_in_its_colour(register, tmp_path):
    propose(register)
    [row] = records(register, tmp_path / "x.xlsx", "ref", "timeliness")
    assert row["timeliness"] == "overdue"
    sheet, styles = (
        part(tmp_path / "x.xlsx", "worksheets/sheet1.xml"),
        part(tmp_path / "x.xlsx", "styles.xml"),
    )
    style = int(re.search(r'<c r="B2" s="(\d+)"', sheet)[1])
    fonts = re.findall(r"<font>.*?</font>", styles)
    cells = re.search(r"<cellXfs.*?</cellXfs>", styles)[0]
    font = re.findall(r'<xf [^>]*fontId="(\d+)"', cells)[style]
    assert f'rgb="FF{TONE_INKS[Tone.LATE][1:]}"' in fonts[int(font)]


def test_the_heading_stays_in_sight_and_every_column_can_be_filtered(register, tmp_path):
    propose(register)
    written(register, tmp_path / "x.xlsx", "ref", "title")
    sheet = part(tmp_path / "x.xlsx", "worksheets/sheet1.xml")
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2"' in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:B2"/>' in sheet


def sheet_markup(path, number=1):
    with ZipFile(path) as archive:
        names = archive.read("xl/workbook.xml").decode()
        return archive.read(f"xl/worksheets/sheet{number}.xml").decode(), names


def test_on_paper_stands_what_is_read_first_on_the_width_of_a_page(sample, tmp_path):
    written(sample, tmp_path / "x.xlsx", *WORKBOOK_COLUMNS)
    sheet, book = sheet_markup(tmp_path / "x.xlsx")
    assert 'fitToPage="1"' in sheet
    assert re.search(r'<pageSetup paperSize="9"[^>]*fitToHeight="0" orientation="landscape"', sheet)
    assert "&amp;P / &amp;N" in sheet
    last = chr(ord("A") + len(PRINTED) - 1)
    assert f"Commitments!$A$1:${last}$77</definedName>" in book
    assert "Commitments!$1:$1</definedName>" in book
    assert notes(tmp_path / "x.xlsx")["Printed"].startswith("The first 11 columns, up to “remarks”")


def test_of_other_columns_all_are_printed(sample, tmp_path):
    written(sample, tmp_path / "x.xlsx", "ref", "title", "remarks")
    _, book = sheet_markup(tmp_path / "x.xlsx")
    assert "Commitments!$A$1:$C$77</definedName>" in book
    assert "Printed" not in notes(tmp_path / "x.xlsx")


def test_a_workbook_holds_the_columns_of_a_csv_those_that_are_read_first_before():
    assert sorted(WORKBOOK_COLUMNS) == sorted(DEFAULT_COLUMNS)
    assert WORKBOOK_COLUMNS[: len(PRINTED)] == PRINTED


@given(st.text(max_size=3_000), st.integers(1, 90))
def test_a_row_is_as_high_as_its_text_and_never_higher_than_a_few_lines(text, width):
    lines = lines_in(text, width)
    assert 1 <= lines <= 8
    assert lines >= min(8, text.count("\n") + 1) or len(text) > 8 * width


def test_a_mirrored_window_gives_mirrored_sheets(register, tmp_path):
    for mirrored in (False, True):
        written(register, tmp_path / "x.xlsx", right_to_left=mirrored)
        for name in ("sheet1", "sheet2"):
            sheet = part(tmp_path / "x.xlsx", f"worksheets/{name}.xml")
            assert ('rightToLeft="1"' in sheet) is mirrored


def notes(path):
    return {row[0]: row[1] for row in values(path, NOTES) if len(row) > 1}


def test_a_sheet_says_what_the_file_is(register, tmp_path):
    propose(register)
    written(register, tmp_path / "x.xlsx", "ref", query=OVERDUE)
    said = notes(tmp_path / "x.xlsx")
    assert said["As of"] == "2026-11-22"
    assert said["Commitments"] == "1"
    assert said["Filter"] == (
        "timeliness: overdue; promises only, without events and what was merely noted"
    )
    assert said["Columns"] == "ref"
    assert re.fullmatch("[0-9a-f]{12}", said["Register version"])


def test_a_past_day_is_named_with_what_was_looked_at(register, tmp_path):
    past = AsOf(day=TODAY, by=By.HAPPENED)
    written(register, tmp_path / "x.xlsx", as_of=past)
    assert notes(tmp_path / "x.xlsx")["As of"] == "2026-11-22, by what had happened"


def test_every_condition_of_a_query_is_said(register, tmp_path):
    body = OrganisationId(new_id())
    register.add_organisation(
        Organisation(id=body, name="Ministry of Steel", acronym="MoS", country="PK")
    )
    origin = propose(register)
    query = Query(
        text="tractor",
        timeliness=frozenset({Timeliness.OVERDUE}),
        phases=frozenset({Phase.OPEN}),
        statuses=frozenset({Status.OPEN}),
        kinds=frozenset({Kind.ACTION}),
        families=frozenset({Family.UNDERTAKING}),
        strengths=frozenset({Strength.OBLIGATION}),
        sectors=frozenset({"industry"}),
        relation="PK-BY",
        owed_by="PK",
        owner=body,
        leads=frozenset({"MoFA"}),
        balls=frozenset({"third"}),
        owed=frozenset({"PK+BY"}),
        silent=True,
        slipped=True,
        origin=origin,
        promises=True,
        within=30,
        unmarked=True,
        binned=True,
        group=Grouping.SECTOR,
    )
    plain = Query()
    assert [name for name in Query.__slots__ if getattr(query, name) == getattr(plain, name)] == [
        "sort"
    ]
    written(register, tmp_path / "x.xlsx", query=query)
    said = notes(tmp_path / "x.xlsx")
    assert said["Filter"].split("; ") == [
        "text: “tractor”",
        "timeliness: overdue",
        "phase: open",
        "status: open",
        "kind: action",
        "family: undertaking",
        "strength: obligation",
        "sector: industry",
        "relation: PK-BY",
        "owed by: PK",
        "owed by exactly: PK+BY",
        "owner: MoS",
        "lead agency: MoFA",
        "ball with: third",
        "origin: A/1",
        "due within days: 30",
        "promises only, without events and what was merely noted",
        "pending and without news within their update period",
        "postponed, or done later than first promised",
        "without marked ones",
        "in the bin",
    ]
    assert said["Order"] == "in groups by sector, due, order of entry"


def test_the_same_register_and_day_give_the_same_bytes(sample, tmp_path, monkeypatch):
    written(sample, tmp_path / "one.xlsx")
    monkeypatch.setenv("TZ", "Asia/Karachi")
    written(sample, tmp_path / "two.xlsx")
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_it_says_what_the_csv_says(sample, tmp_path):
    columns = tuple(EXPORT_COLUMNS)
    found = written(sample, tmp_path / "x.xlsx", *columns)
    export_csv(sample.reader, Query(), TODAY, columns, tmp_path / "x.csv", guard=False)
    import csv

    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    as_text = [
        [f"{each:g}" if isinstance(each, float) else str(each) for each in row] for row in found
    ]
    width = len(columns)
    assert [row + [""] * (width - len(row)) for row in as_text] == lines


def test_more_rows_than_a_sheet_holds_are_refused_in_words(sample, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_ROWS", 75)
    (tmp_path / "x.xlsx").write_bytes(b"old")
    with pytest.raises(InvalidValueError, match="A sheet holds 75 commitments, and these are 76"):
        written(sample, tmp_path / "x.xlsx")
    assert (tmp_path / "x.xlsx").read_bytes() == b"old"


def test_cancelling_leaves_what_was_there_and_nothing_beside_it(sample, tmp_path):
    (tmp_path / "x.xlsx").write_bytes(b"old")
    asked = iter([False] * 3)
    with pytest.raises(CancelledError):
        written(sample, tmp_path / "x.xlsx", cancelled=lambda: next(asked, True))
    assert [each.name for each in tmp_path.glob("*x*")] == ["x.xlsx"]
    assert (tmp_path / "x.xlsx").read_bytes() == b"old"


def test_progress_is_told(sample, tmp_path):
    heard = []
    written(sample, tmp_path / "x.xlsx", progress=lambda done, all_: heard.append((done, all_)))
    assert heard[-1] == (76, 76)


def test_an_unknown_column_and_a_folder_that_is_not_there_are_refused(register, tmp_path):
    with pytest.raises(InvalidValueError, match="There is no column “nonsense”"):
        written(register, tmp_path / "x.xlsx", "nonsense")
    with pytest.raises(StorageError, match="there is no folder"):
        written(register, tmp_path / "none" / "x.xlsx")


def test_a_write_in_between_is_in_the_file_or_not_but_never_half(register, tmp_path):
    for number in range(3):
        propose(register, f"A/{number}")
    told = []

    def cut_in(_done, _all):
        if not told:
            told.append(1)
            register.amend(register.reader.find("A/0"), title="Changed meanwhile")

    reader = register.store.fresh_reader()
    export_xlsx(reader, Query(), TODAY, ("ref", "title"), tmp_path / "x.xlsx", progress=cut_in)
    reader.close()
    assert "Changed meanwhile" in [row[1] for row in values(tmp_path / "x.xlsx")]
    now = register.reader.sheet(Query(), TODAY, ("ref",)).version()
    assert notes(tmp_path / "x.xlsx")["Register version"] == now
