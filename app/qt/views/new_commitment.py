"""The form for a new commitment: a title is enough, the rest can follow."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain import fields
from app.domain.commitment import Commitment
from app.domain.errors import BusyError, InvalidValueError, ServandaError
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.timing import Timing
from app.domain.typed_dates import exact_day
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, Scale
from app.qt.views.anchor_questions import AnchorEcho, AnchorQuestions
from app.qt.views.date_field import DateEcho, DateLine
from app.qt.views.lookups import organisation_meant
from app.qt.views.sections import wrapped
from app.qt.views.seeking import takes_proposal
from app.services.acts import Acts


class NewCommitment(QScrollArea):
    """Asks for what makes a commitment, says what is missing beside it, loses nothing typed.

    `added` carries the identity of the commitment once it is in the register; `closed` tells
    that the officer changed their mind.
    """

    added = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._look = desk, look
        self.setObjectName("new-commitment")
        self.setAccessibleName(self.tr("New commitment"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what stands in it
        self.setWidgetResizable(True)
        self.title = self._line("new-title")
        self.kind = QComboBox()
        self.kind.setObjectName("new-kind")
        for each in Kind:
            self.kind.addItem(words.kind_word(each), each.value)
        self.kind.setMinimumHeight(self.title.sizeHint().height())
        self.pair = self._line("new-relation", self.tr("two country codes, such as PK-BY"))
        self.owed_by = self._line("new-owed-by", self.tr("both, one side, a firm"))
        self.due = DateLine(look, lambda: desk.today, said=self._said_on)
        self.due.setObjectName("new-due")
        self.due.setPlaceholderText(self.tr("12 May 2026 · by end of 2026 · empty: not stated"))
        self.due.returnPressed.connect(self._entered)
        self.anchor = AnchorQuestions(desk, self, "new")
        self.anchor.changed.connect(self._hung)
        self.due.textChanged.connect(self._follow)
        self.anchor.other.returnPressed.connect(self._entered)
        self.anchor.offset.returnPressed.connect(self._entered)
        self.hangs = AnchorEcho(look, self.anchor)
        self.hangs.setObjectName("new-hangs")
        self.owner = self._line("new-owner", self.tr("if a source or you name one"))
        self.paragraph = self._line("new-paragraph", self.tr("as the protocol numbers it"))
        self.where = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.where.setObjectName("new-where")
        self.where.hide()
        self._origin: CommitmentId | None = None
        self._made_on = ""
        self.echo = DateEcho(look, self.due, "new", dates_only=False)
        self._errors: dict[str, InkLabel] = {}
        self.setWidget(self._laid_out())
        self._hung()

    def begin(self, *, origin: CommitmentId | None = None, kind: str = "") -> None:
        """Open the form, in the relation used last; what was typed before still stands there.

        With an `origin` the commitment was made there, as a point of a session is; `kind` is
        what is proposed to be entered.
        """
        self._made_at(origin)
        if kind:
            self.kind.setCurrentIndex(self.kind.findData(kind))
        if not self.pair.text():
            with suppress(BusyError):  # then it is typed
                relations = self._desk.register.reader.relations()
                used = self._desk.relation or (relations[0].code if relations else "")
                self.pair.setText(used)
        self._clear_errors()
        self.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def unfinished(self) -> bool:
        """Whether something was typed that is not in the register, open or put away."""
        return any(each.text().strip() for each in self._own_lines())

    def _own_lines(self) -> tuple[QLineEdit, ...]:
        """The lines of one commitment alone; the pair of countries stays for the next."""
        hung = (self.anchor.other, self.anchor.offset)
        return (self.title, self.owed_by, self.due, *hung, self.owner, self.paragraph)

    def _made_at(self, origin: CommitmentId | None) -> None:
        """Say at which session or visit it was made, and ask for the paragraph there."""
        self._origin, self._made_on = None, ""
        row = None
        if origin is not None:
            with suppress(ServandaError):  # gone meanwhile: then it is made nowhere in particular
                row = self._desk.register.reader.row(origin)
        if row is not None:
            self._origin, self._made_on = row.id, row.made_on
            self.pair.setText(row.relation)
            self.where.setText(self.tr("Made at {name}").format(name=words.isolated(row.title)))
        self.where.setVisible(row is not None)
        self._form.setRowVisible(self.paragraph, row is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def add(self) -> None:
        """Enter the commitment, or say beside the field what is missing."""
        if self._desk.waits:
            return  # this same commitment may be what waits for another program
        self._clear_errors()
        try:
            commitment, timing = self._typed()
        except ServandaError as error:
            self._refuse(error)
            return
        pair = commitment.relation

        def enter(acts: Acts) -> None:
            known = {each.code for each in self._desk.register.reader.relations()}
            if pair.upper() not in known:
                first, _, second = pair.upper().partition("-")
                acts.add_relation(pair, first, second)
            acts.propose(commitment, timing=timing)

        label = self.tr("New commitment")
        then = partial(self._settled, commitment.id)
        self._desk.run(lambda register: register.together(label, enter), then)

    def _settled(self, identity: CommitmentId, refusal: ServandaError | None) -> None:
        if refusal is not None:
            self._refuse(refusal)
            return
        for editor in self._own_lines():
            editor.clear()
        self.anchor.clear()
        self.kind.setCurrentIndex(0)
        self.added.emit(identity)

    def _typed(self) -> tuple[Commitment, Timing | None]:
        owner = self.owner.text().strip()
        reader = self._desk.register.reader
        found = organisation_meant(reader, "owner", owner) if owner else None
        commitment = Commitment(
            id=CommitmentId(new_id()),
            ref="",
            relation=self.pair.text(),
            kind=Kind(self.kind.currentData()),
            title=fields.title(self.title.text()),
            owed_by=self.owed_by.text(),
            owner=found,
            origin=self._origin,
            paragraph=self.paragraph.text() if self._origin else "",
        )
        return commitment, self._timing(owed=bool(commitment.owed_by.strip()))

    def _timing(self, *, owed: bool) -> Timing | None:
        if self.anchor.asked:
            return self.anchor.timing().validated()
        return self.due.timing() if owed or self.due.text().strip() else None

    # What the date hangs on

    @Slot()
    def _entered(self) -> None:
        """Enter it; where the date names an event, ask which one first."""
        line = self.sender()
        if takes_proposal(line) or (line is self.due and self.anchor.lead()):
            return
        self.add()

    @Slot()
    def _follow(self) -> None:
        self.anchor.follow(self.due.found())

    @Slot()
    def _hung(self) -> None:
        """A date that follows another commitment is not typed: it is read back under that."""
        hangs = self.anchor.asked
        self._form.setRowVisible(self.anchor.offset, hangs)
        self._form.setRowVisible(self.hangs, hangs)
        self.due.setEnabled(not hangs)
        if hangs:
            self.echo.hide()
        else:
            self.echo.read_again()

    def _said_on(self) -> date | None:
        """The day a date was said: that of the session or visit where the commitment was made."""
        return exact_day(self._made_on)

    def _laid_out(self) -> QWidget:
        content = QWidget()
        form = self._form = QFormLayout()
        form.setSpacing(GAP)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("title", self.tr("Title"), self.title),
            ("paragraph", self.tr("Paragraph"), self.paragraph),
            ("kind", self.tr("Kind"), self.kind),
            ("relation", self.tr("Between"), self.pair),
            ("owed_by", self.tr("Responsible side"), self.owed_by),
            ("due", self.tr("Due"), self.due),
            ("anchor", self.tr("Follows"), self.anchor.other),
            ("offset", self.tr("By how much"), self.anchor.offset),
            ("owner", self.tr("Lead agency"), self.owner),
        )
        for name, text, editor in rows:
            label = InkLabel(self._look, text, ink="text2")
            label.setBuddy(editor)
            editor.setAccessibleName(text)
            form.addRow(label, editor)
            if editor is self.due:
                form.addRow(self.echo)
            elif editor is self.anchor.offset:
                form.addRow(self.hangs)
            error = wrapped(InkLabel(self._look, ink="late", scale=Scale.CAPTION))
            error.setObjectName(f"new-error-{name}")
            error.hide()
            self._errors[name] = error
            form.addRow(error)
        add = plain_button(self.tr("Add the commitment"), "new-add")
        set_kind(add, ButtonKind.FILLED)
        add.clicked.connect(self.add)
        close = plain_button(self.tr("Not now"), "new-close")
        set_kind(close, ButtonKind.QUIET)
        close.clicked.connect(self.closed)
        buttons = QHBoxLayout()
        buttons.addWidget(add)
        buttons.addWidget(close)
        buttons.addStretch(1)
        heading = InkLabel(
            self._look, self.tr("New commitment"), scale=Scale.TITLE, weight=SEMIBOLD
        )
        hint = wrapped(
            QuietLabel(
                self._look,
                self.tr(
                    "A title is enough for a draft. With a responsible side it is entered as "
                    "open; a date that was not stated stays “not stated”."
                ),
            )
        )
        column = QVBoxLayout(content)
        column.setContentsMargins(GROUP_GAP + GRID, GROUP_GAP, GROUP_GAP, GROUP_GAP)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(hint)
        column.addWidget(self.where)
        column.addLayout(form)
        column.addLayout(buttons)
        column.addStretch(1)
        return content

    def _line(self, name: str, placeholder: str = "") -> QLineEdit:
        editor = Line()
        editor.setObjectName(name)
        editor.setPlaceholderText(placeholder)
        editor.returnPressed.connect(self._entered)
        return editor

    def _refuse(self, error: ServandaError) -> None:
        name = error.field if isinstance(error, InvalidValueError) else "title"
        label = self._errors.get(name, self._errors["title"])
        said_already = any(
            not each.isHidden() and each.text() == str(error)
            for each in (self.echo.said, self.hangs)
        )
        if not said_already:
            label.setText(str(error))
            label.show()

    def _clear_errors(self) -> None:
        for label in self._errors.values():
            label.hide()
