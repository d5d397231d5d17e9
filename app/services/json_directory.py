"""Ministries and agencies as JSON, in the conventions of `app.services.json_form`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from app.domain.directory import MergePlan, OrganisationLine
from app.domain.focal_points import FocalPoint
from app.domain.identity import OrganisationId
from app.domain.particulars import Alias
from app.services.directory import organisation_sheet
from app.services.focal_points import by_organisation
from app.services.json_form import SCHEMA
from app.store.reader import Reader

Form = dict[str, Any]


def organisations(reader: Reader, lines: Iterable[OrganisationLine]) -> Iterator[Form]:
    """Give the record of every line, in their order."""
    aliases: dict[str, list[Alias]] = {}
    for each in reader.aliases():
        aliases.setdefault(each.organisation, []).append(each)
    names = {each.id: each.name for each in reader.organisations()}
    focal = by_organisation(reader)
    for line in lines:
        parent = line.organisation.parent
        above = None if parent is None else names[parent]
        yield _record(line, aliases.get(line.id, ()), focal.get(line.id, ()), above)


def organisation(reader: Reader, identity: OrganisationId, today: date) -> Form:
    """Return the record of one organisation, over all pairs. Raises `NotFoundError`."""
    sheet = organisation_sheet(reader, identity, "", today, most=0)
    parent = None if sheet.parent is None else sheet.parent.name
    return {"schema": SCHEMA, **_record(sheet.line, sheet.aliases, sheet.focal_points, parent)}


def focal_point(point: FocalPoint) -> Form:
    """Return one focal point; what is not known of it is null."""
    return {
        "name": point.name,
        "role": point.role.value,
        "post": point.post or None,
        "email": point.email or None,
        "telephone": point.telephone or None,
        "language": point.language or None,
    }


def _record(
    line: OrganisationLine,
    aliases: Iterable[Alias],
    focal_points: Iterable[FocalPoint],
    parent: str | None,
) -> Form:
    body, figures = line.organisation, line.figures
    return {
        "name": body.name,
        "acronym": body.acronym,
        "country": body.country or None,
        "kind": body.kind,
        "parent": parent,
        "aliases": [
            {"name": each.name, "language": each.language or None, "kind": each.kind}
            for each in aliases
        ],
        "focal_points": [focal_point(each) for each in focal_points],
        "leads_count": line.leads,
        "supports_count": line.supports,
        "counterpart_count": line.counterpart,
        "pending_count": figures.pending,
        "overdue_count": figures.overdue,
        "heard": None if figures.heard is None else figures.heard.isoformat(),
    }


def merge(plan: MergePlan, *, merged: bool) -> Form:
    """Return what a merge changed, or would change where it was not `merged`."""
    return {
        "schema": SCHEMA,
        "merged": merged,
        "duplicate": plan.duplicate.name,
        "into": plan.into.name,
        "leads_count": plan.count("commitment", "owner"),
        "supports_count": len(plan.supports),
        "counterpart_count": plan.count("commitment", "counterpart"),
        "notes_count": plan.count("note", "reporter"),
        "parts_count": plan.count("organisation", "parent"),
        "focal_points_count": len(plan.focal_points),
        "spellings": list(plan.spellings),
        "filled": sorted(plan.filled),
    }
