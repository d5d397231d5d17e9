"""A workbook that an agency fills in: its points, how to fill it in, and what the file is.

What the desk wrote is protected against slips, without a password; what is to be filled in is
text, so that “2027” and “June 2027” stay what was typed and become no day. The same register, the
same round and the same day give the same file, byte for byte.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from app.domain.cells import carried
from app.domain.date_words import day_words
from app.domain.identity import CommitmentId
from app.domain.inputs_words import TO_FILL, InputsColumn, InputsWords, choices, inputs_words
from app.domain.intake.returned import DATED, ORGANISATION, ROUND
from app.domain.letter_drafts import Draft, DraftPoint, Drafts
from app.domain.letter_words import words_in
from app.domain.letters import LetterRound
from app.domain.rows import RegisterRow
from app.services.export_xlsx import PlainSheet, add_notes, open_book
from app.services.inputs_texts import held_texts, supported
from app.store.reader import Reader

_HEADER = 3
"""The row of the headings, counted from 0; above it stand what the file is and what is asked."""

_COLUMNS = tuple(InputsColumn)
_WIDTHS = (21, 7, 34, 9, 16, 14, 24, 15, 36, 12, 13, 12, 13, 20)
_TEXT: dict[str, Any] = {"num_format": "@", "valign": "top", "text_wrap": True}
_EDGES: dict[str, Any] = {"border": 1, "border_color": "#CFD0CC"}
_DARK, _LIGHT = "#2A3A4D", "#E9EAE6"
_LINE = 15.0
_MOST_LINES = 24
_LEAST_LINES = 2
_A4 = 9


class Workbooks:
    """Makes the workbooks of one round."""

    def __init__(self, reader: Reader, version: str, today: date) -> None:
        """`version` is the register version that they are made from."""
        self._reader, self._version, self._today = reader, version, today

    def content(self, drafts: Drafts, place: int) -> bytes:
        """Return the file of one agency."""
        draft = drafts.letters[place]
        points = [each.commitment for each in draft.points]
        rows = self._reader.rows_by(points)
        supports = supported(self._reader, draft.organisation.id, points)
        found = BytesIO()
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            open_book(found, folder, self._today) as book,
        ):
            said = _Said(drafts.round, draft)
            _Points(book, said).fill(
                [
                    (rows[each.commitment], _texts(each, rows, draft, supports))
                    for each in draft.points
                ]
            )
            _add_steps(book, said)
            add_notes(book, self._facts(drafts.round, draft), right_to_left=False)
        return found.getvalue()

    def _facts(self, held: LetterRound, draft: Draft) -> list[tuple[str, str]]:
        return [
            (ROUND, held.reference),
            (DATED, held.dated_on),
            ("Reply by", held.deadline),
            (ORGANISATION, draft.organisation.name),
            ("Points", str(len(draft.points))),
            ("As of", self._today.isoformat()),
            ("Register version", self._version),
        ]


def _texts(
    point: DraftPoint,
    rows: Mapping[CommitmentId, RegisterRow],
    draft: Draft,
    supports: Collection[CommitmentId],
) -> tuple[str, ...]:
    asked = point.commitment in supports
    return held_texts(point, rows[point.commitment], draft.language, supports=asked)


class _Said:
    """The words of one workbook, with its facts put in."""

    def __init__(self, held: LetterRound, draft: Draft) -> None:
        self.language = draft.language
        self.words: InputsWords = inputs_words(draft.language)
        letter = words_in(draft.language)
        self._facts = {
            "organisation": draft.name,
            "reference": held.reference,
            "date": day_words(date.fromisoformat(held.dated_on), letter.tr),
            "deadline": day_words(date.fromisoformat(held.deadline), letter.tr),
            "points": self.words.points,
        }

    def of(self, template: str) -> str:
        """Return a sentence with the facts of this workbook."""
        return carried(template.format(**self._facts))


class _Points:
    """The sheet that is filled in."""

    def __init__(self, book: Workbook, said: _Said) -> None:
        self._said = said
        self._sheet = book.add_worksheet(said.words.points, worksheet_class=PlainSheet)
        self._title = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
        self._asks = book.add_format({"num_format": "@", "font_color": "#555B65"})
        head = {**_TEXT, **_EDGES, "bold": True, "valign": "vcenter"}
        self._head = book.add_format({**head, "bg_color": _LIGHT})
        self._open_head = book.add_format({**head, "bg_color": _DARK, "font_color": "#FFFFFF"})
        self._held = book.add_format({**_TEXT, **_EDGES, "font_color": "#3A3F47"})
        self._open = book.add_format({**_TEXT, **_EDGES, "locked": False})
        self._blank = book.add_format({**_TEXT, "locked": False})

    def fill(self, points: Sequence[tuple[RegisterRow, tuple[str, ...]]]) -> None:
        """Write the headings and a row for each point, with the texts of our own columns."""
        self._lay_out()
        for place, (row, texts) in enumerate(points, _HEADER + 1):
            self._add(place, row, texts)
        last = max(_HEADER + len(points), _HEADER + 1)
        self._sheet.autofilter(_HEADER, 0, last, len(_COLUMNS) - 1)
        self._sheet.protect(
            "",
            {
                "format_columns": True,
                "format_rows": True,
                "insert_rows": True,
                "autofilter": True,
                "sort": True,
            },
        )

    def _lay_out(self) -> None:
        sheet, words = self._sheet, self._said.words
        for place, (column, width) in enumerate(zip(_COLUMNS, _WIDTHS, strict=True)):
            sheet.set_column(place, place, width, self._blank if column in TO_FILL else None)
        sheet.freeze_panes(_HEADER + 1, 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.repeat_rows(_HEADER)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.set_row(0, 1.5 * _LINE)
        sheet.write_string(0, 0, self._said.of(words.title), self._title)
        sheet.write_string(1, 0, self._said.of(words.asks), self._asks)
        sheet.set_row(_HEADER, 3 * _LINE)
        for place, column in enumerate(_COLUMNS):
            style = self._open_head if column in TO_FILL else self._head
            sheet.write_string(_HEADER, place, words.headings[column], style)

    def _add(self, place: int, row: RegisterRow, texts: tuple[str, ...]) -> None:
        lines = max(_lines(text, width) for text, width in zip(texts, _WIDTHS, strict=False))
        self._sheet.set_row(place, max(_LEAST_LINES, min(lines, _MOST_LINES)) * _LINE)
        for at, text in enumerate(texts):
            self._sheet.write_string(place, at, carried(text), self._held)
        for at in range(len(texts), len(_COLUMNS)):
            self._sheet.write_blank(place, at, None, self._open)
        status = _COLUMNS.index(InputsColumn.STATUS)
        self._sheet.data_validation(
            place,
            status,
            place,
            status,
            {
                "validate": "list",
                "source": list(choices(row.kind.family, self._said.language)),
                "error_type": "information",
                "show_error": False,
            },
        )


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of that width, about."""
    return sum(1 + len(each) // width for each in text[: _MOST_LINES * width].split("\n"))


def _add_steps(book: Workbook, said: _Said) -> None:
    """Add the sheet that tells in plain words how the other is filled in."""
    words = said.words
    sheet = book.add_worksheet(words.how, worksheet_class=PlainSheet)
    title = book.add_format({"bold": True, "font_size": 14, "num_format": "@"})
    number = book.add_format({"valign": "top", "num_format": "@", "align": "left"})
    text = book.add_format(_TEXT)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 96)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, words.how, title)
    for place, step in enumerate(words.steps, 1):
        told = said.of(step)
        sheet.set_row(place + 1, _lines(told, 96) * 1.2 * _LINE)
        sheet.write_string(place + 1, 0, f"{place}.", number)
        sheet.write_string(place + 1, 1, told, text)
