"""The list of reminders as a widget: gone through by keyboard, acts on the row stood on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
)

from app.qt.delegates.reminders import LEAD, ReminderDelegate
from app.qt.look.look import Look
from app.qt.look.tokens import GAP
from app.qt.models.reminder_row import DUE_PARTS, Part, Row, RowKind
from app.qt.models.reminders import ReminderRows
from app.qt.views.reminder_acts import Deed, RowActs, deeds_of
from app.services.reminder_list import Listed

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAG = QItemSelectionModel.SelectionFlag
_NARROW = 640
"""A list that is narrower shows icons alone on all acts but the last."""


class ReminderList(QListView):
    """The rows; arrows go through them, and each key does one thing with the row stood on.

    `stood_on` tells that another row is stood on; `wanted` carries a `Deed`.
    """

    stood_on = Signal()
    wanted = Signal(object)

    def __init__(self, look: Look, name: str, today: Callable[[], date], *, acts: bool) -> None:
        """Without `acts` nothing can be done with a row but open it."""
        super().__init__()
        self.setObjectName("reminders")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._look, self._read_only = look, not acts
        self.rows = ReminderRows(self)
        self.setModel(self.rows)
        self.delegate = ReminderDelegate(look, self, today)
        self.setItemDelegate(self.delegate)
        self.acts = RowActs(look, self.viewport())
        self.acts.done.connect(self.wanted)
        self.selectionModel().currentChanged.connect(self._moved)
        self.verticalScrollBar().valueChanged.connect(self._place_acts)
        self.doubleClicked.connect(self._enter)
        self.clicked.connect(self._clicked)

    # What is shown

    def show_listed(self, listed: Listed) -> None:
        """Show other reminders; what is stood on and where one has scrolled to stay as they are."""
        self.delegate.forget()
        self._keeping(lambda: self.rows.show(listed))

    def toggle(self) -> None:
        """Fold away, or out again, what the row stood on holds."""
        row = self.row
        if row is not None and row.kind is RowKind.FOLD:
            self.fold(folded=not row.folded)

    def fold(self, *, folded: bool) -> None:
        """Fold what the row stood on holds."""
        row = self.row
        if row is not None and row.kind is RowKind.FOLD and row.folded is not folded:
            self._keeping(lambda: self.rows.fold(row.part, folded=folded))

    @property
    def row(self) -> Row | None:
        """The row that is stood on."""
        found = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, Row) else None

    def stand_on(self, key: str) -> bool:
        """Stand on a row and bring it into sight; whether it is there."""
        place = self.rows.row_of(key)
        if place is not None:
            self._stand_at(place)
        return place is not None

    def stand_first(self) -> None:
        """Stand on the first row of what is due; on none where nothing is."""
        first = self.rows.near(0, DUE_PARTS)
        if first is not None:
            self._stand_at(first)

    def stand_nowhere(self) -> None:
        """Stand on no row: the keys that act on one do nothing until one is gone to."""
        self.selectionModel().clear()

    def next_after(self, row: Row) -> str:
        """Return the key of the row that is dealt with after one: none where it is the last.

        It never leads out of what is due: what is put off or coming is dealt with when the officer
        goes there himself.
        """
        place = self.rows.row_of(row.key)
        if place is None or row.part not in DUE_PARTS:
            return ""
        held = {each.key for each in self._within(row)}
        after = self.rows.rows[place + 1 :]
        rest = [
            each for each in after if each.kind is not RowKind.HEADING and each.part in DUE_PARTS
        ]
        following = next((each for each in rest if each.key not in held), None)
        return following.key if following is not None else ""

    def _within(self, row: Row) -> list[Row]:
        """The rows that go with one: a fold takes what it holds along."""
        if row.kind is not RowKind.FOLD:
            return []
        return [each for each in self.rows.rows if each.part is row.part]

    def _keeping(self, change: Callable[[], bool]) -> None:
        """Change the rows and stand where one stood, or near it."""
        row, place = self.row, self.currentIndex().row()
        offset = self.verticalScrollBar().value()
        if change():
            found = self.rows.row_of(row.key) if row is not None else None
            near = found if found is not None or row is None else self._beside(row, place)
            if near is not None:
                index = self.rows.index(near, 0)
                self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect)
            self.verticalScrollBar().setValue(offset)
            if near is not None:
                self.scrollTo(self.rows.index(near, 0))
        else:
            self.scheduleDelayedItemsLayout()
        self._moved()

    def _beside(self, gone: Row, place: int) -> int | None:
        """Return where to stand in place of a row that went away; nowhere where A would act."""
        if gone.part in DUE_PARTS:
            return self.rows.near(place, DUE_PARTS)
        return self.rows.near(place, (Part.SETTLED,)) if gone.part is Part.SETTLED else None

    def _stand_at(self, place: int) -> None:
        index = self.rows.index(place, 0)
        self.selectionModel().setCurrentIndex(index, _FLAG.ClearAndSelect)
        self.scrollTo(index)

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the letters that act on a row: no search by letters goes through this list."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and _deed_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, A acknowledges, S snoozes; Space and the side arrows fold."""
        row, deed = self.row, _deed_of(event)
        folds = row is not None and row.kind is RowKind.FOLD
        if event.key() in _ENTER or (event.key() == Qt.Key.Key_Space and folds):
            self._enter()
        elif deed is not None:
            self.wanted.emit(deed)
        elif folds and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.fold(folded=(event.key() == Qt.Key.Key_Left) is not mirrored)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come as one was left: on no row, where one stood on none."""
        nowhere = not self.currentIndex().isValid()
        super().focusInEvent(event)
        if nowhere:
            self.stand_nowhere()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Letters act; nothing is searched by them."""

    @Slot()
    def _enter(self) -> None:
        row = self.row
        if row is None:
            return
        if row.kind is RowKind.FOLD:
            self.toggle()
        else:
            self.wanted.emit(Deed.OPEN)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Row) and row.kind is RowKind.FOLD:
            self.toggle()

    # The acts

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        kinds = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "acts"):
            self.delegate.forget()
            self._measure()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        super().updateGeometries()
        if hasattr(self, "acts"):
            self._place_acts()

    @property
    def _narrow(self) -> bool:
        return self.viewport().width() < _NARROW

    def _measure(self) -> None:
        """Keep the same room free at the end of every row, so that none moves under the hand."""
        wanted = self.acts.room(narrow=self._narrow) + GAP
        if wanted != self.delegate.room:
            self.delegate.room = wanted
        self.scheduleDelayedItemsLayout()
        self._offer()

    @Slot()
    def _moved(self) -> None:
        self._offer()
        self.stood_on.emit()

    def _offer(self) -> None:
        deeds = deeds_of(self.row, read_only=self._read_only)
        several = len(self.row.matters) if self.row is not None else 0
        self.acts.offer(deeds, narrow=self._narrow, several=several)
        self.acts.setVisible(bool(deeds))
        self._place_acts()

    @Slot()
    def _place_acts(self) -> None:
        """Lay the buttons over the end of the row stood on."""
        index = self.currentIndex()
        if not index.isValid() or self.acts.isHidden():
            return
        self.acts.adjustSize()
        size, rect = self.acts.sizeHint(), self.visualRect(index)
        top = rect.top() + (rect.height() - size.height()) // 2
        left = rect.right() + 1 - LEAD - size.width()
        place = QRect(left, top, size.width(), size.height())
        self.acts.setGeometry(QStyle.visualRect(self.layoutDirection(), rect, place))
        self.acts.raise_()


def _deed_of(event: QKeyEvent) -> Deed | None:
    """Return what a key asks for: letters without Ctrl or Alt."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    shifted = modifiers == Qt.KeyboardModifier.ShiftModifier
    plain = modifiers == Qt.KeyboardModifier.NoModifier
    if event.key() == Qt.Key.Key_A and (plain or shifted):
        return Deed.NOTE if shifted else Deed.ACKNOWLEDGE
    if event.key() == Qt.Key.Key_S and plain:
        return Deed.SNOOZE
    return None
