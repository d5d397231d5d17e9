"""The column “due words” of a table of ours: what was changed in it is read, never passed over.

The words follow from the date, so what stands there as it was written says nothing new. Where the
date itself stands beside them as it was written, the words were changed and are taken; where both
were changed, the date is, and a disagreement of the two is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.domain.cells import carried
from app.domain.errors import InvalidValueError
from app.domain.intake.asking import Reading, ShownDate, cell
from app.domain.intake.columns import How
from app.domain.intake.grid import BLANK, Cell, CellKind, GridRow
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.domain.typed_dates import Reading as DateReading
from app.domain.typed_dates import read_typed

WORDS = "due words"
"""The heading of the column."""

_EDTF = "due edtf"
_NONE = due_words(Timing())
_OF_WORDS = ("due_words", "due_sense", "due_basis")


@dataclass(frozen=True, slots=True)
class WordsCell:
    """One cell of the column: its text, and whether it is read in place of a date."""

    text: str = ""
    read: bool = False


class DueWords:
    """Looks after the column in the rows of one table."""

    def __init__(self, reading: Reading) -> None:
        """Find the column; one that the officer gave another meaning is none."""
        self._reading = reading
        self._place = next(
            (
                each.place
                for each in reading.columns
                if each.name == WORDS and each.how is not How.GIVEN
            ),
            None,
        )
        due = reading.places.get("due")
        self._due = due.place if due is not None else None

    def placed(self, row: GridRow, exact: dict[str, str], left: list[Cell]) -> WordsCell:
        """Put the words of a row where its date is read, if they are to be read, into `left`.

        The date that stood there is then taken out of `exact`.
        """
        if self._place is None or self._due is None:
            return WordsCell()
        text = cell(row, self._place).text.strip()
        beside = cell(row, self._due).text.strip() if self._due != self._place else ""
        settled = not text or self._as_written(text, exact)
        if self._due == self._place and settled:
            left[self._place] = BLANK
        if settled or (beside and not self._date_as_written(beside, exact)):
            return WordsCell("" if settled else text)
        exact.pop("due", None)
        left.extend([BLANK] * (self._due + 1 - len(left)))
        left[self._due] = Cell(text, CellKind.TEXT)
        return WordsCell(text, read=True)

    def merged(
        self, held: WordsCell, read: Mapping[str, str], exact: Mapping[str, str]
    ) -> dict[str, str]:
        """Return a row's fields, those of its date as its words were read where they were."""
        if not held.read:
            return {**_day_alone(read, exact), **exact}
        known = exact.get("ref", "") in self._reading.told.shown
        if known and not read.get("due"):
            return {**{name: text for name, text in read.items() if name not in _OF_WORDS}, **exact}
        of_date = {name: read[name] for name in _OF_WORDS if name in read}
        return {**read, **exact, **of_date}

    def warning(self, held: WordsCell, fields: Mapping[str, str]) -> str:
        """Return what is to be said of the words of a row, empty for nothing."""
        if not held.text:
            return ""
        known = fields.get("ref", "") in self._reading.told.shown
        if held.read:
            stays = known and not fields.get("due")
            said = f"{WORDS}: “{held.text[:80]}” names no date that can be read"
            return f"{said}: the date stays as it is." if stays else ""
        told = self._reading.told
        found = read_typed(held.text, self._reading.said, today=told.today)
        edtf = found.timing.edtf if isinstance(found, DateReading) else ""
        if edtf == fields.get("due") or not (known or edtf):
            return ""
        return (
            f"“{WORDS}” says “{held.text[:80]}” and “{_EDTF}” says “{fields.get('due', '')}”: "
            f"the date is taken from “{_EDTF}”. To take the words, empty that cell."
        )

    def _as_written(self, text: str, exact: Mapping[str, str]) -> bool:
        """Whether the words are those that this program wrote, now or with this row's date."""
        shown = self._shown(exact)
        if shown is None:
            return text == _NONE or "due_follows" in exact or text == _rebuilt(exact)
        beside = bool(exact.get("due")) or self._due != self._place
        words = {one for each in shown for one in (each.words, carried(each.words))}
        return text in words or (beside and text == _rebuilt(exact))

    def _date_as_written(self, text: str, exact: Mapping[str, str]) -> bool:
        """Whether the date is that of the register, now or when the file was made."""
        shown = self._shown(exact)
        return shown is not None and text in {each.edtf for each in shown}

    def _shown(self, exact: Mapping[str, str]) -> Sequence[ShownDate] | None:
        return self._reading.told.shown.get(exact.get("ref", ""))


def _day_alone(read: Mapping[str, str], exact: Mapping[str, str]) -> dict[str, str]:
    """Return what was read of the cells that were changed.

    Of a date that was typed anew the day alone is taken: what else there is to say of it stands in
    columns of its own.
    """
    beside = _OF_WORDS if "due" not in exact else ()
    return {name: value for name, value in read.items() if name not in beside}


def _rebuilt(exact: Mapping[str, str]) -> str:
    """Return the words that follow from the date that stands in the same row."""
    edtf = exact.get("due", "")
    with suppress(InvalidValueError, ValueError):
        usual = sense_of(edtf) if edtf else Sense.POINT
        return due_words(
            Timing(
                edtf=edtf,
                sense=Sense(exact.get("due_sense", usual.value)),
                basis=Basis(exact.get("due_basis", Basis.STATED.value)),
            )
        )
    return ""
