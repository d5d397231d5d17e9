"""The strip below: which register, when it was saved, what was refused, work under way, counts."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStatusBar, QWidget

from app.qt.look.buttons import plain_button
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.look.words import isolated, plain_tip

_SHOWN_MS = 15_000
_SLOW_MS = 100


class StatusStrip(QStatusBar):
    """Says things in one line. A refusal stays until the next act, or for fifteen seconds.

    `reminders_wanted` tells that the officer wants to see what is due.
    """

    reminders_wanted = Signal()

    def __init__(self, look: Look, register: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-strip")
        self.setSizeGripEnabled(False)
        self._name = QuietLabel(look, register)
        self._name.setObjectName("status-register")
        self._saved = QuietLabel(look)
        self._saved.setObjectName("status-saved")
        self._tick = IconLabel(look, "check", size=14)
        self._tick.hide()
        self._warning = IconLabel(look, "circle-alert", ink="late", size=14)
        self._message = InkLabel(look, ink="late", scale=Scale.CAPTION)
        self._message.setObjectName("status-message")
        self._notice = QuietLabel(look)
        self._notice.setObjectName("status-notice")
        self.counts = QuietLabel(look)
        self.counts.setObjectName("status-counts")
        self.reminders = plain_button("", "status-reminders")
        set_kind(self.reminders, ButtonKind.LINK)
        self.reminders.setToolTip(self.tr("To the alerts that are due (Ctrl+6)"))
        # The keyboard has the navigation for it; Tab goes from the page to the panel.
        self.reminders.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reminders.clicked.connect(self.reminders_wanted)
        self.reminders.hide()
        self._bar = QProgressBar()
        self._bar.setObjectName("status-progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setMaximumWidth(140)
        self._bar.setTextVisible(False)
        self.cancel = plain_button(self.tr("Cancel"), "status-cancel")
        set_kind(self.cancel, ButtonKind.QUIET)
        self.addWidget(self._line(self._name, self._tick, self._saved), 0)
        self.addWidget(self._line(self._warning, self._message, self._notice), 1)
        self.addPermanentWidget(self._line(self._bar, self.cancel))
        self.addPermanentWidget(self._line(self.reminders))
        self.addPermanentWidget(self._line(self.counts))
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(_SHOWN_MS)
        self._fade.timeout.connect(self.quieten)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._show_work)
        self.quieten()
        self.work_ended()

    def saved(self, at: datetime) -> None:
        """Say when the register was last written."""
        self._tick.show()
        self._saved.setText(self.tr("Saved {time}").format(time=f"{at:%H:%M}"))
        self.quieten()

    def refuse(self, reason: str) -> None:
        """Say why something was not done."""
        self.quieten()
        self._message.setText(reason)
        self._message.setAccessibleName(reason)
        self._message.setToolTip(plain_tip(reason))
        self._warning.show()
        self._message.show()
        self._fade.start()

    def tell(self, notice: str) -> None:
        """Say what was done."""
        self.quieten()
        self._notice.setText(notice)
        self._notice.show()
        self._fade.start()

    @Slot()
    def quieten(self) -> None:
        """Take the message away."""
        self._fade.stop()
        for widget in (self._warning, self._message, self._notice):
            widget.hide()

    def offer_reminders(self, words: str) -> None:
        """Offer the way to so many reminders; nothing where there are none, or they are shown."""
        self.reminders.setText(isolated(words) if words else "")
        self.reminders.setAccessibleName(words)
        self.reminders.setVisible(bool(words))

    @property
    def said(self) -> str:
        """The message shown at present, empty if there is none."""
        if not self._message.isHidden():
            return self._message.text()
        return "" if self._notice.isHidden() else self._notice.text()

    def work_began(self) -> None:
        """Show progress, should the work take longer than a moment."""
        self._bar.setRange(0, 0)
        self._slow.start()

    @Slot(object, object)
    def work_progressed(self, done: int, whole: int) -> None:
        """Show how far the work has come."""
        self._bar.setRange(0, max(1, whole))
        self._bar.setValue(done)

    def work_ended(self) -> None:
        """Take the progress away."""
        self._slow.stop()
        self._bar.hide()
        self.cancel.hide()

    @Slot()
    def _show_work(self) -> None:
        self._bar.show()
        self.cancel.show()

    @staticmethod
    def _line(*widgets: QWidget) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(GROUP_GAP // 2, 0, GROUP_GAP // 2, 0)
        row.setSpacing(GAP // 2)
        for widget in widgets:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder
