"""Occurrences of reminders: which there are, under which identity, and where each stands.

An occurrence is derived, never stored: it is *pending* before its day, *due* from then on, and
stays due until it is snoozed or acknowledged, or until what it reminded of no longer holds. Its
identity follows from what it reminds of, the point and the lead, so that every copy of the
register and every program on one computer mean the same one; a holiday that moves the day on
which it comes does not make it another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.identity import CommitmentId, OrganisationId, derived_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.reminder_rules import Point, lead_length
from app.domain.timing import Bounds, Sense


class Standing(StrEnum):
    """Where an occurrence stands today."""

    PENDING = "pending"
    DUE = "due"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"


ANSWERED = "answer"
"""What an occurrence is snoozed until where that is no day: until there is an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What an officer did with an occurrence: acknowledged it, or snoozed it until later.

    Its identity is the occurrence's. `state` is “acknowledged” or “snoozed”; `until` a day, or
    “answer”; then `news` says what had been heard by that time. `subject` is what it reminded of.
    """

    id: str
    commitment: CommitmentId | None = None
    subject: str = ""
    point: str = ""
    lead: str = ""
    target: str = ""
    came_on: str = ""
    state: str = ""
    until: str = ""
    news: str = ""
    happened_on: str = ""
    who: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What reminders ask about a commitment; `review` is the last day its review may mean.

    `marked` where it is classified: then it is counted outside the window, and not named.
    """

    id: CommitmentId
    rid: int
    ref: str
    title: str
    relation: str
    kind: Kind
    status: Status
    sense: Sense | None = None
    edtf: str = ""
    bounds: Bounds = Bounds()
    strength: int | None = None
    event: bool = False
    review: date | None = None
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """The promises led by one agency of which nothing was heard within their update period.

    `quiet_from` is the first day on which one of them had been silent for too long, None where
    nothing was ever heard of one; `heard` the day of the last news of any.
    """

    relation: str
    organisation: OrganisationId | None
    words: str
    count: int
    marked: int = 0
    quiet_from: date | None = None
    heard: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A letter that nobody answered: to which agency, under which number, and by when it asked."""

    letter: str
    relation: str
    organisation: OrganisationId
    words: str
    number: str
    deadline: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One reminder: of which point, and on which day it comes.

    `target` is the day looked ahead to and `on` the day it comes. `subject` is a commitment, or an
    agency or letter, by identity; `ref` and `title` name it, the agency by its acronym. `roughly`
    where working days could only be estimated, `own` where the commitment has its own rule.
    `count` says of how many commitments there is no news, `since` since when.
    """

    id: str
    subject: str
    point: Point
    lead: str
    counting: str
    target: date
    on: date
    relation: str = ""
    commitment: CommitmentId | None = None
    rid: int = 0
    ref: str = ""
    title: str = ""
    kind: Kind | None = None
    organisation: OrganisationId | None = None
    bounds: Bounds = Bounds()
    span: bool = False
    roughly: bool = False
    own: bool = False
    marked: bool = False
    count: int = 0
    since: date | None = None


def occurrence_id(subject: str, point: Point, lead: str, target: date) -> str:
    """Return the identity of an occurrence: what it reminds of, the point, the lead, the day."""
    length = lead_length(lead)
    return derived_id(
        "reminder", subject, point, f"{length.months}M{length.days}D", target.isoformat()
    )


def showing_id(occurrence: Occurrence, reminder: Reminder | None) -> str:
    """Return the name under which one showing of an occurrence is claimed.

    What comes back after a snooze is shown again, once.
    """
    if reminder is None or not reminder.until:
        return occurrence.id
    return derived_id("showing", occurrence.id, reminder.until, reminder.news)


# --- where it stands ------------------------------------------------------------------------------


def standing(
    occurrence: Occurrence, reminder: Reminder | None, today: date, news: str = ""
) -> Standing:
    """Return where an occurrence stands today, after what the officer did with it.

    `news` says what has been heard of its commitment by now; where that is other than it was when
    the officer snoozed until an answer, it is due again.
    """
    if reminder is not None and reminder.state == Standing.ACKNOWLEDGED:
        return Standing.ACKNOWLEDGED
    if reminder is not None and _sleeps(reminder, today, news):
        return Standing.SNOOZED
    return Standing.DUE if occurrence.on <= today else Standing.PENDING


def _sleeps(reminder: Reminder, today: date, news: str) -> bool:
    if reminder.until == ANSWERED:
        return reminder.news == news
    return bool(reminder.until) and today < date.fromisoformat(reminder.until)


_URGENCY: Mapping[Point, int] = {
    Point.NOTICE: 0,
    Point.DISPATCH: 0,
    Point.PROPOSAL: 0,
    Point.PERIOD_END: 1,
    Point.DEADLINE: 1,
    Point.DAY: 1,
    Point.AGREE_DAY: 2,
    Point.REVIEW: 3,
    Point.START: 3,
}


def urgency(occurrence: Occurrence, today: date) -> tuple[int, int, int, date, str, str, str]:
    """Return what puts occurrences in the order in which an officer deals with them today.

    What can still be lost comes first, by its day; then what has passed, by its day; then letters
    nobody answered; agencies without news come last, the longest silent first.
    """
    target = occurrence.target.toordinal()
    if occurrence.point is Point.NO_NEWS:
        since = occurrence.since.toordinal() if occurrence.since else 0
        place = (3, since, 0)
    elif occurrence.point is Point.ANSWER:
        place = (2, target, 0)
    else:
        place = (int(occurrence.target < today), target, _URGENCY[occurrence.point])
    return (*place, occurrence.on, occurrence.ref, occurrence.title, occurrence.id)
