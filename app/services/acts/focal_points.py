"""Focal points of ministries and agencies: entering, putting right, withdrawing, erasing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.focal_facts import checked, fact
from app.domain.focal_points import FocalPoint, FocalRole, same
from app.domain.identity import OrganisationId
from app.services.acts.within import Within


class FocalPointActs(Within):
    """The verbs of focal points; an agency has one main focal point at most."""

    def add_focal_point(self, point: FocalPoint) -> tuple[FocalPoint, ...]:
        """Add a focal point; where it is the main one, the main one before it is an alternate.

        Returns those that became alternates. Raises `InvalidValueError` naming the field, also for
        one that is there already, `NotFoundError`.
        """
        self._reader.organisation(point.organisation)
        kept = checked(point)
        self._check_new(kept)
        demoted = self._demoted(kept)
        self._add("focalpoint", kept.id, kept)
        return demoted

    def amend_focal_point(self, identity: str, **values: str) -> tuple[FocalPoint, ...]:
        """Put right facts of a focal point; see `add_focal_point`, also for what it returns."""
        now = self._reader.focal_point(identity)
        given: dict[str, Any] = {name: fact(name, value) for name, value in values.items()}
        role = FocalRole(given.pop("role", now.role))
        kept = replace(now, role=role, **given)
        if not same(kept, now):
            self._check_new(kept)
        demoted = self._demoted(kept)
        self._writer.set("focalpoint", identity, role=role.value, **given)
        return demoted

    def withdraw_focal_point(self, identity: str) -> None:
        """Take a focal point back: it is written to no longer. The history keeps it.

        Raises `NotFoundError`.
        """
        self._reader.focal_point(identity)
        self._withdraw("focalpoint", identity)

    def erase_focal_points(self, *identities: str) -> None:
        """Take the texts of withdrawn focal points out of rows and log; it cannot be undone.

        Raises `InvalidValueError` for one that is not withdrawn, `NotFoundError` for one that is
        not there or was erased before.
        """
        former = {each.id for each in self._reader.former_focal_points()}
        held = {each.id for each in self._reader.focal_points()}
        for identity in identities:
            if identity in held:
                raise InvalidValueError(
                    "name", "Only a focal point that was withdrawn can be erased for good."
                )
            if identity not in former:
                raise NotFoundError("This focal point is no longer in the register.")
            self._writer.erase("focalpoint", identity)

    def _check_new(self, point: FocalPoint) -> None:
        for each in self._reader.focal_points(point.organisation):
            if each.id != point.id and same(each, point):
                field = "email" if point.email else "name"
                raise InvalidValueError(
                    field, f"It is there already: {each.name}, {each.role.value}."
                )

    def _demoted(self, point: FocalPoint) -> tuple[FocalPoint, ...]:
        """Make whoever else is the main one an alternate, where this is to be the main one."""
        if point.role is not FocalRole.MAIN:
            return ()
        before = self._mains(point.organisation)
        demoted = tuple(each for each in before if each.id != point.id)
        for each in demoted:
            self._writer.set("focalpoint", each.id, role=FocalRole.ALTERNATE.value)
        return demoted

    def _mains(self, organisation: OrganisationId) -> list[FocalPoint]:
        held = self._reader.focal_points(organisation)
        return [each for each in held if each.role is FocalRole.MAIN]
