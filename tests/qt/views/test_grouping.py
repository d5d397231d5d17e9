"""Groups in the list: their counts and order, shutting and opening them, and acts on their rows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.query import Grouping, Query
from app.domain.timeliness import timeliness
from tests.benchmarks.generator import generate
from tests.conftest import TODAY

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
PLANT = "PK-BY/JMC-8/05"


@pytest.fixture
def settings(tmp_path):
    """A window that opens for the first time, on the list of commitments."""
    made = QSettings(str(tmp_path / "grouped.ini"), QSettings.Format.IniFormat)
    made.setValue("preferences/start", "last")
    return made


def group_by(hands, window, grouping):
    name = grouping.value if grouping else "none"
    window.findChild(QAction, f"group-{name}").trigger()
    hands.settle(window)


def standing(window):
    """What stands in the list: groups as (key, count), rows as their numbers."""
    model = window.list.model
    return [
        (group.key, group.count) if (group := model.group_at(place)) else model.rid_at(place)
        for place in range(model.rowCount())
    ]


def beginnings(window):
    """Where each group begins, by key."""
    model = window.list.model
    found = ((place, model.group_at(place)) for place in range(model.rowCount()))
    return {group.key: place for place, group in found if group}


def in_groups(window):
    """The identities of the rows below each beginning."""
    model, held, key = window.list.model, {}, None
    for place in range(model.rowCount()):
        group = model.group_at(place)
        if group:
            key = group.key
            held[key] = []
        else:
            held[key].append(model.row_at(place).id)
    return held


def click(window, place):
    table = window.list.table
    table.scrollTo(window.list.model.index(place, 0))
    spot = table.visualRect(window.list.model.index(place, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def go_to(window, hands, place):
    """Go to a place in the list by keyboard."""
    window.list.table.setFocus()
    hands.press("Ctrl+Home", "Down", "Up", *["Down"] * place)
    assert window.list.table.currentIndex().row() == place


def test_a_small_register_opens_grouped_by_timing(window):
    assert window.list.query.group is Grouping.TIMELINESS
    assert window.list.bar.group.text() == "Group: timing"
    assert next(iter(beginnings(window))) == "overdue"
    assert window.strip.counts.text() == "76 commitments"


@pytest.mark.parametrize("grouping", Grouping)
def test_the_list_stands_in_groups_with_their_counts(hands, window, sample_desk, grouping):
    group_by(hands, window, grouping)
    groups = sample_desk.register.reader.groups(Query(group=grouping), TODAY)
    held = in_groups(window)
    assert [(each.key, each.count) for each in groups] == [
        (key, len(rows)) for key, rows in held.items()
    ]
    assert sum(map(len, held.values())) == 76
    assert window.strip.counts.text() == "76 commitments"


def test_every_row_stands_under_the_timing_it_has(window):
    model, key = window.list.model, ""
    for place in range(model.rowCount()):
        group, row = model.group_at(place), model.row_at(place)
        key = group.key if group else key
        assert row is None or timeliness(row.standing, TODAY).value == key


def test_a_group_is_named_in_words_and_one_without_a_value_says_so(hands, window):
    names = {}
    for grouping in (Grouping.TIMELINESS, Grouping.SECTOR, Grouping.ORIGIN):
        group_by(hands, window, grouping)
        model = window.list.model
        names[grouping] = [model.index(place, 0).data() for place in beginnings(window).values()]
    assert names[Grouping.TIMELINESS][0] == "Overdue"
    assert names[Grouping.ORIGIN][-1] == "not stated"
    assert all(names[Grouping.ORIGIN])
    assert "industry" in names[Grouping.SECTOR]


def test_groups_keep_their_words_until_the_next_ones_are_there(hands, window):
    group_by(hands, window, Grouping.SECTOR)
    words = [window.list.model.index(place, 0).data() for place in beginnings(window).values()]
    window.findChild(QAction, "group-timeliness").trigger()
    assert not window.list.settled
    window.list.table.repaint()
    assert words == [
        window.list.model.index(place, 0).data() for place in beginnings(window).values()
    ]
    hands.settle(window)


def test_without_groups_the_list_is_as_long_as_the_register(hands, window):
    group_by(hands, window, None)
    assert beginnings(window) == {}
    assert window.list.model.rowCount() == 76


# Shutting and opening


def test_a_click_on_its_beginning_shuts_a_group_and_another_opens_it(window):
    whole = standing(window)
    click(window, 0)
    assert standing(window) == [whole[0], *whole[1 + whole[0][1] :]]
    assert window.list.table.currentIndex().row() == 0
    click(window, 0)
    assert standing(window) == whole


@pytest.mark.parametrize("key", ["Return", "Space"])
def test_enter_and_space_shut_and_open_a_group(hands, window, key):
    whole = standing(window)
    go_to(window, hands, 0)
    hands.press(key)
    assert len(standing(window)) == len(whole) - whole[0][1]
    hands.press(key)
    assert standing(window) == whole


@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_an_arrow_shuts_a_group_and_the_other_opens_it(qapp, hands, shown_in, mirrored):
    window = shown_in(RTL if mirrored else LTR)
    whole = standing(window)
    shuts, opens = ("Right", "Left") if mirrored else ("Left", "Right")
    go_to(window, hands, 0)
    hands.press(opens)
    assert standing(window) == whole
    hands.press(shuts, shuts)
    assert len(standing(window)) == len(whole) - whole[0][1]
    hands.press(opens)
    assert standing(window) == whole


@pytest.fixture
def shown_in(qapp, request, sample_desk):
    """Show the window in a direction; the program's own is put back."""
    make = request.getfixturevalue("shown")

    def show(direction):
        qapp.setLayoutDirection(direction)
        return make(sample_desk)

    yield show
    qapp.setLayoutDirection(LTR)


