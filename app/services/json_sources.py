"""Sources as JSON, in the conventions of `app.services.json_form`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.directory import PassageFigures, SourceLine
from app.domain.identity import SourceId
from app.domain.particulars import Source
from app.domain.quotations import Kept, Place
from app.services.directory import source_sheet
from app.services.json_form import SCHEMA, Form
from app.services.sources import ALL, kept_file, kept_text, places
from app.store.reader import Reader


def sources(reader: Reader, lines: Iterable[SourceLine]) -> Iterator[Form]:
    """Give the record of every line, in their order."""
    for each in lines:
        yield _record(reader, each.source, each.figures)


def source(reader: Reader, identity: SourceId) -> Form:
    """Return one source with all its passages, over all pairs. Raises `NotFoundError`.

    `starts` and `ends` count characters of the kept text from 0; `standing` is null where nothing
    is quoted or no text is kept.
    """
    sheet = source_sheet(reader, identity, "", ALL)
    found = places(reader, sheet.source)
    nowhere: Place | None = None
    return {
        "schema": SCHEMA,
        **_record(reader, sheet.source, sheet.line.figures),
        "passages": [
            {
                "ref": each.row.ref,
                "supports": each.evidence.supports,
                "stance": each.evidence.stance.value,
                "paragraph": each.evidence.paragraph,
                "quotation": each.evidence.quotation,
                "paraphrase": each.evidence.paraphrase,
                **_place(found.get(each.evidence.id, nowhere)),
            }
            for each in sheet.passages
        ],
    }


def _place(place: Place | None) -> Form:
    if place is None:
        return {"standing": None, "starts": None, "ends": None}
    return {"standing": place.standing.value, "starts": place.starts, "ends": place.ends}


def _record(reader: Reader, held: Source, figures: PassageFigures) -> Form:
    text, file = kept_text(reader, held), kept_file(reader, held)
    return {
        "title": held.title,
        "publisher": held.publisher,
        "published": held.published or None,
        "language": held.language or None,
        "kind": held.kind.value,
        "address": held.address,
        "accessed": held.accessed or None,
        "passages_count": figures.passages,
        "commitments_count": figures.commitments,
        "contradicting_count": figures.contradicting,
        "text": None if text is None else _kept(text),
        "file": None if file is None else {"name": file.name, **_kept(file)},
    }


def _kept(kept: Kept) -> Form:
    """Return what is kept; a size that is null says that it is missing."""
    day = None if kept.day is None else kept.day.isoformat()
    return {"sha256": kept.sha256, "size": kept.size, "kept_on": day}
