"""The one place that knows a colour or a measure.

Colour is spent on time alone: late, due soon, window open, and green for done. Everything else
is ink in three strengths. In high contrast no colour is ours: every token is a palette role.
Contrast follows WCAG 2: text at least 4.5:1, marks and borders of inputs at least 3:1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0

GRID = 4
"""Everything stands on a grid of four pixels."""
GAP = 8
"""Between the pieces of a row."""
GROUP_GAP = 16
"""Between groups."""
MARGIN = 20
"""At the edge of a page."""
ROW, COMPACT_ROW, HEADER = 46, 30, 28
"""The least heights; font metrics may ask for more."""
CONTROL_RADIUS, MARK_RADIUS = 6, 4
ICON = 16
MARK_WIDTH, MARK_HEIGHT = 24, 12
SELECTION_BAR = 3


class Scale(StrEnum):
    """The steps of the type scale, named by what they are for."""

    CAPTION = "caption"
    BODY = "body"
    SECTION = "section"
    TITLE = "title"
    FIGURE = "figure"


TYPE_SCALE = {
    Scale.CAPTION: 0.85,
    Scale.BODY: 1.0,
    Scale.SECTION: 1.15,
    Scale.TITLE: 1.4,
    Scale.FIGURE: 2.3,
}
"""Each step as a multiple of the system font's size."""


