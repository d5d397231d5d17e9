"""Ministries and agencies with what they answer for; sources with what rests on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from app.domain.directory import LeadFigures, Part, Passage, PassageFigures, Reference
from app.domain.errors import NotFoundError
from app.domain.focal_points import FocalPoint
from app.domain.identity import CommitmentId, OrganisationId, SourceId
from app.domain.lifecycle import Phase
from app.domain.particulars import Alias, Evidence, Organisation, Source
from app.domain.query import OPEN, OVERDUE
from app.domain.rows import RegisterRow
from app.store import listing
from app.store.commitment_records import ALIAS, EVIDENCE, ORGANISATION, SOURCE
from app.store.driver import translated
from app.store.records import FOCAL_POINT, RECORDS
from app.store.tables import Tables
from app.store.terms import listed

_SETTLED = f"c.status IN({listed({Phase.DONE, Phase.DROPPED})})"
_SUPPORTED = "FROM support s JOIN commitment c ON c.id=s.commitment WHERE s.gone=''"
_ROWS = {
    Part.LEADS: "FROM commitment c WHERE c.owner=:id",
    Part.COUNTERPART: "FROM commitment c WHERE c.counterpart=:id",
    Part.SUPPORTS: f"{_SUPPORTED} AND s.organisation=:id",
}
_OF_PAIR = "c.gone='' AND (:relation='' OR c.relation=:relation)"
_ALL_BUT_GONE = {
    column: f"SELECT {column}, sum(n) FROM (SELECT {column}, count(*) AS n FROM commitment"
    f" WHERE {column} IS NOT NULL GROUP BY {column} UNION ALL SELECT {column}, -count(*)"
    f" FROM commitment WHERE gone<>'' AND +{column} IS NOT NULL GROUP BY {column})"
    f" GROUP BY {column} HAVING sum(n)>0"
    for column in ("owner", "counterpart")
}
"""Counts read from indexes alone: all there are, less the few that are gone."""
_HELD = {
    False: "e.commitment NOT IN(SELECT id FROM commitment WHERE gone<>'')",
    True: "e.commitment IN(SELECT id FROM commitment WHERE gone='' AND relation=:relation)",
}
"""Whether a passage's commitment is there, of any pair of countries or of one."""


