"""Rounds in which agencies fill in where their points stand: who is asked about what.

Such a round is a round of letters whose letters are workbooks. It asks for news of every open
point, whoever's turn it is, and turns nothing: a reminder says whose turn it is, a return does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from app.domain.identity import CommitmentId, OrganisationId
from app.domain.letter_drafts import Askable
from app.domain.letters import side_of
from app.domain.particulars import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsAsked:
    """An agency and the points its workbook lists, in the order of entry.

    `supports` are those of them of which another leads: of these it is asked for its own share.
    `marked` counts further points that are classified and stand in no workbook.
    """

    organisation: Organisation
    points: tuple[CommitmentId, ...]
    supports: frozenset[CommitmentId] = frozenset()
    marked: int = 0


def leads(body: OrganisationId, owner: OrganisationId | None, other: OrganisationId | None) -> bool:
    """Whether an agency speaks for its side of a point, of which these two lead."""
    return body in (owner, other)


def asked_for_inputs(
    points: Iterable[Askable],
    bodies: Mapping[OrganisationId, Organisation],
    supporting: Mapping[CommitmentId, Collection[OrganisationId]],
) -> tuple[InputsAsked, ...]:
    """Return every agency that leads a point for its side, or is in `supporting` of one.

    What one side settled within itself is put to no agency of the other. Whoever has most points
    comes first.
    """
    found: dict[OrganisationId, list[CommitmentId]] = {}
    supports: dict[OrganisationId, set[CommitmentId]] = {}
    marked: dict[OrganisationId, int] = {}
    for each in points:
        leading = (each.owner, each.counterpart)
        for identity in dict.fromkeys((*leading, *supporting.get(each.id, ()))):
            body = bodies.get(identity) if identity is not None else None
            if body is None or not _may_know(body, each):
                continue
            held = found.setdefault(body.id, [])
            if each.marked:
                marked[body.id] = marked.get(body.id, 0) + 1
                continue
            held.append(each.id)
            if not leads(body.id, *leading):
                supports.setdefault(body.id, set()).add(each.id)
    asked = (
        InputsAsked(
            organisation=bodies[body],
            points=tuple(held),
            supports=frozenset(supports.get(body, ())),
            marked=marked.get(body, 0),
        )
        for body, held in found.items()
    )
    return tuple(sorted(asked, key=_most_first))


def _may_know(body: Organisation, point: Askable) -> bool:
    """Whether a point may be put to an agency: an internal one only to the side that owes it."""
    side = side_of(
        body.country,
        point.relation,
        first=point.owner == body.id,
        second=point.counterpart == body.id,
    )
    return not point.internal or point.owed_by == side


def _most_first(asked: InputsAsked) -> tuple[int, str]:
    return -len(asked.points), asked.organisation.name.casefold()
