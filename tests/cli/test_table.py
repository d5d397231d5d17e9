"""Aligned text, whatever the script."""

from __future__ import annotations

import pytest

from app.cli.table import cells, fold, printable, table


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", 0),
        ("plant", 5),
        ("завод", 5),
        ("e\u0301", 1),
        ("\u200fپلانٹ", 5),
        ("工場", 4),
    ],
)
def test_a_text_takes_the_places_a_terminal_gives_it(text, places):
    assert cells(text) == places


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand\r\nmore", "two lines and more"),
        ("\x1b[31mred", "\N{REPLACEMENT CHARACTER}[31mred"),
        ("\u202eexe.txt", "\N{REPLACEMENT CHARACTER}exe.txt"),
        ("۱۲ اپریل\u200c", "۱۲ اپریل\u200c"),
    ],
)
def test_nothing_steers_the_terminal(text, shown):
    assert printable(text) == shown


def test_columns_stand_below_each_other():
    lines = table(("A", "B", "C"), [("工場", "x", "1"), ("ab", "longer", "2")], [False, False])
    assert lines.split("\n")[1:] == ["工場  x       1", "ab    longer  2"]


def test_a_folded_text_keeps_every_word_and_its_indent():
    text = fold("one two three four five", 9, "  ")
    assert text == "one two\n  three\n  four five"


def test_a_word_longer_than_the_line_is_not_cut():
    assert fold("a " + "b" * 30, 10, "") == "a\n" + "b" * 30
