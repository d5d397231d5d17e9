"""The look: tokens, palette, icons, fonts, marks and small widgets; none touches the register."""

from app.qt.look.look import Look
from app.qt.look.tokens import Scale, Tokens, Tone

__all__ = ["Look", "Scale", "Tokens", "Tone"]
