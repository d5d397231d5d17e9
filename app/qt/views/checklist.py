"""A list to tick, opened under a button: the values of a filter, the columns of a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.qt.look.buttons import plain_button
from app.qt.look.inputs import Line
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID
from app.qt.look.words import isolated

_SEARCHED_FROM = 10
_MOST_SHOWN = 12
_WIDTH = 280
_KEY = Qt.ItemDataRole.UserRole


class Checklist(QFrame):
    """Values to tick; each tick tells at once. Esc closes, Space or Enter ticks.

    `changed` carries the keys that are ticked, in the order of the list. With `one` a tick takes
    the others away and closes. With `ordered` Alt+Up and Alt+Down move a value.
    """

    changed = Signal(object)

    def __init__(
        self,
        look: Look,
        name: str,
        title: str,
        values: Sequence[tuple[str, str]],
        ticked: Iterable[str],
        *,
        one: bool = False,
        ordered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`values` are pairs of key and words; `title` is what a screen reader calls the list."""
        super().__init__(parent, Qt.WindowType.Popup)
        self._one, self._ordered = one, ordered
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.search = Line()
        self.search.setObjectName(f"{name}-search")
        self.search.setPlaceholderText(self.tr("Find"))
        self.search.setAccessibleName(self.tr("Find in the list"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        if len(values) <= _SEARCHED_FROM:
            self.search.hide()
        self.list = QListWidget()
        self.list.setObjectName(f"{name}-list")
        self.list.setAccessibleName(title)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        chosen = set(ticked)
        for key, words in values:
            item = QListWidgetItem(isolated(words))
            item.setData(_KEY, key)
            item.setToolTip(words if len(words) > _WIDTH // 8 else "")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(_state(ticked=key in chosen))
            self.list.addItem(item)
        self.list.itemClicked.connect(self._toggle)
        self.list.installEventFilter(self)
        self.none = plain_button(self.tr("Clear"), f"{name}-clear")
        set_kind(self.none, ButtonKind.QUIET)
        self.none.clicked.connect(self._clear)
        if ordered:
            self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.none, 0, Qt.AlignmentFlag.AlignLeading)
        self._fit(look)

    @property
    def ticked(self) -> list[str]:
        """The keys that are ticked, in the order of the list."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [str(each.data(_KEY)) for each in items if _is_ticked(each)]

    def open_under(self, widget: QWidget) -> None:
        """Show under a widget, at its leading edge, and take the keyboard."""
        self.adjustSize()
        corner = widget.rect().bottomLeft() + QPoint(0, GRID)
        if widget.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            corner = widget.rect().bottomRight() + QPoint(1 - self.width(), GRID)
        place = widget.mapToGlobal(corner)
        screen = widget.screen().availableGeometry()
        place.setX(max(screen.left(), min(place.x(), screen.right() - self.width())))
        place.setY(max(screen.top(), min(place.y(), screen.bottom() - self.height())))
        self.move(place)
        self.show()
        self.list.setCurrentRow(0)
        (self.list if self.search.isHidden() else self.search).setFocus()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Space and Enter tick; Down leaves the search; Alt with an arrow moves a value."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = event.key()
        if watched is self.search:
            if key == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            return self._entered(key)
        if key == Qt.Key.Key_Space:
            self._toggle(self.list.currentItem())
            return True
        moved = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
        if self._ordered and moved and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._shift(moved)
            return True
        return self._entered(key)

    def _entered(self, key: int) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.list.currentItem())
            return True
        return False

    @Slot(object)
    def _toggle(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden():
            return
        ticks = not _is_ticked(item)
        if self._one:
            for place in range(self.list.count()):
                self.list.item(place).setCheckState(_state(ticked=False))
        item.setCheckState(_state(ticked=ticks))
        self.changed.emit(self.ticked)
        if self._one:
            self.close()

    @Slot()
    def _clear(self) -> None:
        for place in range(self.list.count()):
            self.list.item(place).setCheckState(_state(ticked=False))
        self.changed.emit([])
        self.close()

    def _shift(self, by: int) -> None:
        """Move the value one stands on up or down."""
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentRow(place + by)
            self.changed.emit(self.ticked)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        first: QListWidgetItem | None = None
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(wanted not in item.text().casefold())
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self.list.setCurrentItem(first)

    def _fit(self, look: Look) -> None:
        """As high as its values, up to a dozen; then it scrolls."""
        row = max(self.list.sizeHintForRow(0), look.fonts.line_height() + GAP)
        shown = min(max(1, self.list.count()), _MOST_SHOWN)
        self.list.setFixedHeight(row * shown + GRID)
        self.setFixedWidth(_WIDTH)


def _state(*, ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() is Qt.CheckState.Checked
