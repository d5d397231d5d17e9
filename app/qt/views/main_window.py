"""The window: navigation, the page that is shown, the details beside it, the strip below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.domain.change import Change, ChangeKind
from app.domain.errors import BusyError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import Grouping
from app.domain.reports.request import ReportName
from app.domain.view import COMMITMENTS
from app.qt.desk import Desk
from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.look.panels import Banner
from app.qt.models.navigation import SECTIONS, WITHIN
from app.qt.views import commands
from app.qt.views.as_of import LookingBack
from app.qt.views.deeds import Deeds
from app.qt.views.dropped import dropped_files
from app.qt.views.leaving import Leaving
from app.qt.views.navigation import Navigation
from app.qt.views.page import Page
from app.qt.views.pages import Pages
from app.qt.views.register_view import RegisterView
from app.qt.views.reminder_words import due_words
from app.qt.views.saved_views import SavedViews
from app.qt.views.side import Side
from app.qt.views.side_fold import SideFold
from app.qt.views.status_strip import StatusStrip
from app.qt.views.takeaway import Takeaway
from app.qt.views.travels import Travels
from app.qt.views.window_state import WindowState

if TYPE_CHECKING:
    from app.qt.starting import Whereabouts
    from app.qt.views.calendar_import import CalendarImport
    from app.qt.views.detail import DetailPanel
    from app.qt.views.import_table import TableImport
    from app.qt.views.new_commitment import NewCommitment
    from app.services.reminder_list import Tally

_RETRY_MS = 200


class MainWindow(QMainWindow):
    """One register in one window.

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
        self._desk, self._look, self._settings = desk, look, settings
        self._throw_away = throw_away
        self._closing = False
        self._due = 0
        self._ask_undo = QTimer(self)
        self._ask_undo.setSingleShot(True)
        self._ask_undo.setInterval(_RETRY_MS)
        self._ask_undo.timeout.connect(self._tell_undo)
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
        self.views = SavedViews(desk, look, self.list, self.navigation, self)
        self.takeaway = Takeaway(desk, self.list, self.strip, settings, self)
        self.travels = Travels(self.pages, self.navigation, self)
        self.fold = SideFold(self, self.pages, self.side)
        self.looking = LookingBack(desk, look, self)
        self.leaving = Leaving(look, self.side, self)
        self.deeds = Deeds(desk, look, self.pages, self.side, self.fold, self)
        self.actions_by_name = commands.build(self, self.menuBar(), self._acts())
        self._recent = commands.menu_of(self.actions_by_name["recent"])
        self._lay_out()
        self._connect()
        self.state.restore(self, self._split)
        self.actions_by_name["compact"].setChecked(self.state.compact)
        self.set_compact(self.state.compact)
        shown = self.looking.title(self._register_name())
        self.setWindowTitle(self.tr("{register} – Servanda").format(register=shown))
        self._tell_counts()

    # Making

    @property
    def detail(self) -> DetailPanel:
        """The panel beside the page."""
        return self.side.detail

    @property
    def form(self) -> NewCommitment:
        """The form for a new commitment."""
        return self.side.form

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

    @property
    def whereabouts(self) -> Whereabouts:
        """Where the officer stands, to begin there in another window."""
        return self.travels.whereabouts

    @Slot()
    def complete(self) -> None:
        """Make what the first picture did without: the panel, the counts, the names of undo."""
        if self.focusWidget() is None or self.navigation.isAncestorOf(self.focusWidget()):
            self._to_page()
        self._show(self.pages.page.current)
        self.navigation.recount()
        self._tell_undo()

    def _register_name(self) -> str:
        return (
            self.tr("Sample register") if self._throw_away else self._desk.register.store.path.name
        )

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.pages)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([800, 348])
        self.banner = Banner(self._look)
        self.banner.hide()
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._split, 1)
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setAutoFillBackground(True)
        ground.setBackgroundRole(ground.backgroundRole().Base)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.navigation)
        across.addWidget(Hairline(self._look, upright=True))
        across.addWidget(middle, 1)
        down = QVBoxLayout(ground)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(Hairline(self._look))
        down.addLayout(across, 1)
        down.addWidget(Hairline(self._look))
        self.setCentralWidget(ground)
        self.setStatusBar(self.strip)
        self.setAcceptDrops(True)
        self.resize(1366, 768)
        self._say_what_lasts()

    def _say_what_lasts(self) -> None:
        if self.looking.back:
            self.looking.tell(self.banner)
        elif self._desk.read_only:
            self._say(
                "lock", self.tr("This register is open for reading only. Nothing can be changed.")
            )
        elif self._throw_away:
            self._say(
                "info",
                self.tr(
                    "This is the sample register. Try anything: it is thrown away when you "
                    "close it."
                ),
            )

    def _say(self, icon: str, sentence: str) -> None:
        self.banner.say(icon, sentence)
        self.banner.show()

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._changed)
        desk.outside.connect(self._outside)
        desk.refused.connect(self._refused)
        desk.waiting.connect(self._waiting)
        desk.relation_changed.connect(self.state.keep_relation)
        self.pages.painted.connect(self.complete)
        self.pages.made.connect(self._wire)
        self.pages.went.connect(self._went)
        self.pages.wanted.connect(self.travels.go)
        self._wire(self.list)
        self.list.edit_wanted.connect(self.deeds.edit_in_place)
        self.list.columns_chosen.connect(self.state.keep_columns)
        self.list.grouped_by.connect(self._grouped)
        self.travels.arrived.connect(self._to_page)
        self.travels.turned.connect(self.strip.tell)
        self.leaving.agreed.connect(self.close)
        self.navigation.chosen.connect(self.travels.go)
        self.navigation.tallied.connect(self._tallied)
        self.strip.reminders_wanted.connect(partial(self.travels.go, "reminders"))
        self.side.jumped.connect(self.travels.jump)
        self.side.added.connect(self._added)
        self.side.left.connect(self._to_page)
        self.side.undo_wanted.connect(self.undo)
        self.side.closed.connect(self._put_panel_away)
        self.fold.shown.connect(self.actions_by_name["side"].setChecked)
        self._recent.aboutToShow.connect(self._offer_recent)

    @Slot(object)
    def _wire(self, page: Page) -> None:
        """Connect a page that was just made."""
        page.selected.connect(self._selected)
        page.counted.connect(self._tell_counts)
        page.query_wanted.connect(self.travels.show_query)
        page.jumped.connect(self.travels.jump)
        page.page_wanted.connect(self.travels.show_on_page)
        page.section_wanted.connect(self.travels.go)
        page.new_wanted.connect(self.deeds.begin_new)
        page.new_point_wanted.connect(self.deeds.begin_point)
        page.new_meeting_wanted.connect(self.deeds.begin_meeting)
        page.sample_wanted.connect(self.sample_wanted)
        page.detail_wanted.connect(self.deeds.go_to_detail)
        page.table_wanted.connect(self._import_table)
        page.paste_wanted.connect(self._paste_table)
        # Delete belongs to the lists: elsewhere it clears a chip or does nothing.
        discard = self.actions_by_name["discard"]
        discard.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        for table in page.lists():
            table.addActions([self.actions_by_name[name] for name in commands.ON_ROWS])
            table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.deeds.begin_new,
            "new-register": self.new_register_wanted.emit,
            "open-register": partial(self.open_wanted.emit, None),
            "sample": self.sample_wanted.emit,
            "preferences": self.preferences_wanted.emit,
            "export": self._export,
            "print": self._print,
            "import-table": self._import_table,
            "paste-table": self._paste_table,
            "import-calendar": self._import_calendar,
            "ask-inputs": self._ask_inputs,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": self._find,
            "palette": self._palette,
            "copy": self.takeaway.copy,
            "edit-cell": self.deeds.edit_cell,
            "bulk": self.deeds.begin_bulk,
            "all": self._clear_filters,
            "columns": self._choose_columns,
            "compact": self._compact,
            "save-view": self.views.save,
            "side": self.fold.toggle,
            "refresh": self._refresh,
            "as-of": self.looking.begin,
            "present": self.looking.left.emit,
            **{each.key: partial(self.travels.go, each.key) for each in SECTIONS},
            **{key: partial(self.travels.go, key) for key in WITHIN},
            **{each.value: partial(self.travels.go_to_report, each) for each in ReportName},
            "back": self.travels.back,
            "navigation": self.navigation.list.setFocus,
            "list": self._to_page,
            "detail": self.deeds.go_to_detail,
            "edit-title": self.deeds.edit_title,
            "move": self.deeds.begin_move,
            "note": self.deeds.begin_note,
            "due": self.deeds.begin_due,
            "ball": self.deeds.begin_ball,
            "term": self.deeds.begin_term,
            "remind": self.deeds.begin_reminder,
            "acknowledge": partial(self._with_reminder, "acknowledge"),
            "snooze": partial(self._with_reminder, "snooze"),
            "organisation": self.deeds.begin_organisation,
            "discard": self.deeds.discard,
            "restore": self.deeds.restore,
            "erase": self.deeds.begin_erase,
            "pack": self._pack,
            "keys": self._help,
            "about": self._about,
        }

    # Going somewhere

    @Slot()
    def _went(self) -> None:
        self.navigation.show_place(self.pages.key)
        self.fold.fit()
        self._show(self.pages.page.current)
        self._tell_counts()

    def go(self, key: str) -> None:
        """Show a section or view."""
        self.travels.go(key)

    @Slot()
    def _put_panel_away(self) -> None:
        self.fold.put_away()
        self._to_page()

    @Slot()
    def _to_page(self) -> None:
        self.pages.page.take_keyboard()

    # What the officer does

    @Slot()
    def undo(self) -> None:
        """Take back the latest change."""
        self._leave_field()
        self._desk.run(lambda register: register.undo())

    @Slot()
    def redo(self) -> None:
        """Do again what was undone last."""
        self._leave_field()
        self._desk.run(lambda register: register.redo())

    @Slot()
    def _find(self) -> None:
        search = self.pages.page.search_line()
        if search is None:
            self.travels.go(COMMITMENTS.name)
            search = self.list.head.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    @Slot()
    def _palette(self) -> None:
        from app.qt.views.command_offers import palette_of

        palette = palette_of(
            self,
            self._desk,
            self._look,
            self._settings,
            saved=self.navigation.saved,
            go=self.travels.go,
            open_register=self._open,
        )
        palette.jumped.connect(self.travels.jump)
        palette.open()

    @Slot()
    def _export(self) -> None:
        """Let the report that is shown leave the window, elsewhere what the list shows."""
        page = self.pages.page
        (page.export if page.exports else self.takeaway.begin_export)()

    @Slot()
    def _print(self) -> None:
        self.pages.page.print_pages()

    @Slot()
    def _pack(self) -> None:
        """Ask what goes into a briefing pack, on the page of the reports."""
        self.travels.go("reports")
        self.pages.page.act("pack")

    @Slot()
    def _clear_filters(self) -> None:
        if self.pages.page is not self.list or not self.pages.key:
            self.travels.go(COMMITMENTS.name)
        self.list.clear_filters()

    @Slot()
    def _choose_columns(self) -> None:
        if self.pages.page is self.list:
            self.list.choose_columns()

    @Slot()
    def _refresh(self) -> None:
        self.list.refresh()
        self.pages.page.outdate()
        self.navigation.recount()

    @Slot()
    def _compact(self) -> None:
        self.set_compact(self.actions_by_name["compact"].isChecked())

    def set_compact(self, compact: bool) -> None:
        """Show rows of one line, or of two."""
        self.actions_by_name["compact"].setChecked(compact)
        self.list.table.set_compact(compact)

    @Slot(object)
    def _grouped(self, grouping: Grouping | None) -> None:
        self.state.keep_grouping(grouping)

    @Slot()
    def _offer_recent(self) -> None:
        from app.qt.recent import recent_registers

        menu = self._recent
        menu.clear()
        here = self._desk.register.store.path
        for each in recent_registers(self._settings):
            if each.path != here:
                action = menu.addAction(f"{each.name}  {each.path.parent}")
                action.setObjectName("recent-register")
                action.setEnabled(each.there)
                action.triggered.connect(partial(self._open, each.path))
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)

    def _open(self, path: Path, *_: object) -> None:
        self.open_wanted.emit(path)

    @Slot()
    def _import_calendar(self) -> None:
        self.imports.begin()

    @cached_property
    def imports(self) -> CalendarImport:
        """What takes calendar files back; made when first asked for."""
        from app.qt.views.calendar_import import CalendarImport

        return CalendarImport(self._desk, self._look, self.strip, self._settings, self)

    @Slot()
    def _import_table(self) -> None:
        self.tables.begin()

    @Slot()
    def _ask_inputs(self) -> None:
        from app.qt.views.letters_page import Letters

        self.travels.go("letters")
        if isinstance(self.pages.page, Letters):
            self.pages.page.begin_inputs()

    @Slot()
    def _paste_table(self) -> None:
        self.tables.paste()

    @cached_property
    def tables(self) -> TableImport:
        """What takes tables of other offices in; made when first asked for."""
        from app.qt.views.import_table import TableImport

        return TableImport(self._settings, self._import_page, self._read_calendar, self)

    def _import_page(self) -> Page:
        self.travels.go("import")
        return self.pages.page

    def _read_calendar(self, name: str) -> None:
        self.imports.read(name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()) and not self._desk.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files that are dropped on the window are taken in: a calendar, or tables."""
        event.acceptProposedAction()
        self.tables.drop(dropped_files(event.mimeData()))

    @Slot()
    def _help(self) -> None:
        from app.qt.views.about import HelpDialog

        HelpDialog(self._look, self).open()

    @Slot()
    def _about(self) -> None:
        from app.qt.views.about import AboutDialog

        AboutDialog(self._look, self._desk.register.store.path, self).open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold.resized()

    # What happens

    @Slot(object)
    def _selected(self, identity: CommitmentId | None) -> None:
        """Follow the page that is shown; one behind it may still be answered."""
        if self.sender() is self.pages.page:
            self._show(identity)

    @Slot(object)
    def _show(self, identity: CommitmentId | None) -> None:
        self.side.show_commitment(identity)
        self._tell_counts()

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

    @Slot(object)
    def _changed(self, change: Change) -> None:
        self.strip.saved(_moment(self._desk.register.clock.now()))
        if change.kind is ChangeKind.UNDO:
            self.strip.tell(self.tr("Undone: {what}").format(what=change.label))
        elif change.kind is ChangeKind.REDO:
            self.strip.tell(self.tr("Done again: {what}").format(what=change.label))
        self._tell_undo()

    @Slot()
    def _outside(self) -> None:
        self.strip.tell(self.tr("Another program changed the register; the list is up to date."))
        self._tell_undo()

    @Slot(object)
    def _refused(self, error: ServandaError) -> None:
        if self._closing:
            self._closing = False
            self.leaving.ask_again()
        self.strip.refuse(str(error))

    @Slot(bool)
    def _waiting(self, waits: bool) -> None:
        if waits:
            self.strip.tell(self.tr("Waiting for another program that is writing…"))
        else:
            self.strip.quieten()
            QTimer.singleShot(0, self._close_at_last)

    @Slot()
    def _close_at_last(self) -> None:
        if self._closing:
            self.close()

    @Slot()
    def _tell_counts(self) -> None:
        page = self.pages.page
        chosen = len(page.chosen) if page is not self.list else self._chosen_in_list()
        self.strip.counts.setText(page.counts())
        if page is self.list:
            self.side.hint.setVisible(self.list.model.rowCount() > 0)
            self.fold.follow()
        in_bin = page is self.list and self.list.query.binned
        commands.enable(
            self.actions_by_name,
            read_only=self._desk.read_only,
            rows=chosen,
            listed=page is self.list,
            in_bin=in_bin,
            past=self.looking.back,
            reminder=page.actable,
            pages=page.exports,
        )
        self._offer_reminders()

    @Slot(object)
    def _tallied(self, tally: Tally) -> None:
        self._due = tally.due
        self._offer_reminders()

    def _offer_reminders(self) -> None:
        """Say below how many reminders are due, where they are not listed."""
        here = self.pages.key == "reminders"
        self.strip.offer_reminders("" if here or not self._due else due_words(self._due))

    def _with_reminder(self, deed: str) -> None:
        """Do something with the reminder stood on, where they are listed."""
        self.pages.page.act(deed)

    def _chosen_in_list(self) -> int:
        return len(self.list.table.chosen_rids)

    @Slot()
    def _tell_undo(self) -> None:
        """Name in the menu what undo and redo would act on."""
        store = self._desk.register.store
        try:
            undo, redo = store.next_undo(), store.next_redo()
        except BusyError:
            self._ask_undo.start()
            return
        for name, words, label in (
            ("undo", self.tr("&Undo"), undo),
            ("redo", self.tr("&Redo"), redo),
        ):
            action = self.actions_by_name[name]
            action.setText(f"{words}: {label.replace('&', '&&')}" if label else words)
            action.setEnabled(label is not None and not self._desk.read_only)

    def _leave_field(self) -> None:
        """Let the field that is being edited finish first, so that undo follows it."""
        self.side.leave_fields()
        if self.side.isAncestorOf(self.focusWidget()):
            self._to_page()

    # Going

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
        self.state.keep(self, self._split, compact=compact, place=self.pages.key)
        self.takeaway.stop()
        self._ask_undo.stop()
        self.pages.stop()
        self._desk.stop()
        super().closeEvent(event)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
