"""All about one ministry or agency: its facts and names, what it answers for, what may be done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from app.domain.directory import OrganisationSheet, Part
from app.domain.errors import ServandaError
from app.domain.identity import OrganisationId
from app.domain.particulars import Organisation
from app.domain.query import OPEN, OVERDUE, Query
from app.qt.delegates.directory import RowMaker
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale
from app.qt.models.directory import ROW_COLUMNS, sheet_lines
from app.qt.models.directory_words import news_words
from app.qt.models.lines import SpanKind, Spanning
from app.qt.views.entry_list import SheetArea, WholeList
from app.qt.views.fields import Field, LineField, settled
from app.qt.views.links import Links, link
from app.qt.views.lookups import full_name, organisation_meant
from app.qt.views.organisation_deeds import OrganisationDeeds
from app.qt.views.organisation_focal_points import FocalPointsSection
from app.qt.views.organisation_names import NamesSection
from app.qt.views.sections import pair, wrapped
from app.qt.views.text_field import TextField

_FIELDS = ("name", "acronym", "country", "kind", "parent")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A number of the sheet: what it counts, and the query behind it or else the part."""

    name: str
    text: str
    count: int
    query: Query | None = None
    heading: str = ""
    part: Part = Part.LEADS


class OrganisationSheetView(SheetArea):
    """The sheet of one organisation, edited in place.

    `query_wanted` carries a query and its heading, `jumped` the identity of a commitment, `wanted`
    that of another organisation to be shown, `more_wanted` that more of a part is to be read.
    """

    query_wanted = Signal(object, str)
    jumped = Signal(object)
    wanted = Signal(object)
    more_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("organisation-sheet")
        self._desk, self._look = desk, look
        self._sheet: OrganisationSheet | None = None
        self.setAccessibleName(self.tr("Ministry or agency"))
        self.title = TextField(
            look,
            "organisation-name",
            self.tr("Name"),
            one_line=True,
            scale=Scale.TITLE,
            weight=SEMIBOLD,
        )
        self.numbers = Links("organisation-numbers")
        self.news = QuietLabel(look)
        self.namesakes = wrapped(InkLabel(look))
        self.namesakes.setObjectName("organisation-namesakes")
        self.deeds = OrganisationDeeds(desk, look)
        self.fields: dict[str, Field] = {"name": self.title, **self._lines()}
        self.parts = Links("organisation-parts")
        self.names = NamesSection(desk, look)
        self.focal_points = FocalPointsSection(desk, look)
        self.rows = WholeList(
            look, ROW_COLUMNS, RowMaker(look), lambda: desk.today, lambda row: row.id
        )
        self.rows.setObjectName("organisation-commitments")
        self.rows.setAccessibleName(self.tr("Its commitments"))
        self.rows.opened.connect(self.jumped)
        self.rows.acted.connect(self._acted)
        self.nothing = wrapped(QuietLabel(look, self.tr("No commitment names it.")))
        for field in self.fields.values():
            field.committed.connect(self._committed)
        self._lay_out()

    def show_sheet(self, sheet: OrganisationSheet) -> None:
        """Show this one; what is being typed for it stays."""
        before, self._sheet = self._sheet, sheet
        if before is not None and before.organisation.id != sheet.organisation.id:
            for field in self.fields.values():
                field.forget()
            self.verticalScrollBar().setValue(0)
        self._show_facts(sheet)
        self._show_numbers(sheet)
        self._show_parts(sheet)
        self._show_namesakes(sheet)
        self.deeds.show_organisation(sheet.organisation)
        self.names.show_sheet(sheet)
        self.focal_points.show_sheet(sheet)
        lines = sheet_lines(sheet)
        self.rows.show_lines(lines)
        self.rows.setVisible(bool(lines))
        self.nothing.setVisible(not lines)

    # Layout

    def _lines(self) -> dict[str, Field]:
        asked = (
            ("acronym", self.tr("Acronym"), self.tr("what lists show it by")),
            ("country", self.tr("Country"), self.tr("two letters, such as PK")),
            ("kind", self.tr("Kind"), self.tr("ministry, authority, state enterprise")),
            ("parent", self.tr("Part of"), self.tr("not stated")),
        )
        return {
            name: LineField(self._look, f"organisation-{name}", label, placeholder=hint)
            for name, label, hint in asked
        }

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self.title)
        column.addWidget(self.numbers)
        column.addWidget(self.news)
        column.addWidget(self.namesakes)
        column.addSpacing(GRID)
        column.addWidget(self.deeds)
        column.addWidget(Hairline(self._look))
        facts = QVBoxLayout()
        facts.setSpacing(GRID // 2)
        for name in _FIELDS[1:]:
            field = self.fields[name]
            facts.addWidget(pair(self._look, field.label, field))
        self._parts_line = pair(self._look, self.tr("Its parts"), self.parts)
        facts.addWidget(self._parts_line)
        column.addLayout(facts)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.names)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.focal_points)
        column.addWidget(self.nothing)
        column.addWidget(self.rows)
        column.addStretch(1)

    # What is shown

    def _show_facts(self, sheet: OrganisationSheet) -> None:
        body = sheet.organisation
        parent = sheet.parent
        shown = {
            "name": (body.name, ""),
            "acronym": (body.acronym, ""),
            "country": (body.country, ""),
            "kind": (body.kind, ""),
            "parent": (parent.name if parent else "", full_name(parent)),
        }
        for name, (value, words) in shown.items():
            self.fields[name].show_value(value, words)
            self.fields[name].set_editable(not self._desk.read_only)

    def _show_numbers(self, sheet: OrganisationSheet) -> None:
        line, name = sheet.line, sheet.organisation.label
        relation, leads = self._desk.relation, frozenset({name})
        led = Query(relation=relation, leads=leads)
        numbers = [
            _Number(
                name="leads",
                text=self.tr("leads {count}").format(count=line.leads),
                count=line.leads,
                query=led,
                heading=self.tr("Led by {name}").format(name=name),
            ),
            _Number(
                name="pending",
                text=self.tr("{count} of them pending").format(count=line.figures.pending),
                count=line.figures.pending,
                query=replace(OPEN, relation=relation, leads=leads),
                heading=self.tr("Led by {name}, pending").format(name=name),
            ),
            _Number(
                name="overdue",
                text=self.tr("{count} overdue").format(count=line.figures.overdue),
                count=line.figures.overdue,
                query=replace(OVERDUE, relation=relation, leads=leads),
                heading=self.tr("Led by {name}, overdue").format(name=name),
            ),
            _Number(
                name="supports",
                text=self.tr("supports {count}").format(count=line.supports),
                count=line.supports,
                part=Part.SUPPORTS,
            ),
            _Number(
                name="counterpart",
                text=self.tr("counterpart of {count}").format(count=line.counterpart),
                count=line.counterpart,
                part=Part.COUNTERPART,
            ),
        ]
        # Lists go by the short name: behind it there would be the commitments of both.
        alone = not sheet.namesakes
        shown = [each if alone else replace(each, query=None) for each in numbers if each.count]
        self.numbers.fill(shown, self._number)
        self.news.setText(news_words(line, self._desk.today))
        self.news.setVisible(bool(self.news.text()))

    def _number(self, number: _Number) -> QPushButton:
        button = link(number.text, f"organisation-{number.name}-count")
        button.setProperty("number", number)
        if number.name == "overdue":
            self._look.dress(button, "clock-alert", "late")
        button.clicked.connect(self._follow)
        return button

    def _show_parts(self, sheet: OrganisationSheet) -> None:
        self.parts.fill(sheet.parts, self._other)
        self._parts_line.setVisible(bool(sheet.parts))

    def _other(self, body: Organisation) -> QPushButton:
        button = link(body.label, "organisation-part")
        button.setAccessibleName(body.name)
        button.setProperty("organisation", body.id)
        button.clicked.connect(self._want)
        return button

    def _show_namesakes(self, sheet: OrganisationSheet) -> None:
        template = self.tr(
            "Lists cannot tell it from another that is shown as “{label}”: {names}. "
            "If they are one, merge them."
        )
        names = ", ".join(each.name for each in sheet.namesakes)
        text = template.format(label=sheet.organisation.label, names=names)
        self.namesakes.setText(text if names else "")
        self.namesakes.setVisible(bool(names))

    # What happens

    @Slot()
    def _follow(self) -> None:
        number = _said_by(self.sender(), "number")
        if isinstance(number, _Number):
            self._show_behind(number)

    def _show_behind(self, number: _Number) -> None:
        if number.query is None:
            self._go_to(number.part)
        else:
            self.query_wanted.emit(number.query, number.heading)

    def _go_to(self, part: Part) -> None:
        """Give the keyboard to the first commitment in which it has that part."""
        for row, line in enumerate(self.rows.table.lines):
            if isinstance(line, Spanning) and line.key == part.value:
                self.rows.setFocus()
                self.rows.setCurrentIndex(self.rows.table.index(row + 1, 0))
                return

    @Slot()
    def _want(self) -> None:
        self.wanted.emit(_said_by(self.sender(), "organisation"))

    @Slot(object)
    def _acted(self, line: Spanning) -> None:
        if line.kind is SpanKind.MORE:
            self.more_wanted.emit()

    @Slot(str)
    def _committed(self, text: str) -> None:
        field = self.sender()
        if not isinstance(field, Field) or self._sheet is None:
            return
        identity, name = self._sheet.organisation.id, field.name.removeprefix("organisation-")
        value: str | OrganisationId = text
        if name == "parent" and text:
            try:
                value = organisation_meant(self._desk.register.reader, "parent", text)
            except ServandaError as error:
                field.refuse(str(error))
                return
        self._desk.run(
            lambda register: register.amend_organisation(identity, **{name: value}),
            partial(settled, field),
        )

    def offer(self, organisations: list[Organisation]) -> None:
        """Propose these as what it may be part of."""
        parent = self.fields["parent"]
        if isinstance(parent, LineField):
            parent.propose([each.name for each in organisations])


def _said_by(sender: QObject | None, name: str) -> object:
    return None if sender is None else sender.property(name)
