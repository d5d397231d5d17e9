"""The agencies of one row: who leads on either side, who supports, and what is asked of names.

No agency is added that nobody was asked about, and none is called “both sides” or “as above”.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping

from app.domain.commitment import sides_of
from app.domain.intake.agencies import parts_of, split
from app.domain.intake.agency_countries import (
    NEW,
    Seat,
    answered_country,
    is_new,
    named_country,
    new_of,
    other_side,
)
from app.domain.intake.asking import ONE_BY_ONE, Asked, Reading, plain_key
from app.domain.intake.marks import DITTO, NO_AGENCY, NOBODY
from app.domain.intake.parties import read_party
from app.domain.intake.vocabulary import plain

AGENCIES = ("owner", "supporting", "counterpart")
"""The fields that hold agencies."""

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
        self,
        reading: Reading,
        ask: Callable[[Asked], None],
        warn: Callable[[str], None],
        *,
        pair: str = "",
        owed_by: str = "",
    ) -> None:
        """`pair` are the row's countries, `owed_by` the side that it says is responsible."""
        self._reading = reading
        self._ask, self._warn = ask, warn
        self._pair = pair or reading.told.pair
        self._owed_by = owed_by if other_side(owed_by, self._pair) else ""
        self._lead = ""
        self.added: dict[str, str] = {}
        """The country of each agency that is to be added, by its plain name."""

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
                agency
                for each in self._names(text)
                for agency in self._agencies(each, column, name)
            ]
            lead, *others = names or [""]
            if name == "owner":
                self._lead = self._reading.told.seats.get(lead) or self.added.get(plain(lead), "")
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
        parted = self._reading.parted
        if text not in parted:
            parted[text] = split(text, self._reading.names).all
        return parted[text]

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

    def _agencies(self, name: str, column: str, field: str) -> tuple[str, ...]:
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
            parts = parts_of(name)
            return tuple(one for part in parts for one in self._agencies(part, column, field))
        if not said and not (self._reading.own and not self._reading.names.alike(name)):
            return self._asked(name, column, field, key)
        if said and not is_new(said, self._pair):
            name = said
        return self._added(name, column, field, said)

    def _added(self, name: str, column: str, field: str, said: str) -> tuple[str, ...]:
        """Return an agency that is to be added under its name, once its country is known."""
        if known := self._reading.names.of(name):
            return (known,)
        own = self._reading.answers.get(plain_key(f"{column}@{name}"), "")
        if country := answered_country(own, self._pair):
            seat = Seat(country, "as it was answered")
        else:
            seat = self._seat(name, column, field)
            seat = seat if seat.country else Seat(answered_country(said, self._pair), "as answered")
        if self._pair and not seat.country:
            return self._asked_country(name, column)
        of = f", of {seat.country} ({seat.why})" if seat.country else ""
        if seat.country:
            self.added[plain(name)] = self._reading.seats.setdefault(plain(name), seat.country)
        # The same words for every row that names it: kept once.
        self._warn(sys.intern(f"“{name}” is not in the register yet and would be added{of}."))
        return (name,)

    def _seat(self, name: str, column: str, field: str) -> Seat:
        """Return of which country an agency is that is to be added, as far as anything says it."""
        if country := self._named(name):
            return Seat(country, "its name says so")
        if country := self._named(column):
            return Seat(country, "its column says so")
        if country := self._reading.seats.get(plain(name), ""):
            return Seat(country, "as in a row above")
        if self._reading.own and self._pair:
            return Seat(sides_of(self._pair)[field == "counterpart"], "as its column has it")
        if field == "counterpart":
            return Seat(other_side(self._lead, self._pair), "not the side of the lead agency")
        return Seat(self._owed_by, "the side that its row says is responsible")

    def _named(self, text: str) -> str:
        """Return the one country of the pair that a name or a column names, if any."""
        known, key = self._reading.countries, (text, self._pair)
        if key not in known:
            known[key] = named_country(text, self._pair, self._reading.told.countries)
        return known[key]

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
        strange = self._reading.strange
        if name not in strange:
            named = plain(name) not in DITTO and not self._nobody(name)
            lone = named and len(parts_of(name)) < _TWO
            strange[name] = lone and not self._reading.names.alike(name)
        return strange[name]

    def _nobody(self, name: str) -> bool:
        """Whether a name is a country's, or means more than one agency."""
        told = self._reading.told
        party = read_party(name, told.pair, told.countries) if told.pair else ""
        return plain(name) in NO_AGENCY or bool(party)

    def _news(self, seat: Seat) -> tuple[str, ...]:
        """Return the answers that an agency is to be added: of its own country first."""
        if not self._pair:
            return (NEW,)
        sides = sorted(sides_of(self._pair), key=lambda each: each != seat.country)
        return tuple(map(new_of, sides))

    def _asked_country(self, name: str, column: str) -> tuple[str, ...]:
        question = f"Of which country is “{name[:80]}”, which is to be added? Nothing says it here."
        choices = (*self._news(Seat()), LEAVE_OUT)
        key = f"{column}@{name}"
        self._ask(Asked(key=key, column=column, question=question, choices=choices))
        return (name,)

    def _asked(self, name: str, column: str, field: str, key: str) -> tuple[str, ...]:
        seat = self._seat(name, column, field)
        of = f" Added, it would be of {seat.country}: {seat.why}." if seat.country else ""
        if key == f"{column}@{UNKNOWN}":
            question = (
                f"“{name[:80]}” is no agency of the register and like none. Is whatever is so "
                "in this column to be added, each to the country that its name or row says?"
                f"{of}"
            )
            news = (NEW,) if seat.country else self._news(seat)
            choices = (*news, LEAVE_OUT, ONE_BY_ONE)
            self._ask(Asked(key=key, column=column, question=question, choices=choices))
            return (name,)
        if self._nobody(name):  # agencies that have a country in their names are none of them it
            question = f"“{name[:80]}” names no one agency. Is it left out?"
            self._ask(Asked(key=key, column=column, question=question, choices=(LEAVE_OUT,)))
            return (name,)
        several = (SEVERAL,) if len(parts_of(name)) >= _TWO else ()
        new = () if plain(name) in DITTO else self._news(seat)
        question = f"“{name[:80]}” is no agency of the register. Which one is it?{of}"
        choices = (*self._reading.names.alike(name), *several, *new, LEAVE_OUT)
        self._ask(Asked(key=key, column=column, question=question, choices=choices))
        return (name,)


def _repeats(text: str) -> bool:
    return plain(text) in DITTO or bool(_DITTO_MARK.fullmatch(text))
