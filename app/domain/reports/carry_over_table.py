"""The table of the session carry-over: each point in a row, each of its facts in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from app.domain.date_words import Translate, day_words
from app.domain.decisions import Choice
from app.domain.lifecycle import Phase, Status
from app.domain.proposals import choice_words, reason_words
from app.domain.reading import due_words
from app.domain.reports.carry_over import CarryOver, CarryPoint, Fate, Unsaid
from app.domain.reports.document import Cell, Column, Emphasis, Group, Line, Table, Tone, cell
from app.domain.reports.phrases import Voice, date_text, isolated
from app.domain.reports.words import language_words, status_words
from app.domain.slip_words import slip_sentence

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_Made = tuple[Column, Callable[[CarryPoint], Cell]]


@dataclass(slots=True)
class Rows:
    """Says the points of one report in one language."""

    report: CarryOver
    voice: Voice
    some_worded: bool = field(init=False)
    """Whether the agreed wording of any point is held in the language of the report."""

    def __post_init__(self) -> None:
        """Look at all points once: every row asks for it."""
        self.some_worded = any(each.said.agreed for each in self.report.points)

    @property
    def tr(self) -> Translate:
        """What says things in the language of the report."""
        return self.voice.tr

    def told(self, text: str, emphasis: Emphasis = Emphasis.PLAIN, tone: Tone = Tone.INK) -> Line:
        """Return a line in the language of the report."""
        return self.voice.told(text, emphasis, tone)

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
        return cell(*self.voice.reference(point.row, point.paragraph))

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
        lines += self.voice.mark(point.row)
        return cell(*lines)

    def _no_wording(self, point: CarryPoint) -> str:
        tr = self.tr
        held = tr(", ").join(language_words(each, tr) for each in point.said.elsewhere)
        if held:
            return tr("Title; the wording is held only in {languages}").format(languages=held)
        said = tr("Title; no agreed wording in {language} is held")
        return said.format(language=language_words(self.report.language, tr))

    def _owed(self, point: CarryPoint) -> Cell:
        lead, voice = point.lead, self.voice
        first, second = self.report.sides
        lines = [*voice.owing(point.row)]
        if lead.first:
            lines.append(voice.agency(first, lead.first, presumed=lead.presumed))
        if lead.second:
            lines.append(voice.agency(second, lead.second))
        if lead.supporting:
            lines.append(voice.supporting(lead.supporting))
        return cell(*lines)

    def _timing(self, point: CarryPoint) -> Cell:
        tr, row = self.tr, point.row
        now = self.voice.due(row)
        first = now if point.first is None else self.voice.due(row, point.first)
        lines = [self.told(now)]
        if point.changes or first != now:
            lines = [
                self.told(tr("First: {date}").format(date=first)),
                self.told(tr("Now: {date}").format(date=now)),
            ]
        if point.fate is not Fate.NOTED:  # of what nobody owes nothing is late or due
            lines.append(self.voice.standing(row))
        if point.computed is not None:
            template = tr("Period ends on {day}, computed from its clauses")
            said = template.format(day=day_words(point.computed, tr))
            lines.append(self.told(said, emphasis=_QUIET))
        done = row.phase is Phase.DONE
        if row.slip is not None and (row.slip.sure or (point.changes and not done)):
            sentence = slip_sentence(row.slip, done=done, tr=tr)
            lines.append(self.told(sentence, emphasis=_QUIET))
        return cell(*lines)

    def _status(self, point: CarryPoint) -> Cell:
        tr, now = self.tr, point.row.status
        noted = [tr("only noted")] if point.fate is Fate.NOTED else []
        quiet = [self.told(each, emphasis=_QUIET) for each in noted]
        if point.then is now:
            as_then = self.told(tr("as at that session"), emphasis=_QUIET)
            return cell(self.voice.status(point.row), as_then, *quiet)
        said = tr("Now: {status}").format(status=status_words(now, tr))
        tone = Tone.DONE if now.phase is Phase.DONE else Tone.INK
        then = then_words(point.then, tr)
        return cell(
            self.told(tr("Then: {status}").format(status=then), emphasis=_QUIET),
            self.told(said, emphasis=_STRONG, tone=tone),
            *quiet,
        )

    def _progress(self, point: CarryPoint) -> Cell:
        if point.evidenced is None and point.reported is None:
            return cell(self.told(self.tr("No report is held"), emphasis=_QUIET))
        lines: list[Line] = []
        for news in (point.evidenced, point.reported):
            if news is not None:
                lines += self.voice.news(news.note, news.reporter)
        return cell(*lines)

    def _position(self, point: CarryPoint) -> Cell:
        lines: list[Line] = []
        if point.position is not None:
            lines += self.voice.news(point.position.note, point.position.reporter)
        lines += self.voice.ball(point.row, point.ball_letter)
        if not lines:
            lines.append(self.told(self.tr("None is held"), emphasis=_QUIET))
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
        if chosen is not None and chosen.applied:
            return cell(*lines)
        before = None if chosen is None else chosen.choice
        if proposal is not None and proposal.choice not in (None, before):
            words = choice_words(proposal.choice, tr)
            lines.append(self.told(tr("Proposed: {choice}").format(choice=words)))
        elif proposal is not None and chosen is None:
            lines.append(self.told(choice_words(None, tr)))
        if proposal is not None:
            lines.append(self.told(reason_words(proposal, tr), emphasis=_QUIET))
        return cell(*lines)


def then_words(then: Status | Unsaid, tr: Translate) -> str:
    """Return where a point stood at the session, or why that is not said."""
    if isinstance(then, Status):
        return status_words(then, tr)
    return {Unsaid.LATER: tr("made later"), Unsaid.UNKNOWN: tr("not known")}[then]
