"""A workbook of inputs filled in as an office would, and saved by another program."""

from __future__ import annotations

from pathlib import Path

from xlsxwriter import Workbook

from app.services.intake.reading import read_tables


def sheets(path: Path):
    """The sheets of a workbook as rows of texts, by name."""
    return {
        each.name: [[cell.text for cell in row.cells] for row in each.rows]
        for each in read_tables(path)
    } | ({"Notes": notes} if (notes := _notes(path)) else {})


def _notes(path):
    ours = next((dict(each.ours) for each in read_tables(path) if each.ours), {})
    return [["# Servanda"], *([name, value] for name, value in ours.items())] if ours else []


def heading_row(rows):
    """Where the headings stand."""
    return next(at for at, row in enumerate(rows) if {"Reference", "Код пункта"} & set(row))


def filled(path: Path, target: Path, answers, *, notes=True, inserted=(), mix=False):
    """Write `answers`, by reference and heading, into a copy of a workbook; return the copy.

    `inserted` are whole rows put before the points, `mix` turns the order of the columns round.
    """
    held = sheets(path)
    name = next(iter(held))
    rows = held[name]
    head = heading_row(rows)
    headings = rows[head]
    place = {text: at for at, text in enumerate(headings)}
    ref = next(place[each] for each in ("Reference", "Код пункта") if each in place)
    for row in rows[head + 1 :]:
        row.extend([""] * (len(headings) - len(row)))
        for heading, text in answers.get(row[ref], {}).items():
            row[place[heading]] = text
    rows[head + 1 : head + 1] = [[*each, *[""] * (len(headings) - len(each))] for each in inserted]
    if mix:
        rows[head:] = [["", *reversed(row)] for row in rows[head:]]
    return saved(held if notes else {each: held[each] for each in held if each != "Notes"}, target)


def saved(held, target):
    """Write sheets of texts as a workbook of their own; return it."""
    book = Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    for sheet_name, lines in held.items():
        sheet = book.add_worksheet(sheet_name)
        for at, line in enumerate(lines):
            for column, text in enumerate(line):
                if text:
                    sheet.write_string(at, column, text)
    book.close()
    return target
