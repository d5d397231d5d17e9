"""Reminder letters: recording a round, an answer, and that an organisation is asked no longer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain import fields, letters
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.letters import Letter, LetterForm, LetterPoint, LetterRound
from app.services.acts.commitments import CommitmentActs

BY_LETTER = "letter"
"""The channel of a note that an answer by letter brings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """An organisation that a round is sent to, and the commitments it is asked about."""

    organisation: OrganisationId
    form: LetterForm
    commitments: Sequence[CommitmentId]


class LetterActs(CommitmentActs):
    """What was sent stands as it was sent; answers and withdrawals are said of it."""

    def record_round(
        self, held: LetterRound, addressed: Iterable[Addressed], *, again: bool = False
    ) -> str:
        """Record a round of letters, and turn the ball of each point to whoever was asked.

        Workbooks to be filled in turn nothing: they ask for news of all that is open.

        The number of a reminder follows from the round before it. Raises `InvalidValueError`: for
        a reference number that was used before unless `again`, a date that is still ahead, a
        deadline before the date, an organisation without a point; `NotFoundError` for what is no
        longer there.
        """
        sent = tuple(addressed)
        kept = letters.checked(self._numbered(held))
        self._check_happened("dated_on", letters.day("dated_on", kept.dated_on), "a letter")
        if not sent:
            raise InvalidValueError(
                "organisations", "Choose at least one organisation to write to."
            )
        if not again:
            check_unused(self._reader.letter_rounds(kept.reference), kept.reference)
        if kept.concerns is not None:
            self._reader.commitment(kept.concerns)
        self._add("letterround", kept.id, kept)
        inputs = self._reminds_of_inputs(kept)
        asked: dict[CommitmentId, list[OrganisationId]] = {}
        for each in sent:
            self._record_letter(kept.id, each)
            if each.form is LetterForm.XLSX or inputs:
                continue  # a return of inputs says whose turn nothing is
            for commitment in each.commitments:
                asked.setdefault(commitment, []).append(each.organisation)
        self._turn(kept, asked)
        return kept.id

    def _reminds_of_inputs(self, held: LetterRound) -> bool:
        """Whether the first letter of its chain was a round of workbooks."""
        if held.previous is None:
            return False
        chains = self._reader.chains()
        first = chains.of[chains.first(held.previous)]
        return any(each.form is LetterForm.XLSX for each in first)

    def _check_happened(self, field: str, day: date, what: str) -> None:
        if day > self._today:
            raise InvalidValueError(
                field, f"That day is still ahead: {what} is recorded on its day, not before."
            )

    def _numbered(self, held: LetterRound) -> LetterRound:
        if held.previous is None:
            return replace(held, number=1)
        before = self._reader.letter_round(held.previous)
        if held.dated_on < before.dated_on:
            raise InvalidValueError(
                "dated_on", f"The letter it reminds of, {before.reference}, is of a later day."
            )
        following = self._reader.chains().following(before.id)
        if following is not None:
            raise InvalidValueError(
                "previous",
                f"{following.reference} reminds of {before.reference} already: remind of that one.",
            )
        return replace(held, number=before.number + 1)

    def _record_letter(self, identity: str, sent: Addressed) -> None:
        label = self._reader.organisation(sent.organisation).label
        commitments = list(dict.fromkeys(sent.commitments))
        if not commitments:
            raise InvalidValueError(
                "organisations", f"{label} has no open point to be asked about."
            )
        letter = Letter(
            id=new_id(),
            round=identity,
            organisation=sent.organisation,
            form=fields.choice("form", LetterForm, sent.form),
        )
        self._add("letter", letter.id, letter)
        for commitment in commitments:
            if self._reader.row(commitment).binned:
                raise InvalidValueError(
                    "organisations", f"{self._reader.ref(commitment)} lies in the bin."
                )
            point = LetterPoint(id=new_id(), letter=letter.id, commitment=commitment)
            self._add("letterpoint", point.id, point)

    def _turn(
        self, held: LetterRound, asked: Mapping[CommitmentId, Sequence[OrganisationId]]
    ) -> None:
        """Say of each point that it is the turn of whoever was asked, since the letter's day.

        A reminder changes nothing where it is their turn already: they have been asked since the
        first letter.
        """
        for commitment, organisations in asked.items():
            now = self._reader.commitment(commitment)
            sides = [
                letters.side_of(
                    self._reader.organisation(each).country,
                    now.relation,
                    first=each == now.owner,
                    second=each == now.counterpart,
                )
                for each in organisations
            ]
            side = letters.turned_to(sides, now.owed_by, now.ball_with)
            if side is None or (held.previous is not None and side == now.ball_with):
                continue
            self.pass_ball(commitment, side, since=held.dated_on, letter=held.reference)

    def record_reply(
        self,
        letter: str,
        replied_on: str,
        *,
        reply_letter: str | None = None,
        text: str = "",
        commitments: Sequence[CommitmentId] = (),
        ball_with: str | None = None,
    ) -> None:
        """Record that a letter was answered on a day, by which letter of theirs.

        A `text` becomes a progress note on each point it speaks of (`commitments`, all of them
        where none is named), once. Whose turn it is stays as it is unless `ball_with` says so.
        Recording it once more puts the day and number right; the number stays where it is None.
        Raises `InvalidValueError`, also for a day that is still ahead, and `NotFoundError`.
        """
        now = self._reader.letter(letter)
        on = letters.day("replied_on", replied_on)
        held = self._reader.letter_round(now.round)
        if now.withdrawn_on:
            raise InvalidValueError("letter", "This organisation is asked no longer.")
        if on < letters.day("dated_on", held.dated_on):
            raise InvalidValueError(
                "replied_on", "The reply would have come before the letter it answers."
            )
        self._check_happened("replied_on", on, "a reply")
        number = now.reply_letter if reply_letter is None else " ".join(reply_letter.split())
        self._writer.set("letter", letter, replied_on=on.isoformat(), reply_letter=number)
        answered = replace(now, replied_on=on.isoformat(), reply_letter=number)
        points = self._spoken_of(letter, commitments)
        if text.strip():
            self._note_reply(answered, points, text.strip())
        if ball_with is not None:
            self._turn_by_reply(answered, points, ball_with)

    def _note_reply(self, answered: Letter, points: Sequence[LetterPoint], text: str) -> None:
        """Note on each point what a reply says, unless that was noted of this letter already."""
        facts = {
            "happened_on": answered.replied_on,
            "reporter": answered.organisation,
            "channel": BY_LETTER,
            "letter": answered.reply_letter,
        }
        held = self._reader.notes_of([each.commitment for each in points])
        for point in points:
            if not any(
                note.text == text
                and (note.id == point.note or all(getattr(note, n) == v for n, v in facts.items()))
                for note in held.get(point.commitment, ())
            ):
                noted = self.note(point.commitment, text, **facts)
                self._writer.set("letterpoint", point.id, note=noted)

    def _turn_by_reply(
        self, answered: Letter, points: Sequence[LetterPoint], ball_with: str
    ) -> None:
        """Turn the ball of each point by a reply, unless it was turned so already."""
        on, number = answered.replied_on, answered.reply_letter
        for point in points:
            now = self._reader.commitment(point.commitment)
            side = fields.side(ball_with, now.relation)
            if (now.ball_with, now.ball_since, now.ball_letter) != (side, on, number):
                self.pass_ball(point.commitment, side, since=on, letter=number)

    def _spoken_of(self, letter: str, commitments: Sequence[CommitmentId]) -> list[LetterPoint]:
        points = self._reader.letter_points(letter)
        held = {each.commitment for each in points}
        for each in commitments:
            if each not in held:
                raise InvalidValueError(
                    "commitments", f"The letter did not ask about {self._reader.ref(each)}."
                )
        return [each for each in points if not commitments or each.commitment in commitments]

    def withdraw_letter(self, letter: str, *, withdrawn_on: str = "", why: str = "") -> None:
        """Say that an organisation is asked no longer; the letter stays on record.

        Raises `InvalidValueError` where it has replied or was withdrawn, `NotFoundError`.
        """
        now = self._reader.letter(letter)
        if now.withdrawn_on:
            raise InvalidValueError("letter", "This organisation is asked no longer already.")
        if now.replied_on:
            raise InvalidValueError("letter", "This organisation has replied: nothing is awaited.")
        day = withdrawn_on or self._today.isoformat()
        on = letters.day("withdrawn_on", day).isoformat()
        self._writer.set("letter", letter, withdrawn_on=on, remark=why.strip())


def check_unused(used: Sequence[LetterRound], reference: str) -> None:
    """Refuse a reference number that a letter carries already, saying which."""
    if used:
        raise InvalidValueError(
            "again",
            f"“{reference}” was used already, for the letter of {used[0].dated_on}. Give another "
            "number, or say that it is to be used again.",
        )
