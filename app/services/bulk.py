"""Changing many commitments at once: tried first, then made as one change with one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from app.domain.change import Change
from app.domain.commitment import Commitment, OwnerBasis
from app.domain.errors import CancelledError, ServandaError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.services.acts import Acts
from app.services.register import Register

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class BulkField(StrEnum):
    """What can be changed of many commitments at once."""

    OWNER = "owner"
    COUNTERPART = "counterpart"
    SUPPORTING = "supporting"
    SECTOR = "sector"
    OWED_BY = "owed_by"
    STATUS = "status"
    BALL = "ball_with"
    STRENGTH = "strength"
    MADE_ON = "made_on"
    MADE_AT = "made_at"
    REVIEW_ON = "review_on"
    UPDATE_DAYS = "update_days"
    CLASSIFICATION = "classification"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkEdit:
    """One field and its new value, the same for all.

    For agencies the value is an organisation's identity, for a status its word. `happened_on`
    and `why` go with a status or the ball.
    """

    field: BulkField
    value: str
    happened_on: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkLine:
    """What a change comes to for one commitment: before and after, or why it cannot be."""

    id: CommitmentId
    ref: str
    title: str
    before: str
    after: str = ""
    refusal: str = ""

    @property
    def changes(self) -> bool:
        """Whether something is changed."""
        return not self.refusal and self.before != self.after


class _TriedError(Exception):
    """Ends a trial, so that nothing of it is kept."""


def tried(
    register: Register,
    chosen: Sequence[CommitmentId],
    edit: BulkEdit,
    *,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> tuple[BulkLine, ...]:
    """Try a change on each commitment by itself and keep nothing of it.

    Raises `CancelledError`, or what keeps a register from being written to.
    """
    lines: list[BulkLine] = []

    def act(acts: Acts) -> None:
        for place, identity in enumerate(chosen):
            if cancelled():
                raise CancelledError("The trial was called off. Nothing was written.")
            lines.append(_line(register, acts, identity, edit))
            progress(place + 1, len(chosen))
        raise _TriedError

    with suppress(_TriedError):
        register.together("Trial", act)
    return tuple(lines)


def changed(
    register: Register,
    chosen: Sequence[CommitmentId],
    edit: BulkEdit,
    *,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Change:
    """Make the change on all of these commitments, as one change; on none if one refuses."""

    def act(acts: Acts) -> None:
        for place, identity in enumerate(chosen):
            if cancelled():
                raise CancelledError("The change was called off. Nothing was written.")
            _apply(acts, identity, edit)
            progress(place + 1, len(chosen))

    count = len(chosen)
    what = edit.field.value.replace("_", " ")
    return register.together(f"Change {what} of {count} commitments", act)


def _line(register: Register, acts: Acts, identity: CommitmentId, edit: BulkEdit) -> BulkLine:
    """Try one; what it wrote is seen by the register's own reader until it is taken back."""
    reader = register.reader
    row = reader.row(identity)
    before = _shown(register, reader.commitment(identity), edit.field)
    refusal = after = ""
    try:
        _apply(acts, identity, edit)
        after = _shown(register, reader.commitment(identity), edit.field)
    except ServandaError as error:
        refusal = str(error)
    return BulkLine(
        id=identity, ref=row.ref, title=row.title, before=before, after=after, refusal=refusal
    )


def _apply(acts: Acts, identity: CommitmentId, edit: BulkEdit) -> None:
    value = edit.value
    match edit.field:
        case BulkField.STATUS:
            acts.move(identity, Status(value), happened_on=edit.happened_on, why=edit.why)
        case BulkField.BALL:
            acts.pass_ball(identity, value, since=edit.happened_on, letter=edit.why)
        case BulkField.SUPPORTING:
            acts.support(identity, OrganisationId(value))
        case BulkField.OWNER:
            acts.amend(identity, owner=value, owner_basis=OwnerBasis.STATED)
        case _:
            acts.amend(identity, **{edit.field.value: value})


def _shown(register: Register, commitment: Commitment, field: BulkField) -> str:
    """A field as a person reads it, before or after."""
    reader = register.reader
    match field:
        case BulkField.OWNER:
            return _label(reader.agency(commitment.owner))
        case BulkField.COUNTERPART:
            return _label(reader.agency(commitment.counterpart))
        case BulkField.SUPPORTING:
            return ", ".join(each.label for each in reader.supporting(commitment.id))
        case BulkField.STRENGTH:
            return "" if commitment.strength is None else str(int(commitment.strength))
    value = getattr(commitment, field.value)
    return "" if value is None else str(value)


def _label(organisation: Organisation | None) -> str:
    return organisation.label if organisation else ""
