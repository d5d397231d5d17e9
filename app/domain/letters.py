"""Reminder letters: what is recorded of them, and what may stand in their fields.

A *round* is one letter of the office under one reference number, sent to several organisations
at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId

LONGEST_REFERENCE = 80
LONGEST_TITLE = 300
MOST_REMINDERS = 20

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class LetterForm(StrEnum):
    """What a letter is drafted as."""

    DOCX = "docx"
    EML = "eml"
    XLSX = "xlsx"


WRITTEN_AS = (LetterForm.DOCX, LetterForm.EML)
"""The forms of a letter that is read; a workbook is filled in, see `inputs`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRound:
    """One letter of the office to several organisations: `reference` is its own number.

    `dated_on` and `deadline` are days. `number` counts the reminders of a chain from one on, of
    which `previous` is the round before. `concerns` is the session or text whose points it asks
    about, where it asks about one alone.
    """

    id: str
    reference: str
    dated_on: str
    deadline: str
    number: int = 1
    title: str = ""
    concerns: CommitmentId | None = None
    previous: str | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What one organisation was sent in a round, and when it answered, by which letter of its own.

    `withdrawn_on` is the day on which the office asked it no longer; `remark` says why.
    """

    id: str
    round: str
    organisation: OrganisationId
    form: LetterForm
    replied_on: str = ""
    reply_letter: str = ""
    withdrawn_on: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPoint:
    """A commitment that a letter asked about; `note` is what the answer says of it, if noted."""

    id: str
    letter: str
    commitment: CommitmentId
    note: str | None = None


def roman(number: int) -> str:
    """Return a number above nothing as offices number reminders: I, II, III."""
    words = ""
    for value, letters in _ROMAN:
        words += letters * (number // value)
        number %= value
    return words


def reference(value: str) -> str:
    """Return the number of a letter on one line. Raises `InvalidValueError`."""
    text = " ".join(value.split())
    if not text:
        raise InvalidValueError("reference", "A letter needs a reference number.")
    if len(text) > LONGEST_REFERENCE:
        raise InvalidValueError(
            "reference",
            f"The reference number is over-long: {len(text)} characters, and "
            f"{LONGEST_REFERENCE} can be kept.",
        )
    return text


def day(name: str, value: str) -> date:
    """Return the day that is meant. Raises `InvalidValueError` for what names none."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidValueError(name, f"{_DAYS[name]} has to be a day, such as 2026-11-22.") from (
            None
        )


_DAYS = {
    "dated_on": "The date of the letter",
    "deadline": "The deadline",
    "replied_on": "The date of the reply",
    "withdrawn_on": "The date",
}


def checked(held: LetterRound) -> LetterRound:
    """Return a round as it can be kept. Raises `InvalidValueError` naming the field."""
    dated, deadline = day("dated_on", held.dated_on), day("deadline", held.deadline)
    if deadline < dated:
        raise InvalidValueError("deadline", "The deadline lies before the date of the letter.")
    title = " ".join(held.title.split())
    if len(title) > LONGEST_TITLE:
        raise InvalidValueError(
            "title",
            f"The subject is over-long: {len(title)} characters, and {LONGEST_TITLE} can be kept.",
        )
    if held.number > MOST_REMINDERS:
        raise InvalidValueError(
            "previous", f"There were {MOST_REMINDERS} reminders already: begin a letter anew."
        )
    return LetterRound(
        id=held.id,
        reference=reference(held.reference),
        dated_on=dated.isoformat(),
        deadline=deadline.isoformat(),
        number=held.number,
        title=title,
        concerns=held.concerns,
        previous=held.previous,
        remark=held.remark.strip(),
    )


def turned_to(sides: Iterable[str], owed_by: str, now: str) -> str | None:
    """Return whose turn it is once these sides were asked about one commitment, None for no change.

    Where both were, it is the side that alone is responsible; else it stays where it is.
    """
    asked = list(dict.fromkeys(each for each in sides if each))
    if len(asked) == 1:
        return asked[0]
    if owed_by in asked:
        return owed_by
    return None if not asked or now in asked else asked[0]


def side_of(country: str, relation: str, *, first: bool, second: bool) -> str:
    """Return the side of an organisation in a pair: a country's code, “third”, or nothing.

    Its own country says so; where that is not stated, its part: `first` leads for the first side,
    `second` for the other.
    """
    one, _, other = relation.partition("-")
    if country:
        return country if country in (one, other) else "third"
    if first is not second:
        return one if first else other
    return ""
