"""Who can be written to by mail, and what becomes of focal points where agencies are merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.focal_points import FocalPoint, FocalRole, recipients, same
from app.domain.identity import OrganisationId
from app.store.reader import Reader


def by_organisation(reader: Reader) -> Mapping[OrganisationId, tuple[FocalPoint, ...]]:
    """Return the focal points of every agency that has any, in the order of entry."""
    found: defaultdict[OrganisationId, list[FocalPoint]] = defaultdict(list)
    for each in reader.focal_points():
        found[each.organisation].append(each)
    return {identity: tuple(points) for identity, points in found.items()}


def reachable(reader: Reader) -> frozenset[OrganisationId]:
    """Return the agencies of which an address is held that a letter can go to."""
    found = by_organisation(reader)
    return frozenset(each for each, points in found.items() if recipients(points).to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What becomes of a duplicate's focal points.

    `taken` go over, of them `demoted` as alternates; `dropped` are doubles and are withdrawn.
    """

    taken: tuple[str, ...] = ()
    demoted: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


def joined(reader: Reader, duplicate: OrganisationId, into: OrganisationId) -> Joined:
    """Return what a merge does with the focal points of a duplicate."""
    ours = reader.focal_points(into)
    led = any(each.role is FocalRole.MAIN for each in ours)
    taken: list[str] = []
    demoted: list[str] = []
    dropped: list[str] = []
    for each in reader.focal_points(duplicate):
        if any(same(each, other) for other in ours):
            dropped.append(each.id)
            continue
        taken.append(each.id)
        if led and each.role is FocalRole.MAIN:
            demoted.append(each.id)
    return Joined(taken=tuple(taken), demoted=tuple(demoted), dropped=tuple(dropped))
