"""Milestones: the steps on the way, when each is due, and whether it was done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.dossier import Dossier
from app.domain.edtf import EdtfError
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Phase
from app.domain.particulars import Milestone
from app.domain.reading import standing_words, timeliness_words
from app.domain.timeliness import Standing, slip_of, timeliness
from app.domain.timing import Timing, sense_of
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.panels import IconLabel
from app.qt.look.tokens import Scale, Tone
from app.qt.views.asking import Asking, Plan
from app.qt.views.entries import Entry, joined, subject_of
from app.qt.views.lookups import organisation_names
from app.qt.views.optional_section import OptionalSection
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import IconButton, Prose, Stack, quiet_prose

_INKS = {Tone.LATE: "late", Tone.SOON: "soon", Tone.OPEN: "open"}


class MilestonesSection(OptionalSection):
    """Steps in the order they are due, those done at the end; a step is ticked with its day."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Milestones"), "section-milestones")
        self.offer = self.tr("Milestone")
        self.add = self.act(self.tr("Add"), "plus", "milestone-add")
        self.add.clicked.connect(self.begin)
        asking = Asking(
            self,
            Plan(
                name="milestone",
                verb=self.tr("Keep the milestone"),
                questions=self._questions,
                write=self._write,
                back=self.add.setFocus,
                at={"milestone": "label"},
            ),
        )
        self.ask_with(asking)
        self.ticking = Asking(
            self,
            Plan(
                name="milestone-done",
                verb=self.tr("It was done"),
                questions=self._day,
                write=self._done,
                back=self.add.setFocus,
            ),
        )
        self._list = Stack("milestones")
        for widget in (self.asking, self.ticking, self._list):
            self.body.addWidget(widget)
        self.hide()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the steps of this commitment."""
        super().show_dossier(dossier)
        steps = sorted(dossier.milestones, key=lambda each: (each.done_on != "", _last(each)))
        self.count(len(steps))
        self._list.show_items(steps, self._step, (self.editable, self.desk.today))
        self.hold(vacant=not steps)

    def _questions(self) -> Sequence[Question]:
        when = self.tr("12 May 2026 · by end of 2026")
        return (
            Question(name="label", label=self.tr("Step")),
            Question(name="due", label=self.tr("Due"), ask=Ask.DATE, placeholder=when),
            Question(
                name="who",
                label=self.tr("By whom"),
                proposals=lambda: organisation_names(self.desk.register.reader),
            ),
            Question(
                name="done_on",
                label=self.tr("Done on"),
                ask=Ask.DATE,
                placeholder=self.tr("not yet"),
            ),
        )

    def _day(self) -> Sequence[Question]:
        return (Question(name="done_on", label=self.tr("Done on"), ask=Ask.DATE),)

    def _write(self, identity: CommitmentId, subject: str, answers: Answers) -> Write:
        if subject:
            return lambda register: register.amend_milestone(identity, subject, **answers)
        values = dict(answers)
        label = values.pop("label")
        return lambda register: register.add_milestone(identity, label, **values)

    def _done(self, identity: CommitmentId, subject: str, answers: Answers) -> Write:
        day = answers["done_on"] or self.desk.today.isoformat()
        return lambda register: register.amend_milestone(identity, subject, done_on=day)

    def _step(self, step: Milestone) -> QWidget:
        """A step: its tick, its name, when and by whom, and how late it is."""
        day = words.date_text(step.done_on or step.due)
        template = self.tr("done {day}") if step.done_on else self.tr("due {day}")
        pieces = (template.format(day=day) if day else self.tr("no date"), step.who)
        texts: list[QWidget] = [
            Prose(self.look, step.label, ink="text2" if step.done_on else "text"),
            quiet_prose(self.look, joined(pieces)),
        ]
        late = self._standing(step)
        if late is not None:
            texts.append(late)
        lead, acts = self._mark(step), []
        if self.editable:
            acts = [
                self._button("pencil", "edit", step, self.tr("Edit this milestone"), self._edit),
                self._button(
                    "x", "withdraw", step, self.tr("Withdraw this milestone"), self._withdraw
                ),
            ]
        return Entry(*texts, acts=acts, lead=lead)

    def _mark(self, step: Milestone) -> QWidget:
        """The tick: a circle that is empty or checked; where nothing can be changed, a mark."""
        done = bool(step.done_on)
        icon = "circle-check" if done else "circle"
        if not self.editable:
            mark = IconLabel(self.look, icon, ink="done" if done else "text2")
            mark.setAccessibleName(self.tr("done") if done else self.tr("not done"))
            return mark
        said = self.tr("Done; not done after all") if done else self.tr("Say when it was done")
        button = self._button(icon, "tick", step, said, self._tick)
        if done:
            self.look.dress(button, icon, "done")
        return button

    def _button(self, icon: str, act: str, step: Milestone, said: str, slot: object) -> IconButton:
        button = IconButton(self.look, icon, f"milestone-{act}-{step.id}", said)
        button.setAccessibleName(f"{said}: {step.label}")
        button.setProperty("subject", step.id)
        button.clicked.connect(slot)
        return button

    def _standing(self, step: Milestone) -> QWidget | None:
        """How it stands with its date, where that says something: late, soon, running."""
        standing = _standing(step)
        if standing is None or step.done_on:
            return None
        where = timeliness(standing, self.desk.today)
        ink = _INKS.get(words.timeliness_tone(where))
        if ink is None:
            return None
        said = standing_words(standing, self.desk.today, slip_of(standing), words.translated)
        label = InkLabel(
            self.look,
            said or timeliness_words(where, words.translated),
            ink=ink,
            scale=Scale.CAPTION,
        )
        label.setObjectName(f"milestone-standing-{step.id}")
        icon = IconLabel(self.look, words.timeliness_icon(where), ink=ink, size=14)
        return Entry(label, lead=icon)

    def _named(self) -> Milestone | None:
        """The step whose button was pressed."""
        wanted = subject_of(self.sender())
        steps = self.dossier.milestones if self.dossier is not None else ()
        return next((each for each in steps if each.id == wanted), None)

    @Slot()
    def _tick(self) -> None:
        step = self._named()
        if step is None or self.dossier is None:
            return
        if not step.done_on:
            self.ticking.begin(step.id, {"done_on": self.desk.today.isoformat()})
            return
        identity, wanted = self.dossier.commitment.id, step.id
        self.add.setFocus()  # the button is made anew
        self.attempt(lambda register: register.amend_milestone(identity, wanted, done_on=""))

    @Slot()
    def _edit(self) -> None:
        step = self._named()
        if step is not None:
            given = {"label": step.label, "due": step.due, "who": step.who}
            self.asking.begin(step.id, {**given, "done_on": step.done_on})

    @Slot()
    def _withdraw(self) -> None:
        step = self._named()
        if step is None or self.dossier is None:
            return
        identity, wanted = self.dossier.commitment.id, step.id
        self.add.setFocus()  # the button goes
        self.attempt(lambda register: register.withdraw_milestone(identity, wanted))


def _last(step: Milestone) -> str:
    """The last day a step is due, as a text to sort by; those without one come last."""
    standing = _standing(step)
    latest = standing.bounds.latest if standing is not None else None
    return latest.isoformat() if latest is not None else "~"


def _standing(step: Milestone) -> Standing | None:
    """What a step's timeliness depends on; None where it has no date that can be read."""
    try:
        if not step.due:
            return None
        sense = sense_of(step.due)
        bounds = Timing(edtf=step.due, sense=sense).bounds(None)
    except EdtfError:
        return None
    phase = Phase.DONE if step.done_on else Phase.OPEN
    return Standing(phase=phase, sense=sense, bounds=bounds)
