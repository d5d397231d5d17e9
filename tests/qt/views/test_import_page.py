"""The import page through the window: a messy table, its questions, taken over and taken back."""

from __future__ import annotations

import json
import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton

from app.domain.query import Query
from app.qt.models.import_lines import ImportLines
from app.qt.models.import_rows import Show
from app.qt.views.import_stages import Stage
from app.services.export_xlsx import export_xlsx
from app.services.intake.kept_maps import map_path
from app.services.intake.reading import read_tables
from tests.conftest import TODAY
from tests.services.inputs_filling import saved, sheets
from tests.services.intake.offices import xlsx

MATRIX = """Implementation matrix of the 8th JMC;;;;;
S.No;Para;Decision;Ministry/Agency;Timeline;Status
INDUSTRY;;;;;
1;3.1a;Assembly of tractors, phase two;MoIP / FBR;Q1 2026;Under process
2;3.99;Training centres;NAVTTC (lead), OP&HRD;by end of 2025;Implemented. Centre opened
3;3.98;Sending of experts;Minstry of Commerce;03/04/2026;Deferred
Total: 3;;;;;
"""


@pytest.fixture
def matrix(tmp_path):
    path = tmp_path / "matrix.csv"
    path.write_text(MATRIX, encoding="windows-1251")
    return path


@pytest.fixture
def settled(qtbot, window):
    """Wait until the page has read, compared and tried all it was asked to."""

    def wait():
        page = window.pages.page
        qtbot.waitUntil(lambda: page.settled and not window.pages.waits, timeout=10_000)
        return page

    return wait


@pytest.fixture
def opened_table(window, settled):
    """Read a file on the page and wait; says whose points these are."""

    def run(path, **said):
        window.tables.read(str(path))
        page = settled()
        if said:
            page.work.ask(**said)
            settled()
        return page

    return run


@pytest.fixture
def count(sample_desk):
    """How many commitments there are."""
    return lambda: sample_desk.register.reader.count(Query(), TODAY)


WHOLE = {"session": "PK-BY/JMC-8/01", "owed_by": "PK"}
ANSWERS = {
    "Timeline": "dmy",
    "Status@Deferred": "on hold",
    "Ministry/Agency@Minstry of Commerce": "Ministry of Commerce",
}


