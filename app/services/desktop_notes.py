"""What a notification on the desktop says about reminders: few words, and nothing marked.

Up to three things to attend to are told one by one, more of them in one digest by urgency; all
agencies of which there is no news are one thing. Of what is marked, and of what was due already
when it appeared, only the number is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from app.domain.date_words import Translate, day_words, plain
from app.domain.occurrences import Occurrence
from app.domain.outside_text import isolated, plain_line
from app.domain.reminder_rules import Point
from app.domain.reminder_words import POINT_NAMES, headline
from app.services.reminders import Entry, Matter, matters
from app.services.watching import Raised

MOST_ALONE = 3
"""So many are told one by one; more of them come as one digest."""

_LINES = 4
"""So many lines of a digest name something; the rest is a number."""

_NAMES = 5
"""So many agencies without news are named."""

_TITLE, _LINE = 100, 160

_OF_LETTERS = (Point.NOTICE, Point.PROPOSAL, Point.DISPATCH)
_LOST_WITH_THE_DAY = (*_OF_LETTERS, Point.DEADLINE, Point.AGREE_DAY, Point.PERIOD_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class DesktopNote:
    """One notification: plain text, without any markup.

    `opens` is the reference of the commitment that a click leads to; empty for all reminders.
    `entries` are the reminders that were shown to the officer once this was.
    """

    title: str
    body: str
    urgent: bool = False
    opens: str = ""
    entries: tuple[Entry, ...] = ()


def desktop_notes(
    raised: Raised, today: date, register: str = "", tr: Translate = plain
) -> tuple[DesktopNote, ...]:
    """Return the notifications of what a look found, in the order in which to show them.

    `register` names the register where there are several to tell apart.
    """
    last = (plain_line(register, _TITLE),) if register else ()
    named, silent = _parted(raised)
    if len(named) + bool(silent) > MOST_ALONE:
        return (_digest(raised, today, last, tr),)
    notes = [_alone(each, today, last, tr) for each in named]
    if silent:
        notes.append(_of_silence(silent, last, tr))
    if counts := _counts(raised, tr):
        body = (*counts, tr("Open Servanda to see what it is about."), *last)
        secret = tuple(each for each in raised.fresh if each.occurrence.marked)
        notes.append(DesktopNote(title=tr("Alerts"), body="\n".join(body), entries=secret))
    return tuple(notes)


def one_note(raised: Raised, today: date, tr: Translate = plain) -> DesktopNote | None:
    """Return what a look found as one notification, for whoever can show but one at a time.

    What was due already when it was entered is said where it was entered, not here.
    """
    told = replace(raised, late=0)
    notes = desktop_notes(told, today, tr=tr)
    if len(notes) <= 1:
        return notes[0] if notes else None
    return _digest(told, today, (), tr)


def _parted(raised: Raised) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """Part what may be named from the agencies without news, where there are several of those."""
    named = matters(raised.named)
    silent = tuple(each for each in named if each.occurrence.point is Point.NO_NEWS)
    if len(silent) <= 1:
        return named, ()
    return tuple(each for each in named if each.occurrence.point is not Point.NO_NEWS), silent


def is_urgent(occurrence: Occurrence, today: date) -> bool:
    """Whether something can still be lost today, or a letter should have left already."""
    if occurrence.point in _OF_LETTERS:
        return occurrence.target <= today
    return occurrence.point in _LOST_WITH_THE_DAY and occurrence.target == today


def _alone(matter: Matter, today: date, last: tuple[str, ...], tr: Translate) -> DesktopNote:
    occurrence = matter.occurrence
    if occurrence.commitment is None:  # the headline of an agency or a letter names it
        title = tr(POINT_NAMES[occurrence.point])
    else:
        title = f"{_name(occurrence)}: {isolated(plain_line(occurrence.title, _TITLE))}"
    return DesktopNote(
        title=title,
        body="\n".join((plain_line(headline(occurrence, today, tr), _LINE), *last)),
        urgent=is_urgent(occurrence, today),
        opens=occurrence.ref if occurrence.commitment is not None else "",
        entries=matter.entries,
    )


def _of_silence(silent: tuple[Matter, ...], last: tuple[str, ...], tr: Translate) -> DesktopNote:
    names = [
        isolated(plain_line(each.occurrence.title or tr("no lead agency named"), _TITLE))
        for each in silent
    ]
    line = ", ".join(names[:_NAMES])
    if rest := len(names[_NAMES:]):
        line = tr("{names} and {number} more").format(names=line, number=rest)
    return DesktopNote(
        title=_silence(silent, tr),
        body="\n".join((line, *last)),
        entries=tuple(entry for each in silent for entry in each.entries),
    )


def _silence(silent: tuple[Matter, ...], tr: Translate) -> str:
    return tr("No news from {number} agencies").format(number=len(silent))


def _digest(raised: Raised, today: date, last: tuple[str, ...], tr: Translate) -> DesktopNote:
    named, silent = _parted(raised)
    number = len(matters(raised.fresh))
    title = tr("{number} alerts").format(number=number)
    if raised.away is not None:
        day = day_words(raised.away, tr)
        title = tr("{number} alerts since {day}").format(number=number, day=day)
    lines = [_line(each.occurrence, today, tr) for each in named[:_LINES]]
    rest = len(named) - len(lines)
    if rest:
        lines.append(_number(rest, tr("and 1 more"), tr("and {number} more")))
    if silent:
        lines.append(_silence(silent, tr))
    return DesktopNote(
        title=title,
        body="\n".join((*lines, *_counts(raised, tr), *last)),
        urgent=any(is_urgent(each.occurrence, today) for each in named),
        entries=raised.fresh,
    )


def _line(occurrence: Occurrence, today: date, tr: Translate) -> str:
    words = plain_line(headline(occurrence, today, tr), _LINE)
    if occurrence.commitment is None:
        return words
    return f"{_name(occurrence)}: {words}"


def _name(occurrence: Occurrence) -> str:
    return isolated(plain_line(occurrence.ref, _TITLE))


def _counts(raised: Raised, tr: Translate) -> tuple[str, ...]:
    found, late = [], raised.late
    marked = len(matters(each for each in raised.fresh if each.occurrence.marked))
    if marked:
        found.append(_number(marked, tr("1 marked alert"), tr("{number} marked alerts")))
    if late:
        found.append(
            _number(
                late,
                tr("1 alert was due already when it was entered"),
                tr("{number} alerts were due already when they were entered"),
            )
        )
    return tuple(found)


def _number(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.format(number=number)
