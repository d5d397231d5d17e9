"""How the lines of sessions and visits, and of the points made there, are laid out."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.domain.agenda import MeetingLine, PointLine, PointStanding
from app.domain.lifecycle import Phase
from app.domain.reading import mark
from app.qt.delegates.cells import CellMaker
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.row_setter import LEAD, PAD, SMALL_ICON, RowSetter
from app.qt.look import words
from app.qt.look.fonts import MEDIUM, REGULAR
from app.qt.look.look import Look
from app.qt.look.marks import paint_mark
from app.qt.look.tokens import GAP, ICON, MARK_HEIGHT, MARK_WIDTH, Scale, Tone
from app.qt.models import meetings
from app.qt.models.columns import COLUMNS
from app.qt.models.points import decision_text, standing_icon, standing_word

_SHARED = {each.key.value: each for each in COLUMNS}
_TONES = {PointStanding.OVERDUE: Tone.LATE, PointStanding.SETTLED: Tone.DONE}


class PointMaker(RowSetter):
    """Lays out points; what the register's table shows too looks as it does there."""

    compact = True

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._cells = CellMaker(look)

    def forget(self) -> None:
        """Drop the marks kept, after the tokens changed."""
        self._cells.forget()

    def made(self, line: PointLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell of a point."""
        if column in ("paragraph", "ref"):
            cell = Cell()
            text = line.paragraph if column == "paragraph" else words.short_ref(line.row)
            self._first(cell, state, LEAD).words(text, self._tokens(state).text2)
            return cell
        if column == "standing":
            return self._standing(line, state)
        if column == "decision":
            return self._decision(line, state, today)
        return self._cells.made(line.row, _SHARED[column], state, today)

    def _standing(self, line: PointLine, state: State) -> Cell:
        cell, tokens = Cell(), self._tokens(state)
        if line.standing is None:
            return cell
        dropped = line.row.phase is Phase.DROPPED
        tone = Tone.QUIET if dropped else _TONES.get(line.standing, Tone.QUIET)
        ink = tokens.tone(tone)
        place = self._first(cell, state)
        place.picture(self._icon(standing_icon(line), ink, state, SMALL_ICON))
        place.skip(6)
        weight = REGULAR if tone is Tone.QUIET else MEDIUM
        place.words(standing_word(line.standing), ink, weight=weight)
        return cell

    def _decision(self, line: PointLine, state: State, today: date) -> Cell:
        """What was chosen is ink, and ticked once carried out; what is only proposed is quiet."""
        cell, tokens = Cell(), self._tokens(state)
        place = self._first(cell, state)
        chosen = line.decision
        if chosen is not None and chosen.applied:
            place.picture(self._icon("check", tokens.text2, state, SMALL_ICON))
            place.skip(6)
        ink = tokens.text3 if chosen is None else tokens.text
        weight = REGULAR if chosen is None else MEDIUM
        place.words(decision_text(line, today), ink, weight=weight)
        return cell


class MeetingMaker(RowSetter):
    """Lays out sessions and visits in rows of two lines."""

    compact = False

    def made(self, line: MeetingLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell of a meeting."""
        cell = Cell()
        match column:
            case "meeting":
                self._meeting(cell, line, state)
            case "when":
                self._when(cell, line, state, today)
            case "where":
                self._where(cell, line, state)
            case "points":
                self._points(cell, line, state)
            case _:
                text = words.status_word(line.row.status)
                self._first(cell, state).words(text, self._tokens(state).text)
        return cell

    def _meeting(self, cell: Cell, line: MeetingLine, state: State) -> None:
        tokens = self._tokens(state)
        ink = tokens.done if line.row.phase is Phase.DONE else tokens.text2
        first = self._first(cell, state, LEAD)
        first.picture(self._icon(words.status_icon(line.row.status), ink, state))
        first.skip(GAP)
        first.words(line.row.title, tokens.text, weight=MEDIUM)
        second = self._second(cell, state, LEAD + ICON + GAP)
        second.pieces(meetings.subtitle(line), tokens.text2, Scale.CAPTION)

    def _when(self, cell: Cell, line: MeetingLine, state: State, today: date) -> None:
        tokens = self._tokens(state)
        tone = Tone.INK if line.held else words.tone_of(line.row, today)
        timing = meetings.held_timing(line)
        place = self._first(cell, state)
        shape = QPixmap(QSize(MARK_WIDTH, MARK_HEIGHT) * state.dpr)
        shape.setDevicePixelRatio(state.dpr)
        shape.fill(Qt.GlobalColor.transparent)
        painter = QPainter(shape)
        rect = QRectF(0, 0, MARK_WIDTH, MARK_HEIGHT)
        paint_mark(painter, rect, mark(timing), tokens, tone, state.mirrored)
        painter.end()
        place.picture(shape)
        place.skip(GAP)
        ink = tokens.text if line.held or timing.dated else tokens.text2
        place.words(meetings.when_words(line), ink)
        plain = tone is Tone.INK
        second = self._second(cell, state, PAD + MARK_WIDTH + GAP)
        second.words(
            meetings.delay_words(line, today),
            tokens.text2 if plain else tokens.tone(tone),
            Scale.CAPTION,
            REGULAR if plain else MEDIUM,
        )

    def _where(self, cell: Cell, line: MeetingLine, state: State) -> None:
        tokens = self._tokens(state)
        place, host = meetings.place_words(line), meetings.host_words(line)
        ink = tokens.text if line.place else tokens.text3
        self._first(cell, state).words(place, ink)
        if host and not place:
            self._first(cell, state).words(host, tokens.text2)
        else:
            self._second(cell, state).words(host, tokens.text2, Scale.CAPTION)

    def _points(self, cell: Cell, line: MeetingLine, state: State) -> None:
        tokens = self._tokens(state)
        some = bool(line.tally.total)
        first = self._first(cell, state)
        first.words(meetings.points_words(line), tokens.text if some else tokens.text3)
        late = line.tally.of(PointStanding.OVERDUE)
        ink = tokens.late if late else tokens.text2
        second = self._second(cell, state)
        if late:
            second.picture(self._icon("clock-alert", ink, state, 12))
            second.skip(4)
        second.words(meetings.standings_words(line), tokens.text2, Scale.CAPTION)
