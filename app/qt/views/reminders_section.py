"""The reminders of one commitment: when each came or comes, its own rules, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from app.domain.change import Change
from app.domain.commitment import sides_of
from app.domain.date_words import day_words
from app.domain.dossier import Dossier
from app.domain.identity import CommitmentId
from app.domain.kinds import Family
from app.domain.occurrences import ANSWERED, Standing
from app.domain.reminder_rules import (
    CALENDAR,
    FAMILY_POINTS,
    NONE,
    WHOLE_REGISTER,
    Point,
    ReminderRule,
    RuleBook,
    rule_id,
)
from app.domain.reminder_words import rule_sentence, rule_words
from app.domain.typed_leads import typed_leads
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.fonts import MEDIUM
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry as Lines
from app.qt.views.entries import subject_of
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import Answers, Question
from app.qt.views.rule_form import (
    RulePreview,
    countings,
    point_name,
    rule_questions,
    typed_rule,
)
from app.qt.views.sections import IconButton, Prose, Stack, quiet_prose, wrapped
from app.services.reminder_preview import rules_of
from app.services.reminders import Entry, entries_of

if TYPE_CHECKING:
    from app.store.reader import Reader

_MOST = 8
"""So many of the reminders are listed: what is due and coming before what is done with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was read of one commitment."""

    identity: CommitmentId
    entries: tuple[Entry, ...]
    rules: tuple[ReminderRule, ...]
    book: RuleBook
    names: tuple[tuple[str, str], ...]


class RemindersSection(OptionalSection):
    """When one is reminded of a commitment, by which rule, and what became of it."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Alerts"), "section-reminders")
        self.offer = self.tr("Remind me")
        self._found: _Found | None = None
        self.add = self.act(self.tr("Remind me"), "bell", "reminders-add")
        self.add.clicked.connect(self.begin)
        self._list = Stack("reminder-list")
        self.roughly = quiet_prose(look)
        self.roughly.setObjectName("reminders-roughly")
        self.roughly.setText(
            self.tr(
                "Working days of a time without a calendar are counted as five in a week: such "
                "days are about right."
            )
        )
        self.roughly.hide()
        self._rules = Stack("reminder-rules")
        self.preview = RulePreview(desk, look, "own-rule", self._typed)
        self.preview.hide()
        self.ask_with(
            Asking(
                self,
                Plan(
                    name="own-rule",
                    verb=self.tr("Keep the rule"),
                    questions=self._questions,
                    write=self._keep,
                    back=self.add.setFocus,
                    at={"days": "leads"},
                ),
            )
        )
        for each in (self._list, self.roughly, self._rules, self.asking, self.preview):
            self.body.addWidget(each)
        self.asking.closed.connect(self.preview.hide)
        desk.day_changed.connect(self._ask)
        desk.changed.connect(self._changed)
        self.hide()

    # What is shown

    def show_dossier(self, dossier: Dossier) -> None:
        """Ask for the reminders of a commitment; what is shown of the same one stays meanwhile."""
        super().show_dossier(dossier)
        identity = dossier.commitment.id
        if self._found is None or self._found.identity != identity:
            self._list.show_items((), self._line)
            self._rules.show_items((), self._rule_line)
            self.roughly.hide()
            self._found = None
        self.hold(vacant=self._vacant_now())
        if self.asking.opened:
            self.preview.follow(self.asking.form)
        self._ask()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """A rule for all, or a day off, moves the reminders of what it does not name."""
        if not change.records.isdisjoint({"reminderrule", "holiday", "calendaryear"}):
            self._ask()

    @Slot()
    def _ask(self) -> None:
        if self.dossier is None:
            return
        identity, today = self.dossier.commitment.id, self.desk.today
        sides = sides_of(self.dossier.row.relation)

        def read(reader: Reader) -> _Found:
            names = {
                code: name
                for each in reader.relations()
                for code, name in zip(
                    sides_of(each.code), (each.first_name, each.second_name), strict=True
                )
            }
            return _Found(
                identity=identity,
                entries=entries_of(reader, identity, today),
                rules=rules_of(reader, identity),
                book=RuleBook(reader.reminder_rules()),
                names=tuple((each, names.get(each, each)) for each in sides if each),
            )

        self.desk.ask("reminders-of", read, self._show_found)

    def _show_found(self, found: _Found) -> None:
        if self.dossier is None or found.identity != self.dossier.commitment.id:
            return
        self._found = found
        self._list.show_items(_chosen(found.entries), self._line, self.desk.today)
        self._rules.show_items(found.rules, self._rule_line, self.editable)
        self.roughly.setVisible(any(each.occurrence.roughly for each in found.entries))
        self.count(sum(1 for each in found.entries if each.standing is Standing.DUE))
        self.hold(vacant=self._vacant_now())

    def _vacant_now(self) -> bool:
        return self._found is None or not (self._found.entries or self._found.rules)

    def _line(self, entry: Entry) -> QWidget:
        one = entry.occurrence
        day = InkLabel(self.look, day_words(one.on, words.translated), weight=MEDIUM)
        rule = Prose(self.look, rule_words(replace(one, roughly=False), words.translated))
        state = quiet_prose(self.look, self._standing(entry))
        icon = IconLabel(self.look, _ICONS[entry.standing])
        return Lines(day, rule, state, lead=icon)

    def _standing(self, entry: Entry) -> str:
        kept = entry.reminder
        if entry.standing is Standing.ACKNOWLEDGED and kept is not None:
            said = self.tr("acknowledged by {who}").format(who=kept.who)
            return f"{said} · {kept.note}" if kept.note else said
        if entry.standing is Standing.SNOOZED and kept is not None:
            if kept.until == ANSWERED:
                return self.tr("snoozed until there is an answer")
            day = words.date_text(kept.until)
            return self.tr("snoozed until {day}").format(day=day)
        return self.tr("due") if entry.standing is Standing.DUE else self.tr("coming")

    def _rule_line(self, rule: ReminderRule) -> QWidget:
        name = point_name(rule.point)
        heading = self.tr("Own rule: {point}").format(point=name)
        sentence = Prose(self.look, rule_sentence(rule, words.translated))
        acts: list[QWidget] = []
        if self.editable:
            change = IconButton(
                self.look, "pencil", "own-rule-change", self.tr("Change: {rule}").format(rule=name)
            )
            change.clicked.connect(self._change)
            remove = IconButton(
                self.look, "x", "own-rule-remove", self.tr("Remove: {rule}").format(rule=name)
            )
            remove.clicked.connect(self._remove)
            acts = [change, remove]
            for each in acts:
                each.setProperty("subject", rule.point.value)
        name_of = wrapped(InkLabel(self.look, heading, weight=MEDIUM))
        return Lines(name_of, sentence, acts=acts)

    # What is asked

    @Slot()
    def begin(self) -> None:
        """Ask when to be reminded, of the point that reminds of this commitment now."""
        self._begin(self._first_point(), "")

    def _begin(self, point: Point, subject: str) -> None:
        self.asking.begin(subject, {"point": point.value, **self._present(point)})
        if self.asking.opened:
            self._follow_point()
            self.preview.follow(self.asking.form)

    def _present(self, point: Point) -> dict[str, str]:
        """Return how a form begins: with the rule that holds for the point now."""
        if self._found is None or self.dossier is None:
            return {"leads": "", "counting": CALENDAR}
        family = self.dossier.row.kind.family
        rule = self._found.book.of(point, family, self._found.identity)
        if rule is None:
            return {"leads": "", "counting": CALENDAR}
        return {"leads": typed_leads(rule.leads), "counting": rule.counting}

    def _follow_point(self) -> None:
        editor = self.asking.form.editors["point"]
        if isinstance(editor, QComboBox) and not editor.property("followed"):
            editor.setProperty("followed", True)
            editor.activated.connect(self._pointed)

    @Slot()
    def _pointed(self) -> None:
        """Another point was chosen: begin with its rule, unless something was typed."""
        form = self.asking.form
        line, counting = form.line("leads"), form.editors["counting"]
        if line.isModified() or not isinstance(counting, QComboBox):
            return
        present = self._present(Point(form.typed()["point"]))
        line.setText(present["leads"])
        counting.setCurrentIndex(max(0, counting.findData(present["counting"])))

    @Slot()
    def _change(self) -> None:
        point = Point(subject_of(self.sender()))
        self._begin(point, point.value)

    @Slot()
    def _remove(self) -> None:
        if self.dossier is None:
            return
        rule = self._held(Point(subject_of(self.sender())))
        if rule is not None:
            self.attempt(lambda register: register.reset_reminder_rule(rule))

    def _held(self, point: Point) -> ReminderRule | None:
        rules = self._found.rules if self._found is not None else ()
        return next((each for each in rules if each.point is point), None)

    def _first_point(self) -> Point:
        entries = self._found.entries if self._found is not None else ()
        ahead = [each.occurrence.point for each in entries if each.occurrence.point in self._points]
        return ahead[0] if ahead else self._points[0]

    @property
    def _points(self) -> tuple[Point, ...]:
        family = self.dossier.row.kind.family if self.dossier is not None else Family.UNDERTAKING
        return tuple(each for each in FAMILY_POINTS[family] if each not in WHOLE_REGISTER)

    def _questions(self) -> Sequence[Question]:
        return rule_questions(self._countings, self._named_points)

    def _named_points(self) -> Sequence[Choice]:
        return [Choice(value=each.value, words=point_name(each)) for each in self._points]

    def _countings(self) -> Sequence[Choice]:
        return countings(self._found.names if self._found is not None else ())

    def _rule(self, identity: CommitmentId, answers: Answers) -> ReminderRule:
        point = Point(answers["point"])
        own = rule_id(point, commitment=identity)
        return typed_rule(
            ReminderRule(id=own, commitment=identity, point=point, leads=NONE), answers
        )

    def _typed(self, answers: Answers) -> ReminderRule:
        identity = self.dossier.commitment.id if self.dossier is not None else CommitmentId("")
        return self._rule(identity, answers)

    def _keep(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        rule = self._rule(identity, answers)
        return lambda register: register.set_reminder_rule(rule)


def _chosen(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return what is listed: all that asks for something or will, then the latest of the rest."""
    open_ones = [each for each in entries if each.standing is not Standing.ACKNOWLEDGED]
    done = [each for each in entries if each.standing is Standing.ACKNOWLEDGED]
    room = max(0, _MOST - len(open_ones))
    kept = [*open_ones[:_MOST], *(done[-room:] if room else ())]
    return tuple(sorted(kept, key=lambda each: (each.occurrence.on, each.occurrence.id)))


_ICONS = {
    Standing.PENDING: "calendar",
    Standing.DUE: "bell",
    Standing.SNOOZED: "moon",
    Standing.ACKNOWLEDGED: "check",
}
