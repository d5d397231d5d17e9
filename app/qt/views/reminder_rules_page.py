"""The page of the rules of reminding: what holds of every kind, and the officer's own instead."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.commitment import sides_of
from app.domain.errors import ServandaError
from app.domain.reminder_rules import DEFAULTS, Point, ReminderRule, RuleBook
from app.domain.reminder_words import FAMILY_NAMES, rule_sentence
from app.domain.typed_leads import typed_leads
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import quiet_button
from app.qt.look.fonts import MEDIUM, SEMIBOLD
from app.qt.look.labels import Hairline, InkLabel, QuietLabel, SectionHeading
from app.qt.look.look import Look
from app.qt.look.tokens import GAP, GRID, GROUP_GAP, MARGIN, Scale
from app.qt.views.entries import Entry, subject_of
from app.qt.views.forms import AskForm
from app.qt.views.page import Page
from app.qt.views.questions import Answers
from app.qt.views.rule_form import (
    RulePreview,
    countings,
    point_name,
    rule_questions,
    typed_rule,
)
from app.qt.views.sections import Prose, quiet_prose, wrapped

if TYPE_CHECKING:
    from app.store.reader import Reader

_WIDEST = 760
_STANDARD = {each.id: each for each in DEFAULTS}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The rules that hold, and the countries whose working days may be counted."""

    rules: tuple[ReminderRule, ...]
    countries: tuple[tuple[str, str], ...]


