"""When a commitment is due: what the source said, what it means, and what that leaves open.

Calendar dates carry no zone. A due date is met through the end of its day and late the next;
today is always handed in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from app.domain.edtf import Edtf, Form, parse
from app.domain.errors import InvalidValueError
from app.domain.identity import CommitmentId

_DURATION = re.compile(
    r"(?P<sign>[+-]?)P(?=\d)"
    r"(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,4})M)?"
    r"(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?",
    re.ASCII,
)
_MONTHS_IN_YEAR = 12
_DAYS_IN_WEEK = 7


class Sense(StrEnum):
    """What kind of promise a date makes.

    A *point* happens once, on one day inside the bounds. A *span* lasts throughout them.
    A *deadline* may be met on any day up to the latest. *Continuing* has no date.
    """

    POINT = "point"
    SPAN = "span"
    DEADLINE = "deadline"
    CONTINUING = "continuing"


class Basis(StrEnum):
    """What a date, or its absence, rests on."""

    STATED = "stated"
    INFERRED = "inferred"
    TO_BE_AGREED = "to be agreed"
    NOT_STATED = "not stated"


class Overdue(StrEnum):
    """The four answers to “is it late?”."""

    NO = "no"
    WINDOW_OPEN = "window open"
    YES = "yes"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The first and the last day that may be meant, inclusive; None where that is not known."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def known(self) -> bool:
        """Whether at least one of the two days is known."""
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """A length of calendar time; all parts carry the sign of the whole."""

    months: int = 0
    days: int = 0

    def __mul__(self, times: int) -> Duration:
        """Return the duration repeated, so that repeats are counted from one day."""
        return Duration(months=self.months * times, days=self.days * times)

    def __add__(self, other: Duration) -> Duration:
        """Return one duration and another as one, so that both are counted from one day."""
        return Duration(months=self.months + other.months, days=self.days + other.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When a commitment is due.

    `words` paraphrases the source; `edtf` is the value, empty where there is none; `why` says
    what an inferred date was inferred from. A date may hang on another commitment instead:
    `anchor`, moved by `offset`, an ISO 8601 duration such as `P10D`, `-P1M` or `P2W`.
    """

    words: str = ""
    edtf: str = ""
    sense: Sense = Sense.POINT
    basis: Basis = Basis.NOT_STATED
    why: str = ""
    anchor: CommitmentId | None = None
    offset: str = ""

    @property
    def dated(self) -> bool:
        """Whether there is a value, or a commitment that will give one."""
        return bool(self.edtf) or self.anchor is not None

    def validated(self) -> Timing:
        """Return the timing without stray blanks, or refuse what contradicts itself.

        Raises `EdtfError` for a value that is no date, and `InvalidValueError` for a sense
        that does not fit it, an inference without a reason, two origins for one date, or an
        offset that is malformed or counts from nothing.
        """
        tidy = replace(
            self,
            words=self.words.strip(),
            edtf=self.edtf.strip(),
            why=self.why.strip(),
            offset=self.offset.strip(),
        )
        if tidy.basis is Basis.INFERRED and not tidy.why:
            raise InvalidValueError("why", "Say what this date was inferred from.")
        _check_origin(tidy)
        if tidy.edtf:
            _check_sense(parse(tidy.edtf), tidy.sense)
        return tidy

    def bounds(self, said: date | None = None, anchored: Bounds | None = None) -> Bounds:
        """Return the first and the last day that may be meant; never earliest after latest.

        A deadline that names no first day runs from the day it was `said`. Where it was said
        after its own last day the first day stays unknown, rather than being invented.
        `anchored` holds the bounds of the anchor; without them an anchored date has none.
        """
        if self.anchor is not None:
            found, names_start = _shifted(anchored or Bounds(), self.offset), False
        elif self.edtf:
            value = parse(self.edtf)
            found = Bounds(earliest=value.earliest, latest=value.latest)
            names_start = value.form is Form.SET
        else:
            return Bounds()
        if self.sense is not Sense.DEADLINE or (names_start and found.earliest):
            return found
        runs_from_said = said and found.latest and said <= found.latest
        return Bounds(earliest=said if runs_from_said else None, latest=found.latest)


