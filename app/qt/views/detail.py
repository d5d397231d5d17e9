"""The panel on the right: everything held about the current commitment, editable in place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.change import Change
from app.domain.dossier import Dossier
from app.domain.errors import BusyError, NotFoundError
from app.domain.identity import CommitmentId
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, GROUP_GAP
from app.qt.views.appearances_section import AppearancesSection
from app.qt.views.asking import Asking
from app.qt.views.ball_section import BallSection
from app.qt.views.batch_section import BatchSection
from app.qt.views.evidence_section import EvidenceSection
from app.qt.views.facts import FactsSection
from app.qt.views.fields import Field
from app.qt.views.history_section import HistorySection
from app.qt.views.milestones_section import MilestonesSection
from app.qt.views.moves import Moves
from app.qt.views.notes_section import NotesSection
from app.qt.views.offers import Offers
from app.qt.views.panel_head import PanelHead
from app.qt.views.reminders_section import RemindersSection
from app.qt.views.sections import InPlaceForm, Section
from app.qt.views.steps_section import StepsSection
from app.qt.views.terms_section import TermsSection
from app.qt.views.ties_section import TiesSection
from app.qt.views.timing_section import TimingSection
from app.qt.views.wording_section import WordingSection

_RETRY_MS = 100


class DetailPanel(QScrollArea):
    """Shows one commitment; follows every change that touches it, never what is being typed.

    `jumped` carries the identity of another commitment the officer wants to see, `undo_wanted`
    asks to take the latest change back, `closed` to hide the panel; `passage_wanted` carries the
    passage to be shown in the kept text of its source.
    """

    jumped = Signal(object)
    passage_wanted = Signal(object)
    undo_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.identity: CommitmentId | None = None
        self._shown: CommitmentId | None = None
        self.setObjectName("detail")
        self.setAccessibleName(self.tr("Details of the commitment"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what stands in it
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.head = PanelHead(desk, look)
        self.head.closed.connect(self.closed)
        self.head.restored.connect(self._restore)
        self.title = self.head.title
        self.title.committed.connect(self._title_committed)
        self.moves = Moves(desk, look)
        self.timing = TimingSection(desk, look)
        self.terms = TermsSection(desk, look)
        self.steps = StepsSection(desk, look)
        self.ball = BallSection(desk, look)
        self.milestones = MilestonesSection(desk, look)
        self.notes = NotesSection(desk, look)
        self.reminders = RemindersSection(desk, look)
        self.facts = FactsSection(desk, look)
        self.wording = WordingSection(desk, look)
        self.evidence = EvidenceSection(desk, look)
        self.evidence.passage_wanted.connect(self.passage_wanted)
        self.batch = BatchSection(desk, look)
        self.ties = TiesSection(desk, look)
        self.appearances = AppearancesSection(desk, look)
        rarer = (self.batch, self.ties, self.appearances)
        offered = (self.wording, self.steps, self.milestones, self.reminders, *rarer)
        self.offers = Offers(look, offered)
        self.history = HistorySection(desk, look)
        self.history.undo_wanted.connect(self.undo_wanted)
        self._sections: tuple[Section, ...] = (
            self.timing,
            self.terms,
            self.steps,
            self.ball,
            self.milestones,
            self.notes,
            self.reminders,
            self.facts,
            self.wording,
            self.evidence,
            self.batch,
            self.ties,
            self.appearances,
            self.history,
        )
        self._content = self._laid_out()
        self.setWidget(self._content)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self.reload)
        desk.changed.connect(self._changed)
        desk.outside.connect(self.reload)
        desk.day_changed.connect(self.reload)

    def show_commitment(self, identity: CommitmentId | None) -> None:
        """Show a commitment, or nothing."""
        if identity == self.identity:
            self.reload()
            return
        self.leave_fields()
        self.identity = identity
        for field in self._fields():
            field.forget()
        self.reload()
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its parts: nothing is cut off at its side."""
        bar = self.verticalScrollBar().sizeHint().width()
        least = self._content.minimumSizeHint().width() + bar
        return QSize(least, super().minimumSizeHint().height())

    def leave_fields(self) -> None:
        """Keep what is being typed, as if its field had been left."""
        if self.identity is not None and not self._desk.read_only:
            for field in self._fields():
                field.leave()

    def unfinished(self) -> bool:
        """Whether something was typed that is not kept: in a form, or in a field that refused it.

        What was begun on other commitments counts; it waits until they are looked at again.
        """
        return (
            any(each.unfinished for each in self.findChildren(Asking))
            or any(each.touched for each in self.findChildren(InPlaceForm))
            or any(each.refused for each in self._fields())
        )

    @Slot()
    def reload(self) -> None:
        """Read the commitment again; where another program holds the register, a moment later."""
        if self.identity is None:
            self._content.hide()
            return
        try:
            self._show(self._desk.register.reader.dossier(self.identity))
        except BusyError:
            if self._shown != self.identity:
                self._content.hide()
            self._retry.start()
            return
        except NotFoundError:
            self.identity = None
            self._content.hide()
            return
        self._shown = self.identity
        self._content.show()

    def _fields(self) -> tuple[Field, ...]:
        return (self.title, *self.facts.fields.values())

    def _laid_out(self) -> QWidget:
        content = QWidget()
        content.setObjectName("detail-content")
        column = QVBoxLayout(content)
        column.setContentsMargins(GROUP_GAP + GRID, GROUP_GAP, GROUP_GAP, GROUP_GAP)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self.moves)
        for section in self._sections:
            section.jumped.connect(self.jumped)
            if section is self.history:
                column.addWidget(self.offers)
            column.addWidget(section)
        column.addStretch(1)
        content.hide()
        return content

    def _show(self, dossier: Dossier) -> None:
        self.head.show_dossier(dossier)
        self.moves.show_dossier(dossier)
        for section in self._sections:
            section.show_dossier(dossier)
        self.offers.refresh()
        self.updateGeometry()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self.identity is not None and (
            self.identity in change.commitments
            or not change.records.isdisjoint({"organisation", "source", "series", "relation"})
        ):
            self.reload()

    @Slot()
    def _restore(self) -> None:
        if self.identity is not None:
            chosen = [self.identity]
            self._desk.run(lambda register: register.restore(chosen))

    @Slot(str)
    def _title_committed(self, text: str) -> None:
        if self.identity is None:
            return
        identity = self.identity
        if self._desk.run(lambda register: register.amend(identity, title=text)):
            self.title.accept()
        elif self._desk.refusal is not None:
            self.title.refuse(str(self._desk.refusal))
