"""The chips above the list: each value narrows the list to what it says; all of it by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from app.domain.commitment import Strength
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import TimingRole
from app.domain.query import Query
from app.domain.timeliness import Freshness, freshness, timeliness
from app.domain.timing import Sense
from app.qt.models.filters import FILTERS
from app.qt.views.checklist import Checklist
from tests.conftest import TODAY

USUAL = ["owed by", "status", "sector", "lead"]
_KEY = Qt.ItemDataRole.UserRole


def promised(row):
    noted = row.strength is not None and row.strength < Strength.READINESS
    return not (row.event or noted or row.status is Status.DRAFT)


def silent(row, reader):
    period = reader.commitment(row.id).update_days
    heard = freshness(row.heard, period, TODAY)
    return promised(row) and row.phase.pending and heard is not Freshness.CURRENT


def slipped(row, reader):
    """Whether it was given another date, or came later than first promised."""
    timings = reader.dossier(row.id).timings
    if any(each.role is TimingRole.REVISION for each in timings):
        return True
    if row.phase is not Phase.DONE or row.first_sense not in (Sense.POINT, Sense.DEADLINE):
        return False
    return bool(row.slip and row.done.earliest > row.first.latest)


HOLDS = {
    "timing": lambda row, value, _: timeliness(row.standing, TODAY) == value and promised(row),
    "owed by": lambda row, value, _: row.owed_by == value,
    "status": lambda row, value, _: row.status == value,
    "sector": lambda row, value, _: row.sector == value,
    "lead": lambda row, value, _: row.owner == value,
    "phase": lambda row, value, _: row.phase == value,
    "kind": lambda row, value, _: row.kind == value,
    "origin": lambda row, value, reader: reader.commitment(row.id).origin == value,
    "strength": lambda row, value, _: row.strength is not None and int(row.strength) == int(value),
    "ball": lambda row, value, _: row.ball_with == value,
    "silent": lambda row, _, reader: silent(row, reader),
    "slipped": lambda row, _, reader: slipped(row, reader),
    "promises": lambda row, _value, _reader: promised(row),
}


@pytest.fixture
def varied(sample_desk):
    """The sample with the ball on every side, and an answer from one."""
    register = sample_desk.register
    for ref, side in (("05", "PK"), ("07", "BY"), ("18", "third"), ("23", "BY")):
        identity = register.reader.find(f"PK-BY/JMC-8/{ref}")
        register.pass_ball(identity, side)
    register.note(register.reader.find("PK-BY/JMC-8/05"), "A letter came.")
    return sample_desk


@pytest.fixture
def listed(window):
    def read():
        model = window.list.model
        return {model.row_at(place).id for place in range(model.rowCount())}

    return read


def chosen(hands, window, key, *values):
    """Choose values of a filter in its list to tick, as the officer does."""
    window.list.bar.choose(key)
    if QApplication.activePopupWidget() is not None:
        hands.tick(*values)
    hands.back_to(window)
    hands.settle(window)


def popup():
    return QApplication.activePopupWidget()


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.key)
def test_each_value_narrows_the_list_to_what_it_says(hands, varied, window, listed, each):
    reader, bar = varied.register.reader, window.list.bar
    everything = {each_id: reader.row(each_id) for each_id in listed()}
    values = each.values(reader, "")
    found = 0
    for value, words in values:
        chosen(hands, window, each.key, value)
        wanted = {i for i, row in everything.items() if HOLDS[each.key](row, value, reader)}
        assert listed() == wanted, value
        assert window.list.head._count.text() == (str(len(wanted)) if wanted else "")  # noqa: SLF001
        assert bar.chips[each.key].text() == f"{each.title}: {words}"
        found += len(wanted)
        bar.chips[each.key].cleared.emit()
        hands.settle(window)
        assert listed() == set(everything)
        assert bar.query == Query()
    assert found


@pytest.mark.parametrize("key", ["status", "sector", "lead", "kind", "strength"])
def test_two_values_find_what_either_finds_and_the_chip_says_how_many(
    hands, window, listed, sample_desk, key
):
    reader = sample_desk.register.reader
    each = next(field for field in FILTERS if field.key == key)
    everything = {each_id: reader.row(each_id) for each_id in listed()}
    held = {
        value: {i for i, row in everything.items() if HOLDS[key](row, value, reader)}
        for value, _ in each.values(reader, "")
    }
    one, other = [value for value, rows in held.items() if rows][:2]
    chosen(hands, window, key, one, other)
    assert listed() == held[one] | held[other]
    assert window.list.bar.chips[key].text() == f"{each.title}: 2"


def test_filters_of_several_fields_narrow_each_other(hands, window, listed, sample_desk):
    chosen(hands, window, "owed by", "PK")
    chosen(hands, window, "status", "open")
    rows = [sample_desk.register.reader.row(each) for each in listed()]
    assert rows
    assert {row.status for row in rows} == {Status.OPEN}
    assert {row.owed_by for row in rows} == {"PK"}


def test_a_filter_that_holds_one_value_takes_another_in_its_place(hands, window, sample_desk):
    find = sample_desk.register.reader.find
    chosen(hands, window, "origin", find("PK-BY/JMC-8/01"))
    chosen(hands, window, "origin", find("PK-BY/SUM-2024-11/01"))
    assert window.list.query.origin == find("PK-BY/SUM-2024-11/01")


def test_what_is_asked_for_is_ticked_when_the_list_opens_again(hands, window):
    chosen(hands, window, "status", "open", "held")
    window.list.bar.choose("status")
    assert set(popup().ticked) == {"open", "held"}
    hands.press("Esc")


def test_all_is_cleared_at_once(hands, window, listed):
    whole = listed()
    chosen(hands, window, "status", "open")
    chosen(hands, window, "kind", "action")
    hands.press("Ctrl+F")
    hands.write("joint")
    hands.settle(window)
    assert len(listed()) < len(whole)
    hands.press("Ctrl+0")
    hands.settle(window)
    assert listed() == whole
    assert visible(window) == USUAL
    assert not window.list.filtered


# Which chips there are


def visible(window):
    return [each.key for each in FILTERS if window.list.bar.chips[each.key].isVisible()]


def more(window):
    menu = window.list.bar.more.menu()
    menu.aboutToShow.emit()
    return [each.data() for each in menu.actions()]


def test_the_usual_filters_show_and_the_others_are_under_more(window):
    assert visible(window) == USUAL
    assert more(window) == [each.key for each in FILTERS if each.key not in USUAL]


def test_a_filter_from_more_shows_as_long_as_it_is_set(hands, window):
    menu = window.list.bar.more.menu()
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.data() == "kind").trigger()
    hands.tick(Kind.ACTION.value)
    hands.back_to(window)
    hands.settle(window)
    assert "kind" in visible(window)
    assert "kind" not in more(window)
    window.list.bar.chips["kind"].setFocus()
    hands.press("Backspace")
    hands.settle(window)
    assert visible(window) == USUAL
    assert "kind" in more(window)


def test_an_everyday_view_shows_what_it_is_made_of(hands, window):
    window.go("overdue")
    hands.settle(window)
    assert visible(window) == ["timing", *USUAL]
    assert window.list.bar.chips["timing"].text() == "Timing: Overdue"
    window.go("no news")
    hands.settle(window)
    assert "silent" in visible(window)


def test_a_session_that_is_new_since_is_named_on_its_chip(hands, window, sample_desk):
    reader = sample_desk.register.reader
    old = reader.origins()[0]
    window.pages.show_query(Query(origin=old.id), "Points")
    assert old.title in window.list.bar.chips["origin"].text()
    new = reader.find("PK-BY/JMC-8/30")
    point = reader.find("PK-BY/JMC-8/05")
    sample_desk.run(lambda register: register.amend(point, origin=new))
    window.pages.show_query(Query(origin=new), "Points of the next")
    hands.settle(window)
    assert reader.row(new).title in window.list.bar.chips["origin"].text()
    assert window.list.model.rowCount() == 1


@pytest.mark.parametrize("key", ["Del", "Backspace"])
def test_a_key_on_a_set_chip_clears_it_and_on_another_does_nothing(hands, window, key):
    chosen(hands, window, "status", "open")
    narrowed = window.list.model.rowCount()
    window.list.bar.chips["sector"].setFocus()
    hands.press(key)
    hands.settle(window)
    assert window.list.model.rowCount() == narrowed
    window.list.bar.chips["status"].setFocus()
    hands.press(key)
    hands.settle(window)
    assert window.list.model.rowCount() == 76
    assert window.actions_by_name["undo"].isEnabled() is False


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_the_cross_at_the_leading_end_clears_and_the_rest_opens_the_values(
    qapp, hands, shown, sample_desk, mirrored
):
    ltr, rtl = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    qapp.setLayoutDirection(rtl if mirrored else ltr)
    try:
        window = shown(sample_desk)
        chosen(hands, window, "status", "open")
        chip = window.list.bar.chips["status"]
        near, far = QPoint(8, chip.height() // 2), QPoint(chip.width() - 8, chip.height() // 2)
        hands.click(chip, near if mirrored else far)
        assert popup().ticked == ["open"]
        assert chip.isChecked()
        hands.press("Esc")
        hands.back_to(window)
        hands.click(chip, far if mirrored else near)
        hands.settle(window)
        assert popup() is None
        assert not chip.isChecked()
        assert window.list.model.rowCount() == 76
    finally:
        qapp.setLayoutDirection(ltr)


def test_space_on_a_chip_opens_its_values(hands, window):
    window.list.bar.chips["lead"].setFocus()
    hands.press("Space")
    assert popup().objectName() == "values-lead"
    assert not window.list.bar.chips["lead"].isChecked()
    hands.press("Esc")
    assert popup() is None


def test_a_filter_of_one_value_needs_no_list(hands, window):
    window.list.bar.choose("silent")
    hands.settle(window)
    assert popup() is None
    assert window.list.query.silent


def test_what_is_filtered_can_be_kept_and_what_is_usual_need_not(hands, window):
    save = window.list.head.save
    assert not save.isVisible()
    chosen(hands, window, "status", "open")
    assert save.isVisible()
    window.go("overdue")
    hands.settle(window)
    assert not save.isVisible()


# The list to tick, by keyboard


@pytest.fixture
def ticking(look, qtbot, window):
    """Open a list to tick under the columns' button; returns it with what it told."""

    def make(count, ticked=(), **how):
        values = [(str(number), f"Value {number}") for number in range(count)]
        shown = Checklist(look, "ticking", "Values", values, ticked, parent=window, **how)
        told = []
        shown.changed.connect(told.append)
        shown.open_under(window.list.bar.columns)
        return shown, told

    return make


