"""The text of a source in the place of list and sheet, for as long as it is read."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.directory import SourceText
from app.domain.errors import ServandaError
from app.domain.identity import SourceId
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.views.text_reader import TextReader
from app.services.sources import source_text
from app.store.reader import Reader


class TextViews(QStackedWidget):
    """Shows list and sheet, or the reader; `jumped` carries the identity of a commitment.

    `left` tells that a text is read no longer, `refused` why it cannot be.
    """

    jumped = Signal(object)
    left = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, look: Look, halves: QWidget) -> None:
        super().__init__()
        self._desk, self._halves = desk, halves
        self._identity: SourceId | None = None
        self.reader = TextReader(desk, look)
        self.reader.jumped.connect(self.jumped)
        self.reader.left.connect(self._leave)
        self.addWidget(halves)
        self.addWidget(self.reader)

    def fill(self, page: QWidget) -> None:
        """Be all there is in a page."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)

    @property
    def reads(self) -> bool:
        """Whether a text is read."""
        return self.currentWidget() is self.reader

    def read(self, identity: SourceId, evidence: str = "") -> None:
        """Read the kept text of a source, at a passage of it if one is named."""
        self._identity = identity
        relation = self._desk.relation

        def read(reader: Reader) -> SourceText | str:
            try:
                return source_text(reader, identity, relation)
            except ServandaError as error:
                return str(error)

        self._desk.ask("source-text", read, partial(self._show, identity, evidence))

    def read_again(self) -> None:
        """Read what is read once more, at the same passage."""
        if self.reads and self._identity is not None:
            current = self.reader.current
            self.read(self._identity, "" if current is None else current.evidence.id)

    def show_halves(self) -> None:
        """Show list and sheet."""
        self._identity = None
        self.setCurrentWidget(self._halves)

    def _show(self, identity: SourceId, evidence: str, found: SourceText | str) -> None:
        if identity != self._identity:
            return
        if isinstance(found, str):
            self._leave()
            self.refused.emit(found)
            return
        self.reader.show_text(found, evidence)
        if not self.reads:
            self.setCurrentWidget(self.reader)
            self.reader.take_keyboard()

    @Slot()
    def _leave(self) -> None:
        if self.reads:
            self.show_halves()
            self.left.emit()
