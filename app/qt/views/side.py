"""What stands beside a page: the commitment one stands on, the form for a new one, or a hint."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.identity import CommitmentId
from app.qt.desk import Desk
from app.qt.look.labels import Hairline, InkLabel
from app.qt.look.look import Look

if TYPE_CHECKING:
    from app.qt.views.detail import DetailPanel
    from app.qt.views.new_commitment import NewCommitment

_LEAST = 348


class Side(QWidget):
    """The panel of details and the form, behind the line that parts them from the page.

    `jumped` carries the identity of another commitment the officer wants to see; `added` that of
    one just entered; `left` tells that the form was put away; `undo_wanted` and `closed` come
    from the panel, as does `passage_wanted`, the passage to be shown in its source's text.
    """

    jumped = Signal(object)
    passage_wanted = Signal(object)
    added = Signal(object)
    left = Signal()
    undo_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self.setObjectName("side")
        self._desk, self._look = desk, look
        self._stack = QStackedWidget()
        self._nothing = QWidget()
        self.hint = InkLabel(look, self.tr("Choose a commitment to see it here."), ink="text3")
        self.hint.setObjectName("nothing-chosen")
        blank = QVBoxLayout(self._nothing)
        blank.addWidget(self.hint, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        blank.setContentsMargins(24, 120, 24, 24)
        self._nothing.setMinimumWidth(_LEAST)
        self._stack.addWidget(self._nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(look, upright=True))
        row.addWidget(self._stack, 1)

    @cached_property
    def detail(self) -> DetailPanel:
        """The panel, made after the first page is on the screen."""
        from app.qt.views.detail import DetailPanel

        panel = DetailPanel(self._desk, self._look)
        panel.jumped.connect(self.jumped)
        panel.passage_wanted.connect(self.passage_wanted)
        panel.undo_wanted.connect(self.undo_wanted)
        panel.closed.connect(self.closed)
        self._stack.addWidget(panel)
        return panel

    @cached_property
    def form(self) -> NewCommitment:
        """The form for a new commitment, made when it is first wanted."""
        from app.qt.views.new_commitment import NewCommitment

        form = NewCommitment(self._desk, self._look)
        form.added.connect(self._added)
        form.closed.connect(self._closed)
        self._stack.addWidget(form)
        return form

    @property
    def made(self) -> bool:
        """Whether the panel was made already."""
        return "detail" in self.__dict__

    @property
    def form_is_open(self) -> bool:
        """Whether the form stands where the panel would."""
        return "form" in self.__dict__ and self._stack.currentWidget() is self.form

    def show_commitment(self, identity: CommitmentId | None) -> None:
        """Show a commitment, or that none is chosen; an open form stays."""
        if identity is None and not self.made:
            return
        self.detail.show_commitment(identity)
        if not self.form_is_open:
            self.show_detail()

    def show_detail(self) -> None:
        """Show the commitment stood on, or that there is none, in place of the form."""
        chosen = self.detail.identity is not None
        self._stack.setCurrentWidget(self.detail if chosen else self._nothing)

    def show_form(self) -> None:
        """Show the form."""
        self._stack.setCurrentWidget(self.form)

    def leave_fields(self) -> None:
        """Keep what is being typed, as if its field had been left."""
        if self.made:
            self.detail.leave_fields()

    def unfinished(self) -> list[str]:
        """Return a sentence for each place in which something was typed that is not kept."""
        found: list[str] = []
        if "form" in self.__dict__ and self.form.unfinished():
            found.append(self.tr("The new commitment is not in the register yet."))
        if self.made and self.detail.unfinished():
            found.append(self.tr("Something that was typed into the details is not kept yet."))
        return found

    @Slot(object)
    def _added(self, identity: CommitmentId) -> None:
        self.show_detail()
        self.added.emit(identity)

    @Slot()
    def _closed(self) -> None:
        self.show_detail()
        self.left.emit()
