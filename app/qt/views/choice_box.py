"""A choice among several that is as wide as its words, up to a point, and shortens them there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from app.qt.look.words import isolated

_FEW, _AIR, _ANY = 12, 6, 16_777_215


class ChoiceBox(QComboBox):
    """One of several; what is too long for it ends in “…”."""

    def __init__(self, letters: int) -> None:
        """So many letters are seen without being shortened, where there is room."""
        super().__init__()
        self._letters = letters
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def sizeHint(self) -> QSize:
        """As wide as the longest choice, up to a number of letters."""
        most = self.fontMetrics().averageCharWidth() * self._letters
        wanted = super().sizeHint() + QSize(2 * _AIR, 0)
        return wanted.boundedTo(QSize(most, _ANY))

    def minimumSizeHint(self) -> QSize:
        """It may be squeezed."""
        return QSize(self.fontMetrics().averageCharWidth() * _FEW, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = (
            self.style()
            .subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self)
            .width()
        )
        shown = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room - _AIR
        )
        option.currentText = isolated(shown)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
