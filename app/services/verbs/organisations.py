"""Ministries, agencies and bodies: their facts, their names, their focal points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.identity import OrganisationId
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.focal_points import FocalPoint
    from app.domain.particulars import Organisation


class OrganisationVerbs(OpenRegister):
    """Verbs on organisations."""

    def add_organisation(self, organisation: Organisation) -> Change:
        """Add a ministry, agency or body."""
        return self.together("New organisation", lambda acts: acts.add_organisation(organisation))

    def amend_organisation(self, identity: OrganisationId, **values: Any) -> Change:
        """Put right facts of a ministry or agency; see `Acts.amend_organisation`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of an organisation",
            lambda acts: acts.amend_organisation(identity, **values),
        )

    def rename_organisation(
        self, identity: OrganisationId, name: str, acronym: str, *, keep_former: bool = True
    ) -> Change:
        """Rename a ministry or agency; see `Acts.rename_organisation`."""
        return self.together(
            "Rename an organisation",
            lambda acts: acts.rename_organisation(identity, name, acronym, keep_former=keep_former),
        )

    def merge_organisations(self, duplicate: OrganisationId, into: OrganisationId) -> Change:
        """Merge one entry of an organisation into another; see `Acts.merge_organisations`."""
        return self.together(
            "Merge two organisations", lambda acts: acts.merge_organisations(duplicate, into)
        )

    def discard_organisation(self, identity: OrganisationId) -> Change:
        """Discard an organisation that nothing refers to; see `Acts.discard_organisation`."""
        return self.together(
            "Discard an organisation", lambda acts: acts.discard_organisation(identity)
        )

    def add_alias(
        self, organisation: OrganisationId, name: str, language: str = "", kind: str = "alias"
    ) -> Change:
        """Add a further name of an organisation; see `Acts.add_alias`."""
        return self.together(
            "Another name of an organisation",
            lambda acts: acts.add_alias(organisation, name, language, kind),
        )

    def amend_alias(self, alias: str, **values: str) -> Change:
        """Put right a further name of an organisation; see `Acts.amend_alias`."""
        return self.together(
            "Edit a name of an organisation", lambda acts: acts.amend_alias(alias, **values)
        )

    def withdraw_alias(self, alias: str) -> Change:
        """Take back a further name of an organisation; see `Acts.withdraw_alias`."""
        return self.together(
            "Withdraw a name of an organisation", lambda acts: acts.withdraw_alias(alias)
        )

    def add_focal_point(self, point: FocalPoint) -> Change:
        """Add a focal point of a ministry or agency; see `Acts.add_focal_point`."""
        return self.together(
            "A focal point of an organisation", lambda acts: acts.add_focal_point(point)
        )

    def amend_focal_point(self, identity: str, **values: str) -> Change:
        """Put right facts of a focal point; see `Acts.amend_focal_point`."""
        names = ", ".join(sorted(values))
        return self.together(
            f"Edit {names} of a focal point",
            lambda acts: acts.amend_focal_point(identity, **values),
        )

    def withdraw_focal_point(self, identity: str) -> Change:
        """Take back a focal point; see `Acts.withdraw_focal_point`."""
        return self.together(
            "Withdraw a focal point", lambda acts: acts.withdraw_focal_point(identity)
        )

    def erase_focal_points(self, identities: Iterable[str]) -> Change:
        """Erase withdrawn focal points for good; see `Acts.erase_focal_points`."""
        chosen = tuple(identities)
        count = "a focal point" if len(chosen) == 1 else f"{len(chosen)} focal points"
        return self.together(
            f"Erase {count}", lambda acts: acts.erase_focal_points(*chosen), ChangeKind.ERASE
        )
