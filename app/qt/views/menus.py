"""The commands of the window: in its menus and in the palette, named and allowed as things are."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.views import commands
from app.qt.views.navigation import Navigation
from app.qt.views.travels import Travels


class Menus(QObject):
    """Makes the menus of a window, and whatever opens out of them; `actions` go by name.

    `open_wanted` carries the path of another register.
    """

    open_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        settings: QSettings,
        places: Navigation,
        travels: Travels,
        acts: dict[str, Callable[[], object]],
        window: QMainWindow,
    ) -> None:
        """`acts` holds what each command does, but for those that open something here."""
        super().__init__(window)
        self._desk, self._look, self._settings = desk, look, settings
        self._places, self._travels, self._window = places, travels, window
        own = {"palette": self._palette, "keys": self._help, "about": self._about}
        self.actions = commands.build(window, window.menuBar(), {**acts, **own})
        self._recent = commands.menu_of(self.actions["recent"])
        self._recent.aboutToShow.connect(self._offer_recent)

    @Slot(object, object)
    def name_undo(self, undo: str | None, redo: str | None) -> None:
        """Say what undo and redo would act on; where that is nothing, they are off."""
        for name, words, label in (
            ("undo", self.tr("&Undo"), undo),
            ("redo", self.tr("&Redo"), redo),
        ):
            action = self.actions[name]
            action.setText(f"{words}: {label.replace('&', '&&')}" if label else words)
            action.setEnabled(label is not None and not self._desk.read_only)

    @Slot()
    def _palette(self) -> None:
        from app.qt.views.command_offers import palette_of

        palette = palette_of(
            self._window,
            self._desk,
            self._look,
            self._settings,
            saved=self._places.saved,
            go=self._travels.go,
            open_register=self._open,
        )
        palette.jumped.connect(self._travels.jump)
        palette.open()

    @Slot()
    def _offer_recent(self) -> None:
        from app.qt.recent import recent_registers

        menu = self._recent
        menu.clear()
        here = self._desk.register.store.path
        for each in recent_registers(self._settings):
            if each.path != here:
                action = menu.addAction(f"{each.name}  {each.path.parent}")
                action.setObjectName("recent-register")
                action.setEnabled(each.there)
                action.triggered.connect(partial(self._open, each.path))
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)

    def _open(self, path: Path, *_: object) -> None:
        self.open_wanted.emit(path)

    @Slot()
    def _help(self) -> None:
        from app.qt.views.about import HelpDialog

        HelpDialog(self._look, self._window).open()

    @Slot()
    def _about(self) -> None:
        from app.qt.views.about import AboutDialog

        AboutDialog(self._look, self._desk.register.store.path, self._window).open()
