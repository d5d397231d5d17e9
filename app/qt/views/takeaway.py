"""What leaves the window: the view as a CSV file, the selected rows on the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import ServandaError
from app.qt.desk import Desk
from app.qt.models.columns import COLUMNS
from app.qt.views.register_view import RegisterView
from app.qt.views.status_strip import StatusStrip
from app.qt.work import Cancelled, Progress, Work


class Takeaway(QObject):
    """Exports and copies what the list shows; `work` is the export under way."""

    def __init__(
        self,
        desk: Desk,
        view: RegisterView,
        strip: StatusStrip,
        settings: QSettings,
        window: QWidget,
    ) -> None:
        """Take from `view`, tell in `strip`, and open dialogs over `window`."""
        super().__init__(window)
        self._desk, self._list, self._strip = desk, view, strip
        self._settings, self._window = settings, window
        self.work = Work(self)
        strip.cancel.clicked.connect(self.work.cancel)
        self.work.progressed.connect(strip.work_progressed)
        self.work.ended.connect(strip.work_ended)
        self.work.finished.connect(self._work_finished)
        self.work.failed.connect(self._work_failed)
        self.work.cancelled.connect(self._work_cancelled)

    def stop(self) -> None:
        """Call off what is under way and wait for its end."""
        self.work.stop()

    @Slot()
    def begin_export(self) -> None:
        """Ask where the view is to be exported to."""
        name = self._desk.register.store.path.stem
        folder = self._settings.value("export/folder", str(Path.home()))
        dialog = QFileDialog(self._window, self.tr("Export this view to CSV"), str(folder))
        dialog.setObjectName("export-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Spreadsheet text (*.csv)"))
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{name}-{self._desk.today.isoformat()}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    @Slot(str)
    def export_to(self, target: str) -> None:
        """Export exactly what the view shows, in the background."""
        from app.services.export import DEFAULT_COLUMNS, export_csv

        path = Path(target)
        self._settings.setValue("export/folder", str(path.parent))
        query, today = self._list.query_now(), self._desk.today
        store, as_of = self._desk.register.store, self._desk.register.as_of
        told = self.tr("Exported {count} commitments to {file}")

        def export(progress: Progress, cancelled: Cancelled) -> str:
            reader = store.fresh_reader()
            try:
                count = export_csv(
                    reader,
                    query,
                    today,
                    DEFAULT_COLUMNS,
                    path,
                    as_of=as_of,
                    progress=progress,
                    cancelled=cancelled,
                )
            finally:
                reader.close()
            return told.format(count=count, file=path.name)

        if self.work.start(export):
            self._strip.work_began()
        else:
            self._strip.refuse(self.tr("Another export is still running."))

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows as a spreadsheet takes them: tabs and line ends, no formulas."""
        from app.domain.cells import guarded

        table, today = self._list.table, self._desk.today
        shown = [
            COLUMNS[section] for section in range(len(COLUMNS)) if not table.isColumnHidden(section)
        ]
        lines = ["\t".join(column.full_name for column in shown)]
        for index in sorted(table.selectionModel().selectedRows(), key=lambda each: each.row()):
            row = self._list.model.row_at(index.row())
            if row is not None:
                lines.append("\t".join(guarded(column.text(row, today)) for column in shown))
        QGuiApplication.clipboard().setText("\n".join(lines))

    @Slot(object)
    def _work_finished(self, said: object) -> None:
        self._strip.tell(str(said))

    @Slot(object)
    def _work_failed(self, error: ServandaError) -> None:
        self._strip.refuse(str(error))

    @Slot()
    def _work_cancelled(self) -> None:
        self._strip.tell(self.tr("Cancelled; nothing was written."))
