"""A morning at the desk by keyboard alone: from Today to the ball handed over, with a restart."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from app.domain.lifecycle import Phase

NINE = [f"PK-BY/JMC-8/{number:02}" for number in range(3, 12)]
ANSWER = "Minsk proposes a site visit in spring."
LETTER = "12-07/3391"


def tab_to(hands, name, key="Tab", most=40):
    """Press Tab until the widget of that object or accessible name has the keyboard."""
    for _ in range(most):
        holder = QApplication.focusWidget()
        if holder is not None and name in (holder.objectName(), holder.accessibleName()):
            return
        hands.press(key)
    raise AssertionError(f"{name} is not reached: {QApplication.focusWidget().objectName()}")


def leads(register):
    return [register.reader.row(register.reader.find(ref)).owner for ref in NINE]


def from_today_to_the_overdue_ones(window, hands):
    tab_to(hands, "figure-overdue")
    hands.press("Return")
    hands.settle(window)
    assert window.pages.key == "overdue"
    assert window.list.counts() == "4 commitments"


def nine_open_points_get_another_lead(window, hands, qtbot, desk):
    hands.press("Ctrl+2", "Ctrl+F")
    hands.write("JMC-8")
    hands.settle(window)
    window.list.head.search.setFocus()
    hands.press("Down")
    while window.list.row.ref != NINE[0]:
        hands.press("Down")
    hands.press(*["Shift+Down"] * 8)
    chosen = [desk.register.reader.row(each) for each in window.list.chosen]
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
    assert leads(desk.register) == ["MoIP"] * 9
    hands.back_to(window)


def the_eighth_session_and_where_each_point_stands(window, hands, qtbot, desk):
    hands.press("Ctrl+4")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled)
    eighth = desk.register.reader.find("PK-BY/JMC-8/01")
    for _ in range(20):
        if page.current == eighth:
            break
        hands.press("Down")
    hands.press("Return")
    qtbot.waitUntil(lambda: page.settled and page.counts().startswith("26 points"))
    points = page.sheet.table
    qtbot.waitUntil(points.hasFocus)
    model, last = points.model(), points.model().columnCount() - 2  # before the next decision
    standings = {model.index(row, last).data() for row in range(model.rowCount())}
    assert {"Overdue", "No news"} <= standings
    hands.press("Down")
    assert page.current != eighth
    qtbot.waitUntil(lambda: window.detail.identity == page.current)
    return page.current


def an_answer_is_noted_with_its_letter(hands, desk, point):
    hands.press("Ctrl+Shift+N")
    hands.write(ANSWER)
    tab_to(hands, "note-more")
    hands.press("Space")
    tab_to(hands, "Letter number")
    hands.write(LETTER)
    hands.press("Ctrl+Return")
    (note,) = desk.register.reader.dossier(point).notes
    assert (note.letter, note.text) == (LETTER, ANSWER)


def the_ball_goes_to_the_other_side(hands, desk, point):
    hands.press("Ctrl+B")
    hands.write("B")  # as one chooses from a list: Belarus
    tab_to(hands, "Since")
    hands.rewrite("2026-11-20")
    tab_to(hands, "By letter")
    hands.write(LETTER)
    hands.press("Return")
    commitment = desk.register.reader.commitment(point)
    assert (commitment.ball_with, commitment.ball_since) == ("BY", "2026-11-20")


@pytest.mark.slow
def test_an_officer_goes_from_today_to_the_ball_handed_over_by_keyboard_alone(
    sample_path, opened, desk_on, shown, hands, qtbot, settings
):
    def open_window():
        desk = desk_on(opened(sample_path))
        window = shown(desk)
        qtbot.waitUntil(lambda: not desk.asks)
        return desk, window

    settings.setValue("preferences/start", "today")
    desk, window = open_window()
    before = leads(desk.register)
    from_today_to_the_overdue_ones(window, hands)
    nine_open_points_get_another_lead(window, hands, qtbot, desk)

    window.close()
    desk.register.close()
    desk, window = open_window()
    hands.press("Ctrl+Z")
    assert leads(desk.register) == before

    point = the_eighth_session_and_where_each_point_stands(window, hands, qtbot, desk)
    an_answer_is_noted_with_its_letter(hands, desk, point)
    the_ball_goes_to_the_other_side(hands, desk, point)
    told = " ".join(
        each.text() for each in window.detail.history.findChildren(QLabel) if each.isVisible()
    )
    assert "entered" in told
    assert "20 Nov 2026" in told
    assert desk.register.store.check() == []
