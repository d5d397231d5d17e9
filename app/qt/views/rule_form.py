"""What is asked about a rule of reminding, and the days that the answer would give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Slot
from PySide6.QtWidgets import QComboBox

from app.domain.date_words import day_words
from app.domain.errors import InvalidValueError, ServandaError
from app.domain.occurrences import Occurrence
from app.domain.reminder_rules import CALENDAR, JOINT, Point, ReminderRule, checked
from app.domain.reminder_words import POINT_NAMES
from app.domain.typed_leads import read_leads
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.views.choice_field import Choice
from app.qt.views.forms import AskForm
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import Prose

if TYPE_CHECKING:
    from datetime import date

    from app.store.reader import Reader

_SOON_MS = 120
_BETWEEN = re.compile(r"[,;\n]")
_AND = re.compile(r"(?<=\d)\s+and\b")


Choices = Callable[[], Sequence[Choice]]


def rule_questions(
    counted: Choices | None = None, points: Choices | None = None
) -> Sequence[Question]:
    """Return what is asked: how long before, counted how, and before what where `points` are given.

    `counted` are the ways of counting to choose from.
    """
    asked = [
        Question(
            name="leads",
            label=_translated("How long before"),
            placeholder=_translated("30 days, 1 week, on the day"),
        ),
        Question(name="counting", label=_translated("Counted in"), ask=Ask.CHOICE, offers=counted),
    ]
    if points is not None:
        before = Question(
            name="point", label=_translated("Before what"), ask=Ask.CHOICE, offers=points
        )
        asked.insert(0, before)
    return asked


def countings(countries: Iterable[tuple[str, str]]) -> list[Choice]:
    """Return the ways of counting: days, working days of both sides, those of each country."""
    template = _translated("working days of {country}")
    return [
        Choice(value=CALENDAR, words=_translated("calendar days")),
        Choice(value=JOINT, words=_translated("working days of both sides")),
        *(Choice(value=code, words=template.format(country=name)) for code, name in countries),
    ]


def typed_rule(rule: ReminderRule, answers: Answers) -> ReminderRule:
    """Return a rule with the leads and the counting that were answered.

    Leads are read as rules are shown: in “30, 7 and 1 days” a number alone is a number of days, of
    working days where those are counted. Raises `InvalidValueError`, naming what was typed.
    """
    counting = answers["counting"] or CALENDAR
    typed = [each.strip() for each in _BETWEEN.split(_AND.sub(",", answers["leads"]))]
    typed = [f"{each} days" if each.isdecimal() else each for each in typed if each]
    leads = read_leads(", ".join(typed))
    try:
        return checked(replace(rule, leads=leads, counting=counting))
    except InvalidValueError as error:
        said = str(error)
        for lead, each in zip(leads.split(), typed, strict=True):
            said = said.replace(f"“{lead}”", f"“{each[:40]}”")
        raise InvalidValueError(error.field, said) from None


def point_name(point: Point) -> str:
    """Return how a point is called where rules are listed."""
    return words.translated(POINT_NAMES[point])


class RulePreview(Prose):
    """The next days that a rule gives while it is typed; what cannot be read it leaves unsaid.

    `rule` makes of the answers the rule that would be kept, and may raise `ServandaError`.
    """

    def __init__(
        self,
        desk: Desk,
        look: Look,
        name: str,
        rule: Callable[[Answers], ReminderRule],
    ) -> None:
        super().__init__(look, ink="text2")
        self.setObjectName(f"{name}-preview")
        self._desk, self._rule, self._name = desk, rule, name
        self._form: AskForm | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.ask)

    def follow(self, form: AskForm) -> None:
        """Show what is typed in a form from now on, as long as it stands open."""
        if self._form is not form:
            self._form = form
            form.line("leads").textChanged.connect(self._typed)
            for name in ("counting", "point"):
                editor = form.editors.get(name)
                if isinstance(editor, QComboBox):
                    editor.currentIndexChanged.connect(self._typed)
            form.closed.connect(self.hide)
        self.setText("")
        self.show()
        self.ask()

    @Slot()
    def _typed(self) -> None:
        if self._form is not None:
            self._form.accept()  # what was refused is no longer what stands there
        self._soon.start()

    @Slot()
    def ask(self) -> None:
        """Ask for the days of the rule that is typed."""
        if self._form is None or self._form.isHidden():
            return
        try:
            rule = self._rule(self._form.typed())
        except ServandaError as error:
            self.setText(str(error))
            return
        today, relation = self._desk.today, self._desk.relation

        def read(reader: Reader) -> tuple[Occurrence, ...]:
            from app.services.reminder_preview import previewed  # noqa: PLC0415 - when asked

            return previewed(reader, rule, today, relation=relation)

        self._desk.ask(f"{self._name}-preview", read, partial(self._show, rule, today))

    def _show(self, rule: ReminderRule, today: date, found: tuple[Occurrence, ...]) -> None:
        self.setText(preview_words(rule, found, today))


def preview_words(rule: ReminderRule, found: Sequence[Occurrence], today: date) -> str:
    """Return the next days that a rule gives, each with what it would be about."""
    if not rule.each_lead:
        return _translated("Nothing would be reminded of.")
    if rule.commitment is not None:
        return _own_words(found, today)
    if not found:
        return _translated("It gives no day in the next two years.")
    lines = [_translated("The next days this gives:")]
    for each in found:
        day = day_words(each.on, words.translated)
        lines.append(f"{day}  ·  {words.isolated(each.ref or each.title)}")
    return "\n".join(lines)


def _own_words(found: Sequence[Occurrence], today: date) -> str:
    if not found:
        return _translated("It gives no day yet: what it counts from is not dated.")
    said = []
    for each in found:
        day = day_words(each.on, words.translated)
        passed = each.on < today
        said.append(_translated("{day} (has passed)").format(day=day) if passed else day)
    return _translated("It gives: {days}.").format(days=", ".join(said))


def _translated(text: str) -> str:
    return QCoreApplication.translate("ReminderRules", text)
