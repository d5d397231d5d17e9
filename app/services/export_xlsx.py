"""A view of the register as a workbook: a sheet of commitments, and a sheet that says what it is.

Text stays text: nothing becomes a formula, a link or a number, so that `=1+1`, 3.10 and 007 stand
there as they are in the register. A day that is known to the day is a date of the spreadsheet's,
anything less exact is text: “2026” never becomes a day. The same register and the same day give
the same file, byte for byte.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from app.domain.as_of import AsOf
from app.domain.cells import carried
from app.domain.errors import InvalidValueError
from app.domain.export_columns import DAYS, EXPORT_COLUMNS, PRINTED
from app.domain.query import Query
from app.domain.reports.document import Tone, tone_of
from app.domain.reports.look import TONE_INKS
from app.domain.timeliness import Timeliness
from app.services.export_layout import LONG, lay_on_paper, lines_in, printed, width_of
from app.services.export_parts import Cancelled, Passing, Progress, check_columns, never, silent
from app.services.intake.ours import SIGN
from app.services.written import beside
from app.store.reader import Reader

MOST_ROWS = 1_048_575
"""How many commitments a sheet holds under its heading."""

SHEET, NOTES = "Commitments", "Notes"
"""The names of the two sheets."""

_HOW = (
    "Change cells, keep the headings, and take the file in again: only what was changed is "
    "proposed. Columns that follow from others (timeliness, overdue, earliest and the like) are "
    "left out then, and a cell that is empty changes nothing."
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST_DAY = "1900-03-01"
"""Before this a spreadsheet counts a day that never was."""

_DAY_FORMAT = "yyyy-mm-dd"
_TEXT_FORMAT = "@"
_NUMBERS = frozenset({"strength", "evidence", "readings", "priority", "update_days"})
_INKED = "timeliness"
_LINE = 15.0
_NOTES_WIDTH = 90
_RULE, _GROUND = "#CFD0CC", "#F4F4F1"
_HAIR = 7
_PRINTED = (
    "The first {count} columns, up to “{last}”, on the width of one page; the others are for the "
    "screen."
)


class PlainSheet(Worksheet):  # type: ignore[misc]
    """A sheet without rich text: what looks like the library's own markup of it is text too."""

    def _xml_rich_inline_string(self, string: str, attributes: object) -> None:
        self._xml_inline_string(string, preserve=True, attributes=attributes)

    def abandon(self) -> None:
        """Let go of the file in which rows wait: there will be no workbook."""
        self.row_data_fh.close()


