"""How a command looks at a register: on its day or a past one, in one state throughout."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

from app.cli.options import past
from app.cli.session import Session
from app.cli.table import message
from app.domain.as_of import as_of_words, erased_words
from app.services.register import Register

if TYPE_CHECKING:
    from app.store.lists import Lists

_ATTEMPTS = 3
_A_MOMENT = 0.1

_Found = TypeVar("_Found")


@contextmanager
def looked_at(session: Session, as_of: date | None, by: str | None) -> Iterator[Register]:
    """Open the register for the length of one command, as it is or as of a past day.

    What cannot be shown of a past day is said. Raises what `look_back` and opening do.
    """
    wanted = past(as_of, by)
    with session.opened() as register:
        if wanted is None:
            yield register
            return
        from app.services.asof import look_back  # noqa: PLC0415 - start-up time

        looked = look_back(register, wanted, progress=_Percent() if _watched() else _quiet)
        try:
            message(f"{as_of_words(wanted)}.")
            if looked.erased:
                message(erased_words(looked.erased, wanted.by))
            yield looked
        finally:
            looked.close()


def _watched() -> bool:
    return sys.stderr.isatty()


def _quiet(_done: int, _whole: int) -> None:
    """Say nothing: nobody watches."""


class _Percent:
    """Says how far a look back has come, should it take longer than a moment."""

    def __init__(self) -> None:
        self._begun = monotonic()
        self._said = False

    def __call__(self, done: int, whole: int) -> None:
        if monotonic() - self._begun > _A_MOMENT:
            self._said = True
            click.echo(f"\rLooking back: {100 * done // whole} % ", nl=False, err=True)
        if self._said and done == whole:
            click.echo(err=True)


def steady(lists: Lists, read: Callable[[], _Found]) -> _Found:
    """Read again where another program wrote in the meantime: pages must be of one state."""
    for _ in range(_ATTEMPTS):
        before = lists.version()
        found = read()
        if lists.version() == before:
            return found
    return read()
