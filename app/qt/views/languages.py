"""Languages of texts in the register: their names, and which way they are written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt

from app.qt.look.fonts import in_arabic_script
from app.qt.look.words import QT_TRANSLATE_NOOP

_NOOP = QT_TRANSLATE_NOOP
_NAMES = {
    "en": _NOOP("Languages", "English"),
    "ru": _NOOP("Languages", "Russian"),
    "ur": _NOOP("Languages", "Urdu"),
    "be": _NOOP("Languages", "Belarusian"),
    "ar": _NOOP("Languages", "Arabic"),
    "fa": _NOOP("Languages", "Persian"),
    "zh": _NOOP("Languages", "Chinese"),
    "fr": _NOOP("Languages", "French"),
}
_FROM_THE_RIGHT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "pnb", "ps", "sd", "ug", "ur"})


def language_word(code: str) -> str:
    """Return a language with its code, such as “Urdu (ur)”; the code alone where it has no name."""
    name = _NAMES.get(code.partition("-")[0].lower())
    if name is None:
        return code
    return f"{QCoreApplication.translate('Languages', name)} ({code})"


def direction_of(code: str, text: str) -> Qt.LayoutDirection:
    """Return which way a text is written: by its language, or by its letters where none is said."""
    first = code.partition("-")[0].lower()
    if first in _FROM_THE_RIGHT or (not first and in_arabic_script(text)):
        return Qt.LayoutDirection.RightToLeft
    return Qt.LayoutDirection.LeftToRight
