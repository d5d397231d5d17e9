"""The small tables: relations, organisations, sources, series."""

from __future__ import annotations

from dataclasses import replace

from app.domain import fields
from app.domain.errors import InvalidValueError
from app.domain.identity import (
    OrganisationId,
    SeriesId,
    SourceId,
    derived_id,
    new_id,
)
from app.domain.particulars import (
    Alias,
    Organisation,
    Relation,
    Series,
    Source,
)
from app.services.acts.within import Within


class TableActs(Within):
    """What commitments refer to."""

    def add_relation(self, code: str, first_name: str, second_name: str) -> None:
        """Add a pair of countries; the first is the side whose lead agency is `owner`."""
        code = fields.relation(code)
        key = derived_id("relation", code)
        if not self._revived("relation", key):
            self._add(
                "relation",
                key,
                Relation(id=key, code=code, first_name=first_name, second_name=second_name),
            )

    def add_organisation(
        self, organisation: Organisation, aliases: tuple[str, ...] = ()
    ) -> OrganisationId:
        """Add a ministry, agency or body with its other names."""
        if not organisation.name.strip():
            raise InvalidValueError("organisation", "An organisation needs a name.")
        self._add("organisation", organisation.id, organisation)
        for name in aliases:
            alias = Alias(id=new_id(), organisation=organisation.id, name=name)
            self._add("alias", alias.id, alias)
        return organisation.id

    def add_source(self, source: Source) -> SourceId:
        """Add a document or report."""
        checked = replace(
            source,
            published=fields.edtf("published", source.published),
            accessed=fields.edtf("accessed", source.accessed),
        )
        self._add("source", checked.id, checked)
        return checked.id

    def add_series(self, series: Series) -> SeriesId:
        """Add a forum that meets again and again."""
        self._add("series", series.id, series)
        return series.id
