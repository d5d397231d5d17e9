"""Asking agencies for inputs: a workbook for each with its open points, and the round on record.

The round is a round of letters like any other: who has replied, who is silent and who is to be
reminded is found where letters are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.domain.errors import InvalidValueError, NothingToDoError
from app.domain.identity import OrganisationId
from app.domain.inputs import InputsAsked, asked_for_inputs
from app.domain.letter_drafts import Drafts
from app.domain.letters import LetterForm
from app.domain.query import Query
from app.services.letter_drafts import Order, compose, told_to
from app.services.letter_files import Prepared, written
from app.services.register import Register
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsOrder:
    """What is asked for: a round, of whom, about what.

    `order` says what it says of a round of letters; without its organisations everybody is asked
    who leads an open point, in a reminder everybody who has not answered. `query` narrows the
    points, as does `due_by`, the last day on which they may fall due; `country` narrows the
    agencies. With `supporting` an agency is asked too where it supports, with `aspirations` about
    open points too that are no promise by their wording.
    """

    order: Order
    query: Query | None = None
    country: str = ""
    supporting: bool = False
    due_by: date | None = None
    aspirations: bool = False


def to_be_asked(  # noqa: PLR0913 - whom, and each way to narrow it by its own name
    reader: Reader,
    today: date,
    relation: str = "",
    *,
    concerns: str = "",
    query: Query | None = None,
    country: str = "",
    supporting: bool = False,
    due_by: date | None = None,
    aspirations: bool = False,
) -> tuple[InputsAsked, ...]:
    """Return every agency that may be asked, those too whose points are all classified.

    `relation` and `concerns` are as in `Correspondence.askable`, the rest as in an `InputsOrder`.
    """
    points = reader.askable(relation, today, concerns, aspirations=aspirations)
    if query is not None and concerns:
        query = replace(query, origin=None)  # what it restates was made elsewhere
    if due_by is not None:
        query = replace(query or Query(), within=(due_by - today).days)
    if query is not None:
        chosen = {row.id for row in reader.each_row(query, today)}
        points = [each for each in points if each.id in chosen]
    bodies = {
        each.id: each for each in reader.organisations() if country in ("", each.country.upper())
    }
    return asked_for_inputs(points, bodies, reader.supporters() if supporting else {})


def left_aspirations(reader: Reader, wanted: InputsOrder, today: date) -> int:
    """Return how many open points are asked about only with `aspirations`, each counted once."""
    if wanted.aspirations or wanted.order.round.previous is not None:
        return 0
    chosen = frozenset(wanted.order.organisations)
    asked, more = (
        [
            each
            for each in _asked(reader, replace(wanted, aspirations=also), today)
            if not chosen or each.organisation.id in chosen
        ]
        for also in (False, True)
    )
    return further_points(asked, more)


def further_points(asked: Iterable[InputsAsked], more: Iterable[InputsAsked]) -> int:
    """Return how many points some are asked about that others are not, each counted once."""
    one, other = ({point for each in held for point in each.points} for held in (asked, more))
    return len(other - one)


def _asked(reader: Reader, wanted: InputsOrder, today: date) -> tuple[InputsAsked, ...]:
    return to_be_asked(
        reader,
        today,
        wanted.order.relation,
        concerns=wanted.order.round.concerns or "",
        query=wanted.query,
        country=wanted.country,
        supporting=wanted.supporting,
        due_by=wanted.due_by,
        aspirations=wanted.aspirations,
    )


def compose_inputs(reader: Reader, wanted: InputsOrder, today: date) -> Drafts:
    """Return what each agency would be asked. Raises as `compose` does."""
    order = replace(wanted.order, form=LetterForm.XLSX)
    if order.round.previous is not None:
        return compose(reader, order, today)
    found = {each.organisation.id: each for each in _asked(reader, wanted, today)}
    chosen = order.organisations or tuple(each for each, held in found.items() if held.points)
    if not chosen:
        raise NothingToDoError("There is no open point that any agency could be asked about.")
    for each in chosen:
        _check(reader, each, found.get(each))
    return told_to(
        reader,
        order,
        {each: (found[each].points, found[each].marked) for each in dict.fromkeys(chosen)},
    )


def _check(reader: Reader, identity: OrganisationId, asked: InputsAsked | None) -> None:
    """Refuse an agency without a point to ask about, saying whether there are classified ones."""
    if asked is not None and asked.points:
        return
    label = reader.organisation(identity).label
    if asked is not None and asked.marked:
        raise InvalidValueError(
            "organisations",
            f"Every open point of {label} is classified: none of them may stand in a workbook.",
        )
    raise InvalidValueError("organisations", f"{label} has no open point to be asked about here.")


def prepare_inputs(
    register: Register,
    wanted: InputsOrder,
    folder: Path,
    *,
    record: bool,
    again: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Prepared:
    """Write a workbook for each agency into a folder that is there, and record the round if wanted.

    Raises as `letter_files.prepare` does; then there is no file and no record.
    """
    from app.services.inputs_workbook import Workbooks  # noqa: PLC0415 - XlsxWriter, on use

    reader, today = register.reader, register.clock.today()
    version = reader.archive().version()  # first: what is written meanwhile counts as changed since
    drafts = compose_inputs(reader, wanted, today)
    books = Workbooks(reader, version, today)
    return written(
        register,
        drafts,
        books.content,
        folder,
        record=record,
        again=again,
        progress=progress,
        cancelled=cancelled,
    )
