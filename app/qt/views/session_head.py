"""What stands above the points of a session: the way back, its name, what is known of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.agenda import MeetingLine, SessionSheet
from app.domain.particulars import Series
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, MARGIN, Scale
from app.qt.look.words import plain_tip
from app.qt.models.meetings import ordinal_word, when_words
from app.qt.views.meeting_form import MeetingForm
from app.qt.views.sections import wrapped
from app.qt.views.session_facts import address_words, facts_words

_BUTTON_EDGE = 12
"""What a button without a frame keeps around its words."""


class SessionHead(QWidget):
    """Names a session and says what is known of it, and offers what can be done about it.

    `left` tells that the officer wants back to all sessions; `opened` carries the identity of the
    meeting before or after; `itself` that the session is wanted in the panel of details; `adding`
    that a point is to be added.
    """

    left = Signal()
    opened = Signal(object)
    itself = Signal()
    adding = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._sheet: SessionSheet | None = None
        self._series: tuple[Series, ...] = ()
        self.back = quiet_button(look, self.tr("All sessions"), "arrow-left", "session-back")
        self.back.setToolTip(self.tr("Back to all sessions and visits (Esc)"))
        self.back.clicked.connect(self.left)
        self.before = self._neighbour("session-before")
        self.after = self._neighbour("session-after")
        self.details = quiet_button(look, self.tr("Details"), "panel-right", "session-itself")
        self.details.setToolTip(self.tr("Show the session itself in the panel of details"))
        self.details.clicked.connect(self.itself)
        self.edit = quiet_button(look, self.tr("Edit…"), "pencil", "session-edit")
        self.edit.setToolTip(self.tr("Its series, number, host and chairs"))
        self.edit.clicked.connect(self._edit)
        self.add = plain_button(self.tr("Add a point"), "session-add")
        look.dress(self.add, "plus")
        self.add.clicked.connect(self.adding)
        self.address = wrapped(InkLabel(look, ink="text2", scale=Scale.CAPTION))
        self.address.setObjectName("session-address")
        self.title = wrapped(InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD))
        self.title.setObjectName("session-title")
        self.facts = wrapped(InkLabel(look, ink="text2"))
        self.facts.setObjectName("session-facts")
        self._top = QHBoxLayout()
        self.form = MeetingForm(desk, look, self.edit.setFocus)
        self._lay_out()
        self._turn()

    def show_sheet(self, sheet: SessionSheet, series: tuple[Series, ...]) -> None:
        """Show a session; `series` are those it may belong to."""
        if self._sheet is not None and self._sheet.id != sheet.id:
            self.form.put_away()
        self._sheet, self._series = sheet, series
        self.address.setText(address_words(sheet))
        self.title.setText(sheet.line.row.title)
        self.facts.setText(facts_words(sheet, self._desk.today))
        self._show_neighbour(self.before, sheet.before, self.tr("The meeting before: {meeting}"))
        self._show_neighbour(self.after, sheet.after, self.tr("The meeting after: {meeting}"))
        writable = not self._desk.read_only
        self.edit.setVisible(writable)
        self.add.setVisible(writable)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _neighbour(self, name: str) -> QPushButton:
        button = quiet_button(self._look, "", "chevron-left", name)
        button.clicked.connect(self._go_on)
        button.hide()
        return button

    def _show_neighbour(self, button: QPushButton, line: MeetingLine | None, template: str) -> None:
        button.setVisible(line is not None)
        if line is None:
            return
        button.setText("" if line.ordinal is None else ordinal_word(line.ordinal))
        button.setProperty("identity", line.row.id)
        said = template.format(meeting=f"{line.row.title}, {when_words(line)}")
        button.setToolTip(plain_tip(said))
        button.setAccessibleName(said)

    def _turn(self) -> None:
        """Let arrows point along the layout."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        near, far = MARGIN - _BUTTON_EDGE, MARGIN
        sides = (far, GRID, near, 0) if mirrored else (near, GRID, far, 0)
        self._top.setContentsMargins(*sides)
        back, on = ("right", "left") if mirrored else ("left", "right")
        self._look.dress(self.back, f"arrow-{back}")
        self._look.dress(self.before, f"chevron-{back}")
        self._look.dress(self.after, f"chevron-{on}")

    def _lay_out(self) -> None:
        top = self._top
        top.setSpacing(GRID)
        top.addWidget(self.back)
        top.addStretch(1)
        for button in (self.before, self.after, self.details, self.edit, self.add):
            top.addWidget(button)
        words = QVBoxLayout()
        words.setContentsMargins(MARGIN, 0, MARGIN, 0)
        words.setSpacing(GRID)
        for each in (self.address, self.title, self.facts, self.form):
            words.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(top)
        column.addLayout(words)

    @Slot()
    def _go_on(self) -> None:
        button = self.sender()
        if button is not None:
            self.opened.emit(button.property("identity"))

    @Slot()
    def _edit(self) -> None:
        if self._sheet is not None:
            self.form.open_up(self._sheet, self._series)
