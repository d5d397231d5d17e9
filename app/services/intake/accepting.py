"""What of a plan comes in that does not by itself, and what is left out of a row."""

from __future__ import annotations

from dataclasses import replace

from app.services.intake.comparing import FieldChange
from app.services.intake.matching import Outcome, Plan, Proposal


def without(proposal: Proposal, fields: frozenset[str]) -> Proposal:
    """Return a row without what it proposes of some fields."""
    changes = tuple(each for each in proposal.changes if each.field not in fields)
    outcome = proposal.outcome if changes else Outcome.UNCHANGED
    came_about = None if "status" in fields else proposal.came_about
    return replace(proposal, changes=changes, outcome=outcome, came_about=came_about)


def accepting(plan: Plan, accepted: frozenset[str]) -> Plan:
    """Return a plan with what was accepted of that which does not come in by itself.

    It is named as “status”, as “5:status” for one row, or as “all”. What was changed here since the
    file was made comes in by the name of its row alone, or where that is said of all such fields.
    """
    if not accepted:
        return plan
    return replace(plan, proposals=tuple(_accepting(each, accepted) for each in plan.proposals))


def _accepting(proposal: Proposal, accepted: frozenset[str]) -> Proposal:
    changes = tuple(
        _accepted(proposal, each, accepted) if each.asks else each for each in proposal.changes
    )
    return replace(proposal, changes=changes) if changes != proposal.changes else proposal


def _accepted(proposal: Proposal, change: FieldChange, accepted: frozenset[str]) -> FieldChange:
    by_name = own_name(proposal, change) in accepted
    among = change.proposed and not accepted.isdisjoint(named(proposal, change))
    return replace(change, accepted=by_name or among, named=by_name)


def named(proposal: Proposal, change: FieldChange) -> tuple[str, ...]:
    """Return the names by which a change of a row is accepted."""
    return "all", change.field, own_name(proposal, change)


def own_name(proposal: Proposal, change: FieldChange) -> str:
    """Return the name by which this change of this row alone is accepted."""
    return f"{proposal.row}:{change.field}"
