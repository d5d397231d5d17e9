"""The legal moves of a commitment as buttons, and what a move needs beside the status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.dossier import Dossier
from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.kinds import Family
from app.domain.lifecycle import Need, Phase, Status, legal_moves, needs, welcomes
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.inputs import Line
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.views.date_field import DateEcho, DateLine
from app.qt.views.form_rows import say_beside
from app.qt.views.move_words import verb
from app.qt.views.sections import InPlaceForm, in_tab_order

_SHOWN = 3


class Moves(QWidget):
    """The verbs that may follow: the usual ones as buttons, the rest behind “More”.

    A move that needs nothing is made at once, as of today; undo takes it back. One that needs
    a reason or a day, or that says something took place, asks for it in place.
    """

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self.setObjectName("moves")
        self._desk, self._look = desk, look
        self._dossier: Dossier | None = None
        self._row = Flow()
        self._made: MoveForm | None = None
        self._refused = InkLabel(look, ink="late", scale=Scale.CAPTION)
        self._refused.setObjectName("move-refused")
        self._refused.setWordWrap(True)
        self._refused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(self._row)
        column.addWidget(self._refused)
        self._column = column

    @property
    def form(self) -> MoveForm:
        """What a move asks for, made when it is first wanted."""
        if self._made is None:
            self._made = MoveForm(self._look, self.focus_first, lambda: self._desk.today)
            self._made.confirmed.connect(self._confirmed)
            self._made.hide()
            self._column.addWidget(self._made)
        return self._made

    def show_dossier(self, dossier: Dossier) -> None:
        """Offer the moves of this commitment."""
        shown, self._dossier = self._dossier, dossier
        if shown is None or _standing(shown) != _standing(dossier):
            focus = QApplication.focusWidget()
            held = focus is not None and self.isAncestorOf(focus)
            self._refused.hide()
            if self._made is not None:
                self._made.hide()
            self._offer()
            if held and shown is not None and shown.commitment.id == dossier.commitment.id:
                self.focus_first()

    def legal(self) -> tuple[Status, ...]:
        """The moves on offer."""
        if self._dossier is None or self._desk.read_only or self._dossier.row.binned:
            return ()
        commitment = self._dossier.commitment
        return legal_moves(commitment.kind.family, commitment.status)

    def focus_first(self) -> None:
        """Give the first move the keyboard."""
        item = self._row.itemAt(0)
        button = item.widget() if item is not None else None
        if button is not None:
            button.show()  # one just made is not, and what is hidden takes no keyboard
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin(self, status: Status) -> None:
        """Make a move, or ask for what it needs."""
        if self._dossier is None:
            return
        self._refused.hide()
        commitment = self._dossier.commitment
        wanted = needs(commitment.status, status) & {Need.REASON, Need.REVIEW_DATE, Need.PROOF}
        if wanted or status.phase is Phase.DONE or status in _DATED:
            self.form.ask(commitment.kind.family, status, wanted, self._desk.today.isoformat())
        else:
            self._move(status, {})

    def _offer(self) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        legal = self.legal()
        shown = legal[:_SHOWN]
        made: list[QPushButton] = []
        for status in shown:
            button = plain_button(self._verb(status), f"move-{status.value.replace(' ', '-')}")
            button.setProperty("status", status.value)
            button.clicked.connect(self._clicked)
            made.append(button)
        if len(shown) < len(legal):
            made.append(self._more(legal[_SHOWN:]))
        for each in made:
            self._row.addWidget(each)
            each.show()  # a layout would show it only once the event loop runs
        self.setVisible(bool(made))
        in_tab_order(self, made)

    def _more(self, rest: tuple[Status, ...]) -> QPushButton:
        button = plain_button(self.tr("More"), "move-more")
        menu = QMenu(button)
        for status in rest:
            action = menu.addAction(self._verb(status))
            action.setData(status.value)
        menu.triggered.connect(self._picked)
        button.setMenu(menu)
        return button

    def _verb(self, status: Status) -> str:
        family = self._dossier.commitment.kind.family if self._dossier else Family.UNDERTAKING
        phase = self._dossier.commitment.status.phase if self._dossier else Phase.OPEN
        return verb(family, status, again=phase in (Phase.DONE, Phase.DROPPED))

    @Slot()
    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.begin(Status(button.property("status")))

    @Slot(object)
    def _picked(self, action: QAction) -> None:
        self.begin(Status(action.data()))

    @Slot(object)
    def _confirmed(self, details: dict[str, str]) -> None:
        if self.form.status is not None:
            self._move(self.form.status, details)

    def _move(self, status: Status, details: dict[str, str]) -> None:
        if self._dossier is None:
            return
        identity = self._dossier.commitment.id
        if self._made is not None:
            self._made.accept()
        self._desk.run(lambda register: register.move(identity, status, **details), self._moved)

    def _moved(self, refusal: ServandaError | None) -> None:
        form = self._made
        if refusal is None:
            if form is not None:
                form.put_away()
        elif form is None or form.isHidden():
            self._refused.setText(str(refusal))
            self._refused.show()
        else:
            form.refuse(refusal)


class MoveForm(InPlaceForm):
    """Asks for the day, the reason or the review date of one move."""

    confirmed = Signal(object)

    def __init__(self, look: Look, back: Callable[[], object], today: Callable[[], date]) -> None:
        super().__init__(back)
        self.setObjectName("move-form")
        self._look = look
        self.status: Status | None = None
        self._question = InkLabel(look, weight=SEMIBOLD)
        self.happened_on = DateLine(look, today)
        self.happened_on.setObjectName("move-happened-on")
        self.why = Line()
        self.why.setObjectName("move-why")
        self.review_on = DateLine(look, today)
        self.review_on.setObjectName("move-review-on")
        self.who = Line()
        self.who.setObjectName("move-who")
        self.who.setPlaceholderText(self.tr("optional"))
        self._error = InkLabel(look, ink="late", scale=Scale.CAPTION)
        self._error.setObjectName("move-error")
        self._error.setWordWrap(True)
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(GAP)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add(self.tr("Happened on"), self.happened_on)
        self._add(self.tr("Reason"), self.why)
        self._add(self.tr("Look again on"), self.review_on)
        self._add(self.tr("Confirmed by"), self.who)
        self._form.addRow(self._error)
        self.confirm = plain_button("", "move-confirm")
        self.confirm.clicked.connect(self._confirm)
        cancel = plain_button(self.tr("Not now"), "move-cancel")
        set_kind(cancel, ButtonKind.QUIET)
        cancel.clicked.connect(self.put_away)
        buttons = Flow()
        buttons.addWidget(self.confirm)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GAP)
        column.addWidget(self._question)
        column.addLayout(self._form)
        column.addLayout(buttons)

    def ask(self, family: Family, status: Status, wanted: frozenset[Need], today: str) -> None:
        """Show what this move needs, the day being today unless changed."""
        self.status = status
        self._question.setText(words.status_word(status))
        self.confirm.setText(verb(family, status))
        self.happened_on.setText(today)
        self.why.clear()
        self.review_on.clear()
        self._form.setRowVisible(self.review_on, Need.REVIEW_DATE in wanted)
        self.who.clear()
        self._form.setRowVisible(self.who, Need.VALIDATOR in welcomes(status))
        optional = not wanted & {Need.REASON, Need.PROOF}
        self.why.setPlaceholderText(self.tr("optional") if optional else "")
        self.review_on.setPlaceholderText(self.tr("12 May 2026 · +2w"))
        self.accept()
        self.show()
        (self.happened_on if optional else self.why).setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, error: ServandaError) -> None:
        """Say beside what is missing why the move was not made."""
        name = error.field if isinstance(error, InvalidValueError) else ""
        editors = {"happened_on": self.happened_on, "why": self.why, "review_on": self.review_on}
        say_beside(self._form, self._error, str(error), editors.get(name))
        editor = editors.get(name)
        if isinstance(editor, DateLine):
            editor.refused.emit()

    def accept(self) -> None:
        """Take the reason away."""
        self._error.hide()

    def _add(self, text: str, editor: QLineEdit) -> None:
        label = InkLabel(self._look, text, ink="text2")
        label.setBuddy(editor)
        editor.setAccessibleName(text)
        editor.returnPressed.connect(self._confirm)
        self._form.addRow(label, editor)
        if isinstance(editor, DateLine):
            self._form.addRow(DateEcho(self._look, editor, editor.objectName()))

    @Slot()
    def _confirm(self) -> None:
        try:
            happened_on = self.happened_on.edtf("happened_on")
            review_on = self.review_on.edtf("review_on") if self.review_on.isVisible() else ""
        except EdtfError as error:
            self.refuse(error)
            return
        self.confirmed.emit(
            {
                "happened_on": happened_on,
                "why": self.why.text().strip(),
                "review_on": review_on,
                "who": self.who.text().strip() if self.who.isVisible() else "",
            }
        )


def _standing(dossier: Dossier) -> tuple[object, ...]:
    """What decides which moves are on offer."""
    commitment = dossier.commitment
    return commitment.id, commitment.kind, commitment.status, dossier.row.binned


_DATED = (Status.SIGNED, Status.IN_FORCE, Status.NOTICE_GIVEN)
"""Moves that say something took place: the day is asked, though they settle nothing."""
