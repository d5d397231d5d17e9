"""What may stand in the fields of a focal point."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain import fields
from app.domain.directory import language
from app.domain.errors import InvalidValueError
from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.mail_addresses import in_ascii, seen

LONGEST = 200
"""How many characters a name, a post or a telephone number may have."""
FACTS = ("name", "role", "email", "telephone", "post", "language")
"""The fields that may be put right."""

_SHOWN = 60


def fact(name: str, value: str) -> str:
    """Return a fact of a focal point as it is kept. Raises `InvalidValueError` naming the field."""
    match name:
        case "name":
            return _name(value)
        case "role":
            return fields.choice("role", FocalRole, value).value
        case "email":
            return _email(value)
        case "telephone" | "post":
            return _line(name, value)
        case "language":
            return language(value)
    raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")


def checked(point: FocalPoint) -> FocalPoint:
    """Return a focal point with every fact as it is kept. Raises `InvalidValueError`."""
    kept: dict[str, Any] = {
        name: fact(name, getattr(point, name)) for name in FACTS if name != "role"
    }
    return replace(point, role=FocalRole(fact("role", point.role)), **kept)


def _name(value: str) -> str:
    text = _line("name", value)
    if not any(each.isalnum() for each in text):
        raise InvalidValueError("name", "A focal point needs a name.")
    return text


def _email(value: str) -> str:
    text = value.strip()
    if text and not in_ascii(text):
        shown = " ".join(seen(text).split())[:_SHOWN]
        raise InvalidValueError(
            "email",
            f"“{shown}” is no e-mail address that a mail can be written to. Give one alone, such "
            "as desk@example.org.",
        )
    return text


def _line(name: str, value: str) -> str:
    text = " ".join(seen(value).split())
    if len(text) > LONGEST:
        raise InvalidValueError(
            name, f"This is over-long: {len(text)} characters, and {LONGEST} can be kept."
        )
    return text
