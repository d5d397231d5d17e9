"""How a table comes to its page: a file that is chosen or dropped, or what was copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.qt.views.import_page import ImportPage
from app.qt.views.import_stages import Source
from app.qt.views.page import Page

_ENDINGS = ("csv", "tsv", "tab", "txt", "xlsx", "xlsm", "xls", "ods", "docx", "htm", "html")


class TableImport(QObject):
    """Asks for tables and hands them to their page; `calendar` takes calendar files instead."""

    def __init__(
        self,
        settings: QSettings,
        page: Callable[[], Page],
        calendar: Callable[[str], object],
        window: QWidget,
    ) -> None:
        """`page` goes to the page of imports and returns it; dialogs open over `window`."""
        super().__init__(window)
        self._settings, self._window = settings, window
        self._page, self._calendar = page, calendar

    @Slot()
    def begin(self) -> None:
        """Ask which file."""
        folder = self._settings.value("import/folder", str(Path.home()))
        dialog = QFileDialog(self._window, self.tr("Import a table"), str(folder))
        dialog.setObjectName("import-table-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = " ".join(f"*.{each}" for each in _ENDINGS)
        dialog.setNameFilters(
            [self.tr("Tables ({kinds})").format(kinds=kinds), self.tr("All files (*)")]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    @Slot(str)
    def read(self, name: str) -> None:
        """Show what a file comes to."""
        path = Path(name)
        self._settings.setValue("import/folder", str(path.parent))
        self._show(Source(name=path.name, path=path))

    @Slot()
    def paste(self) -> None:
        """Show what the table on the clipboard comes to."""
        held = QGuiApplication.clipboard().mimeData()
        html = held.html() if held.hasHtml() else ""
        self._show(Source(name=self.tr("the clipboard"), text=held.text(), html=html))

    def _show(self, source: Source, *following: Source) -> None:
        page = self._page()
        if isinstance(page, ImportPage):
            page.queue.wait(following)
            page.open(source)

    def drop(self, names: Sequence[str]) -> None:
        """Take files that were dropped: a calendar as such, others as tables, one by one."""
        tables = [Path(each) for each in names if Path(each).suffix.casefold() != ".ics"]
        if tables:
            self._show(*(Source(name=each.name, path=each) for each in tables))
        elif names:
            self._calendar(names[0])
