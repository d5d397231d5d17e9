"""A calendar file taken back into the register: compared first, then only what was accepted.

Nothing is written but what the officer accepts, all of it as one change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from app.domain.change import Change, ChangeKind
from app.domain.date_words import Translate, plain
from app.domain.errors import CancelledError, NothingToDoError, ServandaError
from app.services.acts import Acts
from app.services.calendar_comparison import MOVED, Comparison, Line, Outcome
from app.services.calendar_reading import Found
from app.services.register import Register

LABEL = "Import a calendar file"


def compared(
    register: Register,
    found: Sequence[Found],
    *,
    relation: str = "",
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Line, ...]:
    """Return what a file comes to, entry by entry; nothing is written.

    `relation` is the pair of countries that new ones would belong to; where it is empty and there
    is one pair alone, that one. Raises `CancelledError`.
    """
    comparison = Comparison(register, relation)
    lines: list[Line] = []
    for done, each in enumerate(found):
        if cancelled():
            raise CancelledError("The import was called off. Nothing was written.")
        lines += comparison.lines(each)
        progress(done + 1, len(found))
    return _tried(register, [replace(each, number=n) for n, each in enumerate(lines, 1)])


def taken(register: Register, lines: Iterable[Line], accepted: Collection[int]) -> Change:
    """Write the lines of these numbers, as one change with one undo.

    Raises `NothingToDoError` where none of them can be taken over, or what refused one of them;
    then nothing is written.
    """
    chosen = [each for each in lines if each.choosable and each.number in accepted]
    if not chosen:
        raise NothingToDoError("Nothing was taken over from the calendar file.")

    def act(acts: Acts) -> None:
        for each in chosen:
            _apply(acts, each)

    return register.together(LABEL, act, ChangeKind.IMPORT)


def outcome_words(
    lines: Sequence[Line], accepted: Collection[int] = (), tr: Translate = plain
) -> str:
    """Return what a file came to in one sentence."""
    open_ones = [each for each in lines if each.choosable and each.number not in accepted]
    counts = (
        (tr("{count} taken over"), len(accepted)),
        (
            tr("{count} changed in the calendar"),
            sum(each.outcome is not Outcome.NEW for each in open_ones),
        ),
        (tr("{count} new"), sum(each.outcome is Outcome.NEW for each in open_ones)),
        (tr("{count} left out"), sum(bool(each.refusal) for each in lines)),
        (tr("{count} as in the register"), sum(each.outcome is Outcome.SAME for each in lines)),
    )
    said = ", ".join(words.format(count=count) for words, count in counts if count)
    return f"{said}." if said else tr("The calendar file is empty.")


class _TriedError(Exception):
    """Ends a trial, so that nothing of it is kept."""


def _tried(register: Register, lines: list[Line]) -> tuple[Line, ...]:
    """Try what may be accepted, one after the other, and note what refuses; nothing is kept."""
    tried: list[Line] = []

    def act(acts: Acts) -> None:
        for each in lines:
            refusal = ""
            if each.choosable:
                try:
                    _apply(acts, each)
                except ServandaError as error:
                    refusal = str(error)
            tried.append(replace(each, refusal=refusal or each.refusal))
        raise _TriedError

    if register.read_only or not any(each.choosable for each in lines):
        return tuple(lines)
    with suppress(_TriedError):
        register.together("Trial", act)
    return tuple(tried)


def _apply(acts: Acts, line: Line) -> None:
    if line.commitment is not None:
        acts.propose(line.commitment, timing=line.timing, why=LABEL)
    elif line.id is not None and line.timing is not None:
        acts.postpone(line.id, line.timing, reason=MOVED)
    elif line.id is not None and line.status is not None:
        acts.move(line.id, line.status, happened_on=line.happened_on, why=line.after)
