"""What was changed here since a file was made: marked, and not taken over unless asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.services.intake.comparing import DUE
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


def marked_since(
    reader: Reader, plan: Plan, made_from: Mapping[str, str], *, own: bool = False
) -> Plan:
    """Mark what was changed here after a file of ours was made. Reads only.

    `made_from` is what the file says of itself; `own` says that it is ours even where it is silent.
    """
    version = made_from.get(_VERSION, "")
    if not version:
        blind = own and any(each.commitment and each.changes for each in plan.proposals)
        return replace(plan, notes=(*plan.notes, _WITHOUT)) if blind else plan
    if "," in made_from.get(_AS_OF, ""):
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
    return replace(plan, proposals=marked, version=version, version_known=True)


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
