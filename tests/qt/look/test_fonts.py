from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontDatabase

from app.paths import resource
from app.qt.look.fonts import SEMIBOLD, Fonts, in_arabic_script
from app.qt.look.tokens import Scale

URDU = "زرعی تحقیق"


@pytest.fixture
def fonts(qapp):
    return Fonts(QFont("Sans Serif", 10))


@pytest.mark.parametrize(
    ("text", "arabic"),
    [("Commitment", False), ("Договорённости", False), (URDU, True), (f"MoU {URDU}", True)],
)
def test_only_the_arabic_script_is_told_apart(text, arabic):
    assert in_arabic_script(text) is arabic


def test_latin_text_keeps_the_system_s_family(fonts):
    assert fonts.font(text="Commitment").families() == ["Sans Serif"]


def test_arabic_text_has_its_family_first(fonts):
    assert fonts.font(text=URDU).families() == ["Noto Sans Arabic", "Sans Serif"]


def test_the_arabic_family_is_there_once_it_was_asked_for(fonts):
    fonts.font(text=URDU)
    assert "Noto Sans Arabic" in QFontDatabase.families()


def test_an_urdu_interface_makes_every_line_high_enough(fonts):
    before = fonts.line_height()
    fonts.changed(QFont("Sans Serif", 10), arabic=True)
    assert fonts.font().families()[0] == "Noto Sans Arabic"
    assert fonts.line_height() == fonts.line_height(text=URDU) > before


def test_latin_text_in_an_urdu_interface_keeps_the_system_s_family(fonts):
    fonts.changed(QFont("Sans Serif", 10), arabic=True)
    assert fonts.font(text="Commitment").families() == ["Sans Serif"]


def test_arabic_lines_are_measured_by_their_own_font(fonts):
    assert fonts.line_height(text=URDU) > fonts.line_height(text="Commitment")


def test_sizes_follow_the_system(fonts):
    sizes = [fonts.font(scale).pointSizeF() for scale in Scale]
    assert sizes == pytest.approx([8.5, 10, 11.5, 14, 23])


def test_small_text_is_never_smaller_than_can_be_read(qapp):
    assert Fonts(QFont("Sans Serif", 9)).font(Scale.CAPTION).pointSizeF() == pytest.approx(8.25)


def test_a_font_given_in_pixels_is_scaled_too(qapp):
    system = QFont("Sans Serif")
    system.setPixelSize(20)
    assert Fonts(system).font(Scale.TITLE).pixelSize() == 28


def test_numbers_are_of_one_width(fonts):
    font = fonts.font(weight=SEMIBOLD)
    assert font.featureValue(QFont.Tag("tnum")) == 1


def test_a_font_is_made_once(fonts):
    assert fonts.font() is fonts.font(text="Commitment")


def test_the_bundled_font_is_small_and_carries_its_licence():
    sizes = [path.stat().st_size for path in resource("fonts").glob("*.ttf")]
    assert sizes
    assert sum(sizes) < 1_000_000
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "OFL.txt").read_text(encoding="utf-8")
