"""The lines of a CSV file, put together in SQL: quoting, guarding and all, a page at a time.

A `Sheet` first notes the row numbers of a query in their order, then reads them in pages. Each
read is short, so that no writer has to wait for a whole export; `version` says whether one came
in between.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import IO, TYPE_CHECKING, Any

from app.domain.cells import LINE_ENDS, guarded
from app.domain.lifecycle import Phase, Status
from app.domain.query import Query
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing
from app.store import listing
from app.store.copies import Head
from app.store.driver import translated

if TYPE_CHECKING:
    from sqlite3 import Connection

PAGE = 1_000
"""How many lines are read in one step."""

_REF = "ref||CASE WHEN {0}.clash='' THEN '' ELSE '.'||{0}.clash END"


def _within(*phases: Phase) -> str:
    wanted = ",".join(f"'{each.value}'" for each in Status if each.phase in phases)
    return f"c.status IN({wanted})"


_PHASE = (
    "CASE "
    + " ".join(f"WHEN {_within(each)} THEN '{each.value}'" for each in reversed(Phase))
    + " ELSE '' END"
)

_TIMELINESS = f"""CASE
WHEN {_within(Phase.DROPPED)} THEN 'dropped'
WHEN {_within(Phase.DONE)} THEN CASE
 WHEN c.latest IS NULL OR c.sense IN('span','continuing') THEN 'done, timing unknown'
 WHEN c.done_latest<=c.latest THEN 'done in time'
 WHEN c.done_earliest>c.latest THEN 'done late'
 ELSE 'done, timing unknown' END
WHEN c.earliest IS NULL AND c.latest IS NULL THEN
 CASE WHEN c.anchored THEN 'waiting on anchor' ELSE 'no date' END
WHEN c.sense='continuing' THEN 'no date'
WHEN c.sense='span' THEN CASE
 WHEN c.latest<:today THEN 'ended' WHEN c.earliest>:today THEN 'not yet' ELSE 'running' END
WHEN c.latest<:today THEN CASE WHEN c.status='draft' THEN 'ended' ELSE 'overdue' END
WHEN c.latest<=:soon THEN 'due soon'
WHEN c.earliest>:today THEN 'not yet'
ELSE 'window open' END"""
"""`app.domain.timeliness.timeliness` once more; tests hold the two together."""

_OVERDUE = f"""CASE
WHEN NOT {_within(Phase.OPEN, Phase.ACTIVE)} OR c.sense IN('span','continuing')
 OR c.earliest>:today THEN 'no'
