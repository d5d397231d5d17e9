"""Tab goes as the eye does: through a page before the panel, through a form without leaving it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

EIGHTH = "PK-BY/JMC-8/01"


def walked(hands, first, most=160):
    """The names of all that Tab reaches from the first, until it comes round."""
    first.setFocus()
    seen = [first]
    for _ in range(most):
        hands.press("Tab")
        if QApplication.focusWidget() is first:
            return [each.objectName() for each in seen]
        seen.append(QApplication.focusWidget())
    raise AssertionError([each.objectName() for each in seen])


def test_tab_goes_through_a_session_before_it_comes_to_the_panel(hands, window, qtbot):
    window.pages.go("sessions")
    page = window.pages.currentWidget()
    page.open(window.list.desk.register.reader.find(EIGHTH))
    qtbot.waitUntil(lambda: page.sheet.table.table.rowCount() > 0)
    hands.settle(window)
    order = walked(hands, page.sheet.head.back)
    stations = ["session-back", "session-edit", "session-add", "standing-overdue",
                "session-owed-PK", "session-points", "detail-copy"]  # fmt: skip
    assert [each for each in order if each in stations] == stations
    assert order.index("detail-copy") == order.index("session-points") + 1


def test_the_way_to_all_that_is_late_comes_before_the_list_of_it(hands, window):
    window.pages.go("today")
    hands.settle(window)
    page = window.pages.currentWidget()
    order = walked(hands, page.figures.buttons[0])
    assert order.index("all-pressing") + 1 == order.index("wanting")
    assert order.index("wanting") < order.index("table-status")


def test_fields_made_late_are_reached_where_they_stand(panel, hands):
    panel.click("facts-more")
    order = walked(hands, panel.part("edit-kind"))
    stations = ["edit-kind", "edit-owner", "edit-owner_basis", "edit-counterpart", "edit-summary",
                "edit-priority", "edit-review_on", "edit-remarks", "facts-more",
                "evidence-add"]  # fmt: skip
    assert [each for each in order if each in stations] == stations


@pytest.mark.parametrize(
    ("opener", "form"),
    [("note-add", "note"), ("evidence-add", "evidence"), ("ball-pass", "ball")],
)
def test_tab_goes_down_through_an_open_form_and_leaves_it_at_its_end(panel, hands, opener, form):
    panel.click(opener)
    holder = panel.part(f"{form}-form", QWidget)
    order = walked(hands, panel.part("edit-title"))
    stops = {each.objectName(): each for each in holder.findChildren(QWidget) if each.isVisible()}
    places = [place for place, name in enumerate(order) if name and name in stops]
    assert places == list(range(places[0], places[0] + len(places)))
    assert order[places[0] - 1] in {opener, "completion-set"}
    tops = [stops[order[place]].mapTo(holder, QPoint(0, 0)).y() for place in places]
    assert all(above <= below + 4 for above, below in pairwise(tops))


def test_more_fields_and_more_about_a_date_give_the_first_they_reveal_the_keyboard(panel):
    for opener, first in (("facts-more", "edit-batch_announced"), ("due-more", "due-asked-on")):
        if opener == "due-more":
            panel.click("timing-change")
        panel.part(opener).setFocus()
        panel.hands.press("Space")
        assert panel.part(first).hasFocus(), QApplication.focusWidget().objectName()
        panel.part(opener).setFocus()
        panel.hands.press("Space")
        assert panel.part(opener).hasFocus()
        assert not panel.seen("due-asked-on")


def test_more_gives_the_first_question_it_reveals_the_keyboard(panel):
    panel.click("note-add")
    panel.part("note-more").setFocus()
    panel.hands.press("Space")
    assert panel.part("note-reporter").hasFocus()
