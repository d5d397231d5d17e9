"""Session carry-over, put together from what the register holds: see the domain's `carry_over`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from app.domain.agenda import is_point
from app.domain.commitment import Commitment, OwnerBasis, sides_of
from app.domain.decisions import Decision
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.ledger import DateLine
from app.domain.lifecycle import Status
from app.domain.particulars import Appearance, Note, NoteBasis, Organisation, Support, Wording
from app.domain.proofs import Proof
from app.domain.proposals import proposed
from app.domain.reports.carry_over import (
    CarryOver,
    CarryPoint,
    Lead,
    Meeting,
    Named,
    News,
    Unsaid,
    in_order,
    newest,
    paragraphs,
    said_in,
    when,
)
from app.domain.reports.carry_over_copy import for_other_side, without_marked
from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.phrases import short_ref
from app.domain.reports.request import Request
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.asof import end_of
from app.services.proofs import proofs
from app.services.reports.carry_over_check import check_order, check_pair
from app.services.reports.carry_over_form import carry_over_form
from app.services.reports.computed_ends import computed_ends
from app.services.reports.report import Report, of_one_state
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a carry-over is asked for: from which session to which, in which language, for whom.

    `shared` asks for a copy for the other side, `unmarked` leaves marked points out.
    """

    start: CommitmentId
    end: CommitmentId
    language: str = "en"
    shared: bool = False
    unmarked: bool = False


def carry_over_report(reader: Reader, request: Request, today: date) -> Report:
    """Return the carry-over that is asked for. Raises what `carry_over` does."""
    if request.meeting is None or request.until is None:
        raise InvalidValueError("meeting", "Say from which session to which later one.")
    asked = Asked(
        start=request.meeting,
        end=request.until,
        language=request.language,
        shared=request.shared,
        unmarked=request.unmarked,
    )
    found = carry_over(reader, asked, today)
    kind = "-copy" if request.shared else ""
    first = short_ref(found.start.row) or "session"
    return Report(
        request=request,
        document=carry_over_document(found),
        form=partial(carry_over_form, found),
        points=len(found.points),
        marked=sum(bool(each.row.classification) for each in found.points),
        file_name=f"follow-up-{first}-{today.isoformat()}{kind}".replace("/", "-"),
    )


def carry_over(reader: Reader, asked: Asked, today: date) -> CarryOver:
    """Return what was agreed at one session and where it stands before another.

    Raises `NotFoundError`; `InvalidValueError` for what is no meeting, one and the same meeting,
    two pairs of countries, an earlier session as the later one, a language there is not, and a
    copy of what it must not show at all: for the other side an internal meeting, a marked session
    or a draft, without marked points a marked session.
    """
    return of_one_state(reader, partial(_read, reader, asked, today))


def _read(reader: Reader, asked: Asked, today: date, version: str) -> CarryOver:
    translation(asked.language)
    start, end = meeting_of(reader, asked.start), meeting_of(reader, asked.end)
    check_pair(start, end, shared=asked.shared, unmarked=asked.unmarked)
    check_order(reader, start, end)
    points = _Points(reader, asked, today, start).read()
    report = CarryOver(
        start=start,
        end=end,
        points=in_order(points),
        today=today,
        version=version,
        language=asked.language,
    )
    if not (asked.shared or asked.unmarked):
        return report
    from app.services.reports.unnamed import unnamed  # noqa: PLC0415 - where it is asked for

    if asked.shared:
        return unnamed(reader, for_other_side(report, _nameable(reader, report)))
    return unnamed(reader, without_marked(report))


def meeting_of(reader: Reader, identity: CommitmentId) -> Meeting:
    """Return a session or visit with its number and when it was held. Raises `NotFoundError`."""
    row = reader.row(identity)
    known = reader.meetings_by([identity]).get(identity)
    held = reader.held_on([row]).get(identity, "")
    return Meeting(
        row=row,
        ordinal=known.ordinal if known else None,
        held=held,
        day=_last_day(held) or row.done.latest,
        internal=row.kind is Kind.INTERNAL_MEETING,
    )


def _last_day(edtf: str) -> date | None:
    try:
        return parse(edtf).latest if edtf else None
    except ServandaError:
        return None


def _nameable(reader: Reader, report: CarryOver) -> frozenset[str]:
    """Return the other commitments that a copy for the other side may name: openly known ones."""
    dates = [each.row.timing for each in (report.start, report.end)]
    for point in report.points:
        dates += [point.row.timing, *([] if point.first is None else [point.first])]
    named = {each.anchor for each in dates if each.anchor is not None}
    named |= {CommitmentId(each.origin.id) for each in report.points if each.origin is not None}
    rows = reader.agenda_rows(sorted(named))
    return frozenset(identity for identity, row in rows.items() if _open(row))


def _open(row: RegisterRow) -> bool:
    """Whether a commitment is known to both sides: not marked, internal, a draft or discarded."""
    if row.binned or row.classification:
        return False
    return row.kind is not Kind.INTERNAL_MEETING and row.status is not Status.DRAFT


