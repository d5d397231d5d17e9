"""Which fields are other now than they were at an earlier state of the register.

A state goes by its register version, the digest of all heads (`store/export`). What a record was
then follows from the log: its entries up to that state, folded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from app.domain.identity import CommitmentId
from app.store.canonical import Value
from app.store.commitment_records import COMMITMENT, ORGANISATION, SUPPORT, TIMING
from app.store.copies import Head
from app.store.entries import GONE
from app.store.export import register_version
from app.store.fold import decoded, folded
from app.store.records import RECORDS

if TYPE_CHECKING:
    from sqlite3 import Connection

_State = dict[str, Value]

_OF_TIMING = {
    "edtf": "due",
    "words": "due_words",
    "sense": "due_sense",
    "basis": "due_basis",
    "why": "due_why",
    "anchor": "due_follows",
    "offset": "due_offset",
}
"""The fields of a date as an import names them."""

_LOOKED_AT = (COMMITMENT.name, TIMING.name, SUPPORT.name, ORGANISATION.name)

EVERY_FIELD = frozenset({*COMMITMENT.columns, *_OF_TIMING.values(), "supporting"})
"""What is other of a commitment that was not there then."""


def changed_since(
    connection: Connection, version: str, among: Collection[CommitmentId]
) -> dict[CommitmentId, frozenset[str]] | None:
    """Return, for those `among` which anything is other, which fields are, as imports name them.

    None where this register never was at that version, or cannot tell. Raises `DamagedError` for
    a log that cannot be read.
    """
    looked = _looked_back(connection, version)
    if looked is None:
        return None
    found = ((each, looked.fields(each)) for each in among) if looked.any else ()
    return {each: fields for each, fields in found if fields}


def stood_at(
    connection: Connection, version: str, among: Collection[CommitmentId]
) -> dict[CommitmentId, dict[str, str]] | None:
    """Return what the fields of commitments held at an earlier state, as an export has them.

    Those of which nothing is other now may be left out, as may what cannot be told. None and
    raises as `changed_since`.
    """
    looked = _looked_back(connection, version)
    if looked is None:
        return None
    concerned = looked.concerned()
    found = ((each, looked.texts(each)) for each in among if each in concerned)
    return {each: texts for each, texts in found if texts}


def _looked_back(connection: Connection, version: str) -> _Then | None:
    seq = end_of_state(connection, version)
    if seq is None:
        return None
    touched: dict[str, set[str]] = {name: set() for name in _LOOKED_AT}
    marks = ",".join("?" for _ in _LOOKED_AT)
    for record, identity in connection.execute(
        f"SELECT DISTINCT record, id FROM entry WHERE seq>? AND record IN({marks})",
        (seq, *_LOOKED_AT),
    ):
        touched[record].add(identity)
    return _Then(connection, seq, touched)


def end_of_state(connection: Connection, version: str) -> int | None:
    """Return the last change of a state, going back from now; None where there is none such.

    0 is the state before the first change.
    """
    rows = connection.execute("SELECT copy, max(n), hash FROM change GROUP BY copy").fetchall()
    heads = {name: Head(copy=name, n=n, hash=hashed) for name, n, hashed in rows}
    changes = connection.execute(
        "SELECT c.seq, c.copy, p.n, p.hash FROM change c LEFT JOIN change p"
        " ON p.copy=c.copy AND p.n=c.n-1 ORDER BY c.seq DESC"
    )
    for seq, copy, before, hashed in changes:
        if register_version(heads) == version:
            return int(seq)
        if before is None:
            del heads[copy]
        else:
            heads[copy] = Head(copy=copy, n=before, hash=hashed)
    return 0 if register_version(heads) == version else None


class _Then:
    """The register as it was at the end of a change."""

    def __init__(
        self, connection: Connection, seq: int, touched: Mapping[str, Collection[str]]
    ) -> None:
        self._connection = connection
        self._seq = seq
        self._touched = touched

    @property
    def any(self) -> bool:
        """Whether anything was written since that a table tells of."""
        return any(self._touched.values())

    def concerned(self) -> set[str]:
        """Return the commitments of which, or of whose date or support, anything was written."""
        found = set(self._touched[COMMITMENT.name])
        for record in (TIMING.name, SUPPORT.name):
            rows = self._connection.execute(
                f"SELECT DISTINCT r.commitment FROM {record} r JOIN entry e ON e.id=r.id"
                " WHERE e.record=? AND e.seq>?",
                (record, self._seq),
            )
            found.update(each for (each,) in rows)
        return found

    def texts(self, identity: str) -> dict[str, str]:
        """Return what the fields of a commitment held then; nothing where it was not there."""
        then = self._then(COMMITMENT.name, identity)
        if then is None:
            return {}
        return {
            **{name: _text(name, value) for name, value in then.items()},
            **{name: self._label(then[name]) for name in ("owner", "counterpart")},
            **({} if then["owner"] else {"owner_basis": ""}),  # told of a lead alone
            "origin": self._ref(then["origin"]),
            "supporting": self._supporters(identity),
            **self._date_texts(then["timing"]),
        }

    def _date_texts(self, timing: Value) -> dict[str, str]:
        was = self._then(TIMING.name, str(timing)) if timing else None
        if was is None:
            return dict.fromkeys(_OF_TIMING.values(), "")
        found = {field: _text(name, was[name]) for name, field in _OF_TIMING.items()}
        return {**found, "due_follows": self._ref(was["anchor"])}

    def _label(self, organisation: Value) -> str:
        was = self._then(ORGANISATION.name, str(organisation)) if organisation else None
        return str(was["acronym"] or was["name"]) if was is not None else ""

    def _ref(self, commitment: Value) -> str:
        was = self._then(COMMITMENT.name, str(commitment)) if commitment else None
        return str(was["ref"]) if was is not None else ""

    def _supporters(self, identity: str) -> str:
        rows = self._connection.execute(
            "SELECT id, organisation FROM support WHERE commitment=?", (identity,)
        ).fetchall()
        live = (each[1] for each in rows if _live(self._then(SUPPORT.name, each[0])))
        return "; ".join(sorted(map(self._label, live)))

    def fields(self, identity: str) -> frozenset[str]:
        """Return which fields of a commitment are other now."""
        now = self._now(COMMITMENT.name, identity)
        then = now
        if identity in self._touched[COMMITMENT.name]:
            then = self._then(COMMITMENT.name, identity)
        if now is None or then is None:
            return EVERY_FIELD
        found = {name for name, value in now.items() if then[name] != value}
        if (now["owner"] is None) != (then["owner"] is None):
            found.add("owner_basis")  # told of a lead alone
        renamed = self._touched[ORGANISATION.name]
        found |= {name for name in ("owner", "counterpart") if now[name] in renamed}
        return frozenset(found | self._date(then, now) | self._support(identity))

    def _date(self, then: _State, now: _State) -> set[str]:
        """Which fields of the date that counts are other."""
        before, after = then["timing"], now["timing"]
        if before == after and before not in self._touched[TIMING.name]:
            return set()
        held = self._now(TIMING.name, str(after)) if after else None
        was = self._then(TIMING.name, str(before)) if before else None
        if held is None or was is None:
            return set() if held is was else set(_OF_TIMING.values())
        return {field for name, field in _OF_TIMING.items() if held[name] != was[name]}

    def _support(self, identity: str) -> set[str]:
        """Whether other agencies support it, or go by other names."""
        rows = self._connection.execute(
            "SELECT id, organisation FROM support WHERE commitment=?", (identity,)
        ).fetchall()
        renamed = self._touched[ORGANISATION.name]
        for each, organisation in rows:
            if organisation in renamed:
                return {"supporting"}
            if each in self._touched[SUPPORT.name]:
                now, then = self._now(SUPPORT.name, each), self._then(SUPPORT.name, each)
                if _live(now) != _live(then):
                    return {"supporting"}
        return set()

    def _now(self, record: str, identity: str) -> _State | None:
        names = (*RECORDS[record].columns, GONE)
        columns = ", ".join(f'"{name}"' for name in names)
        row = self._connection.execute(
            f"SELECT {columns} FROM {record} WHERE id=?", (identity,)
        ).fetchone()
        return None if row is None else dict(zip(names, row, strict=True))

    def _then(self, record: str, identity: str) -> _State | None:
        rows = self._connection.execute(
            "SELECT e.data FROM entry e JOIN change c ON c.seq=e.seq"
            " WHERE e.id=? AND e.record=? AND c.seq<=? ORDER BY c.clock, c.copy, e.pos",
            (identity, record, self._seq),
        ).fetchall()
        if not rows:
            return None
        return folded(RECORDS[record], (decoded(data) for (data,) in rows))


def _text(name: str, value: Value) -> str:
    """Return a stored value as an export has it; a flag is a word or nothing."""
    if name == "event":
        return "yes" if value else ""
    return "" if value is None else str(value)


def _live(state: _State | None) -> bool:
    return state is not None and state[GONE] == ""
