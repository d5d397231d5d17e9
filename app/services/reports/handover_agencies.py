"""Agencies in a handover note: who has not answered, who is silent, who cannot be written to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from app.domain.letter_chains import Standing
from app.domain.particulars import Note
from app.domain.query import Query
from app.domain.reports.handover import Awaited, Silent
from app.domain.reports.lives import days_of
from app.domain.reports.request import Request
from app.domain.rows import RegisterRow
from app.services.letters import rounds
from app.services.reports.open_letters import hidden_letters
from app.store.reader import Reader

_Last = dict[tuple[str, str | None], tuple[date, bool, str]]
"""Of an agency and a pair of countries: the last day of the newest report, whether the day is
named as such, and as stored."""


def awaited(reader: Reader, relation: str, *, unmarked: bool) -> tuple[Awaited, ...]:
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


def silent(
    reader: Reader, kept: Sequence[RegisterRow], request: Request, today: date
) -> tuple[Silent, ...]:
    """Return the silent agencies, whoever has the most points first.

    `kept` are the rows of which anything may be told.
    """
    relations: dict[str, str] = {each.id: each.relation for each in kept}
    silences = reader.silences(today, request.relation)
    heard = _last_heard(reader, request.relation, today, set(relations))
    own = _own_reports(reader, [each.organisation for each in silences], relations)
    found = []
    for each in silences:
        key = (each.relation, each.organisation)
        last, mine = heard.get(key), own.get(key)
        found.append(
            Silent(
                agency=each.words,
                count=each.count - (each.marked if request.unmarked else 0),
                heard=None if last is None else last[0],
                said="" if last is None else last[2],
                own="" if mine is None else mine[2],
                named=each.organisation is not None,
                relation=each.relation,
            )
        )
    held = [each for each in found if each.count]
    return tuple(
        sorted(held, key=lambda each: (-each.count, each.agency.casefold(), each.relation))
    )


def _last_heard(reader: Reader, relation: str, today: date, told: Collection[str]) -> _Last:
    """Return when each agency was last heard of, of its silent points that may be told of."""
    rows = list(reader.each_row(Query(relation=relation, silent=True), today))
    rows = [each for each in rows if each.id in told]
    wanted = [each.id for each in rows]
    whole, notes = reader.commitments_by(wanted), reader.notes_by(wanted)
    found: _Last = {}
    for row in rows:
        for note in notes.get(row.id, ()):
            _take(found, (row.relation, whole[row.id].owner), note)
    return found


def _own_reports(
    reader: Reader, agencies: Iterable[str | None], relations: Mapping[str, str]
) -> _Last:
    """Return what agencies themselves reported last, of any point whose relation is given."""
    found: _Last = {}
    for note in reader.notes_from(sorted({each for each in agencies if each})):
        if note.commitment in relations:
            _take(found, (relations[note.commitment], note.reporter), note)
    return found


def _take(found: _Last, key: tuple[str, str | None], note: Note) -> None:
    """Keep a report if none is later; of one last day the one that names the day as such counts."""
    latest = days_of(note.happened_on).latest
    if latest is not None:
        said = (latest, note.happened_on == latest.isoformat(), note.happened_on)
        found[key] = max(found.get(key, said), said)


def unreached(reader: Reader, relation: str, today: date, *, unmarked: bool) -> tuple[str, ...]:
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
