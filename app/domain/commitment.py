"""The commitment: one thing that two sides promised, agreed, signed or will meet for.

A promise is one record for as long as it lives. What only some kinds need (a session's ordinal)
or what comes in numbers (notes, evidence, timings) stands beside it, in `app.domain.particulars`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from app.domain.identity import CommitmentId, OrganisationId, TimingId
from app.domain.kinds import Kind
from app.domain.lifecycle import Status


class Strength(IntEnum):
    """How binding the wording is; a filing aid that the officer may set."""

    STATEMENT = 0
    ASPIRATION = 1
    READINESS = 2
    AGREED_PROCESS = 3
    AGREED_ACTION = 4
    OBLIGATION = 5

    @property
    def words(self) -> str:
        """The name of the step, such as “agreed action”."""
        return self.name.lower().replace("_", " ")

    @property
    def weight(self) -> str:
        """“firm” (4 and 5), “soft” (2 and 3) or “noted” (0 and 1: outside overdue counts)."""
        return ("noted", "soft", "firm")[self // 2]


class Completion(StrEnum):
    """How much of it is done, apart from its status."""

    NO_EVIDENCE = "no evidence"
    NOT_STARTED = "not started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class OwnerBasis(StrEnum):
    """Whether a source names the lead agency or the officer presumes it."""

    STATED = "stated"
    PRESUMED = "presumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One commitment as the register holds it.

    Dates in `made_on`, `ball_since` and `review_on` are EDTF texts, empty where unknown.
    `owed_by` holds country codes joined by “+” (“PK”, “PK+BY”) or the name of a private body,
    never “ours”: the file is read on both sides of a desk. `ball_with` is a country code or
    “third”. An `event` took place and is no promise; it is never counted as one.
    """

    id: CommitmentId
    ref: str
    relation: str
    kind: Kind
    title: str
    summary: str = ""
    status: Status = Status.DRAFT
    owed_by: str = ""
    strength: Strength | None = None
    sector: str = ""
    owner: OrganisationId | None = None
    owner_basis: OwnerBasis = OwnerBasis.STATED
    counterpart: OrganisationId | None = None
    origin: CommitmentId | None = None
    paragraph: str = ""
    made_on: str = ""
    made_at: str = ""
    timing: TimingId | None = None
    completion: Completion = Completion.NO_EVIDENCE
    ball_with: str = ""
    ball_since: str = ""
    ball_letter: str = ""
    priority: int | None = None
    update_days: int | None = None
    review_on: str = ""
    classification: str = ""
    line_to_take: str = ""
    remarks: str = ""
    event: bool = False
    batch: CommitmentId | None = None
    batch_announced: int | None = None


def sides_of(relation: str) -> tuple[str, str]:
    """The two country codes of a relation: “PK-BY” gives PK and BY.

    The first is the side whose lead agency is `owner`; the second is the counterpart's.
    """
    first, _, second = relation.partition("-")
    return first, second
