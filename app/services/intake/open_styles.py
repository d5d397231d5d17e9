"""What the styles of an OpenDocument spreadsheet say of its cells and sheets."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.intake.dates import DAYS_FROM
from app.services.intake.figures import Shown

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"

_Element = Any
"""An element of lxml, which has no types."""


@dataclass(slots=True)
class OpenStyles:
    """What the styles of a file say of cells and sheets, and from which day it counts days."""

    shown: dict[str, Shown] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    days_from: date = DAYS_FROM["1900"]
    struck: set[str] = field(default_factory=set)

    def learn(self, styles: _Element) -> None:
        """Take in the automatic styles of a file, or the day from which it counts."""
        with suppress(ValueError):
            self.days_from = date.fromisoformat(styles.get(f"{_TABLE}date-value", ""))
        dates = {}
        for each in styles.iter(f"{_NUMBER}date-style"):
            parts = {child.tag.rpartition("}")[2] for child in each}
            dates[each.get(f"{_STYLE}name")] = _date_shown(parts)
        for each in styles.iter(f"{_STYLE}style"):
            name, form = each.get(f"{_STYLE}name"), each.get(f"{_STYLE}data-style-name")
            if form in dates:
                self.shown[name] = dates[form]
            for properties in each.iter(f"{_STYLE}table-properties"):
                if properties.get(f"{_TABLE}display") == "false":
                    self.hidden.add(name)
            for properties in each.iter(f"{_STYLE}text-properties"):
                if properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
                    self.struck.add(name)


def _date_shown(parts: set[str]) -> Shown:
    if "day" in parts or not parts & {"month", "year", "quarter"}:
        return Shown.DAY
    return Shown.MONTH if "month" in parts else Shown.YEAR
