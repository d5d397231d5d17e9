from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from app.domain.lifecycle import Status
from app.domain.timeliness import Timeliness
from app.paths import resource
from app.qt.look import words
from app.qt.look.icons import Icons
from app.qt.look.tokens import DARK, LIGHT
from app.qt.models.columns import COLUMNS

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_every_drawing_leaves_ink(qapp, name):
    image = Icons(LIGHT).pixmap(name).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_a_drawing_is_tinted(qapp):
    image = Icons(LIGHT).pixmap("circle-dot", QColor("#ff0000"), 32).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {"#ff0000"}


def test_a_pixmap_is_drawn_once(qapp):
    icons = Icons(LIGHT)
    assert icons.pixmap("plus").cacheKey() == icons.pixmap("plus").cacheKey()


def test_a_pixmap_carries_its_device_ratio(qapp):
    pixmap = Icons(LIGHT).pixmap("plus", size=16, dpr=1.5)
    assert pixmap.width() == 24
    assert pixmap.deviceIndependentSize().width() == 16


def test_other_tokens_give_other_icons(qapp):
    icons = Icons(LIGHT)
    before = icons.pixmap("plus").toImage()
    icons.changed(DARK)
    assert icons.pixmap("plus").toImage() != before


def test_a_name_without_a_drawing_is_refused(qapp):
    with pytest.raises(KeyError, match="no-such-icon"):
        Icons(LIGHT).pixmap("no-such-icon")


def test_an_icon_has_a_faint_form_for_what_is_disabled(qapp):
    icon = Icons(LIGHT).icon("plus")
    plain, disabled = icon.pixmap(16), icon.pixmap(16, icon.Mode.Disabled)
    assert plain.toImage() != disabled.toImage()


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_an_icon(status):
    assert words.status_icon(status) in NAMES


@pytest.mark.parametrize("where", list(Timeliness))
def test_every_timeliness_has_an_icon(where):
    assert words.timeliness_icon(where) in NAMES


def test_the_phases_differ_by_their_icons():
    by_phase = {status.phase: words.status_icon(status) for status in Status}
    assert len(set(by_phase.values())) == len(by_phase)


@pytest.mark.parametrize("column", [each for each in COLUMNS if each.icon])
def test_every_heading_icon_exists(column):
    assert column.icon in NAMES


def test_the_drawings_carry_their_licence():
    licence = resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert "ISC License" in licence
    assert "Cole Bemis" in licence


def test_no_drawing_but_our_own_has_a_colour():
    coloured = [
        path.name
        for path in Path(resource("icons")).glob("*.svg")
        if re.search(r'(fill|stroke)="#', path.read_text(encoding="utf-8"))
    ]
    assert set(coloured) <= {"servanda.svg"}
