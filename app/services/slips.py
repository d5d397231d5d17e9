"""What was postponed or came late: how far from the first promise, how often, agreed by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from app.domain.ledger import DateLine
from app.domain.lifecycle import Phase
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.domain.timeliness import Slip
from app.domain.view import MOST_POSTPONED
from app.services.json_form import Form, days, due, listed
from app.store.listing import PAGE
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """One commitment whose date changed or passed: the first promise, and each date after it."""

    row: RegisterRow
    first: DateLine | None
    revisions: tuple[DateLine, ...]

    @property
    def slip(self) -> Slip | None:
        """How far it lies behind the first promise; None where not even the least can be told."""
        return self.row.slip

    @property
    def done(self) -> bool:
        """Whether it was done, so that the slip is counted to that day."""
        return self.row.phase is Phase.DONE


def slips(reader: Reader, today: date, query: Query | None = None) -> Iterator[Slipped]:
    """Give what was given another date or was done later than first promised, the worst first.

    `query` narrows it down, and its order does not count.
    """
    usual = MOST_POSTPONED.query
    asked = usual if query is None else replace(query, slipped=True, sort=usual.sort)
    rows = reader.each_row(asked, today)
    while page := list(islice(rows, PAGE)):
        ledgers = reader.ledgers(page)
        for row in page:
            lines = ledgers[row.id]
            yield Slipped(row=row, first=next(iter(lines), None), revisions=lines[1:])


def slips_form(found: Iterator[Slipped]) -> Form:
    """Return slips as JSON: days are numbers, `most` is null where it cannot be told."""
    return listed(slip_form(each) for each in found)


def slip_form(each: Slipped) -> Form:
    """Return one slip as JSON."""
    row, slip = each.row, each.slip
    return {
        "ref": row.ref,
        "title": row.title,
        "kind": row.kind.value,
        "status": row.status.value,
        "owed_by": row.owed_by,
        "first": None if each.first is None else _line(each.first),
        "now": due(row.timing, row.bounds),
        "done": days(row.done) if row.done.known else None,
        "sure": None if slip is None else slip.sure,
        "most": None if slip is None else slip.most,
        "changes": len(each.revisions),
        "revisions": [_revision(one) for one in each.revisions],
    }


def _line(line: DateLine) -> Form:
    return due(line.record.timing, line.bounds)


def _revision(line: DateLine) -> Form:
    record = line.record
    return {
        **_line(line),
        "asked_on": record.asked_on or None,
        "asked_by": record.asked_by,
        "agreed_on": record.agreed_on or None,
        "agreed_by": record.agreed_by,
        "reason": record.reason,
        "asked": None if line.asked is None else line.asked.name.lower().replace("_", " "),
        "sure": None if line.slip is None else line.slip.sure,
        "most": None if line.slip is None else line.slip.most,
    }
