"""The tables of a brief: few columns, and only those in which anything stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.date_words import Translate
from app.domain.reports.brief import Brief, BriefPoint, Owing, Place
from app.domain.reports.brief_terms import TextDue
from app.domain.reports.brief_words import country_words, turns_words
from app.domain.reports.document import Cell, Column, Emphasis, Group, Line, Table, cell
from app.domain.reports.phrases import Voice, date_text, isolated

_STRONG, _QUIET = Emphasis.STRONG, Emphasis.QUIET
_Made = tuple[Column, Callable[[BriefPoint], Cell]]


@dataclass(slots=True)
class Tables:
    """Says the points of one brief in one language."""

    brief: Brief
    voice: Voice

    @property
    def tr(self) -> Translate:
        """What says things in the language of the brief."""
        return self.voice.tr

    def pressing(self, points: Sequence[BriefPoint]) -> Table:
        """Return what needs a word: who owes it, since when it is late, what to say, whose turn."""
        made = [self._what(66), self._who(46), self._when(44)]
        if any(each.line for each in points):
            made.append((Column(key="line", heading=self.tr("Line to take"), width=42), self._line))
        if any(each.row.ball_with for each in points):
            made.append((Column(key="turn", heading=self.tr("Whose turn"), width=30), self._turn))
        return _table(made, (Group(rows=_rows(made, points)),))

    def owed(self, found: Sequence[Owing]) -> Table | None:
        """Return what each side owes beside that; None where nothing is left to name."""
        points = [point for each in found for point in each.points]
        if not points:
            return None
        made: list[_Made] = [
            (Column(key="point", heading=self.tr("What was agreed"), width=78), self._title),
            self._leads(60),
        ]
        if self.some_dated(points):
            made.append(self._when(36))
        if any(each.news for each in points):
            made.append((Column(key="news", heading=self.tr("Last report"), width=44), self._news))
        made.append((Column(key="ref", heading=self.tr("Reference"), width=34), self._numbered))
        groups = (
            Group(heading=self.owing_words(each), rows=_rows(made, each.points)) for each in found
        )
        return _table(made, tuple(groups))

    @staticmethod
    def some_dated(points: Sequence[BriefPoint]) -> bool:
        """Whether any of some points has a date, or follows one."""
        return any(each.place is not Place.UNDATED for each in points)

    def moved(self, points: Sequence[BriefPoint]) -> Table:
        """Return what was done, or reported on with evidence."""
        made: list[_Made] = [
            self._what(60),
            (Column(key="status", heading=self.tr("Status"), width=50), self._status),
        ]
        if any(each.evidenced for each in points):
            progress = Column(key="news", heading=self.tr("Progress"), width=66)
            made.append((progress, self._evidenced))
        return _table(made, (Group(rows=_rows(made, points)),))

    def terms(self, texts: Sequence[TextDue]) -> Table:
        """Return what comes of the agreements, the nearest day first."""
        tr = self.tr
        columns = (
            Column(key="text", heading=tr("Agreement"), width=84),
            Column(key="term", heading=tr("What comes, and when"), width=94),
        )
        rows = tuple(
            (
                cell(Line(text=each.row.title), self._reference(each.row.ref, each.row.relation)),
                cell(*(self.voice.told(said) for said in turns_words(each, tr))),
            )
            for each in texts
        )
        return Table(columns=columns, groups=(Group(rows=rows),))

    def owing_words(self, owing: Owing) -> str:
        """Return whose debts these are, how many, and how many of them were named above."""
        tr = self.tr
        if owing.both:
            template = tr("Both sides owe: {count}")
        elif owing.sides:
            template = tr("{side} owes: {count}")
        else:
            template = tr("Who owes it is not stated: {count}")
        sides = " + ".join(country_words(self.brief.about, each) for each in owing.sides)
        said = template.format(side=sides, count=owing.count)
        if owing.above:
            said = tr("{owing} ({above} of them above)").format(owing=said, above=owing.above)
        return said

    # Columns

    def _what(self, width: float) -> _Made:
        return Column(key="point", heading=self.tr("What was agreed"), width=width), self._point

    def _who(self, width: float) -> _Made:
        return Column(key="owed", heading=self.tr("Responsible"), width=width), self._owing

    def _leads(self, width: float) -> _Made:
        return Column(key="lead", heading=self.tr("Lead agencies"), width=width), self._in_a_line

    def _when(self, width: float) -> _Made:
        return Column(key="due", heading=self.tr("When"), width=width), self._due

    # Cells

    def _point(self, point: BriefPoint) -> Cell:
        title, *caveats = self._title(point).lines
        return cell(title, *self._numbered(point).lines, *caveats)

    def _title(self, point: BriefPoint) -> Cell:
        row, lines = point.row, [Line(text=point.row.title)]
        if row.disputed:
            lines.append(self.voice.told(self.tr("Sources disagree on the date."), _STRONG))
        return cell(*lines, *self.voice.mark(row))

    def _numbered(self, point: BriefPoint) -> Cell:
        return cell(self._reference(point.row.ref, point.row.relation, point.sources))

    def _reference(self, ref: str, relation: str, numbers: tuple[int, ...] = ()) -> Line:
        said = ref.removeprefix(f"{relation}/")
        if numbers:
            named = ", ".join(map(str, numbers))
            sources = self.tr("source {numbers}").format(numbers=named)
            said = f"{said} · {sources}" if said else sources
        return self.voice.told(said, _QUIET)

    def _owing(self, point: BriefPoint) -> Cell:
        return cell(*self.voice.owing(point.row), *self._lead(point).lines)

    def _lead(self, point: BriefPoint) -> Cell:
        lead, voice, lines = point.lead, self.voice, list[Line]()
        first, _, second = point.row.relation.partition("-")
        if lead.first:
            lines.append(voice.agency(first, lead.first, presumed=lead.presumed))
        if lead.second:
            lines.append(voice.agency(second, lead.second))
        return cell(*lines)

    def _in_a_line(self, point: BriefPoint) -> Cell:
        return cell(
            self.voice.told("; ".join(isolated(each.text) for each in self._lead(point).lines))
        )

    def _due(self, point: BriefPoint) -> Cell:
        return cell(self.voice.told(self.voice.due(point.row)), self.voice.standing(point.row))

    def _line(self, point: BriefPoint) -> Cell:
        return cell(Line(text=point.line))

    def _turn(self, point: BriefPoint) -> Cell:
        return cell(*self.voice.ball(point.row, point.ball_letter))

    def _news(self, point: BriefPoint) -> Cell:
        if point.news is None:
            return cell(self.voice.told(self.tr("No report is held"), _QUIET))
        return cell(*self.voice.news(point.news.note, point.news.reporter))

    def _evidenced(self, point: BriefPoint) -> Cell:
        if point.evidenced is None:
            return cell()
        return cell(*self.voice.news(point.evidenced.note, point.evidenced.reporter))

    def _status(self, point: BriefPoint) -> Cell:
        lines = [self.voice.status(point.row), self.voice.standing(point.row)]
        if point.dropped:
            said = date_text(point.dropped, self.tr)
            lines = [self.voice.status(point.row), self.voice.told(said)]
        if point.perhaps and not point.moved:
            said = self.tr("Whether before or after that session is not known.")
            lines.append(self.voice.told(said, _QUIET))
        return cell(*lines)


def _rows(made: Sequence[_Made], points: Sequence[BriefPoint]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(make(point) for _, make in made) for point in points)


def _table(made: Sequence[_Made], groups: tuple[Group, ...]) -> Table:
    return Table(columns=tuple(column for column, _ in made), groups=groups)
