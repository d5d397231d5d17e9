"""The right half of the reports: what one is asked for, its pages, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from textwrap import fill

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.reports.request import TAKES, Request, Wish
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, MARGIN, Scale
from app.qt.models.reports import ReportLine
from app.qt.printing.pages import Pages
from app.qt.views.pages_view import PagesView
from app.qt.views.reports_choices import ReportChoices
from app.qt.views.sections import wrapped
from app.services.reports.report import Report
from app.services.reports.usual import Offered

_BUTTON_EDGE = 12
"""What a button without a frame keeps around its words."""


_LETTERS = 72
"""So long is a line of a refusal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read: what can be chosen, and the report laid out, or why there is none."""

    request: Request
    offers: Offered
    report: Report | None = None
    pages: Pages | None = None
    refused: str = ""


class ReportSheet(QWidget):
    """Shows one report: its name and choices above, its pages below."""

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("report-sheet")
        self.back = quiet_button(look, self.tr("To the session"), "arrow-left", "report-back")
        self.back.setToolTip(self.tr("Back to the points of the session (Esc)"))
        self.heading = InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD)
        self.heading.setObjectName("report-heading")
        self.save = plain_button(self.tr("Save as…"), "report-save")
        self.save.setToolTip(self.tr("As PDF, for Word, a browser or a spreadsheet (Ctrl+E)"))
        set_kind(self.save, ButtonKind.FILLED)
        self.print = plain_button(self.tr("Print…"), "report-print")
        self.print.setToolTip(self.tr("On paper (Ctrl+P)"))
        self.pack = plain_button(self.tr("Briefing pack…"), "report-pack")
        self.pack.setToolTip(
            self.tr("Reports, tables and sources in one PDF, a folder or a ZIP file (Ctrl+Alt+P)")
        )
        self.choices = ReportChoices(look, today)
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName("report-said")
        self.view = PagesView(look)
        self.refusal = EmptyState(
            look,
            "file-text",
            "",
            "",
            (Offer(text=self.tr("Sessions and visits"), icon="users", name="report-sessions"),),
        )
        self.rooms = QStackedWidget()
        self._top = QHBoxLayout()
        self._lay_out()
        self._turn()
        for each in (self.back, self.save, self.print):
            each.setEnabled(False)
        self.back.hide()

    def counts(self, report: Report | None) -> str:
        """How many rows and pages there are, and which page is seen."""
        pages = self.view.pages
        if pages is None or report is None:
            return ""
        one, several = self.tr("1 entry"), self.tr("{count} entries").format(count=report.points)
        pieces = [one if report.points == 1 else several]
        if report.left_out:
            left = self.tr("{count} marked left out")
            pieces.append(left.format(count=report.left_out))
        where = self.tr("page {page} of {pages}")
        pieces.append(where.format(page=self.view.first_in_sight, pages=len(pages)))
        return ", ".join(pieces)

    def wait(self) -> None:
        """Nothing can be saved of what is about to be replaced."""
        for each in (self.save, self.print):
            each.setEnabled(False)

    def show_found(self, line: ReportLine, found: Found, *, led: bool) -> None:
        """Show a report, or why there is none; `led` says that a session led to it."""
        self.heading.setText(line.title)
        self.choices.show_request(found.request, found.offers, self.choices.chosen_paper)
        shown = found.pages is not None
        for each in (self.save, self.print):
            each.setEnabled(shown)
        self.back.setVisible(led)
        self.back.setEnabled(led)
        self.view.show_pages(found.pages)
        self.view.setAccessibleName("" if found.pages is None else found.pages.document.subtitle)
        if found.report is None:
            self._explain(found)
        else:
            self.choices.show()
            self.rooms.setCurrentWidget(self.view)
            self.tell(self._caution(found.report))

    def _explain(self, found: Found) -> None:
        """Say in the place of the pages why there are none, and what to do about it."""
        none = Wish.MEETING in TAKES[found.request.name] and not found.offers.meetings
        what = self.tr("Choose otherwise above.")
        line = self.tr("This report cannot be made like this")
        if none:
            what = self.tr("Record a session with its points, and the next one of its series.")
            line = self.tr("No session to follow up yet")
        self.refusal.say(line, f"{fill(found.refused, _LETTERS)}\n{what}")
        self.choices.setVisible(not none)
        self.refusal.buttons[0].setVisible(none)
        self.rooms.setCurrentWidget(self.refusal)
        self.said.setText("")

    def _caution(self, report: Report) -> str:
        """Say what a reader of this report has to know before it leaves the desk."""
        left = report.left_out
        if report.request.shared:
            several = self.tr("{count} marked points are left out, and everything internal.")
            one = self.tr("1 marked point is left out, and everything internal.")
            none = self.tr("Everything internal is left out; no point is marked.")
            return none if left == 0 else one if left == 1 else several.format(count=left)
        if report.marked:
            return self.tr("Internal: {count} of its points are marked.").format(
                count=report.marked
            )
        if left:
            return self.tr("Internal; {count} marked left out.").format(count=left)
        return self.tr("Internal; nothing in it is marked.")

    @Slot(str)
    def tell(self, said: str) -> None:
        """Say something about the report, such as where it was saved."""
        self.said.set_ink("text2")
        self.said.setText(said)

    @Slot(str)
    def refuse(self, said: str) -> None:
        """Say why something was not done."""
        self.said.set_ink("late")
        self.said.setText(said)

    # Layout

    def _lay_out(self) -> None:
        top = self._top
        top.setSpacing(GAP)
        top.addWidget(self.heading, 1)
        top.addWidget(self.pack)
        top.addWidget(self.print)
        top.addWidget(self.save)
        words = QVBoxLayout()
        words.setContentsMargins(MARGIN, 0, MARGIN, 0)
        words.setSpacing(GAP)
        for part in (self.choices, self.said):
            words.addWidget(part)
        for room in (self.view, self.refusal):
            self.rooms.addWidget(room)
        self._back_row = QHBoxLayout()
        self._back_row.addWidget(self.back)
        self._back_row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._back_row)
        column.addLayout(top)
        column.addLayout(words)
        column.addWidget(self.rooms, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        """Let the way back begin where the words below it do, and point along the layout."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        near = MARGIN - _BUTTON_EDGE
        left, right = (MARGIN, near) if mirrored else (near, MARGIN)
        self._back_row.setContentsMargins(left, 0, right, 0)
        self._top.setContentsMargins(MARGIN, 0, MARGIN, GRID)
        self._look.dress(self.back, "arrow-right" if mirrored else "arrow-left")
