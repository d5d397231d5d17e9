"""How the rows of a table on its way in are laid out: the file's words beside what is read."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QColor

from app.qt.delegates.line_rows import LineDelegate
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.quiet_header import QuietHeader
from app.qt.delegates.row_setter import LEAD, PAD, SMALL_ICON, RowSetter
from app.qt.look.fonts import MEDIUM, REGULAR
from app.qt.look.tokens import GRID, Scale
from app.qt.models.import_rows import ImportLine
from app.qt.models.import_words import (
    due_reading,
    headline,
    outcome_icon,
    outcome_word,
    question_words,
    status_reading,
    subtitle,
)
from app.services.intake.matching import Outcome


class ImportMaker(RowSetter):
    """Lays out the rows of a table on its way in. What waits for the officer is coloured."""

    compact = False

    def made(self, line: ImportLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell, tokens = Cell(), self._tokens(state)
        match column:
            case "outcome":
                self._outcome(cell, line, state)
            case "paragraph":
                text = line.line.proposal.fields.get("paragraph", "")
                self._first(cell, state).words(text, tokens.text2)
            case "point":
                ink = tokens.text if self._counts(line) else tokens.text2
                self._first(cell, state).words(headline(line.line), ink, weight=MEDIUM)
                agencies = subtitle(line.line)
                self._second(cell, state).pieces(agencies, tokens.text2, Scale.CAPTION)
            case "file":
                self._file(cell, line, state)
            case "reads":
                self._reads(cell, line, state)
        return cell

    @staticmethod
    def _counts(line: ImportLine) -> bool:
        """Whether the row is to come in, or could once its question is answered."""
        return line.ticked or line.asks

    def _outcome(self, cell: Cell, line: ImportLine, state: State) -> None:
        """The tick, then what becomes of the row; under it, which row of the file that is."""
        tokens = self._tokens(state)
        first = self._first(cell, state, LEAD)
        if line.comes:
            icon, ink = ("circle-check", tokens.accent) if line.ticked else ("circle", tokens.edge)
            first.picture(self._icon(icon, ink, state))
        else:
            icon = outcome_icon(line.line)
            first.picture(self._icon(icon, self._tone(line, state), state))
        first.skip(GRID + 2)
        first.words(outcome_word(line.line), self._tone(line, state))
        second = self._second(cell, state, LEAD)
        second.skip(16 + GRID + 2)
        second.words(str(line.row), tokens.text2, Scale.CAPTION)

    def _tone(self, line: ImportLine, state: State) -> QColor:
        tokens = self._tokens(state)
        if line.asks:
            return tokens.soon
        if line.line.proposal.outcome is Outcome.HELD:
            return tokens.late
        return tokens.text if line.ticked else tokens.text2

    def _file(self, cell: Cell, line: ImportLine, state: State) -> None:
        tokens, said = self._tokens(state), line.line.said
        due, status = (" ".join(said.get(name, "").split()) for name in ("due", "status"))
        self._first(cell, state).words(due, tokens.text2)
        self._second(cell, state).words(status, tokens.text2, Scale.CAPTION)

    def _reads(self, cell: Cell, line: ImportLine, state: State) -> None:
        tokens, whole = self._tokens(state), line.line
        if whole.asked:
            first = self._first(cell, state)
            first.picture(self._icon("circle-question-mark", tokens.soon, state, SMALL_ICON))
            first.skip(GRID)
            first.words(question_words(whole.asked[0]), tokens.soon, weight=MEDIUM)
            others = [question_words(each) for each in whole.asked[1:]]
            self._second(cell, state).words(" ".join(others), tokens.soon, Scale.CAPTION)
            return
        if whole.proposal.reason:
            self._first(cell, state).words(whole.proposal.reason, tokens.late)
            return
        first = self._first(cell, state)
        if whole.proposal.warnings:
            first.picture(self._icon("triangle-alert", tokens.text2, state, SMALL_ICON))
            first.skip(GRID)
        due = due_reading(whole)
        weight = MEDIUM if line.ticked else REGULAR
        first.words(due, tokens.text if line.ticked else tokens.text2, weight=weight)
        self._second(cell, state).words(status_reading(whole), tokens.text2, Scale.CAPTION)


class ImportDelegate(LineDelegate):
    """Paints the rows on the ground that says who has to do something: you, or the file."""

    def _ground(self, line: object, row: int, *, selected: bool) -> QColor:
        plain = super()._ground(line, row, selected=selected)
        if selected or not isinstance(line, ImportLine):
            return plain
        if line.asks:
            return self._look.tokens.soon_soft
        held = line.line.proposal.outcome is Outcome.HELD
        return self._look.tokens.late_soft if held else plain


class ImportHeader(QuietHeader):
    """The header of a table on its way in; nothing is sorted, rows stand as in the file."""

    def _left(self, section: int) -> int:
        return LEAD if section == 0 else PAD
