"""Messy tables of real desks: every questionable cell is asked about, and none is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pytest

from app.domain.intake.asking import ONE_BY_ONE
from app.domain.intake.grid import CellKind
from app.domain.intake.layout import Role
from app.domain.intake.row_agencies import LEAVE_OUT, NEW, SEVERAL
from app.domain.intake.vocabulary import plain
from app.services.intake.choosing import chosen
from app.services.intake.clipboard import from_clipboard
from app.services.intake.importing import Wanted, prepared
from app.services.intake.reading import read_tables
from tests.conftest import TODAY
from tests.services.intake import messy


@dataclass(frozen=True, kw_only=True)
class Office:
    """A table of an office: what has to be asked of which rows, and what is read of the others."""

    name: str
    make: object
    asked: dict[int, set[str]]
    due: dict[int, str] = field(default_factory=dict)
    aside: dict[int, Role] = field(default_factory=dict)
    held: frozenset[int] = frozenset()
    """The rows that are held back for another reason."""

    def __str__(self):
        return self.make.__name__


OFFICES = [
    Office(
        name="план.xlsx",
        make=messy.moscow_plan_xlsx,
        asked={
            8: {"Срок исполнения@unto"},
            9: {"Срок исполнения@unto"},
            12: {"Отметка об исполнении@Перенесено"},
            13: {"@said"},
        },
        due={10: "2026-40", 12: "2026-03-31"},
        aside={
            1: Role.TITLE, 2: Role.TITLE, 4: Role.HEADER, 5: Role.HEADER, 6: Role.NUMBERS,
            7: Role.SECTION, 11: Role.SECTION, 15: Role.TOTAL, 17: Role.REMARK,
        },
    ),
    Office(
        name="перечень.csv",
        make=messy.minsk_export_csv,
        asked={4: {"Срок@century"}, 5: {"Срок@century"}, 6: {"Срок@март"}, 7: {"Статус@отложено"}},
        aside={1: Role.TITLE, 3: Role.HEADER, 8: Role.TOTAL},
    ),
    Office(
        name="list.txt",
        make=messy.unicode_text,
        asked={2: {"Due@month"}, 3: {"Due@month"}},
        due={4: "2026"},
        aside={1: Role.HEADER},
    ),
    Office(
        name="position.csv",
        make=messy.disagreeing_csv,
        asked={12: {"Target Date@years"}},
        due={7: "2026", 8: "2027-33", 11: "[2026-07..2027-06]"},
        aside={
            1: Role.TITLE, 2: Role.TITLE, 3: Role.TITLE, 5: Role.HEADER, 6: Role.SECTION,
            9: Role.TOTAL, 10: Role.SECTION, 13: Role.TOTAL, 14: Role.TOTAL,
        },
    ),
    Office(
        name="dates.csv",
        make=messy.dates_csv,
        asked={
            2: {"Timeline"}, 6: {"@said"}, 8: {"Timeline@century"}, 10: {"Timeline@years"},
            18: {"@said"},
        },
        due={
            3: "2026-04", 4: "2026-33", 7: "2026", 9: "2026", 11: "2026-06-30",
            20: "[..2026-05-15]", 21: "2026-05-01",
        },
        aside={1: Role.HEADER},
    ),
    Office(
        name="serials.csv",
        make=messy.serials_csv,
        asked={row: {"Deadline@serials"} for row in range(2, 6)},
        due={6: "2027"},
        aside={1: Role.HEADER},
    ),
    Office(
        name="twice.csv",
        make=messy.duplicates_csv,
        asked={},
        due={row: "2027" if row in (3, 5) else "2026" for row in range(2, 10)},
        aside={1: Role.HEADER},
        held=frozenset({3, 7, 9}),
    ),
    Office(
        name="agencies.csv",
        make=messy.agencies_csv,
        asked={
            3: {"Status@Deferred"}, 4: {"Ministry/Agency@Minstry of Commerce"},
            6: {"Status@Dropped / Deferred"}, 8: {"Ministry/Agency@All concerned"},
        },
        aside={1: Role.HEADER},
    ),
    Office(
        name="printed.csv",
        make=messy.printed_csv,
        asked={},
        due={4: "2026", 5: "2026-35", 9: "2026-12-31", 10: "2026-06-05"},
        aside={
            1: Role.TITLE, 2: Role.HEADER, 6: Role.REMARK, 7: Role.REPEATED, 11: Role.REMARK,
            12: Role.REMARK, 13: Role.REMARK, 14: Role.REMARK,
        },
    ),
    Office(
        name="export.csv",
        make=messy.exported_csv,
        asked={5: {"Status@Resolved"}},
        due={2: "2026-05-31", 3: "2026-05-31", 5: "2026-07-06"},
        aside={1: Role.HEADER},
    ),
    Office(
        name="فہرست.xlsx",
        make=messy.urdu_xlsx,
        asked={5: {"حیثیت@مؤخر"}, 7: {"حیثیت@زیر غور"}},
        due={3: "2026-12-31", 4: "2026", 5: "2026-06-30", 6: "2026-12", 7: "2026-04-03"},
        aside={1: Role.TITLE, 2: Role.HEADER, 8: Role.TOTAL},
    ),
    Office(
        name="working.xlsx",
        make=messy.hidden_xlsx,
        asked={},
        due={2: "2026-05-01", 3: "2026-06-30", 4: "2026-12-31"},
        aside={1: Role.HEADER, 6: Role.REMARK},
    ),
    Office(
        name="paragraphs.xlsx",
        make=messy.paragraphs_xlsx,
        asked={4: {"Para No@4"}, 6: {"Para No@6"}},
        due={2: "2027", 3: "2027", 4: "2027", 5: "2027"},
        aside={1: Role.HEADER},
    ),
    Office(
        name="budget.ods",
        make=messy.budget_ods,
        asked={5: {"Deadline", "Deadline@century"}},
        due={2: "2026-09-01"},
        aside={1: Role.HEADER, 7: Role.TOTAL},
    ),
    Office(
        name="annex.docx",
        make=messy.numbered_docx,
        asked={3: {"@said"}},
        due={4: "2027-33", 6: "2027-06-30"},
        aside={1: Role.HEADER, 2: Role.SECTION, 5: Role.SECTION},
        held=frozenset({7}),
    ),
    Office(
        name="reports.csv",
        make=messy.sentences_csv,
        asked={number: {"Current Status"} for number in range(2, 8)},
        due=dict.fromkeys(range(2, 9), "2026"),
        aside={1: Role.HEADER},
    ),
    Office(
        name="",
        make=messy.from_excel,
        asked={3: {"Status@Delayed"}},
        due={2: "2026-04-03", 3: "2026-04-13", 4: "2026"},
        aside={1: Role.HEADER},
    ),
    Office(
        name="",
        make=messy.from_word,
        asked={3: {"Status@Delayed"}},
        due={2: "2026-04-03", 3: "2026-04-13", 4: "2026"},
        aside={1: Role.HEADER},
    ),
]  # fmt: skip
"""Eighteen tables, each with something that no other has."""


def as_new(asked):
    """The answer that a name is a new agency's, where it is like none that the register knows."""
    left = [each for each in asked.choices if each not in (SEVERAL, LEAVE_OUT, ONE_BY_ONE)]
    named = bool(left) and LEAVE_OUT in asked.choices
    return left[0] if named and all(each.split()[0] == NEW for each in left) else ""


