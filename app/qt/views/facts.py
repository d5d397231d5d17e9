"""The fields of a commitment, each edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Slot

from app.domain.commitment import OwnerBasis, Strength, sides_of
from app.domain.dossier import Dossier
from app.domain.errors import ServandaError
from app.domain.kinds import Kind
from app.domain.particulars import Organisation
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.views.choice_field import Choice, ChoiceField
from app.qt.views.fields import Field, LineField
from app.qt.views.organisations import named
from app.qt.views.sections import Section, pair, wrapped
from app.qt.views.text_field import TextField

_NOOP = words.QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fact:
    """One field: its key, its words, how it is read from a dossier and with what it is edited."""

    name: str
    label: str
    read: Callable[[Dossier], str]
    editor: str = "line"
    placeholder: str = ""
    shown: Callable[[Dossier], str] = lambda _: ""


def _owner(dossier: Dossier) -> str:
    return dossier.owner.label if dossier.owner else ""


def _counterpart(dossier: Dossier) -> str:
    return dossier.counterpart.label if dossier.counterpart else ""


def _in_full(organisation: Organisation | None) -> str:
    if organisation is None:
        return ""
    acronym = organisation.acronym
    named = acronym and acronym != organisation.name
    return f"{organisation.name} ({acronym})" if named else organisation.name


def _strength(dossier: Dossier) -> str:
    strength = dossier.commitment.strength
    return "" if strength is None else str(int(strength))


_FACTS = (
    _Fact(name="kind", label=_NOOP("Facts", "Kind"), read=lambda d: d.commitment.kind.value,
          editor="choice"),
    _Fact(name="owed_by", label=_NOOP("Facts", "Responsible side"),
          read=lambda d: d.commitment.owed_by, placeholder=_NOOP("Facts", "both, a side, a firm"),
          shown=lambda d: words.owed_words(d.row)),
    _Fact(name="owner", label=_NOOP("Facts", "Lead agency"), read=_owner,
          shown=lambda d: _in_full(d.owner), placeholder=_NOOP("Facts", "not stated")),
    _Fact(name="counterpart", label=_NOOP("Facts", "Counterpart"), read=_counterpart,
          shown=lambda d: _in_full(d.counterpart), placeholder=_NOOP("Facts", "not stated")),
    _Fact(name="sector", label=_NOOP("Facts", "Sector"), read=lambda d: d.commitment.sector),
    _Fact(name="strength", label=_NOOP("Facts", "Strength"), read=_strength, editor="choice"),
    _Fact(name="made_on", label=_NOOP("Facts", "Made on"), read=lambda d: d.commitment.made_on,
          shown=lambda d: words.date_text(d.commitment.made_on),
          placeholder=_NOOP("Facts", "day, month or year")),
    _Fact(name="made_at", label=_NOOP("Facts", "Made at"), read=lambda d: d.commitment.made_at),
    _Fact(name="paragraph", label=_NOOP("Facts", "Paragraph"),
          read=lambda d: d.commitment.paragraph, placeholder=_NOOP("Facts", "of the protocol")),
    _Fact(name="ref", label=_NOOP("Facts", "Reference"), read=lambda d: d.commitment.ref),
    _Fact(name="summary", label=_NOOP("Facts", "Summary"), read=lambda d: d.commitment.summary,
          editor="text"),
    _Fact(name="remarks", label=_NOOP("Facts", "Remarks"), read=lambda d: d.commitment.remarks,
          editor="text", placeholder=_NOOP("Facts", "for the desk")),
)  # fmt: skip


class FactsSection(Section):
    """What the record says, field by field. A field that refuses says why beside itself."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Details"), "section-facts")
        self.body.setSpacing(2)
        self.fields: dict[str, Field] = {}
        for fact in _FACTS:
            self._place(fact)
        self._presumed = wrapped(InkLabel(look, ink="text2"))
        self._presumed.setObjectName("owner-presumed")
        self._presumed.setText(self.tr("The lead agency is presumed: no source names it."))
        self._supporting = wrapped(InkLabel(look))
        self._supporting.setObjectName("supporting")
        self._supporting_line = pair(look, self.tr("Supporting"), self._supporting)
        self.body.addWidget(self._supporting_line)
        self.body.addWidget(self._presumed)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the fields of this commitment; one that is being edited keeps what is typed."""
        super().show_dossier(dossier)
        self._offer(dossier)
        editable = not self.desk.read_only and not dossier.row.binned
        for fact in _FACTS:
            field = self.fields[fact.name]
            field.show_value(fact.read(dossier), fact.shown(dossier))
            field.set_editable(editable)
        commitment = dossier.commitment
        presumed = commitment.owner_basis is OwnerBasis.PRESUMED and commitment.owner is not None
        self._presumed.setVisible(presumed)
        self._supporting.setText(", ".join(each.label for each in dossier.supporting))
        self._supporting_line.setVisible(bool(dossier.supporting))

    def _place(self, fact: _Fact) -> None:
        label = QCoreApplication.translate("Facts", fact.label)
        field = self._editor(fact, label)
        field.committed.connect(self._committed)
        self.fields[fact.name] = field
        self.body.addWidget(pair(self.look, label, field))

    def _editor(self, fact: _Fact, label: str) -> Field:
        placeholder = QCoreApplication.translate("Facts", fact.placeholder)
        match fact.editor:
            case "choice":
                return ChoiceField(self.look, fact.name, label, _choices(fact.name))
            case "text":
                return TextField(self.look, fact.name, label, placeholder=placeholder)
        return LineField(self.look, fact.name, label, placeholder=placeholder)

    def _offer(self, dossier: Dossier) -> None:
        """Propose what is in use, for the fields that take more than a few values."""
        reader = self.desk.register.reader
        first, second = sides_of(dossier.commitment.relation)
        organisations = reader.organisations()
        self._propose("owed_by", ["both", first, second])
        self._propose("sector", reader.distinct("sector"))
        self._propose("owner", _labels(organisations, first))
        self._propose("counterpart", _labels(organisations, second))

    def _propose(self, name: str, choices: Sequence[str]) -> None:
        field = self.fields[name]
        if isinstance(field, LineField):
            field.propose(choices)

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field) or self.dossier is None:
            return
        identity, value = self.dossier.commitment.id, text
        values: dict[str, object] = {field.name: value}
        if field.name in ("owner", "counterpart") and text:
            try:
                found = named(self.desk.register.reader, text)
            except ServandaError as error:
                found = str(error)
            if isinstance(found, str):
                field.refuse(found)
                return
            values = {field.name: found.id}
        if field.name == "owner":
            values["owner_basis"] = OwnerBasis.STATED
        if self.run(lambda register: register.amend(identity, **values)):
            field.accept()
        elif self.desk.refusal is not None:
            field.refuse(str(self.desk.refusal))


def _labels(organisations: list[Organisation], country: str) -> list[str]:
    """Labels of the organisations of one country, and of those whose country is not stated."""
    return [each.label for each in organisations if each.country in (country, "")]


def _choices(name: str) -> list[Choice]:
    if name == "kind":
        return [Choice(value=each.value, words=words.kind_word(each)) for each in Kind]
    steps = [
        Choice(value=str(int(each)), words=f"{int(each)}, {words.strength_word(each)}")
        for each in reversed(Strength)
    ]
    return [Choice(value="", words=QCoreApplication.translate("Facts", "not stated")), *steps]
