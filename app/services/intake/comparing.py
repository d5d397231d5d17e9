"""What a row of a table says otherwise than the register, field by field.

A blank cell changes nothing. In a file that this program wrote every cell is compared as it
stands; in any other, what an office may write in its own way is compared as it is meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.cells import carried, is_cut
from app.domain.commitment import Commitment
from app.domain.edtf import parse
from app.domain.intake.completion import DONE
from app.domain.intake.holdings import Holding
from app.domain.intake.vocabulary import plain
from app.domain.lifecycle import Phase, Status
from app.domain.timing import Timing

AMENDED = (
    "relation",
    "title",
    "summary",
    "kind",
    "owed_by",
    "strength",
    "sector",
    "owner_basis",
    "paragraph",
    "made_on",
    "made_at",
    "classification",
    "remarks",
    "line_to_take",
    "priority",
    "update_days",
    "review_on",
    "event",
)
"""Fields of a commitment that stand by themselves and are changed like any edit."""

BALL = ("ball_with", "ball_since", "ball_letter")
"""What says whose turn it is."""

DUE = ("due", "due_words", "due_sense", "due_basis", "due_why", "due_follows", "due_offset")
"""What says when it is due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a commitment: what stands there now, and what the file says.

    `since_changed` says that the register was changed in this field after the file was made from
    it: then the cell may hold no more than what stood there before. `proposed` says that somebody
    reports it and the officer decides; `accepted` that what is proposed is taken over, `named` that
    this one field of this one row is, whatever speaks against it.
    """

    field: str
    now: str
    then: str
    since_changed: bool = False
    proposed: bool = False
    accepted: bool = False
    named: bool = False

    @property
    def asks(self) -> bool:
        """Whether it comes in only where the officer says so."""
        return self.since_changed or self.proposed

    def comes(self, *, changed_too: bool = False) -> bool:
        """Whether it is taken over; `changed_too` says so for what was changed here since."""
        if self.named:
            return True
        stays = self.since_changed and not changed_too
        return not stays and (self.accepted or not self.proposed)


def differences(
    holding: Holding, fields: Mapping[str, str], *, ours: bool
) -> tuple[FieldChange, ...]:
    """Return what a row changes; `ours` where this program wrote its file."""
    now = holding.commitment
    found = [*_texts(now, fields)]
    found += _own(holding, fields) if ours else _agencies(holding, fields)
    found += _due_own(holding, fields) if ours else _due(holding.timing, fields)
    found += _status(now, fields)
    found += _progress(holding.notes, fields)
    return tuple(found)


def cut_fields(holding: Holding, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Return the fields whose text was cut in a file of ours and then changed: left as they are."""
    return tuple(
        name
        for name, then in fields.items()
        if is_cut(then) and not same(then, _held(holding.commitment, name))
    )


