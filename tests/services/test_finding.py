"""Commitments by a few typed words: the very reference first, then what the words are found in."""

from __future__ import annotations

import pytest

from app.services.finding import MOST, found

PLANT = "PK-BY/JMC-8/05"


def refs(register, text, relation=""):
    return [row.ref for row in found(register.reader, text, register.clock.today(), relation)]


@pytest.mark.parametrize("typed", [PLANT, "JMC-8/05", f"  {PLANT} ", "jmc-8/05"])
def test_a_reference_leads_to_its_commitment(sample, typed):
    assert refs(sample, typed)[0] == PLANT


def test_words_are_looked_for_in_the_full_text(sample):
    answers = refs(sample, "joint ministerial")
    assert answers
    assert "PK-BY/JMC-8/30" in answers


def test_there_are_eight_answers_at_most_and_none_twice(sample):
    answers = refs(sample, "PK")
    assert len(answers) == len(set(answers)) == MOST


@pytest.mark.parametrize("typed", ["", "   ", "submarine", "/", "“%_"])
def test_what_is_not_there_is_not_found(sample, typed):
    assert refs(sample, typed) == []


def test_the_bin_is_left_out(sample):
    sample.discard([sample.reader.find(PLANT)])
    assert PLANT not in refs(sample, PLANT)


def test_another_relation_is_left_out(sample):
    assert refs(sample, PLANT, "PK-TR") == []
    assert refs(sample, PLANT, "PK-BY")[0] == PLANT
