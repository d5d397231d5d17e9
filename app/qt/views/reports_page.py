"""The page of the reports: which there are, what each is asked for, and how it will be printed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.reports.look import FONTS
from app.domain.reports.request import TAKES, ReportName, Request, Wish
from app.qt.desk import Desk
from app.qt.look.fonts import families_for
from app.qt.look.labels import Hairline
from app.qt.look.look import Look
from app.qt.printing.pages import Pages
from app.qt.views.page import Page
from app.qt.views.report_output import ReportOutput
from app.qt.views.reports_list import ReportsList
from app.qt.views.reports_memory import ReportsMemory
from app.qt.views.reports_sheet import Found, ReportSheet
from app.services.reports.catalogue import made
from app.services.reports.report import Report
from app.services.reports.usual import offered, to_brief, usual
from app.store.reader import Reader


def _nothing(_found: None) -> None:
    """Hear that a report was given up."""


class Reports(Page):
    """Every report: what is chosen at the left stands at the right as it will be printed."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look, memory: ReportsMemory) -> None:
        title = QCoreApplication.translate("Navigation", "Reports")
        super().__init__(desk, look, "reports", title)
        families_for("ا", FONTS)  # reads the Arabic font here: pages are laid out off this thread
        self._memory = memory
        self._asked = 0
        self._from_meeting = False
        self._requests: dict[ReportName, Request] = {}
        """What was chosen of each report; of one that is missing, the usual is asked for."""
        self.report: Report | None = None
        self.output = ReportOutput(memory, self)
        self.list = ReportsList(look, title)
        self.sheet = ReportSheet(look, lambda: desk.today)
        self._lay_out()
        self._connect()
        self._name = memory.report
        QTimer.singleShot(0, self, self._mark)  # measures every line: not in one go with the rest

    # What a page says for itself

    def fill(self) -> None:
        """Read the report and lay it out, off the window's thread."""
        self._asked += 1
        number, relation, today = self._asked, self.desk.relation, self.desk.today
        chosen, paper = self._request(), self.sheet.choices.chosen_paper
        subject = self._name not in self._requests

        def go_on(_done: int, _whole: int) -> None:
            if number != self._asked:  # a newer question came: its answer alone is wanted
                raise InterruptedError

        def read(reader: Reader) -> Found:
            offers = offered(reader, TAKES[chosen.name], relation, today)
            request = chosen
            try:
                request = usual(reader, chosen, relation, today, subject=subject)
                report = made(reader, request, today)
            except (InvalidValueError, NotFoundError) as error:
                return Found(request=request, offers=offers, refused=str(error))
            pages = Pages(report.document, paper, go_on)
            return Found(request=request, offers=offers, report=report, pages=pages)

        self.sheet.wait()
        self.desk.ask("reports", read, self._show_found)
        self.desk.ask(
            "reports-briefs",
            lambda reader: to_brief(reader, relation, today),
            self.list.briefs.show_meetings,
        )

    def take_keyboard(self) -> None:
        """Give the keyboard to the list of reports, or to the pages where one was led to."""
        target: QWidget = self.sheet.view if self._from_meeting else self.list.view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How many rows and pages there are, and which page is seen."""
        return self.sheet.counts(self.report)

    @Slot(object)
    def show_target(self, target: object) -> None:
        """Show a report by its name, or one as it is asked for, such as a session's follow-up."""
        if isinstance(target, Request):
            self._from_meeting = target.meeting is not None
            self._requests[target.name] = replace(target, language=self._language)
            self._turn_to(target.name)
        elif isinstance(target, ReportName):
            self._from_meeting = False
            self._turn_to(target)

    def stop(self) -> None:
        """End what is being written."""
        self._asked += 1
        self.output.stop()
        super().stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the session that led here."""
        if event.key() == Qt.Key.Key_Escape and self._from_meeting:
            self._go_back()
        else:
            super().keyPressEvent(event)

    @property
    def settled(self) -> bool:
        """Whether what is shown is what the register holds now."""
        return not (self._soon.isActive() or self.desk.asks)

    # What leaves the window

    @property
    def exports(self) -> bool:
        """Whether there is a report to be saved or printed."""
        return self.sheet.view.pages is not None

    @Slot()
    def export(self) -> None:
        """Ask where the report is to be saved, and as what."""
        if self.sheet.view.pages is not None and self.report is not None:
            self.output.save(self.sheet.view.pages, self.report.file_name)

    @Slot()
    def print_pages(self) -> None:
        """Ask for a printer."""
        if self.sheet.view.pages is not None:
            self.output.print(self.sheet.view.pages)

    def act(self, deed: str) -> None:
        """Ask what goes into a briefing pack."""
        if deed == "pack":
            self.begin_pack()

    @Slot()
    def begin_pack(self) -> None:
        """Ask what goes into a briefing pack: what the report shown is about is proposed."""
        from app.qt.views.pack_dialog import PackDialog  # noqa: PLC0415 - seldom wanted

        paper = self.sheet.choices.chosen_paper
        dialog = PackDialog(self.desk, self.look, self._request(), paper, self)
        dialog.made.connect(self.sheet.tell)
        dialog.open()

    # Showing

    @property
    def _language(self) -> str:
        return str(self.sheet.choices.language.currentData() or self._memory.language)

    def _request(self) -> Request:
        """Return what is chosen of the report that is shown, or was the last time."""
        kept = self._requests.get(self._name)
        if kept is None:
            kept = self._memory.request(self._name, self.desk.relation)
        request = kept or Request(name=self._name)
        if kept is not None:
            self._requests[self._name] = kept
        if Wish.RELATION in TAKES[self._name]:
            request = replace(request, relation=self.desk.relation)
        if Wish.SINCE in TAKES[self._name] and not request.since:
            request = replace(request, since=self._memory.since())
        return replace(request, language=self._language)

    def _turn_to(self, name: ReportName) -> None:
        """Show another report."""
        if name is not self._name:
            self.sheet.view.verticalScrollBar().setValue(0)
        self._name = name
        self.list.choose(name)
        self.sheet.tell("")
        self._fill_now()

    @Slot()
    def _mark(self) -> None:
        self.list.choose(self._name)

    def _fill_now(self) -> None:
        self._stale = True
        self._fill_if_seen()

    def _show_found(self, found: Found) -> None:
        former: list[Report | Pages | None] = [self.report, self.sheet.view.pages]
        self.report = found.report
        if found.report is not None:
            self._requests.setdefault(found.request.name, found.request)
            paper = self.sheet.choices.chosen_paper
            self._memory.keep(found.request, self.desk.relation, paper)
        self.sheet.show_found(self.list.line(found.request.name), found, led=self._from_meeting)
        self.counted.emit()
        self._let_go(former)

    def _let_go(self, former: list[Report | Pages | None]) -> None:
        """Give up a former report in the background: of hundreds of pages it takes its time."""

        def give_up(_reader: Reader) -> None:
            for each in former:
                if isinstance(each, Pages) and not self.output.holds(each):
                    each.let_go()
            former.clear()

        if any(each is not None for each in former):
            self.desk.ask("reports-former", give_up, _nothing)

    # What happens

    @Slot(QModelIndex)
    def _picked(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if line is not None and line.name is not self._name:
            self._from_meeting = False
            self._turn_to(line.name)

    @Slot(object)
    def _brief_wanted(self, request: Request) -> None:
        """Show the brief for a meeting; nothing led here, so that there is no way back."""
        self.show_target(request)
        self._from_meeting = False

    @Slot()
    def _chosen(self) -> None:
        """Another meeting, language, paper or copy is wanted."""
        try:
            request = self.sheet.choices.request()
        except InvalidValueError as error:
            self.sheet.refuse(str(error))
            return
        self._requests[self._name] = request
        self._from_meeting = self._from_meeting and request.meeting is not None
        self._fill_now()

    @Slot()
    def _gone_out(self) -> None:
        """The report left the window: the next report of changes begins with its day."""
        if self.report is not None and Wish.SINCE in TAKES[self.report.request.name]:
            self._memory.keep_since(self.report.document.facts.as_of.isoformat())

    @Slot()
    def _go_back(self) -> None:
        meeting = self._request().meeting
        if meeting is not None:
            self.page_wanted.emit("sessions", meeting)

    @Slot()
    def _to_sessions(self) -> None:
        self.section_wanted.emit("sessions")

    @Slot()
    def _look_elsewhere(self) -> None:
        """Another pair of countries is looked at: what was chosen belongs to the former."""
        self._requests.clear()
        self._from_meeting = False

    # Layout

    def _connect(self) -> None:
        self.list.view.selectionModel().currentChanged.connect(self._picked)
        self.list.briefs.report_wanted.connect(self._brief_wanted)
        sheet = self.sheet
        sheet.choices.language.setCurrentIndex(
            sheet.choices.language.findData(self._memory.language)
        )
        sheet.choices.paper.setCurrentIndex(sheet.choices.paper.findData(self._memory.paper.value))
        sheet.choices.changed.connect(self._chosen)
        sheet.choices.refused.connect(sheet.refuse)
        sheet.view.turned.connect(self.counted)
        sheet.back.clicked.connect(self._go_back)
        sheet.save.clicked.connect(self.export)
        sheet.print.clicked.connect(self.print_pages)
        sheet.pack.clicked.connect(self.begin_pack)
        sheet.refusal.chosen.connect(self._to_sessions)
        self.output.told.connect(sheet.tell)
        self.output.told.connect(self._gone_out)
        self.output.refused.connect(sheet.refuse)
        self.desk.relation_changed.connect(self._look_elsewhere)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(Hairline(self.look, upright=True))
        row.addWidget(self.sheet, 1)
