"""Which rows of a table on its way in are shown: buttons with counts, one of them down."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QWidget

from app.qt.look.buttons import Verb
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated
from app.qt.models.import_rows import Show

_NOOP = QT_TRANSLATE_NOOP
_WORDS = {
    Show.ALL: (_NOOP("Import", "All"), "rows-3"),
    Show.ASKED: (_NOOP("Import", "Asks you"), "circle-question-mark"),
    Show.NEW: (_NOOP("Import", "New"), "plus"),
    Show.CHANGED: (_NOOP("Import", "Changed"), "pencil"),
    Show.HELD: (_NOOP("Import", "Held back"), "circle-alert"),
    Show.CAME: (_NOOP("Import", "Came in"), "check"),
}


class ImportFilters(QWidget):
    """A button for each kind of row there is. `chosen` carries which rows are wanted."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("import-filters")
        self.setAccessibleName(QCoreApplication.translate("Import", "Which rows are shown"))
        self._group = QButtonGroup(self)
        self.buttons: dict[Show, QPushButton] = {}
        flow = Flow(self)
        for which in _WORDS:
            button = Verb()
            button.setObjectName(f"import-show-{which.value}")
            button.setCheckable(True)
            button.setProperty("which", which.value)
            set_kind(button, ButtonKind.CHIP)
            self._group.addButton(button)
            self.buttons[which] = button
            flow.addWidget(button)
        self._group.buttonClicked.connect(self._clicked)
        self.show_counts({}, Show.ALL)

    def show_counts(self, counts: Mapping[Show, int], which: Show) -> None:
        """Say how many rows there are of each kind; of what there is none, nothing is said."""
        for each, button in self.buttons.items():
            words = QCoreApplication.translate("Import", _WORDS[each][0])
            count = counts.get(each, 0)
            button.setText(isolated(f"{words}  {count}"))
            button.setAccessibleName(f"{words}, {count}")
            button.setVisible(each is Show.ALL or each is which or count > 0)
            button.setChecked(each is which)
            # In high contrast nothing else would say which one is down.
            down = each is which and self._look.tokens.contrast
            self._look.dress(button, "check" if down else _WORDS[each][1])

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(Show(button.property("which")))
