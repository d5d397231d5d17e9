"""Text for a place that is not ours: one line, no steering, no markup."""

from __future__ import annotations

import html
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.outside_text import escaped, isolated, plain_line

ANY = st.text(st.characters(), max_size=400)


@given(ANY, st.integers(min_value=1, max_value=120))
def test_whatever_it_is_it_is_one_short_line_that_can_be_written(text, most):
    line = plain_line(text, most)
    assert len(line) <= most
    assert line.encode("utf-8").decode("utf-8") == line
    assert not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in line)
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Joint seed laboratory", "Joint seed laboratory"),
        ("two\nlines\tand  more\r\n", "two lines and more"),
        ("bell\x07 null\x00 esc\x1b[31m", "bell null esc[31m"),
        ("half \ud83d of a pair", "half of a pair"),
        ("turned \u202egnihtyreve", "turned gnihtyreve"),
        ("مشترکہ وزارتی کمیشن", "مشترکہ وزارتی کمیشن"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("", ""),
    ],
)
def test_what_can_be_shown_stays_as_it_is(text, line):
    assert plain_line(text, 80) == line


def test_ten_thousand_characters_are_cut_and_the_cut_is_marked():
    assert plain_line("x" * 10_000, 100) == "x" * 99 + "…"
    assert plain_line("\x00" * 10_000 + "y", 100) == "…"


def test_a_cut_leaves_no_half_of_a_joined_character():
    assert plain_line("ab" + "e\u0301" * 5, 5) == "abe…"
    assert plain_line("a👩\u200d🔬b", 4) == "a👩…"


@given(ANY)
def test_markup_shows_as_it_was_typed(text):
    assert html.unescape(escaped(text)).replace("\r", "") == html.unescape(
        html.escape(text, quote=False)
    ).replace("\r", "")
    assert "<" not in escaped(text)


def test_a_piece_is_kept_from_its_neighbours():
    assert isolated("PK-BY/1") == "\u2068PK-BY/1\u2069"
    assert isolated("") == ""
