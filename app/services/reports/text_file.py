"""A report as plain text: one line for each fact, sentence and row, to be read anywhere."""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.reports.document import Block, Counts, Document, Heading, Paragraph, Table
from app.services.reports.marks import unmarked


def text_bytes(document: Document) -> bytes:
    """Return a report as the bytes of a text file in UTF-8."""
    lines = (unmarked(each).replace("\n", " ") for each in _lines(document))
    return "".join(f"{each}\n" for each in lines).encode("utf-8", "replace")


def _lines(document: Document) -> Iterator[str]:
    yield document.title
    yield document.subtitle
    yield from (f"{fact.name}: {fact.value}" for fact in document.lines)
    for block in document.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield ""
            yield block.text
        case Paragraph():
            yield block.line.text
        case Counts():
            said = ", ".join(f"{each.number} {each.label}" for each in block.counts)
            yield f"{block.name}: {said}"
        case Table():
            yield "  ".join(each.heading for each in block.columns)
            for group in block.groups:
                yield from [group.heading] if group.heading else []
                for row in group.rows:
                    cells = ("; ".join(line.text for line in each.lines) for each in row)
                    yield "  ".join(cells)
