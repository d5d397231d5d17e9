"""An instrument's term in the panel: clauses entered, read back, acted on; steps by party."""

from __future__ import annotations

import time

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from app.domain.lifecycle import Status

POST = "PK-BY/VIS-2025-04/08"
TREATY = "PK-BY/SUM-2024-11/16"
TEN_YEARS = {
    "starts": "2015-03-01",
    "initial": "10 years",
    "renewal": "tacit",
    "renewal_period": "5 years",
    "notice": "a year",
}


@pytest.fixture
def post(panel):
    """The panel on an accord whose clauses nobody entered."""
    panel.stand(POST)
    return panel


@pytest.fixture
def enter(post):
    """Enter clauses as another screen would."""

    def made(**clauses):
        identity = post.widget.identity
        post.desk.run(lambda register: register.set_term(identity, **clauses))

    return made


def reason(panel):
    return panel.part("term-reason", QLabel).text()


def status(panel):
    return panel.desk.register.reader.row(panel.widget.identity).status


# Clauses


def test_unknown_clauses_say_which_text_to_obtain(post):
    assert post.part("term-state").text() == "Entry into force not established"
    assert "cannot be computed: obtain the text" in reason(post)
    assert not post.seen("term-notice")
    assert not post.seen("term-notice-by")


def test_what_is_no_text_has_no_term(panel):
    assert not panel.seen("section-terms")
    panel.stand("PK-BY/SUM-2024-11/02")  # a communiqué
    assert not panel.seen("section-terms")


def test_clauses_are_typed_read_back_and_undone(post):
    post.click("term-edit")
    post.write("term-starts", "2015-03-01")
    post.write("term-initial", "10 years")
    post.choose("term-renewal", "Renews automatically")
    post.write("term-renewal-period", "5 years")
    post.write("term-notice", "a year")
    post.hands.press("Return")
    assert not post.seen("term-form")
    assert post.part("term-clauses", QLabel).text() == (
        "from 01 Mar 2015; 10 years; renews automatically for 5 years at a time; "
        "notice 1 year before"
    )
    assert post.part("term-notice-by", QLabel).text() == "01 Mar 2029"
    assert "Notice is due by 01 Mar 2029, 1 year before 01 Mar 2030." in reason(post)
    assert post.words("term-chain").splitlines() == [
        "2: 01 Mar 2025 to 01 Mar 2030, renewed automatically (now)",
        "1: 01 Mar 2015 to 01 Mar 2025, first term",
    ]
    post.undo()
    assert "cannot be computed: obtain the text" in reason(post)


def test_the_form_begins_with_what_was_entered_as_it_can_be_typed(post, enter):
    enter(**TEN_YEARS, minimum="18 months")
    post.click("term-edit")
    assert post.part("term-initial").text() == "10 years"
    assert post.part("term-minimum").text() == "18 months"  # so it stands unfolded
    assert post.part("term-renewal", QComboBox).currentText() == "Renews automatically"


def test_a_refusal_stands_at_its_question_and_keeps_what_is_typed(post):
    post.click("term-edit")
    post.write("term-initial", "3 years")
    post.write("term-notice", "soon")
    post.hands.press("Return")
    assert "“soon” is no length of time" in post.part("term-error", QLabel).text()
    assert post.part("term-initial").text() == "3 years"
    assert post.dossier.term is None


def test_the_letter_is_late_and_says_since_when(post, enter):
    for country in ("PK", "BY"):
        post.desk.run(
            lambda register, code=country: register.set_year(code, 2026, reason="the gazette")
        )
    enter(
        starts="2024-12-10",
        initial="2 years",
        renewal="tacit",
        renewal_period="1 year",
        notice="2 weeks",
        buffer="10",
    )
    assert post.part("term-state").text() == "Letter should have left"
    assert post.part("term-dispatch-by", QLabel).text() == "12 Nov 2026"
    assert "The letter should have left 10 days ago; 3 joint working days left." in reason(post)


# Acts


def test_notice_is_given_and_ends_it_with_the_period(post, enter):
    enter(**TEN_YEARS)
    post.click("term-notice")
    post.choose("term-notice-party", "Pakistan (PK)")
    post.write("term-notice-given-on", "2026-11-20")
    post.hands.press("Return")
    (event,) = post.dossier.instrument_events
    assert (event.kind.value, event.party, event.happened_on) == (
        "notice given",
        "PK",
        "2026-11-20",
    )
    assert "Notice of 20 Nov 2026 is in time: it ends on 01 Mar 2030." in reason(post)
    assert not post.seen("term-notice")


def test_a_late_notice_is_kept_and_said_to_be_late(post, enter):
    enter(**TEN_YEARS | {"starts": "2012-01-15", "initial": "15 years"})
    post.click("term-notice")
    post.hands.press("Return")
    assert "is too late: the last day was 15 Jan 2026" in reason(post)
    assert (
        reason(post)
        .partition("was 15 Jan 2026. ")[2]
        .startswith(
            "It has no effect on the period through 15 Jan 2027: unless the other side accepts it, "
            "the instrument rolls on."
        )
    )
    assert post.part("term-state").text() == "Rolls on"


def test_it_is_let_roll_on(post, enter):
    enter(**TEN_YEARS | {"starts": "2013-01-15", "initial": "15 years"})
    assert post.part("term-state").text() == "Decide on notice"
    post.click("term-roll")
    post.hands.press("Return")
    assert post.part("term-state").text() == "Rolls on"
    assert "It was decided to let it roll on after 15 Jan 2028." in reason(post)


