"""The kept text of a source, and where a quotation stands in it."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, SourceId
from app.domain.particulars import Evidence
from app.domain.quotations import (
    LARGEST_FILE,
    LARGEST_TEXT,
    Searched,
    Standing,
    check_file,
    fit_text,
    standings,
    the_place,
    whole,
)

TEXT = "The Sides agreed to hold\nthe 9th session in 2026.\nThe Sides agreed to meet."


def evidence(quotation, **more):
    return Evidence(
        id="e", commitment=CommitmentId("c"), source=SourceId("s"), quotation=quotation, **more
    )


def place(text, quotation):
    return Searched(text).place(quotation)


def placed(text, passage):
    return Searched(text).placed(passage)


def quoted(text, found):
    return text[found.starts : found.ends]


def test_line_ends_become_one_sign_and_letters_are_composed():
    assert fit_text("\ufeffone\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"
    assert fit_text("cafe\u0301") == "caf\u00e9"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no text"),
        (" \n\t", "no text"),
        ("a\0b", "holds a character"),
        ("a\ud800b", "holds a character"),
        ("я" * (LARGEST_TEXT // 2 + 1), "too large"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(text, said):
    with pytest.raises(InvalidValueError, match=said) as refused:
        fit_text(text)
    assert refused.value.field == "text"


def test_a_text_of_the_said_size_is_kept():
    assert len(fit_text("a" * LARGEST_TEXT)) == LARGEST_TEXT


def test_a_file_is_refused_above_the_said_size():
    check_file(b"a" * LARGEST_FILE)
    with pytest.raises(InvalidValueError, match="20 MB"):
        check_file(b"a" * (LARGEST_FILE + 1))
    with pytest.raises(InvalidValueError, match="empty"):
        check_file(b"")


@pytest.mark.parametrize(
    "quotation",
    ["hold the 9th session", "  hold\n the\u00a09th   session ", "hold\u2003the 9th session"],
)
def test_white_space_makes_no_other_quotation(quotation):
    assert quoted(TEXT, the_place(TEXT, quotation)) == "hold\nthe 9th session"


@pytest.mark.parametrize(
    "quotation", ["Hold the 9th session", "hold the 9 th session", "hold the 9th session,", "held"]
)
def test_nothing_else_is_passed_over(quotation):
    assert place(TEXT, quotation).standing is Standing.MISSING
    with pytest.raises(InvalidValueError, match="does not stand"):
        the_place(TEXT, quotation)


def test_what_stands_twice_asks_for_more_words():
    found = place(TEXT, "The Sides agreed to")
    assert (found.standing, found.starts, found.ends) == (Standing.SEVERAL, None, None)
    with pytest.raises(InvalidValueError, match="more words"):
        the_place(TEXT, "The Sides agreed to")
    assert quoted(TEXT, the_place(TEXT, "The Sides agreed to meet")) == "The Sides agreed to meet"


def test_places_that_overlap_are_several():
    assert place("aa aa aa", "aa aa").standing is Standing.SEVERAL


def test_a_hostile_pair_of_text_and_quotation_keeps_nobody_waiting():
    before = perf_counter()
    assert place("a " * 500_000, "a " * 50_000 + "b").standing is Standing.MISSING
    assert perf_counter() - before < 5  # word by word it took minutes


def test_signs_that_mean_something_to_a_search_mean_themselves():
    text = "It costs (about) $5.00 [sic] *more*"
    assert quoted(text, the_place(text, "(about) $5.00 [sic] *more*")) == text[9:]
    assert place(text, "c.sts").standing is Standing.MISSING


def test_letters_beyond_the_first_plane_count_as_one():
    text = "\U0001f91d agreed"
    assert (the_place(text, "agreed").starts, the_place(text, "agreed").ends) == (2, 8)


def test_offsets_count_where_they_lead_to_the_quotation():
    second = TEXT.rindex("The Sides agreed")
    found = placed(TEXT, evidence("The Sides agreed", starts=second, ends=second + 16))
    assert (found.standing, found.starts) == (Standing.STANDS, second)


@pytest.mark.parametrize("offsets", [(0, 5), (-24, -1), (5000, 5016)])
def test_offsets_that_lead_elsewhere_are_looked_for_anew(offsets):
    found = placed(TEXT, evidence("9th session", starts=offsets[0], ends=offsets[1]))
    assert quoted(TEXT, found) == "9th session"


def test_what_quotes_nothing_has_no_place():
    assert placed(TEXT, evidence("  ", paragraph="3")) is None
    assert standings(TEXT, [evidence("", paraphrase="They meet.")]) == {}


@given(
    st.lists(st.text("abя .\n\u00a0", min_size=1, max_size=8), min_size=1, max_size=12), st.data()
)
def test_any_piece_of_a_text_is_found_where_it_stands_or_more_often(pieces, data):
    text = "".join(pieces)
    starts = data.draw(st.integers(0, len(text) - 1))
    ends = data.draw(st.integers(starts + 1, len(text)))
    quotation = text[starts:ends]
    found = place(text, quotation)
    begins = starts + len(quotation) - len(quotation.lstrip())
    if not quotation.strip():
        assert found.standing is Standing.MISSING
    elif found.standing is Standing.STANDS:
        assert quoted(text, found).split() == quotation.split()
        assert whole(text, found.starts, found.ends)
    if quotation.strip() and whole(text, begins, begins + len(quotation.strip())):
        assert found.standing is not Standing.MISSING
        if found.standing is Standing.STANDS:
            assert starts <= found.starts < found.ends <= ends


@pytest.mark.parametrize(
    "quotation", ["1 January 2026", "2 months", "21 January 202", "ہینے", "месяц"]
)
def test_words_and_numbers_cut_in_two_are_no_quotation(quotation):
    text = "held on 21 January 2026. Within 12 months; 12 месяцев; بارہ مہینے"
    assert place(text, quotation).standing is Standing.MISSING
    at = text.index(quotation)
    noted = evidence(quotation, starts=at, ends=at + len(quotation))
    assert placed(text, noted).standing is Standing.MISSING


def test_a_word_beside_a_longer_one_stands_once():
    assert quoted("12 months, 2 months", place("12 months, 2 months", "2 months")) == "2 months"
    assert place("12 months, 2 months", "2 months").starts == 11