WHEN c.latest IS NULL THEN 'cannot say'
WHEN c.latest<:today THEN 'yes'
ELSE 'window open' END"""
"""`app.domain.timeliness.overdue_of` once more."""

_DONE = """CASE
WHEN c.done_earliest IS NULL AND c.done_latest IS NULL THEN ''
WHEN c.done_earliest IS c.done_latest THEN c.done_earliest
ELSE '['||coalesce(c.done_earliest,'')||'..'||coalesce(c.done_latest,'')||']' END"""

_DUE = "due_words(t.edtf, t.sense, t.basis, CASE WHEN t.anchor IS NOT NULL THEN t.words END)"
_PROOFS = "(SELECT count(*) FROM evidence e WHERE e.commitment=c.id AND e.gone='')"

_TEXTS: dict[str, str] = {
    "ref": "c." + _REF.format("c"),
    **{
        name: f"c.{name}"
        for name in (
            "relation",
            "kind",
            "title",
            "summary",
            "status",
            "owed_by",
            "sector",
            "paragraph",
            "made_at",
            "completion",
            "remarks",
            "line_to_take",
            "classification",
            "ball_with",
            "ball_letter",
        )
    },
    "owner": "c.owner_words",
    "owner_basis": "CASE WHEN c.owner IS NULL THEN '' ELSE c.owner_basis END",
    "counterpart": "coalesce(nullif(o.acronym,''), o.name, '')",
    "origin": f"coalesce(p.{_REF.format('p')}, '')",
    "due_words": _DUE,
    "due_said": "coalesce(t.words,'')",
    "due_why": "coalesce(t.why,'')",
    "due_sense": "coalesce(t.sense,'')",
    "due_basis": "coalesce(t.basis,'')",
}
"""Columns that hold text, which may hold anything."""

_DATES: dict[str, str] = {
    "made_on": "c.made_on",
    "due_edtf": "coalesce(t.edtf,'')",
    "ball_since": "c.ball_since",
    "review_on": "c.review_on",
}
"""Columns that hold EDTF: text that usually begins with a year."""

_CODES: dict[str, str] = {
    "phase": _PHASE,
    "timeliness": _TIMELINESS,
    "overdue": _OVERDUE,
    "strength": "c.strength",
    "earliest": "c.earliest",
    "latest": "c.latest",
    "done": _DONE,
    "evidence": _PROOFS,
    "readings": "c.readings",
    "priority": "c.priority",
    "update_days": "c.update_days",
    "event": "CASE c.event WHEN 1 THEN 'yes' ELSE '' END",
}
"""Columns that hold numbers, computed days and words of ours."""

COLUMNS = frozenset({*_TEXTS, *_DATES, *_CODES})
"""The keys of every column there is."""

_JOINS = {
    "t.": "LEFT JOIN timing t ON t.id=c.timing",
    "o.": "LEFT JOIN organisation o ON o.id=c.counterpart",
    "p.": "LEFT JOIN commitment p ON p.id=c.origin",
}

_SAFE_START = "A-Za-zА-Яа-яЁёء-غف-يٱ-ۓ"
"""First characters that neither run nor vanish nor make a number; others are looked at closely."""


class Sheet:
    """The lines of one export, read through one connection by one thread."""

    def __init__(
        self,
        connection: Connection,
        query: Query,
        today: date,
        columns: Sequence[str],
        *,
        guard: bool = True,
    ) -> None:
        """Prepare to read `columns`, keys of `COLUMNS`, of what `query` finds."""
        self._connection = connection
        condition, self._values = listing.where(query, today)
        self._rids = f"SELECT rid FROM commitment WHERE {condition} ORDER BY {listing.order(query)}"
        self._page = _page(columns, guard=guard)
        self._values["gone"] = "binned" if query.binned else ""
        with translated():
            connection.create_function("due_words", 4, _due_words, deterministic=True)
            connection.create_function("guarded", 1, guarded, deterministic=True)

    def note(self, file: IO[bytes], step: Callable[[], None]) -> int:
        """Write the row numbers into `file`, 8 bytes each, in order; return how many.

        `step` is called between pages. Raises `InterruptedError`, or what `translated` does.
        """
        count = 0
        with translated():
            cursor = self._connection.execute(self._rids, self._values)
            while page := cursor.fetchmany(PAGE):
                file.write(array("q", [row[0] for row in page]).tobytes())
                count += len(page)
                step()
        return count

    def lines(self, rids: Sequence[int]) -> list[str]:
        """Return the lines, without their ends, of one page of row numbers, in their order.

        Those that are no longer where the query looks are left out. Raises `InterruptedError`,
        or what `translated` does.
        """
        values = {**self._values, "rids": f"[{','.join(map(str, rids))}]"}
        with translated():
            found = dict(self._connection.execute(self._page, values).fetchall())
        return [found[rid] for rid in rids if rid in found]

    def version(self) -> str:
        """Return the register version as it is now."""
        with translated():
            rows = self._connection.execute("SELECT name, n, hash FROM copy").fetchall()
        return register_version({name: Head(copy=name, n=n, hash=sum_) for name, n, sum_ in rows})

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let every read within see one state; writers have to wait."""
        with translated():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("COMMIT")


def register_version(heads: Mapping[str, Head]) -> str:
    """Return the name of a register's state: 12 hex digits that stand for all that was written."""
    lines = sorted(f"{head.copy}:{head.n}:{head.hash.hex()}" for head in heads.values())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _page(columns: Sequence[str], *, guard: bool) -> str:
    """Return the statement that gives row numbers and lines for the numbers in `:rids`."""
    cells = [_cell(each, guard=guard) for each in columns]
    pattern = ",".join(mark for mark, _ in cells)
    values = ", ".join(value for _, value in cells)
    joins = " ".join(join for mark, join in _JOINS.items() if mark in values)
    return (
        f"SELECT c.rid, printf('{pattern}', {values}) FROM commitment c {joins}"
        " WHERE c.rid IN(SELECT value FROM json_each(:rids)) AND c.gone=:gone"
    )


def _cell(column: str, *, guard: bool) -> tuple[str, str]:
    """Return how a cell is written and what stands in it; text is always quoted."""
    if column in _CODES:
        plain = column not in ("timeliness", "overdue", "phase")
        return ("%s" if plain else '"%w"'), f"coalesce({_CODES[column]},'')"
    text = _TEXTS.get(column) or _DATES[column]
    if not guard:
        return '"%w"', text
    start = _SAFE_START if column in _TEXTS else "1-9[.X"
    ends = "".join(f" AND instr({text},char({ord(each)}))=0" for each in LINE_ENDS)
    unless = f"{text}='' OR {text} GLOB '[{start}]*'{ends}"
    return '"%w"', f"CASE WHEN {unless} THEN {text} ELSE guarded({text}) END"


@lru_cache(maxsize=65_536)
def _due_words(edtf: str | None, sense: str | None, basis: str | None, followed: str | None) -> str:
    """Return `due_words` of stored columns; `followed` is None unless the date is anchored."""
    if sense is None or basis is None:
        return due_words(Timing())
    anchor: Any = None if followed is None else "some"
    return due_words(
        Timing(
            words=followed or "",
            edtf=edtf or "",
            sense=Sense(sense),
            basis=Basis(basis),
            anchor=anchor,
        )
    )
