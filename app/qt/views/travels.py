"""Going from one page to another, and back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import Query
from app.domain.reports.request import ReportName
from app.domain.view import BIN, COMMITMENTS, View
from app.qt.models.navigation import SECTIONS, WITHIN
from app.qt.starting import Whereabouts
from app.qt.views.navigation import Navigation
from app.qt.views.pages import Pages

_MOST = 50


class Travels(QObject):
    """Leads to sections, views, figures and single commitments, and remembers the way.

    `arrived` tells that the page that is shown is to have the keyboard; `turned` says, in words,
    that another pair of countries is looked at from now on.
    """

    arrived = Signal()
    turned = Signal(str)

    def __init__(self, pages: Pages, places: Navigation, window: QWidget) -> None:
        """Travel among `pages`; `places` knows the officer's own views."""
        super().__init__(window)
        self._pages, self._places = pages, places
        self._before: list[str] = []

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by the name it has in `commands`."""
        return {
            **{each.key: partial(self.go, each.key) for each in SECTIONS},
            **{key: partial(self.go, key) for key in WITHIN},
            **{each.value: partial(self.go_to_report, each) for each in ReportName},
            "back": self.back,
        }

    @Slot(str)
    def go(self, key: str) -> None:
        """Show a section or view."""
        if key == self._pages.key:
            return
        self._remember()
        walking = self._places.list.hasFocus()  # asked first: what is hidden hands its focus on
        self._pages.go(key, self._places.saved.get(key))
        if not walking:
            self.arrived.emit()

    def go_to_report(self, name: ReportName) -> None:
        """Show a report, of what the page that is shown is about if it says so."""
        request = self._pages.page.request(name)
        if request is None:
            self.go(name.value)
        else:
            self.show_on_page("reports", request)

    @Slot()
    def back(self) -> None:
        """Show the section or view from before."""
        saved = self._places.saved
        while self._before:
            key = self._before.pop()
            if key == self._pages.key:
                continue
            if key in saved or self._pages.knows(key):  # a saved view may be discarded by now
                self._pages.go(key, saved.get(key))
                self.arrived.emit()
                return

    @Slot(object, str)
    def show_query(self, query: Query, heading: str) -> None:
        """Show what stands behind a figure."""
        self._remember()
        self._pages.show_query(query, heading)
        self.arrived.emit()

    @Slot(str, object)
    def show_on_page(self, key: str, target: object) -> None:
        """Show one thing on the page of a section, such as a session."""
        self._remember()
        self._pages.go(key)
        self._pages.page.show_target(target)
        self.arrived.emit()

    @Slot(object)
    def jump(self, identity: CommitmentId) -> None:
        """Stand on a commitment: in the list that is shown if it can be there, else in its own."""
        listed = self._pages.list
        self.turn_to(identity)
        if self._pages.page is not listed or not listed.may_hold(identity):
            self._remember()
            self._pages.go(self._home_of(identity))
        listed.select(identity)
        listed.go_to_list()

    def turn_to(self, identity: CommitmentId) -> None:
        """Look at the pair of countries of a commitment, where another one is looked at."""
        desk = self._pages.list.desk
        with suppress(ServandaError):  # whoever goes there says what is wrong
            code = desk.register.reader.row(identity).relation
            if desk.relation in ("", code):
                return
            relations = desk.register.reader.relations()
            pair = next((each for each in relations if each.code == code), None)
            desk.look_at(code if pair is not None else "")
            said = self.tr("Now showing all pairs of countries, for the sake of this commitment.")
            if pair is not None:
                said = self.tr("Now showing {first} – {second}, where this commitment stands.")
                said = said.format(first=pair.first_name, second=pair.second_name)
            self.turned.emit(said)

    @property
    def whereabouts(self) -> Whereabouts:
        """Where one is, as `arrive` leads to it in another window on the register."""
        listed, page = self._pages.list, self._pages.page
        return Whereabouts(
            key=self._pages.key,
            heading=listed.accessibleName() if page is listed else page.title,
            view=listed.view_now(self._pages.key) if page is listed else None,
            current=page.current,
        )

    def arrive(self, at: Whereabouts) -> None:
        """Begin where one was, with the same question in the list and on the same commitment."""
        pages, listed = self._pages, self._pages.list
        if at.view is None:
            pages.go(at.key)
            return
        if not at.key:
            pages.show_query(at.view.query, at.heading)
        elif pages.knows(at.key):
            pages.go(at.key)
            listed.open_query(listed.view, at.heading, at.view.query)
        else:  # a view of the officer's own
            named = View(name=at.heading, query=at.view.query, columns=at.view.columns)
            pages.go(at.key, named)
        if at.current is not None and self._holds(at.current):
            listed.select(at.current)

    def _holds(self, identity: CommitmentId) -> bool:
        """Whether a commitment is in the register, as a past day may not have it."""
        with suppress(ServandaError):
            return self._pages.list.desk.register.reader.ref_if_held(identity) is not None
        return False

    def _home_of(self, identity: CommitmentId) -> str:
        """Return the section in which a commitment stands among all others."""
        with suppress(ServandaError):
            row = self._pages.list.desk.register.reader.row(identity)
            return (BIN if row.binned else COMMITMENTS).name
        return COMMITMENTS.name

    def _remember(self) -> None:
        if self._pages.key:
            self._before = [*self._before, self._pages.key][-_MOST:]
