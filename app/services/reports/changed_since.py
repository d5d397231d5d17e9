"""What changed since, put together from the log: see the domain's `changed_since`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError
from app.domain.reports.changed_since import ChangedPoint, ChangedSince, Since, in_order
from app.domain.reports.changed_since_document import changed_since_document
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.services.asof import end_of
from app.services.reports.changed_points import ChangedPoints
from app.services.reports.changed_since_form import changed_since_form
from app.services.reports.differing import Differing
from app.services.reports.quarterly_return import VERSION
from app.services.reports.report import Report, of_one_state
from app.store.lives import State
from app.store.reader import Reader


def changed_since_report(reader: Reader, request: Request, today: date) -> Report:
    """Return what changed since what is asked for. Raises what `changed_since` does."""
    found = changed_since(reader, request, today)
    begun = found.since.version or str(found.since.day)
    return Report(
        request=request,
        document=changed_since_document(found),
        form=partial(changed_since_form, found),
        points=len(found.points),
        marked=sum(bool(each.classification) for each in found.points),
        file_name=f"changed-since-{begun}",
    )


def changed_since(reader: Reader, request: Request, today: date) -> ChangedSince:
    """Return what is other than it was before a day, or at a register version.

    Raises `InvalidValueError` where neither can be read, for a day that is yet to come, for a
    version this register never had, and on a look back by what had happened.
    """
    translation(request.language)
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> ChangedSince:
    since, state = _since(reader, request.since.strip(), today)
    differing = Differing.of(reader.differences(state))
    read = ChangedPoints.read(reader, differing, unmarked=request.unmarked)
    points = read.points(request.relation)
    shown = [each for each in points if not (request.unmarked and _marked(each, differing))]
    selected = bool(request.relation or request.unmarked)
    told = differing.acts(each.id for each in shown) if selected else reader.acts_since(state)
    return ChangedSince(
        since=since,
        points=in_order(shown),
        today=today,
        version=version,
        language=request.language,
        relation=request.relation,
        acts=told[0],
        actors=told[1],
        erased=None if selected else reader.erased_since(state),
        others={} if selected else differing.others,
        unmarked=request.unmarked,
        left_out=len(points) - len(shown),
    )


def _marked(point: ChangedPoint, differing: Differing) -> bool:
    """Whether a point is marked, on a look back by the mark of today, or was then."""
    return bool(point.classification) or point.id in differing.marked


def _since(reader: Reader, text: str, today: date) -> tuple[Since, State]:
    if VERSION.fullmatch(text):
        version = text.casefold()
        state = reader.state_of(version)
        if state is None:
            raise InvalidValueError("since", f"This register never was at the version “{text}”.")
        return Since(version=version), state
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise InvalidValueError(
            "since",
            "Say since when: a day such as 2026-10-01, or the register version printed on an "
            "earlier report.",
        ) from None
    if day > today:
        raise InvalidValueError("since", f"{day_words(day)} is yet to come.")
    before = 0 if day == date.min else end_of(day - timedelta(days=1))
    return Since(day=day), State(instant=before)
