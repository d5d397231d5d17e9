"""What is the same for all rows of a table: its columns, what the officer said, what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.intake.columns import Column
from app.domain.intake.grid import BLANK, Cell, GridRow
from app.domain.intake.layout import Layout
from app.domain.intake.values import DateColumn, Order, date_column
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind

DATES = ("due", "made_on", "letter_date", "review_on", "ball_since")
"""The fields that hold a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the officer says beside the file: none of it is guessed.

    `said` is the day of the session or paper, from which “within 30 days” counts. `fields` gives
    the field of a column by its name, `header_rows` the header's record numbers. `answers` answer
    questions by their key. `agencies` holds every name an agency of the register goes by, as
    `plain` gives it, with the name to show; `labels` are the names shown, those of several alike
    among them. `kind` is that of rows that name none.
    """

    today: date
    said: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    header_rows: Sequence[int] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    kind: Kind = Kind.ACTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: of a column, of a word in it, or of one row; `key` is what an answer names."""

    key: str
    column: str
    question: str
    choices: tuple[str, ...] = ()
    row: int | None = None


def plain_key(key: str) -> str:
    """Return a question's key for comparing: the column's name, and what stands behind the “@”."""
    column, mark, rest = key.partition("@")
    return f"{plain(column)}@{plain(rest)}" if mark else plain(column)


def cell(row: GridRow, place: int) -> Cell:
    """Return the cell of a column counted from 0; a blank one beyond the last."""
    return row.cells[place] if place < len(row.cells) else BLANK


class Reading:
    """One table on the way through: what is the same for all of its rows is found out once."""

    def __init__(self, layout: Layout, columns: tuple[Column, ...], told: Told) -> None:
        self._layout = layout
        self.columns = columns
        self.told = told
        self.answers = {plain_key(key): value for key, value in told.answers.items()}
        self.places = {each.field: each for each in columns if each.field}
        self.questions: dict[str, Asked] = {}
        self.dates = {
            name: self._date_column(self.places[name]) for name in DATES if name in self.places
        }

    # Columns

    def _date_column(self, column: Column) -> DateColumn:
        """Settle how the dates of a column are written, by an answer or a question if need be."""
        found = date_column(cell(each.row, column.place) for each in self._layout.points)
        answer = self.answers.get(plain_key(column.name), "")
        if found.order is Order.ASKED or found.mixed:
            settled = {each.value: each for each in (Order.DAY_FIRST, Order.MONTH_FIRST)}
            if answer in settled:
                return DateColumn(order=settled[answer], serials=found.serials)
            if found.example:
                self.ask(
                    Asked(
                        key=column.name,
                        column=column.name,
                        question=f"In “{found.example}”, which number is the day?",
                        choices=(Order.DAY_FIRST.value, Order.MONTH_FIRST.value),
                    )
                )
        return found

    def ask(self, asked: Asked) -> str:
        """Put a question, once; returns the key under which it is answered."""
        self.questions.setdefault(plain_key(asked.key), asked)
        return asked.key