def test_a_short_list_has_no_search_and_the_keyboard_is_in_it(ticking):
    shown, _ = ticking(10)
    assert not shown.search.isVisible()
    assert shown.list.hasFocus()


def test_a_long_list_is_searched_as_one_types(hands, ticking):
    shown, told = ticking(30)
    assert shown.search.hasFocus()
    hands.write("value 2")
    seen = [place for place in range(30) if not shown.list.item(place).isHidden()]
    assert seen == [2, *range(20, 30)]
    hands.press("Return")
    assert told == [["2"]]
    hands.press("Down", "Down", "Space")
    assert told[-1] == ["2", "20"]
    hands.press("Return")
    assert told[-1] == ["2"]
    hands.press("Esc")
    assert popup() is None


def test_a_search_that_finds_nothing_ticks_nothing(hands, ticking):
    _, told = ticking(30)
    hands.write("zeppelin")
    hands.press("Return")
    assert told == []
    hands.press("Esc")


def test_a_tick_in_a_list_of_one_takes_the_others_away_and_closes(hands, ticking):
    _, told = ticking(5, ["1"], one=True)
    hands.press("Down", "Down", "Space")
    assert told == [["2"]]
    assert popup() is None


def test_the_one_that_is_ticked_can_be_taken_away(hands, ticking):
    _, told = ticking(5, ["0"], one=True)
    hands.press("Space")
    assert told == [[]]


