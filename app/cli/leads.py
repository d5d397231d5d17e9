"""How long before a day, as it is written on a command line: 21d, 2w, 3m, 1y, or after it: -1d."""

from __future__ import annotations

import re

import click

from app.domain.errors import InvalidValueError
from app.domain.reminder_rules import lead_length

_SHORT = re.compile(r"([+-]?)(\d{1,4}) ?([dwmy])", re.ASCII)


class Lead(click.ParamType[str]):
    """A length of time before a day: 21d, 2w, 3m or 1y; 0d is the day itself, -1d a day after."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return it as an ISO 8601 duration; anything else is a wrong command line."""
        text = str(value).strip()
        short = _SHORT.fullmatch(text.casefold())
        lead = f"{short[1]}P{short[2]}{short[3].upper()}" if short else text.upper()
        try:
            lead_length(lead)
        except InvalidValueError:
            self.fail(
                f"“{value}” is no length of time; write for example 21d, 2w, 3m or 1y.", param, ctx
            )
        return lead.removeprefix("+")
