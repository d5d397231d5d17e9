"""Which points inputs are asked about: session, sector, lead, side, due by, also who supports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.query import Query
from app.domain.typed_dates import exact_day
from app.qt.desk import Desk
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.words import isolated, plain_tip, short_ref
from app.qt.views.choice_box import ChoiceBox
from app.qt.views.named_day import NamedDay
from app.services.reports.usual import Offered

_LETTERS = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is asked about: the points of `session` that `query` keeps, of agencies of `country`."""

    session: str = ""
    query: Query | None = None
    country: str = ""
    supporting: bool = False
    aspirations: bool = False
    due_by: date | None = None


class InputsChoices(QWidget):
    """Choices beside each other; `changed` tells that others are to be asked."""

    changed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self.setObjectName("inputs-choices")
        self._day: date | None = None
        said = {
            "session": self.tr("Session or visit"),
            "sector": self.tr("Sector"),
            "lead": self.tr("Led by"),
            "country": self.tr("Agencies of a country"),
        }
        flow = Flow(self)
        self.boxes: dict[str, ChoiceBox] = {}
        for name, words in said.items():
            box = self.boxes[name] = ChoiceBox(_LETTERS)
            box.setObjectName(f"inputs-{name}")
            box.setAccessibleName(words)
            box.setToolTip(words)
            box.activated.connect(self.changed)
            flow.addWidget(box)
        hint = self.tr("Only what falls due by then or is late")
        self.due_by = NamedDay(desk, look, "inputs-due-by", self.tr("Due by"), says=hint, hint=hint)
        self.due_by.told.connect(self._due)
        flow.addWidget(self.due_by)
        self.supporting = QCheckBox(self.tr("Also whoever supports"))
        self.supporting.setObjectName("inputs-supporting")
        self.supporting.setToolTip(
            self.tr("Each is asked for its own share; its answer proposes no status for the point")
        )
        self.aspirations = QCheckBox(self.tr("Also aspirations"))
        self.aspirations.setObjectName("inputs-aspirations")
        self.aspirations.setToolTip(
            self.tr("Points that are no promise by their wording, as “explore” is none")
        )
        for tick in (self.supporting, self.aspirations):
            tick.clicked.connect(self.changed)
            flow.addWidget(tick)

    def offer(self, offers: Offered) -> None:
        """Offer these, with nothing chosen."""
        meetings = [(f"{short_ref(row)}  {row.title}", row.id) for row in offers.meetings]
        self._fill("session", self.tr("All sessions and visits"), meetings)
        self._fill("sector", self.tr("All sectors"), [(each, each) for each in offers.sectors])
        leads = [(each.name, each.label) for each in offers.agencies]
        self._fill("lead", self.tr("Whoever leads"), leads)
        countries = sorted({each.country for each in offers.agencies} - {""})
        self._fill("country", self.tr("Both sides"), [(each, each) for each in countries])
        self.supporting.setChecked(False)
        self.aspirations.setChecked(False)
        self._day = None
        self.due_by.show_day("")

    def chosen(self) -> Chosen:
        """Return what is chosen."""
        held = {name: str(box.currentData() or "") for name, box in self.boxes.items()}
        sectors = frozenset({held["sector"]} - {""})
        query = Query(sectors=sectors, owner=held["lead"])
        return Chosen(
            session=held["session"],
            query=None if query == Query() else query,
            country=held["country"],
            supporting=self.supporting.isChecked(),
            aspirations=self.aspirations.isChecked(),
            due_by=self._day,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line of the day takes the day, and does not keep the whole form."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.modifiers():
            super().keyPressEvent(event)

    @Slot(str)
    def _due(self, day: str) -> None:
        self._day = exact_day(day) if day else None
        self.due_by.show_day(day)
        self.changed.emit()

    def _fill(self, name: str, whole: str, entries: Iterable[Sequence[str]]) -> None:
        box = self.boxes[name]
        with QSignalBlocker(box):
            box.clear()
            box.addItem(whole, "")
            for words, value in entries:
                box.addItem(isolated(words), value)
                box.setItemData(box.count() - 1, plain_tip(words), Qt.ItemDataRole.ToolTipRole)
