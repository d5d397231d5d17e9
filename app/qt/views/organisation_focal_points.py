"""Whom at a ministry or agency letters go to: each edited in place, added, withdrawn, erased."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.directory import OrganisationSheet
from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.identity import OrganisationId, new_id
from app.qt.desk import Desk
from app.qt.look.buttons import quiet_button
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID
from app.qt.look.words import isolated
from app.qt.models.directory_words import focal_role_word, language_word
from app.qt.views.choice_field import Choice, ChoiceField
from app.qt.views.erasing import Erasing, ErasingDialog, named_few
from app.qt.views.fields import LineField
from app.qt.views.forms import Answers, Ask, Question
from app.qt.views.row_section import EditedRow, RowSection, SectionWords
from app.qt.views.sections import wrapped
from app.services.register import Register


def _roles() -> tuple[Choice, ...]:
    return tuple(Choice(value=each.value, words=focal_role_word(each)) for each in FocalRole)


class FocalPointRow(EditedRow):
    """One focal point: name and role over post and address, telephone and language."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "focal")
        self.name = LineField(look, "focal-name", self.tr("Focal point"))
        self.role = ChoiceField(look, "focal-role", self.tr("Role"), _roles())
        self.post = self._line(look, "post", self.tr("Post"), self.tr("post"))
        self.email = self._line(look, "email", self.tr("E-mail address"), self.tr("no address"))
        self.telephone = self._line(look, "telephone", self.tr("Telephone"), self.tr("telephone"))
        self.language = self._line(
            look, "language", self.tr("Language of letters"), self.tr("language")
        )
        self.hold(self.name, self.role, self.post, self.email, self.telephone, self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, GRID)
        column.setSpacing(1)
        column.addLayout(_beside((self.name, 1), (self.role, 0), (self.withdraw, 0)))
        column.addLayout(_beside((self.post, 1), (self.email, 1)))
        column.addLayout(_beside((self.telephone, 1), (self.language, 1)))

    def _line(self, look: Look, name: str, label: str, hint: str) -> LineField:
        return LineField(look, f"focal-{name}", label, placeholder=hint)

    def show_item(self, item: FocalPoint) -> None:
        """Show a focal point as it is now; what is being typed stays."""
        self.name.show_value(item.name)
        self.role.show_value(item.role.value, focal_role_word(item.role))
        self.post.show_value(item.post)
        self.email.show_value(item.email)
        self.telephone.show_value(item.telephone)
        self.language.show_value(item.language, language_word(item.language))
        words = self.tr("Withdraw the focal point “{name}”")
        self.stand_for(item.id, words.format(name=isolated(item.name)))

    def amending(self, register: Register, identity: str, name: str, text: str) -> Change:
        """Put right a fact."""
        return register.amend_focal_point(identity, **{name: text})

    def withdrawing(self, register: Register, identity: str) -> Change:
        """Take the focal point back."""
        return register.withdraw_focal_point(identity)