@pytest.fixture
def taken_in(sample, tmp_path):
    """Read an office's table as its file, and compare it with the sample register.

    Agencies that are like none of the register are answered as new ones.
    """

    def run(office, **answers):
        if office.name:
            path = tmp_path / office.name
            path.write_bytes(office.make())
            tables = read_tables(path)
        else:
            tables = (from_clipboard(*office.make()),)
        grid = chosen(tables)
        given = answers.pop("answers", {})
        wanted = Wanted(relation="PK-BY", answers=given, **answers)
        for _ in range(2):  # of which country a new one is, is asked last
            asked = prepared(sample.reader, grid, wanted, TODAY).draft.questions
            added = {each.key: answer for each in asked if (answer := as_new(each))}
            wanted = replace(wanted, answers={**added, **wanted.answers})
        return grid, prepared(sample.reader, grid, wanted, TODAY)

    return run


@pytest.mark.parametrize("office", OFFICES, ids=str)
def test_what_is_questionable_is_asked_about_and_nothing_else_is(taken_in, office):
    _, plan = taken_in(office)
    waits = {each.row: set(each.waits) for each in plan.draft.rows if each.waits}
    assert waits == office.asked
    keys = {each.key for each in plan.draft.questions}
    assert keys == set().union(*office.asked.values())
    held = {each.row for each in plan.proposals if each.outcome.value == "held"}
    assert held == set(office.asked) | office.held


