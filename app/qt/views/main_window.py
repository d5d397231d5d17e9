"""The window: the list, the details beside it, the menus above, the strip below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.change import Change
from app.domain.errors import BusyError, ServandaError
from app.domain.identity import CommitmentId
from app.qt.desk import Desk
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import Banner
from app.qt.views import commands
from app.qt.views.register_view import RegisterView
from app.qt.views.status_strip import StatusStrip
from app.qt.views.takeaway import Takeaway

if TYPE_CHECKING:
    from app.qt.views.detail import DetailPanel
    from app.qt.views.new_commitment import NewCommitment

_LEAST_DETAIL = 348
_RETRY_MS = 200


class MainWindow(QMainWindow):
    """One register in one window.

    `sample_wanted` tells that the officer wants the sample register beside this one.
    """

    sample_wanted = Signal()

    def __init__(
        self, desk: Desk, look: Look, settings: QSettings, *, throw_away: bool = False
    ) -> None:
        """`settings` keeps the window's own state; a `throw_away` register says so in a banner."""
        super().__init__()
        self._desk, self._look, self._settings = desk, look, settings
        self._throw_away = throw_away
        self._closing = False
        self.setObjectName("main-window")
        self.list = RegisterView(desk, look)
        self.side = QStackedWidget()
        self.strip = StatusStrip(look, self._register_name())
        self.takeaway = Takeaway(desk, self.list, self.strip, settings, self)
        self.actions_by_name = commands.build(self, self.menuBar(), self._acts())
        self._lay_out()
        self._connect()
        self._restore()
        self._name_window()
        self._tell_counts()

    # Making

    @cached_property
    def detail(self) -> DetailPanel:
        """The panel beside the list, made after the list is on the screen."""
        from app.qt.views.detail import DetailPanel

        panel = DetailPanel(self._desk, self._look)
        panel.jumped.connect(self._jump)
        panel.undo_wanted.connect(self.undo)
        self.side.addWidget(panel)
        return panel

    @cached_property
    def form(self) -> NewCommitment:
        """The form for a new commitment, made when it is first wanted."""
        from app.qt.views.new_commitment import NewCommitment

        form = NewCommitment(self._desk, self._look)
        form.added.connect(self._added)
        form.closed.connect(self._close_form)
        self.side.addWidget(form)
        return form

    @Slot()
    def complete(self) -> None:
        """Make what the first picture did without: the panel, the names of undo and redo."""
        self._show(row.id if (row := self.list.current) else None)
        self._tell_undo()

    def _register_name(self) -> str:
        return (
            self.tr("Sample register") if self._throw_away else self._desk.register.store.path.name
        )

    def _name_window(self) -> None:
        self.setWindowTitle(self.tr("{register} – Servanda").format(register=self._register_name()))

    def _lay_out(self) -> None:
        nothing = QWidget()
        blank = QVBoxLayout(nothing)
        hint = InkLabel(self._look, self.tr("Choose a commitment to see it here."), ink="text3")
        hint.setObjectName("nothing-chosen")
        blank.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        blank.setContentsMargins(24, 120, 24, 24)
        nothing.setMinimumWidth(_LEAST_DETAIL)
        self.side.addWidget(nothing)
        self._nothing_chosen, self._hint = nothing, hint
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setObjectName("split")
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.list)
        self._split.addWidget(self._beside())
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        self._split.setSizes([930, 420])
        self.banner = Banner(self._look)
        self.banner.hide()
        ground = QWidget()
        ground.setObjectName("ground")
        ground.setAutoFillBackground(True)
        ground.setBackgroundRole(ground.backgroundRole().Base)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.banner)
        column.addWidget(self._split, 1)
        column.addWidget(Hairline(self._look))
        self.setCentralWidget(ground)
        self.setStatusBar(self.strip)
        self.resize(1366, 768)
        if self._desk.read_only:
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

    def _beside(self) -> QWidget:
        """The side panel behind the line that parts it from the list."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(self._look, upright=True))
        row.addWidget(self.side, 1)
        return holder

    def _say(self, icon: str, sentence: str) -> None:
        self.banner.say(icon, sentence)
        self.banner.show()

    def _connect(self) -> None:
        desk = self._desk
        desk.changed.connect(self._changed)
        desk.outside.connect(self._outside)
        desk.refused.connect(self._refused)
        desk.waiting.connect(self._waiting)
        self.list.selected.connect(self._show)
        self.list.counted.connect(self._tell_counts)
        self.list.new_wanted.connect(self.begin_new)
        self.list.sample_wanted.connect(self.sample_wanted)
        for name, chip in self.list.chips.items():
            action = self.actions_by_name[name]
            chip.toggled.connect(action.setChecked)
            action.toggled.connect(chip.setChecked)
        # Delete belongs to the list: elsewhere it clears a chip or does nothing.
        discard = self.actions_by_name["discard"]
        discard.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list.table.addAction(discard)
        self.list.painted.connect(self.complete)

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            "new": self.begin_new,
            "export": self.takeaway.begin_export,
            "quit": self.close,
            "undo": self.undo,
            "redo": self.redo,
            "find": self._find,
            "copy": self.takeaway.copy,
            "overdue": self._nothing,
            "due-soon": self._nothing,
            "open": self._nothing,
            "all": self.list.clear_filters,
            "compact": self._compact,
            "list": self.list.go_to_list,
            "detail": self._go_to_detail,
            "refresh": self.list.refresh,
            "edit-title": self._edit_title,
            "move": self._begin_move,
            "note": self._begin_note,
            "due": self._begin_due,
            "organisation": self._begin_organisation,
            "discard": self._discard,
            "keys": self._help,
            "about": self._about,
        }

    # What the officer does

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a new commitment."""
        if not self._desk.read_only:
            self.side.setCurrentWidget(self.form)
            self.form.begin()

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
    def _discard(self) -> None:
        chosen = self.list.chosen
        if chosen:
            self._desk.run(lambda register: register.discard(chosen))

    @Slot()
    def _find(self) -> None:
        self.list.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.search.selectAll()

    @Slot()
    def _compact(self) -> None:
        self.list.table.set_compact(self.actions_by_name["compact"].isChecked())

    @Slot()
    def _go_to_detail(self) -> None:
        self.detail.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _edit_title(self) -> None:
        self._show_side()
        self.detail.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.detail.title.editor.selectAll()

    @Slot()
    def _begin_move(self) -> None:
        self._show_side()
        self.detail.ensureWidgetVisible(self.detail.moves)
        self.detail.moves.focus_first()

    @Slot()
    def _begin_note(self) -> None:
        self._show_side()
        self.detail.notes.begin()
        self.detail.ensureWidgetVisible(self.detail.notes.editor)

    @Slot()
    def _begin_due(self) -> None:
        self._show_side()
        self.detail.timing.begin()
        self.detail.ensureWidgetVisible(self.detail.timing.form)

    @Slot()
    def _begin_organisation(self) -> None:
        from app.qt.views.organisation_form import OrganisationForm

        OrganisationForm(self._desk, self._look, self).open()

    @Slot()
    def _help(self) -> None:
        from app.qt.views.about import HelpDialog

        HelpDialog(self._look, self).open()

    @Slot()
    def _about(self) -> None:
        from app.qt.views.about import AboutDialog

        AboutDialog(self._look, self._desk.register.store.path, self).open()

    @Slot()
    def _nothing(self) -> None:
        """Filters act through their chips, which follow the action's check mark."""

    # What happens

    @Slot(object)
    def _show(self, identity: CommitmentId | None) -> None:
        if identity is None and "detail" not in self.__dict__:
            return
        self.detail.show_commitment(identity)
        if not self._form_is_open:
            self._show_side()
        self._tell_counts()

    @property
    def _form_is_open(self) -> bool:
        return "form" in self.__dict__ and self.side.currentWidget() is self.form

    def _show_side(self) -> None:
        """Show the commitment the officer stands on, or that there is none."""
        chosen = self.detail.identity is not None
        self.side.setCurrentWidget(self.detail if chosen else self._nothing_chosen)

    @Slot(object)
    def _jump(self, identity: CommitmentId) -> None:
        self.list.select(identity)
        self.list.go_to_list()

    @Slot(object)
    def _added(self, identity: CommitmentId) -> None:
        self._show_side()
        self.list.select(identity)
        self.list.go_to_list()

    @Slot()
    def _close_form(self) -> None:
        self._show_side()
        self.list.go_to_list()

    @Slot(object)
    def _changed(self, _change: Change) -> None:
        self.strip.saved(_moment(self._desk.register.clock.now()))
        self._tell_undo()

    @Slot()
    def _outside(self) -> None:
        self.strip.tell(self.tr("Another program changed the register; the list is up to date."))
        self._tell_undo()

    @Slot(object)
    def _refused(self, error: ServandaError) -> None:
        self._closing = False
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
        found = self.list.model.rowCount()
        chosen = len(self.list.table.selectionModel().selectedRows())
        if not found:
            text = self.tr("nothing found") if self.list.filtered else self.tr("no commitments yet")
        elif found == 1:
            text = self.tr("1 commitment")
        else:
            text = self.tr("{count} commitments").format(count=found)
        if chosen > 1:
            text += self.tr(", {count} selected").format(count=chosen)
        self.strip.counts.setText(text)
        self._hint.setVisible(found > 0)
        commands.enable(self.actions_by_name, read_only=self._desk.read_only, rows=chosen)

    @Slot()
    def _tell_undo(self) -> None:
        """Name in the menu what undo and redo would act on."""
        store = self._desk.register.store
        try:
            undo, redo = store.next_undo(), store.next_redo()
        except BusyError:
            QTimer.singleShot(_RETRY_MS, self._tell_undo)
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
        if "detail" in self.__dict__:
            self.detail.leave_fields()
        if self.side.isAncestorOf(self.focusWidget()):
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # Coming and going

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        split = self._settings.value("window/split")
        if split is not None:
            self._split.restoreState(split)
        if self._settings.value("list/compact") == "true":
            self.actions_by_name["compact"].setChecked(True)
            self._compact()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's state; what is being typed is saved as if the field were left."""
        self._leave_field()
        if self._desk.waits:
            self._closing = True  # as soon as what waits is written; a refusal keeps it open
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/split", self._split.saveState())
        compact = self.actions_by_name["compact"].isChecked()
        self._settings.setValue("list/compact", "true" if compact else "false")
        self.takeaway.stop()
        self.list.stop()
        self._desk.stop()
        super().closeEvent(event)


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()
