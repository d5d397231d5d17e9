"""The head of the panel: what is shown, where it stands, who owes it; whether it is binned."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.timeliness import timeliness
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.pills import Pill
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.entries import Entry, joined
from app.qt.views.sections import IconButton, wrapped
from app.qt.views.text_field import TextField

_COPIED_MS = 1500


class PanelHead(QWidget):
    """The address with its two buttons, the title, the pills.

    `closed` asks to hide the panel, `restored` to take the commitment out of the bin.
    """

    closed = Signal()
    restored = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._ref = ""
        self.setObjectName("detail-head")
        self.address = wrapped(QuietLabel(look, scale=Scale.CAPTION))
        self.address.setObjectName("detail-address")
        self.copy = IconButton(look, "link", "detail-copy", self.tr("Copy the reference"))
        self.copy.clicked.connect(self._copy)
        close = IconButton(look, "x", "detail-close", self.tr("Close the details"))
        close.clicked.connect(self.closed)
        self.title = TextField(
            look, "title", self.tr("Title"), one_line=True, scale=Scale.TITLE, weight=SEMIBOLD
        )
        self.status = Pill(look)
        self.timeliness = Pill(look)
        self.owed = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.owed.setObjectName("detail-owed")
        self._both = IconLabel(look, "arrow-right-left", size=14)
        self._owing = Entry(self.owed, lead=self._both)
        self._binned = InkLabel(look, self.tr("It lies in the bin: nothing of it can be changed."))
        self._binned.setObjectName("detail-binned")
        wrapped(self._binned)
        self._restore = plain_button(self.tr("Restore it"), "detail-restore")
        self._restore.clicked.connect(self.restored)
        self._uncopied = QTimer(self)
        self._uncopied.setSingleShot(True)
        self._uncopied.setInterval(_COPIED_MS)
        self._uncopied.timeout.connect(self._offer_copy)
        self._lay_out(close)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the head of a commitment."""
        row = dossier.row
        if row.ref != self._ref:
            self._ref = row.ref
            self._offer_copy()
        pieces = (
            words.short_ref(row),
            words.kind_word(row.kind),
            f"¶{row.paragraph}" if row.paragraph else "",
            self.tr("event, not a promise") if row.event else "",
            self.tr("in the bin") if row.binned else "",
        )
        self.address.setText(joined(pieces))
        self.address.setToolTip(words.plain_tip(row.ref))
        self.title.show_value(row.title)
        self.title.set_editable(not self._desk.read_only and not row.binned)
        self.status.show_status(row.status)
        self.timeliness.show_timeliness(timeliness(row.standing, self._desk.today))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.owed.setText(words.owed_words(row, mirrored=mirrored))
        self.owed.setAccessibleName(words.owed_words(row))
        self._both.setVisible(words.owed_by_both(row))
        self._binned.setVisible(row.binned)
        self._restore.setVisible(row.binned and not self._desk.read_only)

    def _lay_out(self, close: IconButton) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID)
        top.addWidget(self.address, 1)
        for button in (self.copy, close):
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        pills = Flow(trailing=True)
        for each in (self.status, self.timeliness, self._owing):
            pills.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addWidget(self.title)
        column.addLayout(pills)
        column.addWidget(self._binned)
        column.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeading)

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ref)
        self._look.dress(self.copy, "check")
        self.copy.say(self.tr("Copied: {ref}").format(ref=self._ref))
        self._uncopied.start()

    @Slot()
    def _offer_copy(self) -> None:
        self._look.dress(self.copy, "link")
        self.copy.say(self.tr("Copy the reference"))
