"""Lists in the background: filters, searches and sorts while the window stays free.

Each question carries a generation. A newer question interrupts the query that is running, and
answers to older ones are dropped.
"""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import ServandaError
from app.domain.query import Query
from app.domain.rows import Group, RegisterRow
from app.store.listing import PAGE, SCREEN
from app.store.lists import Lists

_SLICE = 140_000
"""Characters of row numbers parsed at once: parsing all of a million held the window for 140 ms."""


_PAUSE = 0.05
"""Seconds that are left to a write before the query that it interrupted is asked again."""

_GRACE = 0.1
"""Seconds the rest of an order waits at most for its beginning to be painted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked; `generation` grows with every question.

    Where the beginning of the order is shown already, only the whole of it is wanted.
    """

    generation: int
    query: Query
    today: date
    begun: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The order of a query, with the rows of its first screen read already, if it was asked for.

    Where the query has groups, `rids` holds -1 where the first of `groups` begins, -2 for the
    second and so on. `found` counts commitments alone.
    Where the order is longer than a page, its beginning comes first, not `whole`, so that it can
    be painted while the rest is found.
    """

    question: Question
    rids: array[int]
    rows: dict[int, RegisterRow]
    groups: tuple[Group, ...] = ()
    found: int = 0
    whole: bool = True


class Lister(QObject):
    """One thread with lists of its own that answers the latest question.

    `answered` carries an `Answer`, on the thread of the window; `failed` a `ServandaError`.
    """

    answered = Signal(object)
    failed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, fresh_lists: Callable[[], Lists], parent: QObject | None = None) -> None:
        """Open the lists on the thread itself; `stop` must be called before the end."""
        super().__init__(parent)
        self._fresh_lists = fresh_lists
        self._wanted: Question | None = None
        self._generation = 0
        self._reader: Lists | None = None
        self._busy = False
        self._stopping = False
        self._change = threading.Condition()
        self._shown = threading.Event()
        self._arrived.connect(self._deliver)
        self._thread = threading.Thread(target=self._work, name="lister", daemon=True)
        self._thread.start()

    def ask(self, query: Query, today: date, *, begun: bool = False) -> int:
        """Ask for the order of a query; returns the question's generation.

        `begun` says that its beginning is at hand, and about to be painted: see `shown`.
        """
        with self._change:
            self._generation += 1
            self._wanted = Question(
                generation=self._generation, query=query, today=today, begun=begun
            )
            if self._busy and self._reader is not None:
                self._reader.interrupt()
            if begun:
                self._shown.clear()
            else:
                self._shown.set()
            self._change.notify()
            return self._generation

    def shown(self) -> None:
        """Say that the beginning of an answer was painted: the rest may be found."""
        self._shown.set()

    def stop(self) -> None:
        """End the thread and wait for it; a second time it does nothing."""
        with self._change:
            self._stopping = True
            self._shown.set()
            if self._reader is not None:
                self._reader.interrupt()
            self._change.notify()
        self._thread.join()

    def _work(self) -> None:
        with suppress(ServandaError):  # said with the first question, which tries again
            self._opened()
        try:
            while (question := self._next()) is not None:
                self._answer(question)
        finally:
            with self._change:
                reader, self._reader = self._reader, None
            if reader is not None:
                reader.close()

    def _opened(self) -> Lists:
        if self._reader is None:
            self._reader = self._fresh_lists()
        return self._reader

    def _next(self) -> Question | None:
        with self._change:
            self._busy = False
            self._change.wait_for(self._called)
            question, self._wanted = self._wanted, None
            self._busy = True
            return None if self._stopping else question

    def _answer(self, question: Question) -> None:
        try:
            self._find(self._opened(), question)
        except InterruptedError:
            self._again(question)
        except ServandaError as error:
            self._arrived.emit((question, error))

    def _find(self, lists: Lists, question: Question) -> None:
        """Answer with the first page, and where there is more, with the whole order after it."""
        if question.begun:
            self._find_rest(lists, question)
            return
        rids = array("q", lists.first_page(question.query, question.today))
        rows = lists.rows(rids[:SCREEN])
        groups = lists.groups(question.query, question.today)
        whole = len(rids) != PAGE  # of what is searched for more may come at once
        self._shown.clear()
        self._tell(question, rids, rows, groups, whole=whole)
        if not whole and self._may_go_on():
            rids = parsed(lists.ordered(question.query, question.today))
            self._tell(question, rids, rows, groups, whole=True)

    def _find_rest(self, lists: Lists, question: Question) -> None:
        """Find the order while its beginning is painted, and take it apart once that is done.

        SQLite needs no lock of Python's for the one, but the other would hold up the painting.
        """
        text = lists.ordered(question.query, question.today)
        groups = lists.groups(question.query, question.today)
        if self._may_go_on():
            self._tell(question, parsed(text), {}, groups, whole=True)

    def _tell(
        self,
        question: Question,
        rids: array[int],
        rows: dict[int, RegisterRow],
        groups: tuple[Group, ...],
        *,
        whole: bool,
    ) -> None:
        answer = Answer(
            question=question,
            rids=in_groups(rids, groups) if groups else rids,
            rows=rows,
            groups=groups,
            found=len(rids),
            whole=whole,
        )
        self._arrived.emit((question, answer))

    def _may_go_on(self) -> bool:
        """Leave the processor to the painting of the beginning; whether nothing newer is asked."""
        self._shown.wait(_GRACE)
        with self._change:
            return self._wanted is None and not self._stopping

    def _again(self, question: Question) -> None:
        """A write interrupted the query: ask again after it, unless something newer is asked."""
        with self._change:
            self._change.wait_for(self._called, _PAUSE)
            if self._wanted is None:
                self._wanted = question

    def _called(self) -> bool:
        return self._wanted is not None or self._stopping

    @Slot(object)
    def _deliver(self, arrival: tuple[Question, Answer | ServandaError]) -> None:
        question, result = arrival
        if question.generation != self._generation:
            return
        if isinstance(result, Answer):
            self.answered.emit(result)
        else:
            self.failed.emit(result)


def in_groups(rids: array[int], groups: tuple[Group, ...]) -> array[int]:
    """Put the beginnings of groups (-1, -2 …) among row numbers that come group by group."""
    found = array("q")
    start = 0
    for place, group in enumerate(groups):
        if start >= len(rids):
            break
        found.append(-1 - place)
        found.extend(rids[start : start + group.count])
        start += group.count
    return found


def parsed(text: str) -> array[int]:
    """Return row numbers from a text parted by commas, without holding the lock for long."""
    rids = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _SLICE)
        end = len(text) if end < 0 else end
        rids.extend(array("q", map(int, text[start:end].split(","))))
        start = end + 1
    return rids
