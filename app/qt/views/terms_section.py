"""An instrument's term: its clauses as entered, its periods, by when notice must leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.commitment import sides_of
from app.domain.course import Course, State
from app.domain.date_words import day_words
from app.domain.dossier import Dossier
from app.domain.errors import BusyError
from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind
from app.domain.kinds import Family
from app.domain.lifecycle import Status
from app.domain.periods import Period
from app.domain.renewal_words import explanation
from app.domain.term_words import BASIS_WORDS, clause_words, length_words, period_words
from app.domain.terms import TERMED, Renewal
from app.qt.desk import Desk, Write
from app.qt.look import term_words, words
from app.qt.look.buttons import plain_button
from app.qt.look.flow import Flow
from app.qt.look.look import Look
from app.qt.look.pills import Pill
from app.qt.look.tokens import GRID
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import Entry, subject_of
from app.qt.views.lookups import commitment_meant
from app.qt.views.progress_words import sides
from app.qt.views.questions import Answers, Question
from app.qt.views.sections import Prose, Section, Stack, pair, quiet_prose
from app.qt.views.term_questions import act_questions, answers_of, clause_questions
from app.services.renewals import country_names, course_of

_MOST_PERIODS = 6
"""So many of the latest periods are listed."""
_OVER = (State.EXPIRED, State.TERMINATED)


class TermsSection(Section):
    """What an instrument's text says of its time, what follows from it today, and the acts."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Term and renewal"), "section-terms")
        self.course: Course | None = None
        self.edit = self.act(self.tr("Clauses"), "pencil", "term-edit")
        self.edit.clicked.connect(self.begin)
        self.pill = Pill(look)
        self.pill.setObjectName("term-state")
        self.clauses = Prose(look)
        self.clauses.setObjectName("term-clauses")
        self.said = quiet_prose(look)
        self.said.setObjectName("term-words")
        self._figures = {
            name: Prose(look) for name in ("term-period", "term-notice-by", "term-dispatch-by")
        }
        for name, label in self._figures.items():
            label.setObjectName(name)
            label.setContentsMargins(3, 3, 3, 0)
        self.reason = quiet_prose(look)
        self.reason.setObjectName("term-reason")
        self._chain = Stack("term-chain")
        self.forms: dict[str, Asking] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.asking = Asking(
            self,
            Plan(
                name="term",
                verb=self.tr("Keep the clauses"),
                questions=clause_questions,
                write=self._keep,
                back=self.edit.setFocus,
            ),
        )
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = Flow()
        row.setSpacing(GRID)
        acts: Mapping[str, tuple[str, str, Callable[..., Write]]] = {
            "notice": (self.tr("Give notice"), self.tr("Record the notice"), self._notice),
            "renewal": (self.tr("Renew"), self.tr("Record the renewal"), self._extend),
            "extension": (self.tr("Extend"), self.tr("Record the extension"), self._extend),
            "roll": (self.tr("Let it roll on"), self.tr("Record the decision"), self._roll),
            "revival": (self.tr("Revive"), self.tr("Record the revival"), self._revive),
            "succession": (self.tr("Supersede"), self.tr("Record it"), self._supersede),
        }
        for name, (text, verb, write) in acts.items():
            button = plain_button(text, f"term-{name}")
            button.clicked.connect(self._begin_act)
            button.setProperty("subject", name)
            self.buttons[name] = button
            row.addWidget(button)
            self.forms[name] = Asking(self, self._plan(name, verb, write, button))
        period, notice, dispatch = self._figures.values()
        self._rows = [
            pair(self.look, self.tr("Period"), period),
            pair(self.look, self.tr("Notice by"), notice),
            pair(self.look, self.tr("Letter leaves by"), dispatch),
        ]
        self._holder = QWidget()
        self._holder.setLayout(row)
        pill = Flow()
        pill.addWidget(self.pill)
        held = QWidget()
        held.setLayout(pill)
        for each in (held, self.clauses, self.said, *self._rows, self.reason, self._holder):
            self.body.addWidget(each)
        for form in (self.asking, *self.forms.values()):
            self.body.addWidget(form)
        self.body.addWidget(self._chain)

    def _plan(self, name: str, verb: str, write: Callable[..., Write], button: QPushButton) -> Plan:
        asked = "extension" if name == "renewal" else name

        def questions() -> Sequence[Question]:
            return act_questions(asked, self._sides)

        return Plan(
            name=f"term-{name}",
            verb=verb,
            questions=questions,
            write=write,
            back=button.setFocus,
            at={"event": "happened_on", "status": "why"},
        )

    # What is shown

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the term of an instrument; of anything else nothing."""
        super().show_dossier(dossier)
        kind = dossier.row.kind
        wanted = kind in TERMED or dossier.term is not None
        wanted = wanted and kind.family is Family.INSTRUMENT and not dossier.row.event
        self.setVisible(wanted)
        if not wanted:
            return
        reader = self.desk.register.reader
        course = course_of(reader, dossier, self.desk.today)
        self.course = course
        term = dossier.term
        self.pill.show_state(
            term_words.state_icon(course.state),
            term_words.state_word(course.state),
            term_words.state_tone(course),
        )
        self.clauses.setText(clause_words(term, words.translated) if term else "")
        self.clauses.setVisible(term is not None)
        self.said.setText(term.words if term else "")
        self.said.setVisible(bool(term and term.words))
        self.reason.setText(explanation(course, country_names(reader), words.translated))
        self._show_figures(course)
        self._show_chain(course)
        self._offer_acts(course)

    def _show_figures(self, course: Course) -> None:
        """The current period, the last day for notice, and the day the letter leaves."""
        period = course.period
        dispatch = course.dispatch.by if course.dispatch is not None else None
        texts = (
            "" if period is None else self._period_text(period),
            "" if course.notice_by is None else day_words(course.notice_by, words.translated),
            "" if dispatch is None else day_words(dispatch, words.translated),
        )
        for row, label, text in zip(self._rows, self._figures.values(), texts, strict=True):
            label.setText(text)
            row.setVisible(bool(text) and not course.over)
        late = course.dispatch is not None and course.dispatch.late > 0
        self._figures["term-dispatch-by"].set_ink("late" if late else "text")

    def _period_text(self, period: Period) -> str:
        days = period_words(period, words.translated)
        basis = words.translated(BASIS_WORDS[period.basis])
        return f"{period.n}: {days}, {basis}"

    def _show_chain(self, course: Course) -> None:
        """The periods, the latest first, where there is more than one."""
        periods = course.chain.periods if course.chain is not None else ()
        shown = periods[-_MOST_PERIODS:][::-1] if len(periods) > 1 else ()
        self._chain.show_items(
            [(each, each == course.period) for each in shown], self._link, len(periods)
        )

    def _link(self, item: tuple[Period, bool]) -> QWidget:
        period, current = item
        text = self._period_text(period)
        said = self.tr("{period} (now)").format(period=text) if current else text
        return Entry(Prose(self.look, said, ink="text" if current else "text2"))

    def _offer_acts(self, course: Course) -> None:
        """Offer what fits where it stands."""
        over, term = course.state in _OVER, course.term
        running = term is not None and not course.over and bool(course.begins or course.period)
        renewal = term.renewal if term is not None else Renewal.UNKNOWN
        endless = term is not None and term.indefinite
        tacit = renewal is Renewal.TACIT
        fits = {
            "notice": running and course.state is not State.NOTICE_GIVEN and (tacit or endless),
            "renewal": running and renewal in (Renewal.EXPRESS, Renewal.UNKNOWN) and not endless,
            "extension": running and not endless and renewal is not Renewal.EXPRESS,
            "roll": running and tacit and not course.decided and course.notice_by is not None,
            "revival": over and term is not None,
            "succession": not course.over and course.status is not Status.DRAFT,
        }
        for name, button in self.buttons.items():
            button.setVisible(self.editable and fits[name])
        self._holder.setVisible(self.editable and any(fits.values()))

    # What is asked

    @Slot()
    def begin(self) -> None:
        """Open the form of the clauses with what was entered."""
        if self.dossier is not None:
            self.asking.begin(given=answers_of(self.dossier.term))

    @Slot()
    def _begin_act(self) -> None:
        name = subject_of(self.sender())
        if name in self.forms:
            self.begin_act(name)

    def begin_act(self, name: str) -> None:
        """Open the form of an act, given by its name."""
        term = self.course.term if self.course is not None else None
        day = "given_on" if name == "notice" else "happened_on"
        given = {day: self.desk.today.isoformat()}
        if name in ("renewal", "revival") and term is not None:
            given["period"] = length_words(term.renewal_period)
        for other, form in self.forms.items():
            if other != name:
                form.put_away()
        self.forms[name].begin(given=given)

    def _sides(self) -> Sequence[Choice]:
        relation = self.dossier.commitment.relation if self.dossier is not None else ""
        try:
            relations = self.desk.register.reader.relations()
        except BusyError:  # then they go by their codes
            relations = []
        codes = sides_of(relation)
        both = Choice(value="", words=self.tr("both, or not stated"))
        return (both, *(each for each in sides(relation, relations) if each.value in codes))

    # What is written

    def _keep(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return lambda register: register.set_term(identity, **answers)

    def _notice(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return lambda register: register.give_notice(identity, **answers)

    def _extend(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return self._event(identity, EventKind.EXTENDED, answers)

    def _roll(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return self._event(identity, EventKind.LET_ROLL, answers)

    def _revive(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return self._event(identity, EventKind.REVIVED, answers)

    def _event(self, identity: CommitmentId, kind: EventKind, answers: Answers) -> Write:
        return lambda register: register.record_event(identity, kind.value, **answers)

    def _supersede(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        reader = self.desk.register.reader
        by = commitment_meant(reader, "by", answers["by"]) if answers["by"] else None
        why, day = answers["why"], answers["happened_on"]
        return lambda register: register.supersede(identity, by, why=why, happened_on=day)
