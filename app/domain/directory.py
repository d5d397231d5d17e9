"""Ministries and agencies with what they answer for, sources with what rests on them.

What the two sections show, what a merge of two entries would do, and what may stand in their
fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.errors import InvalidValueError
from app.domain.focal_points import FocalPoint
from app.domain.identity import CommitmentId, OrganisationId, SourceId
from app.domain.particulars import Alias, Evidence, Organisation, Source
from app.domain.quotations import Astray, Kept, Place
from app.domain.rows import RegisterRow

LONGEST_NAME = 300

_COUNTRY = re.compile(r"[A-Z]{2,3}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class AliasKind(StrEnum):
    """What another name of an organisation is to it."""

    ALIAS = "alias"
    FORMER = "former"
    SPELLING = "spelling"


class Part(StrEnum):
    """What an organisation is to a commitment."""

    LEADS = "leads"
    SUPPORTS = "supports"
    COUNTERPART = "counterpart"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadFigures:
    """What is pending of all that an organisation leads, in numbers.

    `pending` and `overdue` count promises as every count of what is late does. `heard` is the last
    day on which the newest report of something pending can have happened; None for no report.
    """

    pending: int = 0
    overdue: int = 0
    heard: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLine:
    """One line of the list of ministries and agencies; `others` are its further names."""

    organisation: Organisation
    others: tuple[str, ...] = ()
    leads: int = 0
    supports: int = 0
    counterpart: int = 0
    figures: LeadFigures = LeadFigures()

    @property
    def id(self) -> OrganisationId:
        """Its identity."""
        return self.organisation.id

    @property
    def named(self) -> tuple[str, ...]:
        """Every name it goes by, its own first."""
        own = (self.organisation.name, self.organisation.acronym)
        return tuple(each for each in (*own, *self.others) if each)

    @property
    def commitments(self) -> int:
        """How often commitments name it, in whatever part."""
        return self.leads + self.supports + self.counterpart

    def silence(self, today: date) -> int | None:
        """Return for how many days at least nothing was heard of what it leads and is pending.

        None where nothing is pending, or nothing was ever heard. Below nothing where the newest
        report is of a period that is not over yet, so that its day is not known.
        """
        heard = self.figures.heard
        return None if heard is None or not self.figures.pending else (today - heard).days


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationSheet:
    """Everything the register holds about one organisation, its commitments up to some number.

    `line` has the whole numbers; `namesakes` are others that lists show by the same short name.
    `former_focal_points` were withdrawn and are not erased.
    """

    line: OrganisationLine
    aliases: tuple[Alias, ...] = ()
    focal_points: tuple[FocalPoint, ...] = ()
    former_focal_points: tuple[FocalPoint, ...] = ()
    parent: Organisation | None = None
    parts: tuple[Organisation, ...] = ()
    namesakes: tuple[Organisation, ...] = ()
    leads: tuple[RegisterRow, ...] = ()
    supports: tuple[RegisterRow, ...] = ()
    counterpart: tuple[RegisterRow, ...] = ()

    @property
    def organisation(self) -> Organisation:
        """The organisation itself."""
        return self.line.organisation

    def rows(self, part: Part) -> tuple[RegisterRow, ...]:
        """Return the commitments in which it has that part, as far as they were read."""
        return {
            Part.LEADS: self.leads,
            Part.SUPPORTS: self.supports,
            Part.COUNTERPART: self.counterpart,
        }[part]

    def count(self, part: Part) -> int:
        """Return in how many commitments it has that part."""
        return {
            Part.LEADS: self.line.leads,
            Part.SUPPORTS: self.line.supports,
            Part.COUNTERPART: self.line.counterpart,
        }[part]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageFigures:
    """How much rests on a source: passages, commitments they belong to, passages against them."""

    passages: int = 0
    commitments: int = 0
    contradicting: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line of the list of sources."""

    source: Source
    figures: PassageFigures = PassageFigures()

    @property
    def id(self) -> SourceId:
        """Its identity."""
        return self.source.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage of a source and the commitment that rests on it."""

    evidence: Evidence
    row: RegisterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSheet:
    """One source and what rests on it, up to some number; `line` has the whole numbers.

    `astray` are all its quotations without a place in the kept text, of any commitment.
    """

    line: SourceLine
    passages: tuple[Passage, ...] = ()
    text: Kept | None = None
    file: Kept | None = None
    astray: tuple[Astray, ...] = ()

    @property
    def source(self) -> Source:
        """The source itself."""
        return self.line.source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The kept text of a source, with the passages in it that commitments rest on.

    `places` are those of all passages that quote something, by their identities.
    """

    source: Source
    text: str
    passages: tuple[Passage, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    @property
    def marked(self) -> tuple[tuple[Passage, Place], ...]:
        """The passages that stand in the text, in its order."""
        found = [(each, self.places.get(each.evidence.id)) for each in self.passages]
        standing = [(each, at) for each, at in found if at is not None and at.starts is not None]
        return tuple(sorted(standing, key=lambda each: (each[1].starts, each[1].ends)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageAt:
    """Which passage is meant, in the text of which source."""

    source: SourceId
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One column of one record that refers to something; `record` is its kind."""

    record: str
    id: str
    column: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePlan:
    """All that changes where one entry of an organisation is merged into another.

    `repointed` will refer to `into`. `supports` are the commitments that `into` will support in the
    place of `duplicate`; `dropped` are support records that would double something and are
    withdrawn. `spellings` become further names of `into`; `doubled` are further names of the
    duplicate that `into` goes by already, and are withdrawn. `focal_points` go over to `into`,
    of them `demoted` as alternates, where it has a main one; `known_focal` are withdrawn, as it
    has them already. `filled` holds the facts that only the duplicate states, by field.
    """

    duplicate: Organisation
    into: Organisation
    repointed: tuple[Reference, ...] = ()
    supports: tuple[CommitmentId, ...] = ()
    dropped: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    focal_points: tuple[str, ...] = ()
    demoted: tuple[str, ...] = ()
    known_focal: tuple[str, ...] = ()
    filled: Mapping[str, str] = field(default_factory=dict)

    def count(self, record: str, column: str) -> int:
        """Return how many records of a kind will refer to `into` in that column."""
        wanted = (record, column)
        return sum((each.record, each.column) == wanted for each in self.repointed)


def name(value: str, kept_in: str = "organisation") -> str:
    """Return a name on one line. Raises `InvalidValueError` where it is empty or over-long."""
    text = " ".join(value.split())
    if not any(each.isprintable() and not each.isspace() for each in text):
        raise InvalidValueError(kept_in, "A ministry or agency needs a name.")
    if len(text) > LONGEST_NAME:
        raise InvalidValueError(
            kept_in,
            f"The name is over-long: {len(text)} characters, and {LONGEST_NAME} can be kept.",
        )
    return text


def folded(text: str) -> str:
    """Return a name as the register compares names: ASCII letters whatever their case."""
    return "".join(each.lower() if each.isascii() else each for each in text)


def country(value: str) -> str:
    """Return a country's code in capitals, or nothing where it is not stated."""
    text = value.strip().upper()
    if text and not _COUNTRY.fullmatch(text):
        raise InvalidValueError(
            "country", f"“{value.strip()}” is no country code; write two letters, such as PK."
        )
    return text


def language(value: str) -> str:
    """Return a language's code, such as “ru” or “ur-Latn”, or nothing where it is not stated."""
    first, dash, rest = value.strip().partition("-")
    text = first.lower() + dash + rest
    if text and not _LANGUAGE.fullmatch(text):
        raise InvalidValueError(
            "language", f"“{value.strip()}” is no language code; write two letters, such as ru."
        )
    return text
