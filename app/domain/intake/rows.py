"""One row of a table, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.commitment import Completion
from app.domain.intake.asking import (
    DATES,
    NOTE_ONLY,
    ONE_BY_ONE,
    Asked,
    cell,
    plain_key,
)
from app.domain.intake.columns import Column, what_key
from app.domain.intake.completion import DONE, without_doubtful_day
from app.domain.intake.paragraphs import readings, sub_point, tidy_paragraph
from app.domain.intake.parties import AS_WRITTEN, party_choices, read_party
from app.domain.intake.row_agencies import AGENCIES, RowAgencies
from app.domain.intake.row_dates import DatedRow
from app.domain.intake.twins import DATE_FIELDS
from app.domain.intake.values import read_kind, read_status
from app.domain.intake.vocabulary import SERIAL, plain
from app.domain.kinds import Kind
from app.domain.marking import marking, marking_heading

ANOTHER = "another"
"""The answer that a reference is what it says, and none of those that look like it."""


_BY_THEMSELVES = frozenset(("", SERIAL, *DATES, *AGENCIES, "status", "kind"))
"""The fields that are not read as they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One point as it would come in: its fields by our names, dates as EDTF.

    `row` is its record number in the file. It is held back while it `waits` for answers, to
    questions that `asks` puts in the words of this row where it has its own; or where
    `fault` says why it cannot come in. Where this program wrote the file, `carried` are the fields
    that it has columns for: an empty cell of them says that there is nothing. `added` gives the
    country of each agency that is not in the register yet, by its plain name.
    """

    row: int
    fields: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    asks: tuple[Asked, ...] = ()
    fault: str = ""
    carried: frozenset[str] = frozenset()
    added: Mapping[str, str] = field(default_factory=dict)


class RowReader(DatedRow):
    """One point on the way through."""

    def read(self, parent: str) -> str:
        """Read every field; returns the paragraph that a sub-point below would stand under."""
        for each in self._reading.columns:
            if each.field in _BY_THEMSELVES:
                continue
            text = self._mended(each) or self._cell(each.field).text.strip()
            if text:
                self._fields[each.field] = text
        if "sector" not in self._fields and not marking_heading(self._placed.section):
            self._fields |= {"sector": self._placed.section} if self._placed.section else {}
        if "classification" in self._fields:  # kept where it says that there is none
            self._fields["classification"] = marking(self._fields["classification"])
        self._reference()
        parent = self._paragraph(parent)
        self._title()
        self._kind_of()
        self._which_fields()
        for name in DATES:
            self._date(name)
        self._status()
        self._completed()
        self._party()
        self._agencies()
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
            added=self._added,
        )

    # One field after another

    def _reference(self) -> None:
        """Ask which one is meant by a reference that only looks like one of the register."""
        ref, column = self._fields.get("ref", ""), self._reading.places.get("ref")
        if not ref or column is None:
            return
        if plain(ref) == plain(ANOTHER):
            self._fields["ref"] = self._cell("ref").text.strip()
            return
        like = self._reading.told.looking_like(ref)
        if like:
            number = self._placed.row.number
            asked = Asked(
                key=f"{column.name}@{number}",
                column=column.name,
                question=f"“{ref[:80]}” looks like {like[0]} and is written with other letters or "
                "marks. Which one is it?",
                choices=(*like, ANOTHER),
                row=number,
            )
            self._ask(asked)

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

    def _which_fields(self) -> None:
        """Ask of each column that could be several fields, or is a second one, which it is."""
        for column in self._reading.doubtful:
            text = cell(self._placed.row, column.place).text
            if not text or (column.twin is not None and self._same_as(column.twin, text)):
                continue
            asked = Asked(
                key=what_key(column.name),
                column=column.name,
                question=column.asks,
                choices=column.choices or DATE_FIELDS,
            )
            self._ask(asked)

    def _same_as(self, place: int, text: str) -> bool:
        return plain(cell(self._placed.row, place).text) == plain(text)

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

    def _completed(self) -> None:
        """Take a day of completion only where it can be one."""
        column = self._reading.places.get(DONE)
        if (
            column is None
            or self._reading.own
            or any(each.column == self._status_name() for each in self._asks)
        ):
            return
        said = without_doubtful_day(self._fields, column.name, self._reading.told.today)
        if said:
            self._warnings.append(said)

    def _status_name(self) -> str:
        column = self._reading.places.get("status")
        return column.name if column is not None else ""

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
        side = self._fields.get("owed_by", "")
        reader = RowAgencies(
            self._reading, self._ask, self._warnings.append, pair=self._pair, owed_by=side
        )
        self._fields |= reader.fields({name: self._cell(name).text for name in AGENCIES})
        self._added = reader.added

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
