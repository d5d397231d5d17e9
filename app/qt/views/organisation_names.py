"""The further names of a ministry or agency: each edited in place, added, withdrawn."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.directory import AliasKind, OrganisationSheet
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.identity import OrganisationId
from app.domain.particulars import Alias
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.models.directory_words import alias_word, language_word
from app.qt.views.choice_field import Choice, ChoiceField
from app.qt.views.fields import Field, LineField, settled
from app.qt.views.forms import Ask, AskForm, Question
from app.qt.views.sections import IconButton, in_tab_order


def _kinds() -> tuple[Choice, ...]:
    return tuple(Choice(value=each.value, words=alias_word(each)) for each in AliasKind)


class NameRow(QWidget):
    """One further name: the name, what it is, its language, and a button that withdraws it."""

    def __init__(self, desk: Desk, look: Look, alias: Alias) -> None:
        super().__init__()
        self._desk = desk
        self.alias = alias
        self.setObjectName("name-row")
        self.name = LineField(look, "alias-name", self.tr("Other name"))
        self.kind = ChoiceField(look, "alias-kind", self.tr("Kind of name"), _kinds())
        self.language = LineField(
            look, "alias-language", self.tr("Language"), placeholder=self.tr("language")
        )
        self.language.setFixedWidth(84)
        self.withdraw = IconButton(look, "x", "alias-withdraw", self.tr("Withdraw this name"))
        self.withdraw.clicked.connect(self._withdraw)
        for field in (self.name, self.kind, self.language):
            field.committed.connect(self._committed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.name, 1)
        row.addWidget(self.kind)
        row.addWidget(self.language)
        row.addWidget(self.withdraw)

    def show_alias(self, alias: Alias) -> None:
        """Show it as it is now; what is being typed stays."""
        self.alias = alias
        editable = not self._desk.read_only
        self.name.show_value(alias.name)
        self.kind.show_value(alias.kind, alias_word(alias.kind))
        self.language.show_value(alias.language, language_word(alias.language))
        for field in (self.name, self.kind, self.language):
            field.set_editable(editable)
        self.withdraw.setVisible(editable)
        words = self.tr("Withdraw the name “{name}”").format(name=alias.name)
        self.withdraw.say(words)

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field):
            return
        name, identity = field.name.removeprefix("alias-"), self.alias.id
        self._desk.run(
            lambda register: register.amend_alias(identity, **{name: text}),
            partial(settled, field),
        )

    @Slot()
    def _withdraw(self) -> None:
        identity = self.alias.id
        self._desk.run(
            lambda register: register.withdraw_alias(identity), partial(settled, self.name)
        )


class NamesSection(QWidget):
    """Every further name of an organisation, and the form that adds one."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._identity: OrganisationId | None = None
        self._rows: dict[str, NameRow] = {}
        self.setObjectName("organisation-names")
        self.setAccessibleName(self.tr("Other names"))
        self._heading = SectionHeading(look, self.tr("Other names"))
        self.add = quiet_button(look, self.tr("Add a name"), "plus", "alias-add")
        self.add.clicked.connect(self._begin)
        self._none = QuietLabel(look, self.tr("None is recorded."))
        self.form = self._made_form()
        self.form.hide()
        bar = QHBoxLayout()
        bar.addWidget(self._heading, 1)
        bar.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(bar)
        column.addWidget(self._none)
        column.addLayout(self._list)
        column.addWidget(self.form)

    @property
    def rows(self) -> list[NameRow]:
        """The names as they stand."""
        return list(self._rows.values())

    def show_sheet(self, sheet: OrganisationSheet) -> None:
        """Show the names of this one; what is being typed for it stays."""
        if self._identity is not None and self._identity != sheet.organisation.id:
            self.form.close_up()
        self._identity = sheet.organisation.id
        held = {each.id: each for each in sheet.aliases}
        for identity in [each for each in self._rows if each not in held]:
            row = self._rows.pop(identity)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        made = []
        for alias in sheet.aliases:
            if alias.id not in self._rows:
                self._rows[alias.id] = NameRow(self._desk, self._look, alias)
                self._list.addWidget(self._rows[alias.id])
                made.append(self._rows[alias.id])
            self._rows[alias.id].show_alias(alias)
        in_tab_order(self.add, [each for each in self._rows.values() if made])
        self._heading.show_heading(self.tr("Other names"), len(held) or None)
        self._none.setVisible(not held)
        self.add.setVisible(not self._desk.read_only)

    def _made_form(self) -> AskForm:
        questions = (
            Question(name="name", label=self.tr("Other name")),
            Question(name="kind", label=self.tr("It is"), ask=Ask.CHOICE, choices=_kinds()),
            Question(
                name="language",
                label=self.tr("Language"),
                placeholder=self.tr("two letters, such as ru or ur"),
            ),
        )
        form = AskForm(self._look, "alias", questions, self.tr("Add the name"), self.add.setFocus)
        form.confirmed.connect(self._add)
        return form

    @Slot()
    def _begin(self) -> None:
        if self.form.isHidden():
            self.form.open_up({"kind": AliasKind.ALIAS.value})
        self.form.take_keyboard()

    @Slot()
    def _add(self) -> None:
        identity, typed = self._identity, self.form.typed()
        if identity is None or self._desk.waits:
            return
        self._desk.run(
            lambda register: register.add_alias(
                identity, typed["name"], typed["language"], typed["kind"]
            ),
            self._added,
        )

    def _added(self, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.form.close_up()
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        self.form.refuse("name" if named == "alias" else named, str(refusal))
