"""One commitment, and its history, as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from app.cli.table import fold, printable
from app.cli.term_sheet import event_lines, term_lines
from app.domain.change import FieldChange, HistoryEntry
from app.domain.commitment import OwnerBasis, sides_of
from app.domain.dossier import Cited, Dossier, Tie
from app.domain.errors import NotFoundError
from app.domain.following import Pull, pull_words, standing_pulls
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.ledger import Asked, DateLine, slip_words
from app.domain.particulars import CHOICE, Note, Organisation, TimingRecord
from app.domain.reading import due_words, sentence
from app.domain.rows import RegisterRow, SeriesRow
from app.services.json_form import instant
from app.store.reader import Reader

_LABEL = 18
_ROOM = 80
_LONGEST = 60
_REFERENCES = ("origin", "anchor", "target", "batch")
_PLUMBING = ("commitment", "timing")
_IDENTITY = re.compile("[0-9a-f]{20}")
"""What names another record; the “target” of a reminder is a day."""

_GONE = {"binned": "put away", "undone": "taken back", "erased": "erased"}

Fact = tuple[str, str]


def sheet(reader: Reader, identity: CommitmentId, today: date) -> str:
    """Return everything about a commitment as text. Raises `NotFoundError`."""
    held = reader.dossier(identity)
    row = held.row
    series = reader.series_rows(held.series) if held.series else []
    names = {each.id: each.label for each in reader.organisations()}
    lines = [
        f"{printable(row.ref)}  {_kind(row)}",
        fold(row.title, _ROOM, ""),
        "",
        *_facts(_what(held, _sides(reader, row))),
        *_facts(_when(held, today)),
        *_facts(_meeting(held, series)),
        *_section("Dates", date_lines(held) if _several(held) else ()),
        *_section("Term", term_lines(reader, held, today)),
        *_section("Events", event_lines(held)),
        *_section("Moves", _moves(held)),
        *_section("Notes", _notes(held, names)),
        *_section("Evidence", map(_evidence, held.evidence)),
        *_section("Links", map(_link, held.ties)),
        *_section("Milestones", _milestones(held)),
        *_section("Announced together", batch_lines(held)),
        *_section("Made here", (f"{each.ref}  {each.title}" for each in held.points)),
    ]
    return "\n".join(lines)


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for label, text in facts:
        if text.strip():
            yield f"{label:<{_LABEL}}{fold(text, _ROOM - _LABEL, ' ' * _LABEL)}"


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    lines = [f"  {fold(each, _ROOM - 2, '      ')}" for each in items]
    if lines:
        yield from ("", heading, *lines)


def _kind(row: RegisterRow) -> str:
    marks = [row.kind.value]
    if row.event:
        marks.append("an event, no promise")
    if row.classification:
        marks.append(printable(row.classification))
    if row.binned:
        marks.append("in the bin")
    return ", ".join(marks)


def _sides(reader: Reader, row: RegisterRow) -> str:
    """The responsible side by its countries' names; a private body as it is."""
    first, second = sides_of(row.relation)
    pair = next((each for each in reader.relations() if each.code == row.relation), None)
    named = {first: pair.first_name, second: pair.second_name} if pair else {}
    return " and ".join(named.get(each) or each for each in row.owed_by.split("+"))


def _what(held: Dossier, sides: str) -> Iterator[Fact]:
    row, commitment = held.row, held.commitment
    presumed = " (presumed)" if commitment.owner_basis is OwnerBasis.PRESUMED else ""
    strength = row.strength
    yield "Status", f"{row.status.value} ({row.phase.value})"
    yield "Completion", commitment.completion.value
    yield "Responsible side", sides
    yield "Strength", f"{strength:d}, {strength.words}" if strength is not None else ""
    yield "Sector", row.sector
    yield "Lead", _body(held.owner) + (presumed if held.owner else "")
    yield "Supporting", ", ".join(each.label for each in held.supporting)
    yield "Counterpart", _body(held.counterpart)
    yield "Origin", f"{held.origin.ref}  {held.origin.title}" if held.origin else ""
    yield "Paragraph", row.paragraph
    yield "Made", " ".join(each for each in (row.made_on, commitment.made_at) if each)
    yield (
        "Ball with",
        " ".join(
            each for each in (commitment.ball_with, commitment.ball_since, commitment.ball_letter)
        ),
    )
    yield "Look again", commitment.review_on
    yield "Summary", commitment.summary
    yield "Remarks", commitment.remarks
    yield "Line to take", commitment.line_to_take


