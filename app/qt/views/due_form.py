"""The form that changes a date: read back before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout

from app.domain.dossier import Dossier
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.reading import due_words, sentence
from app.domain.timeliness import Standing
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.qt.look import words
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.flow import Flow
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.form_rows import say_beside
from app.qt.views.sections import InPlaceForm, wrapped


class DueForm(InPlaceForm):
    """A date as it is typed, read back before it is stored."""

    confirmed = Signal(object, bool)

    def __init__(self, look: Look, today: Callable[[], date], back: Callable[[], object]) -> None:
        super().__init__(back)
        self.setObjectName("due-form")
        self._today = today
        self._dossier: Dossier | None = None
        self.edtf = Line()
        self.edtf.setObjectName("due-edtf")
        self.edtf.setPlaceholderText(self.tr("2026-05-12 · 2026-05 · 2026 · ../2025-12-31"))
        self.edtf.textChanged.connect(self._read_back)
        self.said = Line()
        self.said.setObjectName("due-words")
        self.said.setPlaceholderText(self.tr("how the source puts it"))
        self.to_agree = QCheckBox(self.tr("The day is still to be agreed"))
        self.to_agree.setObjectName("due-to-agree")
        self.to_agree.toggled.connect(self._read_back)
        self.echo = wrapped(QuietLabel(look))
        self.echo.setObjectName("due-echo")
        self._look = look
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("due-error")
        self._rows = QFormLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GAP)
        self._rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(self.tr("Date"), self.edtf)
        self._add(self.tr("In its words"), self.said)
        self._rows.addRow(self.to_agree)
        self._agreement = self._asked_about_the_agreement()
        self._rows.addRow(self._error)
        self._error.hide()
        self._fold = quiet_button(look, self.tr("More"), "chevron-down", "due-more")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._folded)
        self.record = plain_button(self.tr("Record the new date"), "due-record")
        self.record.clicked.connect(self._record)
        self.correct = plain_button(self.tr("Correct a slip"), "due-correct")
        self.correct.clicked.connect(self._correct)
        cancel = plain_button(self.tr("Not now"), "due-cancel")
        set_kind(cancel, ButtonKind.QUIET)
        cancel.clicked.connect(self.put_away)
        buttons = Flow()
        for button in (self.record, self.correct, cancel, self._fold):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GAP)
        column.addLayout(self._rows)
        column.addWidget(self.echo)
        column.addLayout(buttons)

    def ask(self, dossier: Dossier) -> None:
        """Begin with the date that counts now."""
        self._dossier = dossier
        self.edtf.setText(dossier.row.timing.edtf)
        self.said.setText(dossier.row.timing.words)
        self.to_agree.setChecked(dossier.row.timing.basis is Basis.TO_BE_AGREED)
        first = dossier.commitment.timing is None
        self.correct.setVisible(not first)
        self.record.setText(self.tr("Set the date") if first else self.tr("Record the new date"))
        for editor in self._agreement.values():
            editor.clear()
        self._fold.setChecked(False)
        self._fold.setVisible(not first)
        self._folded()
        self._error.hide()
        self._tip()
        self._read_back()
        self.show()
        self.edtf.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edtf.selectAll()

    def refuse(self, error: ServandaError) -> None:
        """Say why the date was not kept, beside what refused where that is not the date."""
        editor = self._agreement.get(error.field if isinstance(error, InvalidValueError) else "")
        if editor is not None:
            self._fold.setChecked(True)
            say_beside(self._rows, self._error, str(error), editor)
            return
        self.echo.set_ink("late")
        self.echo.setText(str(error))

    def agreement(self) -> dict[str, str]:
        """Return when the new date was asked and agreed, by whom, and why, as typed."""
        return {name: editor.text().strip() for name, editor in self._agreement.items()}

    def _asked_about_the_agreement(self) -> dict[str, Line]:
        made: dict[str, Line] = {}
        for name, text, hint in (
            ("asked_on", self.tr("Asked on"), self.tr("a day, month or year")),
            ("agreed_on", self.tr("Agreed on"), self.tr("a day, month or year")),
            ("agreed_by", self.tr("Agreed by"), self.tr("a side, both, the protocol")),
            ("reason", self.tr("Reason"), ""),
        ):
            made[name] = Line()
            made[name].setObjectName(f"due-{name.replace('_', '-')}")
            made[name].setPlaceholderText(hint)
            self._add(text, made[name])
        return made

    def _add(self, text: str, editor: Line) -> None:
        label = InkLabel(self._look, text, ink="text2")
        label.setBuddy(editor)
        editor.setAccessibleName(text)
        editor.returnPressed.connect(self._record)
        self._rows.addRow(label, editor)

    @Slot()
    def _folded(self) -> None:
        opened = self._fold.isChecked()
        self._look.dress(self._fold, "chevron-up" if opened else "chevron-down")
        self._fold.setText(self.tr("Less") if opened else self.tr("More"))
        for editor in self._agreement.values():
            self._rows.setRowVisible(editor, opened)

    def timing(self) -> Timing:
        """Return what is typed as a timing. Raises `EdtfError`.

        A date that was left as it is keeps all else that is known of it: what it hangs on, in
        which sense it is meant, what it rests on.
        """
        text = self.edtf.text().strip()
        basis = Basis.STATED if text else Basis.NOT_STATED
        timing = Timing(edtf=text, sense=sense_of(text) if text else Sense.POINT, basis=basis)
        if self._dossier is not None and text == self._dossier.row.timing.edtf:
            timing = self._dossier.row.timing
        if self.to_agree.isChecked():
            timing = replace(timing, basis=Basis.TO_BE_AGREED)
        elif timing.basis is Basis.TO_BE_AGREED:
            timing = replace(timing, basis=basis)
        return replace(timing, words=self.said.text().strip()).validated()

    def _tip(self) -> None:
        self.record.setToolTip(self.tr("The first date stays, and the delay is counted from it"))
        self.correct.setToolTip(self.tr("Only for a slip of the pen: it counts as no new date"))

    @Slot()
    def _read_back(self) -> None:
        try:
            timing = self.timing()
        except ServandaError as error:
            self.refuse(error)
            self._enable(False)
            return
        self.echo.set_ink("text2")
        self.echo.setText(self._echo(timing))
        self._enable(True)

    def _echo(self, timing: Timing) -> str:
        dossier = self._dossier
        if dossier is None:
            return ""
        standing = Standing(phase=dossier.row.phase, sense=timing.sense, bounds=timing.bounds(None))
        return self.tr("Read as: {due}. {sentence}").format(
            due=due_words(timing, words.translated),
            sentence=sentence(timing, standing, self._today(), None, words.translated),
        )

    def _enable(self, readable: bool) -> None:
        self.record.setEnabled(readable)
        self.correct.setEnabled(readable)

    @Slot()
    def _record(self) -> None:
        self._confirm(correct=False)

    @Slot()
    def _correct(self) -> None:
        self._confirm(correct=True)

    def _confirm(self, *, correct: bool) -> None:
        try:
            timing = self.timing()
        except ServandaError as error:
            self.refuse(error)
            return
        self._error.hide()
        self.confirmed.emit(timing, correct)