def kept_date(timing: Timing | None, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Say that a stated date stays, where a file says only words of it, “TBD”."""
    words = fields.get("due_words", "")
    if timing is None or not timing.edtf or fields.get("due") or not words:
        return ()
    if plain(words) == plain(timing.words):
        return ()
    return (f"“{words[:80]}” names no date: {timing.edtf}, which the register has, stays.",)


def kept_marking(now: Commitment, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Say that a marking stays, where a file says that there is none."""
    if fields.get("classification") != "" or not now.classification:
        return ()
    return (f"The file says it is not classified: “{now.classification}” stays, as it is here.",)


def kept_day(holding: Holding, fields: Mapping[str, str]) -> tuple[str, ...]:
    """Say that the day on which something was done stays, where a file says another one."""
    status, day = holding.commitment.status, fields.get(DONE, "")
    if not day or status.phase is not Phase.DONE or fields.get("status", status) != status:
        return ()
    read = parse(day)
    bounds = (str(each or "") for each in (read.earliest, read.latest))
    if "/".join(bounds) == holding.done:
        return ()
    return (f"It is “{status.value}” here already: its day is not changed by the file's, {day}.",)


def _texts(now: Commitment, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in (*AMENDED, *BALL):
        then = fields.get(name, "").strip()
        held = _held(now, name)
        if then and not same(then, held) and not is_cut(then):
            yield FieldChange(field=name, now=held, then=then)


def _held(now: Commitment, name: str) -> str:
    """Return what a commitment holds in a field, as a table says it."""
    value = getattr(now, name, None)
    if value is None or value is False:
        return ""
    return "yes" if value is True else str(getattr(value, "value", value))


def same(then: str, held: str) -> bool:
    """Whether a cell says what is held, as far as a workbook can carry it."""
    return plain_value(then) in (plain_value(held), plain_value(carried(held)))


def _own(holding: Holding, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """Agencies and origin as we write them; an agency that is missing is not taken away."""
    labels = "; ".join(holding.supporting)
    for name, held in (
        ("owner", holding.owner),
        ("counterpart", holding.counterpart),
        ("origin", holding.origin),
    ):
        then = fields.get(name, "")
        if then and not same(then, held):
            yield FieldChange(field=name, now=held, then=then)
    if fields.get("supporting", "") not in ("", labels, carried(labels)):
        yield from _supporting(holding, fields)


def _agencies(holding: Holding, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """The leads where they are others, and who supports and is not named yet; none is removed."""
    for name, held in (("owner", holding.owner), ("counterpart", holding.counterpart)):
        then = fields.get(name, "")
        if then and plain(then) != plain(held):
            yield FieldChange(field=name, now=held, then=then)
    yield from _supporting(holding, fields)


def _supporting(holding: Holding, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    named = {plain(each) for each in holding.supporting}
    missing = [each for each in listed(fields.get("supporting", "")) if plain(each) not in named]
    if missing:
        now = "; ".join(holding.supporting)
        yield FieldChange(field="supporting", now=now, then="; ".join(missing))


def listed(text: str) -> list[str]:
    """Return the agencies of a field that holds several."""
    return [each.strip() for each in text.split(";") if each.strip()]


def plain_value(text: str) -> str:
    """Return a text for comparing: the same but for blanks at its ends and kinds of line end."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _due(timing: Timing | None, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """The date, where the file gives one and it is another; words alone change nothing."""
    then, words = fields.get("due", ""), fields.get("due_words", "")
    if then and then != (timing.edtf if timing else ""):
        yield FieldChange(field="due", now=timing.edtf if timing else "", then=then)
    elif words and timing is None:
        yield FieldChange(field="due_words", now="", then=words)


def _due_own(holding: Holding, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """Every part of the date by itself."""
    parts = _due_parts(holding)
    for name in DUE:
        then = fields.get(name, "").strip()
        if then and not same(then, parts[name]) and not is_cut(then):
            yield FieldChange(field=name, now=parts[name], then=then)


def _due_parts(holding: Holding) -> dict[str, str]:
    """Return the parts of a date as fields; all are empty where there is none."""
    timing = holding.timing
    if timing is None:
        return dict.fromkeys(DUE, "")
    return {
        "due": timing.edtf,
        "due_words": timing.words,
        "due_sense": timing.sense.value,
        "due_basis": timing.basis.value,
        "due_why": timing.why,
        "due_follows": holding.follows,
        "due_offset": timing.offset,
    }


def _status(now: Commitment, fields: Mapping[str, str]) -> Iterator[FieldChange]:
    then = fields.get("status", "")
    if then and then != now.status.value and not _stays_draft(now, Status(then), fields):
        yield FieldChange(field="status", now=now.status.value, then=then)
    completion = fields.get("completion", "")
    if completion and completion != now.completion.value:
        yield FieldChange(field="completion", now=now.completion.value, then=completion)


def _stays_draft(now: Commitment, then: Status, fields: Mapping[str, str]) -> bool:
    """Whether it can be no more than a draft yet: who is responsible, or when, nobody has said."""
    owed = now.owed_by or fields.get("owed_by")
    dated = now.timing or any(fields.get(name) for name in DUE)
    return now.status is Status.DRAFT and then.phase.pending and not (owed and dated)


def _progress(told: tuple[str, ...], fields: Mapping[str, str]) -> Iterator[FieldChange]:
    """What is told of progress, unless it was noted in these words already."""
    then = fields.get("progress", "").strip()
    if then and plain_value(then) not in {plain_value(each) for each in told}:
        yield FieldChange(field="progress", now="", then=then)
