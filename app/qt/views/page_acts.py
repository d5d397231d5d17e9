"""What commands do with the page that is shown, whichever it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Slot

from app.domain.view import COMMITMENTS
from app.qt.views.navigation import Navigation
from app.qt.views.pages import Pages
from app.qt.views.takeaway import Takeaway
from app.qt.views.travels import Travels


class PageActs(QObject):
    """Hands a command to the page that is shown; where that has no part in it, to the list."""

    def __init__(
        self,
        pages: Pages,
        places: Navigation,
        travels: Travels,
        takeaway: Takeaway,
        window: QObject,
    ) -> None:
        """`travels` leads to the page that a command needs, `takeaway` exports the list."""
        super().__init__(window)
        self._pages, self._places = pages, places
        self._travels, self._takeaway = travels, takeaway

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by the name it has in `commands`."""
        return {
            "export": self._export,
            "print": self._print,
            "find": self._find,
            "copy": self._takeaway.copy,
            "all": self._clear_filters,
            "columns": self._choose_columns,
            "refresh": self._refresh,
            "acknowledge": partial(self._act, "acknowledge"),
            "snooze": partial(self._act, "snooze"),
            "ask-inputs": self._ask_inputs,
            "pack": self._pack,
        }

    @Slot()
    def _find(self) -> None:
        search = self._pages.page.search_line()
        if search is None:
            self._travels.go(COMMITMENTS.name)
            search = self._pages.list.head.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _export(self) -> None:
        """Let the report that is shown leave the window, elsewhere what the list shows."""
        page = self._pages.page
        (page.export if page.exports else self._takeaway.begin_export)()

    @Slot()
    def _print(self) -> None:
        self._pages.page.print_pages()

    @Slot()
    def _pack(self) -> None:
        """Ask what goes into a briefing pack, on the page of the reports."""
        self._travels.go("reports")
        self._pages.page.act("pack")

    @Slot()
    def _ask_inputs(self) -> None:
        from app.qt.views.letters_page import Letters

        self._travels.go("letters")
        if isinstance(self._pages.page, Letters):
            self._pages.page.begin_inputs()

    @Slot()
    def _clear_filters(self) -> None:
        if self._pages.page is not self._pages.list or not self._pages.key:
            self._travels.go(COMMITMENTS.name)
        self._pages.list.clear_filters()

    @Slot()
    def _choose_columns(self) -> None:
        if self._pages.page is self._pages.list:
            self._pages.list.choose_columns()

    @Slot()
    def _refresh(self) -> None:
        self._pages.list.refresh()
        self._pages.page.outdate()
        self._places.recount()

    def _act(self, deed: str) -> None:
        """Do something with what is stood on, where the page knows such a deed."""
        self._pages.page.act(deed)
