"""The tables of a report as CSV, in which no cell can act as a formula; the facts stand beside.

The file follows RFC 4180 in UTF-8, one row for each row of the report; a companion file
`<name>.about.txt` says what it is, as it does beside an export.
"""

from __future__ import annotations

import csv
import io

from app.domain.cells import guarded
from app.domain.reports.document import Document
from app.services.reports.marks import unmarked

_BOM = "\ufeff"


def csv_bytes(document: Document) -> bytes:
    """Return the tables of a report, one after the other, as the bytes of a file.

    Where a table has groups, the group stands in a column of its own before the others.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for number, table in enumerate(document.tables):
        if number:
            writer.writerow([])
        grouped = any(each.heading for each in table.groups)
        headings = [each.heading for each in table.columns]
        writer.writerow(_guarded(["", *headings] if grouped else headings))
        for group in table.groups:
            for row in group.rows:
                texts = [each.text for each in row]
                writer.writerow(_guarded([group.heading, *texts] if grouped else texts))
    return (_BOM + written.getvalue()).encode()


def about(document: Document, name: str) -> bytes:
    """Return what the companion of a file says: what it is, and all the facts of the report."""
    lines = [
        f"File: {name}",
        document.title,
        document.subtitle,
        *(f"{fact.name}: {fact.value}" for fact in document.lines),
    ]
    return "".join(unmarked(line).replace("\n", " ") + "\n" for line in lines).encode()


def _guarded(texts: list[str]) -> list[str]:
    return [guarded(unmarked(each)) for each in texts]