class ReminderRules(Page):
    """Every rule in words, with the way to change it and the days it gives."""

    wants_detail = False

    def __init__(self, desk: Desk, look: Look) -> None:
        title = QCoreApplication.translate("ReminderRules", "Rules of reminding")
        super().__init__(desk, look, "reminder-rules", title)
        self._found: _Found | None = None
        self._rule: ReminderRule | None = None  # what the open form is about
        self.heading = InkLabel(look, title, scale=Scale.TITLE, weight=SEMIBOLD)
        self.heading.setObjectName("page-heading")
        self.back = quiet_button(look, self.tr("Alerts"), "arrow-left", "rules-back")
        self.back.clicked.connect(self._go_back)
        self._turn_arrow()
        self.note = wrapped(QuietLabel(look, scale=Scale.BODY))
        self.note.setText(
            self.tr(
                "They hold of everything that has no rule of its own; a single commitment gets "
                "its own in its details. An alert that was acknowledged does not come again."
            )
        )
        self.rows: dict[str, RuleRow] = {}
        self.form = AskForm(look, "rule", rule_questions(), self.tr("Keep the rule"), self._closed)
        self.form.confirmed.connect(self._keep)
        self.preview = RulePreview(desk, look, "rule", self._typed)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, GRID, 0, GAP)
        asked.addWidget(self.form)
        asked.addWidget(self.preview)
        self.form.closed.connect(self._asked.hide)
        self._lay_out()

    # What a page says for itself

    def fill(self) -> None:
        """Ask for the rules that were made."""

        def read(reader: Reader) -> _Found:
            countries: dict[str, str] = {}
            for each in reader.relations():
                one, other = sides_of(each.code)
                countries |= {one: each.first_name, other: each.second_name}
            book = RuleBook(reader.reminder_rules())
            return _Found(rules=book.rules, countries=tuple(countries.items()))

        self.desk.ask(self.name, read, self._show_found)

    def take_keyboard(self) -> None:
        """Give the keyboard to the first rule, or to the way back before they are read."""
        first = next((each.change for each in self.rows.values() if each.change.isVisible()), None)
        (first or self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> str:
        """How many rules are the officer's own."""
        if self._found is None:
            return ""
        own = sum(1 for each in self._found.rules if each != _STANDARD[each.id])
        return self.tr("{count} changed").format(count=own)

    # Layout

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.back)
        held = QWidget()
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.note)
        for family, rules in groupby(DEFAULTS, key=lambda each: each.family):
            self._column.addSpacing(GAP)
            heading = SectionHeading(self.look, words.translated(FAMILY_NAMES[family]))
            self._column.addWidget(heading)
            for rule in rules:
                row = RuleRow(self.look, rule, read_only=self.desk.read_only)
                row.change.clicked.connect(self._begin)
                row.usual.clicked.connect(self._reset)
                self.rows[rule.id] = row
                self._column.addWidget(row)
        self._column.addStretch(1)
        self._asked.hide()
        held.setMaximumWidth(_WIDEST)
        around = QWidget()
        across = QHBoxLayout(around)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(held, 1)
        across.addStretch(0)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(around)
        for ground in (around, area.viewport()):
            ground.setBackgroundRole(ground.palette().ColorRole.Base)
            ground.setAutoFillBackground(True)
        self._area = area
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        head.setContentsMargins(MARGIN, GROUP_GAP, GROUP_GAP, 0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._turn_arrow()

    def _turn_arrow(self) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.look.dress(self.back, "arrow-right" if mirrored else "arrow-left")

    # What is shown

    def _show_found(self, found: _Found) -> None:
        self._found = found
        for each in found.rules:
            self.rows[each.id].show_rule(each)
        self.counted.emit()

    # Changing

    @Slot()
    def _begin(self) -> None:
        row = self.rows[subject_of(self.sender())]
        rule = row.rule
        if self._found is None:
            return
        if not self.form.isHidden():
            self.form.close_up()
        self._rule = rule
        row.hold(self._asked)
        countries = self._found.countries if rule.point is not Point.NO_NEWS else ()
        offers = countings(countries)
        self.form.offer("counting", offers[:1] if rule.point is Point.NO_NEWS else offers)
        self.form.open_up({"leads": typed_leads(rule.leads), "counting": rule.counting})
        self._asked.show()
        self.preview.follow(self.form)
        self.form.take_keyboard()
        self._area.ensureWidgetVisible(self._asked)

    def _typed(self, answers: Answers) -> ReminderRule:
        if self._rule is None:
            raise ServandaError("")
        return typed_rule(self._rule, answers)

    @Slot()
    def _keep(self) -> None:
        self.form.accept()
        try:
            rule = self._typed(self.form.answers())
        except ServandaError as error:
            self.form.refuse(getattr(error, "field", ""), str(error))
            return
        if rule == self._rule:
            self.form.close_up()
        elif rule == _STANDARD[rule.id]:
            self.desk.run(lambda register: register.reset_reminder_rule(rule), self._kept)
        else:
            self.desk.run(lambda register: register.set_reminder_rule(rule), self._kept)

    def _kept(self, refusal: ServandaError | None) -> None:
        if refusal is not None:
            self.form.refuse(getattr(refusal, "field", ""), str(refusal))
        else:
            self.form.close_up()

    def _closed(self) -> None:
        if self._rule is not None:
            self.rows[self._rule.id].change.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _reset(self) -> None:
        rule = self.rows[subject_of(self.sender())].rule
        self.rows[rule.id].change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.run(lambda register: register.reset_reminder_rule(rule))

    @Slot()
    def _go_back(self) -> None:
        self.section_wanted.emit("reminders")


class RuleRow(QWidget):
    """One rule: what it is about, in words, and the way to change it."""

    def __init__(self, look: Look, rule: ReminderRule, *, read_only: bool) -> None:
        super().__init__()
        self.rule = rule
        name = point_name(rule.point)
        self.setObjectName(f"rule-{rule.family}-{rule.point}")
        self.setAccessibleName(name)
        self._read_only = read_only
        self.name = InkLabel(look, name, weight=MEDIUM)
        self.sentence = Prose(look, ink="text2")
        self.was = quiet_prose(look)
        self.change = quiet_button(look, self.tr("Change"), "pencil", "rule-change")
        self.change.setAccessibleName(self.tr("Change: {rule}").format(rule=name))
        self.usual = quiet_button(look, self.tr("Back to the default"), "undo-2", "rule-default")
        self.usual.setAccessibleName(self.tr("Back to the default: {rule}").format(rule=name))
        for button in (self.change, self.usual):
            button.setProperty("subject", rule.id)
        acts: tuple[QPushButton, ...] = (self.usual, self.change)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._column.addWidget(Entry(self.name, self.sentence, self.was, acts=acts))
        self._column.addWidget(Hairline(look))
        self.show_rule(rule)

    def show_rule(self, rule: ReminderRule) -> None:
        """Show the rule that holds now."""
        self.rule = rule
        standard = _STANDARD[rule.id]
        own = rule != standard
        self.sentence.setText(rule_sentence(rule, words.translated))
        usual = rule_sentence(standard, words.translated)
        self.was.setText(self.tr("Default: {rule}").format(rule=usual) if own else "")
        self.was.setVisible(own)
        self.usual.setVisible(own and not self._read_only)
        self.change.setVisible(not self._read_only)

    def hold(self, asked: QWidget) -> None:
        """Take the open questions in, before the line that ends the row."""
        self._column.insertWidget(1, asked)
