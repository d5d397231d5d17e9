"""Marks of time: the small drawing beside a date, and the bar that spells one out."""

from app.qt.look.shapes import paint_fade, paint_ghost, paint_mark, paint_window
from app.qt.look.timing_bar import TimingBar

__all__ = ["TimingBar", "paint_fade", "paint_ghost", "paint_mark", "paint_window"]
