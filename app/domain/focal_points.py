"""Focal points: whom the desk writes to at a ministry or agency.

They are personal data. Their names stand in the register, in its directory and in letters to
them, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.identity import OrganisationId
from app.domain.mail_addresses import in_ascii


class FocalRole(StrEnum):
    """What a focal point does: is written to, stands in, or confirms what the agency says."""

    MAIN = "main"
    ALTERNATE = "alternate"
    VALIDATOR = "validator"


@dataclass(frozen=True, slots=True, kw_only=True)
class FocalPoint:
    """A person or office of a ministry or agency whom the desk writes to.

    `post` is the title, such as “Deputy Secretary”; `language` that of letters, a code. One that
    was withdrawn is written to no longer; its texts can be erased for good.
    """

    id: str
    organisation: OrganisationId
    name: str
    role: FocalRole = FocalRole.MAIN
    email: str = ""
    telephone: str = ""
    post: str = ""
    language: str = ""

    @property
    def address(self) -> str:
        """Its address as the head of a mail takes it, empty where it has none.

        What another copy or a file brought unchecked, and is no address, counts as none.
        """
        return in_ascii(self.email)


class Recipients(NamedTuple):
    """To whom a letter goes by mail, and who gets a copy; all of them have an address."""

    to: tuple[FocalPoint, ...] = ()
    copies: tuple[FocalPoint, ...] = ()


def recipients(points: Iterable[FocalPoint]) -> Recipients:
    """Return who of an agency is written to by mail: the main one, the alternates in copy.

    Where the main one has no address the alternates stand in for it. Validators are not written
    to.
    """
    held = [each for each in points if each.address]
    main = tuple(each for each in held if each.role is FocalRole.MAIN)
    others = tuple(each for each in held if each.role is FocalRole.ALTERNATE)
    return Recipients(to=main, copies=others) if main else Recipients(to=others)


def attention(points: Iterable[FocalPoint]) -> FocalPoint | None:
    """Return to whose attention a letter goes: the main one's, else that of the first alternate."""
    held = list(points)
    for role in (FocalRole.MAIN, FocalRole.ALTERNATE):
        for each in held:
            if each.role is role:
                return each
    return None


def same(one: FocalPoint, other: FocalPoint) -> bool:
    """Whether two are one and the same: by their addresses, else, without any, by their names."""
    if one.email or other.email:
        return one.email.casefold() == other.email.casefold()
    return one.name.casefold() == other.name.casefold()
