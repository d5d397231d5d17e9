"""What a briefing pack holds beside its reports: the list of commitments, sources, stored files."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from app.domain.as_of import AsOf
from app.domain.cells import guarded
from app.domain.export_columns import DEFAULT_COLUMNS, WORKBOOK_COLUMNS
from app.domain.particulars import Source
from app.domain.query import Query
from app.domain.reports.frame import marks_of
from app.domain.rows import RegisterRow
from app.services.export import export_csv
from app.services.export_xlsx import export_xlsx
from app.services.reports.pack_plan import PackAsked, listed
from app.store.reader import Reader

_LIST = "commitments"
_SOURCES, _PASSAGES, _HELD = "sources/sources.csv", "sources/passages.csv", "sources/held"
_TELLING = frozenset({"origin", "due_words"})
"""Columns that may name another commitment than that of their row."""
_SIGNS = ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"))
_BOM = "\ufeff"
_SOURCE_HEADINGS = (
    "number", "title", "publisher", "published", "language", "kind", "address", "accessed",
)  # fmt: skip
_PASSAGE_HEADINGS = (
    "ref", "source", "supports", "stance", "paragraph", "quotation", "paraphrase",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Papers:
    """The files beside the reports, by their names, and what is to be said of them.

    `left_out` counts marked commitments that are not in the list, `held` stored texts and files
    that are in the pack, `withheld` those that are not since they may belong to marked ones;
    `damaged` are the SHA-256 of those that no longer are what was stored.
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
    files = _lists(reader, query, today, columns, as_of) | _sources(reader, rows)
    if asked.unmarked:
        return replace(found, files=files, withheld=len(reader.held_digests()))
    stored, damaged = _stored(reader)
    return replace(found, files=files | stored, held=len(stored), damaged=damaged)


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


def _sources(reader: Reader, rows: Sequence[RegisterRow]) -> dict[str, bytes]:
    """Return the sources of some commitments, and which passage supports which of them."""
    beside = reader.evidence_by([each.id for each in rows])
    cited = {each.source for several in beside.values() for each in several}
    known = [each for each in reader.sources() if each.id in cited]
    numbers = {each.id: str(number) for number, each in enumerate(known, 1)}
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
            (_source(numbers[each.id], each) for each in known),
        ),
        _PASSAGES: _csv(_PASSAGE_HEADINGS, passages),
    }


def _source(number: str, source: Source) -> tuple[str, ...]:
    return (
        number,
        source.title,
        source.publisher,
        source.published,
        source.language,
        source.kind.value,
        source.address,
        source.accessed,
    )


def _csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([guarded(each) for each in row] for row in rows)
    return (_BOM + written.getvalue()).encode("utf-8", "surrogatepass")


def _stored(reader: Reader) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the stored texts and files that are what was stored, and which are not."""
    found: dict[str, bytes] = {}
    damaged: list[str] = []
    for each in reader.held_files():
        if each.whole:
            found[f"{_HELD}/{each.sha256}.{_ending(each.data)}"] = each.data
        else:
            damaged.append(each.sha256)
    return found, tuple(damaged)


def _ending(data: bytes) -> str:
    """Return what a stored file ends in, by how it begins; texts are in UTF-8."""
    for sign, ending in _SIGNS:
        if data.startswith(sign):
            return ending
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "bin"
    return "bin" if "\0" in text else "txt"
