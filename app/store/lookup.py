"""What a reader knows of commitments and of whom they name, and of no room beside them.

A list, its filters and a reference need no more, and it is loaded in a fraction of the time that
the whole `Reader` takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from itertools import islice

from app.domain.commitment import Commitment
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId
from app.domain.particulars import Organisation, Relation
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.store import listing
from app.store.commitment_records import COMMITMENT, ORGANISATION, RELATION
from app.store.driver import translated
from app.store.tables import Tables

_FEW_VALUED = frozenset(
    {"sector", "relation", "classification", "owner_words", "ball_with", "owed_by"}
)


class Lookup(Tables):
    """Finds commitments by their references, and what they may be asked for by."""

    def each_commitment(
        self, query: Query, today: date
    ) -> Iterator[tuple[RegisterRow, Commitment, str]]:
        """Give every row of a query with its whole commitment and its origin's reference."""
        rows = self.each_row(query, today)
        while page := list(islice(rows, listing.PAGE)):
            marks = ",".join(str(row.rid) for row in page)
            whole = {each.id: each for each in self._all(COMMITMENT, f"rid IN({marks})")}
            with translated():
                origins = listing.rows_of(
                    self._connection, {each.origin for each in whole.values()}
                )
            for row in page:
                origin = origins.get(whole[row.id].origin or "")
                yield row, whole[row.id], origin.ref if origin else ""

    def find(self, name: str) -> CommitmentId:
        """Return the commitment a reference names, binned ones included.

        The relation before the first slash may be left out where that is unambiguous. Raises
        `NotFoundError`.
        """
        with translated():
            exact = self._connection.execute(
                "SELECT id FROM commitment WHERE ref||CASE WHEN clash='' THEN '' ELSE '.'||clash"
                " END=:name AND ref IN(:name,:bare) AND gone IN('','binned')",
                {"name": name, "bare": name.rpartition(".")[0]},
            ).fetchall()
            found = (
                exact
                or self._connection.execute(
                    "SELECT id FROM commitment WHERE gone IN('','binned')"
                    " AND substr(ref, instr(ref,'/')+1)=? COLLATE NOCASE LIMIT 2",
                    (name,),
                ).fetchall()
            )
        if len(found) != 1:
            several = "is not unambiguous" if found else "is not in this register"
            raise NotFoundError(f"The reference “{name}” {several}.")
        return CommitmentId(found[0][0])

    def commitment(self, identity: CommitmentId) -> Commitment:
        """Return a commitment, binned ones included. Raises `NotFoundError`."""
        found = self._all(COMMITMENT, "id=? AND gone IN('','binned')", identity)
        if not found:
            raise NotFoundError("This commitment is no longer in the register.")
        commitment: Commitment = found[0]
        return commitment

    def row(self, identity: CommitmentId) -> RegisterRow:
        """Return the list row of a commitment. Raises `NotFoundError`."""
        with translated():
            found = listing.rows_of(self._connection, [identity])
        if identity not in found:
            raise NotFoundError("This commitment is no longer in the register.")
        return found[identity]

    def ref(self, identity: CommitmentId) -> str:
        """Return the reference of a commitment as it is shown. Raises `NotFoundError`."""
        with translated():
            found = self._connection.execute(
                "SELECT ref||CASE WHEN clash='' THEN '' ELSE '.'||clash END FROM commitment"
                " WHERE id=? AND gone IN('','binned')",
                (identity,),
            ).fetchone()
        if found is None:
            raise NotFoundError("This commitment is no longer in the register.")
        return str(found[0])

    def ref_if_held(self, identity: CommitmentId) -> str | None:
        """Return the reference of a commitment as it is shown, None where it is not there."""
        with suppress(NotFoundError):
            return self.ref(identity)
        return None

    def relations(self) -> list[Relation]:
        """Return the pairs of countries this register is about."""
        return self._all(RELATION, "gone='' ORDER BY code")

    def organisations(self) -> list[Organisation]:
        """Return every ministry, agency and body, by name."""
        return self._all(ORGANISATION, "gone='' ORDER BY name COLLATE NOCASE")

    def organisations_named(self, name: str) -> list[Organisation]:
        """Return the organisations that go by a name, acronym or alias, whatever its case."""
        return self._all(
            ORGANISATION,
            "gone='' AND (name=?1 COLLATE NOCASE OR acronym=?1 COLLATE NOCASE OR id IN"
            "(SELECT organisation FROM alias WHERE name=?1 COLLATE NOCASE AND gone=''))",
            name,
        )

    def distinct(self, column: str) -> list[str]:
        """Return the values in use of a column that takes few, such as `sector`.

        `owner_words` gives the lead agencies as a list shows them.
        """
        if column not in _FEW_VALUED:
            raise KeyError(column)
        with translated():
            rows = self._connection.execute(
                f"SELECT DISTINCT {column} FROM commitment WHERE gone='' AND {column}<>''"
                f" ORDER BY {column} COLLATE NOCASE"
            ).fetchall()
        return [row[0] for row in rows]