def _body(body: Organisation | None) -> str:
    if body is None:
        return ""
    return f"{body.acronym} ({body.name})" if body.acronym else body.name


def _when(held: Dossier, today: date) -> Iterator[Fact]:
    row = held.row
    if row.event and not row.bounds.known:
        return
    yield "Due", due_words(row.timing, followed=row.awaited)
    yield "", sentence(row.timing, row.standing, today, row.slip, follows=row.follows)
    yield "The source", "" if row.timing.anchor is not None else row.timing.words


def _meeting(held: Dossier, series: list[SeriesRow]) -> Iterator[Fact]:
    meeting = held.meeting
    if meeting is None:
        return
    missing = ", ".join(str(each.ordinal) for each in series if each.meeting is None)
    number = "" if meeting.ordinal is None else f", number {meeting.ordinal}"
    yield "Series", f"{held.series.name}{number}" if held.series else ""
    yield "Not recorded", missing
    yield "Host", meeting.host
    yield "Chairs", meeting.chairs


def _several(held: Dossier) -> bool:
    """Whether there is more to tell of the dates than the one that counts."""
    return len(held.timings) > 1 or bool(held.pulls) or held.choice is not None


def date_lines(held: Dossier) -> Iterator[str]:
    """Give every date of a commitment by its number, what moved it, and who chose it."""
    lines = {each.record.id: each for each in held.ledger}
    for number, each in enumerate(held.timings, start=1):
        counts = each.id == held.commitment.timing
        yield f"{number}  {_timing(each, lines.get(each.id), counts=counts)}"
    for pull in standing_pulls(held.pulls):
        yield pull_words(pull)
    if held.row.disputed:
        yield "The readings disagree, and none was chosen."
    elif held.choice is not None:
        choice = held.choice
        known = ", ".join(each for each in (choice.who, choice.why) if each)
        yield f"chosen {choice.happened_on}" + (f" ({known})" if known else "")


def _timing(kept: TimingRecord, line: DateLine | None, *, counts: bool) -> str:
    asked = deed_words("asked", kept.asked_on, kept.asked_by)
    if asked and line is not None and line.asked is Asked.AFTER_EXPIRY:
        asked += " after it had expired"
    agreed = deed_words("agreed", kept.agreed_on, kept.agreed_by)
    later = slip_words(line.slip) if line is not None else ""
    known = ", ".join(each for each in (later, asked, agreed, kept.reason) if each)
    words = f"{kept.role.value}: {due_words(kept.timing)}"
    return words + (f" ({known})" if known else "") + (", counts" if counts else "")


def deed_words(deed: str, day: str, who: str) -> str:
    """Return when something was done and by whom, “agreed 2025-03-05 by PK and BY”.

    Empty where neither is known.
    """
    by = f"by {who.replace('+', ' and ')}" if who else ""
    return " ".join(each for each in (deed, day, by) if each) if day or by else ""


def _moves(held: Dossier) -> Iterator[str]:
    for each in held.moves:
        if each.field == CHOICE:
            continue  # told with the dates
        who = f"confirmed by {each.who}" if each.who else ""
        known = "; ".join(part for part in (each.why, who) if part)
        said = f" ({known})" if known else ""
        day = each.happened_on or "day not known"
        yield f"{day}  {each.field.replace('_', ' ')}: {each.value}{said}"


def _notes(held: Dossier, names: Mapping[OrganisationId, str]) -> Iterator[str]:
    for each in held.notes:
        who = "" if each.reporter is None else names.get(each.reporter, "")
        known = ", ".join(part for part in (who, each.channel, *_sent(each)) if part)
        yield f"{each.happened_on}  {each.text}" + (f" ({known})" if known else "")


def _sent(note: Note) -> tuple[str, ...]:
    """Return by which letter of which day something was told, and as of when it was so."""
    dated = f"of {note.letter_date}" if note.letter_date else ""
    letter = " ".join(part for part in (note.letter, dated) if part)
    as_of = f"as of {note.as_of}" if note.as_of else ""
    return (f"letter {letter}" if letter else "", as_of, note.told_basis or "")


