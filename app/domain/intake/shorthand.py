"""Dates as offices abbreviate them: years in two digits, Urdu digits and months.

They are written out, so that what reads typed dates reads them too; what was in the cell stays the
words of the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.typed.words import MONTH, month_of, tidy

CENTURY, MONTH_AND = "century", "month"
"""The families of questions about years in two digits: in a whole date, and behind a month."""

_HALF = 50


class Century(StrEnum):
    """Which years two digits stand for; the value is the answer."""

    THIS = "2000-2099"
    NEAR = "1950-2049"

    def year(self, digits: int) -> int:
        """Return the year that two digits stand for."""
        return digits + (1900 if self is Century.NEAR and digits >= _HALF else 2000)


_IN_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d\d)(?![\d/-]|\.\d)")
# In “1 Jan - 31 Mar 2026” two digits between months are a day, and so are those before a year.
_WITH_MONTH = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})[\s.-]*)?(?P<month>{MONTH})\s*(?P<mark>[-'’/.]|\s)\s*"
    rf"(?P<year>\d\d)(?![\d:]|[./-]\d|st|nd|rd|th|\s*[.-]?\s*{MONTH}|,?\s+\d{{4}})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """A date with its year in two digits; `or_day` says that they may be a day instead."""

    text: str
    digits: int
    or_day: bool = False

    @property
    def old(self) -> bool:
        """Whether the year may well be of the last century."""
        return self.digits >= _HALF and not self.or_day

    @property
    def family(self) -> str:
        """What else is settled with it."""
        return MONTH_AND if self.or_day else CENTURY


def short_years(text: str) -> Iterator[Short]:
    """Return every date in a text whose year has two digits."""
    for match in _IN_FIGURES.finditer(text):
        yield Short(text=match[0], digits=int(match[4]))
    for match in _WITH_MONTH.finditer(text):
        found = _with_month(match)
        if found is not None:
            yield found


def _with_month(match: re.Match[str]) -> Short | None:
    """Return what a month with two digits behind it is; “Dec 26” is a day of December."""
    digits, mark = int(match["year"]), match["mark"]
    if match["day"] is None and mark.isspace():
        return None
    apart = match["day"] is not None or mark in "'’" or digits > 31  # noqa: PLR2004 - days
    return Short(text=match[0], digits=digits, or_day=not apart)


def dated(text: str, answers: Mapping[str, str]) -> str:
    """Write out the years whose century was answered; whatever was not stays as it is."""

    def figures(match: re.Match[str]) -> str:
        century = _century(answers, CENTURY)
        if century is None:
            return match[0]
        year, mark = century.year(int(match[4])), match[2]
        return f"{match[1]}{mark}{match[3]}{mark}{year}"

    def months(match: re.Match[str]) -> str:
        found = _with_month(match)
        century = _century(answers, found.family) if found is not None else None
        if found is None or century is None:
            return match[0]
        month = month_of(tidy(match["month"]))
        year = century.year(found.digits)
        day = f"-{int(match['day']):02}" if match["day"] else ""
        return f"{year}-{month:02}{day}"

    return _WITH_MONTH.sub(months, _IN_FIGURES.sub(figures, text))


def _century(answers: Mapping[str, str], family: str) -> Century | None:
    said = answers.get(family, "")
    return Century(said) if said in set(Century) else None


# --- Urdu -----------------------------------------------------------------------------------------

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫۔", "01234567890123456789..")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_URDU_MONTHS = (
    ("جنوری", "January"),
    ("فروری", "February"),
    ("مارچ", "March"),
    ("اپریل", "April"),
    ("مئی", "May"),
    ("جون", "June"),
    ("جولائی", "July"),
    ("اگست", "August"),
    ("ستمبر", "September"),
    ("اکتوبر", "October"),
    ("نومبر", "November"),
    ("دسمبر", "December"),
)
_URDU_PHRASES = (
    (re.compile(r"(\d{1,3}) (?:دن|ایام|دنوں) (?:کے اندر|میں)"), r"within \1 days"),
    (re.compile(r"(\d{1,2}) (?:ماہ|مہینے|مہینوں) (?:کے اندر|میں)"), r"within \1 months"),
    (re.compile(r"(\d{4}) (?:کی )?پہلی سہ ماہی"), r"Q1 \1"),
    (re.compile(r"(\d{4}) (?:کی )?دوسری سہ ماہی"), r"Q2 \1"),
    (re.compile(r"(\d{4}) (?:کی )?تیسری سہ ماہی"), r"Q3 \1"),
    (re.compile(r"(\d{4}) (?:کی )?چوتھی سہ ماہی"), r"Q4 \1"),
    (re.compile(r"(?:سال )?(\d{4})ء?(?: میں| کے دوران)?"), r"\1"),
    (re.compile(r"(.+) تک"), r"until \1"),
    (re.compile(r"مسلسل|جاری|جاری عمل"), "continuous"),
    (re.compile(r"طے ہونا باقی(?: ہے)?|طے کیا جائے گا|باہمی مشاورت سے"), "to be agreed"),
)


def digits(text: str) -> str:
    """Return a text with Urdu and Arabic digits written as 0 to 9."""
    return text.translate(_DIGITS) if _ARABIC.search(text) else text


def other_script(text: str) -> str:
    """Return an Urdu date in English words, any other text as it is."""
    if not _ARABIC.search(text):
        return text
    said = " ".join(digits(text).split()).rstrip(".").replace("ء", "")
    for urdu, english in _URDU_MONTHS:
        said = re.sub(rf"(?<!\w){urdu}(?!\w)", english, said)
    for pattern, english in _URDU_PHRASES:
        if match := pattern.fullmatch(said):
            said = match.expand(english)
    return said