def cells(page):
    """What the table says, row by row, without the marks that keep directions apart."""
    table = page.grid.table
    return [
        [str(table.index(row, column).data()) for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def outcomes(page):
    return [(each.row, each.line.proposal.outcome.value) for each in page.grid.table.all]


def plain(text):
    return text.translate({0x2068: None, 0x2069: None})


def tick(button, hands, *keys):
    """Open the list under a button with the keyboard and tick values in it."""
    button.setFocus()
    hands.press("Space")
    hands.tick(*keys)
    hands.back_to(button.window())


def answer(hands, bot, window, words):
    """Press Enter on the row and take the answer of these words from its menu."""
    hands.press("Return")
    bot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    while menu.activeAction().text() != words:
        hands.press("Down")
    hands.press("Return")
    hands.back_to(window)


def test_a_messy_matrix_comes_in_by_the_keyboard_and_one_undo_takes_all_of_it_back(
    hands, qtbot, window, settled, matrix, count, places
):
    before = count()
    hands.press("Ctrl+I")
    dialog = window.findChild(QFileDialog, "import-table-dialog")
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.findChild(QLineEdit, "fileNameEdit").setText(str(matrix))
    dialog.findChild(QLineEdit, "fileNameEdit").setFocus()
    hands.press("Return")
    hands.back_to(window)
    qtbot.waitUntil(lambda: window.pages.key == "import")
    page = settled()
    tick(page.shown.head.settings.buttons["session"], hands, "PK-BY/JMC-8/01")
    settled()
    tick(page.shown.head.settings.buttons["owed"], hands, "PK")
    settled()
    assert outcomes(page) == [(4, "new"), (5, "new"), (6, "held")]
    assert page.grid.table.counts()[Show.ASKED] == 1

    hands.press("F6")
    assert page.grid.hasFocus()
    hands.press("Down", "Down")
    assert page.grid.current.row == 6
    for words in ("The first: day, month", "On hold", "Ministry of Commerce"):
        answer(hands, qtbot, window, words)
        settled()
    assert outcomes(page) == [(4, "new"), (5, "new"), (6, "new")]
    assert cells(page)[2][4] == "03 Apr 2026\nOn hold"
    assert plain(page.foot.take.text()) == "Take over 3 rows"

    page.foot.take.setFocus()
    hands.press("Return")
    qtbot.waitUntil(lambda: bool(page.shown.said.said))
    settled()
    assert page.shown.said.said == "3 rows came in."
    assert count() == before + 3
    [kept] = places.backups.glob("*-before-import-*")
    assert kept.stat().st_size
    assert {each for _, each in outcomes(page)} == {"unchanged"}

    page.shown.said.buttons[0].setFocus()
    hands.press("Return")
    settled()
    assert count() == before
    assert page.shown.said.said == ""
    assert {each for _, each in outcomes(page)} == {"new"}


TOLD = """Position as of 15.10.2026;;
Para;Decision;Progress
3.97;Tractors;Site chosen
3.98;Tyres;Contract signed
;Muhammad Aslam Khan, Chief of Section;
"""


@pytest.fixture
def told(tmp_path):
    path = tmp_path / "told.csv"
    path.write_text(TOLD, encoding="utf-8")
    return path


def test_the_day_that_a_table_tells_as_of_is_shown_and_can_be_said_otherwise(
    opened_table, settled, told, hands
):
    page = opened_table(told, **WHOLE)
    day = page.shown.head.settings.as_of
    assert day.line.text() == "15 Oct 2026"
    assert "Progress is told as of 15 Oct 2026" in page.findChild(QLabel, "import-notes").text()
    day.line.setFocus()
    hands.rewrite("1 Nov 2026")
    hands.press("Tab")
    settled()
    assert page.work.preview.plan.told_as_of == "2026-11-01"
    assert day.line.text() == "01 Nov 2026"


def test_a_table_that_tells_of_no_progress_has_no_day_to_say(opened_table, tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text("Para;Decision\n3.97;Tractors\n3.98;Tyres\n", encoding="utf-8")
    assert opened_table(path, **WHOLE).shown.head.settings.as_of.isHidden()


def test_a_name_under_a_table_is_asked_about_and_set_aside(opened_table, settled, told):
    page = opened_table(told, **WHOLE)
    page.grid.setCurrentIndex(page.grid.model().index(2, 0))
    (last,) = (each for each in page.grid.table.all if each.row == 5)
    page.shown.show_line(last)
    answers = page.panel.findChildren(QPushButton, "import-answer")
    assert [plain(each.text()) for each in answers] == ["Yes: it comes in", "No: set it aside"]
    answers[1].click()
    settled()
    assert [each.row for each in page.grid.table.all] == [3, 4]
    assert plain(page.shown.foot.aside.text()) == "3 set aside"


def test_the_file_stands_beside_what_is_read_and_nothing_is_written(opened_table, matrix, count):
    before = count()
    page = opened_table(matrix, **WHOLE)
    assert cells(page)[:2] == [
        ["New", "3.1a", "Assembly of tractors, phase two", "Q1 2026\nUnder process",
         "Q1 2026\nIn progress"],
        ["New", "3.99", "Training centres", "by end of 2025\nImplemented. Centre opened",
         "by 31 Dec 2025\nImplemented, day not known"],
    ]  # fmt: skip
    assert page.counts() == "2 new, 1 with a question"
    assert page.shown.head.settings.buttons["header"].accessibleName() == "Header in row: 2"
    assert page.shown.head.settings.buttons["delimiter"].accessibleName() == "Parted by: semicolon"
    assert page.shown.head.settings.said.line.text() == "10 Feb 2025"
    assert [plain(each.text()) for each in page.shown.head.columns.buttons][4] == "Timeline: Due"
    assert count() == before


def test_an_answer_in_the_panel_settles_its_question_in_every_row(
    hands, opened_table, settled, tmp_path
):
    path = tmp_path / "dates.csv"
    path.write_text(
        "Decision;Deadline\nSend the first list;03/04/2026\nSend the second list;05/06/2026\n"
    )
    page = opened_table(path)
    assert page.grid.table.counts()[Show.ASKED] == 2
    page.grid.stand_on(2)
    [first, _] = page.panel.questions.findChildren(QPushButton, "import-answer")
    first.setFocus()
    hands.press("Space")
    settled()
    assert page.grid.table.counts()[Show.ASKED] == 0
    assert [each[4].strip() for each in cells(page)] == ["03 Apr 2026", "05 Jun 2026"]
    assert page.panel.questions.isHidden()
    assert page.grid.hasFocus()


def test_a_second_import_shows_that_there_is_nothing_to_do(
    qtbot, opened_table, settled, matrix, count
):
    page = opened_table(matrix, answers=ANSWERS, **WHOLE)
    page.take_over()
    qtbot.waitUntil(lambda: bool(page.shown.said.said))
    settled()
    after = count()
    page = opened_table(matrix, answers=ANSWERS, **WHOLE)
    assert page.shown.said.said.startswith("Nothing to do")
    assert not page.foot.take.isEnabled()
    assert page.foot.take.accessibleName() == "Take over"
    page.take_over()
    settled()
    assert count() == after


def test_space_unticks_a_row_which_then_stays_out_and_stays_unticked(
    hands, qtbot, opened_table, settled, matrix, count
):
    before = count()
    page = opened_table(matrix, **WHOLE)
    page.grid.stand_on(4)
    page.grid.setFocus()
    hands.press("Space")
    assert plain(page.foot.take.text()) == "Take over 1 row"
    page.answer("Timeline", "dmy")
    settled()
    assert page.grid.table.accepted == {5}
    page.take_over()
    qtbot.waitUntil(lambda: bool(page.shown.said.said))
    settled()
    assert count() == before + 1
    assert page.shown.said.said == "1 row came in, 1 held back."


def test_a_click_ticks_where_the_tick_stands_in_both_directions(
    hands, opened_table, matrix, window
):
    page = opened_table(matrix, **WHOLE)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        rect = page.grid.visualRect(page.grid.table.index(0, 0))
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        spot = QPoint(rect.right() - 18 if mirrored else rect.left() + 18, rect.center().y())
        before = page.grid.table.lines[0].ticked
        QTest.mouseClick(
            page.grid.viewport(), Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier, spot,
        )  # fmt: skip
        assert page.grid.table.lines[0].ticked is not before


def test_what_came_in_is_shown_by_itself(qtbot, opened_table, settled, matrix):
    page = opened_table(matrix, **WHOLE)
    page.take_over()
    qtbot.waitUntil(lambda: bool(page.shown.said.said))
    settled()
    assert page.shown.said.said == "2 rows came in, 1 held back."
    page.shown.said.buttons[1].click()
    assert [each.row for each in page.grid.table.lines] == [4, 5]
    with qtbot.waitSignal(page.jumped) as jumped:
        page.panel.findChildren(QPushButton)[0].click()
    assert jumped.args == [page.grid.current.line.proposal.commitment]


def test_filters_show_the_rows_of_one_kind(hands, opened_table, matrix):
    page = opened_table(matrix, **WHOLE)
    shown = page.shown.head.filters.buttons
    assert [which for which, each in shown.items() if each.isVisible()] == [
        Show.ALL, Show.ASKED, Show.NEW,
    ]  # fmt: skip
    hands.click(shown[Show.ASKED])
    assert [each.row for each in page.grid.table.lines] == [6]
    assert page.grid.current.row == 6


def test_a_refused_file_says_why_in_one_sentence_on_the_page(hands, window, opened_table, tmp_path):
    path = tmp_path / "protocol.csv"
    path.write_bytes(b"%PDF-1.7 something")
    page = opened_table(path)
    said = [each.text() for each in page.shown.currentWidget().findChildren(QLabel)]
    assert any("“protocol.csv” is a PDF" in each for each in said)
    assert page.shown.currentWidget().buttons[0].hasFocus()
    hands.press("Return")
    dialog = window.findChild(QFileDialog, "import-table-dialog")
    assert dialog is not None
    dialog.reject()
    hands.back_to(window)


def test_a_reading_that_is_called_off_leaves_nothing_and_can_be_begun_again(
    qtbot, window, opened_table, settled, tmp_path
):
    path = tmp_path / "long.csv"
    rows = "".join(
        f"{number};Point {number} of a long list of decisions\n" for number in range(60_000)
    )
    path.write_text("Para;Decision\n" + rows)
    window.tables.read(str(path))
    page = window.pages.page
    with qtbot.waitSignal(page.work.called_off) as called:
        page.work.cancel()
    assert called.args == [Stage.READ]
    assert page.work.preview is None
    said = [each.text() for each in page.shown.currentWidget().findChildren(QLabel)]
    assert "Called off; nothing was written." in said


def test_a_mapping_said_by_hand_is_kept_for_the_next_table_like_it(
    hands, window, opened_table, settled, matrix, tmp_path, places
):
    page = opened_table(matrix, **WHOLE)
    column = page.shown.head.columns.buttons[5]
    tick(column, hands, "remarks")
    settled()
    assert plain(column.text()) == "Status: Remarks"
    assert page.grid.table.all[0].line.proposal.fields["remarks"] == "Under process"
    names = ["S.No", "Para", "Decision", "Ministry/Agency", "Timeline", "Status"]
    kept = json.loads(map_path(places.data, names).read_text(encoding="utf-8"))
    assert kept == {"columns": {"Status": "remarks"}}

    later = tmp_path / "matrix of March.csv"
    later.write_text(MATRIX, encoding="utf-8")
    page = opened_table(later, **WHOLE)
    assert plain(page.shown.head.columns.buttons[5].text()) == "Status: Remarks"
    page.maps.forget()
    settled()
    assert plain(page.shown.head.columns.buttons[5].text()) == "Status: Status"
    assert not map_path(places.data, names).exists()


def test_a_mapping_goes_into_a_file_and_comes_from_one(opened_table, settled, matrix, tmp_path):
    page = opened_table(matrix, **WHOLE)
    target = tmp_path / "map.json"
    page.maps.save(str(target))
    kept = json.loads(target.read_text(encoding="utf-8"))["columns"]
    assert kept["Timeline"] == "due"
    target.write_text(json.dumps({"Timeline": "", "Elsewhere": "remarks"}), encoding="utf-8")
    page.maps.load(str(target))
    settled()
    assert plain(page.shown.head.columns.buttons[4].text()) == "Timeline: left out"
    target.write_text("no json", encoding="utf-8")
    page.maps.load(str(target))
    assert "is no JSON" in page.shown.said.said


def test_a_title_and_a_date_are_mended_in_place(hands, opened_table, settled, tmp_path, count):
    path = tmp_path / "table.csv"
    path.write_text("Decision;Deadline\nSend teh list of exporters;soon enough\n;2026\n")
    page = opened_table(path)
    page.grid.stand_on(2)
    page.panel.fields["title"].editor.setFocus()
    hands.rewrite("Send the list of exporters")
    hands.press("Return")
    settled()
    assert page.grid.current.line.proposal.fields["title"] == "Send the list of exporters"
    page.panel.fields["due"].editor.setFocus()
    hands.rewrite("by 30 June 2026")
    hands.press("Return")
    settled()
    fields = page.grid.current.line.proposal.fields
    assert (fields["due"], fields["due_words"]) == ("[..2026-06-30]", "soon enough")
    page.grid.stand_on(3)
    assert page.grid.current.line.proposal.reason.endswith("there is no title.")
    page.panel.fields["title"].editor.setFocus()
    hands.rewrite("Name the contact points")
    hands.press("Return")
    settled()
    assert [each for _, each in outcomes(page)] == ["new", "new"]


CHANGES = """Ref;Decision;Due;Status
PK-BY/JMC-8/05;Joint assembly plant: energy-efficient tractors;by 30 June 2027;Under process
"""


def test_a_change_is_shown_field_by_field_and_no_side_is_written_that_no_row_says(
    opened_table, tmp_path
):
    path = tmp_path / "changes.csv"
    path.write_text(CHANGES)
    page = opened_table(path, owed_by="PK")
    [line] = page.grid.table.all
    assert [each.field for each in line.line.proposal.changes] == ["due", "status"]
    texts = [each.text() for each in page.panel.findChildren(QLabel)]
    assert "What changes" in texts
    assert "by 30 Jun 2027" in texts


def written_over(path, ref, title):
    """Write another title beside a reference into a workbook of ours."""
    held = sheets(path)
    for rows in held.values():
        for row in rows:
            if row and row[0] == ref:
                row[1] = title
    return saved(held, path.with_name("back.xlsx"))


def test_what_was_changed_here_since_the_file_was_made_stays_unless_it_is_asked_for(
    sample_desk, hands, opened_table, settled, tmp_path
):
    reader = sample_desk.register.reader
    identity = reader.find("PK-BY/JMC-8/05")
    path = tmp_path / "ours.xlsx"
    columns = ("ref", "title", "relation", "remarks")
    export_xlsx(reader, Query(), TODAY, columns, path)
    sample_desk.run(lambda register: register.amend(identity, title="Tractors, assembled here"))
    page = opened_table(path)
    assert page.grid.table.counts()[Show.CHANGED] == 0  # nobody touched the cell
    page = opened_table(written_over(path, "PK-BY/JMC-8/05", "Tractors, by both"))
    assert page.grid.table.counts()[Show.CHANGED] == 1
    page.shown.head.filters.buttons[Show.CHANGED].click()
    [line] = page.grid.table.lines
    assert (line.comes, line.ticked) == (False, False)
    texts = [each.text() for each in page.panel.findChildren(QLabel)]
    assert "Changed here since this file was made" in texts
    assert not page.foot.take.isEnabled()

    hands.click(page.shown.head.too, QPoint(8, page.shown.head.too.height() // 2))
    settled()
    assert [each.ticked for each in page.grid.table.lines] == [True]
    assert plain(page.foot.take.text()) == "Take over 1 row"


def test_more_than_a_fifth_of_the_register_asks_plainly_first(
    qtbot, sample_desk, opened_table, settled, tmp_path, count
):
    rows = sample_desk.register.reader.each_row(Query(), TODAY)
    refs = [each.ref for each in rows][: count() // 4]
    path = tmp_path / "many.csv"
    path.write_text("Ref,Decision,Remarks\n" + "".join(f"{each},x,Looked at\n" for each in refs))
    page = opened_table(path, columns={"Decision": ""})
    assert {each[1] for each in outcomes(page)} == {"changed"}  # a reference says which it is
    titles = {each.ref: each.title for each in sample_desk.register.reader.each_row(Query(), TODAY)}
    text = "".join(f'{each};"{titles[each].replace(chr(34), "")}";Looked at\n' for each in refs)
    path.write_text("Ref;Decision;Remarks\n" + text, encoding="utf-8")
    page = opened_table(path)
    page.take_over()
    qtbot.waitUntil(lambda: "over a fifth" in page.shown.said.said)
    settled()
    assert sample_desk.register.store.next_undo() is None
    page.shown.said.buttons[0].click()
    qtbot.waitUntil(lambda: "came in" in page.shown.said.said)
    settled()
    assert page.shown.said.said == f"{len(refs)} rows came in."
    assert "rows of many.csv" in sample_desk.register.store.next_undo()


def test_a_table_is_pasted_from_the_clipboard(hands, window, settled):
    QGuiApplication.clipboard().setText("Decision\tDeadline\nSend the list\t2026\n")
    hands.press("Ctrl+Shift+V")
    page = settled()
    assert window.pages.key == "import"
    assert [each[2] for each in cells(page)] == ["Send the list"]


def test_a_file_that_is_dropped_is_read(window, settled, matrix):
    from app.qt.views.dropped import dropped_files

    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(matrix))])
    assert dropped_files(held) == (str(matrix),)
    window.tables.drop(dropped_files(held))
    assert len(settled().grid.table.all) == 3
    held.setUrls([QUrl("https://example.org/matrix.csv")])
    assert dropped_files(held) == ()


def test_of_files_dropped_together_each_waits_its_turn(window, settled, matrix, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("Title,Due date\nSecond file,2027\n", encoding="utf-8")
    window.tables.drop((str(matrix), str(other)))
    page = settled()
    assert len(page.grid.table.all) == 3
    assert page.foot.following.text().strip("\u2068\u2069") == "Next file, 1 left"
    page.foot.following.click()
    assert [each.line.proposal.fields["title"] for each in settled().grid.table.all] == [
        "Second file"
    ]
    assert not page.foot.following.isVisible()


def test_a_file_that_is_refused_does_not_keep_the_next_from_its_turn(
    hands, window, settled, matrix, tmp_path
):
    bad, other = tmp_path / "bad.xlsx", tmp_path / "other.csv"
    bad.write_bytes(b"PK\x03\x04 half of it")
    other.write_text("Title,Due date\nSecond file,2027\n", encoding="utf-8")
    window.tables.drop((str(matrix), str(bad), str(other)))
    page = settled()
    assert not page.shown.instead.isVisible()
    page.foot.following.click()
    settled()
    assert page.shown.instead.isVisible()
    assert page.shown.instead.hasFocus()
    assert page.shown.instead.text().strip("\u2068\u2069") == "Next file, 1 left"
    hands.press("Space")
    assert [each.line.proposal.fields["title"] for each in settled().grid.table.all] == [
        "Second file"
    ]


def test_other_tables_of_a_file_are_named_and_a_marking_above_is_asked_about(
    hands, opened_table, settled, tmp_path
):
    path = tmp_path / "book.xlsx"

    def fill(book):
        for name in ("Trade", "Health"):
            sheet = book.add_worksheet(name)
            sheet.write(0, 0, "SECRET")
            sheet.write_row(1, 0, ["Ref", "Decision", "Deadline"])
            sheet.write_row(2, 0, [f"{name}/1", f"{name} point", "2027"])

    path.write_bytes(xlsx(fill))
    page = opened_table(path)
    notes = page.shown.head.findChild(QLabel, "import-notes").text()
    assert "Other tables of this file, not read now: “Health” (3 rows)." in notes
    (line,) = page.grid.table.all
    assert line.asks
    page.answer("@marking", "marked")
    (line,) = settled().grid.table.all
    assert (line.ticked, line.line.proposal.fields["classification"]) == (True, "SECRET")


def test_a_day_that_is_none_is_refused_beside_its_field_and_another_counts(
    hands, opened_table, settled, tmp_path
):
    path = tmp_path / "table.csv"
    path.write_text("Decision;Deadline\nSend the list of exporters;within 30 days\n")
    page = opened_table(path)
    line = page.shown.head.settings.said.line
    line.setFocus()
    hands.rewrite("2025")
    hands.press("Return")
    assert "This needs one day." in [
        each.text() for each in page.shown.head.settings.said.findChildren(QLabel)
    ]
    hands.rewrite("10 Feb 2025")
    hands.press("Return")
    settled()
    assert cells(page)[0][4].strip() == "by 12 Mar 2025"


def test_the_empty_page_says_what_to_do(hands, window, settled):
    window.go("import")
    page = settled()
    assert page.shown.currentWidget().accessibleName() == "No table to look at yet"
    window.actions_by_name["list"].trigger()
    assert page.shown.currentWidget().buttons[0].hasFocus()


def test_another_answer_replaces_what_is_under_way(opened_table, settled, matrix):
    page = opened_table(matrix, **WHOLE)
    for key, value in ANSWERS.items():
        page.answer(key, value)
    settled()
    assert outcomes(page)[2] == (6, "new")


def test_whatever_changes_in_the_register_is_compared_anew(
    sample_desk, opened_table, settled, qtbot, tmp_path
):
    path = tmp_path / "changes.csv"
    path.write_text(CHANGES)
    page = opened_table(path)
    reader = sample_desk.register.reader
    sample_desk.run(
        lambda register: register.amend(reader.find("PK-BY/JMC-8/05"), title="Tractors, assembled")
    )
    qtbot.waitUntil(lambda: len(page.grid.table.all[0].line.proposal.changes) == 3)
    settled()
    assert page.grid.table.all[0].line.proposal.changes[0].now == "Tractors, assembled"


def test_of_several_pairs_of_countries_one_has_to_be_named(
    hands, window, sample_desk, settled, matrix
):
    sample_desk.run(lambda register: register.add_relation("PK-KZ", "Pakistan", "Kazakhstan"))
    sample_desk.look_at("")
    window.tables.read(str(matrix))
    page = settled()
    assert page.shown.said.said.startswith("Say of which pair of countries this is")
    assert not page.foot.take.isEnabled()
    tick(page.shown.head.settings.buttons["relation"], hands, "PK-BY")
    settled()
    assert [each for _, each in outcomes(page)] == ["new", "new", "held"]
    assert page.shown.said.said == ""


def test_what_is_no_row_is_listed_with_its_reason(opened_table, matrix):
    page = opened_table(matrix)
    assert page.foot.aside.isVisible()
    page.foot.aside.click()
    notes = page.findChild(QLabel, "import-notes").text()
    assert "Row 1: a title  Implementation matrix of the 8th JMC" in notes
    assert "Row 3: the heading of a section  INDUSTRY" in notes


def test_letters_that_do_not_fit_are_refused_and_the_table_is_not_taken_as_it_was(
    hands, opened_table, settled, tmp_path
):
    path = tmp_path / "russian.csv"
    path.write_text("Пункт;Мероприятие\n3.1;Поставка тракторов\n", encoding="windows-1251")
    page = opened_table(path)
    assert cells(page)[0][2] == "Поставка тракторов"
    tick(page.shown.head.settings.buttons["encoding"], hands, "utf-8")
    settled()
    assert "“russian.csv”" in page.shown.said.said
    assert not page.foot.take.isEnabled()
    tick(page.shown.head.settings.buttons["encoding"], hands, "koi8-r")
    settled()
    assert page.shown.said.said == ""
    assert cells(page)[0][2] != "Поставка тракторов"


def test_two_columns_are_never_one_field(opened_table, settled, matrix):
    page = opened_table(matrix, **WHOLE)
    page.maps.say("Status", "title")
    settled()
    fields = {each.name: each.field for each in page.work.preview.plan.draft.columns}
    assert (fields["Status"], fields["Decision"]) == ("title", "")
    page.maps.say("Decision", "title")
    settled()
    fields = {each.name: each.field for each in page.work.preview.plan.draft.columns}
    assert (fields["Status"], fields["Decision"]) == ("status", "title")


def test_ten_thousand_rows_are_shown_and_narrowed_at_once(qtbot, look, sample_desk, tmp_path):
    from app.qt.views.import_grid import ImportGrid
    from app.services.intake.importing import Wanted
    from app.services.intake.previewing import previewed

    path = tmp_path / "long.csv"
    rows = "".join(
        f"{number};Point {number} of a long list;{2020 + number % 9}\n" for number in range(10_000)
    )
    path.write_text("Para;Decision;Deadline\n" + rows)
    preview = previewed(sample_desk.register.reader, read_tables(path), Wanted(), TODAY)
    grid = ImportGrid(look, lambda: TODAY)
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    grid.show_preview(preview.lines)
    grid.grab()
    begun = time.perf_counter()
    grid.narrow(Show.NEW)
    grid.stand_on(9_000)
    grid.table.toggle([5])
    grid.grab()
    assert time.perf_counter() - begun < 0.5
    assert len(grid.table.accepted) == 9_999


def test_the_model_keeps_its_promises(qtmodeltester, sample_desk, matrix):
    from app.services.intake.importing import Wanted
    from app.services.intake.previewing import previewed

    preview = previewed(sample_desk.register.reader, read_tables(matrix), Wanted(**WHOLE), TODAY)
    model = ImportLines(lambda: TODAY)
    model.show_preview(preview.lines)
    qtmodeltester.check(model, force_py=True)
    spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Row 4. New. ticked. Assembly of tractors, phase two.")


def test_a_register_that_is_only_read_takes_no_table(shown, sample_path, opened, desk_on):
    window = shown(desk_on(opened(sample_path, read_only=True)))
    assert not window.actions_by_name["import-table"].isEnabled()
    assert not window.actions_by_name["paste-table"].isEnabled()


def looked_at(page, row):
    """Show a row of the table in the panel; returns what the panel says."""
    (line,) = (each for each in page.grid.table.all if each.row == row)
    page.shown.show_line(line)
    return " | ".join(plain(each.text()) for each in page.panel.findChildren(QLabel))


DONE = """Ref;Decision;Deadline;Status;Completed on
K/1;Pay tolls;30.06.2025;Implemented;
K/2;Open a road;30.06.2025;Implemented;15.05.2025
K/3;Build a bridge;30.06.2027;Pending;
"""


def test_a_row_shows_on_which_day_it_was_done_or_that_this_is_not_known(opened_table, tmp_path):
    path = tmp_path / "done.csv"
    path.write_text(DONE, encoding="utf-8")
    page = opened_table(path, **WHOLE)
    assert [plain(each[4]).partition("\n")[2] for each in cells(page)] == [
        "Implemented, day not known",
        "Implemented, 15 May 2025",
        "Open",
    ]
    assert "Implemented, day not known" in looked_at(page, 2)
    assert "Completed on" in looked_at(page, 3)


COUNTRIES = """Ref;Decision;Responsible;Owed by
K/1;Make a thing;Bellesbumprom;Belarus
K/2;Make another;Sigma Works;both
"""


def test_the_country_of_a_new_agency_is_shown_and_is_for_the_officer_to_say(
    opened_table, settled, tmp_path
):
    path = tmp_path / "new.csv"
    path.write_text(COUNTRIES, encoding="utf-8")
    page = opened_table(path, **WHOLE)
    assert "it would be of BY" in looked_at(page, 2)
    page.work.ask(answers={"Responsible@unknown": "new"})
    settled()
    assert "Bellesbumprom” is not in the register yet and would be added, of BY" in looked_at(
        page, 2
    )
    looked_at(page, 3)
    buttons = page.panel.findChildren(QPushButton, "import-answer")
    assert [plain(each.text()) for each in buttons] == [
        "Another one: add it, of PK",
        "Another one: add it, of BY",
        "None: leave it out",
    ]
    buttons[1].click()
    settled()
    assert "Sigma Works” is not in the register yet and would be added, of BY" in looked_at(page, 3)


def test_a_reference_that_looks_like_one_of_the_register_is_asked_about(
    opened_table, settled, tmp_path
):
    path = tmp_path / "refs.csv"
    path.write_text("Ref;Decision\nРK-BY/JMC-8/12;x\npk-by/jmc-8/09;y\n", encoding="utf-8")
    page = opened_table(path, **WHOLE)
    assert outcomes(page) == [(2, "held"), (3, "changed")]
    looked_at(page, 2)
    buttons = page.panel.findChildren(QPushButton, "import-answer")
    assert [plain(each.text()) for each in buttons] == [
        "PK-BY/JMC-8/12",
        "Another one: as it is written",
    ]
    buttons[0].click()
    settled()
    assert outcomes(page) == [(2, "changed"), (3, "changed")]
