"""Above the points of a session: the way to its reports, and what is decided of its points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.agenda import MeetingLine, PointLine, SessionSheet
from app.domain.errors import ServandaError
from app.domain.kinds import Family
from app.domain.reports.request import ReportName, Request
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, MARGIN, Scale
from app.qt.look.words import isolated
from app.qt.models.meetings import ordinal_word
from app.qt.views.decision_form import DecisionForm
from app.qt.views.sections import wrapped


class SessionDecisions(QWidget):
    """Leads to the brief and the follow-up of a session, and lets its points be decided.

    `wanted` carries the `Request` of the report that is to be shown.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, look: Look, chosen: Callable[[], Sequence[PointLine]]) -> None:
        """`chosen` gives the selected points."""
        super().__init__()
        self._desk, self._look, self._chosen = desk, look, chosen
        self._sheet: SessionSheet | None = None
        self.setObjectName("session-decisions")
        self.follow = plain_button("", "session-follow-up")
        look.dress(self.follow, "scroll-text")
        self.follow.clicked.connect(self._follow)
        self.brief = plain_button(self.tr("Brief"), "session-brief")
        self.brief.setToolTip(self.tr("What to know for this meeting, on two pages to print"))
        look.dress(self.brief, "file-text")
        self.brief.clicked.connect(self._brief)
        self.decide = plain_button(self.tr("Decide on the selected…"), "session-decide")
        self.decide.clicked.connect(self._decide)
        self.apply = plain_button("", "session-apply")
        self.apply.clicked.connect(self._apply)
        self.form = DecisionForm(desk, look, self.decide.setFocus)
        self.said = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self.said.setObjectName("session-decisions-refused")
        self.said.hide()
        row = Flow()
        for button in (self.brief, self.follow, self.decide, self.apply):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 0, MARGIN, 0)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.form)

    def show_sheet(self, sheet: SessionSheet) -> None:
        """Show what can be done with the points of a session."""
        if self._sheet is not None and self._sheet.id != sheet.id:
            self.form.put_away()
            self.said.hide()
        self._sheet = sheet
        after, meeting = sheet.after, self.request(ReportName.BRIEF) is not None
        followed = self.request(ReportName.CARRY_OVER) is not None
        self.brief.setVisible(meeting)
        for button in (self.follow, self.decide, self.apply):
            button.setVisible(followed)
        self.setVisible(meeting or followed)
        if after is None or not followed:
            return
        name = _name(after)
        self.follow.setText(self.tr("Follow-up for {session}").format(session=name))
        writable = not self._desk.read_only
        self.decide.setVisible(writable)
        waiting = len(sheet.chosen)
        template = (
            self.tr("Apply the decision to {session}")
            if waiting == 1
            else self.tr("Apply {count} decisions to {session}")
        )
        self.apply.setText(template.format(count=waiting, session=name))
        self.apply.setVisible(writable and waiting > 0)
        self.apply.setToolTip(
            self.tr("{session} is not recorded as held yet.").format(session=after.row.title)
            if not after.held
            else self.tr("One step, which one undo takes back")
        )
        self.selection_changed()

    def request(self, report: ReportName) -> Request | None:
        """Return a report of this session; None where there is none of that name."""
        sheet = self._sheet
        if sheet is None:
            return None
        meeting = sheet.line.row.kind.family is Family.MEETING
        if report is ReportName.BRIEF and meeting:
            return Request(name=report, meeting=sheet.id)
        some = bool(sheet.points or sheet.restated)
        if report is ReportName.CARRY_OVER and some and sheet.after is not None:
            return Request(name=report, meeting=sheet.id, until=sheet.after.row.id)
        return None

    @Slot()
    def selection_changed(self) -> None:
        """Let the selected points be decided, where any are."""
        self.decide.setEnabled(bool(self._chosen()))

    @Slot()
    def _follow(self) -> None:
        self.wanted.emit(self.request(ReportName.CARRY_OVER))

    @Slot()
    def _brief(self) -> None:
        self.wanted.emit(self.request(ReportName.BRIEF))

    @Slot()
    def _decide(self) -> None:
        lines, sheet = tuple(self._chosen()), self._sheet
        if lines and sheet is not None and sheet.after is not None:
            self.said.hide()
            self.form.open_up(lines, sheet.id, sheet.after.row.id)

    @Slot()
    def _apply(self) -> None:
        """Carry out all that was chosen and not carried out yet, in one step."""
        if self._sheet is None or self._desk.waits:
            return
        chosen = self._sheet.chosen
        self.said.hide()
        then = partial(self._applied, self._sheet.id)
        self._desk.run(lambda register: register.apply_decisions(chosen), then)

    def _applied(self, session: str, refusal: ServandaError | None) -> None:
        if refusal is not None and self._sheet is not None and self._sheet.id == session:
            self.said.setText(str(refusal))
            self.said.show()
        elif refusal is None:
            self.follow.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes


def _name(after: MeetingLine) -> str:
    """Return how the next session is called on a button: by its number, else by its title."""
    if after.ordinal is None:
        return isolated(after.row.title)
    return ordinal_session(after.ordinal)


def ordinal_session(number: int) -> str:
    """Return “the 9th session”."""
    template = QCoreApplication.translate("Sessions", "the {ordinal} session")
    return template.format(ordinal=ordinal_word(number))
