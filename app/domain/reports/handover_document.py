"""The handover note in words: short sections, the most perishable first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.agenda import Unrecorded
from app.domain.date_words import Translate, day_words
from app.domain.letters import roman
from app.domain.reports.brief import BriefPoint
from app.domain.reports.brief_words import (
    batch_words,
    gap_words,
    titles,
)
from app.domain.reports.document import (
    Block,
    Document,
    Emphasis,
    Group,
    Heading,
    Paragraph,
)
from app.domain.reports.handover import MOST, MOST_SILENT, Awaited, Handover, Next
from app.domain.reports.handover_tables import Tables
from app.domain.reports.phrases import Voice, isolated
from app.domain.rows import RegisterRow
from app.domain.timeliness import UPDATE_PERIOD_DAYS

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET


def handover_document(note: Handover) -> Document:
    """Return the note as a document."""
    return _Writer(note, note.frame.voice).document()


@dataclass(slots=True)
class _Writer:
    """Says one note in one language."""

    note: Handover
    voice: Voice

    @property
    def tables(self) -> Tables:
        """What makes its tables."""
        return Tables(self.voice)

    @property
    def tr(self) -> Translate:
        """What says things in the language of the note."""
        return self.voice.tr

    def document(self) -> Document:
        """Return the whole document."""
        note, tr = self.note, self.tr
        pair = note.relation or tr("All pairs of countries")
        return note.frame.document(
            title=tr("Handover note"),
            subtitle=tr("{pair}: what a successor must know first").format(pair=pair),
            shows=tr("Whatever is open, awaited, in doubt or unfinished: {pair}").format(pair=pair),
            blocks=self._blocks(),
            upright=True,
        )

    def _blocks(self) -> list[Block]:
        if not self.note.held:
            return [self._say(self.tr("Nothing is recorded yet."))]
        return [
            *self._terms(),
            *self._next(),
            *self._waiting(),
            *self._disputed(),
            *self._drafts(),
            *self._texts(),
            *self._marked(),
            *self._holes(),
            *self._reminding(),
        ]

    def _say(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis))

    def _headed(self, text: str, blocks: Sequence[Block], empty: str) -> list[Block]:
        """Return a part; where there is nothing in it, it says so."""
        return [Heading(text=text), *(blocks or [self._say(empty, _QUIET)])]

    def _more(self, count: int) -> list[Block]:
        if count <= 0:
            return []
        return [self._say(self.tr("Not named here: {count} more.").format(count=count), _QUIET)]

    def _titles(self, rows: Sequence[RegisterRow]) -> str:
        return titles([each.title for each in rows], MOST, self.tr)

    # What is lost first

    def _terms(self) -> list[Block]:
        tr, terms = self.tr, self.note.terms
        table = [self.tables.terms(terms[:MOST])] if terms else []
        return self._headed(
            tr("Agreements: letters and days within 90 days"),
            [*table, *self._more(len(terms) - MOST)],
            tr("No such day is known; of what has no text on record nothing can be said."),
        )

    def _next(self) -> list[Block]:
        tr = self.tr
        names = {
            Next.LATE: tr("Late: {count}"),
            Next.NEAR: tr("Due within 30 days: {count}"),
            Next.FAR: tr("Due within 90 days: {count}"),
            Next.UNDER_WAY: tr("Under way, without a nearer day: {count}"),
            Next.INTERNAL: tr("Internal meetings, which are no promises: {count}"),
        }
        groups = tuple(
            Group(
                heading=names[each].format(count=len(points)),
                rows=tuple(self.tables.point(point) for point in points[:MOST]),
            )
            for each, points in self.note.points
        )
        more = sum(max(0, len(points) - MOST) for _, points in self.note.points)
        table = [self.tables.next(groups)] if groups else []
        left = self.note.uncounted
        said = [self._say(self.voice.uncounted(left), _QUIET)] if left.any else []
        return self._headed(
            tr("What is running and what is next"),
            [*table, *self._more(more), *said],
            tr("Nothing is late, due within 90 days or under way."),
        )

    # Who waits for whom

    def _waiting(self) -> list[Block]:
        tr, note = self.tr, self.note
        found: list[Block] = [
            self._say(self._turn(each)) for each in note.turns[:MOST]
        ] + self._more(len(note.turns) - MOST)
        found += [self._say(self._letter(each)) for each in note.awaited[:MOST]]
        found += self._more(len(note.awaited) - MOST)
        if note.silent:
            found += [
                self.tables.silent(note.silent[:MOST_SILENT]),
                *self._more(len(note.silent) - MOST_SILENT),
                self._say(
                    tr(
                        "Without news: no report for longer than the point's period of reports, "
                        "which is {days} days where none is set."
                    ).format(days=UPDATE_PERIOD_DAYS),
                    _QUIET,
                ),
            ]
        return self._headed(
            tr("Who waits for whom"),
            found,
            tr("No turn is recorded, no letter awaits an answer, no agency is silent."),
        )

    def _turn(self, point: BriefPoint) -> str:
        [turn] = self.voice.ball(point.row, point.ball_letter)
        return f"{isolated(point.row.title)}: {turn.text}"

    def _letter(self, letter: Awaited) -> str:
        tr = self.tr
        name = isolated(letter.reference)
        if letter.number > 1:
            name = tr("{letter} (reminder {number})").format(
                letter=name, number=roman(letter.number)
            )
        return tr(
            "Letter {letter} of {day}, answers due by {deadline}: replied {replied} of {asked}; "
            "awaited from {agencies}."
        ).format(
            letter=name,
            day=day_words(letter.dated_on, tr),
            deadline=day_words(letter.deadline, tr),
            replied=letter.replied,
            asked=letter.asked,
            agencies=titles(letter.agencies, MOST, tr),
        )

    # What is in doubt or unfinished

    def _disputed(self) -> list[Block]:
        tr, disputed = self.tr, self.note.disputed
        table = [self.tables.disputed(disputed[:MOST])] if disputed else []
        return self._headed(
            tr("Where sources disagree on a date"),
            [*table, *self._more(len(disputed) - MOST)],
            tr("No such date is recorded."),
        )

    def _drafts(self) -> list[Block]:
        tr, drafts = self.tr, self.note.drafts
        said = []
        if drafts:
            template = tr("Drafts: {count}. {names}")
            said.append(self._say(template.format(count=len(drafts), names=self._titles(drafts))))
        return self._headed(tr("Not finished"), said, tr("There is no draft."))

    def _texts(self) -> list[Block]:
        tr, note, said = self.tr, self.note, list[Block]()
        if note.wanting:
            wanting = tr("Text to obtain, since its clauses on duration are not known")
            names = self._titles(note.wanting)
            said.append(self._say(f"{wanting} ({len(note.wanting)}): {names}"))
        for gap, rows in note.gaps:
            names = self._titles(rows)
            said.append(self._say(f"{gap_words(gap, tr)} ({len(rows)}): {names}"))
        return self._headed(tr("Texts to obtain"), said, tr("No text is known to be missing."))

    def _marked(self) -> list[Block]:
        if self.note.unmarked:  # how many were left out stands at the top
            return []
        tr = self.tr
        said = [
            self._say(
                tr("{pair}: marked {mark}, {count}").format(
                    pair=each.relation, mark=isolated(each.mark), count=each.count
                )
            )
            for each in self.note.marked
        ]
        return self._headed(tr("Marked records"), said, tr("No record is marked."))

    def _holes(self) -> list[Block]:
        tr, note = self.tr, self.note
        said: list[Block] = []
        for each in note.gone:
            numbers = ", ".join(map(_numbers, each.missing))
            template = tr("{series}: nothing is recorded of meetings number {numbers}.")
            name = isolated(each.series.name)
            said.append(self._say(template.format(series=name, numbers=numbers)))
        said += [self._say(batch_words(each, tr)) for each in note.batches]
        if note.leaderless:
            template = tr("Open points without a lead agency: {count}.")
            said.append(self._say(template.format(count=note.leaderless)))
        if note.unreached:
            template = tr(
                "Agencies with open points of which no focal point is recorded: {count}. {agencies}"
            )
            agencies = titles(note.unreached, MOST, tr)
            said.append(self._say(template.format(count=len(note.unreached), agencies=agencies)))
        return self._headed(tr("Holes in the record"), said, tr("No hole in the record is known."))

    def _reminding(self) -> list[Block]:
        tr, note, said = self.tr, self.note, list[Block]()
        if note.rules:
            template = tr("Own rules of reminding: {count}, of them for single points: {single}.")
            said.append(self._say(template.format(count=note.rules, single=note.single_rules)))
        for each in note.snoozed[:MOST]:
            if each.until is None:
                words = tr("Snoozed until there is an answer: {title}")
                said.append(self._say(words.format(title=isolated(each.title))))
            else:
                words = tr("Snoozed until {day}: {title}")
                day = day_words(each.until, tr)
                said.append(self._say(words.format(day=day, title=isolated(each.title))))
        said += self._more(len(note.snoozed) - MOST)
        return self._headed(
            tr("Alerts that were changed"), said, tr("No rule was changed and nothing is snoozed.")
        )


def _numbers(missing: Unrecorded) -> str:
    one = missing.first == missing.last
    return str(missing.first) if one else f"{missing.first}–{missing.last}"
