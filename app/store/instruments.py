"""Instruments with their clauses and events, as the renewal radar and the panel read them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from app.domain.identity import CommitmentId
from app.domain.instrument_events import InstrumentEvent
from app.domain.kinds import Family, Kind
from app.domain.rows import RegisterRow
from app.domain.terms import TERMED, Term
from app.store import listing
from app.store.driver import translated
from app.store.records import INSTRUMENT_EVENT, TERM
from app.store.tables import Tables

_FEW = 500
"""So many rows are looked up at a time."""


def _listed(kinds: frozenset[Kind]) -> str:
    return ",".join(f"'{each.value}'" for each in sorted(kinds))


_INSTRUMENTS = frozenset(each for each in Kind if each.family is Family.INSTRUMENT)
_WANTED = (
    f"gone='' AND event=0 AND kind IN({_listed(_INSTRUMENTS)})"
    " AND (:relation='' OR relation=:relation)"
    f" AND (kind IN({_listed(TERMED)}) OR EXISTS("
    "SELECT 1 FROM term t WHERE t.commitment=commitment.id AND t.gone=''))"
)
"""Whatever by its kind has a term, and what of the others had one entered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentRow:
    """One instrument as a list shows it, with its clauses and its events."""

    row: RegisterRow
    term: Term | None
    events: tuple[InstrumentEvent, ...]


class Instruments(Tables):
    """The clauses and events of one instrument, or of all."""

    def term(self, identity: CommitmentId) -> Term | None:
        """Return the clauses of an instrument; None where none were entered."""
        return next(iter(self._all(TERM, "commitment=? AND gone=''", identity)), None)

    def instrument_events(self, identity: CommitmentId) -> tuple[InstrumentEvent, ...]:
        """Return what happened to an instrument, as entered."""
        return tuple(self._all(INSTRUMENT_EVENT, "commitment=? AND gone=''", identity))

    def instrument_rows(self, relation: str = "") -> list[InstrumentRow]:
        """Return every instrument whose text has a term, by reference; `relation` narrows."""
        with translated():
            rids = [
                row[0]
                for row in self._connection.execute(
                    f"SELECT rid FROM commitment WHERE {_WANTED} ORDER BY ref, clash",
                    {"relation": relation},
                )
            ]
            rows: dict[int, RegisterRow] = {}
            for start in range(0, len(rids), _FEW):
                rows |= listing.rows(self._connection, rids[start : start + _FEW])
        terms: dict[str, Term] = {each.commitment: each for each in self._all(TERM, "gone=''")}
        events: dict[str, list[InstrumentEvent]] = defaultdict(list)
        for each in self._all(INSTRUMENT_EVENT, "gone=''"):
            events[each.commitment].append(each)
        return [
            InstrumentRow(row=row, term=terms.get(row.id), events=tuple(events[row.id]))
            for row in (rows[each] for each in rids if each in rows)
        ]
