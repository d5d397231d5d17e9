"""How the page of an import is laid out: how the table is read, its rows, one of them in full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.qt.desk import Desk
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import MARGIN
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated, plain_tip
from app.qt.models.import_rows import ImportLine
from app.qt.views.entry_list import LEAST_SHEET
from app.qt.views.import_foot import ImportFoot, ImportSaid
from app.qt.views.import_grid import ImportGrid
from app.qt.views.import_head import ImportHead
from app.qt.views.import_panel import ImportPanel
from app.qt.views.import_stages import Stage
from app.qt.views.import_states import BeingRead, not_read, nothing_yet
from app.qt.views.import_work import ImportWork
from app.qt.views.sections import wrapped
from app.services.intake.matching import Outcome
from app.services.intake.previewing import Preview

_NOOP = QT_TRANSLATE_NOOP
_COUNTS = {
    Outcome.NEW: _NOOP("Import", "{count} new"),
    Outcome.CHANGED: _NOOP("Import", "{count} changed"),
    Outcome.UNCHANGED: _NOOP("Import", "{count} unchanged"),
    Outcome.HELD: _NOOP("Import", "{count} held back"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def summary(preview: Preview | None) -> str:
    """Return how many rows of a table there are of each outcome, those that ask apart."""
    if preview is None:
        return ""
    counts = dict(preview.tally.outcomes)
    asking = preview.tally.asking
    counts[Outcome.HELD] -= asking
    said = [_tr(_COUNTS[each]).format(count=counts[each]) for each in _COUNTS if counts[each]]
    if asking:
        said.append(_tr("{count} with a question").format(count=asking))
    return ", ".join(said)


def what_came(count: int, held: int) -> str:
    """Return how many rows came in, and how many were held back."""
    came = _tr("1 row came in") if count == 1 else _tr("{count} rows came in").format(count=count)
    return f"{came}, {_tr('{count} held back').format(count=held)}." if held else f"{came}."


class ImportLayout(QStackedWidget):
    """Why there is nothing yet, why a file was refused, what is under way, or the table itself.

    `offered` carries which offer of an empty page was chosen: a file, or the clipboard.
    """

    offered = Signal(int)
    cancelled = Signal()

    def __init__(self, desk: Desk, look: Look, work: ImportWork) -> None:
        super().__init__()
        self._look, self._work = look, work
        self._bare = True
        self._line_later = QTimer(self)
        self._line_later.setSingleShot(True)
        self._line_later.timeout.connect(self._show_current)
        self._idle = False
        self.head = ImportHead(desk, look, work)
        self.said = ImportSaid(look)
        self.grid = ImportGrid(look, lambda: desk.today)
        self.panel = ImportPanel(look)
        self.foot = ImportFoot(look)
        self._nothing = nothing_yet(look)
        self._refused = not_read(look)
        self.instead = self._refused.buttons[-1]
        """Offers the next of several files where this one was refused."""
        self._reading = BeingRead(look)
        self._none = wrapped(InkLabel(look, ink="text2"))
        self._none.setObjectName("import-none")
        self._none.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._rows = QStackedWidget()
        self._sheets = QStackedWidget()
        self._whole = self._table()
        for each in (self._nothing, self._refused, self._reading, self._whole):
            self.addWidget(each)
        for state in (self._nothing, self._refused):
            state.chosen.connect(self.offered)
        for progress in (self.foot.progress, self._reading.progress):
            progress.cancelled.connect(self.cancelled)
        self.foot.aside.clicked.connect(self.head.unfold)
        self._make_key()

    def fill(self, page: QWidget) -> None:
        """Be all there is in a page."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)

    def _make_key(self) -> None:
        """Let Ctrl+Enter take over, wherever on it one is."""
        act = QAction(_tr("Take over"), self)
        act.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        act.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        act.triggered.connect(self.foot.take.click)
        self.addAction(act)

    # What is shown

    def begin(self, name: str) -> None:
        """Wait for a table of this name."""
        self._bare = True
        self.head.begin()
        self._reading.name(name)
        self.setCurrentWidget(self._reading)

    def refuse(self, sentence: str, line: str = "") -> None:
        """Say why a file was not read."""
        self._refused.say(line or _tr("This file was not read"), sentence)
        self.setCurrentWidget(self._refused)
        self._refused_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused_stop(self) -> QWidget:
        """Return what the keyboard begins at where a file was refused."""
        return self._refused.buttons[0] if self.instead.isHidden() else self.instead

    def bare(self, sentence: str) -> None:
        """Show how the table is read, though there is no row to be shown: something is missing."""
        self.grid.show_preview(())
        self._rows.setCurrentWidget(self._none)
        self._none.setText(sentence)
        self.head.settings.show_preview(self._work.preview)
        self.setCurrentWidget(self._whole)

    def show_preview(self, preview: Preview) -> bool:
        """Show a table; whether it is shown for the first time."""
        first, self._bare = self._bare, False
        if first:  # the rows first, then what is said of one of them: each takes its time
            self._line_later.start()
        idle = preview.tally.outcomes[Outcome.UNCHANGED]
        self.head.show_preview(preview)
        self._show_aside(len(preview.plan.draft.aside))
        self.grid.show_preview(preview.lines)
        self._rows.setCurrentWidget(self.grid if preview.lines else self._none)
        self._none.setText(
            _tr(
                "No row of this table says what was promised. Which row names its "
                "columns, and which column is the title, can be said above."
            )
        )
        if first:
            self.setCurrentWidget(self._whole)
        nothing = bool(preview.lines) and idle == len(preview.lines)
        self._say_nothing(_nothing(preview) if nothing else "")
        return first

    def _say_nothing(self, sentence: str) -> None:
        """Say that there is nothing to do, unless what came in is still told."""
        if sentence and not self.said.said:
            self.said.say("check", "text2", sentence)
            self._idle = True
        elif self._idle and not sentence:
            self.said.hide()
        self._idle = self._idle and bool(sentence)

    def show_line(self, line: ImportLine | None) -> None:
        """Show one row in full beside the table."""
        if self._line_later.isActive():
            return
        self._sheets.setCurrentIndex(0 if line is None else 1)
        if line is not None:
            self.panel.show_line(line)

    @Slot()
    def _show_current(self) -> None:
        self.show_line(self.grid.current)

    def show_stage(self, stage: Stage | None) -> None:
        """Show what is under way."""
        self.foot.progress.show_stage(stage)
        self._reading.progress.show_stage(stage)

    @Slot(object, object)
    def show_progress(self, done: int, whole: int) -> None:
        """Show how far it has come."""
        self.foot.progress.show_progress(done, whole)
        self._reading.progress.show_progress(done, whole)

    def first_stop(self) -> QWidget:
        """Return what the keyboard begins at."""
        if self.currentWidget() is self._nothing:
            return self._nothing.buttons[0]
        if self.currentWidget() is self._refused:
            return self._refused_stop()
        if self.currentWidget() is self._reading:
            return self._reading.progress.cancel
        return self.grid if self.grid.table.lines else self.head.settings.buttons["session"]

    def _show_aside(self, count: int) -> None:
        """Say how many rows are no points; which, is shown on demand."""
        self.foot.aside.setText(isolated(_tr("{count} set aside").format(count=count)))
        self.foot.aside.setVisible(count > 0)
        self.foot.aside.setToolTip(
            plain_tip(_tr("Titles, headings and totals are no rows; show them"))
        )

    def _table(self) -> QWidget:
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._rows.addWidget(self.grid)
        self._rows.addWidget(self._none)
        self._sheets.addWidget(QWidget())
        self._sheets.addWidget(self.panel)
        self._sheets.setMinimumWidth(LEAST_SHEET)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("import-split")
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._rows)
        split.addWidget(self._sheets)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 0)
        split.setSizes([780, LEAST_SHEET])
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self.head)
        down.addWidget(self.said)
        down.addWidget(Hairline(self._look))
        down.addWidget(split, 1)
        down.addWidget(Hairline(self._look))
        down.addWidget(self.foot)
        return whole


def _nothing(preview: Preview) -> str:
    """Return what is said of a table of which nothing comes in: never more than is so."""
    plan = preview.plan
    if plan.returned is None:
        return _tr("Nothing to do: every row is in the register as the file has it.")
    if any(each.fields.get("progress") for each in plan.proposals):
        return _tr("Nothing to do: whatever this workbook tells is noted already.")
    return _tr("Nothing to do: no row of this workbook is filled in.")
