"""The form that changes a date: read back before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout

from app.domain.dossier import Dossier
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.timing import Basis, Sense, Timing
from app.domain.typed_dates import Question, Reading, exact_day, read_typed
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.flow import Flow
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.anchor_questions import AnchorQuestions
from app.qt.views.date_field import DateChoices, DateLine
from app.qt.views.form_rows import say_beside
from app.qt.views.revision_questions import SAID, RevisionQuestions
from app.qt.views.sections import InPlaceForm, wrapped
from app.qt.views.seeking import takes_proposal


class Way(StrEnum):
    """What becomes of a date that was typed."""

    NEW = "new"
    CORRECTION = "correction"
    READING = "reading"


class DueForm(InPlaceForm):
    """A date as it is typed, read back before it is stored; it may hang on another commitment.

    `confirmed` carries the timing and the `Way` it is meant.
    """

    confirmed = Signal(object, object)

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        super().__init__(back)
        self.setObjectName("due-form")
        self._desk = desk
        self._dossier: Dossier | None = None
        self.edtf = DateLine(
            look, lambda: desk.today, said=self._said_on, also=self._may_be_said_on
        )
        self.edtf.setObjectName("due-edtf")
        self.edtf.setPlaceholderText(self.tr("12 May 2026 · Q1 2026 · by end of 2026"))
        self.edtf.textChanged.connect(self._follow)
        self.edtf.textChanged.connect(self._read_back)
        self.said = Line()
        self.said.setObjectName("due-words")
        self.said.setPlaceholderText(self.tr("how the source puts it"))
        self.to_agree = QCheckBox(self.tr("The day is still to be agreed"))
        self.to_agree.setObjectName("due-to-agree")
        self.to_agree.toggled.connect(self._read_back)
        self.to_agree.clicked.connect(self._ticked)
        self._tick_stays, self._words_put = False, ""
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
        self.anchor = AnchorQuestions(desk, self)
        self.anchor.changed.connect(self._hung)
        self._add(self.tr("Follows"), self.anchor.other)
        self._add(self.tr("By how much"), self.anchor.offset)
        self._rows.addRow(self.to_agree)
        self.revision = RevisionQuestions(desk, self)
        for name, line in self.revision.lines.items():
            self._add(self.revision.labels[name], line)
            if name in SAID:
                line.textChanged.connect(self._read_back)
        self._rows.addRow(self._error)
        self._error.hide()
        buttons = self._buttons()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GAP)
        column.addLayout(self._rows)
        column.addWidget(self.echo)
        self._choices = DateChoices(self.edtf, "due")
        column.addWidget(self._choices)
        column.addLayout(buttons)

    def _buttons(self) -> Flow:
        self._fold = quiet_button(self._look, self.tr("More"), "chevron-down", "due-more")
        self._fold.setCheckable(True)
        self._fold.toggled.connect(self._folded)
        self._fold.clicked.connect(self._go_on)
        self.record = plain_button(self.tr("Record the new date"), "due-record")
        self.record.clicked.connect(self._record)
        self.correct = plain_button(self.tr("Correct a mistake"), "due-correct")
        self.correct.clicked.connect(self._correct)
        self.another = plain_button(self.tr("Another source says so"), "due-reading")
        self.another.clicked.connect(self._read)
        cancel = plain_button(self.tr("Not now"), "due-cancel")
        set_kind(cancel, ButtonKind.QUIET)
        cancel.clicked.connect(self.put_away)
        buttons = Flow()
        for button in (self.record, self.correct, self.another, cancel, self._fold):
            buttons.addWidget(button)
        return buttons

    def ask(self, dossier: Dossier) -> None:
        """Begin with the date that counts now."""
        self._dossier, self._tick_stays = dossier, False
        self.edtf.setText(dossier.row.timing.edtf)
        self.anchor.begin(dossier)
        self._follow_words(dossier.row.timing)
        self._put_words(dossier.row.timing.words)
        self.to_agree.setChecked(dossier.row.timing.basis is Basis.TO_BE_AGREED)
        first = dossier.commitment.timing is None
        self.correct.setVisible(not first)
        self.another.setVisible(not first)
        self.record.setText(self.tr("Set the date") if first else self.tr("Record the new date"))
        self.revision.begin(dossier)
        self._fold.setChecked(False)
        self._fold.setVisible(not first)
        self._folded()
        self._error.hide()
        self._tip()
        self._hung()
        self.show()
        first_line = self.anchor.other if self.anchor.asked else self.edtf
        first_line.setFocus(Qt.FocusReason.OtherFocusReason)
        first_line.selectAll()

    def refuse(self, error: ServandaError) -> None:
        """Say why the date was not kept, beside what refused where that is not the date."""
        name = error.field if isinstance(error, InvalidValueError) else ""
        editor = self.revision.lines.get(name)
        if editor is not None:
            self._fold.setChecked(True)
        editor = editor or {"anchor": self.anchor.other, "offset": self.anchor.offset}.get(name)
        if editor is not None:
            say_beside(self._rows, self._error, str(error), editor)
            return
        self.echo.set_ink("late")
        self.echo.setText(str(error))

    def agreement(self) -> dict[str, str]:
        """Return when the new date was asked and agreed, by whom, and why, as typed."""
        return self.revision.agreement()

    def _add(self, text: str, editor: Line) -> None:
        label = InkLabel(self._look, text, ink="text2")
        label.setBuddy(editor)
        editor.setAccessibleName(text)
        editor.returnPressed.connect(self._entered)
        self._rows.addRow(label, editor)

    @Slot()
    def _folded(self) -> None:
        opened = self._fold.isChecked()
        self._look.dress(self._fold, "chevron-up" if opened else "chevron-down")
        self._fold.setText(self.tr("Less") if opened else self.tr("More"))
        for editor in self.revision.lines.values():
            self._rows.setRowVisible(editor, opened)

    @Slot(bool)
    def _go_on(self, opened: bool) -> None:
        """What was asked for comes above the button: go on by keyboard in the first of it."""
        if opened:
            first = next(iter(self.revision.lines.values()))
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _hung(self) -> None:
        """A date that hangs on another commitment is not typed, nor is it still to be agreed."""
        hangs = self.anchor.asked
        self._rows.setRowVisible(self.anchor.offset, hangs)
        self._rows.setRowVisible(self.to_agree, not hangs)
        self.edtf.setEnabled(not hangs)
        self._read_back()

    def timing(self) -> Timing:
        """Return what is typed as a timing. Raises `EdtfError`, `InvalidValueError`.

        A date that was left as it is keeps all else that is known of it: what it hangs on, in
        which sense it is meant, what it rests on.
        """
        now = self._dossier.row.timing if self._dossier is not None else Timing()
        if self.anchor.asked:
            return self._hanging(now)
        text, said = self.edtf.text().strip(), self.said.text().strip()
        if text == now.edtf and now.anchor is None:
            timing = now
            if timing.basis is Basis.TO_BE_AGREED:
                timing = replace(timing, basis=Basis.STATED if text else Basis.NOT_STATED)
        else:
            timing = self.edtf.timing()
        if self.to_agree.isChecked():
            timing = replace(timing, basis=Basis.TO_BE_AGREED)
        return replace(timing, words=said).validated()

    @Slot()
    def _ticked(self) -> None:
        self._tick_stays = True

    @Slot()
    def _follow(self) -> None:
        """Let the words, and whether a day is to be agreed, follow what is typed.

        What was typed or ticked by hand stays; so do the words of a date given in figures.
        """
        if self._dossier is None:
            return
        now, found = self._dossier.row.timing, self.edtf.found()
        self.anchor.follow(found)
        as_it_was = self.edtf.text().strip() == now.edtf
        timing = now if as_it_was or isinstance(found, Question) else found.timing
        settled = timing.sense is not Sense.POINT or exact_day(timing.edtf) is not None
        still = now.basis is Basis.TO_BE_AGREED and not settled
        if not self._tick_stays:
            self.to_agree.setChecked(still or timing.basis is Basis.TO_BE_AGREED)
        if self.said.text() == self._words_put:
            self._put_words(timing.words or now.words)

    def _follow_words(self, now: Timing) -> None:
        """Take what a date without a value was said to hang on, such as the next session."""
        if now.words and not now.dated:
            self.anchor.follow(read_typed(now.words, None, today=self._desk.today))

    def _put_words(self, text: str) -> None:
        self._words_put = text
        self.said.setText(text)
        self.said.setCursorPosition(0)

    def _said_on(self) -> date | None:
        """The day a date was said: a first one when it was made, a later one when it was agreed."""
        if self._dossier is None:
            return None
        if self._dossier.commitment.timing is None:
            return exact_day(self._dossier.commitment.made_on)
        return self.revision.said_on()

    def _may_be_said_on(self) -> tuple[date, ...]:
        made = exact_day(self._dossier.commitment.made_on) if self._dossier is not None else None
        return () if made is None else (made,)

    def _hanging(self, now: Timing) -> Timing:
        """Return a date that follows another; the words of the date before do not speak of it."""
        timing, said = self.anchor.timing(), self.said.text().strip()
        if (timing.anchor, timing.offset) == (now.anchor, now.offset):
            timing = now
        elif timing.anchor != now.anchor and said == now.words:
            said = timing.words  # where they named the event they do
        return replace(timing, words=said).validated()

    def _tip(self) -> None:
        self.record.setToolTip(self.tr("The first date stays, and the delay is counted from it"))
        self.correct.setToolTip(
            self.tr("Only for what was written wrongly: it counts as no new date")
        )
        self.another.setToolTip(self.tr("Kept beside this date; it counts only when chosen"))

    @Slot()
    def _read_back(self) -> None:
        question = self._question()
        self._choices.ask(question)
        try:
            timing = self.timing()
        except ServandaError as error:
            self.echo.set_ink("text" if question is not None else "late")
            self.echo.setText(str(error))
            self._enable(False)
            return
        self.echo.set_ink("text2")
        self.echo.setText(self._echo(timing))
        self._enable(True)

    def _question(self) -> Question | None:
        """What has to be asked about the date that is typed, if anything."""
        found = None if self.anchor.asked else self.edtf.found()
        return found if isinstance(found, Question) else None

    def _echo(self, timing: Timing) -> str:
        dossier = self._dossier
        if dossier is None:
            return ""
        said, found = self.anchor.read_back(timing, dossier.row.phase), self.edtf.found()
        if self.anchor.asked or not isinstance(found, Reading) or not found.note:
            return said
        return found.note if not found.read or found.wants_anchor else f"{said} {found.note}"

    def _enable(self, readable: bool) -> None:
        for button in (self.record, self.correct, self.another):
            button.setEnabled(readable)

    @Slot()
    def _entered(self) -> None:
        """Record the date; where it names an event, ask which one first."""
        line = self.sender()
        if takes_proposal(line) or (line is self.edtf and self.anchor.lead()):
            return
        self._record()

    @Slot()
    def _record(self) -> None:
        self._confirm(Way.NEW)

    @Slot()
    def _correct(self) -> None:
        self._confirm(Way.CORRECTION)

    @Slot()
    def _read(self) -> None:
        self._confirm(Way.READING)

    def _confirm(self, way: Way) -> None:
        try:
            timing = self.timing()
        except ServandaError as error:
            self.refuse(error)
            return
        self._error.hide()
        self.confirmed.emit(timing, way)
