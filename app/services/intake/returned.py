"""A workbook of inputs that came back, compared with the register. Reads only.

What an agency tells becomes a progress note; what it says of status and date is proposed and never
taken over by itself. A point is known by its reference, whatever else was moved in the file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter

from app.domain.commitment import Commitment
from app.domain.edtf import EdtfError, parse
from app.domain.errors import IllegalMoveError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.inputs import leads
from app.domain.intake.asking import Told
from app.domain.intake.completion import came_about
from app.domain.intake.draft import asking, drafted
from app.domain.intake.grid import Grid
from app.domain.intake.holdings import Holding, Known
from app.domain.intake.references import References
from app.domain.intake.returned import (
    ReturnCounts,
    Returned,
    answered,
    letter_day,
    references,
)
from app.domain.intake.rows import DraftRow
from app.domain.lifecycle import Status, check_move
from app.domain.particulars import Note
from app.domain.query import Query
from app.services.intake.answering import Meaning
from app.services.intake.comparing import FieldChange, plain_value
from app.services.intake.kept_cells import KeptCells
from app.services.intake.matching import Frame, Outcome, Plan, Proposal
from app.services.intake.other_points import asking_which
from app.services.intake.since import marked_since
from app.store.reader import Reader

_SEEN = {
    "status": "status",
    "due": "due date",
    "title": "title",
    "owner": "lead agency",
    "counterpart": "counterpart",
    "paragraph": "paragraph",
}
"""Fields of which an office should know that they were changed here since the file was made."""


def planned_return(reader: Reader, grid: Grid, told: Told, reported_on: date | None) -> Plan:
    """Return what a workbook comes to; `told` needs nothing of what the register knows.

    Raises `InvalidValueError` for a column or field named that there is not.
    """
    known = References(reader.known())
    found = {ref: known.meant(ref) for ref in references(grid, told.fields, told.answers)}
    named = {ref: each for ref, each in found.items() if each is not None}
    rows = reader.rows_by(each.id for each in named.values() if not each.gone)
    kinds = {ref: rows[each.id].kind for ref, each in named.items() if each.id in rows}
    draft = drafted(grid, replace(told, kinds=kinds))
    points = frozenset(each.id for each in named.values())
    meant = Meaning(reader, told.answers).of(answered(grid), points)
    live = [each.id for each in named.values() if not each.gone]
    kept = KeptCells(reader, grid, live, known)
    draft = asking_which(draft, kept, known, named, told.answers)
    if meant.question is not None:
        draft = asking(draft, meant.question, _says_something)
    returning = _Comparing(reader, named, meant.returned, told.today, known, reported_on)
    plan = Plan(
        draft=draft,
        frame=Frame(relation="", reported_on=reported_on),
        proposals=_once(returning.proposal(each) for each in draft.rows),
        live=reader.count(Query(), told.today),
        returned=meant.returned,
    )
    marked = marked_since(reader, plan, dict(grid.ours))
    notes = (meant.note, *draft.notes, returning.unasked(plan), *marked.notes)
    marked = replace(marked, notes=tuple(each for each in notes if each))
    return _with_what_changed(reader, marked, kept)


def _once(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Hold back a row about a point that a row before it is about, by its other reference."""
    found: list[Proposal] = []
    told: dict[CommitmentId, int] = {}
    for each in proposals:
        if each.commitment is None or each.outcome is not Outcome.CHANGED:
            found.append(each)
            continue
        first = told.setdefault(each.commitment, each.row)
        reason = f"Row {first} is about the same commitment, {each.ref}."
        again = replace(each, outcome=Outcome.HELD, changes=(), reason=reason)
        found.append(each if first == each.row else again)
    return tuple(found)


def _says_something(row: DraftRow) -> bool:
    return bool(row.fields.get("progress") or row.waits)


# --- row by row ----------------------------------------------------------------------------------


