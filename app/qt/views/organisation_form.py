"""Adding a ministry, agency or body."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.identity import OrganisationId, new_id
from app.domain.particulars import Organisation
from app.qt.desk import Desk
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, Scale
from app.qt.views.sections import wrapped


class OrganisationForm(QDialog):
    """Asks for a name, an acronym, a country and a kind.

    `added` carries the identity of what was added.
    """

    added = Signal(object)

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("organisation-form")
        self.setWindowTitle(self.tr("Add a ministry or agency"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = Line()
        self.name.setObjectName("organisation-name")
        self.acronym = Line()
        self.acronym.setObjectName("organisation-acronym")
        self.country = Line()
        self.country.setObjectName("organisation-country")
        self.country.setPlaceholderText(self.tr("two letters, such as PK"))
        self.kind = Line()
        self.kind.setObjectName("organisation-kind")
        self.kind.setPlaceholderText(self.tr("ministry, authority, state enterprise"))
        self._error = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._error.setObjectName("organisation-error")
        self._error.hide()
        form = QFormLayout()
        form.setSpacing(GAP)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for text, editor in (
            (self.tr("Name"), self.name),
            (self.tr("Acronym"), self.acronym),
            (self.tr("Country"), self.country),
            (self.tr("Kind"), self.kind),
        ):
            label = InkLabel(look, text, ink="text2")
            label.setBuddy(editor)
            editor.setAccessibleName(text)
            form.addRow(label, editor)
        buttons = QDialogButtonBox()
        add = buttons.addButton(self.tr("Add"), QDialogButtonBox.ButtonRole.AcceptRole)
        add.setObjectName("organisation-add")
        buttons.addButton(self.tr("Not now"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(GROUP_GAP, GROUP_GAP, GROUP_GAP, GROUP_GAP)
        column.setSpacing(GAP)
        column.addLayout(form)
        column.addWidget(self._error)
        column.addWidget(buttons)
        self.setMinimumWidth(380)

    @Slot()
    def _add(self) -> None:
        organisation = Organisation(
            id=OrganisationId(new_id()),
            name=" ".join(self.name.text().split()),
            acronym=" ".join(self.acronym.text().split()),
            country=self.country.text().strip().upper(),
            kind=" ".join(self.kind.text().split()),
        )
        if self._desk.run(lambda register: register.add_organisation(organisation)):
            self.added.emit(organisation.id)
            self.accept()
        elif self._desk.refusal is not None:
            self._error.setText(str(self._desk.refusal))
            self._error.show()
