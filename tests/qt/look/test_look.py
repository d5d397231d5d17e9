from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)
from shiboken6 import delete

from app.qt.look import style
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import DARK, LIGHT, contrast, tokens_for

_BUTTONS = QDialogButtonBox.StandardButton


def change(qapp, look, tokens):
    look.changed(tokens)
    style.apply(qapp, tokens)


def test_the_application_wears_the_tokens(qapp, look):
    assert qapp.palette().window().color() == LIGHT.window
    assert LIGHT.accent.name() in qapp.styleSheet()


def test_another_scheme_replaces_palette_and_sheet(qapp, look):
    change(qapp, look, DARK)
    assert qapp.palette().base().color() == DARK.base
    assert LIGHT.accent.name() not in qapp.styleSheet()


def test_high_contrast_leaves_no_palette_of_ours_and_a_sheet_without_colours(qapp, look):
    system = QPalette()
    change(qapp, look, tokens_for(None, high_contrast=True, palette=system))
    assert qapp.styleSheet() == style.NO_ICONS
    assert qapp.palette().window().color() != LIGHT.window


def test_containers_and_views_are_left_out_of_the_sheet(qapp, look):
    selectors = [line.split("{")[0] for line in qapp.styleSheet().splitlines() if "{" in line]
    allowed = (
        *("QLineEdit", "QPlainTextEdit", "QPushButton", "QToolButton", "QScrollBar"),
        "QDialogButtonBox",  # of which nothing is drawn
    )
    subjects = [part.split()[-1] for each in selectors for part in each.split(",") if part.strip()]
    assert subjects
    assert all(subject.startswith(allowed) for subject in subjects)


def test_the_sheet_without_colours_decides_whether_buttons_of_a_dialog_bear_icons(
    qapp, qtbot, look
):
    def icons(sheet):
        qapp.setStyleSheet(sheet)
        buttons = QDialogButtonBox(_BUTTONS.Save | _BUTTONS.Cancel)
        qtbot.addWidget(buttons)
        return sum(not each.icon().isNull() for each in buttons.buttons())

    # The desktop of the tests shows none anyway: the same rule the other way round tells.
    assert icons(style.NO_ICONS.replace("0", "1")) == 2
    assert icons(style.NO_ICONS) == 0
    assert style.NO_ICONS in style.sheet(LIGHT, QFontMetrics(qapp.font()))


def test_qt_asks_python_for_no_hint_of_style(qapp, look):
    assert "styleHint" not in vars(style.OutlinedFusion)


def test_a_dressed_action_is_tinted_again(qapp, look):
    action = QAction()
    look.dress(action, "plus")
    before = action.icon().pixmap(16).toImage()
    change(qapp, look, DARK)
    assert action.icon().pixmap(16).toImage() != before


def test_a_dressed_button_that_qt_has_deleted_is_forgotten(qapp, look):
    button = QPushButton()
    look.dress(button, "plus")
    delete(button)
    change(qapp, look, DARK)
    assert look.tokens is DARK


def test_a_change_is_counted(qapp, look):
    before = look.generation
    change(qapp, look, DARK)
    assert look.generation == before + 1


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QSpinBox, QPlainTextEdit])
@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_an_input_has_an_edge_that_is_seen(qapp, qtbot, look, make, tokens):
    change(qapp, look, tokens)
    widget = make()
    qtbot.addWidget(widget)
    image = widget.grab().toImage()
    left = [image.pixelColor(x, image.height() // 2) for x in range(2)]
    assert max(contrast(pixel, tokens.base) for pixel in left) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_hint_in_an_empty_input_can_be_read(qapp, qtbot, look, tokens):
    change(qapp, look, tokens)
    search = QLineEdit()
    qtbot.addWidget(search)
    search.setPlaceholderText("Search commitments")
    search.grab()
    assert contrast(search.palette().placeholderText().color(), tokens.base) >= 4.5


@pytest.mark.parametrize("make", [QLineEdit, QComboBox, QPushButton])
def test_in_high_contrast_controls_have_an_edge(qapp, qtbot, look, contrast_palette, make):
    tokens = tokens_for(None, high_contrast=True, palette=contrast_palette)
    change(qapp, look, tokens)
    widget = make()
    widget.setPalette(contrast_palette)
    qtbot.addWidget(widget)
    image = widget.grab().toImage()
    left = [image.pixelColor(x, image.height() // 2) for x in range(3)]
    assert max(contrast(pixel, tokens.base) for pixel in left) >= 3


def test_a_change_of_the_system_s_scheme_is_followed(qapp, look):
    change(qapp, look, DARK)
    look.follow()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert look.tokens is LIGHT
    assert qapp.palette().base().color() == LIGHT.base


def test_a_filled_button_is_filled(qtbot, look):
    button = QPushButton("New")
    set_kind(button, ButtonKind.FILLED)
    qtbot.addWidget(button)
    image = button.grab().toImage()
    assert image.pixelColor(6, image.height() // 2) == LIGHT.accent


def test_importing_the_look_reads_no_svg_module():
    code = "import sys, app.qt.look; sys.exit('PySide6.QtSvg' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
