"""Every record of a register, whole, without its log: read page by page, and written anew.

Records come in the order in which they were first entered: what follows from an order (which move
came last, which date was first) follows again where they are entered anew in it.
"""

from __future__ import annotations

from array import array
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from app.domain.errors import InvalidValueError
from app.store.canonical import Value
from app.store.driver import translated
from app.store.entries import GONE
from app.store.export import PAGE, OneState
from app.store.held import named_now
from app.store.records import RECORDS
from app.store.writer import Writer

RELATION = "relation"
"""The one kind of record that a register may hold and count as empty: its pairs of countries."""

STATES = ("", "binned", "undone", "erased")
"""What may be said of a record under `gone`."""

_ORDER = """SELECT r.rid FROM {0} r JOIN (
 SELECT e.id AS id, min(c.clock) AS clock, c.copy AS copy, e.pos AS pos
 FROM entry e JOIN change c ON c.seq=e.seq WHERE e.record='{0}' GROUP BY e.id) o ON o.id=r.id
ORDER BY o.clock, o.copy, o.pos, r.id"""


class Archive(OneState):
    """The records of one register, read through one connection by one thread."""

    def register(self) -> str:
        """Return the identity of the register, the same in all its copies."""
        with translated():
            return str(self._connection.execute("SELECT id FROM register").fetchone()[0])

    def note(self, record: str, file: IO[bytes], step: Callable[[], None]) -> int:
        """Write the row numbers of a kind of record into `file`, 8 bytes each, in their order.

        Returns how many; `step` is called between pages. Raises as `Sheet.note`.
        """
        count = 0
        with translated():
            cursor = self._connection.execute(_ORDER.format(record))
            while page := cursor.fetchmany(PAGE):
                file.write(array("q", [row[0] for row in page]).tobytes())
                count += len(page)
                step()
        return count

    def records(self, record: str, rids: Sequence[int]) -> list[dict[str, Value]]:
        """Return one page of records: identity, every field, and `gone` where it is gone."""
        names = ("id", *RECORDS[record].columns, GONE)
        columns = ", ".join(f'"{name}"' for name in names)
        numbers = f"[{','.join(map(str, rids))}]"
        with translated():
            rows = self._connection.execute(
                f"SELECT rid, {columns} FROM {record} WHERE rid IN(SELECT value FROM json_each(?))",
                (numbers,),
            ).fetchall()
        found = {rid: dict(zip(names, values, strict=True)) for rid, *values in rows}
        for each in found.values():
            if not each[GONE]:
                del each[GONE]
        return [found[rid] for rid in rids if rid in found]

    def kept(self) -> list[str]:
        """Return the SHA-256 of every text and file that a record keeps, in order.

        What the log alone names stays behind with it.
        """
        with translated():
            return sorted(set(named_now(self._connection)))

    def blob(self, sha256: str) -> dict[str, str] | None:
        """Return a kept text or file, its bytes in base 64; None where it is missing."""
        with translated():
            row = self._connection.execute(
                "SELECT data FROM blob WHERE sha256=?", (sha256,)
            ).fetchone()
        if row is None:
            return None
        return {"sha256": sha256, "data": b64encode(row[0]).decode("ascii")}

    def counts(self) -> dict[str, int]:
        """Return how many records there are of each kind, whatever became of them."""
        with translated():
            return {
                name: self._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
                for name in RECORDS
            }


def enter(
    writer: Writer,
    record: str,
    identity: str,
    values: Mapping[str, Value],
    gone: str,
) -> None:
    """Enter a record under its own identity, in the state it had.

    A pair of countries that is there already takes the values. Raises `InvalidValueError` for a
    value that cannot be kept.
    """
    spec = RECORDS[record]
    for name, value in values.items():
        if not spec.holds(name, value):
            raise InvalidValueError(name, f"“{name}” of a {record} cannot hold this value.")
    if record == RELATION and _is_there(writer, identity):
        writer.set(record, identity, gone="", **values)
    else:
        # Others may hold its reference: which of them is shown with a suffix is settled at the end.
        writer.create(record, identity, dict(values), crowded=True)
    if gone:
        writer.set(record, identity, gone=gone)


def _is_there(writer: Writer, identity: str) -> bool:
    try:
        writer.row(RELATION, identity)
    except KeyError:
        return False
    return True
