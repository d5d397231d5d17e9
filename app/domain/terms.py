"""The clauses of an instrument about its time: how long it runs, how it goes on, how it is left.

A clause that is not known is empty, and what would follow from it is not computed. Lengths are
ISO 8601 durations and keep their unit: `P30D` is no month.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from enum import StrEnum

from app.domain.edtf import parse
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId
from app.domain.kinds import Kind
from app.domain.timing import Duration, advance, duration_of

INDEFINITE = "indefinite"
"""Stands for the first term of an instrument that runs without end."""
NO_NOTICE = "none"
"""Stands for the length of notice where the text provides for none."""

LONGEST_YEARS = 500
LONGEST_BUFFER = 250
_MONTHS_IN_YEAR = 12

TERMED = frozenset(
    {
        Kind.TREATY,
        Kind.AGREEMENT,
        Kind.MOU,
        Kind.PROTOCOL,
        Kind.EXCHANGE_OF_NOTES,
        Kind.CONTRACT,
    }
)
"""The kinds whose text says how long it lasts: where nothing is known, that is to be obtained."""


class Renewal(StrEnum):
    """How an instrument goes on when a term ends."""

    UNKNOWN = "unknown"
    NONE = "none"
    EXPRESS = "express"
    TACIT = "tacit"


class NoticeEvent(StrEnum):
    """Which day of a notice has to be in time: when it is given or when it arrives."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    RECEIVED = "received"


class EndConvention(StrEnum):
    """Where a term ends: on the anniversary of its first day, or on the day before it."""

    ANNIVERSARY = "anniversary"
    DAY_BEFORE = "day-before"


class StartRule(StrEnum):
    """What makes an instrument begin, where its text names no day."""

    UNKNOWN = "unknown"
    SIGNATURE = "signature"
    NOTIFICATION = "last notification"
    RATIFICATION = "last ratification"


