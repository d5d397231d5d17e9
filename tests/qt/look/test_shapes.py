from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.domain.reading import Mark
from app.qt.look.shapes import paint_ghost, paint_mark
from app.qt.look.tokens import DARK, LIGHT, Tone

RECT = QRectF(0, 0, 24, 12)
DIRECTIONAL = (Mark.NO_LATER, Mark.NO_END, Mark.ANCHORED)


def painted(mark, tokens=LIGHT, tone=Tone.INK, *, mirrored=False, ahead=None) -> QImage:
    image = QImage(48, 24, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(2)
    image.fill(tokens.base)
    painter = QPainter(image)
    paint_mark(painter, RECT, mark, tokens, tone, mirrored, ahead)
    painter.end()
    return image


def shape(image: QImage) -> list[bool]:
    """Where there is ink at all, whatever its colour."""
    ground = LIGHT.base.lightness()
    return [
        abs(image.pixelColor(x, y).lightness() - ground) > 60
        for y in range(image.height())
        for x in range(image.width())
    ]


@pytest.mark.parametrize(("one", "other"), list(combinations(Mark, 2)))
def test_no_two_marks_look_the_same_without_colour(qapp, one, other):
    pairs = zip(shape(painted(one)), shape(painted(other)), strict=True)
    assert sum(a != b for a, b in pairs) > 20


@pytest.mark.parametrize("mark", list(Mark))
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_mark_leaves_ink_inside_its_rectangle(qapp, mark, tokens):
    image = QImage(64, 40, QImage.Format.Format_ARGB32)
    image.fill(tokens.base)
    painter = QPainter(image)
    paint_mark(painter, RECT.translated(20, 14), mark, tokens)
    painter.end()
    touched = [
        (x, y) for x in range(64) for y in range(40) if image.pixelColor(x, y) != tokens.base
    ]
    assert touched
    assert all(20 <= x < 44 and 14 <= y < 26 for x, y in touched)


@pytest.mark.parametrize("mark", DIRECTIONAL)
def test_a_directional_mark_mirrors(qapp, mark):
    plain = painted(mark)
    assert painted(mark, mirrored=True) != plain
    assert _close(painted(mark, mirrored=True), plain.flipped(Qt.Orientation.Horizontal))


def test_the_part_ahead_of_an_open_window_is_solid_at_its_end(qapp):
    image = painted(Mark.WINDOW, tone=Tone.OPEN, ahead=0.4)
    middle = image.height() // 2
    assert image.pixelColor(40, middle) == LIGHT.open
    assert image.pixelColor(12, middle) != LIGHT.open


def test_a_window_just_opened_does_not_look_like_a_span(qapp):
    image = painted(Mark.WINDOW, tone=Tone.OPEN, ahead=1.0)
    assert image.pixelColor(6, image.height() // 2) != LIGHT.open


def test_late_and_open_windows_read_apart_in_grey(qapp):
    late = painted(Mark.WINDOW, tone=Tone.LATE).convertToFormat(QImage.Format.Format_Grayscale8)
    begun = painted(Mark.WINDOW, tone=Tone.OPEN, ahead=0.4)
    grey = begun.convertToFormat(QImage.Format.Format_Grayscale8)
    differences = [
        abs(late.pixelColor(x, y).lightness() - grey.pixelColor(x, y).lightness())
        for x in range(late.width())
        for y in range(late.height())
    ]
    assert sum(each > 60 for each in differences) > 40


@pytest.mark.parametrize("tone", list(Tone))
def test_a_mark_takes_the_ink_of_its_tone(qapp, tone):
    image = painted(Mark.SPAN, tone=tone)
    expected = LIGHT.text2 if tone is Tone.INK else LIGHT.tone(tone)
    assert image.pixelColor(24, 12) == expected


@pytest.mark.parametrize("width", [12, 40])
def test_a_ghost_is_an_outline_only(qapp, width):
    image = QImage(width, 12, QImage.Format.Format_ARGB32)
    image.fill(LIGHT.base)
    painter = QPainter(image)
    paint_ghost(painter, QRectF(0, 0, width, 12), LIGHT)
    painter.end()
    assert image.pixelColor(width // 2, 6) == LIGHT.base
    assert image != painted(Mark.NONE)


def _close(one: QImage, other: QImage) -> bool:
    """Whether two pictures are the same but for rounding at the edges."""
    different = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 40
        for x in range(one.width())
        for y in range(one.height())
    )
    return different <= 12
