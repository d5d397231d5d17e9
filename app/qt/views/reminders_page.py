"""The page Reminders: what is due, put off and coming, dealt with row by row by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.query import Query
from app.domain.reminder_rules import Point
from app.qt.desk import Desk, Write
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import Banner, EmptyState, Offer
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.models.reminder_row import DUE_PARTS, Part, Row, RowKind
from app.qt.views.page import Page
from app.qt.views.reminder_acts import Deed
from app.qt.views.reminder_questions import ReminderQuestions
from app.qt.views.reminder_rows import ReminderList
from app.qt.views.reminder_words import away_words, counted_words
from app.qt.views.snooze_menu import SnoozeMenu
from app.qt.work import Cancelled, Progress
from app.services.reminder_list import Listed, listed, take_back
from app.services.reminders import Matter

if TYPE_CHECKING:
    from app.services.register import Register
    from app.store.reader import Reader


class Reminders(Page):
    """The inbox of reminders. The panel comes beside it when a record is opened."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("Reminders", "Alerts")
        super().__init__(desk, look, "reminders", title)
        self.listed: Listed | None = None
        self._keyboard_wanted = False
        self._waved_aside: date | None = None
        self.heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        self.heading.setObjectName("page-heading")
        self.under = QuietLabel(look, scale=Scale.BODY)
        self.under.setObjectName("reminders-due")
        self.rules = quiet_button(look, self.tr("Rules"), "sliders-horizontal", "reminders-rules")
        self.rules.setToolTip(self.tr("How long before which day one is reminded"))
        self.rules.clicked.connect(self._to_rules)
        self.all = plain_button("", "reminders-all")
        look.dress(self.all, "check")
        self.all.clicked.connect(self._acknowledge_all)
        self.all.hide()
        self.banner = Banner(look, "bell")
        self.banner.setObjectName("reminders-banner")
        self.banner.acted.connect(self._wave_aside)
        self.banner.hide()
        self.list = ReminderList(look, title, lambda: desk.today, acts=not desk.read_only)
        self.list.stood_on.connect(self._stood_on)
        self.list.wanted.connect(self.do)
        self._empty: EmptyState | None = None
        self.asked = ReminderQuestions(desk, look, self.list.setFocus)
        self.asked.noted.connect(self._acknowledge)
        self.asked.put_off.connect(self._snooze)
        self._lay_out()
        desk.marked.connect(self.outdate)

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the reminders of today."""
        relation, today = self.desk.relation, self.desk.today
        seat = self.desk.register.store.seat

        def read(reader: Reader) -> Listed:
            return listed(reader, today, seat=seat, relation=relation)

        self.desk.ask("reminders", read, self._show_found)

    def take_keyboard(self) -> None:
        """Give the keyboard to the rows, once they are read."""
        if self.listed is None:
            self._keyboard_wanted = True
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._empty is not None and self._rooms.currentWidget() is self._empty:
            self._empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if self.list.row is None:
                self.list.stand_first()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How many are due, snoozed and coming."""
        return counted_words(self.listed) if self.listed is not None else ""

    @property
    def current(self) -> CommitmentId | None:
        """The commitment that the row stood on is about."""
        row = self.list.row
        return row.commitment if row is not None else None

    @property
    def row(self) -> Row | None:
        """The row stood on, where something can be done with it."""
        row = self.list.row
        return row if row is not None and row.matters and not self.desk.read_only else None

    @property
    def actable(self) -> bool:
        """Whether there is a row that can be acknowledged or snoozed."""
        return self.row is not None

    def act(self, deed: str) -> None:
        """Acknowledge or snooze the row stood on."""
        self.do(Deed(deed))

    @property
    def settled(self) -> bool:
        """Whether what is shown is what the register holds now."""
        return not (self._soon.isActive() or self.desk.asks)

    def showEvent(self, event: QShowEvent) -> None:
        """Come without the panel: it is there once a record is opened."""
        self.wants_detail = False
        super().showEvent(event)

    # Layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(GROUP_GAP, GROUP_GAP, GROUP_GAP - GAP // 2, GAP)
        head.setSpacing(GAP)
        for each in (self.heading, self.under):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignBaseline)
        head.addStretch(1)
        head.addWidget(self.rules)
        head.addWidget(self.all)
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.asked)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self._rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.banner)
        whole.addWidget(self._rooms, 1)

    def _nothing_yet(self) -> EmptyState:
        empty = EmptyState(
            self.look,
            "bell",
            self.tr("Nothing to be reminded of"),
            self.tr(
                "Alerts come by themselves before a last day, a session or a notice, and stay "
                "until they are acknowledged."
            ),
            (
                Offer(text=self.tr("See the rules"), icon="sliders-horizontal", name="see-rules"),
                Offer(text=self.tr("All commitments"), icon="list-checks", name="see-all"),
            ),
        )
        empty.chosen.connect(self._taken)
        return empty

    # What is shown

    def _show_found(self, found: Listed) -> None:
        if self._soon.isActive():
            return  # it was read before something else was written: what comes next is newer
        self._show(found)
        if self._keyboard_wanted:
            self._keyboard_wanted = False
            self.take_keyboard()

    def _show(self, found: Listed) -> None:
        before, self.listed = self.listed, found
        self.list.show_listed(found)
        if self.list.row is None and (before is None or not (before.due or before.late)):
            self.list.stand_first()
        if found.empty and self._empty is None:
            self._empty = self._nothing_yet()
            self._rooms.addWidget(self._empty)
        self._go_to(self._empty if found.empty and self._empty is not None else self._rows)
        due = len(found.due)
        self.under.setText(self.tr("{count} due").format(count=due) if due else "")
        one = self.tr("Acknowledge it")
        many = self.tr("Acknowledge all {count}").format(count=due)
        self.all.setText(one if due == 1 else many)
        self.all.setVisible(bool(due) and not self.desk.read_only)
        self._show_banner(found)
        self.counted.emit()

    def _go_to(self, room: QWidget) -> None:
        """Show the rows, or that there are none; the keyboard goes along."""
        before, focus = self._rooms.currentWidget(), QApplication.focusWidget()
        held = before is not None and focus is not None and before.isAncestorOf(focus)
        self._rooms.setCurrentWidget(room)
        if before is not room and held:
            self.take_keyboard()

    def _show_banner(self, found: Listed) -> None:
        away = found.away
        came = away is not None and any(
            entry.occurrence.on > away for matter in found.due for entry in matter.entries
        )
        if away is None or not came or away == self._waved_aside:
            self.banner.hide()
            return
        self.banner.say("bell", away_words(away, found.today), self.tr("Understood"))
        self.banner.show()

    @Slot()
    def _stood_on(self) -> None:
        self.selected.emit(self.current)
        self.counted.emit()

    # What is done with a row

    @Slot(object)
    def do(self, deed: Deed) -> None:
        """Do one thing with the row stood on, where it can be done."""
        row = self.list.row
        if row is None:
            return
        if deed is Deed.OPEN:
            self._open(row)
        elif deed is Deed.TAKE_BACK:
            self._take_back(row)
        elif self.row is None:
            return
        elif deed is Deed.ACKNOWLEDGE:
            self._acknowledge(row)
        elif deed is Deed.NOTE:
            self.asked.ask_note(row)
        elif row.part is not Part.COMING:
            self._snooze_by_menu(row)

    def _open(self, row: Row) -> None:
        if row.commitment is not None:
            self.wants_detail = True
            self.selected.emit(row.commitment)
            self.detail_wanted.emit()
            return
        matter = row.matter
        if row.kind is RowKind.MORE:
            self.section_wanted.emit("overdue")
        if matter is None:
            return
        one = matter.occurrence
        if one.point is Point.ANSWER:
            self._open_letter(one.subject)
        elif one.organisation is not None:
            silent = Query(
                silent=True, promises=True, owner=one.organisation, relation=one.relation
            )
            self.query_wanted.emit(silent, self.tr("No news from {who}").format(who=one.title))
        else:
            self.section_wanted.emit("no news")

    def _open_letter(self, letter: str) -> None:
        def read(reader: Reader) -> str:
            return reader.letter(letter).round

        self.desk.ask("reminder-letter", read, partial(self.page_wanted.emit, "letters"))

    @Slot(object, str)
    def _acknowledge(self, row: Row, note: str = "") -> None:
        chosen = row.occurrences
        self._run(row, lambda register: register.acknowledge(chosen, note))

    @Slot()
    def _acknowledge_all(self) -> None:
        if self.listed is None or not self.listed.due:
            return
        due = self.listed.due
        chosen = [entry.occurrence for each in due for entry in each.entries]
        self.desk.run(
            lambda register: register.acknowledge(chosen), partial(self._dealt_with, due, "", True)
        )

    @Slot(object, str)
    def _snooze(self, row: Row, until: str) -> None:
        chosen = row.occurrences
        self._run(row, lambda register: register.snooze(chosen, until))

    def _take_back(self, row: Row) -> None:
        kept = row.reminders
        if kept:
            self.desk.run(lambda register: take_back(register, kept))

    def _run(self, row: Row, write: Write) -> None:
        """Write, then go on to the row that follows."""
        following = self.list.next_after(row)
        due = row.part in DUE_PARTS
        self.desk.run(write, partial(self._dealt_with, row.matters, following, due))

    def _dealt_with(
        self,
        matters: tuple[Matter, ...],
        following: str,
        due: bool,
        refusal: ServandaError | None,
    ) -> None:
        """Take away at once what was dealt with: the next key is for the row that follows."""
        if refusal is not None or self.listed is None:
            return
        if following:
            self.list.stand_on(following)
        else:
            self.list.stand_nowhere()
        self._show(_without(self.listed, matters))
        if due and not following:
            self.list.stand_first()

    # What is asked

    def _snooze_by_menu(self, row: Row) -> None:
        menu = SnoozeMenu(row, self.desk.today, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.picked.connect(partial(self._snooze, row))
        menu.day_wanted.connect(partial(self.asked.ask_day, row))
        menu.before_wanted.connect(partial(self.asked.ask_before, row))
        rect = self.list.visualRect(self.list.currentIndex())
        acts = self.list.acts.geometry()
        menu.open_at(self.list.viewport().mapToGlobal(QPoint(acts.left(), rect.bottom())))

    # Going on

    @Slot()
    def _to_rules(self) -> None:
        self.section_wanted.emit("reminder-rules")

    @Slot(int)
    def _taken(self, offer: int) -> None:
        self.section_wanted.emit(("reminder-rules", "commitments")[offer])

    @Slot()
    def _wave_aside(self) -> None:
        """The officer has seen what came in absence: say so in the register, aside."""
        if self.listed is None:
            return
        self._waved_aside = self.listed.away
        self.banner.hide()
        self.take_keyboard()
        if not self.desk.read_only:
            self.desk.run_aside(_back, _no_matter)


def _back(register: Register, _progress: Progress, _cancelled: Cancelled) -> object:
    from app.services.watching import back  # noqa: PLC0415 - seldom wanted

    back(register)
    return None


def _no_matter(_found: object, _refusal: ServandaError | None) -> None:
    """Where it could not be noted, the banner comes back with the next window."""


def _without(listed: Listed, matters: tuple[Matter, ...]) -> Listed:
    gone = set(map(id, matters))

    def kept(held: tuple[Matter, ...]) -> tuple[Matter, ...]:
        return tuple(each for each in held if id(each) not in gone)

    return replace(
        listed,
        due=kept(listed.due),
        late=kept(listed.late),
        snoozed=kept(listed.snoozed),
        coming=kept(listed.coming),
    )
