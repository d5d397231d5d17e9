"""The section Ministries and agencies: who leads what, who owes news, and one of them in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.commitment import sides_of
from app.domain.directory import OrganisationLine, OrganisationSheet
from app.domain.errors import NotFoundError
from app.domain.identity import OrganisationId
from app.qt.delegates.directory import OrganisationMaker
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer
from app.qt.look.pills import Chip
from app.qt.look.tokens import GAP, GRID, GROUP_GAP
from app.qt.models.directory import ORGANISATION_COLUMNS, by_country
from app.qt.models.lines import Spanning
from app.qt.views.entry_list import EntryHead, EntryList
from app.qt.views.entry_page import EntryHalves, no_match, nothing_yet
from app.qt.views.organisation_form import OrganisationForm
from app.qt.views.organisation_sheet import OrganisationSheetView
from app.qt.views.page import Page
from app.qt.views.sections import IconButton
from app.services.directory import MOST, matching, organisation_lines, organisation_sheet
from app.store.reader import Reader

_MORE = 4
"""How many times as many commitments are read when more are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the list is filled from: its lines, and the names of the countries."""

    lines: tuple[OrganisationLine, ...] = ()
    countries: dict[str, str] = field(default_factory=dict)


class Organisations(Page):
    """Ministries and agencies as a list, and beside it the sheet of the one that is chosen."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("Organisations", "Ministries and agencies")
        super().__init__(desk, look, "organisations", title)
        self._found = _Found()
        self._wanted: OrganisationId | None = None
        self._shown: OrganisationId | None = None
        self._most = MOST
        self.chips: dict[str, Chip] = {}
        self.add = plain_button(self.tr("Add…"), "organisation-new")
        self.add.setAccessibleName(self.tr("Add a ministry or agency"))
        self.add.setToolTip(self.tr("Add a ministry or agency"))
        look.dress(self.add, "plus")
        self.add.clicked.connect(self._add)
        if desk.read_only:
            self.add.hide()
        self.letters = IconButton(
            look, "mail", "organisations-letters", self.tr("Reminder letters")
        )
        self.letters.clicked.connect(self._to_letters)
        acts = QWidget()
        row = QHBoxLayout(acts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for each in (self.letters, self.add):
            row.addWidget(each)
        self.head = EntryHead(look, title, self.tr("Search by any name"), acts)
        self.head.search.textChanged.connect(self._filtered)
        self.list = EntryList(
            look,
            ORGANISATION_COLUMNS,
            OrganisationMaker(look),
            lambda: desk.today,
            lambda line: line.id,
        )
        self.list.setObjectName("organisations-list")
        self.list.setAccessibleName(title)
        self.list.frame_with(self._framed)
        self.list.stood_on.connect(self._choose)
        self.head.leads_to(self.list)
        self._bar = QWidget()
        self._bar.setObjectName("organisations-countries")
        self._countries = Flow()
        inset = QVBoxLayout(self._bar)
        inset.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, GAP)
        inset.addLayout(self._countries)
        self.sheet = OrganisationSheetView(desk, look)
        self.sheet.query_wanted.connect(self.query_wanted)
        self.sheet.jumped.connect(self.jumped)
        self.sheet.wanted.connect(self.show_target)
        self.sheet.more_wanted.connect(self._read_more)
        self.sheet.deeds.merged.connect(self.show_target)
        self.halves = EntryHalves(
            look, (self.head, self._bar), self.list, self.sheet, self._nothing(), self._no_match()
        )
        self.halves.fill(self)

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the list and for the sheet that stands beside it."""
        relation, today = self.desk.relation, self.desk.today

        def read(reader: Reader) -> _Found:
            countries: dict[str, str] = {}
            for each in reader.relations():
                first, second = sides_of(each.code)
                countries |= {first: each.first_name, second: each.second_name}
            return _Found(lines=organisation_lines(reader, relation, today), countries=countries)

        self.desk.ask("organisations", read, self._show_found)

    def take_keyboard(self) -> None:
        """Give the keyboard to the list, or to the search where nothing is in it."""
        (self.list if self.list.table.lines else self.head.search).setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def search_line(self) -> QLineEdit:
        """The search of this page."""
        return self.head.search

    def counts(self) -> str:
        """How many there are, and with how many something is overdue."""
        late = sum(each.figures.overdue > 0 for each in self._found.lines)
        template = self.tr("{count} ministries and agencies, {late} with something overdue")
        return template.format(count=len(self._found.lines), late=late)

    @Slot(object)
    def show_target(self, target: object) -> None:
        """Show one organisation, by its identity; what hides it is cleared."""
        self._wanted = OrganisationId(str(target))
        if self.list.table.rows_of(str(target)):
            self._stand_on_wanted()
        else:
            self._clear()
            self.outdate()

    # The list

    def _show_found(self, found: _Found) -> None:
        self._found = found
        self._show_chips()
        self._show_lines()
        self._stand_on_wanted()
        self._ask_sheet()
        self.counted.emit()

    def _show_lines(self) -> None:
        found = self._found
        chosen = next((code for code, chip in self.chips.items() if chip.isChecked()), None)
        lines = matching(found.lines, self.head.search.text(), chosen)
        self.list.show_entries(lines)
        self.halves.show_state(some=bool(found.lines), matching=bool(lines))
        template = self.tr("{shown} of {count}")
        count = len(found.lines)
        shown = template.format(shown=len(lines), count=count)
        self.head.count.setText(shown if len(lines) < count else str(count or ""))

    def _framed(self, lines: Sequence[OrganisationLine]) -> list[OrganisationLine | Spanning]:
        """Put a heading over the lines of each country, where there are several."""
        several = len({each.organisation.country for each in lines}) > 1
        return by_country(lines, self._found.countries) if several else list(lines)

    def _show_chips(self) -> None:
        codes = list(dict.fromkeys(each.organisation.country for each in self._found.lines))
        if codes == list(self.chips):
            return
        for chip in self.chips.values():
            self._countries.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for code in codes if len(codes) > 1 else ():
            unstated = self.tr("Country not stated")
            chip = Chip(self.look, self._found.countries.get(code, code) or unstated)
            chip.setObjectName(f"country-{code}")
            chip.toggled.connect(self._country_chosen)
            self._countries.addWidget(chip)
            self.chips[code] = chip
        self._bar.setVisible(bool(self.chips))

    @Slot(bool)
    def _country_chosen(self, checked: bool) -> None:
        if checked:
            for chip in self.chips.values():
                if chip is not self.sender():
                    chip.setChecked(False)
        self._filtered()

    @Slot()
    def _filtered(self) -> None:
        self._show_lines()
        self._stand_on_wanted()

    @Slot()
    def _clear(self) -> None:
        for chip in self.chips.values():
            chip.setChecked(False)
        self.head.search.clear()

    def _stand_on_wanted(self) -> None:
        """Stand on what is wanted, else where the officer stood, else on the first line."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self.list.stand_on(wanted):
            return
        if self.list.current is None:
            first = next(
                (each.id for each in self.list.table.lines if isinstance(each, OrganisationLine)),
                None,
            )
            if first is not None:
                self.list.stand_on(first)

    # The sheet

    @Slot(object)
    def _choose(self, identity: str | None) -> None:
        if identity is not None and identity != self._shown:
            self._shown, self._most = OrganisationId(identity), MOST
            self._ask_sheet()

    @Slot()
    def _read_more(self) -> None:
        self._most *= _MORE
        self._ask_sheet()

    def _ask_sheet(self) -> None:
        identity, most = self._shown, self._most
        relation, today = self.desk.relation, self.desk.today
        if identity is None:
            return

        def read(reader: Reader) -> OrganisationSheet | None:
            try:
                return organisation_sheet(reader, identity, relation, today, most)
            except NotFoundError:
                return None

        self.desk.ask("organisation", read, partial(self._show_sheet, identity))

    def _show_sheet(self, identity: OrganisationId, sheet: OrganisationSheet | None) -> None:
        if identity != self._shown:
            return
        self.halves.show_sheet(shown=sheet is not None)
        if sheet is not None:
            others = [
                each.organisation
                for each in self._found.lines
                if each.id != identity and each.organisation.country == sheet.organisation.country
            ]
            self.sheet.offer(others)
            self.sheet.show_sheet(sheet)

    # What happens

    @Slot()
    def _to_letters(self) -> None:
        self.section_wanted.emit("letters")

    @Slot()
    def _add(self) -> None:
        form = OrganisationForm(self.desk, self.look, self)
        form.added.connect(self.show_target)
        form.open()

    def _nothing(self) -> EmptyState:
        said = (
            self.tr("No ministry or agency yet"),
            self.tr(
                "Whoever leads, supports or answers for a commitment is kept here once,\n"
                "under all the names it goes by."
            ),
        )
        offer = Offer(
            text=self.tr("Add a ministry or agency"), icon="plus", name="organisation-first"
        )
        return nothing_yet(
            self.look, "landmark", said, offer, None if self.desk.read_only else self._add
        )

    def _no_match(self) -> EmptyState:
        reason = self.tr("No ministry or agency goes by that name.")
        return no_match(self.look, reason, "organisations-all", self._clear)
