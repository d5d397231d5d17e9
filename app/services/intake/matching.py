"""What a table would change in a register: for each row new, changed, unchanged or held back.

A commitment is found again by its reference, else by its session and paragraph, else by its title;
where that leaves several it is not guessed which. A blank cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.identity import CommitmentId
from app.domain.intake.completion import came_about
from app.domain.intake.draft import Draft
from app.domain.intake.holdings import Holding, Known
from app.domain.intake.own import misread
from app.domain.intake.references import References
from app.domain.intake.returned import Returned
from app.domain.intake.rows import DraftRow
from app.domain.query import Query
from app.services.intake.book import Book
from app.services.intake.comparing import (
    FieldChange,
    cut_fields,
    differences,
    kept_date,
    kept_day,
    kept_marking,
)
from app.services.intake.gate import look_up
from app.store.reader import Reader

_STEP = 500


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the officer says of the whole file: whose it is, and of which session or paper.

    `relation` is the pair of countries; `origin` the session or text whose points these are,
    `owed_by` the side responsible where no column says it. `reported_on` is the day as of which
    its progress is told, where the officer says one.
    """

    relation: str
    origin: CommitmentId | None = None
    owed_by: str = ""
    reported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One row with what would become of it; `changes` are empty for what is new.

    `commitment` is the one that was found again. `reason` says why a row is held back. `carried`
    are the fields that a file of ours has columns for; see `DraftRow`. `came_about` is when the
    status that it brings came about, EDTF, empty where nothing says it; None where it brings none
    that tells of an event. `added` gives the country of each agency that is to be added;
    `refused` are the fields of which a rule of the register refuses what is proposed.
    """

    row: int
    outcome: Outcome
    fields: Mapping[str, str]
    commitment: CommitmentId | None = None
    ref: str = ""
    changes: tuple[FieldChange, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    carried: frozenset[str] = frozenset()
    came_about: str | None = None
    added: Mapping[str, str] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()

    @property
    def overwrites(self) -> bool:
        """Whether it changes what is held; what is told of progress only comes beside it."""
        return self.outcome is Outcome.CHANGED and any(
            each.field != "progress" for each in self.changes
        )

    def taking(self, *, changed_too: bool = False) -> Proposal | None:
        """Return what of it is taken over, None where nothing is.

        Fields that were changed here since the file was made stay, unless `changed_too`; what is
        proposed stays unless it was accepted.
        """
        if self.outcome is Outcome.NEW:
            return self
        changes = tuple(each for each in self.changes if each.comes(changed_too=changed_too))
        if self.outcome is not Outcome.CHANGED or not changes:
            return None
        return self if changes == self.changes else replace(self, changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole table as it would come in, before anything is written.

    `version` is the register version that the file was made from, empty where it names none;
    `version_known` whether this register was ever at it. `notes` are sentences about the whole.
    `returned` says whose workbook of inputs it is, None for any other table.
    """

    draft: Draft
    frame: Frame
    proposals: tuple[Proposal, ...]
    live: int
    """How many commitments the register holds now."""
    version: str = ""
    version_known: bool = False
    notes: tuple[str, ...] = ()
    returned: Returned | None = None

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows have each outcome."""
        found = dict.fromkeys(Outcome, 0)
        for each in self.proposals:
            found[each.outcome] += 1
        return found

    @property
    def told_as_of(self) -> str:
        """As of when its progress is told: what the officer says, else the table; EDTF."""
        return told_as_of(self.frame, self.draft)

    @property
    def share_changed(self) -> float:
        """Which part of the commitments that are in the register now it would change."""
        return self.counts[Outcome.CHANGED] / self.live if self.live else 0.0


def told_as_of(frame: Frame, draft: Draft) -> str:
    """Return as of when progress is told: as the officer says, else as the table does; EDTF."""
    said = frame.reported_on
    return said.isoformat() if said is not None else draft.as_of


def planned(
    reader: Reader,
    draft: Draft,
    frame: Frame,
    today: date,
    *,
    refs: References | None = None,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Compare a draft with the register. Reads only. Raises `CancelledError`.

    `refs` are the register's references, where they were read before.
    """
    matching = _Matching(reader, frame, draft, refs or References(reader.known()), today)
    proposals: list[Proposal] = []
    for start in range(0, len(draft.rows), _STEP):
        look_up(cancelled)
        proposals += matching.proposals(draft.rows[start : start + _STEP])
        progress(len(proposals), len(draft.rows))
    return Plan(
        draft=draft,
        frame=frame,
        proposals=_once(proposals),
        live=reader.count(Query(), today),
        notes=draft.notes,
    )


