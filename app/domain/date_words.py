"""Dates in words, as sure as they were written: the vocabulary that `reading` builds on.

Days are `03 Nov 2026`, which no reader can turn around, or `2026-11-03` for those who ask for it.
The translation is handed in as `tr`, which receives only literal templates and the literals in
`MONTHS`; values are put in afterwards. How days are written is a matter of the templates too, so
whoever hands in `tr` decides it: see `ISO_DAYS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.domain.edtf import MONTHS, Edtf, Form, parse
from app.domain.timing import Basis, Sense, sense_of

Translate = Callable[[str], str]
"""Turns an English template into the reader's language."""

ISO_DAYS: Mapping[str, str] = {
    "{day} {month} {year}": "{year}-{number}-{day}",
    "{day} {month}": "{year}-{number}-{day}",
}
"""What stands for the templates of a day where days are to be `2026-11-03`, whatever the language;
the second is that of the first of two days in one year."""

_MARKED = re.compile(r"[?~%]")
_MARKS = re.compile(r"[\dX](?![\dX-])([?~%]?)")
_SEVERAL = 2
_MONTHS_IN_QUARTER = 3
_HALF_YEAR_MONTHS = 6


class Part(StrEnum):
    """The vague part of a year, quarter or month that a source names; no day follows from it."""

    EARLY = "early {date}"
    MID = "mid {date}"
    LATE = "late {date}"
    BEGINNING = "beginning of {date}"
    MIDDLE = "middle of {date}"
    END = "end of {date}"


_PARTS = (
    (Part.EARLY, r"early(?: in)?"),
    (Part.MID, r"mid"),
    (Part.LATE, r"late(?: in)?"),
    (Part.BEGINNING, r"(?:beginning|start)(?: of)?|начал[оае]"),
    (Part.MIDDLE, r"middle(?: of)?|середин[ауые]"),
    (Part.END, r"end(?: of)?|кон(?:ец|це|ца)"),
)
_PART = re.compile(
    r"(?:(?:in|at|towards|during|around|the|very|likely|expected|probably|about|в|во)\s+)*?"
    rf"(?:{'|'.join(f'(?P<{part.name}>{words})' for part, words in _PARTS)})"
    r"(?:\s*-\s*|\s+)(?:the\s+)?(?P<rest>\S.*)",
    re.IGNORECASE,
)
_RUSSIAN = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def plain(text: str) -> str:
    """Return the English template as it stands."""
    return text


def day_words(day: date, tr: Translate = plain) -> str:
    """Return a day as `03 Nov 2026`, or as `tr` has its template."""
    return _day(day, tr("{day} {month} {year}"), tr)


def pair_words(first: date, last: date, tr: Translate = plain) -> tuple[str, str]:
    """Return two days to be named together; the first drops a year they share."""
    same = first.year == last.year
    start = _day(first, tr("{day} {month}"), tr) if same else day_words(first, tr)
    return start, day_words(last, tr)


def _day(day: date, template: str, tr: Translate) -> str:
    """Fill the template of a day: `month` is a name, `number` its two digits."""
    return template.format(
        day=f"{day.day:02}",
        month=tr(MONTHS[day.month - 1]),
        number=f"{day.month:02}",
        year=f"{day.year:04}",
    )


@lru_cache(maxsize=1024)
def part_of(words: str) -> tuple[Part | None, str]:
    """Return the vague part that words begin with and what it is a part of: None, "" for none."""
    match = _PART.fullmatch(words.strip())
    if match is None:
        return None, ""
    return next(part for part, _ in _PARTS if match[part.name]), match["rest"]


def said_words(
    edtf: Edtf, said: str, sense: Sense, basis: Basis, tr: Translate = plain
) -> str | None:
    """Return “early 2026” where the source said so and the date is all of 2026, else None."""
    part, rest = part_of(said) if sense is Sense.POINT else (None, "")
    if part is None or not _names(rest.casefold(), edtf):
        return None
    words = _hedged(edtf, tr(part.value).format(date=bare_words(edtf, tr)), tr)
    return _not_agreed(edtf, words, tr) if basis is Basis.TO_BE_AGREED else words


def _names(text: str, edtf: Edtf) -> bool:
    """Whether words begin with the very year or month of a value, and not a part of it."""
    year, open_month = edtf.text[:4], edtf.text[4:7] == "-XX"
    if edtf.form is Form.YEAR or open_month:
        return text.startswith((year, f"year {year}"))
    month_known = edtf.form in (Form.MONTH, Form.UNSPECIFIED) and edtf.text[4:5] == "-"
    if not month_known or edtf.earliest is None or year not in text:
        return False
    month = edtf.earliest.month - 1
    named = next((place for place, name in enumerate(_RUSSIAN) if text.startswith(name)), None)
    return text.startswith(MONTHS[month].casefold()) or named == month


def edtf_words(edtf: Edtf, basis: Basis, tr: Translate = plain) -> str:
    """Return a date in words, in the sense its written form suggests.

    For example `26 Nov 2024`, `Feb 2025, likely`, `2026, day not agreed`, `2025 to 2027`,
    `by 10 Dec 2024`, `from May 2026, end not stated`.
    """
    return value_words(edtf, sense_of(edtf.text), basis, tr)


