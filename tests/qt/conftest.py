"""The look as tests of the window use it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette, QStandardItem, QStandardItemModel

from app.qt.look import Look, style
from app.qt.look.tokens import LIGHT


@pytest.fixture
def look(qapp):
    """The light look, whatever the test before has put on."""
    made = Look.of(qapp)
    made.changed(LIGHT)
    style.apply(qapp, LIGHT)
    yield made
    style.apply(qapp, LIGHT)


@pytest.fixture(scope="session")
def made_up():
    """The module of made-up rows, which the gallery of pictures shares."""
    path = Path(__file__).parent / "look" / "made_up.py"
    spec = importlib.util.spec_from_file_location("made_up", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def model_of(made_up):
    """Make a small model that hands out rows as the register's does."""

    def make(rows, columns):
        model = QStandardItemModel(len(rows), len(columns))
        for number, row in enumerate(rows):
            for place, column in enumerate(columns):
                item = QStandardItem(column.text(row, made_up.TODAY) if row else "")
                item.setData(row, Qt.ItemDataRole.UserRole)
                model.setItem(number, place, item)
        return model

    return make


@pytest.fixture
def contrast_palette():
    """A palette as a black contrast theme gives it."""
    roles = QPalette.ColorRole
    palette = QPalette(QColor("#000000"), QColor("#000000"))
    for role in (roles.Window, roles.Base, roles.Button, roles.HighlightedText):
        palette.setColor(role, QColor("#000000"))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        palette.setColor(role, QColor("#ffffff"))
    palette.setColor(roles.Highlight, QColor("#1aebff"))
    palette.setColor(roles.Link, QColor("#ffff00"))
    return palette
