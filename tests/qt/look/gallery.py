"""Render every mark, element and a table of made-up rows to pictures, to be looked at.

    PYTHONPATH=. python tests/qt/look/gallery.py FOLDER [FONT FAMILY]

Writes light, dark, mirrored and high-contrast pictures into the folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import made_up
from PySide6.QtCore import QItemSelectionModel, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.commitment import Strength
from app.domain.lifecycle import Status
from app.domain.reading import Mark
from app.domain.timeliness import Timeliness
from app.qt.delegates import RegisterHeader, RowDelegate
from app.qt.look import Look, style
from app.qt.look.elements import (
    Banner,
    Chip,
    EmptyState,
    Hairline,
    InkLabel,
    Offer,
    Pill,
    QuietLabel,
    SectionHeading,
    StrengthSteps,
)
from app.qt.look.marks import TimingBar, paint_mark
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import DARK, LIGHT, MARK_HEIGHT, MARK_WIDTH, Scale, Tone, tokens_for
from app.qt.models.columns import COLUMNS

SCHEMES = ("light", "dark", "mirrored", "contrast", "compact", "urdu")


def contrast_palette() -> QPalette:
    """A palette as a black contrast theme of Windows gives it."""
    roles = QPalette.ColorRole
    colours = {
        "#000000": (roles.Window, roles.Base, roles.Button, roles.AlternateBase),
        "#ffffff": (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText),
        "#1aebff": (roles.Highlight, roles.Accent),
        "#ffff00": (roles.Link,),
    }
    palette = QPalette()
    for colour, members in colours.items():
        for role in members:
            palette.setColor(role, QColor(colour))
    palette.setColor(roles.HighlightedText, QColor("#000000"))
    return palette


def model_of(rows, columns) -> QStandardItemModel:
    model = QStandardItemModel(len(rows), len(columns))
    for number, row in enumerate(rows):
        for place, column in enumerate(columns):
            item = QStandardItem(column.text(row, made_up.TODAY) if row else "")
            item.setData(row, Qt.ItemDataRole.UserRole)
            model.setItem(number, place, item)
    model.setHorizontalHeaderLabels([column.title for column in columns])
    return model


def table_of(look: Look, rows=made_up.ROWS, columns=None, *, compact: bool = False) -> QTableView:
    """A table dressed as the register's is."""
    columns = columns or tuple(column for column in COLUMNS if column.initial)
    view = QTableView()
    view.setObjectName("gallery-table")
    view.setModel(model_of(rows, columns))
    delegate = RowDelegate(look, lambda: made_up.TODAY, columns, view)
    delegate.compact = compact
    delegate.attach(view)
    header = RegisterHeader(look, columns, view)
    view.setHorizontalHeader(header)
    header.setSortIndicatorShown(True)
    header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
    view.verticalHeader().hide()
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for place, column in enumerate(columns):
        view.setColumnWidth(place, delegate.width(column))
        if column.stretch:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
    return view


