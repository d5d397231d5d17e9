"""The table of the session carry-over: each point in a row, each of its facts in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.commitment import sides_of
from app.domain.date_words import Translate, edtf_words
from app.domain.decisions import Choice
from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.lifecycle import Phase
from app.domain.particulars import NoteBasis
from app.domain.proposals import choice_words, reason_words
from app.domain.reading import due_words, standing_words
from app.domain.reports.carry_over import CarryOver, CarryPoint, News
from app.domain.reports.document import (
    Cell,
    Column,
    Emphasis,
    Group,
    Line,
    Table,
    Tone,
    cell,
    tone_of,
)
from app.domain.reports.words import language_words, status_words
from app.domain.rows import RegisterRow
from app.domain.slip_words import slip_sentence
from app.domain.timeliness import timeliness
from app.domain.timing import Basis, Timing

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_Made = tuple[Column, Callable[[CarryPoint], Cell]]
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


@dataclass(slots=True)
class Rows:
    """Says the points of one report in one language."""

    report: CarryOver
    tr: Translate

    def told(self, text: str, emphasis: Emphasis = Emphasis.PLAIN, tone: Tone = Tone.INK) -> Line:
        """Return a line in the language of the report."""
        return Line(text=text, language=self.report.language, emphasis=emphasis, tone=tone)

    @property
    def some_worded(self) -> bool:
        """Whether the agreed wording of any point is held in the language of the report."""
        return any(each.said.agreed for each in self.report.points)

    @property
    def some_position(self) -> bool:
        """Whether a position of the other side, or whose turn it is, is held of any point."""
        return any(each.position or each.row.ball_with for each in self.report.points)

    def table(self) -> Table:
        """Return the whole table; a column that nothing stands in is left out."""
        makers = self._columns()
        rows = tuple(tuple(make(point) for _, make in makers) for point in self.report.points)
        return Table(columns=tuple(each for each, _ in makers), groups=(Group(rows=rows),))

    def _columns(self) -> list[_Made]:
        tr, shared = self.tr, self.report.shared
        public: list[_Made] = [
            (Column(key="paragraph", heading=tr("Para."), width=17), self._paragraph),
            (Column(key="point", heading=tr("What was agreed"), width=62), self._point),
            (Column(key="owed", heading=tr("Responsible"), width=36), self._owed),
            (Column(key="timing", heading=tr("When"), width=42), self._timing),
            (Column(key="status", heading=tr("Status"), width=28), self._status),
        ]
        if shared:
            return public
        _, second = self.report.sides
        other = tr("Position of {side}").format(side=second)
        position: _Made = (Column(key="position", heading=other, width=30), self._position)
        return [
            *public,
            (Column(key="progress", heading=tr("Progress"), width=40), self._progress),
            *([position] if self.some_position else []),
            (Column(key="line", heading=tr("For the next session"), width=36), self._line),
        ]

    def _paragraph(self, point: CarryPoint) -> Cell:
        ref = point.row.ref.removeprefix(f"{point.row.relation}/")
        paragraph = point.paragraph or ("" if ref else "–")
        return cell(
            Line(text=paragraph, emphasis=_STRONG),
            Line(text=ref, emphasis=_QUIET),
        )

    def _point(self, point: CarryPoint) -> Cell:
        tr, said = self.tr, point.said
        lines = [Line(text=said.text, language=said.language)]
        if not said.agreed and (self.some_worded or said.elsewhere):
            lines.append(self.told(self._no_wording(point), emphasis=_QUIET))
        if point.restated:
            template = tr("Restated: {text}")
            lines.append(self.told(template.format(text=isolated(point.restated))))
        if not point.made_here:
            origin = point.origin
            made = (
                tr("Made at {origin}").format(origin=isolated(origin.title))
                if origin is not None
                else tr("Made elsewhere")
            )
            lines.append(self.told(made, emphasis=_QUIET))
        if point.row.classification:
            template = tr("Marked: {mark}")
            mark = template.format(mark=isolated(point.row.classification))
            lines.append(self.told(mark, emphasis=_STRONG))
        return cell(*lines)

    def _no_wording(self, point: CarryPoint) -> str:
        tr = self.tr
        held = tr(", ").join(language_words(each, tr) for each in point.said.elsewhere)
        if held:
            return tr("Title; the wording is held only in {languages}").format(languages=held)
        said = tr("Title; no agreed wording in {language} is held")
        return said.format(language=language_words(self.report.language, tr))

    def _owed(self, point: CarryPoint) -> Cell:
        tr, lead = self.tr, point.lead
        first, second = self.report.sides
        lines = [self.told(_owing(point.row, tr), emphasis=_STRONG)]
        for side, name, presumed in (
            (first, lead.first, lead.presumed),
            (second, lead.second, False),
        ):
            if name:
                template = tr("{side}: {agency}, presumed") if presumed else tr("{side}: {agency}")
                lines.append(self.told(template.format(side=side, agency=isolated(name))))
        if lead.supporting:
            names = tr(", ").join(isolated(each) for each in lead.supporting)
            lines.append(self.told(tr("with {agencies}").format(agencies=names), emphasis=_QUIET))
        return cell(*lines)

    def _timing(self, point: CarryPoint) -> Cell:
        tr, row, today = self.tr, point.row, self.report.today
        now = self._due(row.timing, row)
        first = now if point.first is None else self._due(point.first, row)
        lines = [self.told(now)]
        if point.changes or first != now:
            lines = [
                self.told(tr("First: {date}").format(date=first)),
                self.told(tr("Now: {date}").format(date=now)),
            ]
        standing = standing_words(row.standing, today, row.slip, tr, awaited=_awaited(row))
        where = timeliness(row.standing, today)
        lines.append(self.told(standing, tone=tone_of(where), emphasis=_STRONG))
        done = row.phase is Phase.DONE
        if row.slip is not None and (row.slip.sure or (point.changes and not done)):
            sentence = slip_sentence(row.slip, done=done, tr=tr)
            lines.append(self.told(sentence, emphasis=_QUIET))
        return cell(*lines)

    def _due(self, timing: Timing, row: RegisterRow) -> str:
        same = timing.anchor == row.timing.anchor
        return due_words(timing, self.tr, followed=_awaited(row) if same else "")

    def _status(self, point: CarryPoint) -> Cell:
        tr, now = self.tr, point.row.status
        said = status_words(now, tr)
        tone = Tone.DONE if now.phase is Phase.DONE else Tone.INK
        if point.then is now:
            return cell(
                self.told(said, emphasis=_STRONG, tone=tone),
                self.told(tr("as at that session"), emphasis=_QUIET),
            )
        then = tr("not known") if point.then is None else status_words(point.then, tr)
        return cell(
            self.told(tr("Then: {status}").format(status=then), emphasis=_QUIET),
            self.told(tr("Now: {status}").format(status=said), emphasis=_STRONG, tone=tone),
        )

    def _progress(self, point: CarryPoint) -> Cell:
        if point.evidenced is None and point.reported is None:
            return cell(self.told(self.tr("No report is held"), emphasis=_QUIET))
        lines: list[Line] = []
        for news in (point.evidenced, point.reported):
            if news is not None:
                lines += self._news(news)
        return cell(*lines)

    def _news(self, news: News) -> list[Line]:
        """Say what was reported: by whom, when, by which letter, on what it rests."""
        tr, note = self.tr, news.note
        pieces = [date_text(note.happened_on, tr)]
        if news.reporter is not None:
            pieces.append(isolated(news.reporter.label))
        if note.letter:
            pieces.append(tr("letter {number}").format(number=isolated(note.letter)))
        if note.letter_date:
            pieces.append(tr("of {day}").format(day=date_text(note.letter_date, tr)))
        basis = {
            NoteBasis.SELF_REPORTED: tr("self-reported"),
            NoteBasis.EVIDENCED: tr("with evidence"),
            NoteBasis.CONTRADICTED: tr("contradicted"),
        }[note.basis]
        return [
            self.told(tr(", ").join((*pieces, basis)), emphasis=_QUIET),
            Line(text=note.text),
        ]

    def _position(self, point: CarryPoint) -> Cell:
        tr, row = self.tr, point.row
        lines: list[Line] = []
        if point.position is not None:
            lines += self._news(point.position)
        if row.ball_with:
            with_whom = tr("a third party") if row.ball_with == "third" else row.ball_with
            ball = tr("Its turn: {side}").format(side=with_whom)
            if row.ball_since:
                ball = tr("{turn}, since {day}").format(
                    turn=ball, day=date_text(row.ball_since, tr)
                )
            if point.ball_letter:
                letter = isolated(point.ball_letter)
                ball = tr("{turn}, letter {number}").format(turn=ball, number=letter)
            lines.append(self.told(ball))
        if not lines:
            lines.append(self.told(tr("None is held"), emphasis=_QUIET))
        return cell(*lines)

    def _line(self, point: CarryPoint) -> Cell:
        tr, lines = self.tr, list[Line]()
        chosen, proposal = point.decision, point.proposal
        if chosen is not None:
            words = choice_words(chosen.choice, tr)
            lines.append(self.told(tr("Chosen: {choice}").format(choice=words), emphasis=_STRONG))
            if chosen.timing is not None and chosen.choice is Choice.REVISE:
                due = due_words(chosen.timing, tr)
                lines.append(self.told(tr("New date: {date}").format(date=due)))
            lines.append(Line(text=chosen.why))
            if chosen.applied:
                day = date_text(chosen.applied_on, tr)
                applied = tr("Carried out on {day}").format(day=day)
                lines.append(self.told(applied, emphasis=_QUIET))
        if proposal is not None and (chosen is None or chosen.choice is not proposal.choice):
            words = choice_words(proposal.choice, tr)
            lines.append(self.told(tr("Proposed: {choice}").format(choice=words)))
        if proposal is not None:
            lines.append(self.told(reason_words(proposal, tr), emphasis=_QUIET))
        return cell(*lines)


def _awaited(row: RegisterRow) -> str:
    return isolated(row.awaited)


def _owing(row: RegisterRow, tr: Translate) -> str:
    """Return who owes it: one side or both, a private body, or that nobody says."""
    if set(row.owed_by.split("+")) == set(sides_of(row.relation)):
        return tr("both sides")
    return row.owed_by.replace("+", " + ") or tr("not stated")
