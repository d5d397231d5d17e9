"""A table of ours that comes back: a cell that was touched proposes just that, others nothing."""

from __future__ import annotations

import csv
import io

import pytest

from app.domain.export_columns import DEFAULT_COLUMNS
from app.domain.query import Query
from app.domain.timing import Basis, Sense, Timing
from app.services.export import export_csv
from app.services.intake.importing import Wanted, prepared
from app.services.intake.reading import read_tables
from tests.conftest import TODAY
from tests.services.lettering import at_desk


@pytest.fixture
def desk(register):
    return at_desk(register)


@pytest.fixture
def back(desk, tmp_path):
    """Export, let something be done here, then write into cells of the plant and read them."""

    def run(then=lambda _desk: None, **cells):
        path = tmp_path / "out.csv"
        export_csv(desk.reader, Query(), TODAY, DEFAULT_COLUMNS, path, companion=True)
        then(desk)
        table = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
        head = table[0]
        row = next(each for each in table if each[head.index("ref")] == desk.reader.ref(desk.plant))
        for name, text in cells.items():
            row[head.index(name.replace("_", " "))] = text
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(table)
        plan = prepared(desk.reader, read_tables(path)[0], Wanted(), TODAY)
        return next(each for each in plan.proposals if each.commitment == desk.plant)

    return run


def moved(desk):
    desk.postpone(desk.plant, Timing(edtf="2027-03", basis=Basis.STATED), reason="agreed")


def proposes(proposal, *, changed_too=False):
    """What would be written of a row, by field."""
    taking = proposal.taking(changed_too=changed_too)
    return {each.field: each.then for each in taking.changes} if taking else {}


def test_words_of_a_date_that_were_changed_beside_it_are_the_date(back):
    found = proposes(back(due_words="by end of 2027"))
    assert (found["due"], found["due_sense"]) == ("[..2027-12-31]", Sense.DEADLINE.value)


def test_a_date_that_was_changed_beside_its_words_is_the_date(back):
    row = back(due_edtf="2028")
    assert proposes(row) == {"due": "2028"}
    assert not row.warnings


def test_both_changed_in_two_ways_take_the_date_and_say_so(back):
    row = back(due_edtf="2028", due_words="by end of 2027")
    assert proposes(row) == {"due": "2028"}
    assert "the date is taken from “due edtf”" in row.warnings[0]


def test_a_date_that_nobody_touched_puts_no_old_one_back(back):
    row = back(moved)
    assert (row.changes, row.warnings) == ((), ())


def test_a_date_that_was_moved_here_stays_where_another_cell_was_touched(back):
    row = back(moved, remarks="seen")
    assert proposes(row, changed_too=True) == {"remarks": "seen"}


def test_words_that_were_changed_of_a_date_that_was_moved_here_are_taken_where_said(back):
    row = back(moved, due_words="by end of 2027")
    assert proposes(row) == {}
    assert proposes(row, changed_too=True)["due"] == "[..2027-12-31]"


def test_a_date_that_was_changed_where_it_was_moved_here_is_taken_where_said(back):
    row = back(moved, due_edtf="2028")
    assert proposes(row) == {}
    assert proposes(row, changed_too=True) == {"due": "2028"}
    assert not row.warnings


def test_no_field_that_was_changed_here_since_is_put_back_by_a_cell_nobody_touched(desk, back):
    def here(register):
        register.amend(desk.plant, title="Another title", remarks="as agreed", owner=desk.mofa)
        register.support(desk.plant, desk.moc)

    row = back(here)
    assert row.changes == ()
    assert proposes(row, changed_too=True) == {}