class Marks(QWidget):
    """Every mark in every tone, plain and on a selected row."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(len(Tone) * 20 + 8)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.tokens.base)
        half = self.width() // 2
        selected = self._look.tokens.selected()
        painter.fillRect(half, 0, half, self.height(), self._look.tokens.selection)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for line, tone in enumerate(Tone):
            for place, mark in enumerate((*Mark, Mark.WINDOW)):
                ahead = 0.4 if place == len(Mark) else None
                for left, tokens in ((4, self._look.tokens), (half + 4, selected)):
                    spot = QRectF(left + place * 32, 4 + line * 20, MARK_WIDTH, MARK_HEIGHT)
                    paint_mark(painter, spot, mark, tokens, tone, mirrored, ahead)


def elements_of(look: Look) -> QWidget:
    """Every small widget, as a detail panel would have them."""
    panel = QWidget()
    column = QVBoxLayout(panel)
    column.setSpacing(8)
    column.addWidget(QuietLabel(look, "JMC-8/30 · Session"))
    title = InkLabel(
        look, "Ninth joint commission", scale=Scale.TITLE, weight=QFont.Weight.DemiBold
    )
    column.addWidget(title)
    column.addLayout(_row(*_pills(look)))
    column.addLayout(_row(*(QPushButton(text) for text in ("Agree dates", "Postpone", "Cancel"))))
    column.addWidget(Hairline(look))
    column.addWidget(SectionHeading(look, "Timing"))
    for each in (
        made_up.WINDOW,
        made_up.SLIPPED,
        made_up.DEADLINE,
        made_up.DAY,
        made_up.SPAN,
        made_up.NO_END,
        made_up.YEAR,
    ):
        bar = TimingBar(look)
        bar.show_row(each, made_up.TODAY)
        column.addWidget(bar)
    column.addWidget(Hairline(look))
    column.addWidget(SectionHeading(look, "Evidence", count=2))
    for strength in (None, Strength.STATEMENT, Strength.AGREED_ACTION):
        column.addWidget(StrengthSteps(look, strength))
    column.addWidget(InkLabel(look, "زرعی تحقیق میں تعاون کی مفاہمتی یادداشت"))
    column.addStretch(1)
    return panel


def _pills(look: Look) -> tuple[QWidget, ...]:
    status, other = Pill(look), Pill(look)
    status.show_status(Status.FORESEEN)
    other.show_status(Status.IN_FORCE)
    pills = []
    for where in (Timeliness.WINDOW_OPEN, Timeliness.OVERDUE, Timeliness.DUE_SOON):
        pill = Pill(look)
        pill.show_timeliness(where)
        pills.append(pill)
    return (status, *pills)


def controls_of(look: Look) -> QWidget:
    """Chips, buttons and inputs."""
    panel = QWidget()
    grid = QGridLayout(panel)
    plain, chosen, picked = Chip(look, "Status"), Chip(look, "Sector"), Chip(look, "Overdue")
    chosen.set_value("trade")
    picked.setChecked(True)
    grid.addLayout(_row(plain, chosen, picked), 0, 0)
    filled, quiet, zoom = QPushButton("New"), QPushButton("Columns"), QPushButton("Quarters")
    set_kind(filled, ButtonKind.FILLED)
    set_kind(quiet, ButtonKind.QUIET)
    set_kind(zoom, ButtonKind.CHIP)
    zoom.setCheckable(True)
    zoom.setChecked(True)
    look.dress(filled, "plus", "on_accent")
    look.dress(quiet, "columns-3")
    tool = QToolButton()
    look.dress(tool, "ellipsis")
    off = QPushButton("Disabled")
    off.setEnabled(False)
    grid.addLayout(_row(filled, quiet, zoom, tool, off), 1, 0)
    search = QLineEdit()
    search.setPlaceholderText("Search commitments")
    combo, spin, check = QComboBox(), QSpinBox(), QCheckBox("Only promises")
    combo.addItems(["Action", "Session"])
    check.setChecked(True)
    grid.addLayout(_row(search, combo, spin, check), 2, 0)
    text = QPlainTextEdit("Agreed wording\n" * 12)
    text.setFixedHeight(48)
    grid.addWidget(text, 3, 0)
    return panel


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def gallery_of(look: Look, *, compact: bool) -> QWidget:
    page = QWidget()
    page.setObjectName("gallery")
    page.setAutoFillBackground(True)
    page.setBackgroundRole(QPalette.ColorRole.Base)
    columns = QHBoxLayout(page)
    left = QVBoxLayout()
    left.addWidget(Banner(look, "info", "This register is open for reading only.", "Open a copy"))
    left.addWidget(controls_of(look))
    left.addWidget(table_of(look, (*made_up.ROWS, None), compact=compact), 1)
    left.addWidget(Marks(look))
    columns.addLayout(left, 5)
    right = QVBoxLayout()
    right.addWidget(elements_of(look), 3)
    offers = (
        Offer(text="Add a commitment", icon="plus"),
        Offer(text="Import", icon="file-spreadsheet"),
        Offer(text="Try the sample", icon="book-open-text"),
    )
    line, reason = "Nothing promised yet", "Add the first commitment or look at the sample."
    right.addWidget(EmptyState(look, "handshake", line, reason, offers), 2)
    columns.addLayout(right, 3)
    page.resize(QSize(1366, 1120))
    return page


def picture(app: QApplication, look: Look, scheme: str, folder: Path) -> None:
    """Render one scheme into the folder."""
    palette = contrast_palette()
    tokens = {
        "dark": DARK,
        "contrast": tokens_for(Qt.ColorScheme.Dark, high_contrast=True, palette=palette),
    }.get(scheme, LIGHT)
    look.changed(tokens)
    style.apply(app, tokens)
    if scheme == "contrast":
        app.setPalette(palette)
    look.retype(app.font(), arabic=scheme == "urdu")
    mirrored = scheme in ("mirrored", "urdu")
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    )
    page = gallery_of(look, compact=scheme == "compact")
    page.show()
    view = page.findChild(QTableView, "gallery-table")
    page.activateWindow()
    view.setFocus()
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().setCurrentIndex(
        view.model().index(4, 0), flags.ClearAndSelect | flags.Rows
    )
    app.processEvents()
    page.grab().save(str(folder / f"{scheme}.png"))
    page.close()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    if len(sys.argv) > 2:
        app.setFont(QFont(sys.argv[2], 10))
    look = Look.of(app)
    for scheme in SCHEMES:
        picture(app, look, scheme, folder)


if __name__ == "__main__":
    main()