class Clause(StrEnum):
    """A clause that is needed to compute something."""

    START = "start"
    TERM = "term"
    RENEWAL = "renewal"
    RENEWAL_PERIOD = "renewal period"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The clauses of one instrument, as its text has them.

    `starts` is the first day and `ends` the last day of the first term, both EDTF; the length of
    that term is `initial`: a duration or “indefinite”. `notice` is a duration or “none”. Notice
    may be given once the `minimum` is over, counted from the first day. `buffer` is how many
    joint working days before the last day for notice the letter is to leave. `words` paraphrases
    the clause.
    """

    id: str
    commitment: CommitmentId
    starts: str = ""
    start_rule: StartRule = StartRule.UNKNOWN
    initial: str = ""
    ends: str = ""
    renewal: Renewal = Renewal.UNKNOWN
    renewal_period: str = ""
    minimum: str = ""
    notice: str = ""
    notice_event: NoticeEvent = NoticeEvent.UNKNOWN
    end_convention: EndConvention = EndConvention.ANNIVERSARY
    buffer: int | None = None
    words: str = ""

    @property
    def indefinite(self) -> bool:
        """Whether it runs without end."""
        return self.initial == INDEFINITE

    @property
    def notice_length(self) -> Duration | None:
        """How long before the end notice is due; None where that is unknown or not provided."""
        return duration_of(self.notice, "notice") if self.notice not in ("", NO_NOTICE) else None

    def end_of(self, boundary: date) -> date:
        """Return the last day of a term that is followed by one counted from `boundary`."""
        day_before = self.end_convention is EndConvention.DAY_BEFORE
        return advance(boundary, Duration(days=-1)) if day_before else boundary

    def boundary_of(self, end: date) -> date:
        """Return the day from which what follows is counted after a term that ends on `end`."""
        day_before = self.end_convention is EndConvention.DAY_BEFORE
        return advance(end, Duration(days=1)) if day_before else end

    def unknown(self) -> tuple[Clause, ...]:
        """Return the clauses that are wanting, apart from the first day, which events may give."""
        missing = []
        if not (self.initial or self.ends):
            missing.append(Clause.TERM)
        if not self.indefinite:
            if self.renewal is Renewal.UNKNOWN:
                missing.append(Clause.RENEWAL)
            elif self.renewal is Renewal.TACIT and not self.renewal_period:
                missing.append(Clause.RENEWAL_PERIOD)
        if self.renewal is not Renewal.NONE and not self.notice:
            missing.append(Clause.NOTICE)
        return tuple(missing)

    def validated(self) -> Term:
        """Return the clauses tidied, or refuse what contradicts itself.

        Raises `InvalidValueError` naming the field, `EdtfError` for what is no date.
        """
        tidy = replace(
            self,
            starts=_date("starts", self.starts),
            ends=_date("ends", self.ends),
            initial=length("initial", self.initial, INDEFINITE),
            renewal_period=length("renewal_period", self.renewal_period),
            minimum=length("minimum", self.minimum),
            notice=length("notice", self.notice, NO_NOTICE),
            words=self.words.strip(),
        )
        _check_buffer(tidy.buffer)
        _check_agreement(tidy)
        _check_reach(tidy)
        return tidy


def day_of(edtf: str) -> date | None:
    """Return the one day a date names, “likely” or not; None where it leaves several open."""
    if not edtf:
        return None
    read = parse(edtf)
    return read.earliest if read.earliest == read.latest else None


# --- lengths of time, as they are typed --------------------------------------------------------

_WORDS = {
    "day": "D",
    "days": "D",
    "week": "W",
    "weeks": "W",
    "month": "M",
    "months": "M",
    "year": "Y",
    "years": "Y",
}
_NUMBERS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_PART = re.compile(r"(\d{1,5}|[a-z]+)[ -]*([a-z]+)")
_PARTS = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
_ORDER = "YMWD"


def length(field: str, text: str, *instead: str) -> str:
    """Return a length of time as an ISO 8601 duration, or nothing; `instead` are words kept.

    Reads `P10Y`, `10 years`, `a year`, `1 year and 6 months`, `5y`. Raises `InvalidValueError`.
    """
    typed = " ".join(text.casefold().split())
    if not typed or typed in instead:
        return typed
    iso = typed.upper() if typed.startswith("p") else _spoken(typed)
    try:
        found = duration_of(iso, field)
    except InvalidValueError:
        found = Duration()
    # What counts backwards, or is no length at all, has no end.
    if found.months < 0 or found.days < 0 or found == Duration():
        raise InvalidValueError(
            field, f"“{text}” is no length of time; write for example 10 years, 6 months or P30D."
        )
    if found.months > LONGEST_YEARS * _MONTHS_IN_YEAR or found.days > LONGEST_YEARS * 365:
        raise InvalidValueError(field, f"“{text}” is longer than {LONGEST_YEARS} years.")
    return iso.removeprefix("+")


def parts(iso: str) -> tuple[tuple[int, str], ...]:
    """Return the parts of a duration as (number, “Y”, “M”, “W” or “D”), as they were written."""
    found = _PARTS.fullmatch(iso)
    numbers = found.groups() if found else ()
    return tuple(
        (int(number), unit)
        for number, unit in zip(numbers, _ORDER, strict=False)
        if number is not None and int(number)
    )


def _spoken(typed: str) -> str:
    """Return “1 year and 6 months” as a duration; nothing of one where it is not understood."""
    rest = typed.replace(" and ", " ").replace(",", " ")
    found: dict[str, int] = {}
    for amount, word in _PART.findall(rest):
        unit = _WORDS.get(word) or (word.upper() if len(word) == 1 else "")
        number = int(amount) if amount.isdecimal() else _NUMBERS.get(amount)
        if number is None or not unit or unit not in _ORDER or unit in found:
            return ""
        found[unit] = number
    if not found or _PART.sub("", rest).strip():
        return ""
    return "P" + "".join(f"{found[unit]}{unit}" for unit in _ORDER if unit in found)


# --- checks ------------------------------------------------------------------------------------


def _date(field: str, text: str) -> str:
    tidy = text.strip()
    return parse(tidy, field=field).text if tidy else ""


def _check_buffer(buffer: int | None) -> None:
    if buffer is not None and not 0 <= buffer <= LONGEST_BUFFER:
        raise InvalidValueError(
            "buffer", f"The days a letter needs are a number from 0 to {LONGEST_BUFFER}."
        )


def _check_agreement(term: Term) -> None:
    """Refuse clauses of which only one can hold."""
    if term.indefinite and term.ends:
        raise InvalidValueError("ends", "What runs without end has no last day.")
    if term.indefinite and term.renewal in (Renewal.TACIT, Renewal.EXPRESS):
        raise InvalidValueError("renewal", "What runs without end is not renewed.")
    if term.renewal_period and term.renewal is Renewal.NONE:
        raise InvalidValueError("renewal_period", "Without renewal there is no renewal period.")
    starts, ends = day_of(term.starts), day_of(term.ends)
    if starts and ends and ends < starts:
        raise InvalidValueError("ends", "The last day of the first term is before its first day.")
    if starts and ends and term.initial:
        counted = term.end_of(advance(starts, duration_of(term.initial)))
        if counted != ends:
            raise InvalidValueError(
                "ends",
                f"The first term would end on {counted.isoformat()} by its length and on "
                f"{ends.isoformat()} by its last day. Give the one that the text states.",
            )


def _check_reach(term: Term) -> None:
    """Refuse a first term, or the one after it, that no calendar reaches."""
    starts = day_of(term.starts) or day_of(term.ends)
    lengths = [each for each in (term.initial, term.renewal_period) if each not in ("", INDEFINITE)]
    try:
        for each in lengths:
            starts = advance(starts, duration_of(each)) if starts else None
    except OverflowError:
        raise InvalidValueError(
            "initial", f"The term leads outside the years {MINYEAR:04} to {MAXYEAR}."
        ) from None
