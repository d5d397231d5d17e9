"""What stands in each cell of the register's table: one layout per row, column, size and state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.domain.lifecycle import Phase
from app.domain.reading import Mark, mark
from app.domain.rows import RegisterRow
from app.domain.timeliness import timeliness
from app.domain.timing import Sense
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.row_setter import LEAD, PAD, SMALL_ICON, RowSetter
from app.qt.look import words
from app.qt.look.fonts import MEDIUM, REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.shapes import paint_mark
from app.qt.look.tokens import GAP, ICON, MARK_HEIGHT, MARK_WIDTH, Scale, Tone
from app.qt.models.column_words import subtitle
from app.qt.models.columns import Column, ColumnKey


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupWords:
    """What is read where a group begins: its name, what that says of time, whether it is shut."""

    text: str
    tone: Tone
    folded: bool


_LEAST_AHEAD = 4
"""Twentieths of a window: less than this would not be seen as solid."""


class CellMaker(RowSetter):
    """Lays out the cells of commitments."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._marks: dict[tuple[object, ...], QPixmap] = {}
        self._makers: dict[ColumnKey, Callable[[Cell, RegisterRow, State, date], None]] = {
            ColumnKey.COMMITMENT: self._commitment,
            ColumnKey.OWED_BY: self._owed_by,
            ColumnKey.DUE: self._due,
            ColumnKey.STATUS: self._status,
            ColumnKey.LEAD: self._lead,
            ColumnKey.EVIDENCE: self._evidence,
        }

    def forget(self) -> None:
        """Drop the marks kept, after the tokens changed."""
        self._marks.clear()

    def made(self, row: RegisterRow, column: Column, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell = Cell()
        maker = self._makers.get(column.key)
        if maker is None:
            self._plain(cell, column.text(row, today), state)
        else:
            maker(cell, row, state, today)
        return cell

    def group(self, words: GroupWords, count: int, state: State) -> Cell:
        """Return the layout of a row where a group begins."""
        cell, tokens = Cell(), self._look.tokens
        height = self._look.fonts.line_height()
        # Two lines high, the name stands low: the room above parts it from the group before.
        room = state.size.height() - height
        top = room // 2 if state.compact else room * 2 // 3
        line = self._line(cell, state, LEAD, top, Scale.BODY)
        shut = "chevron-left" if state.mirrored else "chevron-right"
        icon = shut if words.folded else "chevron-down"
        line.picture(self._icon(icon, tokens.text2, state))
        line.skip(GAP)
        line.words(words.text, tokens.tone(words.tone), weight=SEMIBOLD)
        line.skip(GAP)
        line.words(str(count), tokens.text2)
        return cell

    def _commitment(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        done = row.phase is Phase.DONE
        ink = tokens.done if done else tokens.text2
        line = self._first(cell, state, LEAD)
        line.picture(self._icon(words.status_icon(row.status), ink, state))
        line.skip(GAP)
        line.words(row.title, tokens.text, weight=MEDIUM)
        if not state.compact:
            second = self._second(cell, state, LEAD + ICON + GAP)
            second.pieces(subtitle(row), tokens.text2, Scale.CAPTION)

    def _owed_by(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        line = self._first(cell, state)
        sides = words.owed_sides(row)
        if sides:
            arrow = "arrow-left" if state.mirrored else "arrow-right"
            line.words(sides[0], tokens.text, weight=SEMIBOLD)
            line.skip(4)
            line.picture(self._icon(arrow, tokens.text2, state, SMALL_ICON))
            line.skip(4)
            line.words(sides[1], tokens.text, weight=SEMIBOLD)
        elif words.owed_by_both(row):
            line.picture(self._icon("arrow-right-left", tokens.text2, state, SMALL_ICON))
            line.skip(6)
            line.words(words.owed_words(row), tokens.text2)
        else:
            stated = bool(row.owed_by)
            ink = tokens.text if stated else tokens.text3
            line.words(words.owed_words(row), ink, weight=SEMIBOLD if stated else REGULAR)

    def _due(self, cell: Cell, row: RegisterRow, state: State, today: date) -> None:
        tokens = self._tokens(state)
        tone = words.tone_of(row, today)
        shape = mark(row.timing)
        line = self._first(cell, state)
        line.picture(self._mark(shape, tone, _ahead(row, tone, today), state))
        line.skip(GAP)
        undated = shape is Mark.NONE
        ink = tokens.text2 if undated else tokens.text
        coloured = tone is not Tone.INK
        if state.compact and coloured:
            # Without a second line, a shape has to say what the colour says.
            icon = words.timeliness_icon(timeliness(row.standing, today))
            line.last_picture(self._icon(icon, tokens.tone(tone), state, SMALL_ICON))
        line.words(words.due_words(row), ink, weight=REGULAR if undated else MEDIUM)
        if state.compact:
            return
        second = self._second(cell, state, PAD + MARK_WIDTH + GAP)
        second.words(
            words.standing_words(row, today),
            tokens.tone(tone) if coloured else tokens.text2,
            Scale.CAPTION,
            MEDIUM if coloured else REGULAR,
        )

    def _status(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        self._plain(cell, words.status_word(row.status), state)

    def _lead(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        line = self._first(cell, state)
        line.words(words.lead_words(row), self._tokens(state).text2)

    def _evidence(self, cell: Cell, row: RegisterRow, state: State, _today: date) -> None:
        tokens = self._tokens(state)
        line = self._first(cell, state)
        if row.disputed:
            line.picture(self._icon("triangle-alert", tokens.soon, state, SMALL_ICON))
        else:
            ink = tokens.text2 if row.evidence else tokens.edge
            line.picture(self._icon("quote", ink, state, SMALL_ICON))
        line.skip(5)
        line.words(str(row.evidence), tokens.text2 if row.evidence else tokens.text3)

    def _plain(self, cell: Cell, text: str, state: State) -> None:
        self._first(cell, state).words(text, self._tokens(state).text)

    def _mark(self, shape: Mark, tone: Tone, ahead: float | None, state: State) -> QPixmap:
        """Return the mark as a pixmap; the share ahead is kept to twentieths, and visible."""
        step = None if ahead is None else max(_LEAST_AHEAD, round(ahead * 20))
        key = (shape, tone, step, state.mirrored, state.selected, state.dpr)
        found = self._marks.get(key)
        if found is None:
            found = QPixmap(QSize(MARK_WIDTH, MARK_HEIGHT) * state.dpr)
            found.setDevicePixelRatio(state.dpr)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            share = None if step is None else step / 20
            rect = QRectF(0, 0, MARK_WIDTH, MARK_HEIGHT)
            paint_mark(painter, rect, shape, self._tokens(state), tone, state.mirrored, share)
            painter.end()
            self._marks[key] = found
        return found


def _ahead(row: RegisterRow, tone: Tone, today: date) -> float | None:
    """The share of an open window still to come; None unless today lies inside it."""
    first, last = row.bounds.earliest, row.bounds.latest
    if tone not in (Tone.OPEN, Tone.SOON) or row.timing.sense is not Sense.POINT:
        return None
    if first is None or last is None or not first <= today <= last:
        return None
    return ((last - today).days + 1) / ((last - first).days + 1)
