"""What each organisation of a round of reminder letters would be told.

A draft says what the register says and no more: dates as they are read on the screens, wording as
it was agreed. Points that are classified stand in no draft; the line to take never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain import letters
from app.domain.agenda import paragraph_key
from app.domain.date_words import edtf_words
from app.domain.directory import AliasKind
from app.domain.edtf import EdtfError, parse
from app.domain.errors import InvalidValueError, NotFoundError, NothingToDoError
from app.domain.focal_points import FocalPoint, attention
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.kinds import Kind
from app.domain.letter_chains import Chains, Standing
from app.domain.letter_drafts import Debtor, Draft, DraftPoint, Drafts
from app.domain.letter_words import LANGUAGES, LetterWords, language_of, words_in
from app.domain.letters import Letter, LetterForm, LetterRound
from app.domain.particulars import Note, Organisation, Wording
from app.domain.reading import due_words
from app.domain.rows import RegisterRow
from app.domain.timing import Basis
from app.services.focal_points import by_organisation
from app.services.letters import debtors
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the officer asks for: a round, for whom, in which form.

    Without `organisations` everybody who owes an answer is meant; in a reminder, everybody who has
    not answered. With a `language` all are written to in that one, else each in its usual one.
    """

    round: LetterRound
    form: LetterForm
    organisations: tuple[OrganisationId, ...] = ()
    relation: str = ""
    language: str = ""


def compose(reader: Reader, order: Order, today: date) -> Drafts:
    """Return what each organisation of an order would be sent.

    Raises `InvalidValueError` for an organisation without an open point, `NothingToDoError` where
    nobody is left to be written to, `NotFoundError` for what is no longer there.
    """
    first = order.round.previous is None
    asked = _first_asked(reader, order, today) if first else _asked_again(reader, order)
    return told_to(reader, order, asked)


Asked = dict[OrganisationId, tuple[tuple[CommitmentId, ...], int]]
"""Who is asked about which points, and how many more of its points are classified."""


def told_to(reader: Reader, order: Order, asked: Asked) -> Drafts:
    """Return what each of these would be sent. Raises as `compose`, but for who is asked."""
    held = order.round
    if order.language not in ("", *LANGUAGES):
        known = ", ".join(LANGUAGES)
        raise InvalidValueError(
            "language", f"There are no words for a letter in “{order.language}”, only in {known}."
        )
    previous = None
    if held.previous is None:
        held = replace(held, number=1)
    else:
        previous = reader.letter_round(held.previous)
        held = replace(held, number=previous.number + 1, concerns=previous.concerns)
    held = letters.checked(held)
    told = Telling(reader, {each for points, _ in asked.values() for each in points})
    bodies = {each.id: each for each in reader.organisations()}
    held_of = by_organisation(reader)
    drafts = []
    for identity, (points, marked) in asked.items():
        body = bodies.get(identity)
        if body is None:
            raise NotFoundError("This ministry or agency is no longer in the register.")
        focal = held_of.get(identity, ())
        language = order.language or _usual(body, focal)
        drafts.append(
            Draft(
                organisation=body,
                name=_named(reader, body, language),
                language=language,
                points=told.points(points, language),
                left_out=marked,
                focal_points=focal,
            )
        )
    return Drafts(round=held, form=order.form, letters=tuple(drafts), previous=previous)


def _first_asked(reader: Reader, order: Order, today: date) -> Asked:
    found = {
        each.organisation.id: each
        for each in debtors(reader, order.relation, today, order.round.concerns or "")
    }
    wanted = order.organisations or tuple(
        each for each, debtor in found.items() if debtor.reasons and debtor.points
    )
    if not wanted:
        raise NothingToDoError("Nobody owes an answer.")
    for each in wanted:
        _check_asked(reader, each, found.get(each))
    return {each: (found[each].points, found[each].marked) for each in dict.fromkeys(wanted)}


def _check_asked(reader: Reader, identity: OrganisationId, debtor: Debtor | None) -> None:
    """Refuse an organisation without an open point, saying whether there are classified ones."""
    if debtor is not None and debtor.points:
        return
    label = reader.organisation(identity).label
    if debtor is not None and debtor.marked:
        raise InvalidValueError(
            "organisations",
            f"Every open point of {label} is classified: none of them may stand in a letter.",
        )
    raise InvalidValueError("organisations", f"{label} has no open point to be asked about.")


