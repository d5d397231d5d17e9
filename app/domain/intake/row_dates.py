"""What one row of a table says of dates: read, asked about, or told to be none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.domain.intake.asking import SAID_KEY, Asked, Reading, cell, plain_key
from app.domain.intake.columns import Column
from app.domain.intake.date_columns import DateColumn, Order, has_figures
from app.domain.intake.dates import SAID, DateRead, read_date
from app.domain.intake.grid import BLANK, Cell, CellKind
from app.domain.intake.layout import Placed
from app.domain.intake.shorthand import CENTURY
from app.domain.intake.vocabulary import plain
from app.domain.kinds import Kind


class DatedRow:
    """One point on the way through: its cells, what is asked of them, and its dates."""

    def __init__(
        self, placed: Placed, reading: Reading, *, kind: Kind | None = None, pair: str = ""
    ) -> None:
        self._placed, self._pair = placed, pair
        self._added: Mapping[str, str] = {}
        self._reading = reading
        self._fields: dict[str, str] = {}
        self._warnings: list[str] = []
        self._waits: list[str] = []
        self._asks: list[Asked] = []
        self._kind = kind or reading.told.kind

    def _mended(self, column: Column) -> str:
        """Return what the officer wrote in place of a cell, as an answer to “Column@row”."""
        if not self._reading.answers:
            return ""
        key = f"{column.name}@{self._placed.row.number}"
        return self._reading.answers.get(plain_key(key), "").strip()

    def _cell(self, name: str) -> Cell:
        column = self._reading.places.get(name)
        return BLANK if column is None else cell(self._placed.row, column.place)

    def _ask(self, asked: Asked) -> None:
        """Wait for an answer; of several rows that wait for one, each asks in its own words."""
        self._waits.append(self._reading.ask(asked))
        self._asks.append(asked)

    def _date(self, name: str) -> None:
        column = self._reading.places.get(name)
        held = self._cell(name)
        said = self._mended(column) if column is not None else ""
        settled = self._reading.dates.get(name, DateColumn())
        if name == "due" and self._reading.earlier is not None:
            column, held, settled = self._in_place_of(held, said, column, settled)
        if column is None or not (held.text or said):
            return
        reading = self._reading
        answers = reading.answers_of(column)
        words = " ".join(held.text.split())
        said = said or (answers.get(plain(words), "") if self._by_words(words) else "")
        read = Cell(text=said, kind=CellKind.TEXT) if said else held
        found = read_date(read, settled, reading.said, reading.told.today, answers)
        if said:
            found = replace(found, timing=replace(found.timing, words=words or said))
        if found.question:
            self._ask_date(column, settled, found, words)
            return
        if found.warning:
            self._warnings.append(f"{column.name}: {found.warning}")
        self._take_date(name, found)

    def _in_place_of(
        self, held: Cell, said: str, column: Column | None, settled: DateColumn
    ) -> tuple[Column | None, Cell, DateColumn]:
        """Return the date that holds: the one before, where no other took its place."""
        earlier = self._reading.earlier
        before = BLANK if earlier is None else cell(self._placed.row, earlier.place)
        if earlier is None or not before.text:
            return column, held, settled
        if not (plain(held.text) or said):
            return earlier, before, self._reading.before
        if held.text != before.text:
            self._warnings.append(f"{earlier.name}: “{before.text}” stood before: left out.")
        return column, held, settled

    @staticmethod
    def _by_words(words: str) -> bool:
        """Whether an answer may go by the words of a cell: bare figures name a row."""
        return bool(plain(words)) and not plain(words).isdecimal()

    def _ask_date(self, column: Column, settled: DateColumn, found: DateRead, words: str) -> None:
        """Ask once for all that the answer settles: the table, the column, or the same words."""
        of_column = settled.order is Order.ASKED or settled.mixed
        figures = found.family in ("", CENTURY) and has_figures(words)
        if of_column and figures and plain_key(column.name) in self._reading.questions:
            self._waits.append(column.name)
            if not found.family:
                return
        row = None if found.family or self._by_words(words) else self._placed.row.number
        key = f"{column.name}@{found.family or (words if row is None else row)}"
        self._ask(
            Asked(
                key=SAID_KEY if found.family == SAID else key,
                column=column.name,
                question=found.question,
                choices=found.choices,
                row=row,
            )
        )

    def _take_date(self, name: str, found: DateRead) -> None:
        timing = found.timing
        if name != "due":
            if timing.edtf:
                self._fields[name] = timing.edtf
            elif timing.words:
                column = self._reading.places[name].name
                self._warnings.append(f"{column}: “{timing.words}” is no date: left out.")
            return
        values = {
            "due": timing.edtf,
            "due_words": timing.words,
            "due_sense": timing.sense.value,
            "due_basis": timing.basis.value,
        }
        self._fields |= {key: value for key, value in values.items() if value}
