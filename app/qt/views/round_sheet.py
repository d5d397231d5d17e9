"""All about one round of reminder letters: who was asked what, who replied, what may be done."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.letter_chains import LetterLine, RoundSheet
from app.domain.letters import LetterRound
from app.qt.delegates.directory import RowMaker
from app.qt.delegates.letters import LetterMaker
from app.qt.desk import Desk
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.fonts import SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, Scale
from app.qt.look.words import date_text
from app.qt.models.directory import ROW_COLUMNS
from app.qt.models.letters import (
    deadline_words,
    is_past,
    letter_columns,
    number_words,
    replied_words,
    subtitle,
)
from app.qt.views.entry_list import LEAST_SHEET, EntryList, SheetArea, WholeList
from app.qt.views.inputs_form import InputsForm
from app.qt.views.letter_deeds import LetterDeeds
from app.qt.views.letter_form import PrepareForm
from app.qt.views.links import Links, link
from app.qt.views.sections import pair, wrapped

_AT = {"replied_on": "replied_on", "ball_with": "ball"}
_STAYS = "stays"


_MOST = 7
"""So many letters are seen at once; the list scrolls, so that what is done about one stays near."""


class _Letters(EntryList):
    """The letters of a round, as high as they need up to some number."""

    def sizeHint(self) -> QSize:
        """As high as its header and its first lines."""
        lines = self.table.lines[:_MOST]
        height = sum(self.delegate.height(each) for each in lines)
        return QSize(LEAST_SHEET, height + self.horizontalHeader().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never lower than that."""
        return QSize(0, self.sizeHint().height())


