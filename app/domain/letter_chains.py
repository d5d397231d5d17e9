"""Where the asking stands: which letters are answered, reminded of, awaited still.

A reminder follows a round and forms a *chain* with it: whoever answers any letter of a chain has
answered it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.letters import Letter, LetterRound
from app.domain.particulars import Organisation
from app.domain.rows import RegisterRow


class Standing(StrEnum):
    """Where the asking of one organisation stands, the first that holds."""

    WITHDRAWN = "withdrawn"
    REPLIED = "replied"
    REMINDED = "reminded"
    SETTLED = "settled"
    AWAITED = "awaited"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedLetter:
    """A letter without an answer, with those of its points that are still pending."""

    letter: str
    round: str
    reference: str
    organisation: OrganisationId
    deadline: date
    dated_on: date
    number: int
    commitments: tuple[CommitmentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """One round as a list shows it: `asked` leaves out whoever was withdrawn from it."""

    round: LetterRound
    asked: int
    replied: int
    awaited: int

    @property
    def id(self) -> str:
        """Its identity."""
        return self.round.id

    @property
    def days(self) -> tuple[date, date]:
        """The day of the letter and its deadline."""
        return date.fromisoformat(self.round.dated_on), date.fromisoformat(self.round.deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One letter of a round: how many of its points are pending still, and how it stands.

    `answer` is the letter of the chain that was answered: this one, or another of the chain.
    """

    letter: Letter
    organisation: Organisation
    standing: Standing
    points: tuple[CommitmentId, ...] = ()
    pending: int = 0
    answer: Letter | None = None

    @property
    def id(self) -> str:
        """Its identity."""
        return self.letter.id


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSheet:
    """Everything about one round; `rows` are the points of its letters, by commitment."""

    line: RoundLine
    letters: tuple[LetterLine, ...]
    rows: Mapping[CommitmentId, RegisterRow] = field(default_factory=dict)
    previous: LetterRound | None = None
    following: LetterRound | None = None
    concerns: RegisterRow | None = None

    @property
    def round(self) -> LetterRound:
        """The round itself."""
        return self.line.round


class Chains:
    """All rounds and letters together: which follow which, and how each letter stands."""

    def __init__(
        self,
        rounds: Iterable[LetterRound],
        letters: Iterable[Letter],
        points: Mapping[str, tuple[CommitmentId, ...]],
        pending: frozenset[CommitmentId],
    ) -> None:
        """`points` are the commitments of each letter; `pending` those that are still open."""
        self.rounds = {each.id: each for each in rounds}
        self.points, self.pending = points, pending
        self.of: dict[str, list[Letter]] = {each: [] for each in self.rounds}
        for letter in letters:
            if letter.round in self.of:
                self.of[letter.round].append(letter)
        self._after = {each.previous: each for each in self.rounds.values() if each.previous}
        self._answers: dict[tuple[str, OrganisationId], Letter] = {}
        for each in self.rounds:
            for letter in self.of[each]:
                if letter.replied_on and not letter.withdrawn_on:
                    self._answers.setdefault((self.first(each), letter.organisation), letter)

    def following(self, identity: str) -> LetterRound | None:
        """Return the reminder that follows a round, if one does."""
        return self._after.get(identity)

    def answer(self, letter: Letter) -> Letter | None:
        """Return the letter of the chain that its organisation has answered, if it has any."""
        if letter.replied_on:
            return letter
        return self._answers.get((self.first(letter.round), letter.organisation))

    def standing(self, letter: Letter) -> Standing:
        """Return where the asking of its organisation stands."""
        if letter.withdrawn_on:
            return Standing.WITHDRAWN
        if self.answer(letter) is not None:
            return Standing.REPLIED
        if self._reminded(letter):
            return Standing.REMINDED
        return Standing.AWAITED if self.open_points(letter) else Standing.SETTLED

    def open_points(self, letter: Letter) -> tuple[CommitmentId, ...]:
        """Return those of its points that are still pending."""
        return tuple(each for each in self.points.get(letter.id, ()) if each in self.pending)

    def line(self, identity: str) -> RoundLine:
        """Return a round with its numbers. Raises `KeyError`."""
        standings = [self.standing(each) for each in self.of[identity]]
        withdrawn = standings.count(Standing.WITHDRAWN)
        return RoundLine(
            round=self.rounds[identity],
            asked=len(standings) - withdrawn,
            replied=standings.count(Standing.REPLIED),
            awaited=standings.count(Standing.AWAITED),
        )

    def awaited(self) -> tuple[AwaitedLetter, ...]:
        """Return every letter that waits for its answer, by deadline."""
        found = [
            AwaitedLetter(
                letter=letter.id,
                round=held.id,
                reference=held.reference,
                organisation=letter.organisation,
                deadline=date.fromisoformat(held.deadline),
                dated_on=date.fromisoformat(held.dated_on),
                number=held.number,
                commitments=self.open_points(letter),
            )
            for held in self.rounds.values()
            for letter in self.of[held.id]
            if self.standing(letter) is Standing.AWAITED
        ]
        return tuple(sorted(found, key=lambda each: (each.deadline, each.reference, each.letter)))

    def _reminded(self, letter: Letter) -> bool:
        """Whether a later round of the chain asks the same organisation, or did."""
        seen = {letter.round}
        later = self._after.get(letter.round)
        while later is not None and later.id not in seen:
            seen.add(later.id)
            if any(each.organisation == letter.organisation for each in self.of[later.id]):
                return True
            later = self._after.get(later.id)
        return False

    def first(self, identity: str) -> str:
        """Return the round a chain begins with; what two copies tied into a circle ends too."""
        seen = {identity}
        before = self.rounds[identity].previous
        while before in self.rounds and before not in seen:
            identity = before
            seen.add(identity)
            before = self.rounds[identity].previous
        return identity