def sense_of(edtf: str) -> Sense:
    """Return the sense a value has unless the officer says otherwise; raises `EdtfError`.

    `A/B` lasts throughout; `[A..B]`, `[..B]` and `../B` set a last day; all else, lists and
    values without an end among them, happens once.
    """
    value = parse(edtf)
    closes = value.form is Form.INTERVAL or len(value.choices) == 1
    if value.form not in (Form.INTERVAL, Form.SET) or value.latest is None or not closes:
        return Sense.POINT
    if value.form is Form.INTERVAL and value.earliest:
        return Sense.SPAN
    return Sense.DEADLINE


def duration_of(text: str, field: str = "offset") -> Duration:
    """Read an ISO 8601 duration of years, months, weeks and days; raises `InvalidValueError`."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise InvalidValueError(
            field, f"“{text}” is no length of time; write for example P10D, P2W or -P1M."
        )
    sign = -1 if match["sign"] == "-" else 1
    years, months, weeks, days = (
        int(match[part] or 0) for part in ("years", "months", "weeks", "days")
    )
    return Duration(
        months=sign * (years * _MONTHS_IN_YEAR + months),
        days=sign * (weeks * _DAYS_IN_WEEK + days),
    )


def shift(day: date, duration: str, times: int = 1) -> date:
    """Return the day `times` durations from `day`, months before days.

    Months clamp to the month's end and are counted from `day` itself, so that a month from
    31 Jan is 28 Feb and two months from it are 31 Mar. Raises `InvalidValueError` for a
    malformed duration or a day outside the years 0001 to 9999.
    """
    try:
        return advance(day, duration_of(duration) * times)
    except OverflowError:
        raise InvalidValueError(
            "offset", f"“{duration}” leads outside the years {MINYEAR:04} to {MAXYEAR}."
        ) from None


def advance(day: date, length: Duration) -> date:
    """Return the day a duration from `day`, as `shift` does; `OverflowError` outside the years."""
    try:
        return _add_months(day, length.months) + timedelta(days=length.days)
    except ValueError:
        raise OverflowError from None


def overdue(bounds: Bounds, sense: Sense, today: date) -> Overdue:
    """Answer whether what is due within `bounds` is late today, were it still owed.

    A span runs out but is never late. Without a last day nothing can be said, unless even the
    first day is still ahead.
    """
    if sense in (Sense.SPAN, Sense.CONTINUING):
        return Overdue.NO
    if bounds.earliest and today < bounds.earliest:
        return Overdue.NO
    if bounds.latest is None:
        return Overdue.CANNOT_SAY
    return Overdue.YES if today > bounds.latest else Overdue.WINDOW_OPEN


def _check_origin(timing: Timing) -> None:
    """Refuse a date that comes from two places, or an offset from nowhere."""
    if timing.anchor is not None and timing.edtf:
        raise InvalidValueError(
            "anchor", "A date either stands by itself or follows another commitment, not both."
        )
    if timing.sense is Sense.CONTINUING and timing.dated:
        raise InvalidValueError("sense", "What continues without end has no due date.")
    if timing.offset:
        if timing.anchor is None:
            raise InvalidValueError("offset", "Say which commitment the offset counts from.")
        duration_of(timing.offset)


def _check_sense(value: Edtf, sense: Sense) -> None:
    """Refuse a sense that the written form of the value contradicts."""
    if sense is Sense.SPAN and value.form is Form.SET:
        raise InvalidValueError(
            "sense",
            f"“{value.text}” means one day inside; what lasts throughout is written A/B.",
        )
    closed_interval = value.form is Form.INTERVAL and value.earliest and value.latest
    if sense is not Sense.SPAN and closed_interval:
        start, _, end = value.text.partition("/")
        raise InvalidValueError(
            "sense",
            f"“{value.text}” lasts throughout; one day inside is written [{start}..{end}].",
        )
    if sense is Sense.DEADLINE and value.latest is None:
        raise InvalidValueError("sense", f"“{value.text}” names no last day to be a deadline.")


def _shifted(bounds: Bounds, offset: str) -> Bounds:
    if not offset:
        return bounds
    return Bounds(
        earliest=shift(bounds.earliest, offset) if bounds.earliest else None,
        latest=shift(bounds.latest, offset) if bounds.latest else None,
    )


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_IN_YEAR + day.month - 1 + months, _MONTHS_IN_YEAR)
    month += 1
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month, min(day.day, monthrange(year, month)[1]))
