"""The pages of the section Agreements beside its list: the renewal radar, the texts to obtain."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.identity import CommitmentId
from app.domain.radar import horizon
from app.qt.desk import Desk
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.look.panels import EmptyState
from app.qt.look.radar import RadarScale, axis_of
from app.qt.look.selected import selected_rows
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, Scale
from app.qt.look.twin import TwinTable
from app.qt.models.renewals import RADAR_COLUMNS, TEXT_COLUMNS, RenewalColumn, RenewalTable
from app.qt.views.agreement_tabs import AgreementTabs, tab_words
from app.qt.views.page import Page
from app.qt.views.radar_list import RadarList
from app.services.renewals import Renewals, Renewing, renewals


class InstrumentsPage(Page):
    """A page that lists instruments under the tabs of its section."""

    def __init__(self, desk: Desk, look: Look, name: str, columns: Sequence[RenewalColumn]) -> None:
        super().__init__(desk, look, name, tab_words(name))
        self.tabs = AgreementTabs(look, name)
        self.tabs.chosen.connect(self.section_wanted)
        self.table = RenewalTable(columns, self)
        self.found: Renewals | None = None
        self.twin = TwinTable(look)
        self.twin.setObjectName(f"{name}-table")
        self.twin.setAccessibleName(self.title)
        self.twin.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.twin.setModel(self.table)
        self.twin.selectionModel().currentRowChanged.connect(self._moved)
        self.twin.chosen.connect(self._taken)
        self.twin.copied.connect(self._copy)
        self.twin.reached.connect(self._reached)
        self.heading = InkLabel(look, self.title, scale=Scale.TITLE, weight=SEMIBOLD)
        self.heading.setObjectName("page-heading")
        self.note = QuietLabel(look)
        self.note.setWordWrap(True)
        self.note.setObjectName(f"{name}-note")
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._held = QWidget()
        column = QVBoxLayout(self._held)
        column.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, GROUP_GAP)
        column.addWidget(self.twin)
        column.addStretch(1)
        self.area.setWidget(self._held)
        self.stack = QStackedWidget()

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the instruments and where they stand."""
        relation, today = self.desk.relation, self.desk.today
        self.desk.ask(self.name, lambda reader: renewals(reader, relation, today), self._show_found)

    @property
    def view(self) -> QAbstractItemView:
        """What shows the instruments at present."""
        return self.twin

    @property
    def current(self) -> CommitmentId | None:
        """The instrument the officer stands on."""
        index = self.view.currentIndex()
        return self.table.rows[index.row()].row.id if index.isValid() else None

    def take_keyboard(self) -> None:
        """Give the keyboard to the instruments, or to the tabs where there are none."""
        target: QWidget = self.view if self.table.rows else self.tabs.buttons[self.name]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def shown(self, found: Renewals) -> Sequence[Renewing]:
        """Return which of the instruments are shown here."""
        raise NotImplementedError

    def show_target(self, target: object) -> None:
        """Stand on an instrument, given by its identity."""
        row = self.table.row_of(CommitmentId(str(target)))
        if row is not None:
            self.view.setCurrentIndex(self.table.index(row, 0))

    def _show_found(self, found: Renewals) -> None:
        self.found = found
        stood = self.current
        if self.table.show(self.shown(found), found.names):
            place = self.table.row_of(stood)
            if self.table.rows:
                self.view.setCurrentIndex(self.table.index(place or 0, 0))
        self.refresh(found)
        self.selected.emit(self.current)
        self.counted.emit()

    def refresh(self, found: Renewals) -> None:
        """Show what else was found."""

    @Slot()
    def _moved(self) -> None:
        self.selected.emit(self.current)

    @Slot(QModelIndex)
    def _taken(self, _index: QModelIndex) -> None:
        self.detail_wanted.emit()

    @Slot(QRect)
    def _reached(self, rect: QRect) -> None:
        at = self.twin.mapTo(self._held, rect.center())
        self.area.ensureVisible(at.x(), at.y(), 0, rect.height() * 2)

    @Slot()
    def _copy(self) -> None:
        rows = selected_rows(self.view.selectionModel())
        QGuiApplication.clipboard().setText(self.table.copied(rows))


