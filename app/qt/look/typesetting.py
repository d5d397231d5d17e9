"""Setting again what is on the screen, after the size of all text or the style sheet has changed.

Qt gives the application's font to whoever has none of its own. The rest is done here: labels of
ours, editors with a font of their own, the rows and columns of tables. A new style sheet gives a
widget back the font that it had when it was first dressed, so that has to be set again too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QTableView, QWidget

from app.qt.look.fonts import scaled

_USUAL = 100
_BY_HAND = QHeaderView.ResizeMode.Interactive


def own_fonts(app: QApplication, look: object) -> dict[QWidget, QFont]:
    """Return the font of each widget that has one of its own, but labels that are ours.

    To be asked before the application's font and sheet are changed, which can take it away.
    """
    return {
        widget: QFont(widget.font())
        for widget in app.allWidgets()
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and not _is_ours(widget, look)
    }


def set_again(
    app: QApplication, look: object, fonts: dict[QWidget, QFont], before: int, now: int
) -> None:
    """Give every widget there is its size of text, which changed from so many per cent to others.

    `look` tells the labels that are ours, `fonts` are what `own_fonts` returned before.
    """
    widgets = app.allWidgets()
    for widget, font in fonts.items():
        widget.setFont(scaled(font, now / before))
    for widget in widgets:
        if isinstance(widget, QLabel) and _is_ours(widget, look):
            widget.setText(widget.text())  # a label of ours chooses its font with its text
    # Columns are never narrower than at the system's size: their icons stay as they are.
    ratio = max(now, _USUAL) / max(before, _USUAL)
    for widget in widgets:
        if isinstance(widget, QTableView):
            _set_table(app, widget, ratio)
        widget.update()


def _is_ours(widget: QWidget, look: object) -> bool:
    return isinstance(widget, QLabel) and getattr(widget, "look", None) is look


def _set_table(app: QApplication, table: QTableView, ratio: float) -> None:
    """Give rows their height again, and columns a width in proportion."""
    height = getattr(table.itemDelegate(), "row_height", None)
    if isinstance(height, int):
        table.verticalHeader().setDefaultSectionSize(height)
    header = table.horizontalHeader()
    for section in range(header.count()):
        if header.sectionResizeMode(section) is _BY_HAND:
            _widen(header, section, ratio)
    # What a narrow table has no room for is decided when it is resized.
    app.sendEvent(table.viewport(), QResizeEvent(table.viewport().size(), table.viewport().size()))
    table.scheduleDelayedItemsLayout()


def _widen(header: QHeaderView, section: int, ratio: float) -> None:
    hidden = header.isSectionHidden(section)
    header.setSectionHidden(section, False)  # else its width is not told
    header.resizeSection(section, round(header.sectionSize(section) * ratio))
    header.setSectionHidden(section, hidden)
