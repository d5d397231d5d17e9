"""Texts announced together: counted, added, taken out; what nobody named stays a number."""

from __future__ import annotations

import pytest

EVENT = "PK-BY/SUM-2024-11/01"
TEXT = "PK-BY/SUM-2024-11/04"
OTHER = "PK-BY/JMC-8/05"


@pytest.fixture
def announced(panel_on, sample_desk):
    made = panel_on(sample_desk)
    made.stand(EVENT)
    return made


def count(panel):
    said = panel.words("section-batch").splitlines()
    return next(each for each in said if "announced, " in each)


def test_it_says_how_many_are_known_and_how_many_are_not(announced):
    assert count(announced) == "15 texts announced, 14 identified, 1 not identified"


def test_another_number_keeps_the_count_true(announced):
    announced.click("batch-number")
    announced.write("announced-announced", "16")
    announced.hands.press("Return")
    assert count(announced) == "16 texts announced, 14 identified, 2 not identified"
    announced.undo()
    assert count(announced) == "15 texts announced, 14 identified, 1 not identified"


def test_no_number_is_refused_beside_the_question(announced):
    announced.click("batch-number")
    announced.write("announced-announced", "many")
    announced.hands.press("Return")
    assert announced.widget.batch.counting.form.refused[0] == "announced"
    assert announced.dossier.batch.announced == 15


def test_a_text_is_found_to_be_among_them(announced):
    announced.click("batch-add")
    announced.write("member-other", f"{OTHER} ")
    announced.hands.press("Return")
    assert count(announced) == "15 texts announced, all identified"
    assert not announced.seen("member-form")


def test_a_text_that_was_not_among_them_is_taken_out(announced):
    first = announced.dossier.batch.members[0]
    announced.click(f"batch-leave-{first.id}")
    assert count(announced) == "15 texts announced, 13 identified, 2 not identified"
    announced.undo()
    assert count(announced) == "15 texts announced, 14 identified, 1 not identified"


def test_a_text_leads_to_where_it_was_announced_and_can_leave_there(announced):
    identity = announced.stand(TEXT)
    assert "One of the texts announced at" in announced.words("section-batch")
    assert not announced.seen("batch-add")  # nothing was announced at a text
    announced.click(f"batch-leave-{identity}")
    assert announced.dossier.announced_at is None
    assert not announced.seen("section-batch")


def test_where_nothing_was_announced_the_part_can_be_begun(announced):
    announced.stand(OTHER)
    assert not announced.seen("section-batch")
    announced.click("offer-section-batch")
    announced.write("announced-announced", "3")
    announced.hands.press("Return")
    assert count(announced) == "3 texts announced, 0 identified, 3 not identified"