def _once(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Hold back a row that would change the same commitment as a row before it."""
    taken: dict[CommitmentId, int] = {}
    found = []
    for each in proposals:
        before = taken.get(each.commitment) if each.commitment else None
        if before is not None and each.outcome is not Outcome.HELD:
            reason = f"Row {before} is about the same commitment, {each.ref}."
            found.append(_held(each, reason))
            continue
        if each.commitment is not None:
            taken.setdefault(each.commitment, each.row)
        found.append(each)
    return tuple(found)


def _held(proposal: Proposal, reason: str) -> Proposal:
    return replace(proposal, outcome=Outcome.HELD, changes=(), reason=reason)


_GONE = {
    "binned": "It lies in the bin: take it out first.",
    "erased": "It was erased for good, and its reference is never given to another.",
}


class _Matching:
    """Rows on their way from a draft to what becomes of them."""

    def __init__(
        self, reader: Reader, frame: Frame, draft: Draft, refs: References, today: date
    ) -> None:
        self._reader = reader
        self._today, self._told_as_of = today, told_as_of(frame, draft)
        self._frame = frame
        named = (each.fields.get("ref", "").strip() for each in draft.rows if not each.fault)
        self._book = Book(reader, refs, coming=frozenset(named) - {""}, origin=frame.origin)
        # The rows that say nothing of a responsible side, but the officer does of all of them.
        self._presumed: set[int] = set()

    def proposals(self, rows: Iterable[DraftRow]) -> list[Proposal]:
        """Say what becomes of each of these rows."""
        found = [self._found(each) for each in rows]
        wanted = (each.id for _, each in found if each is not None and not each.gone)
        holdings = self._reader.holdings(wanted)
        compared = (
            base if known is None else self._compared(base, known, holdings)
            for base, known in found
        )
        return [self._dated(each) for each in compared]

    def _dated(self, proposal: Proposal) -> Proposal:
        """Return a row with when the status that it brings came about."""
        brings = proposal.outcome is Outcome.NEW or any(
            each.field == "status" for each in proposal.changes
        )
        if not brings:
            return proposal
        day = came_about(proposal.fields, self._told_as_of, self._today)
        return proposal if day is None else replace(proposal, came_about=day)

    def _found(self, row: DraftRow) -> tuple[Proposal, Known | None]:
        """Return a row as new or held back, and the commitment that is meant, if one is."""
        fields = dict(row.fields)
        self._book.as_shown(fields)
        relation = fields.get("relation") or self._frame.relation
        strange = self._book.without_strangers(fields) if row.carried else ()
        fault = (
            row.fault or self._waits(row) or misread(fields) or self._book.unknown_pair(relation)
        )
        origin, unknown = self._book.origin(fields, own=bool(row.carried))
        fault = fault or unknown
        if not row.carried and self._frame.owed_by and not fields.get("owed_by"):
            fields["owed_by"] = self._frame.owed_by
            self._presumed.add(row.row)
        if "owed_by" in fields:
            fields["owed_by"] = self._book.side(fields["owed_by"], relation)
        base = Proposal(
            row=row.row,
            outcome=Outcome.NEW,
            fields=row.fields if fields == row.fields else fields,  # most are kept once, not twice
            warnings=(*row.warnings, *strange),
            carried=row.carried,
            added=row.added,
        )
        if fault:
            return _held(base, fault), None
        found = self._book.meant(fields, origin, relation)
        if len(found) > 1:
            refs = ", ".join(each.ref for each in found[:3])
            reason = f"Several commitments could be meant: {refs}. Give its reference."
            return _held(base, reason), None
        if found:
            return base, found[0]
        return self._new(base, relation, origin), None

    def _new(self, base: Proposal, relation: str, origin: str) -> Proposal:
        title = base.fields.get("title", "")
        if not title:
            reason = "Nothing in this row says what was promised: there is no title."
            return _held(base, reason)
        alike = self._book.titled(title, relation)
        warning = self._book.elsewhere(title, relation, origin)
        if alike and base.fields.get("ref"):
            warning = f"{alike[0].ref} has this title too: it would stand beside it."
        if not warning:
            return base
        return replace(base, warnings=(*base.warnings, warning))

    @staticmethod
    def _waits(row: DraftRow) -> str:
        if not row.waits:
            return ""
        return f"Waits for an answer: {', '.join(row.waits)}."

    def _compared(
        self, base: Proposal, known: Known, holdings: Mapping[CommitmentId, Holding]
    ) -> Proposal:
        found = replace(base, commitment=known.id, ref=known.ref)
        holding = holdings.get(known.id)
        if known.gone or holding is None:
            return _held(found, _GONE.get(known.gone, _GONE["erased"]))
        if base.row in self._presumed and holding.commitment.owed_by:
            # No row says it, and the register knows it already.
            said = {name: text for name, text in base.fields.items() if name != "owed_by"}
            base, found = replace(base, fields=said), replace(found, fields=said)
        changes = differences(holding, base.fields, ours=bool(base.carried))
        cut = [
            f"“{name.replace('_', ' ')}” was cut in the file, being too long: it stays as it is."
            for name in cut_fields(holding, base.fields)
        ]
        stays = () if base.carried else kept_date(holding.timing, base.fields)
        stays += kept_marking(holding.commitment, base.fields)
        return replace(
            found,
            outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED,
            changes=changes,
            warnings=(*base.warnings, *cut, *stays, *kept_day(holding, base.fields)),
        )