@dataclass(slots=True)
class _Points:
    """Reads the points of one session: everything of one kind in one go."""

    reader: Reader
    asked: Asked
    today: date
    start: Meeting

    def read(self) -> list[CarryPoint]:
        """Return every point once."""
        session = self.asked.start
        made = {each.id: each for each in self.reader.made_at_session(session) if self._is(each)}
        restated: dict[CommitmentId, list[Appearance]] = {}
        rows = dict(made)
        for appearance, row in self.reader.restated_at(session):
            if self._is(row) and row.id not in made:
                restated.setdefault(row.id, []).append(appearance)
                rows[row.id] = row
        beside = _Beside.read(self.reader, rows, self.asked, self.start.day)
        found = [
            self._point(row, restated.get(identity, ()), beside) for identity, row in rows.items()
        ]
        undated = {each for each, row in rows.items() if row.bounds.latest is None}
        ends = computed_ends(self.reader, self.start.row.relation, undated, self.today)
        return [replace(each, computed=ends.get(each.row.id)) for each in found]

    def _is(self, row: RegisterRow) -> bool:
        """Whether it is a point; in a copy an internal meeting is one, to be left out of it."""
        return is_point(row) or (self.asked.shared and is_internal(row))

    def _point(
        self, row: RegisterRow, restated: Sequence[Appearance], beside: _Beside
    ) -> CarryPoint:
        whole = beside.commitments[row.id]
        news = beside.news(row.id)
        evidenced = newest(news, NoteBasis.EVIDENCED)
        reported = newest(news, NoteBasis.SELF_REPORTED, NoteBasis.CONTRADICTED)
        if evidenced is not None and reported is not None and when(reported) <= when(evidenced):
            reported = None
        _, second = sides_of(row.relation)
        theirs = [each for each in news if each.reporter and each.reporter.country == second]
        dates = beside.ledgers.get(row.id, ())
        proof = beside.proofs.get(row.id)
        here = not restated
        return CarryPoint(
            row=row,
            paragraph=row.paragraph if here else paragraphs(restated),
            made_here=here,
            origin=None if here else beside.origin(whole),
            said=said_in(self.asked.language, row.title, beside.wordings.get(row.id, ())),
            restated=" / ".join(each.wording for each in restated if each.wording),
            lead=beside.lead(row, whole),
            first=dates[0].record.timing if dates else None,
            changes=max(0, len(dates) - 1),
            then=beside.then.get(row.id) or self._unsaid(whole),
            evidenced=evidenced,
            reported=reported,
            position=newest(theirs),
            ball_letter=whole.ball_letter,
            proof=proof,
            proposal=proposed(row, self.today, itself=row.id == self.asked.end, proof=proof),
            decision=beside.decisions.get(row.id),
        )

    def _unsaid(self, whole: Commitment) -> Unsaid:
        """Return why it is not known where a point stood at the session."""
        made = parse(whole.made_on).earliest if whole.made_on else None
        later = made is not None and self.start.day is not None and made > self.start.day
        return Unsaid.LATER if later else Unsaid.UNKNOWN


def is_internal(row: RegisterRow) -> bool:
    """Whether it is a meeting of one side alone, which promises the other side nothing."""
    return row.kind is Kind.INTERNAL_MEETING


@dataclass(frozen=True, slots=True, kw_only=True)
class _Beside:
    """What stands beside the points, by their identity."""

    commitments: Mapping[str, Commitment]
    ledgers: Mapping[CommitmentId, tuple[DateLine, ...]]
    then: Mapping[CommitmentId, Status]
    wordings: Mapping[str, Sequence[Wording]]
    notes: Mapping[str, Sequence[Note]]
    supports: Mapping[str, Sequence[Support]]
    agencies: Mapping[str, Organisation]
    origins: Mapping[str, RegisterRow]
    decisions: Mapping[str, Decision]
    proofs: Mapping[str, Proof]

    @classmethod
    def read(
        cls,
        reader: Reader,
        rows: Mapping[CommitmentId, RegisterRow],
        asked: Asked,
        day: date | None,
    ) -> _Beside:
        wanted = list(rows)
        commitments = reader.commitments_by(wanted)
        notes, supports = reader.notes_by(wanted), reader.supports_by(wanted)
        now = {identity: row.status for identity, row in rows.items()}
        return cls(
            commitments=commitments,
            ledgers=reader.ledgers(list(rows.values())),
            then={} if day is None else reader.statuses_on(now, day, end_of(day)),
            wordings=reader.wordings_by(wanted),
            notes=notes,
            supports=supports,
            agencies=reader.agencies_by(
                [
                    *filled(notes, lambda note: note.reporter),
                    *filled(supports, lambda support: support.organisation),
                ]
            ),
            origins=reader.agenda_rows(
                sorted({each.origin for each in commitments.values() if each.origin})
            ),
            decisions={each.commitment: each for each in reader.decisions(asked.start, asked.end)},
            proofs=proofs(reader, wanted),
        )

    def news(self, identity: str) -> list[News]:
        """Return what was reported of a point, in the order in which it came in."""
        return [
            News(note=each, reporter=self.agencies.get(each.reporter or ""))
            for each in self.notes.get(identity, ())
        ]

    def lead(self, row: RegisterRow, whole: Commitment) -> Lead:
        """Return who leads on each side, and who supports."""
        helping = (
            self.agencies[each.organisation].label
            for each in self.supports.get(row.id, ())
            if each.organisation in self.agencies
        )
        return Lead(
            first=row.owner,
            second=row.counterpart,
            presumed=bool(row.owner) and whole.owner_basis is OwnerBasis.PRESUMED,
            supporting=tuple(helping),
        )

    def origin(self, whole: Commitment) -> Named | None:
        """Return where a point was made that only came up again at this session."""
        row = self.origins.get(whole.origin or "")
        return None if row is None else Named(id=row.id, ref=row.ref, title=row.title)


def filled(beside: Mapping[str, Sequence[Any]], reference: Callable[[Any], str | None]) -> set[str]:
    """Return whatever several records refer to, each once."""
    named = {reference(each) for several in beside.values() for each in several}
    return {each for each in named if each}
