"""One row of a table, read field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.domain.commitment import Completion
from app.domain.intake.agencies import alike, split
from app.domain.intake.asking import DATES, Asked, Reading, cell, plain_key
from app.domain.intake.columns import Column
from app.domain.intake.grid import BLANK, Cell, CellKind
from app.domain.intake.layout import Placed
from app.domain.intake.values import DateColumn, DateRead, Order, read_date, read_kind, read_status
from app.domain.intake.vocabulary import SERIAL, plain
from app.domain.kinds import Kind

NEW = "new"
"""The answer that an agency is not in the register yet and is to be added under its name."""

_SUB_POINT = re.compile(r"^\s*\(?([a-zа-я])\)\s*", re.IGNORECASE)
_AGENCIES = ("owner", "supporting", "counterpart")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """One point as it would come in: its fields by our names, dates as EDTF.

    `row` is its record number in the file. It is held back while it `waits` for answers, or where
    `fault` says why it cannot come in. Where this program wrote the file, `carried` are the fields
    that it has columns for: an empty cell of them says that there is nothing.
    """

    row: int
    fields: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
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
        self._kind = kind or reading.told.kind

    def read(self, parent: str) -> str:
        """Read every field; returns the paragraph that a sub-point below would stand under."""
        for each in self._reading.columns:
            if each.field in ("", SERIAL, *DATES, *_AGENCIES, "status", "kind"):
                continue
            text = self._mended(each) or self._cell(each.field).text.strip()
            if text:
                self._fields[each.field] = text
        if "sector" not in self._fields and self._placed.section:
            self._fields["sector"] = self._placed.section
        parent = self._paragraph(parent)
        self._title()
        self._kind_of()
        for name in DATES:
            self._date(name)
        self._status()
        self._agencies()
        self._completion()
        return parent

    def done(self, fault: str = "") -> DraftRow:
        """Return the row as it was read."""
        if not self._fields.get("title"):
            fault = "Nothing in this row says what was promised: there is no title."
        return DraftRow(
            row=self._placed.row.number,
            fields=dict(self._fields),
            warnings=tuple(self._warnings),
            waits=tuple(self._waits),
            fault=fault,
        )

    def _mended(self, column: Column) -> str:
        """Return what the officer wrote in place of a cell, as an answer to “Column@row”."""
        key = f"{column.name}@{self._placed.row.number}"
        return self._reading.answers.get(plain_key(key), "").strip()

    def _cell(self, name: str) -> Cell:
        column = self._reading.places.get(name)
        return BLANK if column is None else cell(self._placed.row, column.place)

    # One field after another

    def _paragraph(self, parent: str) -> str:
        """Put a sub-point, (a) or (b), under its paragraph; it may stand before the title."""
        text = self._fields.get("paragraph", "").rstrip(".").strip()
        sub = _SUB_POINT.match(text + " ") if text else None
        if sub and _SUB_POINT.sub("", text + " ") == "":
            self._fields["paragraph"] = f"{parent}({sub[1].lower()})" if parent else f"({sub[1]})"
            return parent
        if text:
            self._fields["paragraph"] = text
            return text
        inside = _SUB_POINT.match(self._fields.get("title", ""))
        if inside and parent:
            self._fields["paragraph"] = f"{parent}({inside[1].lower()})"
            self._fields["title"] = self._fields["title"][inside.end() :]
        return parent

    def _title(self) -> None:
        title = " ".join(self._fields.get("title", "").split())
        if title:
            self._fields["title"] = title

    def _kind_of(self) -> None:
        text = " ".join(self._cell("kind").text.split())
        if not text:
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
            self._waits.append(self._reading.ask(asked))
            return
        self._kind = found
        self._fields["kind"] = found.value

    def _date(self, name: str) -> None:
        column = self._reading.places.get(name)
        held = self._cell(name)
        said = self._mended(column) if column is not None else ""
        if column is None or not (held.text or said):
            return
        number = self._placed.row.number
        settled = self._reading.dates[name]
        key = f"{column.name}@{number}"
        told = self._reading.told
        found = read_date(held, settled, told.said, told.today)
        if said:
            words = " ".join(held.text.split()) or said
            found = read_date(Cell(text=said, kind=CellKind.TEXT), settled, told.said, told.today)
            found = replace(found, timing=replace(found.timing, words=words))
        if found.question:
            self._waits.append(self._ask_date(column, settled, found, key))
            return
        if found.warning:
            self._warnings.append(f"{column.name}: {found.warning}")
        self._take_date(name, found)

    def _ask_date(self, column: Column, settled: DateColumn, found: DateRead, key: str) -> str:
        """Ask about the whole column where that settles it, else about this row."""
        of_column = settled.order is Order.ASKED or settled.mixed
        if of_column and plain_key(column.name) in self._reading.questions:
            return column.name
        return self._reading.ask(
            Asked(
                key=key,
                column=column.name,
                question=found.question,
                choices=found.choices,
                row=self._placed.row.number,
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
        if not text.strip():
            return
        column = self._reading.places["status"].name
        head = plain_key(f"{column}@")
        said = {
            key.removeprefix(head): value
            for key, value in self._reading.answers.items()
            if key.startswith(head)
        }
        found = read_status(text, self._kind.family, said)
        if found.question:
            word = found.question.partition("“")[2].rpartition("”")[0]
            asked = Asked(
                key=f"{column}@{word}",
                column=column,
                question=found.question,
                choices=found.choices,
            )
            self._waits.append(self._reading.ask(asked))
            return
        if found.status is not None:
            self._fields["status"] = found.status.value
        if found.rest:
            self._add_progress(found.rest)

    def _add_progress(self, text: str) -> None:
        held = self._fields.get("progress", "")
        self._fields["progress"] = f"{held}\n{text}".strip() if text not in held else held

    def _agencies(self) -> None:
        known = self._reading.told.agencies
        supporting: list[str] = []
        for name in _AGENCIES:
            text = self._cell(name).text
            if not text:
                continue
            found = split(text, known)
            column = self._reading.places[name].name
            lead, *others = [self._agency(each, column) for each in found.all] or [""]
            if name != "supporting" and lead:
                self._fields[name] = lead
                supporting += others
            else:
                supporting += [lead, *others]
        if supporting:
            self._fields["supporting"] = "; ".join(
                dict.fromkeys(each for each in supporting if each)
            )

    def _agency(self, name: str, column: str) -> str:
        """Return an agency's name as the register has it, or as it is to be added."""
        known = self._reading.told.agencies
        if plain(name) in known:
            return known[plain(name)]
        key = f"{column}@{name}"
        answers = self._reading.answers
        said = answers.get(plain_key(key), "")
        if said and said != NEW:
            return said
        proposals = alike(name, known)
        if proposals and said != NEW:
            asked = Asked(
                key=key,
                column=column,
                question=f"Which agency is “{name[:80]}”?",
                choices=(*proposals, NEW),
            )
            self._waits.append(self._reading.ask(asked))
            return name
        self._warnings.append(f"“{name}” is not in the register yet and would be added.")
        return name

    def _completion(self) -> None:
        text = self._fields.pop("completion", "")
        if not text:
            return
        found = next((each for each in Completion if plain(each.value) == plain(text)), None)
        if found is not None:
            self._fields["completion"] = found.value
        else:
            self._add_progress(text)