def value_words(edtf: Edtf, sense: Sense, basis: Basis, tr: Translate = plain) -> str:
    """Return a date in words, in the sense the officer gave it."""
    words = _sensed_words(edtf, sense, tr)
    if sense is Sense.SPAN:
        return words
    if basis is Basis.TO_BE_AGREED:
        return _not_agreed(edtf, words, tr)
    if sense is Sense.DEADLINE or edtf.uncertain or edtf.approximate:
        return words
    return _not_stated(edtf, words, tr)


def bare_words(edtf: Edtf, tr: Translate = plain) -> str:
    """Return a year, month, day, quarter or half-year without its qualifier."""
    first, last = edtf.earliest, edtf.latest
    if first is None or last is None:
        return edtf.text
    if edtf.form is Form.QUARTER:
        return _quarter_words(first, last, tr)
    if edtf.form is Form.DAY:
        return day_words(first, tr)
    year = f"{first.year:04}"
    if (first.year, first.month) == (last.year, last.month):
        return tr("{month} {year}").format(month=tr(MONTHS[first.month - 1]), year=year)
    if first.year == last.year:
        return year
    return tr("{first} to {last}").format(first=year, last=f"{last.year:04}")


def _sensed_words(edtf: Edtf, sense: Sense, tr: Translate) -> str:
    """Dispatch on the written form: a list, a range, or one value."""
    alike = _hedged_alike(edtf)
    if alike is not None:
        return _hedged(edtf, _sensed_words(alike, sense, tr), tr)
    if len(edtf.choices) > 1:
        return _list_words(edtf, tr)
    if edtf.form in (Form.INTERVAL, Form.SET):
        return _range_words(edtf, sense, tr)
    if sense is Sense.DEADLINE:
        return _until_words(edtf, tr("by {date}"), tr("by the end of {date}"), tr)
    if sense is Sense.SPAN:
        return tr("throughout {date}").format(date=_single_words(edtf, tr))
    return _single_words(edtf, tr)


def _hedged_alike(edtf: Edtf) -> Edtf | None:
    """Return several values without the qualifier that all of them carry, to be said once."""
    marks = _MARKS.findall(edtf.text) if edtf.form in (Form.INTERVAL, Form.SET) else []
    if len(marks) < _SEVERAL or len(set(marks)) > 1 or not marks[0]:
        return None
    return parse(_MARKED.sub("", edtf.text))


def _range_words(edtf: Edtf, sense: Sense, tr: Translate) -> str:
    """Read out `A/B` or `[A..B]`, either end of which may be open."""
    start, end = edtf.ends
    if start is not None and end is None:
        if sense is Sense.SPAN:
            return tr("from {date} on, end not stated").format(date=_single_words(start, tr))
        return tr("from {date}, end not stated").format(date=_single_words(start, tr))
    if end is None:
        return edtf.text
    if start is None or sense is Sense.DEADLINE:
        if sense is Sense.SPAN:
            return _until_words(end, tr("until {date}"), tr("until the end of {date}"), tr)
        return _until_words(end, tr("by {date}"), tr("by the end of {date}"), tr)
    template = tr("{first} to {last}") if sense is Sense.SPAN else tr("between {first} and {last}")
    return template.format(first=_single_words(start, tr), last=_single_words(end, tr))


def _until_words(end: Edtf, day: str, longer: str, tr: Translate) -> str:
    """Name a last day; “by 2025” could mean before it, so a longer end says so."""
    template = day if end.form is Form.DAY else longer
    return template.format(date=_single_words(end, tr))


def _list_words(edtf: Edtf, tr: Translate) -> str:
    """Read out a list of which one is meant, ranges in it as one day inside."""
    *others, last = (_sensed_words(choice, Sense.POINT, tr) for choice in edtf.choices)
    return tr("{others} or {last}").format(others=", ".join(others), last=last)


def _single_words(edtf: Edtf, tr: Translate) -> str:
    """Return one value with its qualifier."""
    return _hedged(edtf, bare_words(edtf, tr), tr)


def _hedged(edtf: Edtf, words: str, tr: Translate) -> str:
    """Add how sure the source was of a date."""
    if edtf.uncertain and edtf.approximate:
        return tr("{date}, likely and about").format(date=words)
    if edtf.uncertain:
        return tr("{date}, likely").format(date=words)
    if edtf.approximate:
        return tr("{date}, about").format(date=words)
    return words


def _quarter_words(first: date, last: date, tr: Translate) -> str:
    if last.month - first.month < _MONTHS_IN_QUARTER:
        number = last.month // _MONTHS_IN_QUARTER
        return tr("Q{number} {year}").format(number=number, year=first.year)
    if last.month == _HALF_YEAR_MONTHS:
        return tr("first half of {year}").format(year=first.year)
    return tr("second half of {year}").format(year=first.year)


def _not_agreed(edtf: Edtf, words: str, tr: Translate) -> str:
    """Say what two sides have still to agree: the day, or a named day itself."""
    if edtf.form is Form.DAY:
        return tr("{date}, to be agreed").format(date=words)
    return tr("{date}, day not agreed").format(date=words)


def _not_stated(edtf: Edtf, words: str, tr: Translate) -> str:
    """Say which part a year, or a date with open digits, leaves unsaid."""
    if edtf.form is Form.UNSPECIFIED and "X" in edtf.text[:4]:
        return tr("{date}, year not stated").format(date=words)
    if edtf.form is Form.UNSPECIFIED and edtf.text.count("-") == 1:
        return tr("{date}, month not stated").format(date=words)
    if edtf.form in (Form.UNSPECIFIED, Form.YEAR):
        return tr("{date}, day not stated").format(date=words)
    return words
