"""Sentences about reminders that stand outside their rows: how many, and after an absence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.date_words import day_words
from app.qt.look import words

if TYPE_CHECKING:
    from app.services.reminder_list import Listed


def away_words(away: date, today: date) -> str:
    """Return the sentence after an absence: for how long, and since when everything is listed."""
    template = _translated(
        "You were away for {days} days. Everything that came due since {day} is listed here in "
        "order; nothing expires unseen."
    )
    return template.format(days=(today - away).days, day=day_words(away, words.translated))


def counted_words(listed: Listed) -> str:
    """Return how many matters are due, snoozed and coming, and due when they were entered."""
    parts = [
        _translated("{count} due").format(count=len(listed.due)),
        _translated("{count} snoozed").format(count=len(listed.snoozed)),
        _translated("{count} coming").format(count=len(listed.coming)),
    ]
    if listed.late:
        parts.append(_translated("{count} due when entered").format(count=len(listed.late)))
    return ", ".join(parts)


def due_words(due: int) -> str:
    """Return how many reminders are due, for where they are not listed."""
    return _translated("1 alert") if due == 1 else _translated("{n} alerts").format(n=due)


def late_words(late: int) -> str:
    """Return the one line for what was due already when it was entered."""
    if late == 1:
        return _translated("1 alert was due already when it was entered.")
    return _translated("{n} alerts were due already when they were entered.").format(n=late)


def raised_words(fresh: int) -> str:
    """Return how many reminders have come due."""
    if fresh == 1:
        return _translated("An alert has come due.")
    return _translated("{n} alerts have come due.").format(n=fresh)


def silent_words(since: date) -> str:
    """Return what is said where the helper has not looked for a day."""
    template = _translated(
        "Reminding while Servanda is closed is on, but has not run since {day}. See Preferences."
    )
    return template.format(day=day_words(since, words.translated))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Reminders", text)
