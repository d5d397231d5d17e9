"""What sources keep, as commands and pages show it: sizes, days, quotations that do not stand."""

from __future__ import annotations

from datetime import UTC, datetime

from app.domain.directory import SourceText
from app.domain.errors import DamagedError, NotFoundError
from app.domain.file_names import said_name
from app.domain.identity import SourceId
from app.domain.particulars import Source
from app.domain.quotations import Astray, Kept, Place, Standing, standings
from app.store.reader import Reader

ALL = 1_000_000
"""As many passages as any source has."""


def kept_text(reader: Reader, source: Source) -> Kept | None:
    """Return what is said of the kept text of a source; None where none is kept."""
    return _kept(reader, source, source.text, "")


def kept_file(reader: Reader, source: Source) -> Kept | None:
    """Return what is said of the kept file of a source; None where none is kept.

    Its name is cleaned once more: what was merged or taken in may be called anything.
    """
    return _kept(reader, source, source.file, said_name(source.file_name))


def _kept(reader: Reader, source: Source, sha256: str, name: str) -> Kept | None:
    if not sha256:
        return None
    at = reader.kept_at(source.id).get(sha256)
    return Kept(
        sha256=sha256,
        name=name,
        size=reader.held_sizes([sha256]).get(sha256),
        day=None if at is None else datetime.fromtimestamp(at / 1000, UTC).astimezone().date(),
    )


def astray(reader: Reader, source: Source) -> tuple[Astray, ...]:
    """Return the quotations that do not stand in the kept text of a source, or more than once.

    Nothing where no text is kept, or what is kept is damaged.
    """
    found = places(reader, source)
    if not found:
        return ()
    return tuple(
        Astray(evidence=each, standing=found[each.id].standing)
        for each in reader.evidence_from(source.id)
        if each.id in found and found[each.id].standing is not Standing.STANDS
    )


def places(reader: Reader, source: Source) -> dict[str, Place]:
    """Return where the quotations of a source stand in its kept text, by their identities.

    Nothing where no text is kept, or what is kept is damaged.
    """
    try:
        text = reader.text_of(source)
    except DamagedError:
        return {}
    return standings(text, reader.evidence_from(source.id)) if text else {}


def source_text(reader: Reader, identity: SourceId, relation: str) -> SourceText:
    """Return the kept text of a source with the passages of one pair of countries, or of all.

    Raises `NotFoundError` where no text is kept, `DamagedError`.
    """
    source = reader.source(identity)
    text = reader.text_of(source)
    if not text:
        raise NotFoundError("No text of this source is kept.")
    passages = reader.passages(identity, relation, ALL)
    return SourceText(
        source=source,
        text=text,
        passages=passages,
        places=standings(text, (each.evidence for each in passages)),
    )


def stray_counts(reader: Reader) -> list[tuple[Source, int]]:
    """Return the sources with quotations that have no one place in their text, and how many."""
    counts = [(each, len(astray(reader, each))) for each in reader.sources() if each.text]
    return [(source, count) for source, count in counts if count]
