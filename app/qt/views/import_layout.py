"""How the page of an import is laid out: how the table is read, its rows, one of them in full."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.intake.draft import Aside
from app.domain.intake.layout import Role
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, MARGIN, Scale
from app.qt.look.words import QT_TRANSLATE_NOOP, plain_tip
from app.qt.models.import_lines import ImportLine
from app.qt.views.entry_list import LEAST_SHEET
from app.qt.views.import_columns import ImportColumns
from app.qt.views.import_filters import ImportFilters
from app.qt.views.import_foot import ImportFoot, ImportSaid, Progressing
from app.qt.views.import_grid import ImportGrid
from app.qt.views.import_panel import ImportPanel
from app.qt.views.import_settings import ImportSettings
from app.qt.views.import_work import ImportWork, Stage
from app.qt.views.sections import wrapped
from app.services.intake.matching import Outcome
from app.services.intake.previewing import Preview

_NOOP = QT_TRANSLATE_NOOP
_ASIDE_SHOWN = 25
_ROLES = {
    Role.TITLE: _NOOP("Import", "a title"),
    Role.HEADER: _NOOP("Import", "the header"),
    Role.REPEATED: _NOOP("Import", "the header once more"),
    Role.SECTION: _NOOP("Import", "the heading of a section"),
    Role.TOTAL: _NOOP("Import", "a total"),
    Role.NUMBERS: _NOOP("Import", "numbers of columns"),
}
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
    counts = dict(preview.plan.counts)
    asking = sum(bool(each.asked) for each in preview.lines)
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
        self._idle = False
        self._source = InkLabel(look, ink="text2", scale=Scale.CAPTION)
        self._source.setObjectName("import-source")
        self._notes = wrapped(QuietLabel(look))
        self._notes.setObjectName("import-notes")
        self.settings = ImportSettings(desk, look, work)
        self.columns = ImportColumns(look)
        self.filters = ImportFilters(look)
        self.said = ImportSaid(look)
        self.grid = ImportGrid(look, lambda: desk.today)
        self.panel = ImportPanel(look)
        self.foot = ImportFoot(look)
        self.foot.progress.cancelled.connect(self.cancelled)
        self.foot.aside.clicked.connect(self._unfold)
        self.too = QCheckBox()
        self.too.setObjectName("import-changed-too")
        self.too.setToolTip(
            _tr("Fields that were changed here after the file was made stay as they are, else")
        )
        self._unfolded = False
        self._nothing = self._empty()
        self._refused = self._refusal()
        self._reading = self._waiting()
        for each in (self._nothing, self._refused, self._reading, self._table()):
            self.addWidget(each)

    def fill(self, page: QWidget) -> None:
        """Be all there is in a page."""
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)

    # What is shown

    def begin(self, name: str) -> None:
        """Wait for a table of this name."""
        self._bare, self._unfolded = True, False
        self._name.setText(name)
        self.setCurrentWidget(self._reading)

    def refuse(self, sentence: str, line: str = "") -> None:
        """Say why a file was not read."""
        self._refused.say(line or _tr("This file was not read"), sentence)
        self.setCurrentWidget(self._refused)
        self._refused.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def bare(self, sentence: str) -> None:
        """Show how the table is read, though there is no row to be shown: something is missing."""
        self.grid.show_preview(())
        self._rows.setCurrentWidget(self._none)
        self._none.setText(sentence)
        self.settings.show_preview(self._work.preview)
        self.setCurrentIndex(self.count() - 1)

    def show_preview(self, preview: Preview) -> bool:
        """Show a table; whether it is shown for the first time."""
        first, self._bare = self._bare, False
        draft, idle = preview.plan.draft, preview.plan.counts[Outcome.UNCHANGED]
        self._source.setText(self._source_words(preview))
        self.settings.show_preview(preview)
        self.columns.show_columns(draft.columns)
        self._show_notes(preview)
        self._show_changed_here(preview)
        self.grid.show_preview(preview.lines)
        self._rows.setCurrentWidget(self.grid if preview.lines else self._none)
        self._none.setText(
            _tr(
                "No row of this table says what was promised. Which row names its "
                "columns, and which column is the title, can be said above."
            )
        )
        if first:
            self.setCurrentIndex(self.count() - 1)
        self._say_nothing(nothing=bool(preview.lines) and idle == len(preview.lines))
        return first

    def _say_nothing(self, *, nothing: bool) -> None:
        """Say that there is nothing to do, unless what came in is still told."""
        if nothing and not self.said.said:
            said = _tr("Nothing to do: every row is in the register as the file has it.")
            self.said.say("check", "text2", said)
            self._idle = True
        elif self._idle and not nothing:
            self.said.hide()
        self._idle = self._idle and nothing

    def show_line(self, line: ImportLine | None) -> None:
        """Show one row in full beside the table."""
        self._sheets.setCurrentIndex(0 if line is None else 1)
        if line is not None:
            self.panel.show_line(line)

    def show_stage(self, stage: Stage | None) -> None:
        """Show what is under way."""
        self.foot.progress.show_stage(stage)
        self._first_progress.show_stage(stage)

    @Slot(object, object)
    def show_progress(self, done: int, whole: int) -> None:
        """Show how far it has come."""
        self.foot.progress.show_progress(done, whole)
        self._first_progress.show_progress(done, whole)

    def first_stop(self) -> QWidget:
        """Return what the keyboard begins at."""
        if self.currentWidget() is self._nothing:
            return self._nothing.buttons[0]
        if self.currentWidget() is self._refused:
            return self._refused.buttons[0]
        if self.currentWidget() is self._reading:
            return self._first_progress.cancel
        return self.grid if self.grid.table.lines else self.settings.buttons["session"]

    # What is said of the table

    def _source_words(self, preview: Preview) -> str:
        name = self._work.source.name if self._work.source is not None else ""
        count = len(preview.lines)
        rows = _tr("1 row") if count == 1 else _tr("{count} rows").format(count=count)
        return "  ·  ".join(each for each in (name, preview.grid.name, rows) if each)

    def _show_notes(self, preview: Preview) -> None:
        """Say what there is to know of the file, and on demand what is no row of it."""
        aside = preview.plan.draft.aside
        notes = [*preview.grid.notes, *preview.plan.notes]
        notes += [f"{_row(each)}: {each.warning}" for each in aside if each.warning]
        if self._unfolded:
            notes += [
                f"{_row(each)}: {_tr(_ROLES.get(each.reason, each.reason))}  {each.text}"
                for each in aside[:_ASIDE_SHOWN]
            ]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        words = _tr("{count} set aside").format(count=len(aside))
        self.foot.aside.setText(words)
        self.foot.aside.setVisible(bool(aside))
        self.foot.aside.setToolTip(
            plain_tip(_tr("Titles, headings and totals are no rows; show them"))
        )

    def _show_changed_here(self, preview: Preview) -> None:
        count = preview.changed_here
        words = _tr("Also what was changed here since, in {count} rows").format(count=count)
        self.too.setText(words)
        self.too.setVisible(count > 0)
        self.too.setChecked(self._work.changed_too)

    @Slot()
    def _unfold(self) -> None:
        self._unfolded = not self._unfolded
        if self._work.preview is not None:
            self._show_notes(self._work.preview)

    # Making

    def _table(self) -> QWidget:
        look = self._look
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(MARGIN, GROUP_GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        title = InkLabel(look, _tr("Check what will be read"), scale=Scale.TITLE, weight=SEMIBOLD)
        head = QHBoxLayout()
        head.setSpacing(GROUP_GAP)
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._source)
        column.addLayout(head)
        which = QHBoxLayout()
        which.setSpacing(GROUP_GAP)
        which.addWidget(self.filters, 1)
        which.addWidget(self.too)
        promise = _tr("Nothing is written yet. Taking over is one step that Undo takes back whole.")
        column.addWidget(wrapped(InkLabel(look, promise, ink="text2")))
        column.addSpacing(GRID)
        column.addWidget(self.settings)
        column.addWidget(self.columns)
        column.addWidget(self._notes)
        column.addLayout(which)
        self._none = wrapped(InkLabel(look, ink="text2"))
        self._none.setObjectName("import-none")
        self._none.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._rows = QStackedWidget()
        self._rows.addWidget(self.grid)
        self._rows.addWidget(self._none)
        self._sheets = QStackedWidget()
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
        down.addWidget(top)
        down.addWidget(self.said)
        down.addWidget(Hairline(look))
        down.addWidget(split, 1)
        down.addWidget(Hairline(look))
        down.addWidget(self.foot)
        return whole

    def _empty(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "file-spreadsheet",
            _tr("No table to look at yet"),
            _tr(
                "A spreadsheet, a CSV file or a table in a letter comes in row by row:\n"
                "you see what is read of it before anything is written."
            ),
            (
                Offer(text=_tr("Choose a file"), icon="folder-open", name="import-choose"),
                Offer(text=_tr("Paste a table"), icon="copy", name="import-paste"),
            ),
        )
        state.chosen.connect(self.offered)
        return state

    def _refusal(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "circle-alert",
            _tr("This file was not read"),
            "",
            (
                Offer(text=_tr("Choose another file"), icon="folder-open", name="import-instead"),
                Offer(text=_tr("Paste a table"), icon="copy", name="import-paste-instead"),
            ),
        )
        state.chosen.connect(self.offered)
        return state

    def _waiting(self) -> QWidget:
        holder = QWidget()
        self._name = InkLabel(self._look, scale=Scale.TITLE, weight=SEMIBOLD)
        self._first_progress = Progressing(self._look, "import-reading")
        self._first_progress.cancelled.connect(self.cancelled)
        column = QVBoxLayout(holder)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self._name)
        column.addWidget(self._first_progress, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        return holder


def _row(aside: Aside) -> str:
    return _tr("Row {row}").format(row=aside.row)
