"""Taking a table over: tried first, then written as one change that one undo takes back.

Whatever a rule of the register refuses is held back with its sentence. An imported document counts
as the source of its rows; what it says of progress is told by whoever reports, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace

from app.domain.change import Change, ChangeKind
from app.domain.errors import CancelledError, InvalidValueError
from app.services.acts import Acts
from app.services.intake.matching import Outcome, Plan, Proposal
from app.services.intake.taking import Taking
from app.services.register import Register

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]

MOST_CHANGED = 0.2
"""An import that would change more of the register than this wants an explicit yes."""


class _TriedError(Exception):
    """Ends a trial, so that nothing of it is kept."""


def tried(
    register: Register,
    plan: Plan,
    *,
    name: str,
    changed_too: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Plan:
    """Try every row and keep nothing: what is refused is held back with the reason.

    With `changed_too` also what was changed here since the file was made.

    Raises `CancelledError`, or what keeps a register from being written to.
    """
    found: list[Proposal] = []

    def act(acts: Acts) -> None:
        taking = Taking(acts, register, plan, name)
        for place, each in enumerate(plan.proposals):
            if cancelled():
                raise CancelledError("The import was called off. Nothing was written.")
            found.append(taking.tried(each, changed_too=changed_too))
            progress(place + 1, len(plan.proposals))
        for row, reason in taking.settle():
            place = next(at for at, each in enumerate(found) if each.row == row)
            held = replace(found[place], outcome=Outcome.HELD, changes=(), reason=reason)
            found[place] = held
        raise _TriedError

    with suppress(_TriedError):
        register.together("Trial", act, ChangeKind.IMPORT)
    return replace(plan, proposals=tuple(found))


def taken_over(
    register: Register,
    plan: Plan,
    *,
    name: str,
    rows: Collection[int] | None = None,
    many: bool = False,
    changed_too: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> Change:
    """Write the rows that are new or changed, or those of them that are chosen, as one change.

    `name` is the file's, without its folder: it stands in Undo and as the reason of what moved.
    `many` says yes to changing more than a fifth of the register, `changed_too` to fields that
    were changed here since the file was made. Raises `InvalidValueError`
    without it, `CancelledError`, or what a row is refused for; then nothing was written.
    """
    chosen = chosen_of(plan, rows, many=many, changed_too=changed_too)

    def act(acts: Acts) -> None:
        taking = Taking(acts, register, plan, name)
        for place, each in enumerate(chosen):
            if cancelled():
                raise CancelledError("The import was called off. Nothing was written.")
            taking.take(each)
            progress(place + 1, len(chosen))
        for row, reason in taking.settle():
            raise InvalidValueError("origin", f"Row {row}: {reason}")

    return register.together(f"Import {len(chosen)} rows of {name}", act, ChangeKind.IMPORT)


def chosen_of(
    plan: Plan,
    rows: Collection[int] | None = None,
    *,
    many: bool = False,
    changed_too: bool = False,
) -> list[Proposal]:
    """Return what would be written: what is new or changed, among those chosen if any are.

    Fields that were changed here since the file was made are left out, unless `changed_too`.

    Raises `InvalidValueError` for its field “many” where they change more than a fifth of the
    register and `many` does not say yes to that.
    """
    wanted = (each for each in plan.proposals if rows is None or each.row in rows)
    taking = (each.taking(changed_too=changed_too) for each in wanted)
    chosen = [each for each in taking if each is not None]
    changed = sum(each.outcome is Outcome.CHANGED for each in chosen)
    if not many and plan.live and changed > MOST_CHANGED * plan.live:
        raise InvalidValueError(
            "many",
            f"This would change {changed} of {plan.live} commitments, over a fifth of the "
            "register. Say so explicitly if that is meant.",
        )
    return chosen
