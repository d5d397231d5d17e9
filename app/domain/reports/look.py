"""How every report looks: paper, margins, sizes, inks. One place for all that writes reports.

Measures are millimetres and points. Inks are those of the window's light scheme, which all read
on white at a contrast of 4.5 and more; a tone never says anything that a word does not say too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.reports.document import Tone


class Paper(StrEnum):
    """The sizes of paper that offices print on."""

    A4 = "A4"
    LETTER = "Letter"


_SHORT_AND_LONG = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}

TONE_INKS = {
    Tone.LATE: "#A5301E",
    Tone.SOON: "#855000",
    Tone.OPEN: "#5A4FA3",
    Tone.DONE: "#2B6A49",
}
"""The ink of each tone but that of plain text."""

DARK_INKS = {
    "ground": "#1F2225",
    "ink": "#E8EAED",
    "quiet": "#ADB3BD",
    "rule": "#454A50",
    "late": "#F49A88",
    "soon": "#E4B760",
    "open": "#BBB0F2",
    "done": "#8CCBA3",
}
"""Ground and inks of a screen that is dark, as the window has them."""

FONTS = ("Arial", "Liberation Sans", "Noto Sans", "Noto Sans Arabic")
"""The families to look for, first to last: one of them is there on every desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page: its sides and margins in millimetres, its sizes of type in points.

    `pad` is left free above and below the text of a row.
    """

    width: float
    height: float
    top: float = 13.0
    side: float = 13.0
    bottom: float = 15.0
    pad: float = 1.3
    title: float = 17.0
    section: float = 11.5
    body: float = 8.5
    small: float = 7.5
    ink: str = "#1C1F24"
    quiet: str = "#555B65"
    rule: str = "#CFD0CC"
    fonts: tuple[str, ...] = FONTS

    @classmethod
    def of(cls, paper: Paper, *, upright: bool = False) -> Sheet:
        """Return the sheet of a paper: most reports lie, since their tables are wide.

        What is `upright` is read rather than looked up in: wider margins, larger type.
        """
        short, long = _SHORT_AND_LONG[paper]
        if upright:
            return cls(
                width=short, height=long, side=16.0, pad=1.0, body=9.0, small=8.0, section=12.0
            )
        return cls(width=long, height=short)

    @property
    def sizes(self) -> dict[str, float]:
        """The sizes of type by what they are for."""
        return {
            "title": self.title,
            "section": self.section,
            "body": self.body,
            "small": self.small,
        }

    @property
    def room(self) -> float:
        """How wide the text is, in millimetres."""
        return self.width - 2 * self.side
