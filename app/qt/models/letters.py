"""Reminder letters as lines of a table, and what the officer reads of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.inputs import InputsAsked
from app.domain.letter_chains import LetterLine, RoundLine, Standing
from app.domain.letter_drafts import Debtor, Reason
from app.domain.letters import LetterForm, LetterRound, roman
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models.directory import EntryColumn

_NOOP = QT_TRANSLATE_NOOP

_REASONS = {
    Reason.BALL: _NOOP("Letters", "its turn"),
    Reason.SILENT: _NOOP("Letters", "no news"),
    Reason.UNANSWERED: _NOOP("Letters", "a letter is not answered"),
}
_IN_ORDER = (
    Standing.AWAITED,
    Standing.REPLIED,
    Standing.REMINDED,
    Standing.SETTLED,
    Standing.WITHDRAWN,
)
"""How letters are sorted by their answers: what is awaited comes first."""
_FORMS = {
    LetterForm.DOCX: _NOOP("Letters", "Letter in Word"),
    LetterForm.EML: _NOOP("Letters", "Draft of a mail"),
    LetterForm.XLSX: _NOOP("Letters", "Workbook to be filled in"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Letters", text)


def form_word(form: LetterForm) -> str:
    """Return what a letter is drafted as."""
    return _tr(_FORMS[form])


def replied_words(line: RoundLine) -> str:
    """Return how many have replied: “replied 11 of 18”."""
    return _tr("replied {replied} of {asked}").format(replied=line.replied, asked=line.asked)


def number_words(held: LetterRound) -> str:
    """Return which reminder of a chain a round is: “Reminder II”."""
    return _tr("Reminder {number}").format(number=roman(held.number))


def subtitle(held: LetterRound) -> str:
    """Return the line under a reference number: which reminder it is, and its subject."""
    return " · ".join(each for each in (number_words(held), held.title) if each)


def deadline_words(line: RoundLine, today: date) -> str:
    """Return how far off the deadline is, empty where nobody's answer is awaited."""
    if not line.awaited:
        return ""
    left = (line.days[1] - today).days
    if left < 0:
        return _tr("1 day past") if left == -1 else _tr("{days} days past").format(days=-left)
    if left == 0:
        return _tr("today is the last day")
    return _tr("1 day left") if left == 1 else _tr("{days} days left").format(days=left)


def is_past(line: RoundLine, today: date) -> bool:
    """Whether the deadline has passed and somebody's answer is awaited still."""
    return bool(line.awaited) and line.days[1] < today


def standing_words(line: LetterLine, dated_on: str, today: date) -> str:
    """Return how the asking stands: replied when, waiting since when, withdrawn when."""
    match line.standing:
        case Standing.REPLIED if line.answer is not None:
            return _tr("replied {day}").format(day=words.date_text(line.answer.replied_on))
        case Standing.WITHDRAWN:
            return _tr("withdrawn {day}").format(day=words.date_text(line.letter.withdrawn_on))
        case Standing.REMINDED:
            return _tr("reminded since")
        case Standing.SETTLED:
            return _tr("nothing open any more")
    days = (today - date.fromisoformat(dated_on)).days
    if days < 0:
        return _tr("not sent yet")
    if days == 1:
        return _tr("waiting for 1 day")
    return _tr("waiting for {days} days").format(days=days) if days else _tr("sent today")


def letter_subtitle(line: LetterLine) -> tuple[str, ...]:
    """Return the pieces under a standing: the number of the reply, or why it was withdrawn."""
    if line.letter.withdrawn_on:
        return (line.letter.remark,) if line.letter.remark else ()
    number = line.answer.reply_letter if line.answer is not None else ""
    return (number,) if number else ()


def points_words(line: LetterLine) -> str:
    """Return how many points the letter has, and how many of them are open still."""
    count = len(line.points)
    asked = _tr("1 point") if count == 1 else _tr("{count} points").format(count=count)
    return asked + _tr(", {open} open").format(open=line.pending)


def debtor_words(debtor: Debtor, today: date) -> str:
    """Return an organisation as it is ticked: its name, its points, why it owes an answer."""
    count = len(debtor.points)
    pieces = [
        debtor.organisation.name,
        _tr("1 point") if count == 1 else _tr("{count} points").format(count=count),
        *(_reason(reason, debtor, today) for reason in Reason if reason in debtor.reasons),
    ]
    return " · ".join(pieces)


def inputs_words(asked: InputsAsked) -> str:
    """Return an agency as it is ticked to be asked for inputs: its name, its open points."""
    count = len(asked.points)
    points = _tr("1 open point") if count == 1 else _tr("{count} open points").format(count=count)
    said = f"{asked.organisation.name} · {points}"
    if not asked.supports:
        return said
    return f"{said} · {_tr('supports {count}').format(count=len(asked.supports))}"


