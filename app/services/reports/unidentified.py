"""What was announced and is not established, read from a register: see the domain's module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.domain.dossier import Cited
from app.domain.kinds import Family
from app.domain.lifecycle import Phase
from app.domain.particulars import Evidence, Source
from app.domain.promises import is_promise
from app.domain.query import Query
from app.domain.reports.request import Request
from app.domain.reports.unidentified import (
    BatchGap,
    Claim,
    ClaimGap,
    PaperGap,
    SessionGap,
    Unidentified,
    by_reference,
    is_open,
    text_of,
    unknowns,
    unproven,
    unrecorded,
)
from app.domain.reports.unidentified_document import unidentified_document
from app.domain.reports.words import translation
from app.domain.rows import RegisterRow
from app.services.reports.report import Report, of_one_state
from app.services.reports.unidentified_form import unidentified_form
from app.services.reports.unnamed import Hush, hushed
from app.store.reader import Reader

_ANNOUNCED = "batch_announced"


def unidentified_report(reader: Reader, request: Request, today: date) -> Report:
    """Return what has to be found out. Raises `InvalidValueError` for a language there is not."""
    found = unidentified(reader, request, today)
    return Report(
        request=request,
        document=unidentified_document(found),
        form=partial(unidentified_form, found),
        points=len(found.gaps),
        marked=sum(bool(each.row.classification) for each in found.gaps),
        file_name=f"to-be-found-out-{today.isoformat()}",
    )


def unidentified(reader: Reader, request: Request, today: date) -> Unidentified:
    """Return what was announced and is not established, of a pair of countries or of all."""
    translation(request.language)
    return of_one_state(reader, partial(_read, reader, request, today))


def _read(reader: Reader, request: Request, today: date, version: str) -> Unidentified:
    search = _Search.begun(reader, request, today)
    batches, sessions = by_reference(search.batches()), tuple(search.sessions())
    return Unidentified(
        batches=batches,
        papers=by_reference(search.papers()),
        sessions=sessions,
        claims=by_reference(search.claims()),
        today=today,
        version=version,
        language=request.language,
        relation=request.relation,
        unmarked=request.unmarked,
        left_out=len(search.hidden),
    )


@dataclass(slots=True, kw_only=True)
class _Search:
    """Looks through one state of a register; everything of one kind is read in one go.

    `near` are the rows that anything may be found of, by identity; `hidden` the marked ones that
    would have been shown.
    """

    reader: Reader
    request: Request
    pending: Sequence[RegisterRow]
    counted: frozenset[str]
    passages: Mapping[str, Sequence[Evidence]]
    sources: Mapping[str, Source]
    worded: frozenset[str]
    hidden: set[str]
    hush: Hush

    @classmethod
    def begun(cls, reader: Reader, request: Request, today: date) -> _Search:
        """Read what is pending, with all that is cited for it."""
        wanted = Query(phases=frozenset({Phase.OPEN, Phase.ACTIVE}), relation=request.relation)
        held = [(row, whole) for row, whole, _ in reader.each_commitment(wanted, today)]
        hush = hushed(reader, [row for row, _ in held]) if request.unmarked else _as_it_is
        texts = [row.id for row, _ in held if row.kind.family is Family.INSTRUMENT]
        return cls(
            reader=reader,
            request=request,
            pending=[row for row, _ in held],
            counted=frozenset(row.id for row, whole in held if is_promise(whole)),
            passages=reader.evidence_by([row.id for row, _ in held]),
            sources={each.id: each for each in reader.sources()},
            worded=frozenset(reader.wordings_by(texts)),
            hidden=set(),
            hush=hush,
        )

    def batches(self) -> Iterator[BatchGap]:
        """Give every batch of which not each text is known."""
        known = self.reader.batches(self.request.relation)
        wanted = [*known, *(each for members in known.values() for each in members)]
        rows = self.reader.agenda_rows(list(dict.fromkeys(wanted)))
        events = self.reader.commitments_by(list(known))
        passages = self.reader.evidence_by(list(known))
        for identity, members in known.items():
            if identity not in rows or identity not in events:
                continue
            cited = self._cited(passages.get(identity, ()))
            found = BatchGap(
                row=rows[identity],
                announced=events[identity].batch_announced,
                identified=len(members),
                members=tuple(rows[each] for each in members if self._open(rows[each])),
                cited=_said(_ANNOUNCED, cited),
            )
            if is_open(found) and self._shown(found.row):
                yield found

    def papers(self) -> Iterator[PaperGap]:
        """Give every agreement and paper of which something is not established."""
        for row in self.pending:
            cited = self._cited(self.passages.get(row.id, ()))
            found = unknowns(row, held=row.id in self.worded or text_of(cited))
            if found and self._shown(row):
                yield PaperGap(row=self.hush(row), unknown=found, cited=self._told(row, cited))

    def sessions(self) -> Iterator[SessionGap]:
        """Give every gap in the numbers of a series."""
        for series in self.reader.forums(self.request.relation):
            held = {
                each.ordinal: each.commitment
                for each in self.reader.meetings_in(series)
                if each.ordinal is not None
            }
            gaps = unrecorded(held)
            after = [held[each.last + 1] for each in gaps]
            rows = self.reader.agenda_rows(list(held.values()))
            passages = self.reader.evidence_by(after)
            for gap, identity in zip(gaps, after, strict=True):
                before = rows.get(held.get(gap.first - 1, identity))
                if before is not None and not self._open(before):
                    continue  # its number would be given away
                if identity in rows and self._shown(rows[identity]):
                    cited = self._cited(passages.get(identity, ()))
                    yield SessionGap(series=series, missing=gap, row=rows[identity], cited=cited)

    def claims(self) -> Iterator[ClaimGap]:
        """Give every point of which something is said to be stated without a source's words."""
        for row in self.pending:
            cited = self._cited(self.passages.get(row.id, ()))
            found = unproven(row, cited) if row.id in self.counted else ()
            if found and self._shown(row):
                yield ClaimGap(row=self.hush(row), claims=found, cited=self._told(row, cited))

    def _told(self, row: RegisterRow, cited: tuple[Cited, ...]) -> tuple[Cited, ...]:
        """Return passages without those on a date whose words are not to be told."""
        if self.hush(row) is row:
            return cited
        return tuple(each for each in cited if each.evidence.supports != Claim.DATE)

    def _cited(self, passages: Iterable[Evidence]) -> tuple[Cited, ...]:
        return tuple(
            Cited(evidence=each, source=self.sources[each.source])
            for each in passages
            if each.source in self.sources
        )

    def _open(self, row: RegisterRow) -> bool:
        return not (self.request.unmarked and row.classification)

    def _shown(self, row: RegisterRow) -> bool:
        if not self._open(row):
            self.hidden.add(row.id)
        return self._open(row)


def _as_it_is(row: RegisterRow) -> RegisterRow:
    """Return a row as it is: nothing is to be left out."""
    return row


def _said(field: str, cited: Sequence[Cited]) -> tuple[Cited, ...]:
    """Return the passages that say something of a field; where there are none, all of them."""
    return tuple(each for each in cited if each.evidence.supports == field) or tuple(cited)
