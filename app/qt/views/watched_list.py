"""The registers that are looked after: when each was last looked at, and the way to end that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.date_words import day_words
from app.qt.look import words
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.views.sections import IconButton, Stack, wrapped
from app.services.last_runs import LastRun
from app.services.watch_settings import local_day, local_time

_TALLEST = 220
"""So much room the list takes before it scrolls."""


class WatchedList(QScrollArea):
    """One line or two for each register. `forget` carries the path of one to be left alone."""

    forget = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._stack = Stack("reminding-registers")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._stack)

    def show_registers(self, registers: Sequence[tuple[Path, LastRun | None]]) -> None:
        """Show registers; of one whose last run is not known yet that is not said."""
        self.setVisible(bool(registers))
        self._stack.show_items(registers, self._line)

    def fit(self) -> None:
        """Take the room that the lines need, up to a few of them."""
        needed = self._stack.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(max(0, needed), _TALLEST))

    def _line(self, register: tuple[Path, LastRun | None]) -> QWidget:
        path, run = register
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        said = QVBoxLayout()
        said.setSpacing(GRID // 2)
        name = InkLabel(self._look, words.isolated(path.name))
        name.setToolTip(words.plain_tip(str(path)))
        said.addWidget(name)
        said.addWidget(wrapped(QuietLabel(self._look, run_words(run))))
        row.addLayout(said, 1)
        forget = IconButton(
            self._look,
            "x",
            "reminding-forget",
            self.tr("No longer look after {name}").format(name=path.name),
        )
        forget.clicked.connect(lambda: self.forget.emit(path))
        row.addWidget(forget, 0, Qt.AlignmentFlag.AlignTop)
        return line


def run_words(run: LastRun | None) -> str:
    """Say when the helper last looked at a register, or why it cannot; nothing if not known."""
    if run is None or run.trouble:
        return run.trouble if run is not None else ""
    if run.at is None:
        return QCoreApplication.translate(
            "WatchedList", "Not looked at yet with the window closed."
        )
    text = QCoreApplication.translate("WatchedList", "Last looked at on {day}, {time}.")
    day = day_words(local_day(run.at), words.translated)
    return text.format(day=day, time=f"{local_time(run.at):%H:%M}")
