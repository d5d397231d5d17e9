"""Editing a cell where it stands: a line over the cell, kept by Enter or Tab, left by Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QToolTip, QWidget

from app.domain.commitment import OwnerBasis, sides_of
from app.domain.errors import NotFoundError, ServandaError
from app.domain.rows import RegisterRow
from app.domain.typed_dates import typed_date
from app.qt.desk import Desk
from app.qt.look.inputs import Line
from app.qt.look.look import Look
from app.qt.look.words import isolated, plain_tip
from app.qt.models.columns import COLUMNS
from app.qt.models.register_table import RegisterTable
from app.qt.views.lookups import organisation_meant
from app.qt.views.register_grid import RegisterGrid

EDITED_INLINE = frozenset(
    {"title", "owed_by", "owner", "counterpart", "sector", "paragraph", "made_on", "ref"}
)
"""The fields that a line in the table can change; others are edited beside it."""

_AGENCIES = ("owner", "counterpart")
_ALONE = ("title",)


class InlineEditor(Line):
    """One field of one commitment, over its cell. A value that is refused stays, with the reason.

    Nothing is sorted anew under it: the row stays where it is until the list is asked again.
    """

    def __init__(self, desk: Desk, grid: RegisterGrid, row: RegisterRow, field: str) -> None:
        super().__init__(grid.viewport())
        self._desk, self._grid, self._row, self._field = desk, grid, row, field
        self._done = False
        self._completer: QCompleter | None = None
        self.setObjectName("inline-editor")
        section = next(place for place, each in enumerate(COLUMNS) if each.field == field)
        self._section = section
        self.setAccessibleName(COLUMNS[section].full_name)
        self._before = self._value()
        self.setText(self._before)
        self._complete()
        self.returnPressed.connect(self._keep)
        grid.verticalScrollBar().valueChanged.connect(self._follow)
        grid.horizontalHeader().sectionResized.connect(self._follow)
        for moved in (grid.model().modelReset, grid.model().rowsInserted, grid.model().rowsRemoved):
            moved.connect(self._follow)

    @staticmethod
    def open(
        desk: Desk, look: Look, grid: RegisterGrid, row: RegisterRow, field: str
    ) -> InlineEditor | None:
        """Show the editor over the cell; None where the register cannot be read just now."""
        for former in grid.viewport().findChildren(InlineEditor):
            former.leave()
        try:
            editor = InlineEditor(desk, grid, row, field)
        except ServandaError as error:
            for unmade in grid.viewport().findChildren(InlineEditor):
                unmade.leave()
            desk.refused.emit(error)
            return None
        editor.setFont(look.fonts.font())
        grid.scrollTo(grid.model().index(grid.currentIndex().row(), editor._section))
        editor._follow()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()
        return editor

    @Slot()
    def leave(self) -> None:
        """Put the editor away without keeping what was typed."""
        self._done = True
        if self.hasFocus():  # before it goes: else whatever stands next in the window is given it
            self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts away what is offered, then leaves; Tab keeps and goes on to the next cell."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        offered = self._completer.popup() if self._completer else None
        if offered is not None and offered.isVisible():
            offered.hide()
        else:
            self.leave()

    def event(self, event: QEvent) -> bool:
        """Take Tab before it moves the keyboard elsewhere."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._keep(step)
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the keyboard goes elsewhere, but not under a menu or popup."""
        super().focusOutEvent(event)
        covered = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in covered:
            self._keep()

    def _value(self) -> str:
        """The field as it is typed, not as it is shown."""
        reader = self._desk.register.reader
        commitment = reader.commitment(self._row.id)
        if self._field in _AGENCIES:
            found = reader.agency(getattr(commitment, self._field))
            return found.label if found else ""
        return str(getattr(commitment, self._field))

    def _complete(self) -> None:
        offers = self._offers()
        if offers:
            completer = QCompleter(offers, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)
            self._completer = completer

    def _offers(self) -> list[str]:
        reader = self._desk.register.reader
        sides = sides_of(self._row.relation)
        if self._field in _AGENCIES:
            country = sides[_AGENCIES.index(self._field)]
            return [each.label for each in reader.organisations() if each.country in (country, "")]
        if self._field == "owed_by":
            return ["both", *sides]
        return reader.distinct("sector") if self._field == "sector" else []

    def _keep(self, step: int = 0) -> None:
        if self._done:
            return
        text = self.text().strip()
        if text == self._before:
            self._go_on(step)
            return
        try:
            values = self._values(text)
        except ServandaError as error:
            self._refuse(error)
            return
        identity = self._row.id

        def settled(refusal: ServandaError | None) -> None:
            if refusal is None:
                self._go_on(step)
            else:
                self._refuse(refusal)

        self._desk.run(lambda register: register.amend(identity, **values), settled)

    def _values(self, text: str) -> dict[str, object]:
        if self._field == "made_on":
            return {"made_on": typed_date("made_on", text, today=self._desk.today)}
        if self._field not in _AGENCIES:
            return {self._field: text}
        reader = self._desk.register.reader
        found = organisation_meant(reader, self._field, text) if text else None
        values: dict[str, object] = {self._field: found}
        if self._field == "owner":
            values["owner_basis"] = OwnerBasis.STATED
        return values

    def _refuse(self, error: ServandaError) -> None:
        """Say beside the cell why the value was refused; it can be mended or left."""
        if self._done:
            return
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setToolTip(plain_tip(str(error)))
        self.setAccessibleDescription(str(error))
        QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), plain_tip(str(error)), self)

    def _go_on(self, step: int) -> None:
        """Close, and go on to the neighbouring cell if Tab asked for it."""
        if self._done:
            return
        self.leave()  # the keyboard stays where it went, if it did
        if step:
            section = self._neighbour(step)
            if section is not None:
                index = self._grid.model().index(self._grid.currentIndex().row(), section)
                self._grid.selectionModel().setCurrentIndex(
                    index, self._grid.selectionModel().SelectionFlag.NoUpdate
                )
                QTimer.singleShot(0, self._grid, self._grid.edit_wanted.emit)

    def _neighbour(self, step: int) -> int | None:
        """The next shown column that a line can change, in the order of the screen."""
        header = self._grid.horizontalHeader()
        visual = header.visualIndex(self._section) + step
        while 0 <= visual < header.count():
            section = header.logicalIndex(visual)
            if not header.isSectionHidden(section) and COLUMNS[section].field in EDITED_INLINE:
                return section
            visual += step
        return None

    @Slot()
    def _follow(self) -> None:
        """Stand over the cell, wherever it is scrolled to; leave where its row has gone."""
        if self._done:
            return
        model = self._grid.model()
        position = model.position_of(self._row.rid) if isinstance(model, RegisterTable) else None
        if position is None:
            typed = self.text()
            self.leave()
            if typed != self._before:
                lost = self.tr("{ref} is no longer in this list. You had typed: “{text}”.")
                self._desk.refused.emit(
                    NotFoundError(lost.format(ref=self._row.ref, text=isolated(typed)))
                )
            return
        cell: QRect = self._grid.visualRect(model.index(position, self._section))
        height = min(cell.height(), self.sizeHint().height() + 2)
        left = 36 if self._field in _ALONE else 0
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        place = QRect(
            cell.left() + (0 if mirrored else left), cell.top() + 2, cell.width() - left, height
        )
        self.setGeometry(place)


def editor_in(grid: QWidget) -> InlineEditor | None:
    """Return the editor that is open in a table, if one is."""
    return grid.findChild(InlineEditor)
