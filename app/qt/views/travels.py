"""Going from one page to another, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.identity import CommitmentId
from app.domain.query import Query
from app.domain.view import COMMITMENTS
from app.qt.views.navigation import Navigation
from app.qt.views.pages import Pages

_MOST = 50


class Travels(QObject):
    """Leads to sections, views, figures and single commitments, and remembers the way.

    `arrived` tells that the page that is shown is to have the keyboard.
    """

    arrived = Signal()

    def __init__(self, pages: Pages, places: Navigation, window: QWidget) -> None:
        """Travel among `pages`; `places` knows the officer's own views."""
        super().__init__(window)
        self._pages, self._places = pages, places
        self._before: list[str] = []

    @Slot(str)
    def go(self, key: str) -> None:
        """Show a section or view."""
        if key == self._pages.key:
            return
        self._remember()
        self._pages.go(key, self._places.saved.get(key))
        if not self._places.list.hasFocus():
            self.arrived.emit()

    @Slot()
    def back(self) -> None:
        """Show the section or view from before."""
        if self._before:
            key = self._before.pop()
            self._pages.go(key, self._places.saved.get(key))
            self.arrived.emit()

    @Slot(object, str)
    def show_query(self, query: Query, heading: str) -> None:
        """Show what stands behind a figure."""
        self._remember()
        self._pages.show_query(query, heading)
        self.arrived.emit()

    @Slot(str, object)
    def show_on_page(self, key: str, target: object) -> None:
        """Show one thing on the page of a section, such as a session."""
        self._remember()
        self._pages.go(key)
        self._pages.page.show_target(target)
        self.arrived.emit()

    @Slot(object)
    def jump(self, identity: CommitmentId) -> None:
        """Stand on a commitment in the list of all."""
        if self._pages.page is not self._pages.list:
            self._remember()
            self._pages.go(COMMITMENTS.name)
        self._pages.list.select(identity)
        self._pages.list.go_to_list()

    def _remember(self) -> None:
        if self._pages.key:
            self._before = [*self._before, self._pages.key][-_MOST:]
