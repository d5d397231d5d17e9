"""The pieces that reports put their sentences together from: dates, names, a commitment's facts.

Every report says a commitment with these, so that one fact reads the same in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.commitment import sides_of
from app.domain.date_words import Translate, edtf_words
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.lifecycle import Phase
from app.domain.particulars import Note, NoteBasis, Organisation
from app.domain.promises import Uncounted
from app.domain.reading import due_words, standing_words
from app.domain.reports.document import Emphasis, Line, Tone, tone_of
from app.domain.reports.words import status_words
from app.domain.rows import RegisterRow
from app.domain.timeliness import timeliness
from app.domain.timing import Basis, Timing

_ISOLATED = "\u2068{}\u2069"


def isolated(text: str) -> str:
    """Return a text whose direction leaves what stands beside it alone."""
    return _ISOLATED.format(text) if text else ""


def date_text(value: str, tr: Translate) -> str:
    """Return a stored date in words; one that cannot be read as it stands."""
    try:
        return edtf_words(parse(value), Basis.STATED, tr)
    except ServandaError:
        return value


def short_ref(row: RegisterRow) -> str:
    """Return a reference without the pair of countries before it, which the report names."""
    return row.ref.removeprefix(f"{row.relation}/")


def owing_words(row: RegisterRow, tr: Translate) -> str:
    """Return who owes it: one side or both, a private body, or that nobody says."""
    if set(row.owed_by.split("+")) == set(sides_of(row.relation)):
        return tr("both sides")
    return row.owed_by.replace("+", " + ") or tr("not stated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Says things in one language, as of one day."""

    tr: Translate
    language: str
    today: date

    def told(self, text: str, emphasis: Emphasis = Emphasis.PLAIN, tone: Tone = Tone.INK) -> Line:
        """Return a line in the language of the report."""
        return Line(text=text, language=self.language, emphasis=emphasis, tone=tone)

    def pairs(self, relation: str) -> str:
        """Return which pair of countries a report is of, or that it is of all."""
        return isolated(relation) or self.tr("all pairs of countries")

    def reference(
        self, row: RegisterRow, paragraph: str = "", *, whole: bool = False
    ) -> tuple[Line, ...]:
        """Return a paragraph, or a dash where there is neither that nor a reference, and a ref.

        `whole` keeps the pair of countries before it, for a report of several pairs.
        """
        ref = row.ref if whole else short_ref(row)
        return (
            Line(text=paragraph or ("" if ref else "–"), emphasis=Emphasis.STRONG),
            Line(text=ref, emphasis=Emphasis.QUIET),
        )

    def owing(self, row: RegisterRow) -> tuple[Line, ...]:
        """Return which side owes it."""
        return (self.told(owing_words(row, self.tr), emphasis=Emphasis.STRONG),)

    def agency(self, side: str, name: str, *, presumed: bool = False) -> Line:
        """Return who leads on a side; `presumed` where no source names them."""
        tr = self.tr
        template = tr("{side}: {agency}, presumed") if presumed else tr("{side}: {agency}")
        return self.told(template.format(side=side, agency=isolated(name)))

    def supporting(self, names: tuple[str, ...]) -> Line:
        """Return who supports whoever leads; at least one."""
        said = self.tr(", ").join(isolated(each) for each in names)
        return self.told(self.tr("with {agencies}").format(agencies=said), emphasis=Emphasis.QUIET)

    def uncounted(self, left: Uncounted) -> str:
        """Return how much there is that is no promise, and so counted nowhere."""
        return self.tr(
            "Not counted: events {events}, internal meetings {internal}, points only "
            "noted {noted}, drafts {drafts}."
        ).format(events=left.events, internal=left.internal, noted=left.noted, drafts=left.drafts)

    def due(self, row: RegisterRow, timing: Timing | None = None) -> str:
        """Return when it is due, or what another date of the same commitment says."""
        asked = row.timing if timing is None else timing
        same = asked.anchor == row.timing.anchor
        return due_words(asked, self.tr, followed=isolated(row.awaited) if same else "")

    def standing(self, row: RegisterRow) -> Line:
        """Return where it stands in time, in its tone."""
        said = standing_words(
            row.standing, self.today, row.slip, self.tr, awaited=isolated(row.awaited)
        )
        tone = tone_of(timeliness(row.standing, self.today))
        return self.told(said, tone=tone, emphasis=Emphasis.STRONG)

    def status(self, row: RegisterRow) -> Line:
        """Return the status in words."""
        tone = Tone.DONE if row.status.phase is Phase.DONE else Tone.INK
        return self.told(status_words(row.status, self.tr), emphasis=Emphasis.STRONG, tone=tone)

    def mark(self, row: RegisterRow) -> tuple[Line, ...]:
        """Return how it is classified; nothing where it is not."""
        if not row.classification:
            return ()
        said = self.tr("Marked: {mark}").format(mark=isolated(row.classification))
        return (self.told(said, emphasis=Emphasis.STRONG),)

    def ball(self, row: RegisterRow, letter: str = "") -> tuple[Line, ...]:
        """Return whose turn it is, since when and by which letter; nothing where nobody says."""
        if not row.ball_with:
            return ()
        tr = self.tr
        side = tr("a third party") if row.ball_with == "third" else row.ball_with
        said = tr("Its turn: {side}").format(side=side)
        if row.ball_since:
            said = tr("{turn}, since {day}").format(turn=said, day=date_text(row.ball_since, tr))
        if letter:
            said = tr("{turn}, letter {number}").format(turn=said, number=isolated(letter))
        return (self.told(said),)

    def news(self, note: Note, reporter: Organisation | None) -> tuple[Line, ...]:
        """Return what was reported: by whom, when, by which letter, on what it rests."""
        tr = self.tr
        pieces = [date_text(note.happened_on, tr)]
        if reporter is not None:
            pieces.append(isolated(reporter.label))
        if note.letter:
            pieces.append(tr("letter {number}").format(number=isolated(note.letter)))
        if note.letter_date:
            pieces.append(tr("of {day}").format(day=date_text(note.letter_date, tr)))
        basis = {
            NoteBasis.SELF_REPORTED: tr("self-reported"),
            NoteBasis.EVIDENCED: tr("with evidence"),
            NoteBasis.CONTRADICTED: tr("contradicted"),
        }[note.basis]
        if note.basis is NoteBasis.SELF_REPORTED and reporter is None:
            basis = tr("no evidence")  # nobody is named who could report of itself
        head = self.told(tr(", ").join((*pieces, basis)), emphasis=Emphasis.QUIET)
        return head, Line(text=note.text)