def _asked_again(reader: Reader, order: Order) -> Asked:
    """Return whoever has not answered, with those points of its letter that are still open."""
    chains, before = reader.chains(), order.round.previous or ""
    following = chains.following(before)
    if following is not None:
        raise InvalidValueError(
            "previous",
            f"{following.reference} reminds of this letter already: remind of that one.",
        )
    asked: Asked = {}
    for letter in chains.of[before]:
        wanted = not order.organisations or letter.organisation in order.organisations
        if wanted and chains.standing(letter) is Standing.AWAITED:
            points, marked = _still_open(reader, chains, letter)
            if points:
                asked[letter.organisation] = (points, marked)
    if not order.organisations and not asked:
        raise NothingToDoError("Nobody is left who has not answered.")
    for each in order.organisations:
        if each not in asked:
            label = reader.organisation(each).label
            raise InvalidValueError(
                "organisations", f"{label} owes no answer to this letter that may be asked for."
            )
    return asked


def _still_open(
    reader: Reader, chains: Chains, letter: Letter
) -> tuple[tuple[CommitmentId, ...], int]:
    """Return those points of a letter that are still open, and how many are classified by now."""
    rows = reader.rows_by(chains.open_points(letter))
    points = tuple(each for each, row in rows.items() if not row.classification)
    return points, len(rows) - len(points)


def _usual(body: Organisation, points: Sequence[FocalPoint]) -> str:
    """Return in which language an agency is written to: its focal point's, where there are words.

    Else that of its country.
    """
    read_by = attention(points)
    wanted = "" if read_by is None else read_by.language.partition("-")[0]
    return wanted if wanted in LANGUAGES else language_of(body.country)


def _named(reader: Reader, body: Organisation, language: str) -> str:
    """Return the name of an organisation in a language, its own name where none is known."""
    for alias in reader.aliases(body.id):
        same = alias.language.partition("-")[0] == language.partition("-")[0]
        if alias.language and same and alias.kind == AliasKind.ALIAS:
            return alias.name
    return body.name


class Telling:
    """Reads once what all letters of a round tell of their points."""

    def __init__(self, reader: Reader, identities: set[CommitmentId]) -> None:
        """Read about these commitments."""
        self._rows = reader.rows_by(identities)
        self._origins = reader.origins_of(identities)
        self._wordings = reader.wordings_of(identities)
        self._notes = reader.notes_of(identities)
        anchors = {row.timing.anchor for row in self._rows.values() if row.timing.anchor}
        self._named = reader.rows_by({*self._origins.values(), *anchors})

    def points(self, identities: Sequence[CommitmentId], language: str) -> tuple[DraftPoint, ...]:
        """Return points under the document they stand in, by paragraph."""
        said = words_in(language)
        told = [self._point(self._rows[each], said, language) for each in identities]
        return tuple(sorted(told, key=_in_order))

    def _point(self, row: RegisterRow, said: LetterWords, language: str) -> DraftPoint:
        wording = _wording(self._wordings.get(row.id, []), language)
        note = _newest(self._notes.get(row.id, []))
        return DraftPoint(
            commitment=row.id,
            ref=row.ref,
            title=row.title,
            due=due_words(row.timing, said.tr, followed=self._shown(row.timing.anchor)),
            origin=self._shown(self._origins.get(row.id)),
            paragraph=row.paragraph,
            said=wording.text if wording is not None else "",
            language=wording.language if wording is not None else "",
            note=note.text if note is not None else "",
            noted_on=_dated(note.happened_on, said) if note is not None else "",
        )

    def _shown(self, identity: CommitmentId | None) -> str:
        """Return the title of another commitment, unless it is not for others to see."""
        row = self._named.get(identity) if identity is not None else None
        if row is None or row.binned or row.classification or row.kind is Kind.INTERNAL_MEETING:
            return ""
        return row.title


def _in_order(point: DraftPoint) -> tuple[object, ...]:
    return not point.origin, point.origin, paragraph_key(point.paragraph), paragraph_key(point.ref)


def _wording(held: Sequence[Wording], language: str) -> Wording | None:
    """Return the agreed wording in a language, else the English one, else the first there is."""
    for wanted in (language.partition("-")[0], "en"):
        for each in held:
            if each.language.partition("-")[0] == wanted:
                return each
    return next(iter(held), None)


def _newest(notes: Sequence[Note]) -> Note | None:
    """Return the note whose last possible day is the latest; of one day the one entered last."""
    dated = [(_last_day(each.happened_on), place) for place, each in enumerate(notes)]
    return notes[max(dated)[1]] if dated else None


def _last_day(edtf: str) -> date:
    try:
        return parse(edtf).latest or date.max
    except EdtfError:
        return date.min


def _dated(edtf: str, said: LetterWords) -> str:
    try:
        return edtf_words(parse(edtf), Basis.STATED, said.tr)
    except EdtfError:
        return edtf
