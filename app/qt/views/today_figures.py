"""The strip of figures on the page Today: big numbers, each a link to the view behind it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.domain.overview import Figure, Sign
from app.qt.look import overview_words
from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.look import Look
from app.qt.look.painted import LinePainter
from app.qt.look.tokens import CONTROL_RADIUS, GAP, GRID, ICON, Scale, Tone

_PAD = 10
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class FigureButton(QAbstractButton):
    """One number with its icon, its name and a quiet line; a click shows what it counts.

    `stepped` tells that an arrow key asks for the figure so many places on.
    """

    stepped = Signal(int)

    def __init__(self, look: Look, sign: Sign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.sign = sign
        self.figure: Figure | None = None
        self._name = overview_words.sign_word(sign)
        self._line = ""
        self.first = False
        self.setObjectName(f"figure-{sign.name.lower()}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: Figure, line: str) -> None:
        """Show another number, and what else is known of it."""
        self.figure, self._line = figure, line
        self.setText(str(figure.count))
        self.setAccessibleName(f"{figure.count} {self._name}")
        self.setAccessibleDescription(line)
        self.setToolTip(self.tr("Show these commitments"))
        self.updateGeometry()
        self.update()

    @property
    def tone(self) -> Tone:
        """The colour of the number: of time only, and none for nought."""
        if self.figure is None or not self.figure.count:
            return Tone.INK
        return overview_words.SIGN_TONES.get(self.sign, Tone.INK)

    @property
    def least_width(self) -> int:
        """The width at which nothing of it is cut."""
        fonts = self._look.fonts
        name = ICON + GAP + fonts.metrics(Scale.BODY, MEDIUM).horizontalAdvance(self._name)
        line = fonts.metrics(Scale.CAPTION).horizontalAdvance(self._line)
        return max(name, line) + 2 * _PAD + GRID

    def sizeHint(self) -> QSize:
        """Three lines, one of them large."""
        fonts = self._look.fonts
        lines = sum(fonts.line_height(each) for each in (Scale.FIGURE, Scale.BODY, Scale.CAPTION))
        return QSize(self.least_width, lines + 3 * GRID)

    def minimumSizeHint(self) -> QSize:
        """Narrower than this its words are cut, never its number."""
        return QSize(64, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            across = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.stepped.emit(-step if across and mirrored else step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, fonts = self._look.tokens, self._look.fonts
        painter = QPainter(self)
        rect = self.rect()
        if self.underMouse() or self.isDown():
            painter.fillRect(rect.adjusted(1, 0, -1, 0), tokens.hover)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        lines = LinePainter(painter, self._look, rect, mirrored=mirrored)
        left = 2 if self.first else _PAD  # the first stands at the edge of the page
        width = rect.width() - left - _PAD
        if not self.first:
            painter.fillRect(lines.place(QRect(0, 0, 1, rect.height())), tokens.hairline)
        quiet = self.figure is None or not self.figure.count
        ink = tokens.text2 if quiet else tokens.tone(self.tone)
        top, height = 0, fonts.line_height(Scale.FIGURE)
        weight = MEDIUM if quiet else SEMIBOLD
        lines.line(QRect(left, top, width, height), self.text(), ink, Scale.FIGURE, weight)
        top, height = top + height + GRID, fonts.line_height(Scale.BODY)
        spot = QRect(left, top + (height - ICON) // 2, ICON, ICON)
        icon = overview_words.SIGN_ICONS[self.sign]
        tone = tokens.text2 if self.tone is Tone.INK else tokens.tone(self.tone)
        lines.icon(spot, icon, tone, self.devicePixelRatioF())
        name = QRect(left + ICON + GAP, top, width - ICON - GAP, height)
        lines.line(name, self._name, tokens.text, Scale.BODY, MEDIUM)
        top, height = top + height + GRID, fonts.line_height(Scale.CAPTION)
        lines.line(QRect(left, top, width, height), self._line, tokens.text2, Scale.CAPTION)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.accent, 2))
            ring = QRectF(rect).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, CONTROL_RADIUS, CONTROL_RADIUS)


class FigureStrip(QWidget):
    """The figures side by side, in two or three rows where they have no room; arrows move on.

    `chosen` carries the `Figure` whose commitments are to be shown.
    """

    chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("figures")
        self.setAccessibleName(self.tr("Figures"))
        self.buttons = tuple(FigureButton(look, sign) for sign in Sign)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(GAP)
        for button in self.buttons:
            button.clicked.connect(self._clicked)
            button.stepped.connect(self._stepped)
        self._columns = 0
        self._arrange(len(self.buttons))

    def show_figures(self, figures: tuple[Figure, ...], today: date, pending: int) -> None:
        """Show other numbers."""
        for button, figure in zip(self.buttons, figures, strict=True):
            button.show_figure(figure, overview_words.figure_line(figure, today, pending))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for button in self.buttons:
                button.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        """Stand in one row, or in as many as leave every figure its words."""
        least = max(button.least_width for button in self.buttons)
        for columns in (6, 3):
            if least * columns <= self.width():
                self._arrange(columns)
                return
        self._arrange(2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self.buttons):
            self._grid.addWidget(button, place // columns, place % columns)
            button.first = place % columns == 0
        for column in range(len(self.buttons)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if isinstance(button, FigureButton) and button.figure is not None:
            self.chosen.emit(button.figure)

    @Slot(int)
    def _stepped(self, step: int) -> None:
        button = self.sender()
        if isinstance(button, FigureButton):
            place = (self.buttons.index(button) + step) % len(self.buttons)
            self.buttons[place].setFocus(Qt.FocusReason.TabFocusReason)
