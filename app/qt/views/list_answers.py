"""How answers come into the list: a new order whole, additions row by row where they belong."""

from __future__ import annotations

from array import array
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.change import Change
from app.domain.query import Query
from app.qt.desk import Desk
from app.qt.lister import Answer, Lister
from app.qt.models.register_table import RegisterTable
from app.qt.views.list_standing import ListStanding
from app.qt.views.register_grid import RegisterGrid


class ListAnswers(QObject):
    """Has questions answered in the background, and shows what comes.

    `begun` tells that the beginning of another order is shown, `came` that the whole of the
    latest is. `shown` is the question that the table holds the order and the groups of, `found`
    how many commitments that are, `settled` whether it is the latest.
    """

    begun = Signal()
    came = Signal()

    def __init__(
        self,
        desk: Desk,
        table: RegisterGrid,
        model: RegisterTable,
        standing: ListStanding,
        shown: Query,
        parent: QObject,
    ) -> None:
        """Show answers in `table` by `model`; `standing` keeps the officer where he is."""
        super().__init__(parent)
        self._desk, self._table, self._model, self._standing = desk, table, model, standing
        self.shown = shown
        self.found = 0
        self.settled = True  # nothing was asked yet
        self._reread = False
        self._added: set[int] = set()
        self._lister = Lister(desk.register.store.fresh_lists, self)
        self._lister.answered.connect(self._answered)
        self._lister.failed.connect(desk.refused)

    def ask(self, query: Query, *, begun: bool = False) -> None:
        """Have a question answered; an older one is given up.

        `begun` says that the table shows the beginning of the answer already; `painted` is to
        follow.
        """
        self.settled = False
        self._lister.ask(query, self._desk.today, begun=begun)

    def painted(self) -> None:
        """The beginning of the answer stands on the screen: the rest may take its time."""
        self._lister.shown()

    def reread(self) -> None:
        """Let the next answer have every row read anew: the register was written elsewhere."""
        self._reread = True

    def apply(self, change: Change) -> int:
        """Take in a change as far as the table shows it; returns how many rows went.

        What was added comes with the next answer, which is to be asked for.
        """
        removed = self._model.apply(change)
        self.found -= removed
        self._added |= change.added
        return removed

    def stop(self) -> None:
        """End the background work; called once, before the register is closed."""
        self._lister.stop()

    @Slot(object)
    def _answered(self, answer: Answer) -> None:
        self.found = answer.found
        if not answer.whole:
            self._show_beginning(answer)
            return
        self.settled = True
        inserted = bool(self._added) and self._insert_added(answer)
        if not inserted and not self._model.lengthen(answer.rids):
            self._adopt(answer)
        elif self._reread:
            self._model.reread()
        self.shown = answer.question.query
        self._model.recount(answer.groups)
        self._reread = False
        self._added.clear()
        self.came.emit()

    def _show_beginning(self, answer: Answer) -> None:
        """Show the first page of another order; one that begins as shown waits for the whole."""
        if not (self._added or self._reread or self._model.begins_with(answer.rids)):
            self._adopt(answer)
            self.begun.emit()
        QTimer.singleShot(0, self.painted)

    def _adopt(self, answer: Answer) -> None:
        query = answer.question.query
        offset = self._table.verticalScrollBar().value()
        same = replace(self.shown, sort=query.sort, group=query.group) == query
        self._standing.hold(same=same, reread=self._reread)
        self.shown = query
        self._model.adopt(answer.rids, answer.rows, answer.groups)
        self._table.verticalScrollBar().setValue(offset)

    def _insert_added(self, answer: Answer) -> bool:
        """Insert rows that were added where the new order has them, if all else is as it was."""
        held = self._model.rowCount()
        if self._model.shut or len(answer.rids) != held + len(self._added):
            return False
        if answer.groups:  # a row that was edited may stand in a group it has left
            others = array("q", (rid for rid in answer.rids if rid not in self._added))
            if not self._model.begins_with(others):
                return False
        for position, rid in enumerate(answer.rids):
            if rid in self._added:
                self._model.insert(rid, position)
        return True
