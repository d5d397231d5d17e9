"""What was changed here since a file was made: marked, and not taken over unless asked for.

A cell that still says what stood there when the file was made was touched by nobody, and proposes
nothing, whatever stands here now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.services.intake.accepting import without
from app.services.intake.comparing import DUE, same
from app.services.intake.matching import Plan, Proposal
from app.store.reader import Reader

_VERSION, _AS_OF = "Register version", "As of"
_NOWHERE = (
    "This file was made from another state of the register than any that is known here: what was "
    "changed here since then cannot be told."
)
_WITHOUT = (
    "This program wrote the table, and it came without what says from which state of the register "
    "(for a CSV the file “….about.txt” beside it): what was changed here since then cannot be told."
)
_LOOKED_BACK = (
    "This file shows the register as it was on a past day: what is otherwise now is not taken back "
    "unless that is asked for."
)


def made_from(said: Mapping[str, str]) -> str:
    """Return the register version that a file says it was made from, none for a past day's."""
    return "" if "," in said.get(_AS_OF, "") else said.get(_VERSION, "")


def marked_since(reader: Reader, plan: Plan, said: Mapping[str, str], *, own: bool = False) -> Plan:
    """Mark what was changed here after a file of ours was made. Reads only.

    `said` is what the file says of itself; `own` says that it is ours even where it is silent.
    """
    version = said.get(_VERSION, "")
    if not version:
        blind = own and any(each.commitment and each.changes for each in plan.proposals)
        return replace(plan, notes=(*plan.notes, _WITHOUT)) if blind else plan
    if not made_from(said):
        marked = tuple(_marked(each, None) for each in plan.proposals)
        return replace(plan, proposals=marked, version=version, notes=(_LOOKED_BACK,))
    among = [each.commitment for each in plan.proposals if each.commitment and each.changes]
    changed = reader.changed_since(version, among)
    if changed is None:
        return replace(plan, version=version, notes=(_NOWHERE,))
    marked = tuple(
        _marked(each, changed.get(each.commitment, frozenset()) if each.commitment else frozenset())
        for each in plan.proposals
    )
    marked_plan = replace(plan, proposals=marked, version=version, version_known=True)
    if not own:
        return marked_plan
    stood = reader.stood_at(version, changed) or {}
    touched = tuple(
        _touched(each, stood.get(each.commitment, {})) if each.commitment else each
        for each in marked
    )
    return replace(marked_plan, proposals=touched)


def _touched(proposal: Proposal, stood: Mapping[str, str]) -> Proposal:
    """Leave out the cells that nobody touched since they held what stood here then."""
    untouched = frozenset(
        each.field
        for each in proposal.changes
        if each.since_changed
        and each.field in stood
        and same(proposal.fields.get(each.field, ""), stood[each.field])
    )
    return without(proposal, untouched) if untouched else proposal


def _marked(proposal: Proposal, fields: frozenset[str] | None) -> Proposal:
    """Mark the changes of these fields, or of all where that is None.

    What is said of a date is marked with the date: the words in a file may be those of the old one.
    """
    if not proposal.changes:
        return proposal
    if fields is not None and "due" in fields:
        fields = fields.union(DUE)
    changes = tuple(
        replace(each, since_changed=fields is None or each.field in fields)
        for each in proposal.changes
    )
    return replace(proposal, changes=changes)
