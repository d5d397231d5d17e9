"""What the officer prefers: kept in the window's own settings, worn by the whole application."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QSettings, Qt, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from app.domain.date_words import ISO_DAYS
from app.qt.look.look import Look

LEAST_TEXT, USUAL_TEXT, MOST_TEXT = 80, 100, 150
"""The size of text in per cent of the system's."""

_Word = TypeVar("_Word", bound=StrEnum)


class Days(StrEnum):
    """How a day is written; what is less sure than a day stays in words."""

    NAMED = "named"
    ISO = "iso"


class Scheme(StrEnum):
    """Light or dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class StartPage(StrEnum):
    """The page a window opens with."""

    TODAY = "today"
    LAST = "last"


_SCHEMES = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """All that can be preferred, as one value.

    `text_size` is in per cent of the system's. What the settings hold that is none of the choices
    counts as not chosen.
    """

    text_size: int = USUAL_TEXT
    days: Days = Days.NAMED
    compact: bool = False
    start: StartPage = StartPage.TODAY
    scheme: Scheme = Scheme.SYSTEM

    @classmethod
    def load(cls, settings: QSettings) -> Preferences:
        """Return what is preferred, as the settings hold it."""
        return cls(
            text_size=_size(settings.value("preferences/text-size")),
            days=_word(Days.NAMED, settings.value("preferences/days")),
            # The same key as the window's own command “Compact rows”: they are one.
            compact=str(settings.value("list/compact")) == "true",
            start=_word(StartPage.TODAY, settings.value("preferences/start")),
            scheme=_word(Scheme.SYSTEM, settings.value("preferences/scheme")),
        )

    def save(self, settings: QSettings) -> None:
        """Keep what is preferred."""
        settings.setValue("preferences/text-size", str(self.text_size))
        settings.setValue("preferences/days", self.days.value)
        settings.setValue("list/compact", "true" if self.compact else "false")
        settings.setValue("preferences/start", self.start.value)
        settings.setValue("preferences/scheme", self.scheme.value)

    @property
    def colours(self) -> Qt.ColorScheme:
        """The scheme as Qt names it; unknown is the system's."""
        return _SCHEMES[self.scheme]


class LivePreferences(QObject):
    """What is preferred now. `changed` carries the `Preferences` that hold from now on."""

    changed = Signal(object)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        """Begin with what `settings` holds, and keep every change there."""
        super().__init__(parent)
        self._settings = settings
        self.now = Preferences.load(settings)

    def prefer(self, **values: Any) -> None:
        """Prefer other values for the named fields of `Preferences`, from now on."""
        wanted = replace(self.now, **values)
        if wanted != self.now:
            self.now = wanted
            wanted.save(self._settings)
            self.changed.emit(wanted)


class IsoDays(QTranslator):
    """Writes days as 2026-11-03 in whatever language the interface speaks.

    It answers for the templates of a day alone, and has to be installed after the translator of
    a language, since the latest is asked first.
    """

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        # None is how Qt is told to ask the next translator.
        return ISO_DAYS.get(sourceText) if context == "Reading" else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


def wear(preferences: Preferences, app: QApplication, look: Look) -> bool:
    """Show the application as it is preferred; whether dates are written otherwise than before.

    Only what differs is touched. Who shows dates has then to show them again.
    """
    if look.scheme is not preferences.colours:
        look.choose_scheme(preferences.colours)
    if look.text_size != preferences.text_size:
        look.resize_text(preferences.text_size)
    return _write_days(app, look, preferences.days)


def _write_days(app: QApplication, look: Look, days: Days) -> bool:
    found = app.findChild(IsoDays)
    if (found is not None) is (days is Days.ISO):
        return False
    if found is None:
        app.installTranslator(IsoDays(app))
    else:
        app.removeTranslator(found)
        found.setParent(None)
    look.reworded()
    return True


def _size(kept: object) -> int:
    text = str(kept)
    return min(max(int(text), LEAST_TEXT), MOST_TEXT) if text.isdecimal() else USUAL_TEXT


def _word(usual: _Word, kept: object) -> _Word:
    try:
        return type(usual)(str(kept))
    except ValueError:
        return usual
