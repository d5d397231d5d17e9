"""The groups of the list: what stands where one begins, and how it is opened and shut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot

from app.domain.query import Grouping
from app.domain.rows import Group
from app.domain.timeliness import Timeliness
from app.qt.delegates.cells import GroupWords
from app.qt.look import words
from app.qt.look.tokens import Tone
from app.qt.models.register_table import RegisterTable
from app.qt.views.register_grid import RegisterGrid


class ListGroups(QObject):
    """Words and folding of groups, by mouse and by keys."""

    def __init__(
        self,
        table: RegisterGrid,
        model: RegisterTable,
        grouping: Callable[[], Grouping | None],
        parent: QObject,
    ) -> None:
        """`grouping` says by what the rows are grouped that `table` shows."""
        super().__init__(parent)
        self._table, self._model, self._grouping = table, model, grouping
        model.name_groups(self._text)
        table.delegate.describe = self._describe
        table.clicked.connect(self._clicked)

    def key(self, key: Qt.Key) -> bool:
        """Open or shut the group one stands on, by Enter, Space or an arrow; whether that was so.

        An arrow is taken where a group begins even if there is nothing left to do for it.
        """
        position = self._table.currentIndex().row()
        group = self._model.group_at(position)
        if group is None:
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._fold(position)
            return True
        mirrored = self._table.layoutDirection() is Qt.LayoutDirection.RightToLeft
        shuts = Qt.Key.Key_Right if mirrored else Qt.Key.Key_Left
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            if (key == shuts) != (group.key in self._model.folded):
                self._fold(position)
            return True
        return False

    @Slot(object)
    def _clicked(self, index: object) -> None:
        position = self._table.currentIndex().row()
        if self._model.group_at(position) is not None:
            self._fold(position)

    def _fold(self, position: int) -> None:
        """Open or shut a group; the officer stands where it begins."""
        self._model.fold(position)
        self._table.setCurrentIndex(self._model.index(position, 0))

    def _describe(self, group: Group) -> GroupWords:
        tone = Tone.INK
        if self._grouping() is Grouping.TIMELINESS:
            tone = words.timeliness_tone(Timeliness(group.key))
        folded = group.key in self._model.folded
        return GroupWords(text=self._text(group), tone=tone, folded=folded)

    def _text(self, group: Group) -> str:
        if self._grouping() is Grouping.TIMELINESS:
            return words.timeliness_word(Timeliness(group.key))
        return group.title or group.key or self.tr("not stated")
