"""The dates of one commitment, one after the other: the first promise and each revision of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.date_words import Translate, plain
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.particulars import TimingRecord, TimingRole
from app.domain.timeliness import Slip, slip
from app.domain.timing import Bounds


class Asked(StrEnum):
    """When a new date was asked for, seen from the date it was to replace."""

    IN_TIME = "before it expired"
    AFTER_EXPIRY = "after it had expired"
    UNKNOWN = "before or after it expired is not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """One date that was promised, what it means, and how far it lies behind the first.

    `slip` is None for the first date and where not even the least delay can be told; `asked` is
    None where nothing says when the date was asked for, or the one before had no last day.
    """

    record: TimingRecord
    bounds: Bounds
    slip: Slip | None = None
    asked: Asked | None = None


def ledger(
    timings: Sequence[TimingRecord],
    made_on: str = "",
    anchored: Mapping[CommitmentId, Bounds] | None = None,
) -> tuple[DateLine, ...]:
    """Return the first date and its revisions as they were entered; readings are none of them.

    `made_on` is when the commitment was made, `anchored` where the commitments stand that dates
    follow.
    """
    lines: list[DateLine] = []
    for record in timings:
        if record.role is TimingRole.READING:
            continue
        bounds = meant(record, made_on, anchored or {})
        delay = asked = None
        if lines:
            first = lines[0]
            delay = slip(
                first.bounds,
                bounds,
                first_sense=first.record.timing.sense,
                now_sense=record.timing.sense,
            )
            asked = asked_when(record.asked_on, lines[-1].bounds)
        lines.append(DateLine(record=record, bounds=bounds, slip=delay, asked=asked))
    return tuple(lines)


def meant(record: TimingRecord, made_on: str, anchored: Mapping[CommitmentId, Bounds]) -> Bounds:
    """Return the days a date may mean; a stored text that cannot be read has none."""
    timing = record.timing
    anchor = anchored.get(timing.anchor) if timing.anchor is not None else None
    said = record.agreed_on or record.asked_on or made_on
    try:
        return timing.bounds(parse(said).earliest if said else None, anchor)
    except ServandaError:
        return Bounds()


def asked_when(asked_on: str, replaced: Bounds) -> Asked | None:
    """Say whether a new date was asked for before the one it replaces had passed.

    That a day was met is decided by its end: asked on the last day is asked in time.
    """
    if not asked_on or replaced.latest is None:
        return None
    try:
        day = parse(asked_on)
    except ServandaError:
        return None
    if day.earliest is not None and day.earliest > replaced.latest:
        return Asked.AFTER_EXPIRY
    if day.latest is not None and day.latest <= replaced.latest:
        return Asked.IN_TIME
    return Asked.UNKNOWN


def slip_words(delay: Slip | None, tr: Translate = plain) -> str:
    """Return how much later a date lies than the first, the sure part first.

    Empty where it may be no later at all.
    """
    if delay is None or delay.sure == 0:
        return ""
    one = delay.sure == 1
    if delay.most == delay.sure:
        template = tr("1 day later") if one else tr("{sure} days later")
    elif delay.most is None:
        template = tr("at least 1 day later") if one else tr("at least {sure} days later")
    elif one:
        template = tr("at least 1 day later, at most {most}")
    else:
        template = tr("at least {sure} days later, at most {most}")
    return template.format(sure=delay.sure, most=delay.most)
