"""Markings of secrecy: what is one, and what only says that there is none."""

from __future__ import annotations

import pytest

from app.domain.fields import CHECKS
from app.domain.marking import marking_heading


@pytest.mark.parametrize(
    "text",
    ["Unclassified", "UNCLASSIFIED.", "Public", "открыто", "Несекретно", "غیر خفیہ", "-", "N/A"],
)
def test_what_says_that_nothing_is_classified_is_no_marking(text):
    assert CHECKS["classification"](text) == ""


@pytest.mark.parametrize("text", ["SECRET", "ДСП", "Restricted", "Secrt", "Internal", "خفیہ"])
def test_anything_else_is_kept_as_the_marking_it_is(text):
    assert CHECKS["classification"](f" {text} ") == text


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("SECRET", "SECRET"),
        ("[Top Secret]", "Top Secret"),
        ("Classification: Confidential", "Confidential"),
        ("SECRET / IMMEDIATE", "SECRET"),
        ("For official use only", "For official use only"),
        ("Для служебного пользования", "Для служебного пользования"),
        ("Гриф: ДСП (экз. № 1)", "ДСП"),
        ("خفیہ", "خفیہ"),
        ("Confidential talks on tariffs", ""),
        ("Secretary", ""),
        ("Unclassified", ""),
        ("", ""),
    ],
)
def test_a_line_is_a_marking_only_where_it_says_nothing_else(line, found):
    assert marking_heading(line) == found
