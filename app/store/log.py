"""The change log read back: histories, and what an undo or redo would act on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.change import ChangeKind, FieldChange, HistoryEntry
from app.domain.errors import NothingToDoError, OvertakenError
from app.store.canonical import GREATEST, Value
from app.store.clashes import claim, claimants
from app.store.commitment_records import COMMITMENT
from app.store.driver import translated, understood
from app.store.entries import GONE, LIVE
from app.store.fold import decoded
from app.store.records import RECORDS
from app.store.writer import Writer

if TYPE_CHECKING:
    from sqlite3 import Connection

_ACTS = ("do", "import", "settle")
"""The kinds of change that can be undone."""

_BESIDE = " UNION ALL ".join(
    f"SELECT id FROM {spec.name} WHERE {spec.owner}=?1" for spec in RECORDS.values() if spec.owner
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A change that an undo takes back or a redo does again."""

    seq: int
    copy: str
    n: int
    clock: int
    label: str

    @property
    def address(self) -> str:
        """Its name in the log."""
        return f"{self.copy}:{self.n}"


def history(connection: Connection, identity: str, limit: int = 500) -> list[HistoryEntry]:
    """Return what was written of a commitment and of what stands beside it, newest first."""
    with translated():
        rows = connection.execute(
            "SELECT c.copy, c.n, c.at, c.actor, c.kind, c.label, e.record, e.id, e.data"
            " FROM entry e JOIN change c ON c.seq=e.seq"
            f" WHERE e.id IN(SELECT ?1 UNION ALL {_BESIDE})"
            " ORDER BY c.clock DESC, c.copy DESC, e.pos LIMIT ?2",
            (identity, limit),
        ).fetchall()
    with understood():
        return [_entry(row) for row in rows]


def _entry(row: tuple[str, int, int, str, str, str, str, str, str | None]) -> HistoryEntry:
    copy, n, at, actor, kind, label, record, identity, data = row
    changes = decoded(data)
    happened = changes.get("happened_on", (None, ""))[1]
    return HistoryEntry(
        copy=copy,
        n=n,
        at=at,
        actor=actor,
        kind=ChangeKind(kind),
        label=label,
        record=record,
        id=identity,
        fields=tuple(
            FieldChange(field=name, old=old, new=new) for name, (old, new) in changes.items()
        ),
        happened_on=str(happened or ""),
    )


def to_undo(connection: Connection, copies: Sequence[str]) -> Act | None:
    """Return the latest own change that is not undone and can be, or None.

    What wrote texts that were erased since is passed over. `copies` are the names of this
    program's own chains, the latest first.
    """
    turned: set[str] = set()
    settled: set[str] = set()
    for act, kind, undoes in _backwards(connection, copies):
        if undoes:
            if undoes not in settled and kind == ChangeKind.UNDO:
                turned.add(undoes)
            settled.add(undoes)
        elif kind in _ACTS and act.address not in turned and not _erased(connection, act):
            return act
    return None


def _erased(connection: Connection, act: Act) -> bool:
    # By itself SQLite would look through all that the change wrote.
    found = connection.execute(
        "SELECT 1 FROM entry INDEXED BY entry_erased WHERE seq=? AND data IS NULL", (act.seq,)
    )
    return found.fetchone() is not None


def to_redo(connection: Connection, copies: Sequence[str]) -> Act | None:
    """Return what the latest own undo took back, unless something new was done since."""
    settled: set[str] = set()
    for _, kind, undoes in _backwards(connection, copies):
        if not undoes:
            if kind in _ACTS:
                return None
            continue
        if kind == ChangeKind.UNDO and undoes not in settled:
            act = _act(connection, undoes)
            if act is not None and not _erased(connection, act):
                return act
        settled.add(undoes)
    return None


def _backwards(connection: Connection, copies: Sequence[str]) -> Iterator[tuple[Act, str, str]]:
    """Give the changes of one chain after another, each from its end."""
    for copy in copies:
        rows = connection.execute(
            "SELECT seq, n, clock, label, kind, undoes FROM change WHERE copy=? ORDER BY n DESC",
            (copy,),
        )
        for seq, n, clock, label, kind, undoes in rows:
            yield Act(seq=seq, copy=copy, n=n, clock=clock, label=label), kind, undoes


def _act(connection: Connection, address: str) -> Act | None:
    copy, _, n = address.rpartition(":")
    row = connection.execute(
        "SELECT seq, copy, n, clock, label FROM change WHERE copy=? AND n=?", (copy, int(n))
    ).fetchone()
    return (
        None if row is None else Act(seq=row[0], copy=row[1], n=row[2], clock=row[3], label=row[4])
    )


def take_back(writer: Writer, act: Act) -> None:
    """Write the values from before an act again; what it created is taken out.

    Raises `OvertakenError` where a later change wrote the same fields, or something that lives
    on refers to what the act created.
    """
    with understood():
        _reverse(writer, act, back=True)


