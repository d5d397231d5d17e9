"""What stands above a table on its way in: how it is read, its columns, what there is to know."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.intake.draft import Aside
from app.domain.intake.grid import Grid
from app.domain.intake.layout import Role
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, MARGIN, Scale
from app.qt.look.words import QT_TRANSLATE_NOOP, isolated
from app.qt.views.import_columns import ImportColumns
from app.qt.views.import_filters import ImportFilters
from app.qt.views.import_settings import ImportSettings
from app.qt.views.import_work import ImportWork
from app.qt.views.sections import wrapped
from app.services.intake.matching import Outcome
from app.services.intake.previewing import Preview

_NOOP = QT_TRANSLATE_NOOP
_NOTES_SHOWN = 8
_ROLES = {
    Role.TITLE: _NOOP("Import", "a title"),
    Role.HEADER: _NOOP("Import", "the header"),
    Role.REPEATED: _NOOP("Import", "the header once more"),
    Role.SECTION: _NOOP("Import", "the heading of a section"),
    Role.TOTAL: _NOOP("Import", "a total"),
    Role.NUMBERS: _NOOP("Import", "numbers of columns"),
    Role.REMARK: _NOOP("Import", "a remark, not a point"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


class ImportHead(QWidget):
    """From the name of the table down to the kinds of rows that are shown."""

    def __init__(self, desk: Desk, look: Look, work: ImportWork) -> None:
        super().__init__()
        self._work = work
        self._unfolded = False
        self._source = InkLabel(look, ink="text2", scale=Scale.CAPTION)
        self._source.setObjectName("import-source")
        self._notes = wrapped(QuietLabel(look))
        self._notes.setObjectName("import-notes")
        self.settings = ImportSettings(desk, look, work)
        self.columns = ImportColumns(look)
        self.filters = ImportFilters(look)
        self.too = QCheckBox()
        self.too.setObjectName("import-changed-too")
        self.too.setToolTip(
            _tr("Fields that were changed here after the file was made stay as they are, else")
        )
        title = InkLabel(look, _tr("Check what will be read"), scale=Scale.TITLE, weight=SEMIBOLD)
        promise = _tr("Nothing is written yet. Taking over is one step that Undo takes back whole.")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GROUP_GAP, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addLayout(_beside(title, self._source))
        column.addWidget(wrapped(InkLabel(look, promise, ink="text2")))
        column.addSpacing(GRID)
        column.addWidget(self.settings)
        column.addWidget(self.columns)
        column.addWidget(self._notes)
        column.addLayout(_beside(self.filters, self.too))

    def begin(self) -> None:
        """Fold up what was opened: another table comes."""
        self._unfolded = False

    def show_preview(self, preview: Preview) -> None:
        """Say how a table was read."""
        self._source.setText(self._source_words(preview))
        self.settings.show_preview(preview)
        self.columns.show_columns(preview.plan.draft.columns)
        self._show_notes(preview)
        count = preview.changed_here
        one, many = (
            _tr("Also what changed here since"),
            _tr("Also what changed here since, {count}"),
        )
        self.too.setText((many if count > 1 else one).format(count=count))
        self.too.setVisible(count > 0)
        self.too.setChecked(self._work.changed_too)

    @Slot()
    def unfold(self) -> None:
        """Show what is no row of the table, or no more."""
        self._unfolded = not self._unfolded
        if self._work.preview is not None:
            self._show_notes(self._work.preview)

    def _source_words(self, preview: Preview) -> str:
        name = self._work.source.name if self._work.source is not None else ""
        count = len(preview.lines)
        rows = _tr("1 row") if count == 1 else _tr("{count} rows").format(count=count)
        return "  ·  ".join(isolated(each) for each in (name, preview.grid.name, rows) if each)

    def _show_notes(self, preview: Preview) -> None:
        """Say what there is to know of the file, and on demand what is no row of it."""
        aside = preview.plan.draft.aside
        notes = [*_others(preview.grid), *preview.grid.notes, *preview.plan.notes]
        notes += _owed_by_nobody(preview)
        notes += [f"{_row(each)}: {each.warning}" for each in aside if each.warning]
        if self._unfolded:
            notes += [f"{_row(each)}: {_why(each)}  {each.text}" for each in aside]
        left = len(notes) - _NOTES_SHOWN
        if left > 0:
            notes = [*notes[:_NOTES_SHOWN], _tr("and {count} more").format(count=left)]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))


def _others(grid: Grid) -> list[str]:
    """Say once which tables of the file are not read now, and how each is."""
    if not grid.beside:
        return []
    named = _tr(", ").join(
        _tr("“{name}” ({count} rows)").format(name=each.name, count=each.rows)
        for each in grid.beside
    )
    said = _tr("Other tables of this file, not read now: {tables}. “Table” above reads each.")
    return [said.format(tables=named)]


def _owed_by_nobody(preview: Preview) -> list[str]:
    """Say once, rather than in each row, that nobody is said to be responsible."""
    new = [each.proposal for each in preview.lines if each.proposal.outcome is Outcome.NEW]
    if not new or any(each.fields.get("owed_by") for each in new):
        return []
    return [
        _tr(
            "No row says which side is responsible: what is open arrives as a draft. See “Owed by”."
        )
    ]


def _row(aside: Aside) -> str:
    return _tr("Row {row}").format(row=aside.row)


def _why(aside: Aside) -> str:
    return _tr(_ROLES[aside.reason]) if aside.reason in _ROLES else aside.reason.value


def _beside(first: QWidget, last: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GROUP_GAP)
    row.addWidget(first, 1)
    row.addWidget(last)
    return row
