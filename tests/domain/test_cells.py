from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.cells import LINE_ENDS, LONGEST_CELL, carried, guarded, is_cut, unguarded

SIGNS = "=+-@\t\r＝＋－＠﹦﹢﹣﹫"
INVISIBLE = " \xa0\ufeff\u200b\u200c\u200d\u2060\u3000\x00\xad\u061c\u2003\u202e"

hostile = st.text(
    alphabet=st.sampled_from(f"'{SIGNS}{INVISIBLE}{LINE_ENDS}aЖب\"0195.,/eE"), max_size=12
)


def dropped(character: str) -> bool:
    """Whether a program may drop a character before it looks for a formula."""
    return character not in SIGNS and (
        character.isspace() or unicodedata.category(character) in ("Cc", "Cf", "Zs")
    )


def would_run(text: str) -> bool:
    """Whether any line begins with a sign, behind whatever is dropped: a slow, plain reading."""
    if text.startswith("-") and text[1:].replace(".", "", 1).isdecimal():
        return False  # a number
    lines = [""]
    for character in text.replace("\r\n", "\n"):
        lines[-1] += character
        if character in LINE_ENDS:
            lines.append("")
    for line in lines:
        rest = line
        while rest and dropped(rest[0]) and rest[0] not in LINE_ENDS:
            rest = rest[1:]
        if rest and rest[0] in SIGNS and rest != "\r":
            return True
    return False


@given(st.one_of(st.text(), hostile))
@example("'=1+1")
@example("''=1+1")
@example("\r\n\r\n=1")
@example("'-5")
@example("'3.10")
@example("' =x\n'=y\n''@z")
def test_what_was_guarded_comes_back_exactly(text):
    assert unguarded(guarded(text)) == text


@given(st.one_of(st.text(), hostile))
def test_nothing_guarded_would_run(text):
    assert not would_run(guarded(text))


@given(st.lists(hostile, min_size=2, max_size=2, unique=True))
def test_two_texts_never_become_one(texts):
    assert guarded(texts[0]) != guarded(texts[1])


@pytest.mark.parametrize(
    "payload",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        " =1+1",
        "\xa0=1+1",
        "\ufeff=1+1",
        "\u200b=1+1",
        "\u200d\u2060 =1+1",
        "＝1+1",
        "＋1+1",
        "－1+1",
        "＠SUM(1)",
        "safe\n=1+1",
        "safe\r\n \u200b=1+1",
        "safe\r=1+1",
        "safe\u2028@SUM(1)",
        "=cmd|'/C calc'!A0",
        '=HYPERLINK("http://x","y")',
        "-2+3+cmd|' /C calc'!A0",
    ],
)
def test_what_would_run_is_kept_as_text(payload):
    assert would_run(payload)
    assert not would_run(guarded(payload))
    assert unguarded(guarded(payload)) == payload


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-5",
        "-0.25",
        "3.1",
        "2026",
        "2026-05-29",
        "2026-05",
        "2025-02?",
        "[..2025-12-31]",
        "Ministry of Industries, Islamabad",
        "Протокол 8-го заседания",
        "وزارتِ صنعت",
        "a = b",
        "e-mail: x@y.example",
        "first\r\n\r\nsecond",
        "'quoted'",
    ],
)
def test_what_is_harmless_stays_as_it_is(text):
    assert guarded(text) == text


@pytest.mark.parametrize("text", ["3.10", "007", "1E5", "12345678901234567890", "3/4", "-1.50"])
def test_digits_that_a_spreadsheet_would_change_are_kept_as_text(text):
    assert guarded(text) == f"'{text}"


def test_a_telephone_number_is_kept_and_comes_back():
    assert guarded("+92 51 1234567") == "'+92 51 1234567"
    assert guarded("+92511234567") == "'+92511234567"
    assert unguarded("'+92 51 1234567") == "+92 51 1234567"


def test_a_text_that_begins_with_the_guard_already_gets_another():
    assert guarded("'=1+1") == "''=1+1"
    assert unguarded("''=1+1") == "'=1+1"


# What a workbook carries


@given(st.text())
def test_a_workbook_carries_every_text_that_a_cell_holds(text):
    assert carried(text) == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert not is_cut(text)


@given(st.text(min_size=1, max_size=20), st.integers(1, 40_000))
def test_a_longer_text_is_cut_where_the_cell_ends_and_says_so(text, times):
    whole = text * times
    kept = carried(whole)
    assert len(kept.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_CELL
    assert is_cut(kept) is (len(whole.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_CELL)
    if is_cut(kept):
        start = kept.rpartition(" … [")[0]
        assert whole.startswith(start) or "\ufffd" in start


def test_no_letter_outside_the_first_plane_is_cut_in_two():
    kept = carried("\U0001f600" * 20_000)
    assert is_cut(kept)
    assert kept.encode("utf-8").decode("utf-8") == kept
