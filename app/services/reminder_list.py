"""Reminders as they are listed and dealt with: one line for each thing to attend to.

Several leads before one day are one matter, whatever became of each of them. A matter stands where
the officer is to look for it first: among what is due, then among what was due already when it was
entered, among what is snoozed, and last among what is coming.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.occurrences import Reminder
from app.domain.reminder_rules import Point
from app.services.reminders import Inbox, Matter, inbox, matters

if TYPE_CHECKING:
    from app.domain.change import Change
    from app.services.acts import Acts
    from app.services.register import Register
    from app.store.reader import Reader

SETTLED_DAYS = 30
"""So far back what was acknowledged can be looked up and taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One matter that was acknowledged: what it was about, and what was kept of it.

    `reminders` are those of its leads that were acknowledged together, the latest first.
    `commitment` is None where it was about an agency or a letter, or is gone by now.
    """

    reminders: tuple[Reminder, ...]
    title: str
    ref: str = ""
    commitment: CommitmentId | None = None

    @property
    def last(self) -> Reminder:
        """The lead that came last."""
        return self.reminders[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """All reminders of a day as they are shown, each matter once.

    `late` are those of which every due lead was due already when it appeared. `away` is the last
    day before an absence that the officer has not waved aside. `older` counts the commitments
    whose last day was before `since`: they are overdue, and too many to be listed.
    """

    today: date
    due: tuple[Matter, ...] = ()
    late: tuple[Matter, ...] = ()
    snoozed: tuple[Matter, ...] = ()
    coming: tuple[Matter, ...] = ()
    settled: tuple[Settled, ...] = ()
    away: date | None = None
    older: int = 0
    since: date | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be listed at all."""
        held = (self.due, self.late, self.snoozed, self.coming, self.settled)
        return not any(held) and not self.older


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many matters stand in each part of the list."""

    due: int = 0
    late: int = 0
    snoozed: int = 0
    coming: int = 0


def listed(reader: Reader, today: date, *, seat: str, relation: str = "") -> Listed:
    """Return what the page of reminders shows; `seat` is who sits there."""
    found = arranged(inbox(reader, today, seat=seat, relation=relation))
    since = today - timedelta(days=SETTLED_DAYS)
    kept = reader.acknowledged_reminders(since)
    return replace(found, settled=_settled(reader, kept, relation))


def tally(reader: Reader, today: date, *, seat: str, relation: str = "") -> Tally:
    """Return how many matters stand in each part of the list."""
    found = arranged(inbox(reader, today, seat=seat, relation=relation))
    return Tally(
        due=len(found.due),
        late=len(found.late),
        snoozed=len(found.snoozed),
        coming=len(found.coming),
    )


def arranged(found: Inbox) -> Listed:
    """Put the reminders of a day together by matter, each where it is looked for first.

    What is snoozed of a matter that is due stands with it, so that one act deals with all of it.
    """
    owing = matters((*found.due, *found.late))
    asleep = {_key(each): each for each in matters(found.snoozed)}
    due: list[Matter] = []
    late: list[Matter] = []
    for each in owing:
        also = asleep.pop(_key(each), None)
        whole = _joined(each, also) if also is not None else each
        (late if all(one.late for one in each.entries) else due).append(whole)
    return Listed(
        today=found.today,
        due=tuple(due),
        late=tuple(late),
        snoozed=tuple(asleep.values()),
        coming=matters(found.coming),
        away=found.away,
        older=found.older,
        since=found.since,
    )


def take_back(register: Register, reminders: Sequence[Reminder]) -> Change:
    """Take back, in one step, that reminders were acknowledged or snoozed.

    Raises `NotFoundError` where nothing was done with one of them.
    """
    count = len(reminders)
    label = "Take up an alert again" if count == 1 else f"Take up {count} alerts again"

    def act(acts: Acts) -> None:
        for each in reminders:
            acts.take_up(each.id)

    return register.together(label, act)


def _key(matter: Matter) -> tuple[str, Point, date]:
    one = matter.occurrence
    return one.subject, one.point, one.target


def _joined(one: Matter, other: Matter) -> Matter:
    entries = sorted(
        (*one.entries, *other.entries), key=lambda each: each.occurrence.on, reverse=True
    )
    return Matter(entries=tuple(entries))


# --- what was acknowledged ------------------------------------------------------------------------


def _settled(reader: Reader, kept: Sequence[Reminder], relation: str) -> tuple[Settled, ...]:
    named = _names(reader, kept)
    together: dict[tuple[str, ...], list[Reminder]] = {}
    for each in kept:
        together.setdefault((each.subject, each.point, each.target, each.happened_on), []).append(
            each
        )
    found = []
    for reminders in together.values():
        ordered = tuple(sorted(reminders, key=lambda each: each.came_on, reverse=True))
        held = named.get(ordered[0].subject)
        if held is not None and (not relation or held[0] in ("", relation)):
            found.append(replace(held[1], reminders=ordered))
    return tuple(found)


def _names(reader: Reader, kept: Iterable[Reminder]) -> dict[str, tuple[str, Settled]]:
    """Return of each subject its pair of countries and what it is called."""
    kept = list(kept)
    found: dict[str, tuple[str, Settled]] = {}
    for each in reader.watched({one.commitment for one in kept if one.commitment}):
        found[each.id] = (
            each.relation,
            Settled(reminders=(), title=each.title, ref=each.ref, commitment=each.id),
        )
    beside = [one for one in kept if one.subject not in found and one.commitment is None]
    if not beside:
        return found
    agencies = {each.id: each.label for each in reader.organisations()}
    for one in beside:
        relation, agency, number = _addressed(reader, one)
        name = agencies.get(agency, "")
        found[one.subject] = (relation, Settled(reminders=(), title=name, ref=number))
    return found


def _addressed(reader: Reader, reminder: Reminder) -> tuple[str, OrganisationId, str]:
    """Return of what is of no single commitment its pair of countries, agency and letter."""
    silent, _, rest = reminder.subject.partition(":")
    if silent == Point.NO_NEWS:
        relation, _, agency = rest.partition(":")
        return relation, OrganisationId(agency), ""
    try:
        letter = reader.letter(reminder.subject)
        return "", letter.organisation, reader.letter_round(letter.round).reference
    except NotFoundError:
        return "", OrganisationId(""), ""
