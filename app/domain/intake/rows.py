"""One row of a table, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.commitment import Completion
from app.domain.intake.asking import (
    DATES,
    NOTE_ONLY,
    ONE_BY_ONE,
    SAID_KEY,
    Asked,
    Reading,
    cell,
    plain_key,
)
from app.domain.intake.columns import DATE_FIELDS, Column, what_key
from app.domain.intake.dates import SAID, DateColumn, DateRead, Order, has_figures, read_date
from app.domain.intake.grid import BLANK, Cell, CellKind
from app.domain.intake.layout import Placed
from app.domain.intake.paragraphs import readings, sub_point, tidy_paragraph
from app.domain.intake.parties import AS_WRITTEN, party_choices, read_party
from app.domain.intake.row_agencies import AGENCIES, RowAgencies
from app.domain.intake.shorthand import CENTURY
from app.domain.intake.values import read_kind, read_status
from app.domain.intake.vocabulary import SERIAL, plain
from app.domain.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One point as it would come in: its fields by our names, dates as EDTF.

    `row` is its record number in the file. It is held back while it `waits` for answers, to
    questions that `asks` puts in the words of this row where it has its own; or where
    `fault` says why it cannot come in. Where this program wrote the file, `carried` are the fields
    that it has columns for: an empty cell of them says that there is nothing.
    """

    row: int
    fields: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    asks: tuple[Asked, ...] = ()
    fault: str = ""
    carried: frozenset[str] = frozenset()


