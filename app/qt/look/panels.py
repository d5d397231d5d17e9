"""What a screen says about itself: a banner for a lasting state, and what to do when empty."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.qt.look.buttons import Verb
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, ICON, MARGIN, Scale

_LARGE_ICON = 56
_MOST_OFFERS = 3


class IconLabel(QLabel):
    """An icon that stands beside words which say the same; tinted again on every change."""

    def __init__(
        self,
        look: Look,
        icon: str,
        *,
        ink: str = "text2",
        size: int = ICON,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._ink = ink
        self._size = size
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, ink: str | None = None) -> None:
        """Show another icon, in another ink if one is named."""
        self._icon = icon
        self._ink = ink or self._ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = getattr(self._look.tokens, self._ink)
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 0, self._look.icons.pixmap(self._icon, ink, self._size, ratio))


class Banner(QWidget):
    """A lasting state in one sentence, with at most one thing to do about it."""

    acted = Signal()

    def __init__(
        self,
        look: Look,
        icon: str = "info",
        sentence: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("banner")
        self._icon = IconLabel(look, icon, ink="accent")
        self._words = InkLabel(look)
        self._words.setWordWrap(True)
        self._words.setObjectName("banner-words")
        self.button = QPushButton()
        self.button.setObjectName("banner-action")
        self.button.clicked.connect(self.acted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        layout.setSpacing(GROUP_GAP)
        layout.addWidget(self._icon)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button)
        self.say(icon, sentence, action)

    def say(self, icon: str, sentence: str, action: str = "") -> None:
        """Say something else; without an action there is no button."""
        self._icon.show_icon(icon)
        self._words.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setAccessibleName(sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, tokens.hairline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One thing to do from an empty screen: its verb and its icon."""

    text: str
    icon: str
    name: str = ""


class EmptyState(QWidget):
    """Why there is nothing here and what to do about it; the first offer is the filled one."""

    chosen = Signal(int)

    def __init__(
        self,
        look: Look,
        icon: str,
        line: str,
        reason: str,
        offers: tuple[Offer, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("empty-state")
        self.setAccessibleName(line)
        self.setAccessibleDescription(reason)
        self._line = InkLabel(look, line, scale=Scale.TITLE, weight=SEMIBOLD)
        self._reason = InkLabel(look, reason, ink="text2")
        self.buttons = tuple(
            self._button(number, offer) for number, offer in enumerate(offers[:_MOST_OFFERS])
        )
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(IconLabel(look, icon, ink="edge", size=_LARGE_ICON), 0, _CENTRE)
        column.addSpacing(GROUP_GAP)
        column.addWidget(self._line, 0, _CENTRE)
        column.addSpacing(GRID)
        column.addWidget(self._reason, 0, _CENTRE)
        column.addSpacing(MARGIN)
        column.addLayout(self._row())
        column.addStretch(1)
        self._centre()

    def say(self, line: str, reason: str) -> None:
        """Say something else, such as that nothing matches the filters."""
        self._line.setText(line)
        self._reason.setText(reason)
        self.setAccessibleName(line)
        self.setAccessibleDescription(reason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._centre()

    def _centre(self) -> None:
        for label in (self._line, self._reason):
            label.setAlignment(_CENTRE)

    def _button(self, number: int, offer: Offer) -> QPushButton:
        button = Verb(offer.text)
        button.setObjectName(offer.name or f"offer-{number}")
        button.setProperty("offer", number)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if number == 0:
            set_kind(button, ButtonKind.FILLED)
        self._look.dress(button, offer.icon, "text2" if number else "on_accent")
        button.clicked.connect(self._clicked)
        return button

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.chosen.emit(button.property("offer"))


_CENTRE = Qt.AlignmentFlag.AlignCenter