@pytest.mark.parametrize("office", OFFICES, ids=str)
def test_dates_and_rows_set_aside_are_as_the_office_meant_them(taken_in, office):
    _, plan = taken_in(office)
    due = {each.row: each.fields["due"] for each in plan.draft.rows if "due" in each.fields}
    assert due == office.due
    assert {each.row: each.reason for each in plan.draft.aside} == office.aside


@pytest.mark.parametrize("office", OFFICES, ids=str)
def test_nothing_is_read_that_the_file_does_not_say(taken_in, office):
    grid, plan = taken_in(office)
    rows = {each.number: each for each in grid.rows}
    headings = {" ".join(cell.text.split()) for row in grid.rows for cell in row.cells}
    columns = {each.field: each.place for each in plan.draft.columns if each.field}
    seen = 0
    for drafted in plan.draft.rows:
        for name, value in drafted.fields.items():
            if name in ("due_sense", "due_basis", "status", "kind"):
                continue
            place = columns.get("due" if name == "due_words" else name)
            cells = [rows[drafted.row].cells[place]] if place is not None else []
            cells = [*cells, *(beside(rows[drafted.row], columns, name))]
            if name == "sector" and place is None:
                assert value in headings
            else:
                assert any(stated(name, value, each) for each in cells), (drafted.row, name, value)
            seen += 1
    assert seen >= len(plan.draft.rows)


def beside(row, columns, name):
    """Other cells that a field may come from: agencies, progress of a status, sub-points."""
    others = {
        "supporting": ("owner", "counterpart"),
        "progress": ("status", "completion"),
        "paragraph": ("title",),
    }
    places = [columns[each] for each in others.get(name, ()) if each in columns]
    return [row.cells[place] for place in places if place < len(row.cells)]


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
OF_MONTHS = [
    "янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
]  # fmt: skip
URDU_MONTHS = {"جون": 6, "دسمبر": 12}


def stated(name, value, cell):
    """Whether a cell says what a field holds; an oracle of its own, cruder than the reader."""
    text = " ".join(cell.text.split())
    if name in ("due", "made_on"):
        return date_stated(value, text, cell.kind)
    if name in ("owner", "supporting", "counterpart"):
        return bool(text)  # which agencies they are, is asserted by name below
    if name == "paragraph":
        return value.partition("(")[0] in latin(text) or value.rpartition("(")[2][:-1] in text
    return plain(value) in plain(text)


def latin(text):
    digits = {ord("۰") + each: str(each) for each in range(10)}
    return text.translate(digits | {ord("٫"): "."})


def date_stated(edtf, text, kind):
    """Whether every part of a date stands in a text: a year never becomes a day."""
    if kind is CellKind.DAY:
        return edtf == text[:10]
    words = latin(text).casefold()
    numbers = {int(each) for each in re.findall(r"\d+", words)}
    if text.isdecimal() and int(latin(text)) > 20_000:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", edtf) is not None
    if "FY" in text:
        return edtf == "[2026-07..2027-06]"
    months = {at for each in (MONTHS, OF_MONTHS) for at, one in enumerate(each, 1) if one in words}
    months |= {at for name, at in URDU_MONTHS.items() if name in words} | numbers
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", edtf):
        in_months = not month or int(month) > 12 or int(month) in months
        if int(year) not in numbers or not in_months or (day and int(day) not in numbers):
            return False
    return True


