"""Reminders while Servanda is closed: on or off, when it last looked, quiet hours, registers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time
from pathlib import Path

from PySide6.QtCore import Qt, QTime, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.domain.clock import Clock
from app.domain.errors import InvalidValueError, ServandaError
from app.paths import Folders
from app.qt.look import words
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.views.sections import wrapped
from app.qt.views.watched_list import WatchedList
from app.qt.work import Cancelled, Progress, Work
from app.services.last_runs import LastRun, last_runs
from app.services.scheduling import Reminding, Scheduling
from app.services.watch_settings import (
    QuietHours,
    WatchSettings,
    change_settings,
    read_settings,
)

_USUAL = QuietHours(begin=time(20, 0), end=time(8, 0))
_WIDTH = 520


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindingOf:
    """Whose reminders are set: the folders, the clock, who sits there, and by what means."""

    folders: Folders
    clock: Clock
    actor: str
    scheduling: Scheduling


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    state: Reminding
    runs: tuple[LastRun, ...]


class RemindingDialog(QDialog):
    """Shows how it stands and takes every choice at once; Esc or Close leaves.

    The system is asked on a thread of its own. `changed` carries the `Reminding` that holds.
    """

    changed = Signal(object)

    def __init__(self, look: Look, of: RemindingOf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._of = look, of
        self._settings = read_settings(of.folders)
        self.setObjectName("reminding")
        self.setWindowTitle(self.tr("Alerts while Servanda is closed"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.work = Work(self)
        self.work.finished.connect(self._found)
        self.work.failed.connect(self._failed)
        self._make_switch()
        self._make_hours()
        self.registers = WatchedList(look)
        self.registers.forget.connect(self._forget)
        self._none = wrapped(
            QuietLabel(look, self.tr("None yet: a window adds each register that it opens."))
        )
        self.error = wrapped(InkLabel(look, ink="late"))
        self.error.setObjectName("reminding-error")
        self._lay_out()
        self._runs: dict[Path, LastRun] = {}
        self._say(self._settings.trouble)
        self._show_registers()
        self._ask(of.scheduling.state)

    # Making

    def _make_switch(self) -> None:
        self.switch = QCheckBox(self.tr("&Remind me while Servanda is closed"))
        self.switch.setObjectName("reminding-on")
        self.switch.setEnabled(False)
        self.switch.clicked.connect(self._switch)
        self.state = wrapped(QuietLabel(self._look, self.tr("Asking the system…")))
        self.state.setObjectName("reminding-state")

    def _make_hours(self) -> None:
        quiet = self._settings.quiet
        shown = quiet or _USUAL
        self.quiet = QCheckBox(self.tr("&Quiet from"))
        self.quiet.setObjectName("reminding-quiet")
        self.quiet.setChecked(quiet is not None)
        self.begin = self._hour("begin", self.tr("Quiet from"), shown.begin)
        self.end = self._hour("end", self.tr("Quiet until"), shown.end)
        self.quiet.toggled.connect(self._keep_hours)
        for each in (self.begin, self.end):
            each.timeChanged.connect(self._hours_changed)

    def _hour(self, name: str, said: str, at: time) -> QTimeEdit:
        edit = QTimeEdit(QTime(at.hour, at.minute))
        edit.setObjectName(f"reminding-{name}")
        edit.setAccessibleName(said)
        # Before the format: Qt turns its parts round where it is read from the right.
        edit.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        edit.setDisplayFormat("HH:mm")
        return edit

    def _lay_out(self) -> None:
        look = self._look
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GROUP_GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, self.windowTitle(), scale=Scale.TITLE, weight=SEMIBOLD))
        column.addWidget(self.switch)
        column.addWidget(self.state)
        column.addWidget(self.error)
        column.addWidget(wrapped(QuietLabel(look, self._honest())))
        column.addSpacing(GAP)
        hours = QHBoxLayout()
        hours.setSpacing(GAP)
        for each in (self.quiet, self.begin, InkLabel(look, self.tr("until")), self.end):
            hours.addWidget(each)
        hours.addStretch(1)
        column.addWidget(SectionHeading(look, self.tr("Quiet hours")))
        column.addLayout(hours)
        column.addWidget(
            wrapped(
                QuietLabel(
                    look,
                    self.tr("Nothing is shown outside the window then; it is shown afterwards."),
                )
            )
        )
        column.addSpacing(GAP)
        column.addWidget(SectionHeading(look, self.tr("Registers looked after")))
        column.addWidget(self._none)
        column.addWidget(self.registers)
        column.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(look.fonts.metrics().averageCharWidth() * _WIDTH // 7)

    def _honest(self) -> str:
        return self.tr(
            "What falls due is shown on the desktop, and a click on it opens the record. Of marked "
            "records only the number is told. A computer that is off cannot remind: what came "
            "meanwhile is shown once you are logged in again."
        )

    # Asking the system

    def _ask(self, act: Callable[[], Reminding]) -> None:
        """Do or ask something of the system, then look when each register was looked at."""
        of = self._of

        def task(_: Progress, cancelled: Cancelled) -> object:
            state = act()
            registers = read_settings(of.folders).registers
            runs = () if cancelled() else last_runs(registers, of.folders, of.clock, of.actor)
            return _Found(state=state, runs=runs)

        if self.work.start(task):
            self.switch.setEnabled(False)

    @Slot(bool)
    def _switch(self, wanted: bool) -> None:
        self._say("")
        now = self._of.clock.now()
        scheduling = self._of.scheduling
        if wanted:
            self._ask(lambda: scheduling.switch_on(now))
        else:
            self._ask(lambda: scheduling.switch_off(now))

    @Slot(object)
    def _found(self, found: _Found) -> None:
        self._settings = read_settings(self._of.folders)
        self._runs = {each.path: each for each in found.runs}
        self._show_state(found.state)
        self._show_registers()
        self.changed.emit(found.state)

    @Slot(object)
    def _failed(self, error: ServandaError) -> None:
        self._settings = read_settings(self._of.folders)
        self.switch.setEnabled(True)
        self.switch.setChecked(self._settings.helper)
        self.state.setText("")
        self._say(str(error))

    # Showing

    def _show_state(self, state: Reminding) -> None:
        self.switch.setChecked(state.wanted)
        self.switch.setEnabled(not state.unusable or state.wanted)
        self.state.setText(words.isolated(state.unusable or self._words(state)))
        if state.broken:
            self._say(
                self.tr(
                    "The system knows nothing of it any more. Switch it off and on again to "
                    "arrange it once more."
                )
            )

    def _words(self, state: Reminding) -> str:
        # The sentences of the means are kept where those are.
        return words.translated(state.words)

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def _show_registers(self) -> None:
        shown = [(each.path, self._runs.get(each.path)) for each in self._settings.registers]
        self._none.setVisible(not shown)
        self.registers.show_registers(shown)
        QTimer.singleShot(0, self._fit)

    @Slot()
    def _fit(self) -> None:
        """Be as high as the lines need; Qt's own adjusting stops at two thirds of the screen."""
        self.registers.fit()
        self.resize(self.width(), self.heightForWidth(self.width()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._fit)

    # What was chosen

    @Slot()
    def _hours_changed(self) -> None:
        if self.quiet.isChecked():
            self._keep_hours()
        else:  # whoever sets hours wants them
            self.quiet.setChecked(True)

    @Slot()
    def _keep_hours(self) -> None:
        try:
            quiet = self._chosen_hours() if self.quiet.isChecked() else None
            self._keep(lambda settings: replace(settings, quiet=quiet))
        except InvalidValueError as error:
            self._say(str(error))

    def _chosen_hours(self) -> QuietHours:
        """Return the hours as they stand. Raises `InvalidValueError`."""
        begin, end = self.begin.time(), self.end.time()
        return QuietHours(
            begin=time(begin.hour(), begin.minute()), end=time(end.hour(), end.minute())
        )

    @Slot(object)
    def _forget(self, path: Path) -> None:
        self._keep(lambda settings: settings.without(path))
        self._show_registers()

    def _keep(self, change: Callable[[WatchSettings], WatchSettings]) -> None:
        self._say("")
        try:
            self._settings = change_settings(self._of.folders, change)
        except ServandaError as error:
            self._say(str(error))

    def done(self, code: int) -> None:
        """Leave; what the system was told to do is done before."""
        self.work.stop()
        super().done(code)
