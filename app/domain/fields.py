"""What may stand in the fields of a commitment; each check returns the value to be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.commitment import Completion, OwnerBasis, Strength, sides_of
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind

_Word = TypeVar("_Word", bound=StrEnum)

LONGEST_TITLE = 500
LONGEST_REF = 80

_REF = re.compile(r"[^\W_](?:[\w./&()-]*[\w.)])?")
_RELATION = re.compile(r"[A-Z]{2,3}-[A-Z]{2,3}")


def title(value: str) -> str:
    """Return a title on one line. Raises `InvalidValueError` where it is empty or over-long."""
    text = " ".join(value.split())
    if not text:
        raise InvalidValueError("title", "A commitment needs a title.")
    if len(text) > LONGEST_TITLE:
        raise InvalidValueError(
            "title",
            f"The title is over-long: {len(text)} characters, and {LONGEST_TITLE} can be kept. "
            "Put the details into the summary.",
        )
    return text


def ref(value: str) -> str:
    """Return a reference that a spreadsheet leaves alone: letters, digits, dots and slashes."""
    text = value.strip()
    if not _REF.fullmatch(text) or len(text) > LONGEST_REF:
        raise InvalidValueError(
            "ref",
            f"“{text}” cannot be a reference: it is made of letters, digits, dots, slashes and "
            "hyphens, and begins with a letter or digit.",
        )
    return text


def relation(value: str) -> str:
    """Return the code of a pair of countries, such as PK-BY."""
    text = value.strip().upper()
    if not _RELATION.fullmatch(text):
        raise InvalidValueError(
            "relation", f"“{value}” is no pair of countries; write for example PK-BY."
        )
    return text


def owed_by(value: str, pair: str) -> str:
    """Return the responsible side: codes of the pair in its order, or a private body's name.

    “both” stands for the two sides.
    """
    text = " ".join(value.split())
    sides = sides_of(pair)
    if text.casefold() == "both":
        return "+".join(sides)
    codes = {each.strip().upper() for each in text.split("+")}
    if codes <= set(sides):
        return "+".join(each for each in sides if each in codes)
    return text


def edtf(name: str, value: str) -> str:
    """Return a date as EDTF, or nothing. Raises `EdtfError` naming what cannot be read."""
    text = value.strip()
    return parse(text, field=name).text if text else ""


def kind(value: str) -> Kind:
    """Return the kind of that name. Raises `InvalidValueError` naming the kinds there are."""
    return _choice("kind", Kind, value)


def strength(value: object) -> Strength | None:
    """Return the step 0 to 5, or None for nothing."""
    if value is None or value == "":
        return None
    try:
        return Strength(int(str(value)))
    except ValueError:
        raise InvalidValueError("strength", "Strength is a step from 0 to 5.") from None


def whole(name: str, value: object) -> int | None:
    """Return a whole number above nothing, or None for nothing."""
    if value is None or value == "":
        return None
    text = str(value).strip()
    if not text.isdecimal() or int(text) < 1:
        raise InvalidValueError(name, f"“{value}” is no whole number of 1 or more.")
    return int(text)


def _choice(name: str, choices: type[_Word], value: object) -> _Word:
    text = str(value).strip()
    for each in choices:
        if each.value.casefold() == text.casefold():
            return each
    names = ", ".join(f"“{each.value}”" for each in choices)
    raise InvalidValueError(name, f"“{text}” is no {name}. There are {names}.")


def _text(value: object) -> str:
    return str(value).strip()


def _dated(name: str) -> Callable[[Any], str]:
    return lambda value: edtf(name, str(value))


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "ref": ref,
    "title": title,
    "kind": kind,
    "relation": relation,
    "summary": _text,
    "sector": _text,
    "strength": strength,
    "owner_basis": lambda value: _choice("owner_basis", OwnerBasis, value),
    "paragraph": _text,
    "made_on": _dated("made_on"),
    "made_at": _text,
    "completion": lambda value: _choice("completion", Completion, value),
    "ball_with": _text,
    "ball_since": _dated("ball_since"),
    "ball_letter": _text,
    "priority": lambda value: whole("priority", value),
    "update_days": lambda value: whole("update_days", value),
    "review_on": _dated("review_on"),
    "classification": _text,
    "line_to_take": _text,
    "remarks": _text,
    "event": bool,
    "batch_announced": lambda value: whole("batch_announced", value),
}
"""The check of each field that stands by itself; `owed_by` and references need more."""
