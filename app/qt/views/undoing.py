"""Taking back and doing again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import BusyError
from app.qt.desk import Desk

_RETRY_MS = 200


class Undoing(QObject):
    """Undoes and redoes; `named` carries what each would act on by now, None for nothing."""

    named = Signal(object, object)

    def __init__(self, desk: Desk, leave_field: Callable[[], object], window: QObject) -> None:
        """`leave_field` lets the field that is being edited finish first, so that undo follows."""
        super().__init__(window)
        self._desk, self._leave_field = desk, leave_field
        self._ask_again = QTimer(self)
        self._ask_again.setSingleShot(True)
        self._ask_again.setInterval(_RETRY_MS)
        self._ask_again.timeout.connect(self.tell)
        desk.changed.connect(self.tell)
        desk.outside.connect(self.tell)

    @Slot()
    def undo(self) -> None:
        """Take back the latest change."""
        self._leave_field()
        self._desk.run(lambda register: register.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        self._leave_field()
        self._desk.run(lambda register: register.redo())

    @Slot()
    def tell(self) -> None:
        """Say what undo and redo would act on; a moment later where another program writes."""
        store = self._desk.register.store
        try:
            undo, redo = store.next_undo(), store.next_redo()
        except BusyError:
            self._ask_again.start()
            return
        self.named.emit(undo, redo)

    def stop(self) -> None:
        """Ask no more; called before the register is closed."""
        self._ask_again.stop()
