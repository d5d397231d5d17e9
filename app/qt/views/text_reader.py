"""A reader for the kept text of a source, in which the passages are marked that evidence quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from app.domain.directory import SourceText
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.models.directory_words import stance_word
from app.qt.views.field_words import field_word
from app.qt.views.jumps import Jump
from app.qt.views.languages import direction_of
from app.qt.views.quoting import Quoting
from app.qt.views.sections import quiet_prose

if TYPE_CHECKING:
    from app.domain.directory import Passage

_WRAP, _BREAKS = QPlainTextEdit.LineWrapMode, QTextOption.WrapMode
_ENDLESS = re.compile(r"\S{10000}")
"""A word so long that Qt takes minutes to find where it could be wrapped."""

_FIRST_BEYOND = "\uffff"
"""Qt counts a letter beyond this one as two."""


class TextReader(QWidget):
    """Shows a text; `left` asks for the way back, `jumped` carries the identity of a commitment."""

    left = Signal()
    jumped = Signal(object)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: SourceText | None = None
        self._spans: list[tuple[int, int]] = []
        self._current, self._lost = -1, False
        self.setObjectName("text-reader")
        self.back = quiet_button(look, self.tr("Back to the source"), "arrow-left", "reader-back")
        self.back.clicked.connect(self.left)
        self.title = InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD)
        self.title.setWordWrap(True)
        self.paper = QPlainTextEdit()
        self.paper.setObjectName("reader-text")
        self.paper.setReadOnly(True)
        self.paper.setUndoRedoEnabled(False)
        self.paper.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.paper.setAccessibleName(self.tr("Kept text"))
        self.paper.installEventFilter(self)
        self.before = quiet_button(look, self.tr("Previous"), "chevron-up", "reader-previous")
        self.before.setAccessibleName(self.tr("Previous passage"))
        self.before.clicked.connect(self._go_back)
        self.after = quiet_button(look, self.tr("Next"), "chevron-down", "reader-next")
        self.after.setAccessibleName(self.tr("Next passage"))
        self.after.clicked.connect(self._go_on)
        self.place = quiet_prose(look)
        self.place.setObjectName("reader-place")
        self.nowhere = quiet_prose(look)
        self.nowhere.setObjectName("reader-nowhere")
        self.about = QVBoxLayout()
        self.quoting = Quoting(desk, look, self.paper)
        self._lay_out()
        self._turn()

    def show_text(self, shown: SourceText, evidence: str = "") -> None:
        """Show a text and stand on a passage of it; what is not marked stands in it nowhere."""
        same = self._shown is not None and self._shown.text == shown.text
        stood = self.current
        self._shown = shown
        self.title.setText(shown.source.title)
        self.quoting.show_source(shown.source.id)
        if not same:
            self._set_text(shown)
        self._spans = _spans(shown)
        ids = [passage.evidence.id for passage, _ in shown.marked]
        self._lost = bool(evidence) and evidence not in ids
        self._current = ids.index(evidence) if evidence in ids else -1
        if ids and not evidence:
            self._current = 0
        count = sum(at.starts is None for at in shown.places.values())
        one = self.tr("1 quotation has no one place in this text.")
        many = self.tr("{count} quotations have no one place in this text.")
        self.nowhere.setText("" if not count else one if count == 1 else many.format(count=count))
        self.nowhere.setVisible(bool(count))
        self._mark()
        now = self.current
        still = same and now and stood and now.evidence.id == stood.evidence.id
        self._stand(moves=not still)

    def take_keyboard(self) -> None:
        """Give the keyboard to the text."""
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def current(self) -> Passage | None:
        """The passage that is stood on."""
        if self._shown is None or self._current < 0:
            return None
        return self._shown.marked[self._current][0]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc leads back to the source."""
        pressed = event.key() if isinstance(event, QKeyEvent) else None
        if pressed == Qt.Key.Key_Escape and event.type() == QEvent.Type.KeyPress:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._mark()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    # Layout

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.back)
        top.addWidget(self.title, 1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.place, 1)
        below.addWidget(self.before)
        below.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GROUP_GAP, MARGIN, GROUP_GAP)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.paper, 1)
        column.addWidget(Hairline(self._look))
        column.addLayout(below)
        column.addLayout(self.about)
        column.addWidget(self.nowhere)
        column.addWidget(self.quoting)

    def _turn(self) -> None:
        """Let the way back point along the layout."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._look.dress(self.back, "arrow-right" if mirrored else "arrow-left")

    def _set_text(self, shown: SourceText) -> None:
        direction = direction_of(shown.source.language, shown.text)
        option = QTextOption()
        option.setTextDirection(direction)
        from_right = direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        endless = _ENDLESS.search(shown.text) is not None
        option.setWrapMode(_BREAKS.NoWrap if endless else _BREAKS.WrapAtWordBoundaryOrAnywhere)
        self.paper.setLineWrapMode(_WRAP.NoWrap if endless else _WRAP.WidgetWidth)
        self.paper.setLayoutDirection(direction)
        self.paper.document().setDefaultTextOption(option)
        self.paper.setFont(self._look.fonts.font(Scale.BODY, text=shown.text))
        self.paper.setPlainText(shown.text)

    # Passages

    def _mark(self) -> None:
        """Mark all passages, and the one that is stood on with a line under it besides."""
        marks = []
        for number, (starts, ends) in enumerate(self._spans):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.paper.document())
            cursor.setPosition(starts)
            cursor.setPosition(ends, QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setBackground(self._look.tokens.selection)
            form.setForeground(self._look.tokens.highlight_text)
            if number == self._current:
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                form.setUnderlineColor(self._look.tokens.accent)
            mark.cursor, mark.format = cursor, form
            marks.append(mark)
        self.paper.setExtraSelections(marks)

    def _stand(self, *, moves: bool = True) -> None:
        """Say what rests on the passage that is stood on; bring it into sight where one `moves`."""
        while self.about.count():
            item = self.about.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        passage, count = self.current, len(self._spans)
        for button in (self.before, self.after):
            button.setEnabled(count > (passage is not None))
        if passage is None:
            nothing = self.tr("No passage of this text is quoted as evidence yet.")
            lost = self.tr("The quotation has no one place in this text.")
            self.place.setText(lost if self._lost else nothing)
            self.paper.moveCursor(QTextCursor.MoveOperation.Start)
            return
        template = self.tr("Passage {number} of {count}")
        self.place.setText(template.format(number=self._current + 1, count=count))
        if moves:
            self._bring(self._spans[self._current])
        self._tell(passage)

    def _bring(self, span: tuple[int, int]) -> None:
        """Bring a passage into sight, its beginning rather than its end."""
        cursor = self.paper.textCursor()
        for place in reversed(span):
            cursor.setPosition(place)
            self.paper.setTextCursor(cursor)
        self.paper.centerCursor()

    def _tell(self, passage: Passage) -> None:
        row, evidence = passage.row, passage.evidence
        jump = Jump(row.title, row.id)
        jump.clicked.connect(self._jump)
        pieces = (
            stance_word(evidence.stance),
            field_word(evidence.supports) if evidence.supports else "",
            words.short_ref(row),
            words.status_word(row.status),
        )
        self.about.addWidget(jump)
        self.about.addWidget(quiet_prose(self._look, " · ".join(filter(None, pieces))))

    @Slot()
    def _jump(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.jumped.emit(sender.property("commitment"))

    @Slot()
    def _go_back(self) -> None:
        self._go(-1)

    @Slot()
    def _go_on(self) -> None:
        self._go(1)

    def _go(self, step: int) -> None:
        if self._spans:
            self._current = (self._current + step) % len(self._spans)
            self._mark()
            self._stand()


def _spans(shown: SourceText) -> list[tuple[int, int]]:
    """Return where the marked passages stand as Qt counts: beyond the first plane by two."""
    found = [(at.starts or 0, at.ends or 0) for _, at in shown.marked]
    if shown.text.isascii() or max(shown.text, default="") <= _FIRST_BEYOND:
        return found
    beyond = [at for at, letter in enumerate(shown.text) if letter > _FIRST_BEYOND]
    return [
        (starts + bisect_right(beyond, starts - 1), ends + bisect_right(beyond, ends - 1))
        for starts, ends in found
    ]
