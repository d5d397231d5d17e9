"""All about one day of the calendar: what it is to each country, what stands on it, what beside."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import InvalidValueError, ServandaError
from app.domain.month import MonthView
from app.domain.rows import RegisterRow
from app.domain.workdays import Calendar, Certainty, DayKind, Joint
from app.qt.desk import Desk
from app.qt.look import calendar_words, words
from app.qt.look.buttons import quiet_button
from app.qt.look.calendar_words import Names
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.overview_words import month_title, whole_date
from app.qt.look.tokens import GRID, Scale
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry, joined
from app.qt.views.entry_list import SheetArea
from app.qt.views.forms import Answers, Ask, AskForm, Question
from app.qt.views.jumps import Jump
from app.qt.views.sections import Prose, Stack, quiet_prose

OFF, WORKED, WEEKDAY = "off", "worked", "weekday"
"""What can be said of a day: it is off, it is worked, it is what its weekday says."""
_PAIR = 2
_MOST = 60
"""How many commitments beside the grid are shown at once."""


class DaySheet(SheetArea):
    """One day, and what its month holds that has no day.

    `jumped` carries the identity of a commitment; `left` tells that the keyboard is to go back to
    the grid.
    """

    jumped = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("day-sheet")
        self._desk, self._look = desk, look
        self._view: MonthView | None = None
        self._day = desk.today
        self._names: Names = {}
        self._country = ""
        self.setAccessibleName(self.tr("The day"))
        self.title = InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD)
        self.title.setObjectName("day-title")
        self.countries = Stack("day-countries")
        self.counted = quiet_prose(look)
        self.counted.setObjectName("day-counted")
        self.counted_each = quiet_prose(look)
        self.counted_each.setObjectName("day-counted-each")
        self.corrected = InkLabel(look, weight=SEMIBOLD)
        self.corrected.setObjectName("day-corrected")
        self.corrected.hide()
        self.form = self._made_form()
        self.heading = SectionHeading(look, self.tr("On this day"))
        self.nothing = quiet_prose(look, self.tr("Nothing stands on this day."))
        self.rows = Stack("day-rows")
        self.beside = SectionHeading(look, "")
        self.beside.setObjectName("month-beside-heading")
        self.why = quiet_prose(look)
        self.loose = Stack("month-beside")
        self.more = quiet_prose(look)
        self._lay_out()

    def show_day(self, view: MonthView, day: date, names: Names) -> None:
        """Show a day of a month; what is typed about it stays."""
        if day != self._day:
            self.form.close_up()
            self.verticalScrollBar().setValue(0)
        self._view, self._day, self._names = view, day, names
        self.title.setText(whole_date(day))
        kinds = tuple((each, each.kind(day), each.holiday(day)) for each in view.calendars)
        self.countries.show_items(
            tuple((each.country, kind, holiday, day) for each, kind, holiday in kinds),
            partial(self._line_of, {each.country: each for each in view.calendars}),
            under=(tuple(names.items()), self._desk.read_only),
        )
        counted = each_counts = ""
        if len(view.calendars) == _PAIR:
            joint, today = Joint(*view.calendars), self._desk.today
            counted = calendar_words.distance(joint, today, day)
            each_counts = calendar_words.distance_of_each(view.calendars, joint, today, day, names)
        for label, text in ((self.counted, counted), (self.counted_each, each_counts)):
            label.setText(text)
            label.setVisible(bool(text))
        rows = view.on_days.get(day, ())
        self.heading.show_heading(self.tr("On this day"), len(rows) or None)
        self.nothing.setVisible(not rows)
        self.rows.show_items(rows, self._row, under=self._desk.today)
        self._show_beside(view)

    def take_keyboard(self) -> None:
        """Give the keyboard to what stands on the day, or to the first correction."""
        for part in (self.rows, self.countries, self.loose):
            for each in part.findChildren(QWidget):
                if each.focusPolicy().value and each.isVisible():
                    each.setFocus()
                    self.ensureWidgetVisible(each)
                    return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the grid."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # Layout

    def _lay_out(self) -> None:
        column: QVBoxLayout = self.column
        parts: tuple[QWidget, ...] = (
            *(self.title, self.counted, self.counted_each),
            *(self.countries, self.corrected, self.form),
            *(Hairline(self._look), self.heading, self.nothing, self.rows),
            *(Hairline(self._look), self.beside, self.why, self.loose, self.more),
        )
        for each in parts:
            column.addWidget(each)
        column.addStretch(1)
        column.insertSpacing(3, GRID)

    def _made_form(self) -> AskForm:
        questions = (
            Question(
                name="what",
                label=self.tr("This day is"),
                ask=Ask.CHOICE,
                choices=(
                    Choice(value=OFF, words=self.tr("off")),
                    Choice(value=WORKED, words=self.tr("worked")),
                    Choice(value=WEEKDAY, words=self.tr("as its weekday")),
                ),
            ),
            Question(name="name", label=self.tr("For"), placeholder=self.tr("such as Eid-ul-Fitr")),
            Question(
                name="reason",
                label=self.tr("Known from"),
                placeholder=self.tr("such as the notice that announced it"),
            ),
            Question(
                name="certainty",
                label=self.tr("How sure"),
                ask=Ask.CHOICE,
                more=True,
                choices=tuple(
                    Choice(value=each.value, words=calendar_words.certainty_words(each))
                    for each in (Certainty.ANNOUNCED, Certainty.ESTIMATED, Certainty.FIXED)
                ),
            ),
        )
        form = AskForm(self._look, "day", questions, self.tr("Keep"), self.left.emit)
        form.confirmed.connect(self._keep)
        form.closed.connect(self.corrected.hide)
        form.hide()
        return form

    # What stands there

    def _line_of(
        self,
        calendars: dict[str, Calendar],
        item: tuple[str, DayKind, object, date],
    ) -> QWidget:
        """Show what the day is to one country, who says so, and a way to put it right."""
        country, kind, _, day = item
        calendar = calendars[country]
        holiday = calendar.holiday(day)
        name = calendar_words.named(country, self._names)
        what = Prose(
            self._look, f"{words.isolated(name)}: {calendar_words.day_words(kind, holiday)}"
        )
        what.setObjectName(f"day-{country}")
        texts: list[QWidget] = [what]
        if holiday is not None:
            origin = calendar_words.origin_words(holiday, calendar.year(day.year))
            texts.append(quiet_prose(self._look, origin))
        acts: list[QWidget] = []
        if not self._desk.read_only:
            button = quiet_button(self._look, self.tr("Correct"), "pencil", f"correct-{country}")
            button.setAccessibleName(self.tr("Correct the day of {country}").format(country=name))
            button.setProperty("country", country)
            button.clicked.connect(self._begin)
            acts.append(button)
        return Entry(*texts, acts=acts)

    def _row(self, row: RegisterRow) -> QWidget:
        link = Jump(row.title, row.id)
        link.setAccessibleName(joined((row.ref, row.title)))
        link.clicked.connect(self._jump)
        today = self._desk.today
        about = joined(
            (
                words.due_words(row),
                words.standing_words(row, today),
                words.status_word(row.status),
                words.short_ref(row),
            )
        )
        return Entry(link, quiet_prose(self._look, about))

    def _show_beside(self, view: MonthView) -> None:
        rows = view.beside[:_MOST]
        heading = self.tr("Somewhere in {month}").format(month=month_title(view.first))
        count = len(view.beside) + view.left_out
        self.beside.show_heading(heading, count or None)
        self.why.setText(
            self.tr("None of these has a day of its own, so none stands in the grid.")
            if count
            else self.tr("Everything this month holds has its day.")
        )
        self.loose.show_items(rows, self._row, under=self._desk.today)
        left = count - len(rows)
        self.more.setText(self.tr("{count} more are not shown.").format(count=left))
        self.more.setVisible(left > 0)

    # Correcting

    @property
    def country(self) -> str:
        """The country whose day is being corrected; empty where none is."""
        return "" if self.form.isHidden() else self._country

    @Slot()
    def _begin(self) -> None:
        button = self.sender()
        if self._view is None or button is None:
            return
        country = str(button.property("country"))
        if country != self.country:
            self._country = country
            calendar = next(each for each in self._view.calendars if each.country == country)
            self.form.open_up(_begun(calendar, self._day))
            name = calendar_words.named(country, self._names)
            words_of_it = self.tr("The day of {country}").format(country=words.isolated(name))
            self.corrected.setText(words_of_it)
            self.corrected.show()
            self.form.setAccessibleName(words_of_it)
        self.form.take_keyboard()
        self.ensureWidgetVisible(self.form)

    @Slot()
    def _keep(self) -> None:
        if self._desk.waits or not self._country:
            return
        self.form.accept()
        country, day, typed = self._country, self._day.isoformat(), self.form.typed()

        def settled(refusal: ServandaError | None) -> None:
            self._settle(country, day, refusal)

        if typed["what"] == WEEKDAY:
            self._desk.run(
                lambda register: register.clear_holiday(country, day, typed["reason"]), settled
            )
            return
        self._desk.run(
            lambda register: register.set_holiday(
                country,
                day,
                off=typed["what"] == OFF,
                name=typed["name"],
                reason=typed["reason"],
                certainty=typed["certainty"],
            ),
            settled,
        )

    def _settle(self, country: str, day: str, refusal: ServandaError | None) -> None:
        """Close the form once its answer is in the register, or say why it is not."""
        if (country, day) != (self.country, self._day.isoformat()):
            return
        if refusal is None:
            self.form.close_up()
        else:
            name = refusal.field if isinstance(refusal, InvalidValueError) else ""
            self.form.refuse(name, str(refusal))

    @Slot()
    def _jump(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.jumped.emit(sender.property("commitment"))


def _begun(calendar: Calendar, day: date) -> Answers:
    """Return what the form begins with: the day as it is."""
    holiday = calendar.holiday(day)
    if holiday is None:
        works = calendar.kind(day).works
        return {"what": WORKED if works else OFF, "certainty": Certainty.ANNOUNCED.value}
    return {
        "what": OFF if holiday.off else WORKED,
        "name": holiday.name,
        "reason": holiday.reason,
        "certainty": holiday.certainty.value,
    }
