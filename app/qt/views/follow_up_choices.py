"""What a follow-up is asked for: from which session to which, in which language, for whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.domain.identity import CommitmentId
from app.domain.reports.look import Paper
from app.domain.reports.words import LANGUAGES
from app.domain.rows import RegisterRow
from app.qt.look.flow import Flow
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.look.tokens import Scale
from app.qt.look.words import plain_tip, short_ref

_LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "ur": "اردو"}
"""Each language by its own name, as a reader of it looks for it."""
_LETTERS = 28


class FollowUpChoices(QWidget):
    """A row of choices; `changed` tells that another report is wanted."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("follow-up-choices")
        self.start, self.end = QComboBox(), QComboBox()
        self.language, self.paper = QComboBox(), QComboBox()
        self.shared = QCheckBox(self.tr("Copy for the other side"))
        self.unmarked = QCheckBox(self.tr("Leave out marked points"))
        for code in LANGUAGES:
            self.language.addItem(_LANGUAGE_NAMES[code], code)
        for paper in Paper:
            self.paper.addItem(paper.value, paper.value)
        self._name()
        row = Flow(self)
        for label, each in (
            (self.tr("From"), self.start),
            (self.tr("before"), self.end),
            ("", self.language),
            ("", self.paper),
            ("", self.shared),
            ("", self.unmarked),
        ):
            if label:
                row.addWidget(QuietLabel(look, label, scale=Scale.BODY))
            row.addWidget(each)

    @property
    def between(self) -> tuple[CommitmentId, CommitmentId] | None:
        """The two sessions that are chosen; None where there are none to choose from."""
        start, end = self.start.currentData(), self.end.currentData()
        return (CommitmentId(start), CommitmentId(end)) if start and end else None

    def offer(
        self,
        meetings: Sequence[RegisterRow],
        between: tuple[CommitmentId, CommitmentId] | None,
    ) -> None:
        """Offer the meetings there are, and show which two were chosen."""
        for place, box in enumerate((self.start, self.end)):
            with QSignalBlocker(box):
                box.clear()
                for row in meetings:
                    box.addItem(row.title, row.id)
                    tip = plain_tip(f"{short_ref(row)}  {row.title}")
                    box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
                box.setCurrentIndex(box.findData(between[place]) if between else -1)

    def _name(self) -> None:
        names = {
            self.start: ("follow-up-start", self.tr("From the session")),
            self.end: ("follow-up-end", self.tr("Before the session")),
            self.language: ("follow-up-language", self.tr("Language of the report")),
            self.paper: ("follow-up-paper", self.tr("Paper")),
        }
        for box, (name, said) in names.items():
            box.setObjectName(name)
            box.setAccessibleName(said)
            box.setToolTip(said)
            box.activated.connect(self.changed)
        for sessions in (self.start, self.end):
            sessions.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            sessions.setMinimumContentsLength(_LETTERS)
        self.shared.setObjectName("follow-up-shared")
        self.unmarked.setObjectName("follow-up-unmarked")
        for tick in (self.shared, self.unmarked):
            tick.clicked.connect(self.changed)
