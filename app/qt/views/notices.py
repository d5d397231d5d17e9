"""What the strip below says of writes: done, taken back, made by another program, still waiting."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Slot

from app.domain.change import Change, ChangeKind
from app.qt.desk import Desk
from app.qt.views.status_strip import StatusStrip


class Notices(QObject):
    """Hears what the desk tells of writes, and says it in one line."""

    def __init__(self, desk: Desk, strip: StatusStrip, window: QObject) -> None:
        """Say in `strip` what `desk` tells."""
        super().__init__(window)
        self._desk, self._strip = desk, strip
        desk.changed.connect(self._changed)
        desk.outside.connect(self._outside)
        desk.waiting.connect(self._waiting)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        self._strip.saved(_moment(self._desk.register.clock.now()))
        if change.kind is ChangeKind.UNDO:
            self._strip.tell(self.tr("Undone: {what}").format(what=change.label))
        elif change.kind is ChangeKind.REDO:
            self._strip.tell(self.tr("Done again: {what}").format(what=change.label))

    @Slot()
    def _outside(self) -> None:
        self._strip.tell(self.tr("Another program changed the register; the list is up to date."))

    @Slot(bool)
    def _waiting(self, waits: bool) -> None:
        if waits:
            self._strip.tell(self.tr("Waiting for another program that is writing…"))
        else:
            self._strip.quieten()


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
