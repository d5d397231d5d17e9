"""What the change log says of a commitment as a whole: how often it changed, and when last.

For files that leave the register and come back: they carry no time but that of the log, so that
one state of the register always gives one and the same file.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.identity import CommitmentId
from app.store.driver import translated
from app.store.records import RECORDS
from app.store.tables import Tables

# CROSS JOIN keeps the order: the few commitments first, then each table by its index.
_BESIDE = " UNION ALL ".join(
    f"SELECT {spec.name}.id FROM hung CROSS JOIN {spec.name} ON {spec.name}.{spec.owner}=hung.id"
    for spec in RECORDS.values()
    if spec.owner
)
# What a date follows counts too, at any distance, also where it does so no longer: a number that
# went back would let a calendar keep the older of two states.
_CHANGES = f"""WITH RECURSIVE hung(id) AS (
 SELECT ?1 UNION
 SELECT t.anchor FROM hung JOIN timing t ON t.commitment=hung.id WHERE t.anchor IS NOT NULL)
SELECT count(DISTINCT e.seq), coalesce(max(c.at),0)
FROM entry e CROSS JOIN change c ON c.seq=e.seq
WHERE e.id IN(SELECT id FROM hung UNION ALL {_BESIDE})"""
_CALENDARS = """SELECT count(DISTINCT e.seq), coalesce(max(c.at),0)
FROM entry e JOIN change c ON c.seq=e.seq WHERE e.record IN('holiday','calendaryear')"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """How many changes there were, and when the last of them was: UTC milliseconds since 1970."""

    changes: int
    at: int

    def __add__(self, other: Stamp) -> Stamp:
        """Return the changes of both, and the later time."""
        return Stamp(changes=self.changes + other.changes, at=max(self.at, other.at))


class Stamps(Tables):
    """Reads how far the log has come, and which commitments there are and were."""

    def held_ids(self) -> list[CommitmentId]:
        """Return every commitment of the register, binned ones included."""
        with translated():
            rows = self._connection.execute(
                "SELECT id FROM commitment WHERE gone IN('','binned') ORDER BY rid"
            ).fetchall()
        return [CommitmentId(row[0]) for row in rows]

    def ever_held(self, identity: CommitmentId) -> bool:
        """Whether there ever was a commitment of that identity, be it undone or erased since."""
        with translated():
            found = self._connection.execute(
                "SELECT 1 FROM commitment WHERE id=?", (identity,)
            ).fetchone()
        return found is not None

    def register_id(self) -> str:
        """Return the identity of this register, the same in all its copies."""
        with translated():
            return str(self._connection.execute("SELECT id FROM register").fetchone()[0])

    def stamp(self, identity: CommitmentId) -> Stamp:
        """Return the changes of a commitment, of what stands beside it and of what it follows."""
        with translated():
            changes, at = self._connection.execute(_CHANGES, (identity,)).fetchone()
        return Stamp(changes=changes, at=at)

    def calendar_stamp(self) -> Stamp:
        """Return the changes of the working days that the register holds."""
        with translated():
            changes, at = self._connection.execute(_CALENDARS).fetchone()
        return Stamp(changes=changes, at=at)
