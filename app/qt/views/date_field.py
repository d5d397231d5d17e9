"""A line for a date, read as it is typed: its reading, what has to be asked, and a calendar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.edtf import EdtfError
from app.domain.reading import due_words
from app.domain.timing import Timing
from app.domain.typed_dates import Question, Reading, exact_day, read_typed, typed_date
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.inputs import Line
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.sections import wrapped

SaidOn = Callable[[], date | None]
"""Gives the day from which “within two weeks” counts, None where nobody knows it."""


class DateLine(Line):
    """A line in which a date is typed as a source says it, with a calendar for who wants a day.

    Alt+Down opens the calendar too. `said` gives the day from which it counts, `also` other days
    that a question may offer; without `said` it counts from today, as whatever the desk notes of
    its own does. `refused` tells that a form says beside it why it was not kept.
    """

    refused = Signal()

    def __init__(
        self,
        look: Look,
        today: Callable[[], date],
        *,
        said: SaidOn | None = None,
        also: Callable[[], Sequence[date]] = tuple,
    ) -> None:
        super().__init__()
        self._look, self._today = look, today
        self._said = said if said is not None else today
        self._also = also
        self._answered: tuple[str, Reading] | None = None
        self._calendar: DayPicker | None = None
        pick = QAction(self.tr("Choose a day"), self)
        pick.setToolTip(self.tr("Choose a day in a calendar (Alt+Down)"))
        pick.triggered.connect(self.pick)
        self.addAction(pick, Line.ActionPosition.TrailingPosition)
        look.dress(pick, "calendar")
        for button in self.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Choose a day"))

    def found(self) -> Reading | Question:
        """Return what is typed as it is read, or what has to be asked first."""
        text = self.text().strip()
        if self._answered is not None and self._answered[0] == text:
            return self._answered[1]
        return read_typed(
            text, self._said(), today=self._today(), also=self._also(), tr=words.translated
        )

    def timing(self) -> Timing:
        """Return what is typed as a date, be it kept as words only.

        Raises `EdtfError` for what has to be asked about first or contradicts itself.
        """
        found = self.found()
        if isinstance(found, Question):
            raise EdtfError(found.text)
        if found.fault:
            raise EdtfError(found.fault)
        return found.timing.validated()

    def edtf(self, field: str) -> str:
        """Return what is typed as EDTF, nothing for nothing.

        Raises `EdtfError`, blaming the field, for what is no date or has to be asked about first.
        """
        found = self.found()
        if isinstance(found, Question):
            raise EdtfError(found.text, field)
        return found.timing.edtf or typed_date(field, self.text(), today=self._today())

    def answer(self, question: Question, number: int) -> None:
        """Put an answer in the place of what is typed, whose words are kept."""
        choice = question.choices[number]
        self._answered = (choice.answer, choice.reading)
        self.setText(choice.answer)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.pick()
        else:
            super().keyPressEvent(event)

    @Slot()
    def pick(self) -> None:
        """Open the calendar at the day that is typed, or today."""
        if self.isReadOnly() or not self.isEnabled():
            return
        if self._calendar is None:
            self._calendar = DayPicker(self)
            self._calendar.chosen.connect(self._chosen)
        found = self.found()
        typed = exact_day(found.timing.edtf) if isinstance(found, Reading) else None
        self._calendar.open_at(typed or self._today())

    @Slot(object)
    def _chosen(self, day: date) -> None:
        self.setText(day.isoformat())
        self.setFocus(Qt.FocusReason.PopupFocusReason)


class DayPicker(QFrame):
    """A month under a line, from which one day is chosen by click or Enter; Esc leaves it."""

    chosen = Signal(object)

    def __init__(self, line: QWidget) -> None:
        super().__init__(line, Qt.WindowType.Popup)
        self.setObjectName(f"{line.objectName()}-calendar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._line = line
        self.calendar = month_calendar()
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.clicked.connect(self._take)
        self.calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.addWidget(self.calendar)
        self._taken = False

    def open_at(self, day: date) -> None:
        """Show the month of a day, under the line and within the screen."""
        self._taken = False
        self.setLayoutDirection(self._line.layoutDirection())  # a window of its own inherits none
        self.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        below = self._line.mapToGlobal(QPoint(0, self._line.height()))
        if self._line.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            below.setX(below.x() + self._line.width() - self.width())
        room = self._line.screen().availableGeometry()
        if below.y() + self.height() > room.bottom():
            below.setY(self._line.mapToGlobal(QPoint(0, 0)).y() - self.height())
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        self.move(below)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(QDate)
    def _take(self, day: QDate) -> None:
        if not self._taken:  # Enter is told twice: as a click and as a choice
            self._taken = True
            self.hide()
            self.chosen.emit(date(day.year(), day.month(), day.day()))


def month_calendar() -> QCalendarWidget:
    """Return a month that begins on Monday and has no red: that is for what is late."""
    calendar = QCalendarWidget()
    calendar.setLocale(QLocale(QLocale.Language.English))
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(each, QTextCharFormat())
    return calendar


class DateChoices(QWidget):
    """The answers to what has to be asked about a date, as buttons; hidden where nothing is."""

    def __init__(self, line: DateLine, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}-choices")
        self._line, self._name = line, name
        self._question: Question | None = None
        self._row = Flow(self)
        self.hide()

    def ask(self, question: Question | None) -> None:
        """Offer the answers of a question, or none."""
        if question == self._question:
            return
        self._question = question
        while (item := self._row.takeAt(0)) is not None:
            button = item.widget()
            if button is not None:
                button.hide()
                button.deleteLater()
        for number, each in enumerate(question.choices if question is not None else ()):
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            text = words.isolated(each.words) if mirrored else each.words  # else “Apr 2026 03”
            button = plain_button(text, f"{self._name}-choice-{number + 1}")
            button.setProperty("choice", number)
            button.clicked.connect(self._chosen)
            self._row.addWidget(button)
            button.show()
        self.setVisible(question is not None)

    @Slot()
    def _chosen(self) -> None:
        if self._question is not None:
            self._line.answer(self._question, self.sender().property("choice"))


class DateEcho(QWidget):
    """Under a line: how what is typed is read, or what has to be asked.

    Nothing is said of an empty line, nor of a day that can be read only one way. With
    `dates_only` what is kept as words is no answer, and is said to be none.
    """

    def __init__(
        self, look: Look, line: DateLine, name: str, *, dates_only: bool = True, indent: int = 0
    ) -> None:
        """`name` begins the names of its parts; `indent` is where the line begins."""
        super().__init__()
        self._line, self._dates_only = line, dates_only
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName(f"{name}-echo")
        self.choices = DateChoices(line, name)
        row, column = QHBoxLayout(self), QVBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addSpacing(indent)
        row.addLayout(column, 1)
        column.setSpacing(GRID)
        column.addWidget(self.said)
        column.addWidget(self.choices)
        line.textChanged.connect(self.read_again)
        line.refused.connect(self.said.hide)  # the form says it in its place
        self.hide()

    @Slot()
    def read_again(self) -> None:
        """Say how the line is read now."""
        text = self._line.text().strip()
        if not text or exact_day(text) is not None:
            self.choices.ask(None)
            self.hide()
            return
        found = self._line.found()
        question = found if isinstance(found, Question) else None
        self.choices.ask(question)
        said, wrong = (question.text, False) if question else self._words(found)
        self.said.set_ink("late" if wrong else "text" if question else "text2")
        self.said.setText(said)
        self.said.show()
        self.show()

    def _words(self, found: Reading | Question) -> tuple[str, bool]:
        """What is said of a reading, and whether it cannot be kept."""
        if self._dates_only:
            try:
                self._line.edtf("date")
            except EdtfError as error:
                return str(error), True
        return read_back(found), isinstance(found, Reading) and bool(found.fault)


def read_back(found: Reading | Question) -> str:
    """Return how a date is read, or what has to be asked about it, for the officer."""
    if isinstance(found, Question):
        return found.text
    timing = found.timing
    known = bool(timing.edtf) or (found.read and not found.wants_anchor)
    due = due_words(timing, words.translated)
    said = QCoreApplication.translate("DateField", "Read as: {due}.").format(due=due)
    if not known:
        said = ""
    return " ".join(each for each in (said, found.note) if each)
