"""What may be done about one letter of a round: recording its reply, asking no longer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.commitment import sides_of
from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.letter_chains import LetterLine, Standing
from app.qt.desk import Desk, Write
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.tokens import GAP
from app.qt.views.choice_field import Choice
from app.qt.views.forms import Answers, Ask, AskForm, Question

_AT = {"ball_with": "ball"}
"""The question at which a refusal is shown whose field goes by another name."""
_STAYS = "stays"


class LetterDeeds(QWidget):
    """Two verbs, and the forms they ask with; `shown` carries a form that was just opened."""

    shown = Signal(QWidget)

    def __init__(self, desk: Desk, look: Look, back: Callable[[], object]) -> None:
        """`back` takes the keyboard when a form is put away."""
        super().__init__()
        self._desk, self._look, self._back = desk, look, back
        self._line: LetterLine | None = None
        self._relations: frozenset[str] = frozenset()
        self.reply = plain_button(self.tr("Record the reply…"), "letter-reply")
        self.reply.clicked.connect(self.begin_reply)
        self.withdraw = plain_button(self.tr("Withdraw…"), "letter-withdraw")
        self.withdraw.setToolTip(self.tr("It is asked no longer; the letter stays on record"))
        self.withdraw.clicked.connect(self._begin_withdrawing)
        self.replying, self.withdrawing = self._reply_form(), self._withdraw_form()
        verbs = Flow()
        for button in (self.reply, self.withdraw):
            verbs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(verbs)
        for form in (self.replying, self.withdrawing):
            column.addWidget(form)

    def show_letter(self, line: LetterLine | None, relations: set[str]) -> None:
        """Act on this one; what was begun for another is put away.

        `relations` are the pairs of countries of its points.
        """
        before, self._line = self._line, line
        self._relations = frozenset(relations)
        if before is not None and (line is None or before.id != line.id):
            self.replying.put_away()
            self.withdrawing.put_away()
        writes = line is not None and not self._desk.read_only
        standing = line.standing if line is not None else Standing.WITHDRAWN
        replied = line is not None and bool(line.letter.replied_on)
        self.reply.setText(
            self.tr("Put the reply right…") if replied else self.tr("Record the reply…")
        )
        self.reply.setVisible(writes and standing is not Standing.WITHDRAWN)
        self.withdraw.setVisible(writes and standing in (Standing.AWAITED, Standing.SETTLED))
        if line is not None:
            self.reply.setAccessibleName(f"{self.reply.text()} {line.organisation.name}")
            self.withdraw.setAccessibleName(f"{self.withdraw.text()} {line.organisation.name}")

    # The reply

    def _reply_form(self) -> AskForm:
        questions = (
            Question(name="replied_on", label=self.tr("Replied on"), ask=Ask.DATE),
            Question(
                name="reply_letter",
                label=self.tr("Their letter"),
                placeholder=self.tr("its number"),
            ),
            Question(
                name="text",
                label=self.tr("What it says"),
                ask=Ask.TEXT,
                placeholder=self.tr("a progress note on each point; may stay empty"),
            ),
            Question(name="ball", label=self.tr("Whose turn"), ask=Ask.CHOICE),
        )
        form = AskForm(
            self._look,
            "reply",
            questions,
            self.tr("Record the reply"),
            self._back,
            lambda: self._desk.today,
        )
        form.hide()
        form.confirmed.connect(self._reply)
        return form

    @Slot()
    def begin_reply(self) -> None:
        """Ask when the organisation stood on replied, and by which letter."""
        line = self._line
        if line is None or self.reply.isHidden():
            return
        self.withdrawing.put_away()
        if self.replying.isHidden() or self.replying.property("letter") != line.id:
            self.replying.setProperty("letter", line.id)
            self.replying.offer("ball", self._sides())
            self.replying.open_up(
                {
                    "replied_on": line.letter.replied_on or self._desk.today.isoformat(),
                    "reply_letter": line.letter.reply_letter,
                    "ball": _STAYS,
                }
            )
        self.replying.take_keyboard()
        self.shown.emit(self.replying)

    def _sides(self) -> list[Choice]:
        """Return whose turn it may be said to be; it stays as it is unless the officer says so."""
        choices = [Choice(value=_STAYS, words=self.tr("stays as it is"))]
        if len(self._relations) == 1:
            choices += [Choice(value=each, words=each) for each in sides_of(*self._relations)]
            choices.append(Choice(value="third", words=self.tr("a third party")))
        return choices

    @Slot()
    def _reply(self) -> None:
        letter = str(self.replying.property("letter"))
        typed = self._answers(self.replying)
        if typed is None:
            return
        ball = typed["ball"]
        details = {
            "reply_letter": typed["reply_letter"],
            "text": typed["text"],
            "ball_with": None if ball == _STAYS else ball,
        }
        self._run(
            self.replying,
            lambda register: register.record_reply(letter, typed["replied_on"], **details),
        )

    # Asking no longer

    def _withdraw_form(self) -> AskForm:
        form = AskForm(
            self._look,
            "withdraw",
            (
                Question(
                    name="why",
                    label=self.tr("Why"),
                    placeholder=self.tr("why it is asked no longer"),
                ),
                Question(name="withdrawn_on", label=self.tr("Since"), ask=Ask.DATE),
            ),
            self.tr("Ask it no longer"),
            self._back,
            lambda: self._desk.today,
        )
        form.hide()
        form.confirmed.connect(self._withdraw)
        return form

    @Slot()
    def _begin_withdrawing(self) -> None:
        line = self._line
        if line is None:
            return
        self.replying.put_away()
        self.withdrawing.setProperty("letter", line.id)
        if self.withdrawing.isHidden():
            self.withdrawing.open_up({"withdrawn_on": self._desk.today.isoformat()})
        self.withdrawing.take_keyboard()
        self.shown.emit(self.withdrawing)

    @Slot()
    def _withdraw(self) -> None:
        letter = str(self.withdrawing.property("letter"))
        typed = self._answers(self.withdrawing)
        if typed is not None:
            self._run(
                self.withdrawing,
                lambda register: register.withdraw_letter(
                    letter, withdrawn_on=typed["withdrawn_on"], why=typed["why"]
                ),
            )

    # What both ask

    def _answers(self, form: AskForm) -> Answers | None:
        """Return what is typed; None where it waits, or was refused beside its question."""
        if self._desk.waits:
            return None
        form.accept()
        try:
            return form.answers()
        except EdtfError as error:
            form.refuse(error.field, str(error))
            return None

    def _run(self, form: AskForm, write: Write) -> None:
        self._desk.run(write, partial(self._settled, form))

    def _settled(self, form: AskForm, refusal: ServandaError | None) -> None:
        if refusal is None:
            form.close_up()
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        form.refuse(_AT.get(named, named), str(refusal))
