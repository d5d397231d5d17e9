"""The small widgets of every screen, in one place to import from."""

from app.qt.look.labels import Hairline, InkLabel, QuietLabel, SectionHeading, StrengthSteps
from app.qt.look.panels import Banner, EmptyState, IconLabel, Offer
from app.qt.look.pills import Chip, Pill

__all__ = [
    "Banner",
    "Chip",
    "EmptyState",
    "Hairline",
    "IconLabel",
    "InkLabel",
    "Offer",
    "Pill",
    "QuietLabel",
    "SectionHeading",
    "StrengthSteps",
]
