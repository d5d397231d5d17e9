"""What leaves the window: the view as a table, workbook or calendar; the whole register; rows."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QSettings, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.errors import ServandaError
from app.domain.rows import RegisterRow
from app.qt.desk import Desk
from app.qt.look.words import translated
from app.qt.models.columns import COLUMNS
from app.qt.views.register_view import RegisterView
from app.qt.views.status_strip import StatusStrip
from app.qt.work import Cancelled, Progress, Task, Work

_AT_ONCE = 256
"""So many rows are copied without waiting: they are read in one step."""

_SELECTED = 4
"""The place of what writes the selected rows among the kinds of file to choose from."""


_ENDING = re.compile(r"\(\*\.(\w+)\)\Z")


class _Copied(NamedTuple):
    """What is put on the clipboard, and what is said then."""

    text: str
    said: str


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
        """Ask where the view is to be exported to, and as what: the name's ending says it."""
        name = self._desk.register.store.path.stem
        folder = self._settings.value("export/folder", str(Path.home()))
        dialog = QFileDialog(self._window, self.tr("Export"), str(folder))
        dialog.setObjectName("export-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(self._filters())
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{name}-{self._desk.today.isoformat()}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filterSelected.connect(self._filter_chosen)
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _filters(self) -> list[str]:
        """What can be written: tables, calendars of all or of what is selected, all there is."""
        count = len(self._list.table.chosen_rids)
        filters = [
            self.tr("This view for a spreadsheet, as plain text (*.csv)"),
            self.tr("This view as an Excel workbook (*.xlsx)"),
            self.tr("This view for a calendar (*.ics)"),
            self.tr("The whole register, for another program (*.json)"),
        ]
        if count == 1:
            filters.append(self.tr("The selected one for a calendar (*.ics)"))
        elif count:
            filters.append(
                self.tr("The {count} selected for a calendar (*.ics)").format(count=count)
            )
        return filters

    @Slot(str)
    def _filter_chosen(self, chosen: str) -> None:
        """Let the proposed name end as what is to be written."""
        dialog = self.sender()
        if isinstance(dialog, QFileDialog):
            ending = _ENDING.search(chosen)
            suffix = ending[1] if ending else "csv"
            dialog.setDefaultSuffix(suffix)
            for each in dialog.selectedFiles()[:1]:
                dialog.selectFile(Path(each).with_suffix(f".{suffix}").name)

    @Slot(str)
    def _file_chosen(self, target: str) -> None:
        dialog = self.sender()
        only_chosen = (
            isinstance(dialog, QFileDialog)
            and dialog.selectedNameFilter() in dialog.nameFilters()[_SELECTED:]
        )
        self.export_to(target, selected=only_chosen)

    @Slot(str)
    def export_to(self, target: str, *, selected: bool = False) -> None:
        """Export exactly what the view shows, in the background.

        What ends in .xlsx is a workbook, in .ics a calendar file, of the `selected` rows alone
        where that is asked; what ends in .json is the whole register, whatever the view shows.
        """
        path = Path(target)
        if path.suffix.casefold() == ".json" and self._desk.register.as_of is not None:
            self._strip.refuse(
                self.tr("The whole register is exported as it is now, not of a day.")
            )
            return
        self._settings.setValue("export/folder", str(path.parent))
        if self.work.start(self._task(path, selected=selected)):
            self._strip.work_began()
        else:
            self._strip.refuse(self.tr("Another export is still running."))

    def _task(self, path: Path, *, selected: bool) -> Task:
        match path.suffix.casefold():
            case ".ics":
                return self._calendar(path, selected=selected)
            case ".xlsx":
                return self._workbook(path)
            case ".json":
                return self._whole(path)
            case _:
                return self._csv(path)

    def _csv(self, path: Path) -> Task:
        from app.domain.export_columns import DEFAULT_COLUMNS
        from app.services.export import export_csv

        query, today = self._list.query_now(), self._desk.today
        store, as_of = self._desk.register.store, self._desk.register.as_of
        told = self.tr("Exported {count} commitments to {file}; {file}.about.txt says which")

        def export(progress: Progress, cancelled: Cancelled) -> str:
            with closing(store.fresh_reader()) as reader:
                count = export_csv(
                    reader,
                    query,
                    today,
                    DEFAULT_COLUMNS,
                    path,
                    companion=True,  # by it the file is known again when it comes back
                    as_of=as_of,
                    progress=progress,
                    cancelled=cancelled,
                )
            return told.format(count=count, file=path.name)

        return export

    def _workbook(self, path: Path) -> Task:
        from app.domain.export_columns import WORKBOOK_COLUMNS
        from app.services.export_xlsx import export_xlsx

        query, today = self._list.query_now(), self._desk.today
        store, as_of = self._desk.register.store, self._desk.register.as_of
        mirrored = self._window.isRightToLeft()
        told = self.tr("Exported {count} commitments to {file}")

        def export(progress: Progress, cancelled: Cancelled) -> str:
            with closing(store.fresh_reader()) as reader:
                count = export_xlsx(
                    reader,
                    query,
                    today,
                    WORKBOOK_COLUMNS,
                    path,
                    as_of=as_of,
                    right_to_left=mirrored,
                    progress=progress,
                    cancelled=cancelled,
                )
            return told.format(count=count, file=path.name)

        return export

    def _whole(self, path: Path) -> Task:
        from app.services.register_json import export_json

        store = self._desk.register.store
        told = self.tr("Exported the whole register, {count} records, to {file}")

        def export(progress: Progress, cancelled: Cancelled) -> str:
            with closing(store.fresh_reader()) as reader:
                counts = export_json(reader, path, progress=progress, cancelled=cancelled)
            return told.format(count=sum(counts.values()), file=path.name)

        return export

    def _calendar(self, path: Path, *, selected: bool) -> Task:
        from app.services.calendar_alarms import rule_alarms
        from app.services.calendar_file import export_calendar

        chosen = self._list.chosen if selected else self._list.query_now()
        today, store = self._desk.today, self._desk.register.store
        told = self.tr("Exported {entries} entries of {count} commitments to {file}.")

        def export(progress: Progress, cancelled: Cancelled) -> str:
            with closing(store.fresh_reader()) as reader:
                done = export_calendar(
                    reader,
                    chosen,
                    today,
                    path,
                    alarms=rule_alarms(reader, today),
                    progress=progress,
                    cancelled=cancelled,
                )
            said = told.format(entries=done.entries, count=done.commitments, file=path.name)
            return f"{said} {done.omissions(translated)}".rstrip()

        return export

    @Slot()
    def copy(self) -> None:
        """Copy the selected rows as a spreadsheet takes them: tabs and line ends, no formulas.

        What stands on a screen or two is there at once, more is read in the background.
        """
        rids = self._list.table.chosen_rids
        head, line = self._lines()
        if len(rids) > _AT_ONCE:
            if self.work.start(self._copied(rids, head, line)):
                self._strip.work_began()
            else:
                self._strip.refuse(self.tr("Another export is still running."))
            return
        rows = map(self._list.model.row_at, self._list.table.chosen_rows)
        lines = (line(row) for row in rows if row is not None)
        QGuiApplication.clipboard().setText("\n".join((head, *lines)))

    def _lines(self) -> tuple[str, Callable[[RegisterRow], str]]:
        """Return the heading of what is copied, and what makes the line of a row."""
        from app.domain.cells import guarded

        table, today = self._list.table, self._desk.today
        shown = [column for at, column in enumerate(COLUMNS) if not table.isColumnHidden(at)]

        def line(row: RegisterRow) -> str:
            return "\t".join(guarded(column.text(row, today)) for column in shown)

        return "\t".join(column.full_name for column in shown), line

    def _copied(self, rids: array[int], head: str, line: Callable[[RegisterRow], str]) -> Task:
        from app.services.copying import lines_of

        store = self._desk.register.store
        told = self.tr("Copied {count} commitments")

        def read(progress: Progress, cancelled: Cancelled) -> _Copied:
            with closing(store.fresh_reader()) as reader:
                lines = lines_of(reader, rids, line, progress=progress, cancelled=cancelled)
            return _Copied("\n".join((head, *lines)), told.format(count=len(lines)))

        return read

    @Slot(object)
    def _work_finished(self, done: object) -> None:
        if isinstance(done, _Copied):
            QGuiApplication.clipboard().setText(done.text)
            self._strip.tell(done.said)
        else:
            self._strip.tell(str(done))

    @Slot(object)
    def _work_failed(self, error: ServandaError) -> None:
        self._strip.refuse(str(error))

    @Slot()
    def _work_cancelled(self) -> None:
        self._strip.tell(self.tr("Cancelled; nothing was written."))
