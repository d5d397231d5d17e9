"""Meetings by name, each with its brief: on Today and beside the reports."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reading import due_words
from app.domain.reports.request import ReportName, Request
from app.domain.rows import RegisterRow
from app.qt.look.buttons import quiet_button
from app.qt.look.flow import Flow
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, Scale
from app.qt.look.words import isolated, plain_tip, translated

_MOST, _LETTERS = 3, 40
"""So many meetings are named on Today, each in so many letters."""


class MeetingsAhead(QWidget):
    """Names a few meetings; `report_wanted` carries the `Request` of the brief for one."""

    report_wanted = Signal(object)

    def __init__(
        self, look: Look, heading: str = "", most: int = _MOST, letters: int = _LETTERS
    ) -> None:
        """Name at most so many meetings, in so many letters, under a heading."""
        super().__init__()
        self._letters = letters
        self.setObjectName("meetings-ahead")
        self.buttons = tuple(
            quiet_button(look, "", "file-text", f"brief-{number}") for number in range(most)
        )
        row = Flow()
        heading = heading or self.tr("Briefs to prepare:")
        row.addWidget(QuietLabel(look, heading, scale=Scale.BODY))
        for button in self.buttons:
            row.addWidget(button)
            button.clicked.connect(self._clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.addLayout(row)
        self.hide()

    def show_meetings(self, meetings: Sequence[RegisterRow]) -> None:
        """Name the first few of the meetings; nothing is seen where there are none."""
        for button, row in zip(self.buttons, meetings, strict=False):
            button.setText(isolated(shorten(row.title, self._letters, placeholder="…")))
            due = due_words(row.timing, translated, followed=isolated(row.awaited))
            said = self.tr("Brief for {meeting}, {due}").format(
                meeting=isolated(row.title), due=due
            )
            button.setToolTip(plain_tip(said))
            button.setAccessibleName(said)
            button.setProperty("identity", row.id)
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(meetings))
        self.setVisible(bool(meetings))

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            meeting = button.property("identity")
            self.report_wanted.emit(Request(name=ReportName.BRIEF, meeting=meeting))
