"""The agencies of one row: who leads on either side, who supports, and what is asked of names.

No agency is added that nobody was asked about, and none is called “both sides” or “as above”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from app.domain.intake.agencies import parts_of, split
from app.domain.intake.asking import ONE_BY_ONE, Asked, Reading, plain_key
from app.domain.intake.marks import DITTO, NO_AGENCY, NOBODY
from app.domain.intake.vocabulary import plain

AGENCIES = ("owner", "supporting", "counterpart")
"""The fields that hold agencies."""

NEW = "new"
"""The answer that an agency is not in the register yet and is to be added under its name."""

SEVERAL = "several"
"""The answer that a name with a comma or an “and” in it is several agencies."""

LEAVE_OUT = "leave out"
"""The answer that a text names no agency."""

UNKNOWN = "unknown"
"""What stands for all names of a column that are no agency's and like none."""

_TWO = 2
_WHOLE = frozenset((*NOBODY, *NO_AGENCY, *DITTO))
_DITTO_MARK = re.compile(r"[\s\-–—.]*(?:[\"“”„«»〃]|''|//|,,)[\s\-–—.\"“”]*")


class RowAgencies:
    """Reads the cells of agencies; `ask` puts a question, `warn` tells what there is to know."""

    def __init__(
        self, reading: Reading, ask: Callable[[Asked], None], warn: Callable[[str], None]
    ) -> None:
        self._reading = reading
        self._ask, self._warn = ask, warn

    def fields(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return the agencies of cells, by field: all but the first of a cell support."""
        found: dict[str, str] = {}
        supporting: list[str] = []
        for name in AGENCIES:
            text = self._text(name, texts.get(name, ""))
            if not plain(text):
                continue
            column = self._reading.places[name].name
            names = [
                agency for each in self._names(text) for agency in self._agencies(each, column)
            ]
            lead, *others = names or [""]
            if name != "supporting" and lead:
                found[name] = lead
            else:
                supporting.append(lead)
            supporting += others
        if any(supporting):
            found["supporting"] = "; ".join(dict.fromkeys(filter(None, supporting)))
        return found

    def _names(self, text: str) -> tuple[str, ...]:
        """Return the names in a cell; what names no agency, “N/A”, is not parted."""
        if plain(text) in _WHOLE and not self._reading.own:
            return (" ".join(text.split()),)
        return split(text, self._reading.names).all

    def _text(self, name: str, text: str) -> str:
        """Return what a cell says; a mark that repeats the row above says what stands there."""
        if self._reading.own or not _repeats(text):
            self._reading.above[name] = text
            return text
        above = self._reading.above.get(name, "")
        if plain(above):
            self._warn(f"“{text.strip()}” was read as in the row above: “{above.strip()}”.")
            return above
        if not plain(text):
            self._warn(f"“{text.strip()}” repeats the row above, where no agency is named.")
        return text

    def _agencies(self, name: str, column: str) -> tuple[str, ...]:
        """Return agencies as the register has them, or as they are to be added."""
        if known := self._reading.names.of(name):
            return (known,)
        if plain(name) in NOBODY and not self._reading.own:
            self._warn(f"“{name}” names no agency: left out.")
            return ()
        key, said = self._answer(name, column)
        if said == LEAVE_OUT:
            return ()
        if said == SEVERAL and len(parts_of(name)) >= _TWO:
            return tuple(one for part in parts_of(name) for one in self._agencies(part, column))
        if not said and not (self._reading.own and not self._reading.names.alike(name)):
            return self._asked(name, column, key)
        if said not in ("", NEW):
            name = self._reading.names.of(said) or said
        if not self._reading.names.of(name):
            self._warn(f"“{name}” is not in the register yet and would be added.")
        return (name,)

    def _answer(self, name: str, column: str) -> tuple[str, str]:
        """Return under which key a name is asked about, and what was said of it."""
        answers, key = self._reading.answers, f"{column}@{name}"
        said = answers.get(plain_key(key), "").strip()
        if not said and self._strange(name):
            together = f"{column}@{UNKNOWN}"
            said = answers.get(plain_key(together), "").strip()
            return (key, "") if said == ONE_BY_ONE else (together, said)
        return key, said

    def _strange(self, name: str) -> bool:
        """Whether nothing is to be found out of a name but whether it is to be added."""
        named = plain(name) not in (*NO_AGENCY, *DITTO)
        return named and len(parts_of(name)) < _TWO and not self._reading.names.alike(name)

    def _asked(self, name: str, column: str, key: str) -> tuple[str, ...]:
        if key == f"{column}@{UNKNOWN}":
            question = (
                f"“{name[:80]}” is no agency of the register and like none. Is whatever is so "
                "in this column to be added?"
            )
            choices = (NEW, LEAVE_OUT, ONE_BY_ONE)
            self._ask(Asked(key=key, column=column, question=question, choices=choices))
            return (name,)
        several = (SEVERAL,) if len(parts_of(name)) >= _TWO else ()
        new = () if plain(name) in (*NO_AGENCY, *DITTO) else (NEW,)
        question = f"“{name[:80]}” is no agency of the register. Which one is it?"
        choices = (*self._reading.names.alike(name), *several, *new, LEAVE_OUT)
        self._ask(Asked(key=key, column=column, question=question, choices=choices))
        return (name,)


def _repeats(text: str) -> bool:
    return plain(text) in DITTO or bool(_DITTO_MARK.fullmatch(text))
