"""Keeping ways of looking at the register: saving a view, naming it, changing it, letting it go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.view import View
from app.qt.desk import Desk, Outcome
from app.qt.look.look import Look
from app.qt.views.navigation import Navigation
from app.qt.views.register_view import RegisterView


class SavedViews(QObject):
    """Asks for names and runs the writes; the navigation follows by itself."""

    def __init__(
        self, desk: Desk, look: Look, listed: RegisterView, places: Navigation, window: QWidget
    ) -> None:
        """`listed` shows what is kept, `places` where the kept views stand."""
        super().__init__(window)
        self._desk, self._look, self._window = desk, look, window
        self._list, self._places = listed, places
        listed.save_wanted.connect(self.save)
        places.renaming.connect(self._rename)
        places.updating.connect(self._update)
        places.discarding.connect(self._discard)

    @Slot()
    def save(self) -> None:
        """Ask for a name and keep what is shown under it."""
        shown = self._list.view_now("")

        def take(name: str, then: Outcome) -> None:
            view = View(name=name, query=shown.query, columns=shown.columns)
            self._desk.run(lambda register: register.save_view(view), then)

        self._ask("", take)

    def _ask(self, name: str, take: Callable[[str, Outcome], object]) -> None:
        from app.qt.views.name_dialog import NameDialog

        NameDialog(self._look, self.tr("Name of the view"), name, take, self._window).open()

    @Slot(str)
    def _rename(self, identity: str) -> None:
        view = self._places.saved[identity]

        def take(name: str, then: Outcome) -> None:
            named = View(name=name, query=view.query, columns=view.columns)
            self._desk.run(lambda register: register.change_view(identity, named), then)

        self._ask(view.name, take)

    @Slot(str)
    def _update(self, identity: str) -> None:
        view = self._list.view_now(self._places.saved[identity].name)
        self._desk.run(lambda register: register.change_view(identity, view))

    @Slot(str)
    def _discard(self, identity: str) -> None:
        self._desk.run(lambda register: register.discard_view(identity))
