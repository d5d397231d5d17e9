"""The question which past day is to be shown, and the work of laying it out."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QButtonGroup,
    QCalendarWidget,
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.domain.as_of import AsOf, By, as_of_words
from app.domain.edtf import parse
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.typed_dates import typed_date
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, MARGIN, Scale
from app.qt.views.sections import wrapped
from app.qt.work import Cancelled, Progress
from app.services.asof import PastRegister, look_back
from app.services.register import Register

_SLOW_MS = 100


class AsOfDialog(QDialog):
    """Asks for a day and for one of two senses; the day is then found in the background.

    `found` carries the `PastRegister`, which is its hearer's to close. Closing the dialog calls
    the work off.
    """

    found = Signal(object)

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        register = desk.register
        present = register.present if isinstance(register, PastRegister) else register.clock
        self._today = present.today()
        self._runs = False
        self.setObjectName("as-of-dialog")
        self.setWindowTitle(self.tr("As of a day"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        now = register.as_of or AsOf(day=_month_before(self._today))
        self._make_day(now.day)
        self.senses = QButtonGroup(self)
        self.said = wrapped(InkLabel(look, weight=SEMIBOLD))
        self.said.setObjectName("as-of-said")
        self.error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self.error.setObjectName("as-of-error")
        self.error.hide()
        self.bar = QProgressBar()
        self.bar.setObjectName("as-of-progress")
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self.bar.show)
        desk.work.progressed.connect(self._progressed)
        self._lay_out(look, now.by)
        self._tell()

    # What is asked

    @property
    def wanted(self) -> AsOf:
        """The day and the sense that are chosen."""
        sense = self.senses.checkedButton()
        return AsOf(day=self._day, by=By(sense.property("by")) if sense else By.HAPPENED)

    def _make_day(self, day: date) -> None:
        """A day can be typed, or chosen in a calendar; none that is yet to come."""
        self._day = day
        self.day = Line()
        self.day.setObjectName("as-of-day")
        self.day.setAccessibleName(self.tr("Day"))
        self.day.setPlaceholderText(self.tr("31 Dec 2024"))
        self.day.setText(day.isoformat())
        self.day.selectAll()
        self.calendar = QCalendarWidget()
        self.calendar.setObjectName("as-of-calendar")
        self.calendar.setAccessibleName(self.tr("Calendar"))
        self.calendar.setLocale(QLocale(QLocale.Language.English))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for each in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # red is for what is late
            self.calendar.setWeekdayTextFormat(each, QTextCharFormat())
        self.calendar.setMaximumDate(_qdate(self._today))
        self.calendar.setSelectedDate(_qdate(day))
        self.day.textEdited.connect(self._typed)
        self.calendar.selectionChanged.connect(self._chosen)

    def _lay_out(self, look: Look, by: By) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, self.windowTitle(), scale=Scale.SECTION, weight=SEMIBOLD))
        column.addWidget(self.day)
        column.addWidget(self.calendar)
        for sense, text, note in (
            (
                By.HAPPENED,
                self.tr("By what had &happened"),
                self.tr("As the days in the register tell it, whenever they were entered."),
            ),
            (
                By.ENTRY,
                self.tr("By what was &known"),
                self.tr("As it had been entered by the end of that day, right or wrong."),
            ),
        ):
            button = QRadioButton(text)
            button.setObjectName(f"as-of-{sense.value}")
            button.setProperty("by", sense.value)
            button.setAccessibleDescription(note)
            button.setChecked(sense is by)
            self.senses.addButton(button)
            column.addWidget(button)
            quiet = wrapped(QuietLabel(look, note))
            quiet.setContentsMargins(MARGIN + GRID, 0, 0, 0)
            column.addWidget(quiet)
        self.senses.buttonToggled.connect(self._tell)
        column.addWidget(self.said)
        column.addWidget(self.error)
        column.addWidget(self.bar)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.show_day = buttons.addButton(
            self.tr("Show that day"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.show_day.setObjectName("as-of-show")
        set_kind(self.show_day, ButtonKind.FILLED)
        self.show_day.setDefault(True)
        buttons.accepted.connect(self._begin)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.day.setFocus()

    @Slot(str)
    def _typed(self, text: str) -> None:
        """Read the day back as it is typed; what is none is said, and not shown."""
        try:
            day = self._read(text)
        except ServandaError as error:
            self.said.hide()
            self._refuse(str(error))
            self.show_day.setEnabled(False)
            return
        self._day = day
        self.calendar.blockSignals(True)
        self.calendar.setSelectedDate(_qdate(day))
        self.calendar.blockSignals(False)
        self._tell()

    def _read(self, text: str) -> date:
        """Return the one day a text names. Raises `InvalidValueError`."""
        read = parse(typed_date("as_of", text, today=self._today) or "", "as_of")
        if read.earliest is None or read.earliest != read.latest:
            raise InvalidValueError("as_of", self.tr("Name one day, such as 31 Dec 2024."))
        return AsOf(day=read.earliest).checked(self._today).day

    @Slot()
    def _chosen(self) -> None:
        chosen = self.calendar.selectedDate()
        self._day = date(chosen.year(), chosen.month(), chosen.day())
        self.day.setText(self._day.isoformat())
        self._tell()

    @Slot()
    def _tell(self) -> None:
        self.said.setText(as_of_words(self.wanted, words.translated))
        self.said.show()
        self.error.hide()
        self.show_day.setEnabled(True)

    # Finding it

    @Slot()
    def _begin(self) -> None:
        wanted = self.wanted
        # A past register looks back as the present one does; the one at hand stays as it is.
        here = self._desk.register

        def find(_beside: Register, progress: Progress, cancelled: Cancelled) -> object:
            return look_back(here, wanted, progress=progress, cancelled=cancelled)

        self._runs = self._desk.run_aside(find, _Ending(self))
        if not self._runs:
            self._refuse(self.tr("Something else is still running; try again in a moment."))
            return
        self.bar.setRange(0, 0)
        self._slow.start()
        self._allow(False)

    @Slot(object, object)
    def _progressed(self, done: int, whole: int) -> None:
        if self._runs:
            self.bar.setRange(0, max(1, whole))
            self.bar.setValue(done)

    def ended(self, past: PastRegister | None, error: ServandaError | None) -> None:
        """Hand on what was found, or say why it was not."""
        self._runs = False
        self._slow.stop()
        self.bar.hide()
        self._allow(True)
        if past is None:
            self._refuse(str(error))
            return
        self.accept()
        self.found.emit(past)

    def _allow(self, allowed: bool) -> None:
        for each in (self.day, self.calendar, self.show_day, *self.senses.buttons()):
            each.setEnabled(allowed)

    def _refuse(self, reason: str) -> None:
        self.error.setText(reason)
        self.error.show()

    def reject(self) -> None:
        """Close; what is being found is called off."""
        if self._runs:
            self._desk.work.cancel()
        super().reject()


class _Ending:
    """Hears how the work ended, even where the dialog was closed meanwhile."""

    def __init__(self, dialog: AsOfDialog) -> None:
        self._dialog = dialog

    def __call__(self, found: object, error: ServandaError | None) -> None:
        past = found if isinstance(found, PastRegister) else None
        if isValid(self._dialog) and self._dialog.isVisible():
            self._dialog.ended(past, error)
        elif past is not None:
            with suppress(ServandaError):
                past.close()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _month_before(today: date) -> date:
    """The last day of the month before: what was handed in then is most often asked about."""
    first = today.replace(day=1)
    return first - timedelta(days=1) if first > date.min else first
