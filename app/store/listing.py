"""A query in SQL: which commitments, in which order, and what their rows show.

Filtering, searching and sorting happen in SQLite in one step; a list holds only row numbers and
fetches rows in pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from app.domain.commitment import OwnerBasis, Strength
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import Query
from app.domain.rows import Followed, RegisterRow
from app.domain.timeliness import DUE_SOON_DAYS, UPDATE_PERIOD_DAYS
from app.domain.timing import Bounds, Sense, Timing
from app.store.driver import understood
from app.store.terms import GROUPS, ORDER, SLIPPED, TIMELINESS, listed
from app.store.timing_row import timing_from

if TYPE_CHECKING:
    from sqlite3 import Connection

PAGE = 256
"""How many rows are read at once."""

SCREEN = 64
"""How many are where a screen waits for them: more than it holds, few enough not to be felt."""

_TERM = re.compile(r"[^\W_ᦰ-ᧀᧈᧉᳲᳳ]+")
"""A word as the full-text index parts them: a few letters of Tai Lue and Vedic are none there."""

_MOST_TERMS = 64
_PLACEHOLDER = re.compile(r":(\w+)")

_PENDING = frozenset({Phase.OPEN, Phase.ACTIVE})


def matches(text: str) -> str | None:
    """Return the full-text expression for what was typed: every word, each as a beginning.

    None where nothing can be searched for.
    """
    terms = _TERM.findall(unicodedata.normalize("NFC", text))[:_MOST_TERMS]
    return " ".join(f'"{term}"*' for term in terms) if terms else None


SILENT = (
    f"event=0 AND (strength IS NULL OR strength>=2) AND status IN({listed(_PENDING)}) AND"
    " (heard IS NULL OR julianday(:today)-julianday(heard)>coalesce(update_days,:period))"
)
"""A promise that is pending and of which nothing was heard within its update period."""


def where(query: Query, today: date, *, many: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the condition of a query and its values.

    `many` says that the search text is found so often that the rows are better gone through in
    their order and looked for among those found, than the other way round.
    """
    values: dict[str, Any] = {
        "today": today.isoformat(),
        "soon": _after(today, DUE_SOON_DAYS),
    }
    terms = ["gone='binned'" if query.binned else "gone=''"]
    if query.promises:
        terms.append("event=0 AND (strength IS NULL OR strength>=2)")
        terms.append("status<>'draft'")
    if query.timeliness:
        terms.append(" OR ".join(f"({TIMELINESS[each]})" for each in sorted(query.timeliness)))
    if query.phases:
        terms.append(f"status IN({listed(query.phases)})")
    if query.within is not None:
        values["until"] = _after(today, query.within)
        terms.append(
            f"status IN({listed(_PENDING)}) AND sense IN('point','deadline') AND latest<=:until"
        )
    if query.silent:
        values["period"] = UPDATE_PERIOD_DAYS
        terms.append(SILENT)
    terms += [SLIPPED] * query.slipped
    terms += ["classification=''"] * query.unmarked
    _exact(query, terms, values)
    found = matches(query.text)
    if found is not None:
        values["found"] = found
        rid = "+rid" if many else "rid"  # the sign keeps SQLite from beginning there
        terms.append(f"{rid} IN(SELECT rowid FROM search WHERE search MATCH :found)")
    elif query.text.strip():
        terms.append("0")
    return " AND ".join(f"({each})" for each in terms), values


def where_apart(query: Query, today: date, prefix: str) -> tuple[str, dict[str, Any]]:
    """Return the condition of a query as `where`, its values under names of its own.

    For a statement that asks several: the same name stands for another value in another query.
    """
    condition, values = where(query, today)
    named = {f"{prefix}_{name}": value for name, value in values.items()}
    return _PLACEHOLDER.sub(rf":{prefix}_\1", condition), named


def _after(today: date, days: int) -> str:
    try:
        return (today + timedelta(days=days)).isoformat()
    except OverflowError:
        return date.max.isoformat() if days > 0 else date.min.isoformat()


