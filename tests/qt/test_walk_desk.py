"""A morning at the desk by keyboard alone: from Today to the ball handed over, with a restart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from app.domain.lifecycle import Phase

NINE = [f"PK-BY/JMC-8/{number}" for number in ("03", "04", "05", "06", "07", "08", "09", "10", "11")]


def tab_to(hands, name, key="Tab", most=40):
    """Press Tab until the widget of that object or accessible name has the keyboard."""
    for _ in range(most):
        holder = QApplication.focusWidget()
        if holder is not None and name in (holder.objectName(), holder.accessibleName()):
            return holder
        hands.press(key)
    raise AssertionError(f"{name} is not reached: {QApplication.focusWidget().objectName()}")


def leads(register):
    return [register.reader.row(register.reader.find(ref)).owner for ref in NINE]


def said(holder):
    return [each.text() for each in holder.findChildren(QLabel) if each.isVisible()]


@pytest.mark.slow
def test_an_officer_goes_from_today_to_the_ball_handed_over_by_keyboard_alone(
    sample_path, opened, desk_on, shown, hands, qtbot, settings
):
    settings.setValue("preferences/start", "today")
    register = opened(sample_path)
    desk = desk_on(register)
    window = shown(desk)
    qtbot.waitUntil(lambda: not desk.asks)

    # Today: the figure of what is overdue leads to the four behind it.
    tab_to(hands, "figure-overdue")
    hands.press("Return")
    hands.settle(window)
    assert window.pages.key == "overdue"
    assert window.list.counts() == "4 commitments"

    # Nine open points of the eighth session get another lead at once.
    hands.press("Ctrl+2", "Ctrl+F")
    hands.write("JMC-8")
    hands.settle(window)
    window.list.head.search.setFocus()
    hands.press("Down")
    while window.list.row.ref != NINE[0]:
        hands.press("Down")
    hands.press(*["Shift+Down"] * 8)
    before = leads(register)
    reader = register.reader
    chosen = [reader.row(each) for each in window.list.chosen]
    assert [each.ref for each in chosen] == NINE
    assert {each.phase for each in chosen} == {Phase.OPEN}
    hands.press("Ctrl+Shift+E")
    dialog = window.findChild(QTableView, "bulk-preview").window()
    qtbot.waitUntil(dialog.isActiveWindow)
    tab_to(hands, "bulk-value")
    hands.write("MoIP")
    if QApplication.activePopupWidget() is not None:
        hands.press("Return")  # takes the name that is proposed
    qtbot.waitUntil(lambda: dialog.settled and dialog.change.isEnabled())
    assert dialog.model.rowCount() == 9
    hands.press("Return")
    qtbot.waitUntil(lambda: not desk.work.running)
    assert leads(register) == ["MoIP"] * 9
    hands.back_to(window)

    # A restart, and it is undone in one step.
    window.close()
    register.close()
    register = opened(sample_path)
    desk = desk_on(register)
    window = shown(desk)
    qtbot.waitUntil(lambda: not desk.asks)
    hands.press("Ctrl+Z")
    assert leads(register) == before

    # The eighth session, and where each of its points stands.
    hands.press("Ctrl+4")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled)
    eighth = register.reader.find("PK-BY/JMC-8/01")
    for _ in range(20):
        if page.current == eighth:
            break
        hands.press("Down")
    hands.press("Return")
    qtbot.waitUntil(lambda: page.settled and page.counts().startswith("26 points"))
    points = page.sheet.table
    qtbot.waitUntil(points.hasFocus)
    last = points.model().columnCount() - 1
    standings = {
        points.model().index(row, last).data()
        for row in range(points.model().rowCount())
        if points.model().index(row, last).data()
    }
    assert {"Overdue", "No news"} <= standings

    # An answer with its letter is noted on a point.
    hands.press("Down")
    point = page.current
    assert point != eighth
    qtbot.waitUntil(lambda: window.detail.identity == point)
    hands.press("Ctrl+Shift+N")
    hands.write("Minsk proposes a site visit in spring.")
    tab_to(hands, "note-more")
    hands.press("Space")
    tab_to(hands, "Letter number", key="Shift+Tab")
    hands.write("12-07/3391")
    hands.press("Ctrl+Return")
    (note,) = register.reader.dossier(point).notes
    assert (note.letter, note.text) == ("12-07/3391", "Minsk proposes a site visit in spring.")

    # The ball goes to the other side, by the same letter.
    hands.press("Ctrl+B")
    hands.write("B")  # as a list is chosen from: Belarus
    tab_to(hands, "Since")
    hands.rewrite("2026-11-20")
    tab_to(hands, "By letter")
    hands.write("12-07/3391")
    hands.press("Return")
    commitment = register.reader.commitment(point)
    assert (commitment.ball_with, commitment.ball_since) == ("BY", "2026-11-20")

    # The history has it with both dates: when it happened and when it was entered.
    told = " ".join(said(window.detail.history))
    assert "entered" in told
    assert "20 Nov 2026" in told
    assert register.store.check() == []
