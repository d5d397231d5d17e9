"""The page Today: figures, what needs an answer, and small charts of what is promised."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.identity import CommitmentId
from app.domain.overview import DayOverview, Figure
from app.qt.desk import Desk
from app.qt.look import overview_words, words
from app.qt.look.arranged import APART, below, beside, emptied
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.tokens import GRID, GROUP_GAP, MARGIN, Scale
from app.qt.models.overview import Line
from app.qt.views.page import Page
from app.qt.views.sections import wrapped
from app.qt.views.today_ahead import MeetingsAhead
from app.qt.views.today_charts import Charts
from app.qt.views.today_figures import FigureStrip
from app.qt.views.today_wanting import WantingSection
from app.services.reports.usual import to_prepare
from app.services.today import day_overview

if TYPE_CHECKING:
    from app.store.reader import Reader

_EDGE = MARGIN + 8
_WIDE = 960
"""From this width on the charts stand beside what needs an answer, at the usual size of text."""
_PAIRED = 560
"""From this width on two charts stand side by side under it."""
_USUAL_FIGURE = 8


class Today(Page):
    """What an officer looks at first in the morning."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "today", QCoreApplication.translate("Today", "Today"))
        self.overview: DayOverview | None = None
        self._keyboard_wanted = False
        self._empty: EmptyState | None = None
        self.headline = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self.headline.setObjectName("headline")
        self.under = QuietLabel(look, scale=Scale.BODY)
        self.under.setObjectName("under-headline")
        self.ahead = MeetingsAhead(look)
        self.ahead.report_wanted.connect(self._report_wanted)
        self.figures = FigureStrip(look)
        self.figures.chosen.connect(self._figure_chosen)
        self.wanting = WantingSection(look, desk.today)
        self.wanting.jumped.connect(self.jumped)
        self.wanting.moved.connect(self.selected)
        self.wanting.all_wanted.connect(self._all_wanted)
        self.wanting.reached.connect(self._reached)
        self.unpromised = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.unpromised.setObjectName("nothing-to-chart")
        self.unpromised.setText(
            self.tr("Nothing recorded is a promise yet: there is nothing to chart.")
        )
        self.unpromised.hide()
        self.charts = Charts(look, self)
        self.charts.hide()
        self.charts.chosen.connect(self._line_chosen)
        for each in self.charts.all:
            each.reached.connect(self._reached)
        self._lay_out()

    # What the window asks

    def fill(self) -> None:
        """Ask for everything; the date stands at once."""
        relation, today = self.desk.relation, self.desk.today
        self.headline.setText(overview_words.whole_date(today))

        def read(reader: Reader) -> DayOverview:
            return day_overview(reader, today, relation)

        self.desk.ask(
            "meetings ahead",
            lambda reader: to_prepare(reader, relation, today),
            self.ahead.show_meetings,
        )
        self.desk.ask(self.name, read, self._show)

    def take_keyboard(self) -> None:
        """Go to what needs an answer, or to the figures where nothing does."""
        if self.overview is None:
            self._keyboard_wanted = True
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._empty is not None and self._stack.currentWidget() is self._empty:
            self._empty.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.overview.wanting:
            self.wanting.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.figures.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How many promises are open."""
        if self.overview is None or not self.overview.held:
            return ""
        return self._open_promises(self.overview.pending)

    @property
    def current(self) -> CommitmentId | None:
        """The commitment stood on among those that need an answer."""
        return self.wanting.current if self.wanting.list.hasFocus() else None

    # Layout

    def _lay_out(self) -> None:
        self._content = QWidget()
        self._content.setObjectName("today-content")
        self._below = QWidget()
        self._columns = QHBoxLayout(self._below)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(APART)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(_EDGE, GROUP_GAP, _EDGE, MARGIN)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addSpacing(2)
        column.addWidget(self.under)
        column.addWidget(self.ahead)
        column.addSpacing(GROUP_GAP)
        column.addWidget(self.figures)
        column.addSpacing(GROUP_GAP + GRID)
        column.addWidget(self._below)
        column.addSpacing(GROUP_GAP)
        column.addWidget(self.unpromised)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("today-scroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes to what stands in it
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._content)
        for ground in (self._content, self._scroll.viewport()):
            ground.setBackgroundRole(ground.palette().ColorRole.Base)
            ground.setAutoFillBackground(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        for part in (self.figures, self._below):
            part.hide()
        self._form = 0
        self._arrange(3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._put_in_order()  # what it was added to has an order of its own

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Put the charts beside what needs an answer, or under it in pairs or one by one."""
        figure = self.look.fonts.metrics().horizontalAdvance("0")
        width = self.width() / max(1.0, figure / _USUAL_FIGURE)
        self._arrange(3 if width >= _WIDE else 2 if width >= _PAIRED else 1)

    def _arrange(self, form: int) -> None:
        """Lay the parts out anew: in two columns, as pairs under the first part, or in one."""
        if form == self._form:
            return
        self._form = form
        emptied(self._columns)
        wanting, charts = self.wanting, self.charts
        if form == 3:
            names = beside(charts.leads, charts.sectors)
            self._columns.addLayout(below(wanting, names), 10)
            self._columns.addLayout(below(charts.statuses, charts.months), 6)
        elif form == 2:
            above = beside(charts.statuses, charts.months)
            names = beside(charts.leads, charts.sectors)
            self._columns.addLayout(below(wanting, above, names), 1)
        else:
            self._columns.addLayout(below(wanting, *charts.all), 1)
        self._put_in_order()

    def _put_in_order(self) -> None:
        """Let Tab go as the page is read, wherever its parts stand."""
        order: list[QWidget] = [
            *self.ahead.buttons,
            *self.figures.buttons,
            self.wanting.all,
            self.wanting.list,
        ]
        for each in self.charts.all:
            order += [each.toggle, each.chart, each.twin]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    # What is shown

    def _show(self, overview: DayOverview) -> None:
        first = self.overview is None
        self.overview = overview
        self.headline.setText(overview_words.whole_date(overview.today))
        if overview.held:
            self.under.setText(self._summary(overview))
            self.figures.show_figures(overview.figures, overview.today, overview.pending)
            self.wanting.show_overview(overview)
            self.charts.show_overview(overview)
            charted = bool(overview.statuses)
            self.unpromised.setVisible(not charted)
            for chart in self.charts.all:
                chart.setVisible(charted)
            for part in (self.figures, self._below):
                part.show()
            self._stack.setCurrentWidget(self._scroll)
        else:
            self._show_empty(overview)
        self.counted.emit()
        if first and self._keyboard_wanted:
            self._keyboard_wanted = False
            if self.window().focusWidget() is self:  # also where the window is not active
                self.take_keyboard()

    def _show_empty(self, overview: DayOverview) -> None:
        if self._empty is None:
            self._empty = self._empty_register()
            self._stack.addWidget(self._empty)
        if overview.relation:
            line = self.tr("Nothing promised between these two yet")
        else:
            line = self.tr("Nothing promised yet")
        self._empty.say(line, self._offers_words())
        self._stack.setCurrentWidget(self._empty)

    def _empty_register(self) -> EmptyState:
        state = EmptyState(
            self.look,
            "handshake",
            self.tr("Nothing promised yet"),
            self._offers_words(),
            (
                Offer(text=self.tr("Add a commitment"), icon="plus", name="empty-add"),
                Offer(text=self.tr("Try the sample"), icon="book-open-text", name="empty-sample"),
            ),
        )
        state.chosen.connect(self._offer_taken)
        state.buttons[0].setEnabled(not self.desk.read_only)
        return state

    def _offers_words(self) -> str:
        return self.tr(
            "Add the first commitment, or look around in the sample register.\n"
            "The sample opens beside yours and changes nothing."
        )

    def _summary(self, overview: DayOverview) -> str:
        """How many promises are open, and between whom."""
        count = self._open_promises(overview.pending)
        if len(overview.relations) > 1:
            template = self.tr("{promises} in {count} relations")
            return template.format(promises=count, count=len(overview.relations))
        if not overview.relations:
            return count
        pair = overview.relations[0]
        if pair.first_name and pair.second_name:
            return self.tr("{promises} between {first} and {second}").format(
                promises=count,
                first=words.isolated(pair.first_name),
                second=words.isolated(pair.second_name),
            )
        return self.tr("{promises} in {pair}").format(
            promises=count, pair=words.isolated(pair.code)
        )

    def _open_promises(self, count: int) -> str:
        if count == 0:
            return self.tr("No open promises")
        if count == 1:
            return self.tr("1 open promise")
        return self.tr("{count} open promises").format(count=count)

    # What happens

    @Slot(object)
    def _report_wanted(self, request: object) -> None:
        self.page_wanted.emit("reports", request)

    @Slot(object)
    def _figure_chosen(self, figure: Figure) -> None:
        self.query_wanted.emit(figure.query, overview_words.sign_word(figure.sign))

    @Slot(object)
    def _line_chosen(self, line: Line) -> None:
        self.query_wanted.emit(line.query, line.heading)

    @Slot()
    def _all_wanted(self) -> None:
        if self.overview is not None:
            self.query_wanted.emit(
                self.overview.pressing, self.tr("Late, near, running or waiting")
            )

    @Slot(QRect)
    def _reached(self, rect: QRect) -> None:
        """Bring what is stood on into sight."""
        part = self.sender()
        if isinstance(part, QWidget):
            place = rect.translated(part.mapTo(self._content, QPoint(0, 0)))
            centre = place.center()
            self._scroll.ensureVisible(centre.x(), centre.y(), 0, place.height())

    @Slot(int)
    def _offer_taken(self, number: int) -> None:
        (self.new_wanted, self.sample_wanted)[number].emit()
