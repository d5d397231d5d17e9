from __future__ import annotations

from dataclasses import fields, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from app.qt.look.palette import palette_of
from app.qt.look.tokens import (
    DARK,
    LIGHT,
    MARK_CONTRAST,
    TEXT_CONTRAST,
    Tokens,
    Tone,
    contrast,
    tokens_for,
    with_accent,
)

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
TEXTS = ("text", "text2", "text3", "accent", "late", "soon", "open", "done")
GROUNDS = ("base", "window", "hover")


@SCHEMES
@pytest.mark.parametrize("ink", TEXTS)
@pytest.mark.parametrize("ground", [*GROUNDS, "selection"])
def test_every_ink_can_be_read_on_every_ground(tokens, ink, ground):
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= TEXT_CONTRAST


@SCHEMES
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_edge_of_an_input_is_seen_on_every_ground(tokens, ground):
    assert contrast(tokens.edge, getattr(tokens, ground)) >= MARK_CONTRAST


@SCHEMES
def test_ghosts_on_a_selected_row_are_seen(tokens):
    assert contrast(tokens.selected().edge, tokens.selection) >= MARK_CONTRAST


@SCHEMES
@pytest.mark.parametrize("tone", [Tone.LATE, Tone.SOON, Tone.OPEN])
def test_a_pill_can_be_read_on_its_soft_ground(tokens, tone):
    assert contrast(tokens.tone(tone), tokens.soft(tone)) >= TEXT_CONTRAST


@SCHEMES
def test_a_filled_button_can_be_read(tokens):
    assert contrast(tokens.on_accent, tokens.accent) >= TEXT_CONTRAST


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#ffffff", "#ffffff", 1.0), ("#ffffff", "#767676", 4.54)],
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(QColor(one), QColor(other)) == pytest.approx(ratio, abs=0.01)


def test_contrast_does_not_depend_on_the_order():
    assert contrast(LIGHT.late, LIGHT.base) == contrast(LIGHT.base, LIGHT.late)


@pytest.mark.parametrize(
    ("scheme", "expected"), [(Qt.ColorScheme.Light, LIGHT), (Qt.ColorScheme.Dark, DARK)]
)
def test_the_system_s_scheme_chooses_the_tokens(scheme, expected):
    assert tokens_for(scheme, high_contrast=False, palette=QPalette()) is expected


def test_an_unknown_scheme_is_told_from_the_palette():
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor("#101010"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#f0f0f0"))
    unknown = Qt.ColorScheme.Unknown
    assert tokens_for(unknown, high_contrast=False, palette=palette) is DARK


def test_in_high_contrast_every_token_is_a_colour_of_the_palette(contrast_palette):
    tokens = tokens_for(Qt.ColorScheme.Dark, high_contrast=True, palette=contrast_palette)
    roles = {contrast_palette.color(role).name() for role in _roles()}
    assert {colour.name() for colour in _colours(tokens)} <= roles
    assert tokens.contrast


def test_in_high_contrast_a_selected_row_has_one_ink(contrast_palette):
    tokens = tokens_for(Qt.ColorScheme.Dark, high_contrast=True, palette=contrast_palette)
    selected = tokens.selected()
    ink = contrast_palette.highlightedText().color()
    assert all(getattr(selected, name) == ink for name in (*TEXTS, "edge", "hairline"))


def test_a_readable_accent_of_the_system_is_taken():
    violet = QColor("#6b3fa0")
    assert with_accent(LIGHT, violet).accent == violet


@pytest.mark.parametrize("accent", ["#ffd400", "#8ab8e6", "#ffffff"])
def test_an_accent_that_cannot_be_read_is_left_to_the_system(accent):
    assert with_accent(LIGHT, QColor(accent)) is LIGHT


@SCHEMES
@pytest.mark.parametrize("accent", ["#0b6e4f", "#b3261e", "#6b3fa0", "#9ccc65", "#d0bcff"])
def test_no_accent_makes_a_selected_row_unreadable(tokens, accent):
    dressed = with_accent(tokens, QColor(accent))
    ratios = [contrast(getattr(dressed, ink), dressed.selection) for ink in TEXTS]
    assert min(ratios) >= TEXT_CONTRAST


@SCHEMES
def test_the_palette_carries_the_tokens(tokens):
    palette = palette_of(tokens)
    assert palette.window().color() == tokens.window
    assert palette.highlight().color() == tokens.selection
    assert palette.placeholderText().color() == tokens.text3


def test_a_tone_without_a_ground_stands_on_the_base():
    assert replace(LIGHT, base=QColor("#123456")).soft(Tone.DONE) == QColor("#123456")


def _roles():
    wanted = ("Window", "WindowText", "Base", "Text", "Highlight", "HighlightedText", "Link")
    return [QPalette.ColorRole[name] for name in wanted]


def _colours(tokens: Tokens):
    values = (getattr(tokens, field.name) for field in fields(tokens))
    return [value for value in values if isinstance(value, QColor)]