def do_again(writer: Writer, act: Act) -> None:
    """Write an act's values again. Raises `OvertakenError` as `take_back` does."""
    with understood():
        _reverse(writer, act, back=False)


def _reverse(writer: Writer, act: Act, *, back: bool) -> None:
    connection = writer.connection
    entries = connection.execute(
        "SELECT record, id, data FROM entry WHERE seq=? ORDER BY pos", (act.seq,)
    ).fetchall()
    if any(data is None for _, _, data in entries):
        raise NothingToDoError("What this change wrote was erased for good; it cannot be undone.")
    created = {identity for _, identity, data in entries if _creates(decoded(data))}
    for record, identity, data in entries:
        changes = decoded(data)
        creation = identity in created
        _check_untouched(connection, act, record, identity, set() if creation else set(changes))
        values = {name: old if back else new for name, (old, new) in changes.items()}
        if creation:
            values = {GONE: "undone" if back else values[GONE]}
        if record == COMMITMENT.name:
            _check_ref(connection, act, identity, values)
        writer.set(record, identity, **values)
    for record, identity, _ in entries if back else ():
        if identity in created:  # only now does nothing of this act refer to it any longer
            _check_unreferred(connection, record, identity, created)


def _creates(changes: dict[str, tuple[Value, Value]]) -> bool:
    return GONE in changes and changes[GONE][0] is None


def _check_ref(connection: Connection, act: Act, identity: str, values: dict[str, Value]) -> None:
    """Refuse where a reference that comes back was given to another commitment since.

    Where another held it before the act already, the two stand side by side again.
    """
    held, gone = connection.execute(
        "SELECT ref, gone FROM commitment WHERE id=?", (identity,)
    ).fetchone()
    ref = str(values.get("ref", held))
    if values.get(GONE, gone) not in LIVE or (ref == held and gone in LIVE):
        return
    for other in claimants(connection, ref):
        if other != identity and claim(connection, other, ref)[:2] > (act.clock, act.copy):
            raise OvertakenError(f"The reference “{ref}” was given to another commitment since.")


def _check_untouched(
    connection: Connection, act: Act, record: str, identity: str, names: set[str]
) -> None:
    """Refuse where a later change that still stands wrote these fields (none named: any)."""
    rows = connection.execute(
        "SELECT c.copy||':'||c.n, c.kind, c.label, c.undoes, e.data"
        " FROM entry e JOIN change c ON c.seq=e.seq"
        " WHERE e.id=? AND e.record=? AND (c.clock,c.copy)>(?,?) ORDER BY c.clock",
        (identity, record, act.clock, act.copy),
    ).fetchall()
    for address, kind, label, undoes, data in rows:
        if kind == ChangeKind.ERASE:
            raise OvertakenError("What this change wrote was erased for good since.")
        touches = not names or not names.isdisjoint(decoded(data))
        if touches and _stands_in_the_way(connection, act, address, kind, undoes):
            raise OvertakenError(
                f"“{act.label}” cannot be taken back by itself: “{label}” came after it."
            )


def _stands_in_the_way(
    connection: Connection, act: Act, address: str, kind: str, undoes: str
) -> bool:
    """Whether a later change still holds.

    It may be an act that is not undone, or what undid or did again an earlier act, where that
    one stands otherwise now than it did at the time of this act.
    """
    if not undoes:
        return kind in _ACTS and _stands(connection, address)
    target = _act(connection, undoes)
    if target is None or (target.clock, target.copy) >= (act.clock, act.copy):
        return False
    return _stands(connection, undoes) != _stands(connection, undoes, before=act)


def _stands(connection: Connection, address: str, before: Act | None = None) -> bool:
    """Whether an act is not undone, now or at the time of another act."""
    clock, copy = (before.clock, before.copy) if before else (GREATEST, "")
    row = connection.execute(
        "SELECT kind FROM change WHERE undoes=? AND (clock,copy)<(?,?)"
        " ORDER BY clock DESC, copy DESC LIMIT 1",
        (address, clock, copy),
    ).fetchone()
    return row is None or row[0] != ChangeKind.UNDO


def _check_unreferred(
    connection: Connection, record: str, identity: str, created: set[str]
) -> None:
    for spec in RECORDS.values():
        for column, table in spec.references.items():
            if table != record:
                continue
            # A commitment in the bin may come back; what was withdrawn beside one does not.
            live = "gone IN('','binned')" if spec is COMMITMENT else "gone=''"
            rows = connection.execute(
                f"SELECT id FROM {spec.name} WHERE {column}=? AND {live}", (identity,)
            ).fetchall()
            if any(row[0] not in created for row in rows):
                raise OvertakenError(f"This {record} is in use by now: a {spec.name} refers to it.")
