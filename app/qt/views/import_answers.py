"""The answers to a question of a table on its way in, as a menu where its row stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.domain.intake.asking import Asked
from app.qt.models.import_lines import COLUMNS
from app.qt.models.import_words import answer_words, question_words
from app.qt.views.import_grid import ImportGrid


def offer_answers(grid: ImportGrid, asked: Asked, answer: Callable[[str, str], object]) -> None:
    """Open the menu under the row stood on, its first answer ready to be taken with Enter."""
    menu = QMenu(grid)
    menu.setObjectName("import-answers")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addSection(question_words(asked))
    for choice in asked.choices:
        action = menu.addAction(answer_words(asked, choice).replace("&", "&&"))
        action.setData(choice)
        action.triggered.connect(partial(answer, asked.key, choice))
    column = next(place for place, each in enumerate(COLUMNS) if each.key == "reads")
    rect = grid.visualRect(grid.model().index(grid.currentIndex().row(), column))
    corner = rect.bottomLeft()
    if grid.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        corner.setX(rect.right() - menu.sizeHint().width())
    menu.popup(grid.viewport().mapToGlobal(corner), menu.actions()[-1])
    first = next((each for each in menu.actions() if each.data() is not None), None)
    if first is not None:
        menu.setActiveAction(first)
