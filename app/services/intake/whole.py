"""A whole register from the JSON file that holds it, into an empty one.

All of the file is looked through before anything is written: a register is never half taken in.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from app.domain import fields as checks
from app.domain.change import Change, ChangeKind
from app.domain.errors import (
    InvalidValueError,
    NotFoundError,
    ServandaError,
    StorageError,
    TooNewError,
)
from app.domain.focal_facts import checked
from app.domain.quotations import check_kept
from app.services.export_parts import Cancelled, Progress, never, silent
from app.services.intake.gate import look_up
from app.services.register import Register
from app.services.register_json import FORM, PROGRAM
from app.store.archive import RELATION, STATES, enter
from app.store.canonical import Value
from app.store.commitment_records import COMMITMENT, SOURCE, TIMING
from app.store.entries import ERASED, GONE
from app.store.record import Record
from app.store.records import FOCAL_POINT, RECORDS
from app.store.writer import Writer

LARGEST = 500 << 20
"""How large a file may be that is taken in, in bytes."""

_IDENTITY = re.compile(r"[0-9a-f]{20}")
_OTHER = "is no register that Servanda wrote as JSON"
_STEP = 500

_Values = dict[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A register as a file holds it, looked through: each record by kind and identity."""

    register: str
    records: Mapping[str, Mapping[str, _Values]]
    files: Mapping[str, bytes]

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {name: len(held) for name, held in self.records.items()}


def read_whole(path: Path) -> Whole:
    """Read a file and look through all of it; nothing is written.

    Raises `NotFoundError`, `StorageError`, `TooNewError`, or `InvalidValueError` with one sentence
    for what is no such file.
    """
    form = _parsed(path)
    _check(isinstance(form.get("schema"), int) and form.get("program") == PROGRAM, path, _OTHER)
    if form["schema"] > FORM:
        raise TooNewError(
            f"“{path.name}” was written by a newer Servanda. Update the program to take it in."
        )
    told, origin = form.get("records"), form.get("from", {})
    if not isinstance(told, dict) or not isinstance(origin, dict):
        raise _refused(path, _OTHER)
    unknown = [each for each in told if each not in RECORDS]
    _check(not unknown, path, f"holds “{next(iter(unknown), '')}”, which this program knows not")
    records = {
        name: dict(_looked_through(path, spec, told.get(name, [])))
        for name, spec in RECORDS.items()
    }
    _check_references(path, records)
    return Whole(
        register=str(origin.get("register", "")),
        records=records,
        files=dict(_files(path, form.get("files", []))),
    )