class _Comparing:
    """Says of each row what would be noted, and what is proposed."""

    def __init__(
        self,
        reader: Reader,
        named: Mapping[str, Known],
        returned: Returned,
        today: date,
        refs: References,
        reported_on: date | None,
    ) -> None:
        self._named, self._returned, self._today = named, returned, today
        self._refs, self._reported_on = refs, reported_on
        live = [each.id for each in named.values() if not each.gone]
        self._holdings = reader.holdings(live)
        self._notes = reader.notes_of(live)
        self._supporters = reader.supporters()
        self._asked = frozenset(
            each.commitment for each in reader.letter_points(returned.letter or "")
        )
        self._others = _asked_others(reader, returned)

    def proposal(self, row: DraftRow) -> Proposal:
        """Return what becomes of one row."""
        ref = row.fields.get("ref", "")
        known = self._named.get(ref)
        base = Proposal(
            row=row.row,
            outcome=Outcome.UNCHANGED,
            fields=row.fields,
            warnings=row.warnings,
            ref=known.ref if known is not None else "",
            commitment=known.id if known is not None else None,
        )
        if known is not None:
            base = replace(base, fields={**row.fields, "title": known.title})
        if known is not None and not (row.fields.get("progress") or row.waits):
            return base
        unnamed = "" if ref else _waiting(row)
        fault = row.fault or unnamed or self._fault(known, ref) or _waiting(row)
        if fault or known is None:
            return replace(base, outcome=Outcome.HELD, reason=fault)
        holding = self._holdings[known.id]
        changes = tuple(self._changes(known.id, holding, row.fields))
        return replace(
            base,
            outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED,
            changes=changes,
            came_about=self._came_about(changes, row.fields),
            warnings=(
                *row.warnings,
                *self._warnings(known.id, holding, row.fields),
                *_of_the_future(row.fields, self._today),
            ),
        )

    def _fault(self, known: Known | None, ref: str) -> str:
        if known is not None:
            return _GONE.get(known.gone, "")
        like = self._refs.alike(ref)
        looks = f" It looks like {like[0]}, written with other letters or marks." if like else ""
        return f"No commitment in this register has this reference.{looks}"

    def _came_about(self, changes: Iterable[FieldChange], fields: Mapping[str, str]) -> str | None:
        """Return when the status that is proposed came about: by the letter's day at the latest."""
        if not any(each.field == "status" for each in changes):
            return None
        told_on = letter_day(fields, self._today) or self._reported_on
        return came_about(fields, str(told_on or ""), self._today)

    def _changes(
        self, identity: CommitmentId, holding: Holding, fields: Mapping[str, str]
    ) -> Iterable[FieldChange]:
        reporter = self._returned.organisation or holding.commitment.owner
        noted = (_same(each, reporter, fields) for each in self._notes.get(identity, ()))
        if not any(noted):
            yield FieldChange(field="progress", now="", then=fields["progress"])
        if self._supports(holding):
            return
        status = holding.commitment.status.value
        reported = fields.get("status", "")
        if reported not in ("", status) and not _refused(holding.commitment, reported):
            yield FieldChange(field="status", now=status, then=reported, proposed=True)
        due = holding.timing.edtf if holding.timing is not None else ""
        if fields.get("due") not in (None, "", due):
            yield FieldChange(field="due", now=due, then=fields["due"], proposed=True)

    def _supports(self, holding: Holding) -> bool:
        """Whether whoever tells does not lead: it speaks for its own share, not for the point."""
        body, now = self._returned.organisation, holding.commitment
        return body is not None and not leads(body, now.owner, now.counterpart)

    def _warnings(
        self, identity: CommitmentId, holding: Holding, fields: Mapping[str, str]
    ) -> Iterable[str]:
        now, body = holding.commitment, self._returned.organisation
        if not now.status.phase.pending:
            yield f"Here it is “{now.status.value}”: what is told is noted all the same."
        concerned = {now.owner, now.counterpart, *self._supporters.get(identity, ())}
        asked = identity in self._asked
        if body is not None and body not in concerned:
            any_more = " any more" if asked else ""
            yield f"{self._returned.label} does not answer for it here{any_more}."
        if not self._supports(holding) and (why := _refused(now, fields.get("status", ""))):
            yield f"Its status is not proposed: {why}"
        if self._supports(holding) and (fields.get("status") or fields.get("due")):
            yield (
                f"{self._returned.label} does not lead it: what it says of status and date is "
                "noted in its words, and proposes nothing."
            )
        if self._returned.letter is not None and not asked:
            whom = self._others.get(identity, "")
            said = f"asked {whom} about it, not {self._returned.label}" if whom else ""
            yield f"{self._returned.reference} {said or 'did not ask about it'}."

    def unasked(self, plan: Plan) -> str:
        """Say that no reply is recorded, where nothing is told of what the letter asked about."""
        told = {each.commitment for each in plan.proposals if each.changes}
        if self._returned.letter is None or not told or not told.isdisjoint(self._asked):
            return ""
        return "It tells nothing of what that letter asked about: no reply is recorded."


