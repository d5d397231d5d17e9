"""The options that say when something is due, and those by which its date is changed.

Apart from what reads them: a list of what is due takes none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from app.cli.options import Day
from app.domain.timing import Basis, Sense

Decorated = Callable[..., Any]

_OPTIONS = (
    click.option(
        "--due",
        metavar="DATE",
        help="When it is due: “by end of 2025”, “11 Apr 2025”, “Q1 2026”, 2025-02?, 2025/2027 "
        "(throughout); nothing for no date. “servanda date” shows how a text is read.",
    ),
    click.option(
        "--said", metavar="DAY", type=Day(), help="The day it was said: “within two weeks” of it."
    ),
    click.option("--due-words", metavar="WORDS", help="How the source says it."),
    click.option("--basis", help=f"What the date rests on: {', '.join(Basis)}."),
    click.option("--due-why", metavar="WHY", help="What an inferred date was inferred from."),
    click.option("--sense", help=f"How it is meant: {', '.join(Sense)}."),
    click.option("--anchor", metavar="REF", help="The commitment it follows; nothing for none."),
    click.option(
        "--offset", metavar="TIME", help="How far from that one: P14D, -P1M, “2 weeks after”."
    ),
)
_REVISING = (
    click.option("--postpone", is_flag=True, help="Beside the first date, which is kept: usual."),
    click.option("--correct", is_flag=True, help="The date was written wrongly."),
    click.option("--reading", is_flag=True, help="Another source says so of the same promise."),
    click.option("--choose", metavar="NUMBER", type=int, help="Let this one of its dates count."),
    click.option("--asked-on", metavar="DATE", help="When the new date was asked for."),
    click.option("--asked-by", metavar="WHO", help="Who asked: PK, BY, both, protocol."),
    click.option("--agreed-on", metavar="DATE", help="When it was agreed, or chosen."),
    click.option("--agreed-by", metavar="WHO", help="PK, BY, both, protocol; or who chose."),
    click.option("--reason", help="Why the date changed, or was chosen."),
)
_PASSAGE = (
    click.option("--source", metavar="TITLE", help="The source that says so, by its title."),
    click.option("--paragraph", help="The source's paragraph."),
    click.option("--quotation", help="Its words, exactly."),
    click.option("--paraphrase", help="What it says, in ours."),
)


def due_options(command: Decorated) -> Decorated:
    """Give a command the options of a date."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def redating_options(command: Decorated) -> Decorated:
    """Give a command the options by which the date of one commitment is changed."""
    for option in reversed((*_REVISING, *_PASSAGE)):
        command = option(command)
    return due_options(command)


def is_given(given: Mapping[str, Any]) -> bool:
    """Whether any of the options was given."""
    return any(value is not None and value is not False for value in given.values())
