"""The tokens as a Qt palette, so that everything Fusion draws is in our colours."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from app.qt.look.tokens import Tokens

_ROLE = QPalette.ColorRole
_ROLES = {
    _ROLE.Window: "window",
    _ROLE.WindowText: "text",
    _ROLE.Base: "base",
    _ROLE.AlternateBase: "base",
    _ROLE.ToolTipBase: "base",
    _ROLE.ToolTipText: "text",
    _ROLE.Text: "text",
    _ROLE.PlaceholderText: "text3",
    _ROLE.Button: "base",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "base",
    _ROLE.Link: "accent",
    _ROLE.LinkVisited: "accent",
    _ROLE.Highlight: "selection",
    _ROLE.HighlightedText: "highlight_text",
    _ROLE.Accent: "accent",
    _ROLE.Light: "base",
    _ROLE.Midlight: "hover",
    _ROLE.Mid: "border",
    _ROLE.Dark: "edge",
    _ROLE.Shadow: "edge",
}
_DISABLED = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText)


def palette_of(tokens: Tokens) -> QPalette:
    """Return the palette for every role and group; disabled text is as faint as an edge."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, getattr(tokens, name))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, tokens.edge)
    return palette
