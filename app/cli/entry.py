"""The options that fill a commitment's fields, and the values they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from app.cli.named import organisation, word
from app.domain import fields
from app.domain.commitment import sides_of
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.store.reader import Reader

Decorated = Callable[..., Any]

_OPTIONS = (
    click.option("--title", help="What was promised, in one line."),
    click.option("--kind", help=f"One of: {', '.join(Kind)}."),
    click.option("--relation", metavar="CODE", help="Between which pair: PK-BY."),
    click.option("--owed-by", metavar="CODES", help="Who owes it: PK, BY, both, or a name."),
    click.option("--owner", metavar="NAME", help="Lead agency of the first side."),
    click.option("--owner-basis", help="Whether a source names the lead: stated, presumed."),
    click.option("--counterpart", metavar="NAME", help="Lead agency of the second side."),
    click.option("--sector", help="The sector it belongs to."),
    click.option("--strength", metavar="0-5", help="How binding: 5 obligation to 0 statement."),
    click.option("--origin", metavar="REF", help="The session, visit or text it was made in."),
    click.option("--paragraph", help="That document's own paragraph."),
    click.option("--made-on", metavar="DATE", help="When it was made."),
    click.option("--made-at", metavar="PLACE", help="Where it was made."),
    click.option("--summary", help="What it is about."),
    click.option("--ref", help="Its reference; else the next number of the year."),
    click.option("--remarks", help="Remarks of the desk."),
)
_PAIR = 2
_AGENCIES = ("owner", "counterpart")
_PLAIN = (
    "title",
    "owed_by",
    "owner_basis",
    "sector",
    "paragraph",
    "made_on",
    "made_at",
    "summary",
    "ref",
    "remarks",
)


def entry_options(command: Decorated) -> Decorated:
    """Give a command an option for every field."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def entry_values(reader: Reader, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that were given, with what they name looked up; "" empties a field.

    Raises `InvalidValueError` or `NotFoundError` for what is unknown. The relation is left to
    `relation_of`.
    """
    values: dict[str, Any] = {name: given[name] for name in _PLAIN if given[name] is not None}
    for name in _AGENCIES:
        if given[name] is not None:
            text = given[name].strip()
            values[name] = organisation(reader, name, text).id if text else None
    if given["origin"] is not None:
        text = given["origin"].strip()
        values["origin"] = reader.find(text) if text else None
    if given["strength"] is not None:
        values["strength"] = fields.strength(given["strength"].strip())
    if given["kind"] is not None:
        values["kind"] = word(Kind, "kind", given["kind"])
    return values


def pair(code: str, names: str | None) -> tuple[str, str, str]:
    """Return a relation's code and its two names, the codes of the countries where none is given.

    Raises `InvalidValueError` for a code that is none; names that are not two are a wrong
    command line.
    """
    checked = fields.relation(code)
    if names is None:
        return (checked, *sides_of(checked))
    both = [" ".join(each.split()) for each in names.split(",")]
    if len(both) != _PAIR or not all(both):
        raise click.UsageError("--names takes the two names, as in --names “Pakistan,Belarus”.")
    return checked, both[0], both[1]


def relation_of(
    reader: Reader, given: str | None, names: str | None
) -> tuple[tuple[str, str, str], bool]:
    """Return the pair of countries that is meant, and whether it is new to the register.

    Without a code it is the only pair of the register. A new pair needs its names, so that a
    misspelt code makes none; the first of a register does not. Raises `InvalidValueError`.
    """
    known = {each.code: each for each in reader.relations()}
    if given is None:
        if len(known) == 1:
            only = next(iter(known.values()))
            return (only.code, only.first_name, only.second_name), False
        there = f"This register has {', '.join(known)}." if known else "Write for example PK-BY."
        raise InvalidValueError(
            "relation", f"Say with --relation between which pair of countries it is. {there}"
        )
    wanted = pair(given, names)
    if wanted[0] in known:
        return wanted, False
    if known and names is None:
        raise InvalidValueError(
            "relation",
            f"This register is about {', '.join(known)}. To begin another pair, name its two "
            "countries with --names.",
        )
    return wanted, True
