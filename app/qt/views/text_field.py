"""A text of several lines, edited in place; it is as high as what stands in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from app.qt.look.fonts import REGULAR
from app.qt.look.inputs import leading
from app.qt.look.look import Look
from app.qt.look.tokens import Scale
from app.qt.views.fields import Field, only_covered
from app.qt.views.keys import left_to_window

_MOST_LINES = 10


class _Paper(QPlainTextEdit):
    """A text that is as high as what stands in it; left or finished, it says so."""

    finished = Signal()

    def __init__(self, *, one_line: bool) -> None:
        super().__init__()
        self._one_line = one_line
        self.setProperty("flat", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)  # with its edge, as far in as a line's text
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        """Stand at the leading edge, whatever the direction of the text itself."""
        option = self.document().defaultTextOption()
        option.setAlignment(leading(self))
        self.document().setDefaultTextOption(option)

    def sizeHint(self) -> QSize:
        """The height of the text, up to some lines; then it scrolls."""
        lines = max(1, min(round(self.document().size().height()), _MOST_LINES))
        return QSize(200, lines * self.fontMetrics().lineSpacing() + 6)

    def minimumSizeHint(self) -> QSize:
        """It may be narrow, never lower than its text."""
        return QSize(40, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if entered and (self._one_line or control):
            self.finished.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if not only_covered(event):
            self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        lines = self.document().size().height()
        on = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if lines > _MOST_LINES else off)
        self.updateGeometry()


class TextField(Field):
    """A text of several lines; with `one_line` Enter ends it and it only wraps."""

    def __init__(
        self,
        look: Look,
        name: str,
        label: str,
        *,
        placeholder: str = "",
        one_line: bool = False,
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, label, parent)
        self._look, self._scale, self._weight = look, scale, weight
        self._one_line = one_line
        self.editor = _Paper(one_line=one_line)
        self.editor.setPlaceholderText(placeholder)
        if look.tokens.contrast:  # there is no sheet of ours then to frame it
            self.editor.setFrameShape(QFrame.Shape.StyledPanel)
        self.editor.setFont(look.fonts.font(scale, weight))
        self.editor.finished.connect(self.leave)
        self.editor.installEventFilter(self)
        self.hold(self.editor)

    def show_value(self, value: str, words: str = "") -> None:
        """Show a value, unless another is being typed."""
        held = self.editor.hasFocus() or self.refused
        typing = held and self.editor.toPlainText() != self.value
        self.value = value
        if not typing and self.editor.toPlainText() != value:
            self.editor.setFont(self._look.fonts.font(self._scale, self._weight, value))
            self.editor.setPlainText(value)
        if not typing:
            self.accept()

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid editing."""
        self.editor.setReadOnly(not editable)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Esc takes back what was typed."""
        if watched is not self.editor:
            return False
        paper = self.editor.document()
        if left_to_window(event, undo=paper.isUndoAvailable(), redo=paper.isRedoAvailable()):
            return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.editor.toPlainText() != self.value
        ):
            self.editor.setPlainText(self.value)
            self.accept()
            return True
        return False

    def accept(self) -> None:
        """Take the reason away; what is kept is no longer the editor's to take back."""
        super().accept()
        if self.editor.toPlainText() == self.value:
            self.editor.document().clearUndoRedoStacks()

    def forget(self) -> None:
        """Drop what is typed."""
        self.accept()
        if self.editor.toPlainText() != self.value:
            self.editor.setPlainText(self.value)

    @Slot()
    def leave(self) -> None:
        """Offer what is typed."""
        text = self.editor.toPlainText().strip()
        if self._one_line:
            text = " ".join(text.split())
        if text != self.value:
            self.committed.emit(text)
        else:
            self.accept()
