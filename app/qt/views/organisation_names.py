"""The further names of a ministry or agency: each edited in place, added, withdrawn."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from app.domain.change import Change
from app.domain.directory import AliasKind, OrganisationSheet
from app.domain.identity import OrganisationId
from app.domain.particulars import Alias
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.look.tokens import GAP
from app.qt.models.directory_words import alias_word, language_word
from app.qt.views.choice_field import Choice, ChoiceField
from app.qt.views.fields import LineField
from app.qt.views.forms import Answers, Ask, Question
from app.qt.views.row_section import EditedRow, RowSection, SectionWords
from app.services.register import Register


def _kinds() -> tuple[Choice, ...]:
    return tuple(Choice(value=each.value, words=alias_word(each)) for each in AliasKind)


class NameRow(EditedRow):
    """One further name: the name, what it is, its language, and a button that withdraws it."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "alias")
        self.name = LineField(look, "alias-name", self.tr("Other name"))
        self.kind = ChoiceField(look, "alias-kind", self.tr("Kind of name"), _kinds())
        self.language = LineField(
            look, "alias-language", self.tr("Language"), placeholder=self.tr("language")
        )
        self.language.setFixedWidth(84)
        self.hold(self.name, self.kind, self.language)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(self.language)
        row.addWidget(self.withdraw)

    def show_item(self, item: Alias) -> None:
        """Show a name as it is now; what is being typed stays."""
        self.alias = item
        self.name.show_value(item.name)
        self.kind.show_value(item.kind, alias_word(item.kind))
        self.language.show_value(item.language, language_word(item.language))
        self.stand_for(item.id, self.tr("Withdraw the name “{name}”").format(name=item.name))

    def amending(self, register: Register, identity: str, name: str, text: str) -> Change:
        """Put right the name, its kind or its language."""
        return register.amend_alias(identity, **{name: text})

    def withdrawing(self, register: Register, identity: str) -> Change:
        """Take the name back."""
        return register.withdraw_alias(identity)


class NamesSection(RowSection):
    """Every further name of an organisation, and the form that adds one."""

    def __init__(self, desk: Desk, look: Look) -> None:
        words = SectionWords(
            heading=self.tr("Other names"),
            none=self.tr("None is recorded."),
            add=self.tr("Add a name"),
            keep=self.tr("Add the name"),
        )
        super().__init__(desk, look, "organisation-names", "alias", words)

    @property
    def rows(self) -> list[NameRow]:
        """The names as they stand."""
        return [each for each in self._rows.values() if isinstance(each, NameRow)]

    def show_sheet(self, sheet: OrganisationSheet) -> None:
        """Show the names of this one; what is being typed for it stays."""
        self.show_rows(sheet.organisation.id, sheet.aliases)

    def made_row(self) -> NameRow:
        """Return a row for a name."""
        return NameRow(self.desk, self.look)

    def questions(self) -> tuple[Question, ...]:
        """The name, what it is, its language."""
        return (
            Question(name="name", label=self.tr("Other name")),
            Question(name="kind", label=self.tr("It is"), ask=Ask.CHOICE, choices=_kinds()),
            Question(
                name="language",
                label=self.tr("Language"),
                placeholder=self.tr("two letters, such as ru or ur"),
            ),
        )

    def begun(self) -> Answers:
        """A name is another one, unless it is said to be former or a spelling."""
        return {"kind": AliasKind.ALIAS.value}

    def adding(self, register: Register, identity: OrganisationId, typed: Answers) -> Change:
        """Add the name."""
        return register.add_alias(identity, typed["name"], typed["language"], typed["kind"])

    def asked_as(self, field: str) -> str:
        """A name it has already is refused at the name."""
        return "name" if field == "alias" else field
