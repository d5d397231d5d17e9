"""The question what goes into a briefing pack and as what, and the work of making it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import ServandaError
from app.domain.reports.look import Paper
from app.domain.reports.request import ReportName, Request, Wish
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, MARGIN, Scale
from app.qt.look.words import short_ref
from app.qt.models.reports import report_lines
from app.qt.views.pack_work import Sentences, Told, packing
from app.qt.views.replacing import ReplaceQuestion
from app.qt.views.sections import wrapped
from app.qt.work import Task, Work
from app.services.reports.pack_plan import USUAL, PackAsked
from app.services.reports.usual import offered
from app.store.reader import Reader

_PDF, _ZIP, _FOLDER = "pdf", "zip", "folder"
_LETTERS = 40


def _place(name: ReportName) -> int:
    """Return where a report stands in a pack: the usual ones first."""
    return USUAL.index(name) if name in USUAL else len(USUAL)


class PackDialog(QDialog):
    """Asks what goes into the pack, then makes it in the background.

    `made` carries the sentence that says where it lies. Closing the dialog calls the work off.
    """

    made = Signal(str)

    def __init__(
        self,
        desk: Desk,
        look: Look,
        request: Request,
        paper: Paper = Paper.A4,
        parent: QWidget | None = None,
    ) -> None:
        """`request` is the report that is shown: its language and what it is about are proposed."""
        super().__init__(parent)
        self._desk, self._request, self._paper = desk, request, paper
        self.setObjectName("pack-dialog")
        self.setWindowTitle(self.tr("Briefing pack"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.work = Work(self)
        self.about = QComboBox()
        self.about.setObjectName("pack-about")
        self.about.setAccessibleName(self.tr("What it is about"))
        self.about.setMinimumContentsLength(_LETTERS)
        self.kinds = QButtonGroup(self)
        self.reports: list[QCheckBox] = []
        self.unmarked = QCheckBox(self.tr("Leave out marked points"))
        self.unmarked.setObjectName("pack-unmarked")
        self.unmarked.setChecked(request.unmarked)
        self.said = wrapped(InkLabel(look))
        self.said.setObjectName("pack-said")
        self.replacing = ReplaceQuestion(look)
        self.bar = QProgressBar()
        self.bar.setObjectName("pack-progress")
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._lay_out(look)
        self._connect()
        self._offer()

    # What is asked

    @property
    def asked(self) -> PackAsked:
        """The pack as it is chosen."""
        chosen = self.about.currentData() or PackAsked(relation=self._desk.relation)
        wanted = [ReportName(each.property("report")) for each in self.reports if each.isChecked()]
        return replace(
            chosen,
            reports=tuple(sorted(wanted, key=_place)),
            language=self._request.language,
            unmarked=self.unmarked.isChecked(),
        )

    @property
    def kind(self) -> str:
        """As what it is to be written."""
        button = self.kinds.checkedButton()
        return str(button.property("kind")) if button else _PDF

    def _offer(self) -> None:
        """Offer what the shown report is about, all between two countries, and every meeting."""
        request, relation, today = self._request, self._desk.relation, self._desk.today
        if request.sector:
            about = PackAsked(relation=relation, sector=request.sector)
            self.about.addItem(self.tr("Sector: {name}").format(name=request.sector), about)
        everything = PackAsked(relation=relation)
        self.about.addItem(self.tr("Everything between the two countries"), everything)

        def read(reader: Reader) -> list[tuple[str, PackAsked]]:
            found = []
            if request.agency is not None:
                label = reader.organisation(request.agency).label
                found.append((label, PackAsked(relation=relation, agency=request.agency)))
            meetings = offered(reader, frozenset({Wish.MEETING}), relation, today).meetings
            for row in meetings:
                name = f"{row.title} ({short_ref(row)})"
                found.append((name, PackAsked(meeting=row.id)))
            return found

        self._desk.ask("pack", read, self._offered)

    def _offered(self, found: list[tuple[str, PackAsked]]) -> None:
        request = self._request
        subject = bool(request.sector)
        for name, about in found:
            self.about.addItem(name, about)
            chosen = about.meeting is not None and about.meeting == request.meeting
            if chosen or (about.agency is not None and about.agency == request.agency):
                self.about.setCurrentIndex(self.about.count() - 1)
                subject = True
        meetings = [place for place in range(self.about.count())
                    if self.about.itemData(place).meeting is not None]  # fmt: skip
        if not subject and meetings:
            self.about.setCurrentIndex(meetings[0])

    # Making

    @Slot()
    def _begin(self) -> None:
        """Ask where it is to lie; whether it may replace another is asked here, once."""
        self.replacing.withdraw()
        if not self.asked.reports:
            self._tell(self.tr("Choose at least one report."), wrong=True)
            return
        name = f"pack-{self._desk.today.isoformat()}"
        dialog = QFileDialog(self, self.tr("Briefing pack"), str(Path.home()))
        dialog.setObjectName("pack-file-dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        if self.kind == _FOLDER:
            dialog.setNameFilters([self.tr("A new folder (*)")])
            dialog.selectFile(name)
        else:
            dialog.setNameFilters([f"(*.{self.kind})"])
            dialog.setDefaultSuffix(self.kind)
            dialog.selectFile(f"{name}.{self.kind}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.make_at)
        dialog.open()

    @Slot(str)
    def make_at(self, target: str) -> None:
        """Make the pack there; a file of that name is replaced only where the officer says so."""
        self._tell("")
        self.replacing.before(Path(target), self._make)

    def _make(self, target: Path) -> None:
        """Make the pack off the window's thread."""
        if not self.work.start(self._task(target)):
            return
        self.bar.setRange(0, 0)
        self.bar.show()
        self._allow(begun=True)

    def _task(self, target: Path) -> Task:
        said = Sentences(
            told=self.tr("The pack lies at {file}."),
            missing=self.tr("Not made: {report}. {why}"),
            damaged=self.tr("Stored files left out, being missing or changed: {count}."),
        )
        register, today = self._desk.register, self._desk.today
        return packing(register, self.asked, today, target, paper=self._paper, said=said)

    @Slot(object)
    def _finished(self, told: object) -> None:
        if isinstance(told, Told):
            self._tell(told.said, wrong=told.wrong)
            self.made.emit(told.said)

    @Slot(object)
    def _failed(self, error: ServandaError) -> None:
        self._tell(str(error), wrong=True)

    @Slot()
    def _cancelled(self) -> None:
        self._tell(self.tr("Cancelled; nothing was written."))

    @Slot(object, object)
    def _progressed(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    @Slot()
    def _ended(self) -> None:
        self.bar.hide()
        self._allow(begun=False)

    def _allow(self, *, begun: bool) -> None:
        self.begin.setEnabled(not begun)
        self.stop.setText(self.tr("Cancel") if begun else self.tr("Close"))

    def _tell(self, said: str, *, wrong: bool = False) -> None:
        self.said.set_ink("late" if wrong else "text2")
        self.said.setText(said)

    @Slot()
    def _leave(self) -> None:
        """Call the work off where there is any; else close."""
        if self.work.running:
            self.work.cancel()
        else:
            self.reject()

    def done(self, result: int) -> None:
        """End what is under way before the dialog closes."""
        self.work.stop()
        super().done(result)

    # Layout

    def _connect(self) -> None:
        self.work.progressed.connect(self._progressed)
        self.work.ended.connect(self._ended)
        self.work.finished.connect(self._finished)
        self.work.failed.connect(self._failed)
        self.work.cancelled.connect(self._cancelled)
        self.begin.clicked.connect(self._begin)
        self.stop.clicked.connect(self._leave)

    def _lay_out(self, look: Look) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        heading = InkLabel(look, self.windowTitle(), scale=Scale.SECTION, weight=SEMIBOLD)
        column.addWidget(heading)
        column.addWidget(QuietLabel(look, self.tr("What it is about")))
        column.addWidget(self.about)
        column.addWidget(QuietLabel(look, self.tr("As")))
        for kind, text in (
            (_PDF, self.tr("A single PDF to travel with")),
            (_ZIP, self.tr("A ZIP file: reports, tables, sources and a manifest")),
            (_FOLDER, self.tr("A folder with the same")),
        ):
            button = QRadioButton(text)
            button.setObjectName(f"pack-as-{kind}")
            button.setProperty("kind", kind)
            button.setChecked(kind == _PDF)
            self.kinds.addButton(button)
            column.addWidget(button)
        column.addWidget(QuietLabel(look, self.tr("Reports in it")))
        for line in report_lines():
            box = QCheckBox(line.title)
            box.setObjectName(f"pack-{line.name.value}")
            box.setToolTip(line.purpose)
            box.setProperty("report", line.name)
            box.setChecked(line.name in USUAL)
            self.reports.append(box)
            column.addWidget(box)
        column.addSpacing(GRID)
        for part in (self.unmarked, self.bar, self.said, self.replacing, self._buttons()):
            column.addWidget(part)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.begin = QPushButton(self.tr("Make the pack…"))
        self.begin.setObjectName("pack-make")
        set_kind(self.begin, ButtonKind.FILLED)
        self.begin.setDefault(True)
        self.stop = QPushButton(self.tr("Close"))
        self.stop.setObjectName("pack-close")
        buttons.addButton(self.begin, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.stop, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons
