"""Points for a brief or a note: all that stands beside many rows, read in one go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.commitment import Commitment, OwnerBasis
from app.domain.gaps import Gap, gaps
from app.domain.lifecycle import Phase
from app.domain.particulars import Move, Note, NoteBasis, Organisation
from app.domain.reports.brief import BriefPoint, Place, place_of
from app.domain.reports.brief_terms import Batch, TextDue, text_due
from app.domain.reports.carry_over import Lead, News, newest, when
from app.domain.reports.lives import days_of
from app.domain.rows import RegisterRow
from app.domain.timing import Bounds
from app.services.renewals import Renewals
from app.services.reports.unnamed import hushed
from app.store.reader import Reader

_SHOWN_GAPS = (Gap.SIGNATURE, Gap.ENTRY_INTO_FORCE, Gap.DURATION, Gap.EVIDENCE)
"""What is told of texts; which agency leads is said beside each point."""


@dataclass(slots=True, kw_only=True)
class Points:
    """Reads points as of `today`; *soon* is what falls due by `until`, moved what did `since`.

    `unmarked` names no marked commitment beside a point.
    """

    reader: Reader
    today: date
    until: date
    since: date | None = None
    unmarked: bool = False

    def read(self, rows: Sequence[RegisterRow]) -> tuple[BriefPoint, ...]:
        """Return every row once as a point, in their order."""
        wanted = [each.id for each in rows]
        whole, notes = self.reader.commitments_by(wanted), self.reader.notes_by(wanted)
        reporters = {each.reporter for several in notes.values() for each in several}
        agencies = self.reader.agencies_by(sorted(each for each in reporters if each))
        dropped = self.reader.last_moves_by(
            [each.id for each in rows if each.phase is Phase.DROPPED]
        )
        shown = [*map(hushed(self.reader, rows), rows)] if self.unmarked else rows
        return tuple(
            self._point(
                row, whole[row.id], _news(notes.get(row.id, ()), agencies), dropped.get(row.id)
            )
            for row in shown
            if row.id in whole
        )

    def _point(
        self, row: RegisterRow, whole: Commitment, news: Sequence[News], drop: Move | None
    ) -> BriefPoint:
        evidenced = newest(news, NoteBasis.EVIDENCED)
        days = [when(evidenced)] if evidenced is not None else []
        place = place_of(row, self.today, self.until)
        if place is Place.DONE:
            days.append(_span(row.done))
        if drop is not None:
            days.append(_span(days_of(drop.happened_on)))
        floor = date.min if self.since is None else self.since
        return BriefPoint(
            row=row,
            place=place,
            lead=Lead(
                first=row.owner,
                second=row.counterpart,
                presumed=bool(row.owner) and row.owner_basis is OwnerBasis.PRESUMED,
            ),
            line=whole.line_to_take,
            ball_letter=whole.ball_letter,
            news=newest(news),
            evidenced=evidenced if evidenced and when(evidenced)[0] >= floor else None,
            moved=any(first >= floor for _, first in days),
            perhaps=any(first < floor <= last for last, first in days),
            dropped="" if drop is None else drop.happened_on,
        )


def _span(days: Bounds) -> tuple[date, date]:
    return days.latest or date.max, days.earliest or date.min


def _news(notes: Sequence[Note], agencies: Mapping[str, Organisation]) -> list[News]:
    return [News(note=each, reporter=agencies.get(each.reporter or "")) for each in notes]


def first_gaps(rows: Iterable[RegisterRow]) -> tuple[tuple[Gap, tuple[RegisterRow, ...]], ...]:
    """Put each text under the first thing that is not established of it."""
    found: dict[Gap, list[RegisterRow]] = {}
    for row in rows:
        missing = [each for each in _SHOWN_GAPS if each in gaps(row)]
        if missing:
            found.setdefault(missing[0], []).append(row)
    return tuple((each, tuple(found[each])) for each in _SHOWN_GAPS if each in found)


def terms_due(
    held: Renewals, among: Mapping[str, RegisterRow], today: date, *, whole: bool
) -> tuple[TextDue, ...]:
    """Return the agreements whose term comes to something within a year, the nearest first.

    With `whole` all that have a term; else those `among` some rows. What of these has no term
    counts by the period that its date names.
    """
    due: dict[str, TextDue | None] = {}
    for each in held.rows:
        if whole or each.row.id in among:
            due[each.row.id] = text_due(each.row, each.course, today)
    for row in among.values():
        if row.id not in due and place_of(row, today, today) is Place.TEXT:
            due[row.id] = text_due(row, None, today)
    found = [each for each in due.values() if each is not None]
    return tuple(sorted(found, key=lambda each: (each.day, each.row.ref)))


def unnamed_batches(reader: Reader, events: Sequence[str]) -> tuple[Batch, ...]:
    """Return the events, of some, at which more texts were announced than were ever named."""
    whole, rows = reader.commitments_by(events), reader.agenda_rows(events)
    made = []
    for identity in events:
        announced = whole[identity].batch_announced if identity in whole else None
        if announced is not None and identity in rows:
            known = len(reader.announced_at(rows[identity].id))
            made.append(Batch(row=rows[identity], announced=announced, known=known))
    return tuple(each for each in made if each.missing)
