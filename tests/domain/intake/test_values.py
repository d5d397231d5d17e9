"""What a status says: a proposal where nothing is taken back, else a question."""

from __future__ import annotations

import pytest

from app.domain.intake.values import read_status
from app.domain.kinds import Family


@pytest.mark.parametrize(
    ("text", "status", "rest"),
    [
        ("Implemented", "fulfilled", ""),
        ("Under process.", "in progress", ""),
        ("In progress (60%)", "in progress", "60%"),
        ("Completed on 5 May 2026", "fulfilled", "on 5 May 2026"),
        ("Выполнено 05.05.2026", "fulfilled", "05.05.2026"),
        ("Implemented. Centre opened", "fulfilled", "Centre opened"),
        ("WIP", "in progress", ""),
    ],
)
def test_a_known_word_proposes_a_status_and_what_follows_is_told(text, status, rest):
    found = read_status(text, Family.UNDERTAKING, {})
    assert (found.status.value, found.rest) == (status, rest)
    assert not found.question


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Implemented, except for spare parts", "Implemented, except for spare parts"),
        ("Выполнено, кроме п. 3", "Выполнено, кроме п. 3"),
        ("Completed in part", "Completed in part"),
        ("Dropped / Deferred", "Dropped / Deferred"),
        ("Deferred", "Deferred"),
        ("Deferred till the next session", "Deferred"),
        ("Перенесено на IV кв. 2026", "Перенесено"),
        ("Signed (but not ratified)", "Signed (but not ratified)"),
    ],
)
def test_what_takes_a_status_back_is_asked_about(text, word):
    found = read_status(text, Family.UNDERTAKING, {})
    assert found.status is None
    assert found.word == word
    assert word[:80] in found.question


def test_an_answer_about_a_word_leaves_what_followed_it_as_a_note():
    found = read_status("Deferred till May", Family.UNDERTAKING, {"deferred": "on hold"})
    assert (found.status.value, found.rest) == ("on hold", "till May")
    found = read_status("Deferred till May", Family.UNDERTAKING, {"deferred": "note only"})
    assert (found.status, found.rest) == (None, "Deferred till May")


def test_a_meeting_that_was_put_off_is_postponed():
    found = read_status("Перенесено на май", Family.MEETING, {})
    assert (found.status.value, found.rest) == ("postponed", "на май")


@pytest.mark.parametrize(
    "text",
    ["Dropped", "Cancelled", "ساقط", "Not implemented", "Не выполнено", "Не исполнено", "Not done"],
)
def test_what_was_not_done_or_given_up_is_asked_about_in_every_language(text):
    found = read_status(text, Family.UNDERTAKING, {})
    assert found.status is None
    assert found.word == text


def test_what_was_not_done_is_asked_about_once_whatever_follows():
    found = read_status("Не выполнено. Ждём ответа", Family.UNDERTAKING, {"не выполнено": "open"})
    assert (found.status.value, found.rest) == ("open", "Ждём ответа")


@pytest.mark.parametrize(
    "text", ["Partially implemented", "Partially completed", "Частично выполнено"]
)
def test_what_is_done_in_part_is_under_way_in_every_language(text):
    assert read_status(text, Family.UNDERTAKING, {}).status.value == "in progress"
