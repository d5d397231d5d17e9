"""What each agency owes, put together from what the register holds: see the domain's `owed`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from app.domain.commitment import Commitment
from app.domain.directory import Part
from app.domain.identity import OrganisationId
from app.domain.letter_chains import Standing
from app.domain.lifecycle import Phase
from app.domain.particulars import Note, Organisation, Support
from app.domain.promises import Uncounted, counting, is_promise
from app.domain.query import Query
from app.domain.reports.carry_over import News, newest
from app.domain.reports.owed import (
    Account,
    Answers,
    Owed,
    OwedPoint,
    by_urgency,
    in_order,
    without_marked,
)
from app.domain.reports.owed_document import owed_document
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.reports.file_names import plain_name
from app.services.reports.open_letters import hidden_letters
from app.services.reports.owed_form import owed_form
from app.services.reports.report import Report, of_one_state
from app.services.reports.unnamed import hushed
from app.store.reader import Reader

_WANTED = frozenset({Phase.DRAFT, Phase.OPEN, Phase.ACTIVE})
_Held = tuple[RegisterRow, Commitment]


def owed_report(reader: Reader, request: Request, today: date) -> Report:
    """Return what is owed, by all agencies or the one asked for. Raises what `owed` does."""
    found = owed(reader, request, today)
    name = "" if found.agency is None else f"-{plain_name(found.agency.label)}"
    return Report(
        request=request,
        document=owed_document(found),
        form=partial(owed_form, found),
        points=len(found.rows),
        marked=sum(bool(each.classification) for each in found.rows),
        file_name=f"owed{name}-{today.isoformat()}",
    )


def owed(reader: Reader, request: Request, today: date) -> Owed:
    """Return what is pending with each agency, or with the one that is asked for.

    Raises `NotFoundError` for an agency that is not there, `InvalidValueError` for a language.
    """
    translation(request.language)
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> Owed:
    agency = None if request.agency is None else reader.organisation(request.agency)
    wanted = Query(phases=_WANTED, relation=request.relation)
    held = [(row, whole) for row, whole, _ in reader.each_commitment(wanted, today)]
    if agency is not None:
        supported = set(reader.supported(agency.id).values())
        held = [each for each in held if _concerns(each[1], agency.id) or each[0].id in supported]
    promises = [each for each in held if is_promise(each[1])]
    others = [
        counting(whole)
        for _, whole in held
        if (agency is None or whole.owner == agency.id)
        and not (request.unmarked and whole.classification)
    ]
    found = Owed(
        accounts=in_order(_Books.of(reader, promises, agency).accounts(request, today), today),
        today=today,
        version=version,
        language=request.language,
        relation=request.relation,
        agency=agency,
        uncounted=Uncounted.of(others),
    )
    return _openly(reader, without_marked(found)) if request.unmarked else found


def _openly(reader: Reader, report: Owed) -> Owed:
    """Return a report in which no point names a marked one that its date follows."""
    hush = hushed(reader, report.rows)

    def told(points: Sequence[OwedPoint]) -> tuple[OwedPoint, ...]:
        return tuple(replace(each, row=hush(each.row)) for each in points)

    accounts = (
        replace(each, points=told(each.points), beside=told(each.beside))
        for each in report.accounts
    )
    return replace(report, accounts=tuple(accounts))


def _concerns(whole: Commitment, agency: OrganisationId) -> bool:
    return agency in (whole.owner, whole.counterpart)


@dataclass(slots=True)
class _Entries:
    """What is entered for one agency."""

    points: list[OwedPoint] = field(default_factory=list)
    beside: list[OwedPoint] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Books:
    """Enters points with whoever leads and supports them; `bodies` are those by identity.

    `agency` is who was asked for: then nobody else has an account.
    """

    reader: Reader
    promises: Sequence[_Held]
    agency: Organisation | None
    bodies: Mapping[str, Organisation]
    notes: Mapping[str, Sequence[Note]]
    supports: Mapping[str, Sequence[Support]]

    @classmethod
    def of(cls, reader: Reader, promises: Sequence[_Held], agency: Organisation | None) -> _Books:
        """Read what stands beside the points, everything of one kind in one go."""
        wanted = [row.id for row, _ in promises]
        return cls(
            reader=reader,
            promises=promises,
            agency=agency,
            bodies={each.id: each for each in reader.organisations()},
            notes=reader.notes_by(wanted),
            supports=reader.supports_by(wanted),
        )

    def accounts(self, request: Request, today: date) -> Iterable[Account]:
        """Give the account of whoever has a point or a letter unanswered."""
        entries: dict[OrganisationId | None, _Entries] = {}
        for row, whole in self.promises:
            self._enter(entries, row, whole)
        answers = self._answers(request.relation, unmarked=request.unmarked)
        for identity, each in answers.items():
            if each.awaited:
                entries.setdefault(identity, _Entries())
        if self.agency is not None:
            entries = {self.agency.id: entries.get(self.agency.id, _Entries())}
        for whose, held in entries.items():
            yield Account(
                agency=None if whose is None else self.bodies[whose],
                points=by_urgency(held.points, today),
                beside=by_urgency(held.beside, today),
                answers=Answers() if whose is None else answers.get(whose, Answers()),
            )

    def _enter(
        self,
        entries: dict[OrganisationId | None, _Entries],
        row: RegisterRow,
        whole: Commitment,
    ) -> None:
        lead = whole.owner if whole.owner in self.bodies else None
        helping = self._helping(whole)
        point = OwedPoint(
            row=row,
            supporting=tuple(self.bodies[each].label for each in helping),
            news=self._news(row),
        )
        entries.setdefault(lead, _Entries()).points.append(point)
        beside = dict.fromkeys(helping, Part.SUPPORTS)
        if whole.counterpart in self.bodies and whole.counterpart is not None:
            beside[whole.counterpart] = Part.COUNTERPART
        for each, part in beside.items():
            if each != lead:
                entries.setdefault(each, _Entries()).beside.append(replace(point, part=part))

    def _helping(self, whole: Commitment) -> list[OrganisationId]:
        named = (each.organisation for each in self.supports.get(whole.id, ()))
        return [each for each in dict.fromkeys(named) if each in self.bodies]

    def _news(self, row: RegisterRow) -> News | None:
        return newest(
            [
                News(note=each, reporter=self.bodies.get(each.reporter or ""))
                for each in self.notes.get(row.id, ())
            ]
        )

    def _answers(self, relation: str, *, unmarked: bool) -> dict[OrganisationId, Answers]:
        """Return how each agency answered the letters about points of the pair of countries."""
        chains = self.reader.chains()
        hidden = hidden_letters(self.reader, chains) if unmarked else frozenset[str]()
        near = self.reader.rows_by(
            {each for points in chains.points.values() for each in points} if relation else ()
        )
        awaited = {each.letter: each for each in chains.awaited()}
        found: dict[OrganisationId, Answers] = {}
        for letter in (each for letters in chains.of.values() for each in letters):
            points = [near[each] for each in chains.points.get(letter.id, ()) if each in near]
            elsewhere = relation and all(each.relation != relation for each in points)
            standing = chains.standing(letter)
            if elsewhere or letter.id in hidden or standing is Standing.WITHDRAWN:
                continue
            now = found.get(letter.organisation, Answers())
            found[letter.organisation] = Answers(
                sent=now.sent + 1,
                replied=now.replied + (standing is Standing.REPLIED),
                awaited=(*now.awaited, *([awaited[letter.id]] if letter.id in awaited else [])),
            )
        return {each: answers for each, answers in found.items() if each in self.bodies}
