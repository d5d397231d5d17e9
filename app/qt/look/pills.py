"""Pills: a word with its icon on a rounded ground; chips are the pills that filter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QStyle, QWidget

from app.domain.lifecycle import Status
from app.domain.reading import timeliness_words
from app.domain.timeliness import Timeliness
from app.qt.look import words
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale, Tone

_ICON = 14
_PAD = 10
_GAP = 6


class Pill(QLabel):
    """A word that stands for a state, with the icon that says the same by its shape."""

    def __init__(
        self,
        look: Look,
        icon: str = "circle",
        text: str = "",
        tone: Tone = Tone.INK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("pill")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(icon, text, tone)

    def show_state(self, icon: str, text: str, tone: Tone = Tone.INK) -> None:
        """Show another state."""
        self._icon, self._tone = icon, tone
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def show_status(self, status: Status) -> None:
        """Show a status: its phase as the icon, its word, no colour."""
        self.setObjectName("status-pill")
        self.show_state(words.status_icon(status), words.status_word(status))

    def show_timeliness(self, where: Timeliness) -> None:
        """Show a timeliness: late, soon and open on their soft grounds."""
        self.setObjectName("timeliness-pill")
        text = timeliness_words(where, words.translated)
        self.show_state(words.timeliness_icon(where), text, words.timeliness_tone(where))

    def sizeHint(self) -> QSize:
        """Icon, word and the rounded ends."""
        metrics = self._look.fonts.metrics(Scale.BODY, SEMIBOLD, self.text())
        width = _PAD + _ICON + _GAP + metrics.horizontalAdvance(self.text()) + _PAD + 2
        return QSize(width, metrics.height() + GRID + 2)

    def minimumSizeHint(self) -> QSize:
        """A pill is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        ink = tokens.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outlined = self._tone is Tone.INK or tokens.contrast
        painter.setPen(QPen(tokens.border, 1) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(tokens.soft(self._tone))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        _paint_content(painter, self, self._look, (self._icon, self.text()), ink, SEMIBOLD)


class Chip(QAbstractButton):
    """A filter: outlined with a plus until it is set, then tinted with a cross that clears it.

    Checked means set. With `chooses` a click does not toggle it: whoever listens to `clicked`
    offers values and calls `set_value`. The cross, Delete and Backspace clear it either way.
    """

    cleared = Signal()

    def __init__(
        self, look: Look, text: str, *, chooses: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = text
        self._chooses = chooses
        self.setCheckable(True)
        self.setObjectName("chip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._toggled)
        self.set_value("")

    def set_value(self, value: str) -> None:
        """Show what is filtered for, and be set; the empty text clears the chip."""
        self.setText(f"{self._name}: {value}" if value else self._name)
        if self._chooses or value:
            self.setChecked(bool(value))
        self.setAccessibleName(self.text())
        self._describe()
        self.updateGeometry()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Toggle, unless a value has to be chosen first."""
        if not self._chooses:
            super().nextCheckState()

    def sizeHint(self) -> QSize:
        """Wide enough for the set state, so that setting it moves nothing."""
        metrics = self._look.fonts.metrics(Scale.BODY, SEMIBOLD, self.text())
        width = _PAD + _ICON + _GAP + metrics.horizontalAdvance(self.text()) + _PAD + 2
        return QSize(width, metrics.height() + 2 * GRID)

    def minimumSizeHint(self) -> QSize:
        """A chip is not squeezed."""
        return self.sizeHint()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isChecked() and self._cross().contains(event.position().toPoint()):
            self.setDown(False)
            self._clear()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        clears = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if clears and self.isChecked():
            self._clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        checked = self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = self.hasFocus()
        line = tokens.accent if checked or ring else tokens.border
        painter.setPen(QPen(line, 2 if ring else 1))
        ground = tokens.hover if self.underMouse() or self.isDown() else tokens.base
        painter.setBrush(tokens.selection if checked else ground)
        inset = 1.0 if ring else 0.5
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        inks = tokens.selected() if checked else tokens
        ink = inks.text if checked else inks.text2
        icon = "x" if checked else "plus"
        weight = SEMIBOLD if checked else REGULAR
        _paint_content(painter, self, self._look, (icon, self.text()), ink, weight)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def _toggled(self, _checked: bool) -> None:
        self._describe()

    def _describe(self) -> None:
        self.setToolTip("" if self.isChecked() else self.tr("Filter"))
        self.setAccessibleDescription(
            self.tr("Filter is set; Delete clears it") if self.isChecked() else self.tr("Filter")
        )

    def _clear(self) -> None:
        self.setText(self._name)
        self.setAccessibleName(self._name)
        self.setChecked(False)
        self.updateGeometry()
        self.cleared.emit()

    def _cross(self) -> QRect:
        """The leading end of the chip, where the cross stands."""
        rect = QRect(0, 0, _PAD + _ICON + _GAP // 2, self.height())
        return QStyle.visualRect(self.layoutDirection(), self.rect(), rect)


def _paint_content(
    painter: QPainter,
    widget: QWidget,
    look: Look,
    content: tuple[str, str],
    ink: QColor,
    weight: QFont.Weight,
) -> None:
    """Paint an icon and a word after it, mirrored with the layout."""
    icon, text = content
    rect, direction = widget.rect(), widget.layoutDirection()
    top = (rect.height() - _ICON) // 2
    spot = QStyle.visualRect(direction, rect, QRect(_PAD, top, _ICON, _ICON))
    pixmap = look.icons.pixmap(icon, ink, _ICON, widget.devicePixelRatioF())
    painter.drawPixmap(spot.topLeft(), pixmap)
    left = _PAD + _ICON + _GAP
    room = QRect(left, 0, rect.width() - left - _PAD + 2, rect.height())
    painter.setFont(look.fonts.font(Scale.BODY, weight, text))
    painter.setPen(ink)
    painter.setLayoutDirection(direction)
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side
    painter.drawText(QStyle.visualRect(direction, rect, room), flags.value, f"\u2068{text}\u2069")
