"""The days of an instrument's term as entries of a calendar, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from app.domain.calendar_entry import Entry, Form, Part, Stand
from app.domain.course import Course, State
from app.domain.date_words import Translate, day_words, plain
from app.domain.renewal_words import dispatch_words, explanation
from app.domain.rows import RegisterRow
from app.domain.terms import Renewal


def term_entries(
    row: RegisterRow, course: Course, names: Mapping[str, str], tr: Translate = plain
) -> Iterator[Entry]:
    """Give the last day for notice, the day the letter must leave and the end of the period.

    They are those of the present period. Each says as of which day it was computed, since the
    file is read later.
    """
    if course.over or course.period is None:
        return
    as_of = tr("As of {day}: ").format(day=day_words(course.today, tr))
    whole = as_of + explanation(course, names, tr)
    express = course.term is not None and course.term.renewal is Renewal.EXPRESS
    base = Entry(
        part=Part.NOTICE,
        form=Form.TASK,
        title=row.title,
        words=f"{row.ref}\n{whole}",
        stand=_noticed(course),
        n=course.period.n,
    )
    by = _notice_by(course)
    if by is not None:
        title = (
            tr("Last day for a proposal to extend: {title}")
            if express
            else tr("Last day for notice: {title}")
        )
        yield _on(base, by, title=title.format(title=row.title))
    if course.dispatch is not None and course.dispatch.by is not None:
        leaving = dispatch_words(course, tr)
        yield _on(
            base,
            course.dispatch.by,
            part=Part.DISPATCH,
            title=tr("The letter must leave: {title}").format(title=row.title),
            words=f"{row.ref}\n{as_of}{leaving}" if leaving else base.words,
        )
    if course.period.end is not None:
        yield _on(
            base,
            course.period.end,
            part=Part.PERIOD,
            form=Form.EVENT,
            stand=Stand.OPEN,
            title=tr("The period ends: {title}").format(title=row.title),
        )


def _notice_by(course: Course) -> date | None:
    """The last day for notice, also where notice was given: a calendar that holds it learns so."""
    given = course.notice if course.state is State.NOTICE_GIVEN else None
    return course.notice_by or (given.deadline if given is not None else None)


def _on(base: Entry, day: date, **values: Any) -> Entry:
    return replace(base, first=day, last=day, **values)


def _noticed(course: Course) -> Stand:
    """Where the decision on notice stands: made, missed, or still to be made."""
    if course.decided or course.state is State.NOTICE_GIVEN or course.following is not None:
        return Stand.DONE
    if course.notice_by is not None and course.today > course.notice_by:
        return Stand.DROPPED
    return Stand.OPEN
