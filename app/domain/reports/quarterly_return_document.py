"""Quarterly return in words: the sum, the tables, and what ties it to the return before."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.date_words import Translate, day_words
from app.domain.reports.document import (
    Block,
    Count,
    Counts,
    Document,
    Emphasis,
    Heading,
    Paragraph,
    Tone,
)
from app.domain.reports.phrases import Voice
from app.domain.reports.quarter import quarter_words
from app.domain.reports.quarter_course import Came, Extension, Late, News, Went
from app.domain.reports.quarterly_return import QuarterlyReturn, Rows
from app.domain.reports.quarterly_return_names import corrections_table, details_table
from app.domain.reports.quarterly_return_tables import (
    late_words,
    movement_table,
    news_words,
    standing_table,
)

_QUIET = Emphasis.QUIET
_LATE_TONES = {Late.ASKED: Tone.LATE, Late.WITHOUT_REQUEST: Tone.LATE}


def quarterly_return_document(report: QuarterlyReturn) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr).document()


@dataclass(slots=True)
class _Writer:
    """Says one return in one language."""

    report: QuarterlyReturn
    voice: Voice
    tr: Translate

    def document(self) -> Document:
        """Return the whole document."""
        report, tr = self.report, self.tr
        period = quarter_words(report.quarter, tr)
        if not report.over:
            day = day_words(report.until, tr)
            period = tr("{period}; not over yet, counted up to {day}").format(
                period=period, day=day
            )
        by = tr("by lead agency") if report.rows is Rows.LEAD else tr("by sector")
        whose = self.voice.pairs(report.relation)
        return report.frame.document(
            title=tr("Quarterly return"),
            subtitle=period,
            shows=tr("Promises of {pair}, {rows}").format(pair=whose, rows=by),
            blocks=self._blocks(),
        )

    def _blocks(self) -> tuple[Block, ...]:
        tr, report = self.tr, self.report
        if not (report.points or report.corrections):
            said = tr("Nothing was open, came or went in this quarter.")
            return (Paragraph(line=self.voice.told(said)), *self._caveats())
        tie: tuple[Block, ...] = ()
        if report.corrections and not report.filed.empty:
            tie = (corrections_table(report, self.voice),)
        detail = details_table(report, self.voice)
        behind: tuple[Block, ...] = ()
        if detail is not None:
            behind = (Heading(text=tr("Behind the figures")), detail)
        return (
            Heading(text=tr("In short")),
            self._said(self._sum()),
            *self._counts(),
            *self._extensions(),
            Heading(text=tr("What came and what went")),
            movement_table(report, self.voice),
            Heading(text=tr("What is open at the end")),
            standing_table(report, self.voice),
            Heading(text=tr("The return before")),
            *self._tied(),
            *tie,
            *behind,
            Heading(text=tr("How it is counted")),
            *self._caveats(),
        )

    def _said(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis=emphasis))

    def _sum(self) -> str:
        """Say how opening, what came and what went add up; what there was none of is left out."""
        tr, total = self.tr, self.report.total
        came = (
            (tr("{count} opened"), total.came[Came.OPENED]),
            (tr("{count} taken up again"), total.came[Came.TAKEN_UP]),
            (tr("{count} opened, quarter not known"), total.came[Came.UNPLACED]),
        )
        went = (
            (tr("{count} carried out"), total.went[Went.DONE]),
            (tr("{count} dropped"), total.went[Went.DROPPED]),
            (tr("{count} closed, quarter not known"), total.went[Went.UNPLACED]),
        )
        always = {tr("{count} opened"), tr("{count} carried out"), tr("{count} dropped")}
        pieces = [tr("{count} open at the beginning").format(count=total.opening)]
        for sign, parts in (("+", came), ("−", went)):
            for words, number in parts:
                if number or words in always:
                    pieces.append(f"{sign} {words.format(count=number)}")
        template = tr("{sum} = {count} open at the end.")
        return template.format(sum=" ".join(pieces), count=total.closing)

    def _counts(self) -> list[Counts]:
        tr, total = self.tr, self.report.total
        late = (
            Count(
                label=late_words(each, tr),
                number=number,
                tone=_LATE_TONES.get(each, Tone.INK),
            )
            for each, number in total.late.items()
            if number
        )
        news = (
            Count(label=news_words(each, tr), number=number)
            for each, number in total.news.items()
            if number
        )
        found = [
            Counts(name=tr("Open at the end, by date"), counts=tuple(late)),
            Counts(name=tr("Open at the end, by news in the quarter"), counts=tuple(news)),
        ]
        return found if total.closing else []

    def _extensions(self) -> list[Paragraph]:
        tr, held, report = self.tr, self.report.total.extensions, self.report
        beside = [
            self._said(template.format(count=number))
            for template, number in (
                (
                    tr(
                        "Of new dates {count} name no day of agreement: they are counted by the "
                        "day on which they were entered."
                    ),
                    report.extensions_by_entry,
                ),
                (
                    tr(
                        "Later dates asked for in this quarter and not known to be agreed by its "
                        "end: {count}."
                    ),
                    report.extensions_asked,
                ),
            )
            if number
        ]
        if not sum(held.values()):
            none = tr("No date is known to have been extended in this quarter.")
            return [self._said(none), *beside]
        template = tr("Dates extended: {before} before expiry, {after} after expiry.")
        said = template.format(before=held[Extension.BEFORE], after=held[Extension.AFTER])
        if held[Extension.UNKNOWN]:
            more = tr("Of {count} more it is not known which.")
            said = f"{said} {more.format(count=held[Extension.UNKNOWN])}"
        return [self._said(said), *beside]

    def _tied(self) -> list[Paragraph]:
        """Say how the closing of the return before leads to this opening."""
        tr, report, filed = self.tr, self.report, self.report.filed
        if filed.empty:
            said = (
                tr("By {day} nothing had been entered: there is no earlier return to tie to.")
                if filed.day is not None
                else tr("At that version nothing had been entered: there is nothing to tie to.")
            )
            if filed.day is not None:
                said = said.format(day=day_words(filed.day, tr))
            return [self._said(said)]
        total = report.total
        known = (
            tr("as entered by {day}").format(day=day_words(filed.day, tr))
            if filed.day is not None
            else tr("as entered at register version {version}").format(version=filed.version)
        )
        added = sum(each.now is not None and each.then is None for each in report.corrections)
        gone = sum(each.now is None and each.then is not None for each in report.corrections)
        template = tr(
            "Closing of the return before, {known}: {previous} + {added} − {gone} corrected "
            "since = {opening} open at the beginning of this quarter."
        )
        found = [
            self._said(
                template.format(
                    known=known,
                    previous=total.previous,
                    added=added,
                    gone=gone,
                    opening=total.opening,
                )
            )
        ]
        if not report.corrections:
            found.append(self._said(tr("Nothing was corrected since.")))
        if filed.erased:
            template = tr(
                "Points known then and erased for good since: {count}; whether they were counted "
                "cannot be said."
            )
            found.append(self._said(template.format(count=filed.erased)))
        return found

    def _caveats(self) -> list[Paragraph]:
        """Say what is counted and what is not, and what cannot be placed."""
        tr, report = self.tr, self.report
        found = [
            tr(
                "Open is what is neither carried out nor dropped; an agreement is open as long as "
                "it is signed or in force. It is counted by the day on which it happened; what "
                "happened on a day known less well is counted at the end of the days it may mean."
            ),
            self.voice.uncounted(report.uncounted),
        ]
        for number, words in (
            (report.perhaps_closed, tr("Counted as open, though perhaps closed by then: {count}.")),
            (report.perhaps_made, tr("Not counted, though perhaps made by then: {count}.")),
            (
                report.unplaced_extensions,
                tr("New dates agreed perhaps in this quarter, perhaps not: {count}; not counted."),
            ),
        ):
            if number:
                found.append(words.format(count=number))
        ends = [each.course.computed for each in report.points if each.course.computed is not None]
        if ends:
            template = tr(
                "Not overdue, with a last day computed from its clauses: {count}; of them {past} "
                "with a term that is over by then."
            )
            past = sum(each < report.until for each in ends)
            found.append(template.format(count=len(ends), past=past))
        presumed = sum(each.presumed for each in report.points)
        if presumed and report.rows is Rows.LEAD:
            template = tr("The lead agency of {count} points is presumed: no source names it.")
            found.append(template.format(count=presumed))
        if report.total.news[News.NONE]:
            found.append(tr("No news means that nothing was reported, not that nothing was done."))
        return [self._said(each, emphasis=_QUIET) for each in found]
