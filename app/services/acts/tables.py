"""The small tables: relations, sources, series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from app.domain import fields
from app.domain.directory import language
from app.domain.errors import InvalidValueError
from app.domain.identity import SeriesId, SourceId, derived_id
from app.domain.particulars import Relation, Series, Source, SourceKind
from app.services.acts.within import Within


def _title(value: str) -> str:
    text = " ".join(value.split())
    if not text:
        raise InvalidValueError("title", "A source needs a title.")
    return text


_SOURCE_CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "publisher": lambda value: " ".join(value.split()),
    "published": lambda value: fields.edtf("published", value),
    "language": language,
    "kind": lambda value: fields.choice("kind", SourceKind, value).value,
    "address": str.strip,
    "accessed": lambda value: fields.edtf("accessed", value),
}


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

    def add_source(self, source: Source) -> SourceId:
        """Add a document or report. Raises `InvalidValueError` as `amend_source` does."""
        values: dict[str, Any] = {
            name: check(str(getattr(source, name))) for name, check in _SOURCE_CHECKS.items()
        }
        checked = replace(source.without_kept(), **{**values, "kind": source.kind})
        self._add("source", checked.id, checked)
        return checked.id

    def amend_source(self, identity: SourceId, **values: Any) -> None:
        """Change fields of a source. Raises `InvalidValueError` naming the field, `NotFoundError`.

        A source needs a title. `published` and `accessed` are EDTF.
        """
        self._reader.source(identity)
        kept: dict[str, str] = {}
        for name, value in values.items():
            if name not in _SOURCE_CHECKS:
                raise InvalidValueError(name, f"“{name}” cannot be changed in this way.")
            kept[name] = _SOURCE_CHECKS[name](str(value))
        self._writer.set("source", identity, **kept)

    def add_series(self, series: Series) -> SeriesId:
        """Add a forum that meets again and again."""
        self._add("series", series.id, series)
        return series.id
