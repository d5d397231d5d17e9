"""What an import compares its rows with, read for many commitments at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from app.domain.identity import CommitmentId
from app.domain.intake.holdings import Holding, Known
from app.domain.timing import Timing
from app.store.commitment_records import COMMITMENT, TIMING
from app.store.driver import translated, understood
from app.store.fold import decoded
from app.store.since import changed_since, stood_at
from app.store.tables import Tables

_AT_ONCE = 500
_REF = "{0}.ref||CASE {0}.clash WHEN '' THEN '' ELSE '.'||{0}.clash END"
_LABEL = "CASE o.acronym WHEN '' THEN o.name ELSE o.acronym END"


class Compared(Tables):
    """Lookups in bulk: a table may have 100,000 rows."""

    def known(self) -> Iterator[Known]:
        """Give every commitment by what it may be found again by, those that are gone too."""
        with translated():
            rows = self._connection.execute(
                f"SELECT c.id, {_REF.format('c')}, c.relation, c.title, coalesce(c.origin,''),"
                " c.paragraph, c.gone FROM commitment c WHERE c.gone<>'undone' ORDER BY c.rid"
            ).fetchall()
        return (Known(*row) for row in rows)

    def shown(self, ref: str) -> CommitmentId | None:
        """Return the commitment that is shown under a reference, binned ones included."""
        with translated():
            row = self._connection.execute(
                f"SELECT c.id FROM commitment c WHERE {_REF.format('c')}=?1"
                " AND c.ref IN(?1,?2) AND c.gone IN('','binned')",
                (ref, ref.rpartition(".")[0]),
            ).fetchone()
        return CommitmentId(row[0]) if row else None

    def holdings(self, identities: Iterable[CommitmentId]) -> dict[CommitmentId, Holding]:
        """Return what is held of commitments, those in the bin included."""
        found: dict[CommitmentId, Holding] = {}
        ahead = iter(dict.fromkeys(identities))
        while page := list(islice(ahead, _AT_ONCE)):
            found.update(self._held(page))
        return found

    def changed_since(
        self, version: str, among: Collection[CommitmentId]
    ) -> dict[CommitmentId, frozenset[str]] | None:
        """Return which fields are other now than at a register version; see `since`."""
        with translated(), understood():
            return changed_since(self._connection, version, among)

    def stood_at(
        self, version: str, among: Collection[CommitmentId]
    ) -> dict[CommitmentId, dict[str, str]] | None:
        """Return what fields held at a register version, as an export has them; see `since`."""
        with translated(), understood():
            return stood_at(self._connection, version, among)

    def former_names(self) -> set[tuple[str, str]]:
        """Return every name and acronym that an agency ever had, each with the agency's identity.

        A file that was exported names an agency as it was shown then.
        """
        with translated(), understood():
            rows = self._connection.execute(
                "SELECT e.id, e.data FROM entry e JOIN organisation o ON o.id=e.id AND o.gone=''"
                " WHERE e.record='organisation' AND e.data IS NOT NULL"
            ).fetchall()
            found = [(identity, decoded(data)) for identity, data in rows]
        return {
            (identity, str(data[name][1]))
            for identity, data in found
            for name in ("name", "acronym")
            if name in data and data[name][1]
        }

    def _held(self, page: list[CommitmentId]) -> Iterator[tuple[CommitmentId, Holding]]:
        marks = ",".join("?" for _ in page)
        whole = self._all(COMMITMENT, f"id IN({marks}) AND gone IN('','binned')", *page)
        chosen = [each.timing for each in whole if each.timing is not None]
        timings = self._timings(chosen)
        owners = self._labels("owner", marks, page)
        counterparts = self._labels("counterpart", marks, page)
        supporting = self._several(
            f"SELECT s.commitment, {_LABEL} AS label FROM support s JOIN organisation o"
            f" ON o.id=s.organisation WHERE s.commitment IN({marks}) AND s.gone='' ORDER BY label",
            page,
        )
        notes = self._several(
            f"SELECT commitment, text FROM note WHERE commitment IN({marks}) AND gone=''", page
        )
        origins = self._pairs(
            f"SELECT c.id, {_REF.format('p')} FROM commitment c JOIN commitment p ON p.id=c.origin"
            f" WHERE c.id IN({marks}) AND p.gone IN('','binned')",
            page,
        )
        follows = self._pairs(
            f"SELECT c.id, {_REF.format('p')} FROM commitment c JOIN timing t ON t.id=c.timing"
            f" JOIN commitment p ON p.id=t.anchor WHERE c.id IN({marks})"
            " AND t.gone='' AND p.gone IN('','binned')",
            page,
        )
        done = self._pairs(
            "SELECT id, coalesce(done_earliest,'')||'/'||coalesce(done_latest,'') FROM commitment"
            f" WHERE id IN({marks}) AND coalesce(done_earliest, done_latest) IS NOT NULL",
            page,
        )
        for each in whole:
            yield (
                each.id,
                Holding(
                    commitment=each,
                    timing=timings.get(each.timing or ""),
                    owner=owners.get(each.id, ""),
                    counterpart=counterparts.get(each.id, ""),
                    supporting=supporting.get(each.id, ()),
                    origin=origins.get(each.id, ""),
                    follows=follows.get(each.id, ""),
                    notes=notes.get(each.id, ()),
                    done=done.get(each.id, ""),
                ),
            )

    def _timings(self, chosen: list[str]) -> dict[str, Timing]:
        marks = ",".join("?" for _ in chosen)
        found = self._all(TIMING, f"id IN({marks}) AND gone=''", *chosen) if chosen else []
        return {each.id: each.timing for each in found}

    def _labels(self, column: str, marks: str, page: list[CommitmentId]) -> dict[str, str]:
        return self._pairs(
            f"SELECT c.id, {_LABEL} FROM commitment c JOIN organisation o ON o.id=c.{column}"
            f" WHERE c.id IN({marks})",
            page,
        )

    def _pairs(self, statement: str, values: list[CommitmentId]) -> dict[str, str]:
        with translated():
            return dict(self._connection.execute(statement, values).fetchall())

    def _several(self, statement: str, values: list[CommitmentId]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[Any]] = defaultdict(list)
        with translated():
            for identity, text in self._connection.execute(statement, values):
                found[identity].append(text)
        return {identity: tuple(texts) for identity, texts in found.items()}
