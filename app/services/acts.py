"""The officer's verbs, each within a change that is already open.

`Register` runs one verb as one change; `Register.together` runs several, as the sample and a
bulk edit do. Every rule of the domain is asked here, whoever calls.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from app.domain import fields
from app.domain.commitment import Commitment
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import (
    CommitmentId,
    OrganisationId,
    SeriesId,
    SourceId,
    TimingId,
    derived_id,
    new_id,
)
from app.domain.lifecycle import ARRIVAL, Need, Status, check_move, needs, statuses
from app.domain.particulars import (
    Alias,
    Evidence,
    Link,
    Meeting,
    Milestone,
    Move,
    Note,
    NoteBasis,
    Organisation,
    Relation,
    Series,
    Source,
    Stance,
    Support,
    TimingRecord,
    TimingRole,
)
from app.domain.rows import RegisterRow
from app.domain.timing import Timing
from app.store.reader import Reader
from app.store.records import RECORDS, plain
from app.store.writer import Writer

_REFERENCES = ("owner", "counterpart", "origin", "batch")
_DATED = ("completion", "ball_with", "ball_since", "ball_letter")
"""Fields that change by a move, which says when it happened."""
_MOST_MEETINGS = 999


class Acts:
    """What may be done within one change; nothing is final until the change is."""

    def __init__(self, writer: Writer, reader: Reader, today: date) -> None:
        """Write through `writer`, look things up through `reader`, which sees what was written."""
        self._writer = writer
        self._reader = reader
        self._today = today

    # Commitments

    def propose(
        self,
        commitment: Commitment,
        *,
        timing: Timing | None = None,
        supporting: tuple[OrganisationId, ...] = (),
        happened_on: str = "",
        why: str = "",
    ) -> CommitmentId:
        """Enter a commitment; an empty reference is filled with the next of the year.

        A draft that has a responsible side and a timing arrives at its family's first status.
        Any other status may be given for what is recorded after the event. Raises
        `InvalidValueError`.
        """
        identity = commitment.id
        checked = self._checked(commitment)
        status = self._arrival(checked, timing)
        timing_id = None
        if timing is not None:
            timing_id = self._add_timing(identity, timing, TimingRole.FIRST)
        checked = replace(checked, status=status, timing=timing_id)
        self._add("commitment", identity, checked)
        for organisation in supporting:
            self.support(identity, organisation)
        if status is not Status.DRAFT or happened_on:
            self._record_move(identity, "status", status.value, happened_on, why)
        return identity

    def _checked(self, commitment: Commitment) -> Commitment:
        values = {
            name: check(getattr(commitment, name))
            for name, check in fields.CHECKS.items()
            if name != "ref"
        }
        values["owed_by"] = fields.owed_by(commitment.owed_by, values["relation"])
        values["ball_with"] = fields.side(commitment.ball_with, values["relation"])
        values["ref"] = self._free_ref(commitment.ref, values["relation"])
        if commitment.status not in statuses(values["kind"].family):
            raise InvalidValueError(
                "status", f"A {values['kind'].value} cannot be “{commitment.status.value}”."
            )
        return replace(commitment, **values)

    def _arrival(self, commitment: Commitment, timing: Timing | None) -> Status:
        ready = bool(commitment.owed_by) and timing is not None
        if commitment.status is Status.DRAFT:
            explicit_draft = timing is None or not commitment.owed_by
            return Status.DRAFT if explicit_draft else ARRIVAL[commitment.kind.family]
        if commitment.status.phase.pending and not ready:
            raise InvalidValueError(
                "status",
                f"To be “{commitment.status.value}” it needs a responsible side and a timing, "
                "be it “not stated”.",
            )
        return commitment.status

    def _free_ref(self, wanted: str, relation: str, now: str = "") -> str:
        """Return a reference that nobody else holds; `now` is the one held already."""
        if not wanted.strip():
            return now or self._next_ref(relation)
        text = fields.ref(wanted)
        if text != now and self._reader.holder(text) is not None:
            raise InvalidValueError("ref", f"The reference “{text}” is taken already.")
        return text

    def _next_ref(self, relation: str) -> str:
        prefix = f"{relation.replace('-', '')}.{self._today.year}."
        numbers = [
            int(each[len(prefix) :])
            for each in self._reader.references(prefix)
            if each[len(prefix) :].isdecimal()
        ]
        return f"{prefix}{max(numbers, default=0) + 1:03}"

    def amend(self, identity: CommitmentId, **values: Any) -> None:
        """Change fields of a commitment. Status, timing and ball have verbs of their own.

        Raises `InvalidValueError` naming the field; then nothing of this change is kept.
        """
        now = self._reader.commitment(identity)
        kept: dict[str, Any] = {}
        pair = fields.relation(values.get("relation", now.relation))
        for name, value in values.items():
            if name == "ref":
                kept[name] = self._free_ref(str(value), pair, now.ref)
            elif name == "owed_by":
                kept[name] = fields.owed_by(value, pair)
            elif name in _REFERENCES:
                kept[name] = _other(name, value, identity)
            elif name == "kind":
                kept[name] = self._kind(now, value)
            elif name in fields.CHECKS and name not in _DATED:
                kept[name] = fields.CHECKS[name](value)
            else:
                raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")
        self._writer.set("commitment", identity, **{k: plain(v) for k, v in kept.items()})

    @staticmethod
    def _kind(now: Commitment, value: object) -> object:
        kind = fields.kind(str(value))
        if kind.family is not now.kind.family and now.status is not Status.DRAFT:
            raise InvalidValueError(
                "kind",
                f"A {now.kind.value} that is “{now.status.value}” cannot become a {kind.value}: "
                "their statuses differ. Enter it anew and link the two.",
            )
        return kind

    def move(
        self,
        identity: CommitmentId,
        status: Status,
        *,
        happened_on: str = "",
        why: str = "",
        review_on: str = "",
    ) -> None:
        """Move a commitment to another status, as its family's table allows.

        `happened_on` is EDTF, today where empty. Raises `IllegalMoveError`, or
        `InvalidValueError` naming what the move needs beside the status.
        """
        now = self._reader.commitment(identity)
        check_move(now.kind.family, now.status, status)
        review_on = fields.edtf("review_on", review_on)
        self._check_needs(now, status, why.strip(), review_on)
        changes = {"status": status.value}
        if review_on:
            changes["review_on"] = review_on
        self._writer.set("commitment", identity, **changes)
        self._record_move(identity, "status", status.value, happened_on, why)

    def _check_needs(self, now: Commitment, status: Status, why: str, review_on: str) -> None:
        wanted = needs(now.status, status)
        missing = {
            Need.OBLIGOR: not now.owed_by,
            Need.TIMING: now.timing is None,
            Need.REASON: not why,
            Need.REVIEW_DATE: not (review_on or now.review_on),
            Need.PROOF: Need.PROOF in wanted and not why and not self._has_proof(now.id),
        }
        for need in (each for each in Need if each in wanted and missing[each]):
            raise InvalidValueError(_NEED_FIELDS[need], f"{_NEED_WORDS[need]} “{status.value}”.")
        if Need.PROOF in wanted and why and not self._has_proof(now.id):
            self.note(now.id, why)

    def _has_proof(self, identity: CommitmentId) -> bool:
        dossier = self._reader.dossier(identity)
        return bool(dossier.notes or dossier.evidence)

    def set_completion(
        self, identity: CommitmentId, completion: str, *, happened_on: str = "", why: str = ""
    ) -> None:
        """Say how much of it is done, dated by when it was so."""
        self._reader.commitment(identity)
        value = fields.CHECKS["completion"](completion)
        self._writer.set("commitment", identity, completion=value.value)
        self._record_move(identity, "completion", value.value, happened_on, why)

    def pass_ball(
        self, identity: CommitmentId, side: str, *, since: str = "", letter: str = ""
    ) -> None:
        """Say whose turn it is (a country code, “third”, nobody), since when, by which letter."""
        side = fields.side(side, self._reader.commitment(identity).relation)
        since = fields.edtf("ball_since", since) or self._today.isoformat()
        letter = letter.strip()
        self._writer.set(
            "commitment", identity, ball_with=side, ball_since=since, ball_letter=letter
        )
        self._record_move(identity, "ball_with", side, since, letter)

    def discard(self, *identities: CommitmentId) -> None:
        """Put commitments into the bin; nothing of them is lost."""
        for identity in identities:
            if self._reader.row(identity).binned:
                raise InvalidValueError("ref", "This commitment is in the bin already.")
            self._writer.set("commitment", identity, gone="binned")

    def restore(self, *identities: CommitmentId) -> None:
        """Take commitments out of the bin again."""
        for identity in identities:
            if not self._reader.row(identity).binned:
                raise InvalidValueError("ref", "This commitment is not in the bin.")
            self._writer.set("commitment", identity, gone="")

    # When it is due

    def set_timing(self, identity: CommitmentId, timing: Timing) -> None:
        """Give a commitment its first timing. Raises `InvalidValueError` where it has one."""
        if self._reader.commitment(identity).timing is not None:
            raise InvalidValueError(
                "due", "It has a first date already, which stays; record a new date or correct it."
            )
        added = self._add_timing(identity, timing, TimingRole.FIRST)
        self._writer.set("commitment", identity, timing=added)

    def postpone(
        self,
        identity: CommitmentId,
        timing: Timing,
        *,
        asked_on: str = "",
        agreed_on: str = "",
        agreed_by: str = "",
        reason: str = "",
    ) -> None:
        """Record a later date beside the first, which stays; the slip is counted from the first."""
        if self._reader.commitment(identity).timing is None:
            self.set_timing(identity, timing)
            return
        added = self._add_timing(
            identity,
            timing,
            TimingRole.REVISION,
            asked_on=fields.edtf("asked_on", asked_on),
            agreed_on=fields.edtf("agreed_on", agreed_on),
            agreed_by=agreed_by.strip(),
            reason=reason.strip(),
        )
        self._writer.set("commitment", identity, timing=added)

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> None:
        """Put right a slip of the pen in the date that counts; the history keeps what it was."""
        now = self._reader.commitment(identity)
        if now.timing is None:
            self.set_timing(identity, timing)
            return
        self._check_anchor(identity, timing)
        record = TimingRecord(
            id=now.timing,
            commitment=identity,
            role=TimingRole.FIRST,
            timing=timing.validated(),
        )
        values = RECORDS["timing"].encode(record)
        only = ("words", "edtf", "sense", "basis", "why", "anchor", "offset")
        self._writer.set("timing", now.timing, **{name: values[name] for name in only})

    def add_reading(self, identity: CommitmentId, timing: Timing) -> TimingId:
        """Keep another source's date for the same promise; it counts only when chosen."""
        self._reader.commitment(identity)
        return self._add_timing(identity, timing, TimingRole.READING)

    def choose_timing(self, identity: CommitmentId, chosen: TimingId) -> None:
        """Let one of a commitment's timings count. Raises `NotFoundError`.

        Raises `InvalidValueError` where the date would then hang on itself.
        """
        timings = self._reader.dossier(identity).timings
        wanted = next((each for each in timings if each.id == chosen), None)
        if wanted is None:
            raise NotFoundError("This date does not belong to the commitment.")
        self._check_anchor(identity, wanted.timing)
        self._writer.set("commitment", identity, timing=chosen)

    def _add_timing(
        self, identity: CommitmentId, timing: Timing, role: TimingRole, **more: str
    ) -> TimingId:
        self._check_anchor(identity, timing)
        record = TimingRecord(
            id=TimingId(new_id()),
            commitment=identity,
            role=role,
            timing=timing.validated(),
            **more,
        )
        self._add("timing", record.id, record)
        return record.id

    def _check_anchor(self, identity: CommitmentId, timing: Timing) -> None:
        """Refuse a date that hangs, however indirectly, on itself."""
        anchor = timing.anchor
        seen = {identity}
        while anchor is not None:
            if anchor in seen:
                raise InvalidValueError(
                    "anchor", "The two would hang on each other: neither would have a date."
                )
            row = self._reader.row(anchor) if len(seen) == 1 else self._row(anchor)
            seen.add(anchor)
            anchor = row.timing.anchor if row else None

    def _row(self, identity: CommitmentId) -> RegisterRow | None:
        try:
            return self._reader.row(identity)
        except NotFoundError:
            return None

    # What stands beside it

    def note(self, identity: CommitmentId, text: str, **details: Any) -> str:
        """Add a progress note; `happened_on` is today unless given. Notes are never rewritten.

        Raises `InvalidValueError` for an empty text, a date that cannot be read or a word that is
        no completion or basis.
        """
        if not text.strip():
            raise InvalidValueError("note", "A note needs a text.")
        if details.get("completion") is not None:
            details["completion"] = fields.CHECKS["completion"](details["completion"])
        if "basis" in details:
            details["basis"] = fields.choice("basis", NoteBasis, details["basis"])
        for name in ("happened_on", "as_of", "letter_date"):
            details[name] = fields.edtf(name, details.get(name, ""))
        details["happened_on"] = details["happened_on"] or self._today.isoformat()
        note = Note(id=new_id(), commitment=identity, text=text.strip(), **details)
        self._reader.commitment(identity)
        self._add("note", note.id, note)
        return note.id

    def withdraw_note(self, note: str) -> None:
        """Take a note back; the history keeps it. Raises `NotFoundError`."""
        self._withdraw("note", note)

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> str:
        """Attach a passage of a source: an exact quotation, or a paragraph with our paraphrase."""
        self._reader.commitment(identity)
        if "stance" in details:
            details["stance"] = fields.choice("stance", Stance, details["stance"])
        evidence = Evidence(id=new_id(), commitment=identity, source=source, **details)
        if not (evidence.quotation or evidence.paragraph or evidence.paraphrase):
            raise InvalidValueError(
                "evidence", "Evidence needs a quotation, a paragraph or a paraphrase."
            )
        self._add("evidence", evidence.id, evidence)
        return evidence.id

    def link(self, link: Link) -> str:
        """Tie two commitments. Raises `InvalidValueError` where one is tied to itself."""
        if link.origin == link.target:
            raise InvalidValueError("link", "A commitment cannot be linked to itself.")
        for each in (link.origin, link.target):
            self._reader.commitment(each)
        self._add("link", link.id, link)
        return link.id

    def unlink(self, link: str) -> None:
        """Undo a tie. Raises `NotFoundError`."""
        self._withdraw("link", link)

    def add_milestone(self, identity: CommitmentId, label: str, **details: Any) -> str:
        """Add a step on the way."""
        if not label.strip():
            raise InvalidValueError("milestone", "A milestone needs a name.")
        for name in ("due", "done_on"):
            details[name] = fields.edtf(name, details.get(name, ""))
        self._reader.commitment(identity)
        step = Milestone(id=new_id(), commitment=identity, label=label.strip(), **details)
        self._add("milestone", step.id, step)
        return step.id

    def support(self, identity: CommitmentId, organisation: OrganisationId) -> None:
        """Name an agency that supports the lead."""
        key = derived_id("support", identity, organisation)
        if not self._revived("support", key):
            self._add(
                "support", key, Support(id=key, commitment=identity, organisation=organisation)
            )

    def set_meeting(self, identity: CommitmentId, **details: Any) -> None:
        """Say of a session its place in a series, its host, its chairs.

        Raises `InvalidValueError` for an ordinal that is none.
        """
        self._reader.commitment(identity)
        if "ordinal" in details:
            details["ordinal"] = _ordinal(details["ordinal"])
        key = derived_id("meeting", identity)
        if self._revived("meeting", key):
            self._writer.set("meeting", key, **details)
        else:
            self._add("meeting", key, Meeting(id=key, commitment=identity, **details))

    # The small tables

    def add_relation(self, code: str, first_name: str, second_name: str) -> None:
        """Add a pair of countries; the first is the side whose lead agency is `owner`."""
        code = fields.relation(code)
        key = derived_id("relation", code)
        if not self._revived("relation", key):
            self._add(
                "relation",
                key,
                Relation(id=key, code=code, first_name=first_name, second_name=second_name),
            )

    def add_organisation(
        self, organisation: Organisation, aliases: tuple[str, ...] = ()
    ) -> OrganisationId:
        """Add a ministry, agency or body with its other names."""
        if not organisation.name.strip():
            raise InvalidValueError("organisation", "An organisation needs a name.")
        self._add("organisation", organisation.id, organisation)
        for name in aliases:
            alias = Alias(id=new_id(), organisation=organisation.id, name=name)
            self._add("alias", alias.id, alias)
        return organisation.id

    def add_source(self, source: Source) -> SourceId:
        """Add a document or report."""
        checked = replace(
            source,
            published=fields.edtf("published", source.published),
            accessed=fields.edtf("accessed", source.accessed),
        )
        self._add("source", checked.id, checked)
        return checked.id

    def add_series(self, series: Series) -> SeriesId:
        """Add a forum that meets again and again."""
        self._add("series", series.id, series)
        return series.id

    # Within

    def _add(self, record: str, identity: str, item: object) -> None:
        self._writer.create(record, identity, RECORDS[record].encode(item))

    def _revived(self, record: str, identity: str) -> bool:
        """Whether a record with a derived identity is there, taken out of where it had gone."""
        try:
            self._writer.row(record, identity)
        except KeyError:
            return False
        self._writer.set(record, identity, gone="")
        return True

    def _withdraw(self, record: str, identity: str) -> None:
        try:
            self._writer.set(record, identity, gone="binned")
        except KeyError:
            raise NotFoundError(f"This {record} is no longer in the register.") from None

    def _record_move(
        self, identity: CommitmentId, field: str, value: str, happened_on: str, why: str
    ) -> None:
        day = fields.edtf("happened_on", happened_on) or self._today.isoformat()
        move = Move(
            id=new_id(),
            commitment=identity,
            field=field,
            value=value,
            happened_on=day,
            why=why.strip(),
        )
        self._add("move", move.id, move)


def _other(name: str, value: object, identity: CommitmentId) -> str | None:
    """Return the identity a reference names, or None; a commitment is not its own origin."""
    if value == identity:
        raise InvalidValueError(name, f"A commitment cannot be its own {name}.")
    return str(value) if value else None


def _ordinal(value: object) -> int | None:
    found = fields.whole("ordinal", value)
    if found is not None and found > _MOST_MEETINGS:
        raise InvalidValueError("ordinal", f"“{found}” is too high a number for a meeting.")
    return found


_NEED_FIELDS = {
    Need.OBLIGOR: "owed_by",
    Need.TIMING: "due",
    Need.REASON: "why",
    Need.REVIEW_DATE: "review_on",
    Need.PROOF: "why",
}
_NEED_WORDS = {
    Need.OBLIGOR: "Say which side is responsible before this becomes",
    Need.TIMING: "Say when it is due, be it “not stated”, before this becomes",
    Need.REASON: "Give a reason for moving this to",
    Need.REVIEW_DATE: "Give the day to look at it again before this is put",
    Need.PROOF: "Say what shows it, or add a note or evidence, before this becomes",
}
