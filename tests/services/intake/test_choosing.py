"""Which of several tables of a file is read; every other one is named."""

from __future__ import annotations

import pytest

from app.domain.errors import NotFoundError
from app.domain.intake.grid import Beside
from app.services.intake.choosing import chosen
from app.services.intake.reading import read_tables
from tests.services.intake.offices import xlsx

SHEETS = {
    "Cover": [["Points of the eighth session"], ["Prepared by"], ["x"]],
    "Trade": [["Ref", "Decision", "Deadline"], ["T/1", "Tariffs", "2027"]],
    "Budget": [["Decision", "Cost"], ["One", "1"], ["Two", "2"], ["Three", "3"]],
    "Health": [["Ref", "Decision", "Deadline"], ["H/1", "Vaccines", "2027"], ["H/2", "x", "2027"]],
}


@pytest.fixture
def tables(tmp_path):
    def read(*names, hidden=()):
        def fill(book):
            for name in names:
                sheet = book.add_worksheet(name)
                for at, row in enumerate(SHEETS[name]):
                    sheet.write_row(at, 0, row)
                if name in hidden:
                    sheet.hide()

        path = tmp_path / "book.xlsx"
        path.write_bytes(xlsx(fill))
        return read_tables(path)

    return read


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("Cover", "Trade"), "Trade"),
        (("Budget", "Trade"), "Trade"),
        (("Trade", "Health"), "Health"),
        (("Cover", "Budget"), "Budget"),
    ],
)
def test_the_table_with_most_columns_that_are_known_is_read(tables, names, found):
    assert chosen(tables(*names)).name == found


def test_of_two_alike_the_hidden_one_is_not_proposed(tables):
    assert chosen(tables("Trade", "Health", hidden=["Health"])).name == "Trade"


def test_a_table_knows_which_others_there_are(tables):
    read = tables("Cover", "Trade", "Health")
    assert chosen(read).beside == (Beside("Cover", 3), Beside("Trade", 2))
    assert chosen(read, "trade").beside == (Beside("Cover", 3), Beside("Health", 3))
    assert tables("Trade")[0].beside == ()


def test_a_table_that_there_is_not_is_refused_with_those_there_are(tables):
    with pytest.raises(NotFoundError, match="“Cover”, “Trade”"):
        chosen(tables("Cover", "Trade"), "Finance")
