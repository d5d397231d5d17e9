"""A few questions asked in place: lines, texts, choices, ticks; the refusal beside its question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.qt.look import words
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.flow import Flow
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.choice_field import Choice
from app.qt.views.date_field import DateEcho, DateLine
from app.qt.views.questions import YES, Answers, Ask, Question
from app.qt.views.sections import LABEL_WIDTH, InPlaceForm, pair, wrapped

__all__ = ["YES", "Answers", "Ask", "AskForm", "Question"]

_LINES = 3


class AskForm(InPlaceForm):
    """Questions one under the other; Enter or Ctrl+Enter keeps, Esc puts the form away, empty.

    `confirmed` asks to keep what is typed; `closed` tells that it was put away or kept.
    """

    confirmed = Signal()
    closed = Signal()

    def __init__(
        self,
        look: Look,
        name: str,
        questions: Sequence[Question],
        verb: str,
        back: Callable[[], object],
        today: Callable[[], date] | None = None,
    ) -> None:
        """`name` begins the names of its parts, `verb` stands on the button that keeps.

        Questions of a date count from what `today` gives.
        """
        super().__init__(back)
        self._today = today
        self.setObjectName(f"{name}-form")
        self._look, self._name = look, name
        self._given: dict[str, str] = {}
        self.questions = tuple(questions)
        self.editors: dict[str, QWidget] = {}
        self._blocks: dict[str, QWidget] = {}
        self._refused_at = ""
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName(f"{name}-error")
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, GRID)
        self._column.setSpacing(GAP)
        for each in self.questions:
            self._place(each)
        self._fold = quiet_button(look, self.tr("More"), "chevron-down", f"{name}-more")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._folded)
        self._fold.clicked.connect(self._go_on)
        self.keep_button = plain_button(verb, f"{name}-keep")
        self.keep_button.setToolTip(self.tr("Ctrl+Enter"))
        self.keep_button.clicked.connect(self.confirmed)
        cancel = plain_button(self.tr("Not now"), f"{name}-cancel")
        set_kind(cancel, ButtonKind.QUIET)
        cancel.clicked.connect(self.close_up)
        buttons = Flow()
        for button in (self.keep_button, cancel, self._fold):
            buttons.addWidget(button)
        self._column.addWidget(self._error)
        self._column.addLayout(buttons)
        self._fold.setVisible(any(each.more for each in self.questions))

    # Opening and closing

    def open_up(self, given: Answers, typed: Answers | None = None) -> None:
        """Begin with these answers, or go on with what was typed over them; see `touched`."""
        for each in self.questions:
            self._answer(each, given.get(each.name, ""))
        self._given = self.typed()  # a choice that nothing was given for has its first value
        if typed is not None:
            for each in self.questions:
                self._answer(each, typed.get(each.name, ""))
        self.accept()
        now = self.typed()
        self._fold.setChecked(any(_told(each, now) for each in self.questions if each.more))
        self._hang()
        self.show()

    def take_keyboard(self) -> None:
        """Give the first question the keyboard, with what stands there selected."""
        self._to_first(self.questions)

    def _to_first(self, questions: Iterable[Question]) -> None:
        for each in questions:
            editor = self.editors[each.name]
            if not editor.isHidden() and not self._blocks[each.name].isHidden():
                editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
                if isinstance(editor, QLineEdit):
                    editor.selectAll()
                return

    @Slot()
    def close_up(self) -> None:
        """Put the form away, empty."""
        for each in self.questions:
            self._answer(each, "")
        self._given = self.typed()
        self.put_away()
        self.closed.emit()

    @property
    def touched(self) -> bool:
        """Whether something was typed that it did not begin with."""
        return not self.isHidden() and self.typed() != self._given

    def given(self) -> dict[str, str]:
        """Return what it began with."""
        return dict(self._given)

    def typed(self) -> dict[str, str]:
        """Return what is typed and chosen; lines without stray blanks."""
        return {each.name: self._answered(each) for each in self.questions}

    def line(self, name: str) -> QLineEdit:
        """Return the line that answers a question. Raises `TypeError` where it is no line."""
        editor = self.editors[name]
        if not isinstance(editor, QLineEdit):
            raise TypeError(name)
        return editor

    def answers(self) -> dict[str, str]:
        """Return what is typed and chosen, dates as EDTF.

        Raises `EdtfError` naming the question that was answered with no date.
        """
        dates = {
            name: editor.edtf(name)
            for name, editor in self.editors.items()
            if isinstance(editor, DateLine)
        }
        return {**self.typed(), **dates}

    def offer(self, name: str, choices: Sequence[Choice]) -> None:
        """Offer other choices for a question."""
        editor = self.editors[name]
        if isinstance(editor, QComboBox):
            editor.clear()
            for each in choices:
                editor.addItem(each.words, each.value)

    # Refusals

    def refuse(self, name: str, reason: str) -> None:
        """Say beside the question, or at the end where there is no such, why it was not kept."""
        question = next((each for each in self.questions if each.name == name), None)
        if question is not None and question.more:
            self._fold.setChecked(True)
        block = self._blocks.get(name)
        column = block.layout() if block is not None else None
        editor = self.editors.get(name)
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, self._error)  # over how a date is read
        else:
            self._column.insertWidget(self._column.count() - 1, self._error)
        self._refused_at = name if block is not None else ""
        self._error.setText(reason)
        self._error.show()
        if isinstance(editor, DateLine):
            editor.refused.emit()
        if editor is not None:
            editor.setAccessibleDescription(reason)
            focus = QApplication.focusWidget()
            if focus is not None and self.isAncestorOf(focus):
                editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Take the reason away."""
        self._error.hide()
        self._error.setText("")
        if self._refused_at:
            self.editors[self._refused_at].setAccessibleDescription("")
            self._refused_at = ""

    @property
    def refused(self) -> tuple[str, str]:
        """The question that was refused and why; two empty texts where none was."""
        return ("", "") if self._error.isHidden() else (self._refused_at, self._error.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps (in a text of several lines Ctrl+Enter), Esc puts the form away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _entered(self) -> None:
        """Enter while proposals are open does not come to the form: unless one is chosen, keep."""
        line = self.sender()
        completer = line.completer() if isinstance(line, QLineEdit) else None
        popup = completer.popup() if completer is not None else None
        if popup is not None and popup.isVisible() and not popup.currentIndex().isValid():
            popup.hide()
            self.confirmed.emit()

    # Making

    def _place(self, question: Question) -> None:
        editor = self._editor(question)
        name = f"{self._name}-{question.name.replace('_', '-')}"
        editor.setObjectName(name)
        editor.setAccessibleName(question.label)
        self.editors[question.name] = editor
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        beside = question.ask in (Ask.LINE, Ask.CHOICE, Ask.DATE)
        column.addWidget(pair(self._look, question.label, editor) if beside else editor)
        if isinstance(editor, DateLine):
            column.addWidget(DateEcho(self._look, editor, name, indent=LABEL_WIDTH + GAP))
        self._blocks[question.name] = block
        self._column.addWidget(block)

    def _editor(self, question: Question) -> QWidget:
        match question.ask:
            case Ask.TEXT:
                return self._text(question)
            case Ask.CHOICE:
                return _Choices(question.choices)
            case Ask.TICK:
                tick = QCheckBox(question.label)
                tick.toggled.connect(self._hang)
                return tick
        today = self._today if question.ask is Ask.DATE else None
        line = Line() if today is None else DateLine(self._look, today)
        line.setPlaceholderText(question.placeholder)
        line.returnPressed.connect(self._entered)
        return line

    def _text(self, question: Question) -> QPlainTextEdit:
        text = QPlainTextEdit()
        text.setProperty("boxed", True)
        text.setPlaceholderText(words.isolated(question.placeholder or question.label))
        text.setTabChangesFocus(True)
        text.setFixedHeight(self._look.fonts.line_height() * _LINES + 4 * GRID)
        return text

    @Slot()
    def _folded(self) -> None:
        opened = self._fold.isChecked()
        self._look.dress(self._fold, "chevron-up" if opened else "chevron-down")
        self._fold.setText(self.tr("Less") if opened else self.tr("More"))
        self._hang()

    @Slot(bool)
    def _go_on(self, opened: bool) -> None:
        """What was asked for comes above the button: go on by keyboard in the first of it."""
        if opened:
            self._to_first(each for each in self.questions if each.more)

    @Slot()
    def _hang(self) -> None:
        """Show the questions behind the fold, and those that hang on a tick, where asked for."""
        for each in self.questions:
            shown = self._fold.isChecked() or not each.more
            if each.only_if:
                tick = self.editors[each.only_if]
                shown = shown and isinstance(tick, QCheckBox) and tick.isChecked()
            self._blocks[each.name].setVisible(shown)

    def _answer(self, question: Question, value: str) -> None:
        editor = self.editors[question.name]
        if isinstance(editor, QPlainTextEdit):
            if editor.toPlainText() != value:
                editor.setPlainText(value)
        elif isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(value == YES)
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def _answered(self, question: Question) -> str:
        editor = self.editors[question.name]
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        if isinstance(editor, QComboBox):
            return str(editor.currentData() or "")
        if isinstance(editor, QCheckBox):
            return YES if editor.isChecked() else ""
        return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def _told(question: Question, answers: Answers) -> bool:
    """Whether a question is answered by something else than the first of its choices."""
    usual = question.choices[0].value if question.choices else ""
    return answers[question.name] not in ("", usual)


class _Choices(QComboBox):
    """A choice that a turning wheel leaves alone: it scrolls the panel."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for each in choices:
            self.addItem(each.words, each.value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
