"""Readings of one date side by side: what each source says, which one counts, a way to choose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.particulars import Move, TimingRecord
from app.domain.reading import due_words
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.entries import joined
from app.qt.views.sections import in_tab_order, quiet_prose, wrapped

_BESIDE = 2
"""So many readings stand side by side; a third begins another line."""
_ROWS = 3
_AT_TOP = Qt.AlignmentFlag.AlignTop
_AT_LEADING = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The readings of one date, the one that counts, and the choice among them if one stands."""

    readings: tuple[TimingRecord, ...]
    counting: str | None
    disputed: bool
    choice: Move | None
    editable: bool


class Readings(QWidget):
    """Shows readings of a date beside each other, with a flag while none was chosen.

    `chosen` carries the identity of the reading that is to count, be it the one that does.
    """

    chosen = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("timing-readings")
        self._look = look
        self._shown: Compared | None = None
        self._flag = IconLabel(look, "triangle-alert", ink="soon", size=14)
        self._said = wrapped(InkLabel(look, ink="text2", scale=Scale.CAPTION))
        self._said.setObjectName("readings-said")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._flag, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._said, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addLayout(head)
        self._grid: QWidget | None = None

    def show_readings(self, compared: Compared) -> None:
        """Show these readings; nothing where there are not two."""
        self.setVisible(len(compared.readings) > 1)
        if compared == self._shown:
            return
        self._shown = compared
        self._flag.setVisible(compared.disputed)
        self._said.setText(self._words(compared))
        if self._grid is not None:
            self._grid.hide()
            self._grid.deleteLater()
        self._grid = self._laid_out(compared)
        self._column.addWidget(self._grid)
        in_tab_order(self, [self._grid])

    def _words(self, compared: Compared) -> str:
        if compared.disputed:
            return self.tr("The sources disagree: choose the reading that counts.")
        choice = compared.choice
        if choice is None:
            return self.tr("Other readings of the date")
        day = words.date_text(choice.happened_on)
        said = self.tr("Chosen on {day}").format(day=day)
        who = self.tr("by {who}").format(who=choice.who) if choice.who else ""
        return joined((joined((said, who), " "), choice.why), ": ")

    def _laid_out(self, compared: Compared) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, GRID, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GRID)
        for place, each in enumerate(_in_order(compared)):
            band, column = divmod(place, _BESIDE)
            for row, widget in enumerate(self._reading(each, compared)):
                align = _AT_LEADING if row == _ROWS - 1 else _AT_TOP
                grid.addWidget(widget, _ROWS * band + row, column, align)
            grid.setColumnStretch(column, 1)
        return holder

    def _reading(self, record: TimingRecord, compared: Compared) -> list[QWidget]:
        """One reading from the top: the date, what is to be known of it, a way to choose it."""
        counts = record.id == compared.counting
        weight = SEMIBOLD if counts else REGULAR
        text = due_words(record.timing, words.translated)
        standing = self.tr("counts now") if counts else self.tr("does not count")
        said = f"“{record.timing.words}”" if record.timing.words else ""
        found: list[QWidget] = [
            wrapped(InkLabel(self._look, text, weight=weight)),
            quiet_prose(self._look, joined((standing, said))),
        ]
        if compared.editable and (compared.disputed or not counts):
            verb = self.tr("Keep this one") if counts else self.tr("Let it count")
            button = plain_button(verb, f"choose-{record.id}")
            set_kind(button, ButtonKind.QUIET)
            button.setAccessibleName(f"{verb}: {text}")
            button.setProperty("subject", record.id)
            button.clicked.connect(self._choose)
            found.append(button)
        return found

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit(str(self.sender().property("subject")))


def _in_order(compared: Compared) -> Sequence[TimingRecord]:
    """The reading that counts stands first."""
    return sorted(compared.readings, key=lambda each: each.id != compared.counting)
