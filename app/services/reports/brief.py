"""The brief, put together from what the register holds: see the domain's `brief`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from app.domain.gaps import gaps
from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.domain.promises import Counting, Uncounted, counting
from app.domain.reports.brief import (
    MOST_MOVED,
    MOST_PRESSING,
    Brief,
    Numbered,
    owings,
    soon_until,
)
from app.domain.reports.brief_document import brief_document
from app.domain.reports.brief_words import about_words
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.renewals import renewals
from app.services.reports.brief_form import brief_form
from app.services.reports.brief_scope import Scope, scope
from app.services.reports.file_names import plain_name
from app.services.reports.points import Points, first_gaps, terms_due, unnamed_batches
from app.services.reports.report import Report, of_one_state
from app.store.reader import Reader


def brief_report(reader: Reader, request: Request, today: date) -> Report:
    """Return the brief that is asked for. Raises what `brief` does."""
    found = brief(reader, request, today)
    meeting = found.about.meeting
    name = meeting.row.ref if meeting is not None else found.about.name or found.about.pair
    return Report(
        request=request,
        document=brief_document(found),
        form=partial(brief_form, found, about_words(found.about, translation("en"))),
        points=len(found.points),
        marked=sum(bool(each.row.classification) for each in found.points),
        file_name=f"brief-{plain_name(name)}-{today.isoformat()}",
    )


def brief(reader: Reader, request: Request, today: date) -> Brief:
    """Return what there is to know of a meeting, a sector, an agency or a pair of countries.

    Raises `NotFoundError`; `InvalidValueError` for two subjects at once, for what is no meeting,
    for a meeting of another pair than was asked for, and for a marked meeting where marked
    points are to be left out.
    """
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> Brief:
    translation(request.language)
    found = scope(reader, request, today)
    until = soon_until(found.about.meeting, today)
    texts = [each for each in (*found.rows, *found.papers) if _is_text(each)]
    among: dict[str, RegisterRow] = {each.id: each for each in found.rows}
    held = renewals(reader, found.relation, today)
    terms = terms_due(held, among, today, whole=found.whole)
    batches = unnamed_batches(reader, found.events)
    beside = [each.row for each in terms] + [each.row for each in batches]
    marked = {each.id for each in (*found.rows, *texts, *beside) if each.classification}
    if found.unnamed is not None:
        marked.add(found.unnamed)
    hidden = marked if request.unmarked else set[str]()
    rows = [each for each in found.rows if each.id not in hidden]
    owed = [each for each in rows if each.status is not Status.DRAFT]
    points = Points(
        reader=reader, today=today, until=until, since=found.since, unmarked=request.unmarked
    )
    made = Brief(
        about=found.about,
        points=points.read(owed),
        today=today,
        until=until,
        version=version,
        language=request.language,
        since=found.since,
        uncounted=_uncounted(found, rows, request),
        papers=sum(_told(each, request) for each in found.papers),
        terms=tuple(each for each in terms if each.row.id not in hidden),
        gaps=first_gaps(each for each in texts if each.id not in hidden),
        batches=tuple(each for each in batches if each.row.id not in hidden),
        unmarked=request.unmarked,
        left_out=len(hidden),
    )
    return _sourced(reader, made)


def _uncounted(found: Scope, rows: Sequence[RegisterRow], request: Request) -> Uncounted:
    beside = [counting(each, happened=True) for each in found.others if _told(each, request)]
    drafts = [Counting.DRAFT for each in rows if each.status is Status.DRAFT]
    return Uncounted.of([*beside, *drafts])


def _told(row: RegisterRow, request: Request) -> bool:
    return not (request.unmarked and row.classification)


def _is_text(row: RegisterRow) -> bool:
    return row.kind.family is Family.INSTRUMENT and bool(gaps(row))


# --- sources -------------------------------------------------------------------------------------


def _sourced(reader: Reader, brief: Brief) -> Brief:
    """Return a brief whose named points refer to the sources they rest on, by numbers."""
    pressing = brief.pressing[:MOST_PRESSING]
    named = [*pressing, *brief.moved[:MOST_MOVED]]
    named += [point for each in owings(brief.owed, pressing) for point in each.points]
    meeting = brief.about.meeting
    wanted = list(dict.fromkeys(each.row.id for each in named))
    beside = reader.evidence_by([*wanted, *([meeting.row.id] if meeting is not None else [])])
    cited = {each.source for several in beside.values() for each in several}
    known = [each for each in reader.sources() if each.id in cited]
    numbers = {each.id: place for place, each in enumerate(known, 1)}
    of = {
        identity: tuple(sorted({numbers[one.source] for one in several if one.source in numbers}))
        for identity, several in beside.items()
    }
    about = brief.about
    if meeting is not None:
        about = replace(about, sources=of.get(meeting.row.id, ()))
    points = tuple(replace(each, sources=of.get(each.row.id, ())) for each in brief.points)
    return replace(
        brief,
        about=about,
        points=points,
        sources=tuple(Numbered(number=numbers[each.id], source=each) for each in known),
    )
