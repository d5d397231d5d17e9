"""What may stand in a commitment's fields, and how a refusal reads."""

from __future__ import annotations

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import fields
from app.domain.commitment import Completion, OwnerBasis, Strength
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind


def refused(field, check, *arguments):
    with pytest.raises(InvalidValueError) as error:
        check(*arguments)
    assert error.value.field == field
    text = str(error.value)
    assert not text[0].islower()
    assert text.endswith((".", "”"))
    return text


# --- titles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("Tractor plant", "Tractor plant"),
        ("  Tractor \n\t plant ", "Tractor plant"),
        ("x" * fields.LONGEST_TITLE, "x" * fields.LONGEST_TITLE),
        ("مشترکہ", "مشترکہ"),
        ("?", "?"),
    ],
)
def test_a_title_stands_on_one_line(given_, kept):
    assert fields.title(given_) == kept


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\u00a0", "\u200b", "\u200b \ufeff", "\u2003"])
def test_a_title_that_shows_nothing_is_empty(text):
    assert "needs a title" in refused("title", fields.title, text)


def test_an_over_long_title_is_refused_with_both_lengths():
    text = refused("title", fields.title, "x" * 501)
    assert "501" in text
    assert "500" in text


# --- references --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ref",
    ["1", "A", "PK-BY/JMC-8/05", "PKBY.2026.001", "3.2(a)", "R&D/7", "ЖМК-8/05", "م/5", "x" * 80],
)
def test_a_reference_of_the_office_is_kept(ref):
    assert fields.ref(f" {ref} ") == unicodedata.normalize("NFC", ref)


@pytest.mark.parametrize(
    "ref",
    [
        "", " ", "-1", "+1", "=1", "@x", "/x", ".x", "_x", "a b", "a\tb", "a,b", "a;b", 'a"b',
        "a'b", "a\nb", "a\0b", "a-", "a/", "x" * 81, "a*b", "a%b", "\u200ba", "a\u202eb",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_or_a_search_would_trip_over_is_no_reference(ref):
    assert "cannot be a reference" in refused("ref", fields.ref, ref)


def test_two_spellings_of_one_reference_are_one():
    assert fields.ref("\u212b1") == fields.ref("\u00c51")


@given(st.text(alphabet=string.ascii_letters + string.digits, min_size=1, max_size=80))
def test_letters_and_digits_make_a_reference(text):
    assert fields.ref(text) == text


# --- relations and sides -----------------------------------------------------------------------


@pytest.mark.parametrize(("given_", "kept"), [("PK-BY", "PK-BY"), (" pk-by ", "PK-BY")])
def test_a_relation_is_a_pair_of_codes(given_, kept):
    assert fields.relation(given_) == kept


@pytest.mark.parametrize(
    "text", ["", "PK", "PK-", "-BY", "PK/BY", "PK-BY-KZ", "P-B", "PK–BY", "12-34"]
)
def test_what_is_no_pair_is_no_relation(text):
    refused("relation", fields.relation, text)


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("", ""),
        ("PK", "PK"),
        ("by", "BY"),
        ("both", "PK+BY"),
        ("BOTH", "PK+BY"),
        ("BY+PK", "PK+BY"),
        ("pk + by", "PK+BY"),
        ("Minsk  Tractor Works", "Minsk Tractor Works"),
    ],
)
def test_the_responsible_side_is_of_the_pair_or_a_body(given_, kept):
    assert fields.owed_by(given_, "PK-BY") == kept


@pytest.mark.parametrize(
    ("given_", "kept"), [("PK", "PK"), ("by", "BY"), ("Third", "third"), ("", ""), (" ", "")]
)
def test_the_ball_is_with_a_side_a_third_or_nobody(given_, kept):
    assert fields.side(given_, "PK-BY") == kept


@pytest.mark.parametrize("text", ["KZ", "us", "PK+BY", "both"])
def test_the_ball_is_with_nobody_else(text):
    message = refused("ball_with", fields.side, text, "PK-BY")
    assert "PK" in message
    assert "BY" in message


# --- dates, numbers, words ---------------------------------------------------------------------


@pytest.mark.parametrize("text", ["2025-02-30", "2025-13", "soon", "03/04/2026", "2026-27", "99"])
def test_a_date_that_cannot_be_read_is_refused_at_its_field(text):
    refused("made_on", fields.CHECKS["made_on"], text)


@pytest.mark.parametrize("name", ["made_on", "ball_since", "review_on"])
@pytest.mark.parametrize("value", ["", " ", None])
def test_no_date_is_no_date(name, value):
    assert fields.CHECKS[name](value) == ""


@pytest.mark.parametrize("value", [None, ""])
def test_no_number_is_none(value):
    assert fields.whole("priority", value) is None
    assert fields.strength(value) is None


@pytest.mark.parametrize(("value", "kept"), [("1", 1), (" 30 ", 30), (7, 7), ("٣", 3)])
def test_a_whole_number_is_read(value, kept):
    assert fields.whole("priority", value) == kept


@pytest.mark.parametrize(
    "value",
    ["0", 0, "-1", -1, "1.5", 1.5, "x", "1e3", "²", "9" * 10, "9" * 5000, True, [1]],
    ids=str,
)
def test_what_is_no_whole_number_is_refused(value):
    assert "whole number" in refused("priority", fields.whole, "priority", value)


@pytest.mark.parametrize("step", range(6))
def test_a_strength_is_a_step(step):
    assert fields.strength(step) is fields.strength(str(step)) is Strength(step)


@pytest.mark.parametrize(
    "value", [6, -1, "six", "2.5", 2.5, "9" * 5000], ids=lambda value: str(value)[:9]
)
def test_what_is_no_step_is_refused(value):
    refused("strength", fields.strength, value)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        *((each, True) for each in (True, 1, "1", "yes", "Yes", "true")),
        *((each, False) for each in (False, 0, "0", "no", "NO", "false", "", None)),
    ],
)
def test_a_flag_is_yes_or_no(value, kept):
    assert fields.CHECKS["event"](value) is kept


@pytest.mark.parametrize("value", ["maybe", "2", 2, "on", "ja"])
def test_what_is_neither_yes_nor_no_is_refused(value):
    refused("event", fields.CHECKS["event"], value)


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_found_by_its_name_in_any_case(kind):
    assert fields.kind(kind.value.upper()) is kind


@pytest.mark.parametrize(
    ("name", "words"), [("kind", Kind), ("completion", Completion), ("owner_basis", OwnerBasis)]
)
def test_an_unknown_word_is_refused_with_all_that_there_are(name, words):
    text = refused(name, fields.CHECKS[name], "unheard of")
    assert all(f"“{each.value}”" in text for each in words)


TEXTS = ("summary", "sector", "paragraph", "made_at", "classification", "line_to_take", "remarks")


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(("value", "kept"), [("  x ", "x"), ("", ""), (None, ""), (3, "3")])
def test_a_text_is_kept_without_stray_blanks_and_nothing_is_nothing(name, value, kept):
    assert fields.CHECKS[name](value) == kept


@given(st.sampled_from(sorted(fields.CHECKS)), st.text())
def test_what_a_check_lets_in_it_lets_in_again(name, text):
    try:
        kept = fields.CHECKS[name](text)
    except InvalidValueError:
        return
    assert fields.CHECKS[name](kept) == kept
