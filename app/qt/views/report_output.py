"""A report that leaves the window: saved as a file of a kind, or printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.domain.errors import ServandaError
from app.qt.printing.pages import Pages
from app.qt.printing.pdf import page_layout, pdf
from app.qt.printing.typesetting import UNITS_IN_POINT
from app.qt.views.reports_memory import ReportsMemory
from app.qt.work import Cancelled, Progress, Work
from app.services.reports.files import write_report

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_POINTS_IN_INCH = 72
_KINDS = ("pdf", "docx", "html", "csv")


class ReportOutput(QObject):
    """Saves and prints what is shown; `told` carries how it went, `refused` why it did not."""

    told = Signal(str)
    refused = Signal(str)

    def __init__(self, memory: ReportsMemory, window: QWidget) -> None:
        """Dialogs open over `window`; `memory` knows the folder that was written to last."""
        super().__init__(window)
        self._window, self._memory = window, memory
        self._pages: Pages | None = None
        self._printer: QPrinter | None = None
        self.work = Work(self)
        self.work.finished.connect(self._finished)
        self.work.failed.connect(self._failed)

    def stop(self) -> None:
        """Wait for the end of what is under way."""
        self.work.stop()

    def holds(self, pages: Pages) -> bool:
        """Whether pages are, or may still be, written or printed."""
        return pages is self._pages

    # Saving

    def save(self, pages: Pages, name: str) -> None:
        """Ask where and as what to save; `name` is proposed, without an ending."""
        self._pages = pages
        title = self.tr("Save the report")
        dialog = QFileDialog(self._window, title, str(self._memory.folder))
        dialog.setObjectName("report-save-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [
                self.tr("To print or send (*.pdf)"),
                self.tr("To go on writing in Word (*.docx)"),
                self.tr("For a browser (*.html)"),
                self.tr("For a spreadsheet (*.csv)"),
            ]
        )
        dialog.setDefaultSuffix(_KINDS[0])
        dialog.selectFile(f"{name}.{_KINDS[0]}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filterSelected.connect(self._kind_chosen)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    @Slot(str)
    def _kind_chosen(self, chosen: str) -> None:
        """Let the proposed name end as what is to be written."""
        dialog = self.sender()
        kind = next((each for each in _KINDS if f"*.{each}" in chosen), _KINDS[0])
        if isinstance(dialog, QFileDialog):
            dialog.setDefaultSuffix(kind)
            for each in dialog.selectedFiles()[:1]:
                dialog.selectFile(Path(each).with_suffix(f".{kind}").name)

    @Slot(str)
    def _file_chosen(self, target: str) -> None:
        if self._pages is not None:
            self.save_to(self._pages, Path(target))

    def save_to(self, pages: Pages, target: Path) -> None:
        """Write the report in the background, as what the ending of the name says."""
        self._memory.keep_folder(target.parent)
        told = self.tr("Saved as {file}.").format(file=target.name)

        def task(progress: Progress, cancelled: Cancelled) -> str:
            del cancelled
            also = {".pdf": lambda _document: pdf(pages, progress)}
            write_report(pages.document, target, paper=pages.paper, also=also)
            return told

        if not self.work.start(task):
            self.refused.emit(self.tr("Another report is still being written."))

    @Slot(object)
    def _finished(self, said: object) -> None:
        self.told.emit(str(said))

    @Slot(object)
    def _failed(self, error: ServandaError) -> None:
        self.refused.emit(str(error))

    # Printing

    def print(self, pages: Pages) -> None:
        """Ask for a printer, then print."""
        from PySide6.QtPrintSupport import (  # noqa: PLC0415 - most windows never print
            QPrintDialog,
            QPrinter,
        )

        self._pages = pages
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        upright = pages.document.upright
        self._printer.setPageLayout(page_layout(pages.paper, upright=upright))
        self._printer.setFromTo(1, len(pages))
        dialog = QPrintDialog(self._printer, self._window)
        dialog.setObjectName("report-print-dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        QDialog.open(dialog)  # its own `open` wants the name of a slot

    @Slot()
    def _print(self) -> None:
        if self._pages is not None and self._printer is not None:
            self.print_on(self._printer, self._pages)

    def print_on(self, printer: QPrinter, pages: Pages) -> None:
        """Print the pages that were asked for."""
        first = max(1, printer.fromPage()) if printer.fromPage() else 1
        last = min(len(pages), printer.toPage()) if printer.toPage() else len(pages)
        painter = QPainter()
        if not painter.begin(printer):
            self.refused.emit(self.tr("The printer could not be reached. Nothing was printed."))
            return
        scale = printer.resolution() / (UNITS_IN_POINT * _POINTS_IN_INCH)
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            painter.save()
            painter.scale(scale, scale)
            pages.paint(painter, number - 1)
            painter.restore()
        painter.end()
        count = last - first + 1
        one = self.tr("1 page went to the printer.")
        several = self.tr("{count} pages went to the printer.").format(count=count)
        self.told.emit(one if count == 1 else several)
