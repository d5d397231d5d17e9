"""Numbers, days and sides of reminder letters; how letters of one chain stand to each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.date_words import MONTHS
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.letter_chains import Chains, Standing
from app.domain.letter_words import LANGUAGES, language_of, words_in
from app.domain.letters import (
    Letter,
    LetterForm,
    LetterRound,
    checked,
    reference,
    roman,
    side_of,
    turned_to,
)
from app.domain.reading import due_words
from app.domain.timing import Basis, Timing

FIRST = LetterRound(id="one", reference="1", dated_on="2026-09-01", deadline="2026-09-30")
SECOND = replace(
    FIRST, id="two", reference="2", dated_on="2026-10-12", deadline="2026-11-15", number=2,
    previous="one",
)  # fmt: skip
POINT = CommitmentId("point")


def letter(identity, held, organisation, **facts):
    return Letter(
        id=identity,
        round=held.id,
        organisation=OrganisationId(organisation),
        form=LetterForm.DOCX,
        **facts,
    )


def chains(*letters, rounds=(FIRST, SECOND), pending=(POINT,)):
    points = {each.id: (POINT,) for each in letters}
    return Chains(rounds, letters, points, frozenset(pending))


@pytest.mark.parametrize(
    ("number", "words"), [(1, "I"), (2, "II"), (4, "IV"), (9, "IX"), (14, "XIV"), (20, "XX")]
)
def test_reminders_are_numbered_as_offices_do(number, words):
    assert roman(number) == words


@given(st.integers(1, 20))
def test_no_two_numbers_read_alike(number):
    assert len({roman(each) for each in range(1, number + 1)}) == number


def test_a_number_stands_on_one_line():
    assert reference("  F. No. 3/12 \n 2026 ") == "F. No. 3/12 2026"
    with pytest.raises(InvalidValueError):
        reference("\n")


def test_a_deadline_may_be_the_day_of_the_letter_but_not_before_it():
    assert checked(replace(FIRST, deadline="2026-09-01")).deadline == "2026-09-01"
    with pytest.raises(InvalidValueError, match="before the date of the letter"):
        checked(replace(FIRST, deadline="2026-08-31"))


@pytest.mark.parametrize(
    ("country", "first", "second", "side"),
    [
        ("PK", False, True, "PK"),
        ("KZ", True, False, "third"),
        ("", True, False, "PK"),
        ("", False, True, "BY"),
        ("", True, True, ""),
        ("", False, False, ""),
    ],
)
def test_the_side_of_an_agency_is_its_country_or_else_its_part(country, first, second, side):
    assert side_of(country, "PK-BY", first=first, second=second) == side


@pytest.mark.parametrize(
    ("sides", "owed_by", "now", "turn"),
    [
        (["BY"], "PK", "", "BY"),
        (["PK", "BY"], "BY", "PK", "BY"),
        (["PK", "BY"], "PK+BY", "BY", None),
        (["PK", "BY"], "PK+BY", "", "PK"),
        ([""], "PK", "", None),
        (["PK", "PK"], "", "BY", "PK"),
    ],
)
def test_whose_turn_it_is_after_a_letter(sides, owed_by, now, turn):
    assert turned_to(sides, owed_by, now) == turn


def test_a_letter_without_an_answer_is_awaited_until_it_is_reminded_of():
    first, second = letter("a", FIRST, "moc"), letter("b", SECOND, "moc")
    assert chains(first).standing(first) is Standing.AWAITED
    both = chains(first, second)
    assert (both.standing(first), both.standing(second)) == (Standing.REMINDED, Standing.AWAITED)
    (awaited,) = both.awaited()
    assert (awaited.letter, awaited.deadline) == ("b", date(2026, 11, 15))


def test_an_answer_answers_the_chain_for_its_agency_alone():
    first, other = letter("a", FIRST, "moc"), letter("c", FIRST, "mofa")
    second = letter("b", SECOND, "moc", replied_on="2026-10-20", reply_letter="7")
    held = chains(first, second, other)
    assert held.standing(first) is Standing.REPLIED
    assert held.answer(first) == second
    assert held.standing(other) is Standing.AWAITED
    assert (held.line("one").replied, held.line("one").asked) == (1, 2)


def test_what_was_withdrawn_is_not_counted_and_what_is_settled_not_awaited():
    gone = letter("a", FIRST, "moc", withdrawn_on="2026-09-10")
    other = letter("b", FIRST, "mofa")
    held = chains(gone, other, pending=())
    assert held.standing(gone) is Standing.WITHDRAWN
    assert held.standing(other) is Standing.SETTLED
    assert (held.line("one").asked, held.line("one").awaited) == (1, 0)
    assert held.awaited() == ()


def test_rounds_that_two_copies_tied_into_a_circle_come_to_an_end():
    tied = replace(FIRST, previous="two")
    one, two = letter("a", tied, "moc"), letter("b", SECOND, "mofa")
    held = chains(one, two, rounds=(tied, SECOND))
    assert held.standing(one) is Standing.AWAITED


def test_each_language_has_every_word_and_names_its_blanks_alike():
    english = words_in("en")
    for language in LANGUAGES:
        said = words_in(language)
        for name in (each for each in english.__slots__ if each != "tr"):
            blanks = [part.split("}")[0] for part in getattr(english, name).split("{")[1:]]
            assert getattr(said, name)
            for blank in blanks:
                assert f"{{{blank}}}" in getattr(said, name), (language, name)
    assert words_in("ur") == english
    assert (language_of("BY"), language_of("PK"), language_of("")) == ("ru", "en", "en")


@pytest.mark.parametrize(
    ("edtf", "basis", "said"),
    [
        ("2026", Basis.TO_BE_AGREED, "2026, день не согласован"),
        ("2025-02?", Basis.STATED, "февраль 2025 г., предположительно"),
        ("2025-04-11", Basis.STATED, "11.04.2025"),
        ("[..2025-12-31]", Basis.STATED, "до 31.12.2025 включительно"),
        ("2026-33", Basis.STATED, "1-й квартал 2026 г."),
    ],
)
def test_a_date_is_as_sure_in_russian_as_it_is_in_english(edtf, basis, said):
    timing = Timing(edtf=edtf, basis=basis).validated()
    assert due_words(timing, words_in("ru").tr) == said


def test_every_month_has_a_russian_name():
    translate = words_in("ru").tr
    assert not {each for each in MONTHS if translate(each) == each}
