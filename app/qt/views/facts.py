"""The fields of a commitment, each edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.commitment import OwnerBasis, sides_of
from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.particulars import Organisation
from app.domain.typed_dates import typed_date
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import Hairline, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.views.agencies_field import AgenciesField
from app.qt.views.choice_field import ChoiceField
from app.qt.views.facts_list import FACTS, Editor, Fact, Group, choices
from app.qt.views.field_words import field_word
from app.qt.views.fields import Field, LineField
from app.qt.views.lookups import commitment_meant, organisation_meant, organisation_names
from app.qt.views.reference_field import ReferenceField
from app.qt.views.sections import Section, pair
from app.qt.views.tab_order import tab_goes_on
from app.qt.views.text_field import TextField


class FactsSection(Section):
    """What the record says, field by field. A field that refuses says why beside itself.

    A rare field is made when it first holds something, or when more fields are asked for.
    """

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Details"), "section-facts")
        self.body.setSpacing(2)
        self.fields: dict[str, Field] = {}
        self._lines: dict[str, QWidget] = {}
        self._groups = {group: QVBoxLayout() for group in Group}
        self.more = quiet_button(look, self.tr("More fields"), "chevron-down", "facts-more")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._folded)
        self.more.clicked.connect(self._go_on)
        self._revealed: list[str] = []
        self._lay_out()
        for fact in FACTS:
            if not fact.rare:
                self._place(fact)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the fields of this commitment; one that is being edited keeps what is typed."""
        super().show_dossier(dossier)
        for fact in FACTS:
            self._show_fact(fact, dossier)
        self.more.setVisible(self.editable)

    def _lay_out(self) -> None:
        desk_heading = SectionHeading(self.look, self.tr("For the desk"))
        for group, column in self._groups.items():
            column.setSpacing(2)
            if group is Group.DESK:
                self.body.addSpacing(GAP)
                self.body.addWidget(Hairline(self.look))
                self.body.addSpacing(GRID)
                self.body.addWidget(desk_heading)
                self.body.addSpacing(GRID)
            self.body.addLayout(column)

    # One field

    def _show_fact(self, fact: Fact, dossier: Dossier) -> None:
        value = fact.read(dossier)
        wanted = not fact.rare or bool(value) or self.more.isChecked()
        if fact.rare and fact.editor is Editor.NONE:
            wanted = self.more.isChecked()
        field = self.fields.get(fact.name)
        if field is None:
            if not wanted:
                return
            field = self._place(fact)
            self._put_in_order(fact)
        self._lines[fact.name].setVisible(wanted or bool(field.refused))
        if isinstance(field, AgenciesField):
            field.show_agencies(dossier.supporting)
        else:
            field.show_value(value, self._shown(fact, dossier))
        field.set_editable(self.editable and fact.editor is not Editor.NONE)

    @Slot()
    def _folded(self) -> None:
        opened = self.more.isChecked()
        self.look.dress(self.more, "chevron-up" if opened else "chevron-down")
        self.more.setText(self.tr("Fewer fields") if opened else self.tr("More fields"))
        seen = {name for name, line in self._lines.items() if not line.isHidden()}
        if self.dossier is not None:
            self.show_dossier(self.dossier)
        edited = (each.name for each in FACTS if each.editor is not Editor.NONE)
        self._revealed = [
            name
            for name in edited
            if name in self._lines and name not in seen and not self._lines[name].isHidden()
        ]

    @Slot(bool)
    def _go_on(self, opened: bool) -> None:
        """What was asked for comes above the button: go on by keyboard in the first of it."""
        if opened and self._revealed:
            self.fields[self._revealed[0]].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self, fact: Fact) -> Field:
        """Make a field and put it where its place is among those that are there."""
        label = field_word(fact.name)
        field = self._editor(fact, label)
        field.committed.connect(self._committed)
        self.fields[fact.name] = field
        line = pair(self.look, label, field)
        self._lines[fact.name] = line
        group = [each.name for each in FACTS if each.group is fact.group]
        before = group[: group.index(fact.name)]
        place = sum(1 for each in before if each in self._lines and each != fact.name)
        self._groups[fact.group].insertWidget(place, line)
        return field

    def _shown(self, fact: Fact, dossier: Dossier) -> str:
        if fact.name == "owed_by" and self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            return words.owed_words(dossier.row, mirrored=True)
        return fact.shown(dossier)

    def _put_in_order(self, fact: Fact) -> None:
        """Let Tab reach a field that was made late where it stands."""
        names = [each.name for each in FACTS]
        above = [each for each in names[: names.index(fact.name)] if each in self._lines]
        tab_goes_on(self._lines[above[-1]], self._lines[fact.name])

    def _editor(self, fact: Fact, label: str) -> Field:
        placeholder = QCoreApplication.translate("Facts", fact.placeholder)
        match fact.editor:
            case Editor.CHOICE:
                return ChoiceField(self.look, fact.name, label, choices(fact.name))
            case Editor.TEXT:
                return TextField(self.look, fact.name, label, placeholder=placeholder)
            case Editor.REFERENCE:
                reference = ReferenceField(self.desk, self.look, fact.name, label, placeholder)
                reference.gone_to.connect(self._jump)
                return reference
            case Editor.AGENCIES:
                offer = self.tr("add an agency")
                agencies = AgenciesField(self.look, fact.name, label, offer)
                agencies.withdrawn.connect(self._unsupport)
                agencies.propose_from(self._agencies)
                return agencies
        line = LineField(self.look, fact.name, label, placeholder=placeholder)
        if fact.name in _PROPOSED:
            line.propose_from(partial(self._proposals, fact.name))
        return line

    # What is proposed

    def _agencies(self) -> Sequence[str]:
        return organisation_names(self.desk.register.reader)

    def _proposals(self, name: str) -> Sequence[str]:
        """What is in use already, for the fields that take more than a few values."""
        if self.dossier is None:
            return []
        reader = self.desk.register.reader
        first, second = sides_of(self.dossier.commitment.relation)
        match name:
            case "owed_by":
                return ["both", first, second]
            case "owner":
                return _labels(reader.organisations(), first)
            case "counterpart":
                return _labels(reader.organisations(), second)
        return reader.distinct(name)

    # What is written

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field) or self.dossier is None:
            return
        identity = self.dossier.commitment.id
        try:
            write = self._write(identity, field.name, text)
        except ServandaError as error:
            field.refuse(str(error))
            return
        if self.run(write, partial(self._named, identity, field)):
            field.accept()
        elif self.desk.refusal is not None:
            field.refuse(str(self.desk.refusal))

    def _named(self, identity: CommitmentId, field: Field, refusal: ServandaError | None) -> None:
        """Make room for the next agency once the one that was typed is in the register."""
        here = self.dossier is not None and self.dossier.commitment.id == identity
        if here and refusal is None and isinstance(field, AgenciesField):
            field.forget()

    def _write(self, identity: CommitmentId, name: str, text: str) -> Write:
        """Return the write that keeps what was typed. Raises `ServandaError`."""
        reader = self.desk.register.reader
        values: dict[str, object] = {name: text}
        match name:
            case "supporting":
                agency = organisation_meant(reader, name, text)
                return lambda register: register.support(identity, agency)
            case "owner" | "counterpart" if text:
                values[name] = organisation_meant(reader, name, text)
            case "origin" if text:
                values[name] = commitment_meant(reader, name, text)
            case "owner_basis":
                values[name] = text or OwnerBasis.STATED
            case "made_on" | "review_on":
                values[name] = typed_date(name, text, today=self.desk.today)
        if name == "owner":
            values["owner_basis"] = OwnerBasis.STATED
        return lambda register: register.amend(identity, **values)

    @Slot(str)
    def _unsupport(self, agency: str) -> None:
        if self.dossier is None:
            return
        identity, field = self.dossier.commitment.id, self.fields["supporting"]
        field.setFocus()  # the button goes
        self.run(lambda register: register.unsupport(identity, OrganisationId(agency)))
        if self.desk.refusal is not None:
            field.refuse(str(self.desk.refusal))

    @Slot()
    def _jump(self) -> None:
        if self.dossier is not None and self.dossier.origin is not None:
            self.jumped.emit(self.dossier.origin.id)


_PROPOSED = ("owed_by", "owner", "counterpart", "sector", "classification")


def _labels(organisations: list[Organisation], country: str) -> list[str]:
    """Labels of the organisations of one country, and of those whose country is not stated."""
    return [each.label for each in organisations if each.country in (country, "")]
