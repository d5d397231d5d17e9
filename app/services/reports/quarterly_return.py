"""Quarterly return, put together from the register: see the domain's `quarterly_return`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from app.domain.commitment import OwnerBasis
from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.reports.lives import Dates, DayEnd, Life, by_identity
from app.domain.reports.quarter import Quarter, last_complete, parse_quarter
from app.domain.reports.quarter_course import Late, Span
from app.domain.reports.quarterly_return import (
    Correction,
    Filed,
    Point,
    QuarterlyReturn,
    Rows,
    row_of,
    uncounted,
)
from app.domain.reports.quarterly_return_document import quarterly_return_document
from app.domain.reports.quarterly_tie import Steps, Tie
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.services.asof import end_of
from app.services.reports.computed_ends import computed_ends
from app.services.reports.quarterly_return_form import quarterly_return_form
from app.services.reports.report import Report, of_one_state
from app.services.reports.slippage import rows_asked
from app.store.lives import State
from app.store.reader import Reader

VERSION = re.compile("[0-9a-f]{12}", re.IGNORECASE)
"""A register version, as every report and export names it."""


def quarterly_return_report(reader: Reader, request: Request, today: date) -> Report:
    """Return the quarterly return that is asked for. Raises what `quarterly_return` does."""
    found = quarterly_return(reader, request, today)
    return Report(
        request=request,
        document=quarterly_return_document(found),
        form=partial(quarterly_return_form, found),
        points=len(found.points),
        marked=sum(bool(each.classification) for each in found.points),
        file_name=f"quarterly-return-{found.quarter.text}",
    )


def quarterly_return(reader: Reader, request: Request, today: date) -> QuarterlyReturn:
    """Return what was open, came and went in a quarter; the last complete one if none is named.

    Raises `InvalidValueError` for a quarter that cannot be read or has not begun, for rows there
    are not, and for a return before that cannot have been made as it is said.
    """
    translation(request.language)
    quarter = parse_quarter(request.quarter) if request.quarter else last_complete(today)
    if quarter.first > today:
        raise InvalidValueError(
            "quarter", f"This quarter begins on {day_words(quarter.first)}: it is yet to come."
        )
    asked = _Asked(
        quarter=quarter,
        rows=rows_asked(request.rows),
        relation=request.relation,
        language=request.language,
        unmarked=request.unmarked,
        today=today,
        filed=request.filed,
    )
    return of_one_state(reader, partial(_read, reader, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    quarter: Quarter
    rows: Rows
    relation: str
    language: str
    unmarked: bool
    today: date
    filed: str

    @property
    def span(self) -> Span:
        """The days that are counted."""
        first = self.quarter.first
        day = first - timedelta(days=1)
        last = min(self.quarter.last, self.today)
        return Span(
            DayEnd(day=day, instant=end_of(day)),
            DayEnd(day=last, instant=end_of(last)),
            first,
        )


def _read(reader: Reader, asked: _Asked, version: str) -> QuarterlyReturn:
    state, filed = _filed(reader, asked)
    now, then = map(by_identity, reader.lives_since(state))
    filed = replace(filed, empty=not then and not filed.erased)
    span = asked.span
    hidden = _marked(now.values(), then.values()) if asked.unmarked else frozenset()
    tie = Tie(
        now=now,
        then=then,
        start=span.start,
        rows=asked.rows,
        relation=asked.relation,
        hidden=hidden,
    )
    corrections = tie.corrections(lambda wanted: _days(reader.steps_since(state, wanted)))
    scope = [each for each in now.values() if asked.relation in ("", each.commitment.relation)]
    every = _points(scope, Dates(lives=now, end=span.end), span, asked.rows)
    every = _with_ends(reader, asked.relation, every, span.end.day)
    points = tuple(each for each in every if each.id not in hidden)
    shown = [each for each in scope if each.id not in hidden]
    open_ids = {each.id for each in points if each.course.late is not None}
    return QuarterlyReturn(
        quarter=asked.quarter,
        until=span.end.day,
        rows=asked.rows,
        relation=asked.relation,
        today=asked.today,
        version=version,
        language=asked.language,
        filed=filed,
        points=points,
        corrections=tuple(corrections),
        known=tie.known,
        labels=_labels(reader, points, corrections, tie.known, asked.rows),
        uncounted=uncounted(shown, span.end),
        perhaps_closed=sum(each.id in open_ids and span.perhaps_closed(each) for each in shown),
        perhaps_made=sum(span.perhaps_made(each) for each in shown),
        unplaced_extensions=sum(span.unplaced_extensions(now[each.id]) for each in points),
        extensions_asked=sum(span.extensions_asked(now[each.id]) for each in points),
        extensions_by_entry=sum(
            span.extensions_by_entry(now[each.id])
            for each in points
            if each.course.extension is not None
        ),
        unmarked=asked.unmarked,
        left_out=len(every) - len(points),
    )


def _filed(reader: Reader, asked: _Asked) -> tuple[State, Filed]:
    """Return up to where the log was known to the return before.

    Unless it is said otherwise, that return was made the day after its quarter ended, which is
    the first day of this one.
    """
    text = asked.filed.strip()
    if VERSION.fullmatch(text):
        state = reader.state_of(text.casefold())
        if state is None:
            raise InvalidValueError("filed", f"This register never was at the version “{text}”.")
        day, version = None, text.casefold()
    else:
        day, version = _filed_day(text, asked), ""
        state = State(instant=end_of(day))
    return state, Filed(day=day, version=version, erased=reader.erased_since(state))


def _filed_day(text: str, asked: _Asked) -> date:
    if not text:
        return asked.quarter.first
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(
            "filed",
            "Say when the return before was made: as a day such as 2026-10-01, or by the register "
            "version printed on it.",
        ) from None
    if day > asked.today:
        raise InvalidValueError("filed", f"{day_words(day)} is yet to come.")
    if day < asked.span.start.day:
        raise InvalidValueError(
            "filed",
            f"The quarter before ends on {day_words(asked.span.start.day)}: no return was made of "
            "it earlier.",
        )
    return day


def _marked(*several: Iterable[Life]) -> frozenset[CommitmentId]:
    """What is marked now, or was when the return before was made."""
    return frozenset(
        each.id for lives in several for each in lives if each.commitment.classification
    )


def _points(scope: Iterable[Life], dates: Dates, span: Span, rows: Rows) -> list[Point]:
    found = []
    for life in scope:
        course = span.course(life, dates)
        if course is not None:
            held = life.commitment
            found.append(
                Point(
                    id=life.id,
                    ref=life.ref,
                    title=held.title,
                    group=row_of(life, rows),
                    course=course,
                    presumed=bool(held.owner) and held.owner_basis is OwnerBasis.PRESUMED,
                    classification=held.classification,
                )
            )
    return sorted(found, key=lambda each: each.ref)


def _with_ends(reader: Reader, relation: str, points: Sequence[Point], day: date) -> list[Point]:
    """Return points, those without a last day with the end that an agreement's clauses give."""
    wanted = {each.id for each in points if each.course.late is Late.NO_LAST_DAY}
    ends = computed_ends(reader, relation, wanted, day)
    return [
        replace(each, course=each.course.ending(ends[each.id])) if each.id in ends else each
        for each in points
    ]


def _days(found: Mapping[CommitmentId, Sequence[tuple[int, Life | None]]]) -> Steps:
    """Return steps with the day, where the officer sits, on which each instant fell."""
    return {
        identity: [
            (datetime.fromtimestamp(at / 1000).astimezone().date(), life) for at, life in steps
        ]
        for identity, steps in found.items()
    }


def _labels(
    reader: Reader,
    points: Sequence[Point],
    corrections: Sequence[Correction],
    known: Mapping[str, int],
    rows: Rows,
) -> dict[str, str]:
    keys = {each.group for each in points} | set(known)
    keys |= {key for each in corrections for key in (each.then, each.now) if key is not None}
    if rows is Rows.SECTOR:
        return {each: each for each in keys}
    agencies = reader.agencies_by(sorted(keys))
    return {key: agencies[key].label if key in agencies else "" for key in keys}
