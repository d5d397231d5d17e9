"""What an office's own table comes to: rows, what is set aside, what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import InvalidValueError
from app.domain.intake.asking import Told
from app.domain.intake.date_columns import Order
from app.domain.intake.draft import Draft, drafted
from app.domain.intake.grid import Cell, CellKind, Grid, GridRow
from app.domain.intake.layout import Role

TODAY = date(2026, 11, 22)
AGENCIES = {
    "moip": "MoIP",
    "ministry of industries and production": "MoIP",
    "ministry of commerce": "Ministry of Commerce",
    "fbr": "FBR",
    "navttc": "NAVTTC",
    "op&hrd": "OP&HRD",
}


def grid(text: str, **details) -> Grid:
    """Make a grid of lines parted by “|”; “>” repeats the cell before as one merged range."""
    rows = []
    for number, line in enumerate(text.strip("\n").split("\n"), 1):
        cells: list[Cell] = []
        for piece in line.split("|"):
            held = piece.strip().replace("⏎", "\n")
            if held == ">":
                before = cells[-1]
                cells.append(Cell(text=before.text, kind=before.kind, spread=True))
            elif not held:
                cells.append(Cell())
            elif held.startswith("#"):
                cells.append(Cell(text=held[1:], kind=CellKind.NUMBER))
            elif held.startswith("@"):
                cells.append(Cell(text=held[1:], kind=CellKind.DAY))
            else:
                cells.append(Cell(text=held, kind=CellKind.TEXT))
        rows.append(GridRow(number=number, cells=tuple(cells)))
    return Grid(rows=tuple(rows), **details)


def read(text: str, **told) -> Draft:
    return drafted(grid(text), Told(today=TODAY, agencies=AGENCIES, **told))


MATRIX = """
Implementation matrix of the 8th JMC|>|>|>|>|>
Islamabad, 10 February 2025||||
|||||
S.No|Para|Decision|Ministry/Agency|Timeline|Status as of 1 March 2025
INDUSTRY|>|>|>|>|>
1|3.1|Assembly of tractors|MoIP / FBR|Q1 2026|Under process
2|3.10|Training centres|NAVTTC (lead), OP&HRD|by end of 2025|Implemented. Centre opened in May
TRADE|>|>|>|>|>
3|4.2|Customs data:||TBD|
||(a) exchange of statistics|FBR|2026|Pending
||(b) working group|Ministry of Comerce|31/12/2026|Deferred
Total|>|4|||
"""


def test_a_matrix_is_read_with_its_title_header_sections_and_total() -> None:
    draft = read(MATRIX)
    assert draft.header_rows == (4,)
    assert {each.name: each.field for each in draft.columns} == {
        "S.No": "serial",
        "Para": "paragraph",
        "Decision": "title",
        "Ministry/Agency": "owner",
        "Timeline": "due",
        "Status as of 1 March 2025": "status",
    }
    assert [each.row for each in draft.rows] == [6, 7, 9, 10, 11]
    assert [(each.row, each.reason) for each in draft.aside] == [
        (1, Role.TITLE),
        (2, Role.TITLE),
        (4, Role.HEADER),
        (5, Role.SECTION),
        (8, Role.SECTION),
        (12, Role.TOTAL),
    ]


def test_section_rows_carry_the_sector_and_sub_points_stand_under_their_paragraph() -> None:
    rows = {each.row: each.fields for each in read(MATRIX).rows}
    assert [rows[each]["sector"] for each in (6, 7, 9, 10)] == [
        "INDUSTRY",
        "INDUSTRY",
        "TRADE",
        "TRADE",
    ]
    assert [rows[each]["paragraph"] for each in (6, 7, 9, 10, 11)] == [
        "3.1",
        "3.10",
        "4.2",
        "4.2(a)",
        "4.2(b)",
    ]
    assert rows[10]["title"] == "exchange of statistics"


def test_the_first_agency_or_the_one_marked_leads_and_the_others_support() -> None:
    rows = {each.row: each.fields for each in read(MATRIX).rows}
    assert (rows[6]["owner"], rows[6]["supporting"]) == ("MoIP", "FBR")
    assert (rows[7]["owner"], rows[7]["supporting"]) == ("NAVTTC", "OP&HRD")


def test_what_an_agency_may_be_a_misspelling_of_is_asked_and_its_row_waits() -> None:
    draft = read(MATRIX)
    row = next(each for each in draft.rows if each.row == 11)
    asked = {each.key: each for each in draft.questions}
    key = "Ministry/Agency@Ministry of Comerce"
    assert asked[key].choices == ("Ministry of Commerce", "new", "leave out")
    assert key in row.waits
    answered = read(MATRIX, answers={key: "Ministry of Commerce", "Status@Deferred": "on hold"})
    row = next(each for each in answered.rows if each.row == 11)
    assert row.fields["owner"] == "Ministry of Commerce"


def test_a_status_is_proposed_by_its_word_and_what_follows_is_progress() -> None:
    rows = {each.row: each.fields for each in read(MATRIX).rows}
    assert [rows[each].get("status") for each in (6, 7, 10)] == [
        "in progress",
        "fulfilled",
        "open",
    ]
    assert rows[7]["progress"] == "Centre opened in May"


def test_deferred_is_asked_and_an_answer_settles_every_such_row() -> None:
    column = "Status as of 1 March 2025"
    draft = read(MATRIX)
    asked = next(each for each in draft.questions if each.key == f"{column}@Deferred")
    assert "on hold" in asked.choices
    answered = read(
        MATRIX,
        answers={f"{column}@deferred": "withdrawn", "Ministry/Agency@Ministry of Comerce": "new"},
    )
    assert not answered.questions
    assert answered.rows[-1].fields["status"] == "withdrawn"
    assert not answered.rows[-1].waits


@pytest.mark.parametrize(
    ("cell", "edtf", "sense", "basis"),
    [
        ("Q1 2026", "2026-33", "point", "stated"),
        ("by end of 2025", "[..2025-12-31]", "deadline", "stated"),
        ("2026", "2026", "point", "stated"),
        ("#2026", "2026", "point", "stated"),
        ("@2026-05-29", "2026-05-29", "point", "stated"),
        ("@2026-05-29T10:30:00", "2026-05-29", "point", "stated"),
        ("TBD", None, "point", "to be agreed"),
        ("март 2026", "2026-03", "point", "stated"),
        ("Ongoing", None, "continuing", "stated"),
        ("31.12.2026", "2026-12-31", "point", "stated"),
    ],
)
def test_a_date_is_read_as_its_source_says_and_never_made_a_day(cell, edtf, sense, basis) -> None:
    [row] = read(f"Decision|Due\nBuild it|{cell}").rows
    assert row.fields.get("due") == edtf
    assert (row.fields["due_sense"], row.fields["due_basis"]) == (sense, basis)
    assert not row.waits


def test_text_that_is_no_date_is_kept_as_words_with_a_warning() -> None:
    [row] = read("Decision|Due\nBuild it|as soon as practicable").rows
    assert row.fields["due_words"] == "as soon as practicable"
    assert "due" not in row.fields
    assert row.warnings[0].startswith("Due: ")


def test_within_thirty_days_waits_for_the_day_it_was_said() -> None:
    text = "Decision|Due\nBuild it|within 30 days"
    [row] = read(text).rows
    assert row.waits == ("@said",)
    [row] = read(text, said=date(2025, 2, 10)).rows
    assert row.fields["due"] == "[2025-02-10..2025-03-12]"


def test_a_column_of_ambiguous_figures_is_one_question() -> None:
    text = "Decision|Due\nOne|03/04/2026\nTwo|05/06/2026\nThree|2026"
    draft = read(text)
    assert [(each.key, each.choices) for each in draft.questions] == [("Due", ("dmy", "mdy"))]
    assert [each.waits for each in draft.rows] == [("Due",), ("Due",), ()]
    assert draft.date_order == {"Due": Order.ASKED}
    assert [each.fields["due"] for each in read(text, answers={"due": "mdy"}).rows] == [
        "2026-03-04",
        "2026-05-06",
        "2026",
    ]


def test_one_figure_that_can_be_read_one_way_settles_its_column() -> None:
    draft = read("Decision|Due\nOne|03/04/2026\nTwo|25/06/2026")
    assert draft.date_order == {"Due": Order.DAY_FIRST}
    assert draft.rows[0].fields["due"] == "2026-04-03"
    assert draft.rows[0].fields["due_words"] == "03/04/2026"


def test_a_column_that_is_written_both_ways_is_asked_about() -> None:
    draft = read("Decision|Due\nOne|03/04/2026\nTwo|25/06/2026\nThree|06/25/2026")
    assert [each.key for each in draft.questions] == ["Due"]
    assert [each.fields.get("due") for each in draft.rows] == [None, "2026-06-25", "2026-06-25"]


def test_day_numbers_are_days_only_where_the_column_is_one() -> None:
    answers = {"Due@serials": "1900"}
    serials = read("Decision|Due\nOne|#46387\nTwo|#46388\nThree|", answers=answers)
    assert [each.fields.get("due") for each in serials.rows] == ["2026-12-31", "2027-01-01", None]
    lone = read("Decision|Due\nOne|#46387\nTwo|May 2026\nThree|Q1 2026")
    assert "due" not in lone.rows[0].fields
    assert lone.rows[0].fields["due_words"] == "46387"


def test_from_when_day_numbers_count_is_asked_once_where_the_file_does_not_say() -> None:
    text = "Decision|Due\nOne|#46387\nTwo|#46388\nThree|2027"
    draft = read(text)
    (asked,) = draft.questions
    assert (asked.key, asked.choices) == ("Due@serials", ("1900", "1904"))
    assert "31 Dec 2026 where it counts from 1900, 01 Jan 2031 where from 1904" in asked.question
    assert [each.waits for each in draft.rows] == [("Due@serials",), ("Due@serials",), ()]
    answered = read(text, answers={"Due@serials": "1904"})
    assert [each.fields["due"] for each in answered.rows] == ["2031-01-01", "2031-01-02", "2027"]


def test_two_header_rows_are_one_header() -> None:
    draft = read(
        "No|Decision|Responsible|>|Due\n||Pakistan|Belarus|\n1|Tractors|MoIP|MinProm|2026\n"
    )
    assert draft.header_rows == (1, 2)
    assert [each.name for each in draft.columns] == [
        "No",
        "Decision",
        "Responsible / Pakistan",
        "Responsible / Belarus",
        "Due",
    ]
    assert len(draft.rows) == 1


def test_a_header_that_is_repeated_and_a_row_that_numbers_the_columns_are_set_aside() -> None:
    draft = read(
        "№ п/п|Наименование мероприятия|Исполнитель|Срок исполнения|Отметка об исполнении\n"
        "1|2|3|4|5\n"
        "1.|Сборка тракторов|MoIP|до 31.12.2025 включительно|Исполняется\n"
        "№ п/п|Наименование мероприятия|Исполнитель|Срок исполнения|Отметка об исполнении\n"
        "2.|Учебный центр|NAVTTC|I полугодие 2027|Снято с контроля\n"
        "Итого: 2||||\n"
    )
    assert [(each.row, each.reason) for each in draft.aside] == [
        (1, Role.HEADER),
        (2, Role.NUMBERS),
        (4, Role.REPEATED),
        (6, Role.TOTAL),
    ]
    assert [each.fields["status"] for each in draft.rows] == ["in progress", "closed"]
    assert draft.rows[1].fields["due"] == "2027-40"
    assert not draft.aside[-1].warning


def test_a_total_that_disagrees_with_the_rows_is_a_warning() -> None:
    draft = read("Decision|Agency\nOne|MoIP\nTwo|FBR\nTotal: 3|")
    assert draft.aside[-1].warning == "The total says 3, the table has 2 points."


def test_an_urdu_table_is_read() -> None:
    draft = read("نمبر شمار|فیصلہ|ذمہ دار ادارہ|میعاد|صورتحال\n۱|ٹریکٹر پلانٹ|MoIP|2026|زیرِ التوا")
    [row] = draft.rows
    assert row.fields["title"] == "ٹریکٹر پلانٹ"
    assert (row.fields["status"], row.fields["due"]) == ("open", "2026")


def test_a_row_without_title_and_a_repeated_one_are_held_back() -> None:
    draft = read("Para|Decision|Due\n1|Tractors|2026\n2||2027\n1|Tractors|2026")
    assert [bool(each.fault) for each in draft.rows] == [False, True, True]
    assert draft.rows[2].fault == "The same as row 2."


def test_columns_without_a_known_name_are_told_by_what_stands_in_them() -> None:
    draft = read(
        "A|B|C\n"
        "3.1|Assembly of tractors in two provinces|Pending\n"
        "3.2|Training of welders and of fitters|Implemented\n"
    )
    assert [each.field for each in draft.columns] == ["paragraph", "title", "status"]


def test_the_officer_says_what_a_column_is_or_leaves_it_out() -> None:
    text = "Decision|Due|Remarks\nTractors|2026|secret"
    draft = read(text, fields={"Remarks": "", "Due": "made_on"})
    [row] = draft.rows
    assert row.fields == {"title": "Tractors", "made_on": "2026"}


@pytest.mark.parametrize("fields", [{"No such": "title"}, {"Due": "nonsense"}])
def test_a_column_or_field_that_is_none_is_refused_by_name(fields) -> None:
    with pytest.raises(InvalidValueError, match=r"No such|nonsense"):
        read("Decision|Due\nTractors|2026", fields=fields)


def test_a_comma_parts_agencies_only_where_they_are_known_or_acronyms() -> None:
    rows = read(
        "Decision|Lead agency\nOne|FBR, NAVTTC\nTwo|Ministry of Industries and Production\n"
        "Three|Board of Investment, Trade and Commerce"
    ).rows
    assert (rows[0].fields["owner"], rows[0].fields["supporting"]) == ("FBR", "NAVTTC")
    assert rows[1].fields["owner"] == "MoIP"
    assert rows[2].fields["owner"] == "Board of Investment, Trade and Commerce"


def test_an_empty_table_comes_to_nothing() -> None:
    draft = drafted(Grid(rows=()), Told(today=TODAY))
    assert (draft.rows, draft.questions, draft.columns) == ((), (), ())
