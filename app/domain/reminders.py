"""Reminders: of what is reminded, and when, by the dates of a commitment and the rules.

Conditions that hold over time until somebody acknowledges them: what comes of each is an
`Occurrence`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from app.domain.course import Course, State
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.notices import deadline
from app.domain.occurrences import Awaited, Occurrence, Silence, Watched, occurrence_id
from app.domain.reminder_reach import ALWAYS, Days
from app.domain.reminder_rules import (
    Point,
    ReminderRule,
    RuleBook,
    WorkedDays,
    comes_on,
    lead_length,
)
from app.domain.terms import Renewal
from app.domain.timing import Sense

_DAY = r"\d{4}-\d\d-\d\d[?~%]?"
_DAYS = re.compile(f"{_DAY}(?:/{_DAY})?", re.ASCII)
_FIRST_THAT_COUNTS = 2
"""What is weaker than readiness is noted, and reminds of nothing unless it has its own rule."""
_BY_TERM = (Point.NOTICE, Point.PROPOSAL, Point.DISPATCH, Point.PERIOD_END)


# --- what a commitment is reminded of -------------------------------------------------------------


def watched_points(watched: Watched) -> Iterator[tuple[Point, date]]:
    """Yield the points of a commitment that its dates tell of; those of a term have their own.

    Only what is still owed is reminded of: no draft, nothing settled, no event of the past.
    """
    if watched.event or watched.status.phase not in (Phase.OPEN, Phase.ACTIVE):
        return
    first, last = watched.bounds.earliest, watched.bounds.latest
    dated = watched.sense is not Sense.CONTINUING
    if watched.kind.family is Family.MEETING:
        yield from _of_meeting(watched)
    elif last is not None and dated and _still_to_come(watched):
        yield Point.DEADLINE, last
    if first is not None and dated and _start_known(watched):
        yield Point.START, first
    if watched.review is not None:
        yield Point.REVIEW, watched.review


def _of_meeting(watched: Watched) -> Iterator[tuple[Point, date]]:
    first, last = watched.bounds.earliest, watched.bounds.latest
    if last is None or watched.sense is Sense.CONTINUING:
        return
    if _start_known(watched):
        yield Point.DAY, first or last
    else:
        yield Point.AGREE_DAY, last


def _still_to_come(watched: Watched) -> bool:
    """An instrument that is signed or in force is watched by its term; a span runs to its end."""
    settled = watched.kind.family is Family.INSTRUMENT and watched.status.phase is Phase.ACTIVE
    return not settled or watched.sense is Sense.SPAN


def _start_known(watched: Watched) -> bool:
    """Whether the day itself is said, and not only a month or a year in which it lies."""
    first, last = watched.bounds.earliest, watched.bounds.latest
    if first is None:
        return False
    if watched.sense is Sense.SPAN:
        return bool(_DAYS.fullmatch(watched.edtf))
    return first == last


def course_points(course: Course) -> Iterator[tuple[Point, date]]:
    """Yield the points of an instrument's term: of its current period, and of those just before.

    The last day for notice of a period that rolled on within the last year still asks to be
    acknowledged: nothing passes unseen. Where that was resolved, or the parties agreed to go on,
    there was nothing to miss.
    """
    if course.chain is None or course.state in (State.TERMINATED, State.SUPERSEDED):
        return
    tacit = course.term is None or course.term.renewal is not Renewal.EXPRESS
    last = Point.NOTICE if tacit else Point.PROPOSAL
    told = course.decided or course.over or course.state is State.NOTICE_GIVEN
    if course.notice_by is not None and not told:
        yield last, course.notice_by
        if course.dispatch is not None and course.dispatch.by is not None:
            yield Point.DISPATCH, course.dispatch.by
    period = course.period
    if period is None:
        return
    renewed = course.following is not None
    if period.end is not None and _lately(course.today, period.end) and not renewed:
        yield Point.PERIOD_END, period.end
    yield from _of_former(course, period.n, tacit=tacit)


def _of_former(course: Course, n: int, *, tacit: bool) -> Iterator[tuple[Point, date]]:
    """Yield the points of the periods before a number that ended within the last year."""
    for each in course.chain.periods if course.chain is not None else ():
        if each.n >= n or each.end is None or not _lately(course.today, each.end):
            continue
        yield Point.PERIOD_END, each.end
        by = deadline(course.term, each.end) if course.term else None
        if by is not None and tacit and each.n not in course.let_roll:
            yield Point.NOTICE, by


def _lately(today: date, day: date) -> bool:
    return day >= today - timedelta(days=366)


def of_commitment(
    watched: Watched,
    book: RuleBook,
    worked: WorkedDays,
    course: Course | None = None,
    within: Days = ALWAYS,
) -> Iterator[Occurrence]:
    """Yield every occurrence of a commitment that comes `within` some days, both included.

    `course` where it has a term. What was entered as a draft is watched by its term all the same:
    that began or not by itself.
    """
    points = [*watched_points(watched), *(course_points(course) if course else ())]
    if watched.event:
        return
    family = watched.kind.family
    noted = watched.strength is not None and watched.strength < _FIRST_THAT_COUNTS
    for point, target in points:
        rule = book.of(point, family, watched.id)
        if rule is None or (noted and rule.commitment is None and point not in _BY_TERM):
            continue
        yield from _by_rule(watched, rule, target, worked, within)


def _by_rule(
    watched: Watched, rule: ReminderRule, target: date, worked: WorkedDays, within: Days
) -> Iterator[Occurrence]:
    first, last = within
    for lead in rule.each_lead:
        counted = comes_on(target, lead, rule.counting, watched.relation, worked)
        if not first <= counted.day <= last:
            continue  # most leads of what is looked at come at other times: cost them little
        yield Occurrence(
            id=occurrence_id(watched.id, rule.point, lead, target),
            subject=watched.id,
            point=rule.point,
            lead=lead,
            counting=rule.counting,
            target=target,
            on=counted.day,
            relation=watched.relation,
            commitment=watched.id,
            rid=watched.rid,
            ref=watched.ref,
            title=watched.title,
            kind=watched.kind,
            bounds=watched.bounds,
            span=watched.sense is Sense.SPAN,
            roughly=counted.roughly,
            own=rule.commitment is not None,
            marked=watched.marked,
        )


# --- what is not of one commitment ----------------------------------------------------------------


def of_silence(silence: Silence, rule: ReminderRule, today: date) -> Iterator[Occurrence]:
    """Yield the one occurrence of this week (or of these weeks): silence is asked about in turn."""
    if rule.each_lead:
        lead = rule.each_lead[0]
        weeks = lead_length(lead).days // 7
        turn = turn_of(today, weeks)
        subject = f"no news:{silence.relation}:{silence.organisation or ''}"
        yield Occurrence(
            id=occurrence_id(subject, Point.NO_NEWS, lead, turn),
            subject=subject,
            point=Point.NO_NEWS,
            lead=lead,
            counting=rule.counting,
            target=turn,
            on=max(turn, min(silence.quiet_from or turn, today)),
            relation=silence.relation,
            organisation=silence.organisation,
            title=silence.words,
            marked=silence.marked == silence.count,
            count=silence.count,
            since=silence.heard,
        )


def turn_of(day: date, weeks: int) -> date:
    """Return the Monday on which the turn of so many weeks began that a day lies in."""
    since = day.toordinal() - 1  # 0001-01-01 was a Monday
    return date.fromordinal(since - since % (7 * weeks) + 1)


def of_letter(awaited: Awaited, rule: ReminderRule, worked: WorkedDays) -> Iterator[Occurrence]:
    """Yield the occurrences of a letter that was not answered."""
    for lead in rule.each_lead:
        counted = comes_on(awaited.deadline, lead, rule.counting, awaited.relation, worked)
        yield Occurrence(
            id=occurrence_id(awaited.letter, Point.ANSWER, lead, awaited.deadline),
            subject=awaited.letter,
            point=Point.ANSWER,
            lead=lead,
            counting=rule.counting,
            target=awaited.deadline,
            on=counted.day,
            relation=awaited.relation,
            organisation=awaited.organisation,
            ref=awaited.number,
            title=awaited.words,
            roughly=counted.roughly,
            count=awaited.count,
        )
