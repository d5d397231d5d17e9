"""What a reminder says: a headline, which rule brought it, and how a rule reads.

All texts go through an injected `tr`. Nothing is said that the register does not: where no day is
agreed, the headline says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from app.domain.date_words import Translate, day_words, plain
from app.domain.kinds import Family
from app.domain.occurrences import Occurrence
from app.domain.reminder_rules import CALENDAR, JOINT, Point, ReminderRule
from app.domain.terms import parts

_UNITS = {"Y": ("year", "years"), "M": ("month", "months"), "W": ("week", "weeks"),
          "D": ("day", "days")}  # fmt: skip


def headline(occurrence: Occurrence, today: date, tr: Translate = plain) -> str:
    """Return what there is to know today: how many days are left, or passed, and of what.

    Where nothing more than a month or a year is agreed it is counted to its last day, and says so.
    """
    if occurrence.point is Point.NO_NEWS:
        return _no_news(occurrence, today, tr)
    if occurrence.point is Point.ANSWER:
        return _no_answer(occurrence, today, tr)
    days = (occurrence.target - today).days
    ahead, same, passed = _TEMPLATES[_variant(occurrence)]
    day = day_words(occurrence.target, tr)
    if days == 0:
        return tr(same).format(day=day)
    count = tr("1 day") if abs(days) == 1 else tr("{days} days").format(days=abs(days))
    return tr(ahead if days > 0 else passed).format(days=count, day=day)


def _variant(occurrence: Occurrence) -> str:
    """Which of the sentences fits: a span ends, and a range of days has only a last one."""
    first, last = occurrence.bounds.earliest, occurrence.bounds.latest
    if occurrence.point is Point.DEADLINE and occurrence.span:
        return "span"
    if occurrence.point is Point.DEADLINE and first != last and first is not None:
        return "range"
    return occurrence.point.value


_TEMPLATES: Mapping[str, tuple[str, str, str]] = {
    Point.DAY.value: (
        "{days} to go until {day}",
        "It is today, {day}",
        "It was {days} ago, on {day}, and is not recorded as held",
    ),
    Point.AGREE_DAY.value: (
        "{days} to the last possible day, {day}, and no day agreed",
        "Today, {day}, is the last possible day, and none was agreed",
        "The last possible day, {day}, passed {days} ago, and none was agreed",
    ),
    Point.START.value: (
        "Begins in {days}, on {day}",
        "Begins today, {day}",
        "Began {days} ago, on {day}",
    ),
    Point.DEADLINE.value: (
        "Due in {days}, on {day}",
        "Due today, {day}",
        "No outcome recorded, {days} after the last day, {day}",
    ),
    "range": (
        "{days} to the last possible day, {day}",
        "Today, {day}, is the last possible day",
        "No outcome recorded, {days} after the last possible day, {day}",
    ),
    "span": (
        "Ends in {days}, on {day}",
        "Ends today, {day}",
        "Ended {days} ago, on {day}",
    ),
    Point.NOTICE.value: (
        "{days} left to give notice, by {day}",
        "Today, {day}, is the last day for notice",
        "The last day for notice, {day}, passed {days} ago",
    ),
    Point.PROPOSAL.value: (
        "{days} left to propose an extension, by {day}",
        "Today, {day}, is the last day to propose an extension",
        "The last day to propose an extension, {day}, passed {days} ago",
    ),
    Point.DISPATCH.value: (
        "The letter has to leave in {days}, by {day}",
        "The letter has to leave today, {day}",
        "The letter should have left {days} ago, on {day}",
    ),
    Point.PERIOD_END.value: (
        "The current period ends in {days}, on {day}",
        "The current period ends today, {day}",
        "A period ended {days} ago, on {day}",
    ),
    Point.REVIEW.value: (
        "To be looked at again in {days}, on {day}",
        "To be looked at again today, {day}",
        "Was to be looked at again {days} ago, on {day}",
    ),
}
"""Before the day, on it, and after it."""


def _no_news(occurrence: Occurrence, today: date, tr: Translate) -> str:
    who = occurrence.title or tr("no lead agency named")
    if occurrence.count == 1:
        what = tr("1 promise without news")
    else:
        what = tr("{count} promises without news").format(count=occurrence.count)
    if occurrence.since is None:
        return tr("{who}: {what}, nothing was ever heard").format(who=who, what=what)
    days = (today - occurrence.since).days
    return tr("{who}: {what}, the last heard {days} days ago").format(who=who, what=what, days=days)


def _no_answer(occurrence: Occurrence, today: date, tr: Translate) -> str:
    days = (today - occurrence.target).days
    day = day_words(occurrence.target, tr)
    who, number = occurrence.title, occurrence.ref
    if days <= 0:
        text = tr("{who} was asked to answer {number} by {day}")
    else:
        text = tr("{who} has not answered {number}, asked for by {day}")
    return text.format(who=who, number=number, day=day)


# --- rules ----------------------------------------------------------------------------------------


def rule_words(occurrence: Occurrence, tr: Translate = plain) -> str:
    """Return which rule brought a reminder: “30 working days of both sides before the day”."""
    words = lead_words(occurrence.point, occurrence.lead, occurrence.counting, tr)
    if occurrence.roughly:
        words = tr(
            "{words}; counted as five in a week, since no calendar is filled in for that time"
        ).format(words=words)
    if occurrence.own:
        words = tr("{words} (own rule)").format(words=words)
    return words


def lead_words(point: Point, lead: str, counting: str, tr: Translate = plain) -> str:
    """Return one lead of a rule, such as “3 months before the last day for notice”."""
    if point is Point.NO_NEWS:
        if lead == "P1W":
            return tr("asked about every week")
        return tr("asked about every {length}").format(length=_length(lead, CALENDAR, tr))
    name = tr(_POINT_WORDS[point])
    length = _length(lead.removeprefix("-"), counting, tr)
    if not length:
        return tr("on {point}").format(point=name)
    template = (
        tr("{length} after {point}") if lead.startswith("-") else tr("{length} before {point}")
    )
    return template.format(length=length, point=name)


def _length(lead: str, counting: str, tr: Translate) -> str:
    """Return a length of time in words; nothing for none at all."""
    words = []
    for number, unit in parts(lead):
        if not number:
            continue
        one, many = _UNITS[unit]
        words.append(f"{number} {tr(one if number == 1 else many)}")
    text = " ".join(words)
    if not text or counting == CALENDAR:
        return text
    return _working(text.rsplit(" ", 1)[0], counting, tr)


def _working(days: str, counting: str, tr: Translate) -> str:
    if counting == JOINT:
        if days == "1":
            return tr("1 working day of both sides")
        return tr("{days} working days of both sides").format(days=days)
    if days == "1":
        return tr("1 working day of {country}").format(country=counting)
    return tr("{days} working days of {country}").format(days=days, country=counting)


_POINT_WORDS: Mapping[Point, str] = {
    Point.DAY: "the day",
    Point.AGREE_DAY: "the last possible day",
    Point.START: "the start",
    Point.DEADLINE: "the last day",
    Point.NOTICE: "the last day for notice",
    Point.PROPOSAL: "the last day to propose an extension",
    Point.DISPATCH: "the day the letter has to leave",
    Point.PERIOD_END: "the last day of the period",
    Point.REVIEW: "the review date",
    Point.ANSWER: "the deadline of the letter",
}

POINT_NAMES: Mapping[Point, str] = {
    Point.DAY: "Day of a session or visit",
    Point.AGREE_DAY: "Day of a session or visit to be agreed",
    Point.START: "Start",
    Point.DEADLINE: "Last day",
    Point.NOTICE: "Notice",
    Point.PROPOSAL: "Proposal to extend",
    Point.DISPATCH: "Dispatch of the letter",
    Point.PERIOD_END: "End of the period",
    Point.REVIEW: "Review date",
    Point.NO_NEWS: "No news from an agency",
    Point.ANSWER: "Answer awaited",
}
"""How a point is called where rules are listed."""

FAMILY_NAMES: Mapping[str, str] = {
    Family.MEETING.value: "Sessions and visits",
    Family.UNDERTAKING.value: "Undertakings",
    Family.INSTRUMENT.value: "Agreements",
    "": "Everything",
}


def rule_sentence(rule: ReminderRule, tr: Translate = plain) -> str:
    """Return all leads of a rule: “30, 7 and 1 days before the last day”, or that there is none."""
    if not rule.each_lead:
        return tr("No reminder")
    days = [_plain_days(each) for each in rule.each_lead]
    if len(days) > 1 and all(days) and rule.point is not Point.NO_NEWS:
        name, last = tr(_POINT_WORDS[rule.point]), days[-1]
        several = tr("{first} and {last}").format(first=", ".join(days[:-1]), last=last)
        length = (
            tr("{count} days").format(count=several)
            if rule.counting == CALENDAR
            else _working(several, rule.counting, tr)
        )
        return tr("{length} before {point}").format(length=length, point=name)
    return "; ".join(lead_words(rule.point, each, rule.counting, tr) for each in rule.each_lead)


def _plain_days(lead: str) -> str:
    """Return how many days a lead is that is said in days alone and comes before; else nothing."""
    found = [(number, unit) for number, unit in parts(lead) if number]
    days = len(found) == 1 and found[0][1] == "D" and not lead.startswith("-")
    return str(found[0][0]) if days else ""
