"""What changed since, in words: how much of what, and every point with all that is other."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.date_words import Translate, day_words
from app.domain.reports.changed_lines import point_row
from app.domain.reports.changed_since import ChangedSince, What
from app.domain.reports.changed_words import record_words, what_words
from app.domain.reports.document import (
    Block,
    Column,
    Count,
    Counts,
    Document,
    Emphasis,
    Group,
    Heading,
    Paragraph,
    Table,
)
from app.domain.reports.phrases import Voice, isolated

_QUIET = Emphasis.QUIET


def changed_since_document(report: ChangedSince) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr).document()


@dataclass(slots=True)
class _Writer:
    """Says one report in one language."""

    report: ChangedSince
    voice: Voice
    tr: Translate

    def document(self) -> Document:
        """Return the whole document."""
        tr, report = self.tr, self.report
        whose = self.voice.pairs(report.relation)
        return report.frame.document(
            title=tr("What changed in the register"),
            subtitle=self._since(),
            shows=tr("All entries of {pair} that changed").format(pair=whose),
            blocks=self._blocks(),
        )

    def _since(self) -> str:
        tr, since = self.tr, self.report.since
        if since.day is not None:
            return tr("Entered on {day} or later").format(day=day_words(since.day, tr))
        return tr("Entered since register version {version}").format(version=since.version)

    def _said(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis=emphasis))

    def _blocks(self) -> tuple[Block, ...]:
        tr, report = self.tr, self.report
        if not report.points:
            said = tr("No point is other than it was then.")
            return (self._said(said), *self._beside())
        counts = tuple(
            Count(label=what_words(what, tr), number=number)
            for what, number in report.counts.items()
        )
        return (
            Heading(text=tr("In short")),
            Counts(name=tr("Points by what changed"), counts=counts),
            *self._late(),
            *self._beside(),
            Heading(text=tr("Point by point")),
            self._table(),
        )

    def _late(self) -> list[Paragraph]:
        """Say how much was entered after it happened."""
        number = self.report.belated
        if not number:
            return []
        template = self.tr("Entered after the day on which it happened: {count} entries.")
        return [self._said(template.format(count=number))]

    def _beside(self) -> list[Paragraph]:
        """Say what else changed, and how it is counted."""
        tr, report = self.tr, self.report
        found = []
        if report.others:
            names: dict[str, int] = {}
            for record, number in report.others.items():
                words = record_words(record, tr)
                names[words] = names.get(words, 0) + number
            said = tr(", ").join(isolated(f"{words}: {number}") for words, number in names.items())
            found.append(tr("Beside the points changed – {entries}.").format(entries=said))
        if report.erased:
            template = tr("Points erased for good since: {count}; nothing is known of them.")
            found.append(template.format(count=report.erased))
        if report.acts:
            found.append(self._acts().format(acts=report.acts, people=report.actors))
        if report.selected:
            found.append(
                tr("Not counted here: entries that belong to no point, and points erased for good.")
            )
        return [self._said(each, emphasis=_QUIET) for each in found]

    def _acts(self) -> str:
        tr, alone = self.tr, self.report.actors == 1
        if self.report.selected:
            return (
                tr("Changes made of these points since: {acts}, by one person.")
                if alone
                else tr("Changes made of these points since: {acts}, by {people} people.")
            )
        return (
            tr("Changes made since: {acts}, by one person; what was undone again is not shown.")
            if alone
            else tr(
                "Changes made since: {acts}, by {people} people; what was undone again is not "
                "shown."
            )
        )

    def _table(self) -> Table:
        tr = self.tr
        columns = (
            Column(key="ref", heading=tr("Reference"), width=36),
            Column(key="point", heading=tr("Point"), width=84),
            Column(key="changed", heading=tr("What changed"), width=118),
            Column(key="entered", heading=tr("Entered"), width=44),
        )
        groups = tuple(
            Group(
                heading=what_words(what, tr),
                rows=tuple(point_row(each, self.voice) for each in self.report.of(what)),
            )
            for what in What
            if self.report.of(what)
        )
        return Table(columns=columns, groups=groups)
