"""What a kind of record is to the store: its table and fields, the way between row and object."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any

from app.store.canonical import Value

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One kind of record: its name in the log, which is also its table's, and its fields."""

    name: str
    columns: tuple[str, ...]
    nullable: frozenset[str]
    numbers: frozenset[str] = frozenset()
    """Columns that hold whole numbers, flags among them; all others hold text."""
    flags: frozenset[str] = frozenset()
    decode: Callable[[Row], Any]
    encode: Callable[[Any], dict[str, Value]]
    references: Mapping[str, str] = field(default_factory=dict)
    owner: str = ""
    """The column that names the commitment this record stands beside, if any."""
    kept: tuple[str, ...] = ()
    """Columns that name, by its SHA-256, a text or file that is kept."""

    def blank(self, column: str) -> Value:
        """What an absent value of a column is stored as."""
        if column in self.nullable:
            return None
        return 0 if column in self.flags else ""

    def holds(self, column: str, value: Value) -> bool:
        """Whether a column can hold a value, exactly as it is. Raises `KeyError`."""
        if column not in self.columns and column != "gone":
            raise KeyError(column)
        if value is None:
            return column in self.nullable
        return isinstance(value, int if column in self.numbers else str)


def plain(value: object) -> Value:
    """Return a domain value as it is stored. Raises `TypeError` for what no field holds."""
    if value is None or value.__class__ is str:  # as most are; words of a list are enumerations
        return value
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (str, int)):
        return value
    raise TypeError(type(value).__name__)


def simple(
    cls: type,
    *,
    nullable: str = "",
    numbers: str = "",
    decoders: Mapping[str, Callable[[Any], Any]] | None = None,
    references: Mapping[str, str] | None = None,
    owner: str = "",
    kept: tuple[str, ...] = (),
) -> Record:
    """Describe a record whose columns are its dataclass's fields, in their order."""
    columns = tuple(each.name for each in fields(cls) if each.name != "id")
    special = decoders or {}

    def decode(row: Row) -> object:
        values = {name: row[name] for name in columns}
        for name, decoder in special.items():
            if values[name] is not None:
                values[name] = decoder(values[name])
        return cls(id=row["id"], **values)

    def encode(item: object) -> dict[str, Value]:
        return {name: plain(getattr(item, name)) for name in columns}

    flags = frozenset(name for name, decoder in special.items() if decoder is bool)
    return Record(
        name=cls.__name__.lower(),
        columns=columns,
        nullable=frozenset(nullable.split()),
        numbers=flags | frozenset(numbers.split()),
        flags=flags,
        decode=decode,
        encode=encode,
        references=references or {},
        owner=owner,
        kept=kept,
    )


BESIDE: Mapping[str, str] = {"commitment": "commitment"}
"""What the records refer to that stand beside a commitment."""
