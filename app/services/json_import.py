"""A table as it would come in, as JSON."""

from __future__ import annotations

from app.domain.intake.date_columns import Order
from app.domain.intake.draft import Aside
from app.domain.intake.grid import Grid
from app.services.intake.matching import Plan, Proposal
from app.services.json_form import SCHEMA, Form


def plan_form(grid: Grid, plan: Plan) -> Form:
    """Return what a file was found to be, what becomes of each row, and what is asked."""
    draft = plan.draft
    orders = {name: order.value for name, order in draft.date_order.items()}
    return {
        "schema": SCHEMA,
        "table": grid.name,
        "other_tables": [{"table": each.name, "rows": each.rows} for each in grid.beside],
        "encoding": grid.encoding,
        "encoding_proposed": grid.proposed,
        "delimiter": grid.delimiter,
        "header_rows": list(draft.header_rows),
        "columns": {each.name: each.field for each in draft.columns if each.name},
        "date_order": _one_order(set(draft.date_order.values())),
        "date_orders": orders,
        "relation": plan.frame.relation,
        "as_of": plan.told_as_of or None,
        "version": plan.version or None,
        "version_known": plan.version_known,
        "notes": [*grid.notes, *plan.notes],
        "counts": {outcome.value: count for outcome, count in plan.counts.items()},
        "rows": [_row(each) for each in plan.proposals],
        "aside": [_aside(each) for each in draft.aside],
        "questions": [
            {
                "key": each.key,
                "column": each.column,
                "row": each.row,
                "question": each.question,
                "choices": list(each.choices),
            }
            for each in draft.questions
        ],
    }


def _one_order(orders: set[Order]) -> str:
    """The order of all columns of dates where they agree; columns that need none have no say."""
    told = {each.value for each in orders if each is not Order.NONE}
    return told.pop() if len(told) == 1 else "mixed" if told else ""


def _row(proposal: Proposal) -> Form:
    return {
        "row": proposal.row,
        "outcome": proposal.outcome.value,
        "ref": proposal.ref or None,
        "fields": dict(proposal.fields),
        "came_about": None if proposal.came_about is None else {"on": proposal.came_about or None},
        "changes": [
            {
                "field": each.field,
                "now": each.now,
                "then": each.then,
                "changed_here": each.since_changed,
                "proposed": each.proposed,
                "accepted": each.accepted,
            }
            for each in proposal.changes
        ],
        "warnings": list(proposal.warnings),
        "reason": proposal.reason,
    }


def _aside(aside: Aside) -> Form:
    return {
        "row": aside.row,
        "reason": aside.reason.value,
        "text": aside.text,
        "warning": aside.warning,
    }
