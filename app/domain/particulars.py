"""What stands beside a commitment: timings, notes, evidence, links, milestones, series.

Every class is one record of the register. References are identities; dates are EDTF texts,
empty where unknown, unless a docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.commitment import Completion
from app.domain.identity import CommitmentId, OrganisationId, SeriesId, SourceId, TimingId
from app.domain.timing import Timing


class TimingRole(StrEnum):
    """What a timing is to its commitment."""

    FIRST = "first"
    REVISION = "revision"
    READING = "reading"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimingRecord:
    """One timing of a commitment: the first promise, a revision of it, or a second reading.

    The first is immutable but for what was written wrongly in it. A revision says when it
    was asked and agreed, by whom (country codes or “protocol”) and why. A reading is another
    source's word for the same promise; it counts only when the officer chooses it.
    """

    id: TimingId
    commitment: CommitmentId
    role: TimingRole
    timing: Timing
    asked_on: str = ""
    asked_by: str = ""
    agreed_on: str = ""
    agreed_by: str = ""
    reason: str = ""


REVISION = ("asked_on", "asked_by", "agreed_on", "agreed_by", "reason")
"""The fields that tell how a revision came about, in the order they are asked."""


class NoteBasis(StrEnum):
    """What a progress note rests on."""

    SELF_REPORTED = "self-reported"
    EVIDENCED = "evidenced"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A progress note: append-only, withdrawn or undone but never rewritten."""

    id: str
    commitment: CommitmentId
    text: str
    happened_on: str
    as_of: str = ""
    reporter: OrganisationId | None = None
    channel: str = ""
    letter: str = ""
    letter_date: str = ""
    completion: Completion | None = None
    basis: NoteBasis = NoteBasis.SELF_REPORTED

    @property
    def told_basis(self) -> NoteBasis | None:
        """What it rests on; None where nobody is named who could have reported of itself."""
        unsigned = self.basis is NoteBasis.SELF_REPORTED and self.reporter is None
        return None if unsigned else self.basis


class SourceKind(StrEnum):
    """How close a source stands to the act it reports."""

    PRIMARY_TEXT = "primary text"
    OFFICIAL_RELEASE = "official release"
    STATE_MEDIA = "state media"
    PRESS = "press"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or report that commitments rest on.

    `text` and `file` are the SHA-256 of the text and of the file that are kept of it, empty where
    none is; `file_name` is what the file was called where it came from, cleaned.
    """

    id: SourceId
    title: str
    publisher: str = ""
    published: str = ""
    language: str = ""
    kind: SourceKind = SourceKind.PRESS
    address: str = ""
    accessed: str = ""
    text: str = ""
    file: str = ""
    file_name: str = ""

    def without_kept(self) -> Source:
        """Return it as one of which neither text nor file is kept, as a new one is."""
        return replace(self, text="", file="", file_name="")


class Stance(StrEnum):
    """What a passage does for the field it is attached to."""

    SUPPORTS = "supports"
    PARTIAL = "partial"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where it says so: a passage of a source that bears on a commitment.

    `quotation` is exact and comes with character offsets into the stored text; where the text
    is not held, `paragraph` and our own `paraphrase` stand in for it.
    """

    id: str
    commitment: CommitmentId
    source: SourceId
    supports: str = ""
    quotation: str = ""
    starts: int | None = None
    ends: int | None = None
    paragraph: str = ""
    paraphrase: str = ""
    stance: Stance = Stance.SUPPORTS


class LinkKind(StrEnum):
    """What one commitment is to another, read from `origin` to `target`."""

    IMPLEMENTS = "implements"
    RESTATES = "restates"
    CARRIED_OVER_TO = "carried over to"
    SUPERSEDES = "supersedes"
    DEPENDS_ON = "depends on"
    FULFILS = "fulfils"
    ARISES_FROM = "arises from"
    CONFLICTS_WITH = "conflicts with"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tie between two commitments; `presumed` where no source says so."""

    id: str
    origin: CommitmentId
    kind: LinkKind
    target: CommitmentId
    presumed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A step on the way, with its own due value and the day it was done."""

    id: str
    commitment: CommitmentId
    label: str
    who: str = ""
    due: str = ""
    done_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A change of status, completion or ball, or a choice of reading, dated by when it happened.

    `who` decided or confirmed it, where that is known. A choice of reading has the field
    `CHOICE` and, as its value, the identities of the dates it weighed, the chosen one first.
    `happened_on` is empty where it is not known when it happened.
    """

    id: str
    commitment: CommitmentId
    field: str
    value: str
    happened_on: str
    why: str = ""
    who: str = ""


NOT_KNOWN = "not known"
"""What is said to a verb in place of the day on which something happened, where nobody knows it."""

CHOICE = "reading"
"""The field of a move by which the officer chose among readings of one date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A later session that restates a commitment, with its own paragraph and wording."""

    id: str
    commitment: CommitmentId
    session: CommitmentId
    paragraph: str = ""
    wording: str = ""
    strength: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The agreed wording, verbatim, in one language."""

    id: str
    commitment: CommitmentId
    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A ministry, agency or body of one country; `acronym` is what a table shows."""

    id: OrganisationId
    name: str
    acronym: str = ""
    country: str = ""
    kind: str = ""
    parent: OrganisationId | None = None

    @property
    def label(self) -> str:
        """The short form: the acronym, or the name where there is none."""
        return self.acronym or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """An agency that supports the lead of a commitment."""

    id: str
    commitment: CommitmentId
    organisation: OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an organisation: in another language or script, former, or in use."""

    id: str
    organisation: OrganisationId
    name: str
    language: str = ""
    kind: str = "alias"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A forum that meets again and again, such as a joint commission."""

    id: SeriesId
    relation: str
    name: str
    acronym: str = ""
    aliases: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What only a session or working group has: its place in a series, host and chairs."""

    id: str
    commitment: CommitmentId
    series: SeriesId | None = None
    ordinal: int | None = None
    host: str = ""
    chairs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A pair of countries; `code` joins their codes, the first being the side of `owner`."""

    id: str
    code: str
    first_name: str
    second_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A way of looking at the register that the officer named: `definition` is a `View` as text."""

    id: str
    name: str
    definition: str
