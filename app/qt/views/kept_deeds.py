"""What is done with the kept text and file of a source: keeping, saving, opening, forgetting.

Whatever reads or writes a file runs off the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.change import Change
from app.domain.errors import ServandaError
from app.domain.particulars import Source
from app.qt.desk import Desk, LongWrite
from app.qt.views.opened_copies import OpenedCopies
from app.qt.work import Cancelled, Progress
from app.services.kept_files import copy_name, read_file, read_text
from app.services.register import Register
from app.services.written import beside


class KeptDeeds(QObject):
    """Acts on one source at a time; `told` says how it ended, in a sentence, or nothing.

    `refused` says why it was not done. `kept` tells that a text is kept from now on.
    """

    told = Signal(str)
    refused = Signal(str)
    kept = Signal()

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Open dialogs over `window`."""
        super().__init__(window)
        self._desk, self._window = desk, window
        self.source: Source | None = None
        self.copies = OpenedCopies()

    # Keeping

    @Slot()
    def choose_file(self) -> None:
        """Ask which file is to be kept."""
        self._ask_file(self.tr("Keep a file"), "", self.keep_file)

    @Slot()
    def choose_text(self) -> None:
        """Ask in which file the text stands."""
        filters = self.tr("Text files (*.txt);;All files (*)")
        self._ask_file(self.tr("Keep the text in a file"), filters, self.keep_text_in)

    def keep_file(self, name: str, source: Source | None = None) -> None:
        """Keep a file on disk as that of `source`, of the one that is shown unless it is given."""
        path, source = Path(name), source or self.source
        if source is None:
            return

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> Change:
            return register.keep_file(source.id, read_file(path), path.name)

        self._aside(act, self._ended)

    def keep_text_in(self, name: str, source: Source | None = None) -> None:
        """Keep the text in a file on disk; see `keep_file`."""
        path, source = Path(name), source or self.source
        if source is None:
            return

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> Change:
            return register.keep_text(source.id, read_text(path))

        self._aside(act, self._text_ended)

    def keep_text(self, text: str) -> None:
        """Keep a text that was typed or pasted."""
        source = self.source
        if source is None:
            return

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> Change:
            return register.keep_text(source.id, text)

        self._aside(act, self._text_ended)

    @Slot()
    def forget_text(self) -> None:
        """Keep its text no longer."""
        source = self.source
        if source is not None:
            self._desk.run(lambda register: register.forget_text(source.id), self._forgot)

    @Slot()
    def forget_file(self) -> None:
        """Keep its file no longer."""
        source = self.source
        if source is not None:
            self._desk.run(lambda register: register.forget_file(source.id), self._forgot)

    # Taking away

    @Slot()
    def choose_copy(self) -> None:
        """Ask where a copy of the kept file is to be saved."""
        self._ask_target(text=False)

    @Slot()
    def choose_text_copy(self) -> None:
        """Ask where a copy of the kept text is to be saved."""
        self._ask_target(text=True)

    def save(self, name: str, source: Source | None = None, *, text: bool) -> None:
        """Save a copy of the kept text, or of the kept file; see `keep_file`."""
        target, source = Path(name), source or self.source
        if source is None:
            return
        digest = source.text if text else source.file

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> str:
            content = register.reader.whole_file(digest)
            with beside(target) as written:
                written.write(content)
            return target.name

        self._aside(act, self._saved)

    @Slot()
    def open(self) -> None:
        """Show the kept file in another program, from a private copy."""
        source, copies = self.source, self.copies
        if source is None:
            return

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> Path:
            return copies.copy(source.file_name, register.reader.whole_file(source.file))

        self._aside(act, self._copied)

    # How it ended

    def _aside(
        self, act: LongWrite, then: Callable[[object, ServandaError | None], object]
    ) -> None:
        self.refused.emit("")
        if not self._desk.run_aside(act, then):
            self.refused.emit(self.tr("Something else is still running; try again."))

    def _ended(self, found: object, error: ServandaError | None) -> None:
        if error is not None:
            self.refused.emit(str(error))
        elif isinstance(found, Change) and not found.n:
            self.told.emit(self.tr("It is kept already."))

    def _text_ended(self, found: object, error: ServandaError | None) -> None:
        self._ended(found, error)
        if error is None:
            self.kept.emit()

    def _forgot(self, error: ServandaError | None) -> None:
        self.refused.emit("" if error is None else str(error))

    def _saved(self, found: object, error: ServandaError | None) -> None:
        if error is not None:
            self.refused.emit(str(error))
        else:
            self.told.emit(self.tr("Saved as “{name}”.").format(name=found))

    def _copied(self, found: object, error: ServandaError | None) -> None:
        if error is not None:
            self.refused.emit(str(error))
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(found))):
            self.refused.emit(self.tr("No program on this computer opens such a file."))

    # Dialogs

    def _ask_file(self, title: str, filters: str, then: Callable[[str, Source], None]) -> None:
        dialog = QFileDialog(self._window, title, str(Path.home()), filters)
        dialog.setObjectName("source-file-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog, then)

    def _ask_target(self, *, text: bool) -> None:
        if self.source is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save a copy"), str(Path.home()))
        dialog.setObjectName("source-copy-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(copy_name(self.source, text=text))
        self._show(dialog, partial(self.save, text=text))

    def _show(self, dialog: QFileDialog, then: Callable[[str, Source], None]) -> None:
        """Open a dialog for the source that is shown now: another may be shown when it ends."""
        source = self.source
        if source is None:
            return
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: then(name, source))
        dialog.open()
