"""How the lines of ministries and agencies and of sources are laid out, and their header."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QTableView

from app.domain.directory import OrganisationLine, SourceLine
from app.domain.rows import RegisterRow
from app.domain.timeliness import UPDATE_PERIOD_DAYS
from app.qt.delegates.cells import CellMaker
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.quiet_header import QuietHeader
from app.qt.delegates.row_setter import LEAD, PAD, SMALL_ICON, RowSetter
from app.qt.look.fonts import MEDIUM, REGULAR
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale
from app.qt.models import directory_words
from app.qt.models.columns import COLUMNS
from app.qt.models.directory import EntryColumn

_SHARED = {each.key.value: each for each in COLUMNS}


class _Maker(RowSetter):
    """Rows of two lines, with numbers."""

    compact = False

    def _number(self, cell: Cell, state: State, number: int) -> None:
        tokens = self._tokens(state)
        self._first(cell, state).words(str(number), tokens.text if number else tokens.text3)


class OrganisationMaker(_Maker):
    """Lays out ministries and agencies."""

    def made(self, line: OrganisationLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell, tokens = Cell(), self._tokens(state)
        match column:
            case "organisation":
                name = self._first(cell, state, LEAD)
                name.words(line.organisation.name, tokens.text, weight=MEDIUM)
                second = self._second(cell, state, LEAD)
                second.pieces(directory_words.subtitle(line), tokens.text2, Scale.CAPTION)
            case "overdue":
                self._overdue(cell, state, line.figures.overdue)
            case "news":
                days = line.silence(today)
                stale = days is None or days > UPDATE_PERIOD_DAYS
                ink = tokens.text if stale else tokens.text2
                self._first(cell, state).words(directory_words.news_words(line, today), ink)
            case "leads":
                self._number(cell, state, line.leads)
            case "supports":
                self._number(cell, state, line.supports)
            case "counterpart":
                self._number(cell, state, line.counterpart)
        return cell

    def _overdue(self, cell: Cell, state: State, number: int) -> None:
        if not number:
            self._number(cell, state, number)
            return
        ink = self._tokens(state).late
        place = self._first(cell, state)
        place.picture(self._icon("clock-alert", ink, state, SMALL_ICON))
        place.skip(GRID + 1)
        place.words(str(number), ink, weight=MEDIUM)


class SourceMaker(_Maker):
    """Lays out sources."""

    def made(self, line: SourceLine, column: str, state: State, _today: date) -> Cell:
        """Return the layout of one cell."""
        cell, tokens = Cell(), self._tokens(state)
        match column:
            case "source":
                self._first(cell, state, LEAD).words(line.source.title, tokens.text, weight=MEDIUM)
                second = self._second(cell, state, LEAD)
                second.pieces(directory_words.source_subtitle(line), tokens.text2, Scale.CAPTION)
            case "published":
                ink = tokens.text if line.source.published else tokens.text3
                self._first(cell, state).words(directory_words.published_words(line), ink)
            case "passages":
                self._passages(cell, line, state)
            case "commitments":
                self._number(cell, state, line.figures.commitments)
        return cell

    def _passages(self, cell: Cell, line: SourceLine, state: State) -> None:
        """Say how many there are, and under that how many contradict what is recorded."""
        tokens, against = self._tokens(state), line.figures.contradicting
        self._number(cell, state, line.figures.passages)
        if against:
            second = self._second(cell, state)
            second.picture(self._icon("triangle-alert", tokens.text2, state, SMALL_ICON))
            second.skip(GRID)
            second.words(str(against), tokens.text2, Scale.CAPTION)


class RowMaker(_Maker):
    """Lays out commitments, which look as they do in the register's table."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._cells = CellMaker(look)

    def forget(self) -> None:
        """Drop the marks kept, after the tokens changed."""
        self._cells.forget()

    def made(self, line: RegisterRow, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        return self._cells.made(line, _SHARED[column], state, today)


class EntryHeader(QuietHeader):
    """The header of a list of entries, which is sorted by a click."""

    unsorted = REGULAR

    def __init__(self, look: Look, columns: tuple[EntryColumn, ...], view: QTableView) -> None:
        super().__init__(look, columns, "entry-header", view)
        self.setSectionsClickable(True)

    def _left(self, section: int) -> int:
        return LEAD if self.visualIndex(section) == 0 else PAD
