"""What a section asks for in place: the form, what was begun in it, and how keeping it ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.errors import BusyError, InvalidValueError, ServandaError
from app.domain.identity import CommitmentId
from app.qt.desk import Write
from app.qt.views.forms import AskForm
from app.qt.views.questions import Answers, Question
from app.qt.views.sections import Section
from app.qt.views.seeking import Seeker, propose
from app.qt.views.tab_order import in_tab_order


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked and what becomes of the answers.

    `write` makes of a commitment, the subject (what is edited; empty for something new) and the
    answers the write that keeps them; it may raise `ServandaError`. `at` names the question at
    which a refusal is shown whose field goes by another name.
    """

    name: str
    verb: str
    questions: Callable[[], Sequence[Question]]
    write: Callable[[CommitmentId, str, Answers], Write]
    back: Callable[[], object]
    at: Mapping[str, str] = field(default_factory=dict)


class Asking(QWidget):
    """A place in a section where one form opens. It is made when it is first wanted.

    What was begun in it survives other people's changes, and waits while another commitment, or
    another subject, is looked at. `closed` tells that the form was put away.
    """

    closed = Signal()

    def __init__(self, section: Section, plan: Plan) -> None:
        super().__init__()
        self._section, self._plan = section, plan
        self._made: AskForm | None = None
        self._identity: CommitmentId | None = None
        self._subject = ""
        self._drafts: dict[tuple[CommitmentId, str], tuple[Answers, Answers]] = {}
        self._left: dict[CommitmentId, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()
        section.turned.connect(self._turned)

    @property
    def form(self) -> AskForm:
        """The form, made now if it was not yet."""
        if self._made is None:
            plan = self._plan
            look, desk = self._section.look, self._section.desk
            form = AskForm(
                look, plan.name, plan.questions(), plan.verb, plan.back, lambda: desk.today
            )
            for each in form.questions:
                if each.seeks:
                    Seeker(self._section.desk, form.line(each.name))
            form.hide()
            form.confirmed.connect(self.keep)
            form.closed.connect(self._closed)
            self._column.addWidget(form)
            in_tab_order(self, [form])
            self._made = form
        return self._made

    @property
    def opened(self) -> bool:
        """Whether the form stands open."""
        return self._made is not None and not self._made.isHidden()

    @property
    def unfinished(self) -> bool:
        """Whether something was typed that is not kept: here, or for what was looked at before."""
        return bool(self._drafts) or (self._made is not None and self._made.touched)

    @property
    def subject(self) -> str:
        """What is edited in the open form; empty for something new."""
        return self._subject

    def begin(self, subject: str = "", given: Answers | None = None) -> None:
        """Open the form and give it the keyboard; what was begun there is gone on with."""
        if not self._section.editable or self._section.dossier is None:
            return
        self._identity = self._section.dossier.commitment.id
        if not self.opened or subject != self._subject:
            self._set_aside()
            self._open(subject, given or {})
        self.form.take_keyboard()

    def put_away(self) -> None:
        """Close the form and forget what was typed in it."""
        if self._made is not None and self.opened:
            self._made.close_up()

    @Slot()
    def _closed(self) -> None:
        self.hide()
        self.closed.emit()

    @Slot()
    def keep(self) -> None:
        """Write what is typed, or say beside the question why not."""
        identity, subject = self._identity, self._subject
        if identity is None or not self.opened or self._section.desk.waits:
            return  # this same thing may be what waits for another program
        self.form.accept()
        if not self._section.editable:
            self.form.refuse("", self.tr("It was put into the bin: nothing of it can be changed."))
            return
        try:
            write = self._plan.write(identity, subject, self.form.answers())
        except ServandaError as error:
            self._refuse(error)
            return

        def settled(refusal: ServandaError | None) -> None:
            self._settle(identity, subject, refusal)

        self._section.run(write, settled)

    def _open(self, subject: str, given: Answers) -> None:
        self._subject = subject
        self._offer()
        if self._identity is not None and (self._identity, subject) in self._drafts:
            self.form.open_up(*self._drafts.pop((self._identity, subject)))
        else:
            self.form.open_up(given)
        self.show()

    def _offer(self) -> None:
        """Bring what may be chosen up to date."""
        for each in self.form.questions:
            with suppress(BusyError):  # then it is typed without
                if each.proposals is not None:
                    propose(self.form.line(each.name), each.proposals())
                if each.offers is not None:
                    self.form.offer(each.name, each.offers())

    def _set_aside(self) -> None:
        """Keep what was begun, for the commitment and subject it was begun on."""
        if self._made is None or self._identity is None or not self.opened:
            return
        if self._made.touched:
            draft = (self._made.given(), self._made.typed())
            self._drafts[self._identity, self._subject] = draft
            self._left[self._identity] = self._subject
        self._made.close_up()

    @Slot(object)
    def _turned(self, identity: CommitmentId) -> None:
        """Another commitment is shown: take up what was begun on that one, if anything was."""
        self._set_aside()
        self._identity = identity
        subject = self._left.pop(identity, None)
        begun = subject is not None and (identity, subject) in self._drafts
        if subject is not None and begun and self._section.editable:
            self._open(subject, {})

    def _settle(self, identity: CommitmentId, subject: str, refusal: ServandaError | None) -> None:
        """Close once it is in the register, or say why it is not."""
        here = self.opened and (self._identity, self._subject) == (identity, subject)
        if here and refusal is not None:
            self._refuse(refusal)
        elif here:
            self.form.close_up()
        elif refusal is None:
            self._drafts.pop((identity, subject), None)

    def _refuse(self, error: ServandaError) -> None:
        name = error.field if isinstance(error, InvalidValueError) else ""
        self.form.refuse(self._plan.at.get(name, name), str(error))
