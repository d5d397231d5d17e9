"""Taking a table over: tried first, then written as one change that one undo takes back.

Whatever a rule of the register refuses is held back with its sentence. An imported document counts
as the source of its rows; what it says of progress is told by whoever reports, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from app.domain.change import Change, ChangeKind
from app.domain.commitment import Commitment, sides_of
from app.domain.errors import CancelledError, InvalidValueError, ServandaError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import NoteBasis, Organisation
from app.domain.timing import Basis, Sense, Timing
from app.services.acts import Acts
from app.services.intake.matching import FieldChange, Outcome, Plan, Proposal, listed
from app.services.register import Register

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

MOST_CHANGED = 0.2
"""An import that would change more of the register than this wants an explicit yes."""

_AMENDED = (
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
    "strength",
    "owed_by",
)


class _TriedError(Exception):
    """Ends a trial, so that nothing of it is kept."""


def tried(
    register: Register,
    plan: Plan,
    *,
    name: str,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Plan:
    """Try every row and keep nothing: what is refused is held back with the reason.

    Raises `CancelledError`, or what keeps a register from being written to.
    """
    found: list[Proposal] = []

    def act(acts: Acts) -> None:
        taking = _Taking(acts, register, plan, name)
        for place, each in enumerate(plan.proposals):
            if cancelled():
                raise CancelledError("The import was called off. Nothing was written.")
            found.append(taking.tried(each))
            progress(place + 1, len(plan.proposals))
        raise _TriedError

    with suppress(_TriedError):
        register.together("Trial", act, ChangeKind.IMPORT)
    return replace(plan, proposals=tuple(found))


def taken_over(
    register: Register,
    plan: Plan,
    *,
    name: str,
    rows: Collection[int] | None = None,
    many: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Change:
    """Write the rows that are new or changed, or those of them that are chosen, as one change.

    `name` is the file's, without its folder: it stands in Undo and as the reason of what moved.
    `many` says yes to changing more than a fifth of the register. Raises `InvalidValueError`
    without it, `CancelledError`, or what a row is refused for; then nothing was written.
    """
    chosen = chosen_of(plan, rows, many=many)

    def act(acts: Acts) -> None:
        taking = _Taking(acts, register, plan, name)
        for place, each in enumerate(chosen):
            if cancelled():
                raise CancelledError("The import was called off. Nothing was written.")
            taking.take(each)
            progress(place + 1, len(chosen))

    return register.together(f"Import {len(chosen)} rows of {name}", act, ChangeKind.IMPORT)


def chosen_of(
    plan: Plan, rows: Collection[int] | None = None, *, many: bool = False
) -> list[Proposal]:
    """Return the rows that would be written: new or changed, and among those chosen if any are.

    Raises `InvalidValueError` for its field “many” where they change more than a fifth of the
    register and `many` does not say yes to that.
    """
    chosen = [
        each
        for each in plan.proposals
        if each.outcome in (Outcome.NEW, Outcome.CHANGED) and (rows is None or each.row in rows)
    ]
    changed = sum(each.outcome is Outcome.CHANGED for each in chosen)
    if not many and plan.live and changed > MOST_CHANGED * plan.live:
        raise InvalidValueError(
            "many",
            f"This would change {changed} of {plan.live} commitments, over a fifth of the "
            "register. Say so explicitly if that is meant.",
        )
    return chosen


class _Taking:
    """Rows on their way into one open change."""

    def __init__(self, acts: Acts, register: Register, plan: Plan, name: str) -> None:
        self._acts = acts
        self._reader = register.reader
        self._today = register.clock.today()
        self._frame = plan.frame
        self._name = name
        self._agencies: dict[tuple[str, str], OrganisationId] = {}

    def tried(self, proposal: Proposal) -> Proposal:
        """Take a row over, or return it as held back with what it was refused for."""
        if proposal.outcome not in (Outcome.NEW, Outcome.CHANGED):
            return proposal
        try:
            warnings = self.take(proposal)
        except ServandaError as error:
            return replace(proposal, outcome=Outcome.HELD, changes=(), reason=str(error))
        return replace(proposal, warnings=(*proposal.warnings, *warnings))

    def take(self, proposal: Proposal) -> tuple[str, ...]:
        """Write one row; returns what the officer should know of it."""
        if proposal.commitment is None:
            return self._enter(proposal)
        return self._change(proposal.commitment, proposal)

    # What is new

    def _enter(self, proposal: Proposal) -> tuple[str, ...]:
        fields = proposal.fields
        timing = _timing(fields)
        status = Status(fields.get("status", Status.DRAFT.value))
        warnings: tuple[str, ...] = ()
        if status.phase.pending and not fields.get("owed_by"):
            word = status.value
            warnings = (f"It arrives as a draft, not “{word}”: no side is said to be responsible.",)
            status = Status.DRAFT
        identity = CommitmentId(new_id())
        commitment = Commitment(
            id=identity,
            ref=fields.get("ref", ""),
            relation=self._frame.relation,
            kind=Kind(fields.get("kind", Kind.ACTION.value)),
            title=fields.get("title", ""),
            summary=fields.get("summary", ""),
            status=status,
            owed_by=fields.get("owed_by", ""),
            sector=fields.get("sector", ""),
            owner=self._agency(fields.get("owner", ""), 0),
            counterpart=self._agency(fields.get("counterpart", ""), 1),
            origin=self._origin(fields),
            paragraph=fields.get("paragraph", ""),
            made_on=fields.get("made_on", ""),
            made_at=fields.get("made_at", ""),
            classification=fields.get("classification", ""),
            remarks=fields.get("remarks", ""),
        )
        self._acts.propose(
            commitment,
            timing=timing,
            supporting=tuple(self._supporting(fields)),
            why=self._why(proposal),
            happened_on=self._reported if status is not Status.DRAFT else "",
        )
        later = {name: fields[name] for name in _LATER if fields.get(name)}
        if later:
            self._acts.amend(identity, **later)
        self._tell(identity, proposal)
        return warnings

    def _origin(self, fields: Mapping[str, str]) -> CommitmentId | None:
        named = fields.get("origin", "").strip()
        held = self._reader.holder(named) if named else None
        return held or self._frame.origin

    def _supporting(self, fields: Mapping[str, str]) -> list[OrganisationId]:
        found = [self._agency(each, 0) for each in listed(fields.get("supporting", ""))]
        return [each for each in found if each is not None]

    def _agency(self, name: str, side: int) -> OrganisationId | None:
        """Return the agency that goes by a name; one that nobody knows is added, of that side."""
        text = " ".join(name.split())
        if not text:
            return None
        found = self._reader.organisations_named(text)
        if len(found) > 1:
            raise InvalidValueError("owner", f"Several agencies go by “{text[:80]}”.")
        if found:
            return found[0].id
        key = (plain(text), str(side))
        if key not in self._agencies:
            country = sides_of(self._frame.relation)[side]
            added = Organisation(id=OrganisationId(new_id()), name=text, country=country)
            self._agencies[key] = self._acts.add_organisation(added)
        return self._agencies[key]

    # What is there already

    def _change(self, identity: CommitmentId, proposal: Proposal) -> tuple[str, ...]:
        amended = {each.field: each.then for each in proposal.changes if each.field in _AMENDED}
        for each in proposal.changes:
            if each.field in ("owner", "counterpart"):
                amended[each.field] = (
                    self._agency(each.then, int(each.field == "counterpart")) or ""
                )
        if amended:
            self._acts.amend(identity, **amended)
        for each in proposal.changes:
            self._change_one(identity, each, proposal)
        self._tell(identity, proposal)
        return ()

    def _change_one(self, identity: CommitmentId, change: FieldChange, proposal: Proposal) -> None:
        why = self._why(proposal)
        if change.field in ("due", "due_words"):
            self._acts.postpone(identity, _timing(proposal.fields), reason=why)
        elif change.field == "status":
            self._acts.move(identity, Status(change.then), why=why, happened_on=self._reported)
        elif change.field == "completion":
            self._acts.set_completion(identity, change.then, why=why, happened_on=self._reported)
        elif change.field == "supporting":
            for name in listed(change.then):
                agency = self._agency(name, 0)
                if agency is not None:
                    self._acts.support(identity, agency)

    def _tell(self, identity: CommitmentId, proposal: Proposal) -> None:
        """Note what the row says of progress, as its lead agency's own report."""
        text = proposal.fields.get("progress", "").strip()
        noted = proposal.commitment is not None and not any(
            each.field == "progress" for each in proposal.changes
        )
        if not text or noted:
            return
        self._acts.note(
            identity,
            text,
            happened_on=self._reported,
            reporter=self._reader.commitment(identity).owner,
            basis=NoteBasis.SELF_REPORTED.value,
            letter=proposal.fields.get("letter", ""),
            letter_date=proposal.fields.get("letter_date", ""),
        )

    @property
    def _reported(self) -> str:
        day: date = self._frame.reported_on or self._today
        return day.isoformat()

    def _why(self, proposal: Proposal) -> str:
        return f"imported from {self._name}, row {proposal.row}"


_LATER = ("strength", "priority", "review_on")
"""Fields that are checked as they are amended."""


def _timing(fields: Mapping[str, str]) -> Timing:
    """Return the date of a row; where it says nothing of it, that is “not stated”."""
    return Timing(
        words=fields.get("due_words", ""),
        edtf=fields.get("due", ""),
        sense=Sense(fields.get("due_sense", Sense.POINT.value)),
        basis=Basis(fields.get("due_basis", Basis.NOT_STATED.value)),
    )
