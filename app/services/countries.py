"""The pair of countries a register begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain import fields
from app.domain.change import Change
from app.domain.errors import InvalidValueError
from app.services.register import Register

if TYPE_CHECKING:
    from app.services.acts import Acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """The pair of countries a register is about, as it was typed; our own side first."""

    first: str
    first_name: str
    second: str
    second_name: str

    @property
    def code(self) -> str:
        """The code of the pair, such as PK-BY."""
        return f"{self.first.strip().upper()}-{self.second.strip().upper()}"

    @property
    def names(self) -> tuple[str, str]:
        """The two names, each on one line."""
        return " ".join(self.first_name.split()), " ".join(self.second_name.split())

    def refusals(self) -> list[InvalidValueError]:
        """Return what cannot be kept of it, each with the field it is about; best none."""
        found = []
        for name, code in (("first", self.first), ("second", self.second)):
            if not _is_code(code):
                found.append(InvalidValueError(name, _NO_CODE))
        for name, words in zip(("first_name", "second_name"), self.names, strict=True):
            if not words:
                found.append(InvalidValueError(name, "Write the name as lists are to show it."))
        if not found and self.first.strip().upper() == self.second.strip().upper():
            found.append(InvalidValueError("second", "The two sides are the same country."))
        return found


_NO_CODE = "A country's code is two or three letters, such as PK."


def enter_countries(register: Register, countries: Countries) -> Change:
    """Enter the pair of countries a register is about. Raises the first of its refusals."""
    for refusal in countries.refusals():
        raise refusal
    return enter_pair(register, countries.code, *countries.names)


def enter_pair(register: Register, code: str, first_name: str, second_name: str) -> Change:
    """Enter a pair of countries with the working days of the years in use, as one change.

    What the library does not know of their days off stays open. Raises `InvalidValueError`.
    """
    from app.services.holidays import fill_around  # noqa: PLC0415 - not needed to show a window

    def act(acts: Acts) -> None:
        acts.add_relation(code, first_name, second_name)
        fill_around(acts, register.reader, code, None, register.clock.today())

    return register.together("New relation", act)


def _is_code(text: str) -> bool:
    """Whether a text can be one half of the code of a pair."""
    try:
        fields.relation(f"{text.strip()}-XX")
    except InvalidValueError:
        return False
    return True