def test_a_shut_group_stays_shut_through_a_search_and_a_refresh(hands, window):
    click(window, 0)
    hands.press("F5")
    hands.settle(window)
    assert window.list.model.folded == {"overdue"}
    assert standing(window)[1][0] != "overdue"
    hands.press("Ctrl+F")
    hands.write("the")
    hands.settle(window)
    hands.press("Esc")
    hands.settle(window)
    assert isinstance(standing(window)[1], tuple)


def test_a_commitment_in_a_shut_group_is_brought_to_light_when_one_goes_there(
    hands, window, sample_desk
):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/18")
    click(window, 0)
    window.travels.jump(identity)
    hands.settle(window)
    assert window.list.current == identity
    assert window.list.model.folded == set()


def test_one_that_a_filter_hides_in_a_shut_group_is_brought_to_light_too(
    hands, window, sample_desk
):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/18")
    click(window, 0)
    hands.press("Ctrl+F")
    hands.write("tractor")
    hands.settle(window)
    window.travels.jump(identity)
    hands.settle(window)
    assert window.list.current == identity
    assert window.list.chosen == [identity]


def test_another_grouping_opens_every_group(hands, window):
    click(window, 0)
    group_by(hands, window, Grouping.SECTOR)
    assert window.list.model.folded == set()
    assert len(standing(window)) == 76 + len(beginnings(window))


# Selection


def test_all_that_can_be_selected_are_commitments(hands, window):
    window.list.table.setFocus()
    hands.press("Ctrl+A")
    assert len(window.list.chosen) == 76
    assert window.strip.counts.text() == "76 commitments, 76 selected"


def test_a_selection_across_a_beginning_leaves_it_out(hands, window):
    begins = list(beginnings(window).values())[1]
    go_to(window, hands, begins - 1)
    hands.press("Shift+Down", "Shift+Down")
    model = window.list.model
    assert window.list.chosen == [model.row_at(begins - 1).id, model.row_at(begins + 1).id]
    assert window.strip.counts.text() == "76 commitments, 2 selected"


def test_the_beginning_of_a_group_is_neither_selected_nor_discarded(hands, window):
    before = standing(window)
    go_to(window, hands, 0)
    assert window.list.chosen == []
    assert window.list.row is None
    assert not window.actions_by_name["discard"].isEnabled()
    hands.press("Del", "F2")
    assert standing(window) == before


def test_going_to_the_list_stands_on_its_first_commitment(hands, window):
    hands.press("Ctrl+F", "F6")
    assert window.list.row is not None
    assert window.list.table.currentIndex().row() == 1
    hands.press("Home", "Ctrl+F", "F6")
    assert window.list.row is not None


# Acts


def test_a_discarded_row_is_counted_off_its_group_and_counted_again(hands, window):
    before = standing(window)
    go_to(window, hands, 2)
    hands.press("Del")
    assert standing(window)[0] == ("overdue", before[0][1] - 1)
    assert len(standing(window)) == len(before) - 1
    assert window.strip.counts.text() == "75 commitments"
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert standing(window) == before


def test_the_last_row_of_a_group_can_be_discarded_and_comes_back(hands, window, sample_desk):
    group_by(hands, window, Grouping.LEAD)
    before = standing(window)
    key = next(each[0] for each in before if isinstance(each, tuple) and each[1] == 1)
    go_to(window, hands, beginnings(window)[key] + 1)
    hands.press("Del")
    assert (key, 0) in standing(window)
    hands.press("F5")
    hands.settle(window)
    assert key not in beginnings(window)
    hands.press("Ctrl+Z")
    hands.settle(window)
    assert standing(window) == before


