"""Of which country an agency is that is to be added: as its own name, its column or its row say.

The column in which a name stands says nothing by its place: an office lists whom it likes under
“Responsible”. Where nothing names a country, it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.commitment import sides_of
from app.domain.intake.vocabulary import plain

NEW = "new"
"""The answer that an agency is not in the register yet and is to be added under its name."""

_BEGINNINGS: Mapping[str, tuple[str, ...]] = {
    "PK": ("pakistan", "пакистан", "پاکستان"),
    "BY": ("belarus", "byelorus", "беларус", "белорус", "بیلاروس"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {"PK": ("ирп",), "BY": ("рб",)}
"""How words begin that name a country in the name of an agency, and those that are one."""


@dataclass(frozen=True, slots=True)
class Seat:
    """The country of an agency that is to be added, and what says so; empty for what says none."""

    country: str = ""
    why: str = ""


def new_of(country: str) -> str:
    """Return the answer that an agency is to be added as one of a country."""
    return f"{NEW} {country}"


def new_country(answer: str) -> str:
    """Return the country of which an answer says an agency is to be added, or nothing."""
    word, _, code = answer.strip().partition(" ")
    return code.strip().upper() if word.casefold() == NEW else ""


def answered_country(answer: str, pair: str) -> str:
    """Return the country of a pair of which an answer says an agency is to be added, or nothing."""
    code = new_country(answer)
    return code if pair and code in sides_of(pair) else ""


def is_new(answer: str, pair: str) -> bool:
    """Whether an answer is that an agency is to be added, of whatever country."""
    return answer.strip().casefold() == NEW or bool(answered_country(answer, pair))


def named_country(text: str, pair: str, named: Mapping[str, str]) -> str:
    """Return the one country of a pair that a text names; nothing for none, or for both.

    `named` gives further names of countries, by plain name.
    """
    name = plain(text)
    words = name.split()
    found = {
        side
        for side in (sides_of(pair) if pair else ())
        if any(each.startswith(_BEGINNINGS.get(side, ("\0",))) for each in words)
        or not set(words).isdisjoint(_WORDS.get(side, ()))
        or any(f" {each} " in f" {name} " for each, code in named.items() if code == side)
    }
    return found.pop() if len(found) == 1 else ""


def other_side(country: str, pair: str) -> str:
    """Return the other country of a pair, nothing where it is not of the pair."""
    sides = sides_of(pair) if pair else ()
    return next((each for each in sides if each != country), "") if country in sides else ""
