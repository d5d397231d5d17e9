"""When it is due: read back before it is stored, the first date kept, a slip put right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.lifecycle import Status
from app.domain.particulars import TimingRole
from app.domain.timing import Basis, Bounds, Sense, Timing
from app.domain.view import BUILT_IN
from app.qt.look.words import standing_words
from app.qt.views.lookups import source_line

PLANT = "PK-BY/JMC-8/05"
SESSION = "PK-BY/JMC-8/30"
MINSK = "PK-BY/SUM-2024-11/20"
VISIT = "PK-BY/SUM-2024-11/22"
PLAN = "PK-BY/JMC-8/23"


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
    for typed in ("2025-02-30", "03/04/2027", "2027-13", "2027/2026"):
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


# --- two readings of one date ------------------------------------------------------------------


def choose_button(timing, record):
    return timing.findChild(QPushButton, f"choose-{record.id}")


def test_readings_stand_side_by_side_with_a_flag_while_none_was_chosen(stand_on, timing, now):
    stand_on(MINSK)
    assert "sources disagree" in label(timing, "readings-said")
    (other,) = now().other_readings
    counting = choose_button(timing, now().first_timing)
    rival = choose_button(timing, other)
    assert (counting.text(), rival.text()) == ("Keep this one", "Let it count")
    QCoreApplication.processEvents()
    here, there = (each.mapTo(timing, each.rect().topLeft()) for each in (counting, rival))
    assert here.y() == there.y()
    assert here.x() < there.x()


def test_another_reading_is_let_count_and_undo_takes_it_back(hands, window, stand_on, timing, now):
    stand_on(MINSK)
    (other,) = now().other_readings
    counts = window.list.row.timing
    hands.click(choose_button(timing, other))
    hands.write("MoFA")
    hands.press("Return")
    assert window.list.row.timing == other.timing != counts
    assert [each.timing for each in now().other_readings] == [counts]
    assert label(timing, "readings-said") == "Chosen on 22 Nov 2026 by MoFA"
    hands.press("Ctrl+Z")
    assert window.list.row.timing == counts
    assert window.list.row.disputed
    assert "sources disagree" in label(timing, "readings-said")


def test_the_reading_that_counts_is_confirmed_and_is_unresolved_no_longer(
    hands, window, stand_on, timing, now
):
    stand_on(MINSK)
    first = now().first_timing
    hands.click(choose_button(timing, first))
    timing.choosing.form.line("why").setFocus()
    hands.write("the body of the text names the term")
    hands.press("Return")
    assert now().commitment.timing == first.id
    assert not window.list.row.disputed
    assert "the body of the text names the term" in label(timing, "readings-said")
    assert choose_button(timing, first) is None or not choose_button(timing, first).isVisible()


def test_what_another_source_says_is_kept_beside_the_date(hands, stand_on, timing, now):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    hands.rewrite("2026-10")
    hands.click(timing.form.another)
    assert not timing.form.isVisible()
    assert [each.role for each in now().timings] == [TimingRole.FIRST, TimingRole.READING]
    assert now().row.timing.edtf == "2026"
    assert now().row.disputed


# --- dates that follow another commitment ------------------------------------------------------


def prose(timing, name):
    stack = timing.findChild(QWidget, name)
    return "\n".join(each.text() for each in stack.findChildren(QLabel))


def test_the_action_plan_moved_with_the_visit_and_says_why(stand_on, timing):
    stand_on(PLAN)
    assert "11 Apr 2025" in label(timing, "timing-sentence")
    assert prose(timing, "timing-pulls") == (
        "Moved with PK-BY/SUM-2024-11/22: Feb 2025, likely → 11 Apr 2025 "
        "(the Prime Minister was in Minsk)"
    )


def test_the_history_says_when_the_date_moved_with_another(window, stand_on, sample_desk):
    plan = sample_desk.register.reader.find(PLAN)
    visit = sample_desk.register.reader.find(VISIT)
    later = Timing(edtf="2025-05", basis=Basis.STATED)
    sample_desk.run(
        lambda register: register.move(visit, Status.FORESEEN, why="only the advance party")
    )
    sample_desk.run(lambda register: register.postpone(visit, later, reason="a wish of the host"))
    stand_on(PLAN)
    told = "\n".join(each.text() for each in window.detail.history.findChildren(QLabel))
    assert "Moved with PK-BY/SUM-2024-11/22: 11 Apr 2025 → Feb 2025, likely" in told
    assert "Feb 2025, likely → May 2025 (a wish of the host)" in told
    assert window.detail.identity == plan


def test_the_visit_tells_how_far_it_slipped(stand_on, timing):
    stand_on(VISIT)
    first, took_place = prose(timing, "timing-ledger").splitlines()
    assert first == "First promised: Feb 2025, likely"
    assert took_place.startswith("Took place: 11 Apr 2025 · at least 42 days later, at most 69")


def test_one_click_leads_to_what_the_date_follows(hands, window, stand_on, timing):
    stand_on(PLAN)
    hands.click(timing.findChild(QWidget, "timing-anchor").findChild(QPushButton))
    hands.settle(window)
    assert window.list.row.ref == VISIT


def test_a_date_is_hung_on_another_and_read_back_before(hands, window, stand_on, timing, now):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    assert not timing.form.anchor.offset.isVisible()
    timing.form.anchor.other.setFocus()
    hands.write("JMC-8/23 ")
    assert not timing.form.edtf.isEnabled()
    timing.form.anchor.offset.setFocus()
    hands.write("2 weeks after")
    assert "Due 2 weeks after PK-BY/JMC-8/23" in label(timing, "due-echo")
    assert "25 Apr 2025" in label(timing, "due-echo")
    hands.press("Return")
    assert not timing.form.isVisible()
    row = window.list.row
    assert (row.timing.offset, row.follows.ref) == ("P2W", PLAN)
    assert row.timing.words == ""  # those of the date before do not speak of it
    assert (
        label(timing, "timing-headline") == "2 weeks after “\u2068Environmental action plan\u2069”"
    )


def test_during_the_visit_leads_to_the_visit_and_keeps_its_words(
    hands, window, stand_on, timing, now
):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    hands.rewrite("a month after the visit")
    hands.press("Return")
    assert hands.holder is timing.form.anchor.other
    hands.write("SUM-2024-11/22 ")
    assert timing.form.anchor.offset.text() == "1 month after"
    hands.press("Return")
    row = window.list.row
    assert (row.follows.ref, row.timing.offset) == (VISIT, "P1M")
    assert row.timing.words == "a month after the visit"
    assert len(now().timings) == 2


def test_an_event_that_was_kept_as_words_is_named_later(
    hands, window, stand_on, sample_desk, timing
):
    identity = stand_on(PLANT)
    kept = Timing(words="by the next session", sense=Sense.DEADLINE)
    sample_desk.run(lambda register: register.correct_timing(identity, kept))
    hands.press("Ctrl+D")
    timing.form.anchor.other.setFocus()
    hands.write("JMC-8/30 ")
    hands.press("Return")
    held = window.list.row.timing
    assert (held.words, held.sense) == ("by the next session", Sense.DEADLINE)
    assert "no later than 31 Dec 2026" in label(timing, "timing-sentence")


def test_a_circle_is_refused_beside_the_question_and_names_it(hands, stand_on, timing, now):
    stand_on(VISIT)
    before = now().timings
    hands.press("Ctrl+D")
    timing.form.anchor.other.setFocus()
    hands.write("JMC-8/23 ")
    hands.press("Return")
    said = label(timing, "due-error")
    assert "PK-BY/SUM-2024-11/22 on PK-BY/JMC-8/23" in said
    assert "PK-BY/JMC-8/23 on PK-BY/SUM-2024-11/22" in said
    assert now().timings == before


def test_a_date_no_longer_hangs_once_the_question_is_emptied(hands, window, stand_on, timing):
    stand_on(PLAN)
    hands.press("Ctrl+D")
    assert timing.form.anchor.other.hasFocus()
    hands.rewrite("")
    timing.form.edtf.setFocus()
    hands.rewrite("2026-12")
    hands.press("Return")
    assert window.list.row.follows is None
    assert window.list.row.timing.edtf == "2026-12"


def test_what_is_awaited_is_named_in_the_list_and_the_view(
    hands, window, stand_on, sample_desk, timing
):
    stand_on(SESSION)
    undated = sample_desk.register.reader.find("PK-BY/JMC-8/05")
    hung = Timing(anchor=undated, basis=Basis.STATED)
    session = window.detail.identity
    sample_desk.run(lambda register: register.postpone(session, hung))
    row = sample_desk.register.reader.row(session)
    awaited = sample_desk.register.reader.row(undated).title
    assert row.bounds == Bounds()
    assert standing_words(row, sample_desk.today) == f"awaits: \u2068{awaited}\u2069"
    waiting = next(each for each in BUILT_IN if each.name == "waiting")
    found = sample_desk.register.reader.each_row(waiting.query, sample_desk.today)
    assert [each.id for each in found] == [session]


def test_a_binned_anchor_is_said(stand_on, sample_desk, timing):
    visit = sample_desk.register.reader.find(VISIT)
    sample_desk.run(lambda register: register.discard([visit]))
    stand_on(PLAN)
    assert f"{VISIT} lies in the bin." in label(timing, "timing-sentence")


# --- later dates -------------------------------------------------------------------------------


def test_a_new_date_says_who_agreed_and_brings_its_passage(hands, window, stand_on, timing, now):
    stand_on(SESSION)
    known = len(now().evidence)
    hands.press("Ctrl+D")
    hands.rewrite("2027-03")
    timing.form.findChild(QPushButton, "due-more").click()
    lines = timing.form.revision.lines
    source = now().evidence[0].source
    for name, text in (
        ("asked_on", "2027-01-10"),
        ("asked_by", "BY"),
        ("agreed_by", "protocol"),
        ("source", source_line(source)),
        ("paragraph", "7"),
    ):
        lines[name].setText(text)
    hands.press("Return")
    assert not timing.form.isVisible()
    kept = now().timings[-1]
    assert (kept.asked_on, kept.asked_by, kept.agreed_by) == ("2027-01-10", "BY", "protocol")
    assert len(now().evidence) == known + 1
    assert now().evidence[-1].evidence.supports == "due"
    told = prose(timing, "timing-ledger")
    assert "asked 10 Jan 2027, after it had expired · asked by BY" in told
    assert "agreed by the protocol" in told
    assert "at least 60 days later, at most 454" in told
    assert "asked 10 Jan 2027 · asked by BY · agreed by the protocol" in "\n".join(
        each.text() for each in window.detail.history.findChildren(QLabel)
    )


def test_who_agreed_is_a_side_and_never_us(hands, stand_on, timing, now):
    stand_on(SESSION)
    hands.press("Ctrl+D")
    hands.rewrite("2027-03")
    timing.form.findChild(QPushButton, "due-more").click()
    timing.form.revision.lines["agreed_by"].setText("us")
    hands.press("Return")
    assert "Write PK, BY, both or protocol" in label(timing, "due-error")
    assert len(now().timings) == 1
