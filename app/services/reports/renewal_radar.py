"""Renewal radar, put together from what the register holds: see the domain's `renewal_radar`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.query import Query
from app.domain.reports.frame import openly
from app.domain.reports.renewal_radar import Renewal, RenewalRadar, in_order, placed
from app.domain.reports.renewal_radar_document import renewal_radar_document
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.domain.timing import Sense
from app.services.renewals import renewals
from app.services.reports.renewal_radar_form import renewal_radar_form
from app.services.reports.report import Report, of_one_state
from app.store.reader import Reader


def renewal_radar_report(reader: Reader, request: Request, today: date) -> Report:
    """Return the radar that is asked for. Raises `InvalidValueError` for a language."""
    found = renewal_radar(reader, request, today)
    return Report(
        request=request,
        document=renewal_radar_document(found),
        form=partial(renewal_radar_form, found),
        points=len(found.rows),
        marked=sum(bool(each.row.classification) for each in found.rows),
        file_name=f"renewals-{today.isoformat()}",
    )


def renewal_radar(reader: Reader, request: Request, today: date) -> RenewalRadar:
    """Return every agreement with a term, of a pair of countries or of all, by what comes next."""
    translation(request.language)
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> RenewalRadar:
    found = renewals(reader, request.relation, today)
    rows = [placed(each.row, each.course, today) for each in found.rows]
    known = {each.row.id for each in rows}
    rows += [
        placed(row, None, today) for row in _dated(reader, request, today) if row.id not in known
    ]
    kept, left_out = openly([each.row for each in rows], unmarked=request.unmarked)
    shown = {each.id for each in kept}
    return RenewalRadar(
        rows=in_order(_only(rows, shown)),
        today=today,
        version=version,
        language=request.language,
        relation=request.relation,
        unmarked=request.unmarked,
        left_out=left_out,
    )


def _dated(reader: Reader, request: Request, today: date) -> Iterator[RegisterRow]:
    """Give the papers without clauses, such as roadmaps, that stand throughout a known period."""
    wanted = Query(
        families=frozenset({Family.INSTRUMENT}),
        phases=frozenset({Phase.ACTIVE}),
        relation=request.relation,
    )
    for row in reader.each_row(wanted, today):
        if not row.event and row.timing.sense is Sense.SPAN and row.bounds.latest is not None:
            yield row


def _only(rows: list[Renewal], shown: set[CommitmentId]) -> Iterator[Renewal]:
    return (each for each in rows if each.row.id in shown)