def take_in(
    register: Register,
    whole: Whole,
    name: str,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Change:
    """Enter every record of a file into an empty register, identities kept, as one change.

    `name` is the file's, without its folder. A register that holds its pairs of countries and
    nothing else counts as empty. Raises `InvalidValueError` where the register holds anything else
    or a record cannot be kept, `CancelledError`; then nothing was written.
    """
    check_empty(register, whole)
    progress, cancelled = progress or silent, cancelled or never
    total, done = sum(whole.counts.values()), 0
    with register.store.write(f"Take in {name}", ChangeKind.IMPORT) as writer:
        for record, held in whole.records.items():
            for identity, values in held.items():
                look_up(cancelled)
                _enter(writer, record, identity, values)
                done += 1
                if done % _STEP == 0 or done == total:
                    progress(done, total)
        for data in whole.files.values():
            writer.keep(data)
    return writer.change


def _enter(writer: Writer, record: str, identity: str, values: _Values) -> None:
    fields = {name: value for name, value in values.items() if name != GONE}
    enter(writer, record, identity, fields, str(values.get(GONE, "")))


def check_empty(register: Register, whole: Whole) -> None:
    """Refuse a register that holds anything but pairs of countries that the file holds too."""
    archive = register.reader.archive()
    counts = archive.counts()
    pairs = {each.id for each in register.reader.relations()}
    others = sum(count for name, count in counts.items() if name != RELATION)
    if not others and counts[RELATION] == len(pairs) and pairs <= whole.records[RELATION].keys():
        return
    if archive.register() == whole.register:
        raise InvalidValueError(
            "file",
            "This is the register that the file was written from, or a copy of it. The file comes "
            "into an empty register only; copies of one register are brought together by merging.",
        )
    raise InvalidValueError(
        "file",
        "This register is not empty. The file comes into an empty one: name one that is not there "
        "yet with --register, and it is made.",
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise _refused(path, f"is larger than the {LARGEST >> 20} MB that can be taken in")
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise NotFoundError(f"There is no file “{path}”.") from None
    except OSError as error:
        raise StorageError(f"“{path.name}” cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError:
        raise _refused(path, "is not written in UTF-8") from None
    try:
        form = json.loads(text, parse_constant=_no_number, parse_float=_no_number)
    except RecursionError:
        raise _refused(path, _OTHER) from None
    except ValueError:
        raise _refused(path, "is no whole JSON file: it is damaged or only half written") from None
    _check(isinstance(form, dict), path, _OTHER)
    found: dict[str, Any] = form
    return found


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _refused(path: Path, why: str) -> InvalidValueError:
    return InvalidValueError("file", f"“{path.name}” {why}. Nothing was taken in.")


def _check(holds: bool, path: Path, why: str) -> None:  # noqa: FBT001 - what must be so
    if not holds:
        raise _refused(path, why)


def _looked_through(path: Path, spec: Record, told: object) -> Iterator[tuple[str, _Values]]:
    """Give each record of a kind, with what it must be to be read back."""
    if not isinstance(told, list):
        raise _refused(path, f"holds no list of “{spec.name}”")
    seen: set[str] = set()
    for each in told:
        identity = each.get("id") if isinstance(each, dict) else None
        if not isinstance(identity, str) or not _IDENTITY.fullmatch(identity):
            raise _refused(path, f"holds a {spec.name} without an identity of 20 hex digits")
        if identity in seen:
            raise _refused(path, f"holds one {spec.name} twice ({identity})")
        seen.add(identity)
        values: _Values = {name: value for name, value in each.items() if name != "id"}
        _check_record(path, spec, identity, values)
        yield identity, values


def _check_record(path: Path, spec: Record, identity: str, values: _Values) -> None:
    where = f"of a {spec.name} ({identity})"
    gone = values.get(GONE, "")
    _check(gone in STATES, path, f"holds “{gone}” as “gone” {where}")
    for name, value in values.items():
        known = name == GONE or (name in spec.columns and not isinstance(value, bool))
        _check(known and _holds(spec, name, value), path, f"holds what no “{name}” is, {where}")
    if gone == ERASED:
        return
    whole = {name: values.get(name, spec.blank(name)) for name in spec.columns}
    try:
        _check_item(spec, {"id": identity, **whole})
    except (ServandaError, ValueError) as error:
        said = str(error) if isinstance(error, ServandaError) else f"It cannot be read {where}."
        raise _refused(path, f"cannot be taken in {where}: {said.removesuffix('.')}") from None


def _check_item(spec: Record, row: _Values) -> None:
    """Refuse what no field of a record may hold, as entering it by hand would be refused."""
    item = spec.decode(row)
    if spec is TIMING:
        item.timing.validated()
    elif spec is COMMITMENT:
        for name, check in checks.CHECKS.items():
            check(getattr(item, name))
    elif spec is FOCAL_POINT:
        checked(item)
    elif spec is SOURCE:
        check_kept(item)


def _holds(spec: Record, name: str, value: object) -> bool:
    return (value is None or isinstance(value, (str, int))) and spec.holds(name, value)


def _check_references(path: Path, records: Mapping[str, Mapping[str, _Values]]) -> None:
    for name, held in records.items():
        for column, table in RECORDS[name].references.items():
            for identity, values in held.items():
                other = values.get(column)
                if other is not None and other not in records[table]:
                    why = f"names, as “{column}” of a {name} ({identity}), a {table} it lacks"
                    raise _refused(path, why)


def _files(path: Path, told: object) -> Iterator[tuple[str, bytes]]:
    for each in told if isinstance(told, list) else [told]:
        try:
            held: Any = each
            sha256, data = str(held["sha256"]), b64decode(held["data"], validate=True)
        except (TypeError, KeyError, ValueError):
            raise _refused(path, "holds a stored file that cannot be read") from None
        if hashlib.sha256(data).hexdigest() != sha256:
            raise _refused(path, "holds a stored file that is not what its SHA-256 says")
        yield sha256, data
