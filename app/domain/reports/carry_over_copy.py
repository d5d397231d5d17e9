"""What of a session carry-over others may see: without marked points, and for the other side."""

from __future__ import annotations

from dataclasses import replace

from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.promises import only_noted
from app.domain.reports.carry_over import CarryOver, CarryPoint, Lead
from app.domain.rows import RegisterRow
from app.domain.timing import Timing


def without_marked(report: CarryOver) -> CarryOver:
    """Return a report without its marked points, and with how many of them there were."""
    kept = tuple(each for each in report.points if not each.row.classification)
    left = report.left_out + len(report.points) - len(kept)
    return replace(report, points=kept, unmarked=True, left_out=left)


def for_other_side(report: CarryOver, nameable: frozenset[str]) -> CarryOver:
    """Return a copy that the other side may read: nothing internal is in it any more.

    Marked points, drafts and internal meetings are left out and counted. Of the others everything
    goes that is the desk's own: references, reports, positions, the ball, proposals, choices,
    presumed leads and who supports them. That language only notes can be read in it, and is said.
    `nameable` are the identities of other commitments that may be named: neither marked nor
    internal meetings.
    """
    agreed = tuple(each for each in report.points if not _own(each.row))
    left = report.left_out + len(report.points) - len(agreed)
    kept = without_marked(replace(report, points=agreed, left_out=left))
    return replace(
        kept,
        start=replace(kept.start, row=_public(kept.start.row, nameable)),
        end=replace(kept.end, row=_public(kept.end.row, nameable)),
        points=tuple(_shared(each, nameable) for each in kept.points),
        shared=True,
    )


def _own(row: RegisterRow) -> bool:
    """Whether something is one side's alone: nobody has promised a draft yet."""
    return row.status is Status.DRAFT or row.kind is Kind.INTERNAL_MEETING


def _shared(point: CarryPoint, nameable: frozenset[str]) -> CarryPoint:
    """Return what was agreed, when it is due and where it stands; it begins with nothing."""
    lead, origin = point.lead, point.origin
    return CarryPoint(
        row=_public(point.row, nameable),
        paragraph=point.paragraph,
        made_here=point.made_here,
        origin=origin if origin is not None and origin.id in nameable else None,
        said=replace(point.said, elsewhere=()),
        restated=point.restated,
        lead=Lead(first="" if lead.presumed else lead.first, second=lead.second),
        first=None if point.first is None else _openly(point.first, nameable),
        changes=point.changes,
        then=point.then,
    )


def _public(row: RegisterRow, nameable: frozenset[str]) -> RegisterRow:
    """Return a row with nothing in it but what may be shown."""
    return RegisterRow(
        rid=0,
        id=row.id,
        ref="",
        relation=row.relation,
        kind=row.kind,
        title=row.title,
        status=row.status,
        owed_by=row.owed_by,
        timing=_openly(row.timing, nameable),
        bounds=row.bounds,
        done=row.done,
        first=row.first,
        first_sense=row.first_sense,
        follows=row.follows if row.timing.anchor in nameable else None,
        paragraph=row.paragraph,
        strength=row.strength if only_noted(row) else None,
    )


def _openly(timing: Timing, nameable: frozenset[str]) -> Timing:
    """Return a date without why it was inferred, in words that name nothing hidden."""
    named = timing.anchor is None or timing.anchor in nameable
    return replace(timing, why="", words=timing.words if named else "")
