"""What a table would change in a register: for each row new, changed, unchanged or held back.

A commitment is found again by its reference, else by its session and paragraph, else by its title;
where that leaves several it is not guessed which. A blank cell changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.commitment import Commitment, sides_of
from app.domain.dossier import Dossier
from app.domain.identity import CommitmentId
from app.domain.intake.draft import Draft
from app.domain.intake.rows import DraftRow
from app.domain.intake.vocabulary import plain
from app.domain.lifecycle import Status
from app.domain.particulars import TimingRecord
from app.domain.query import Query
from app.store.reader import Reader

_TEXTS = (
    "title",
    "summary",
    "kind",
    "sector",
    "paragraph",
    "made_on",
    "made_at",
    "classification",
    "remarks",
    "priority",
    "review_on",
)
_BOTH = (
    "both",
    "both sides",
    "joint",
    "jointly",
    "обе стороны",
    "совместно",
    "دونوں فریق",
    "مشترکہ",
)


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
    its progress is told, today where it is None.
    """

    relation: str
    origin: CommitmentId | None = None
    owed_by: str = ""
    reported_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a commitment: what stands there now, and what the file says."""

    field: str
    now: str
    then: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One row with what would become of it; `changes` are empty for what is new.

    `commitment` is the one that was found again. `reason` says why a row is held back.
    """

    row: int
    outcome: Outcome
    fields: Mapping[str, str]
    commitment: CommitmentId | None = None
    ref: str = ""
    changes: tuple[FieldChange, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole table as it would come in, before anything is written."""

    draft: Draft
    frame: Frame
    proposals: tuple[Proposal, ...]
    live: int
    """How many commitments the register holds now."""

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows have each outcome."""
        found = dict.fromkeys(Outcome, 0)
        for each in self.proposals:
            found[each.outcome] += 1
        return found

    @property
    def share_changed(self) -> float:
        """Which part of the commitments that are in the register now it would change."""
        return self.counts[Outcome.CHANGED] / self.live if self.live else 0.0


def agency_names(reader: Reader) -> dict[str, str]:
    """Return every name an agency goes by, as `plain` gives it, with the name to show.

    A name that several go by is left out: it says of none which it is.
    """
    found: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for each in reader.organisations():
        shown[each.id] = each.label
        for name in {each.name, each.acronym} - {""}:
            found[plain(name)].add(each.id)
    for alias in reader.aliases():
        if alias.organisation in shown:
            found[plain(alias.name)].add(alias.organisation)
    return {name: shown[next(iter(held))] for name, held in found.items() if len(held) == 1}


def planned(reader: Reader, draft: Draft, frame: Frame, today: date) -> Plan:
    """Compare a draft with the register. Reads only; raises nothing."""
    book = _Book(reader, frame, today)
    proposals = tuple(book.proposal(each) for each in draft.rows)
    return Plan(
        draft=draft,
        frame=frame,
        proposals=_once(proposals),
        live=reader.count(Query(), today),
    )


def _once(proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
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
    return Proposal(
        row=proposal.row,
        outcome=Outcome.HELD,
        fields=proposal.fields,
        commitment=proposal.commitment,
        ref=proposal.ref,
        warnings=proposal.warnings,
        reason=reason,
    )


@dataclass(slots=True)
class _Book:
    """The register as rows are looked up in it."""

    reader: Reader
    frame: Frame
    today: date
    by_paragraph: dict[tuple[str, str], list[CommitmentId]] = field(default_factory=dict)
    by_title: dict[str, list[CommitmentId]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note every commitment of the pair of countries by paragraph and by title."""
        paragraphs: dict[tuple[str, str], list[CommitmentId]] = defaultdict(list)
        titles: dict[str, list[CommitmentId]] = defaultdict(list)
        query = Query(relation=self.frame.relation)
        for row, whole, _ in self.reader.each_commitment(query, self.today):
            if whole.origin and whole.paragraph:
                paragraphs[whole.origin, plain(whole.paragraph)].append(row.id)
            titles[plain(whole.title)].append(row.id)
        self.by_paragraph, self.by_title = dict(paragraphs), dict(titles)

    def proposal(self, row: DraftRow) -> Proposal:
        """Say what becomes of one row."""
        fields = dict(row.fields)
        fault = row.fault or self._waits(row)
        origin, unknown = self._origin(fields)
        fault = fault or unknown
        presumed = not fields.get("owed_by") and bool(self.frame.owed_by)
        if presumed:
            fields["owed_by"] = self.frame.owed_by
        if "owed_by" in fields:
            fields["owed_by"] = self._side(fields["owed_by"])
        found = [] if fault else self._found(fields, origin)
        if len(found) > 1:
            refs = ", ".join(self.reader.ref(each) for each in found[:3])
            fault = f"Several commitments could be meant: {refs}. Give its reference."
        base = Proposal(
            row=row.row, outcome=Outcome.NEW, fields=fields, warnings=row.warnings, reason=fault
        )
        if fault:
            return _held(base, fault)
        if not found:
            return base
        if presumed and self.reader.commitment(found[0]).owed_by:
            del fields["owed_by"]  # the row does not say it, and the register knows it already
        return self._compared(base, found[0])

    @staticmethod
    def _waits(row: DraftRow) -> str:
        if not row.waits:
            return ""
        return f"Waits for an answer: {', '.join(row.waits)}."

    def _origin(self, fields: Mapping[str, str]) -> tuple[CommitmentId | None, str]:
        """Return the session or text that a row names, or the file's; or why it is not known."""
        named = fields.get("origin", "").strip()
        if not named:
            return self.frame.origin, ""
        held = self.reader.holder(named)
        if held is not None:
            return held, ""
        if self.frame.origin is not None:
            return self.frame.origin, ""
        return None, f"The origin “{named[:80]}” is no reference in this register."

    def _side(self, text: str) -> str:
        """Return a responsible side as codes, where it names a country of the pair or both."""
        first, second = sides_of(self.frame.relation)
        name = plain(text)
        if name in {plain(each) for each in _BOTH}:
            return f"{first}+{second}"
        for each in self.reader.relations():
            if each.code == self.frame.relation:
                names = {plain(each.first_name): first, plain(each.second_name): second}
                return names.get(name, text)
        return text

    def _found(self, fields: Mapping[str, str], origin: CommitmentId | None) -> list[CommitmentId]:
        if ref := fields.get("ref"):
            held = self.reader.holder(ref.strip())
            return [held] if held is not None else []
        if origin is not None and fields.get("paragraph"):
            return self.by_paragraph.get((origin, plain(fields["paragraph"])), [])
        return self.by_title.get(plain(fields.get("title", "")), [])

    # What differs

    def _compared(self, base: Proposal, found: CommitmentId) -> Proposal:
        dossier = self.reader.dossier(found)
        now = dossier.commitment
        counting = next((each for each in dossier.timings if each.id == now.timing), None)
        changes = [*_texts(now, base.fields), *_agencies(dossier, base.fields)]
        changes += _due(counting, base.fields)
        changes += _status(now, base.fields)
        changes += _progress({each.text for each in dossier.notes}, base.fields)
        gone = dossier.row.binned
        return Proposal(
            row=base.row,
            outcome=Outcome.HELD if gone else Outcome.CHANGED if changes else Outcome.UNCHANGED,
            fields=base.fields,
            commitment=found,
            ref=dossier.row.ref,
            changes=tuple(changes),
            warnings=base.warnings,
            reason="It lies in the bin: take it out first." if gone else "",
        )


def _texts(now: Commitment, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in (*_TEXTS, "owed_by", "strength"):
        then = fields.get(name, "").strip()
        value = getattr(now, name)
        held = "" if value is None else str(getattr(value, "value", value))
        if then and plain_value(then) != plain_value(held):
            yield FieldChange(field=name, now=held, then=then)


def _agencies(dossier: Dossier, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """The leads where they are others, and who supports and is not named yet; none is removed."""
    for name, held in (("owner", dossier.owner), ("counterpart", dossier.counterpart)):
        then = fields.get(name, "")
        label = held.label if held else ""
        if then and plain(then) != plain(label):
            yield FieldChange(field=name, now=label, then=then)
    named = {plain(each.label) for each in dossier.supporting}
    missing = [each for each in listed(fields.get("supporting", "")) if plain(each) not in named]
    if missing:
        now = "; ".join(each.label for each in dossier.supporting)
        yield FieldChange(field="supporting", now=now, then="; ".join(missing))


def listed(text: str) -> list[str]:
    """Return the agencies of a field that holds several."""
    return [each.strip() for each in text.split(";") if each.strip()]


def plain_value(text: str) -> str:
    """Return a text for comparing: the same but for blanks at its ends and kinds of line end."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _due(counting: TimingRecord | None, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """The date, where the file gives one and it is another; words alone change nothing."""
    then, words = fields.get("due", ""), fields.get("due_words", "")
    if not then and not words:
        return
    timing = counting.timing if counting else None
    held = timing.edtf if timing else ""
    if then and then != held:
        yield FieldChange(field="due", now=held, then=then)
    elif words and timing is None:
        yield FieldChange(field="due_words", now="", then=words)


def _status(now: Commitment, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    then = fields.get("status", "")
    if then and then != now.status.value and not _stays_draft(now, Status(then), fields):
        yield FieldChange(field="status", now=now.status.value, then=then)
    completion = fields.get("completion", "")
    if completion and completion != now.completion.value:
        yield FieldChange(field="completion", now=now.completion.value, then=completion)


def _stays_draft(now: Commitment, then: Status, fields: Mapping[str, str]) -> bool:
    """Whether it can be no more than a draft yet: nobody has said which side is responsible."""
    known = now.owed_by or fields.get("owed_by")
    return now.status is Status.DRAFT and then.phase.pending and not known


def _progress(told: set[str], fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """What is told of progress, unless it was noted in these words already."""
    then = fields.get("progress", "").strip()
    if then and plain_value(then) not in {plain_value(each) for each in told}:
        yield FieldChange(field="progress", now="", then=then)
