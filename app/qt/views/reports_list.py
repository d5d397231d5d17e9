"""The list of the reports: one is chosen, and shown at once; below it briefs by their meetings."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from app.domain.reports.request import ReportName
from app.qt.delegates.reports import ReportDelegate
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GROUP_GAP, MARGIN, Scale
from app.qt.models.reports import ReportLine, ReportsModel
from app.qt.views.today_ahead import MeetingsAhead

_BRIEFS, _LETTERS = 6, 26
"""For so many meetings a brief is a click away, each named in so many letters."""
_MOST = 272
"""It is never wider than this, at the usual size of text."""


class ReportsList(QWidget):
    """The reports by name, each with what it is for."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self._look = look
        self.model = ReportsModel()
        self.view = QListView()
        self.view.setObjectName("reports-list")
        self.view.setAccessibleName(title)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setModel(self.model)
        self._delegate = ReportDelegate(look, self.view)
        self.view.setItemDelegate(self._delegate)
        heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        heading.setContentsMargins(MARGIN - 2, GROUP_GAP, MARGIN, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(heading)
        column.addWidget(self.view, 1)
        self.briefs = MeetingsAhead(look, self.tr("Brief for:"), _BRIEFS, _LETTERS)
        self.briefs.setContentsMargins(MARGIN - 2, 0, MARGIN, GAP)
        column.addWidget(self.briefs)
        self._fit()

    def line(self, name: ReportName) -> ReportLine:
        """Return the line of a report."""
        return self.model.lines[self.model.position_of(name)]

    def choose(self, name: ReportName) -> None:
        """Mark a report as the one that is shown."""
        with QSignalBlocker(self.view.selectionModel()):
            self.view.setCurrentIndex(self.model.index(self.model.position_of(name), 0))
        self.view.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        """Wide enough for every name, where that is not too much."""
        wanted = max(self._delegate.width(each) for each in self.model.lines)
        self.setFixedWidth(min(wanted, round(_MOST * self._look.text_size / 100)))
        self.view.scheduleDelayedItemsLayout()
