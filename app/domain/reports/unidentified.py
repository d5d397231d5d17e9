"""What was announced and is not established: what has to be found out, from whom, by which source.

Texts announced and never named, signatures and entries into force that no source reports, texts
that are not held, sessions that are not recorded, facts that are said to be stated and of which
no exact quotation is held. Values only; `unidentified_document` says them in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.agenda import Unrecorded, paragraph_key
from app.domain.commitment import OwnerBasis
from app.domain.dossier import Cited
from app.domain.gaps import Gap, gaps
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Series, SourceKind, Stance
from app.domain.reports.frame import Frame, marks_of
from app.domain.rows import RegisterRow
from app.domain.timing import Basis


class Unknown(StrEnum):
    """What is not established of an agreement or paper."""

    SIGNATURE = "signature"
    ENTRY_INTO_FORCE = "entry into force"
    TEXT = "text"


class Claim(StrEnum):
    """A fact that is said to be stated by a source; the value is its field in the evidence."""

    DATE = "due"
    LEAD = "owner"


_OF_GAPS = {
    Gap.SIGNATURE: Unknown.SIGNATURE,
    Gap.ENTRY_INTO_FORCE: Unknown.ENTRY_INTO_FORCE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchGap:
    """Texts announced together at `row`, of which not each is known; `announced` None: no number.

    `members` are those that are known and shown, `identified` how many are known.
    """

    row: RegisterRow
    announced: int | None
    identified: int
    members: tuple[RegisterRow, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def unknown(self) -> int | None:
        """How many were never named; None where no number was announced."""
        return None if self.announced is None else max(0, self.announced - self.identified)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperGap:
    """An agreement or paper, and what of it is not established."""

    row: RegisterRow
    unknown: tuple[Unknown, ...]
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionGap:
    """Meetings of a series that the register does not hold; `row` is the next one that it does."""

    series: Series
    missing: Unrecorded
    row: RegisterRow
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimGap:
    """A point of which something is said to be stated, without the exact words of a source.

    `cited` are all passages of the point; see `bearing` for those that bear on a claim.
    """

    row: RegisterRow
    claims: tuple[Claim, ...]
    cited: tuple[Cited, ...] = ()


AnyGap = BatchGap | PaperGap | SessionGap | ClaimGap
_Line = TypeVar("_Line", BatchGap, PaperGap, SessionGap, ClaimGap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unidentified:
    """The whole report, as values."""

    batches: tuple[BatchGap, ...]
    papers: tuple[PaperGap, ...]
    sessions: tuple[SessionGap, ...]
    claims: tuple[ClaimGap, ...]
    today: date
    version: str
    language: str
    relation: str = ""
    unmarked: bool = False
    left_out: int = 0

    @property
    def gaps(self) -> tuple[AnyGap, ...]:
        """Every line of it."""
        return (*self.batches, *self.papers, *self.sessions, *self.claims)

    @property
    def several(self) -> bool:
        """Whether it is of several pairs of countries, so that references have to name them."""
        return len({each.row.relation for each in self.gaps}) > 1

    def lacking(self, unknown: Unknown) -> int:
        """Return of how many agreements and papers something is not established."""
        return sum(unknown in each.unknown for each in self.papers)

    @property
    def frame(self) -> Frame:
        """What it says of itself."""
        shown = [each.row for each in self.gaps]
        shown += [member for each in self.batches for member in each.members]
        return Frame(
            today=self.today,
            version=self.version,
            language=self.language,
            unmarked=self.unmarked,
            left_out=self.left_out,
            marks=marks_of(shown),
        )


def is_open(batch: BatchGap) -> bool:
    """Whether a batch has something to be found out: a number that is missing or does not agree."""
    return batch.announced is None or batch.announced != batch.identified


def unknowns(row: RegisterRow, *, held: bool) -> tuple[Unknown, ...]:
    """Return what is not established of an agreement that may bind; `held` says its text is.

    A text that is still negotiated, or only a draft of ours, cannot be held yet.
    """
    if row.event:
        return ()
    found = [_OF_GAPS[each] for each in gaps(row) if each in _OF_GAPS]
    agreed = row.phase is Phase.ACTIVE or row.status is Status.AGREED_TEXT
    if row.kind.family is Family.INSTRUMENT and agreed and not held:
        found.append(Unknown.TEXT)
    return tuple(found)


def text_of(cited: Iterable[Cited]) -> bool:
    """Whether the text itself is among what is cited."""
    return any(
        each.source.kind is SourceKind.PRIMARY_TEXT
        and each.evidence.stance is not Stance.CONTRADICTS
        for each in cited
    )


def unproven(row: RegisterRow, cited: Sequence[Cited]) -> tuple[Claim, ...]:
    """Return what is said to be stated of a point while no source's exact words are held."""
    claimed = {
        Claim.DATE: row.timing.basis is Basis.STATED
        and bool(row.timing.edtf or row.timing.words or row.timing.anchor),
        Claim.LEAD: bool(row.owner) and row.owner_basis is OwnerBasis.STATED,
    }
    return tuple(
        claim
        for claim, is_claimed in claimed.items()
        if is_claimed and not any(each.evidence.quotation for each in bearing(claim, cited))
    )


def bearing(claim: Claim, cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Return the passages that bear on a claim: those that name its field, or no field at all."""
    return tuple(each for each in cited if each.evidence.supports in (claim.value, ""))


def unrecorded(ordinals: Iterable[int]) -> tuple[Unrecorded, ...]:
    """Return the numbers below the highest that are missing, gathered."""
    found, expected = list[Unrecorded](), 1
    for each in sorted(set(ordinals)):
        if each > expected:
            found.append(Unrecorded(first=expected, last=each - 1))
        expected = max(expected, each + 1)
    return tuple(found)


def by_reference(lines: Iterable[_Line]) -> tuple[_Line, ...]:
    """Return lines in the order of their references."""
    return tuple(sorted(lines, key=lambda each: (paragraph_key(each.row.ref), each.row.rid)))