def _exact(query: Query, terms: list[str], values: dict[str, Any]) -> None:
    """Add the conditions that ask for given values of one column."""
    asked: tuple[tuple[str, Iterable[str | int]], ...] = (
        ("status", query.statuses),
        ("kind", query.kinds),
        ("kind", {each for each in Kind if each.family in query.families}),
        ("sector", query.sectors),
        ("owner_words COLLATE NOCASE", query.leads),
        ("ball_with", query.balls),
        ("owed_by", query.owed),
        ("strength", query.strengths),
    )
    for place, (term, wanted) in enumerate(asked):
        names = {
            f"in{place}_{number}": each if isinstance(each, int) else str(each)
            for number, each in enumerate(sorted(wanted, key=str))
        }
        if names:
            values.update(names)
            terms.append(f"{term} IN({','.join(f':{name}' for name in names)})")
    for name, value in (("relation", query.relation), ("origin", query.origin)):
        if value:
            values[name] = value
            terms.append(f"{name}=:{name}")
    if query.owed_by:
        values["owed"] = f"+{query.owed_by}+"
        terms.append("instr('+'||lower(owed_by)||'+', lower(:owed))")
    if query.owner:
        values["lead"] = query.owner
        terms.append("owner_words=:lead COLLATE NOCASE")


def order(query: Query) -> str:
    """Return the order of a query; ties fall in the order of entry."""
    terms: list[str] = list(GROUPS[query.group][1]) if query.group else []
    for each in query.sort:
        absent, present = ORDER[each.column]
        turn = " DESC" if each.descending else ""
        terms += [absent] if absent else []
        terms += [value + turn for value in present]
    return ", ".join([*terms, "rid"])


