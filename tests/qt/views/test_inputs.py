"""Asking for inputs and taking them back through the window, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from app.domain.query import Query
from app.services.inputs import to_be_asked
from app.services.letters import round_sheet, rounds
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


@pytest.fixture
def form(window, hands, settled, qtbot):
    """The form with which inputs are asked for, open."""
    hands.press("Ctrl+Alt+I")
    form = settled().sheet.inputs
    qtbot.waitUntil(lambda: form.opened)
    return form


def pick(box, value):
    """Choose an entry as a click does."""
    place = box.findData(value)
    assert place >= 0
    box.setCurrentIndex(place)
    box.activated.emit(place)


def agencies(form):
    """How many agencies may be asked."""
    return form.ticks.list.count()


def test_the_choices_of_points_narrow_whom_and_how_much(form, settled, qtbot, sample_desk):
    everybody = agencies(form)
    assert form.count.text() == f"{everybody} workbooks about 52 points"
    pick(form.choices.boxes["sector"], "agriculture")
    qtbot.waitUntil(lambda: agencies(form) < everybody)
    assert asked_in(form) == asked_in_sector(sample_desk, supporting=False)
    form.choices.supporting.click()
    qtbot.waitUntil(lambda: "supports" in words_of(form))
    assert asked_in(form) == asked_in_sector(sample_desk, supporting=True)


def asked_in(form):
    """Who may be asked as the form has it, and how much is said to be."""
    return set(form.ticks.ticked), form.count.text()


def asked_in_sector(desk, *, supporting):
    """Who may be asked about the points of one sector, and how much that is."""
    query = Query(sectors=frozenset({"agriculture"}))
    found = to_be_asked(desk.register.reader, TODAY, query=query, supporting=supporting)
    asked = [each for each in found if each.points]
    points = {point for each in asked for point in each.points}
    said = f"{len(asked)} workbooks about {len(points)} points"
    return {each.organisation.id for each in asked}, said


def words_of(form):
    """What is said of all who may be asked."""
    return "\n".join(form.ticks.list.item(at).text() for at in range(agencies(form)))


def test_aspirations_that_are_left_out_are_counted_and_asked_about_on_demand(form, qtbot):
    asked, told = points_of(form), form.told.text()
    left = int(told.split(" open aspirations are left out.")[0].split()[-1])
    form.choices.aspirations.click()
    qtbot.waitUntil(lambda: "aspiration" not in form.told.text())
    assert points_of(form) == asked + left


def points_of(form):
    return int(form.count.text().split(" about ")[1].split()[0])


def test_who_was_unticked_stays_so_when_the_choices_change(form, qtbot):
    form.ticks.none.click()
    assert form.count.text() == "0 workbooks about 0 points"
    everybody = agencies(form)
    pick(form.choices.boxes["country"], "BY")
    qtbot.waitUntil(lambda: agencies(form) < everybody)
    pick(form.choices.boxes["country"], "")
    qtbot.waitUntil(lambda: agencies(form) == everybody)
    assert form.ticks.ticked == ()


def test_a_day_by_which_points_fall_due_narrows_them_and_enter_keeps_nothing(form, hands, qtbot):
    everybody = agencies(form)
    form.choices.due_by.line.setFocus()
    hands.write("31.12.2026")
    hands.press("Return")
    qtbot.waitUntil(lambda: agencies(form) < everybody)
    assert form.opened
    assert form.form.refused == ("", "")


def test_only_what_was_chosen_stands_in_the_workbooks(form, hands, qtbot, out, sample_desk):
    pick(form.choices.boxes["sector"], "agriculture")
    qtbot.waitUntil(lambda: agencies(form) < 20)
    for name, text in (("reference", NO), ("deadline", "+18d"), ("folder", str(out))):
        form.form.line(name).setText(text)
    form.keep()
    qtbot.waitUntil(lambda: not form.opened, timeout=20_000)
    reader = sample_desk.register.reader
    (line,) = rounds(reader)
    sheet = round_sheet(reader, line.id)
    assert {row.sector for row in sheet.rows.values()} == {"agriculture"}
