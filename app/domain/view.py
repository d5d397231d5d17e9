"""A view: which commitments are listed, in which order and groups, and in which columns.

The built-in views are the officer's everyday questions; a saved one is the officer's own. As text
a view is JSON with stable words, so that a register carries its views to another computer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from app.domain.commitment import Strength
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import DUE_SOON, OVERDUE, Column, Grouping, Query, Sort
from app.domain.timeliness import Timeliness

_SCHEMA = 1
_USUAL = Query()
_NONE = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way of looking at the register.

    `name` is a key for a built-in view and the officer's words for a saved one. `columns` holds
    the keys of the columns in their order, empty for the usual ones.
    """

    name: str
    query: Query = _USUAL
    columns: tuple[str, ...] = ()

    def to_text(self) -> str:
        """Return the view, without its name, as JSON; what is as usual is left out."""
        asked = {
            each.name: _plain(getattr(self.query, each.name))
            for each in fields(Query)
            if getattr(self.query, each.name) != getattr(_USUAL, each.name)
        }
        form = {"schema": _SCHEMA, "query": asked, "columns": list(self.columns)}
        return json.dumps(form, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, name: str, text: str) -> View:
        """Return a view from its JSON.

        Words this program does not know, as of a later version, are left out: it then shows more
        than was meant, never less. Raises `InvalidValueError` where the text is no view.
        """
        try:
            form = json.loads(text)
            asked, columns = dict(form["query"]), tuple(map(str, form["columns"]))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InvalidValueError("view", f"The saved view “{name}” cannot be read.") from error
        known: dict[str, Any] = {
            key: read for key, value in asked.items() if (read := _read(key, value)) is not _NONE
        }
        return cls(name=name, query=Query(**known), columns=columns)


def _plain(value: object) -> object:
    """A field of a query in JSON's own sorts."""
    if isinstance(value, frozenset):
        return sorted((_plain(each) for each in value), key=str)
    if isinstance(value, tuple):
        return [[each.column.value, each.descending] for each in value]
    return value.value if isinstance(value, Enum) else value


def _among(words: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda values: frozenset(
        read for each in values if (read := _known(words, each)) is not _NONE
    )


def _known(word: Callable[[Any], Any], value: object) -> object:
    try:
        return word(value)
    except (ValueError, TypeError, OverflowError):
        return _NONE


def _sorts(values: Iterable[Any]) -> tuple[Sort, ...]:
    found = ((_known(Column, column), bool(turn)) for column, turn in values)
    known = tuple(Sort(column=by, descending=turn) for by, turn in found if isinstance(by, Column))
    if not known:
        raise ValueError(values)  # a list always has an order: the usual one
    return known


def _text(value: object) -> str:
    text = str(value)
    text.encode()  # half a letter can be asked of no register: `ValueError`
    return text


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": _text,
    "timeliness": _among(Timeliness),
    "phases": _among(Phase),
    "statuses": _among(Status),
    "kinds": _among(Kind),
    "families": _among(Family),
    "strengths": _among(Strength),
    "sectors": _among(_text),
    "leads": _among(_text),
    "balls": _among(_text),
    "owed": _among(_text),
    "relation": _text,
    "owed_by": _text,
    "owner": _text,
    "origin": lambda value: CommitmentId(_text(value)),
    "silent": bool,
    "slipped": bool,
    "unmarked": bool,
    "promises": bool,
    "binned": bool,
    "within": int,
    "sort": _sorts,
    "group": Grouping,
}


def _read(key: str, value: object) -> object:
    reader = _READERS.get(key)
    if reader is None or value is None:
        return _NONE
    return _known(reader, value)


COMMITMENTS = View(name="commitments")
AGREEMENTS = View(
    name="agreements",
    query=Query(families=frozenset({Family.INSTRUMENT})),
    columns=("commitment", "status", "not established", "due", "made on", "lead", "evidence"),
)
BIN = View(name="bin", query=Query(binned=True))

MOST_POSTPONED = View(
    name="most postponed",
    query=Query(slipped=True, sort=(Sort(column=Column.SLIP, descending=True),)),
    columns=("commitment", "owed by", "due", "change of date", "status", "lead", "evidence"),
)

BUILT_IN = (
    View(name="overdue", query=OVERDUE),
    View(name="due soon", query=DUE_SOON),
    View(name="waiting", query=Query(timeliness=frozenset({Timeliness.WAITING}), promises=True)),
    View(name="no news", query=Query(silent=True)),
    View(name="no date", query=Query(timeliness=frozenset({Timeliness.NO_DATE}), promises=True)),
    MOST_POSTPONED,
    View(
        name="aspirations",
        query=Query(strengths=frozenset({Strength.STATEMENT, Strength.ASPIRATION})),
    ),
)
"""The views that every register has, beside its sections."""
