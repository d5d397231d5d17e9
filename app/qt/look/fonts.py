"""Fonts: the system's own, in five sizes, with even numbers; Noto Sans Arabic where needed.

No font is bundled for the window but the Arabic one, and that is read only when text in the
Arabic script, or the Urdu language, first asks for it. It stands first in the family list for
such text, since Qt measures a line by its first family alone; elsewhere the system's does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics

from app.paths import resource
from app.qt.look.tokens import TYPE_SCALE, Scale

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_ARABIC_FAMILY = "Noto Sans Arabic"
_FILES = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf")
_LEAST_POINTS = 8.25
_TABULAR = QFont.Tag("tnum")

REGULAR = QFont.Weight.Normal
MEDIUM = QFont.Weight.Medium
SEMIBOLD = QFont.Weight.DemiBold


def in_arabic_script(text: str) -> bool:
    """Whether any letter of the text belongs to the Arabic script, as Urdu's do."""
    return _ARABIC.search(text) is not None


def families_for(text: str, families: Sequence[str]) -> list[str]:
    """Return the families for a text that is printed: the Arabic one leads where it has to."""
    if not in_arabic_script(text):
        return list(families)
    _register()
    return [_ARABIC_FAMILY, *(each for each in families if each != _ARABIC_FAMILY)]


def scaled(font: QFont, factor: float) -> QFont:
    """Return a font in another size, whether it is given in points or in pixels."""
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * factor)
    else:
        made.setPixelSize(max(round(font.pixelSize() * factor), 1))
    return made


class Fonts:
    """Hands out fonts and their metrics by size, weight and script; each is made once.

    `system` is the font of the application as the system set it. With `arabic` the interface
    itself is in the Arabic script: its family leads wherever no text is given, so that every
    line is high enough, and Latin text still keeps the system's own.
    """

    def __init__(self, system: QFont, *, arabic: bool = False) -> None:
        self._system = QFont(system)
        self._arabic = arabic
        self._fonts: dict[tuple[Scale, QFont.Weight, bool], QFont] = {}
        self._metrics: dict[tuple[Scale, QFont.Weight, bool], QFontMetrics] = {}
        self._heights: dict[tuple[Scale, bool], int] = {}

    @property
    def arabic(self) -> bool:
        """Whether the interface itself is in the Arabic script."""
        return self._arabic

    def changed(self, system: QFont, *, arabic: bool = False) -> None:
        """Take another system font or language and forget what was made of the former."""
        self._system = QFont(system)
        self._arabic = arabic
        self._fonts.clear()
        self._metrics.clear()
        self._heights.clear()

    def font(
        self,
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
        text: str = "",
    ) -> QFont:
        """Return the font for a piece of text; only its script is looked at."""
        key = (scale, weight, self._leads(text))
        found = self._fonts.get(key)
        if found is None:
            found = self._fonts[key] = self._made(*key)
        return found

    def metrics(
        self,
        scale: Scale = Scale.BODY,
        weight: QFont.Weight = REGULAR,
        text: str = "",
    ) -> QFontMetrics:
        """Return the metrics of `font` for the same arguments."""
        key = (scale, weight, self._leads(text))
        found = self._metrics.get(key)
        if found is None:
            found = self._metrics[key] = QFontMetrics(self.font(scale, weight, text))
        return found

    def line_height(self, scale: Scale = Scale.BODY, text: str = "") -> int:
        """Return the height in pixels that a line of this text needs."""
        key = (scale, self._leads(text))
        found = self._heights.get(key)
        if found is None:
            found = self._heights[key] = self.metrics(scale, REGULAR, text).height()
        return found

    def _leads(self, text: str) -> bool:
        """Whether the Arabic family stands first for this text, or for any text at all."""
        return in_arabic_script(text) if text else self._arabic

    def _made(self, scale: Scale, weight: QFont.Weight, arabic: bool) -> QFont:
        font = QFont(self._system)
        if arabic:
            _register()
            font.setFamilies([_ARABIC_FAMILY, *self._system.families()])
        self._resize(font, TYPE_SCALE[scale])
        font.setWeight(weight)
        font.setFeature(_TABULAR, 1)
        return font

    def _resize(self, font: QFont, factor: float) -> None:
        """Scale the font; small text stays readable where the system's own is small."""
        points = self._system.pointSizeF()
        if points <= 0:  # a font given in pixels
            font.setPixelSize(max(round(self._system.pixelSize() * factor), 1))
            return
        font.setPointSizeF(max(points * factor, min(points, _LEAST_POINTS)))


@cache
def _register() -> None:
    """Read the Arabic font, once in the life of the program."""
    for name in _FILES:
        QFontDatabase.addApplicationFont(str(resource("fonts", name)))
