"""What a form in place asks: one question each, and how the answers are handed on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from app.qt.views.choice_field import Choice

Answers = Mapping[str, str]
"""What is typed or chosen, by the question's name; a tick is “yes” or nothing."""

YES = "yes"


class Ask(StrEnum):
    """With what a question is answered."""

    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    TICK = "tick"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. With `more` it stands behind the fold; `only_if` names a tick it hangs on.

    `proposals` are offered while typing; with `seeks` commitments are, as they are found.
    `offers` are the choices of the moment, in place of `choices`.
    """

    name: str
    label: str
    ask: Ask = Ask.LINE
    placeholder: str = ""
    choices: tuple[Choice, ...] = ()
    more: bool = False
    only_if: str = ""
    seeks: bool = False
    proposals: Callable[[], Sequence[str]] | None = field(default=None, compare=False)
    offers: Callable[[], Sequence[Choice]] | None = field(default=None, compare=False)
