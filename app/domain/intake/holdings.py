"""What a register holds, as far as a table is compared with it."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId
from app.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class Known:
    """What a commitment may be found again by; `ref` as it is shown.

    `gone` is empty, or “binned” or “erased”: a reference is never given to another.
    """

    id: CommitmentId
    ref: str
    relation: str
    title: str
    origin: str
    paragraph: str
    gone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A commitment with all of it that a table can say something of.

    Agencies by the names they are shown by; `origin` is the reference of where it was made,
    `follows` that of what its date hangs on; `notes` are the texts of its progress notes. `done`
    says between which days it was done, as ISO 8601 with a “/” between, empty for nobody knows.
    """

    commitment: Commitment
    timing: Timing | None = None
    owner: str = ""
    counterpart: str = ""
    supporting: tuple[str, ...] = ()
    origin: str = ""
    follows: str = ""
    notes: tuple[str, ...] = ()
    done: str = ""
