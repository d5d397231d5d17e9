"""Files that cannot come in, in the window: the sentence is seen, and nothing is written."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.services.intake.bad import BAD
from tests.services.intake.offices import xlsx


@pytest.fixture
def shown_of(qtbot, window, tmp_path):
    """Open a file on the page and return the page once it has said what comes of it."""

    def run(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        window.tables.read(str(path))
        page = window.pages.page
        qtbot.waitUntil(lambda: page.settled and not window.pages.waits, timeout=20_000)
        return page

    return run


@pytest.fixture
def held(sample_desk):
    """What would differ had anything been written: the register's file to the letter."""
    return sample_desk.register.store.path.read_bytes


def seen(page):
    """The words on the page that are seen."""
    labels = page.findChildren(QLabel)
    return [each.text() for each in labels if each.isVisible() and each.text()]


@pytest.mark.parametrize("each", BAD, ids=str)
def test_why_a_file_cannot_come_in_is_seen_and_nothing_is_written(shown_of, held, places, each):
    before = held()
    page = shown_of(each.name, each.make())
    [sentence] = [said for said in seen(page) if each.words in said]
    assert sentence.startswith(f"“{each.name}” ")
    assert page.work.preview is None
    assert page.shown.currentWidget().buttons[0].hasFocus()
    assert held() == before
    assert not list(places.backups.glob("*-before-import-*"))


def test_after_a_bad_file_a_good_one_comes_in(shown_of):
    shown_of("list.pdf", b"%PDF-1.7\n")
    page = shown_of("list.csv", b"Decision;Due\nSupply of tractors;2026\n")
    assert [each.row for each in page.grid.table.lines] == [2]
    assert page.foot.take.isEnabled()


def test_a_formula_or_markup_as_a_title_is_shown_as_the_text_it_is(shown_of):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["Decision", "Due"])
        sheet.write_string("A2", "=cmd|'/C calc'!A0")
        sheet.write_string("A3", "<b>bold</b><img src=x>")

    page = shown_of("list.xlsx", xlsx(fill))
    for row, title in ((2, "=cmd|'/C calc'!A0"), (3, "<b>bold</b><img src=x>")):
        page.grid.stand_on(row)
        assert any(title in said for said in seen(page.panel))
