"""The page of the reports: each at once, what is chosen of it, what leaves the window."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton

from app.domain.reports.look import Paper
from app.domain.reports.request import TAKES, ReportName, Request, Wish
from app.qt.models.reports import report_lines
from app.qt.views.report_output import ReportOutput
from app.qt.views.reports_memory import ReportsMemory
from app.services.reports.catalogue import made
from app.services.reports.usual import usual


@pytest.fixture
def reader(sample_desk):
    return sample_desk.register.reader


@pytest.fixture
def open_report(window, qtbot):
    """Go to a report by its key and wait until it stands."""

    def go(key="carry-over"):
        window.go(key)
        page = window.pages.page
        qtbot.waitUntil(lambda: page.settled and page.report is not None)
        return page

    return go


@pytest.fixture
def report(open_report):
    """The page of the reports, on the follow-up between its usual sessions."""
    return open_report()


def document(page):
    return page.report.document


def pick(page, wish, words):
    """Choose by words, as the list of a choice does."""
    box = page.sheet.choices.boxes[wish]
    place = box.findText(words)
    assert place >= 0, [box.itemText(each) for each in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def pick_language(page, code):
    box = page.sheet.choices.language
    box.setCurrentIndex(box.findData(code))
    box.activated.emit(box.currentIndex())


# --- which there are ------------------------------------------------------------------------------


def test_every_report_has_a_name_a_purpose_and_a_command(window):
    lines = report_lines()
    assert [each.name for each in lines] == list(ReportName)
    for each in lines:
        action = window.actions_by_name[each.name.value]
        assert action.text().replace("&", "") == each.title
        assert each.purpose


@pytest.mark.parametrize("name", ReportName, ids=str)
def test_every_report_appears_at_once_with_nothing_chosen(open_report, name, reader, sample_desk):
    page = open_report(name.value)
    today = sample_desk.today
    wanted = usual(reader, Request(name=name), sample_desk.relation, today)
    assert page.report.request == wanted
    assert page.sheet.view.pages.document == made(reader, wanted, today).document
    assert page.sheet.save.isEnabled()


@pytest.mark.parametrize("name", ReportName, ids=str)
def test_only_what_a_report_takes_can_be_chosen(open_report, name):
    page = open_report(name.value)
    seen = {wish for wish, part in page.sheet.choices.parts.items() if part.isVisible()}
    assert seen == TAKES[name] - {Wish.RELATION}


def test_up_and_down_show_one_report_after_the_other(report, hands, qtbot):
    report.take_keyboard()
    hands.press("Down")
    qtbot.waitUntil(lambda: report.settled and report.report.request.name is ReportName.BRIEF)
    assert report.sheet.heading.text() == "Brief"
    hands.press("Up")
    qtbot.waitUntil(lambda: report.report.request.name is ReportName.CARRY_OVER)


def test_a_click_shows_a_report(report, hands, qtbot):
    view = report.list.view
    place = view.model().position_of(ReportName.OWED)
    hands.click(view.viewport(), view.visualRect(view.model().index(place, 0)).center())
    qtbot.waitUntil(lambda: report.settled and report.report.request.name is ReportName.OWED)


def test_a_screen_reader_hears_what_a_report_is_for(report):
    index = report.list.model.index(1, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Brief. For a visit, session, sector or agency"


def test_the_command_of_a_report_leads_there_from_another_report(report, window, qtbot):
    window.actions_by_name["owed"].trigger()
    qtbot.waitUntil(lambda: report.settled and report.report.request.name is ReportName.OWED)
    window.actions_by_name["carry-over"].trigger()
    qtbot.waitUntil(lambda: report.report.request.name is ReportName.CARRY_OVER)
    window.actions_by_name["back"].trigger()
    assert window.pages.key == "commitments"


def test_the_palette_offers_each_report_by_its_name(window, hands, qtbot):
    hands.press("Ctrl+K")
    hands.write("handover")
    hands.press("Return")
    qtbot.waitUntil(lambda: window.pages.key == "reports")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.report is not None)
    assert page.report.request.name is ReportName.HANDOVER


# --- what is chosen -------------------------------------------------------------------------------


def test_the_follow_up_begins_with_the_session_held_last_that_has_a_next_one(report):
    boxes = report.sheet.choices.boxes
    assert boxes[Wish.MEETING].currentText() == "Eighth Joint Ministerial Commission"
    assert boxes[Wish.UNTIL].currentText() == "Ninth Joint Ministerial Commission"
    assert report.counts() == f"26 entries, page 1 of {len(report.sheet.view.pages)}"


def test_another_language_and_paper_are_shown_at_once(report, qtbot):
    pick_language(report, "ru")
    qtbot.waitUntil(lambda: report.settled and document(report).language == "ru")
    assert report.sheet.view.pages.text(0).startswith("Ход исполнения решений")
    paper = report.sheet.choices.paper
    paper.setCurrentText("Letter")
    paper.activated.emit(1)
    qtbot.waitUntil(lambda: report.settled and report.sheet.view.pages.paper is Paper.LETTER)


def test_the_language_holds_for_every_report(report, open_report, qtbot):
    pick_language(report, "ur")
    qtbot.waitUntil(lambda: report.settled and document(report).language == "ur")
    open_report("owed")
    assert document(report).language == "ur"


def test_a_copy_for_the_other_side_is_a_tick_away_and_says_what_it_leaves_out(
    report, reader, sample_desk, qtbot
):
    point = reader.find("JMC-8/05")
    sample_desk.run(lambda register: register.amend(point, classification="Restricted"))
    qtbot.waitUntil(lambda: report.settled and report.report.marked == 1)
    assert report.sheet.said.text() == "Internal: 1 of its points are marked."
    report.sheet.choices.ticks[Wish.SHARED].click()
    qtbot.waitUntil(lambda: report.settled and report.report.request.shared)
    assert report.sheet.said.text() == "1 marked point is left out, and everything internal."
    assert "1 marked left out" in report.counts()
    pages = report.sheet.view.pages
    assert "Proposed" not in "".join(pages.text(each) for each in range(len(pages)))


def test_what_makes_no_sense_is_said_where_the_pages_stand_and_can_be_put_right(report, qtbot):
    pick(report, Wish.UNTIL, "Eighth Joint Ministerial Commission")
    qtbot.waitUntil(lambda: report.settled and report.report is None)
    refusal = report.sheet.refusal
    assert refusal.isVisible()
    assert refusal.accessibleDescription().startswith("A session cannot follow up its own points.")
    assert not report.sheet.save.isEnabled()
    assert report.counts() == ""
    pick(report, Wish.UNTIL, "Ninth Joint Ministerial Commission")
    qtbot.waitUntil(lambda: report.settled and report.report is not None)
    assert report.sheet.view.isVisible()
    assert report.sheet.save.isEnabled()


def test_a_brief_is_about_one_thing(open_report, reader, qtbot):
    page = open_report("brief")
    boxes = page.sheet.choices.boxes
    assert boxes[Wish.MEETING].currentText() == "Ninth Joint Ministerial Commission"
    pick(page, Wish.SECTOR, "health")
    qtbot.waitUntil(lambda: page.settled and page.report.request.sector == "health")
    assert page.report.request.meeting is None
    assert boxes[Wish.MEETING].currentText() == "No session or visit"
    pick(page, Wish.AGENCY, "MoIP")
    qtbot.waitUntil(lambda: page.settled and page.report.request.agency is not None)
    assert page.report.request.sector == ""


def test_a_brief_may_be_about_everything(open_report, qtbot):
    page = open_report("brief")
    pick(page, Wish.MEETING, "No session or visit")
    qtbot.waitUntil(lambda: page.settled and page.report.request.meeting is None)
    assert page.report.request.given == frozenset()


def test_changes_are_told_from_the_day_that_is_typed(open_report, hands, qtbot):
    page = open_report("changed-since")
    since = page.sheet.choices.days[Wish.SINCE]
    assert since.text() == "2026-10-23"
    since.setFocus()
    hands.rewrite("1 Nov 2026")
    hands.press("Return")
    qtbot.waitUntil(lambda: page.settled and page.report.request.since == "2026-11-01")


def test_what_is_no_day_is_said_and_the_report_stays(open_report, hands, qtbot):
    page = open_report("changed-since")
    before = page.report
    page.sheet.choices.days[Wish.SINCE].setFocus()
    hands.rewrite("2026")
    hands.press("Return")
    assert page.sheet.said.text() == "Say a single day, or the register version of a report."
    assert page.report is before


def test_another_pair_of_countries_brings_its_own_report(report, window, sample_desk, qtbot):
    sample_desk.register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    sample_desk.look_at("PK-KZ")
    qtbot.waitUntil(lambda: report.settled and report.report is None)
    assert "No session is recorded" in report.sheet.refusal.accessibleDescription()
    sample_desk.look_at("PK-BY")
    qtbot.waitUntil(lambda: report.settled and report.report is not None)


def test_a_newer_question_takes_the_place_of_an_older_one(report, qtbot):
    heard = []
    report.counted.connect(lambda: heard.append(document(report).language))
    for code in ("ru", "ur", "en", "ru"):
        pick_language(report, code)
    qtbot.waitUntil(lambda: report.settled and document(report).language == "ru")
    assert "ur" not in heard


# --- from a session -------------------------------------------------------------------------------


@pytest.fixture
def eighth(window, reader, qtbot):
    """The page of the eighth session."""
    window.go("sessions")
    page = window.pages.page
    page.show_target(reader.find("JMC-8/01"))
    qtbot.waitUntil(lambda: page.settled and page.sheet.sheet is not None)
    return page


@pytest.mark.parametrize(("button", "name"), [
    ("session-follow-up", ReportName.CARRY_OVER), ("session-brief", ReportName.BRIEF),
])  # fmt: skip
def test_escape_leads_back_to_the_session(eighth, window, hands, qtbot, button, name):
    hands.click(eighth.findChild(QPushButton, button))
    page = window.pages.page
    qtbot.waitUntil(lambda: page.name == "reports" and page.settled)
    assert page.report.request.name is name
    assert page.sheet.back.isVisible()
    hands.press("Esc")
    qtbot.waitUntil(lambda: window.pages.page.name == "sessions")
    qtbot.waitUntil(lambda: window.pages.page.settled)
    assert window.pages.page.sheet.sheet.line.ordinal == 8


def test_gone_to_otherwise_there_is_no_way_back_to_a_session(report, window, hands):
    assert not report.sheet.back.isVisible()
    report.take_keyboard()
    hands.press("Esc")
    assert window.pages.page is report


def test_where_there_is_no_session_it_is_said_what_to_do(shown, desk, qtbot, hands):
    window = shown(desk)
    window.go("carry-over")
    page = window.pages.page
    qtbot.waitUntil(lambda: page.settled and page.sheet.refusal.isVisible())
    assert not page.sheet.choices.isVisible()
    hands.click(page.sheet.refusal.buttons[0])
    assert window.pages.page.name == "sessions"


# --- what leaves the window -----------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["pdf", "docx", "html", "csv"])
def test_it_is_saved_as_the_ending_says(report, qtbot, tmp_path, ending):
    target = tmp_path / f"report.{ending}"
    with qtbot.waitSignal(report.output.told):
        report.output.save_to(report.sheet.view.pages, target)
    assert target.stat().st_size > 1_000
    assert report.sheet.said.text() == f"Saved as {target.name}."


def test_what_cannot_be_written_is_said(report, qtbot, tmp_path):
    with qtbot.waitSignal(report.output.refused):
        report.output.save_to(report.sheet.view.pages, tmp_path / "nowhere" / "report.pdf")
    assert "there is no folder" in report.sheet.said.text()


def test_the_menu_exports_and_prints_the_report_that_is_shown(report, window, hands, qtbot):
    assert window.actions_by_name["export"].isEnabled()
    assert window.actions_by_name["print"].isEnabled()
    hands.press("Ctrl+E")
    dialog = window.findChild(QFileDialog, "report-save-dialog")
    assert dialog.selectedFiles()[0].endswith("follow-up-JMC-8-01-2026-11-22.pdf")
    dialog.close()
    window.go("sources")
    assert not window.actions_by_name["export"].isEnabled()
    assert not window.actions_by_name["print"].isEnabled()


def test_a_printer_gets_the_pages_it_was_asked_for(report, tmp_path, qtbot, settings):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 2)
    output = ReportOutput(ReportsMemory(settings, tmp_path), report)
    with qtbot.waitSignal(output.told) as told:
        output.print_on(printer, report.sheet.view.pages)
    assert told.args == ["1 page went to the printer."]
    assert (tmp_path / "printed.pdf").stat().st_size > 1_000


# --- the pages ------------------------------------------------------------------------------------


def test_the_keyboard_goes_through_the_pages_and_changes_their_size(report, hands):
    view = report.sheet.view
    view.setFocus()
    assert view.first_in_sight == 1
    hands.press("PgDown")
    assert view.first_in_sight == 2
    hands.press("End")
    assert view.first_in_sight >= len(view.pages) - 1
    hands.press("Home")
    before = view.page_size.width()
    hands.press("-")
    assert view.page_size.width() < before
    hands.press("0")
    assert view.page_size.width() == before


def test_the_page_read_again_after_a_change_stays_where_it_was(report, sample_desk, reader, qtbot):
    view = report.sheet.view
    view.verticalScrollBar().setValue(300)
    before = view.pages
    point = reader.find("JMC-8/05")
    sample_desk.run(lambda register: register.note(point, "The plant works."))
    qtbot.waitUntil(lambda: report.settled and view.pages is not before)
    assert view.verticalScrollBar().value() == 300


def test_a_screen_reader_hears_what_stands_on_the_first_page(report):
    view = report.sheet.view
    assert view.accessibleName().startswith("From")
    assert "JMC-8/03" in view.accessibleDescription()


# --- what is remembered ---------------------------------------------------------------------------


def test_what_was_chosen_last_is_there_in_the_next_window(
    open_report, window, shown, opened, desk_on, sample_path, qtbot
):
    page = open_report("owed")
    pick_language(page, "ru")
    pick(page, Wish.AGENCY, "MoIP")
    qtbot.waitUntil(lambda: page.settled and page.report.request.agency is not None)
    chosen = page.report.request
    window.close()
    again = shown(desk_on(opened(sample_path)))
    again.go("reports")
    page = again.pages.page
    qtbot.waitUntil(lambda: page.settled and page.report is not None)
    assert page.report.request == chosen


def test_a_copy_for_the_other_side_a_day_and_a_quarter_are_asked_for_anew(settings, tmp_path):
    memory = ReportsMemory(settings, tmp_path / "one")
    for name, more in (
        (ReportName.CARRY_OVER, {"shared": True}),
        (ReportName.CHANGED_SINCE, {"since": "2026-01-01"}),
        (ReportName.QUARTERLY_RETURN, {"quarter": "2026-Q1"}),
    ):
        memory.keep(replace(Request(name=name), **more), "", Paper.A4)
        assert memory.request(name, "").given == frozenset()


def test_what_was_chosen_for_one_pair_of_countries_is_not_chosen_for_another(settings, tmp_path):
    memory = ReportsMemory(settings, tmp_path / "one")
    memory.keep(Request(name=ReportName.OWED, unmarked=True), "PK-BY", Paper.A4)
    assert memory.request(ReportName.OWED, "PK-BY").unmarked
    assert memory.request(ReportName.OWED, "PK-KZ") is None


def test_each_register_has_its_own_memory_and_old_ones_are_forgotten(settings, tmp_path):
    for number in range(25):
        memory = ReportsMemory(settings, tmp_path / str(number))
        memory.keep(Request(name=ReportName.OWED), "", Paper.LETTER)
    assert ReportsMemory(settings, tmp_path / "24").report is ReportName.OWED
    assert ReportsMemory(settings, tmp_path / "0").report is ReportName.CARRY_OVER
    assert len(json.loads(settings.value("reports/chosen"))) == 20


@pytest.mark.parametrize("kept", ["", "no JSON", "[]", '{"x": 1}', '{"PATH": {"report": 7}}'])
def test_settings_that_hold_something_else_are_passed_over(tmp_path, kept):
    settings = QSettings(str(tmp_path / "odd.ini"), QSettings.Format.IniFormat)
    settings.setValue("reports/chosen", kept.replace("PATH", str(tmp_path / "one")))
    memory = ReportsMemory(settings, tmp_path / "one")
    assert memory.report is ReportName.CARRY_OVER
    assert memory.request(ReportName.BRIEF, "") is None
    assert (memory.language, memory.paper, memory.since()) == ("en", Paper.A4, "")


def test_the_next_report_of_changes_begins_with_the_day_of_the_last_one(
    open_report, qtbot, tmp_path, window, shown, opened, desk_on, sample_path
):
    page = open_report("changed-since")
    with qtbot.waitSignal(page.output.told):
        page.output.save_to(page.sheet.view.pages, tmp_path / "changes.html")
    window.close()
    again = shown(desk_on(opened(sample_path)))
    again.go("changed-since")
    page = again.pages.page
    qtbot.waitUntil(lambda: page.settled and page.report is not None)
    assert page.report.request.since == "2026-11-22"