def ordered(query: Query, today: date, *, many: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the SQL, and its values, that give all row numbers of a query in one text."""
    condition, values = where(query, today, many=many)
    whole = f"SELECT rid FROM commitment WHERE {condition} ORDER BY {order(query)}"
    return f"SELECT group_concat(rid) FROM ({whole})", values


def first_page(query: Query, today: date, *, many: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the SQL, and its values, that give the first page of a query's row numbers.

    Of a search text that is not found often it gives all: they have to be put in order anyway.
    """
    condition, values = where(query, today, many=many)
    most = PAGE if many or matches(query.text) is None else MANY
    return (
        f"SELECT rid FROM commitment WHERE {condition} ORDER BY {order(query)} LIMIT {most}",
        values,
    )


MANY = 2_000
"""From this many rows on a search text is found often; see `where`."""


def many(query: Query) -> tuple[str, dict[str, Any]] | None:
    """Return the SQL, and its values, that tell whether a search text is found often.

    It gives a count up to `MANY`. None where there is nothing to search for.
    """
    found = matches(query.text)
    if found is None:
        return None
    return (
        f"SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :found LIMIT {MANY})",
        {"found": found},
    )


def counted(query: Query, today: date) -> tuple[str, dict[str, Any]]:
    """Return the SQL, and its values, that count a query."""
    condition, values = where(query, today)
    return f"SELECT count(*) FROM commitment WHERE {condition}", values


_ROW = """
SELECT c.rid, c.id, c.ref||CASE WHEN c.clash='' THEN '' ELSE '.'||c.clash END AS ref, c.relation,
 c.kind, c.title, c.status, c.owed_by, c.sector, c.strength, c.owner_words, c.owner_basis,
 coalesce(nullif(o.acronym,''), o.name, '') AS counterpart_words, c.paragraph, c.made_on, c.event,
 c.classification, c.gone, c.ball_with, c.ball_since, c.heard,
 c.earliest, c.latest, c.done_earliest, c.done_latest,
 c.first_sense, c.first_earliest, c.first_latest, c.readings,
 c.disputed,
 (SELECT count(*) FROM evidence e WHERE e.commitment=c.id AND e.gone='') AS proofs,
 EXISTS(SELECT 1 FROM term k WHERE k.commitment=c.id AND k.gone=''
  AND (k.initial<>'' OR k.ends<>'')) AS termed,
 t.words AS t_words, t.edtf AS t_edtf, t.sense AS t_sense, t.basis AS t_basis, t.why AS t_why,
 t.anchor AS t_anchor, t.offset AS t_offset,
 a.ref||CASE WHEN a.clash='' THEN '' ELSE '.'||a.clash END AS a_ref, a.title AS a_title,
 a.status AS a_status, a.gone AS a_gone
FROM commitment c
LEFT JOIN timing t ON t.id=c.timing AND t.gone=''
LEFT JOIN commitment a ON a.id=t.anchor
LEFT JOIN organisation o ON o.id=c.counterpart
"""


_HELD = "c.gone IN('','binned')"


def rows(connection: Connection, rids: Sequence[int]) -> dict[int, RegisterRow]:
    """Return the list rows of up to a few hundred row numbers, by number."""
    marks = ",".join(str(int(each)) for each in rids)
    return {row.rid: row for row in _read(connection, f"WHERE c.rid IN({marks}) AND {_HELD}")}


def rows_of(connection: Connection, identities: Iterable[str | None]) -> dict[str, RegisterRow]:
    """Return the list rows of commitments by identity; the unknown and the gone are left out.

    Those in the bin are there.
    """
    wanted = [each for each in identities if each]
    marks = ",".join("?" for _ in wanted)
    return {
        row.id: row
        for row in _read(connection, f"WHERE c.id IN({marks}) AND {_HELD}", tuple(wanted))
    }


def _read(connection: Connection, clause: str, values: tuple[Any, ...] = ()) -> list[RegisterRow]:
    cursor = connection.execute(_ROW + clause, values)
    names = [each[0] for each in cursor.description]
    with understood():
        return [_row(dict(zip(names, each, strict=True))) for each in cursor.fetchall()]


def _row(row: dict[str, Any]) -> RegisterRow:
    return RegisterRow(
        rid=row["rid"],
        id=CommitmentId(row["id"]),
        ref=row["ref"],
        relation=row["relation"],
        kind=Kind(row["kind"]),
        title=row["title"],
        status=Status(row["status"]),
        owed_by=row["owed_by"],
        sector=row["sector"],
        strength=None if row["strength"] is None else Strength(row["strength"]),
        owner=row["owner_words"],
        owner_basis=OwnerBasis(row["owner_basis"]),
        counterpart=row["counterpart_words"],
        paragraph=row["paragraph"],
        made_on=row["made_on"],
        timing=Timing(sense=Sense.POINT) if row["t_sense"] is None else timing_from(row, "t_"),
        bounds=_bounds(row["earliest"], row["latest"]),
        done=_bounds(row["done_earliest"], row["done_latest"]),
        first=_bounds(row["first_earliest"], row["first_latest"]),
        first_sense=Sense(row["first_sense"] or Sense.POINT),
        evidence=row["proofs"],
        termed=bool(row["termed"]),
        readings=row["readings"],
        disputed=bool(row["disputed"]),
        follows=None if row["a_ref"] is None else _followed(row),
        event=bool(row["event"]),
        classification=row["classification"],
        ball_with=row["ball_with"],
        ball_since=row["ball_since"],
        heard=None if row["heard"] is None else date.fromisoformat(row["heard"]),
        binned=row["gone"] == "binned",
    )


def _followed(row: dict[str, Any]) -> Followed:
    lost = row["a_gone"] not in ("", "binned")
    return Followed(
        ref=row["a_ref"],
        title="" if lost else row["a_title"],
        dropped=not lost and Status(row["a_status"]).phase is Phase.DROPPED,
        binned=row["a_gone"] == "binned",
        lost=lost,
    )


def _bounds(earliest: str | None, latest: str | None) -> Bounds:
    if earliest is None and latest is None:
        return _UNKNOWN
    return Bounds(
        earliest=None if earliest is None else date.fromisoformat(earliest),
        latest=None if latest is None else date.fromisoformat(latest),
    )


_UNKNOWN = Bounds()
