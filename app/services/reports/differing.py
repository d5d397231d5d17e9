"""Differences by the commitment they belong to, and what they come to for one commitment."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain.change import Difference
from app.domain.commitment import Commitment
from app.domain.edtf import parse
from app.domain.identity import CommitmentId
from app.domain.particulars import CHOICE, Move, Note, TimingRecord
from app.domain.reports.changed_since import Belated, Entered, What
from app.domain.reports.lives import days_of
from app.domain.timing import Bounds
from app.store.records import RECORDS

_ONE_BY_ONE = frozenset({"commitment", "timing", "move", "note", "decision"})
"""Records that are told one by one; of others it is counted how many there are."""


@dataclass(frozen=True, slots=True)
class Differing:
    """Differences by the commitment they belong to, and those that belong to none, counted."""

    by_commitment: Mapping[CommitmentId, Sequence[Difference]]
    others: Mapping[str, int]
    marked: frozenset[CommitmentId]

    @classmethod
    def of(cls, differences: Iterable[Difference]) -> Differing:
        """Put differences with their commitments; a link belongs to both of its ends."""
        found: dict[CommitmentId, list[Difference]] = defaultdict(list)
        others: Counter[str] = Counter()
        marked: set[CommitmentId] = set()
        for each in differences:
            owners = _owners(each)
            for owner in owners:
                found[owner].append(each)
            if not owners:
                others[each.record] += 1
            if each.record == "commitment":
                states = (state for state in (each.then, each.now) if state is not None)
                if any(state.classification for state in states):
                    marked.add(CommitmentId(each.id))
        return cls(found, dict(sorted(others.items())), frozenset(marked))

    def acts(self, shown: Iterable[CommitmentId]) -> tuple[int, int]:
        """Return how many changes made some points differ, and by how many people."""
        held = [each for identity in shown for each in self.by_commitment[identity]]
        changes = {change for each in held for change in each.changes}
        return len(changes), len({actor for each in held for _, actor in each.writes})


def _owners(each: Difference) -> tuple[CommitmentId, ...]:
    state = each.now if each.now is not None else each.then
    if each.record == "commitment":
        return (CommitmentId(each.id),)
    if each.record == "link":
        return (state.origin, state.target)
    owner = RECORDS[each.record].owner
    named = getattr(state, owner, None) if owner else getattr(state, "commitment", None)
    return (CommitmentId(named),) if named else ()


def added(held: Iterable[Difference], record: str) -> list[Any]:
    """Return the records of a kind that were not there then."""
    return [each.now for each in held if each.record == record and each.then is None]


def kept(held: Iterable[Difference], record: str) -> list[Any]:
    """Return the records of a kind that are new or other now."""
    return [each.now for each in held if each.record == record and each.now is not None]


def withdrawn(held: Iterable[Difference], record: str) -> int:
    """Return how many records of a kind were there then and are no more."""
    return sum(each.record == record and each.now is None for each in held)


def beside(held: Iterable[Difference]) -> dict[str, tuple[int, int, int]]:
    """Count the records of every other kind: how many were added, changed, withdrawn."""
    found: dict[str, list[int]] = {}
    for each in held:
        if each.record in _ONE_BY_ONE:
            continue
        counts = found.setdefault(each.record, [0, 0, 0])
        counts[0 if each.then is None else 2 if each.now is None else 1] += 1
    return {name: (one, two, three) for name, (one, two, three) in sorted(found.items())}


def what_changed(own: Difference | None, facts: Mapping[str, Any]) -> What:
    """What is to be said of a point first."""
    if own is not None and (own.now is None or (own.is_binned and not own.was_binned)):
        return What.GONE
    if own is not None and own.then is None:
        return What.NEW
    if own is not None and own.was_binned and not own.is_binned:
        return What.BACK
    fields_of = {each.field for each in facts["moves"]}
    tests = (
        (What.MOVED, facts["status"] is not None or "status" in fields_of),
        (What.DATED, facts["redated"] is not None or CHOICE in fields_of),
        (
            What.REPORTED,
            facts["news"] or facts["withdrawn"] or fields_of & {"completion", "ball_with"},
        ),
        (What.DECIDED, facts["decisions"] or facts["undecided"]),
        (What.CORRECTED, facts["corrections"]),
    )
    return next((what for what, so in tests if so), What.BESIDE)


def entered(held: Iterable[Difference]) -> tuple[Entered, ...]:
    """Return who wrote any of it, each with the last day, where the officer sits."""
    last: dict[str, int] = {}
    for each in held:
        for at, actor in each.writes:
            last[actor] = max(last.get(actor, 0), at)
    return tuple(Entered(actor=actor, day=_day(at)) for actor, at in sorted(last.items()))


def _day(instant: int) -> date:
    return datetime.fromtimestamp(instant / 1000).astimezone().date()


def belated(held: Iterable[Difference]) -> Iterable[Belated]:
    """Give what is new and was entered after the last day on which it can have happened."""
    for each in held:
        if each.then is not None or each.now is None or not each.writes:
            continue
        happened = _happened(each.now)
        days = days_of(happened) if happened else Bounds()
        latest, day = days.latest, _day(each.writes[0][0])
        if latest is not None and latest < day:
            yield Belated(
                happened=happened,
                entered=day,
                days=(day - latest).days,
                exact=days.earliest == latest and not _roughly(happened),
            )


def _roughly(happened: str) -> bool:
    """Whether a day is only said to be about so, or likely: the delay may be another then."""
    read = parse(happened)
    return read.uncertain or read.approximate


def _happened(state: object) -> str:
    match state:
        case Move() | Note():
            return state.happened_on
        case TimingRecord():
            return state.agreed_on or state.asked_on
        case Commitment():
            return state.made_on
    return str(getattr(state, "happened_on", ""))
