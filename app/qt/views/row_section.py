"""Records beside an organisation: a row for each, edited in place, and a form that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import OrganisationId
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.fields import Field, settled
from app.qt.views.forms import Answers, AskForm, Question
from app.qt.views.sections import IconButton, in_tab_order, wrapped
from app.services.register import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWords:
    """What a section says: over it, where there is nothing in it, on its two buttons."""

    heading: str
    none: str
    add: str
    keep: str


class Shown(Protocol):
    """What a row shows: any record with an identity."""

    @property
    def id(self) -> str:
        """Its identity."""


class EditedRow(QWidget):
    """One record: fields that are edited in place, and a button that withdraws it.

    Whoever is one hands its fields to `hold`, lays them out, and says how they are written.
    """

    def __init__(self, desk: Desk, look: Look, key: str) -> None:
        """`key` begins the names of its parts; a field's goes on with what it is called."""
        super().__init__()
        self._desk, self._key = desk, key
        self._identity = ""
        self._fields: tuple[Field, ...] = ()
        self.setObjectName(f"{key}-row")
        self.withdraw = IconButton(look, "x", f"{key}-withdraw", "")
        self.withdraw.clicked.connect(self._withdraw)

    def hold(self, *fields: Field) -> None:
        """Keep what is typed in these; at the first is said why it cannot be withdrawn."""
        self._fields = fields
        for field in fields:
            field.committed.connect(self._committed)

    def show_item(self, item: Any) -> None:  # noqa: ANN401 - each shows records of its own kind
        """Show a record as it is now; what is being typed stays."""
        raise NotImplementedError

    def stand_for(self, identity: str, words: str) -> None:
        """Stand for that record; `words` say what the button withdraws."""
        self._identity = identity
        editable = not self._desk.read_only
        for field in self._fields:
            field.set_editable(editable)
        self.withdraw.setVisible(editable)
        self.withdraw.say(words)

    def amending(self, register: Register, identity: str, name: str, text: str) -> Change:
        """Write a field of the record."""
        raise NotImplementedError

    def withdrawing(self, register: Register, identity: str) -> Change:
        """Take the record back."""
        raise NotImplementedError

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field):
            return
        name, identity = field.name.removeprefix(f"{self._key}-"), self._identity
        self._desk.run(
            lambda register: self.amending(register, identity, name, text),
            partial(settled, field),
        )

    @Slot()
    def _withdraw(self) -> None:
        identity = self._identity
        self._desk.run(
            lambda register: self.withdrawing(register, identity),
            partial(settled, self._fields[0]),
        )


class RowSection(QWidget):
    """A heading with the act that adds, the rows, and the form of what is added.

    Whoever is one says which row a record gets, what the form asks and how it is written.
    """

    def __init__(self, desk: Desk, look: Look, name: str, key: str, words: SectionWords) -> None:
        """`name` is the part's own, `key` begins the names of what is in it."""
        super().__init__()
        self.desk, self.look = desk, look
        self._identity: OrganisationId | None = None
        self._rows: dict[str, EditedRow] = {}
        self._words = words
        self.setObjectName(name)
        self.setAccessibleName(words.heading)
        self._heading = SectionHeading(look, words.heading)
        self.add = quiet_button(look, words.add, "plus", f"{key}-add")
        self.add.clicked.connect(self._begin)
        self._none = wrapped(QuietLabel(look, words.none))
        self.form = AskForm(look, key, self.questions(), words.keep, self.add.setFocus)
        self.form.confirmed.connect(self._add)
        self.form.hide()
        bar = QHBoxLayout()
        bar.addWidget(self._heading, 1)
        bar.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID // 2)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID)
        self.column.addLayout(bar)
        self.column.addWidget(self._none)
        self.column.addLayout(self._list)
        self.column.addWidget(self.form)

    # What a section says for itself

    def questions(self) -> tuple[Question, ...]:
        """What the form asks."""
        raise NotImplementedError

    def begun(self) -> Answers:
        """What the form begins with."""
        return {}

    def made_row(self) -> EditedRow:
        """Return a row, empty still."""
        raise NotImplementedError

    def adding(self, register: Register, identity: OrganisationId, typed: Answers) -> Change:
        """Write what was asked."""
        raise NotImplementedError

    def asked_as(self, field: str) -> str:
        """Return the question that a refused field was asked by."""
        return field

    # What is shown

    def show_rows(self, identity: OrganisationId, items: Sequence[Shown]) -> None:
        """Show the records of that organisation; what is being typed for it stays."""
        if self._identity is not None and self._identity != identity:
            self.form.close_up()
        self._identity = identity
        held = {each.id for each in items}
        for gone in [each for each in self._rows if each not in held]:
            row = self._rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        made = False
        for item in items:
            if item.id not in self._rows:
                self._rows[item.id] = self.made_row()
                self._list.addWidget(self._rows[item.id])
                made = True
            self._rows[item.id].show_item(item)
        in_tab_order(self.add, list(self._rows.values()) if made else [])
        self._heading.show_heading(self._words.heading, len(held) or None)
        self._none.setVisible(not held)
        self.add.setVisible(not self.desk.read_only)

    # Adding

    @Slot()
    def _begin(self) -> None:
        if self.form.isHidden():
            self.form.open_up(self.begun())
        self.form.take_keyboard()

    @Slot()
    def _add(self) -> None:
        identity, typed = self._identity, self.form.typed()
        if identity is None or self.desk.waits:
            return
        self.desk.run(lambda register: self.adding(register, identity, typed), self._added)

    def _added(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.close_up()
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        self.form.refuse(self.asked_as(named), str(refusal))
