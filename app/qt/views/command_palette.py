"""The command palette: every command, page, view and register, and commitments, by a few letters.

Opened over the window with `open()`. The keyboard stays in the search line throughout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from app.domain.identity import CommitmentId
from app.domain.rows import RegisterRow
from app.qt.delegates.palette import PaletteDelegate
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.inputs import Line
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP
from app.qt.models.palette import EntryKind, PaletteEntry, PaletteList, matching
from app.services.finding import found

__all__ = ["CommandPalette", "EntryKind", "PaletteEntry", "action_entries"]

_LEAST_TYPED = 2
_ROWS = 11
_BELOW_TOP = 56
_MNEMONIC = re.compile("&(.)")
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
}


class CommandPalette(QDialog):
    """Offers what fits the typed words; Enter does it, Esc or a click elsewhere leaves.

    `jumped` carries the identity of a commitment that was chosen; every other entry runs itself.
    Whatever is chosen happens once the palette is closed, so that the window has the keyboard.
    """

    jumped = Signal(object)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        entries: Sequence[PaletteEntry],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._desk, self._look = desk, look
        self._entries = list(entries)
        self._commitments: list[PaletteEntry] = []
        self._exact: PaletteEntry | None = None
        self._asking = self._enter_waits = self._was_active = self._left = False
        self.setObjectName("command-palette")
        self.setWindowTitle(self.tr("Commands"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.line = Line()
        self.line.setObjectName("palette-search")
        self.line.setAccessibleName(self.tr("Command, page or commitment"))
        self.line.setPlaceholderText(self.tr("Command, page, reference or words of a commitment"))
        icon = look.icons.icon("search", look.tokens.text2)
        look.dress(self.line.addAction(icon, QLineEdit.ActionPosition.LeadingPosition), "search")
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.model = PaletteList(self)
        self.list = self._list()
        self._nothing = InkLabel(look, self.tr("Nothing fits these words."), ink="text2")
        self._nothing.setObjectName("palette-nothing")
        self._nothing.setContentsMargins(GROUP_GAP, GAP, GROUP_GAP, GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, GAP, 1, GAP)
        column.setSpacing(GAP)
        margins = QVBoxLayout()
        margins.setContentsMargins(GAP, 0, GAP, 0)
        margins.addWidget(self.line)
        column.addLayout(margins)
        column.addWidget(Hairline(look))
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self._show()

    def _list(self) -> QListView:
        view = QListView()
        view.setObjectName("palette-list")
        view.setAccessibleName(self.tr("What fits"))
        view.setModel(self.model)
        view.setItemDelegate(PaletteDelegate(self._look, view))
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.setFrameShape(QListView.Shape.NoFrame)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.clicked.connect(self._clicked)
        return view

    # What is shown

    @Slot()
    def _typed(self) -> None:
        text = self.line.text().strip()
        self._commitments, self._exact = [], None
        self._enter_waits = False
        self._asking = len(text) >= _LEAST_TYPED
        if self._asking:
            today, relation = self._desk.today, self._desk.relation
            self._desk.ask(
                "palette",
                lambda reader: found(reader, text, today, relation),
                partial(self._answered, text),
            )
        self._show()

    def _answered(self, text: str, rows: list[RegisterRow]) -> None:
        if self._left or text != self.line.text().strip():
            return
        self._asking = False
        entries = [self._entry(row) for row in rows]
        first = bool(rows) and text.casefold() in (
            rows[0].ref.casefold(),
            words.short_ref(rows[0]).casefold(),
        )
        self._exact = entries[0] if first else None
        self._commitments = entries[1:] if first else entries
        self._show()
        if self._enter_waits:
            self._run(self.list.currentIndex())

    def _entry(self, row: RegisterRow) -> PaletteEntry:
        return PaletteEntry(
            kind=EntryKind.COMMITMENT,
            text=row.title,
            context=words.short_ref(row),
            icon=words.status_icon(row.status),
            run=partial(self._jump, row.id),
        )

    def _jump(self, identity: CommitmentId) -> None:
        self.jumped.emit(identity)

    def _show(self) -> None:
        fitting = matching(self._entries, self.line.text())
        exact = [self._exact] if self._exact else []
        self.model.show([*exact, *fitting, *self._commitments])
        nothing = not self.model.entries
        self._nothing.setVisible(nothing and not self._asking)
        self._stand_on(0)

    def _stand_on(self, row: int) -> None:
        """Stand on a row, and say to a screen reader what it is."""
        count = len(self.model.entries)
        if not count:
            return
        row = min(max(row, 0), count - 1)
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.list.scrollTo(index)
        if QAccessible.isActive():
            sentence = self.model.entries[row].sentence
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, sentence))

    # What is done

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            self._enter_waits = self._asking  # its answer is on the way
            return
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        self.accept()
        entry.run()

    def done(self, result: int) -> None:
        """Leave; an answer that is still on the way finds nobody."""
        self._left = True
        self.line.removeEventFilter(self)
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down go through the list, Enter runs, while the keyboard is in the line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._took(event)
        return False

    def _took(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # there is nowhere else to go
            return False
        return True

    def _step(self, step: int) -> None:
        """Go up or down; by one row it goes round at the ends."""
        count = len(self.model.entries)
        if count:
            row = self.list.currentIndex().row() + step
            self._stand_on(row % count if abs(step) == 1 else row)

    def changeEvent(self, event: QEvent) -> None:
        """Leave when the officer goes elsewhere, once the keyboard was here."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.ActivationChange:
            return
        if self.isActiveWindow():
            self._was_active = True
        elif self._was_active:
            QTimer.singleShot(0, self._leave_if_elsewhere)  # a desktop may be about to come back

    @Slot()
    def _leave_if_elsewhere(self) -> None:
        if not self._left and not self.isActiveWindow():
            self.reject()

    # Where it stands

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def open(self) -> None:
        """Open over the upper middle of the window, which can still be clicked into."""
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            size = self._wanted(window.size())
            corner = QPoint((window.width() - size.width()) // 2, _BELOW_TOP)
            self.setGeometry(*window.mapToGlobal(corner).toTuple(), *size.toTuple())
        self.show()
        self.activateWindow()

    def _wanted(self, room: QSize) -> QSize:
        fonts = self._look.fonts
        line = max(30, fonts.line_height() + GAP)
        width = min(56 * fonts.metrics().horizontalAdvance("M"), room.width() - 2 * GROUP_GAP)
        height = min(_ROWS * line + self.line.sizeHint().height() + 4 * GAP, room.height() - 80)
        return QSize(width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens.base)
        painter.setPen(tokens.edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def action_entries(menus: QMenuBar, without: Sequence[str] = ()) -> list[PaletteEntry]:
    """Return an entry for every command in the menus that can be given now.

    `without` names actions, by their object names, that are left out, such as the palette's own.
    """
    return [
        entry
        for top in menus.actions()
        if isinstance(menu := top.menu(), QMenu) and top.isVisible()
        for entry in _entries(menu, _bare(top.text()), frozenset(without))
    ]


def _entries(menu: QMenu, context: str, without: frozenset[str]) -> Iterator[PaletteEntry]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            if action.isEnabled():
                yield from _entries(below, f"{context} · {_bare(action.text())}", without)
        elif _can_be_given(action) and action.objectName() not in without:
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield PaletteEntry(
                kind=EntryKind.COMMAND,
                text=_bare(action.text()),
                context=context,
                keys=keys,
                icon="check" if action.isChecked() else "",
                run=action.trigger,
            )


def _can_be_given(action: QAction) -> bool:
    return bool(
        action.isEnabled()
        and action.isVisible()
        and not action.isSeparator()
        and action.text().strip()
    )


def _bare(text: str) -> str:
    """The text of a menu without the marks of its keys."""
    return _MNEMONIC.sub(r"\1", text)


def register_entry(path: Path, run: partial[object]) -> PaletteEntry:
    """Return the entry that leads to another register."""
    return PaletteEntry(
        kind=EntryKind.REGISTER,
        text=path.name,
        context=str(path.parent),
        icon="folder-open",
        run=run,
    )
