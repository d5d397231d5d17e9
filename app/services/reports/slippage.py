"""Slippage, put together from what the register holds: see the domain's `slippage`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from app.domain.commitment import Commitment, OwnerBasis
from app.domain.errors import InvalidValueError
from app.domain.ledger import DateLine
from app.domain.promises import is_promise
from app.domain.query import Query
from app.domain.reports.frame import openly
from app.domain.reports.quarterly_return import Rows
from app.domain.reports.request import Request
from app.domain.reports.slippage import Case, Slippage
from app.domain.reports.slippage_document import slippage_document
from app.domain.reports.words import translation
from app.domain.timing import Timing
from app.services.reports.file_names import plain_name
from app.services.reports.happenings import took_place
from app.services.reports.report import Report, of_one_state
from app.services.reports.slippage_form import slippage_form
from app.services.reports.unnamed import Discretion
from app.services.slips import Slipped, slips
from app.store.reader import Reader


def slippage_report(reader: Reader, request: Request, today: date) -> Report:
    """Return what slipped, of all or of what is asked for. Raises what `slippage` does."""
    found = slippage(reader, request, today)
    about = [found.sector, "" if found.agency is None else found.agency.label]
    name = "".join(f"-{plain_name(each)}" for each in about if each)
    return Report(
        request=request,
        document=slippage_document(found),
        form=partial(slippage_form, found),
        points=len(found.cases),
        marked=sum(bool(each.row.classification) for each in found.cases),
        file_name=f"changes-of-date{name}-{today.isoformat()}",
    )


def slippage(reader: Reader, request: Request, today: date) -> Slippage:
    """Return the promises that were given another date or were done late, the worst first.

    Raises `NotFoundError` for an agency that is not there, `InvalidValueError` for a language or
    for rows there are not.
    """
    translation(request.language)
    rows = rows_asked(request.rows)
    return of_one_state(reader, partial(_read, reader, request, rows, today))


def rows_asked(text: str) -> Rows:
    """Return what is to stand in the rows, the lead agency unless said. `InvalidValueError`."""
    try:
        return Rows(text or Rows.LEAD)
    except ValueError:
        raise InvalidValueError("rows", f"In the rows stands one of {' or '.join(Rows)}.") from None


def _read(reader: Reader, request: Request, rows: Rows, today: date, version: str) -> Slippage:
    agency = None if request.agency is None else reader.organisation(request.agency)
    sectors = frozenset({request.sector}) if request.sector else frozenset()
    query = Query(relation=request.relation, sectors=sectors)
    found = list(slips(reader, today, query))
    whole = reader.commitments_by([each.row.id for each in found])
    if agency is not None:
        found = [each for each in found if _leads(whole[each.row.id], agency.id)]
    events = took_place(reader, [each.row for each in found])
    promised = [
        each for each in found if is_promise(whole[each.row.id]) and each.row.id not in events
    ]
    shown, left_out = openly([each.row for each in promised], unmarked=request.unmarked)
    kept = {each.id for each in shown}
    named = [each for each in promised if each.row.id in kept]
    if request.unmarked:
        timings = [timing for each in named for timing in (each.row.timing, *_timings(each))]
        discretion = Discretion.of(reader, timings)
        named = [_openly(each, discretion) for each in named]
    cases = tuple(_case(each, whole[each.row.id], rows) for each in named)
    return Slippage(
        cases=cases,
        labels=_labels(reader, cases, rows),
        rows=rows,
        today=today,
        version=version,
        language=request.language,
        relation=request.relation,
        sector=request.sector,
        agency=agency,
        uncounted=len(found) - len(promised),
        unmarked=request.unmarked,
        left_out=left_out,
    )


def _timings(slipped: Slipped) -> list[Timing]:
    first = [] if slipped.first is None else [slipped.first]
    return [each.record.timing for each in (*first, *slipped.revisions)]


def _openly(slipped: Slipped, discretion: Discretion) -> Slipped:
    """Return a case in which no date tells of what is marked."""

    def line(held: DateLine) -> DateLine:
        timing = discretion.timing(held.record.timing)
        return replace(held, record=replace(held.record, timing=timing))

    return Slipped(
        row=discretion.row(slipped.row),
        first=None if slipped.first is None else line(slipped.first),
        revisions=tuple(line(each) for each in slipped.revisions),
    )


def _leads(commitment: Commitment, agency: str) -> bool:
    return agency in (commitment.owner, commitment.counterpart)


def _case(found: Slipped, whole: Commitment, rows: Rows) -> Case:
    return Case(
        row=found.row,
        group=whole.sector if rows is Rows.SECTOR else whole.owner or "",
        first=found.first,
        later=found.revisions,
        presumed=bool(whole.owner) and whole.owner_basis is OwnerBasis.PRESUMED,
    )


def _labels(reader: Reader, cases: tuple[Case, ...], rows: Rows) -> dict[str, str]:
    keys = sorted({each.group for each in cases})
    if rows is Rows.SECTOR:
        return {each: each for each in keys}
    agencies = reader.agencies_by(keys)
    return {key: agencies[key].label if key in agencies else "" for key in keys}
