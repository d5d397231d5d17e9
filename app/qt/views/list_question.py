"""What the list is asked: the section, filters, search, order and groups of the moment."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from app.domain.query import Column, Grouping, Query, Sort
from app.domain.view import COMMITMENTS, View
from app.qt.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How a view was left: what was asked, in which columns, where the officer stood."""

    view: View
    query: Query
    columns: tuple[str, ...]
    rid: int | None


class ListQuestion(QObject):
    """Puts the question together; `view` and `query` say what it is, but for the search.

    `asked` tells that another question is to be answered, `regrouped` that the officer chose
    other groups, before that.
    """

    asked = Signal()
    regrouped = Signal()

    def __init__(
        self, desk: Desk, search: QLineEdit, group: Grouping | None, parent: QObject
    ) -> None:
        """`search` holds the text, `group` is how a view that says nothing of it is grouped."""
        super().__init__(parent)
        self._desk, self._search = desk, search
        self._group = group
        self.view = COMMITMENTS
        self.query = replace(COMMITMENTS.query, group=group)
        self._left: dict[str, Left] = {}
        self._quiet = False
        search.textChanged.connect(self._typed)
        desk.relation_changed.connect(self._typed)

    def now(self) -> Query:
        """Return the question that section, filters, search and order come to."""
        relation = self._desk.relation or self.view.query.relation
        self.query = replace(self.query, text=self._search.text(), relation=relation)
        return self.query

    def take(self, view: View, query: Query) -> None:
        """Ask something of another view; whoever does has it answered."""
        self.view, self.query = view, query
        self.search_for(query.text)

    def search_for(self, text: str) -> None:
        """Put a text into the search; whoever does has it answered."""
        self._quiet = True
        self._search.setText(text)
        self._quiet = False

    def opened(self, view: View) -> Query:
        """Return a view's question; one that says nothing of groups takes the usual ones.

        What slipped stands in its own order: groups would part the worst from the next.
        """
        own = view.query.binned or view.query.slipped
        usual = view.query.group is None and not own
        return replace(view.query, group=self._group) if usual else view.query

    # Coming back to a view

    def leave(self, columns: tuple[str, ...], rid: int | None) -> None:
        """Remember how the view that is shown is left, to come back to it so."""
        self._left[self.view.name] = Left(
            view=self.view, query=self.now(), columns=columns, rid=rid
        )

    def left(self, view: View) -> Left | None:
        """Return how a view was left; None where it was changed since, or never shown."""
        left = self._left.get(view.name)
        return left if left is not None and left.view == view else None

    # What the officer sets

    @Slot(object)
    def narrow(self, query: Query) -> None:
        """Ask with other filters or groups."""
        regrouped = query.group is not self.query.group
        self.query = query
        if regrouped:
            if self.view is COMMITMENTS:
                self._group = query.group
            self.regrouped.emit()
        self.asked.emit()

    def sort(self, by: Column, *, also: bool) -> None:
        """Ask in the order of a column, the other way round where it is in that order already.

        With `also`, it comes after the columns that the list is sorted by.
        """
        held = next((each for each in self.query.sort if each.column is by), None)
        turn = held is not None and not held.descending
        if also:
            before = [each for each in self.query.sort if each.column is not by]
        else:
            before = []
            turn = turn and self.query.sort[0].column is by
        self.query = replace(self.query, sort=(*before, Sort(column=by, descending=turn)))
        self.asked.emit()

    @Slot()
    def _typed(self) -> None:
        if not self._quiet:
            self.asked.emit()
