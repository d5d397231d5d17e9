"""A calendar file taken back: chosen, compared aside, decided line by line, undone in one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSettings,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.change import Change
from app.domain.errors import ServandaError
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.look.words import translated
from app.qt.models.calendar_lines import CalendarLines
from app.qt.views.sections import wrapped
from app.qt.views.status_strip import StatusStrip
from app.qt.work import Cancelled, Progress
from app.services.calendar_comparison import Line, Outcome
from app.services.calendar_import import compared, outcome_words, taken
from app.services.calendar_reading import read_calendar
from app.services.register import Register


class CalendarImport(QObject):
    """Asks for a calendar file and says what it comes to; `strip` shows progress and outcome."""

    def __init__(
        self, desk: Desk, look: Look, strip: StatusStrip, settings: QSettings, window: QWidget
    ) -> None:
        """Open dialogs over `window`."""
        super().__init__(window)
        self._desk, self._look, self._strip = desk, look, strip
        self._settings, self._window = settings, window
        self._running = False
        self._name = self._outcome = ""
        self.dialog: CalendarDecisions | None = None
        """The lines that are being decided, if any are."""
        strip.cancel.clicked.connect(self._cancel)
        desk.work.progressed.connect(self._progressed)
        desk.work.ended.connect(self._ended)

    @Slot()
    def begin(self) -> None:
        """Ask which file."""
        folder = self._settings.value("export/folder", str(Path.home()))
        dialog = QFileDialog(self._window, self.tr("Import a calendar file"), str(folder))
        dialog.setObjectName("import-dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Calendar files (*.ics)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.read)
        dialog.open()

    @Slot(str)
    def read(self, name: str) -> None:
        """Compare a file with the register, aside; then show what there is to decide."""
        path = Path(name)
        self._settings.setValue("export/folder", str(path.parent))
        relation = self._desk.relation

        def compare(register: Register, progress: Progress, cancelled: Cancelled) -> object:
            return compared(
                register,
                read_calendar(path),
                relation=relation,
                progress=progress,
                cancelled=cancelled,
            )

        if self._desk.run_aside(compare, self._compared):
            self._name = path.name
            self._running = True
            self._strip.work_began()
        else:
            self._strip.refuse(self.tr("Something else is still running; try again."))

    def _compared(self, found: object, error: ServandaError | None) -> None:
        if error is not None:
            self._strip.refuse(str(error))
        elif isinstance(found, tuple):
            if all(each.outcome is Outcome.SAME for each in found):
                self._tell(outcome_words(found, tr=translated))
            else:
                self._decide(found)

    def _decide(self, lines: tuple[Line, ...]) -> None:
        self.dialog = CalendarDecisions(self._look, lines, self._name, self._window)
        self.dialog.accepted.connect(self._take)
        self.dialog.finished.connect(self._decided)
        self.dialog.open()

    @Slot()
    def _decided(self) -> None:
        self.dialog = None

    @Slot()
    def _take(self) -> None:
        """Write what is ticked, as one change."""
        if self.dialog is None:
            return
        lines, accepted = self.dialog.lines, self.dialog.model.accepted
        self._outcome = outcome_words(lines, accepted, translated)

        def take(register: Register, _progress: Progress, _cancelled: Cancelled) -> Change:
            return taken(register, lines, accepted)

        if not self._desk.run_aside(take, self._taken):
            self._strip.refuse(self.tr("Something else is still running; try again."))

    def _taken(self, _found: object, error: ServandaError | None) -> None:
        if error is not None:
            self._strip.refuse(str(error))
        else:
            self._tell(self._outcome)

    def _tell(self, said: str) -> None:
        self._strip.tell(self.tr("{file}: {outcome}").format(file=self._name, outcome=said))

    @Slot()
    def _cancel(self) -> None:
        if self._running:
            self._desk.work.cancel()

    @Slot(object, object)
    def _progressed(self, done: int, whole: int) -> None:
        if self._running:
            self._strip.work_progressed(done, whole)

    @Slot()
    def _ended(self) -> None:
        if self._running:
            self._running = False
            self._strip.work_ended()


class _Airy(QStyledItemDelegate):
    """Cells with room above and below, so that lines of several rows stay apart."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + GAP)


class CalendarDecisions(QDialog):
    """What a calendar file would change, with a tick before each that can be taken over."""

    def __init__(
        self, look: Look, lines: tuple[Line, ...], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.lines = lines
        self.setObjectName("calendar-decisions")
        self.setWindowTitle(self.tr("Import {file}").format(file=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = CalendarLines(lines, self)
        self.model.chosen.connect(self._count)
        self.table = self._table()
        self.said = wrapped(InkLabel(look, outcome_words(lines, tr=translated), ink="text2"))
        self.said.setObjectName("calendar-said")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setObjectName("calendar-take")
        set_kind(self.take, ButtonKind.FILLED)
        self.take.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, self.windowTitle(), scale=Scale.SECTION, weight=SEMIBOLD))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(
            wrapped(
                InkLabel(
                    look,
                    self.tr(
                        "What is ticked is written when you say so; one undo takes it all back. "
                        "New ones are entered as drafts."
                    ),
                    ink="text2",
                )
            )
        )
        column.addWidget(buttons)
        self.resize(860, 520)
        self._count()
        self.table.setFocus()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("calendar-lines")
        table.setAccessibleName(self.tr("What the calendar file comes to"))
        table.setModel(self.model)
        table.setItemDelegate(_Airy(table))
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.resizeSection(0, 110)
        header.resizeSection(2, 170)
        header.resizeSection(3, 250)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if self.model.rowCount():
            table.setCurrentIndex(self.model.index(0, 0))
        return table

    @Slot()
    def _count(self) -> None:
        count = len(self.model.accepted)
        self.take.setEnabled(count > 0)
        self.take.setText(
            self.tr("Take over {count}").format(count=count) if count else self.tr("Take over")
        )