def _refused(now: Commitment, reported: str) -> str:
    """Return why a status that is reported can never follow the one that is held, or nothing."""
    if reported in ("", now.status.value):
        return ""
    try:
        check_move(now.kind.family, now.status, Status(reported))
    except IllegalMoveError as error:
        return str(error)
    return ""


def _asked_others(reader: Reader, returned: Returned) -> dict[CommitmentId, str]:
    """Return who else was asked about what in the round that a workbook answers."""
    if returned.letter is None:
        return {}
    chains = reader.chains()
    labels = {each.id: each.label for each in reader.organisations()}
    found: dict[CommitmentId, str] = {}
    for letter in chains.of[reader.letter(returned.letter).round]:
        for point in chains.points.get(letter.id, ()):
            found.setdefault(point, labels.get(letter.organisation, ""))
    return found


_DAYS = {"as_of": "“as of” day", "letter_date": "letter date"}


def _of_the_future(fields: Mapping[str, str], today: date) -> Iterable[str]:
    """Say of the days a report gives of itself that they have not come yet."""
    for name, words in _DAYS.items():
        text = fields.get(name, "")
        try:
            first = parse(text).earliest if text else None
        except EdtfError:
            continue
        if first is not None and first > today:
            yield f"The {words} it gives, {text}, has not come yet: look whether it is meant."


_GONE = {
    "binned": "It lies in the bin: take it out first.",
    "erased": "It was erased for good: nothing can be noted of it.",
}


def _waiting(row: DraftRow) -> str:
    return f"Waits for an answer: {', '.join(row.waits)}." if row.waits else ""


def _same(note: Note, reporter: OrganisationId | None, fields: Mapping[str, str]) -> bool:
    """Whether a note tells the same: in these words, by the same agency, by the same letter."""
    told = attrgetter("reporter", "letter", "letter_date", "as_of")(note)
    wanted = (
        reporter,
        *(fields.get(name, "").strip() for name in ("letter", "letter_date", "as_of")),
    )
    return told == wanted and plain_value(note.text) == plain_value(fields["progress"])


def _with_what_changed(reader: Reader, plan: Plan, kept: KeptCells) -> Plan:
    """Say of each row what was changed here since the file was made, and what in our own columns.

    Whether anything is proposed of it or not.
    """
    among = [each.commitment for each in plan.proposals if each.commitment is not None]
    changed = (reader.changed_since(plan.version, among) if plan.version_known else None) or {}

    def told(proposal: Proposal) -> Proposal:
        if proposal.commitment is None:
            return proposal
        since = changed.get(proposal.commitment, frozenset())
        found = tuple(kept.warnings(proposal.row, proposal.commitment, since))
        return _since(replace(proposal, warnings=(*proposal.warnings, *found)), since)

    return replace(plan, proposals=tuple(told(each) for each in plan.proposals))


def _since(proposal: Proposal, fields: Collection[str]) -> Proposal:
    found = [words for name, words in _SEEN.items() if name in fields]
    if not found or not proposal.changes:
        return proposal
    warning = f"Changed here since this file was made: {', '.join(found)}."
    return replace(proposal, warnings=(*proposal.warnings, warning))


def counted(plan: Plan, rows: Collection[int] | None = None) -> ReturnCounts:
    """Return what a workbook comes to, or those of its rows that are chosen."""
    found = [
        change.field
        for each in plan.proposals
        if each.outcome is Outcome.CHANGED and (rows is None or each.row in rows)
        for change in each.changes
    ]
    return ReturnCounts(
        notes=found.count("progress"), statuses=found.count("status"), dates=found.count("due")
    )
