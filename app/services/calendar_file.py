"""Commitments as a calendar file: a view or single ones, for the calendars people carry.

One state of the register, on one day, always gives the same bytes: what stands for time in the
file is the time of the change log. Marked records are left out and counted, and named nowhere.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

from app.domain.calendar_entries import entries
from app.domain.calendar_entry import Alarm, Entry, Known, Part
from app.domain.commitment import Commitment
from app.domain.course import Course
from app.domain.date_words import Translate, plain
from app.domain.errors import CancelledError, NothingToDoError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.services.calendar_text import PLACED, STOOD, Stamped, days_text, written
from app.services.renewals import country_names, renewals
from app.services.written import beside
from app.store.reader import Reader
from app.store.stamps import Stamp

SUFFIX = ".ics"
"""How the name of a calendar file ends."""

_NAMESPACE = uuid.UUID("9d5e9a64-4a53-4f6e-8d0c-6f8f7e3f2b7d")
_HOST = "@servanda"
_ATTEMPTS = 3
_EACH = 50

Chosen = Query | Sequence[CommitmentId]


class Alarms(Protocol):
    """Gives the alarms that the rules of reminding come to for a commitment."""

    def __call__(self, identity: CommitmentId, /) -> tuple[Alarm, ...]:
        """Return them, in any order."""


def no_alarms(_identity: CommitmentId, /) -> tuple[Alarm, ...]:
    """Remind of nothing."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export came to: commitments and their entries, and what was left out and why."""

    commitments: int
    entries: int
    marked: int
    undated: int

    def omissions(self, tr: Translate = plain) -> str:
        """Say in sentences what was left out; nothing where nothing was."""
        said = []
        if self.marked:
            template = (
                tr("1 marked record left out.")
                if self.marked == 1
                else tr("{count} marked records left out.")
            )
            said.append(template.format(count=self.marked))
        if self.undated:
            template = (
                tr("1 has no day and is no task, and was left out.")
                if self.undated == 1
                else tr("{count} have no day and are no tasks, and were left out.")
            )
            said.append(template.format(count=self.undated))
        return " ".join(said)


