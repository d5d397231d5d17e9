"""The two halves of a section with a list and a sheet, and what stands there when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.views.entry_list import LEAST_LIST, LEAST_SHEET, SheetArea
from app.qt.views.line_view import LineView


class EntryHalves(QStackedWidget):
    """A list under its head at the left, a sheet at the right; or why there is nothing.

    `nothing` fills the whole section where there is no entry at all, `no_match` stands in the place
    of the list where none answers to the search.
    """

    def __init__(
        self,
        look: Look,
        head: Sequence[QWidget],
        table: LineView,
        sheet: SheetArea,
        nothing: EmptyState,
        no_match: EmptyState,
    ) -> None:
        super().__init__()
        self._nothing, self._no_match, self._table, self._sheet = nothing, no_match, table, sheet
        self._lists = QStackedWidget()
        self._lists.addWidget(table)
        self._lists.addWidget(no_match)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for each in head:
            column.addWidget(each)
        column.addWidget(self._lists, 1)
        left.setMinimumWidth(LEAST_LIST)
        blank = QWidget()
        blank.setMinimumWidth(LEAST_SHEET)
        self._sheets = QStackedWidget()
        self._sheets.addWidget(blank)
        self._sheets.addWidget(sheet)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(look, upright=True))
        row.addWidget(self._sheets, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 6)
        self.split.setStretchFactor(1, 5)
        self.split.setSizes([680, 482])
        self.addWidget(self.split)
        self.addWidget(nothing)

    def fill(self, page: QWidget) -> None:
        """Be all there is in a page."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)

    def show_state(self, *, some: bool, matching: bool) -> None:
        """Show the halves where there are entries, and the list where some match."""
        self.setCurrentWidget(self.split if some else self._nothing)
        self._lists.setCurrentWidget(self._table if matching else self._no_match)

    def show_sheet(self, *, shown: bool) -> None:
        """Show the sheet, or nothing in its place."""
        self._sheets.setCurrentIndex(1 if shown else 0)


def nothing_yet(
    look: Look,
    icon: str,
    said: tuple[str, str],
    offer: Offer,
    begin: Callable[[], None] | None,
) -> EmptyState:
    """Return what fills a section without any entry: a line, its reason, and the first act.

    `begin` does what the offer says; None where nothing is written: then it cannot be taken.
    """
    state = EmptyState(look, icon, *said, (offer,))
    state.buttons[0].setEnabled(begin is not None)
    if begin is not None:
        state.chosen.connect(begin)
    return state


def no_match(look: Look, reason: str, name: str, clear: Callable[[], None]) -> EmptyState:
    """Return what stands in the place of a list of which nothing matches.

    `clear` takes away what was asked for, by a button of that name.
    """
    offer = Offer(text=_tr("Show all"), icon="x", name=name)
    state = EmptyState(look, "search", _tr("Nothing matches"), reason, (offer,))
    state.chosen.connect(clear)
    return state


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntryPage", text)
