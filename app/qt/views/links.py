"""Links side by side: numbers of a sheet, and what is near to what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from app.qt.look.buttons import Verb
from app.qt.look.flow import Flow
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GROUP_GAP
from app.qt.look.words import isolated
from app.qt.views.sections import in_tab_order

_Item = TypeVar("_Item")


def link(text: str, name: str) -> QPushButton:
    """Return a link of a few words."""
    button = Verb(isolated(text.replace("&", "&&")))
    button.setAccessibleName(text)
    button.setObjectName(name)
    set_kind(button, ButtonKind.LINK)
    return button


class Links(QWidget):
    """Links side by side; they are made anew only where they say something else."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._shown: tuple[object, ...] | None = None
        self._flow = Flow()
        self._flow.setSpacing(GROUP_GAP)
        self.setLayout(self._flow)

    def fill(self, items: Sequence[_Item], make: Callable[[_Item], QPushButton]) -> None:
        """Show a link for each of these instead of what was there."""
        if tuple(items) == self._shown:
            return
        self._shown = tuple(items)
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        made = [make(each) for each in items]
        for button in made:
            self._flow.addWidget(button)
        in_tab_order(self, made)
