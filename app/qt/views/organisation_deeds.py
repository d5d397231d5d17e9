"""What may be done with a ministry or agency as a whole: rename, merge, discard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.directory import MergePlan
from app.domain.errors import InvalidValueError, NotFoundError, ServandaError
from app.domain.identity import OrganisationId
from app.domain.particulars import Organisation
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button, quiet_button
from app.qt.look.flow import Flow
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, Scale
from app.qt.views.forms import YES, Ask, AskForm, Question
from app.qt.views.lookups import organisation_meant
from app.qt.views.merge_words import merge_words
from app.qt.views.sections import wrapped
from app.qt.views.seeking import propose
from app.services.directory import merge_plan
from app.store.reader import Reader

_AT = {"organisation": "name", "alias": "name"}
"""The question at which a refusal is shown whose field goes by another name."""


class OrganisationDeeds(QWidget):
    """Three verbs, and the forms that two of them ask with.

    `merged` carries the identity of what another was merged into, `discarded` that of what was
    discarded.
    """

    merged = Signal(object)
    discarded = Signal(object)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._organisation: Organisation | None = None
        self.setObjectName("organisation-deeds")
        self.rename = plain_button(self.tr("Rename…"), "organisation-rename")
        self.rename.clicked.connect(self._begin_renaming)
        self.merge = plain_button(self.tr("Merge into…"), "organisation-merge")
        self.merge.setToolTip(self.tr("This entry and another are one and the same"))
        self.merge.clicked.connect(self._begin_merging)
        self.discard = quiet_button(look, self.tr("Discard"), "trash-2", "organisation-discard")
        self.discard.clicked.connect(self._discard)
        self.renaming, self.merging = self._renaming_form(), self._merging_form()
        self.preview = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.preview.setObjectName("merge-preview")
        self._refused = wrapped(InkLabel(look, ink="late", scale=Scale.CAPTION))
        self._refused.setObjectName("organisation-refused")
        verbs = Flow()
        for button in (self.rename, self.merge, self.discard):
            verbs.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(verbs)
        for each in (self._refused, self.renaming, self.preview, self.merging):
            column.addWidget(each)
            each.hide()

    def show_organisation(self, organisation: Organisation) -> None:
        """Act on this one; what was begun for another is put away."""
        before, self._organisation = self._organisation, organisation
        if before is not None and before.id != organisation.id:
            self._put_away()
        for button in (self.rename, self.merge, self.discard):
            button.setVisible(not self._desk.read_only)

    @property
    def refused(self) -> str:
        """Why it could not be discarded, empty where that was not refused."""
        return "" if self._refused.isHidden() else self._refused.text()

    def _put_away(self) -> None:
        for form in (self.renaming, self.merging):
            if not form.isHidden():
                form.close_up()
        self._say("")

    def _say(self, reason: str) -> None:
        self._refused.setText(reason)
        self._refused.setVisible(bool(reason))

    # Renaming

    def _renaming_form(self) -> AskForm:
        questions = (
            Question(name="name", label=self.tr("New name")),
            Question(name="acronym", label=self.tr("Acronym")),
            Question(
                name="keep",
                label=self.tr("Keep what it was called as a former name"),
                ask=Ask.TICK,
            ),
        )
        form = AskForm(self._look, "renaming", questions, self.tr("Rename"), self.rename.setFocus)
        form.confirmed.connect(self._rename)
        return form

    @Slot()
    def _begin_renaming(self) -> None:
        organisation = self._organisation
        if organisation is None:
            return
        self._put_away()
        given = {"name": organisation.name, "acronym": organisation.acronym, "keep": YES}
        self.renaming.open_up(given)
        self.renaming.take_keyboard()

    @Slot()
    def _rename(self) -> None:
        organisation, typed = self._organisation, self.renaming.typed()
        if organisation is None or self._desk.waits:
            return
        identity, keep = organisation.id, typed["keep"] == YES
        self._desk.run(
            lambda register: register.rename_organisation(
                identity, typed["name"], typed["acronym"], keep_former=keep
            ),
            partial(self._ended, self.renaming),
        )

    # Merging

    def _merging_form(self) -> AskForm:
        into = Question(
            name="into",
            label=self.tr("Is the same as"),
            placeholder=self.tr("name, acronym or other name"),
        )
        form = AskForm(self._look, "merging", (into,), self.tr("Merge"), self.merge.setFocus)
        form.line("into").textChanged.connect(self._foresee)
        form.confirmed.connect(self._merge)
        form.closed.connect(self._forget_preview)
        return form

    @Slot()
    def _begin_merging(self) -> None:
        organisation = self._organisation
        if organisation is None:
            return
        self._put_away()
        try:
            others = self._desk.register.reader.organisations()
        except ServandaError as error:
            self._say(str(error))
            return
        names = [each.name for each in others if each.id != organisation.id]
        self.merging.open_up({})
        propose(self.merging.line("into"), names)
        self._foretell("")
        self.merging.take_keyboard()

    @Slot()
    def _foresee(self) -> None:
        """Ask in the background what the merge would change."""
        organisation, text = self._organisation, self.merging.line("into").text().strip()
        self.merging.accept()
        if organisation is None or not text or self.merging.isHidden():
            self._foretell("")
            return
        identity = organisation.id

        def read(reader: Reader) -> MergePlan | str:
            found = reader.organisations_named(text)
            if len(found) != 1:
                return ""
            try:
                return merge_plan(reader, identity, found[0].id)
            except (InvalidValueError, NotFoundError) as error:
                return str(error)

        self._desk.ask("merge-preview", read, self._foretell)

    def _foretell(self, found: MergePlan | str) -> None:
        """Say what would change, or why it cannot be; nothing is known yet for an empty text."""
        if self.merging.isHidden():
            return
        if isinstance(found, MergePlan):
            self.preview.setText(merge_words(found))
        elif found:
            self.merging.refuse("into", found)
        else:
            self.preview.setText(
                self.tr("Name the entry that stays. What refers to this one will refer to it.")
            )
        planned = isinstance(found, MergePlan)
        self.preview.setVisible(planned or not found)
        self.merging.keep_button.setEnabled(planned)

    @Slot()
    def _forget_preview(self) -> None:
        self.preview.hide()

    @Slot()
    def _merge(self) -> None:
        organisation, text = self._organisation, self.merging.typed()["into"]
        if organisation is None or self._desk.waits:
            return
        duplicate = organisation.id
        try:
            into = organisation_meant(self._desk.register.reader, "into", text)
        except ServandaError as error:
            self.merging.refuse("into", str(error))
            return
        self._desk.run(
            lambda register: register.merge_organisations(duplicate, into),
            partial(self._merged, into),
        )

    def _merged(self, into: OrganisationId, refusal: ServandaError | None) -> None:
        self._ended(self.merging, refusal)
        if refusal is None:
            self.merged.emit(into)

    # Putting away

    @Slot()
    def _discard(self) -> None:
        organisation = self._organisation
        if organisation is None or self._desk.waits:
            return
        self._put_away()
        identity = organisation.id
        self._desk.run(
            lambda register: register.discard_organisation(identity),
            partial(self._discarded, identity),
        )

    def _discarded(self, identity: OrganisationId, refusal: ServandaError | None) -> None:
        if refusal is None:
            self.discarded.emit(identity)
        else:
            self._say(str(refusal))

    def _ended(self, form: AskForm, refusal: ServandaError | None) -> None:
        if refusal is None:
            form.close_up()
            return
        named = refusal.field if isinstance(refusal, InvalidValueError) else ""
        form.refuse(_AT.get(named, named) if form is self.renaming else "into", str(refusal))