def export_calendar(
    reader: Reader,
    chosen: Chosen,
    today: date,
    target: Path,
    *,
    alarms: Alarms = no_alarms,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a view, or single commitments, as a calendar file.

    `progress` hears commitments done and in all, now and then; as soon as `cancelled` says so,
    `CancelledError` is raised. Raises `NothingToDoError` where nothing of it has a place in a
    calendar, and `StorageError` where `target` cannot be written; then it is untouched.
    """
    export = _Export(
        reader=reader,
        chosen=chosen,
        today=today,
        alarms=alarms,
        progress=progress,
        cancelled=cancelled,
    )
    exported, stamped = export.steady()
    if not exported.entries:
        why = exported.omissions() or "There is no commitment in it."
        raise NothingToDoError(f"Nothing was written to “{target.name}”. {why}")
    with beside(target) as file:
        file.write(written(stamped))
    return exported


def uid_of(register: str, identity: CommitmentId) -> str:
    """Return what the entries of a commitment share in their identity: nothing can be read off it.

    The same in every copy of the register, and in no other register.
    """
    return str(uuid.uuid5(_NAMESPACE, f"{register}/{identity}"))


def entry_uid(base: str, key: str) -> str:
    """Return the identity of one entry; see `Entry.key`."""
    return f"{base}.{key}{_HOST}"


def split_uid(uid: str) -> tuple[str, str] | None:
    """Return what an identity of ours is made of, None for one of others."""
    base, dot, key = uid.removesuffix(_HOST).partition(".")
    name = key.partition("-")[0]
    known = name in ("event", "task", *Part) and name != Part.OWN
    return (base, key) if uid.endswith(_HOST) and dot and known else None


class Laying:
    """Lays commitments out as entries: what all of them need is looked up once."""

    def __init__(self, reader: Reader, today: date) -> None:
        """Read through `reader`, as of `today`."""
        self._reader, self._today = reader, today
        self.register = reader.register_id()
        self._origin = cache(self._shown_origin)

    def entries_of(
        self, row: RegisterRow, commitment: Commitment, alarms: tuple[Alarm, ...] = ()
    ) -> tuple[Entry, ...]:
        """Return the entries of a commitment, marked or not."""
        instrument = row.kind.family is Family.INSTRUMENT and not row.event
        known = Known(
            row=row,
            summary=commitment.summary,
            origin=self._origin(commitment.origin) if commitment.origin else "",
            course=self._courses.get(row.id) if instrument else None,
            names=self._names if instrument else None,
        )
        return entries(known, alarms)

    def stamped(self, row: RegisterRow, found: Iterable[Entry]) -> Iterator[Stamped]:
        """Give entries with all that a file says of them."""
        stamp = self._reader.stamp(row.id)
        base = uid_of(self.register, row.id)
        for entry in found:
            whole = stamp if entry.part is Part.OWN else stamp + self._worked
            yield Stamped(
                entry=entry,
                uid=entry_uid(base, entry.key),
                sequence=whole.changes,
                at=whole.at,
                categories=tuple(each for each in (row.kind.value, row.sector) if each),
                own=_own(row, entry),
            )

    def _shown_origin(self, identity: CommitmentId) -> str:
        """The reference of where it was made, unless that is marked or gone."""
        if self._reader.ref_if_held(identity) is None:
            return ""
        row = self._reader.row(identity)
        return "" if row.classification.strip() else row.ref

    @cached_property
    def _courses(self) -> Mapping[CommitmentId, Course]:
        found = renewals(self._reader, "", self._today).rows
        return {each.row.id: each.course for each in found}

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return country_names(self._reader)

    @cached_property
    def _worked(self) -> Stamp:
        return self._reader.calendar_stamp()


def _own(row: RegisterRow, entry: Entry) -> tuple[tuple[str, str], ...]:
    """The values of ours that come back with the file."""
    values = [
        ("X-SERVANDA-REF", row.ref),
        ("X-SERVANDA-ENTRY", entry.part.value),
        ("X-SERVANDA-STATUS", row.status.value),
        (PLACED, days_text(entry)),
        (STOOD, entry.stand.value),
    ]
    if entry.part is Part.OWN:
        values += [
            ("X-EDTF", row.timing.edtf),
            ("X-SERVANDA-SENSE", row.timing.sense.value),
            ("X-SERVANDA-BASIS", row.timing.basis.value),
        ]
    return tuple(values)


@dataclass(slots=True, kw_only=True)
class _Export:
    """One export under way."""

    reader: Reader
    chosen: Chosen
    today: date
    alarms: Alarms
    progress: Callable[[int, int], object]
    cancelled: Callable[[], bool]

    def steady(self) -> tuple[Exported, list[Stamped]]:
        """Lay it all out, once more where somebody wrote in between: a file is of one state."""
        for _ in range(_ATTEMPTS - 1):
            before = self.reader.version()
            found = self._uninterrupted()
            if self.reader.version() == before:
                return found
        return self._uninterrupted()

    def _uninterrupted(self) -> tuple[Exported, list[Stamped]]:
        """Begin anew whenever a writer of this program cut in."""
        while True:
            with suppress(InterruptedError):
                return self._laid_out()

    def _laid_out(self) -> tuple[Exported, list[Stamped]]:
        laying = Laying(self.reader, self.today)
        commitments = marked = undated = 0
        stamped: list[Stamped] = []
        for row, commitment in self._each():
            if row.classification.strip():
                marked += 1
                continue
            found = laying.entries_of(row, commitment, self.alarms(row.id))
            commitments += bool(found)
            undated += not found
            stamped += laying.stamped(row, found)
        exported = Exported(
            commitments=commitments, entries=len(stamped), marked=marked, undated=undated
        )
        return exported, stamped

    def _each(self) -> Iterator[tuple[RegisterRow, Commitment]]:
        """Give what was chosen, in its order, telling how far it has come."""
        reader, chosen = self.reader, self.chosen
        found: Iterable[tuple[RegisterRow, Commitment]]
        if isinstance(chosen, Query):
            count = reader.count(chosen, self.today)
            whole = reader.each_commitment(chosen, self.today)
            found = ((row, commitment) for row, commitment, _ in whole)
        else:
            ids = tuple(dict.fromkeys(chosen))
            count = len(ids)
            found = ((reader.row(each), reader.commitment(each)) for each in ids)
        for done, each in enumerate(found):
            if done % _EACH == 0:
                if self.cancelled():
                    raise CancelledError("The export was cancelled. Nothing was written.")
                self.progress(done, count)
            yield each
