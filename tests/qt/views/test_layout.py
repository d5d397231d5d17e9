"""What is seen at any width, in both directions, and whatever stands in the register."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.qt.models.columns import COLUMNS, ColumnKey

PLANT = "PK-BY/JMC-8/05"
HOSTILE = '<img src="file:///etc/passwd"><b>bold</b>'


def shown_columns(window):
    table = window.list.table
    return [each.key for place, each in enumerate(COLUMNS) if not table.isColumnHidden(place)]


@pytest.mark.parametrize("width", [820, 910, 1024, 1180, 1366])
def test_nothing_is_cut_off_at_any_width(window, stand_on, width):
    stand_on(PLANT)
    window.resize(width, 600)
    for ref in (PLANT, "PK-BY/SUM-2024-11/03", "PK-BY/JMC-8/23"):
        stand_on(ref)
        QCoreApplication.processEvents()
        assert window.detail.widget().width() <= window.detail.viewport().width()
    table = window.list.table
    assert table.columnWidth(0) >= 180
    assert not table.horizontalScrollBar().isVisible()


def test_a_narrow_list_does_without_the_lesser_columns_and_a_wide_one_has_them_again(
    window, stand_on
):
    stand_on(PLANT)
    whole = shown_columns(window)
    window.resize(900, 600)
    QCoreApplication.processEvents()
    narrow = shown_columns(window)
    assert narrow[0] is ColumnKey.COMMITMENT
    assert ColumnKey.DUE in narrow
    assert set(narrow) < set(whole)
    window.resize(1366, 768)
    QCoreApplication.processEvents()
    assert shown_columns(window) == whole


def test_a_column_that_was_drawn_keeps_its_width(window):
    table = window.list.table
    table.setColumnWidth(2, 230)
    window.resize(1340, 700)
    QCoreApplication.processEvents()
    assert table.columnWidth(2) == 230


def test_a_title_that_leads_elsewhere_and_is_too_long_ends_in_dots(window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    tied = sample_desk.register.reader.dossier(identity).ties[0].other
    sample_desk.run(lambda register: register.amend(tied.id, title="Research & trade " * 12))
    window.detail.reload()
    QCoreApplication.processEvents()
    (link,) = (
        each
        for each in window.detail.findChildren(QPushButton, f"tie-{tied.id}")
        if each.isVisible()
    )
    assert link.text().startswith("Research && trade Research && trade")
    assert link.text().endswith("…")
    assert "Research &amp; trade" in link.toolTip()
    assert link.width() <= link.parentWidget().width()


def test_no_tip_reads_what_the_register_says_as_markup(hands, window, stand_on, sample_desk):
    identity = stand_on(PLANT)
    tied = sample_desk.register.reader.dossier(identity).ties[0].other
    sample_desk.run(lambda register: register.amend(tied.id, title=HOSTILE * 3))
    sample_desk.run(lambda register: register.amend(identity, sector=HOSTILE, made_at=HOSTILE))
    hands.click(window.detail.facts.fields["owner"].editor)
    hands.rewrite(HOSTILE)
    hands.press("Return")
    window.strip.refuse(f"No ministry or agency is called “{HOSTILE}”.")
    QCoreApplication.processEvents()
    tips = [each.toolTip() for each in window.findChildren(QWidget) if each.toolTip()]
    assert [tip for tip in tips if "<img" in tip or "<b>" in tip] == []
    assert any("&lt;img" in tip for tip in tips)


def test_an_empty_register_does_not_ask_to_choose(desk, shown):
    window = shown(desk)
    assert not window.findChild(QWidget, "nothing-chosen").isVisible()


def test_mirrored_every_line_begins_at_the_right(qapp, shown, hands, sample_desk):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = shown(sample_desk)
        window.list.select(sample_desk.register.reader.find(PLANT))
        window.detail.moves.begin(window.detail.moves.legal()[2])
        hands.press("Ctrl+D", "Ctrl+Shift+N", "Ctrl+N")
        lines = window.findChildren(QLineEdit)
        assert len(lines) > 15
        left = [
            each.objectName()
            for each in lines
            if not each.alignment() & Qt.AlignmentFlag.AlignRight
            or not each.alignment() & Qt.AlignmentFlag.AlignAbsolute
        ]
        assert left == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
