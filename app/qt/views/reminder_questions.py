"""What is typed about a reminder, under the list: a note, a day, so many days before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidValueError, ServandaError
from app.qt.desk import Desk
from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP
from app.qt.models.reminder_row import Row
from app.qt.views.forms import AskForm
from app.qt.views.questions import Ask, Question
from app.qt.views.snooze_menu import day_before, day_of, target_of


class ReminderQuestions(QWidget):
    """One question at a time, about the row it was asked for.

    `noted` carries a row and the note it is acknowledged with, `put_off` a row and a day. Put
    away, a question gives the keyboard back by `back`.
    """

    noted = Signal(object, str)
    put_off = Signal(object, str)

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("reminder-questions")
        self._desk, self._look, self._back = desk, look, back
        self._row: Row | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Hairline(look))
        note = Question(
            name="note",
            label=self.tr("Note"),
            placeholder=self.tr("What was done about it"),
        )
        day = Question(name="until", label=self.tr("Until"), ask=Ask.DATE)
        before = Question(name="before", label=self.tr("Days before it"), placeholder="10")
        self.note_form = self._form("reminder-note", note, self.tr("Acknowledge"))
        self.note_form.confirmed.connect(self._keep_note)
        self.day_form = self._form("reminder-day", day, self.tr("Snooze"))
        self.day_form.confirmed.connect(self._keep_day)
        self.before_form = self._form("reminder-before", before, self.tr("Snooze"))
        self.before_form.confirmed.connect(self._keep_before)
        self._forms = (self.note_form, self.day_form, self.before_form)
        for form in self._forms:
            column.addWidget(form)
            form.closed.connect(self.hide)
        self.hide()

    def ask_note(self, row: Row) -> None:
        """Ask for a note to acknowledge a row with."""
        self._ask(self.note_form, row)

    def ask_day(self, row: Row) -> None:
        """Ask for a day to put a row off until."""
        self._ask(self.day_form, row)

    def ask_before(self, row: Row) -> None:
        """Ask how many days before what it looks ahead to a row is to come back."""
        self._ask(self.before_form, row)

    def _form(self, name: str, question: Question, verb: str) -> AskForm:
        form = AskForm(self._look, name, (question,), verb, self._back, lambda: self._desk.today)
        form.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, GAP)
        form.hide()
        return form

    def _ask(self, form: AskForm, row: Row) -> None:
        for each in self._forms:
            if each is not form and not each.isHidden():
                each.close_up()
        self._row = row
        self.show()
        form.open_up({})
        form.take_keyboard()

    @Slot()
    def _keep_note(self) -> None:
        note = self.note_form.answers()["note"]
        self.note_form.close_up()
        self.noted.emit(self._row, note)

    @Slot()
    def _keep_day(self) -> None:
        self._keep_until(self.day_form, "until")

    @Slot()
    def _keep_before(self) -> None:
        self._keep_until(self.before_form, "before")

    def _keep_until(self, form: AskForm, name: str) -> None:
        form.accept()
        try:
            until = self._until(form, name)
        except ServandaError as error:
            form.refuse(name, str(error))
            return
        form.close_up()
        self.put_off.emit(self._row, until)

    def _until(self, form: AskForm, name: str) -> str:
        typed = form.answers()[name]
        target = target_of(self._row) if self._row is not None else None
        until = day_before(typed, target) if name == "before" and target else day_of(typed)
        if until <= self._desk.today.isoformat():
            raise InvalidValueError(name, self.tr("Name a day that is ahead."))
        return until