def office(make):
    return next(each for each in OFFICES if each.make is make)


def fields(plan):
    return {each.row: each.fields for each in plan.draft.rows}


def test_the_oracle_itself_refuses_a_year_made_a_day():
    assert date_stated("2026", "2026", CellKind.TEXT)
    assert not date_stated("2026-01-01", "2026", CellKind.TEXT)
    assert not date_stated("2026-04-03", "April 2026", CellKind.TEXT)


def test_several_agencies_in_a_cell_are_several_and_a_dash_is_none(taken_in):
    _, plan = taken_in(office(messy.agencies_csv))
    found = [(each.get("owner"), each.get("supporting")) for each in fields(plan).values()]
    assert found == [
        ("MoIP", "MNFSR; SIFC"),
        ("FBR", "MoFA"),
        ("Minstry of Commerce", None),
        ("NAVTTC", "OP&HRD"),
        ("PSQCA", "PNAC"),
        ("NHSRC", None),
        ("All concerned", None),
        (None, None),
    ]


def test_the_agencies_of_both_sides_stand_under_two_headers(taken_in):
    _, plan = taken_in(office(messy.moscow_plan_xlsx))
    assert (fields(plan)[8]["owner"], fields(plan)[8]["counterpart"]) == ("MoIP", "Минпром")


def test_words_of_a_status_are_proposed_and_what_takes_them_back_is_asked(taken_in):
    _, plan = taken_in(office(messy.agencies_csv))
    found = {row: each.get("status") for row, each in fields(plan).items()}
    assert found == {
        2: "in progress", 3: None, 4: "closed", 5: "in progress", 6: None, 7: None,
        8: "in progress", 9: "fulfilled",
    }  # fmt: skip
    assert fields(plan)[8]["progress"] == "60%"
    assert fields(plan)[9]["progress"] == "on 5 May 2026"


def test_one_answer_settles_every_cell_of_its_kind(taken_in):
    _, plan = taken_in(
        office(messy.moscow_plan_xlsx),
        answers={
            "Срок исполнения@unto": "included",
            "Отметка об исполнении@перенесено": "note only",
            "@said": "2026-02-10",
        },
    )
    assert not plan.draft.questions
    assert {row: each.get("due") for row, each in fields(plan).items()} == {
        8: "[..2026-12-31]", 9: "[..2026-07-01]", 10: "2026-40", 12: "2026-03-31",
        13: "[2026-02-10..2026-03-12]", 14: None,
    }  # fmt: skip
    assert fields(plan)[12]["progress"] == "Перенесено на IV кв. 2026"


def test_the_other_answer_is_the_day_before(taken_in):
    _, plan = taken_in(
        office(messy.moscow_plan_xlsx), answers={"Срок исполнения@unto": "not included"}
    )
    assert [fields(plan)[row]["due"] for row in (8, 9)] == ["[..2026-12-30]", "[..2026-06-30]"]


def test_one_answer_says_what_the_last_two_digits_are(taken_in):
    _, plan = taken_in(office(messy.unicode_text), answers={"Due@month": "2000-2099"})
    assert [each.get("due") for each in fields(plan).values()] == ["2026-12", "2027-06", "2026"]
    assert fields(plan)[2]["due_words"] == "Dec-26"
    _, plan = taken_in(office(messy.unicode_text), answers={"Due@month": "day"})
    assert set(plan.draft.rows[0].waits) == {"Due@Dec-26"}


def test_two_questions_about_one_cell_are_both_asked_at_once(taken_in):
    _, plan = taken_in(
        office(messy.budget_ods), answers={"Deadline": "mdy", "Deadline@century": "2000-2099"}
    )
    assert fields(plan)[5]["due"] == "2026-01-10"
    assert fields(plan)[5]["due_words"] == "01/10/26"


