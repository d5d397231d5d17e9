"""Series with their meetings, and the points that were made at each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.agenda import DOCUMENTS, INTERNAL, MEETINGS, PointStanding, Tally
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Appearance, Meeting, Relation, Series
from app.domain.rows import RegisterRow
from app.domain.timeliness import Timeliness
from app.domain.timing import Bounds
from app.store import listing
from app.store.commitment_records import APPEARANCE, MEETING, RELATION, SERIES
from app.store.driver import translated
from app.store.tables import Tables
from app.store.terms import TIMELINESS, listed


def _quoted(values: Iterable[object]) -> str:
    return ",".join(f"'{each}'" for each in values)


_MEETINGS = _quoted(MEETINGS)
_INSTRUMENTS = _quoted(each for each in Kind if each.family is Family.INSTRUMENT)
_DONE = _quoted(each for each in Status if each.phase is Phase.DONE)
_AHEAD = f"status IN({listed({Phase.DRAFT, Phase.OPEN, Phase.ACTIVE})})"
_GIVEN = "IN(SELECT value FROM json_each(:given))"

_STANDING = (
    f"CASE WHEN status IN({listed({Phase.DONE, Phase.DROPPED})}) THEN '{PointStanding.SETTLED}'"
    f" WHEN (strength IS NULL OR strength>=2) AND ({TIMELINESS[Timeliness.OVERDUE]})"
    f" THEN '{PointStanding.OVERDUE}'"
    f" WHEN status IN({listed({Phase.ACTIVE})}) THEN '{PointStanding.ACTIVE}'"
    f" WHEN heard IS NOT NULL THEN '{PointStanding.NEWS}' ELSE '{PointStanding.SILENT}' END"
)
"""`app.domain.agenda.point_standing` once more, for counting; a test holds the two together."""

_HERE = "(:relation='' OR relation=:relation)"
_IS_MEETING = f"{_HERE} AND gone='' AND kind IN({_MEETINGS})"
_IN_NO_SERIES = (
    "id NOT IN(SELECT m.commitment FROM meeting m JOIN series s ON s.id=m.series AND s.gone=''"
    " WHERE m.gone='')"
)
_LATEST_FIRST = (
    f"{_AHEAD} DESC, CASE WHEN {_AHEAD} THEN latest IS NULL END,"
    " coalesce(done_latest, latest, made_on) DESC, rid DESC"
)
"""What is ahead comes first, then what was held; each from the latest day to the first."""


class Agenda(Tables):
    """Series with their meetings, and the points that were made at each."""

    # Which meetings there are

    def count_meetings(
        self, relation: str = "", *, ahead: bool = False
    ) -> dict[str, tuple[int, int, int]]:
        """Return how many meetings there are, are to come, have no series: by pair of countries.

        With a code only of that pair. The last counts only those to come where `ahead` is asked
        for.
        """
        wanted = _AHEAD if ahead else "1"
        with translated():
            found = self._connection.execute(
                f"SELECT relation, count(*), sum({_AHEAD}), sum({wanted} AND {_IN_NO_SERIES})"
                f" FROM commitment WHERE {_IS_MEETING} GROUP BY relation",
                {"relation": relation},
            ).fetchall()
        return {code: (total, coming, rest) for code, total, coming, rest in found}

    def named(self, codes: Iterable[str]) -> list[Relation]:
        """Return pairs of countries by their code; those nobody entered come without names."""
        known: dict[str, Relation] = {each.code: each for each in self._all(RELATION, "gone=''")}
        return [
            known.get(code) or Relation(id="", code=code, first_name="", second_name="")
            for code in sorted(set(codes))
        ]

    def forums(self, relation: str = "") -> list[Series]:
        """Return every series; with a code those of that pair, or that have a meeting of it."""
        return self._all(
            SERIES,
            "gone='' AND (?1='' OR relation=?1 OR id IN(SELECT m.series FROM meeting m"
            " JOIN commitment c ON c.id=m.commitment WHERE m.gone='' AND c.gone=''"
            " AND c.relation=?1)) ORDER BY name COLLATE NOCASE, rid",
            relation,
        )

    def meetings_in(self, series: Series) -> list[Meeting]:
        """Return the meetings of a series: what is ahead first, each from the latest day on."""
        held: dict[str, Meeting] = {
            each.commitment: each for each in self._all(MEETING, "series=? AND gone=''", series.id)
        }
        with translated():
            order = self._connection.execute(
                f"SELECT id FROM commitment WHERE gone='' AND id {_GIVEN} ORDER BY {_LATEST_FIRST}",
                {"given": json.dumps(list(held))},
            ).fetchall()
        return [held[identity] for (identity,) in order]

    def other_meetings(
        self, relation: str, limit: int, *, ahead: bool = False
    ) -> list[tuple[str, CommitmentId]]:
        """Return the first so many meetings of no series of each pair, with its code.

        With `ahead` only those to come; with a code only of that pair.
        """
        more = f" AND {_AHEAD}" if ahead else ""
        with translated():
            found = self._connection.execute(
                "SELECT relation, id FROM (SELECT relation, id, row_number() OVER"
                f" (PARTITION BY relation ORDER BY {_LATEST_FIRST}) AS place FROM commitment"
                f" WHERE {_IS_MEETING} AND {_IN_NO_SERIES}{more})"
                " WHERE place<=:limit ORDER BY relation, place",
                {"relation": relation, "limit": limit},
            ).fetchall()
        return [(code, CommitmentId(identity)) for code, identity in found]

    def papers(self, relation: str, limit: int) -> list[tuple[str, CommitmentId]]:
        """Return agreements and papers that are the origin of others, the latest made first.

        Each with the code of its pair of countries; with a code only those of that pair.
        """
        with translated():
            found = self._connection.execute(
                "SELECT c.relation, c.id FROM (SELECT DISTINCT origin FROM commitment"
                " WHERE origin IS NOT NULL) o CROSS JOIN commitment c ON c.id=o.origin"
                f" WHERE c.gone='' AND c.kind IN({_INSTRUMENTS})"
                " AND (:relation='' OR c.relation=:relation)"
                " ORDER BY c.made_on DESC, c.rid DESC LIMIT :limit",
                {"relation": relation, "limit": limit},
            ).fetchall()
        return [(code, CommitmentId(identity)) for code, identity in found]

    # What is known of some

    def agenda_rows(self, wanted: Sequence[str]) -> dict[str, RegisterRow]:
        """Return the list rows of commitments by identity, however many; the gone are left out."""
        found: dict[str, RegisterRow] = {}
        with translated():
            for start in range(0, len(wanted), listing.PAGE):
                page = wanted[start : start + listing.PAGE]
                found.update(listing.rows_of(self._connection, page))
        return found

    def marked_names(self) -> tuple[str, ...]:
        """Return titles and references of all that is marked, which some reports may not tell."""
        with translated():
            found = self._connection.execute(
                "SELECT title, ref FROM commitment WHERE classification<>''"
                " AND gone IN('','binned')"
            )
            return tuple(text for several in found for text in several if text)

    def meetings_by(self, wanted: Sequence[str]) -> dict[str, Meeting]:
        """Return what is known of commitments as meetings, by their identity."""
        marks = json.dumps(list(wanted))
        several = self._all(
            MEETING, "gone='' AND commitment IN(SELECT value FROM json_each(?))", marks
        )
        return {each.commitment: each for each in several}

    def places(self, wanted: Sequence[str]) -> dict[str, str]:
        """Return where events took place. Of a promise only where it was made is known."""
        with translated():
            found = self._connection.execute(
                f"SELECT id, made_at FROM commitment WHERE id {_GIVEN} AND event=1 AND made_at<>''",
                {"given": json.dumps(list(wanted))},
            ).fetchall()
        return dict(found)

    def held_on(self, rows: Iterable[RegisterRow]) -> dict[str, str]:
        """Return when what is done was done, as sure as it was said (EDTF), by identity."""
        done = {row.id: row.done for row in rows if row.done.known}
        with translated():
            found = self._connection.execute(
                f"SELECT commitment, happened_on FROM move WHERE commitment {_GIVEN}"
                f" AND gone='' AND field='status' AND value IN({_DONE}) ORDER BY rid",
                {"given": json.dumps(list(done))},
            ).fetchall()
        return {
            commitment: happened_on
            for commitment, happened_on in found
            if _bounds(happened_on) == done[commitment]
        }

    def stood_by(self, wanted: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return every status that is told of some commitments, by identity."""
        with translated():
            found = self._connection.execute(
                f"SELECT commitment, value FROM move WHERE commitment {_GIVEN}"
                " AND gone='' AND field='status' ORDER BY rid",
                {"given": json.dumps(list(wanted))},
            ).fetchall()
        stood: dict[str, tuple[str, ...]] = {}
        for commitment, value in found:
            stood[commitment] = (*stood.get(commitment, ()), value)
        return stood

    def tallies(self, wanted: Sequence[str], today: date) -> dict[str, Tally]:
        """Return how many points of each origin stand where; origins without any are left out."""
        none = _quoted((*DOCUMENTS, *INTERNAL))
        with translated():
            found = self._connection.execute(
                f"SELECT origin, {_STANDING}, count(*) FROM commitment WHERE origin {_GIVEN}"
                f" AND gone='' AND event=0 AND kind NOT IN({none}) GROUP BY 1, 2",
                {"given": json.dumps(list(wanted)), "today": today.isoformat()},
            ).fetchall()
        counts: dict[str, dict[PointStanding, int]] = {}
        for origin, standing, count in found:
            counts.setdefault(origin, {})[PointStanding(standing)] = count
        return {origin: Tally(counts=each) for origin, each in counts.items()}

    # One session

    def made_at_session(self, origin: CommitmentId) -> list[RegisterRow]:
        """Return all that an origin is the origin of, papers and events among it."""
        return self._rows_by("origin=? AND gone=''", origin)

    def announced_at(self, event: CommitmentId) -> list[RegisterRow]:
        """Return the texts of the batch that was announced at an event."""
        return self._rows_by("batch=? AND gone=''", event)

    def batches(self, relation: str = "") -> dict[CommitmentId, list[CommitmentId]]:
        """Return the texts known of every batch by the event at which it was announced.

        Also events of which only a number was announced; with a code only those of that pair.
        """
        with translated():
            found = self._connection.execute(
                "SELECT e.id, m.id FROM commitment e LEFT JOIN commitment m"
                " ON m.batch=e.id AND m.gone='' WHERE e.gone=''"
                " AND (e.batch_announced IS NOT NULL OR m.id IS NOT NULL)"
                " AND (:relation='' OR e.relation=:relation) ORDER BY e.ref, m.ref, m.rid",
                {"relation": relation},
            ).fetchall()
        batches: dict[CommitmentId, list[CommitmentId]] = {}
        for event, member in found:
            known = batches.setdefault(CommitmentId(event), [])
            known += [] if member is None else [CommitmentId(member)]
        return batches

    def restated_at(self, session: CommitmentId) -> list[tuple[Appearance, RegisterRow]]:
        """Return what a session restated, with what was said of it there."""
        said: list[Appearance] = self._all(APPEARANCE, "session=? AND gone=''", session)
        rows = self.agenda_rows([each.commitment for each in said])
        return [
            (each, rows[each.commitment])
            for each in said
            if each.commitment in rows and not rows[each.commitment].binned
        ]

    def series_by(self, identity: str | None) -> Series | None:
        """Return a series by its identity, None where there is none."""
        found = self._all(SERIES, "id=? AND gone=''", identity) if identity else []
        return found[0] if found else None

    def _rows_by(self, clause: str, value: str) -> list[RegisterRow]:
        with translated():
            found = self._connection.execute(
                f"SELECT id FROM commitment WHERE {clause} ORDER BY ref, rid", (value,)
            ).fetchall()
        wanted = [identity for (identity,) in found]
        rows = self.agenda_rows(wanted)
        return [rows[identity] for identity in wanted if identity in rows]


def _bounds(edtf: str) -> Bounds | None:
    try:
        read = parse(edtf)
    except ServandaError:
        return None
    return Bounds(earliest=read.earliest, latest=read.latest)
