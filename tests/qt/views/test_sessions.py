"""The page of sessions and visits, worked by hand: the list of all, one with its points."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QPushButton

from app.domain.agenda import PointStanding
from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, SeriesId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Series
from app.domain.timing import Timing
from app.qt.models.lines import SpanKind, Spanning
from app.qt.views.sessions import Sessions
from app.services import sessions

EIGHTH, NINTH, VISIT = "PK-BY/JMC-8/01", "PK-BY/JMC-8/30", "PK-BY/SUM-2024-11/01"
_FLAG = QItemSelectionModel.SelectionFlag


class Stage:
    """A page on the screen with what tests ask of it."""

    def __init__(self, bot, desk, look):
        self.bot, self.desk = bot, desk
        self.page = Sessions(desk, look)
        self.said = []
        bot.addWidget(self.page)
        self.page.selected.connect(self.said.append)
        self.page.resize(1162, 713)
        with bot.waitActive(self.page):
            self.page.show()
        self.settle()

    def settle(self):
        """Wait until nothing is asked and nothing is about to be."""
        self.bot.waitUntil(lambda: self.page.settled)

    def find(self, ref):
        """Return the identity of a reference."""
        return self.desk.register.reader.find(ref)

    def open(self, ref):
        """Open a session as the window does."""
        self.page.show_target(self.find(ref))
        self.settle()
        assert self.page.sheet.isVisible()
        return self.page.sheet

    def run(self, write):
        """Write as another part of the window would."""
        assert self.desk.run(write)
        self.settle()

    @property
    def texts(self):
        """What the first column of the list of all says."""
        table = self.page.list.table.table
        return [table.index(row, 0).data() for row in range(table.rowCount())]

    @property
    def points(self):
        """The references of the points that are shown, and the words of what spans."""
        return [
            each.text if isinstance(each, Spanning) else each.row.ref.split("/", 1)[1]
            for each in self.page.sheet.table.table.lines
        ]


@pytest.fixture
def stage(qtbot, sample_desk, look):
    """The page on a copy of the sample."""
    return Stage(qtbot, sample_desk, look)


@pytest.fixture
def bare(qtbot, desk, look):
    """The page on an empty register."""
    return Stage(qtbot, desk, look)


# The list of all


def test_all_meetings_stand_under_their_series_with_gaps(stage):
    names = (
        "also called JEC, Joint Economic Commission, "
        "joint commission for trade and economic cooperation"
    )
    assert stage.texts[:5] == [
        f"Joint Ministerial Commission JMC · {names}",
        "Ninth Joint Ministerial Commission",
        "Eighth Joint Ministerial Commission",
        "2nd to 7th: not recorded",
        "First Joint Economic Commission",
    ]
    assert stage.page.counts() == "13 meetings, 5 still to come"


def test_only_what_is_to_come_is_shown_on_request(stage, hands):
    hands.click(stage.page.list.ahead)
    stage.settle()
    records = [each for each in stage.page.list.table.table.lines if not isinstance(each, Spanning)]
    assert len(records) == 5
    assert "2nd to 7th: not recorded" not in stage.texts


def test_where_nothing_is_to_come_that_is_said(bare, hands):
    visit = Commitment(
        id=CommitmentId(new_id()),
        ref="",
        relation="PK-BY",
        kind=Kind.VISIT,
        title="A visit",
        status=Status.HELD,
    )
    bare.run(lambda register: register.propose(visit, happened_on="2025"))
    assert bare.texts == ["A visit"]
    hands.click(bare.page.list.ahead)
    bare.settle()
    assert bare.texts == []
    assert bare.page.list.none.isVisible()


def test_more_meetings_come_when_they_are_asked_for(qtbot, sample_desk, look, hands, monkeypatch):
    monkeypatch.setattr(sessions, "OTHERS", 3)
    stage = Stage(qtbot, sample_desk, look)
    assert stage.texts[-1] == "Show 5 more"
    view = stage.page.list.table
    row = view.table.rowCount() - 1
    view.setFocus()
    view.setCurrentIndex(view.table.index(row, 0))
    hands.press("Return")
    stage.settle()
    assert stage.texts[-1] == "President Lukashenko in Islamabad"


def test_standing_on_a_meeting_is_told_and_standing_on_a_heading_is_not(stage, hands):
    view = stage.page.list.table
    view.setFocus()
    hands.press("Down")
    assert stage.said[-1] == stage.find(NINTH)
    assert stage.page.chosen == [stage.find(NINTH)]
    hands.press("Down", "Down")
    assert isinstance(view.table.lines[view.currentIndex().row()], Spanning)
    assert stage.said[-1] is None
    hands.press("Down")
    assert stage.said[-1] == stage.find("PK-BY/JEC-1/01")


def test_another_pair_of_countries_shows_its_own_meetings_and_closes_the_session(stage):
    stage.open(EIGHTH)
    stage.desk.look_at("PK-TR")
    stage.settle()
    assert stage.page.counts() == "0 meetings"
    stage.desk.look_at("PK-BY")
    stage.settle()
    assert stage.page.counts().startswith("13 meetings")
    assert stage.page.list.isVisible()


def test_an_empty_register_explains_itself_and_offers_a_session(bare, qtbot, hands):
    button = bare.page.findChild(QPushButton, "empty-session")
    assert button.isVisible()
    with qtbot.waitSignal(bare.page.new_meeting_wanted):
        hands.click(button)
    assert (bare.page.current, bare.page.chosen) == (None, [])


def test_the_first_session_takes_the_place_of_the_explanation(bare):
    session = Commitment(
        id=CommitmentId(new_id()), ref="", relation="PK-BY", kind=Kind.SESSION, title="First"
    )
    bare.run(lambda register: register.propose(session))
    assert bare.page.list.isVisible()
    assert bare.texts == ["First"]


def test_a_new_session_is_asked_for_by_its_button(stage, qtbot, hands):
    with qtbot.waitSignal(stage.page.new_meeting_wanted):
        hands.click(stage.page.list.new)


# One session


def test_enter_opens_a_session_and_esc_goes_back_to_it(stage, hands):
    view = stage.page.list.table
    view.setFocus()
    hands.press("Down", "Down", "Return")
    stage.settle()
    assert stage.page.sheet.head.title.text() == "Eighth Joint Ministerial Commission"
    assert stage.page.current == stage.find(EIGHTH)
    assert stage.said[-1] == stage.find(EIGHTH)
    assert stage.page.sheet.table.hasFocus()
    hands.press("Esc")
    stage.settle()
    assert stage.page.list.isVisible()
    assert stage.page.current == stage.find(EIGHTH)
    assert view.hasFocus()


@pytest.mark.parametrize("way", ["Backspace", "button", "Esc in the legend"])
def test_there_are_several_ways_back(stage, hands, way):
    sheet = stage.open(EIGHTH)
    sheet.take_keyboard()
    if way == "button":
        hands.click(sheet.head.back)
    elif way == "Backspace":
        hands.press("Backspace")
    else:
        sheet.standings.keys[PointStanding.OVERDUE].setFocus()
        hands.press("Esc")
    assert stage.page.list.isVisible()


def test_what_is_known_of_a_session_stands_above_its_points(stage):
    head = stage.open(EIGHTH).head
    assert "Session" in head.address.text()
    assert "8th of the" in head.address.text()
    assert "also called JEC" in head.address.text()
    plain = head.facts.text().replace("\u2068", "").replace("\u2069", "")
    assert plain.startswith("Held 10 Feb 2025, Minsk. Host: BY. Chairs: Aleksey Kushnarenko")


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("PK-BY/JEC-1/01", "Held 2015, day not stated. Not recorded: place, host, chairs."),
        (NINTH, "Planned: 2026, day not agreed, 39 days left. Host: PK. Not recorded: place."),
        ("PK-BY/SUM-2024-11/22", "Held 11 Apr 2025, done 42 to 69 days late. Not recorded: place."),
        ("PK-BY/JMC-8/17", "Planned: No date. Not recorded: place."),
        ("PK-BY/SUM-2024-11/02", "Text agreed; made 26 Nov 2024."),
    ],
)
def test_what_is_not_known_is_said_and_nothing_is_made_up(stage, ref, said):
    text = stage.open(ref).head.facts.text()
    assert text.replace("\u2068", "").replace("\u2069", "") == said


def test_the_legend_says_in_numbers_what_the_bar_draws(stage):
    standings = stage.open(EIGHTH).standings
    shown = [key.text() for key in standings.keys.values() if key.isVisible()]
    assert shown == ["24 no news", "2 overdue"]
    assert standings.bar.accessibleDescription() == "24 no news, 2 overdue"
    pieces = dict(standings.bar.pieces())
    assert pieces[PointStanding.SILENT].width() > 5 * pieces[PointStanding.OVERDUE].width()
    assert stage.page.counts() == "26 points, 2 overdue, 24 without news"


def test_a_piece_of_the_bar_filters_as_its_entry_in_the_legend_does(stage, qtbot, hands):
    sheet = stage.open(EIGHTH)
    piece = dict(sheet.standings.bar.pieces())[PointStanding.OVERDUE]
    hands.click(sheet.standings.bar, piece.center())
    assert stage.points == ["JMC-8/18", "JMC-8/23"]
    assert sheet.standings.keys[PointStanding.OVERDUE].isChecked()
    assert stage.page.counts() == "26 points, 2 shown, 2 overdue, 24 without news"
    hands.click(sheet.standings.keys[PointStanding.OVERDUE])
    assert len(stage.points) == 26 + 4


def test_points_are_filtered_by_who_owes_them(stage, hands):
    sheet = stage.open(EIGHTH)
    chip = sheet.findChild(type(stage.page.list.ahead), "session-owed-PK")
    other = sheet.findChild(type(stage.page.list.ahead), "session-owed-BY")
    hands.click(chip)
    assert "JMC-8/14" in stage.points
    assert "JMC-8/18" not in stage.points
    hands.click(other)
    assert not chip.isChecked()
    assert "JMC-8/18" in stage.points
    assert "JMC-8/14" not in stage.points


def test_filters_that_leave_nothing_say_so(stage, hands):
    sheet = stage.open(EIGHTH)
    chip = sheet.findChild(type(stage.page.list.ahead), "session-owed-PK")
    stage.run(lambda register: register.amend(stage.find("PK-BY/JMC-8/23"), owed_by="BY"))
    hands.click(chip)
    hands.click(sheet.standings.keys[PointStanding.OVERDUE])
    assert stage.points == []
    assert sheet.none.text() == "No point answers to these filters."
    assert sheet.none.isVisible()


def test_another_session_begins_without_the_filters_of_the_former(stage, hands):
    sheet = stage.open(EIGHTH)
    hands.click(sheet.standings.keys[PointStanding.OVERDUE])
    stage.open(VISIT)
    assert not sheet.wanted.set
    assert stage.points[:2] == ["SUM-2024-11/03", "SUM-2024-11/04"]


def test_several_points_are_selected_for_the_commands_of_the_window(stage):
    view = stage.open(EIGHTH).table
    for row in (0, 2, 3):
        index = view.table.index(row, 0)
        view.selectionModel().select(index, _FLAG.Select | _FLAG.Rows)
    wanted = [stage.find(f"PK-BY/JMC-8/{number}") for number in ("03", "05", "06")]
    assert stage.page.chosen == wanted
    assert stage.page.counts().endswith("3 selected")


def test_a_text_that_stands_in_two_parts_is_chosen_once(stage):
    view = stage.open(VISIT).table
    view.selectAll()
    assert len(stage.page.chosen) == len(set(stage.page.chosen)) == 24 + 1


def test_down_begins_with_the_first_point(stage, hands):
    stage.open(EIGHTH).take_keyboard()
    assert stage.said[-1] == stage.find(EIGHTH)
    hands.press("Down")
    assert stage.said[-1] == stage.find("PK-BY/JMC-8/03")
    hands.press("Down")
    assert stage.page.current == stage.find("PK-BY/JMC-8/04")


def test_enter_on_a_point_goes_on_in_the_detail(stage, qtbot, hands):
    stage.open(EIGHTH).take_keyboard()
    hands.press("Down")
    with qtbot.waitSignal(stage.page.detail_wanted):
        hands.press("Return")
    assert stage.page.current == stage.find("PK-BY/JMC-8/03")


def test_the_session_itself_can_be_stood_on_again(stage, hands):
    sheet = stage.open(EIGHTH)
    sheet.table.stand_on(stage.find("PK-BY/JMC-8/05"))
    hands.click(sheet.head.details)
    assert stage.said[-1] == stage.page.current == stage.find(EIGHTH)
    assert stage.page.chosen == []  # so that Delete does not take the whole session


def test_a_batch_is_folded_by_keyboard_and_by_mouse(stage, hands):
    view = stage.open(VISIT).table
    words = "15 texts announced, 14 identified, 1 not identified"
    row = stage.points.index(words)
    assert stage.points[row + 1] == "SUM-2024-11/03"
    view.setFocus()
    view.setCurrentIndex(view.table.index(row, 0))
    hands.press("Space")
    assert stage.points[row:] == [words, "Papers of the meeting", "SUM-2024-11/02"]
    rect = view.visualRect(view.table.index(row, 0))
    view.scrollTo(view.table.index(row, 0))
    rect = view.visualRect(view.table.index(row, 0))
    hands.click(view.viewport(), rect.center())
    assert stage.points[row + 1] == "SUM-2024-11/03"


def test_the_meetings_of_the_series_are_gone_through_by_its_buttons(stage, hands):
    head = stage.open(EIGHTH).head
    assert (head.before.text(), head.after.text()) == ("1st", "9th")
    hands.click(head.after)
    stage.settle()
    assert head.title.text() == "Ninth Joint Ministerial Commission"
    assert not head.after.isVisible()
    assert stage.said[-1] == stage.find(NINTH)


def test_a_session_without_points_says_so_and_takes_one(stage, qtbot, hands):
    sheet = stage.open(NINTH)
    assert sheet.none.text() == "No point is recorded as made here."
    assert not sheet.standings.isVisible()
    with qtbot.waitSignal(stage.page.new_point_wanted) as wanted:
        hands.click(sheet.head.add)
    assert wanted.args == [stage.find(NINTH)]
    assert stage.page.counts() == "No points"


def test_paragraphs_take_the_place_of_references_once_there_are_some(stage):
    view = stage.open(EIGHTH).table
    assert view.isColumnHidden(0)
    stage.run(lambda register: register.amend(stage.find("PK-BY/JMC-8/28"), paragraph="1.1"))
    assert not view.isColumnHidden(0)
    assert view.isColumnHidden(1)
    assert stage.points[0] == "JMC-8/28"


# What changes meanwhile


def test_a_change_elsewhere_keeps_the_selection_and_the_filter(stage, hands):
    sheet = stage.open(EIGHTH)
    sheet.table.stand_on(stage.find("PK-BY/JMC-8/18"))
    hands.click(sheet.standings.keys[PointStanding.OVERDUE])
    stage.run(
        lambda register: register.move(
            stage.find("PK-BY/JMC-8/23"), Status.FULFILLED, why="Signed in April."
        )
    )
    assert stage.points == ["JMC-8/18"]
    assert stage.page.current == stage.find("PK-BY/JMC-8/18")
    assert stage.page.counts().startswith("26 points, 1 shown, 1 overdue")


def test_a_note_makes_news_of_silence(stage):
    sheet = stage.open(EIGHTH)
    stage.run(lambda register: register.note(stage.find("PK-BY/JMC-8/03"), "Talks have begun."))
    assert sheet.standings.keys[PointStanding.NEWS].text() == "1 with news"
    assert sheet.standings.keys[PointStanding.NEWS].isVisible()


def test_a_point_that_goes_leaves_the_keyboard_at_its_place(stage, hands):
    sheet = stage.open(EIGHTH)
    sheet.take_keyboard()
    sheet.table.stand_on(stage.find("PK-BY/JMC-8/04"))
    stage.run(lambda register: register.discard([stage.find("PK-BY/JMC-8/04")]))
    assert stage.said[-1] == stage.find(EIGHTH)
    hands.press("Down")
    assert stage.page.current == stage.find("PK-BY/JMC-8/05")


def test_a_session_that_goes_into_the_bin_closes(stage):
    stage.open(NINTH)
    stage.run(lambda register: register.discard([stage.find(NINTH)]))
    assert stage.page.list.isVisible()
    assert "Ninth Joint Ministerial Commission" not in stage.texts


def test_a_session_that_is_not_there_shows_all_of_them(stage):
    stage.page.show_target(CommitmentId("f" * 20))
    stage.settle()
    assert stage.page.list.isVisible()
    assert stage.desk.refusal is None


def test_a_target_is_shown_when_the_page_is_first_seen(qtbot, sample_desk, look):
    page = Sessions(sample_desk, look)
    qtbot.addWidget(page)
    page.show_target(sample_desk.register.reader.find(EIGHTH))
    assert not sample_desk.asks
    page.show()
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert page.sheet.head.title.text() == "Eighth Joint Ministerial Commission"
    page.show_target(None)
    qtbot.waitUntil(lambda: not sample_desk.asks)
    assert page.list.isVisible()


def test_the_way_back_leads_to_all_sessions_though_they_were_never_read(
    qtbot, sample_desk, look, hands
):
    page = Sessions(sample_desk, look)
    qtbot.addWidget(page)
    page.resize(1000, 713)
    page.show_target(sample_desk.register.reader.find(EIGHTH))
    page.take_keyboard()
    with qtbot.waitActive(page):
        page.show()
    page.take_keyboard()
    qtbot.waitUntil(lambda: page.settled)
    assert page.sheet.table.hasFocus()
    hands.press("Esc")
    assert page.list.isVisible()  # not that there are none
    qtbot.waitUntil(lambda: page.settled)
    assert page.current == sample_desk.register.reader.find(EIGHTH)
    assert page.list.table.hasFocus()


def test_the_keyboard_waits_for_what_is_read(qtbot, sample_desk, look):
    page = Sessions(sample_desk, look)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    page.take_keyboard()
    qtbot.waitUntil(lambda: page.settled)
    assert page.list.table.hasFocus()
    assert page.lists() == (page.list.table, page.sheet.table)


def test_a_register_that_cannot_be_written_offers_nothing_to_write(
    qtbot, sample_path, opened, desk_on, look
):
    stage = Stage(qtbot, desk_on(opened(sample_path, read_only=True)), look)
    assert not stage.page.list.new.isEnabled()
    head = stage.open(EIGHTH).head
    assert not head.add.isVisible()
    assert not head.edit.isVisible()


# How it fits


@pytest.mark.parametrize("width", [660, 742, 1162, 1600])
def test_the_points_keep_their_names_readable_whatever_the_width(stage, width):
    stage.open(EIGHTH)
    stage.page.resize(width, 713)
    view = stage.page.sheet.table
    stage.bot.waitUntil(lambda: view.width() == width)
    shown = [
        column.key
        for place, column in enumerate(view.table.columns)
        if not view.isColumnHidden(place)
    ]
    assert {"ref", "commitment", "standing"} <= set(shown)
    assert ("lead" in shown) is (width > 1000)
    assert view.columnWidth(2) >= 200
    stage.bot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())


def test_mirrored_the_way_back_points_to_the_right(qtbot, sample_desk, look, qapp):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        stage = Stage(qtbot, sample_desk, look)
        sheet = stage.open(EIGHTH)
        head = sheet.head
        assert head.back.x() > head.add.x()
        pieces = [rect for _, rect in sheet.standings.bar.pieces()]
        assert pieces[0].left() > pieces[-1].left()
        sheet.table.stand_on(stage.find("PK-BY/JMC-8/05"))
        assert stage.page.chosen == [stage.find("PK-BY/JMC-8/05")]
        assert not stage.page.grab().isNull()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_every_control_has_a_name_for_screen_readers(stage):
    sheet = stage.open(EIGHTH)
    buttons = [each for each in sheet.findChildren(QPushButton) if each.isVisible()]
    assert buttons
    assert all(each.accessibleName() or each.text() for each in buttons)
    assert sheet.table.accessibleName() == "Points"
    assert stage.page.list.table.accessibleName() == "Sessions and visits"
    assert sheet.head.before.accessibleName().startswith("The meeting before: First Joint")


def test_a_name_of_markup_is_shown_as_it_is(stage):
    stage.run(lambda register: register.amend(stage.find(NINTH), title="<b>Ninth</b>"))
    head = stage.open(NINTH).head
    assert head.title.text() == "<b>Ninth</b>"
    assert head.title.textFormat() is Qt.TextFormat.PlainText


def test_a_series_without_meetings_is_there_by_its_name(bare):
    series = Series(id=SeriesId(new_id()), relation="PK-BY", name="Trade committee")
    bare.run(lambda register: register.add_series(series))
    [line] = bare.page.list.table.table.lines
    assert (line.kind, line.text) == (SpanKind.HEADING, "Trade committee")


def test_a_new_day_makes_points_overdue(qtbot, sample_path, opened, look, desk_on, clock):
    from dataclasses import replace
    from datetime import date

    day = [date(2025, 12, 31)]
    desk = desk_on(opened(sample_path, clock=replace(clock, today=lambda: day[0])))
    stage = Stage(qtbot, desk, look)
    stage.open(EIGHTH)
    assert stage.page.counts() == "26 points, 1 overdue, 25 without news"
    day[0] = date(2026, 1, 1)
    desk.day_changed.emit(day[0])
    stage.settle()
    assert stage.page.counts() == "26 points, 2 overdue, 24 without news"


def test_a_point_with_a_first_date_shows_it(stage):
    point = Commitment(
        id=CommitmentId(new_id()),
        ref="PK-BY/NEW/1",
        relation="PK-BY",
        kind=Kind.ACTION,
        title="A fresh point",
        owed_by="PK",
        origin=stage.find(NINTH),
    )
    stage.open(NINTH)
    stage.run(lambda register: register.propose(point, timing=Timing(edtf="2027")))
    assert stage.points == ["NEW/1"]
    view = stage.page.sheet.table
    due = [each.key for each in view.table.columns].index("due")
    assert view.table.index(0, due).data().startswith("2027")
    assert stage.page.counts() == "1 point, 1 without news"


def test_larger_text_gets_higher_rows_and_wider_references(stage, look):
    view = stage.open(EIGHTH).table
    height, width = view.rowHeight(0), view.columnWidth(1)
    look.resize_text(200)
    try:
        stage.settle()
        assert view.rowHeight(0) > height
        assert view.columnWidth(1) > 1.5 * width
    finally:
        look.resize_text(100)
    assert (view.rowHeight(0), view.columnWidth(1)) == (height, width)
