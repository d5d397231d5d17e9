"""How the window is laid out: navigation, the page under its banner, the panel beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.look.panels import Banner
from app.qt.views.as_of import LookingBack
from app.qt.views.navigation import Navigation
from app.qt.views.pages import Pages
from app.qt.views.side import Side


class Ground(QWidget):
    """Everything between menus and strip; `split` parts the page from the panel."""

    def __init__(self, look: Look, places: Navigation, pages: Pages, side: Side) -> None:
        """Lay out `places`, `pages` and `side` from the beginning of a line to its end."""
        super().__init__()
        self.setObjectName("ground")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(self.backgroundRole().Base)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setObjectName("split")
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(pages)
        self.split.addWidget(side)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.setSizes([800, 348])
        self.banner = Banner(look)
        self.banner.hide()
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(places)
        across.addWidget(Hairline(look, upright=True))
        across.addWidget(self._middle(), 1)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(Hairline(look))
        down.addLayout(across, 1)
        down.addWidget(Hairline(look))

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.split, 1)
        return middle

    def say_what_lasts(self, looking: LookingBack, *, read_only: bool, throw_away: bool) -> None:
        """Say in the banner what holds as long as the window does, if anything does."""
        if looking.back:
            looking.tell(self.banner)
        elif read_only:
            self._say(
                "lock", self.tr("This register is open for reading only. Nothing can be changed.")
            )
        elif throw_away:
            self._say(
                "info",
                self.tr(
                    "This is the sample register. Try anything: it is thrown away when you "
                    "close it."
                ),
            )

    def _say(self, icon: str, sentence: str) -> None:
        self.banner.say(icon, sentence)
        self.banner.show()
