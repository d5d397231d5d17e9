"""Dates that follow another commitment: what moved them, and the circles they must not form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.change import ChangeKind
from app.domain.date_words import Translate, plain
from app.domain.identity import CommitmentId
from app.domain.reading import due_words
from app.domain.timing import Timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """One time that a date moved because what it follows did.

    `cause` is the commitment whose own date changed, from `before` to `after`; where it took
    place, `after` is the day of that, and `held` says so. `reason` is what was written with it,
    `copy`, `n`, `at`, `actor` and `kind` the change in the log that did it.
    """

    cause: CommitmentId
    ref: str
    title: str
    before: Timing
    after: Timing
    held: bool = False
    reason: str = ""
    copy: str = ""
    n: int = 0
    at: int = 0
    actor: str = ""
    kind: ChangeKind = ChangeKind.DO


def standing_pulls(pulls: Sequence[Pull]) -> tuple[Pull, ...]:
    """Return the pulls that still hold, oldest first: without those that were undone since."""
    held: list[Pull] = []
    for pull in pulls:
        last = held[-1] if held else None
        back = last is not None and last.cause == pull.cause and last.before == pull.after
        if pull.kind is ChangeKind.UNDO and back:
            held.pop()
        else:
            held.append(pull)
    return tuple(held)


def pull_words(pull: Pull, tr: Translate = plain) -> str:
    """Return “moved with PK-BY/SUM-2024-11/22: Feb 2025, likely → 11 Apr 2025 (reason)”."""
    said = tr("moved with {ref}: {before} → {after}").format(
        ref=pull.ref, before=due_words(pull.before, tr), after=due_words(pull.after, tr)
    )
    return f"{said} ({pull.reason})" if pull.reason else said


def circle_sentence(refs: Sequence[str]) -> str:
    """Return why a date is refused that would follow, through `refs`, from itself.

    The first of them is the commitment that was to be dated.
    """
    if len(refs) == 1:
        return f"The date of {refs[0]} cannot hang on itself."
    steps = ", ".join(
        f"{each} on {after}" for each, after in zip(refs, [*refs[1:], refs[0]], strict=True)
    )
    return f"These dates would hang on each other, and none would have a day: {steps}."
