"""Words for how much is done, and whose turn it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.commitment import Completion, sides_of
from app.domain.particulars import Relation
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.views.choice_field import Choice

_NOOP = QT_TRANSLATE_NOOP
NOBODY = "nobody"
"""In a choice, that it is nobody's turn; in the register the side is empty then."""

_COMPLETIONS = {
    Completion.NO_EVIDENCE: _NOOP("Progress", "no evidence"),
    Completion.NOT_STARTED: _NOOP("Progress", "not started"),
    Completion.LIMITED: _NOOP("Progress", "limited"),
    Completion.SUBSTANTIAL: _NOOP("Progress", "substantial"),
    Completion.COMPLETE: _NOOP("Progress", "complete"),
}


def completion_word(completion: Completion) -> str:
    """Return the word for a step of completion."""
    return QCoreApplication.translate("Progress", _COMPLETIONS[completion])


def completions() -> tuple[Choice, ...]:
    """Return the steps of completion for choice."""
    return tuple(Choice(value=each.value, words=completion_word(each)) for each in Completion)


def side_word(side: str) -> str:
    """Return whose turn it is: a country's code, a third party, nobody."""
    if side == "third":
        return QCoreApplication.translate("Progress", "a third party")
    return side or QCoreApplication.translate("Progress", "nobody")


def sides(code: str, relations: list[Relation]) -> tuple[Choice, ...]:
    """Return whose turn it can be: the two countries by name, a third party, `NOBODY` last."""
    known = next((each for each in relations if each.code == code), None)
    names = ("", "") if known is None else (known.first_name, known.second_name)
    chosen = [
        Choice(value=each, words=f"{name} ({each})" if name and name != each else each)
        for each, name in zip(sides_of(code), names, strict=True)
        if each
    ]
    third = Choice(value="third", words=side_word("third"))
    return (*chosen, third, Choice(value=NOBODY, words=side_word("")))
