"""What can be done with a reminder, and the buttons for it at the end of the row stood on."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.qt.look.buttons import plain_button
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP
from app.qt.models.reminder_row import Part, Row, RowKind


class Deed(StrEnum):
    """What can be done with the row stood on."""

    OPEN = "open"
    SNOOZE = "snooze"
    ACKNOWLEDGE = "acknowledge"
    NOTE = "note"
    TAKE_BACK = "take-back"


def deeds_of(row: Row | None, *, read_only: bool) -> tuple[Deed, ...]:
    """Return what can be done with a row by its buttons, in their order."""
    if row is None or row.kind is RowKind.HEADING:
        return ()
    if row.kind is RowKind.MORE:
        return (Deed.OPEN,)
    opens = (Deed.OPEN,) if row.kind in (RowKind.MATTER, RowKind.SETTLED) else ()
    if row.kind is RowKind.SETTLED and row.commitment is None:
        opens = ()
    if read_only:
        return opens
    match row.part:
        case Part.SETTLED:
            return (*opens, Deed.TAKE_BACK) if row.kind is RowKind.SETTLED else ()
        case Part.SNOOZED:
            return (*opens, Deed.TAKE_BACK, Deed.ACKNOWLEDGE)
        case Part.COMING:
            return (*opens, Deed.ACKNOWLEDGE)
    return (*opens, Deed.SNOOZE, Deed.ACKNOWLEDGE)


class RowActs(QWidget):
    """The buttons at the end of the row stood on. `done` carries the `Deed` that was pressed."""

    done = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("reminder-acts")
        self.setAccessibleName(self.tr("With this alert"))
        self._words = {
            Deed.OPEN: self.tr("Open"),
            Deed.SNOOZE: self.tr("Snooze"),
            Deed.TAKE_BACK: self.tr("Take back"),
            Deed.ACKNOWLEDGE: self.tr("Acknowledge"),
        }
        tips = {
            Deed.OPEN: self.tr("Open the record (Enter)"),
            Deed.SNOOZE: self.tr("Be reminded later (S)"),
            Deed.TAKE_BACK: self.tr("Have it due again"),
            Deed.ACKNOWLEDGE: self.tr("Seen and dealt with (A; with a note: Shift+A)"),
        }
        icons = {
            Deed.OPEN: "arrow-right",
            Deed.SNOOZE: "moon",
            Deed.TAKE_BACK: "undo-2",
            Deed.ACKNOWLEDGE: "check",
        }
        self._look = look
        self.buttons: dict[Deed, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for deed, text in self._words.items():
            button = plain_button(text, f"reminder-{deed}")
            # Clicked, it leaves the keyboard in the list.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(text)
            button.setToolTip(tips[deed])
            filled = deed is Deed.ACKNOWLEDGE
            if filled:
                set_kind(button, ButtonKind.FILLED)
            look.dress(button, icons[deed], "on_accent" if filled else "text2")
            button.setProperty("subject", deed.value)
            button.clicked.connect(self._pressed)
            self.buttons[deed] = button
            row.addWidget(button)
        self.hide()

    def offer(self, deeds: tuple[Deed, ...], *, narrow: bool, several: int = 0) -> None:
        """Offer these deeds; where it is narrow, all but the last by their icon.

        `several` is how many are acknowledged at once, where it is more than the one row.
        """
        self._turn()
        one, many = self.tr("Acknowledge"), self.tr("Acknowledge all {count}")
        self._words[Deed.ACKNOWLEDGE] = many.format(count=several) if several > 1 else one
        for deed, button in self.buttons.items():
            button.setVisible(deed in deeds)
            short = narrow and deed is not Deed.ACKNOWLEDGE
            text = "" if short else self._words[deed]
            if button.text() != text:
                button.setText(text)

    def room(self, *, narrow: bool) -> int:
        """The width that the usual deeds take."""
        self.offer((Deed.OPEN, Deed.SNOOZE, Deed.ACKNOWLEDGE), narrow=narrow)
        return self.sizeHint().width()

    def _turn(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._look.dress(self.buttons[Deed.OPEN], "arrow-left" if mirrored else "arrow-right")

    @Slot()
    def _pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.done.emit(Deed(sender.property("subject")))
