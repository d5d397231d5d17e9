"""Aligned text, whatever the script."""

from __future__ import annotations

import sys

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


def on_a_screen(monkeypatch, columns):
    """Let the program think that it writes to a terminal so wide."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_on_a_terminal_rows_keep_to_the_screen_and_references_stay_whole(monkeypatch, columns):
    on_a_screen(monkeypatch, columns)
    row = ("PK-BY/SUM-2024-11/18", "open", "w" * 90, "PK+BY", "t" * 300)
    shown = table(("REF", "STATUS", "DUE", "OWED BY", "TITLE"), [row], [False])
    line = shown.splitlines()[1]
    assert line.startswith(row[0] + "  ")
    assert len(line) <= columns
    assert line.endswith("…")


@pytest.mark.parametrize(("columns", "there"), [(80, False), (200, True)])
def test_a_narrow_terminal_does_without_what_can_be_spared(monkeypatch, columns, there):
    on_a_screen(monkeypatch, columns)
    shown = table(("A", "B", "C"), [("1", "spared", "3")], [False], spare=("B",))
    assert ("spared" in shown) is there


def test_marked_rows_stand_out_by_more_than_their_words(monkeypatch):
    on_a_screen(monkeypatch, 80)
    _, plain, marked = table(("A", "B"), [("1", "2"), ("1", "2")], [False, True]).splitlines()
    assert "2" in marked
    assert marked != plain
