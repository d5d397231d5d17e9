"""The sections of the window: each is made when it is first gone to, and kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSettings, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.query import Query
from app.domain.reports.request import ReportName
from app.domain.view import AGREEMENTS, BIN, BUILT_IN, COMMITMENTS, View
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.models.navigation import SECTIONS, VIEWS, WITHIN, place_words
from app.qt.views.page import Page
from app.qt.views.register_view import RegisterView
from app.qt.views.tab_order import tab_goes_on

_AFTER_MS = 20
"""What the first picture did without begins once that is on the screen and can be used."""
_LATER_MS = 1_000
_LOOKS = 15
"""So often, that far apart, it is seen whether the list can be scrolled to its end by then."""
_LISTED = {each.name: each for each in (COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN)}
_REPORTS = {each.value: each for each in ReportName}
_HEADINGS = {each.key: each for each in (*SECTIONS, *VIEWS) if each.key}


class Pages(QStackedWidget):
    """What stands in the middle; `list` shows every view of the commitments.

    `made` carries a page that was just made, to be wired; `went` tells that another section or
    view is shown; `painted` that a page stood on the screen for the first time, and a list of
    usual length can be scrolled to its end; `wanted` carries the key of another page of the
    section that is shown.
    """

    made = Signal(object)
    went = Signal()
    painted = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, look: Look, listed: RegisterView, settings: QSettings) -> None:
        """`listed` is the list of commitments, which the window makes first.

        `settings` keep what pages remember from one window to the next.
        """
        super().__init__()
        self._settings = settings
        self.setObjectName("pages")
        self._desk, self._look = desk, look
        self.list = listed
        self.key = COMMITMENTS.name
        """The section or view that is shown; empty for what has no place in the navigation."""
        self._made: dict[str, Page] = {}
        self._tabs: QWidget | None = None
        self._was_exposed = False
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(_AFTER_MS)
        self._after.timeout.connect(self._go_on)
        self._looks = 0
        self.painted.connect(_load_later)
        self.addWidget(self.list)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._was_exposed:
            self.window().windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window to be exposed: it is painted then.

        A page may cover all that is seen of these, so that none of them is ever painted itself.
        """
        if event.type() == QEvent.Type.Expose and not self._was_exposed:
            watched.removeEventFilter(self)
            self._was_exposed = True
            QTimer.singleShot(0, self.list.painted)
            self._after.start()
        return False

    @Slot()
    def _go_on(self) -> None:
        """Let the whole list come first: what else is made holds it up for longer."""
        self._looks += 1
        if self.page is not self.list or self.list.settled or self._looks == _LOOKS:
            self._after.timeout.disconnect(self._go_on)
            self._after.timeout.connect(self.painted)
        self._after.start()  # once more at the end: what came is painted then

    @property
    def page(self) -> Page:
        """The page that is shown."""
        page = self.currentWidget()
        return page if isinstance(page, Page) else self.list

    def go(self, key: str, saved: View | None = None) -> None:
        """Show a section or view; `saved` is the officer's own view of that key."""
        view = saved or _LISTED.get(key)
        if view is not None:
            heading = view.name if saved else place_words(_HEADINGS[key])
            shown = View(name=key, query=view.query, columns=view.columns) if saved else view
            self.list.show_view(shown, heading)
            self._crown(key)
            self.setCurrentWidget(self.list)
        else:
            key = self._show_page(key)
        self.key = key
        self.went.emit()

    def _show_page(self, key: str) -> str:
        """Show a page that is no list; return its key, which for every report is that of all."""
        if key not in _REPORTS:
            self.setCurrentWidget(self._page(key))
            return key
        page = self._page("reports")
        page.show_target(_REPORTS[key])
        self.setCurrentWidget(page)
        return page.name

    @Slot(object, str)
    def show_query(self, query: Query, heading: str) -> None:
        """Show what stands behind a figure; where that is an everyday view, that view."""
        same = next((each.name for each in BUILT_IN if each.query == query), None)
        if same is not None:
            self.go(same)
            return
        self.list.show_view(View(name=f"figure: {heading}", query=query), heading)
        self._crown("")
        self.setCurrentWidget(self.list)
        self.key = ""
        self.went.emit()

    def knows(self, key: str) -> bool:
        """Whether there is a section or everyday view of that key."""
        return key in _HEADINGS or key in WITHIN

    @property
    def waits(self) -> bool:
        """Whether an answer is still on its way to a page."""
        return self._desk.asks

    def page_of(self, key: str) -> Page | None:
        """Return the page of a section, if it was made already."""
        return self.list if key in _LISTED else self._made.get(key)

    def stop(self) -> None:
        """End what every page runs in the background."""
        self._after.stop()
        for page in (*self._made.values(), self.list):
            page.stop()

    def _crown(self, key: str) -> None:
        """Above the list of agreements stands the way to the other pages of that section."""
        if key == AGREEMENTS.name and self._tabs is None:
            from app.qt.views.agreement_tabs import AgreementTabs

            tabs = AgreementTabs(self._look, key)
            tabs.chosen.connect(self.wanted)
            self.list.crown(tabs)
            self._tabs = tabs
        if self._tabs is not None:
            self._tabs.setVisible(key == AGREEMENTS.name)

    def _page(self, key: str) -> Page:
        if key not in self._made:
            page = self._new(key)
            self._made[key] = page
            self.addWidget(page)
            tab_goes_on(self.list, page)  # else Tab comes there last, after the panel
            self.made.emit(page)
        return self._made[key]

    def _new(self, key: str) -> Page:
        if key == "reports":
            from app.qt.views.reports_memory import ReportsMemory
            from app.qt.views.reports_page import Reports

            path = self._desk.register.store.path
            return Reports(self._desk, self._look, ReportsMemory(self._settings, path))
        return _new(key, self._desk, self._look)


def _load_later() -> None:
    """Have the code of the reports loaded while nothing is done: it takes half of their opening."""
    QTimer.singleShot(_LATER_MS, _load)


def _load() -> None:
    import app.qt.views.reports_page  # noqa: F401 - what is loaded is the point


def _new(key: str, desk: Desk, look: Look) -> Page:
    """Make the page of a section; none is loaded before it is gone to."""
    match key:
        case "today":
            from app.qt.views.today import Today

            return Today(desk, look)
        case "sessions":
            from app.qt.views.sessions import Sessions

            return Sessions(desk, look)
        case "calendar":
            from app.qt.views.calendar_page import CalendarPage

            return CalendarPage(desk, look)
        case "reminders":
            from app.qt.views.reminders_page import Reminders

            return Reminders(desk, look)
        case "reminder-rules":
            from app.qt.views.reminder_rules_page import ReminderRules

            return ReminderRules(desk, look)
        case "organisations":
            from app.qt.views.organisations_page import Organisations

            return Organisations(desk, look)
        case "sources":
            from app.qt.views.sources_page import Sources

            return Sources(desk, look)
    return _new_within(key, desk, look)


def _new_within(key: str, desk: Desk, look: Look) -> Page:
    """Make a page that stands within a section."""
    match key:
        case "renewals":
            from app.qt.views.agreements import RenewalRadar

            return RenewalRadar(desk, look)
        case "texts":
            from app.qt.views.agreements import TextsToObtain

            return TextsToObtain(desk, look)
        case "letters":
            from app.qt.views.letters_page import Letters

            return Letters(desk, look)
        case "import":
            from app.qt.views.import_page import ImportPage

            return ImportPage(desk, look)
    raise KeyError(key)