def export_xlsx(  # noqa: PLR0913 - what is exported, where to, and how, each with its own name
    reader: Reader,
    query: Query,
    today: date,
    columns: Sequence[str],
    target: Path,
    *,
    as_of: AsOf | None = None,
    right_to_left: bool = False,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:
    """Write what `query` finds, in its order, to the workbook `target`; return how many rows.

    `columns` are keys of `EXPORT_COLUMNS`, in the order wanted; `as_of` is the past day that
    `reader` shows, if any; with `right_to_left` the sheets are laid out from the right. A text
    that is longer than a cell can hold is cut and says so. `progress`, `cancelled` and whoever
    writes meanwhile are as with `export_csv`.

    Raises `InvalidValueError` for a column there is not, and for more rows than a sheet holds;
    `StorageError` where `target` cannot be written. Then whatever had that name is untouched.
    """
    check_columns(columns)
    source = reader.sheet(query, today, columns, guard=False)
    passing = Passing(
        state=source,
        progress=progress or silent,
        cancelled=cancelled or never,
    )

    def facts(rows: int, version: str) -> list[tuple[str, str]]:
        said = passing.facts(reader, query, today, columns, rows=rows, version=version, as_of=as_of)
        if printed(columns) < len(columns):
            last = EXPORT_COLUMNS[PRINTED[-1]]
            said.append(("Printed", _PRINTED.format(count=len(PRINTED), last=last)))
        return [*said, ("Taking it in again", _HOW)]

    with beside(target) as file, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:

        def write() -> int:
            with open_book(file, folder, today) as book:
                sheet = _Sheet(book, columns, right_to_left=right_to_left)
                version = passing.read(source.version)
                rows = 0
                for page in passing.pages(source.note, source.values, _check_fits):
                    sheet.add(page)
                    rows += len(page)
                sheet.finish()
                add_notes(book, facts(rows, version), right_to_left=right_to_left)
                return rows

        rows, _ = passing.of_one_state(write)
        passing.stop()
    return rows


def _check_fits(rows: int) -> None:
    if rows > MOST_ROWS:
        raise InvalidValueError(
            "file",
            f"A sheet holds {MOST_ROWS:,} commitments, and these are {rows:,}: choose fewer, or "
            "write them to a CSV file.",
        )


@contextmanager
def open_book(file: IO[bytes], folder: str, today: date) -> Iterator[Workbook]:
    """Give an empty workbook that is written to `file` at the end, whatever stood there.

    Rows wait in `folder` until then, so that memory does not grow with them.
    """
    file.seek(0)
    file.truncate()
    options = {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(file, options)
    # Otherwise the hour of writing would stand in the file.
    book.set_properties({"created": datetime.combine(today, time()), "author": "Servanda"})
    book.use_zip64()
    try:
        yield book
        book.close()
    except BaseException:
        for sheet in book.worksheets():
            sheet.abandon()
        raise


class _Sheet:
    """The sheet of commitments, filled row by row."""

    def __init__(self, book: Workbook, columns: Sequence[str], *, right_to_left: bool) -> None:
        self._columns = columns
        self._sheet = book.add_worksheet(SHEET, worksheet_class=PlainSheet)
        self._row = 0
        top: dict[str, Any] = {"valign": "top", "bottom": _HAIR, "bottom_color": _RULE}
        self._text = book.add_format({**top, "num_format": _TEXT_FORMAT})
        self._long = book.add_format({**top, "num_format": _TEXT_FORMAT, "text_wrap": True})
        self._day = book.add_format({**top, "num_format": _DAY_FORMAT, "align": "left"})
        self._number = book.add_format(top)
        self._inks = {
            tone: book.add_format(
                {**top, "num_format": _TEXT_FORMAT, "font_color": ink, "bold": tone is Tone.LATE}
            )
            for tone, ink in TONE_INKS.items()
        }
        head = book.add_format(
            {
                "bold": True,
                "valign": "vcenter",
                "bottom": 1,
                "bottom_color": _RULE,
                "bg_color": _GROUND,
            }
        )
        self._lay_out(head, right_to_left=right_to_left)
        self._writers = [self._writer(each) for each in columns]
        self._wrapped = [place for place, each in enumerate(columns) if each in LONG]

    def _lay_out(self, head: object, *, right_to_left: bool) -> None:
        if right_to_left:
            self._sheet.right_to_left()
        self._sheet.freeze_panes(1, 1 if self._columns[0] == "ref" else 0)
        lay_on_paper(self._sheet)
        self._sheet.repeat_rows(0)
        for place, column in enumerate(self._columns):
            width = width_of(column)
            self._sheet.set_column(place, place, width, self._usual(column))
            self._sheet.write_string(0, place, EXPORT_COLUMNS[column], head)

    def _usual(self, column: str) -> object:
        """What an empty cell is: whatever is typed there is kept as it is typed."""
        if column in DAYS:
            return self._day
        if column in _NUMBERS:
            return self._number
        return self._long if column in LONG else self._text

    def _writer(self, column: str) -> Callable[[int, int, str | int], object]:
        if column in DAYS:
            return self._write_date
        if column == _INKED:
            return self._write_timeliness
        usual = self._usual(column)

        def write(row: int, place: int, value: str | int) -> None:
            if isinstance(value, int):
                self._sheet.write_number(row, place, value, usual)
            else:
                self._sheet.write_string(row, place, carried(value), usual)

        return write

    def add(self, rows: Sequence[Sequence[str | int]]) -> None:
        """Write rows under those that are there."""
        for values in rows:
            self._row += 1
            lines = max((self._lines(place, values[place]) for place in self._wrapped), default=1)
            if lines > 1:
                self._sheet.set_row(self._row, lines * _LINE)
            for place, (value, write) in enumerate(zip(values, self._writers, strict=True)):
                if value != "":
                    write(self._row, place, value)

    def _lines(self, place: int, value: str | int) -> int:
        """How many lines a text takes in its column, about; no row is higher than a few."""
        return lines_in(str(value), width_of(self._columns[place]))

    def finish(self) -> None:
        """Let the officer filter what is there, and print what is read first."""
        last = max(self._row, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(0, 0, last, printed(self._columns) - 1)

    def _write_date(self, row: int, place: int, value: str | int) -> None:
        text = str(value)
        if _DAY.fullmatch(text) and text >= _FIRST_DAY:
            self._sheet.write_datetime(row, place, date.fromisoformat(text), self._day)
        else:
            self._sheet.write_string(row, place, carried(text), self._text)

    def _write_timeliness(self, row: int, place: int, value: str | int) -> None:
        tone = _TONES.get(str(value), Tone.INK)
        self._sheet.write_string(row, place, str(value), self._inks.get(tone, self._text))


_TONES: Mapping[str, Tone] = {each.value: tone_of(each) for each in Timeliness}


def add_notes(book: Workbook, facts: Sequence[tuple[str, str]], *, right_to_left: bool) -> None:
    """Add the sheet that says what the file is; by it the file is known again."""
    sheet = book.add_worksheet(NOTES, worksheet_class=PlainSheet)
    if right_to_left:
        sheet.right_to_left()
    name = book.add_format({"valign": "top", "num_format": _TEXT_FORMAT, "bold": True})
    text = book.add_format({"valign": "top", "num_format": _TEXT_FORMAT, "text_wrap": True})
    lay_on_paper(sheet)
    sheet.set_column(0, 0, 20, name)
    sheet.set_column(1, 1, _NOTES_WIDTH, text)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, SIGN, name)
    for row, (said, value) in enumerate(facts, 1):
        sheet.set_row(row, lines_in(value, _NOTES_WIDTH) * _LINE)
        sheet.write_string(row, 0, said, name)
        sheet.write_string(row, 1, carried(value), text)
