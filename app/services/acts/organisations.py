"""Ministries and agencies: entering, naming, merging, putting away."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from app.domain import directory, fields
from app.domain.directory import AliasKind, MergePlan, folded
from app.domain.errors import InvalidValueError
from app.domain.focal_points import FocalRole
from app.domain.identity import OrganisationId, new_id
from app.domain.particulars import Alias, Organisation
from app.services.acts.beside import BesideActs
from app.services.directory import above, merge_plan

_NAMED = {
    "commitment": "commitment",
    "note": "note",
    "organisation": "agency",
    "letter": "letter",
}
_OWN = ("alias", "focalpoint")
"""What belongs to an organisation alone, and goes with it."""
_FIELDS = ("name", "acronym", "country", "kind", "parent")


class OrganisationActs(BesideActs):
    """The verbs of ministries and agencies; a name that was in use is never lost."""

    def add_organisation(
        self, organisation: Organisation, aliases: tuple[str, ...] = ()
    ) -> OrganisationId:
        """Add a ministry, agency or body with its other names. Raises `InvalidValueError`."""
        values: dict[str, Any] = {
            name: self._checked_fact(organisation.id, name, getattr(organisation, name))
            for name in _FIELDS
        }
        self._add("organisation", organisation.id, replace(organisation, **values))
        for name in aliases:
            self.add_alias(organisation.id, name)
        return organisation.id

    def amend_organisation(self, identity: OrganisationId, **values: Any) -> None:
        """Put right its name, acronym, country, kind, or what it is part of (`parent`).

        Raises `InvalidValueError` naming the field, `NotFoundError`.
        """
        self._reader.organisation(identity)
        kept = {name: self._checked_fact(identity, name, value) for name, value in values.items()}
        self._writer.set("organisation", identity, **kept)
        self._withdraw_doubles(identity)

    def rename_organisation(
        self, identity: OrganisationId, name: str, acronym: str, *, keep_former: bool = True
    ) -> None:
        """Give it a new name and acronym; what it was called stays as a former name of it.

        With `keep_former` off nothing of the old ones is kept, as after a slip of the pen.
        """
        before = self._reader.organisation(identity)
        self.amend_organisation(identity, name=name, acronym=acronym)
        for former in (before.name, before.acronym) if keep_former else ():
            if former and folded(former) not in self._known(identity):
                self._add_alias(identity, former, kind=AliasKind.FORMER)

    def discard_organisation(self, identity: OrganisationId) -> None:
        """Discard one that nothing refers to, with its other names and its focal points.

        Raises `InvalidValueError` saying what refers to it, `NotFoundError`.
        """
        label = self._reader.organisation(identity).label
        referring = self._reader.referring("organisation", identity)
        others = [each for each in referring if each.record not in _OWN]
        if others:
            raise InvalidValueError(
                "organisation",
                f"“{label}” cannot be discarded: {_counted(others)}. "
                "If it is another by a different name, merge the two.",
            )
        for each in referring:
            self._withdraw(each.record, each.id)
        self._withdraw("organisation", identity)

    def merge_organisations(self, duplicate: OrganisationId, into: OrganisationId) -> MergePlan:
        """Let everything that refers to a duplicate refer to the other, which takes its names.

        The duplicate is put away. Raises what `merge_plan` does; returns what was changed.
        """
        plan = merge_plan(self._reader, duplicate, into)
        told_twice = {
            "alias": plan.doubled,
            "support": plan.dropped,
            "focalpoint": plan.known_focal,
        }
        for record, identities in told_twice.items():
            for identity in identities:
                self._withdraw(record, identity)
        for point in plan.demoted:
            self._writer.set("focalpoint", point, role=FocalRole.ALTERNATE.value)
        for each in plan.repointed:
            self._writer.set(each.record, each.id, **{each.column: into})
        for commitment in plan.supports:
            self.support(commitment, into)
        for name in plan.spellings:
            self._add_alias(into, name, kind=AliasKind.SPELLING)
        if plan.filled:
            self._writer.set("organisation", into, **plan.filled)
        self._withdraw("organisation", duplicate)
        return plan

    # Further names

    def add_alias(
        self,
        organisation: OrganisationId,
        name: str,
        language: str = "",
        kind: str = AliasKind.ALIAS,
    ) -> str:
        """Add a name it also goes by. Raises `InvalidValueError` for one it has already."""
        self._reader.organisation(organisation)
        text = directory.name(name, "alias")
        self._check_new_name(organisation, text)
        return self._add_alias(organisation, text, language=language, kind=kind)

    def amend_alias(self, alias: str, **values: str) -> None:
        """Put right a further name, its language or its kind. Raises `InvalidValueError`."""
        now = self._reader.alias(alias)
        kept: dict[str, str] = {}
        for name, value in values.items():
            if name == "name":
                kept[name] = directory.name(value, "alias")
                if folded(kept[name]) != folded(now.name):
                    self._check_new_name(now.organisation, kept[name])
            elif name == "language":
                kept[name] = directory.language(value)
            elif name == "kind":
                kept[name] = fields.choice("kind", AliasKind, value).value
            else:
                raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")
        self._writer.set("alias", alias, **kept)

    def withdraw_alias(self, alias: str) -> None:
        """Take a further name back; the history keeps it. Raises `NotFoundError`."""
        self._reader.alias(alias)
        self._withdraw("alias", alias)

    # What they ask

    def _checked_fact(self, identity: OrganisationId, name: str, value: str | None) -> str | None:
        match name:
            case "name":
                return directory.name(value or "")
            case "country":
                return directory.country(value or "")
            case "acronym" | "kind":
                return " ".join((value or "").split())
            case "parent":
                return self._checked_parent(identity, OrganisationId(value) if value else None)
        raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")

    def _checked_parent(
        self, identity: OrganisationId, parent: OrganisationId | None
    ) -> OrganisationId | None:
        if parent is None:
            return None
        upper = self._reader.organisation(parent)
        if parent == identity:
            raise InvalidValueError("parent", "A ministry or agency cannot be part of itself.")
        if identity in above(self._reader, parent):
            raise InvalidValueError(
                "parent", f"“{upper.label}” is itself part of it: neither would stand above."
            )
        return parent

    def _known(self, identity: OrganisationId) -> set[str]:
        now = self._reader.organisation(identity)
        others = (each.name for each in self._reader.aliases(identity))
        return {folded(each) for each in (now.name, now.acronym, *others)}

    def _check_new_name(self, organisation: OrganisationId, name: str) -> None:
        if folded(name) in self._known(organisation):
            raise InvalidValueError("alias", f"It goes by “{name}” already.")

    def _add_alias(
        self, organisation: OrganisationId, name: str, *, language: str = "", kind: str
    ) -> str:
        alias = Alias(
            id=new_id(),
            organisation=organisation,
            name=name,
            language=directory.language(language),
            kind=fields.choice("kind", AliasKind, kind).value,
        )
        self._add("alias", alias.id, alias)
        return alias.id

    def _withdraw_doubles(self, identity: OrganisationId) -> None:
        """Withdraw further names that are its name or acronym by now."""
        now = self._reader.organisation(identity)
        own = {folded(now.name), folded(now.acronym)}
        for each in self._reader.aliases(identity):
            if folded(each.name) in own:
                self._withdraw("alias", each.id)


def _counted(references: list[directory.Reference]) -> str:
    """Say how many records refer to it: “3 commitments and 1 note name it”."""
    found: dict[str, set[str]] = {}
    for each in references:
        # Support is said of the commitment that is supported, a meeting's note of its note.
        found.setdefault(_NAMED.get(each.record, "commitment"), set()).add(each.id)
    pieces = [
        f"{len(ids)} {_plural(word) if len(ids) > 1 else word}" for word, ids in found.items()
    ]
    return f"{' and '.join(pieces)} refer{'s' if sum(map(len, found.values())) == 1 else ''} to it"


def _plural(word: str) -> str:
    return "agencies" if word == "agency" else f"{word}s"
