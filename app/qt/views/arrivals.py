"""What comes into the window from elsewhere: tables of other offices, calendar files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QSettings, Slot
from PySide6.QtWidgets import QWidget

from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.views.dropped import dropped_files
from app.qt.views.page import Page
from app.qt.views.pages import Pages
from app.qt.views.status_strip import StatusStrip
from app.qt.views.travels import Travels

if TYPE_CHECKING:
    from app.qt.views.calendar_import import CalendarImport
    from app.qt.views.import_table import TableImport


class Arrivals(QObject):
    """Takes in what is chosen, pasted or dropped; nothing for it is loaded before."""

    def __init__(
        self,
        desk: Desk,
        look: Look,
        pages: Pages,
        travels: Travels,
        strip: StatusStrip,
        settings: QSettings,
        window: QWidget,
    ) -> None:
        """Lead to the page of imports by `travels`; dialogs open over `window`."""
        super().__init__(window)
        self._desk, self._look, self._settings = desk, look, settings
        self._pages, self._travels = pages, travels
        self._strip, self._window = strip, window

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by the name it has in `commands`."""
        return {
            "import-table": self.import_table,
            "paste-table": self.paste_table,
            "import-calendar": self._import_calendar,
        }

    @cached_property
    def calendars(self) -> CalendarImport:
        """What takes calendar files back; made when first asked for."""
        from app.qt.views.calendar_import import CalendarImport

        return CalendarImport(self._desk, self._look, self._strip, self._settings, self._window)

    @cached_property
    def tables(self) -> TableImport:
        """What takes tables of other offices in; made when first asked for."""
        from app.qt.views.import_table import TableImport

        return TableImport(self._settings, self._import_page, self._read_calendar, self._window)

    @Slot()
    def import_table(self) -> None:
        """Ask for the file of a table."""
        self.tables.begin()

    @Slot()
    def paste_table(self) -> None:
        """Take the table on the clipboard."""
        self.tables.paste()

    @Slot()
    def _import_calendar(self) -> None:
        self.calendars.begin()

    def takes(self, held: QMimeData) -> bool:
        """Whether what is held over the window may be dropped on it."""
        return bool(dropped_files(held)) and not self._desk.read_only

    def drop(self, held: QMimeData) -> None:
        """Take in the files that were dropped: a calendar, or tables."""
        self.tables.drop(dropped_files(held))

    def _import_page(self) -> Page:
        self._travels.go("import")
        return self._pages.page

    def _read_calendar(self, name: str) -> None:
        self.calendars.read(name)
