"""What the page Calendar shows of one month."""

from __future__ import annotations

from datetime import date

from app.domain.month import MonthView, last_of, month_view
from app.services.holidays import countries
from app.store.reader import Reader

MOST = 400
"""How many commitments of one month are read; those whose days are known best come first."""


def calendar_month(reader: Reader, first: date, relation: str) -> MonthView:
    """Read the month that begins on a day, for one pair of countries or for all (“”)."""
    rows, found = reader.falling(first, last_of(first), relation, MOST)
    calendars = [reader.calendar(each) for each in countries(reader, relation)]
    return month_view(first, calendars, rows, found)
