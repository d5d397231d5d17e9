"""Renewal radar in words: the report as it is read, in the language it was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.commitment import OwnerBasis, sides_of
from app.domain.date_words import Translate, day_words
from app.domain.renewal_words import entry_words, explanation
from app.domain.reports.brief_terms import Turn
from app.domain.reports.brief_words import turn_words
from app.domain.reports.document import (
    Block,
    Cell,
    Column,
    Count,
    Counts,
    Document,
    Emphasis,
    Group,
    Heading,
    Line,
    Paragraph,
    Table,
    Tone,
    cell,
)
from app.domain.reports.phrases import Voice, isolated
from app.domain.reports.renewal_radar import Deed, Place, Renewal, RenewalRadar, until
from app.domain.term_words import missing_words, outstanding_words
from app.domain.timeliness import DUE_SOON_DAYS

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_TONES = {Place.LATE: Tone.LATE}


def renewal_radar_document(report: RenewalRadar) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr, report.several).document()


def place_words(place: Place, tr: Translate) -> str:
    """Return how the agreements of a place are headed."""
    return {
        Place.LATE: tr("Letter should have left"),
        Place.AHEAD: tr("Within 12 months"),
        Place.LATER: tr("Later than in 12 months"),
        Place.EXPIRED: tr("Expired"),
        Place.OBTAIN: tr("Cannot be computed: text to obtain"),
        Place.ENTRY_OPEN: tr("Entry into force not established"),
        Place.NOT_BEGUN: tr("Not in force yet"),
        Place.STANDS: tr("In force, no date ahead"),
        Place.OVER: tr("Terminated or superseded"),
    }[place]


@dataclass(slots=True)
class _Writer:
    """Says one report in one language; `several` says that it is of several pairs of countries."""

    report: RenewalRadar
    voice: Voice
    tr: Translate
    several: bool

    def document(self) -> Document:
        """Return the whole document."""
        tr = self.tr
        where = self.voice.pairs(self.report.relation)
        return self.report.frame.document(
            title=tr("Renewal radar"),
            subtitle=tr("What happens next, and who writes to whom by when"),
            shows=tr("Agreements and papers with a term, {relation}").format(relation=where),
            blocks=self._blocks(),
        )

    def _blocks(self) -> tuple[Block, ...]:
        tr = self.tr
        if not self.report.rows:
            said = tr("No agreement with a term is recorded.")
            return (Paragraph(line=self.voice.told(said)),)
        counts = (
            Count(
                label=place_words(place, tr),
                number=len(held),
                tone=_TONES.get(place, Tone.INK),
            )
            for place, held in self.report.places
        )
        return (
            Heading(text=tr("In short")),
            *(Paragraph(line=self.voice.told(each)) for each in self._sums()),
            Counts(name=tr("What happens next"), counts=tuple(counts)),
            Heading(text=tr("Agreement by agreement")),
            self._table(),
        )

    def _sums(self) -> list[str]:
        """Say what presses most: the letters that are late, what comes first."""
        tr, places, found = self.tr, dict(self.report.places), list[str]()
        last = day_words(until(self.report.today), tr)
        near = (*places.get(Place.LATE, ()), *places.get(Place.AHEAD, ()))
        for each in near[:_MOST]:
            turn, day = each.turns[0]
            said = turn_words(turn, tr).format(day=day_words(day, tr))
            found.append(f"{isolated(each.row.title)}: {said}")
        if len(near) > _MOST:
            found.append(tr("and {count} more").format(count=len(near) - _MOST))
        if not near:
            template = tr("Nothing that can be computed falls due by {day}.")
            found.append(template.format(day=last))
        missing = sum(Deed.OBTAIN in each.deeds for each in self.report.rows)
        if missing:
            template = tr("Agreements of which clauses are not known: {count} of {all}.")
            found.append(template.format(count=missing, all=len(self.report.rows)))
        return found

    # Agreement by agreement

    def _table(self) -> Table:
        tr = self.tr
        columns = (
            Column(key="ref", heading=tr("Para."), width=24),
            Column(key="agreement", heading=tr("Agreement"), width=56),
            Column(key="next", heading=tr("What happens next"), width=54),
            Column(key="letter", heading=tr("Who writes to whom"), width=56),
            Column(key="why", heading=tr("How the dates come about"), width=72),
        )
        groups = (
            Group(heading=place_words(place, tr), rows=tuple(self._row(each) for each in held))
            for place, held in self.report.places
        )
        return Table(columns=columns, groups=tuple(groups))

    def _row(self, each: Renewal) -> tuple[Cell, ...]:
        row, voice = each.row, self.voice
        return (
            cell(*voice.reference(row, row.paragraph, whole=self.several)),
            cell(Line(text=row.title), voice.status(row), *voice.mark(row)),
            cell(*self._next(each)),
            cell(*self._letters(each)),
            cell(voice.told(self._why(each), _QUIET)),
        )

    def _next(self, each: Renewal) -> list[Line]:
        """Return what comes of it, each with its day, and how many days are left to the first."""
        tr, course = self.tr, each.course
        lines = []
        for place, (turn, day) in enumerate(each.turns):
            said = turn_words(turn, tr).format(day=day_words(day, tr))
            strong = Emphasis.PLAIN if place else _STRONG
            lines.append(self.voice.told(said, strong, self._tone(turn, day)))
        if each.turns and each.turns[0][1] >= self.report.today:
            lines.append(self.voice.told(self._left(each.turns[0][1]), _QUIET))
        if course is not None and course.missing and not course.over:
            missing = tr("Not known: {clauses}").format(clauses=missing_words(course.missing, tr))
            lines.append(self.voice.told(missing))
        if each.place is Place.ENTRY_OPEN:
            lines.append(self.voice.told(tr("Entry into force not established")))
            wanted = entry_words(course, tr) if course is not None else ""
            lines += [self.voice.told(wanted, _QUIET)] if wanted else []
        if not lines:
            lines.append(self.voice.told(tr("No date is known"), _QUIET))
        return lines

    def _tone(self, turn: Turn, day: date) -> Tone:
        if turn is Turn.LETTER_LATE:
            return Tone.LATE
        near = 0 <= (day - self.report.today).days <= DUE_SOON_DAYS
        return Tone.SOON if near else Tone.INK

    def _left(self, day: date) -> str:
        tr, days = self.tr, (day - self.report.today).days
        if not days:
            return tr("today is the last day")
        return tr("1 day left") if days == 1 else tr("{days} days left").format(days=days)

    def _letters(self, each: Renewal) -> list[Line]:
        """Return who has to write to whom, and of whom an answer is awaited."""
        tr, course = self.tr, each.course
        words = {
            Deed.NOTICE: tr("Notice, if it is to end: from either side to the other"),
            Deed.PROPOSAL: tr("Proposal to extend: from either side to the other"),
            Deed.REVIVAL: tr("To go on: both sides have to agree"),
            Deed.OBTAIN: tr("The text: to be asked of whoever leads"),
            Deed.RECEIPT: tr("Notice is given: the day on which it arrived is to be established"),
            Deed.GIVEN: tr("Notice is recorded: the day it was given is to be established"),
        }
        lines = [self.voice.told(words[deed]) for deed in each.deeds]
        if course is not None:
            lines += [
                self.voice.told(outstanding_words(step, {}, tr)) for step in course.outstanding
            ]
        return [*lines, *self._leads(each)] if lines else [self._nobody()]

    def _nobody(self) -> Line:
        return self.voice.told(self.tr("No letter follows from what is known"), _QUIET)

    def _leads(self, each: Renewal) -> list[Line]:
        row, voice = each.row, self.voice
        first, second = sides_of(row.relation)
        presumed = row.owner_basis is OwnerBasis.PRESUMED
        silent = self.tr("{side}: no lead named")
        return [
            voice.agency(side, name, presumed=unsure)
            if name
            else voice.told(silent.format(side=side), _QUIET)
            for side, name, unsure in (
                (first, row.owner, presumed),
                (second, row.counterpart, False),
            )
        ]

    def _why(self, each: Renewal) -> str:
        """Return the sentence in which each computed date explains itself."""
        if each.course is not None:
            return explanation(each.course, tr=self.tr)
        due = self.voice.due(each.row)
        return self.tr("By its own date: {date}. No clauses are recorded.").format(date=due)


_MOST = 3
"""So many of those that press are named at once."""
