"""Slippage in words: what moved, when and by whom that was asked and agreed, and the sums."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.ledger import Asked, DateLine, slip_words
from app.domain.reading import delay_words, due_words
from app.domain.reports.document import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    Emphasis,
    Group,
    Heading,
    Line,
    Paragraph,
    Table,
    cell,
)
from app.domain.reports.phrases import Voice, isolated
from app.domain.reports.quarterly_return import Rows
from app.domain.reports.revisions import agreed_lines, side_words
from app.domain.reports.slippage import Case, Slippage, Sums, summed
from app.domain.slip_words import slip_sentence

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET


def slippage_document(report: Slippage) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr).document()


@dataclass(slots=True)
class _Writer:
    """Says one report in one language."""

    report: Slippage
    voice: Voice
    tr: Translate

    def document(self) -> Document:
        """Return the whole document."""
        tr = self.tr
        return self.report.frame.document(
            title=tr("Changes of date and delays"),
            subtitle=tr("Promises that were given another date, or were done late"),
            shows=self._shows(),
            blocks=self._blocks(),
        )

    def _shows(self) -> str:
        report, tr = self.report, self.tr
        pieces = [
            tr("Promises of {pair}, {rows}").format(
                pair=self.voice.pairs(report.relation),
                rows=tr("by lead agency") if report.rows is Rows.LEAD else tr("by sector"),
            )
        ]
        if report.sector:
            pieces.append(tr("sector {sector}").format(sector=isolated(report.sector)))
        if report.agency is not None:
            template = tr("led by {agency} on either side")
            pieces.append(template.format(agency=isolated(report.agency.label)))
        return tr(", ").join(pieces)

    def _blocks(self) -> tuple[Block, ...]:
        tr, report = self.tr, self.report
        if not report.cases:
            said = tr("No promise was given another date, and none was done late.")
            return (self._said(said), *self._caveats())
        sums: tuple[Block, ...] = ()
        if len(report.groups) > 1:
            sums = (Heading(text=tr("Added up")), self._sums())
        return (
            Heading(text=tr("In short")),
            *(self._said(each) for each in self._in_short(report.total)),
            *sums,
            Heading(text=tr("One by one")),
            self._table(),
            *self._caveats(),
        )

    def _by(self) -> str:
        return self.tr("Lead agency") if self.report.rows is Rows.LEAD else self.tr("Sector")

    def _said(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis=emphasis))

    def _in_short(self, total: Sums) -> list[str]:
        tr = self.tr
        template = tr(
            "Promises: {cases}; later dates given: {changes}; done late for certain: {late}."
        )
        found = [template.format(cases=total.cases, changes=total.changes, late=total.late)]
        if total.likely:
            said = tr("Done late by what was promised as likely or about so: {count}.")
            found.append(said.format(count=total.likely))
        if total.days is not None:
            words = delay_words(total.days, tr)
            found.append(tr("Delays behind the first dates, added up: {days}.").format(days=words))
        if total.guessed_days is not None:
            said = tr(
                "Not added to that, since they rest on dates that were only likely or about so: "
                "{count}; delays if those days are taken as said: {days}."
            )
            words = delay_words(total.guessed_days, tr)
            found.append(said.format(count=total.guessed, days=words))
        if total.untold:
            said = tr(
                "Of {count} it cannot be told how far they lie behind; they are not added up."
            )
            found.append(said.format(count=total.untold))
        if total.changes:
            found.append(self._who(total))
        return found

    def _who(self, total: Sums) -> str:
        """Say who asked for later dates, and whether in time."""
        tr = self.tr
        sides = [
            isolated(f"{side_words(each, tr)}: {number}") for each, number in total.asked_by.items()
        ]
        asked = tr("Who asked for later dates: {sides}.").format(sides=tr(", ").join(sides))
        when = [
            f"{self._when(each)}: {total.asked[each]}"
            for each in (*Asked, None)
            if each in total.asked
        ]
        told = tr("When they were asked for: {times}.").format(times=tr(", ").join(when))
        return f"{asked} {told}"

    def _when(self, asked: Asked | None) -> str:
        tr = self.tr
        if asked is None:
            return tr("cannot be said")
        return {
            Asked.IN_TIME: tr("before expiry"),
            Asked.AFTER_EXPIRY: tr("after expiry"),
            Asked.UNKNOWN: tr("before or after expiry not known"),
        }[asked]

    def _sums(self) -> Table:
        tr, report = self.tr, self.report
        columns = (
            Column(key="row", heading=self._by(), width=76),
            Column(key="cases", heading=tr("Promises"), width=38, align=Align.END),
            Column(key="changes", heading=tr("Later dates"), width=28, align=Align.END),
            Column(key="late", heading=tr("Done late"), width=28, align=Align.END),
            *self._likely_column(),
            Column(key="days", heading=tr("Delays added up"), width=48, align=Align.END),
            *self._guessed_column(),
            Column(key="untold", heading=tr("Cannot be told"), width=34, align=Align.END),
        )
        rows = [
            self._sum(self._name(key), summed(report.of(key)), Emphasis.PLAIN)
            for key in report.groups
        ]
        rows.append(self._sum(self.voice.told(tr("In all"), _STRONG), report.total, _STRONG))
        return Table(columns=columns, groups=(Group(rows=tuple(rows)),))

    def _likely_column(self) -> list[Column]:
        """Return the column of what was late by a likely date, where there is any."""
        if not self.report.total.likely:
            return []
        heading = self.tr("Late by a likely date")
        return [Column(key="likely", heading=heading, width=32, align=Align.END)]

    def _guessed_column(self) -> list[Column]:
        """Return the column of delays by likely dates, where there is any."""
        if not self.report.total.guessed:
            return []
        heading = self.tr("By likely dates, apart")
        return [Column(key="guessed", heading=heading, width=40, align=Align.END)]

    def _sum(self, name: Line, sums: Sums, emphasis: Emphasis) -> tuple[Cell, ...]:
        total = self.report.total
        nothing = self.tr("none for certain") if sums.guessed else self.tr("not known")
        days = nothing if sums.days is None else delay_words(sums.days, self.tr)
        likely = (str(sums.likely),) if total.likely else ()
        guessed = (self._guessed(sums),) if total.guessed else ()
        counts = (str(sums.cases), str(sums.changes), str(sums.late), *likely)
        texts = (*counts, days, *guessed, str(sums.untold))
        return (cell(name), *(cell(self.voice.told(each, emphasis)) for each in texts))

    def _guessed(self, sums: Sums) -> str:
        return "" if sums.guessed_days is None else delay_words(sums.guessed_days, self.tr)

    def _name(self, key: str) -> Line:
        label = self.report.labels[key]
        if label:
            return Line(text=label)
        lead = self.report.rows is Rows.LEAD
        nothing = self.tr("No lead agency named") if lead else self.tr("No sector")
        return self.voice.told(nothing, emphasis=_QUIET)

    def _table(self) -> Table:
        tr = self.tr
        columns = (
            Column(key="ref", heading=tr("Reference"), width=34),
            Column(key="point", heading=tr("Promise"), width=66),
            Column(key="owed", heading=tr("Responsible"), width=40),
            Column(key="dates", heading=tr("Dates"), width=96),
            Column(key="now", heading=tr("Where it stands"), width=58),
        )
        groups = tuple(
            Group(
                heading=self._name(key).text,
                rows=tuple(self._row(each) for each in self.report.of(key)),
            )
            for key in self.report.groups
        )
        return Table(columns=columns, groups=groups)

    def _row(self, case: Case) -> tuple[Cell, ...]:
        row, voice = case.row, self.voice
        return (
            cell(Line(text=row.ref, emphasis=_STRONG)),
            cell(Line(text=row.title), *voice.mark(row)),
            cell(*voice.owing(row), *self._leads(case)),
            cell(*self._dates(case)),
            cell(voice.status(row), voice.standing(row), *self._slip(case)),
        )

    def _leads(self, case: Case) -> list[Line]:
        row = case.row
        first, _, second = row.relation.partition("-")
        found = []
        if row.owner:
            found.append(self.voice.agency(first, row.owner, presumed=case.presumed))
        if row.counterpart:
            found.append(self.voice.agency(second, row.counterpart))
        return found

    def _slip(self, case: Case) -> list[Line]:
        """Say how far behind it is now due; of what was done the standing says it.

        Of that only by how sure a date it was late.
        """
        if case.late and case.likely:
            said = self.tr("late by what was promised as likely or about so")
            return [self.voice.told(said, emphasis=_QUIET)]
        if case.done:
            return []
        lines = [slip_sentence(case.slip, done=False, tr=self.tr)]
        if case.slip is not None and not case.certain:
            lines.append(self.tr("rests on a date that is only likely or about so"))
        return [self.voice.told(each, emphasis=_QUIET) for each in lines]

    def _dates(self, case: Case) -> list[Line]:
        """Say every date that was given, the first one first."""
        tr = self.tr
        first = tr("not known") if case.first is None else self._due(case, case.first)
        lines = [self.voice.told(tr("First: {date}").format(date=first))]
        for line in case.later:
            said = tr("Then: {date}").format(date=self._due(case, line))
            further = slip_words(line.slip, tr)
            lines.append(self.voice.told(f"{said}{tr(', ')}{further}" if further else said))
            lines += agreed_lines(line.record, self.voice, line.asked)
        return lines

    def _due(self, case: Case, line: DateLine) -> str:
        timing, row = line.record.timing, case.row
        same = timing.anchor == row.timing.anchor
        return due_words(timing, self.tr, followed=isolated(row.awaited) if same else "")

    def _caveats(self) -> list[Paragraph]:
        tr = self.tr
        said = [
            tr(
                "A delay is counted from the first date to the day it was done, or to the date "
                "that counts now; where days are not known it is a range, its sure part first."
            )
        ]
        if self.report.uncounted:
            template = tr(
                "Events, drafts, points only noted and internal meetings among them are not "
                "counted: {count}."
            )
            said.append(template.format(count=self.report.uncounted))
        return [self._said(each, emphasis=_QUIET) for each in said]