def test_a_row_that_leaves_its_group_stays_until_the_list_is_asked_again(
    hands, window, sample_desk
):
    identity = sample_desk.register.reader.find("PK-BY/JMC-8/18")
    window.list.select(identity)
    before = standing(window)
    sample_desk.run(lambda register: register.move(identity, Status.WITHDRAWN, why="Given up."))
    assert standing(window) == before
    assert identity in in_groups(window)["overdue"]
    hands.press("F5")
    hands.settle(window)
    assert identity in in_groups(window)["dropped"]
    assert window.list.current == identity


def added(desk, **values):
    identity = CommitmentId(new_id())
    usual = {"ref": "", "relation": "PK-BY", "kind": Kind.ACTION, "title": "Just entered"}
    desk.run(lambda register: register.propose(Commitment(id=identity, **{**usual, **values})))
    return identity


def test_a_new_commitment_comes_into_its_group(hands, window, sample_desk):
    before = in_groups(window)
    identity = added(sample_desk)
    hands.settle(window)
    held = in_groups(window)
    assert identity in held["no date"]
    assert len(held["no date"]) == len(before["no date"]) + 1
    assert {(key, len(rows)) for key, rows in held.items()} == {
        each for each in standing(window) if isinstance(each, tuple)
    }


def test_groups_say_the_truth_when_one_is_added_after_another_left_its_group(
    hands, window, sample_desk
):
    group_by(hands, window, Grouping.SECTOR)
    sectors = {key: rows for key, rows in in_groups(window).items() if len(rows) == 1}
    (moved,) = list(sectors.values())[-1]
    sample_desk.run(lambda register: register.amend(moved, sector="aardvarks"))
    added(sample_desk, sector="trade")
    hands.settle(window)
    for key, rows in in_groups(window).items():
        for each in rows:
            assert sample_desk.register.reader.row(each).sector == key


def test_a_row_that_is_gone_from_elsewhere_is_not_counted_off_here(hands, window, sample_desk):
    window.go("overdue")
    hands.settle(window)
    assert window.strip.counts.text() == "4 commitments"
    added(sample_desk)
    hands.settle(window)
    sample_desk.run(lambda register: register.undo())
    hands.settle(window)
    assert window.strip.counts.text() == "4 commitments"


def test_a_new_day_puts_rows_into_their_new_groups(
    hands, shown, opened, desk_on, sample_path, clock
):
    days = [TODAY]
    desk = desk_on(opened(sample_path, clock=replace(clock, today=lambda: days[-1])))
    window = shown(desk)
    before = {key: len(rows) for key, rows in in_groups(window).items()}
    days.append(TODAY.replace(year=2027))
    desk.day_changed.emit(days[-1])
    hands.settle(window)
    held = in_groups(window)
    assert len(held["overdue"]) > before["overdue"]
    for key, rows in held.items():
        for each in rows:
            row = desk.register.reader.row(each)
            assert timeliness(row.standing, days[-1]).value == key


# Remembering


def test_how_the_list_is_grouped_is_remembered(hands, shown, sample_desk, opened, desk_on,
                                               sample_path):  # fmt: skip
    first = shown(sample_desk)
    group_by(hands, first, Grouping.LEAD)
    first.go("overdue")
    hands.settle(first)
    assert first.list.query.group is Grouping.LEAD
    first.close()
    second = shown(desk_on(opened(sample_path)))
    assert second.list.query.group is Grouping.LEAD


def test_how_another_view_is_grouped_is_its_own_matter(hands, window, settings):
    window.go("agreements")
    hands.settle(window)
    group_by(hands, window, Grouping.SECTOR)
    assert settings.value("list/group") is None
    window.go("commitments")
    hands.settle(window)
    assert window.list.query.group is Grouping.TIMELINESS
    window.go("agreements")
    hands.settle(window)
    assert window.list.query.group is Grouping.SECTOR


def test_the_bin_is_not_grouped(hands, window):
    window.go("bin")
    hands.settle(window)
    assert window.list.query.group is None


# A large register


@pytest.mark.slow
@pytest.mark.parametrize("folded", [False, True], ids=["open", "one shut"])
def test_a_register_of_many_pages_stands_in_its_groups(
    hands, qtbot, shown, opened, desk_on, tmp_path, folded
):
    path = tmp_path / "many.servanda"
    generate(path, 900)
    desk = desk_on(opened(path))
    window = shown(desk)
    reader, query = desk.register.reader, Query(group=Grouping.TIMELINESS)
    whole = [int(each) for each in reader.ordered(query, TODAY).split(",")]
    groups = reader.groups(query, TODAY)
    if folded:
        click(window, 0)
        hands.press("F5")
        hands.settle(window)
        whole = whole[groups[0].count :]
    assert [each for each in standing(window) if isinstance(each, int)] == whole
    assert [each for each in standing(window) if isinstance(each, tuple)] == [
        (each.key, each.count) for each in groups
    ]
    assert window.strip.counts.text() == "900 commitments"
