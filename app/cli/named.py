"""What a command names in words: statuses, kinds, agencies. What is unknown is never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from app.domain.errors import InvalidValueError

if TYPE_CHECKING:  # a list whose filters name nobody looks nobody up
    from app.domain.particulars import Organisation, Source
    from app.store.lookup import Lookup

_Word = TypeVar("_Word", bound=StrEnum)


def word(choices: type[_Word], name: str, given: str) -> _Word:
    """Return the member that is meant; case, and - or _ for a blank, do not matter.

    Raises `InvalidValueError` naming the members there are.
    """
    wanted = _plain(given)
    for each in choices:
        if _plain(each.value) == wanted:
            return each
    names = ", ".join(f"“{each.value}”" for each in choices)
    raise InvalidValueError(name, f"“{given}” is no {name.replace('_', ' ')}. There are {names}.")


def _plain(text: str) -> str:
    return " ".join(text.replace("-", " ").replace("_", " ").split()).casefold()


def one_of(known: Iterable[str], name: str, given: str) -> str:
    """Return the text in use that is meant, whatever its case; `InvalidValueError` if none is."""
    texts = list(known)
    for each in texts:
        if each.casefold() == given.strip().casefold():
            return each
    names = ", ".join(f"“{each}”" for each in texts) or "none"
    raise InvalidValueError(name, f"“{given}” is no {name} in this register. There are {names}.")


def organisation(lookup: Lookup, name: str, given: str) -> Organisation:
    """Return the one agency that goes by a name, acronym or alias.

    Raises `InvalidValueError`: for an unknown name with the nearest ones, for a name that
    several go by with all of theirs.
    """
    found = lookup.organisations_named(given.strip())
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"“{each.name}” ({each.country})" for each in found)
        raise InvalidValueError(name, f"Several go by “{given}”: {names}. Give the whole name.")
    raise InvalidValueError(
        name, f"No ministry or agency in this register goes by “{given}”.{_nearest(lookup, given)}"
    )


def source(known: Iterable[Source], given: str) -> Source:
    """Return the one source of that title, or whose title alone holds these words.

    Raises `InvalidValueError`, naming the titles where several do.
    """
    wanted = " ".join(given.split()).casefold()
    titled = [each for each in known if wanted and wanted in each.title.casefold()]
    found = [each for each in titled if each.title.casefold() == wanted] or titled
    if len(found) == 1:
        return found[0]
    if not found:
        raise InvalidValueError("source", f"No source in this register goes by “{given.strip()}”.")
    titles = ", ".join(f"“{each.title}” ({each.publisher or 'no publisher'})" for each in found)
    raise InvalidValueError("source", f"Several sources go by “{given.strip()}”: {titles}.")


def _nearest(lookup: Lookup, given: str) -> str:
    known = {
        text.casefold(): each
        for each in lookup.organisations()
        for text in (each.name, each.acronym)
        if text
    }
    close = get_close_matches(given.strip().casefold(), known, n=3, cutoff=0.5)
    if not close:
        return ""
    names = dict.fromkeys(_both(known[each]) for each in close)
    return f" The nearest are {', '.join(names)}."


def _both(body: Organisation) -> str:
    return f"“{body.acronym}” ({body.name})" if body.acronym else f"“{body.name}”"
