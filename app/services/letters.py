"""Who owes an answer, and the rounds of reminder letters so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from app.domain import letters
from app.domain.commitment import sides_of
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.letter_chains import AwaitedLetter, Chains, LetterLine, RoundLine, RoundSheet
from app.domain.letter_drafts import Askable, Debtor, Reason
from app.domain.letters import LetterRound
from app.domain.particulars import Organisation
from app.store.reader import Reader

# --- who owes an answer --------------------------------------------------------------------------


def debtors(reader: Reader, relation: str, today: date, concerns: str = "") -> tuple[Debtor, ...]:
    """Return every lead or counterpart agency with the points it may be asked about.

    It owes an answer where it is its side's turn in one of them, where the news of one are stale,
    or where it has not answered a letter; whoever owes the most points comes first, whoever owes
    none last. A point is left out while it is said to be another side's turn, unless a letter
    asked the organisation about it that is not answered: asking both sides turns it to one alone.
    """
    awaited = reader.letters_awaiting()
    asked: defaultdict[OrganisationId, set[CommitmentId]] = defaultdict(set)
    for letter in awaited:
        asked[letter.organisation].update(letter.commitments)
    bodies = {each.id: each for each in reader.organisations()}
    found: dict[OrganisationId, _Account] = {}
    for each in reader.askable(relation, today, concerns):
        for identity in dict.fromkeys((each.owner, each.counterpart)):
            body = bodies.get(identity) if identity is not None else None
            if body is not None:
                found.setdefault(body.id, _Account(body, asked[body.id])).enter(each)
    for letter in awaited:
        if letter.organisation in found:
            found[letter.organisation].await_answer(letter)
    return tuple(
        sorted((each.debtor() for each in found.values() if each.known), key=_most_owed_first)
    )


def _most_owed_first(debtor: Debtor) -> tuple[bool, int, str]:
    return not debtor.reasons, -len(debtor.points), debtor.organisation.name.casefold()


class _Account:
    """What one organisation may be asked about, point by point."""

    def __init__(self, organisation: Organisation, asked: AbstractSet[CommitmentId]) -> None:
        """`asked` are the points of its letters that are not answered."""
        self._organisation, self._asked = organisation, asked
        self._points: list[Askable] = []
        self._reasons: set[Reason] = set()
        self._marked = 0
        self._awaited: list[AwaitedLetter] = []

    @property
    def known(self) -> bool:
        """Whether there is anything to say of it."""
        return bool(self._points or self._marked)

    def enter(self, point: Askable) -> None:
        """Enter a point in which it is the lead or the counterpart."""
        side = letters.side_of(
            self._organisation.country,
            point.relation,
            first=point.owner == self._organisation.id,
            second=point.counterpart == self._organisation.id,
        )
        if point.internal and point.owed_by != side:
            return  # what one side settled within itself is not told to the other
        elsewhere = bool(point.ball_with) and point.ball_with != side
        if elsewhere and point.id not in self._asked:
            return
        if point.marked:
            self._marked += 1
            return
        self._points.append(point)
        if elsewhere:
            return  # the letter alone says why it owes an answer
        if point.ball_with:
            self._reasons.add(Reason.BALL)
        if point.silent:
            self._reasons.add(Reason.SILENT)

    def await_answer(self, letter: AwaitedLetter) -> None:
        """Enter a letter that it has not answered."""
        self._awaited.append(letter)
        if {each.id for each in self._points} & set(letter.commitments):
            self._reasons.add(Reason.UNANSWERED)

    def debtor(self) -> Debtor:
        """Return what it comes to."""
        heard = [each.heard for each in self._points if each.heard is not None]
        return Debtor(
            organisation=self._organisation,
            points=tuple(each.id for each in self._points),
            reasons=frozenset(self._reasons),
            marked=self._marked,
            heard=max(heard, default=None),
            awaited=tuple(self._awaited),
        )


# --- the rounds so far ---------------------------------------------------------------------------


def rounds(reader: Reader, relation: str = "") -> tuple[RoundLine, ...]:
    """Return every round with its numbers, the newest first.

    Of one pair of countries only those that ask an organisation of its two sides, or of no
    stated country.
    """
    chains = reader.chains()
    found = [chains.line(each) for each in chains.rounds]
    if not relation:
        return tuple(found)
    sides = ("", *sides_of(relation))
    near = {each.id for each in reader.organisations() if each.country in sides}
    return tuple(
        each for each in found if any(one.organisation in near for one in chains.of[each.id])
    )


def round_sheet(reader: Reader, identity: str) -> RoundSheet:
    """Return everything about one round. Raises `NotFoundError`."""
    held, chains = reader.letter_round(identity), reader.chains()
    bodies = {each.id: each for each in reader.organisations()}
    lines = [
        _letter_line(chains, letter, bodies)
        for letter in chains.of[identity]
        if letter.organisation in bodies
    ]
    wanted = {each for line in lines for each in line.points}
    near = reader.rows_by([held.concerns]) if held.concerns else {}
    return RoundSheet(
        line=chains.line(identity),
        letters=tuple(sorted(lines, key=lambda each: each.organisation.name.casefold())),
        rows=reader.rows_by(wanted),
        previous=chains.rounds.get(held.previous or ""),
        following=chains.following(identity),
        concerns=near.get(held.concerns) if held.concerns else None,
    )


def _letter_line(
    chains: Chains, letter: letters.Letter, bodies: Mapping[OrganisationId, Organisation]
) -> LetterLine:
    return LetterLine(
        letter=letter,
        organisation=bodies[letter.organisation],
        standing=chains.standing(letter),
        points=chains.points.get(letter.id, ()),
        pending=len(chains.open_points(letter)),
        answer=chains.answer(letter),
    )


def letter_meant(
    reader: Reader, name: str, organisation: OrganisationId
) -> tuple[LetterRound, letters.Letter]:
    """Return the letter that a reference number and an organisation name.

    Where several rounds carry that number, it is the latest that asked the organisation. Raises
    `NotFoundError`.
    """
    found = reader.letter_rounds(name) if name.strip() else []
    if not found:
        raise NotFoundError(f"No letter in this register carries the number “{name.strip()}”.")
    chains = reader.chains()
    for held in found:
        for letter in chains.of[held.id]:
            if letter.organisation == organisation:
                return held, letter
    label = reader.organisation(organisation).label
    raise NotFoundError(f"{found[0].reference} did not go to {label}.")
