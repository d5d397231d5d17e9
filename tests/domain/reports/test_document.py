"""A report as values: direction, sums, and the same words in every language."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from app.domain.date_words import Part
from app.domain.edtf import MONTHS
from app.domain.errors import InvalidValueError
from app.domain.kinds import Family
from app.domain.lifecycle import Status, statuses
from app.domain.reading import TIMELINESS_WORDS
from app.domain.renewal_words import VERDICT_WORDS
from app.domain.reports.document import Count, Counts, Line, Tone, cell, tone_of
from app.domain.reports.look import TONE_INKS, Paper, Sheet
from app.domain.reports.request import LANGUAGES
from app.domain.reports.words import (
    RUSSIAN_WORDS,
    STATUS_WORDS,
    URDU_WORDS,
    translation,
)
from app.domain.term_words import CLAUSE_WORDS, EVENT_WORDS
from app.domain.timeliness import Timeliness

DOMAIN = Path(__file__).parents[3] / "app" / "domain"
SPOKEN = ("date_words", "ledger", "offsets", "slip_words", "proposals", "renewal_words")
"""What reports take words from, beside what stands with them."""
UNSPOKEN = "sentence"
"""What is said only in the panel of details."""
OF_TERMS = {"length_words", "_one_length", "date_words", "missing_words", "outstanding_words"}
"""What reports say of the clauses of an agreement; the rest is said only in the panel."""


def templates():
    """Every template that a report may hand to its translation."""
    found = {*MONTHS, *TIMELINESS_WORDS.values(), *STATUS_WORDS.values(), *LANGUAGES.values()}
    found |= {each.value for each in (*Part, *statuses(Family.INSTRUMENT))}
    for table in (VERDICT_WORDS, CLAUSE_WORDS, EVENT_WORDS):
        found |= set(table.values())
    terms = ast.parse((DOMAIN / "term_words.py").read_text(encoding="utf-8"))
    for each in terms.body:
        if isinstance(each, ast.FunctionDef) and each.name in OF_TERMS:
            found |= literals(each)
    spoken = [DOMAIN / f"{name}.py" for name in SPOKEN]
    for path in (*spoken, *sorted((DOMAIN / "reports").glob("*.py"))):
        found |= literals(ast.parse(path.read_text(encoding="utf-8")))
    reading = ast.parse((DOMAIN / "reading.py").read_text(encoding="utf-8"))
    for each in reading.body:
        if isinstance(each, ast.FunctionDef) and UNSPOKEN not in each.name:
            found |= literals(each)
    return found - literals_of_caveats(reading)


def literals_of_caveats(tree):
    return {
        text
        for each in tree.body
        if isinstance(each, ast.FunctionDef) and each.name == "_caveats"
        for text in literals(each)
    }


def literals(tree):
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "tr"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def blanks(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("language", ["ru", "ur"])
def test_every_word_of_a_report_is_there_in_each_language(language):
    tr = translation(language)
    same = {", ", "{session} ({day})", "{side}: {agency}", "{day} {month} {year}", "{day} {month}"}
    same |= {"{month} {year}", "{first} – {last}"}
    missing = {each for each in templates() if tr(each) == each and each not in same}
    assert missing == set()


@pytest.mark.parametrize("language", ["ru", "ur"])
def test_a_translation_names_no_blank_that_its_template_lacks(language):
    tr = translation(language)
    filled = {"number", "month", "day", "year"}  # a day may be written in figures
    for each in templates():
        assert blanks(tr(each)) - filled <= blanks(each), each
        assert blanks(each) - filled <= blanks(tr(each)), each


@pytest.mark.parametrize("words", [RUSSIAN_WORDS, URDU_WORDS])
def test_no_translation_is_left_over(words):
    assert set(words) - templates() - {", "} == set()


def test_a_language_there_is_not_is_refused_by_name():
    with pytest.raises(InvalidValueError, match="en \\(English\\), ru"):
        translation("fr")


def test_every_status_and_timeliness_has_a_word():
    assert STATUS_WORDS.keys() == set(Status)
    assert {tone_of(each) for each in Timeliness} == set(Tone)


@pytest.mark.parametrize(
    ("text", "language", "right"),
    [
        ("Open talks", "", False),
        ("اردو میں", "", True),
        ("12 اردو", "", True),
        ("Пункт اردو", "", False),
        ("PK: وزارت", "ur", True),
        ("", "ur", True),
        ("2026", "", False),
        ("Название", "ru-RU", False),
    ],
)
def test_a_line_runs_as_its_language_does_else_as_its_first_letter(text, language, right):
    assert Line(text=text, language=language).right_to_left is right


def test_a_cell_leaves_out_what_says_nothing():
    assert cell("", Line(text="Open"), "").text == "Open"


def test_counts_add_up():
    assert (
        Counts(name="Now", counts=(Count(label="a", number=2), Count(label="b", number=3))).total
        == 5
    )


def test_every_paper_lies_and_every_ink_reads_on_white():
    for paper in Paper:
        sheet = Sheet.of(paper)
        assert sheet.width > sheet.height
        assert sheet.room > 200
    for ink in (*TONE_INKS.values(), Sheet.of(Paper.A4).quiet, Sheet.of(Paper.A4).ink):
        parts = [int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (
            each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
        )
        luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        assert 1.05 / (luminance + 0.05) >= 4.5, ink


def _of(words, *parts):
    """The translations of the templates in which one of the English parts stands."""
    found = {each: said for each, said in words.items() if any(part in each for part in parts)}
    assert found
    return found


def test_in_russian_what_is_owed_or_pending_is_not_said_to_be_not_carried_out():
    for said in _of(RUSSIAN_WORDS, "Still owed", "Pending point", "pending").values():
        assert not re.search(r"(?i)не\s?исполнен", said), said


@pytest.mark.parametrize(
    ("words", "template", "more"),
    [
        (RUSSIAN_WORDS, "Chosen: {choice}", "Решено"),
        (RUSSIAN_WORDS, "Made at {origin}", "ранее"),
        (RUSSIAN_WORDS, "self-reported", "исполнител"),
        (RUSSIAN_WORDS, "With evidence", "документ"),
        (RUSSIAN_WORDS, "Chairs: {chairs}", "Сопред"),
        (RUSSIAN_WORDS, "On hold.", "Исполнение"),
        (RUSSIAN_WORDS, "Progress reported", "об исполнении"),
        (RUSSIAN_WORDS, "From {start} to {end}: what was agreed, and where it stands", "исполнено"),
        (
            RUSSIAN_WORDS,
            "No promise was given another date, and none was done late.",
            "не нарушен",
        ),
        (URDU_WORDS, "self-reported", "ذمہ دار"),
        (URDU_WORDS, "Made at {origin}", "پہلے"),
        (URDU_WORDS, "Announced but not identified", "ثابت"),
    ],
)
def test_a_translation_says_no_more_than_the_english(words, template, more):
    assert more not in words[template]
