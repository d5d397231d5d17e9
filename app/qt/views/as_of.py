"""Looking back in the window: asking for a day, saying which one is shown, going back to today."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.as_of import as_of_words, erased_words
from app.domain.reading import day_words
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.look.panels import Banner


class LookingBack(QObject):
    """Finds the register of a past day and asks for it to be shown in place of this one.

    `found` carries the `PastRegister`, which is its hearer's to close; `left` asks for the
    present register again.
    """

    found = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, look: Look, window: QWidget) -> None:
        """Dialogs open over `window`."""
        super().__init__(window)
        self._desk, self._look, self._window = desk, look, window

    @property
    def back(self) -> bool:
        """Whether it is a past day that is shown."""
        return self._desk.register.as_of is not None

    def tell(self, banner: Banner) -> None:
        """Say in a banner which day is shown, what is missing, and offer the way back."""
        register = self._desk.register
        if register.as_of is None:
            return
        said = [f"{as_of_words(register.as_of, words.translated)}."]
        missing = erased_words(register.erased, register.as_of.by, words.translated)
        if missing:
            said.append(missing)
        banner.say("history", " ".join(said), self.tr("Back to today"))
        banner.acted.connect(self.left)
        banner.show()

    def title(self, name: str) -> str:
        """Return the name of a register with the day that is shown of it."""
        as_of = self._desk.register.as_of
        if as_of is None:
            return name
        return self.tr("{register}, {day}").format(
            register=name, day=day_words(as_of.day, words.translated)
        )

    @Slot()
    def begin(self) -> None:
        """Ask which day is to be shown, and in which sense."""
        from app.qt.views.as_of_dialog import AsOfDialog

        dialog = AsOfDialog(self._desk, self._look, self._window)
        dialog.found.connect(self.found)
        dialog.open()
