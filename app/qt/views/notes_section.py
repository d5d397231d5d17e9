"""Progress notes: what was reported, when it happened, on what it rests; and the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.particulars import Note, NoteBasis
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.sections import InPlaceForm, Section, Stack, wrapped

_LINES = 3


class NotesSection(Section):
    """Notes, newest first, and an editor for the next. Notes are never rewritten."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Progress notes"), "section-notes")
        self.add = self.act(self.tr("Add"), "plus", "note-add")
        self.add.clicked.connect(self.begin)
        self.editor = _NoteEditor(look, self)
        self.editor.hide()
        self._drafts: dict[CommitmentId, tuple[str, str]] = {}
        self._list = Stack("notes")
        self._none = QuietLabel(look, self.tr("None yet."))
        for widget in (self.editor, self._none, self._list):
            self.body.addWidget(widget)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the notes on this commitment."""
        if self.dossier is None or self.dossier.commitment.id != dossier.commitment.id:
            self._change_over(dossier.commitment.id)
        super().show_dossier(dossier)
        notes = sorted(dossier.notes, key=lambda note: note.happened_on, reverse=True)
        self.count(len(notes))
        self._none.setVisible(not notes)
        self._list.fill(self._shown(note) for note in notes)
        self.add.setVisible(not self.desk.read_only)

    @Slot()
    def begin(self) -> None:
        """Open the editor for a new note."""
        if self.dossier is not None and not self.desk.read_only:
            self.editor.open_up(self.desk.today.isoformat())

    def save(self, text: str, happened_on: str) -> None:
        """Add the note; the editor hears how that ended."""
        if self.dossier is None or self.desk.waits:
            return  # this same note may be what waits for another program
        identity = self.dossier.commitment.id

        def settled(refusal: ServandaError | None) -> None:
            if self.dossier is not None and self.dossier.commitment.id == identity:
                self.editor.settle(refusal)
            elif refusal is None:
                self._drafts.pop(identity, None)

        self.run(lambda register: register.note(identity, text, happened_on=happened_on), settled)

    def _change_over(self, identity: CommitmentId) -> None:
        """Set aside a note that was begun, and take up what was begun on the next commitment."""
        if self.dossier is not None and not self.editor.isHidden():
            begun = self.editor.typed()
            if begun[0].strip():
                self._drafts[self.dossier.commitment.id] = begun
        self.editor.close_up()
        draft = self._drafts.pop(identity, None)
        if draft is not None:
            self.editor.take_up(*draft)

    def _shown(self, note: Note) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(1)
        column.addWidget(wrapped(InkLabel(self.look, note.text)))
        pieces = [words.date_text(note.happened_on), self._basis(note), note.letter]
        column.addWidget(wrapped(QuietLabel(self.look, " · ".join(p for p in pieces if p))))
        return block

    def _basis(self, note: Note) -> str:
        if note.basis is NoteBasis.EVIDENCED:
            return self.tr("evidenced")
        return self.tr("contradicted") if note.basis is NoteBasis.CONTRADICTED else ""


class _NoteEditor(InPlaceForm):
    """A text and the day it happened; Ctrl+Enter keeps it, Esc closes."""

    def __init__(self, look: Look, section: NotesSection) -> None:
        super().__init__(section.add.setFocus, section)
        self._section = section
        self.text = QPlainTextEdit()
        self.text.setObjectName("note-text")
        self.text.setProperty("boxed", True)
        self.text.setAccessibleName(self.tr("Progress note"))
        self.text.setPlaceholderText(
            words.isolated(self.tr("What was done, reported or answered?"))
        )
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(look.fonts.line_height() * _LINES + 4 * GRID)
        self.day = Line()
        self.day.setObjectName("note-happened-on")
        self.day.setAccessibleName(self.tr("Happened on"))
        self.day.setToolTip(self.tr("Happened on: a day, month or year"))
        self.day.returnPressed.connect(self.keep)
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("note-error")
        keep = plain_button(self.tr("Keep the note"), "note-keep")
        keep.setToolTip(self.tr("Ctrl+Enter"))
        keep.clicked.connect(self.keep)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(InkLabel(look, self.tr("Happened on"), ink="text2"))
        row.addWidget(self.day, 1)
        row.addWidget(keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(GAP)
        column.addWidget(self.text)
        column.addLayout(row)
        column.addWidget(self._error)

    def open_up(self, today: str) -> None:
        """Begin a note, or go on with the one begun."""
        if self.isHidden():
            self.day.setText(today)
            self._error.hide()
            self.show()
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def take_up(self, text: str, day: str) -> None:
        """Go on with a note that was begun before, without taking the keyboard."""
        self.text.setPlainText(text)
        self.day.setText(day)
        self._error.hide()
        self.show()

    def typed(self) -> tuple[str, str]:
        """Return the text and the day as they are typed."""
        return self.text.toPlainText(), self.day.text()

    def close_up(self) -> None:
        """Put the editor away, empty."""
        self.text.clear()
        self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps the note, Esc closes the editor."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and control:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_up()
        else:
            super().keyPressEvent(event)

    @Slot()
    def keep(self) -> None:
        """Add the note, or say why not and keep the text."""
        self._section.save(self.text.toPlainText(), self.day.text().strip())

    def settle(self, refusal: ServandaError | None) -> None:
        """Close once the note is in the register, or say why it is not."""
        if refusal is None:
            self.close_up()
        else:
            self._error.setText(str(refusal))
            self._error.show()
