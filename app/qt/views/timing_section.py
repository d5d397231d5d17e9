"""When it is due: the words, the bar, the sentence, and the ways to change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.particulars import TimingRecord
from app.domain.reading import due_words, sentence
from app.domain.timeliness import Standing
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.timing_bar import TimingBar
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.sections import InPlaceForm, Section, Stack, wrapped


class TimingSection(Section):
    """The date that counts, spelled out; second readings beside it; a form to change it."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Timing"), "section-timing")
        self.headline = wrapped(InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD))
        self.headline.setObjectName("timing-headline")
        self.timing_bar = TimingBar(look)
        self.spelled = wrapped(InkLabel(look, ink="text2"))
        self.spelled.setObjectName("timing-sentence")
        self.said = wrapped(QuietLabel(look))
        self.said.setObjectName("timing-said")
        self._readings = Stack("timing-readings")
        self.change = self.act(self.tr("Change"), "pencil", "timing-change")
        self.change.clicked.connect(self.begin)
        self.form = DueForm(look, lambda: desk.today, self.change.setFocus)
        self.form.confirmed.connect(self._confirmed)
        self.form.hide()
        for widget in (
            self.headline,
            self.timing_bar,
            self.spelled,
            self.said,
            self._readings,
            self.form,
        ):
            self.body.addWidget(widget)

    def show_dossier(self, dossier: Dossier) -> None:
        """Spell out the timing of this commitment."""
        other = self.dossier is None or self.dossier.commitment.id != dossier.commitment.id
        super().show_dossier(dossier)
        if other:
            self.form.hide()
        row, today = dossier.row, self.desk.today
        self.headline.setText(words.due_words(row))
        self.timing_bar.show_row(row, today)
        self.spelled.setText(words.timing_sentence(row, today))
        anchored = ""
        if dossier.anchor is not None:
            anchored = self.tr("It hangs on {ref}: {title}").format(
                ref=dossier.anchor.ref, title=dossier.anchor.title
            )
        said = row.timing.words
        pieces = [self.tr("In the source: {words}").format(words=said) if said else "", anchored]
        self.said.setText("\n".join(piece for piece in pieces if piece))
        self.said.setVisible(bool(self.said.text()))
        self._readings.fill(self._reading(each) for each in dossier.other_readings)
        self.change.setVisible(not self.desk.read_only)
        self.change.setText(self.tr("Change") if dossier.commitment.timing else self.tr("Set"))

    @Slot()
    def begin(self) -> None:
        """Ask for another date."""
        if self.dossier is not None:
            self.form.ask(self.dossier)

    def _reading(self, record: TimingRecord) -> QWidget:
        """A second reading of the same promise, and a way to let it count."""
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        due = due_words(record.timing, words.translated)
        said = f" ({record.timing.words})" if record.timing.words else ""
        text = self.tr("Another reading: {due}{said}").format(due=due, said=said)
        row.addWidget(wrapped(QuietLabel(self.look, text)), 1)
        if not self.desk.read_only:
            button = plain_button(self.tr("Let it count"), f"choose-{record.id}")
            set_kind(button, ButtonKind.QUIET)
            button.setProperty("timing", record.id)
            button.clicked.connect(self._choose)
            row.addWidget(button)
        return line

    @Slot()
    def _choose(self) -> None:
        button = self.sender()
        if self.dossier is None:
            return
        identity, chosen = self.dossier.commitment.id, button.property("timing")
        self.change.setFocus()  # the button goes, and the keyboard must not end up in a text
        self.run(lambda register: register.choose_timing(identity, chosen))

    @Slot(object, bool)
    def _confirmed(self, timing: Timing, correct: bool) -> None:
        if self.dossier is None:
            return
        identity = self.dossier.commitment.id
        if self.desk.waits:
            return  # this same date may be what waits for another program
        if correct:
            self.run(lambda register: register.correct_timing(identity, timing), self._settled)
        else:
            self.run(lambda register: register.postpone(identity, timing), self._settled)

    def _settled(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.put_away()
        else:
            self.form.refuse(str(refusal))


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
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, editor in ((self.tr("Date"), self.edtf), (self.tr("In its words"), self.said)):
            label = InkLabel(look, text, ink="text2")
            label.setBuddy(editor)
            editor.setAccessibleName(text)
            editor.returnPressed.connect(self._record)
            form.addRow(label, editor)
        form.addRow(self.to_agree)
        self.record = plain_button(self.tr("Record the new date"), "due-record")
        self.record.clicked.connect(self._record)
        self.correct = plain_button(self.tr("Correct a slip"), "due-correct")
        self.correct.clicked.connect(self._correct)
        cancel = plain_button(self.tr("Not now"), "due-cancel")
        set_kind(cancel, ButtonKind.QUIET)
        cancel.clicked.connect(self.put_away)
        buttons = QHBoxLayout()
        for button in (self.record, self.correct, cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GAP)
        column.addLayout(form)
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
        self._tip()
        self._read_back()
        self.show()
        self.edtf.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edtf.selectAll()

    def refuse(self, reason: str) -> None:
        """Say why the date was not kept."""
        self.echo.set_ink("late")
        self.echo.setText(reason)

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
            self.refuse(str(error))
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
            self.refuse(str(error))
            return
        self.confirmed.emit(timing, correct)
