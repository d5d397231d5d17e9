"""The agencies of one row: who leads on either side, who supports, and what is asked of names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.domain.intake.agencies import alike, split
from app.domain.intake.asking import Asked, Reading, plain_key
from app.domain.intake.vocabulary import plain

AGENCIES = ("owner", "supporting", "counterpart")
"""The fields that hold agencies."""

NEW = "new"
"""The answer that an agency is not in the register yet and is to be added under its name."""


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
            text = texts.get(name, "")
            if not plain(text):
                continue
            column = self._reading.places[name].name
            names = split(text, self._reading.told.agencies).all
            lead, *others = [self._agency(each, column) for each in names] or [""]
            if name != "supporting" and lead:
                found[name] = lead
            else:
                supporting.append(lead)
            supporting += others
        if any(supporting):
            found["supporting"] = "; ".join(dict.fromkeys(filter(None, supporting)))
        return found

    def _agency(self, name: str, column: str) -> str:
        """Return an agency's name as the register has it, or as it is to be added."""
        known = self._reading.told.agencies
        if plain(name) in known:
            return known[plain(name)]
        key = f"{column}@{name}"
        said = self._reading.answers.get(plain_key(key), "")
        if said and said != NEW:
            return said
        proposals = alike(name, known)
        if proposals and said != NEW:
            self._ask(
                Asked(
                    key=key,
                    column=column,
                    question=f"Which agency is “{name[:80]}”?",
                    choices=(*proposals, NEW),
                )
            )
            return name
        self._warn(f"“{name}” is not in the register yet and would be added.")
        return name
