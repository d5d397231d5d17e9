"""The rows of a table on its way in, as lines: what the file says beside what is read of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models.import_rows import Arranged, Arranging, ImportLine, Show, arranged
from app.qt.models.import_words import (
    due_reading,
    headline,
    outcome_icon,
    outcome_word,
    question_words,
    status_reading,
    subtitle,
)
from app.qt.models.lines import LineColumn, LineTable
from app.services.intake.previewing import PreviewLine

_Index = QModelIndex | QPersistentModelIndex
_NOOP = QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportColumn(LineColumn):
    """A column of this table; its words are of the context “Import”."""

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Import", self.heading)

    @property
    def full_name(self) -> str:
        """The whole name in the interface's language, for tooltips and screen readers."""
        return QCoreApplication.translate("Import", self.name)


# --- what stands in the columns -------------------------------------------------------------------


def _outcome(line: ImportLine, _today: date) -> str:
    return outcome_word(line.line)


def _sentence(line: ImportLine, today: date) -> str:
    tick = ""
    if line.comes:
        tick = (
            QCoreApplication.translate("Import", "ticked")
            if line.ticked
            else QCoreApplication.translate("Import", "not ticked")
        )
    row = QCoreApplication.translate("Import", "Row {row}").format(row=line.row)
    parts = (row, outcome_word(line.line), tick, headline(line.line), *subtitle(line.line))
    return ". ".join(each for each in (*parts, _reads(line, today)) if each) + "."


def _point(line: ImportLine, _today: date) -> str:
    return headline(line.line)


def _paragraph(line: ImportLine, _today: date) -> str:
    return line.line.proposal.fields.get("paragraph", "")


def _in_file(line: ImportLine, _today: date) -> str:
    held = line.line.said
    said = [each for each in (held.get("due", ""), held.get("status", "")) if each.strip()]
    told = said or [held.get("progress", "")]
    return "\n".join(" ".join(each.split()) for each in told if each.strip())


def _reads(line: ImportLine, _today: date) -> str:
    whole = line.line
    if whole.asked:
        return "\n".join(question_words(each) for each in whole.asked)
    if whole.proposal.reason:
        return whole.proposal.reason
    return "\n".join(each for each in (due_reading(whole), status_reading(whole)) if each)


def _point_tip(line: ImportLine, _today: date) -> str:
    return "\n".join((headline(line.line), *subtitle(line.line), *line.line.proposal.warnings))


def _reads_tip(line: ImportLine, today: date) -> str:
    return "\n".join(each for each in (_reads(line, today), *line.line.proposal.warnings) if each)


COLUMNS = (
    ImportColumn(
        key="outcome",
        heading=_NOOP("Import", "Row"),
        name=_NOOP("Import", "Whether it comes in, and which row of the file it is"),
        text=_outcome,
        speech=_sentence,
        tip=_outcome,
        width=132,
    ),
    ImportColumn(
        key="paragraph",
        heading=_NOOP("Import", "Para"),
        name=_NOOP("Import", "Paragraph"),
        text=_paragraph,
        speech=_paragraph,
        tip=_paragraph,
        width=66,
        spare=1,
    ),
    ImportColumn(
        key="point",
        heading=_NOOP("Import", "What was promised"),
        name=_NOOP("Import", "What was promised, and by which agencies"),
        text=_point,
        speech=_point,
        tip=_point_tip,
        width=180,
        stretch=True,
    ),
    ImportColumn(
        key="file",
        heading=_NOOP("Import", "The file says"),
        name=_NOOP("Import", "The date and the status as the file has them"),
        text=_in_file,
        speech=_in_file,
        tip=_in_file,
        width=136,
        spare=2,
    ),
    ImportColumn(
        key="reads",
        heading=_NOOP("Import", "Servanda reads"),
        name=_NOOP("Import", "The date and the status as they are read, or what is asked"),
        text=_reads,
        speech=_reads,
        tip=_reads_tip,
        width=196,
    ),
)
"""What is said of each row."""


