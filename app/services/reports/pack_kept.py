"""The kept texts and files of the sources that a pack's commitments rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.file_names import ending, may_be_opened
from app.domain.identity import SourceId
from app.domain.particulars import Source
from app.domain.rows import RegisterRow
from app.services.reports.file_names import plain_name
from app.store.reader import Reader

_TEXTS, _FILES = "sources/texts", "sources/files"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPapers:
    """What a pack carries of its sources, by the names in it.

    `withheld` counts texts and files on which only what is left out rests; `damaged` are the
    SHA-256 of those that are missing or not what was kept.
    """

    files: Mapping[str, bytes]
    withheld: int = 0
    damaged: tuple[str, ...] = ()


def numbered(reader: Reader, rows: Sequence[RegisterRow]) -> dict[str, Source]:
    """Return the sources that some commitments rest on, by their numbers in a pack."""
    cited = _cited(reader, rows)
    known = (each for each in reader.sources() if each.id in cited)
    return {str(number): each for number, each in enumerate(known, 1)}


def text_name(number: str, source: Source) -> str:
    """Return under which name a pack carries the text of a source; empty where none is kept."""
    return f"{_TEXTS}/{number}.txt" if source.text else ""


def file_name(number: str, source: Source) -> str:
    """Return under which name a pack carries the file of a source; empty where none is kept.

    One that is not opened from the register cannot be opened from a pack by a click either.
    """
    if not source.file:
        return ""
    last = ending(source.file_name)
    stem = source.file_name.removesuffix(source.file_name[-len(last) - 1 :]) if last else ""
    kind = last if may_be_opened(source.file_name) else "bin"
    return f"{_FILES}/{number}-{plain_name(stem or source.file_name)}.{kind}"


def gathered_sources(
    reader: Reader, rows: Sequence[RegisterRow], left_out: Sequence[RegisterRow]
) -> KeptPapers:
    """Return what is kept of the sources that `rows` rest on; of those of `left_out` the number."""
    files: dict[str, bytes] = {}
    damaged: dict[str, None] = {}
    known = numbered(reader, rows)
    for number, source in known.items():
        names = (text_name(number, source), file_name(number, source))
        for name, sha256 in zip(names, (source.text, source.file), strict=True):
            held = reader.held_file(sha256) if sha256 else None
            if held is not None and held.whole:
                files[name] = held.data
            elif sha256:
                damaged[sha256] = None
    beside = _cited(reader, left_out)
    others = _digests(each for each in reader.sources() if each.id in beside)
    return KeptPapers(
        files=files,
        withheld=len(others - _digests(known.values())),
        damaged=tuple(damaged),
    )


def _cited(reader: Reader, rows: Sequence[RegisterRow]) -> set[SourceId]:
    beside = reader.evidence_by([each.id for each in rows])
    return {each.source for several in beside.values() for each in several}


def _digests(sources: Iterable[Source]) -> set[str]:
    return {sha256 for each in sources for sha256 in (each.text, each.file) if sha256}
