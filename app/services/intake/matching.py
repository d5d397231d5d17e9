"""What a table would change in a register: for each row new, changed, unchanged or held back.

A commitment is found again by its reference, else by its session and paragraph, else by its title;
where that leaves several it is not guessed which. A blank cell changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from app.domain.commitment import sides_of
from app.domain.errors import CancelledError
from app.domain.identity import CommitmentId
from app.domain.intake.draft import Draft
from app.domain.intake.holdings import Holding, Known
from app.domain.intake.own import misread
from app.domain.intake.rows import DraftRow
from app.domain.intake.vocabulary import plain
from app.domain.query import Query
from app.services.intake.comparing import FieldChange, cut_fields, differences
from app.store.reader import Reader

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
_STEP = 500
_VERSION, _AS_OF = "Register version", "As of"
_NOWHERE = (
    "This file was made from another state of the register than any that is known here: what was "
    "changed here since then cannot be told."
)
_LOOKED_BACK = (
    "This file shows the register as it was on a past day: what is otherwise now is not taken back "
    "unless that is asked for."
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
class Proposal:
    """One row with what would become of it; `changes` are empty for what is new.

    `commitment` is the one that was found again. `reason` says why a row is held back. `carried`
    are the fields that a file of ours has columns for; see `DraftRow`.
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

    def taking(self, *, changed_too: bool = False) -> Proposal | None:
        """Return what of it is taken over, None where nothing is.

        Fields that were changed here since the file was made stay, unless `changed_too`.
        """
        if self.outcome is Outcome.NEW:
            return self
        changes = tuple(each for each in self.changes if changed_too or not each.since_changed)
        if self.outcome is not Outcome.CHANGED or not changes:
            return None
        return self if changes == self.changes else replace(self, changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A whole table as it would come in, before anything is written.

    `version` is the register version that the file was made from, empty where it names none;
    `version_known` whether this register was ever at it. `notes` are sentences about the whole.
    """

    draft: Draft
    frame: Frame
    proposals: tuple[Proposal, ...]
    live: int
    """How many commitments the register holds now."""
    version: str = ""
    version_known: bool = False
    notes: tuple[str, ...] = ()

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


def labels(reader: Reader) -> frozenset[str]:
    """Return the name that each agency is shown by."""
    return frozenset(each.label for each in reader.organisations())


def planned(
    reader: Reader,
    draft: Draft,
    frame: Frame,
    today: date,
    *,
    made_from: Mapping[str, str] | None = None,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Compare a draft with the register. Reads only.

    `made_from` is what a file of ours says of itself: fields that were changed here since are
    marked. Raises `CancelledError`.
    """
    book = _Book(reader, frame, draft)
    proposals: list[Proposal] = []
    for start in range(0, len(draft.rows), _STEP):
        if cancelled():
            raise CancelledError("The import was called off. Nothing was written.")
        proposals += book.proposals(draft.rows[start : start + _STEP])
        progress(len(proposals), len(draft.rows))
    plan = Plan(
        draft=draft,
        frame=frame,
        proposals=_once(proposals),
        live=reader.count(Query(), today),
    )
    return _since(reader, plan, made_from or {})


def _since(reader: Reader, plan: Plan, made_from: Mapping[str, str]) -> Plan:
    """Mark what was changed here after the file was made."""
    version = made_from.get(_VERSION, "")
    if not version:
        return plan
    if "," in made_from.get(_AS_OF, ""):
        marked = tuple(_marked(each, None) for each in plan.proposals)
        return replace(plan, proposals=marked, version=version, notes=(_LOOKED_BACK,))
    among = [each.commitment for each in plan.proposals if each.commitment and each.changes]
    changed = reader.changed_since(version, among)
    if changed is None:
        return replace(plan, version=version, notes=(_NOWHERE,))
    marked = tuple(
        _marked(each, changed.get(each.commitment, frozenset()) if each.commitment else frozenset())
        for each in plan.proposals
    )
    return replace(plan, proposals=marked, version=version, version_known=True)


def _marked(proposal: Proposal, fields: frozenset[str] | None) -> Proposal:
    """Mark the changes of these fields, or of all where that is None."""
    if not proposal.changes:
        return proposal
    changes = tuple(
        replace(each, since_changed=fields is None or each.field in fields)
        for each in proposal.changes
    )
    return replace(proposal, changes=changes)


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


@dataclass(slots=True)
class _Book:
    """The register as rows are looked up in it."""

    reader: Reader
    frame: Frame
    draft: Draft
    pairs: dict[str, dict[str, str]] = field(default_factory=dict)
    by_ref: dict[str, Known] = field(default_factory=dict)
    by_paragraph: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    by_title: dict[tuple[str, str], list[Known]] = field(default_factory=dict)
    coming: frozenset[str] = frozenset()
    presumed: set[int] = field(default_factory=set)
    """The rows that say nothing of a responsible side, but the officer does of all of them."""

    def __post_init__(self) -> None:
        """Note every commitment by its reference, its paragraph and its title."""
        paragraphs: dict[tuple[str, str], list[Known]] = defaultdict(list)
        titles: dict[tuple[str, str], list[Known]] = defaultdict(list)
        for each in self.reader.known():
            other = self.by_ref.get(each.ref)
            if other is None or (other.gone and not each.gone):
                self.by_ref[each.ref] = each
            if each.gone:
                continue
            if each.origin and each.paragraph:
                paragraphs[each.origin, plain(each.paragraph)].append(each)
            titles[each.relation, plain(each.title)].append(each)
        self.by_paragraph, self.by_title = dict(paragraphs), dict(titles)
        refs = (each.fields.get("ref", "").strip() for each in self.draft.rows if not each.fault)
        self.coming = frozenset(refs) - {""}
        for pair in self.reader.relations():
            first, second = sides_of(pair.code)
            names = {plain(pair.first_name): first, plain(pair.second_name): second}
            self.pairs[pair.code] = names

    def proposals(self, rows: Iterable[DraftRow]) -> list[Proposal]:
        """Say what becomes of each of these rows."""
        found = [self._found(each) for each in rows]
        wanted = (each.id for _, each in found if each is not None and not each.gone)
        holdings = self.reader.holdings(wanted)
        return [
            base if known is None else self._compared(base, known, holdings)
            for base, known in found
        ]

    def _found(self, row: DraftRow) -> tuple[Proposal, Known | None]:
        """Return a row as new or held back, and the commitment that is meant, if one is."""
        fields = dict(row.fields)
        relation = fields.get("relation") or self.frame.relation
        fault = row.fault or self._waits(row) or misread(fields) or self._unknown_pair(relation)
        origin, unknown = self._origin(fields, own=bool(row.carried))
        fault = fault or unknown or self._unknown_anchor(fields)
        if not row.carried and self.frame.owed_by and not fields.get("owed_by"):
            fields["owed_by"] = self.frame.owed_by
            self.presumed.add(row.row)
        if "owed_by" in fields:
            fields["owed_by"] = self._side(fields["owed_by"], relation)
        base = Proposal(
            row=row.row,
            outcome=Outcome.NEW,
            fields=fields,
            warnings=row.warnings,
            carried=row.carried,
        )
        if fault:
            return _held(base, fault), None
        found = self._meant(fields, origin, relation)
        if len(found) > 1:
            refs = ", ".join(each.ref for each in found[:3])
            reason = f"Several commitments could be meant: {refs}. Give its reference."
            return _held(base, reason), None
        if found:
            return base, found[0]
        return self._new(base, relation), None

    def _new(self, base: Proposal, relation: str) -> Proposal:
        title = base.fields.get("title", "")
        if not title:
            reason = "Nothing in this row says what was promised: there is no title."
            return _held(base, reason)
        alike = self.by_title.get((relation, plain(title)), [])
        if not alike or not base.fields.get("ref"):
            return base
        warning = f"{alike[0].ref} has this title too: it would stand beside it."
        return replace(base, warnings=(*base.warnings, warning))

    @staticmethod
    def _waits(row: DraftRow) -> str:
        if not row.waits:
            return ""
        return f"Waits for an answer: {', '.join(row.waits)}."

    def _unknown_pair(self, relation: str) -> str:
        if relation in self.pairs:
            return ""
        return f"{relation} is no pair of countries in this register: {', '.join(self.pairs)}."

    def _origin(self, fields: Mapping[str, str], *, own: bool) -> tuple[str, str]:
        """Return the session or text that a row names, or the file's; or why it is not known.

        One that comes in with the same file has no identity yet.
        """
        named = fields.get("origin", "").strip()
        if not named:
            return ("" if own else self.frame.origin or ""), ""
        held = self.by_ref.get(named)
        if held is not None and held.gone != "erased":
            return held.id, ""
        if named in self.coming:
            return "", ""
        if self.frame.origin is not None and not own:
            return self.frame.origin, ""
        return "", f"The origin “{named[:80]}” is no reference in this register."

    def _unknown_anchor(self, fields: Mapping[str, str]) -> str:
        named = fields.get("due_follows", "")
        if not named or named in self.coming:
            return ""
        held = self.by_ref.get(named)
        if held is not None and held.gone != "erased":
            return ""
        return f"What its date follows, “{named[:80]}”, is no reference in this register."

    def _side(self, text: str, relation: str) -> str:
        """Return a responsible side as codes, where it names a country of the pair or both."""
        first, second = sides_of(relation)
        name = plain(text)
        if name in {plain(each) for each in _BOTH}:
            return f"{first}+{second}"
        return self.pairs.get(relation, {}).get(name, text)

    def _meant(self, fields: Mapping[str, str], origin: str, relation: str) -> list[Known]:
        if ref := fields.get("ref", "").strip():
            held = self.by_ref.get(ref)
            return [held] if held is not None else []
        if origin and fields.get("paragraph"):
            return self.by_paragraph.get((origin, plain(fields["paragraph"])), [])
        return self.by_title.get((relation, plain(fields.get("title", ""))), [])

    def _compared(
        self, base: Proposal, known: Known, holdings: Mapping[CommitmentId, Holding]
    ) -> Proposal:
        found = replace(base, commitment=known.id, ref=known.ref)
        holding = holdings.get(known.id)
        if known.gone or holding is None:
            return _held(found, _GONE.get(known.gone, _GONE["erased"]))
        if base.row in self.presumed and holding.commitment.owed_by:
            # No row says it, and the register knows it already.
            said = {name: text for name, text in base.fields.items() if name != "owed_by"}
            base, found = replace(base, fields=said), replace(found, fields=said)
        changes = differences(holding, base.fields, ours=bool(base.carried))
        cut = [
            f"“{name.replace('_', ' ')}” was cut in the file, being too long: it stays as it is."
            for name in cut_fields(holding, base.fields)
        ]
        return replace(
            found,
            outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED,
            changes=changes,
            warnings=(*base.warnings, *cut),
        )