def test_what_is_renewed_by_agreement_is_renewed_for_as_long_again(post, enter):
    enter(starts="2022-01-01", initial="5 years", renewal="express", renewal_period="5 years",
          notice="3 months")  # fmt: skip
    assert post.part("term-state").text() == "Expires"
    post.click("term-renewal")
    assert post.part("term-renewal-period").text() == "5 years"
    post.hands.press("Return")
    assert "It is already renewed through 01 Jan 2032." in reason(post)


def test_it_is_extended_until_a_day(post, enter):
    enter(**TEN_YEARS)
    post.click("term-extension")
    post.write("term-extension-until", "2031-06-30")
    post.hands.press("Return")
    assert "It is already renewed through 30 Jun 2031." in reason(post)


def test_what_expired_is_revived_with_the_gap_shown(post, enter):
    enter(starts="2020-01-01", initial="2 years", renewal="none")
    assert post.part("term-state").text() == "Expired"
    assert not post.seen("term-notice")
    post.click("term-revival")
    post.write("term-revival-happened-on", "2024-05-01")
    post.write("term-revival-period", "5 years")
    post.hands.press("Return")
    assert "Not in force between 01 Jan 2022 and 01 May 2024" in reason(post)
    assert post.part("term-state").text() == "In force"


def test_another_text_takes_its_place(post, enter):
    enter(**TEN_YEARS)
    post.click("term-succession")
    post.write("term-succession-by", "VIS-2025-04/09")
    post.hands.press("Return")
    assert status(post) is Status.SUPERSEDED
    assert post.part("term-state").text() == "Superseded"
    post.undo()
    assert status(post) is Status.SIGNED


def test_a_disagreement_with_the_status_is_said(post, enter):
    enter(**TEN_YEARS)
    assert "it is “in force”; the status that was set says “signed”" in reason(post)


# Steps


def test_what_is_outstanding_on_which_side(panel):
    panel.stand(TREATY)
    identity = panel.widget.identity
    panel.desk.run(lambda register: register.set_term(identity, start_rule="last notification"))
    assert not panel.seen("section-steps")
    panel.click("offer-section-steps")
    panel.choose("event-kind", "Internal procedures notified")
    panel.choose("event-party", "Belarus (BY)")
    panel.write("event-happened-on", "2025-03-03")
    panel.write("event-remark", "note 14-2/118")
    panel.hands.press("Return")
    assert panel.part("step-internal-procedures-notified", QLabel).text() == (
        "PK not recorded · BY 03 Mar 2025"
    )
    assert "Entry into force: notification of Pakistan not received" in panel.words("steps-awaited")
    panel.click("event-add")
    panel.choose("event-kind", "Internal procedures notified")
    panel.choose("event-party", "Pakistan (PK)")
    panel.write("event-happened-on", "2025-05-31")
    panel.hands.press("Return")
    assert not panel.seen("steps-awaited")
    assert status(panel) is Status.IN_FORCE


def test_comments_are_awaited_of_a_side_since_a_day(panel):
    panel.stand(TREATY)
    identity = panel.widget.identity
    panel.desk.run(
        lambda register: register.record_event(
            identity, "comments awaited", party="BY", happened_on="2026-09-01"
        )
    )
    assert panel.words("steps-awaited").strip() == "Belarus: comments awaited since 01 Sep 2026"


def test_comments_that_came_close_what_was_awaited(panel):
    panel.stand(TREATY)
    panel.click("offer-section-steps")
    for kind, day in (("Comments awaited", "2026-09-01"), ("Comments received", "2026-10-12")):
        if kind == "Comments received":
            assert "Belarus: comments awaited since 01 Sep 2026" in panel.words("steps-awaited")
            panel.click("event-add")
        panel.choose("event-kind", kind)
        panel.choose("event-party", "Belarus (BY)")
        panel.write("event-happened-on", day)
        panel.hands.press("Return")
    assert not panel.seen("steps-awaited")
    assert panel.words("events").splitlines() == [
        "12 Oct 2026 · Comments received · Belarus",
        "01 Sep 2026 · Comments awaited · Belarus",
        "awaited until 12 Oct 2026: comments received",
    ]
    panel.undo()
    assert "Belarus: comments awaited since 01 Sep 2026" in panel.words("steps-awaited")
    assert "awaited until" not in panel.words("events")


def test_an_event_is_withdrawn_and_brought_back(panel):
    panel.stand(TREATY)
    identity = panel.widget.identity
    panel.desk.run(
        lambda register: register.record_event(identity, "law vetting", party="PK", remark="done")
    )
    (event,) = panel.dossier.instrument_events
    assert "BY not recorded" in panel.words("section-steps")
    panel.click(f"event-withdraw-{event.id}")
    assert panel.dossier.instrument_events == ()
    assert not panel.seen("section-steps")
    panel.undo()
    assert "done" in panel.words("section-steps")


def test_an_event_of_one_side_needs_the_side(panel):
    panel.stand(TREATY)
    panel.click("offer-section-steps")
    panel.choose("event-kind", "Law vetting")
    panel.hands.press("Return")
    assert panel.part("event-error", QLabel).text() == "Say of which side: PK or BY."


# By keyboard


def test_ten_years_then_five_by_keyboard_in_the_window(window, hands, stand_on):
    """Every key of it, from the list to the day on which notice must be given."""
    began = time.perf_counter()
    stand_on(POST)
    hands.press("Ctrl+T")
    hands.write("1 Mar 2015")
    hands.press("Tab")
    hands.write("10 years")
    hands.press("Tab")
    combo = QApplication.focusWidget()
    while combo.currentData() != "tacit":
        hands.press("Down")
    hands.press("Tab")
    hands.write("5 years")
    hands.press("Tab")
    hands.write("a year")
    hands.press("Return")
    terms = window.detail.terms
    assert "Notice is due by 01 Mar 2029, 1 year before 01 Mar 2030." in terms.reason.text()
    assert not terms.asking.opened
    assert time.perf_counter() - began < 60
