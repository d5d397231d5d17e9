"""What may stand in the fields of a commitment; each check returns the value to be kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.commitment import Completion, OwnerBasis, Strength, sides_of
from app.domain.edtf import EdtfError, parse
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.domain.marking import marking

_Word = TypeVar("_Word", bound=StrEnum)

LONGEST_TITLE = 500
LONGEST_REF = 80
_DIGITS = 9

_REF = re.compile(r"[^\W_](?:[\w./&()-]*[\w.)])?")
_RELATION = re.compile(r"[A-Z]{2,3}-[A-Z]{2,3}")


def title(value: str) -> str:
    """Return a title on one line. Raises `InvalidValueError` where it is empty or over-long."""
    text = " ".join(value.split())
    if not any(each.isprintable() and not each.isspace() for each in text):
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
    text = unicodedata.normalize("NFC", value.strip())
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


def side(value: str, pair: str) -> str:
    """Return whose turn it is: a code of the pair, “third”, or nothing for nobody's."""
    text = value.strip()
    for each in (*sides_of(pair), "third", ""):
        if each.casefold() == text.casefold():
            return each
    first, second = sides_of(pair)
    raise InvalidValueError(
        "ball_with", f"“{text}” is no side here. There are {first}, {second} and “third”."
    )


PROTOCOL = "protocol"
"""Who agreed, where a protocol or the minutes of a session did."""


def asked_by(value: str, pair: str) -> str:
    """Return who asked for a new date, in the words that say who agreed; see `agreed_by`."""
    return _sides_or_protocol("asked_by", "asked for it", value, pair)


def agreed_by(value: str, pair: str) -> str:
    """Return who agreed to a new date: codes of the pair in its order, “protocol”, or nothing.

    “both” and “mutual” stand for the two sides. “us” and “them” are refused: the register is
    read on both sides of a desk.
    """
    return _sides_or_protocol("agreed_by", "agreed", value, pair)


def _sides_or_protocol(name: str, did: str, value: str, pair: str) -> str:
    text = " ".join(value.split()).casefold()
    sides = sides_of(pair)
    if text in ("both", "mutual"):
        return "+".join(sides)
    if text.removeprefix("by ").removeprefix("the ") == PROTOCOL:
        return PROTOCOL
    codes = {each.strip().upper() for each in text.split("+") if each.strip()}
    if codes <= set(sides):
        return "+".join(each for each in sides if each in codes)
    first, second = sides
    why = " The register is read on both sides." if text in ("us", "them", "we", "they") else ""
    raise InvalidValueError(
        name,
        f"“{value.strip()}” does not say who {did}. Write {first}, {second}, both or "
        f"protocol.{why}",
    )


def edtf(name: str, value: str) -> str:
    """Return a date as EDTF, or nothing. Raises `EdtfError` naming what cannot be read.

    “11 Apr 2025” is read too: whatever is typed that names its own year. What counts from a day
    is read where that day is known, before it comes here.
    """
    text = value.strip()
    if not text:
        return ""
    try:
        return parse(text, field=name).text
    except EdtfError:
        from app.domain.typed_dates import typed_date  # noqa: PLC0415 - seldom wanted

        return typed_date(name, text)


def kind(value: str) -> Kind:
    """Return the kind of that name. Raises `InvalidValueError` naming the kinds there are."""
    return choice("kind", Kind, value)


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
    if not text.isdecimal() or len(text) > _DIGITS or int(text) < 1:
        raise InvalidValueError(
            name, f"“{text[:40]}” is no whole number of 1 to {10**_DIGITS - 1:,}."
        )
    return int(text)


def flag(name: str, value: object) -> bool:
    """Return whether it is so: True or False, 1 or 0, “yes” or “no”, nothing for no."""
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    text = _text(value).casefold()
    if text and text not in words:
        raise InvalidValueError(name, f"“{name}” is either yes or no.")
    return words.get(text, False)


def choice(name: str, choices: type[_Word], value: object) -> _Word:
    """Return the word that is meant, whatever its case. Raises `InvalidValueError` naming all."""
    if isinstance(value, choices):
        return value
    text = str(value).strip()
    for each in choices:
        if each.value.casefold() == text.casefold():
            return each
    names = ", ".join(f"“{each.value}”" for each in choices)
    raise InvalidValueError(name, f"“{text}” is no {name}. There are {names}.")


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _dated(name: str) -> Callable[[Any], str]:
    return lambda value: edtf(name, _text(value))


CHECKS: Mapping[str, Callable[[Any], Any]] = {
    "ref": ref,
    "title": title,
    "kind": kind,
    "relation": relation,
    "summary": _text,
    "sector": _text,
    "strength": strength,
    "owner_basis": lambda value: choice("owner_basis", OwnerBasis, value),
    "paragraph": _text,
    "made_on": _dated("made_on"),
    "made_at": _text,
    "completion": lambda value: choice("completion", Completion, value),
    "ball_with": _text,
    "ball_since": _dated("ball_since"),
    "ball_letter": _text,
    "priority": lambda value: whole("priority", value),
    "update_days": lambda value: whole("update_days", value),
    "review_on": _dated("review_on"),
    "classification": lambda value: marking(_text(value)),
    "line_to_take": _text,
    "remarks": _text,
    "event": lambda value: flag("event", value),
    "batch_announced": lambda value: whole("batch_announced", value),
}
"""The check of each field that stands by itself; `owed_by` and references need more."""
