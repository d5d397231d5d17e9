"""The handover note, put together from what the register holds: see the domain's `handover`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.agenda import MeetingLine, Unrecorded, with_gaps
from app.domain.kinds import Family
from app.domain.letter_chains import Standing
from app.domain.occurrences import ANSWERED
from app.domain.particulars import TimingRole
from app.domain.query import Query
from app.domain.reports.brief import BriefPoint
from app.domain.reports.brief_terms import TextDue
from app.domain.reports.handover import (
    FAR_DAYS,
    Awaited,
    Disputed,
    Gone,
    Handover,
    Next,
    Silent,
    Snoozed,
    is_draft,
    marked_counts,
    next_of,
)
from app.domain.reports.handover_document import handover_document
from app.domain.reports.lives import days_of
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.letters import rounds
from app.services.renewals import renewals
from app.services.reports.brief_scope import only_pair
from app.services.reports.file_names import plain_name
from app.services.reports.handover_form import handover_form
from app.services.reports.open_letters import hidden_letters
from app.services.reports.points import (
    Points,
    first_gaps,
    terms_due,
    unnamed_batches,
)
from app.services.reports.report import Report, of_one_state
from app.services.reports.unnamed import hushed
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
        awaited=_awaited(reader, request.relation, unmarked=unmarked),
        silent=_silent(reader, request.relation, today, unmarked=unmarked),
        disputed=desk.disputed(),
        drafts=tuple(each for each in kept if is_draft(each)),
        wanting=tuple(by_id[each.row.id] for each in held.wanting if each.row.id in by_id),
        gaps=first_gaps(each for each in kept if each.kind.family is Family.INSTRUMENT),
        marked=marked_counts(kept),
        gone=_gone(reader, request.relation, unmarked=unmarked),
        batches=unnamed_batches(reader, [each.id for each in kept if each.id in announcing]),
        leaderless=sum(_owed(each) and not each.owner for each in kept),
        unreached=_unreached(reader, request.relation, today, unmarked=unmarked),
        rules=len(rules),
        single_rules=sum(bool(each) for each in rules),
        snoozed=desk.snoozed(),
        held=len(kept),
        unmarked=unmarked,
        left_out=len(rows) - len(kept),
    )


def _owed(row: RegisterRow) -> bool:
    return row.phase.pending and not row.event


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
        rows = [each for each in self.kept if _owed(each) and each.ball_with]
        rows.sort(key=lambda row: (not row.ball_since, row.ball_since, row.ref))
        return self._points(rows)

    def disputed(self) -> tuple[Disputed, ...]:
        """Return the open points on whose date sources disagree, with the choice that stands."""
        rows = [each for each in self.kept if each.readings > 1 and each.phase.pending]
        wanted = [each.id for each in rows]
        timings, choices = self.reader.timings_by(wanted), self.reader.choices_by(wanted)
        whole = self.reader.commitments_by(wanted)
        found = []
        for row in rows:
            counts = whole[row.id].timing
            others = tuple(
                each.timing
                for each in timings.get(row.id, ())
                if each.id != counts and each.role is not TimingRole.REVISION
            )
            last = choices[row.id][-1] if row.id in choices else None
            stands = last is not None and last.value.split()[:1] == [counts]
            found.append(Disputed(row=row, others=others, choice=last if stands else None))
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


def _awaited(reader: Reader, relation: str, *, unmarked: bool) -> tuple[Awaited, ...]:
    """Return the rounds with answers awaited, the earliest deadline first."""
    chains = reader.chains()
    hidden = hidden_letters(reader, chains) if unmarked else frozenset[str]()
    unsaid = [letter for letters in chains.of.values() for letter in letters if letter.id in hidden]
    fewer = Counter(
        each.round for each in unsaid if chains.standing(each) is not Standing.WITHDRAWN
    )
    answered = Counter(each.round for each in unsaid if chains.standing(each) is Standing.REPLIED)
    labels = {each.id: each.label for each in reader.organisations()}
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for letter in (each for each in chains.awaited() if each.letter not in hidden):
        waiting[letter.round].append(labels.get(letter.organisation, ""))
    found = [
        Awaited(
            reference=line.round.reference,
            dated_on=line.days[0],
            deadline=line.days[1],
            number=line.round.number,
            asked=line.asked - fewer[line.id],
            replied=line.replied - answered[line.id],
            agencies=tuple(sorted(each for each in waiting[line.id] if each)),
        )
        for line in rounds(reader, relation)
        if waiting.get(line.id)
    ]
    return tuple(sorted(found, key=lambda each: (each.deadline, each.reference)))


def _silent(reader: Reader, relation: str, today: date, *, unmarked: bool) -> tuple[Silent, ...]:
    """Return the silent agencies, whoever has the most points first."""
    said = _last_said(reader, relation, today, unmarked=unmarked)
    found = []
    for each in reader.silences(today, relation):
        day, words = said.get((each.relation, each.organisation), (None, ""))
        found.append(
            Silent(
                agency=each.words,
                count=each.count - (each.marked if unmarked else 0),
                heard=day,
                said=words,
                relation=each.relation,
            )
        )
    held = [each for each in found if each.count]
    return tuple(
        sorted(held, key=lambda each: (-each.count, each.agency.casefold(), each.relation))
    )


def _last_said(
    reader: Reader, relation: str, today: date, *, unmarked: bool
) -> dict[tuple[str, str | None], tuple[date, str]]:
    """Return when each agency was last heard of, of its silent points: last day, and as stored.

    Of two reports of one last day the one that names the day as such counts.
    """
    rows = list(reader.each_row(Query(relation=relation, silent=True), today))
    rows = [each for each in rows if not (unmarked and each.classification)]
    wanted = [each.id for each in rows]
    whole, notes = reader.commitments_by(wanted), reader.notes_by(wanted)
    found: dict[tuple[str, str | None], tuple[date, bool, str]] = {}
    for row in rows:
        key = (row.relation, whole[row.id].owner)
        for note in notes.get(row.id, ()):
            latest = days_of(note.happened_on).latest
            if latest is not None:
                exact = note.happened_on == latest.isoformat()
                said = (latest, exact, note.happened_on)
                found[key] = max(found.get(key, said), said)
    return {key: (latest, said) for key, (latest, _, said) in found.items()}


def _unreached(reader: Reader, relation: str, today: date, *, unmarked: bool) -> tuple[str, ...]:
    """Return the agencies that answer for open points and have nobody to be written to."""
    known = {each.organisation for each in reader.focal_points()}
    asked = {
        identity
        for each in reader.askable(relation, today)
        if not (unmarked and each.marked)
        for identity in (each.owner, each.counterpart)
    }
    missing = (each for each in reader.organisations() if each.id in asked - known)
    return tuple(sorted((each.label for each in missing), key=str.casefold))


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
