"""Icons: Lucide drawings, tinted by a token and kept ready by size and device ratio.

Nothing is read before the first icon is asked for, not even the SVG module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

from app.paths import resource
from app.qt.look.tokens import ICON

if TYPE_CHECKING:
    from app.qt.look.tokens import Tokens

_STROKE, _LARGE_STROKE = 1.75, 1.25
_LARGE = 32
"""From this size on a drawing has the finer stroke."""
_OWN_COLOURS = frozenset({"servanda"})
"""Drawings that keep their own colours and stroke."""


class Icons:
    """Hands out icons by their Lucide name; each is drawn once per colour, size and ratio."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._drawings: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, int, int, int], QPixmap] = {}

    def changed(self, tokens: Tokens) -> None:
        """Take other tokens and forget what was tinted by the former ones."""
        self._tokens = tokens
        self._pixmaps.clear()

    def pixmap(
        self, name: str, colour: QColor | None = None, size: int = ICON, dpr: float = 1.0
    ) -> QPixmap:
        """Return the drawing tinted with `colour` (secondary ink if none).

        `size` is in device-independent pixels; the pixmap carries the ratio `dpr`. Raises
        `KeyError` for a name that no drawing in `resources/icons` has.
        """
        ink = self._tokens.text2 if colour is None else colour
        key = (name, ink.rgba(), size, round(dpr * 100))
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = self._drawn(name, ink, size, dpr)
        return found

    def icon(
        self,
        name: str,
        colour: QColor | None = None,
        size: int = ICON,
        checked: QColor | None = None,
    ) -> QIcon:
        """Return the drawing as an icon for buttons and actions, sharp on every screen.

        Its colours stay as they are when the scheme changes; `Look.dress` renews them.
        """
        icon = QIcon()
        for dpr in _ratios():
            icon.addPixmap(self.pixmap(name, colour, size, dpr))
            icon.addPixmap(self.pixmap(name, self._tokens.edge, size, dpr), QIcon.Mode.Disabled)
            if checked is not None:
                icon.addPixmap(
                    self.pixmap(name, checked, size, dpr), QIcon.Mode.Normal, QIcon.State.On
                )
        return icon

    def _drawn(self, name: str, ink: QColor, size: int, dpr: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first icon

        drawing = self._drawing(name)
        if name not in _OWN_COLOURS:
            stroke = _LARGE_STROKE if size >= _LARGE else _STROKE
            drawing = drawing.replace("currentColor", ink.name())
            drawing = drawing.replace('stroke-width="2"', f'stroke-width="{stroke}"')
        pixmap = QPixmap(QSize(round(size * dpr), round(size * dpr)))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(pixmap.rect()))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    def _drawing(self, name: str) -> str:
        if name not in self._drawings:
            try:
                text = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
            except FileNotFoundError:
                raise KeyError(name) from None
            self._drawings[name] = text
        return self._drawings[name]


def _ratios() -> tuple[float, ...]:
    """The device ratios of the screens in use, the plain one always among them."""
    return tuple(
        sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})
    )
