"""What every section of the window has in common: it stands in the middle and fills itself."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.identity import CommitmentId
from app.domain.reports.request import ReportName, Request
from app.qt.desk import Desk
from app.qt.look.look import Look

_SOON_MS = 150


class Page(QWidget):
    """One section: shown when it is chosen in the navigation, filled when it is first seen.

    `selected` carries the identity of the commitment stood on, or None; `counted` tells that
    `counts` says something else; `query_wanted` carries a `Query` and a heading to be shown among
    the commitments; `jumped` the identity of a commitment to be shown there. `page_wanted` carries
    the name of another page and what it is to show, such as the identity of a session;
    `section_wanted` the name alone.

    What a page offers beside is asked for by `new_wanted` (a commitment is to be entered),
    `new_point_wanted` (a point of the session it carries), `new_meeting_wanted`, `sample_wanted`
    (the sample is to be opened), `detail_wanted` (the keyboard is to go on in the panel),
    `table_wanted` and `paste_wanted` (a table is to come in from a file, from the clipboard).

    A page reads in the background (`Desk.ask`) in `fill`, which is called when it is seen and
    what it showed may have changed. What is being typed in it must survive a filling.
    """

    selected = Signal(object)
    counted = Signal()
    query_wanted = Signal(object, str)
    jumped = Signal(object)
    page_wanted = Signal(str, object)
    section_wanted = Signal(str)
    new_wanted = Signal()
    new_point_wanted = Signal(object)
    new_meeting_wanted = Signal()
    sample_wanted = Signal()
    detail_wanted = Signal()
    table_wanted = Signal()
    paste_wanted = Signal()

    wants_detail = True
    """Whether the panel of details stands beside this page."""

    def __init__(self, desk: Desk, look: Look, name: str, title: str) -> None:
        """`name` is the page's key in the navigation, `title` its translated heading."""
        super().__init__()
        self.desk, self.look = desk, look
        self.name, self.title = name, title
        self.setObjectName(f"page-{name}")
        self.setAccessibleName(title)
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._fill_if_seen)
        desk.changed.connect(self.outdate)
        desk.outside.connect(self.outdate)
        desk.day_changed.connect(self.outdate)
        desk.relation_changed.connect(self.outdate)

    # What each page says for itself

    def fill(self) -> None:
        """Ask for what is shown, and show it when it comes."""
        raise NotImplementedError

    def take_keyboard(self) -> None:
        """Give the keyboard to what is used first."""
        self.setFocus()

    def counts(self) -> str:
        """What the strip below says of this page."""
        return ""

    def show_target(self, target: object) -> None:
        """Show one thing of this page, such as a session; what it is, the page says."""

    @property
    def current(self) -> CommitmentId | None:
        """The commitment the officer stands on, if the page has such."""
        return None

    @property
    def chosen(self) -> list[CommitmentId]:
        """The selected commitments, which commands act on."""
        return [self.current] if self.current else []

    def lists(self) -> tuple[QWidget, ...]:
        """The tables of commitments on this page, in which Delete discards what is selected."""
        return ()

    def search_line(self) -> QLineEdit | None:
        """Where this page is searched; None where only the list of commitments can be."""
        return None

    def act(self, deed: str) -> None:
        """Do what a command of this page alone asks for, with what is stood on."""

    @property
    def actable(self) -> bool:
        """Whether there is something stood on for such a command."""
        return False

    def request(self, report: ReportName) -> Request | None:
        """Return a report as it is meant from here, such as of the session that is shown.

        None where nothing on this page says what it is to be about.
        """
        del report
        return None

    @property
    def exports(self) -> bool:
        """Whether there is something of its own on this page to be saved or printed."""
        return False

    def export(self) -> None:
        """Ask where what this page shows is to be saved."""

    def print_pages(self) -> None:
        """Ask for a printer for what this page shows."""

    def stand_on(self, identity: CommitmentId) -> None:
        """Stand on a commitment as soon as this page shows it, if it ever does."""

    def stop(self) -> None:
        """End what runs for this page in the background."""
        self._soon.stop()

    # When it is filled

    @Slot()
    def outdate(self) -> None:
        """What is shown may have changed: fill again soon, or when the page is next seen."""
        self._stale = True
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill_if_seen()

    @Slot()
    def _fill_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.fill()
