"""A part of the panel that is only there when something is in it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot

from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.views.asking import Asking
from app.qt.views.sections import Section


class OptionalSection(Section):
    """A part that is hidden as long as there is nothing in it and nothing is asked for.

    `offer` is what stands on the button that begins it; `came` tells that it came or went. The
    form for something new is `asking`, which each part makes and holds by `ask_with`.
    """

    came = Signal()
    asking: Asking

    def __init__(self, desk: Desk, look: Look, heading: str, name: str) -> None:
        super().__init__(desk, look, heading, name)
        self.offer = heading
        self._vacant = True
        self._asked = False

    def ask_with(self, asking: Asking) -> None:
        """Ask by this form for something new; put away, it leaves a vacant part to go."""
        self.asking = asking
        asking.closed.connect(self._closed)

    @Slot()
    def begin(self) -> None:
        """Open the form for something new."""
        self.asking.begin()

    @Slot()
    def _closed(self) -> None:
        self.ask_for(asked=False)

    def hold(self, *, vacant: bool) -> None:
        """Say whether there is nothing in it; a form that stands open keeps it there."""
        self.occupy(vacant=vacant)
        self.ask_for(asked=self.asking.opened)

    @Slot()
    def begin_anew(self) -> None:
        """Come, and open the form."""
        self.ask_for(asked=True)
        self.begin()

    def occupy(self, *, vacant: bool) -> None:
        """Say whether there is nothing in it."""
        self._vacant = vacant
        self._settle()

    def ask_for(self, *, asked: bool) -> None:
        """Say whether a form stands open in it."""
        self._asked = asked
        self._settle()

    def _settle(self) -> None:
        shown = self._asked or not self._vacant
        if shown == self.isHidden():
            self.setVisible(shown)
            self.came.emit()
