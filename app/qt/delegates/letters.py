"""How the lines of reminder letters are laid out: rounds, and the letters of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.domain.letter_chains import LetterLine, RoundLine, Standing
from app.qt.delegates.lines import Cell, State
from app.qt.delegates.row_setter import LEAD, SMALL_ICON, RowSetter
from app.qt.look import words
from app.qt.look.fonts import MEDIUM
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale
from app.qt.models import letters

_ICONS = {
    Standing.REPLIED: "check",
    Standing.WITHDRAWN: "circle-slash",
    Standing.REMINDED: "mail",
    Standing.SETTLED: "circle-minus",
    Standing.AWAITED: "hourglass",
}


class RoundMaker(RowSetter):
    """Lays out rounds."""

    compact = False

    def made(self, line: RoundLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell, tokens = Cell(), self._tokens(state)
        match column:
            case "round":
                first = self._first(cell, state, LEAD)
                first.words(line.round.reference, tokens.text, weight=MEDIUM)
                second = self._second(cell, state, LEAD)
                second.words(letters.subtitle(line.round), tokens.text2, Scale.CAPTION)
            case "dated":
                day = words.date_text(line.round.dated_on)
                self._first(cell, state).words(day, tokens.text2)
            case "deadline":
                self._deadline(cell, line, state, today)
            case "replied":
                ink = tokens.text if line.awaited else tokens.text2
                self._first(cell, state).words(letters.replied_words(line), ink)
        return cell

    def _deadline(self, cell: Cell, line: RoundLine, state: State, today: date) -> None:
        tokens = self._tokens(state)
        day = words.date_text(line.round.deadline)
        self._first(cell, state).words(day, tokens.text if line.awaited else tokens.text2)
        said = letters.deadline_words(line, today)
        if not said:
            return
        late = letters.is_past(line, today)
        second = self._second(cell, state)
        if late:
            second.picture(self._icon("clock-alert", tokens.late, state, SMALL_ICON))
            second.skip(GRID)
        second.words(said, tokens.late if late else tokens.text2, Scale.CAPTION)


class LetterMaker(RowSetter):
    """Lays out the letters of a round; `dated_on` gives the day of the round shown."""

    compact = False

    def __init__(self, look: Look, dated_on: Callable[[], str]) -> None:
        super().__init__(look)
        self._dated_on = dated_on

    def made(self, line: LetterLine, column: str, state: State, today: date) -> Cell:
        """Return the layout of one cell."""
        cell, tokens = Cell(), self._tokens(state)
        if column == "letter":
            first = self._first(cell, state, LEAD)
            first.words(line.organisation.name, tokens.text, weight=MEDIUM)
            second = self._second(cell, state, LEAD)
            second.words(letters.points_words(line), tokens.text2, Scale.CAPTION)
            return cell
        waits = line.standing is Standing.AWAITED
        ink = tokens.text if waits else tokens.text2
        first = self._first(cell, state)
        first.picture(self._icon(_ICONS[line.standing], ink, state, SMALL_ICON))
        first.skip(GRID)
        first.words(letters.standing_words(line, self._dated_on(), today), ink)
        second = self._second(cell, state)
        second.pieces(letters.letter_subtitle(line), tokens.text2, Scale.CAPTION)
        return cell
