"""The handover note, put together from what the register holds: see the domain's `handover`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.agenda import MeetingLine, Unrecorded, with_gaps
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.occurrences import ANSWERED
from app.domain.particulars import TimingRole
from app.domain.promises import Uncounted, counting, is_promise
from app.domain.query import Query
from app.domain.reports.brief import BriefPoint
from app.domain.reports.brief_terms import TextDue
from app.domain.reports.handover import (
    FAR_DAYS,
    Disputed,
    Gone,
    Handover,
    Next,
    Snoozed,
    is_draft,
    marked_counts,
    next_of,
)
from app.domain.reports.handover_document import handover_document
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.renewals import renewals
from app.services.reports.brief_scope import only_pair
from app.services.reports.file_names import plain_name
from app.services.reports.handover_agencies import awaited, silent, unreached
from app.services.reports.handover_form import handover_form
from app.services.reports.points import (
    Points,
    first_gaps,
    terms_due,
    unnamed_batches,
)
from app.services.reports.report import Report, of_one_state
from app.services.reports.unnamed import Discretion, hushed
from app.store.reader import Reader


def handover_report(reader: Reader, request: Request, today: date) -> Report:
    """Return the note that is asked for. Raises what `handover` does."""
    found = handover(reader, request, today)
    named = {each.id: each for each in found.rows()}
    return Report(
        request=request,
        document=handover_document(found),
        form=partial(handover_form, found),
        points=len(named),
        marked=sum(bool(each.classification) for each in named.values()),
        file_name=f"handover-{plain_name(found.relation)}-{today.isoformat()}",
    )


def handover(reader: Reader, request: Request, today: date) -> Handover:
    """Return what a successor must know, of one pair of countries or of all.

    Raises `InvalidValueError` for a language there is not.
    """
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> Handover:
    translation(request.language)
    rows = list(reader.each_row(Query(relation=request.relation), today))
    unmarked = request.unmarked
    kept = [each for each in rows if not (unmarked and each.classification)]
    if unmarked:
        kept = [*map(hushed(reader, kept), kept)]
    desk = _Desk(reader, kept, request, today)
    by_id: dict[str, RegisterRow] = {each.id: each for each in kept}
    announcing = reader.announcing()
    held = renewals(reader, request.relation, today)
    rules = _rules(reader, {each.id for each in kept})
    return Handover(
        relation=request.relation or only_pair(reader),
        today=today,
        version=version,
        language=request.language,
        points=desk.points(),
        terms=desk.terms(terms_due(held, by_id, today, whole=False)),
        turns=desk.turns(),
        awaited=awaited(reader, request.relation, unmarked=unmarked),
        silent=silent(reader, kept, request, today),
        disputed=desk.disputed(),
        drafts=tuple(each for each in kept if is_draft(each)),
        wanting=tuple(by_id[each.row.id] for each in held.wanting if each.row.id in by_id),
        gaps=first_gaps(each for each in kept if each.kind.family is Family.INSTRUMENT),
        marked=marked_counts(kept),
        gone=_gone(reader, request.relation, unmarked=unmarked),
        batches=unnamed_batches(reader, [each.id for each in kept if each.id in announcing]),
        leaderless=sum(each.phase.pending and is_promise(each) and not each.owner for each in kept),
        uncounted=Uncounted.of(
            counting(each) for each in kept if each.phase.pending or each.phase is Phase.DRAFT
        ),
        unreached=unreached(reader, request.relation, today, unmarked=unmarked),
        rules=len(rules),
        single_rules=sum(bool(each) for each in rules),
        snoozed=desk.snoozed(),
        held=len(kept),
        unmarked=unmarked,
        left_out=len(rows) - len(kept),
    )


@dataclass(slots=True)
class _Desk:
    """Reads what stands beside the rows of a note: everything of one kind in one go."""

    reader: Reader
    kept: Sequence[RegisterRow]
    request: Request
    today: date

    def _points(self, rows: Sequence[RegisterRow]) -> tuple[BriefPoint, ...]:
        return Points(reader=self.reader, today=self.today, until=self.today).read(rows)

    def points(self) -> tuple[tuple[Next, tuple[BriefPoint, ...]], ...]:
        """Return what asks for attention, each point once, by its last day."""
        parts: defaultdict[Next, list[RegisterRow]] = defaultdict(list)
        for row in self.kept:
            where = next_of(row, self.today)
            if where is not None:
                parts[where].append(row)
        for several in parts.values():
            several.sort(key=lambda row: (row.bounds.latest or date.max, row.ref))
        return tuple((each, self._points(parts[each])) for each in Next if parts[each])

    def terms(self, found: Iterable[TextDue]) -> tuple[TextDue, ...]:
        """Return the agreements of which a day comes soon, or a letter is late."""
        return tuple(each for each in found if (each.day - self.today).days <= FAR_DAYS)

    def turns(self) -> tuple[BriefPoint, ...]:
        """Return the open points of which it is said whose turn it is, the longest first."""
        rows = [each for each in self.kept if each.phase.pending and each.ball_with]
        rows = [each for each in rows if not each.event]
        rows.sort(key=lambda row: (not row.ball_since, row.ball_since, row.ref))
        return self._points(rows)

    def disputed(self) -> tuple[Disputed, ...]:
        """Return the open points on whose date sources disagree, with the choice that stands."""
        rows = [each for each in self.kept if each.readings > 1 and each.phase.pending]
        wanted = [each.id for each in rows]
        timings, choices = self.reader.timings_by(wanted), self.reader.choices_by(wanted)
        whole = self.reader.commitments_by(wanted)
        said = [each.timing for several in timings.values() for each in several]
        discretion = Discretion.of(self.reader, said) if self.request.unmarked else None
        found = []
        for row in rows:
            counts = whole[row.id].timing
            others = tuple(
                discretion.timing(each.timing) if discretion else each.timing
                for each in timings.get(row.id, ())
                if each.id != counts and each.role is not TimingRole.REVISION
            )
            last = choices[row.id][-1] if row.id in choices else None
            if last is not None and last.value.split()[:1] != [counts]:
                last = None
            if last is not None and discretion is not None:
                last = discretion.move(last)
            found.append(Disputed(row=row, others=others, choice=last))
        return tuple(sorted(found, key=lambda each: (each.choice is not None, each.row.ref)))

    def snoozed(self) -> tuple[Snoozed, ...]:
        """Return what was put off and has not come back, the nearest day first."""
        titles: dict[str, str] = {each.id: each.title for each in self.kept}
        found = []
        for each in self.reader.snoozed_reminders():
            title = titles.get(each.commitment or "")
            until = None if each.until == ANSWERED else _day(each.until)
            if title is not None and (until is None or until > self.today):
                found.append(Snoozed(title=title, until=until))
        return tuple(sorted(found, key=lambda each: (each.until or date.max, each.title)))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _rules(reader: Reader, held: set[str]) -> list[str]:
    """Return of each own rule which commitment it is for, "" for the whole register."""
    return [
        each.commitment or ""
        for each in reader.reminder_rules()
        if each.commitment is None or each.commitment in held
    ]


def _gone(reader: Reader, relation: str, *, unmarked: bool) -> tuple[Gone, ...]:
    """Return the numbers of each series that nothing is recorded of.

    With `unmarked` not those beside a marked meeting, which they would give away.
    """
    found = []
    for series in reader.forums(relation):
        meetings = reader.meetings_in(series)
        rows = reader.agenda_rows([each.commitment for each in meetings])
        lines = tuple(
            MeetingLine(row=rows[each.commitment], ordinal=each.ordinal)
            for each in meetings
            if each.commitment in rows
        )
        secret = {each.ordinal for each in lines if unmarked and each.row.classification}
        missing = tuple(
            each
            for each in with_gaps(lines)
            if isinstance(each, Unrecorded) and not secret & {each.first - 1, each.last + 1}
        )
        if missing:
            found.append(Gone(series=series, missing=missing))
    return tuple(found)