class RenewalRadar(InstrumentsPage):
    """Two years ahead, a row for each instrument; the same as a table at a button's press."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "renewals", RADAR_COLUMNS)
        self.radar = RadarList(look, self.title)
        self.radar.setModel(self.table)
        self.radar.selectionModel().currentRowChanged.connect(self._moved)
        self.radar.taken.connect(self.detail_wanted)
        self.radar.copied.connect(self._copy)
        self.scale = RadarScale(look)
        self.radar.resized.connect(self._measure)
        self.toggle = QToolButton()
        self.toggle.setObjectName("renewals-as-table")
        self.toggle.setCheckable(True)
        self.toggle.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toggle.setToolTip(self.tr("Show as a table"))
        self.toggle.setAccessibleName(self.tr("Renewals: show as a table"))
        look.dress(self.toggle, "table-2")
        self.toggle.toggled.connect(self._swap)
        drawn = QWidget()
        column = QVBoxLayout(drawn)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.scale)
        column.addWidget(self.radar, 1)
        self.empty = EmptyState(
            look,
            "chart-gantt",
            self.tr("Nothing to be drawn yet"),
            self.tr(
                "An instrument stands here once its first day and its term are known.\n"
                "Enter its clauses in the details, under “Term and renewal”."
            ),
        )
        for each in (drawn, self.area, self.empty):
            self.stack.addWidget(each)
        self._drawn = drawn
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        row.setSpacing(GAP)
        row.addWidget(self.heading)
        row.addWidget(self.note, 1)
        row.addWidget(self.toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.tabs)
        column.addLayout(row)
        column.addWidget(self.stack, 1)

    @property
    def view(self) -> QAbstractItemView:
        """The drawing, or the table in its place."""
        return self.twin if self.toggle.isChecked() else self.radar

    def shown(self, found: Renewals) -> Sequence[Renewing]:
        """Return those of which something lies ahead."""
        return found.computed

    def counts(self) -> str:
        """How many are drawn."""
        return self.tr("{count} instruments ahead").format(count=len(self.table.rows))

    def refresh(self, found: Renewals) -> None:
        """Say what the drawing means, how many cannot be drawn, and why."""
        wanting = sum(1 for each in found.wanting if not each.bands)
        said = [] if self.toggle.isChecked() else [self._legend()]
        if wanting:
            more = self.tr("{count} cannot be computed: see the texts to obtain.")
            said.append(more.format(count=wanting))
        self.note.setText(" ".join(said))
        self._measure()
        self._show_part()

    def _legend(self) -> str:
        """By their shapes: in high contrast there are no colours."""
        return self.tr(
            "Box: time to decide on notice, with its last day. Dashed: only if it rolls on."
        )

    def _show_part(self) -> None:
        drawn = self.area if self.toggle.isChecked() else self._drawn
        self.stack.setCurrentWidget(drawn if self.table.rows else self.empty)

    @Slot()
    def _measure(self) -> None:
        today = self.desk.today
        axis = axis_of(self.radar.viewport().width(), today, horizon(today))
        self.radar.measure(axis, today)
        self.scale.show_axis(axis, today)

    @Slot(bool)
    def _swap(self, as_table: bool) -> None:
        old, new = (self.radar, self.twin) if as_table else (self.twin, self.radar)
        new.setCurrentIndex(self.table.index(max(0, old.currentIndex().row()), 0))
        if self.found is not None:
            self.refresh(self.found)
        if old.hasFocus():
            new.setFocus()


class TextsToObtain(InstrumentsPage):
    """Every instrument of which a clause is not known, with a column for each clause."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, "texts", TEXT_COLUMNS)
        self.empty = EmptyState(
            look,
            "check",
            self.tr("No text is wanting"),
            self.tr("Of every instrument the clauses on its term are known."),
        )
        self.stack.addWidget(self.area)
        self.stack.addWidget(self.empty)
        head = QVBoxLayout()
        head.setContentsMargins(GROUP_GAP, 0, GROUP_GAP, 0)
        head.setSpacing(GRID)
        head.addWidget(self.heading)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GROUP_GAP, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.tabs)
        column.addLayout(head)
        column.addWidget(self.stack, 1)

    def shown(self, found: Renewals) -> Sequence[Renewing]:
        """Return those with a clause to obtain."""
        return found.wanting

    def counts(self) -> str:
        """How many texts are to be obtained."""
        return self.tr("{count} texts to obtain").format(count=len(self.table.rows))

    def refresh(self, found: Renewals) -> None:
        """Say what cannot be computed without them."""
        self.note.setText(
            self.tr(
                "What depends on an unknown clause is not computed. Obtain the text, then enter "
                "its clauses in the details."
            )
        )
        self.stack.setCurrentWidget(self.area if self.table.rows else self.empty)
