"""What was announced and is not established, in words: the report as it is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.agenda import paragraph_key
from app.domain.commitment import OwnerBasis, sides_of
from app.domain.date_words import Translate
from app.domain.dossier import Cited
from app.domain.particulars import Source, Stance
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
    cell,
)
from app.domain.reports.phrases import Voice, date_text, isolated, short_ref
from app.domain.reports.unidentified import (
    AnyGap,
    BatchGap,
    Claim,
    ClaimGap,
    PaperGap,
    SessionGap,
    Unidentified,
    Unknown,
    bearing,
)

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_MOST = 3
"""So many passages of sources are named in one row."""


def unidentified_document(report: Unidentified) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr, report.several).document()


@dataclass(slots=True)
class _Writer:
    """Says one report in one language; `several` says that it is of several pairs of countries."""

    report: Unidentified
    voice: Voice
    tr: Translate
    several: bool

    def document(self) -> Document:
        """Return the whole document."""
        tr = self.tr
        where = self.voice.pairs(self.report.relation)
        return self.report.frame.document(
            title=tr("Announced but not identified"),
            subtitle=tr("What has to be found out, from whom, and who announced it"),
            shows=tr("What no source establishes, {relation}").format(relation=where),
            blocks=self._blocks(),
        )

    def _blocks(self) -> tuple[Block, ...]:
        tr = self.tr
        if not self.report.gaps:
            said = tr("Nothing that was announced is left to be found out.")
            return (Paragraph(line=self.voice.told(said)),)
        sums = (Paragraph(line=self.voice.told(each)) for each in self._sums())
        return (
            Heading(text=tr("In short")),
            *sums,
            self._counts(),
            Heading(text=tr("Point by point")),
            self._table(),
        )

    def _counts(self) -> Counts:
        parts = (Count(label=heading, number=len(found)) for heading, found in self._parts())
        return Counts(
            name=self.tr("To be found out"),
            counts=tuple(each for each in parts if each.number),
        )

    def _parts(self) -> tuple[tuple[str, tuple[AnyGap, ...]], ...]:
        tr, report = self.tr, self.report
        return (
            (tr("Announced together"), report.batches),
            (tr("Agreements and papers"), report.papers),
            (tr("Sessions not recorded"), report.sessions),
            (tr("Stated, not quoted"), report.claims),
        )

    def _sums(self) -> list[str]:
        """Say the numbers that matter most: of texts that were announced, and of papers."""
        tr, report = self.tr, self.report
        found = [
            f"{isolated(each.row.title)}: {self._numbers(each)}" for each in report.batches[:_MOST]
        ]
        if report.papers:
            papers = tr(
                "Agreements and papers: signature not established, {signature}; entry into force "
                "not established, {force}; text not held, {text}."
            )
            found.append(
                papers.format(
                    signature=report.lacking(Unknown.SIGNATURE),
                    force=report.lacking(Unknown.ENTRY_INTO_FORCE),
                    text=report.lacking(Unknown.TEXT),
                )
            )
        return found

    def _table(self) -> Table:
        tr = self.tr
        columns = (
            Column(key="ref", heading=tr("Para."), width=24),
            Column(key="point", heading=tr("What was announced"), width=62),
            Column(key="unknown", heading=tr("To be found out"), width=70),
            Column(key="ask", heading=tr("From whom"), width=46),
            Column(key="source", heading=tr("Announced by"), width=60),
        )
        groups = (
            Group(heading=heading, rows=tuple(self._row(each) for each in found))
            for heading, found in self._parts()
            if found
        )
        return Table(columns=columns, groups=tuple(groups))

    def _row(self, gap: AnyGap) -> tuple[Cell, ...]:
        row, voice = gap.row, self.voice
        if isinstance(gap, SessionGap):
            title = Line(text=gap.series.name)
            ref: tuple[Line, ...] = (Line(text="–"),)
        else:
            title = Line(text=row.title)
            ref = voice.reference(row, row.paragraph, whole=self.several)
        return (
            cell(*ref),
            cell(title, *voice.mark(row)),
            cell(*self._unknown(gap)),
            cell(*self._ask(gap)),
            cell(*self._sources(gap)),
        )

    # What is to be found out

    def _unknown(self, gap: AnyGap) -> list[Line]:
        match gap:
            case BatchGap():
                return self._of_batch(gap)
            case PaperGap():
                return [self.voice.told(each) for each in self._of_paper(gap)]
            case SessionGap():
                return self._of_series(gap)
        return [self.voice.told(self._of_claim(gap, each)) for each in gap.claims]

    def _numbers(self, batch: BatchGap) -> str:
        tr, unknown = self.tr, batch.unknown
        if unknown is None:
            template = tr("{identified} identified; how many were announced is not known")
        elif unknown:
            template = tr("{announced} announced, {identified} identified, {unknown} unknown")
        else:
            template = tr("{announced} announced, but {identified} identified")
        return template.format(
            announced=batch.announced, identified=batch.identified, unknown=unknown
        )

    def _of_batch(self, batch: BatchGap) -> list[Line]:
        lines = [self.voice.told(self._numbers(batch), _STRONG)]
        if batch.members:
            refs = self.tr(", ").join(
                isolated(each.ref if self.several else short_ref(each)) for each in batch.members
            )
            known = self.tr("Identified: {refs}").format(refs=refs)
            lines.append(self.voice.told(known, _QUIET))
        return lines

    def _of_paper(self, paper: PaperGap) -> list[str]:
        tr = self.tr
        words = {
            Unknown.SIGNATURE: tr("Was it signed, and when?"),
            Unknown.ENTRY_INTO_FORCE: tr("Is it in force, and since when?"),
            Unknown.TEXT: tr("The text is not held."),
        }
        return [words[each] for each in paper.unknown]

    def _of_series(self, gap: SessionGap) -> list[Line]:
        tr, missing = self.tr, gap.missing
        template = (
            tr("Number {first} is not recorded.")
            if missing.first == missing.last
            else tr("Numbers {first} to {last} are not recorded.")
        )
        said = template.format(first=missing.first, last=missing.last)
        rest = tr("Whether, when and where held is not known here.")
        return [self.voice.told(said, _STRONG), self.voice.told(rest, _QUIET)]

    def _of_claim(self, gap: ClaimGap, claim: Claim) -> str:
        tr, row = self.tr, gap.row
        some = bool(bearing(claim, gap.cited))
        if claim is Claim.DATE:
            template = (
                tr("Date “{value}”: held in our words only.")
                if some
                else tr("Date “{value}”: no passage says so.")
            )
            return template.format(value=self.voice.due(row))
        template = (
            tr("Lead agency {value}: held in our words only.")
            if some
            else tr("Lead agency {value}: no passage says so.")
        )
        return template.format(value=isolated(row.owner))

    # From whom, and who announced it

    def _ask(self, gap: AnyGap) -> list[Line]:
        """Return who leads, and so can be asked; that nobody is named, where nobody is."""
        row, voice = gap.row, self.voice
        first, second = sides_of(row.relation)
        lines = []
        if row.owner:
            presumed = row.owner_basis is OwnerBasis.PRESUMED
            lines.append(voice.agency(first, row.owner, presumed=presumed))
        if row.counterpart:
            lines.append(voice.agency(second, row.counterpart))
        return lines or [voice.told(self.tr("No lead agency is named"), _QUIET)]

    def _sources(self, gap: AnyGap) -> list[Line]:
        tr, voice = self.tr, self.voice
        said = self._passages(gap.cited)
        if not said:
            return [voice.told(tr("No source is cited"), _QUIET)]
        more = len(said) - _MOST
        lines = [voice.told(each, _QUIET) for each in said[:_MOST]]
        if more > 0:
            lines.append(voice.told(tr("and {count} more").format(count=more), _QUIET))
        return lines

    def _passages(self, cited: Iterable[Cited]) -> list[str]:
        """Return each source once with its paragraphs, apart what speaks to the contrary."""
        tr, found = self.tr, dict[tuple[str, bool], list[str]]()
        for each in cited:
            against = each.evidence.stance is Stance.CONTRADICTS
            paragraphs = found.setdefault((self._source(each.source), against), [])
            paragraphs.append(each.evidence.paragraph)
        lines = []
        for (source, against), paragraphs in found.items():
            named = sorted({each for each in paragraphs if each}, key=paragraph_key)
            said = tr("{source}, to the contrary").format(source=source) if against else source
            if named:
                held = tr(", ").join(isolated(each) for each in named)
                said = tr("{source}, para. {paragraph}").format(source=said, paragraph=held)
            lines.append(said)
        return lines

    def _source(self, source: Source) -> str:
        name = isolated(source.publisher or source.title)
        if not source.published:
            return name
        day = date_text(source.published, self.tr)
        return self.tr(", ").join((name, day))