class RoundSheetView(SheetArea):
    """The sheet of one round; in its place the form that prepares another.

    `jumped` carries the identity of a commitment, `wanted` that of another round to be shown;
    `again_wanted` tells that whoever has not answered is to be reminded.
    """

    jumped = Signal(object)
    wanted = Signal(object)
    again_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__("round-sheet")
        self._desk, self._look = desk, look
        self._sheet: RoundSheet | None = None
        self.setAccessibleName(self.tr("Reminder letter"))
        self.title = wrapped(InkLabel(look, scale=Scale.TITLE, weight=SEMIBOLD))
        self.title.setObjectName("round-title")
        self.subtitle = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.said = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.said.setObjectName("round-said")
        self.facts = {name: wrapped(InkLabel(look)) for name in ("dated", "deadline", "replied")}
        for name, label in self.facts.items():
            label.setObjectName(f"round-{name}")
        self.near = Links("round-near")
        self.again = plain_button(self.tr("Remind again…"), "round-again")
        self.again.clicked.connect(self.again_wanted)
        self.letters = _Letters(
            look,
            letter_columns(self._dated_on),
            LetterMaker(look, self._dated_on),
            lambda: desk.today,
            lambda line: line.id,
        )
        self.letters.setObjectName("round-letters")
        self.letters.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.letters.setAccessibleName(self.tr("To whom it went"))
        self.letters.stood_on.connect(self._stood_on)
        self.letters.opened.connect(self._reply)
        self.deeds = LetterDeeds(desk, look, self.letters.setFocus)
        self.deeds.shown.connect(self._bring_into_sight)
        self.points = SectionHeading(look, self.tr("What it was asked about"))
        self.rows = WholeList(
            look, ROW_COLUMNS, RowMaker(look), lambda: desk.today, lambda row: row.id
        )
        self.rows.setObjectName("letter-points")
        self.rows.setAccessibleName(self.tr("What it was asked about"))
        self.rows.opened.connect(self.jumped)
        self.prepare = PrepareForm(desk, look, self.letters.setFocus)
        self.inputs = InputsForm(desk, look, self.letters.setFocus)
        self.forms = (self.prepare, self.inputs)
        self.body = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        facts = QVBoxLayout()
        facts.setSpacing(GRID // 2)
        for name, words in (
            ("dated", self.tr("Dated")),
            ("deadline", self.tr("Answer by")),
            ("replied", self.tr("Replies")),
        ):
            facts.addWidget(pair(self._look, words, self.facts[name]))
        again = Flow()
        again.addWidget(self.again)
        column = QVBoxLayout(self.body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for each in (self.said, self.title, self.subtitle):
            column.addWidget(each)
        column.addLayout(facts)
        column.addWidget(self.near)
        column.addLayout(again)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.letters)
        column.addWidget(self.deeds)
        column.addWidget(Hairline(self._look))
        column.addWidget(self.points)
        column.addWidget(self.rows)
        self.column.addWidget(self.body)
        for form in self.forms:
            self.column.addWidget(form)
            form.hide()
        self.column.addStretch(1)
        self.said.hide()

    # What is shown

    def show_sheet(self, sheet: RoundSheet) -> None:
        """Show this one; what is being typed for it stays."""
        before, self._sheet = self._sheet, sheet
        if before is not None and before.round.id != sheet.round.id:
            self.said.hide()
            self.verticalScrollBar().setValue(0)
        held, line, today = sheet.round, sheet.line, self._desk.today
        self.title.setText(held.reference)
        self.subtitle.setText(subtitle(held))
        self.facts["dated"].setText(date_text(held.dated_on))
        left = deadline_words(line, today)
        self.facts["deadline"].setText(
            " · ".join(each for each in (date_text(held.deadline), left) if each)
        )
        self.facts["deadline"].set_ink("late" if is_past(line, today) else "text")
        self.facts["replied"].setText(self._replies(sheet))
        self._show_near(sheet)
        self.letters.show_entries(sheet.letters)
        self.letters.updateGeometry()
        if self.letters.current is None and sheet.letters:
            self.letters.stand_on(sheet.letters[0].id)
        self.again.setVisible(
            not self._desk.read_only and line.awaited > 0 and sheet.following is None
        )
        self._stood_on()

    def say(self, text: str) -> None:
        """Say what was just done, until another round is shown."""
        self.said.setText(text)
        self.said.setVisible(bool(text))

    @property
    def opened(self) -> PrepareForm | None:
        """The form in which a round is being prepared, None where none is."""
        return next((each for each in self.forms if each.opened), None)

    def show_form(self, *, shown: bool) -> None:
        """Show the form that prepares a round in the place of the sheet, or the sheet."""
        for form in self.forms:
            form.setVisible(shown and form.opened)
        self.body.setVisible(not shown and self._sheet is not None)
        self.verticalScrollBar().setValue(0)

    def _replies(self, sheet: RoundSheet) -> str:
        line = sheet.line
        said = replied_words(line)
        if line.awaited:
            said += self.tr(", {count} awaited").format(count=line.awaited)
        return said

    def _show_near(self, sheet: RoundSheet) -> None:
        near: list[tuple[str, str, str]] = []
        if sheet.previous is not None:
            near.append(self._other(self.tr("reminds of {reference}"), sheet.previous))
        if sheet.following is not None:
            template = self.tr("{number} is {reference}")
            text = template.format(
                number=number_words(sheet.following), reference=sheet.following.reference
            )
            near.append((text, "round", sheet.following.id))
        if sheet.concerns is not None:
            near.append((sheet.concerns.title, "commitment", sheet.concerns.id))
        self.near.fill(near, self._near_link)
        self.near.setVisible(bool(near))

    def _other(self, template: str, held: LetterRound) -> tuple[str, str, str]:
        return template.format(reference=held.reference), "round", held.id

    def _near_link(self, near: tuple[str, str, str]) -> QPushButton:
        text, what, identity = near
        button = link(text, f"round-{what}")
        button.setProperty("subject", identity)
        button.clicked.connect(self._follow_round if what == "round" else self._follow_point)
        return button

    @Slot()
    def _follow_round(self) -> None:
        self.wanted.emit(_subject(self.sender()))

    @Slot()
    def _follow_point(self) -> None:
        self.jumped.emit(_subject(self.sender()))

    def _dated_on(self) -> str:
        return self._sheet.round.dated_on if self._sheet is not None else ""

    @property
    def current(self) -> LetterLine | None:
        """The letter the officer stands on."""
        identity = self.letters.current
        lines = self._sheet.letters if self._sheet is not None else ()
        return next((each for each in lines if each.id == identity), None)

    @Slot()
    def _stood_on(self) -> None:
        """Show what the organisation stood on was asked about, and what may be done about it."""
        line, sheet = self.current, self._sheet
        rows = (
            []
            if line is None or sheet is None
            else [sheet.rows[each] for each in line.points if each in sheet.rows]
        )
        self.rows.show_lines(rows)
        self.rows.setVisible(bool(rows))
        self.points.setVisible(bool(rows))
        self.deeds.show_letter(line, {row.relation for row in rows})

    @Slot(QWidget)
    def _bring_into_sight(self, form: QWidget) -> None:
        self.ensureWidgetVisible(form)

    @Slot(object)
    def _reply(self, _identity: object) -> None:
        self.deeds.begin_reply()


def _subject(sender: object) -> str:
    return str(sender.property("subject")) if isinstance(sender, QPushButton) else ""
