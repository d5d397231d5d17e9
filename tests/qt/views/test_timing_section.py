"""When it is due: read back before it is stored, the first date kept, a slip put right."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.domain.particulars import TimingRole

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"
MINSK = "PK-BY/SUM-2024-11/20"


@pytest.fixture
def timing(window):
    return window.detail.timing


@pytest.fixture
def now(window, sample_desk):
    return lambda: sample_desk.register.reader.dossier(window.detail.identity)


def label(section, name):
    return section.findChild(QLabel, name).text()


def test_the_date_is_spelled_out(stand_on, timing):
    stand_on(SESSION)
    assert label(timing, "timing-headline") == "2026, day not agreed"
    assert "between 01 Jan and 31 Dec 2026" in label(timing, "timing-sentence")
    assert "some time in 2026" in label(timing, "timing-said")


def test_the_form_begins_with_the_date_that_counts_and_reads_it_back(hands, stand_on, timing):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    assert timing.form.edtf.hasFocus()
    assert timing.form.edtf.text() == "2026"
    assert label(timing, "due-echo").startswith("Read as: 2026")


def test_every_keystroke_is_read_back(hands, stand_on, timing):
    read = {
        "2027-03-15": "15 Mar 2027",
        "2027-03": "Mar 2027",
        "../2027-12-31": "by 31 Dec 2027",
        "2027/2029": "2027 to 2029",
        "2027-02?": "Feb 2027, likely",
    }
    stand_on(SESSION)
    hands.press("Ctrl+D")
    for typed, words in read.items():
        hands.rewrite(typed)
        assert f"Read as: {words}" in label(timing, "due-echo")
        assert timing.form.record.isEnabled()


def test_what_is_no_date_says_why_and_cannot_be_kept(hands, stand_on, timing, now):
    stand_on(SESSION)
    before = now().timings
    hands.press("Ctrl+D")
    for typed in ("2025-02-30", "next spring", "2027-13", "2027/2026"):
        hands.rewrite(typed)
        assert label(timing, "due-echo")
        assert not label(timing, "due-echo").startswith("Read as")
        assert not timing.form.record.isEnabled()
        hands.press("Return")
        assert timing.form.isVisible()
    assert now().timings == before


def test_a_new_date_is_recorded_beside_the_first(hands, window, stand_on, timing, now):
    stand_on(SESSION)
    first = now().first_timing
    hands.press("Ctrl+D")
    hands.rewrite("2027-03")
    hands.press("Tab")
    hands.rewrite("in spring, the host says")
    hands.press("Return")
    assert not timing.form.isVisible()
    assert hands.holder is timing.change
    assert now().first_timing == first
    assert [each.role for each in now().timings] == [TimingRole.FIRST, TimingRole.REVISION]
    assert label(timing, "timing-headline").startswith("Mar 2027")
    assert "in spring, the host says" in label(timing, "timing-said")
    assert window.list.row.timing.edtf == "2027-03"


def test_a_slip_of_the_pen_is_put_right_without_a_new_date(hands, stand_on, timing, now):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    hands.rewrite("2026-12")
    hands.click(timing.form.correct)
    assert [(each.role, each.timing.edtf) for each in now().timings] == [
        (TimingRole.FIRST, "2026-12")
    ]


def test_a_correction_is_offered_only_where_there_is_something_to_correct(
    hands, window, stand_on, sample_desk, timing, now
):
    identity = stand_on(PLANT)
    hands.press("Ctrl+D")
    assert timing.form.correct.isVisible() == (now().commitment.timing is not None)
    hands.press("Esc")
    assert not timing.form.isVisible()
    assert window.detail.identity == identity


def test_esc_and_not_now_change_nothing(hands, stand_on, timing, now):
    stand_on(SESSION)
    before = now()
    for leave in (
        lambda: hands.press("Esc"),
        lambda: hands.click(timing.form.findChild(QPushButton, "due-cancel")),
    ):
        hands.press("Ctrl+D")
        hands.rewrite("2031")
        leave()
        assert not timing.form.isVisible()
        assert now() == before


def test_an_open_form_is_put_away_with_its_commitment(hands, stand_on, timing):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    hands.rewrite("2031")
    stand_on(MINSK)
    assert not timing.form.isVisible()


def test_the_other_reading_is_shown_and_can_be_let_count(hands, window, stand_on, timing, now):
    stand_on(MINSK)
    (other,) = now().other_readings
    counts = window.list.row.timing
    choose = timing.findChild(QPushButton, f"choose-{other.id}")
    hands.click(choose)
    assert window.list.row.timing == other.timing != counts
    assert [each.timing for each in now().other_readings] == [counts]
    hands.press("Ctrl+Z")
    assert window.list.row.timing == counts
