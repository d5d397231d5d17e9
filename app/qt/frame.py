"""What stands around one window: other registers, preferences, a second start, the first question.

Made a moment after the window's first picture, which needs nothing of it.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QSettings, Qt, Slot
from PySide6.QtWidgets import QApplication

from app.domain.errors import ServandaError
from app.qt.desk import Desk
from app.qt.instance import Doorbell, call_first, same_file
from app.qt.look.look import Look
from app.qt.preferences import LivePreferences, Preferences, wear
from app.qt.recent import remember
from app.qt.reminding import Reminding
from app.qt.starting import Opened, WindowOptions, made_at, opened_again, opened_at
from app.qt.tray import Tray
from app.qt.views.new_register import Beginning, NewRegister
from app.qt.views.preferences_dialog import PreferencesDialog
from app.qt.views.start_failed import StartFailed, register_dialog
from app.services.countries import enter_countries
from app.services.watch_settings import helper_silent, read_settings, watch_register

if TYPE_CHECKING:
    from app.qt.views.main_window import MainWindow
    from app.services.asof import PastRegister


class Frame(QObject):
    """Does what leads out of a window. `following` is the register to be shown after it.

    Another register is opened before the present window closes, so that one that cannot be opened
    leaves the officer where he was; the window then writes what is pending and closes.
    """

    def __init__(
        self,
        window: MainWindow,
        desk: Desk,
        look: Look,
        settings: QSettings,
        options: WindowOptions,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._look = window, desk, look
        self._settings, self._options = settings, options
        self.following: Opened | None = None
        self._shown: Opened | None = None
        self.preferences = LivePreferences(settings, self)
        self.preferences.changed.connect(self._wear)
        self._dialog: NewRegister | None = None
        self._bell: Doorbell | None = None
        self.tray = Tray(window)
        self.tray.clicked.connect(self._show_reminders)
        window.pages.went.connect(self._went)
        self.reminding = Reminding(window, desk, self.tray, self._quiet)
        desk.refused.connect(self._stay)
        window.leaving.stayed.connect(self._stay)

    def begin(self, shown: Opened) -> None:
        """Hear what the window wants, and whether its register is opened a second time."""
        self._shown = shown
        self._hear()
        self.reminding.begin()
        path = shown.register.store.path
        if shown.throw_away:
            return
        remember(self._settings, path)
        self._look_after(path)
        self._bell = Doorbell(path, self)
        self._bell.rung.connect(self.come_forward)
        self._bell.led.connect(self.lead_to)
        self._bell.listen()
        if shown.fresh:
            self.ask_countries()
        if shown.goal:
            self.lead_to(shown.goal)

    def end(self) -> None:
        """Leave off listening and looking; the window is closed."""
        self.reminding.end()
        if self._bell is not None:
            self._bell.close()

    def _hear(self) -> None:
        window = self._window
        window.sample_wanted.connect(open_sample)
        window.new_register_wanted.connect(self.new_register)
        window.open_wanted.connect(self.open_register)
        window.preferences_wanted.connect(self.prefer)
        window.looking.found.connect(self.look_back)
        window.looking.left.connect(self.come_back)
        window.actions_by_name["compact"].toggled.connect(self._compacted)

    # Other registers

    @Slot(object)
    def open_register(self, path: Path | None = None) -> None:
        """Show another register in place of this one; without a path the officer is asked."""
        if path is None:
            dialog = register_dialog(self._window, self._desk.register.store.path.parent)
            dialog.fileSelected.connect(self._chosen)
            dialog.open()
            return
        if same_file(path, self._desk.register.store.path):
            self.come_forward()
            return
        if call_first(path):
            return
        try:
            following = opened_at(self._options, path)
        except ServandaError as error:
            self._say_why(error, path)
        else:
            self._follow(following)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.open_register(Path(path))

    def _say_why(self, error: ServandaError, path: Path) -> None:
        dialog = StartFailed(self._look, error, path, self._options.folders.backups, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._try_another)
        dialog.open()

    @Slot()
    def _try_another(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, StartFailed) and dialog.chosen is not None:
            self.open_register(dialog.chosen)

    @Slot()
    def new_register(self) -> None:
        """Ask for the countries and the file of a new register, and show it then."""
        self._ask(NewRegister(self._look, self._options.folders.data, self._window))

    @Slot()
    def ask_countries(self) -> None:
        """Ask between which countries the register is, which was made just now."""
        self._ask(NewRegister(self._look, None, self._window))

    def _ask(self, dialog: NewRegister) -> None:
        self._dialog = dialog
        dialog.wanted.connect(self._begin)
        dialog.finished.connect(self._asked)
        dialog.open()

    @Slot()
    def _asked(self) -> None:
        self._dialog = None

    @Slot(object)
    def _begin(self, beginning: Beginning) -> None:
        """Make the register that was asked for, or enter its countries where it is there."""
        countries = beginning.countries
        if beginning.path is None:
            self._desk.run(lambda register: enter_countries(register, countries), self._entered)
            return
        following = None
        try:
            following = made_at(self._options, beginning.path)
            enter_countries(following.register, countries)
        except ServandaError as error:
            if following is not None:
                following.register.close()
            self._entered(error)
            return
        self._entered(None)
        self._follow(replace(following, fresh=False))

    def _entered(self, refusal: ServandaError | None) -> None:
        if self._dialog is None:
            return
        if refusal is None:
            self._dialog.accept()
        else:
            self._dialog.refuse(refusal)

    def _follow(self, following: Opened) -> None:
        """Close the window for another register, as soon as what is pending is written."""
        self.following = following
        window = self._window
        if not window.close() and not (self._desk.waits or window.leaving.asks):
            self._stay()

    @Slot()
    def _stay(self) -> None:
        """What was pending was refused, or is not to be lost: window and register stay."""
        following, self.following = self.following, None
        if following is not None:
            following.register.close()

    # A past day

    @Slot(object)
    def look_back(self, past: PastRegister) -> None:
        """Show a past day of this register in its place."""
        throw_away = self._shown is not None and self._shown.throw_away
        self._follow(Opened(register=past, throw_away=throw_away, at=self._window.whereabouts))

    @Slot()
    def come_back(self) -> None:
        """Show the present register again, where one stands now."""
        if self._shown is None:
            return
        try:
            following = opened_again(self._options, self._shown)
        except ServandaError as error:
            self._say_why(error, self._desk.register.store.path)
        else:
            self._follow(replace(following, at=self._window.whereabouts))

    # The window

    @Slot()
    def come_forward(self) -> None:
        """Bring the window before the officer's eyes, and whatever stands open over it."""
        window = self._window
        state = window.windowState() & ~Qt.WindowState.WindowMinimized
        window.setWindowState(state | Qt.WindowState.WindowActive)
        for each in (window, QApplication.activeModalWidget()):
            if each is not None:
                each.show()
                each.raise_()
                each.activateWindow()
        QApplication.alert(window)

    @Slot(str)
    def lead_to(self, goal: str) -> None:
        """Go where a notification or a command leads: to a commitment, or a page."""
        what, _, name = goal.partition(" ")
        if what == "open":
            travels = self._window.travels
            self._desk.ask("goal", lambda reader: reader.find(name), travels.jump)
        elif what == "page" and self._window.pages.knows(name):
            self._window.go(name)

    @Slot()
    def _show_reminders(self) -> None:
        self.come_forward()
        self._window.go("reminders")

    @Slot()
    def _went(self) -> None:
        if self._window.pages.key == "reminders":
            self.tray.put_away()  # what it told of is before the officer's eyes

    def _quiet(self) -> bool:
        """Whether it is to be quiet now outside the window."""
        now = self._desk.register.clock.now()
        return read_settings(self._options.folders).quiet_at(now)

    def _look_after(self, path: Path) -> None:
        """Have reminders of this register shown while no window is open, too, where wanted."""
        # A full disk is said where something of the officer's would be lost.
        with suppress(ServandaError):
            now = self._desk.register.clock.now()
            settings = watch_register(self._options.folders, path, now)
            watches = self._desk.register.reader.watches(self._desk.register.store.seat)
            self.reminding.say_silent(helper_silent(settings, path, watches, now))

    # Preferences

    @Slot()
    def prefer(self) -> None:
        """Open the preferences."""
        dialog = PreferencesDialog(self.preferences, self._look, self._desk.today, self._window)
        dialog.reminding_wanted.connect(self.set_reminding)
        dialog.open()

    @Slot()
    def set_reminding(self) -> None:
        """Open what is set about reminders while no window is open."""
        from app.qt.views.reminding_dialog import (  # noqa: PLC0415 - hardly ever needed
            RemindingDialog,
            RemindingOf,
        )
        from app.services.scheduling import Scheduling  # noqa: PLC0415 - the same

        options = self._options
        of = RemindingOf(
            folders=options.folders,
            clock=options.clock,
            actor=options.actor,
            scheduling=Scheduling(options.folders),
        )
        RemindingDialog(self._look, of, QApplication.activeModalWidget() or self._window).open()

    @Slot(object)
    def _wear(self, preferences: Preferences) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and wear(preferences, app, self._look):
            # Every screen says its dates again, as it does on a new day.
            self._desk.day_changed.emit(self._desk.today)
        compact = self._window.actions_by_name["compact"]
        if compact.isChecked() is not preferences.compact:
            compact.trigger()

    @Slot(bool)
    def _compacted(self, compact: bool) -> None:
        self.preferences.prefer(compact=compact)


@Slot()
def open_sample() -> None:
    """Open the sample register beside this one, in a process of its own."""
    frozen = getattr(sys, "frozen", False)
    before = [] if frozen else ["-m", "app"]
    QProcess.startDetached(sys.executable, [*before, "--sample"])
