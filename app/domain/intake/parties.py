"""The side that a cell says is responsible: a country of the pair, both, or what is asked."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.domain.commitment import sides_of
from app.domain.intake.vocabulary import names_of, plain

AS_WRITTEN = "as written"
"""The answer that the responsible party is a body of its own, under the name in the cell."""

_BOTH = frozenset(
    names_of(
        "both|both sides|both parties|both countries|the sides|the two sides|joint|jointly|mutual|"
        "обе стороны|стороны|совместно|оба|دونوں|دونوں فریق|دونوں ممالک|مشترکہ"
    )
)
_COUNTRIES: Mapping[str, tuple[str, ...]] = {
    "PK": names_of(
        "pk|pak|pakistan|pakistani|islamic republic of pakistan|ирп|пакистан|пакистанская|"
        "исламская республика пакистан|پاکستان|پاکستانی"
    ),
    "BY": names_of(
        "by|blr|bel|belarus|belarusian|belarussian|byelorussia|republic of belarus|рб|беларусь|"
        "белоруссия|белорусская|республика беларусь|بیلاروس|بیلاروسی"
    ),
}
"""What the countries are called in tables, without “side”."""

_SIDE = re.compile(
    r"\b(?:the|side|party|govt\.?(?:\s+of)?|government(?:\s+of)?|сторона|стороны)\b|"
    r"فریق|کی جانب|جانب",
    re.IGNORECASE,
)
_APART = re.compile(r"[/,;+&|\n]|\b(?:and|и)\b|\sاور\s", re.IGNORECASE)


def read_party(text: str, pair: str, named: Mapping[str, str]) -> str:
    """Return the codes of the sides that a text names, in the pair's order; nothing for others.

    `named` gives further names of the countries of the pair, by plain name.
    """
    sides = sides_of(pair)
    if plain(text) in _BOTH:
        return "+".join(sides)
    codes = {_code(each, sides, named) for each in _APART.split(text) if plain(each)}
    if not codes or "" in codes:
        return ""
    return "+".join(each for each in sides if each in codes)


def party_choices(pair: str) -> tuple[str, ...]:
    """Return the answers to which side is meant."""
    return (*sides_of(pair), "+".join(sides_of(pair)), AS_WRITTEN)


def _code(text: str, sides: tuple[str, str], named: Mapping[str, str]) -> str:
    names = {plain(text), plain(_SIDE.sub(" ", text))}
    for side in sides:
        known = {plain(side), *_COUNTRIES.get(side, ())}
        known |= {name for name, code in named.items() if code == side}
        if names & known:
            return side
    return ""
