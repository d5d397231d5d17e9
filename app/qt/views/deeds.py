"""What the officer does with the commitments he stands on, from the menu or by its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.errors import ServandaError
from app.domain.identity import CommitmentId
from app.domain.rows import RegisterRow
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.views.pages import Pages
from app.qt.views.side import Side
from app.qt.views.side_fold import SideFold


class Deeds(QObject):
    """Begins each deed where it is done: in the panel, in the list, or in a dialog."""

    def __init__(
        self, desk: Desk, look: Look, pages: Pages, side: Side, fold: SideFold, window: QWidget
    ) -> None:
        """Act on what `pages` has selected; dialogs open over `window`."""
        super().__init__(window)
        self._desk, self._look, self._window = desk, look, window
        self._pages, self._side, self._fold = pages, side, fold

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what each command does, by the name it has in `commands`."""
        return {
            "new": self.begin_new,
            "detail": self.go_to_detail,
            "edit-title": self.edit_title,
            "move": self.begin_move,
            "note": self.begin_note,
            "due": self.begin_due,
            "ball": self.begin_ball,
            "term": self.begin_term,
            "remind": self.begin_reminder,
            "edit-cell": self.edit_cell,
            "discard": self.discard,
            "restore": self.restore,
            "erase": self.begin_erase,
            "bulk": self.begin_bulk,
            "organisation": self.begin_organisation,
        }

    # New ones

    @Slot()
    def begin_new(self) -> None:
        """Open the form for a new commitment."""
        self._begin_form()

    @Slot(object)
    def begin_point(self, origin: CommitmentId) -> None:
        """Open the form for a point that was made at a session or visit."""
        self._begin_form(origin=origin)

    @Slot()
    def begin_meeting(self) -> None:
        """Open the form for a session."""
        self._begin_form(kind="session")

    def _begin_form(self, *, origin: CommitmentId | None = None, kind: str = "") -> None:
        if not self._desk.read_only:
            self._fold.need()
            self._side.show_form()
            self._side.form.begin(origin=origin, kind=kind)

    # In the panel

    @Slot()
    def go_to_detail(self) -> None:
        """Give the panel the keyboard."""
        self._fold.need()
        self._side.detail.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def edit_title(self) -> None:
        """Edit the title in the panel."""
        self._show_panel()
        self._side.detail.title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._side.detail.title.editor.selectAll()

    @Slot()
    def begin_move(self) -> None:
        """Go to the moves that may follow."""
        self._show_panel()
        self._side.detail.ensureWidgetVisible(self._side.detail.moves)
        self._side.detail.moves.focus_first()

    @Slot()
    def begin_note(self) -> None:
        """Begin a progress note."""
        self._show_panel()
        self._side.detail.notes.begin()
        self._side.detail.ensureWidgetVisible(self._side.detail.notes.editor)

    @Slot()
    def begin_due(self) -> None:
        """Begin to change the date."""
        self._show_panel()
        self._side.detail.timing.begin()
        self._side.detail.ensureWidgetVisible(self._side.detail.timing.form)

    @Slot()
    def begin_ball(self) -> None:
        """Begin to hand the ball over."""
        self._show_panel()
        self._side.detail.ball.begin()
        self._side.detail.ensureWidgetVisible(self._side.detail.ball)

    @Slot()
    def begin_term(self) -> None:
        """Begin to enter the clauses of an instrument, where one is stood on."""
        self._show_panel()
        terms = self._side.detail.terms
        if not terms.isHidden():
            terms.begin()
            self._side.detail.ensureWidgetVisible(terms.asking)

    @Slot()
    def begin_reminder(self) -> None:
        """Begin to say when to be reminded of the commitment stood on."""
        self._show_panel()
        reminders = self._side.detail.reminders
        reminders.begin_anew()
        self._side.detail.ensureWidgetVisible(reminders)

    def _show_panel(self) -> None:
        self._fold.need()
        self._side.show_detail()

    # In the list

    @Slot()
    def edit_cell(self) -> None:
        """Edit the cell one stands on; where there is no list, the title."""
        if self._pages.page is self._pages.list:
            self._pages.list.edit_cell()
        else:
            self.edit_title()

    @Slot(object, str)
    def edit_in_place(self, row: RegisterRow, field: str) -> None:
        """Edit a cell where it stands; what needs more than a line is edited beside the list."""
        from app.qt.views.inline_editor import EDITED_INLINE, InlineEditor

        if field in EDITED_INLINE:
            InlineEditor.open(self._desk, self._look, self._pages.list.table, row, field)
        elif field == "status":
            self.begin_move()
        else:
            self.begin_due()

    # On all that are selected

    @Slot()
    def discard(self) -> None:
        """Put what is selected into the bin."""
        chosen = self._chosen()
        if chosen:
            self._desk.run(lambda register: register.discard(chosen))

    @Slot()
    def restore(self) -> None:
        """Take what is selected out of the bin."""
        chosen = self._chosen()
        if chosen:
            self._desk.run(lambda register: register.restore(chosen))

    @Slot()
    def begin_erase(self) -> None:
        """Ask whether what is selected is to be erased for good."""
        from app.qt.views.erasing import EraseDialog

        chosen = self._chosen()
        if chosen:
            EraseDialog(self._desk, self._look, chosen, self._window).open()

    @Slot()
    def begin_bulk(self) -> None:
        """Ask which field of all that is selected is to be changed."""
        from app.qt.views.bulk_edit import BulkEdit

        chosen = self._chosen()
        if chosen:
            BulkEdit(self._desk, self._look, chosen, self._window).open()

    def _chosen(self) -> list[CommitmentId]:
        """Return what is selected; where another program holds the register, say so: nothing."""
        try:
            return self._pages.page.chosen
        except ServandaError as error:
            self._desk.refused.emit(error)
            return []

    @Slot()
    def begin_organisation(self) -> None:
        """Ask for a ministry or agency to be added."""
        from app.qt.views.organisation_form import OrganisationForm

        OrganisationForm(self._desk, self._look, self._window).open()
