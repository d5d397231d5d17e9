"""A timing's own columns, as they stand in a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.domain.timing import Basis, Sense, Timing


def timing_from(row: Mapping[str, Any], prefix: str = "") -> Timing:
    """Read a timing's own columns, each under `prefix`, from a row."""
    return Timing(
        words=row[prefix + "words"],
        edtf=row[prefix + "edtf"],
        sense=Sense(row[prefix + "sense"]),
        basis=Basis(row[prefix + "basis"]),
        why=row[prefix + "why"],
        anchor=row[prefix + "anchor"],
        offset=row[prefix + "offset"],
    )