def test_all_ticks_are_taken_away_by_a_button(hands, ticking):
    shown, told = ticking(5, ["1", "3"])
    hands.click(shown.none)
    assert told == [[]]
    assert popup() is None


def test_values_that_have_an_order_are_moved_by_alt_and_an_arrow(hands, ticking):
    shown, told = ticking(4, ["0", "2"], ordered=True)
    assert not shown.none.isVisible()
    hands.press("Alt+Down", "Alt+Down")
    assert told[-1] == ["2", "0"]
    assert shown.list.currentRow() == 2
    hands.press("Alt+Up", "Alt+Up", "Alt+Up")
    assert told[-1] == ["0", "2"]
    assert shown.list.currentRow() == 0


def test_values_without_an_order_are_not_moved(hands, ticking):
    shown, told = ticking(4, ["0", "2"])
    hands.press("Alt+Down")
    assert shown.ticked == ["0", "2"]
    assert told == []


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_it_opens_on_the_screen_under_the_leading_edge(qapp, shown, sample_desk, mirrored):
    ltr, rtl = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    qapp.setLayoutDirection(rtl if mirrored else ltr)
    try:
        window = shown(sample_desk)
        window.resize(760, 600)
        window.move(0, 0)
        chip = window.list.bar.chips["status"]
        window.list.bar.choose("status")
        place, under = popup().frameGeometry(), chip.mapToGlobal(chip.rect().bottomLeft())
        screen = window.screen().availableGeometry()
        assert screen.contains(place)
        edge = chip.mapToGlobal(chip.rect().bottomRight()).x() - place.width() + 1
        wanted = edge if mirrored else under.x()
        within = max(screen.left(), min(wanted, screen.right() - place.width()))
        assert abs(place.x() - within) <= 4  # the frame of a window that is none
        popup().close()
    finally:
        qapp.setLayoutDirection(ltr)
