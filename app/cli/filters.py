"""The options that choose and order commitments, and the query they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import click

from app.cli.named import one_of, organisation, word
from app.domain.errors import InvalidValueError
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import Column, Query, Sort
from app.domain.timeliness import Timeliness
from app.services.register import Register

Decorated = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was asked for on the command line, still in the officer's words."""

    overdue: bool = False
    due_soon: bool = False
    only_open: bool = False
    status: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    sector: tuple[str, ...] = ()
    relation: str = ""
    owner: str = ""
    owed_by: str = ""
    origin: str = ""
    text: str = ""
    binned: bool = False
    sort: str = ""

    @classmethod
    def taken_from(cls, options: Mapping[str, Any]) -> Filters:
        """Pick the filters out of a command's options; what was not given stays as it is here."""
        names = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in options.items() if name in names and value})

    def query(self, register: Register) -> Query:
        """Return the query, its names looked up in a register.

        Raises `InvalidValueError` or `NotFoundError` for what is unknown.
        """
        timeliness = {
            Timeliness.OVERDUE: self.overdue,
            Timeliness.DUE_SOON: self.due_soon,
        }
        return Query(
            text=self.text,
            timeliness=frozenset(each for each, wanted in timeliness.items() if wanted),
            phases=frozenset({Phase.OPEN, Phase.ACTIVE}) if self.only_open else frozenset(),
            statuses=frozenset(word(Status, "status", each) for each in self.status),
            kinds=frozenset(word(Kind, "kind", each) for each in self.kind),
            sectors=frozenset(
                one_of(register.lookup.distinct("sector"), "sector", each) for each in self.sector
            ),
            relation=_relation(register, self.relation) if self.relation else "",
            owed_by=self.owed_by.strip(),
            owner=organisation(register.lookup, "owner", self.owner).label if self.owner else "",
            origin=register.lookup.find(self.origin) if self.origin else None,
            promises=self.overdue or self.due_soon or self.only_open,
            binned=self.binned,
            sort=order(self.sort),
        )


def _relation(register: Register, given: str) -> str:
    return one_of((each.code for each in register.lookup.relations()), "relation", given)


def order(text: str) -> tuple[Sort, ...]:
    """Read an order such as “sector,-due”; nothing is by due date.

    Raises `InvalidValueError` naming the columns there are.
    """
    steps = []
    for each in text.split(","):
        name = each.strip()
        if name:
            column = word(Column, "column", name.removeprefix("-"))
            steps.append(Sort(column=column, descending=name.startswith("-")))
    if text.strip() and not steps:
        raise InvalidValueError("column", f"“{text}” names no column to sort by.")
    return tuple(steps) or (Sort(),)


_OPTIONS = (
    click.option("--overdue", is_flag=True, help="What is late and owed."),
    click.option("--due-soon", is_flag=True, help="What falls due within 30 days."),
    click.option("--open", "only_open", is_flag=True, help="What is still owed."),
    click.option("--status", multiple=True, help="With that status; may be repeated."),
    click.option("--kind", multiple=True, help="Of that kind; may be repeated."),
    click.option("--sector", multiple=True, help="In that sector; may be repeated."),
    click.option("--relation", metavar="CODE", help="Between that pair: PK-BY."),
    click.option("--owner", metavar="NAME", help="Led by that agency: name, acronym or alias."),
    click.option("--owed-by", metavar="CODE", help="That side is responsible: PK."),
    click.option("--origin", metavar="REF", help="Made in that session, visit or text."),
    click.option("--text", help="With words that begin so."),
    click.option("--bin", "binned", is_flag=True, help="What lies in the bin."),
    click.option(
        "--sort", metavar="COLUMNS", help=f"By {', '.join(Column)}; - turns one: sector,-due."
    ),
)


def filtered(command: Decorated) -> Decorated:
    """Give a command the options of `Filters`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
