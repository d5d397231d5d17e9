"""Asking for inputs and taking them back through the window, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from app.services.letters import rounds
from tests.conftest import TODAY
from tests.services.inputs_filling import filled, heading_row, sheets

NO = "F. No. 7/12-2026"


@pytest.fixture
def out(tmp_path):
    place = tmp_path / "workbooks"
    place.mkdir()
    return place


@pytest.fixture
def settled(qtbot, window):
    """Wait until all that was asked for is shown."""

    def wait():
        qtbot.waitUntil(lambda: not window.pages.waits, timeout=10_000)
        page = window.pages.page
        if hasattr(page, "settled"):
            qtbot.waitUntil(lambda: page.settled and not window.pages.waits, timeout=10_000)
        return page

    return wait


@pytest.fixture
def asked(window, hands, settled, qtbot, out):
    """Ask every agency for inputs with the keyboard alone."""

    def run():
        hands.press("Ctrl+Alt+I")
        page = settled()
        assert window.pages.key == "letters"
        form = page.sheet.inputs
        qtbot.waitUntil(lambda: form.opened)
        assert form.ticks.list.hasFocus()
        assert len(form.ticks.ticked) > 20
        form.form.line("reference").setFocus()
        hands.write(NO)
        form.form.line("deadline").setFocus()
        hands.write("+18d")
        form.form.line("folder").setFocus()
        hands.rewrite(str(out))
        hands.press("Return")
        qtbot.waitUntil(lambda: not form.opened, timeout=20_000)
        settled()
        return page

    return run


def told(path, **said):
    """What is told of the first point of a workbook, and its reference."""
    rows = sheets(path)["Points"]
    ref = rows[heading_row(rows) + 1][0]
    return ref, {ref: said}


def test_inputs_are_asked_for_by_keyboard_and_the_round_is_shown(asked, sample_desk, qtbot, out):
    page = asked()
    qtbot.waitUntil(lambda: page.sheet.title.text() == NO)
    (line,) = rounds(sample_desk.register.reader)
    assert (line.asked, line.replied) == (len(list(out.iterdir())), 0)
    assert page.sheet.said.text() == f"{line.asked} workbooks made in {out}."
    assert page.sheet.facts["replied"].text() == (
        f"replied 0 of {line.asked}, {line.asked} awaited"
    )


def test_the_form_is_put_away_by_escape_and_asks_what_is_missing(window, hands, settled, qtbot):
    hands.press("Ctrl+Alt+I")
    form = settled().sheet.inputs
    qtbot.waitUntil(lambda: form.opened)
    hands.press("Ctrl+Return")
    assert form.form.refused[0] == "folder"
    hands.press("Escape")
    qtbot.waitUntil(lambda: not form.opened)


def test_what_came_back_is_noted_and_proposals_wait_for_a_tick(
    asked, window, hands, settled, sample_desk, out, tmp_path
):
    asked()
    source = next(out.glob("*NAVTTC.xlsx"))
    ref, said = told(source, Progress="Plan drafted.", Status="In progress")
    window.tables.drop((str(filled(source, tmp_path / "back.xlsx", said)),))
    page = settled()
    assert "NAVTTC answers" in page.findChild(QLabel, "import-notes").text()
    page.grid.setFocus()
    while page.grid.current.line.proposal.ref != ref:
        hands.press("Down")
    hands.press("Return")
    box = page.panel.findChild(QCheckBox, "import-accept-status")
    assert box.hasFocus()
    assert not box.isChecked()
    hands.press("Space")
    settled()
    assert box.hasFocus()
    assert page.work.wanted.accepted == {f"{page.grid.current.row}:status"}
    page.foot.take.setFocus()
    hands.press("Space")
    settled()
    reader = sample_desk.register.reader
    (line,) = rounds(reader)
    assert page.shown.said.said == (
        f"NAVTTC: 1 note, 1 proposal for status. {NO}: replied 1 of {line.asked}."
    )
    held = reader.row(reader.find(ref))
    assert held.status.value == "in progress"
    assert held.heard == TODAY
    page.shown.said.buttons[1].setFocus()
    hands.press("Space")
    assert settled().sheet.facts["replied"].text().startswith(f"replied 1 of {line.asked}")


def test_a_proposal_that_a_rule_refuses_is_left_and_the_reason_said(
    asked, window, settled, out, tmp_path
):
    asked()
    source = next(out.glob("*NAVTTC.xlsx"))
    ref, said = told(source, Status="On hold")
    window.tables.drop((str(filled(source, tmp_path / "back.xlsx", said)),))
    page = settled()
    (line,) = (each for each in page.grid.table.all if each.line.proposal.ref == ref)
    page.panel.accepted.emit(f"{line.row}:status", True)
    settled()
    assert page.work.wanted.accepted == frozenset()
    assert "day to look at it again" in page.shown.said.said
    (line,) = (each for each in page.grid.table.all if each.line.proposal.ref == ref)
    assert line.ticked