class ImportLines(LineTable):
    """The rows of a table, those that are asked for; `ticked` tells that ticks changed.

    What was unticked stays so when the table is read again.
    """

    ticked = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, today, lambda line: str(line.row), parent)
        self.which = Show.ALL
        self.came: frozenset[int] = frozenset()
        """The rows that came in last."""
        self.changed_too = False
        """Whether fields come in too that were changed here since the file was made."""
        self.prepared: Arranged | None = None
        """Rows that were made ready elsewhere, before they are shown."""
        self._unticked: set[int] = set()
        self._held = arranged((), changed_too=False)
        self._numbers: tuple[int, ...] = ()

    @property
    def all(self) -> Sequence[ImportLine]:
        """Every row, shown or not."""
        return self._held.all

    def forget(self) -> None:
        """Show nothing: another table comes."""
        self._unticked.clear()
        self.came, self.which = frozenset(), Show.ALL
        self.show_preview(())

    def arranging(self) -> Arranging:
        """Return what makes rows ready on another thread, with the ticks as they are now."""
        unticked = frozenset(self._unticked)
        return lambda lines, changed_too: arranged(lines, unticked, changed_too=changed_too)

    def show_preview(self, lines: Sequence[PreviewLine]) -> bool:
        """Show these rows as far as they are asked for; whether the table was reset."""
        ready, self.prepared = self.prepared, None
        if ready is None or ready.source is not lines or not self._fits(ready):
            ready = arranged(lines, frozenset(self._unticked), changed_too=self.changed_too)
        self._held = ready
        return self.narrow(self.which)

    def _fits(self, ready: Arranged) -> bool:
        """Whether rows were made ready with the ticks as they are now."""
        return ready.unticked == self._unticked and ready.changed_too == self.changed_too

    def narrow(self, which: Show) -> bool:
        """Show these rows alone; whether the table was reset."""
        self.which = which
        if which is Show.ALL:
            return self.show(self._held.all)
        if which is Show.CAME:
            return self.show([each for each in self._held.all if each.row in self.came])
        return self.show(self._held.kinds[which])

    def show(self, lines: Sequence[ImportLine]) -> bool:
        """Show other lines; where the same records stand in the same places nothing moves.

        Returns whether the table was reset, and with it what was selected.
        """
        all_ = lines is self._held.all
        numbers = tuple(self._held.places) if all_ else tuple(each.row for each in lines)
        if numbers == self._numbers:
            self.lines = tuple(lines)
            if lines:
                last = self.index(len(lines) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.lines, self._numbers = tuple(lines), numbers
        self.endResetModel()
        return True

    def counts(self) -> dict[Show, int]:
        """Return how many rows there are of each."""
        found = {each: len(lines) for each, lines in self._held.kinds.items()}
        found[Show.ALL] = len(self._held.all)
        found[Show.CAME] = len(self.came)
        return found

    @property
    def ready(self) -> int:
        """How many rows are to come in."""
        return len(self._held.accepted)

    @property
    def accepted(self) -> frozenset[int]:
        """The record numbers of the rows that are to come in."""
        return frozenset(self._held.accepted)

    def toggle(self, rows: Sequence[int]) -> None:
        """Tick the lines in these places, or untick them where the first is ticked."""
        able = [row for row in rows if self.lines[row].comes]
        if not able:
            return
        numbers = {self.lines[row].row for row in able}
        ticked = not self.lines[able[0]].ticked
        held = self._held
        for number in numbers:
            place = held.places[number]
            held.all[place] = replace(held.all[place], ticked=ticked)
        if ticked:
            self._unticked -= numbers
            held.accepted.update(numbers)
        else:
            self._unticked |= numbers
            held.accepted.difference_update(numbers)
        for kind, lines in held.kinds.items():
            held.kinds[kind] = [held.all[held.places[each.row]] for each in lines]
        self.narrow(self.which)
        self.ticked.emit()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; the first column has the tick."""
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid() and index.column() == 0:
            line = self.lines[index.row()]
            if not line.comes:
                return None
            return Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole:
            return None
        return super().data(index, role)

    def icon(self, row: int) -> str:
        """Return the icon of a line's outcome."""
        return outcome_icon(self.lines[row].line)

    def index_of(self, row: int) -> QModelIndex:
        """Return where a record of the file is shown; invalid where it is not."""
        if self.which is Show.ALL:
            place = self._held.places.get(row)
        else:
            place = next((at for at, each in enumerate(self._numbers) if each == row), None)
        return QModelIndex() if place is None else self.index(place, 0)
