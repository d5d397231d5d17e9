"""Where it stands beside its status: whose turn it is, since when, and how much is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot

from app.domain.commitment import Commitment, Completion, sides_of
from app.domain.dossier import Dossier
from app.domain.errors import BusyError, InvalidValueError
from app.domain.identity import CommitmentId
from app.qt.desk import Desk, Write
from app.qt.look import words
from app.qt.look.look import Look
from app.qt.look.tokens import GRID
from app.qt.views.asking import Asking, Plan
from app.qt.views.choice_field import Choice
from app.qt.views.entries import joined
from app.qt.views.progress_words import NOBODY, completion_word, completions, side_word, sides
from app.qt.views.questions import Answers, Ask, Question
from app.qt.views.sections import Prose, Section, pair


class BallSection(Section):
    """The ball and the completion, each with the form that changes it, dated by the officer."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("Progress"), "section-ball")
        self.hand_over = self.act(self.tr("Hand over"), "arrow-right-left", "ball-pass")
        self.hand_over.clicked.connect(self.begin)
        self.rate = self.act(self.tr("Completion"), "pencil", "completion-set")
        self.rate.clicked.connect(self.begin_completion)
        self.bar.setSpacing(GRID)
        self.ball = Prose(look)
        self.ball.setObjectName("ball")
        self.completion = Prose(look)
        self.completion.setObjectName("completion")
        for said in (self.ball, self.completion):
            said.setContentsMargins(3, 3, 3, 0)  # as a field's text stands
        self.passing = Asking(
            self,
            Plan(
                name="ball",
                verb=self.tr("Hand over"),
                questions=self._ball_questions,
                write=self._pass,
                back=self.hand_over.setFocus,
                at={"ball_with": "side", "ball_since": "since"},
            ),
        )
        self.rating = Asking(
            self,
            Plan(
                name="completion",
                verb=self.tr("Keep the completion"),
                questions=self._completion_questions,
                write=self._rate,
                back=self.rate.setFocus,
            ),
        )
        self.body.addWidget(pair(look, self.tr("Ball with"), self.ball))
        self.body.addWidget(self.passing)
        self.body.addWidget(pair(look, self.tr("Completion"), self.completion))
        self.body.addWidget(self.rating)

    def show_dossier(self, dossier: Dossier) -> None:
        """Say whose turn it is in this commitment, and how much of it is done."""
        super().show_dossier(dossier)
        commitment = dossier.commitment
        self.ball.setText(self._ball_words(commitment))
        self.ball.set_ink("text" if commitment.ball_with else "text2")
        self.completion.setText(self._completion_words(dossier))
        rated = commitment.completion is not Completion.NO_EVIDENCE
        self.completion.set_ink("text" if rated else "text2")

    @Slot()
    def begin(self) -> None:
        """Ask to whom the ball goes, since when, by which letter."""
        if self.dossier is not None:
            commitment = self.dossier.commitment
            given = {"side": _next(commitment), "since": self.desk.today.isoformat()}
            self.passing.begin(given=given)

    @Slot()
    def begin_completion(self) -> None:
        """Ask how much is done, since when, and what shows it."""
        if self.dossier is not None:
            now = self.dossier.commitment.completion.value
            day = self.desk.today.isoformat()
            self.rating.begin(given={"completion": now, "happened_on": day})

    def _ball_questions(self) -> Sequence[Question]:
        return (
            Question(
                name="side",
                label=self.tr("Ball with"),
                ask=Ask.CHOICE,
                offers=self._sides,
            ),
            Question(name="since", label=self.tr("Since"), ask=Ask.DATE),
            Question(name="letter", label=self.tr("By letter"), placeholder=self.tr("its number")),
        )

    def _sides(self) -> Sequence[Choice]:
        """Nothing first where nobody has it: then no side is proposed before another."""
        relation = self.dossier.commitment.relation if self.dossier is not None else ""
        try:
            relations = self.desk.register.reader.relations()
        except BusyError:  # then they go by their codes
            relations = []
        named = sides(relation, relations)
        proposed = self.dossier is not None and _next(self.dossier.commitment)
        return named if proposed else (Choice(value="", words=""), *named)

    def _completion_questions(self) -> Sequence[Question]:
        return (
            Question(
                name="completion",
                label=self.tr("Completion"),
                ask=Ask.CHOICE,
                choices=completions(),
            ),
            Question(name="happened_on", label=self.tr("As of"), ask=Ask.DATE),
            Question(name="why", label=self.tr("What shows it"), placeholder=self.tr("optional")),
        )

    def _pass(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        if not answers["side"]:
            raise InvalidValueError("side", self.tr("Say whose turn it is."))
        side = "" if answers["side"] == NOBODY else answers["side"]
        return lambda register: register.pass_ball(
            identity, side, since=answers["since"], letter=answers["letter"]
        )

    def _rate(self, identity: CommitmentId, _subject: str, answers: Answers) -> Write:
        return lambda register: register.set_completion(
            identity,
            answers["completion"],
            happened_on=answers["happened_on"],
            why=answers["why"],
        )

    def _ball_words(self, commitment: Commitment) -> str:
        if not (commitment.ball_with or commitment.ball_since):
            return self.tr("not stated")
        side = side_word(commitment.ball_with)
        since, letter = words.date_text(commitment.ball_since), commitment.ball_letter
        said = self.tr("{side} since {day}").format(side=side, day=since) if since else side
        return joined(
            (said, self.tr("letter {number}").format(number=letter) if letter else ""), ", "
        )

    def _completion_words(self, dossier: Dossier) -> str:
        said = completion_word(dossier.commitment.completion)
        moves = [each for each in dossier.moves if each.field == "completion"]
        if not moves:
            return said
        day = words.date_text(moves[-1].happened_on)
        when = self.tr("{completion}, as of {day}").format(completion=said, day=day)
        return joined((when, moves[-1].why))


def _next(commitment: Commitment) -> str:
    """Return to whom it goes from the country that has it; empty where none of the two has."""
    first, second = sides_of(commitment.relation)
    return {first: second, second: first}.get(commitment.ball_with, "")
