"""The page of the follow-up of decisions: the report as it will be printed, and what is in it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId
from app.domain.reports.carry_over import CarryOver
from app.domain.reports.carry_over_document import carry_over_document
from app.domain.reports.look import FONTS, Paper
from app.domain.rows import RegisterRow
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.fonts import SEMIBOLD, families_for
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, MARGIN, Scale
from app.qt.look.words import short_ref
from app.qt.printing.pages import Pages
from app.qt.views.follow_up_choices import FollowUpChoices
from app.qt.views.page import Page
from app.qt.views.pages_view import PagesView
from app.qt.views.report_output import ReportOutput
from app.qt.views.sections import wrapped
from app.services.reports.carry_over import Asked, carry_over
from app.services.reports.pairs import meetings_to_follow_up, usual_pair
from app.store.reader import Reader

_BUTTON_EDGE = 12
"""What a button without a frame keeps around its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was read: the meetings to choose from, and the report laid out, or why there is none."""

    asked: Asked | None
    meetings: tuple[RegisterRow, ...]
    report: CarryOver | None = None
    pages: Pages | None = None
    refused: str = ""


class FollowUp(Page):
    """What was agreed at one session and where it stands before another, as it will be printed."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("FollowUp", "Follow-up of decisions")
        super().__init__(desk, look, "carry-over", title)
        families_for("ا", FONTS)  # reads the Arabic font here: pages are laid out off this thread
        self._between: tuple[CommitmentId, CommitmentId] | None = None
        self.report: CarryOver | None = None
        self.output = ReportOutput(self)
        self.output.told.connect(self._tell)
        self.output.refused.connect(self._refuse)
        self.back = quiet_button(look, self.tr("To the session"), "arrow-left", "follow-up-back")
        self.back.setToolTip(self.tr("Back to the points of the session (Esc)"))
        self.back.clicked.connect(self._go_back)
        self.save = plain_button(self.tr("Save as…"), "follow-up-save")
        set_kind(self.save, ButtonKind.FILLED)
        self.save.clicked.connect(self._save)
        self.print = plain_button(self.tr("Print…"), "follow-up-print")
        self.print.clicked.connect(self._print)
        self.heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        self.choices = FollowUpChoices(look)
        self.choices.changed.connect(self._chosen)
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName("follow-up-said")
        self.view = PagesView(look)
        self.view.turned.connect(self.counted)
        self._rooms = QStackedWidget()
        self.empty = self._nothing()
        self._top = QHBoxLayout()
        self._lay_out()
        self._turn()
        desk.relation_changed.connect(self._look_elsewhere)

    # What a page says for itself

    def fill(self) -> None:
        """Read the report and lay it out, off the window's thread."""
        between, relation, today = self._between, self.desk.relation, self.desk.today
        language = str(self.choices.language.currentData())
        paper = Paper(str(self.choices.paper.currentData()))
        shared, unmarked = self.choices.shared.isChecked(), self.choices.unmarked.isChecked()

        def read(reader: Reader) -> _Found:
            meetings = meetings_to_follow_up(reader, relation)
            chosen = between if between is not None else usual_pair(reader, relation)
            if chosen is None:
                return _Found(asked=None, meetings=meetings)
            asked = Asked(
                start=chosen[0],
                end=chosen[1],
                language=language,
                shared=shared,
                unmarked=unmarked,
            )
            try:
                report = carry_over(reader, asked, today)
            except (InvalidValueError, NotFoundError) as error:
                return _Found(asked=asked, meetings=meetings, refused=str(error))
            pages = Pages(carry_over_document(report), paper)
            return _Found(asked=asked, meetings=meetings, report=report, pages=pages)

        self.desk.ask("carry-over", read, self._show_found)

    def take_keyboard(self) -> None:
        """Give the keyboard to the pages, or to the way on where there are none."""
        shown = self._rooms.currentWidget() is self.empty
        target: QWidget = self.empty.buttons[0] if shown else self.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How many points and pages there are, and which page is seen."""
        pages, report = self.view.pages, self.report
        if pages is None or report is None:
            return ""
        points = len(report.points)
        one, several = self.tr("1 point"), self.tr("{count} points").format(count=points)
        where = self.tr("page {page} of {pages}").format(
            page=self.view.first_in_sight, pages=len(pages)
        )
        pieces = [one if points == 1 else several, where]
        if report.left_out:
            left = self.tr("{count} marked left out").format(count=report.left_out)
            pieces.insert(1, left)
        return ", ".join(pieces)

    @Slot(object)
    def show_target(self, target: object) -> None:
        """Show the follow-up of a session before another: their identities, as a pair."""
        if isinstance(target, tuple):
            self._between = target
            self.said.setText("")
            self.outdate()

    def stop(self) -> None:
        """End what is being written."""
        self.output.stop()
        super().stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the session."""
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    @property
    def settled(self) -> bool:
        """Whether what is shown is what the register holds now."""
        return not (self._soon.isActive() or self.desk.asks)

    # Showing

    def _show_found(self, found: _Found) -> None:
        asked = found.asked
        self.choices.offer(found.meetings, None if asked is None else (asked.start, asked.end))
        self._rooms.setCurrentWidget(self.empty if found.asked is None else self.view)
        self.choices.setVisible(found.asked is not None)
        self.report = found.report
        for each in (self.save, self.print):
            each.setEnabled(found.pages is not None)
            each.setVisible(found.asked is not None)
        self.back.setVisible(found.asked is not None)
        if found.asked is not None:
            self._between = (found.asked.start, found.asked.end)
        if found.refused:
            self._refuse(found.refused)
        elif found.report is not None:
            self._tell(self._caution(found.report))
        self.view.show_pages(found.pages)
        self.view.setAccessibleName("" if found.pages is None else found.pages.document.subtitle)
        self.counted.emit()

    def _caution(self, report: CarryOver) -> str:
        """Say what a reader of this report has to know before it leaves the desk."""
        if report.shared:
            several = self.tr("{count} marked points are left out, and everything internal.")
            one = self.tr("1 marked point is left out, and everything internal.")
            none = self.tr("Everything internal is left out; no point is marked.")
            left = report.left_out
            return none if left == 0 else one if left == 1 else several.format(count=left)
        marked = sum(bool(each.row.classification) for each in report.points)
        if marked:
            return self.tr("Internal: {count} of its points are marked.").format(count=marked)
        return self.tr("Internal: with positions, proposals and decisions.")

    @Slot(str)
    def _tell(self, said: str) -> None:
        self.said.set_ink("text2")
        self.said.setText(said)

    @Slot(str)
    def _refuse(self, said: str) -> None:
        self.said.set_ink("late")
        self.said.setText(said)

    # What happens

    @Slot()
    def _chosen(self) -> None:
        """Another session, language, paper or copy is wanted."""
        self._between = self.choices.between or self._between
        self.outdate()

    @Slot()
    def _save(self) -> None:
        if self.view.pages is not None and self.report is not None:
            first = short_ref(self.report.start.row) or "session"
            name = f"follow-up-{first}-{self.desk.today.isoformat()}".replace("/", "-")
            kind = "-copy" if self.report.shared else ""
            self.output.save(self.view.pages, f"{name}{kind}")

    @Slot()
    def _print(self) -> None:
        if self.view.pages is not None:
            self.output.print(self.view.pages)

    @Slot()
    def _go_back(self) -> None:
        if self._between is not None:
            self.page_wanted.emit("sessions", self._between[0])

    @Slot()
    def _to_sessions(self) -> None:
        self.section_wanted.emit("sessions")

    @Slot()
    def _look_elsewhere(self) -> None:
        """Another pair of countries is looked at: what was chosen belongs to the former."""
        self._between = None

    # Layout

    def _lay_out(self) -> None:
        top = self._top
        top.setSpacing(GAP)
        top.addWidget(self.back)
        top.addStretch(1)
        top.addWidget(self.print)
        top.addWidget(self.save)
        words = QVBoxLayout()
        words.setContentsMargins(MARGIN, 0, MARGIN, 0)
        words.setSpacing(GAP)
        for part in (self.heading, self.choices, self.said):
            words.addWidget(part)
        for room in (self.view, self.empty):
            self._rooms.addWidget(room)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(top)
        column.addLayout(words)
        column.addWidget(self._rooms, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        """Let the way back begin where the words below it do, and point along the layout."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        near = MARGIN - _BUTTON_EDGE
        left, right = (MARGIN, near) if mirrored else (near, MARGIN)
        self._top.setContentsMargins(left, GRID, right, 0)
        self.look.dress(self.back, "arrow-right" if mirrored else "arrow-left")

    def _nothing(self) -> EmptyState:
        state = EmptyState(
            self.look,
            "scroll-text",
            self.tr("No session to follow up yet"),
            self.tr(
                "Record a session with its points, and the next one of the same series:\n"
                "here it is then seen where each point stands."
            ),
            (Offer(text=self.tr("Sessions and visits"), icon="users", name="follow-up-sessions"),),
        )
        state.chosen.connect(self._to_sessions)
        return state
