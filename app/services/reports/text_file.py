"""A report as plain text: one line for each fact, sentence and row, to be read anywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from app.domain.reports.document import Block, Counts, Document, Heading, Paragraph, Table
from app.services.reports.marks import unmarked


def text_bytes(document: Document) -> bytes:
    """Return a report as the bytes of a text file in UTF-8."""
    lines = text_lines(document, _table, _one_line)
    return "".join(f"{each}\n" for each in lines).encode("utf-8", "replace")


def text_lines(
    document: Document,
    table: Callable[[Table], Iterable[str]],
    said: Callable[[str], str],
) -> Iterator[str]:
    """Give a report as lines of text: its facts, then every block under its heading.

    `table` lays out a table as it is shown there, `said` makes any other text one line of it.
    """
    yield said(document.title)
    yield said(document.subtitle)
    yield from (said(f"{fact.name}: {fact.value}") for fact in document.lines)
    for block in document.blocks:
        if isinstance(block, Table):
            yield from table(block)
        else:
            yield from map(said, _block(block))


def _one_line(text: str) -> str:
    return unmarked(text).replace("\n", " ")


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


def _table(held: Table) -> Iterator[str]:
    yield _one_line("  ".join(each.heading for each in held.columns))
    for group in held.groups:
        yield from [_one_line(group.heading)] if group.heading else []
        for row in group.rows:
            cells = ("; ".join(line.text for line in each.lines) for each in row)
            yield _one_line("  ".join(cells))
