"""Words of a kept text, selected by the officer, kept as evidence for a commitment."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import SourceId
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.forms import AskForm, Question
from app.qt.views.lookups import commitment_meant
from app.qt.views.passage_links import bearing_questions
from app.qt.views.sections import Prose
from app.qt.views.seeking import Seeker


class Quoting(QWidget):
    """A button for the selected words, and the form that asks what they are evidence for."""

    def __init__(self, desk: Desk, look: Look, paper: QPlainTextEdit) -> None:
        """Quote from `paper`, which shows the text of the source that `show_source` names."""
        super().__init__()
        self._desk, self._look, self._paper = desk, look, paper
        self._source: SourceId | None = None
        self._words = ""
        self.begin_button = quiet_button(
            look, self.tr("Quote the selected words…"), "quote", "reader-quote"
        )
        self.begin_button.setToolTip(self.tr("Select words in the text, then say for what"))
        self.begin_button.clicked.connect(self.begin)
        self.words = Prose(look)
        self.words.setObjectName("quote-words")
        self.words.hide()
        self.form = self._made_form()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.begin_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.words)
        column.addWidget(self.form)
        self.begin_button.setVisible(not desk.read_only)
        paper.selectionChanged.connect(self._allow)
        self._allow()

    def show_source(self, identity: SourceId) -> None:
        """Quote from another source; what was begun on the former is put away."""
        if identity != self._source:
            self._source = identity
            self.form.close_up()

    @Slot()
    def begin(self) -> None:
        """Ask what the selected words are evidence for."""
        self._words = " ".join(self._paper.textCursor().selectedText().split())
        if not self._words:
            return
        self.words.setText(f"“{self._words}”")
        self.words.show()
        if self.form.isHidden():
            self.form.open_up({})
        self.form.accept()
        self.form.take_keyboard()

    def _made_form(self) -> AskForm:
        questions = (
            Question(
                name="commitment",
                label=self.tr("Evidence for"),
                placeholder=self.tr("reference, or words of it"),
                seeks=True,
            ),
            *bearing_questions(),
        )
        verb = self.tr("Keep the passage")
        form = AskForm(self._look, "quote", questions, verb, self._paper.setFocus)
        Seeker(self._desk, form.line("commitment"))
        form.hide()
        form.confirmed.connect(self._keep)
        form.closed.connect(self.words.hide)
        return form

    @Slot()
    def _allow(self) -> None:
        self.begin_button.setEnabled(self._paper.textCursor().hasSelection())

    @Slot()
    def _keep(self) -> None:
        source, words, typed = self._source, self._words, self.form.typed()
        if source is None or self._desk.waits:
            return
        reader = self._desk.register.reader
        try:
            identity = commitment_meant(reader, "commitment", typed["commitment"])
        except InvalidValueError as error:
            self.form.refuse(error.field, str(error))
            return
        details = {"stance": typed["stance"], "supports": typed["supports"]}
        self._desk.run(
            lambda register: register.add_evidence(identity, source, quotation=words, **details),
            self._kept,
        )

    def _kept(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.close_up()
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        self.form.refuse(named, str(refusal))
