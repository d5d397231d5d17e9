"""Proposals under a line of text: from a list, or sought in the register as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QObject, QStringListModel, Qt, QTimer, Slot
from PySide6.QtWidgets import QCompleter, QLineEdit

from app.domain.query import Column, Query, Sort
from app.qt.desk import Desk
from app.qt.views.lookups import found_line
from app.store.reader import Reader

_PAUSE_MS = 120
_MOST = 8


def propose(editor: QLineEdit, choices: Sequence[str]) -> None:
    """Offer these texts while something is typed that is part of them."""
    if editor.completer() is None:
        completer = QCompleter(QStringListModel(editor), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
    model = editor.completer().model()
    if isinstance(model, QStringListModel):
        model.setStringList(list(choices))


def takes_proposal(editor: QObject | None) -> bool:
    """Whether Enter in a line takes what is chosen among its open proposals, and no more."""
    completer = editor.completer() if isinstance(editor, QLineEdit) else None
    popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible() and popup.currentIndex().isValid()


class Seeker(QObject):
    """Offers commitments, by reference and by words of them, for what is typed into a line."""

    def __init__(self, desk: Desk, editor: QLineEdit) -> None:
        """Live as long as `editor`."""
        super().__init__(editor)
        self._desk, self._editor = desk, editor
        self._found = QStringListModel(self)
        self._completer = QCompleter(self._found, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(_MOST)
        editor.setCompleter(self._completer)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._seek)
        editor.textEdited.connect(self._typed)

    @Slot()
    def _typed(self) -> None:
        self._found.setStringList([])
        self._pause.start()

    @Slot()
    def _seek(self) -> None:
        text, today = self._editor.text().strip(), self._desk.today
        if not text:
            return
        query = Query(text=text, relation=self._desk.relation, sort=(Sort(column=Column.REF),))

        def read(reader: Reader) -> tuple[str, list[str]]:
            return text, [found_line(row) for row in islice(reader.each_row(query, today), _MOST)]

        self._desk.ask(f"seek-{id(self)}", read, self._show)

    def _show(self, answer: tuple[str, list[str]]) -> None:
        asked, found = answer
        if asked == self._editor.text().strip() and self._editor.hasFocus():
            self._found.setStringList(found)
            if found:
                self._completer.complete()