class Directory(Tables):
    """Ministries and agencies with what they answer for; sources with what rests on them.

    Wherever a `relation` is asked for, the empty text stands for all pairs of countries.
    """

    # Ministries and agencies

    def organisation(self, identity: str) -> Organisation:
        """Return an organisation. Raises `NotFoundError` for one that is not or no longer there."""
        found: list[Organisation] = self._all(ORGANISATION, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This ministry or agency is no longer in the register.")
        return found[0]

    def parts_of(self, identity: str) -> list[Organisation]:
        """Return the organisations that are part of one, by name."""
        return self._all(
            ORGANISATION, "parent=? AND gone='' ORDER BY name COLLATE NOCASE", identity
        )

    def aliases(self, identity: str = "") -> list[Alias]:
        """Return the further names of one organisation, or of all, in the order of entry."""
        return self._all(ALIAS, "gone='' AND (?1='' OR organisation=?1)", identity)

    def alias(self, identity: str) -> Alias:
        """Return one further name. Raises `NotFoundError`."""
        found: list[Alias] = self._all(ALIAS, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This name is no longer in the register.")
        return found[0]

    def focal_points(self, identity: str = "") -> list[FocalPoint]:
        """Return the focal points of one organisation, or of all, in the order of entry."""
        return self._all(FOCAL_POINT, "gone='' AND (?1='' OR organisation=?1)", identity)

    def focal_point(self, identity: str) -> FocalPoint:
        """Return one focal point. Raises `NotFoundError`."""
        found: list[FocalPoint] = self._all(FOCAL_POINT, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This focal point is no longer in the register.")
        return found[0]

    def former_focal_points(self, identity: str = "") -> list[FocalPoint]:
        """Return those of one organisation, or of all, whose texts are kept though they are gone.

        They were withdrawn, or their entry was undone.
        """
        return self._all(
            FOCAL_POINT, "gone IN('binned','undone') AND (?1='' OR organisation=?1)", identity
        )

    def lead_figures(
        self, relation: str, today: date, identity: str = ""
    ) -> dict[OrganisationId, LeadFigures]:
        """Return in numbers what is pending with each lead agency, or with one of them.

        What is pending and what is late is counted by the conditions of `OPEN` and `OVERDUE`, and
        the second holds only where the first does. Who leads nothing that is pending is left out.
        """
        pending, values = listing.where(OPEN, today)
        overdue, more = listing.where(OVERDUE, today)
        # The sign keeps SQLite from going through all that is led, whatever its status.
        whose = "owner=:id" if identity else "+owner IS NOT NULL"
        sql = (
            f"SELECT owner, count(*), total({overdue}), max(heard) FROM commitment WHERE {pending}"
            f" AND (:relation='' OR relation=:relation) AND {whose} GROUP BY owner"
        )
        with translated():
            found = self._connection.execute(
                sql, {**values, **more, "relation": relation, "id": identity}
            ).fetchall()
        return {
            OrganisationId(owner): LeadFigures(
                pending=count,
                overdue=int(late),
                heard=None if heard is None else date.fromisoformat(heard),
            )
            for owner, count, late, heard in found
        }

    def part_counts(self, relation: str) -> dict[Part, Counter[OrganisationId]]:
        """Return in how many commitments each organisation has which part."""
        counts: dict[Part, Counter[OrganisationId]] = {part: Counter() for part in Part}
        with translated():
            if relation:
                # Both in one pass: there is no index that would spare looking at every row.
                found = self._connection.execute(
                    "SELECT owner, counterpart, count(*) FROM commitment"
                    " WHERE gone='' AND relation=? GROUP BY owner, counterpart",
                    (relation,),
                ).fetchall()
                for owner, counterpart, count in found:
                    for part, body in ((Part.LEADS, owner), (Part.COUNTERPART, counterpart)):
                        if body is not None:
                            counts[part][body] += count
            else:
                for part, column in ((Part.LEADS, "owner"), (Part.COUNTERPART, "counterpart")):
                    counts[part] = Counter(dict(self._connection.execute(_ALL_BUT_GONE[column])))
            supported = self._connection.execute(
                f"SELECT s.organisation, count(*) {_SUPPORTED} AND {_OF_PAIR}"
                " GROUP BY s.organisation",
                {"relation": relation},
            )
            counts[Part.SUPPORTS] = Counter(dict(supported))
        return counts

    def part_count(self, part: Part, identity: str, relation: str) -> int:
        """Return in how many commitments one organisation has a part."""
        with translated():
            found = self._connection.execute(
                f"SELECT count(*) {_ROWS[part]} AND {_OF_PAIR}",
                {"id": identity, "relation": relation},
            ).fetchone()
        return int(found[0])

    def rows_of_part(
        self, part: Part, identity: str, relation: str, most: int
    ) -> tuple[RegisterRow, ...]:
        """Return the commitments in which an organisation has a part, by due date, at most so many.

        What is settled comes last.
        """
        sql = (
            f"SELECT c.rid {_ROWS[part]} AND {_OF_PAIR}"
            f" ORDER BY {_SETTLED}, c.latest IS NULL, c.latest, c.earliest, c.rid LIMIT :most"
        )
        return self._listed(sql, {"id": identity, "relation": relation, "most": most})

    def _listed(self, sql: str, values: dict[str, Any]) -> tuple[RegisterRow, ...]:
        with translated():
            rids = [row[0] for row in self._connection.execute(sql, values)]
        found = self._rows(rids)
        return tuple(found[each] for each in rids if each in found)

    def _rows(self, rids: Sequence[int]) -> dict[int, RegisterRow]:
        found: dict[int, RegisterRow] = {}
        for start in range(0, len(rids), listing.PAGE):
            found |= self.rows(rids[start : start + listing.PAGE])
        return found

    def referring(self, record: str, identity: str) -> list[Reference]:
        """Return every column of every record that refers to a record of that kind.

        What was taken back or erased refers to nothing; what lies in the bin may come back, but for
        support and further names that were withdrawn, which are entered anew.
        """
        found: list[Reference] = []
        with translated():
            for spec in RECORDS.values():
                live = "gone=''" if spec.name in _ANEW else "gone IN('','binned')"
                for column in (name for name, to in spec.references.items() if to == record):
                    rows = self._connection.execute(
                        f"SELECT id FROM {spec.name} WHERE {column}=? AND {live} ORDER BY rid",
                        (identity,),
                    )
                    found += [Reference(record=spec.name, id=row[0], column=column) for row in rows]
        return found

    def supported(self, identity: str) -> dict[str, CommitmentId]:
        """Return which commitments an organisation supports, by the record that says so."""
        with translated():
            found = self._connection.execute(
                "SELECT id, commitment FROM support WHERE organisation=? AND gone='' ORDER BY rid",
                (identity,),
            )
            return {row[0]: CommitmentId(row[1]) for row in found}

    # Sources

    def source(self, identity: str) -> Source:
        """Return a source. Raises `NotFoundError` for one that is not or no longer there."""
        found: list[Source] = self._all(SOURCE, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This source is no longer in the register.")
        return found[0]

    def passage_figures(self, relation: str, identity: str = "") -> dict[SourceId, PassageFigures]:
        """Return in numbers what rests on each source, or on one; those without are left out."""
        sql = (
            "SELECT e.source, count(*), count(DISTINCT e.commitment),"
            " total(e.stance='contradicts') FROM evidence e"
            f" WHERE e.gone='' AND {_HELD[bool(relation)]} AND (:id='' OR e.source=:id)"
            " GROUP BY e.source"
        )
        with translated():
            found = self._connection.execute(sql, {"relation": relation, "id": identity})
            return {
                SourceId(source): PassageFigures(
                    passages=passages, commitments=commitments, contradicting=int(against)
                )
                for source, passages, commitments, against in found
            }

    def cited(self) -> set[SourceId]:
        """Return the sources of which any passage is held."""
        with translated():
            found = self._connection.execute("SELECT DISTINCT source FROM evidence WHERE gone=''")
            return {SourceId(row[0]) for row in found}

    def passages(self, identity: str, relation: str, most: int) -> tuple[Passage, ...]:
        """Return the passages of a source with their commitments, by reference, at most so many."""
        chosen = (
            "id IN(SELECT e.id FROM evidence e JOIN commitment c ON c.id=e.commitment"
            f" WHERE e.source=?1 AND e.gone='' AND {_OF_PAIR.replace(':relation', '?2')}"
            f" ORDER BY c.ref, e.rid LIMIT {int(most)}) ORDER BY rid"
        )
        evidence: list[Evidence] = self._all(EVIDENCE, chosen, identity, relation)
        rows: dict[str, RegisterRow] = {}
        wanted = list(dict.fromkeys(each.commitment for each in evidence))
        with translated():
            for start in range(0, len(wanted), listing.PAGE):
                page = wanted[start : start + listing.PAGE]
                rows |= listing.rows_of(self._connection, page)
        found = [
            Passage(evidence=each, row=rows[each.commitment])
            for each in evidence
            if each.commitment in rows
        ]
        return tuple(sorted(found, key=lambda each: each.row.ref))


_ANEW = ("support", "alias")
