"""Instruments and their terms as the radar, the panel and the commands get them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from app.domain.commitment import sides_of
from app.domain.course import Course, Instrument
from app.domain.dossier import Dossier
from app.domain.instrument_events import InstrumentEvent
from app.domain.radar import Band, bands, next_day
from app.domain.renewals import course
from app.domain.rows import RegisterRow
from app.domain.terms import Term
from app.domain.workdays import UnknownYearError
from app.services.holidays import joint
from app.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewing:
    """One instrument with where it stands in its term, and what lies ahead of it."""

    row: RegisterRow
    course: Course
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals:
    """Every instrument whose text has a term: what can be computed first, by its next day.

    `names` gives the countries by their codes.
    """

    today: date
    rows: tuple[Renewing, ...]
    names: Mapping[str, str]

    @property
    def computed(self) -> tuple[Renewing, ...]:
        """Those of which something lies ahead."""
        return tuple(each for each in self.rows if each.bands)

    @property
    def wanting(self) -> tuple[Renewing, ...]:
        """Those in force or to come of which a clause is not known: texts to obtain."""
        return tuple(each for each in self.rows if each.course.missing and not each.course.over)


def renewals(reader: Reader, relation: str, today: date) -> Renewals:
    """Return the instruments of a pair of countries, or of all, as they stand on a day."""
    days = JointDays(reader)
    found = []
    for each in reader.instrument_rows(relation):
        held = _course(each.row, each.term, each.events, today, days)
        found.append(Renewing(row=each.row, course=held, bands=bands(held)))
    found.sort(key=_by_next_day)
    return Renewals(today=today, rows=tuple(found), names=country_names(reader))


def course_of(reader: Reader, dossier: Dossier, today: date) -> Course:
    """Return where the instrument of a dossier stands on a day."""
    row = dossier.row
    events = dossier.instrument_events
    return _course(row, dossier.term, events, today, JointDays(reader))


def country_names(reader: Reader) -> dict[str, str]:
    """Return the names of the countries in this register by their codes."""
    names: dict[str, str] = {}
    for each in reader.relations():
        names |= dict(zip(sides_of(each.code), (each.first_name, each.second_name), strict=True))
    return names


class JointDays:
    """Counts the days on which it is worked on both sides, for one pair of countries or several.

    Calendars are read when they are first needed. A year that is not filled in gives no day.
    """

    def __init__(self, reader: Reader) -> None:
        self._joint = cache(partial(joint, reader))

    def back(self, relation: str, day: date, days: int) -> date | None:
        """Return the day so many joint working days before a day; None where that is not known."""
        try:
            return self._joint(relation).before(day, days)
        except UnknownYearError:
            return None

    def unsure(self, relation: str, first: date, last: date) -> bool:
        """Whether days off from a day to another are only estimated, or not all announced."""
        return bool(self._joint(relation).doubts(first, last))


def _course(
    row: RegisterRow,
    term: Term | None,
    events: tuple[InstrumentEvent, ...],
    today: date,
    days: JointDays,
) -> Course:
    instrument = Instrument(
        term=term, events=events, parties=sides_of(row.relation), status=row.status
    )
    back, unsure = partial(days.back, row.relation), partial(days.unsure, row.relation)
    return course(instrument, today, back, unsure)


def _by_next_day(each: Renewing) -> tuple[bool, bool, date, str]:
    """What can be computed and is in force comes first, then what is over, by its next day."""
    day = next_day(each.course)
    return not each.bands, each.course.over, day or date.max, each.row.ref
