"""The agencies of a register, as a table that names them needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from app.domain.intake.vocabulary import plain
from app.store.reader import Reader


def agency_names(reader: Reader, *, ever: bool = False) -> dict[str, str]:
    """Return every name an agency goes by, as `plain` gives it, with the name to show.

    A name that several go by is left out: it says of none which it is. With `ever` names count
    that it had once, where it is the only one that ever had them.
    """
    now = _unambiguous(reader, ())
    return {**_unambiguous(reader, reader.former_names()), **now} if ever else now


def _unambiguous(reader: Reader, former: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    shown: dict[str, str] = {}
    for each in reader.organisations():
        shown[each.id] = each.label
        for name in {each.name, each.acronym} - {""}:
            found[plain(name)].add(each.id)
    for alias in reader.aliases():
        if alias.organisation in shown:
            found[plain(alias.name)].add(alias.organisation)
    for identity, name in former:
        if identity in shown:
            found[plain(name)].add(identity)
    return {name: shown[next(iter(held))] for name, held in found.items() if len(held) == 1}


def seats(reader: Reader) -> dict[str, str]:
    """Return the country of each agency by the name it is shown by."""
    return {each.label: each.country for each in reader.organisations()}


def labels(reader: Reader) -> frozenset[str]:
    """Return the name that each agency is shown by."""
    return frozenset(each.label for each in reader.organisations())
