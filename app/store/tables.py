"""What every part of a reader is built on: one connection, and whole records read from a table."""

from __future__ import annotations

from typing import Any

from app.store.driver import translated, understood
from app.store.lists import Lists
from app.store.record import Record


class Tables(Lists):
    """Lists, and records by a condition."""

    def _all(self, spec: Record, clause: str, *values: str | None) -> list[Any]:
        with translated():
            cursor = self._connection.execute(
                f"SELECT * FROM {spec.name} WHERE {clause}"
                + ("" if "ORDER BY" in clause else " ORDER BY rid"),
                values,
            )
            names = [each[0] for each in cursor.description]
            found = cursor.fetchall()
        with understood():
            return [spec.decode(dict(zip(names, row, strict=True))) for row in found]
