"""The look as one value: tokens, icons and fonts, made once by the window and passed in."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from app.qt.look import style
from app.qt.look.fonts import Fonts, scaled
from app.qt.look.icons import Icons
from app.qt.look.tokens import Tokens

_Dressed = QAction | QAbstractButton


@dataclass(eq=False, kw_only=True)
class Look:
    """What every part paints with. `tokens` is swapped by `changed`; the rest stays the same.

    Read `look.tokens` when painting, never keep a colour. Whoever keeps something made from
    the tokens compares `generation`, which counts the changes. `scheme` is the scheme that was
    chosen, unknown where the system's is followed; `text_size` is in per cent of the system's.
    """

    tokens: Tokens
    icons: Icons
    fonts: Fonts
    generation: int = 0
    scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown
    text_size: int = 100
    _system: QFont = field(default_factory=QFont)
    _dressed: WeakKeyDictionary[_Dressed, tuple[str, str]] = field(
        default_factory=WeakKeyDictionary
    )

    @classmethod
    def of(
        cls,
        app: QApplication,
        *,
        arabic: bool = False,
        scheme: Qt.ColorScheme = Qt.ColorScheme.Unknown,
    ) -> Look:
        """Return the look that fits the system now, and dress the application in it.

        `arabic` says that the interface's own language is written in the Arabic script, `scheme`
        which scheme was chosen instead of the system's.
        """
        if scheme is not Qt.ColorScheme.Unknown:
            QGuiApplication.styleHints().setColorScheme(scheme)
        tokens = style.system_tokens(app, scheme)
        system = app.font()
        look = cls(
            tokens=tokens,
            icons=Icons(tokens),
            fonts=Fonts(system, arabic=arabic),
            scheme=scheme,
            _system=system,
        )
        if arabic:
            app.setFont(look.fonts.font())
        style.apply(app, tokens)
        return look

    def changed(self, tokens: Tokens) -> None:
        """Take other tokens: forget tinted icons, tint again those that were dressed.

        Painted parts read the tokens when Qt repaints them, which a new palette makes it do.
        """
        self.tokens = tokens
        self.generation += 1
        self.icons.changed(tokens)
        for target, (name, ink) in list(self._dressed.items()):
            if isValid(target):  # Qt may have deleted what Python has not yet collected
                target.setIcon(self._tinted(name, ink))
            else:
                del self._dressed[target]

    def retype(self, system: QFont, *, arabic: bool = False) -> None:
        """Take another system font or language; rows have to be given their height again."""
        self.fonts.changed(system, arabic=arabic)
        self.generation += 1

    def resize_text(self, percent: int) -> None:
        """Show all text in so many per cent of the system's size, in rows that are high enough."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        before, self.text_size = self.text_size, percent
        wanted = scaled(self._system, percent / 100)
        self.retype(wanted, arabic=self.fonts.arabic)
        self._dress_again(app, self.fonts.font() if self.fonts.arabic else wanted, before)

    def choose_scheme(self, scheme: Qt.ColorScheme) -> None:
        """Be light or dark from now on, or follow the system again (unknown)."""
        self.scheme = scheme
        # So that what the system itself draws, such as title bars, is of the same scheme.
        QGuiApplication.styleHints().setColorScheme(scheme)
        self._system_changed()

    def reworded(self) -> None:
        """Forget what was laid out: the same record reads differently now."""
        self.generation += 1

    def follow(self) -> None:
        """Keep up with the system from now on: scheme and contrast."""
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        accessibility = hints.accessibility()
        accessibility.contrastPreferenceChanged.connect(self._system_changed)

    def dress(self, target: _Dressed, icon: str, ink: str = "text2") -> None:
        """Give a button or an action an icon in the ink of a token, renewed on every change.

        `ink` is the name of a token, such as “text2” or “on_accent”.
        """
        target.setIcon(self._tinted(icon, ink))
        self._dressed[target] = (icon, ink)

    def _tinted(self, name: str, ink: str) -> QIcon:
        # In high contrast no button of ours is filled.
        name_of_ink = "text" if self.tokens.contrast and ink == "on_accent" else ink
        colour: QColor = getattr(self.tokens, name_of_ink)
        return self.icons.icon(name, colour, checked=self.tokens.text)

    def _system_changed(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            self.changed(style.system_tokens(app, self.scheme))
            self._dress_again(app, app.font(), self.text_size)

    def _dress_again(self, app: QApplication, font: QFont, before: int) -> None:
        """Dress the application again, whose text was of so many per cent until now."""
        from app.qt.look.typesetting import own_fonts, set_again  # noqa: PLC0415 - rarely needed

        fonts = own_fonts(app, self)
        if font != app.font():
            app.setFont(font)
        style.apply(app, self.tokens)
        set_again(app, self, fonts, before, self.text_size)
