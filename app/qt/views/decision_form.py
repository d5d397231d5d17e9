"""What a session is to decide of the selected points: chosen in place, kept as one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.agenda import PointLine
from app.domain.decisions import Choice, Decision, drops, with_timing
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.proposals import choice_words
from app.domain.timing import Timing
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.date_field import DateEcho, DateLine
from app.qt.views.sections import LABEL_WIDTH, InPlaceForm, pair, wrapped
from app.services.acts import Acts

_WIDEST = 640
_LINES = 2


class DecisionForm(InPlaceForm):
    """Asks what is to be decided of points; only what the choice needs is asked for.

    `closed` tells that it was put away or kept.
    """

    closed = Signal()

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        super().__init__(back)
        self._desk, self._look = desk, look
        self._lines: tuple[PointLine, ...] = ()
        self._between: tuple[CommitmentId, CommitmentId] | None = None
        self._asked: Timing | None = None
        self.setObjectName("decision-form")
        self.setMaximumWidth(_WIDEST)
        self.heading = wrapped(InkLabel(look))
        self.heading.setObjectName("decision-heading")
        self.choices: dict[Choice, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.why = QPlainTextEdit()
        self.due = DateLine(look, lambda: desk.today)
        self.status = QComboBox()
        self.paragraph = Line()
        self.error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self.error.setObjectName("decision-error")
        self._lay_out()
        self._show_needed()
        self.hide()

    # Opening and closing

    def open_up(
        self, lines: Sequence[PointLine], session: CommitmentId, upcoming: CommitmentId
    ) -> None:
        """Ask about points of `session` for `upcoming`; begin with what was chosen or proposed."""
        self._lines, self._between = tuple(lines), (session, upcoming)
        count = len(self._lines)
        several = self.tr("{count} points: what is the next session to decide?")
        one = self.tr("{title}: what is the next session to decide?")
        self.heading.setText(
            several.format(count=count)
            if count > 1
            else one.format(title=words.isolated(self._lines[0].row.title))
        )
        self._begin(self._lines[0])
        self.error.hide()
        self._show_needed()
        self.show()
        first = self.choices[self.choice or Choice.NOTE]
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _begin(self, line: PointLine) -> None:
        held = line.decision if len(self._lines) == 1 else None
        proposed = line.proposal.choice if line.proposal else None
        self._check(held.choice if held else proposed)
        self.why.setPlainText(held.why if held else "")
        self._asked = held.timing if held else None
        self.due.setText(_typed(self._asked))
        self.paragraph.setText(held.paragraph if held else "")
        self.status.clear()
        self.status.addItem(self.tr("Choose…"), "")
        for each in drops(line.row.kind.family):
            self.status.addItem(words.status_word(each), each.value)
        self.status.setCurrentIndex(self.status.findData(held.status if held else ""))

    def _check(self, choice: Choice | None) -> None:
        """Begin with a choice; with none where nothing is proposed."""
        self._group.setExclusive(False)
        for each, button in self.choices.items():
            button.setChecked(each is choice)
        self._group.setExclusive(True)

    @Slot()
    def close_up(self) -> None:
        """Put it away without keeping anything."""
        self._lines = ()
        self.put_away()
        self.closed.emit()

    @property
    def choice(self) -> Choice | None:
        """What is chosen at present; None before anything is."""
        return next((each for each, button in self.choices.items() if button.isChecked()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, in the text Ctrl+Enter; Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep()
        else:
            super().keyPressEvent(event)

    # Keeping

    @Slot()
    def keep(self) -> None:
        """Keep what is chosen of all these points as one change, or say why not."""
        if self._between is None or not self._lines or self._desk.waits:
            return
        try:
            decisions = [self._decision(each) for each in self._lines]
        except ServandaError as error:
            self._refuse(error)
            return

        def act(acts: Acts) -> None:
            for each in decisions:
                acts.decide(each)

        count = len(decisions)
        label = (
            self.tr("Decisions on {count} points").format(count=count)
            if count > 1
            else self.tr("Decision on {ref}").format(ref=self._lines[0].row.ref)
        )
        then = partial(self._settled, self._lines)
        self._desk.run(lambda register: register.together(label, act), then)

    def _decision(self, line: PointLine) -> Decision:
        if self._between is None:
            raise InvalidValueError("session", self.tr("Choose a session first."))
        session, upcoming = self._between
        if self.choice is None:
            raise InvalidValueError("choice", self.tr("Choose what is to be decided first."))
        decision = Decision(
            id="",
            commitment=line.row.id,
            session=session,
            upcoming=upcoming,
            choice=self.choice,
            why=self.why.toPlainText(),
            status=str(self.status.currentData() or ""),
            paragraph=self.paragraph.text() if len(self._lines) == 1 else "",
        )
        if self.choice is Choice.REVISE and self.due.text().strip():
            return with_timing(decision, self._timing())
        return decision

    def _timing(self) -> Timing:
        """Return the new date; what was asked for before and is not retyped stays as it was."""
        if self._asked is not None and self.due.text() == _typed(self._asked):
            return self._asked
        return self.due.timing()

    def _settled(self, lines: tuple[PointLine, ...], refusal: ServandaError | None) -> None:
        if lines != self._lines:
            return
        if refusal is None:
            self.close_up()
        else:
            self._refuse(refusal)

    def _refuse(self, error: ServandaError) -> None:
        self.error.setText(str(error))
        self.error.show()
        at = {"due": self.due, "edtf": self.due, "why": self.why, "status": self.status}
        field = error.field if isinstance(error, InvalidValueError) else "due"
        editor = at.get(field)
        if editor is not None and editor.isVisible():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Layout

    def _lay_out(self) -> None:
        chips = Flow()
        for choice in Choice:
            # Enter on it keeps, as anywhere in the form: it is no `Verb`.
            chip = QPushButton(choice_words(choice, words.translated))
            chip.setObjectName(f"decision-{choice.name.lower()}")
            set_kind(chip, ButtonKind.CHIP)
            chip.setCheckable(True)
            self._group.addButton(chip)
            self.choices[choice] = chip
            chips.addWidget(chip)
        self._group.buttonToggled.connect(self._show_needed)
        self.why.setProperty("boxed", True)
        self.why.setTabChangesFocus(True)
        self.why.setFixedHeight(self._look.fonts.line_height() * _LINES + 4 * GRID)
        self.why.setObjectName("decision-why")
        self.due.setObjectName("decision-due")
        self.due.setPlaceholderText(self.tr("by end of 2027, II quarter 2027, to be agreed"))
        self.status.setObjectName("decision-status")
        self.paragraph.setObjectName("decision-paragraph")
        self.paragraph.setPlaceholderText(self.tr("in the protocol of the next session"))
        echo = DateEcho(
            self._look, self.due, "decision-due", dates_only=False, indent=LABEL_WIDTH + GAP
        )
        self.rows = {
            "due": self._named(self.tr("New date"), self.due),
            "status": self._named(self.tr("Dropped as"), self.status),
            "why": self._named(self.tr("Why"), self.why),
            "paragraph": self._named(self.tr("Paragraph"), self.paragraph),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.heading)
        column.addLayout(chips)
        column.addWidget(self.rows["due"])
        column.addWidget(echo)
        for name in ("status", "why", "paragraph"):
            column.addWidget(self.rows[name])
        column.addWidget(self.error)
        column.addLayout(self._buttons())
        self._echo = echo

    def _named(self, label: str, editor: QPlainTextEdit | QComboBox | Line) -> QWidget:
        editor.setAccessibleName(label)
        return pair(self._look, label, editor)

    def _buttons(self) -> Flow:
        keep = plain_button(self.tr("Keep the decision"), "decision-keep")
        keep.setToolTip(self.tr("Ctrl+Enter. Nothing happens to the points until it is applied."))
        keep.clicked.connect(self.keep)
        away = plain_button(self.tr("Not now"), "decision-away")
        set_kind(away, ButtonKind.QUIET)
        away.clicked.connect(self.close_up)
        row = Flow()
        row.addWidget(keep)
        row.addWidget(away)
        return row

    @Slot()
    def _show_needed(self) -> None:
        """Ask only for what the choice needs."""
        choice = self.choice
        self.rows["due"].setVisible(choice is Choice.REVISE)
        if choice is not Choice.REVISE:
            self._echo.hide()
        self.rows["status"].setVisible(choice is Choice.DROP)
        self.rows["why"].setVisible(choice not in (None, Choice.REITERATE))
        carried = choice in (Choice.REITERATE, Choice.REVISE)
        self.rows["paragraph"].setVisible(carried and len(self._lines) <= 1)
        self.why.setPlaceholderText(
            {
                Choice.NOTE: self._what_shows_it(),
                Choice.REITERATE: "",
                None: "",
                Choice.REVISE: self.tr("Why another date is asked for"),
                Choice.DROP: self.tr("The reason; it is needed"),
            }[choice]
        )

    def _what_shows_it(self) -> str:
        """Ask what shows a fulfilment; it is needed where nothing that is held does."""
        if all(each.proof is not None and each.proof.shows for each in self._lines):
            return self.tr("What shows it: a letter with its number, a report")
        return self.tr("What shows it; it is needed, as nothing held does but for who owes it")


def _typed(timing: Timing | None) -> str:
    """Return a date as it stands in the line: in its words, else as what it says or rests on."""
    return "" if timing is None else timing.words or timing.edtf or timing.basis.value
