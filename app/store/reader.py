"""What is read from a register: lists, dossiers, the small tables, the history.

A reader never writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from app.domain.commitment import Commitment
from app.domain.dossier import Batch, Cited, Dossier, Tie
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.particulars import Organisation, SavedView, Series, Source
from app.domain.query import Query
from app.domain.rows import RegisterRow, SeriesRow
from app.store import listing
from app.store.agenda import Agenda
from app.store.almanac import Almanac
from app.store.briefed import Briefed
from app.store.commitment_records import (
    APPEARANCE,
    EVIDENCE,
    LINK,
    MEETING,
    MILESTONE,
    MOVE,
    NOTE,
    ORGANISATION,
    SAVED_VIEW,
    SERIES,
    SOURCE,
    TIMING,
    WORDING,
)
from app.store.compared import Compared
from app.store.correspondence import Correspondence
from app.store.dates import Dates
from app.store.differences import Differences
from app.store.directory import Directory
from app.store.driver import translated
from app.store.following import pulls
from app.store.held import Held
from app.store.instruments import Instruments
from app.store.lives import Lives
from app.store.lookup import Lookup
from app.store.overview import Overview
from app.store.records import RECORDS
from app.store.reminding import Reminding
from app.store.stamps import Stamps
from app.store.steps import Steps

if TYPE_CHECKING:
    from app.store.archive import Archive
    from app.store.export import Sheet


class Reader(
    Lookup,
    Overview,
    Directory,
    Agenda,
    Almanac,
    Instruments,
    Correspondence,
    Reminding,
    Dates,
    Briefed,
    Held,
    Stamps,
    Compared,
    Lives,
    Steps,
    Differences,
):
    """Reads one register through one connection: its lists, and all that stands behind them."""

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
