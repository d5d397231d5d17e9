"""Which letter a workbook of inputs answers: told by its notes, else asked of the officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.date_words import day_words
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.returned import Answered, Returned
from app.domain.intake.vocabulary import plain
from app.domain.letter_chains import Chains
from app.domain.letters import Letter, LetterForm
from app.domain.particulars import Organisation
from app.store.reader import Reader

QUESTION, NONE = "Letter", "none"
"""What is asked where a workbook does not say which letter it answers, and the answer “none”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """The letter that is answered as far as that is known; what is to be said, or asked."""

    returned: Returned
    note: str = ""
    question: Asked | None = None


class Meaning:
    """Finds the letter that a workbook answers, by its notes or by asking."""

    def __init__(self, reader: Reader, answers: Mapping[str, str]) -> None:
        """`answers` are what the officer answered, by question."""
        self._reader = reader
        said = {plain_key(key): value for key, value in answers.items()}
        self._answer = said.get(plain_key(QUESTION), "")
        self._bodies = {each.id: each for each in reader.organisations()}

    def of(self, said: Answered | None, points: frozenset[CommitmentId]) -> Meant:
        """Return the letter that is answered, or what has to be asked to know it."""
        chains = self._reader.chains()
        body = self._named(said.organisation) if said is not None else None
        found = self._said(chains, said, body) if said is not None else []
        if len(found) == 1:
            return self._meant(chains, found[0])
        if said is not None and not found:
            return self._unanswering(said, body)
        candidates = found or self._asked_about(chains, points)
        return self._chosen(chains, candidates)

    def _named(self, name: str) -> Organisation | None:
        """Return the one organisation that goes by a name, or alone ever went by it."""
        wanted = plain(name)
        now = {each.id for each in self._bodies.values() if plain(each.name) == wanted}
        ever = {
            identity
            for identity, former in self._reader.former_names()
            if plain(former) == wanted and identity in self._bodies
        }
        found = now or ever
        return self._bodies[OrganisationId(found.pop())] if len(found) == 1 else None

    def _said(self, chains: Chains, said: Answered, body: Organisation | None) -> list[Letter]:
        return [
            letter
            for held in self._reader.letter_rounds(said.reference)
            if held.dated_on == said.dated_on
            for letter in chains.of[held.id]
            if body is not None and letter.organisation == body.id
        ]

    @staticmethod
    def _asked_about(chains: Chains, points: frozenset[CommitmentId]) -> list[Letter]:
        """Return the letters with workbooks that asked about all of these points."""
        return [
            letter
            for letters in chains.of.values()
            for letter in letters
            if points
            and letter.form is LetterForm.XLSX
            and points <= set(chains.points.get(letter.id, ()))
        ]

    def _chosen(self, chains: Chains, candidates: list[Letter]) -> Meant:
        names = {self._choice(chains, each): each for each in candidates}
        if self._answer in names:
            return self._meant(chains, names[self._answer])
        if not names or self._answer == NONE:
            note = "It answers no letter of this register: each point is told by its lead agency."
            return Meant(returned=Returned(), note=note)
        asked = Asked(
            key=QUESTION,
            column=QUESTION,
            question="Which letter does this table answer?",
            choices=(*names, NONE),
        )
        return Meant(returned=Returned(), question=asked)

    def _choice(self, chains: Chains, letter: Letter) -> str:
        held = chains.rounds[letter.round]
        return f"{_named(held.reference, held.dated_on)}, {self._label(letter.organisation)}"

    def _label(self, organisation: OrganisationId) -> str:
        body = self._bodies.get(organisation)
        return body.label if body is not None else ""

    def _meant(self, chains: Chains, letter: Letter) -> Meant:
        held = chains.rounds[letter.round]
        label = self._label(letter.organisation)
        note = f"{label} answers {_named(held.reference, held.dated_on)}."
        if letter.withdrawn_on:
            note += " It is asked no longer: what it tells is noted, no reply is recorded."
        elif chains.answer(letter) is not None:
            note += " A reply to it is recorded already, and stays as it is."
        returned = Returned(
            organisation=letter.organisation,
            label=label,
            letter=letter.id,
            reference=held.reference,
        )
        return Meant(returned=returned, note=note)

    @staticmethod
    def _unanswering(said: Answered, body: Organisation | None) -> Meant:
        letter = _named(said.reference[:80], said.dated_on)
        if body is None:
            note = (
                f"No agency in this register goes by “{said.organisation[:80]}”, to whom {letter} "
                "went: each point is told by its lead agency, and no reply is recorded."
            )
            return Meant(returned=Returned(), note=note)
        note = f"{letter} to {body.label} is not on record here: no reply is recorded."
        return Meant(returned=Returned(organisation=body.id, label=body.label), note=note)


def _named(reference: str, dated_on: str) -> str:
    """Return a letter by its number and its day; a day that is none stays as it was written."""
    try:
        return f"{reference} of {day_words(date.fromisoformat(dated_on))}"
    except ValueError:
        return f"{reference} of {dated_on[:20]}" if dated_on else reference
