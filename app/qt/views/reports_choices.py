"""What a report is asked for, as a row of choices: only those that it takes are seen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.reports.look import Paper
from app.domain.reports.quarter import quarter_words
from app.domain.reports.request import ALONE, LANGUAGES, TAKES, ReportName, Request, Wish
from app.domain.typed_dates import exact_day
from app.qt.look.flow import Flow
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GRID, Scale
from app.qt.look.words import isolated, plain_tip, short_ref, translated
from app.qt.views.choice_box import ChoiceBox
from app.qt.views.date_field import DateLine
from app.services.reports.usual import Offered

_LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "ur": "اردو"}
"""Each language by its own name, as a reader of it looks for it."""
_LETTERS, _MANY = 34, 62
"""So many letters of a choice are seen without being shortened: of a name, of a quarter."""
_BESIDE = 56
"""What stands beside the text in a line for a day."""
_VERSION = re.compile(r"[0-9a-f]{12,64}")
"""A version of the register, as every report and export prints it."""


class ReportChoices(QWidget):
    """Choices beside each other; `changed` tells that another report is wanted.

    `refused` carries why what was typed as a day is none.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, look: Look, today: Callable[[], date]) -> None:
        super().__init__()
        self.setObjectName("report-choices")
        self._look = look
        self._name = ReportName.CARRY_OVER
        self.boxes = {
            each: ChoiceBox(_MANY if each is Wish.QUARTER else _LETTERS)
            for each in (
                Wish.MEETING, Wish.UNTIL, Wish.SECTOR, Wish.AGENCY, Wish.QUARTER, Wish.ROWS,
            )
        }  # fmt: skip
        self.language, self.paper = QComboBox(), QComboBox()
        self.days = {each: DateLine(look, today) for each in (Wish.SINCE, Wish.FILED)}
        self.ticks = {
            Wish.SHARED: QCheckBox(self.tr("Copy for the other side")),
            Wish.UNMARKED: QCheckBox(self.tr("Leave out marked points")),
        }
        self._row = Flow(self)
        self._labels: dict[Wish, QuietLabel] = {}
        self.parts: dict[Wish, QWidget] = {}
        """What is seen of each choice."""
        for code in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[code], code)
        for paper in Paper:
            self.paper.addItem(paper.value, paper.value)
        self._lay_out()
        self._connect()

    @property
    def chosen_paper(self) -> Paper:
        """The paper that is chosen."""
        return Paper(str(self.paper.currentData()))

    def request(self) -> Request:
        """Return what is chosen. Raises `InvalidValueError` for a day that is none."""
        takes = TAKES[self._name]
        picked = {wish: str(box.currentData() or "") for wish, box in self.boxes.items()}
        held = {wish: value if wish in takes else "" for wish, value in picked.items()}
        ticked = {wish: tick.isChecked() and wish in takes for wish, tick in self.ticks.items()}
        return Request(
            name=self._name,
            language=str(self.language.currentData()),
            meeting=CommitmentId(held[Wish.MEETING]) if held[Wish.MEETING] else None,
            until=CommitmentId(held[Wish.UNTIL]) if held[Wish.UNTIL] else None,
            sector=held[Wish.SECTOR],
            agency=OrganisationId(held[Wish.AGENCY]) if held[Wish.AGENCY] else None,
            since=self._day(Wish.SINCE) if Wish.SINCE in takes else "",
            quarter=held[Wish.QUARTER],
            rows=held[Wish.ROWS],
            filed=self._day(Wish.FILED) if Wish.FILED in takes else "",
            shared=ticked[Wish.SHARED],
            unmarked=ticked[Wish.UNMARKED],
        )

    def _day(self, wish: Wish) -> str:
        """Return the day or the version that is typed, nothing for nothing."""
        line = self.days[wish]
        text = line.text().strip()
        if not text or _VERSION.fullmatch(text):
            return text
        try:
            day = exact_day(line.edtf(wish.value))
        except EdtfError as error:
            raise InvalidValueError(wish.value, str(error)) from error
        if day is None:
            raise InvalidValueError(
                wish.value, self.tr("Say a single day, or the register version of a report.")
            )
        return day.isoformat()

    # Showing

    def show_request(self, request: Request, offers: Offered, paper: Paper) -> None:
        """Show what can be chosen for a report, and what is."""
        self._name = request.name
        takes = TAKES[request.name]
        for wish, part in self.parts.items():
            part.setVisible(wish in takes)
        pair = Wish.UNTIL in takes
        self._labels[Wish.MEETING].setText(self.tr("From") if pair else self.tr("For"))
        meetings = [
            (row.title, row.id, f"{short_ref(row)}  {row.title}") for row in offers.meetings
        ]
        none = "" if pair else self.tr("No session or visit")
        self._offer(Wish.MEETING, meetings, request.meeting, none)
        self._offer(Wish.UNTIL, meetings, request.until, "")
        sectors = [(each, each, each) for each in offers.sectors]
        self._offer(Wish.SECTOR, sectors, request.sector, self.tr("All sectors"))
        agencies = [(each.label, each.id, each.name) for each in offers.agencies]
        self._offer(Wish.AGENCY, agencies, request.agency, self.tr("All agencies"))
        quarters = [(quarter_words(each, translated), each.text) for each in offers.quarters]
        named = [(words, value, words) for words, value in quarters]
        self._offer(Wish.QUARTER, named, request.quarter, "")
        parts = [
            (self.tr("By lead agency"), "lead", self.tr("Each lead agency in a row of its own")),
            (self.tr("By sector"), "sector", self.tr("Each sector in a row of its own")),
        ]
        self._offer(Wish.ROWS, parts, request.rows or "lead", "")
        self._pick(self.language, request.language)
        self._pick(self.paper, paper.value)
        for wish, line in self.days.items():
            if not line.isModified():
                with QSignalBlocker(line):
                    line.setText(getattr(request, wish.value))
        for wish, tick in self.ticks.items():
            tick.setChecked(bool(getattr(request, wish.value)))
        self._row.invalidate()

    def _offer(
        self, wish: Wish, entries: Iterable[tuple[str, str, str]], chosen: str | None, none: str
    ) -> None:
        """Offer entries by words, value and tip, after `none` where nothing may be chosen."""
        box = self.boxes[wish]
        with QSignalBlocker(box):
            box.clear()
            if none:
                box.addItem(none, "")
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            for words, value, tip in entries:
                box.addItem(isolated(words) if mirrored else words, value)
                box.setItemData(box.count() - 1, plain_tip(tip), Qt.ItemDataRole.ToolTipRole)
            box.setCurrentIndex(box.findData(chosen or ""))

    @staticmethod
    def _pick(box: QComboBox, value: str) -> None:
        with QSignalBlocker(box):
            box.setCurrentIndex(box.findData(value))

    # What happens

    def _picked(self, wish: Wish, _place: int) -> None:
        """Let go of what cannot be chosen beside what was picked."""
        alone = ALONE.get(self._name, frozenset())
        if wish in alone and self.boxes[wish].currentData():
            for other in alone - {wish}:
                self._pick(self.boxes[other], "")
        self.changed.emit()

    def _typed(self, wish: Wish) -> None:
        """Ask for what was typed; what is no day is said and stays to be mended."""
        if not self.days[wish].isModified():
            return
        try:
            self._day(wish)
        except InvalidValueError as error:
            self.refused.emit(str(error))
        else:
            self.days[wish].setModified(False)
            self.changed.emit()

    def _picked_day(self, wish: Wish, _text: str) -> None:
        """A day that was chosen in the calendar counts at once; one that is typed on Enter."""
        if not self.days[wish].hasFocus():
            self.days[wish].setModified(True)
            self._typed(wish)

    # Layout

    def _lay_out(self) -> None:
        row = self._row
        words = {
            Wish.MEETING: self.tr("For"),
            Wish.UNTIL: self.tr("before"),
            Wish.SINCE: self.tr("Since"),
            Wish.FILED: self.tr("Previous return made"),
        }
        held: dict[Wish, QWidget] = {**self.boxes, **self.days, **self.ticks}
        for wish in Wish:
            if wish in held and wish not in self.ticks:
                self.parts[wish] = self._labelled(wish, held[wish], words.get(wish, ""))
                row.addWidget(self.parts[wish])
        for box in (self.language, self.paper):
            row.addWidget(box)
        for wish, tick in self.ticks.items():
            self.parts[wish] = tick
            row.addWidget(tick)

    def _labelled(self, wish: Wish, held: QWidget, words: str) -> QWidget:
        if not words:
            return held
        part = QWidget()
        across = QHBoxLayout(part)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(GRID)
        self._labels[wish] = QuietLabel(self._look, words, scale=Scale.BODY)
        across.addWidget(self._labels[wish])
        across.addWidget(held)
        return part

    def _connect(self) -> None:
        names = {
            Wish.MEETING: self.tr("Session or visit"),
            Wish.UNTIL: self.tr("Before the session"),
            Wish.SECTOR: self.tr("Sector"),
            Wish.AGENCY: self.tr("Ministry or agency"),
            Wish.QUARTER: self.tr("Quarter"),
            Wish.ROWS: self.tr("What stands in the rows"),
        }
        for wish, box in self.boxes.items():
            self._called(box, f"report-{wish.value}", names[wish])
            box.activated.connect(partial(self._picked, wish))
        self._called(self.language, "report-language", self.tr("Language of the report"))
        self._called(self.paper, "report-paper", self.tr("Paper"))
        for choice in (self.language, self.paper):
            choice.activated.connect(self.changed)
        said = {
            Wish.SINCE: self.tr("A day, or the register version that an earlier report states"),
            Wish.FILED: self.tr(
                "When the return of the quarter before was made: a day, or its register version"
            ),
        }
        for wish, line in self.days.items():
            self._called(line, f"report-{wish.value}", said[wish])
            line.setMinimumWidth(line.fontMetrics().horizontalAdvance("0" * 20))
            line.editingFinished.connect(partial(self._typed, wish))
            line.textChanged.connect(partial(self._picked_day, wish))
        filed, hint = self.days[Wish.FILED], self.tr("right after its quarter")
        filed.setPlaceholderText(hint)
        filed.setMinimumWidth(filed.fontMetrics().horizontalAdvance(hint) + _BESIDE)
        for wish, tick in self.ticks.items():
            tick.setObjectName(f"report-{wish.value}")
            tick.clicked.connect(self.changed)

    @staticmethod
    def _called(widget: QWidget, name: str, said: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(said)
        widget.setToolTip(said)
