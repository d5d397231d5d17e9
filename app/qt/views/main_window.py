"""The window: navigation, the page that is shown, the details beside it, the strip below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.view import COMMITMENTS
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.models.navigation import SECTIONS
from app.qt.rest import Rest
from app.qt.views import commands
from app.qt.views.arrivals import Arrivals
from app.qt.views.as_of import LookingBack
from app.qt.views.deeds import Deeds
from app.qt.views.ground import Ground
from app.qt.views.leaving import Leaving
from app.qt.views.menus import Menus
from app.qt.views.navigation import Navigation
from app.qt.views.notices import Notices
from app.qt.views.page import Page
from app.qt.views.page_acts import PageActs
from app.qt.views.page_state import PageState
from app.qt.views.pages import Pages
from app.qt.views.register_view import RegisterView
from app.qt.views.saved_views import SavedViews
from app.qt.views.side import Side
from app.qt.views.side_fold import SideFold
from app.qt.views.status_strip import StatusStrip
from app.qt.views.takeaway import Takeaway
from app.qt.views.travels import Travels
from app.qt.views.undoing import Undoing
from app.qt.views.window_state import WindowState

if TYPE_CHECKING:
    from app.qt.starting import Whereabouts
    from app.qt.views.calendar_import import CalendarImport
    from app.qt.views.detail import DetailPanel
    from app.qt.views.import_table import TableImport
    from app.qt.views.new_commitment import NewCommitment


class MainWindow(QMainWindow):
    """One register in one window: makes its parts, wires them, and sees them closed.

    `sample_wanted`, `new_register_wanted` and `preferences_wanted` tell what the officer asks
    for; `open_wanted` carries the path of another register, None where it is yet to be chosen.
    """

    sample_wanted = Signal()
    new_register_wanted = Signal()
    preferences_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(
        self, desk: Desk, look: Look, settings: QSettings, *, throw_away: bool = False
    ) -> None:
        """`settings` keeps the window's own state; a `throw_away` register says so in a banner."""
        super().__init__()
        self._desk, self._throw_away = desk, throw_away
        self._closing = False
        self.setObjectName("main-window")
        self.state = WindowState(settings)
        if desk.register.store.lists.has_relation(self.state.relation):
            desk.look_at(self.state.relation)
        size = desk.register.store.lists.size()
        self.list = RegisterView(desk, look, self.state.grouping(size))
        self.list.table.show_columns(self.state.columns)
        self.pages = Pages(desk, look, self.list, settings)
        self.navigation = Navigation(desk, look)
        self.side = Side(desk, look)
        self.strip = StatusStrip(look, self._register_name())
        self._give_hands(desk, look, settings)
        self._lay_out(look)
        self._connect()
        self.state.restore(self, self._ground.split)
        self.set_compact(self.state.compact)
        shown = self.looking.title(self._register_name())
        self.setWindowTitle(self.tr("{register} – Servanda").format(register=shown))
        self._page_state.tell()

    # Making

    def _give_hands(self, desk: Desk, look: Look, settings: QSettings) -> None:
        """Make whoever does what the officer asks for, then the commands that ask for it."""
        self.views = SavedViews(desk, look, self.list, self.navigation, self)
        self.takeaway = Takeaway(desk, self.list, self.strip, settings, self)
        self.travels = Travels(self.pages, self.navigation, self)
        self.fold = SideFold(self, self.pages, self.side)
        self.looking = LookingBack(desk, look, self)
        self.leaving = Leaving(look, self.side, self)
        self.deeds = Deeds(desk, look, self.pages, self.side, self.fold, self)
        self.arrivals = Arrivals(desk, look, self.pages, self.travels, self.strip, settings, self)
        self._notices = Notices(desk, self.strip, self)
        self.rest = Rest(self)
        self._undoing = Undoing(desk, self._leave_field, self)
        self._page_acts = PageActs(self.pages, self.navigation, self.travels, self.takeaway, self)
        self._menus = Menus(desk, look, settings, self.navigation, self.travels, self._acts(), self)
        self.actions_by_name = self._menus.actions
        self._page_state = PageState(
            desk, self.pages, self.side, self.fold, self.strip, self.actions_by_name, self
        )

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What each command does; those that only open something are the menus' own."""
        return {
            **self.deeds.acts(),
            **self.travels.acts(),
            **self.arrivals.acts(),
            **self._page_acts.acts(),
            "new-register": self.new_register_wanted.emit,
            "open-register": partial(self.open_wanted.emit, None),
            "sample": self.sample_wanted.emit,
            "preferences": self.preferences_wanted.emit,
            "quit": self.close,
            "undo": self._undoing.undo,
            "redo": self._undoing.redo,
            "compact": self._compact,
            "save-view": self.views.save,
            "side": self.fold.toggle,
            "as-of": self.looking.begin,
            "present": self.looking.left.emit,
            "navigation": self.navigation.list.setFocus,
            "list": self._to_page,
        }

    def _lay_out(self, look: Look) -> None:
        self._ground = Ground(look, self.navigation, self.pages, self.side)
        self.banner = self._ground.banner
        self.setCentralWidget(self._ground)
        self.setStatusBar(self.strip)
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self._ground.say_what_lasts(
            self.looking, read_only=self._desk.read_only, throw_away=self._throw_away
        )

    def _register_name(self) -> str:
        return (
            self.tr("Sample register") if self._throw_away else self._desk.register.store.path.name
        )

    @property
    def detail(self) -> DetailPanel:
        """The panel beside the page."""
        return self.side.detail

    @property
    def form(self) -> NewCommitment:
        """The form for a new commitment."""
        return self.side.form

    @property
    def imports(self) -> CalendarImport:
        """What takes calendar files back."""
        return self.arrivals.calendars

    @property
    def tables(self) -> TableImport:
        """What takes tables of other offices in."""
        return self.arrivals.tables

    # Wiring

    def _connect(self) -> None:
        desk = self._desk
        desk.refused.connect(self._refused)
        desk.waiting.connect(self._waiting)
        desk.relation_changed.connect(self.state.keep_relation)
        self.pages.painted.connect(self.rest.begin)
        self.rest.loaded.connect(self.complete)
        self.pages.made.connect(self._wire)
        self.pages.went.connect(self._went)
        self.pages.wanted.connect(self.travels.go)
        self._wire(self.list)
        self.list.edit_wanted.connect(self.deeds.edit_in_place)
        self.list.columns_chosen.connect(self.state.keep_columns)
        self.list.grouped_by.connect(self.state.keep_grouping)
        self.travels.arrived.connect(self._to_page)
        self.travels.turned.connect(self.strip.tell)
        self.leaving.agreed.connect(self.close)
        self.navigation.chosen.connect(self.travels.go)
        self.navigation.tallied.connect(self._page_state.tally)
        self.strip.reminders_wanted.connect(partial(self.travels.go, "reminders"))
        self.side.jumped.connect(self.travels.jump)
        self.side.passage_wanted.connect(partial(self.travels.show_on_page, "sources"))
        self.side.added.connect(self._added)
        self.side.left.connect(self._to_page)
        self.side.undo_wanted.connect(self._undoing.undo)
        self.side.closed.connect(self._put_panel_away)
        self.fold.shown.connect(self.actions_by_name["side"].setChecked)
        self._undoing.named.connect(self._menus.name_undo)
        self._menus.open_wanted.connect(self.open_wanted)

    @Slot(object)
    def _wire(self, page: Page) -> None:
        """Connect a page that was just made."""
        page.selected.connect(self._selected)
        page.counted.connect(self._page_state.tell)
        page.query_wanted.connect(self.travels.show_query)
        page.jumped.connect(self.travels.jump)
        page.page_wanted.connect(self.travels.show_on_page)
        page.section_wanted.connect(self.travels.go)
        page.new_wanted.connect(self.deeds.begin_new)
        page.new_point_wanted.connect(self.deeds.begin_point)
        page.new_meeting_wanted.connect(self.deeds.begin_meeting)
        page.sample_wanted.connect(self.sample_wanted)
        page.detail_wanted.connect(self.deeds.go_to_detail)
        page.table_wanted.connect(self.arrivals.import_table)
        page.paste_wanted.connect(self.arrivals.paste_table)
        # Delete belongs to the lists: elsewhere it clears a chip or does nothing.
        discard = self.actions_by_name["discard"]
        discard.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for table in page.lists():
            table.addActions([self.actions_by_name[name] for name in commands.ON_ROWS])
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # Beginning, and going somewhere

    def begin(self, at: Whereabouts | None = None) -> None:
        """Show the page to start with; the first rows of a list come at once.

        `at` is where to begin instead, as after a look back.
        """
        if at is not None:
            self.travels.arrive(at)
            return
        start = self.state.start
        if start == COMMITMENTS.name or start not in {each.key for each in SECTIONS}:
            self.list.begin()
            self.navigation.show_place(COMMITMENTS.name)
            self.list.entitle(self.tr("Commitments"))
        else:
            self.pages.go(start)

    @Slot()
    def complete(self) -> None:
        """Make what the first picture did without: the panel, the counts, the names of undo."""
        if self.focusWidget() is None or self.navigation.isAncestorOf(self.focusWidget()):
            self._to_page()
        self._show(self.pages.page.current)
        self.navigation.recount()
        self._undoing.tell()

    @property
    def whereabouts(self) -> Whereabouts:
        """Where the officer stands, to begin there in another window."""
        return self.travels.whereabouts

    def go(self, key: str) -> None:
        """Show a section or view."""
        self.travels.go(key)

    @Slot()
    def _went(self) -> None:
        self.navigation.show_place(self.pages.key)
        self.fold.fit()
        self._show(self.pages.page.current)
        self._page_state.tell()

    @Slot()
    def _to_page(self) -> None:
        self.pages.page.take_keyboard()

    @Slot()
    def _put_panel_away(self) -> None:
        self.fold.put_away()
        self._to_page()

    # What the officer does

    @Slot()
    def undo(self) -> None:
        """Take back the latest change."""
        self._undoing.undo()

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        self._undoing.redo()

    @Slot()
    def _compact(self) -> None:
        self.set_compact(self.actions_by_name["compact"].isChecked())

    def set_compact(self, compact: bool) -> None:
        """Show rows of one line, or of two."""
        self.actions_by_name["compact"].setChecked(compact)
        self.list.table.set_compact(compact)

    @Slot(object)
    def _selected(self, identity: CommitmentId | None) -> None:
        """Follow the page that is shown; one behind it may still be answered."""
        if self.sender() is self.pages.page:
            self._show(identity)

    @Slot(object)
    def _show(self, identity: CommitmentId | None) -> None:
        self.side.show_commitment(identity)
        self._page_state.tell()

    @Slot(object)
    def _added(self, identity: CommitmentId) -> None:
        """Show a commitment that was just entered, where it can be seen."""
        page = self.pages.page
        if page is self.list and self.list.query.binned:
            self.travels.jump(identity)
            return
        self.travels.turn_to(identity)
        if page is self.list:
            self.list.select(identity)
        else:
            page.stand_on(identity)
            self._show(identity)
        self._to_page()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.arrivals.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.arrivals.drop(event.mimeData())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold.resized()

    # Closing

    def _leave_field(self) -> None:
        """Let the field that is being edited finish first, so that what follows comes after it."""
        self.side.leave_fields()
        if self.side.isAncestorOf(self.focusWidget()):
            self._to_page()

    @Slot(object)
    def _refused(self, error: ServandaError) -> None:
        if self._closing:
            self._closing = False
            self.leaving.ask_again()
        self.strip.refuse(str(error))

    @Slot(bool)
    def _waiting(self, waits: bool) -> None:
        if not waits:
            QTimer.singleShot(0, self._close_at_last)

    @Slot()
    def _close_at_last(self) -> None:
        if self._closing:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state; what is being typed is saved as if the field were left.

        What stands in a form is not kept by itself: the officer is asked about it first.
        """
        holder = self.focusWidget()
        self._leave_field()
        self._closing = self._desk.waits
        if self._closing or not self.leaving.may_go(holder):
            event.ignore()  # until what waits is written, or the officer has answered
            return
        compact = self.actions_by_name["compact"].isChecked()
        self.state.keep(self, self._ground.split, compact=compact, place=self.pages.key)
        self.takeaway.stop()
        self._undoing.stop()
        self.rest.stop()
        self.pages.stop()
        self._desk.stop()
        super().closeEvent(event)
