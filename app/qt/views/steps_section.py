"""What happened to an instrument, party by party, and what is awaited of whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.commitment import sides_of
from app.domain.dossier import Dossier
from app.domain.errors import BusyError
from app.domain.identity import CommitmentId
from app.domain.instrument_events import (
    BY_PARTY,
    EventKind,
    InstrumentEvent,
    Outstanding,
    answer_to,
    by_step,
    in_order,
    outstanding,
)
from app.domain.kinds import Family
from app.domain.term_words import answer_words, length_words, outstanding_words
from app.qt.desk import Desk, Write
from app.qt.look import term_words, words
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.optional_section import OptionalSection
from app.qt.views.progress_words import sides
from app.qt.views.questions import Answers, Question
from app.qt.views.sections import IconButton, Prose, Stack, pair, quiet_prose, wrapped
from app.qt.views.term_questions import act_questions
from app.services.renewals import country_names


class StepsSection(OptionalSection):
    """Each step with each party's day, what is outstanding on which side, and every event."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Steps and events"), "section-steps")
        self.offer = self.tr("Step or event")
        self.add = self.act(self.tr("Add"), "plus", "event-add")
        self.add.clicked.connect(self.begin)
        asking = Asking(
            self,
            Plan(
                name="event",
                verb=self.tr("Record it"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
                at={"event": "kind"},
            ),
        )
        self.ask_with(asking)
        self._names: dict[str, str] = {}
        self._awaited = Stack("steps-awaited")
        self._steps = Stack("steps")
        self._events = Stack("events")
        for widget in (self.asking, self._awaited, self._steps, self._events):
            self.body.addWidget(widget)
        self.hide()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show what happened to this instrument; of anything else nothing."""
        super().show_dossier(dossier)
        events = in_order(dossier.instrument_events)
        parties = sides_of(dossier.commitment.relation)
        self._names = country_names(self.desk.register.reader)
        self.count(len(events))
        awaited = outstanding(dossier.term, events, parties)
        self._awaited.show_items(awaited, self._await, tuple(self._names.items()))
        self._steps.show_items(
            [(step, self._step_text(step, events, parties)) for step in _shown(events)],
            self._step,
        )
        told = [(each, answer_to(each, events)) for each in events[::-1]]
        self._events.show_items(told, self._event, self.editable)
        self.hold(vacant=not events)

    @property
    def editable(self) -> bool:
        """Whether it is an instrument that can be changed."""
        dossier = self.dossier
        instrument = dossier is not None and dossier.row.kind.family is Family.INSTRUMENT
        return instrument and super().editable

    @Slot()
    def begin(self) -> None:
        """Open the form for a new event."""
        self.asking.begin(given={"happened_on": self.desk.today.isoformat()})

    # What is shown

    def _await(self, awaited: Outstanding) -> QWidget:
        label = wrapped(
            InkLabel(self.look, outstanding_words(awaited, self._names, words.translated))
        )
        icon = IconLabel(self.look, "circle-alert", size=14)
        return Entry(label, lead=icon)

    def _step_text(
        self, step: EventKind, events: Sequence[InstrumentEvent], parties: Sequence[str]
    ) -> str:
        """Say when each party took a step, or that nothing of it is recorded."""
        said = []
        for party, event in by_step(events, step, parties).items():
            day = words.date_text(event.happened_on) if event is not None else ""
            taken = day or (self.tr("day not stated") if event else self.tr("not recorded"))
            said.append(self.tr("{party} {day}").format(party=party, day=taken))
        return joined(said)

    def _step(self, item: tuple[EventKind, str]) -> QWidget:
        step, text = item
        label = Prose(self.look, text)
        label.setObjectName(f"step-{step.value.replace(' ', '-')}")
        label.setContentsMargins(3, 3, 3, 0)
        return pair(self.look, term_words.event_word(step), label)

    def _event(self, item: tuple[InstrumentEvent, InstrumentEvent | None]) -> QWidget:
        """An event: its day, what it was, whose; below what else is known of it.

        Of comments that were awaited, that includes by what they are awaited no longer.
        """
        event, answer = item
        head = joined(
            (
                words.date_text(event.happened_on),
                term_words.event_word(event.kind),
                self._names.get(event.party, event.party),
            )
        )
        until = words.date_text(event.until)
        long = length_words(event.period, words.translated)
        detail = joined(
            (
                answer_words(answer, words.translated),
                event.place,
                self.tr("until {day}").format(day=until) if until else "",
                self.tr("for {length}").format(length=long) if long else "",
                event.remark,
            )
        )
        texts: list[QWidget] = [Prose(self.look, head)]
        if detail:
            texts.append(quiet_prose(self.look, detail))
        acts = []
        if self.editable:
            said = self.tr("Withdraw this event: {event}").format(event=head)
            button = IconButton(self.look, "x", f"event-withdraw-{event.id}", said)
            button.setProperty("subject", event.id)
            button.clicked.connect(self._withdraw)
            acts.append(button)
        return Entry(*texts, acts=acts)

    # What is asked and written

    def _questions(self) -> Sequence[Question]:
        return act_questions("event", self._sides)

    def _sides(self) -> Sequence[Choice]:
        relation = self.dossier.commitment.relation if self.dossier is not None else ""
        try:
            relations = self.desk.register.reader.relations()
        except BusyError:  # then they go by their codes
            relations = []
        codes = sides_of(relation)
        both = Choice(value="", words=self.tr("both, or not stated"))
        return (both, *(each for each in sides(relation, relations) if each.value in codes))

    def _write(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        details = dict(answers)
        kind = details.pop("kind")
        return lambda register: register.record_event(identity, kind, **details)

    @Slot()
    def _withdraw(self) -> None:
        event = subject_of(self.sender())
        if self.dossier is not None:
            identity = self.dossier.commitment.id
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
            self.attempt(lambda register: register.withdraw_event(identity, event))


def _shown(events: Sequence[InstrumentEvent]) -> list[EventKind]:
    """The steps of every party of which something is recorded."""
    kinds = {each.kind for each in events}
    return [step for step in BY_PARTY if step in kinds]
