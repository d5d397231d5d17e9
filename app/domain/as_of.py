"""A look back: on which day, and whether by what had happened then or by what was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.date_words import Translate, day_words, plain
from app.domain.errors import InvalidValueError


class By(StrEnum):
    """What decides whether something was so by a day.

    *Happened*: the days that the records themselves name. *Entry*: when it was written into the
    register, whatever it says.
    """

    HAPPENED = "happened"
    ENTRY = "entry"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """The end of a past day, in one of two senses."""

    day: date
    by: By = By.HAPPENED

    def checked(self, today: date) -> AsOf:
        """Return it, unless its day is yet to come: `InvalidValueError`."""
        if self.day > today:
            raise InvalidValueError(
                "as_of", f"{day_words(self.day)} is yet to come: nobody can look back on it."
            )
        return self


def as_of_words(as_of: AsOf, tr: Translate = plain) -> str:
    """Return “As of 31 Dec 2024, by what had happened”."""
    template = {
        By.HAPPENED: tr("As of {day}, by what had happened"),
        By.ENTRY: tr("As of {day}, by what was known"),
    }[as_of.by]
    return template.format(day=day_words(as_of.day, tr))


def erased_words(count: int, by: By, tr: Translate = plain) -> str:
    """Say what a look back cannot show: commitments whose texts were erased for good since.

    Their dates are gone as well, so that by what had happened nobody can say whether they were
    there. Empty where there are none.
    """
    if count == 0:
        return ""
    if by is By.ENTRY:
        template = (
            tr("1 commitment known then is missing: it was erased for good since.")
            if count == 1
            else tr("{count} commitments known then are missing: they were erased for good since.")
        )
    else:
        template = (
            tr("1 commitment was erased for good; whether it was there then cannot be said.")
            if count == 1
            else tr(
                "{count} commitments were erased for good; whether they were there then cannot be "
                "said."
            )
        )
    return template.format(count=count)
