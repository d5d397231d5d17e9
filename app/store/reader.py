"""What is read from a register: lists, dossiers, the small tables, the history.

A reader never writes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from app.domain.commitment import Commitment
from app.domain.dossier import Batch, Cited, Dossier, Tie
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.particulars import Organisation, Relation, SavedView, Series, Source
from app.domain.query import Query
from app.domain.rows import RegisterRow, SeriesRow
from app.store import listing
from app.store.agenda import Agenda
from app.store.almanac import Almanac
from app.store.compared import Compared
from app.store.correspondence import Correspondence
from app.store.dates import Dates
from app.store.decided import Decided
from app.store.directory import Directory
from app.store.driver import translated
from app.store.following import pulls
from app.store.instruments import Instruments
from app.store.overview import Overview
from app.store.records import (
    APPEARANCE,
    COMMITMENT,
    EVIDENCE,
    LINK,
    MEETING,
    MILESTONE,
    MOVE,
    NOTE,
    ORGANISATION,
    RECORDS,
    RELATION,
    SAVED_VIEW,
    SERIES,
    SOURCE,
    TIMING,
    WORDING,
)
from app.store.reminding import Reminding
from app.store.stamps import Stamps

if TYPE_CHECKING:
    from app.store.archive import Archive
    from app.store.export import Sheet


_FEW_VALUED = frozenset(
    {"sector", "relation", "classification", "owner_words", "ball_with", "owed_by"}
)


class Reader(
    Overview,
    Directory,
    Agenda,
    Almanac,
    Instruments,
    Correspondence,
    Reminding,
    Dates,
    Decided,
    Stamps,
    Compared,
):
    """Reads one register through one connection: its lists, and all that stands behind them."""

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

    def sheet(
        self, query: Query, today: date, columns: Sequence[str], *, guard: bool = True
    ) -> Sheet:
        """Prepare to read what a query finds as the lines of a CSV file."""
        from app.store.export import Sheet  # noqa: PLC0415 - most readers never export

        return Sheet(self._connection, query, today, columns, guard=guard)

    def archive(self) -> Archive:
        """Prepare to read every record, whole."""
        from app.store.archive import Archive  # noqa: PLC0415 - the same

        return Archive(self._connection)

    # One commitment

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

    def dossier(self, identity: CommitmentId) -> Dossier:
        """Return everything held about a commitment. Raises `NotFoundError`."""
        commitment = self.commitment(identity)
        instrument = commitment.kind.family is Family.INSTRUMENT
        beside = {
            spec.name: tuple(self._all(spec, "commitment=? AND gone=''", identity))
            for spec in (TIMING, MOVE, NOTE, MILESTONE, APPEARANCE, WORDING, MEETING, EVIDENCE)
        }
        timings = beside["timing"]
        chosen = next((each for each in timings if each.id == commitment.timing), None)
        meeting = next(iter(beside["meeting"]), None)
        series = None
        if meeting and meeting.series:
            series = next(iter(self._all(SERIES, "id=?", meeting.series)), None)
        links = self._all(LINK, "(origin=?1 OR target=?1) AND gone=''", identity)
        anchor = chosen.timing.anchor if chosen else None
        anchors = {each.timing.anchor: None for each in timings if each.timing.anchor is not None}
        others = [link.target if link.origin == identity else link.origin for link in links]
        with translated():
            named = (commitment.origin, commitment.batch, *anchors, *others)
            near = listing.rows_of(self._connection, [identity, *named])
            pulled = pulls(self._connection, identity) if anchors else ()
        return Dossier(
            commitment=commitment,
            row=near[identity],
            timings=timings,
            owner=self.agency(commitment.owner),
            counterpart=self.agency(commitment.counterpart),
            supporting=self.supporting(identity),
            origin=near.get(commitment.origin or ""),
            anchor=near.get(anchor or ""),
            meeting=meeting,
            series=series,
            wordings=beside["wording"],
            appearances=beside["appearance"],
            moves=beside["move"],
            notes=beside["note"],
            milestones=beside["milestone"],
            evidence=self._cited(beside["evidence"]),
            ties=tuple(
                Tie(link=link, outward=link.origin == identity, other=near[other])
                for link, other in zip(links, others, strict=True)
                if other in near and not near[other].binned
            ),
            batch=self._batch(commitment),
            points=self._rows_where("origin=? AND gone=''", identity),
            announced_at=near.get(commitment.batch or ""),
            term=self.term(identity) if instrument else None,
            instrument_events=self.instrument_events(identity) if instrument else (),
            anchors=tuple(near[each] for each in anchors if each in near),
            pulls=pulled,
        )

    def supporting(self, identity: CommitmentId) -> tuple[Organisation, ...]:
        """Return the agencies that support the lead of a commitment."""
        clause = "id IN(SELECT organisation FROM support WHERE commitment=? AND gone='')"
        return tuple(self._all(ORGANISATION, clause, identity))

    def agency(self, identity: str | None) -> Organisation | None:
        """Return the organisation of that identity, if there is one."""
        return next(iter(self._all(ORGANISATION, "id=?", identity)), None) if identity else None

    def _cited(self, evidence: tuple[Any, ...]) -> tuple[Cited, ...]:
        held = self._all(SOURCE, "gone<>'erased'") if evidence else []
        sources = {each.id: each for each in held}
        return tuple(
            Cited(evidence=each, source=sources[each.source])
            for each in evidence
            if each.source in sources
        )

    def _batch(self, commitment: Commitment) -> Batch | None:
        members = self._rows_where("batch=? AND gone=''", commitment.id)
        if not members and commitment.batch_announced is None:
            return None
        return Batch(announced=commitment.batch_announced, members=members)

    def _rows_where(self, clause: str, *values: str) -> tuple[RegisterRow, ...]:
        with translated():
            rids = [
                row[0]
                for row in self._connection.execute(
                    f"SELECT rid FROM commitment WHERE {clause} ORDER BY paragraph, ref", values
                )
            ]
            found = listing.rows(self._connection, rids)
        return tuple(found[each] for each in rids)

    # The small tables

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

    def sources(self) -> list[Source]:
        """Return every source, by publication."""
        return self._all(SOURCE, "gone='' ORDER BY published, title")

    def series(self) -> list[Series]:
        """Return every forum that meets again and again."""
        return self._all(SERIES, "gone='' ORDER BY name")

    def series_rows(self, series: Series) -> list[SeriesRow]:
        """Return a series from its first meeting to its last; None where one is not recorded."""
        with translated():
            found = self._connection.execute(
                "SELECT m.ordinal, m.commitment FROM meeting m JOIN commitment c"
                " ON c.id=m.commitment WHERE m.series=? AND m.ordinal IS NOT NULL"
                " AND m.gone='' AND c.gone='' ORDER BY m.ordinal",
                (series.id,),
            ).fetchall()
            rows = listing.rows_of(self._connection, [each[1] for each in found])
        held = {ordinal: rows[commitment] for ordinal, commitment in found}
        last = max(held, default=0)
        return [SeriesRow(ordinal=each, meeting=held.get(each)) for each in range(1, last + 1)]

    def saved_views(self) -> list[SavedView]:
        """Return the officer's own views, by name."""
        return self._all(SAVED_VIEW, "gone='' ORDER BY name COLLATE NOCASE")

    def beside(self, identity: CommitmentId) -> list[tuple[str, str]]:
        """Return all that stands beside a commitment, gone or not, as (record, identity)."""
        found: list[tuple[str, str]] = []
        with translated():
            for spec in RECORDS.values():
                ends = ("origin", "target") if spec is LINK else (spec.owner,)
                for column in ends if all(ends) else ():
                    rows = self._connection.execute(
                        f"SELECT id FROM {spec.name} WHERE {column}=?", (identity,)
                    )
                    found += [(spec.name, row[0]) for row in rows]
        return list(dict.fromkeys(found))

    def origins(self) -> list[RegisterRow]:
        """Return the commitments in which others were made, latest first."""
        with translated():
            rids = self._connection.execute(
                "SELECT rid FROM commitment WHERE gone='' AND id IN"
                "(SELECT DISTINCT origin FROM commitment WHERE gone='' AND origin IS NOT NULL)"
                " ORDER BY coalesce(done_latest, latest, made_on) DESC, ref"
            ).fetchall()
            found = listing.rows(self._connection, [row[0] for row in rids])
        return [found[row[0]] for row in rids]

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

    def references(self, prefix: str) -> list[str]:
        """Return every reference that begins so, of records in any state: none is given twice."""
        with translated():
            rows = self._connection.execute(
                "SELECT ref FROM commitment WHERE ref>=? AND ref<?",
                (prefix, prefix + "\U0010ffff"),
            ).fetchall()
        return [row[0] for row in rows]

    def holder(self, ref: str) -> CommitmentId | None:
        """Return the commitment that holds a reference, binned ones included, if any does."""
        with translated():
            row = self._connection.execute(
                "SELECT id FROM commitment WHERE ref=? AND gone<>'undone'", (ref,)
            ).fetchone()
        return CommitmentId(row[0]) if row else None
