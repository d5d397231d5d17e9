"""Taking a table over: tried first, then written as one change that one undo takes back.

Whatever a rule of the register refuses is held back with its sentence. An imported document counts
as the source of its rows; what it says of progress is told by whoever reports, and proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import replace

from app.domain.change import Change, ChangeKind
from app.domain.errors import InvalidValueError
from app.services.acts import Acts
from app.services.intake.gate import look_up
from app.services.intake.matching import Outcome, Plan, Proposal
from app.services.intake.taking import Taking
from app.services.register import Register
from app.store.gathered import ALL, MOST

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
            look_up(cancelled)
            found.append(taking.tried(each, changed_too=changed_too))
            progress(place + 1, len(plan.proposals))
        _settle(taking, found)
        raise _TriedError

    with suppress(_TriedError):
        register.together("Trial", act, ChangeKind.IMPORT, gathers=_gathers(plan, ALL))
    return replace(plan, proposals=tuple(found))


def tried_and_taken(
    register: Register,
    plan: Plan,
    *,
    name: str,
    many: bool = False,
    changed_too: bool = False,
    progress: Progress = lambda _done, _whole: None,
    cancelled: Cancelled = lambda: False,
) -> tuple[Plan, Change]:
    """Try every row and write at once whatever is not refused, as one change.

    It comes to what `tried` and then `taken_over` of all rows come to, and raises what they do;
    returns the plan as it was tried, and the change.
    """
    found: list[Proposal] = []

    def act(acts: Acts) -> None:
        taking = Taking(acts, register, plan, name)
        for place, each in enumerate(plan.proposals):
            look_up(cancelled)
            found.append(taking.tried(each, changed_too=changed_too))
            progress(place + 1, len(plan.proposals))
        if _settle(taking, found):
            raise _TriedError  # a row that came in must not stay
        whole = replace(plan, proposals=tuple(found))
        acts.call(_label(len(chosen_of(whole, many=many, changed_too=changed_too)), name))

    try:
        change = register.together("", act, ChangeKind.IMPORT, gathers=_gathers(plan, MOST))
    except _TriedError:
        whole = replace(plan, proposals=tuple(found))
        return whole, taken_over(
            register,
            whole,
            name=name,
            many=many,
            changed_too=changed_too,
            progress=progress,
            cancelled=cancelled,
        )
    return replace(plan, proposals=tuple(found)), change


def _settle(taking: Taking, found: list[Proposal]) -> bool:
    """Tie together what came in; whether rows have to be held back for what did not."""
    places = {each.row: place for place, each in enumerate(found)}
    refused = list(taking.settle())
    for row, reason in refused:
        held = replace(found[places[row]], outcome=Outcome.HELD, changes=(), reason=reason)
        found[places[row]] = held
    return bool(refused)


def _label(rows: int, name: str) -> str:
    return f"Import {rows} rows of {name}"


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
            look_up(cancelled)
            taking.take(each)
            progress(place + 1, len(chosen))
        for row, reason in taking.settle():
            raise InvalidValueError("origin", f"Row {row}: {reason}")

    label = _label(len(chosen), name)
    return register.together(label, act, ChangeKind.IMPORT, gathers=_gathers(plan, MOST))


def _gathers(plan: Plan, most: int) -> int:
    """How many of its new records are kept back, to be written together; see `Writer`."""
    return most if plan.returned is None else 0  # a round's reply changes what is there already


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
    changed = sum(each.overwrites for each in chosen)
    if not many and plan.live and changed > MOST_CHANGED * plan.live:
        raise InvalidValueError(
            "many",
            f"This would change {changed} of {plan.live} commitments, over a fifth of the "
            "register. Say so explicitly if that is meant.",
        )
    return chosen