def _evidence(cited: Cited) -> str:
    evidence, source = cited.evidence, cited.source
    where = ", ".join(
        each
        for each in (
            source.publisher or source.title,
            source.published,
            f"¶ {evidence.paragraph}" if evidence.paragraph else "",
        )
        if each
    )
    said = f"“{evidence.quotation}”" if evidence.quotation else evidence.paraphrase
    about = f"{evidence.stance.value} {evidence.supports.replace('_', ' ')}".strip()
    return f"{where}: {said} ({about})"


def _link(tie: Tie) -> str:
    kind = tie.link.kind.value
    words = f"{kind} {tie.other.ref}" if tie.outward else f"{tie.other.ref} {kind} this"
    presumed = ", presumed" if tie.link.presumed else ""
    return f"{words}: {tie.other.title}{presumed}"


def _milestones(held: Dossier) -> Iterator[str]:
    for each in held.milestones:
        state = f"done {each.done_on}" if each.done_on else ""
        yield ", ".join(part for part in (each.label, each.who, each.due, state) if part)


def batch_lines(held: Dossier) -> Iterator[str]:
    """Give how many texts were announced, how many are known, and which."""
    batch = held.batch
    if batch is None:
        return
    known = len(batch.members)
    if batch.announced is None:
        yield f"{known} identified; how many were announced is not known"
    else:
        unknown = batch.unidentified
        yield f"{batch.announced} announced, {known} identified, {unknown} not identified"
    for each in batch.members:
        yield f"{each.ref}  {each.title}"


# --- history -----------------------------------------------------------------------------------


def history_text(
    reader: Reader, entries: Iterable[HistoryEntry], pulls: Sequence[Pull] = ()
) -> str:
    """Return a history as text: one line for each change, what it wrote below.

    `pulls` are the times that its date moved with what it follows: each stands where it was.
    """
    named = _Names(reader)
    lines: list[str] = []
    ahead = list(pulls)
    for _, change in groupby(entries, key=lambda each: (each.copy, each.n)):
        steps = list(change)
        first = steps[0]
        while ahead and ahead[-1].at >= first.at:
            lines.append(_pulled(ahead.pop()))
        when = instant(first.at).replace("T", " ").removesuffix("Z")
        kind = "" if first.kind.value == "do" else f" ({first.kind.value})"
        lines.append(f"{when} UTC  {printable(first.actor)}  {printable(first.label)}{kind}")
        for each in steps:
            lines += [f"    {text}" for text in _written(each, named)]
    return "\n".join(lines)


def _pulled(pull: Pull) -> str:
    when = instant(pull.at).replace("T", " ").removesuffix("Z")
    return f"{when} UTC  {printable(pull.actor)}  {printable(pull_words(pull))}"


class _Names:
    """Puts names in the place of identities."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._known: dict[str, str] = {each.id: each.label for each in reader.organisations()}
        self._known |= {each.id: each.title for each in reader.sources()}
        self._known |= {each.id: each.name for each in reader.series()}

    def value(self, field: str, value: str | int | None) -> str:
        """Return a stored value as a person reads it."""
        if value in (None, ""):
            return "nothing"
        text = str(value)
        if text not in self._known and field in _REFERENCES and _IDENTITY.fullmatch(text):
            self._known[text] = self._ref(CommitmentId(text))
        text = printable(self._known.get(text, text))
        return f"“{text[:_LONGEST]}…”" if len(text) > _LONGEST else f"“{text}”"

    def _ref(self, identity: CommitmentId) -> str:
        try:
            return self._reader.row(identity).ref
        except NotFoundError:
            return "a commitment no longer there"


def _written(entry: HistoryEntry, named: _Names) -> Iterator[str]:
    """Give a line for each field a change wrote; a new record is one line of its values."""
    record = entry.record
    if not entry.fields:
        yield f"{record}: erased"
        return
    shown = [each for each in entry.fields if each.field not in (*_PLUMBING, "gone")]
    gone = next((each for each in entry.fields if each.field == "gone"), None)
    if gone is not None and gone.old is None:
        values = (f"{_words(each)} {named.value(each.field, each.new)}" for each in shown)
        yield f"new {record}: {', '.join(values)}"
        return
    if gone is not None:
        yield f"{record}: {_GONE.get(str(gone.new), 'brought back')}"
    for each in shown:
        old, new = named.value(each.field, each.old), named.value(each.field, each.new)
        yield f"{record}: {_words(each)} {old} → {new}"


def _words(step: FieldChange) -> str:
    return step.field.replace("_", " ")
