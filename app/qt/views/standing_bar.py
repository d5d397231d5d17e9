"""One bar that shows where the points of a session stand, and a legend that says so in words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QToolTip, QVBoxLayout, QWidget

from app.domain.agenda import PointStanding, Tally
from app.qt.look.flow import Flow
from app.qt.look.fonts import REGULAR, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale, Tokens
from app.qt.look.words import isolated, plain_tip
from app.qt.models.points import BAR_ORDER, standing_count, standing_meaning

_HIGH, _SPLIT, _LEAST = 8, 2, 6
_SWATCH = 11
_HOLLOW = (PointStanding.NEWS,)
"""Drawn as an outline: told apart without its colour too."""
_HATCHED = {
    PointStanding.ACTIVE: Qt.BrushStyle.Dense4Pattern,
    PointStanding.SILENT: Qt.BrushStyle.BDiagPattern,
    PointStanding.OVERDUE: Qt.BrushStyle.DiagCrossPattern,
}
"""In high contrast, where one ink is all there is, they are told apart by these."""


def _ink(standing: PointStanding, tokens: Tokens) -> QColor:
    match standing:
        case PointStanding.SETTLED:
            return tokens.done
        case PointStanding.OVERDUE:
            return tokens.late
        case PointStanding.SILENT:
            return tokens.edge
    return tokens.accent


def paint_standing(
    painter: QPainter, rect: QRectF, standing: PointStanding, tokens: Tokens
) -> None:
    """Paint a piece of the bar, or the sample of it that stands in the legend."""
    ink = _ink(standing, tokens)
    painter.save()
    if standing in _HOLLOW:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(tokens.base)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    elif tokens.contrast and standing in _HATCHED:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(QBrush(ink, _HATCHED[standing]))
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.fillRect(rect, ink)
    painter.restore()


class StandingBar(QWidget):
    """The bar itself: one piece for each class, as long as its share of the points.

    `asked` carries the class of a piece that was clicked; the legend does the same by keyboard.
    """

    asked = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._tally = Tally()
        self.setObjectName("standing-bar")
        self.setAccessibleName(self.tr("Where the points stand"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HIGH + GAP)

    def show_tally(self, tally: Tally) -> None:
        """Show other numbers."""
        self._tally = tally
        said = (standing_count(each, tally.of(each)) for each in BAR_ORDER if tally.of(each))
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def pieces(self) -> list[tuple[PointStanding, QRect]]:
        """Return where each piece lies; a small one is still wide enough to be seen."""
        classes = [each for each in BAR_ORDER if self._tally.of(each)]
        room = self.width() - _SPLIT * max(0, len(classes) - 1) - _LEAST * len(classes)
        found: list[tuple[PointStanding, QRect]] = []
        left = before = 0
        for each in classes:
            before += self._tally.of(each)
            right = _LEAST * (len(found) + 1) + _SPLIT * len(found)
            right += room * before // max(1, self._tally.total)
            rect = QRect(left, GRID, right - left, _HIGH)
            found.append((each, QStyle.visualRect(self.layoutDirection(), self.rect(), rect)))
            left = right + _SPLIT
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for standing, rect in self.pieces():
            paint_standing(painter, QRectF(rect), standing, self._look.tokens)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        standing = self._at(event.position().toPoint().x())
        if standing is not None and event.button() is Qt.MouseButton.LeftButton:
            self.asked.emit(standing)

    def event(self, event: QEvent) -> bool:
        """Say what a piece stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            standing = self._at(event.pos().x())
            tip = ""
            if standing is not None:
                count = standing_count(standing, self._tally.of(standing))
                tip = f"{count}: {standing_meaning(standing)}"
            QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def _at(self, x: int) -> PointStanding | None:
        found = (each for each, rect in self.pieces() if rect.left() <= x <= rect.right())
        return next(found, None)


class StandingKey(QAbstractButton):
    """One entry of the legend: a sample of the piece, a number and a word; it filters."""

    def __init__(self, look: Look, standing: PointStanding) -> None:
        super().__init__()
        self._look, self.standing = look, standing
        self.setObjectName(f"standing-{standing.value.replace(' ', '-')}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(standing_meaning(standing)))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """Show how many points stand there; where none do, it goes unless it is set."""
        self.setText(standing_count(self.standing, count))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(
            self.tr("Shows only these points: {meaning}").format(
                meaning=standing_meaning(self.standing)
            )
        )
        self.setVisible(count > 0 or self.isChecked())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the set state, so that setting it moves nothing."""
        metrics = self._look.fonts.metrics(Scale.BODY, SEMIBOLD, self.text())
        width = GAP + _SWATCH + GAP + metrics.horizontalAdvance(self.text()) + GAP + 2
        return QSize(width, metrics.height() + 2 * GRID)

    def minimumSizeHint(self) -> QSize:
        """It is not squeezed."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, checked, ring = self._look.tokens, self.isChecked(), self.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if checked or ring or self.underMouse():
            line = tokens.accent if checked or ring else tokens.border
            painter.setPen(QPen(line, 2 if ring else 1))
            painter.setBrush(tokens.selection if checked else tokens.hover)
            inset = 1.0 if ring else 0.5
            frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        inks = tokens.selected() if checked else tokens
        self._paint_sample(painter, inks)
        left = 2 * GAP + _SWATCH
        room = QRect(left, 0, self.width() - left - GRID, self.height())
        painter.setFont(
            self._look.fonts.font(Scale.BODY, SEMIBOLD if checked else REGULAR, self.text())
        )
        painter.setPen(inks.text)
        direction = self.layoutDirection()
        painter.setLayoutDirection(direction)
        mirrored = direction is Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | side
        where = QStyle.visualRect(direction, self.rect(), room)
        painter.drawText(where, flags.value, isolated(self.text()))

    def _paint_sample(self, painter: QPainter, inks: Tokens) -> None:
        top = (self.height() - _SWATCH) // 2
        spot = QRect(GAP, top, _SWATCH, _SWATCH)
        where = QStyle.visualRect(self.layoutDirection(), self.rect(), spot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        paint_standing(painter, QRectF(where), self.standing, inks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class StandingPanel(QWidget):
    """The bar with its legend. `filtered` tells that other classes are asked for."""

    filtered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.bar = StandingBar(look)
        self.bar.asked.connect(self._toggle)
        self.keys = {each: StandingKey(look, each) for each in BAR_ORDER}
        legend = QWidget()
        legend.setObjectName("standing-legend")
        self._flow = Flow(legend)
        self._flow.setSpacing(GRID)
        for each in self.keys.values():
            each.toggled.connect(self._toggled)
            self._flow.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.bar)
        column.addWidget(legend)

    @property
    def wanted(self) -> frozenset[PointStanding]:
        """The classes that are asked for; none for all."""
        return frozenset(each for each, key in self.keys.items() if key.isChecked())

    def show_tally(self, tally: Tally) -> None:
        """Show other numbers."""
        self.bar.show_tally(tally)
        for standing, key in self.keys.items():
            key.show_count(tally.of(standing))

    def clear(self) -> None:
        """Ask for all classes again, without telling."""
        for key in self.keys.values():
            key.blockSignals(True)
            key.setChecked(False)
            key.blockSignals(False)

    @Slot(object)
    def _toggle(self, standing: PointStanding) -> None:
        self.keys[standing].toggle()

    @Slot()
    def _toggled(self) -> None:
        self.filtered.emit()