class RowReader:
    """One point on the way through."""

    def __init__(self, placed: Placed, reading: Reading, *, kind: Kind | None = None) -> None:
        self._placed = placed
        self._reading = reading
        self._fields: dict[str, str] = {}
        self._warnings: list[str] = []
        self._waits: list[str] = []
        self._asks: list[Asked] = []
        self._kind = kind or reading.told.kind

    def read(self, parent: str) -> str:
        """Read every field; returns the paragraph that a sub-point below would stand under."""
        for each in self._reading.columns:
            if each.field in ("", SERIAL, *DATES, *AGENCIES, "status", "kind"):
                continue
            text = self._mended(each) or self._cell(each.field).text.strip()
            if text:
                self._fields[each.field] = text
        if "sector" not in self._fields and self._placed.section:
            self._fields["sector"] = self._placed.section
        parent = self._paragraph(parent)
        self._title()
        self._kind_of()
        self._which_dates()
        for name in DATES:
            self._date(name)
        self._status()
        self._agencies()
        self._party()
        self._completion()
        return parent

    def done(self, fault: str = "") -> DraftRow:
        """Return the row as it was read."""
        if not (self._fields.get("title") or self._fields.get("ref")):
            fault = "Nothing in this row says what was promised: there is no title."
        return DraftRow(
            row=self._placed.row.number,
            fields=dict(self._fields),
            warnings=tuple(self._warnings),
            waits=tuple(self._waits),
            asks=tuple(self._asks),
            fault=fault,
        )

    def _mended(self, column: Column) -> str:
        """Return what the officer wrote in place of a cell, as an answer to “Column@row”."""
        key = f"{column.name}@{self._placed.row.number}"
        return self._reading.answers.get(plain_key(key), "").strip()

    def _cell(self, name: str) -> Cell:
        column = self._reading.places.get(name)
        return BLANK if column is None else cell(self._placed.row, column.place)

    def _ask(self, asked: Asked) -> None:
        """Wait for an answer; of several rows that wait for one, each asks in its own words."""
        self._waits.append(self._reading.ask(asked))
        self._asks.append(asked)

    # One field after another

    def _paragraph(self, parent: str) -> str:
        """Put a sub-point, (a) or (b), under its paragraph; it may stand before the title."""
        text = tidy_paragraph(self._fields.get("paragraph", ""))
        if text and self._spoilt(text):
            return parent
        letter, rest = sub_point(text)
        if letter and not rest:
            self._fields["paragraph"] = f"{parent}({letter})"
            return parent
        if text:
            self._fields["paragraph"] = text
            return text
        letter, rest = sub_point(self._fields.get("title", ""))
        if letter and parent:
            self._fields |= {"paragraph": f"{parent}({letter})", "title": rest}
        return parent

    def _spoilt(self, text: str) -> bool:
        """Ask what a paragraph was before the spreadsheet took it for a day or a number."""
        column, number = self._reading.places["paragraph"], self._placed.row.number
        if self._mended(column):
            return False
        after_nine = number > self._reading.ninth(column, text.partition(".")[0])
        choices = readings(self._cell("paragraph"), text, after_nine=after_nine)
        if choices:
            del self._fields["paragraph"]
            asked = Asked(
                key=f"{column.name}@{number}",
                column=column.name,
                question=f"The spreadsheet made “{text}” of this paragraph. Which one is it?",
                choices=choices,
                row=number,
            )
            self._ask(asked)
        return bool(choices)

    def _title(self) -> None:
        title = " ".join(self._fields.get("title", "").split())
        if title:
            self._fields["title"] = title

    def _kind_of(self) -> None:
        text = " ".join(self._cell("kind").text.split())
        if not plain(text):
            return
        column = self._reading.places["kind"].name
        key = f"{column}@{text}"
        said = self._reading.answers.get(plain_key(key))
        found = read_kind(said or text)
        if found is None:
            asked = Asked(
                key=key,
                column=column,
                question=f"What kind is “{text[:80]}”?",
                choices=tuple(each.value for each in Kind),
            )
            self._ask(asked)
            return
        self._kind = found
        self._fields["kind"] = found.value

    def _which_dates(self) -> None:
        """Ask of each column of dates that could be several fields which one it is."""
        for column in self._reading.doubtful:
            if not cell(self._placed.row, column.place).text:
                continue
            asked = Asked(
                key=what_key(column.name),
                column=column.name,
                question=column.asks,
                choices=DATE_FIELDS,
            )
            self._ask(asked)

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

    def _status(self) -> None:
        text = self._cell("status").text
        if not plain(text):
            return
        column = self._reading.places["status"]
        found = read_status(text, self._kind.family, self._reading.answers_of(column))
        if found.question:
            if self._reading.sentences(column, found.word):
                self._of_sentences(column, found.word, text)
                return
            asked = Asked(
                key=f"{column.name}@{found.word}",
                column=column.name,
                question=found.question,
                choices=found.choices,
            )
            self._ask(asked)
            return
        if found.status is not None:
            self._fields["status"] = found.status.value
        if found.rest:
            self._add_progress(found.rest)

    def _of_sentences(self, column: Column, word: str, text: str) -> None:
        """Ask once what a column of sentences is, not what each of them says."""
        if self._reading.answers.get(plain_key(column.name)) == NOTE_ONLY:
            self._add_progress(" ".join(text.split()))
            return
        asked = Asked(
            key=column.name,
            column=column.name,
            question=f"“{word[:60]}…” is a sentence, not a status. What are such sentences?",
            choices=(NOTE_ONLY, ONE_BY_ONE),
        )
        self._ask(asked)

    def _add_progress(self, text: str) -> None:
        held = self._fields.get("progress", "")
        self._fields["progress"] = f"{held}\n{text}".strip() if text not in held else held

    def _agencies(self) -> None:
        reader = RowAgencies(self._reading, self._ask, self._warnings.append)
        self._fields |= reader.fields({name: self._cell(name).text for name in AGENCIES})

    def _party(self) -> None:
        """Read which side is responsible; whoever is none of the two is asked about."""
        text, told = self._fields.pop("owed_by", ""), self._reading.told
        if not plain(text):
            return
        column = self._reading.places["owed_by"].name
        key = f"{column}@{text}"
        said = self._reading.answers.get(plain_key(key), "")
        if said == AS_WRITTEN or not told.pair:
            self._fields["owed_by"] = text
            return
        found = read_party(said or text, told.pair, told.countries)
        if not found and self._reading.own:
            found = text  # a body of its own, as the register had it
        if found:
            self._fields["owed_by"] = found
            return
        question = f"Which side is “{text[:80]}”?"
        choices = party_choices(told.pair)
        self._ask(Asked(key=key, column=column, question=question, choices=choices))

    def _completion(self) -> None:
        text = self._fields.pop("completion", "")
        if not text:
            return
        found = next((each for each in Completion if plain(each.value) == plain(text)), None)
        if found is not None:
            self._fields["completion"] = found.value
        else:
            self._add_progress(text)
