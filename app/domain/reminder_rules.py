"""Rules of reminding: how long before which day of a commitment one asks for attention.

Every family of kinds has defaults. The officer may put others in their place for the whole
register or for one commitment; what is not changed is not stored, so that a rule reads the same in
every copy of the register.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, derived_id
from app.domain.kinds import Family
from app.domain.timing import Duration, advance, duration_of


class Point(StrEnum):
    """The day of a commitment that a reminder looks ahead to.

    *Day* is the day of a session or visit once it is known; until then the day is to be agreed,
    counted back from the latest reading. *No news* is one line for an agency, *answer awaited*
    one for a letter.
    """

    DAY = "day"
    AGREE_DAY = "agree the day"
    START = "start"
    DEADLINE = "deadline"
    NOTICE = "notice"
    PROPOSAL = "proposal to extend"
    DISPATCH = "dispatch"
    PERIOD_END = "period end"
    REVIEW = "review"
    NO_NEWS = "no news"
    ANSWER = "answer awaited"


CALENDAR = "calendar"
"""Counted in calendar days, weeks or months."""
JOINT = "joint"
"""Counted in days on which it is worked on both sides."""

NONE = "none"
"""What stands for leads where a rule says that nothing is reminded of: blank would say nothing."""

_MOST_LEADS = 12
_LONGEST_DAYS = 3_660
_DAYS_IN_WEEK, _WORKED_IN_WEEK = 7, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """When to remind of one point: of the kinds of a family, or of one commitment alone.

    `leads` are ISO 8601 durations parted by blanks, a negative one after the day, or `none`; for
    *no news* the one duration is how often, in weeks. `counting` is “calendar”, “joint”, or the
    code of the country whose working days count; then leads are days. `family` is empty where the
    point is common to all kinds, and where `commitment` is named.
    """

    id: str
    commitment: CommitmentId | None = None
    family: str = ""
    point: Point
    leads: str
    counting: str = CALENDAR

    @property
    def each_lead(self) -> tuple[str, ...]:
        """The leads one by one, the longest first as they were written; none where it says so."""
        return () if self.leads == NONE else tuple(self.leads.split())


def rule_id(point: Point, *, family: str = "", commitment: CommitmentId | None = None) -> str:
    """Return the identity of the rule for a point, the same in every copy of the register."""
    return derived_id("reminderrule", commitment or family, point)


def _default(family: Family | None, point: Point, leads: str, counting: str) -> ReminderRule:
    name = family.value if family else ""
    return ReminderRule(
        id=rule_id(point, family=name), family=name, point=point, leads=leads, counting=counting
    )


DEFAULTS: tuple[ReminderRule, ...] = (
    _default(Family.MEETING, Point.DAY, "P90D P30D P10D", JOINT),
    _default(Family.MEETING, Point.AGREE_DAY, "P90D P30D P10D", JOINT),
    _default(Family.MEETING, Point.START, NONE, CALENDAR),
    _default(Family.UNDERTAKING, Point.DEADLINE, "P30D P7D P1D", CALENDAR),
    _default(Family.UNDERTAKING, Point.START, NONE, CALENDAR),
    _default(Family.INSTRUMENT, Point.DEADLINE, "P30D P7D P1D", CALENDAR),
    _default(Family.INSTRUMENT, Point.START, NONE, CALENDAR),
    _default(Family.INSTRUMENT, Point.NOTICE, "P12M P6M P3M P1M", CALENDAR),
    _default(Family.INSTRUMENT, Point.PROPOSAL, "P12M P6M P3M P1M", CALENDAR),
    _default(Family.INSTRUMENT, Point.DISPATCH, "P0D", CALENDAR),
    _default(Family.INSTRUMENT, Point.PERIOD_END, "P1M P0D", CALENDAR),
    _default(None, Point.REVIEW, "P0D", CALENDAR),
    _default(None, Point.NO_NEWS, "P1W", CALENDAR),
    _default(None, Point.ANSWER, "-P1D", CALENDAR),
)
"""What holds of every register until the officer says otherwise."""

WHOLE_REGISTER = frozenset({Point.NO_NEWS, Point.ANSWER})
"""Points of an agency or a letter: no commitment has a rule of its own for them."""


class RuleBook:
    """The rules of a register: the officer's where there are any, else the defaults."""

    def __init__(self, own: Iterable[ReminderRule] = ()) -> None:
        """Put the rules that are stored in the place of the defaults."""
        self._rules = {(each.family, each.point): each for each in DEFAULTS}
        self._overrides: dict[tuple[CommitmentId, Point], ReminderRule] = {}
        for each in own:
            if each.commitment is not None:
                self._overrides[each.commitment, each.point] = each
            else:
                self._rules[each.family, each.point] = each

    @property
    def rules(self) -> tuple[ReminderRule, ...]:
        """The rules for the whole register, in the order of the defaults."""
        return tuple(self._rules.values())

    @property
    def overridden(self) -> frozenset[CommitmentId]:
        """The commitments with a rule of their own."""
        return frozenset(commitment for commitment, _ in self._overrides)

    def of(
        self, point: Point, family: Family | None = None, commitment: CommitmentId | None = None
    ) -> ReminderRule | None:
        """Return the rule for a point: the commitment's own, its family's, or that for all."""
        own = self._overrides.get((commitment, point)) if commitment else None
        name = family.value if family else ""
        return own or self._rules.get((name, point)) or self._rules.get(("", point))


