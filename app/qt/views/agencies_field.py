"""The supporting agencies: each with a way to withdraw it, and a line to name another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.particulars import Organisation
from app.qt.look.look import Look
from app.qt.views.entries import Entry, subject_of
from app.qt.views.fields import LineField
from app.qt.views.lookups import full_name
from app.qt.views.sections import IconButton, Prose, Stack


class AgenciesField(LineField):
    """Several agencies; what is typed names one more. `withdrawn` carries an identity."""

    withdrawn = Signal(str)

    def __init__(self, look: Look, name: str, label: str, placeholder: str) -> None:
        super().__init__(look, name, label, placeholder=placeholder)
        self._look, self._offer = look, placeholder
        self._agencies: tuple[Organisation, ...] = ()
        self._editable = True
        self._list = Stack(f"{name}-list")
        self.column.insertWidget(0, self._list)

    def show_agencies(self, agencies: Sequence[Organisation]) -> None:
        """Show these; what is being typed stays."""
        self._agencies = tuple(agencies)
        self._show_list()

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid adding and withdrawing."""
        super().set_editable(editable)
        self._editable = editable
        self.editor.setVisible(editable or not self._agencies)
        self.editor.setPlaceholderText(self._offer if editable else self.tr("not stated"))
        self._show_list()

    def _show_list(self) -> None:
        """Show the agencies; Tab goes through them to the line under them."""
        self._list.show_items(self._agencies, self._shown, self._editable)
        buttons = self._list.findChildren(IconButton)
        if buttons:
            QWidget.setTabOrder(buttons[-1], self.editor)

    def _shown(self, agency: Organisation) -> QWidget:
        acts: list[QWidget] = []
        if self._editable:
            said = self.tr("Withdraw {agency}").format(agency=agency.label)
            button = IconButton(self._look, "x", f"unsupport-{agency.id}", said)
            button.setProperty("subject", agency.id)
            button.clicked.connect(self._withdraw)
            acts.append(button)
        name = Prose(self._look, full_name(agency))
        name.setContentsMargins(3, 3, 3, 0)  # as a field's text stands
        return Entry(name, acts=acts)

    @Slot()
    def _withdraw(self) -> None:
        self.withdrawn.emit(subject_of(self.sender()))