def asked_words(agencies: int, points: int) -> str:
    """Return how much would be asked of how many."""
    about = _tr("1 point") if points == 1 else _tr("{count} points").format(count=points)
    if agencies == 1:
        return _tr("1 workbook about {points}").format(points=about)
    return _tr("{count} workbooks about {points}").format(count=agencies, points=about)


def address_words() -> str:
    """Return what is said of an organisation that no mail can be addressed to."""
    return _tr("no address held")


def unaddressed_words(names: Sequence[str]) -> str:
    """Return whose drafts of a mail have no “To”, empty where all have one."""
    if not names:
        return ""
    return _tr("No address is held of {names}.").format(names=", ".join(names))


def _reason(reason: Reason, debtor: Debtor, today: date) -> str:
    if reason is Reason.SILENT and debtor.heard is not None and debtor.heard <= today:
        days = (today - debtor.heard).days
        return _tr("last news {days} days ago").format(days=days)
    if reason is Reason.UNANSWERED and debtor.awaited:
        return _tr("{reference} not answered").format(reference=debtor.awaited[0].reference)
    return _tr(_REASONS[reason])


# --- columns -------------------------------------------------------------------------------------


def _of_round(read: Callable[[RoundLine], str]) -> Callable[[Any, date], str]:
    return lambda line, _today: read(line)


def _sentence(line: RoundLine, today: date) -> str:
    parts = (
        line.round.reference,
        subtitle(line.round),
        replied_words(line),
        deadline_words(line, today),
    )
    return ". ".join(each for each in parts if each) + "."


def _nothing(_line: object, _today: date) -> str:
    return ""


ROUND_COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn(
        key="round",
        heading=_NOOP("Directory", "Letter"),
        name=_NOOP("Directory", "Reference number of the letter"),
        text=_of_round(lambda line: line.round.reference),
        speech=_sentence,
        tip=lambda line, _today: f"{line.round.reference}\n{subtitle(line.round)}",
        width=170,
        stretch=True,
    ),
    EntryColumn(
        key="dated",
        heading=_NOOP("Directory", "Dated"),
        name=_NOOP("Directory", "The day of the letter"),
        text=_of_round(lambda line: words.date_text(line.round.dated_on)),
        speech=_of_round(lambda line: words.date_text(line.round.dated_on)),
        tip=_nothing,
        width=96,
        spare=1,
        order=lambda line, _today: line.round.dated_on,
        greatest_first=True,
    ),
    EntryColumn(
        key="deadline",
        heading=_NOOP("Directory", "Deadline"),
        name=_NOOP("Directory", "By when an answer was asked for"),
        text=_of_round(lambda line: words.date_text(line.round.deadline)),
        speech=_of_round(lambda line: words.date_text(line.round.deadline)),
        tip=deadline_words,
        width=112,
        spare=2,
        order=lambda line, _today: line.round.deadline,
    ),
    EntryColumn(
        key="replied",
        heading=_NOOP("Directory", "Replies"),
        name=_NOOP("Directory", "How many of those asked have replied"),
        text=_of_round(replied_words),
        speech=_of_round(replied_words),
        tip=_nothing,
        width=124,
        order=lambda line, _today: line.awaited,
        greatest_first=True,
    ),
)
"""What the list of rounds says of each."""


def _letter_name(line: LetterLine, _today: date) -> str:
    return line.organisation.name


def letter_columns(dated_on: Callable[[], str]) -> tuple[EntryColumn, ...]:
    """Return what a sheet says of each letter; `dated_on` gives the day of the round shown."""

    def standing(line: LetterLine, today: date) -> str:
        return standing_words(line, dated_on(), today)

    def sentence(line: LetterLine, today: date) -> str:
        parts = (line.organisation.name, points_words(line), standing(line, today))
        return ". ".join((*parts, *letter_subtitle(line))) + "."

    return (
        EntryColumn(
            key="letter",
            heading=_NOOP("Directory", "Ministry or agency"),
            name=_NOOP("Directory", "Ministry or agency"),
            text=_letter_name,
            speech=sentence,
            tip=_letter_name,
            width=180,
            stretch=True,
        ),
        EntryColumn(
            key="standing",
            heading=_NOOP("Directory", "Answer"),
            name=_NOOP("Directory", "Whether it has replied"),
            text=standing,
            speech=standing,
            tip=standing,
            width=150,
            order=lambda line, _today: _IN_ORDER.index(line.standing),
        ),
    )
