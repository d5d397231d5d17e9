"""How the lines of ministries and agencies and of sources are laid out, and their header."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from app.domain.directory import OrganisationLine, SourceLine
from app.domain.rows import RegisterRow
from app.domain.timeliness import UPDATE_PERIOD_DAYS
from app.qt.delegates.cells import CellMaker
from app.qt.delegates.line_rows import LEAD, LINE_GAP, PAD
from app.qt.delegates.lines import Cell, Line, State
from app.qt.look.fonts import MEDIUM, REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, HEADER, Scale, Tokens
from app.qt.look.words import isolated
from app.qt.models import directory_words
from app.qt.models.columns import COLUMNS
from app.qt.models.directory import EntryColumn

_SMALL = 14
_CHEVRON = 14
_SHARED = {each.key.value: each for each in COLUMNS}


class _Maker:
    """What the makers lay out with: rows of two lines."""

    compact = False

    def __init__(self, look: Look) -> None:
        self._look = look

    def forget(self) -> None:
        """Nothing is kept."""

    def _tokens(self, state: State) -> Tokens:
        tokens = self._look.tokens
        return tokens.selected() if state.selected else tokens

    def _icon(self, name: str, ink: QColor, state: State) -> QPixmap:
        return self._look.icons.pixmap(name, ink, _SMALL, state.dpr)

    def _first(self, cell: Cell, state: State, leading: int = PAD) -> Line:
        return self._line(cell, state, leading, self._top(state), Scale.BODY)

    def _second(self, cell: Cell, state: State, leading: int = PAD) -> Line:
        top = self._top(state) + self._look.fonts.line_height() + LINE_GAP
        return self._line(cell, state, leading, top, Scale.CAPTION)

    def _line(self, cell: Cell, state: State, leading: int, top: int, scale: Scale) -> Line:
        width = max(0, state.size.width() - leading - PAD)
        rect = QRect(leading, top, width, self._look.fonts.line_height(scale))
        return Line(cell, state, self._look, rect)

    def _top(self, state: State) -> int:
        fonts = self._look.fonts
        height = fonts.line_height() + LINE_GAP + fonts.line_height(Scale.CAPTION)
        return (state.size.height() - 1 - height) // 2

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
        place.picture(self._icon("clock-alert", ink, state))
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
            second.picture(self._icon("triangle-alert", tokens.text2, state))
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


class EntryHeader(QHeaderView):
    """A header on the base ground: quiet words, and ink with a chevron where it is sorted."""

    def __init__(self, look: Look, columns: tuple[EntryColumn, ...], view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._look, self._columns = look, columns
        self.setObjectName("entry-header")
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(40)

    def sizeHint(self) -> QSize:
        """As high as the words need, at least 28."""
        height = max(HEADER, self._look.fonts.line_height() + 2 * GRID)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        if not rect.isValid() or section >= len(self._columns):
            return
        tokens, title = self._look.tokens, self._columns[section].title
        sorts = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        ink, weight = (tokens.text, SEMIBOLD) if sorts else (tokens.text2, REGULAR)
        painter.save()
        painter.fillRect(rect, tokens.base)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, tokens.border)
        left = LEAD if self.visualIndex(section) == 0 else PAD
        metrics = self._look.fonts.metrics(Scale.BODY, weight, title)
        room = rect.width() - left - GRID - (_CHEVRON + GRID if sorts else 0)
        text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        width = min(metrics.horizontalAdvance(text), room)
        place = QRect(rect.left() + left, rect.top(), width, rect.height() - 1)
        painter.setFont(self._look.fonts.font(Scale.BODY, weight, title))
        painter.setPen(ink)
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value
        painter.drawText(self._visual(rect, place), flags, isolated(text))
        if sorts:
            up = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            top = rect.top() + (rect.height() - 1 - _CHEVRON) // 2
            spot = QRect(rect.left() + left + width + GRID, top, _CHEVRON, _CHEVRON)
            icon = "chevron-up" if up else "chevron-down"
            ratio = self.devicePixelRatioF()
            drawn = self._look.icons.pixmap(icon, ink, _CHEVRON, ratio)
            painter.drawPixmap(self._visual(rect, spot).topLeft(), drawn)
        painter.restore()

    def _visual(self, rect: QRect, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), rect, place)