def test_sentences_in_a_status_column_are_one_question(taken_in):
    _, plan = taken_in(office(messy.sentences_csv))
    [asked] = plan.draft.questions
    assert asked.choices == ("note only", "one by one")
    _, plan = taken_in(office(messy.sentences_csv), answers={"Current Status": "note only"})
    assert not plan.draft.questions
    told = fields(plan)[2]
    assert (
        told["progress"] == "The draft was sent to the Belarusian side, whose comments are awaited"
    )
    assert "status" not in told
    assert fields(plan)[8]["status"] == "fulfilled"
    _, plan = taken_in(office(messy.sentences_csv), answers={"Current Status": "one by one"})
    assert len(plan.draft.questions) == 6


def test_a_total_that_disagrees_is_told_and_one_over_errors_is_not_trusted(taken_in):
    _, plan = taken_in(office(messy.disagreeing_csv))
    said = {each.row: each.warning for each in plan.draft.aside if each.warning}
    assert said == {14: "The total says 25, the rows come to 24.5."}
    _, plan = taken_in(office(messy.minsk_export_csv))
    said = {each.row: each.warning for each in plan.draft.aside if each.warning}
    assert said == {8: "The total says 1264.75, the rows come to 1263.75."}
    _, plan = taken_in(office(messy.budget_ods))
    said = {each.row: each.warning for each in plan.draft.aside if each.warning}
    assert said == {
        7: "The total says 150; it cannot be checked, some cells above it are in error."
    }


def test_what_stands_twice_says_whether_it_is_the_same(taken_in):
    _, plan = taken_in(office(messy.duplicates_csv))
    assert {each.row: each.fault for each in plan.draft.rows if each.fault} == {
        3: "Row 2 has this reference too, and says something else.",
        7: "The same as row 6.",
        9: "The same as row 8.",
    }


def test_amounts_are_no_paragraphs_and_a_description_is_a_summary(taken_in):
    _, plan = taken_in(office(messy.disagreeing_csv))
    assert {each.name: each.field for each in plan.draft.columns} == {
        "Sr. No": "serial", "Action Point": "title", "Cost (USD m)": "", "Target Date": "due",
    }  # fmt: skip
    _, plan = taken_in(office(messy.exported_csv))
    taken = {each.name: each.field for each in plan.draft.columns if each.field}
    assert taken == {
        "Title": "title", "Status": "status", "Due Date": "due", "Lead Agency": "owner",
        "Remarks": "remarks", "Classification": "classification", "Description": "summary",
        "Reference No": "ref",
    }  # fmt: skip


def test_hidden_rows_and_columns_are_read_and_told(taken_in):
    grid, plan = taken_in(office(messy.hidden_xlsx))
    assert grid.notes == (
        "Rows hidden in the workbook were read too: 1.",
        "Columns hidden in the workbook were read too: B.",
    )
    assert "not for the other side" not in str(fields(plan))


def test_a_paragraph_that_the_spreadsheet_spoilt_is_put_right_by_an_answer(taken_in):
    _, plan = taken_in(office(messy.paragraphs_xlsx))
    assert [each.choices for each in plan.draft.questions] == [("3.1", "3.10"), ("3.10", "10.3")]
    _, plan = taken_in(
        office(messy.paragraphs_xlsx), answers={"Para No@4": "3.10", "Para No@6": "3.12"}
    )
    found = [each.get("paragraph") for each in fields(plan).values()]
    assert found == ["3.8", "3.9", "3.10", "3.11", "3.12"]


def test_urdu_paragraphs_and_dates_are_those_of_any_other_digits(taken_in):
    _, plan = taken_in(office(messy.urdu_xlsx))
    assert [each["paragraph"] for each in fields(plan).values()] == [
        "3.1", "3.2", "3.3", "3.4", "3.5",
    ]  # fmt: skip
    assert fields(plan)[3]["due_words"] == "۳۱/۱۲/۲۰۲۶"
