"""Commitments themselves: entering, amending, moving, binning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain import fields
from app.domain.commitment import Commitment
from app.domain.date_words import day_words
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import (
    CommitmentId,
    OrganisationId,
)
from app.domain.lifecycle import ARRIVAL, Need, Phase, Status, check_move, needs, statuses
from app.domain.particulars import NOT_KNOWN, TimingRole
from app.domain.timing import Timing
from app.services.acts.beside import BesideActs
from app.services.acts.timings import TimingActs
from app.services.proofs import proofs
from app.store.canonical import Value
from app.store.record import plain

_REFERENCES = {
    "owner": "organisation",
    "counterpart": "organisation",
    "origin": "commitment",
    "batch": "commitment",
}
"""Fields that name another record, and the table it stands in."""
_DATED = ("completion", "ball_with", "ball_since", "ball_letter")
"""Fields that change by a move, which says when it happened."""

AMENDABLE = frozenset({*fields.CHECKS, "owed_by", *_REFERENCES}) - frozenset(_DATED)
"""The fields that `amend` changes, and so those whose earlier values can be restored."""


class CommitmentActs(TimingActs, BesideActs):
    """The verbs of a commitment; they ask the domain's rules, whoever calls."""

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
        self._refuse_to_come(status, happened_on)
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
        if prefix not in self._last_numbers:  # looked for once: an import enters thousands
            found = (each[len(prefix) :] for each in self._reader.references(prefix))
            numbers = (int(each) for each in found if each.isdecimal())
            self._last_numbers[prefix] = max(numbers, default=0)
        while True:
            self._last_numbers[prefix] += 1
            ref = f"{prefix}{self._last_numbers[prefix]:03}"
            if self._reader.holder(ref) is None:
                return ref

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
                kept[name] = self._referred(name, value, identity)
            elif name == "kind":
                kept[name] = self._kind(now, value)
            elif name in fields.CHECKS and name not in _DATED:
                kept[name] = fields.CHECKS[name](value)
            else:
                raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")
        self._writer.set("commitment", identity, **{k: plain(v) for k, v in kept.items()})

    def restore_field(self, identity: CommitmentId, field: str, value: Value) -> None:
        """Write an earlier value of a field again, by the rules of `amend` as they hold now."""
        self.amend(identity, **{field: value})

    def _referred(self, name: str, value: object, identity: CommitmentId) -> str | None:
        """Return the identity a reference names, or None; what is gone cannot be named again."""
        other = _other(name, value, identity)
        table = _REFERENCES[name]
        if other is not None:
            try:
                gone = self._writer.row(table, other)["gone"]
            except KeyError:
                raise NotFoundError(f"This {table} is not in the register.") from None
            if gone and (table == "organisation" or gone != "binned"):
                raise InvalidValueError(name, f"This {table} is no longer in the register.")
        return other

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
        who: str = "",
    ) -> None:
        """Move a commitment to another status, as its family's table allows.

        `happened_on` is EDTF, today where empty, or `NOT_KNOWN`; `who` confirmed it, where anybody
        did. Raises `IllegalMoveError`, or `InvalidValueError` naming what the move needs beside
        the status.
        """
        now = self._reader.commitment(identity)
        check_move(now.kind.family, now.status, status)
        self._refuse_to_come(status, happened_on)
        self._refuse_undeciding(now, status)
        review_on = fields.edtf("review_on", review_on)
        self._check_needs(now, status, why.strip(), review_on)
        if why.strip() and Need.PROOF in needs(now.status, status) and not self._proven(identity):
            told_on = "" if happened_on == NOT_KNOWN else happened_on
            self.note(identity, why, happened_on=told_on)
        changes = {"status": status.value}
        if review_on:
            changes["review_on"] = review_on
        self._writer.set("commitment", identity, **changes)
        self._record_move(identity, "status", status.value, happened_on, why, who=who)

    def _refuse_to_come(self, status: Status, happened_on: str) -> None:
        """Refuse to record as having happened what lies wholly after today."""
        if not status.tells_event or happened_on == NOT_KNOWN:
            return
        day = fields.edtf("happened_on", happened_on)
        earliest = parse(day).earliest if day else None
        if earliest is not None and earliest > self._today:
            raise InvalidValueError(
                "happened_on",
                f"“{status.value}” tells what has happened: {day_words(earliest)} is still to "
                "come.",
            )

    def _refuse_undeciding(self, now: Commitment, status: Status) -> None:
        """Refuse to say of a session no longer that it was held, while its decisions stand."""
        if now.status.phase is not Phase.DONE or status.phase is Phase.DONE:
            return
        decided = self._reader.applied_at(now.id)
        if decided:
            refs = ", ".join(sorted(self._reader.ref(each.commitment) for each in decided))
            raise InvalidValueError(
                "status",
                f"What it decided on {refs} was carried out: undo that before this becomes "
                f"“{status.value}”.",
            )

    def _check_needs(self, now: Commitment, status: Status, why: str, review_on: str) -> None:
        wanted = needs(now.status, status)
        missing = {
            Need.OBLIGOR: not now.owed_by,
            Need.TIMING: now.timing is None,
            Need.REASON: not why,
            Need.REVIEW_DATE: not (review_on or now.review_on),
            Need.PROOF: Need.PROOF in wanted and not why and not self._proven(now.id),
        }
        for need in (each for each in Need if each in wanted and missing[each]):
            raise InvalidValueError(_NEED_FIELDS[need], f"{_NEED_WORDS[need]} “{status.value}”.")

    def _proven(self, identity: CommitmentId) -> bool:
        """Whether what is held shows that it was carried out: see `app.domain.proofs`."""
        proof = proofs(self._reader, [identity]).get(identity)
        return proof is not None and proof.shows

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


def _other(name: str, value: object, identity: CommitmentId) -> str | None:
    """Return the identity a reference names, or None; a commitment is not its own origin."""
    if value == identity:
        raise InvalidValueError(name, f"A commitment cannot be its own {name}.")
    return str(value) if value else None


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
    Need.PROOF: "Say what shows it, or add a passage on its completion, before this becomes",
}
