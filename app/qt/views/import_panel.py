"""What is known of one row on its way in: its questions, what changes, what the file says."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.identity import CommitmentId
from app.domain.intake.asking import Asked
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.models.import_rows import ImportLine
from app.qt.models.import_words import (
    SAY_DAY,
    answer_words,
    came_about_reading,
    due_reading,
    field_name,
    headline,
    led,
    outcome_word,
    question_words,
    reach_words,
    reading_words,
    value_words,
)
from app.qt.views.entry_list import SheetArea
from app.qt.views.fields import LineField
from app.qt.views.inputs_taken import accept_box
from app.qt.views.jumps import Jump
from app.qt.views.sections import Prose, Stack, pair, wrapped
from app.services.intake.comparing import FieldChange
from app.services.intake.previewing import PreviewLine

_MENDED = ("title", "due")
"""What can be written otherwise in place; everything else is mended in the file."""


class ImportPanel(SheetArea):
    """One row in full.

    `accepted` carries which change of which row is taken over or left, as “5:status”.
    `answered` carries a question's key and the answer, also where a field is mended; `jumped` the
    commitment that a row would change; `left` tells that the table is to have the keyboard.
    """

    answered = Signal(str, str)
    jumped = Signal(object)
    accepted = Signal(str, bool)
    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("import-panel")
        self._look = look
        self._line: PreviewLine | None = None
        self._place = QuietLabel(look)
        self._place.setObjectName("import-row")
        self._title = wrapped(InkLabel(look, scale=Scale.SECTION, weight=SEMIBOLD))
        self._reason = wrapped(InkLabel(look, ink="late"))
        self._reason.setObjectName("import-reason")
        self.questions = Stack("import-questions")
        self._notes = Stack("import-warnings")
        self._there = Stack("import-there")
        self._changes_head = SectionHeading(look, self.tr("What changes"))
        self._changes = Stack("import-changes")
        self.fields = {name: self._field(name) for name in _MENDED}
        self._mending = QWidget()
        self._lay_out_fields()
        self._facts_head = SectionHeading(look, self.tr("What the file says, and how it is read"))
        self._facts = Stack("import-facts")
        for each in (
            self._place,
            self._title,
            self._reason,
            self._there,
            self.questions,
            self._notes,
            self._changes_head,
            self._changes,
            Hairline(look),
            self._mending,
            Hairline(look),
            self._facts_head,
            self._facts,
        ):
            self.column.addWidget(each)
        self.column.addStretch(1)

    def show_line(self, shown: ImportLine) -> None:
        """Show a row; what is being typed into a field of it stays."""
        line = shown.line
        if self._line is None or self._line.row != line.row:
            for field in self.fields.values():
                field.forget()
        self._line = line
        proposal = line.proposal
        row = self.tr("Row {row}").format(row=line.row)
        self._place.setText(f"{row}  ·  {outcome_word(line)}")
        self._title.setText(headline(line))
        self._reason.setText("" if line.asked else proposal.reason)
        self._reason.setVisible(bool(proposal.reason) and not line.asked)
        self.questions.show_items(line.asked, self._question)
        self._notes.show_items(proposal.warnings, self._warning)
        found = [(proposal.ref, proposal.commitment)] if proposal.commitment else []
        self._there.show_items(found, self._way)
        changes = [replace(each, accepted=False, named=False) for each in proposal.changes]
        held = (line.row, proposal.came_about)
        self._changes.show_items(changes, self._change, under=held)  # a tick keeps its widget
        self._changes_head.setVisible(bool(proposal.changes))
        self._show_mended(line)
        self._facts.show_items(_facts(line), self._fact)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first answer, else to the title."""
        buttons = self.questions.findChildren(QPushButton)
        ticks = self._changes.findChildren(QCheckBox)
        target: QWidget = next(iter((*buttons, *ticks)), self.fields["title"])
        target.setFocus(Qt.FocusReason.TabFocusReason)
        self.ensureWidgetVisible(target)

    # Its parts

    def _lay_out_fields(self) -> None:
        column = QVBoxLayout(self._mending)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for name in _MENDED:
            column.addWidget(pair(self._look, field_name(name), self.fields[name]))
        hint = self.tr("Written otherwise here, it is read so in this import alone.")
        column.addWidget(wrapped(QuietLabel(self._look, hint)))

    def _field(self, name: str) -> LineField:
        field = LineField(
            self._look, f"import-{name}", field_name(name), placeholder=self.tr("not stated")
        )
        field.committed.connect(partial(self._mend, name))
        return field

    def _mend(self, name: str, text: str) -> None:
        line = self._line
        if line is not None and name in line.columns:
            self.answered.emit(f"{line.columns[name]}@{line.row}", text.strip())

    def _show_mended(self, line: PreviewLine) -> None:
        """Show the title as it is read, and the date in the words it is read from."""
        fields = line.proposal.fields
        shown = {
            "title": fields.get("title", "") or line.said.get("title", ""),
            "due": fields.get("due_words", "") or line.said.get("due", ""),
        }
        for name, field in self.fields.items():
            field.show_value(" ".join(shown[name].split()))
            field.set_editable(name in line.columns)
            field.setToolTip("" if name in line.columns else self.tr("No column is this field"))

    def _question(self, asked: Asked) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        sentence = question_words(asked)
        icon = IconLabel(self._look, "circle-question-mark", ink="soon")
        said = wrapped(InkLabel(self._look, sentence, ink="soon", weight=MEDIUM))
        column.addLayout(_beside(icon, said))
        answers = Flow()
        for choice in asked.choices:
            button = plain_button(answer_words(asked, choice).replace("&", "&&"), "import-answer")
            button.setProperty("answer", choice)
            button.setAccessibleDescription(sentence)
            button.clicked.connect(partial(self._answer, asked.key, choice))
            answers.addWidget(button)
        if not asked.choices:
            day = plain_button(QCoreApplication.translate("Import", SAY_DAY), "import-answer")
            day.clicked.connect(partial(self.answered.emit, asked.key, ""))
            answers.addWidget(day)
        column.addLayout(answers)
        column.addWidget(wrapped(QuietLabel(self._look, reach_words(asked))))
        return holder

    def _answer(self, key: str, choice: str, *_: object) -> None:
        self.left.emit()  # the button goes away with its question
        self.answered.emit(key, choice)

    def _warning(self, text: str) -> QWidget:
        holder = QWidget()
        icon = IconLabel(self._look, "triangle-alert", size=14)
        said = wrapped(InkLabel(self._look, led(text), ink="text2"))
        row = _beside(icon, said)
        row.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(row)
        return holder

    def _way(self, found: tuple[str, CommitmentId]) -> QWidget:
        ref, identity = found
        jump = Jump(self.tr("Go to {ref}").format(ref=ref), identity)
        jump.clicked.connect(partial(self.jumped.emit, identity))
        return jump

    def _change(self, change: FieldChange) -> QWidget:
        now, then = value_words(change.field, change.now), value_words(change.field, change.then)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(QuietLabel(self._look, field_name(change.field)))
        column.addWidget(Prose(self._look, now, ink="text2"))
        column.addLayout(
            _beside(_Arrow(self._look), wrapped(InkLabel(self._look, then, weight=MEDIUM)))
        )
        said = f"{field_name(change.field)}: {now} → {then}"
        if change.field == "status" and self._line is not None:
            day = came_about_reading(self._line)
            column.addWidget(wrapped(QuietLabel(self._look, day)))
            said = f"{said}, {day}" if day else said
        if change.proposed:
            proposed = self.tr("Proposed: it stays as it is unless you take it over")
            column.addWidget(wrapped(QuietLabel(self._look, proposed)))
        if change.since_changed:
            since = self.tr("Changed here since this file was made")
            mark = IconLabel(self._look, "triangle-alert", size=14)
            column.addLayout(_beside(mark, wrapped(QuietLabel(self._look, since))))
            said = f"{said}. {since}"
        if change.asks and self._line is not None:
            column.addWidget(self._accepting(change, self._line))
        holder.setAccessibleName(said)
        return holder

    def _accepting(self, change: FieldChange, line: PreviewLine) -> QWidget:
        held = (each.accepted for each in line.proposal.changes if each.field == change.field)
        return accept_box(change, line.row, accepted=any(held), told=self.accepted.emit)

    def _fact(self, fact: tuple[str, str, str]) -> QWidget:
        field, said, read = fact
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(Prose(self._look, said, ink="text2"))
        if read and read != said:
            column.addLayout(_beside(_Arrow(self._look), Prose(self._look, read)))
        return pair(self._look, field_name(field), words)


class _Arrow(IconLabel):
    """From what was to what will be, in the direction of the layout."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "arrow-right", size=14)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn()

    def _turn(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.show_icon("arrow-left" if mirrored else "arrow-right")


def _beside(icon: QWidget, words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(words, 1)
    return row


def _facts(line: PreviewLine) -> list[tuple[str, str, str]]:
    """Every cell in which something stands, with what was read of it."""
    unread = QCoreApplication.translate("ImportPanel", "kept as words")
    found = []
    for field, said in line.said.items():
        text = " ".join(said.split())
        if not text:
            continue
        read = due_reading(line) if field == "due" else reading_words(line, field)
        if field == "due" and read and not line.proposal.fields.get("due"):
            read = f"{unread}: {read}" if read != text else unread
        found.append((field, text, read))
    return found
