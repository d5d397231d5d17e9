"""Session carry-over in words: the report as it is read, in the language it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.lifecycle import Phase
from app.domain.proposals import choice_words
from app.domain.reading import TIMELINESS_WORDS, due_words
from app.domain.reports.carry_over import CarryOver, Fate, Meeting, Tallies
from app.domain.reports.carry_over_table import Rows, then_words
from app.domain.reports.document import (
    Block,
    Count,
    Counts,
    Document,
    Emphasis,
    Heading,
    Paragraph,
    Tone,
    tone_of,
)
from app.domain.reports.phrases import date_text, isolated
from app.domain.reports.words import language_words, status_words
from app.domain.timeliness import timeliness

_QUIET = Emphasis.QUIET


def carry_over_document(report: CarryOver) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice.tr, Rows(report, voice)).document()


def meeting_words(meeting: Meeting, tr: Translate) -> str:
    """Return a session's name with when it was held, or when it is due."""
    if meeting.held:
        return tr("{session} ({day})").format(
            session=isolated(meeting.row.title), day=date_text(meeting.held, tr)
        )
    due = due_words(meeting.row.timing, tr, followed="")
    return tr("{session} ({day})").format(session=isolated(meeting.row.title), day=due)


@dataclass(slots=True)
class _Writer:
    """Says one report in one language."""

    report: CarryOver
    tr: Translate
    rows: Rows

    def document(self) -> Document:
        """Return the whole document."""
        report, tr = self.report, self.tr
        start, end = meeting_words(report.start, tr), meeting_words(report.end, tr)
        template = tr("From {start} to {end}: what was agreed, and where it stands")
        shows = tr("Every point made or restated at {session}")
        return report.frame.document(
            title=tr("Follow-up of decisions"),
            subtitle=template.format(start=start, end=end),
            shows=shows.format(session=isolated(report.start.row.title)),
            blocks=self._blocks(),
        )

    def _blocks(self) -> tuple[Block, ...]:
        tr = self.tr
        if not self.report.points:
            said = (
                tr("No point of this session is left to be shown.")
                if self.report.left_out
                else tr("No point is recorded as made or restated at this session.")
            )
            return (Paragraph(line=self.rows.told(said)),)
        return (
            Heading(text=tr("In short")),
            Paragraph(line=self.rows.told(self._sum())),
            *self._counts(self.report.tallies),
            Heading(text=tr("Point by point")),
            *self._caveats(),
            self.rows.table(),
        )

    def _caveats(self) -> list[Paragraph]:
        """Say once what would otherwise have to be said in every row."""
        tr, found = self.tr, list[str]()
        tallies = self.report.tallies
        if tallies.drafts:
            said = tr("Drafts, which nobody has promised yet: {count} of these points.")
            found.append(said.format(count=tallies.drafts))
        if tallies.noted:
            said = tr(
                "Language that only notes, by which nothing is owed: {count} of these points."
            )
            found.append(said.format(count=tallies.noted))
        if not self.rows.some_worded:
            template = tr("The agreed wording in {language} is held of no point: titles are shown.")
            found.append(template.format(language=language_words(self.report.language, tr)))
        if not (self.report.shared or self.rows.some_position):
            _, second = self.report.sides
            found.append(tr("No position of {side} is held on any point.").format(side=second))
        return [Paragraph(line=self.rows.told(each, emphasis=_QUIET)) for each in found]

    def _sum(self) -> str:
        """Say how what was agreed and what became of it add up."""
        tallies = self.report.tallies
        tr = self.tr
        template = tr(
            "{made} made there + {restated} restated there − {done} carried out − {dropped} dropped"
        )
        said = template.format(
            made=tallies.made,
            restated=tallies.restated,
            done=tallies.done,
            dropped=tallies.dropped,
        )
        if tallies.drafts:
            said += tr(" − {count} drafts").format(count=tallies.drafts)
        if tallies.noted:
            said += tr(" − {count} only noted").format(count=tallies.noted)
        return said + tr(" = {count} still to be followed up.").format(count=tallies.carried)

    def _counts(self, tallies: Tallies) -> list[Counts]:
        tr = self.tr
        then = (Count(label=then_words(each, tr), number=number) for each, number in tallies.then)
        now = (
            Count(
                label=status_words(each, tr),
                number=number,
                tone=Tone.DONE if each.phase is Phase.DONE else Tone.INK,
            )
            for each, number in tallies.now
        )
        found = [
            Counts(name=tr("Status at that session"), counts=tuple(then)),
            Counts(name=tr("Status now"), counts=tuple(now)),
            Counts(name=tr("In time"), counts=self._times()),
        ]
        if not self.report.shared:
            lines = (
                Count(label=choice_words(each, tr), number=number) for each, number in tallies.lines
            )
            found.append(Counts(name=tr("For the next session"), counts=tuple(lines)))
        return found

    def _times(self) -> tuple[Count, ...]:
        """Count the points by where they stand in time; what is only noted is never late."""
        today = self.report.today
        dated = [each.row for each in self.report.points if each.fate is not Fate.NOTED]
        found = [timeliness(each.standing, today) for each in dated]
        times = tuple(
            Count(label=self.tr(words), number=found.count(where), tone=tone_of(where))
            for where, words in TIMELINESS_WORDS.items()
            if where in found
        )
        noted = len(self.report.points) - len(dated)
        return (*times, Count(label=self.tr("only noted"), number=noted)) if noted else times