def checked(rule: ReminderRule) -> ReminderRule:
    """Return a rule as it is stored, or refuse it with `InvalidValueError` naming the field.

    Leads are given as `P30D`, `2 weeks` has to be read before; the longest comes first, and what
    is named twice counts once.
    """
    counting = rule.counting.strip()
    if counting not in (CALENDAR, JOINT) and not (counting.isalpha() and counting.isupper()):
        raise InvalidValueError(
            "counting", f"“{counting[:20]}” is neither “calendar”, “joint” nor a country's code."
        )
    if rule.commitment is not None and rule.point in WHOLE_REGISTER:
        raise InvalidValueError(
            "point", f"“{rule.point.value}” has one rule for the whole register."
        )
    known = {each.point: set[str]() for each in DEFAULTS}
    for each in DEFAULTS:
        known[each.point].add(each.family)
    if rule.commitment is None and rule.family not in known[rule.point]:
        raise InvalidValueError(
            "family", f"There is no “{rule.point.value}” of the family “{rule.family}”."
        )
    return replace(rule, leads=_leads(rule, counting), counting=counting)


def _leads(rule: ReminderRule, counting: str) -> str:
    if rule.leads.strip() in ("", NONE):
        return NONE
    found: dict[Duration, str] = {}
    for text in rule.leads.split():
        length = duration_of(text, "leads")
        found.setdefault(length, text.removeprefix("+"))
        if _rough(length) > _LONGEST_DAYS or _rough(length) < -_LONGEST_DAYS:
            raise InvalidValueError("leads", f"“{text}” is longer than ten years.")
        if counting != CALENDAR and (length.months or "W" in text):
            raise InvalidValueError(
                "leads", f"“{text}” is no number of working days; write for example 10 days."
            )
        if rule.point is Point.NO_NEWS and (length.months or length.days % 7 or length.days < 1):
            raise InvalidValueError("leads", "How often to ask for news is counted in weeks.")
    if len(found) > (1 if rule.point is Point.NO_NEWS else _MOST_LEADS):
        raise InvalidValueError("leads", "That is more reminders than anybody heeds.")
    longest_first = sorted(found, key=_rough, reverse=True)
    return " ".join(found[each] for each in longest_first)


def _rough(length: Duration) -> int:
    return length.months * 30 + length.days


# --- counting -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The day a lead comes to; `roughly` where the working days of that time are not known."""

    day: date
    roughly: bool = False


class WorkedDays(Protocol):
    """Counts working days for the reminders of any pair of countries."""

    def before(self, relation: str, counting: str, day: date, days: int) -> date | None:
        """Return the day so many working days before a day (after it: negative).

        None where the calendar of that time is not filled in.
        """
        ...


@lru_cache(maxsize=256)
def lead_length(lead: str) -> Duration:
    """Return how long a lead is, negative after the day. Raises `InvalidValueError`."""
    return duration_of(lead, "leads")


def calendar_days(days: int) -> int:
    """Return how many calendar days so many working days take, counted as five in a week."""
    return -(-days * _DAYS_IN_WEEK // _WORKED_IN_WEEK)


def comes_on(target: date, lead: str, counting: str, relation: str, worked: WorkedDays) -> Counted:
    """Return the day a lead before a target.

    Working days of a time that no calendar is filled in for are counted as five in a week, so that
    the reminder comes, and says that it was counted roughly. What would lead outside the years
    comes on the first or the last of all days.
    """
    length = lead_length(lead)
    try:
        if counting == CALENDAR:
            return Counted(day=advance(target, length * -1))
        found = worked.before(relation, counting, target, length.days)
        if found is not None:
            return Counted(day=found)
        return Counted(day=target - timedelta(days=calendar_days(length.days)), roughly=True)
    except OverflowError:
        return Counted(day=date.min if _rough(length) > 0 else date.max)


FAMILY_POINTS: Mapping[Family, tuple[Point, ...]] = {
    family: tuple(each.point for each in DEFAULTS if each.family in (family.value, ""))
    for family in Family
}
"""The points that a commitment of a family may have a rule of its own for, and two that are not."""
