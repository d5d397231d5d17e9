"""Changing many commitments at once: choose a field, see what it comes to, then change them all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.domain.commitment import Strength
from app.domain.edtf import EdtfError
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Status
from app.domain.typed_dates import typed_date
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, MARGIN, Scale
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP
from app.qt.models.bulk import BulkPreview
from app.qt.views.lookups import organisation_meant, organisation_names
from app.qt.views.sections import wrapped
from app.qt.work import Cancelled, Progress
from app.services.bulk import BulkEdit as Edit
from app.services.bulk import BulkField, BulkLine, changed, tried
from app.services.register import Register

_SOON_MS = 250
_SLOW_MS = 100
_FIELDS = {
    BulkField.OWNER: _NOOP("BulkEdit", "Lead agency"),
    BulkField.SUPPORTING: _NOOP("BulkEdit", "Supporting agencies: add"),
    BulkField.COUNTERPART: _NOOP("BulkEdit", "Counterpart"),
    BulkField.STATUS: _NOOP("BulkEdit", "Status"),
    BulkField.BALL: _NOOP("BulkEdit", "Ball with"),
    BulkField.OWED_BY: _NOOP("BulkEdit", "Responsible side"),
    BulkField.SECTOR: _NOOP("BulkEdit", "Sector"),
    BulkField.STRENGTH: _NOOP("BulkEdit", "Strength"),
    BulkField.MADE_ON: _NOOP("BulkEdit", "Made on"),
    BulkField.MADE_AT: _NOOP("BulkEdit", "Made at"),
    BulkField.REVIEW_ON: _NOOP("BulkEdit", "Review on"),
    BulkField.UPDATE_DAYS: _NOOP("BulkEdit", "Update period in days"),
    BulkField.CLASSIFICATION: _NOOP("BulkEdit", "Classification"),
}
_AGENCIES = (BulkField.OWNER, BulkField.SUPPORTING, BulkField.COUNTERPART)
_DATES = (BulkField.MADE_ON, BulkField.REVIEW_ON)
_DATED = (BulkField.STATUS, BulkField.BALL)


class BulkEdit(QDialog):
    """One field, one value, and a line for each commitment that says what it comes to.

    What refuses is left out and said; the rest is one change, undone in one step.
    """

    def __init__(
        self,
        desk: Desk,
        look: Look,
        chosen: Sequence[CommitmentId],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._chosen = desk, tuple(chosen)
        self._lines: tuple[BulkLine, ...] = ()
        self._runs = False
        self.setObjectName("bulk-edit")
        self.setWindowTitle(self.tr("Change {count} commitments").format(count=len(self._chosen)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.field = QComboBox()
        self.field.setObjectName("bulk-field")
        for each, text in _FIELDS.items():
            self.field.addItem(QCoreApplication.translate("BulkEdit", text), each.value)
        self.field.currentIndexChanged.connect(self._field_chosen)
        self.value = QComboBox()
        self.value.setObjectName("bulk-value")
        self.value.setEditable(True)
        self.value.setLineEdit(Line())
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.value.editTextChanged.connect(self._typed)
        self.day = Line()
        self.day.setObjectName("bulk-day")
        self.day.setText(desk.today.isoformat())
        self.day.textChanged.connect(self._typed)
        self.why = Line()
        self.why.setObjectName("bulk-why")
        self.why.textChanged.connect(self._typed)
        self.model = BulkPreview(self._in_words, self)
        self.table = self._table()
        self.said = wrapped(InkLabel(look, ink="text2"))
        self.said.setObjectName("bulk-said")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._try)
        self.bar = QProgressBar()
        self.bar.setObjectName("bulk-progress")
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self.bar.show)
        desk.work.progressed.connect(self._progressed)
        desk.work.ended.connect(self._ended)
        self._lay_out(look)
        self._field_chosen()

    @property
    def settled(self) -> bool:
        """Whether the preview shows what is typed."""
        return not (self._soon.isActive() or self._desk.work.running)

    def _lay_out(self, look: Look) -> None:
        self._form = QFormLayout()
        self._form.setSpacing(GAP)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, editor in (
            (self.tr("Field"), self.field),
            (self.tr("Becomes"), self.value),
            (self.tr("Since, or happened on"), self.day),
            (self.tr("Reason, or letter"), self.why),
        ):
            label = InkLabel(look, text, ink="text2")
            label.setBuddy(editor)
            editor.setAccessibleName(text)
            self._form.addRow(label, editor)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.change = buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.change.setObjectName("bulk-change")
        set_kind(self.change, ButtonKind.FILLED)
        self.change.setDefault(True)
        buttons.accepted.connect(self._change)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, GAP)
        column.setSpacing(GAP)
        column.addWidget(InkLabel(look, self.windowTitle(), scale=Scale.SECTION, weight=SEMIBOLD))
        column.addLayout(self._form)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.bar)
        column.addWidget(buttons)
        self.resize(820, 560)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setObjectName("bulk-preview")
        table.setAccessibleName(self.tr("What is changed"))
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.resizeSection(1, 150)
        header.resizeSection(2, 230)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return table

    # What is chosen

    @property
    def chosen_field(self) -> BulkField:
        """The field that is to be changed."""
        return BulkField(self.field.currentData())

    @Slot()
    def _field_chosen(self) -> None:
        """Offer the values of the field."""
        field = self.chosen_field
        self._form.setRowVisible(self.day, field in _DATED)
        self._form.setRowVisible(self.why, field in _DATED)
        self.value.blockSignals(True)
        self.value.clear()
        try:
            for text, value in self._offers(field):
                self.value.addItem(text, value)
        except ServandaError as error:
            self._say(str(error), late=True)
        self.value.setCurrentIndex(-1)
        self.value.setEditText("")
        completer = QCompleter(self.value.model(), self.value)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.value.setCompleter(completer)
        self.value.blockSignals(False)
        self._show(())
        self._typed()

    def _offers(self, field: BulkField) -> list[tuple[str, str]]:
        reader = self._desk.register.reader
        codes = sorted({code for each in reader.relations() for code in each.code.split("-")})
        if field in _AGENCIES:
            return [(name, "") for name in organisation_names(reader)]
        match field:
            case BulkField.STATUS:
                return [(words.status_word(each), each.value) for each in Status]
            case BulkField.BALL:
                third = (self.tr("a third party"), "third")
                return [*((each, each) for each in codes), third]
            case BulkField.OWED_BY:
                return [(self.tr("both"), "both"), *((each, each) for each in codes)]
            case BulkField.STRENGTH:
                steps = reversed(Strength)
                return [(f"{int(s)}, {words.strength_word(s)}", str(int(s))) for s in steps]
            case BulkField.SECTOR | BulkField.CLASSIFICATION:
                return [(each, each) for each in reader.distinct(field.value)]
        return []

    def _edit(self) -> Edit:
        """What is typed, as a change. Raises `ServandaError` for a name that nobody has."""
        field, text = self.chosen_field, self.value.currentText().strip()
        place = self.value.findText(text, Qt.MatchFlag.MatchFixedString)
        value = str(self.value.itemData(place) or text) if place >= 0 else text
        if field in _AGENCIES and text:
            value = organisation_meant(self._desk.register.reader, field.value, text)
        elif field is BulkField.STATUS:
            value = Status(value).value
        elif field in _DATES:
            value = self._read(field.value, text)
        return Edit(
            field=field,
            value=value,
            happened_on=self._read("happened_on", self.day.text().strip())
            if field in _DATED
            else "",
            why=self.why.text().strip() if field in _DATED else "",
        )

    def _read(self, name: str, text: str) -> str:
        """A date as EDTF; what is none stays as it is typed, for every line to refuse it."""
        try:
            return typed_date(name, text, today=self._desk.today)
        except EdtfError:
            return text

    def _in_words(self, value: str) -> str:
        match self.chosen_field:
            case BulkField.STATUS:
                known = {each.value: words.status_word(each) for each in Status}
                return known.get(value, value)
            case field if field in _DATES:
                return words.date_text(value)
        return value

    # Trying and changing

    @Slot()
    def _typed(self) -> None:
        self.change.setEnabled(False)
        self.change.setText(self.tr("Change"))
        self._soon.start()

    @Slot()
    def _try(self) -> None:
        if self._desk.work.running:
            self._soon.start()
            return
        if not self.value.currentText().strip():
            self._say(self.tr("Say what it is to become; what would change is then shown."))
            return
        try:
            edit = self._edit()
        except ServandaError as error:
            self._show(())
            self._say(str(error), late=True)
            return
        except ValueError:
            self._show(())
            self._say(self.tr("Choose one of the statuses on offer."), late=True)
            return
        chosen = self._chosen

        def trial(register: Register, progress: Progress, cancelled: Cancelled) -> object:
            return tried(register, chosen, edit, progress=progress, cancelled=cancelled)

        self._slow.start()
        self._runs = self._desk.run_aside(trial, self._tried)

    def _tried(self, found: object, error: ServandaError | None) -> None:
        self._runs = False
        if self._soon.isActive():
            return  # something else was typed
        if error is not None:
            self._say(str(error), late=True)
        elif isinstance(found, tuple):
            self._show(found)

    def _show(self, lines: tuple[BulkLine, ...]) -> None:
        self._lines = lines
        self.model.show(lines)
        wanted = sum(each.changes for each in lines)
        refused = sum(bool(each.refusal) for each in lines)
        self.change.setEnabled(wanted > 0)
        self.change.setText(
            self.tr("Change {count}").format(count=wanted) if lines else self.tr("Change")
        )
        if not lines:
            return
        said = self.tr("{count} will change").format(count=wanted)
        same = len(lines) - wanted - refused
        if same:
            said += self.tr(", {count} are so already").format(count=same)
        if refused:
            said += self.tr(", {count} are left out").format(count=refused)
        self._say(self.tr("{said}. One undo takes it back.").format(said=said))

    def _say(self, text: str, *, late: bool = False) -> None:
        self.said.set_ink("late" if late else "text2")
        self.said.setText(text)

    @Slot()
    def _change(self) -> None:
        wanted = tuple(each.id for each in self._lines if each.changes)
        if not wanted or not self.settled:
            return
        edit = self._edit()

        def change(register: Register, progress: Progress, cancelled: Cancelled) -> object:
            return changed(register, wanted, edit, progress=progress, cancelled=cancelled)

        self.change.setEnabled(False)
        self._slow.start()
        self._runs = self._desk.run_aside(change, self._settled)

    def done(self, result: int) -> None:
        """Cancel calls off what is still running; nothing of it is kept."""
        self._soon.stop()
        if self._runs:
            self._desk.work.cancel()
        super().done(result)

    @Slot(object, object)
    def _progressed(self, done: int, whole: int) -> None:
        self.bar.setRange(0, max(1, whole))
        self.bar.setValue(done)

    @Slot()
    def _ended(self) -> None:
        self._slow.stop()
        self.bar.hide()

    def _settled(self, _found: object, error: ServandaError | None) -> None:
        self._runs = False
        if error is None:
            self.accept()
        else:
            self.change.setEnabled(True)
            self._say(str(error), late=True)
