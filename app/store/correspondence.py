"""Reminder letters: rounds, letters and their points, and the promises that may be asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.kinds import Kind
from app.domain.letter_chains import AwaitedLetter, Chains
from app.domain.letter_drafts import Askable
from app.domain.letters import Letter, LetterPoint, LetterRound
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Note, Wording
from app.domain.query import OPEN, Query
from app.domain.rows import RegisterRow
from app.store import listing
from app.store.commitment_records import NOTE, WORDING
from app.store.driver import translated
from app.store.records import LETTER, LETTER_POINT, LETTER_ROUND
from app.store.tables import Tables
from app.store.terms import listed

_AT_ONCE = 400
"""So many records are looked up at a time."""

_PENDING = f"gone='' AND status IN({listed({Phase.OPEN, Phase.ACTIVE})})"

_INTERNAL = f"kind='{Kind.INTERNAL_MEETING}'"
_ASKABLE = (
    f"NOT {_INTERNAL} AND (owner IS NOT NULL OR counterpart IS NOT NULL)"
    f" AND (status<>'{Status.IN_FORCE}' OR ball_with<>'')"
    " AND (:relation='' OR relation=:relation)"
    " AND (:concerns='' OR origin=:concerns OR id IN"
    "(SELECT a.commitment FROM appearance a WHERE a.session=:concerns AND a.gone=''))"
)
"""What is in force owes nobody an answer, unless it is said whose turn it is. An internal meeting
is never shown to another side."""


class Correspondence(Tables):
    """What was written to organisations that owe an answer, and what may be."""

    def letter_rounds(self, reference: str = "") -> list[LetterRound]:
        """Return the rounds from the newest to the oldest; with a reference those that carry it."""
        return self._all(
            LETTER_ROUND,
            "gone='' AND (?1='' OR reference=?1 COLLATE NOCASE) ORDER BY dated_on DESC, rid DESC",
            " ".join(reference.split()),
        )

    def letter_round(self, identity: str) -> LetterRound:
        """Return a round. Raises `NotFoundError` for one that is not or no longer there."""
        found: list[LetterRound] = self._all(LETTER_ROUND, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This letter is no longer in the register.")
        return found[0]

    def letter(self, identity: str) -> Letter:
        """Return what one organisation was sent. Raises `NotFoundError`."""
        found: list[Letter] = self._all(LETTER, "id=? AND gone=''", identity)
        if not found:
            raise NotFoundError("This letter is no longer in the register.")
        return found[0]

    def letter_points(self, letter: str) -> list[LetterPoint]:
        """Return the points of a letter, but for those that were discarded or erased."""
        return self._all(
            LETTER_POINT,
            "letter=? AND gone='' AND commitment IN(SELECT id FROM commitment WHERE gone='')",
            letter,
        )

    def chains(self) -> Chains:
        """Return all rounds with their letters, and how each stands."""
        points: dict[str, list[CommitmentId]] = defaultdict(list)
        with translated():
            for letter, commitment in self._connection.execute(
                "SELECT p.letter, p.commitment FROM letterpoint p JOIN commitment c"
                " ON c.id=p.commitment WHERE p.gone='' AND c.gone='' ORDER BY p.rid"
            ):
                points[letter].append(CommitmentId(commitment))
            pending = self._connection.execute(
                f"SELECT id FROM commitment WHERE {_PENDING}"
                " AND id IN(SELECT commitment FROM letterpoint WHERE gone='')"
            ).fetchall()
        return Chains(
            self._all(LETTER_ROUND, "gone='' ORDER BY dated_on DESC, rid DESC"),
            self._all(LETTER, "gone='' ORDER BY rid"),
            {letter: tuple(each) for letter, each in points.items()},
            frozenset(CommitmentId(row[0]) for row in pending),
        )

    def letters_awaiting(self) -> tuple[AwaitedLetter, ...]:
        """Return every letter without an answer of which a point is still pending, by deadline.

        Whoever was reminded since is awaited once, by the latest reminder.
        """
        return self.chains().awaited()

    def askable(
        self, relation: str, today: date, concerns: str = "", *, aspirations: bool = False
    ) -> list[Askable]:
        """Return the pending promises that an agency answers for, in the order of entry.

        `relation` and `concerns` narrow to a pair of countries and to the points of a session or
        text, those it restates among them; with `aspirations` what is no promise is there too.
        """
        pending, values = listing.where(replace(OPEN, promises=not aspirations), today)
        pending += " AND event=0"
        silent, more = listing.where(Query(silent=True), today)
        sql = (
            "SELECT id, relation, owner, counterpart, owed_by, ball_with, classification<>'',"
            f" ({silent}), coalesce(origin IN(SELECT id FROM commitment WHERE {_INTERNAL}),0),"
            f" heard FROM commitment WHERE {pending} AND {_ASKABLE} ORDER BY rid"
        )
        with translated():
            found = self._connection.execute(
                sql, {**values, **more, "relation": relation, "concerns": concerns}
            ).fetchall()
        return [
            Askable(
                id=CommitmentId(row[0]),
                relation=row[1],
                owner=None if row[2] is None else OrganisationId(row[2]),
                counterpart=None if row[3] is None else OrganisationId(row[3]),
                owed_by=row[4],
                ball_with=row[5],
                marked=bool(row[6]),
                silent=bool(row[7]),
                internal=bool(row[8]),
                heard=None if row[9] is None else date.fromisoformat(row[9]),
            )
            for row in found
        ]

    def supporters(self) -> dict[CommitmentId, list[OrganisationId]]:
        """Return which agencies support the lead of a commitment, for all that have any."""
        found: dict[CommitmentId, list[OrganisationId]] = defaultdict(list)
        with translated():
            for commitment, body in self._connection.execute(
                "SELECT commitment, organisation FROM support WHERE gone='' ORDER BY rid"
            ):
                found[CommitmentId(commitment)].append(OrganisationId(body))
        return dict(found)

    # What a letter tells of its points

    def rows_by(self, identities: Iterable[str]) -> dict[CommitmentId, RegisterRow]:
        """Return list rows by identity; the unknown and the gone are left out."""
        found: dict[CommitmentId, RegisterRow] = {}
        with translated():
            for page in _pages(identities):
                found |= {row.id: row for row in listing.rows_of(self._connection, page).values()}
        return found

    def origins_of(self, identities: Iterable[str]) -> dict[CommitmentId, CommitmentId]:
        """Return in which document each commitment stands, where one is named."""
        found: dict[CommitmentId, CommitmentId] = {}
        with translated():
            for page in _pages(identities):
                marks = ",".join("?" for _ in page)
                found |= {
                    CommitmentId(identity): CommitmentId(origin)
                    for identity, origin in self._connection.execute(
                        f"SELECT id, origin FROM commitment WHERE id IN({marks})"
                        " AND origin IS NOT NULL",
                        page,
                    )
                }
        return found

    def wordings_of(self, identities: Iterable[str]) -> dict[CommitmentId, list[Wording]]:
        """Return the agreed wordings of commitments, in the order of entry."""
        found: dict[CommitmentId, list[Wording]] = defaultdict(list)
        for page in _pages(identities):
            marks = ",".join("?" for _ in page)
            each: Wording
            for each in self._all(WORDING, f"commitment IN({marks}) AND gone=''", *page):
                found[each.commitment].append(each)
        return dict(found)

    def notes_of(self, identities: Iterable[str]) -> dict[CommitmentId, list[Note]]:
        """Return the progress notes of commitments, in the order of entry."""
        found: dict[CommitmentId, list[Note]] = defaultdict(list)
        for page in _pages(identities):
            marks = ",".join("?" for _ in page)
            each: Note
            for each in self._all(NOTE, f"commitment IN({marks}) AND gone=''", *page):
                found[each.commitment].append(each)
        return dict(found)


def _pages(identities: Iterable[str]) -> Iterable[Sequence[str]]:
    wanted = list(dict.fromkeys(identities))
    return (wanted[start : start + _AT_ONCE] for start in range(0, len(wanted), _AT_ONCE))
