"""What is asked about an instrument: its clauses, and each act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from app.domain.identity import CommitmentId
from app.domain.instrument_events import EventKind
from app.domain.term_words import length_words
from app.domain.terms import EndConvention, NoticeEvent, Renewal, StartRule, Term
from app.qt.look import term_words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.views.choice_field import Choice
from app.qt.views.questions import Ask, Question

_NOOP = QT_TRANSLATE_NOOP
_LENGTH = _NOOP("TermQuestions", "5 years · 6 months · 30 days")
_DAY = _NOOP("TermQuestions", "a day, month or year")

Offers = Callable[[], Sequence[Choice]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A question as it stands in a table: its words are translated when it is asked."""

    name: str
    label: str
    hint: str = ""
    more: bool = False
    ask: Ask = Ask.LINE
    seeks: bool = False


_CLAUSES = (
    _Asked(name="starts", ask=Ask.DATE, label=_NOOP("TermQuestions", "First day"),
           hint=_NOOP("TermQuestions", "2020-08-01 · 1 Aug 2020")),
    _Asked(name="initial", label=_NOOP("TermQuestions", "First term"),
           hint=_NOOP("TermQuestions", "10 years · 36 months · indefinite")),
    _Asked(name="renewal", label=_NOOP("TermQuestions", "Then"), ask=Ask.CHOICE),
    _Asked(name="renewal_period", label=_NOOP("TermQuestions", "Each renewal"), hint=_LENGTH),
    _Asked(name="notice", label=_NOOP("TermQuestions", "Notice before"),
           hint=_NOOP("TermQuestions", "1 year · 3 months · none")),
    _Asked(name="buffer", label=_NOOP("TermQuestions", "Letter needs"),
           hint=_NOOP("TermQuestions", "joint working days")),
    _Asked(name="notice_event", label=_NOOP("TermQuestions", "Notice counts"), ask=Ask.CHOICE,
           more=True),
    _Asked(name="minimum", label=_NOOP("TermQuestions", "No notice for"), hint=_LENGTH, more=True),
    _Asked(name="end_convention", label=_NOOP("TermQuestions", "A term ends"), ask=Ask.CHOICE,
           more=True),
    _Asked(name="ends", ask=Ask.DATE, label=_NOOP("TermQuestions", "First term ends"),
           hint=_NOOP("TermQuestions", "where the text names the day"), more=True),
    _Asked(name="start_rule", label=_NOOP("TermQuestions", "Else it begins"), ask=Ask.CHOICE,
           more=True),
    _Asked(name="words", label=_NOOP("TermQuestions", "The clause in your words"), ask=Ask.TEXT,
           more=True),
)  # fmt: skip

_PARTY = _Asked(name="party", label=_NOOP("TermQuestions", "Side"), ask=Ask.CHOICE)
_REMARK = _Asked(name="remark", label=_NOOP("TermQuestions", "Remark"))
_LONG = (
    _Asked(name="period", label=_NOOP("TermQuestions", "For how long"), hint=_LENGTH),
    _Asked(name="until", ask=Ask.DATE, label=_NOOP("TermQuestions", "Or until"),
           hint=_NOOP("TermQuestions", "the last day in force")),
)  # fmt: skip

_ACTS: Mapping[str, tuple[_Asked, ...]] = {
    "notice": (
        _Asked(name="party", label=_NOOP("TermQuestions", "Given by"), ask=Ask.CHOICE),
        _Asked(name="given_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "Given on"), hint=_DAY),
        _Asked(name="received_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "Received on"),
               hint=_NOOP("TermQuestions", "where it is known")),
        _REMARK,
    ),
    "extension": (
        *_LONG,
        _Asked(name="happened_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "Agreed on"),
               hint=_DAY),
        _REMARK,
    ),
    "roll": (
        _Asked(name="happened_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "Decided on"),
               hint=_DAY),
        _REMARK,
    ),
    "revival": (
        _Asked(name="happened_on", ask=Ask.DATE,
               label=_NOOP("TermQuestions", "In force again from")),
        *_LONG,
        _REMARK,
    ),
    "succession": (
        _Asked(name="by", label=_NOOP("TermQuestions", "By which text"), seeks=True,
               hint=_NOOP("TermQuestions", "reference or title")),
        _Asked(name="happened_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "On"), hint=_DAY),
        _Asked(name="why", label=_NOOP("TermQuestions", "Reason")),
    ),
    "event": (
        _Asked(name="kind", label=_NOOP("TermQuestions", "What happened"), ask=Ask.CHOICE),
        _PARTY,
        _Asked(name="happened_on", ask=Ask.DATE, label=_NOOP("TermQuestions", "On"), hint=_DAY),
        _Asked(name="place", label=_NOOP("TermQuestions", "Where")),
        _REMARK,
        *(replace(each, more=True) for each in _LONG),
    ),
}  # fmt: skip


def clause_questions() -> Sequence[Question]:
    """Return one question for each clause; the rarer ones stand behind the fold."""
    choices = {
        "renewal": [(each.value, term_words.renewal_word(each)) for each in Renewal],
        "notice_event": [(each.value, term_words.notice_word(each)) for each in NoticeEvent],
        "end_convention": [
            (each.value, term_words.convention_word(each)) for each in EndConvention
        ],
        "start_rule": [(each.value, term_words.start_word(each)) for each in StartRule],
    }
    return [_question(each, choices.get(each.name, ())) for each in _CLAUSES]


def act_questions(act: str, sides: Offers) -> Sequence[Question]:
    """Return what is asked for an act, by its name; `sides` are those of the relation."""
    kinds = [(each.value, term_words.event_word(each)) for each in EventKind]
    return [_question(each, kinds if each.name == "kind" else (), sides) for each in _ACTS[act]]


def answers_of(term: Term | None) -> dict[str, str]:
    """Return what the form of the clauses begins with."""
    held = term or Term(id="", commitment=CommitmentId(""))
    return {
        **{each.name: _typed(str(getattr(held, each.name))) for each in _CLAUSES},
        "buffer": "" if held.buffer is None else str(held.buffer),
    }


def _typed(value: str) -> str:
    """Return a length of time as it can be typed again, whatever the interface's language."""
    return length_words(value) or value


def _question(
    asked: _Asked, choices: Sequence[tuple[str, str]], sides: Offers | None = None
) -> Question:
    return Question(
        name=asked.name,
        label=QCoreApplication.translate("TermQuestions", asked.label),
        ask=asked.ask,
        placeholder=QCoreApplication.translate("TermQuestions", asked.hint) if asked.hint else "",
        choices=tuple(Choice(value=value, words=words) for value, words in choices),
        more=asked.more,
        seeks=asked.seeks,
        offers=sides if asked.name == "party" else None,
    )
