"""What stands around one window: other registers, preferences, a second start, the first question.

Made a moment after the window's first picture, which needs nothing of it.
"""

from __future__ import annotations

import sys
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
from app.qt.starting import Opened, WindowOptions, made_at, opened_again, opened_at
from app.qt.views.new_register import Beginning, NewRegister
from app.qt.views.preferences_dialog import PreferencesDialog
from app.qt.views.start_failed import StartFailed, register_dialog
from app.services.countries import enter_countries

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
        desk.refused.connect(self._stay)

    def begin(self, shown: Opened) -> None:
        """Hear what the window wants, and whether its register is opened a second time."""
        self._shown = shown
        self._hear()
        path = shown.register.store.path
        if shown.throw_away:
            return
        remember(self._settings, path)
        self._bell = Doorbell(path, self)
        self._bell.rung.connect(self.come_forward)
        self._bell.listen()
        if shown.fresh:
            self.ask_countries()

    def end(self) -> None:
        """Leave off listening; the window is closed."""
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
        if not self._window.close() and not self._desk.waits:
            self._stay()

    @Slot()
    def _stay(self) -> None:
        """What was pending was refused, so the window stays, and with it its register."""
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

    # Preferences

    @Slot()
    def prefer(self) -> None:
        """Open the preferences."""
        PreferencesDialog(self.preferences, self._look, self._desk.today, self._window).open()

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
