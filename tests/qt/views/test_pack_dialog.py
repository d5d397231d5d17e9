"""The briefing pack by hand: what is proposed, what comes out, calling it off."""

from __future__ import annotations

import json
import zipfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.domain.reports.request import ReportName, Request
from app.qt.views.pack_dialog import PackDialog
from app.services.reports.pack_plan import USUAL


@pytest.fixture
def reader(sample_desk):
    return sample_desk.register.reader


@pytest.fixture
def asking(sample_desk, look, qtbot):
    """Open the dialog beside a report and wait for what it offers."""
    made = []

    def go(request):
        dialog = PackDialog(sample_desk, look, request)
        qtbot.addWidget(dialog)
        made.append(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        dialog.open()
        qtbot.waitUntil(lambda: dialog.about.count() > 1)
        return dialog

    yield go
    for each in made:
        each.work.stop()


@pytest.fixture
def minsk(asking, reader):
    return asking(Request(name=ReportName.BRIEF, meeting=reader.find("VIS-2025-04/01")))


def choose(dialog, kind):
    button = next(each for each in dialog.kinds.buttons() if each.property("kind") == kind)
    button.setChecked(True)


def made(dialog, target, qtbot):
    with qtbot.waitSignal(dialog.made, timeout=30_000):
        dialog.make_at(str(target))
    return dialog.said.text()


def test_what_the_report_is_about_is_proposed(minsk, reader):
    assert minsk.asked.meeting == reader.find("VIS-2025-04/01")
    assert minsk.asked.reports == USUAL
    assert minsk.kind == "pdf"


def test_beside_a_report_about_nothing_the_next_meeting_is_proposed(asking, reader):
    dialog = asking(Request(name=ReportName.HANDOVER))
    assert dialog.asked.meeting == reader.find("JMC-8/30")


def test_a_sector_and_an_agency_are_proposed_too(asking, reader):
    assert asking(Request(name=ReportName.BRIEF, sector="health")).asked.sector == "health"
    [drap] = reader.organisations_named("DRAP")
    assert asking(Request(name=ReportName.BRIEF, agency=drap.id)).asked.agency == drap.id


def test_a_single_pdf_is_written(minsk, tmp_path, qtbot):
    target = tmp_path / "minsk.pdf"
    assert made(minsk, target, qtbot) == "The pack lies at minsk.pdf."
    assert target.read_bytes().startswith(b"%PDF-")
    assert not minsk.bar.isVisible()


def test_a_zip_file_holds_each_report_as_pdf_too(minsk, tmp_path, qtbot):
    choose(minsk, "zip")
    for box in minsk.reports:
        box.setChecked(box.property("report") == ReportName.BRIEF)
    target = tmp_path / "minsk.zip"
    made(minsk, target, qtbot)
    with zipfile.ZipFile(target) as packed:
        names = packed.namelist()
        assert "1-brief-PK-BY-VIS-2025-04-01-2026-11-22.pdf" in names
        manifest = json.loads(packed.read("manifest.json"))
    assert [each["report"] for each in manifest["reports"]] == ["brief"]


def test_a_folder_that_is_not_empty_is_refused_in_a_sentence(minsk, tmp_path, qtbot):
    (tmp_path / "mine.txt").write_text("mine")
    choose(minsk, "folder")
    with qtbot.waitSignal(minsk.work.failed, timeout=30_000):
        minsk.make_at(str(tmp_path))
    assert "not empty" in minsk.said.text()
    assert minsk.begin.isEnabled()


@pytest.mark.parametrize("kind", ["pdf", "zip"])
def test_a_file_that_is_there_is_replaced_only_when_the_officer_says_so(
    minsk, tmp_path, qtbot, kind
):
    choose(minsk, kind)
    target = tmp_path / f"minsk.{kind}"
    target.write_bytes(b"mine")
    minsk.make_at(str(target))
    assert not minsk.work.running
    assert minsk.replacing.said.text() == f"“minsk.{kind}” is there already. Shall it be replaced?"
    minsk.begin.click()
    assert not minsk.replacing.isVisible()
    minsk.replacing.yes.click()
    assert target.read_bytes() == b"mine"
    minsk.make_at(str(target))
    with qtbot.waitSignal(minsk.made, timeout=30_000):
        minsk.replacing.yes.click()
    assert target.read_bytes()[:2] in (b"%P", b"PK")


def test_it_can_be_called_off_and_nothing_is_written(minsk, tmp_path, qtbot):
    choose(minsk, "zip")
    with qtbot.waitSignal(minsk.work.cancelled, timeout=30_000):
        minsk.make_at(str(tmp_path / "minsk.zip"))
        assert minsk.stop.text() == "Cancel"
        minsk.stop.click()
    assert minsk.said.text() == "Cancelled; nothing was written."
    assert [*tmp_path.glob("*.zip"), *tmp_path.glob(".*.part")] == []
    assert minsk.stop.text() == "Close"


def test_without_a_report_it_says_what_to_do(minsk, qtbot):
    for box in minsk.reports:
        box.setChecked(False)
    minsk.begin.click()
    assert minsk.said.text() == "Choose at least one report."
    assert minsk.findChild(QFileDialog) is None


def test_the_file_is_asked_for_with_a_name_that_fits(minsk):
    choose(minsk, "zip")
    minsk.begin.click()
    dialog = minsk.findChild(QFileDialog)
    assert dialog.defaultSuffix() == "zip"
    assert dialog.selectedFiles()[0].endswith("pack-2026-11-22.zip")
    dialog.reject()


def test_every_control_has_a_name(minsk):
    for each in (*minsk.reports, *minsk.kinds.buttons(), minsk.unmarked, minsk.begin):
        assert each.text()
    assert minsk.about.accessibleName()
    assert minsk.bar.accessibleName()


def test_the_command_opens_it_on_the_page_of_the_reports(window, qtbot):
    window.actions_by_name["pack"].trigger()
    page = window.pages.page
    assert page.name == "reports"
    dialog = page.findChild(PackDialog)
    qtbot.waitUntil(lambda: dialog.about.count() > 1)
    dialog.close()
