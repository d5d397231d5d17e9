"""Finding commitments by a few typed words, for where there is room for a few answers only."""

from __future__ import annotations

from datetime import date

from app.domain.errors import NotFoundError
from app.domain.query import Query
from app.domain.rows import RegisterRow
from app.store.reader import Reader

MOST = 8
"""How many answers there are at most."""


def found(reader: Reader, text: str, today: date, relation: str = "") -> list[RegisterRow]:
    """Return up to eight commitments: that of the very reference first, then by full text.

    Those found by full text stand in the order of what is due. What is in the bin, or of another
    relation than the one given, is not found.
    """
    if not text.strip():
        return []
    exact = _by_reference(reader, text.strip(), relation)
    query = Query(text=text, relation=relation)
    rids = reader.first_page(query, today)[:MOST]
    rows = reader.rows(rids)
    others = [rows[rid] for rid in rids if rid in rows and (exact is None or rid != exact.rid)]
    return [*([exact] if exact else []), *others][:MOST]


def _by_reference(reader: Reader, name: str, relation: str) -> RegisterRow | None:
    try:
        row = reader.row(reader.find(name))
    except NotFoundError:
        return None
    return None if row.binned or (relation and row.relation != relation) else row
