"""The tables of a handover note: agreements, what is next, silent agencies, readings of dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.reports.brief import BriefPoint
from app.domain.reports.brief_terms import TextDue
from app.domain.reports.brief_words import turns_words
from app.domain.reports.document import Cell, Column, Emphasis, Group, Line, Table, cell
from app.domain.reports.handover import Disputed, Silent
from app.domain.reports.phrases import Voice, date_text, short_ref

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET


@dataclass(slots=True)
class Tables:
    """Says what a note names in one language."""

    voice: Voice

    @property
    def tr(self) -> Translate:
        """What says things in the language of the note."""
        return self.voice.tr

    def terms(self, terms: Sequence[TextDue]) -> Table:
        """Return what comes of agreements, and when."""
        tr = self.tr
        columns = (
            Column(key="text", heading=tr("Agreement"), width=84),
            Column(key="term", heading=tr("What comes, and when"), width=94),
        )
        rows = tuple(
            (
                cell(Line(text=each.row.title), self.voice.told(short_ref(each.row), _QUIET)),
                cell(*(self.voice.told(said) for said in turns_words(each, tr))),
            )
            for each in terms
        )
        return Table(columns=columns, groups=(Group(rows=rows),))

    def next(self, groups: tuple[Group, ...]) -> Table:
        """Return points that ask for attention, put into groups by when they do."""
        tr = self.tr
        columns = (
            Column(key="point", heading=tr("What was agreed"), width=76),
            Column(key="owed", heading=tr("Responsible"), width=48),
            Column(key="due", heading=tr("When"), width=54),
        )
        return Table(columns=columns, groups=groups)

    def point(self, point: BriefPoint) -> tuple[Cell, ...]:
        """Return the row of one point."""
        voice, row, lead = self.voice, point.row, point.lead
        first, _, second = row.relation.partition("-")
        owing = [*voice.owing(row)]
        if lead.first:
            owing.append(voice.agency(first, lead.first, presumed=lead.presumed))
        if lead.second:
            owing.append(voice.agency(second, lead.second))
        told = voice.told(short_ref(row), _QUIET)
        return (
            cell(Line(text=row.title), told, *voice.mark(row)),
            cell(*owing),
            cell(voice.told(voice.due(row)), voice.standing(row)),
        )

    def silent(self, silent: Sequence[Silent]) -> Table:
        """Return agencies of which nothing was heard for too long."""
        tr = self.tr
        several = len({each.relation for each in silent}) > 1
        columns = (
            Column(key="agency", heading=tr("Silent agency"), width=72),
            Column(key="count", heading=tr("Points without news"), width=30),
            Column(key="own", heading=tr("Its own last report"), width=38),
            Column(key="heard", heading=tr("Last news of these points"), width=38),
        )
        rows = tuple(
            (
                cell(
                    each.agency or self.voice.told(tr("No lead agency is named")),
                    *([self.voice.told(each.relation, _QUIET)] if several else []),
                ),
                cell(str(each.count)),
                self._day(each.own) if each.named else Cell(),
                self._day(each.said),
            )
            for each in silent
        )
        return Table(columns=columns, groups=(Group(rows=rows),))

    def _day(self, said: str) -> Cell:
        tr = self.tr
        return cell(self.voice.told(date_text(said, tr) if said else tr("never")))

    def disputed(self, disputed: Sequence[Disputed]) -> Table:
        """Return dates on which sources disagree, and which reading counts."""
        tr = self.tr
        columns = (
            Column(key="point", heading=tr("What was agreed"), width=66),
            Column(key="readings", heading=tr("Readings of its date"), width=62),
            Column(key="choice", heading=tr("What counts"), width=50),
        )
        rows = tuple(self._readings(each) for each in disputed)
        return Table(columns=columns, groups=(Group(rows=rows),))

    def _readings(self, each: Disputed) -> tuple[Cell, ...]:
        tr, voice, row = self.tr, self.voice, each.row
        others = (voice.told(tr("or: {date}").format(date=voice.due(row, one)))
                  for one in each.others)  # fmt: skip
        if each.choice is None:
            chosen = [voice.told(tr("No reading is chosen"), _STRONG)]
        else:
            day = date_text(each.choice.happened_on, tr)
            chosen = [voice.told(tr("The first, chosen on {day}").format(day=day))]
            chosen += [Line(text=each.choice.why)] if each.choice.why else []
        return (
            cell(Line(text=row.title), voice.told(short_ref(row), _QUIET)),
            cell(voice.told(voice.due(row)), *others),
            cell(*chosen),
        )
