"""Answers on the command line, held against what an import asks: a wrong one is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import click

from app.domain.intake.asking import Asked, plain_key
from app.domain.intake.grid import Grid
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Plan
from app.store.reader import Reader


def check_answers(reader: Reader, grid: Grid, wanted: Wanted, plan: Plan, today: date) -> None:
    """Refuse an answer to what is not asked, or one that is none of its choices.

    `plan` is what came of the answers. A row may be written anew as “Column@row”. Raises
    `click.UsageError` with the choices there are.
    """
    if not wanted.answers:
        return
    left = _by_key(plan.draft.questions)
    first: Mapping[str, Asked] | None = None
    for key, value in wanted.answers.items():
        if asked := left.get(plain_key(key)):
            raise click.UsageError(f"“{value}” is no answer to “{key}”. {_choices(asked)}")
        if _mends(plan, key):
            continue
        if first is None:
            first = _asked(reader, grid, replace(wanted, answers={}), today)
        if plain_key(key) in first:
            continue
        others = {name: each for name, each in wanted.answers.items() if name != key}
        again = _asked(reader, grid, replace(wanted, answers=others), today) if others else first
        if plain_key(key) not in again:
            raise click.UsageError(f"Nothing asks for “{key}”. {_questions({**first, **again})}")


def _asked(reader: Reader, grid: Grid, wanted: Wanted, today: date) -> Mapping[str, Asked]:
    return _by_key(prepared(reader, grid, wanted, today).draft.questions)


def _by_key(questions: Iterable[Asked]) -> dict[str, Asked]:
    return {plain_key(each.key): each for each in questions}


def _mends(plan: Plan, key: str) -> bool:
    """Whether a key names a cell of a row: what stands there is written anew."""
    column, _, row = key.rpartition("@")
    if not row.isdecimal():
        return False
    names = {plain_key(each.name) for each in plan.draft.columns if each.name}
    return plain_key(column) in names and int(row) in {each.row for each in plan.draft.rows}


def _choices(asked: Asked) -> str:
    if not asked.choices:
        return "Write a day, such as 2025-02-10."
    return f"There are {', '.join(asked.choices)}."


def _questions(asked: Mapping[str, Asked]) -> str:
    if not asked:
        return "This table asks nothing."
    return f"It asks for {', '.join(f'“{each.key}”' for each in asked.values())}."
