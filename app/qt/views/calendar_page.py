"""The section Calendar: a month with both countries' days off, and one of its days in full."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.domain.commitment import sides_of
from app.domain.errors import ServandaError
from app.domain.month import MonthView, month_of, moved
from app.qt.desk import Desk
from app.qt.look import calendar_words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look
from app.qt.look.overview_words import month_title
from app.qt.look.panels import Banner
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.views.day_sheet import DaySheet
from app.qt.views.month_grid import MonthGrid
from app.qt.views.page import Page
from app.qt.views.sections import IconButton
from app.qt.work import Cancelled, Progress
from app.services.calendar_month import calendar_month
from app.services.register import Register
from app.store.reader import Reader

_LEAST_GRID = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A month as it was read, and the names of its countries."""

    view: MonthView
    names: dict[str, str] = field(default_factory=dict)


class CalendarPage(Page):
    """A month of days, and beside it the day that is stood on."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("CalendarPage", "Calendar")
        super().__init__(desk, look, "calendar", title)
        self._found: _Found | None = None
        self._day = desk.today
        self.heading = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self.heading.setObjectName("month-title")
        self.grid = MonthGrid(look, lambda: desk.today)
        self.grid.setAccessibleName(title)
        self.grid.stood_on.connect(self._go)
        self.grid.opened.connect(self._open)
        self.sheet = DaySheet(desk, look)
        self.sheet.jumped.connect(self.jumped)
        self.sheet.left.connect(self.take_keyboard)
        self.banner = Banner(look)
        self.banner.setObjectName("calendar-banner")
        self.banner.acted.connect(self._fill_in)
        self.banner.hide()
        self._lay_out()
        self._show_month()

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the month that is shown."""
        first, relation = month_of(self._day), self.desk.relation

        def read(reader: Reader) -> _Found:
            names: dict[str, str] = {}
            for each in reader.relations():
                one, other = sides_of(each.code)
                names |= {one: each.first_name, other: each.second_name}
            return _Found(view=calendar_month(reader, first, relation), names=names)

        self.desk.ask("calendar", read, partial(self._show_found, first))

    def take_keyboard(self) -> None:
        """Give the keyboard to the days."""
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How much stands on a day of the month, and how much has none."""
        if self._found is None:
            return ""
        view = self._found.view
        placed = len({row.id for rows in view.on_days.values() for row in rows})
        return self.tr("{placed} on a day, {beside} without one").format(
            placed=placed, beside=len(view.beside) + view.left_out
        )

    def show_target(self, target: object) -> None:
        """Show a day."""
        if isinstance(target, date):
            self.grid.go(target)

    # Layout

    def _lay_out(self) -> None:
        self.before = IconButton(self.look, "chevron-left", "month-before", "")
        self.after = IconButton(self.look, "chevron-right", "month-after", "")
        self.before.say(self.tr("The month before (Page Up)"))
        self.after.say(self.tr("The month after (Page Down)"))
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self._turn_arrows()
        self.now = plain_button(self.tr("Today"), "month-today")
        self.now.setToolTip(self.tr("Home"))
        self.now.clicked.connect(self._go_today)
        head = QHBoxLayout()
        head.setContentsMargins(GROUP_GAP, GROUP_GAP, GROUP_GAP, GAP)
        head.setSpacing(GAP)
        head.addWidget(self.heading)
        head.addStretch(1)
        for each in (self.before, self.now, self.after):
            head.addWidget(each)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self.grid, 1)
        left.setMinimumWidth(_LEAST_GRID)
        right = QWidget()
        row = QHBoxLayout(right)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(self.look, upright=True))
        row.addWidget(self.sheet, 1)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([780, 382])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn_arrows()

    def _turn_arrows(self) -> None:
        """Let the arrows point the way time runs."""
        icons = ["chevron-left", "chevron-right"]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            icons.reverse()
        for button, icon in zip((self.before, self.after), icons, strict=True):
            self.look.dress(button, icon)

    # What is shown

    def _show_found(self, first: date, found: _Found) -> None:
        self._found = found
        if first == month_of(self._day):
            self._show_month()
        self.counted.emit()

    def _show_month(self) -> None:
        """Show the month stood on: of another than was read, only what is known of its days."""
        first = month_of(self._day)
        found = self._found
        view = MonthView(first=first, calendars=found.view.calendars if found else ())
        if found is not None and found.view.first == first:
            view = found.view
        names = found.names if found else {}
        self.heading.setText(month_title(first))
        self.grid.show_month(view, self._day)
        self.sheet.show_day(view, self._day, names)
        self._show_banner(view, names)

    def _show_banner(self, view: MonthView, names: dict[str, str]) -> None:
        wanting = view.unfilled
        unsettled = view.unsettled
        year = f"{view.first.year:04}"
        if wanting:
            template = self.tr("The days off of {countries} in {year} are not filled in.")
            action = "" if self.desk.read_only else self.tr("Fill in {year}").format(year=year)
            sentence = template.format(countries=calendar_words.listed(wanting, names), year=year)
            self.banner.say("info", sentence, action)
        elif unsettled:
            template = self.tr("{countries} may yet move working days in {year}.")
            self.banner.say(
                "info",
                template.format(countries=calendar_words.listed(unsettled, names), year=year),
            )
        self.banner.setVisible(bool(wanting or unsettled))

    # Going about

    @Slot(object)
    def _go(self, day: date) -> None:
        other = month_of(day) != month_of(self._day)
        self._day = day
        self._show_month()
        if other:
            self.fill()

    @Slot(object)
    def _open(self, _day: date) -> None:
        self.sheet.take_keyboard()

    @Slot()
    def _go_before(self) -> None:
        self.grid.go(moved(self._day, -1))

    @Slot()
    def _go_after(self) -> None:
        self.grid.go(moved(self._day, 1))

    @Slot()
    def _go_today(self) -> None:
        self.grid.go(self.desk.today)
        self.take_keyboard()

    # Filling in

    @Slot()
    def _fill_in(self) -> None:
        """Fill the year in from the library, aside: that is loaded for it."""
        if self._found is None:
            return
        year = self._day.year
        wanting = [
            (each.country, year) for each in self._found.view.calendars if each.year(year) is None
        ]

        def act(register: Register, _progress: Progress, _cancelled: Cancelled) -> object:
            from app.services.holidays import fill  # noqa: PLC0415 - loaded where it is wanted

            return fill(register, wanting)

        self.desk.run_aside(act, self._filled_in)

    def _filled_in(self, _found: object, refusal: ServandaError | None) -> None:
        if refusal is not None:
            self.banner.say("triangle-alert", str(refusal))
        else:
            self.take_keyboard()
