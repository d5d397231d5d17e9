"""A value that is edited in place: text until pointed at, saved when left, taken back by Esc.

A field never overwrites what is being typed, and shows beside itself why a value was refused.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import BusyError, ServandaError
from app.qt.look.inputs import ShortenedLine
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import Scale
from app.qt.look.words import plain_tip
from app.qt.views.keys import left_to_window
from app.qt.views.seeking import propose as offer


class Field(QWidget):
    """One editable value of the record, with room for the reason of a refusal under it.

    `committed` carries the new text once it is finished and differs.
    """

    committed = Signal(str)

    def __init__(self, look: Look, name: str, label: str, parent: QWidget | None = None) -> None:
        """`name` is the field's key, `label` what a screen reader calls it."""
        super().__init__(parent)
        self.name = name
        self.label = label
        self.setObjectName(f"field-{name}")
        self._error = InkLabel(look, ink="late", scale=Scale.CAPTION)
        self._error.setObjectName(f"error-{name}")
        self._error.setWordWrap(True)
        self._error.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(1)
        self.value = ""

    def hold(self, editor: QWidget) -> None:
        """Place the widget that edits the value."""
        editor.setObjectName(f"edit-{self.name}")
        editor.setAccessibleName(self.label)
        self.setFocusProxy(editor)
        self.column.addWidget(editor)
        self.column.addWidget(self._error)

    def show_value(self, value: str, words: str = "") -> None:
        """Show a value, unless another is being typed; `words` stand for it until it is edited."""
        self.value = value

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid editing."""
        self.setEnabled(editable)

    def leave(self) -> None:
        """Offer what is typed, as if the keyboard had gone elsewhere. Fields add to this."""

    def forget(self) -> None:
        """Drop what is typed and why it was refused: another record comes."""
        self.accept()

    def refuse(self, reason: str) -> None:
        """Say beside the field why its value was not kept."""
        self._error.setText(reason)
        self._error.show()

    def accept(self) -> None:
        """Take the reason away."""
        self._error.hide()

    @property
    def refused(self) -> str:
        """The reason shown beside the field, empty if there is none."""
        return self._error.text() if not self._error.isHidden() else ""


class LineField(Field):
    """One line of text; with `choices` it proposes what is in use already."""

    def __init__(
        self,
        look: Look,
        name: str,
        label: str,
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, name, label, parent)
        self._words = ""
        self.editor = ShortenedLine()
        self.editor.setProperty("flat", True)
        self.editor.setPlaceholderText(placeholder)
        self.editor.returnPressed.connect(self._enter)
        self.editor.installEventFilter(self)
        self._proposals: Callable[[], Sequence[str]] | None = None
        self._editing = False
        self._offered: str | None = None
        self.hold(self.editor)

    def show_value(self, value: str, words: str = "") -> None:
        """Show a value, unless another is being typed."""
        typing = self._editing and self.editor.text() != self.value
        self.value, self._words = value, words or value
        if not typing:
            self._show()
            self.accept()

    def _show(self) -> None:
        self.editor.setText(self.value if self._editing else self._words)
        self.editor.setToolTip(plain_tip(self._words))
        self.editor.setCursorPosition(0)

    def propose(self, choices: Sequence[str]) -> None:
        """Offer these values while typing."""
        offer(self.editor, choices)

    def propose_from(self, proposals: Callable[[], Sequence[str]]) -> None:
        """Offer these values while typing; they are asked for when editing begins."""
        self._proposals = proposals

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid editing."""
        self.editor.setReadOnly(not editable)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Editing begins with the value itself and ends with its words; Esc takes it back."""
        if watched is not self.editor:
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride:
                undo, redo = self.editor.isUndoAvailable(), self.editor.isRedoAvailable()
                return left_to_window(event, undo=undo, redo=redo)
            case QEvent.Type.FocusIn if not self.editor.isReadOnly():
                self._begin()
            case QEvent.Type.FocusOut if not only_covered(event):
                self.leave()
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent):
                if event.key() == Qt.Key.Key_Escape and self.editor.text() != self.value:
                    self.editor.setText(self.value)
                    self.accept()
                    return True
        return False

    def leave(self) -> None:
        """Offer what is typed and show the words again, unless it was refused and stands there."""
        if self._editing and not (self.refused and self.editor.text().strip() == self._offered):
            self._enter()
        if not self.refused:
            self._editing = False
            self._show()

    def forget(self) -> None:
        """Drop what is typed; a field that has the keyboard goes on with the next record's."""
        self.accept()
        self._editing = self.editor.hasFocus() and not self.editor.isReadOnly()
        self.editor.setText(self.value)

    def accept(self) -> None:
        """Take the reason away; what is kept is no longer the editor's to take back."""
        super().accept()
        if self._editing and self.editor.text() == self.value and self.editor.isUndoAvailable():
            place = self.editor.cursorPosition()
            self.editor.setText(self.value)
            self.editor.setCursorPosition(place)

    def _begin(self) -> None:
        """Edit the value itself; what was refused stays and may be offered again."""
        self._offered = None
        if not self._editing:
            self._editing = True
            self.editor.setText(self.value)
        if self._proposals is not None:
            with suppress(BusyError):  # then it is typed without
                offer(self.editor, self._proposals())

    @Slot()
    def _enter(self) -> None:
        if not self._editing:
            return
        text = self.editor.text().strip()
        self._offered = text
        if text == self.value:
            self.accept()
        else:
            self.committed.emit(text)


def only_covered(event: QEvent) -> bool:
    """Whether the keyboard went to a menu or another window and will come back."""
    return isinstance(event, QFocusEvent) and event.reason() in (
        Qt.FocusReason.PopupFocusReason,
        Qt.FocusReason.ActiveWindowFocusReason,
    )


def settled(field: Field, refusal: ServandaError | None) -> None:
    """Tell a field how the write of its value ended; why it was refused stands beside it."""
    if refusal is None:
        field.accept()
    else:
        field.refuse(str(refusal))
