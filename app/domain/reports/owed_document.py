"""What each agency owes in words: the report as it is read, in the language it was asked for."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.commitment import sides_of
from app.domain.date_words import Translate, day_words
from app.domain.directory import Part
from app.domain.letter_chains import AwaitedLetter
from app.domain.reading import TIMELINESS_WORDS
from app.domain.reports.document import (
    Align,
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
    tone_of,
)
from app.domain.reports.owed import Account, Answers, Owed, OwedPoint
from app.domain.reports.phrases import Voice, date_text, isolated
from app.domain.timeliness import Timeliness

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_LATE = (Timeliness.OVERDUE, Timeliness.ENDED)


def owed_document(report: Owed) -> Document:
    """Return the report as a document."""
    voice = report.frame.voice
    return _Writer(report, voice, voice.tr, report.several).document()


@dataclass(slots=True)
class _Writer:
    """Says one report in one language; `several` says that it is of several pairs of countries."""

    report: Owed
    voice: Voice
    tr: Translate
    several: bool

    def document(self) -> Document:
        """Return the whole document."""
        report, tr, agency = self.report, self.tr, self.report.agency
        where = self.voice.pairs(report.relation)
        if agency is None:
            title, subtitle = tr("What each agency owes"), tr("Pending points by lead agency")
            shows = tr("Pending points, {relation}").format(relation=where)
        else:
            title = tr("What {agency} owes").format(agency=isolated(agency.label))
            subtitle = agency.name if agency.acronym else tr("Pending points, most urgent first")
            shows = tr("Pending points of {agency}, {relation}").format(
                agency=isolated(agency.label), relation=where
            )
        return report.frame.document(
            title=title, subtitle=subtitle, shows=shows, blocks=self._blocks()
        )

    def _blocks(self) -> tuple[Block, ...]:
        report, tr = self.report, self.tr
        blocks: list[Block] = [Heading(text=tr("In short")), *self._sums()]
        if report.agency is not None:
            blocks += [Paragraph(line=each) for each in self._dealings(report.accounts[0])]
        elif any(each.agency is not None for each in report.accounts):
            blocks += [Heading(text=tr("By agency")), self._summary()]
        if report.rows:
            blocks += [Heading(text=tr("Point by point")), self._table()]
        return tuple(blocks)

    def _told(self, text: str, emphasis: Emphasis = Emphasis.PLAIN) -> Paragraph:
        return Paragraph(line=self.voice.told(text, emphasis))

    # Sums

    def _sums(self) -> list[Block]:
        """Say how many points there are, how they add up, and what is not among them."""
        report, tr, total = self.report, self.tr, len(self.report.points)
        if not total and report.agency is not None:
            found: list[Block] = [self._told(tr("No pending point is led by this agency."))]
        elif not total:
            found = [self._told(tr("No point is pending."))]
        elif report.agency is not None:
            found = [self._told(tr("Pending points that it leads: {count}.").format(count=total))]
        else:
            template = tr("Pending points: {led} with a lead agency + {unled} with none = {count}.")
            led = total - report.unled
            said = template.format(led=led, unled=report.unled, count=total)
            found = [self._told(said)]
        if total:
            found.append(Counts(name=tr("In time"), counts=self._times()))
        return found + [self._told(each, _QUIET) for each in self._caveats()]

    def _times(self) -> tuple[Count, ...]:
        return tuple(
            Count(
                label=self.tr("Agreement signed or in force")
                if where is None
                else self.tr(TIMELINESS_WORDS[where]),
                number=number,
                tone=Tone.INK if where is None else tone_of(where),
            )
            for where, number in self.report.urgencies
        )

    def _caveats(self) -> list[str]:
        """Say once what would otherwise have to be said in every row."""
        report, tr, found = self.report, self.tr, list[str]()
        if report.presumed:
            template = tr("Lead presumed, as no source names it: {count} of these points.")
            found.append(template.format(count=report.presumed))
        if report.uncounted.any:
            found.append(self.voice.uncounted(report.uncounted))
        if report.agency is None and report.rows and not report.lettered:
            found.append(tr("No letter to any of these agencies is recorded."))
        if any(each.beside for each in report.accounts):
            found.append(
                tr("Where an agency supports, or leads on the other side, the point is listed with "
                "it too, and counted once, with its lead.")
            )  # fmt: skip
        return found

    # By agency

    def _summary(self) -> Table:
        tr, accounts = self.tr, self.report.accounts
        letters = Column(key="letters", heading=tr("Letters"), width=70)
        columns = (
            Column(key="agency", heading=tr("Agency"), width=84),
            Column(key="news", heading=tr("Last news"), width=40),
            *([letters] if self.report.lettered else []),
            Column(key="leads", heading=tr("Leads"), width=20, align=Align.END),
            Column(key="late", heading=tr("Overdue"), width=24, align=Align.END),
            Column(key="soon", heading=tr("Due soon"), width=21, align=Align.END),
            Column(key="beside", heading=tr("Also in"), width=18, align=Align.END),
        )
        leading = tuple(self._line(each) for each in accounts if each.points)
        others = tuple(self._line(each) for each in accounts if not each.points)
        groups = [Group(rows=leading)] if leading else []
        if others:
            heading = tr("Only in points that others lead, or with letters unanswered")
            groups.append(Group(heading=heading, rows=others))
        return Table(columns=columns, groups=tuple(groups))

    def _line(self, account: Account) -> tuple[Cell, ...]:
        agency, today = account.agency, self.report.today
        if agency is None:
            named = cell(self.voice.told(self.tr("No lead agency"), _STRONG))
        else:
            name = Line(text=agency.name, emphasis=_QUIET) if agency.acronym else ""
            named = cell(Line(text=agency.label, emphasis=_STRONG), name)
        letters = Cell() if agency is None else cell(*self._letters(account.answers))
        return (
            named,
            cell(self.voice.told(self._news(account), _QUIET)),
            *([letters] if self.report.lettered else []),
            self._number(len(account.points)),
            self._number(account.count(today, *_LATE), Tone.LATE),
            self._number(account.count(today, Timeliness.DUE_SOON), Tone.SOON),
            self._number(len(account.beside)),
        )

    def _number(self, number: int, tone: Tone = Tone.INK) -> Cell:
        emphasis = _STRONG if number and tone is not Tone.INK else Emphasis.PLAIN
        return cell(self.voice.told(str(number), emphasis, tone if number else Tone.INK))

    def _news(self, account: Account) -> str:
        news = account.news
        if news is None:
            return self.tr("No report is held") if account.points else ""
        return date_text(news.note.happened_on, self.tr)

    def _letters(self, answers: Answers) -> list[Line]:
        tr = self.tr
        if not answers.sent:
            return [self.voice.told(tr("No letter is recorded"), _QUIET)]
        template = tr("Replied to {replied} of {sent} letters")
        said = template.format(replied=answers.replied, sent=answers.sent)
        return [self.voice.told(said), *map(self._awaited, answers.awaited)]

    def _awaited(self, letter: AwaitedLetter) -> Line:
        """Return a letter that waits for its answer, and whether that is late."""
        tr = self.tr
        template = tr("Unanswered: {number} of {day}, answer due {deadline}")
        said = template.format(
            number=isolated(letter.reference),
            day=day_words(letter.dated_on, tr),
            deadline=day_words(letter.deadline, tr),
        )
        late = letter.deadline < self.report.today
        return self.voice.told(said, tone=Tone.LATE if late else Tone.INK)

    def _dealings(self, account: Account) -> list[Line]:
        """Return when it was last heard of, and how it answered letters."""
        tr, news, found = self.tr, account.news, list[Line]()
        if news is not None:
            day = date_text(news.note.happened_on, tr)
            found.append(
                self.voice.told(tr("Last news of any of these points: {day}.").format(day=day))
            )
        elif account.points:
            found.append(self.voice.told(tr("No report of any of these points is held.")))
        return found + self._letters(account.answers)

    # Point by point

    def _table(self) -> Table:
        tr = self.tr
        columns = (
            Column(key="ref", heading=tr("Para."), width=24),
            Column(key="point", heading=tr("What was agreed"), width=64),
            Column(key="owed", heading=tr("Responsible"), width=44),
            Column(key="timing", heading=tr("When"), width=44),
            Column(key="status", heading=tr("Status"), width=36),
            Column(key="news", heading=tr("Last news"), width=50),
        )
        return Table(columns=columns, groups=tuple(self._groups()))

    def _groups(self) -> list[Group]:
        tr, found = self.tr, list[Group]()
        for each in self.report.accounts:
            if self.report.agency is None:
                rows = self._rows((*each.points, *each.beside))
                found += [Group(heading=self._heading(each), rows=rows)] if rows else []
                continue
            for heading, points in (
                (tr("It leads"), each.points),
                (tr("It supports, or leads on the other side"), each.beside),
            ):
                found += [Group(heading=heading, rows=self._rows(points))] if points else []
        return found

    def _heading(self, account: Account) -> str:
        """Return who it is with how much it leads, what of that is late, and what is beside."""
        tr, agency = self.tr, account.agency
        late = account.count(self.report.today, *_LATE)
        leads = tr("leads {count}") if agency is not None else tr("points: {count}")
        counts = [leads.format(count=len(account.points))] if account.points else []
        if late:
            counts.append(tr("overdue {count}").format(count=late))
        if account.beside:
            counts.append(tr("also named in {count}").format(count=len(account.beside)))
        name = tr("No lead agency") if agency is None else isolated(agency.label)
        return f"{name}: {tr(', ').join(counts)}"

    def _rows(self, points: tuple[OwedPoint, ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(self._row(each) for each in points)

    def _row(self, point: OwedPoint) -> tuple[Cell, ...]:
        row, voice = point.row, self.voice
        timing = [voice.told(voice.due(row)), voice.standing(row)]
        news = voice.news(point.news.note, point.news.reporter) if point.news else ()
        silent = voice.told(self.tr("No report is held"), _QUIET)
        return (
            cell(*voice.reference(row, row.paragraph, whole=self.several)),
            cell(Line(text=row.title), *voice.mark(row)),
            cell(*self._owed(point)),
            cell(*timing),
            cell(voice.status(row), *voice.ball(row)),
            cell(*(news or (silent,))),
        )

    def _owed(self, point: OwedPoint) -> list[Line]:
        """Return who is responsible, who leads on each side, and what the agency is to it."""
        tr, voice, row = self.tr, self.voice, point.row
        first, second = sides_of(row.relation)
        lines = []
        if point.part is Part.SUPPORTS:
            lines.append(voice.told(tr("In support"), _STRONG))
        if point.part is Part.COUNTERPART:
            lines.append(voice.told(tr("Leads for {side}").format(side=second), _STRONG))
        lines += voice.owing(row)
        if row.owner:
            lines.append(voice.agency(first, row.owner, presumed=point.presumed))
        else:
            lines.append(voice.told(tr("{side}: no lead named").format(side=first), _QUIET))
        if row.counterpart:
            lines.append(voice.agency(second, row.counterpart))
        if point.supporting:
            lines.append(voice.supporting(point.supporting))
        return lines