class FocalPointsSection(RowSection):
    """Every focal point of an organisation, the form that adds one, and what is left of others."""

    def __init__(self, desk: Desk, look: Look) -> None:
        words = SectionWords(
            heading=self.tr("Focal points"),
            none=self.tr("None is recorded: a letter names nobody, a draft of a mail has no “To”."),
            add=self.tr("Add a focal point"),
            keep=self.tr("Add the focal point"),
        )
        super().__init__(desk, look, "organisation-focal-points", "focal", words)
        self._sheet: OrganisationSheet | None = None
        self.told = wrapped(QuietLabel(look))
        self.told.setObjectName("focal-told")
        self.told.hide()
        self._former = wrapped(QuietLabel(look))
        self._former.setObjectName("focal-former")
        self.erase = quiet_button(look, self.tr("Erase for good…"), "trash-2", "focal-erase")
        self.erase.clicked.connect(self._ask_to_erase)
        self._left = QWidget()
        line = _beside((self._former, 1), (self.erase, 0))
        self._left.setLayout(line)
        self.column.addWidget(self.told)
        self.column.addWidget(self._left)

    @property
    def rows(self) -> list[FocalPointRow]:
        """The focal points as they stand."""
        return [each for each in self._rows.values() if isinstance(each, FocalPointRow)]

    def show_sheet(self, sheet: OrganisationSheet) -> None:
        """Show those of this one; what is being typed for it stays."""
        before, self._sheet = self._sheet, sheet
        self.show_rows(sheet.organisation.id, sheet.focal_points)
        if before is None or before.focal_points != sheet.focal_points:
            self._tell(_demoted(before, sheet))
        count = len(sheet.former_focal_points)
        template = self.tr("{count} withdrawn: names and addresses stay in the history.")
        one = self.tr("1 withdrawn: name and address stay in the history.")
        self._former.setText(one if count == 1 else template.format(count=count))
        self._left.setVisible(bool(count))
        self.erase.setVisible(not self.desk.read_only)

    def _tell(self, demoted: tuple[FocalPoint, ...]) -> None:
        template = self.tr("“{name}” is an alternate from now on: an agency has one main.")
        said = [template.format(name=isolated(each.name)) for each in demoted]
        self.told.setText(" ".join(said))
        self.told.setVisible(bool(said))

    def made_row(self) -> FocalPointRow:
        """Return a row for a focal point."""
        return FocalPointRow(self.desk, self.look)

    def questions(self) -> tuple[Question, ...]:
        """The name, the role, and how to write to it; the rest stands behind the fold."""
        return (
            Question(name="name", label=self.tr("Name"), placeholder=self.tr("a person or office")),
            Question(name="role", label=self.tr("Role"), ask=Ask.CHOICE, choices=_roles()),
            Question(
                name="post", label=self.tr("Post"), placeholder=self.tr("such as Deputy Secretary")
            ),
            Question(
                name="email",
                label=self.tr("E-mail"),
                placeholder=self.tr("such as desk@example.org"),
            ),
            Question(name="telephone", label=self.tr("Telephone"), more=True),
            Question(
                name="language",
                label=self.tr("Language"),
                placeholder=self.tr("of letters: two letters, such as ru"),
                more=True,
            ),
        )

    def begun(self) -> Answers:
        """The first is the main one, others are alternates until they are said to be more."""
        held = self._sheet.focal_points if self._sheet is not None else ()
        led = any(each.role is FocalRole.MAIN for each in held)
        return {"role": (FocalRole.ALTERNATE if led else FocalRole.MAIN).value}

    def adding(self, register: Register, identity: OrganisationId, typed: Answers) -> Change:
        """Add the focal point."""
        facts = {name: value for name, value in typed.items() if name != "role"}
        point = FocalPoint(
            id=new_id(), organisation=identity, role=FocalRole(typed["role"]), **facts
        )
        return register.add_focal_point(point)

    @Slot()
    def _ask_to_erase(self) -> None:
        """Ask whether the texts of those that were withdrawn are to be taken out."""
        former = self._sheet.former_focal_points if self._sheet is not None else ()
        if not former or self.desk.waits:
            return
        chosen = tuple(each.id for each in former)
        question = (
            self.tr("Erase this focal point for good?")
            if len(chosen) == 1
            else self.tr("Erase {count} focal points for good?").format(count=len(chosen))
        )
        erasing = Erasing(
            question=question,
            named=named_few([isolated(each.name) for each in former], len(former)),
            words=self.tr(
                "Name, post, addresses and telephone are taken out of the register and out of its "
                "history. Letters that were drafted stay where you keep them. This cannot be "
                "undone."
            ),
            write=lambda register: register.erase_focal_points(chosen),
        )
        ErasingDialog(self.desk, self.look, erasing, self.window()).open()


def _demoted(before: OrganisationSheet | None, now: OrganisationSheet) -> tuple[FocalPoint, ...]:
    """Return who was the main one and is an alternate now that another is."""
    if before is None or before.organisation.id != now.organisation.id:
        return ()
    led = any(each.role is FocalRole.MAIN for each in now.focal_points)
    mains = {each.id for each in before.focal_points if each.role is FocalRole.MAIN}
    return tuple(
        each
        for each in now.focal_points
        if led and each.id in mains and each.role is FocalRole.ALTERNATE
    )


def _beside(*parts: tuple[QWidget, int]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for part, stretch in parts:
        row.addWidget(part, stretch)
    return row
