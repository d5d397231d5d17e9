"""What stands in the place of a list: the table, or why it is empty and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.qt.look.look import Look
from app.qt.look.panels import EmptyState, Offer


class ListPages(QStackedWidget):
    """The table, an empty register, an empty section, or filters that nothing answers to.

    `new_wanted`, `sample_wanted` and `clear_wanted` tell which offer was taken.
    """

    new_wanted = Signal()
    sample_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self, look: Look, table: QWidget, *, read_only: bool) -> None:
        """`table` is shown wherever there is something in it."""
        super().__init__()
        self._look, self._table, self._read_only = look, table, read_only
        self._made: dict[str, EmptyState] = {}
        self.addWidget(table)

    def show_table(self) -> None:
        """Show the table."""
        self.setCurrentWidget(self._table)

    def show_empty(self, section: str) -> None:
        """Say that a register, or a section of it such as “bin”, holds nothing."""
        key = section if section in ("agreements", "bin") else "register"
        self._show(key)

    def show_nothing_found(self) -> None:
        """Say that nothing answers to the filters."""
        self._show("nothing found")

    @property
    def begins(self) -> bool:
        """Whether the page of an empty register is shown."""
        return self._made.get("register") is self.currentWidget()

    def _show(self, key: str) -> None:
        if key not in self._made:
            makers = {
                "register": self._empty_register,
                "agreements": self._no_agreements,
                "bin": self._empty_bin,
                "nothing found": self._nothing_found,
            }
            self._made[key] = makers[key]()
            self.addWidget(self._made[key])
        self.setCurrentWidget(self._made[key])

    def _empty_register(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "handshake",
            self.tr("Nothing promised yet"),
            self.tr(
                "Add the first commitment, or look around in the sample register.\n"
                "The sample opens beside yours and changes nothing."
            ),
            (
                Offer(text=self.tr("Add a commitment"), icon="plus", name="empty-add"),
                Offer(text=self.tr("Try the sample"), icon="book-open-text", name="empty-sample"),
            ),
        )
        state.chosen.connect(self._begin)
        state.buttons[0].setEnabled(not self._read_only)
        return state

    def _no_agreements(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "scroll-text",
            self.tr("No agreements yet"),
            self.tr(
                "Treaties, agreements, MoUs, protocols and roadmaps stand here with their status\n"
                "and with what no source establishes about them."
            ),
            (Offer(text=self.tr("Add an agreement"), icon="plus", name="empty-agreement"),),
        )
        state.chosen.connect(self._begin)
        state.buttons[0].setEnabled(not self._read_only)
        return state

    def _empty_bin(self) -> EmptyState:
        return EmptyState(
            self._look,
            "trash-2",
            self.tr("The bin is empty"),
            self.tr(
                "What you discard comes here and can be restored at any time.\n"
                "Only erasing it here takes it out of the register for good."
            ),
        )

    def _nothing_found(self) -> EmptyState:
        state = EmptyState(
            self._look,
            "search",
            self.tr("Nothing matches"),
            self.tr("No commitment answers to this search and these filters."),
            (Offer(text=self.tr("Clear the filters"), icon="x", name="show-all"),),
        )
        state.chosen.connect(self.clear_wanted)
        return state

    @Slot(int)
    def _begin(self, number: int) -> None:
        (self.new_wanted, self.sample_wanted)[number].emit()
