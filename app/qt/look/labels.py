"""Labels in the inks of the tokens: plain text always, and mirrored with the layout."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.domain.commitment import Strength
from app.qt.look import words
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, Scale

_PALETTE_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.ApplicationPaletteChange)


class InkLabel(QLabel):
    """A label in one ink, size and weight; never reads its text as markup.

    `ink` names a token. A text in the Arabic script gets its font, and whatever the text's
    own direction is, it stands at the leading edge of the layout.
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        ink: str = "text",
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = look
        self._ink = ink
        self._scale = scale
        self._weight = weight
        self.setTextFormat(Qt.TextFormat.PlainText)
        # On a base ground Qt would take the role of texts instead.
        self.setForegroundRole(QPalette.ColorRole.WindowText)
        self._align()
        self._colour()
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show another text, in the font of its script."""
        self.setFont(self.look.fonts.font(self._scale, self._weight, text))
        super().setText(text)

    def set_ink(self, ink: str) -> None:
        """Take the ink of another token."""
        self._ink = ink
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _PALETTE_EVENTS:
            self._colour()
        elif event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _colour(self) -> None:
        ink = getattr(self.look.tokens, self._ink)
        palette = self.palette()
        if palette.color(QPalette.ColorRole.WindowText) != ink:
            palette.setColor(QPalette.ColorRole.WindowText, ink)
            self.setPalette(palette)

    def _align(self) -> None:
        # A label aligns by the direction of its text unless it is told to be absolute.
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(Qt.AlignmentFlag.AlignAbsolute | side | Qt.AlignmentFlag.AlignVCenter)


class QuietLabel(InkLabel):
    """A label in secondary ink, small unless another size is asked for."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        scale: Scale = Scale.CAPTION,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, text, ink="text2", scale=scale, parent=parent)
        self.setObjectName("quiet-label")


class SectionHeading(InkLabel):
    """The name of a part of a panel, with a count beside it where there is one."""

    def __init__(
        self,
        look: Look,
        text: str,
        *,
        count: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "", ink="text2", weight=SEMIBOLD, parent=parent)
        self.setObjectName("section-heading")
        self.show_heading(text, count)

    def show_heading(self, text: str, count: int | None = None) -> None:
        """Show another name or count."""
        self.setText(text if count is None else f"{text}  {count}")


class Hairline(QWidget):
    """A line of one pixel between two parts, across unless `upright`."""

    def __init__(self, look: Look, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setObjectName("hairline")
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._look.tokens.hairline)


class StrengthSteps(InkLabel):
    """How binding the wording is: five steps, filled up to the strength, number and word."""

    _STEPS, _WIDTH, _GAP, _LEAST = 5, 4, 2, 4

    def __init__(
        self, look: Look, strength: Strength | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent=parent)
        self._strength: Strength | None = None
        self.setObjectName("strength-steps")
        self.show_strength(strength)

    def show_strength(self, strength: Strength | None) -> None:
        """Show another strength; None is said as not stated."""
        self._strength = strength
        if strength is None:
            self.setText(self.tr("not stated"))
            self.set_ink("text2")
            self.setAccessibleName(self.tr("Strength of wording not stated"))
        else:
            word = words.strength_word(strength)
            self.setText(f"{strength.value}, {word}")
            self.set_ink("text")
            spoken = self.tr("Strength of wording {number} of 5: {word}")
            self.setAccessibleName(spoken.format(number=strength.value, word=word))
        self.setIndent(0)
        drawn = 0 if strength is None else self._drawn() + GAP
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(0 if mirrored else drawn, 0, drawn if mirrored else 0, 0)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.show_strength(self._strength)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._strength is None:
            return
        painter = QPainter(self)
        tokens = self.look.tokens
        bottom = self.rect().center().y() + 6
        for step in range(self._STEPS):
            height = self._LEAST + 2 * step
            x = step * (self._WIDTH + self._GAP)
            rect = QRect(x, bottom - height, self._WIDTH, height)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                rect.moveRight(self.width() - 1 - x)
            if step < self._strength:
                painter.fillRect(rect, tokens.text2)
            else:
                painter.setPen(tokens.edge)
                painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _drawn(self) -> int:
        return self._STEPS * (self._WIDTH + self._GAP) - self._GAP
