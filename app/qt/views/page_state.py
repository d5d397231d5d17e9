"""What follows from the page that is shown: counts below, the panel, which commands there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction

from app.qt.desk import Desk
from app.qt.views import commands
from app.qt.views.pages import Pages
from app.qt.views.reminder_words import due_words
from app.qt.views.side import Side
from app.qt.views.side_fold import SideFold
from app.qt.views.status_strip import StatusStrip

if TYPE_CHECKING:
    from app.services.reminder_list import Tally


class PageState(QObject):
    """Keeps strip, panel and commands in step with the page and what is selected on it."""

    def __init__(
        self,
        desk: Desk,
        pages: Pages,
        side: Side,
        fold: SideFold,
        strip: StatusStrip,
        actions: dict[str, QAction],
        window: QObject,
    ) -> None:
        """Say in `strip` how much `pages` shows, and allow of `actions` what can be done there."""
        super().__init__(window)
        self._desk, self._pages = desk, pages
        self._side, self._fold, self._strip = side, fold, strip
        self._actions = actions
        self._due = 0

    @Slot()
    def tell(self) -> None:
        """Say how much is shown and selected, and allow what can be done with it."""
        page, listed = self._pages.page, self._pages.list
        in_list = page is listed
        chosen = len(listed.table.chosen_rids) if in_list else len(page.chosen)
        self._strip.counts.setText(page.counts())
        if in_list:
            self._side.hint.setVisible(listed.model.rowCount() > 0)
            self._fold.follow()
        commands.enable(
            self._actions,
            read_only=self._desk.read_only,
            rows=chosen,
            listed=in_list,
            in_bin=in_list and listed.query.binned,
            past=self._desk.register.as_of is not None,
            reminder=page.actable,
            pages=page.exports,
        )
        self._offer_reminders()

    @Slot(object)
    def tally(self, tally: Tally) -> None:
        """Take in how many reminders are due."""
        self._due = tally.due
        self._offer_reminders()

    def _offer_reminders(self) -> None:
        """Say below how many reminders are due, where they are not listed."""
        here = self._pages.key == "reminders"
        self._strip.offer_reminders("" if here or not self._due else due_words(self._due))
