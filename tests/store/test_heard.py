"""When something was last heard of a commitment: the last day its newest note can speak of."""

from __future__ import annotations

from datetime import date

import pytest

from tests.store.desks import (
    Officer,
    at_random,
    commitment,
    created,
    exchange,
    hand_copy,
    raw,
    seated,
    seeded,
)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def point(register):
    register.propose(commitment("R/1"))
    return register.reader.find("R/1")


def heard(register, identity):
    return register.reader.row(identity).heard


def test_nothing_was_heard_at_first(register, point):
    assert heard(register, point) is None


@pytest.mark.parametrize(
    ("happened_on", "last"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-10", date(2026, 10, 31)),
        ("2025", date(2025, 12, 31)),
        ("2026-02?", date(2026, 2, 28)),
        ("[2026-01-05..2026-01-09]", date(2026, 1, 9)),
        ("2026-05/..", None),
        ("", date(2026, 11, 22)),
    ],
)
def test_a_note_is_heard_on_the_last_day_it_can_speak_of(register, point, happened_on, last):
    register.note(point, "Letter sent.", happened_on=happened_on)
    assert heard(register, point) == last


def test_the_newest_note_counts_whenever_it_was_entered(register, point):
    for day in ("2026-09-01", "2026-10-01", "2026-08-01"):
        register.note(point, "Letter sent.", happened_on=day)
    assert heard(register, point) == date(2026, 10, 1)


def test_a_note_that_is_withdrawn_or_undone_was_not_heard(register, point):
    register.note(point, "First.", happened_on="2026-09-01")
    register.note(point, "Second.", happened_on="2026-10-01")
    register.undo()
    assert heard(register, point) == date(2026, 9, 1)
    register.redo()
    assert heard(register, point) == date(2026, 10, 1)
    note = next(n for n in register.reader.dossier(point).notes if n.text == "Second.")
    register.withdraw_note(point, note.id)
    assert heard(register, point) == date(2026, 9, 1)
    register.undo()
    assert heard(register, point) == date(2026, 10, 1)


def test_a_note_on_one_is_no_news_of_another(register, point):
    register.propose(commitment("R/2"))
    register.note(register.reader.find("R/2"), "Letter sent.")
    assert heard(register, point) is None


def test_the_list_is_told_that_the_row_changed(register, point):
    rid = register.reader.row(point).rid
    assert rid in register.note(point, "Letter sent.").updated


def test_two_copies_that_were_merged_have_heard_the_same(register, tmp_path):
    Officer(register).work(at_random(seeded(3), 40))
    other = seated(hand_copy(register, tmp_path / "2.servanda"), actor="two")
    verbs = ["note", "note", "note", "withdraw", "discard", "restore"]
    Officer(register).work(at_random(seeded(4), 40, verbs))
    Officer(other).work(at_random(seeded(5), 40, verbs))
    exchange(other, register)
    exchange(register, other)
    sql = "SELECT id, heard FROM commitment ORDER BY id"
    assert raw(register).execute(sql).fetchall() == raw(other).execute(sql).fetchall()
    assert raw(register).execute("SELECT count(heard) FROM commitment").fetchone()[0] > 0
    assert other.store.check() == []
    other.store.close()
