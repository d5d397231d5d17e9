"""When the panel stands beside the page: always in a wide window, on demand in a narrow one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from app.qt.views.pages import Pages
from app.qt.views.side import Side

WIDE = 1200
"""From this width on the details stand beside the page unless they are put away."""


class SideFold(QObject):
    """Folds the panel away and out again; what the officer chose holds for that sort of window.

    `shown` says whether the panel is to be seen.
    """

    shown = Signal(bool)

    def __init__(self, window: QMainWindow, pages: Pages, side: Side) -> None:
        super().__init__(window)
        self._window, self._pages, self._side = window, pages, side
        self._kept = {True: True, False: False}  # by whether the window is wide
        self._was_wide: bool | None = None

    @property
    def _is_wide(self) -> bool:
        return self._window.width() >= WIDE

    def need(self) -> None:
        """Show the panel, whatever the page and the width."""
        self._kept[self._is_wide] = True
        self.fit(needed=True)

    @Slot()
    def toggle(self) -> None:
        """Show the panel, or put it away."""
        wanted = not self._side.isVisibleTo(self._window)
        self._kept[self._is_wide] = wanted
        self.fit(needed=wanted)

    @Slot()
    def put_away(self) -> None:
        """Hide the panel until it is wanted again."""
        self._kept[self._is_wide] = False
        self.fit()

    def resized(self) -> None:
        """The window has another width: fold where it became narrow or wide."""
        if self._was_wide is not self._is_wide:
            self._was_wide = self._is_wide
            self.fit()

    def follow(self) -> None:
        """The list may have become empty, or no longer be: its first words take the whole room."""
        if self._empty is self._side.isVisibleTo(self._window):
            self.fit(needed=self._side.form_is_open)

    def fit(self, *, needed: bool = False) -> None:
        """Show the panel where the page wants it and the window has the room, or it is needed."""
        wants = self._pages.page.wants_detail or self._side.form_is_open
        seen = needed or (wants and self._kept[self._is_wide] and not self._empty)
        self._side.setVisible(seen)
        self.shown.emit(seen)

    @property
    def _empty(self) -> bool:
        return self._pages.page is self._pages.list and self._pages.list.pages.begins
