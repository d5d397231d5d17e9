"""What a briefing pack holds beside its reports: the list of commitments, sources, stored files."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.domain.as_of import AsOf
from app.domain.cells import guarded
from app.domain.export_columns import DEFAULT_COLUMNS, WORKBOOK_COLUMNS
from app.domain.file_names import said_name
from app.domain.particulars import Source
from app.domain.query import Query
from app.domain.reports.frame import marks_of
from app.domain.rows import RegisterRow
from app.services.export import export_csv
from app.services.export_xlsx import export_xlsx
from app.services.reports.pack_kept import (
    file_name,
    gathered_sources,
    numbered,
    text_name,
)
from app.services.reports.pack_plan import PackAsked, listed
from app.store.reader import Reader

_LIST = "commitments"
_SOURCES, _PASSAGES = "sources/sources.csv", "sources/passages.csv"
_TELLING = frozenset({"origin", "due_words"})
"""Columns that may name another commitment than that of their row."""
_BOM = "\ufeff"
_SOURCE_HEADINGS = (
    "number", "title", "publisher", "published", "language", "kind", "address", "accessed",
    "text", "file", "file_name",
)  # fmt: skip
_PASSAGE_HEADINGS = (
    "ref", "source", "supports", "stance", "paragraph", "quotation", "paraphrase",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The files beside the reports, by their names, and what is to be said of them.

    `left_out` counts marked commitments that are not in the list, `held` stored texts and files
    that are in the pack, `withheld` those that are not since only marked ones rest on them;
    `damaged` are the SHA-256 of those that are missing or no longer are what was stored.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    marks: tuple[str, ...] = ()
    left_out: int = 0
    held: int = 0
    withheld: int = 0
    damaged: tuple[str, ...] = ()


def papers(
    reader: Reader, asked: PackAsked, today: date, as_of: AsOf | None, *, full: bool
) -> Papers:
    """Return what goes beside the reports; without `full` what is to be said of it alone."""
    query = listed(reader, asked)
    rows = list(reader.each_row(query, today))
    marked = [each for each in rows if each.classification]
    if asked.unmarked:
        rows = [each for each in rows if not each.classification]
        query = replace(query, unmarked=True)
    found = Papers(marks=marks_of(rows), left_out=len(marked) if asked.unmarked else 0)
    if not full:
        return found
    columns = DEFAULT_COLUMNS
    if found.left_out:
        columns = tuple(each for each in columns if each not in _TELLING)
    files = _lists(reader, query, today, columns, as_of)
    kept = gathered_sources(reader, rows, marked if asked.unmarked else ())
    files |= _sources(reader, rows, kept.files)
    return replace(
        found,
        files={**files, **kept.files},
        held=len(kept.files),
        withheld=kept.withheld,
        damaged=kept.damaged,
    )


def _lists(
    reader: Reader, query: Query, today: date, columns: Sequence[str], as_of: AsOf | None
) -> dict[str, bytes]:
    """Return the list of commitments as a CSV file with its companion, and as a workbook."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, book = folder / f"{_LIST}.csv", folder / f"{_LIST}.xlsx"
        export_csv(reader, query, today, columns, table, companion=True, as_of=as_of)
        printed = [each for each in WORKBOOK_COLUMNS if each in columns]
        export_xlsx(reader, query, today, printed, book, as_of=as_of)
        return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def _sources(
    reader: Reader, rows: Sequence[RegisterRow], carried: Collection[str]
) -> dict[str, bytes]:
    """Return the sources of some commitments, and which passage supports which of them.

    Of what is kept of them, the names are told of what is `carried`.
    """
    known = numbered(reader, rows)
    numbers = {each.id: number for number, each in known.items()}
    beside = reader.evidence_by([each.id for each in rows])
    passages = [
        (
            row.ref, numbers[each.source], each.supports, each.stance.value, each.paragraph,
            each.quotation, each.paraphrase,
        )
        for row in sorted(rows, key=lambda row: row.ref)
        for each in beside.get(row.id, ())
        if each.source in numbers
    ]  # fmt: skip
    if not known:
        return {}
    return {
        _SOURCES: _csv(
            _SOURCE_HEADINGS,
            (_source(number, each, carried) for number, each in known.items()),
        ),
        _PASSAGES: _csv(_PASSAGE_HEADINGS, passages),
    }


def _source(number: str, source: Source, carried: Collection[str]) -> tuple[str, ...]:
    text, file = text_name(number, source), file_name(number, source)
    return (
        number,
        source.title,
        source.publisher,
        source.published,
        source.language,
        source.kind.value,
        source.address,
        source.accessed,
        text if text in carried else "",
        file if file in carried else "",
        said_name(source.file_name) if source.file else "",
    )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(each) for each in row] for row in rows)
    return (_BOM + written.getvalue()).encode("utf-8", "surrogatepass")
