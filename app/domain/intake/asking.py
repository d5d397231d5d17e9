"""What is the same for all rows of a table: its columns, what the officer said, what is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.intake.agency_names import Names
from app.domain.intake.columns import Column
from app.domain.intake.date_columns import DateColumn, Order, date_column
from app.domain.intake.grid import BLANK, Cell, GridRow
from app.domain.intake.layout import Layout
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind
from app.domain.typed_dates import exact_day

SAID_KEY = "@said"
"""The key of the question from which day “within 30 days” counts, the same for the whole table."""

DATES = ("due", "done", "made_on", "letter_date", "as_of", "review_on", "ball_since")
"""The fields that hold a date."""


NOTE_ONLY, ONE_BY_ONE = "note only", "one by one"
"""The answers to what the sentences in a status column are."""

_SENTENCE = 25
"""So many characters are no word for a status."""
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date as this program writes it into a table: in EDTF, and in words."""

    edtf: str
    words: str


def _like_none(_ref: str) -> tuple[str, ...]:
    return ()


def _go_on() -> None:
    """Nobody waits, and nobody calls it off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the officer says beside the file: none of it is guessed.

    `said` is the day of the session or paper, from which “within 30 days” counts. `fields` gives
    the field of a column by its name, `header_rows` the header's record numbers. `answers` answer
    questions by their key. `agencies` holds every name an agency of the register goes by, as
    `plain` gives it, with the name to show; `labels` are the names shown, those of several alike
    among them. `kind` is that of rows that name none; `kinds` gives it by reference, where a table
    has no column for what the register knows; `shown` gives by reference its date as this program
    wrote it, or would now.
    `pair` is the pair of countries, `countries` the code of each by its plain name. `reported_on`
    is the day as of which progress is told, where the officer says it. `looking_like` gives the
    references of the register that one is not, though an eye cannot tell it from them; `seats` the
    country of an agency by the name it is shown by.
    """

    today: date
    said: date | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    header_rows: Sequence[int] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    kind: Kind = Kind.ACTION
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    shown: Mapping[str, Sequence[ShownDate]] = field(default_factory=dict)
    pair: str = ""
    countries: Mapping[str, str] = field(default_factory=dict)
    reported_on: date | None = None
    seats: Mapping[str, str] = field(default_factory=dict)
    looking_like: Callable[[str], Sequence[str]] = _like_none
    at_each_row: Callable[[], object] = _go_on
    """Called while rows are read; what it raises ends the reading."""


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

    def __init__(
        self, layout: Layout, columns: tuple[Column, ...], told: Told, *, own: bool = False
    ) -> None:
        """`own` says that this program wrote the table: its names are those of a register."""
        self.own = own
        self._layout = layout
        self.columns = columns
        self.told = told
        self.answers = {plain_key(key): value for key, value in told.answers.items()}
        self.said = told.said or exact_day(self.answers.get(plain_key(SAID_KEY), ""))
        self.places = {each.field: each for each in columns if each.field}
        self.doubtful = tuple(each for each in columns if each.asks)
        self.earlier = next((each for each in columns if each.earlier), None)
        self.questions: dict[str, Asked] = {}
        self.names = Names(told.agencies)
        self.seats: dict[str, str] = {}
        """The country of each agency that is to be added, by its plain name."""
        self.above: dict[str, str] = {}
        """What the row before says in the columns of agencies, by field."""
        self.parted: dict[str, tuple[str, ...]] = {}
        """The names in a cell of agencies, by its text: few texts come again and again."""
        self.countries: dict[tuple[str, str], str] = {}
        """Which country of a pair a text names, by both."""
        self.strange: dict[str, bool] = {}
        """Of names that are no agency's: whether nothing else is to be found out of them."""
        self._long: dict[int, int] = {}
        self._ninths: dict[str, int] | None = None
        self.dates = {
            name: self._date_column(self.places[name]) for name in DATES if name in self.places
        }
        self.before = self._date_column(self.earlier) if self.earlier is not None else DateColumn()

    # Columns

    def answers_of(self, column: Column) -> dict[str, str]:
        """Return what was answered of a column: by a word, a family of questions or a row."""
        head = plain_key(f"{column.name}@")
        return {
            key.removeprefix(head): value
            for key, value in self.answers.items()
            if key.startswith(head)
        }

    def _date_column(self, column: Column) -> DateColumn:
        """Settle how the dates of a column are written, by an answer or a question if need be."""
        found = date_column(
            (cell(each.row, column.place) for each in self._layout.points), self._layout.days_from
        )
        answer = self.answers.get(plain_key(column.name), "")
        if found.order is Order.ASKED or found.mixed:
            settled = {each.value: each for each in (Order.DAY_FIRST, Order.MONTH_FIRST)}
            if answer in settled:
                return DateColumn(
                    order=settled[answer], serials=found.serials, days_from=found.days_from
                )
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

    def sentences(self, column: Column, text: str) -> bool:
        """Whether a status is one of several sentences, which are asked about together."""
        if len(text) < _SENTENCE or self.answers.get(plain_key(column.name)) == ONE_BY_ONE:
            return False
        if column.place not in self._long:
            texts = {plain(cell(each.row, column.place).text) for each in self._layout.points}
            self._long[column.place] = sum(len(each) >= _SENTENCE for each in texts)
        return self._long[column.place] >= _SEVERAL

    def ninth(self, column: Column, chapter: str) -> int:
        """Return in which row the ninth paragraph of a chapter stands first, a far one for none."""
        if self._ninths is None:
            self._ninths = {}
            for each in self._layout.points:
                head, _, last = cell(each.row, column.place).text.partition(".")
                if last == "9":
                    self._ninths.setdefault(head, each.row.number)
        return self._ninths.get(chapter, sys.maxsize)

    def ask(self, asked: Asked) -> str:
        """Put a question, once; returns the key under which it is answered."""
        self.questions.setdefault(plain_key(asked.key), asked)
        return asked.key