class Tone(StrEnum):
    """What a mark or a word says about time; ink says nothing."""

    INK = "ink"
    QUIET = "quiet"
    LATE = "late"
    SOON = "soon"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one scheme, as ready `QColor`s.

    `highlight_text` is the ink on `selection`, `on_accent` the ink on a filled button. In high
    contrast (`contrast`) a selected row must be drawn with `selected()`, whose inks all are
    the palette's highlighted text.
    """

    window: QColor
    base: QColor
    hover: QColor
    selection: QColor
    hairline: QColor
    border: QColor
    edge: QColor
    text: QColor
    text2: QColor
    text3: QColor
    highlight_text: QColor
    accent: QColor
    on_accent: QColor
    late: QColor
    soon: QColor
    open: QColor
    done: QColor
    late_soft: QColor
    soon_soft: QColor
    open_soft: QColor
    dark: bool = False
    contrast: bool = False

    def tone(self, tone: Tone) -> QColor:
        """Return the ink of a tone."""
        match tone:
            case Tone.LATE:
                return self.late
            case Tone.SOON:
                return self.soon
            case Tone.OPEN:
                return self.open
            case Tone.DONE:
                return self.done
            case Tone.QUIET:
                return self.text2
            case _:
                return self.text

    def soft(self, tone: Tone) -> QColor:
        """Return the ground of a pill of that tone; tones without one stand on the base."""
        match tone:
            case Tone.LATE:
                return self.late_soft
            case Tone.SOON:
                return self.soon_soft
            case Tone.OPEN:
                return self.open_soft
            case _:
                return self.base

    def selected(self) -> Tokens:
        """Return the tokens for a selected row: ghosts darker, in high contrast one ink only."""
        if not self.contrast:
            return replace(self, base=self.selection, edge=self.text2, border=self.text2)
        ink, ground = self.highlight_text, self.selection
        colours: dict[str, Any] = {
            **dict.fromkeys((*_INKS, "edge", "border", "hairline"), ink),
            **dict.fromkeys(("base", "hover", *_SOFT_GROUNDS), ground),
        }
        return replace(self, **colours)


_INKS = ("text", "text2", "text3", "accent", "late", "soon", "open", "done")
_SOFT_GROUNDS = ("late_soft", "soon_soft", "open_soft")


def _tokens(*, dark: bool = False, **colours: str) -> Tokens:
    inks: dict[str, Any] = {name: QColor(value) for name, value in colours.items()}
    return Tokens(**inks, highlight_text=inks["text"], dark=dark)


LIGHT = _tokens(
    window="#F4F4F1",
    base="#FFFFFF",
    hover="#F3F4F3",
    selection="#E4ECF5",
    hairline="#E6E6E1",
    border="#CFD0CC",
    edge="#858990",
    text="#1C1F24",
    text2="#555B65",
    text3="#626872",
    accent="#2A5B8C",
    on_accent="#FFFFFF",
    late="#A5301E",
    soon="#855000",
    open="#5A4FA3",
    done="#2B6A49",
    late_soft="#FBEBE7",
    soon_soft="#FAF0DC",
    open_soft="#EFEDF9",
)

DARK = _tokens(
    dark=True,
    window="#191B1E",
    base="#1F2225",
    hover="#262A2E",
    selection="#283A4D",
    hairline="#2E3236",
    border="#454A50",
    edge="#7C828A",
    text="#E8EAED",
    text2="#ADB3BD",
    text3="#A3A9B3",
    accent="#8AB8E6",
    on_accent="#191B1E",
    late="#F49A88",
    soon="#E4B760",
    open="#BBB0F2",
    done="#8CCBA3",
    late_soft="#3D2724",
    soon_soft="#383021",
    open_soft="#302D42",
)


def tokens_for(scheme: Qt.ColorScheme, high_contrast: bool, palette: QPalette) -> Tokens:
    """Return the tokens for a colour scheme, or the palette's own roles in high contrast.

    Where the system names no scheme, the lightness of its palette decides. `palette` is the
    system's, before ours was laid over it.
    """
    if high_contrast:
        return _contrast_tokens(palette)
    if scheme is Qt.ColorScheme.Unknown:
        dark = palette.window().color().lightness() < palette.windowText().color().lightness()
    else:
        dark = scheme is Qt.ColorScheme.Dark
    return DARK if dark else LIGHT


def with_accent(tokens: Tokens, accent: QColor) -> Tokens:
    """Return the tokens with the system's accent, if text can be read in it; else unchanged.

    The selection takes a tint of it only where every ink stays readable on the tint.
    """
    on_accent = max((tokens.base, tokens.text), key=lambda ink: contrast(ink, accent))
    if contrast(on_accent, accent) < TEXT_CONTRAST or not _reads_on(accent, tokens):
        return tokens
    tint = _mixed(tokens.base, accent, 0.25 if tokens.dark else 0.12)
    inks = [accent, *(getattr(tokens, name) for name in _INKS if name != "accent")]
    if any(contrast(ink, tint) < TEXT_CONTRAST for ink in inks):
        tint = tokens.selection
        if contrast(accent, tint) < TEXT_CONTRAST:
            return tokens
    return replace(tokens, accent=accent, on_accent=on_accent, selection=tint)


def contrast(one: QColor, other: QColor) -> float:
    """Return the WCAG 2 contrast ratio of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    """Return the WCAG 2 relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(part) for part in colour.getRgbF()[:3])  # type: ignore[index]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _reads_on(ink: QColor, tokens: Tokens) -> bool:
    return all(contrast(ink, ground) >= TEXT_CONTRAST for ground in (tokens.base, tokens.window))


def _mixed(ground: QColor, ink: QColor, share: float) -> QColor:
    """Return `ground` with a share (0 to 1) of `ink` in it."""
    return QColor(
        round(ground.red() + (ink.red() - ground.red()) * share),
        round(ground.green() + (ink.green() - ground.green()) * share),
        round(ground.blue() + (ink.blue() - ground.blue()) * share),
    )


def _contrast_tokens(palette: QPalette) -> Tokens:
    """Map every token to a role of the system's palette; nothing is mixed or tinted."""
    base, window = palette.base().color(), palette.window().color()
    text, selection = palette.text().color(), palette.highlight().color()
    link = palette.link().color()
    # A link is the one role that a contrast theme sets apart from plain text.
    accent = link if contrast(link, base) >= TEXT_CONTRAST else text
    colours: dict[str, Any] = {
        **dict.fromkeys(("base", "hover", "on_accent", *_SOFT_GROUNDS), base),
        **dict.fromkeys((*_INKS, "hairline", "border", "edge"), text),
    }
    return Tokens(
        **{**colours, "accent": accent},
        window=window,
        selection=selection,
        highlight_text=palette.highlightedText().color(),
        dark=window.lightness() < text.lightness(),
        contrast=True,
    )
