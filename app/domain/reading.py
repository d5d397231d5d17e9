"""What a person reads about a due date: sure where the source was sure, and no surer.

Pure: the translation is handed in as `tr`, which receives only literal templates and the
literals in `MONTHS` and `TIMELINESS_WORDS`; values are put in afterwards. Singular and plural
are separate templates.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from app.domain.date_words import (
    Translate,
    bare_words,
    day_words,
    edtf_words,
    pair_words,
    plain,
    said_words,
    value_words,
)
from app.domain.edtf import Edtf, EdtfError, Form, parse
from app.domain.lifecycle import Phase
from app.domain.offsets import offset_words
from app.domain.rows import Followed
from app.domain.timeliness import Slip, Standing, Timeliness, overdue_of, slip_of, timeliness
from app.domain.timing import Basis, Bounds, Overdue, Sense, Timing

__all__ = [
    "TIMELINESS_WORDS",
    "Mark",
    "Translate",
    "day_words",
    "delay_words",
    "due_words",
    "edtf_words",
    "mark",
    "plain",
    "sentence",
    "standing_words",
    "timeliness_words",
]

TIMELINESS_WORDS = {
    Timeliness.DONE_IN_TIME: "Done in time",
    Timeliness.DONE_LATE: "Done late",
    Timeliness.DONE_UNKNOWN: "Done; timing unknown",
    Timeliness.DROPPED: "Dropped",
    Timeliness.WAITING: "Awaits another commitment",
    Timeliness.NO_DATE: "No deadline",
    Timeliness.OVERDUE: "Overdue",
    Timeliness.DUE_SOON: "Due soon",
    Timeliness.WINDOW_OPEN: "Period running",
    Timeliness.NOT_YET: "Not yet due",
    Timeliness.RUNNING: "Running",
    Timeliness.ENDED: "Ended",
}
"""What the officer reads for each key."""

_OWED = (Timeliness.OVERDUE, Timeliness.DUE_SOON, Timeliness.WINDOW_OPEN, Timeliness.NOT_YET)
_PERIODS = (Form.YEAR, Form.QUARTER, Form.MONTH, Form.UNSPECIFIED)
_DONE = (Timeliness.DONE_IN_TIME, Timeliness.DONE_LATE, Timeliness.DONE_UNKNOWN)


class Mark(StrEnum):
    """The drawing that stands beside a date, the same on every screen.

    Dot, hollow box, dashed, solid bar, end tick, start tick, dotted line with a ring, dash,
    and a hatch for what cannot be computed.
    """

    DAY = "day"
    WINDOW = "window"
    LIKELY = "likely"
    SPAN = "span"
    NO_LATER = "no later"
    NO_END = "no end"
    ANCHORED = "anchored"
    NONE = "none"
    UNKNOWN = "unknown"


def timeliness_words(timeliness: Timeliness, tr: Translate = plain) -> str:
    """Return the words for a timeliness."""
    return tr(TIMELINESS_WORDS[timeliness])


def mark(timing: Timing) -> Mark:
    """Return the mark of a date: as sure as it is, and a hatch where it cannot be read."""
    if timing.anchor is not None:
        return Mark.ANCHORED
    if not timing.edtf:
        return Mark.NONE
    value = _value(timing)
    if value is None:
        return Mark.UNKNOWN
    if value.latest is None:
        return Mark.NO_END
    if timing.sense is Sense.SPAN:
        return Mark.SPAN
    if timing.sense is Sense.DEADLINE or value.earliest is None:
        return Mark.NO_LATER
    if value.uncertain or value.approximate:
        return Mark.LIKELY
    return Mark.DAY if value.earliest == value.latest else Mark.WINDOW


def due_words(timing: Timing, tr: Translate = plain, *, followed: str = "") -> str:
    """Return when something is due, short enough for a table cell.

    Without a value: the source's words or “with another commitment” where it follows one
    (`followed` is that one's title, where it is known), “Continuing”, “To be agreed” or
    “No date”. A value that cannot be read is shown as it is stored.
    """
    if timing.anchor is not None:
        return timing.words or _with_another(timing, followed, tr)
    if not timing.edtf:
        if timing.sense is Sense.CONTINUING:
            return tr("Continuing")
        agreeing = timing.basis is Basis.TO_BE_AGREED
        return tr("To be agreed") if agreeing else tr("No date")
    value = _value(timing)
    if value is None:
        return timing.edtf
    said = said_words(value, timing.words, timing.sense, timing.basis, tr) if timing.words else None
    return said or value_words(value, timing.sense, timing.basis, tr)


def _with_another(timing: Timing, followed: str, tr: Translate) -> str:
    length = offset_words(timing.offset, tr)
    if not followed:
        if not length:
            return tr("with another commitment")
        return tr("{length} another commitment").format(length=length)
    if not length:
        return tr("with “{title}”").format(title=followed)
    return tr("{length} “{title}”").format(length=length, title=followed)


def standing_words(
    standing: Standing,
    today: date,
    slip: Slip | None = None,
    tr: Translate = plain,
    *,
    awaited: str = "",
) -> str:
    """Return the line under the due words, empty where there is nothing to add.

    `slip` is measured against the first promise; its sure part comes first. `awaited` is the
    title of the commitment that the date follows, where it is known.
    """
    where = timeliness(standing, today)
    if where in _DONE:
        return _done_words(where, standing, slip, tr)
    if where in _OWED and standing.sense is not Sense.SPAN:
        return _owed_words(standing, today, tr)
    if where is Timeliness.WAITING:
        if awaited:
            return tr("awaits: {title}").format(title=awaited)
        return tr("awaits another commitment")
    return _run_words(where, standing, tr)


def sentence(
    timing: Timing,
    standing: Standing,
    today: date,
    slip: Slip | None = None,
    tr: Translate = plain,
    *,
    follows: Followed | None = None,
) -> str:
    """Return the date in a few short sentences, for where there is room to be exact.

    `follows` is the commitment that the date hangs on, where it is known.
    """
    parts = [
        _origin_sentence(timing, standing, follows, tr),
        _lost_sentence(follows, standing, tr),
        _bounds_sentence(timing, standing, today, tr),
        _grace_sentence(timing, standing, today, tr),
        *_caveats(timing, tr),
        _standing_sentence(standing, today, slip, tr),
    ]
    return " ".join(part for part in parts if part)


def _value(timing: Timing) -> Edtf | None:
    """Return the value, None where there is none or a damaged one: a screen must not fail."""
    try:
        return parse(timing.edtf) if timing.edtf else None
    except EdtfError:
        return None


# --- the line under a date ---------------------------------------------------------------------


def _owed_words(standing: Standing, today: date, tr: Translate) -> str:
    """Count the days to the last day, or beyond it."""
    if overdue_of(standing, today) is Overdue.CANNOT_SAY:
        return tr("late or not: cannot be determined")
    if standing.bounds.latest is None:
        return ""
    left = (standing.bounds.latest - today).days
    if left == 0:
        return tr("today is the last day")
    if left > 0:
        return tr("1 day left") if left == 1 else tr("{days} days left").format(days=left)
    return tr("1 day late") if left == -1 else tr("{days} days late").format(days=-left)


def _run_words(where: Timeliness, standing: Standing, tr: Translate) -> str:
    """Name the day a span starts, ends or ended on, or a draft's days ran out."""
    bounds = standing.bounds
    if where is Timeliness.NOT_YET and bounds.earliest:
        return tr("starts {day}").format(day=day_words(bounds.earliest, tr))
    if where is Timeliness.RUNNING and bounds.latest:
        return tr("ends {day}").format(day=day_words(bounds.latest, tr))
    if where is Timeliness.ENDED and bounds.latest:
        if standing.sense is not Sense.SPAN:
            return tr("last day was {day}").format(day=day_words(bounds.latest, tr))
        return tr("ended {day}").format(day=day_words(bounds.latest, tr))
    return ""


def _done_words(where: Timeliness, standing: Standing, slip: Slip | None, tr: Translate) -> str:
    """Say whether it came in time, and how far from the first promise."""
    slipped = slip if slip and slip.sure > 0 else None
    if where is Timeliness.DONE_LATE:
        delay = slipped or slip_of(standing)
        if delay is None:
            return tr("done late")
        return tr("done {delay} late").format(delay=delay_words(delay, tr))
    if where is Timeliness.DONE_IN_TIME:
        if slipped is None:
            return tr("in time")
        return tr("in time, {delay} after the first date").format(delay=delay_words(slipped, tr))
    if standing.bounds.latest is None or standing.sense is Sense.SPAN:
        return _done_day_words(standing.done, tr)
    return tr("whether in time is not known")


def _done_day_words(done: Bounds, tr: Translate) -> str:
    """Say when it was done, where no date was set for it: a day, month, year, or between days."""
    first, last = done.earliest, done.latest
    if last is None:
        return ""
    if first is None:
        return tr("done by {day}").format(day=day_words(last, tr))
    if first == last:
        return tr("done {day}").format(day=day_words(first, tr))
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        years = {f"{first.year:04}": None, f"{last.year:04}": None}
        return tr("done in {time}").format(time=" – ".join(years))
    start, end = pair_words(first, last, tr)
    return tr("done {first} to {last}").format(first=start, last=end)


def delay_words(slip: Slip, tr: Translate) -> str:
    """Return a delay, the sure part first."""
    if slip.most is None:
        if slip.sure == 1:
            return tr("at least 1 day")
        return tr("at least {days} days").format(days=slip.sure)
    if slip.sure == slip.most:
        return tr("1 day") if slip.sure == 1 else tr("{days} days").format(days=slip.sure)
    return tr("{sure} to {most} days").format(sure=slip.sure, most=slip.most)


# --- the sentences of the detail panel ---------------------------------------------------------


def _origin_sentence(
    timing: Timing, standing: Standing, follows: Followed | None, tr: Translate
) -> str:
    """Say that a date follows another commitment, and by how much."""
    if timing.anchor is None:
        return ""
    other = tr("another commitment")
    if follows is not None and follows.title:
        other = tr("{ref}, “{title}”").format(ref=follows.ref, title=follows.title)
    length = offset_words(timing.offset, tr)
    if not standing.bounds.known:
        if length:
            return tr("Due {length} {other}, whose date is not known.").format(
                length=length, other=other
            )
        return tr("Follows {other}, whose date is not known.").format(other=other)
    if not length:
        return tr("Follows the date of {other}.").format(other=other)
    return tr("Due {length} {other}.").format(length=length, other=other)


def _lost_sentence(follows: Followed | None, standing: Standing, tr: Translate) -> str:
    """Say of what is not settled yet that what its date follows has gone, or will not come."""
    if follows is None or standing.phase in (Phase.DONE, Phase.DROPPED):
        return ""
    if follows.lost:
        return tr("{ref} is no longer in the register: give this a date of its own.").format(
            ref=follows.ref
        )
    if follows.binned:
        return tr("{ref} lies in the bin.").format(ref=follows.ref)
    if follows.dropped:
        return tr("{ref} was dropped: give this a date of its own, or drop it too.").format(
            ref=follows.ref
        )
    return ""


def _bounds_sentence(timing: Timing, standing: Standing, today: date, tr: Translate) -> str:
    """Say which days are meant, in the sense of the date."""
    if timing.edtf and _value(timing) is None:
        return tr("“{text}” cannot be read as a date.").format(text=timing.edtf)
    if not standing.bounds.known:
        return "" if timing.anchor is not None else _undated_sentence(timing, tr)
    if timing.sense is Sense.SPAN:
        return _span_sentence(standing, tr)
    if standing.bounds.latest is None:
        return _open_end_sentence(standing, today, tr)
    if timing.sense is Sense.DEADLINE:
        last = day_words(standing.bounds.latest, tr)
        return tr("A deadline: no later than {day}.").format(day=last)
    return _point_sentence(timing, standing, tr)


def _undated_sentence(timing: Timing, tr: Translate) -> str:
    if timing.sense is Sense.CONTINUING:
        return tr("Continuing, with no date.")
    if timing.basis is Basis.TO_BE_AGREED:
        return tr("The date is still to be agreed.")
    return tr("No date was stated.")


def _span_sentence(standing: Standing, tr: Translate) -> str:
    first, last = standing.bounds.earliest, standing.bounds.latest
    if first and last:
        start, end = pair_words(first, last, tr)
        return tr("Lasts from {first} to {last}; it can run out but cannot be overdue.").format(
            first=start, last=end
        )
    if last:
        return tr("Lasts until {day}; it can run out but cannot be overdue.").format(
            day=day_words(last, tr)
        )
    return tr("Lasts from {day}; no end was stated.").format(
        day=day_words(first, tr) if first else ""
    )


def _open_end_sentence(standing: Standing, today: date, tr: Translate) -> str:
    """Say that lateness cannot be told, where something is owed and its first day is reached."""
    first = standing.bounds.earliest
    day = day_words(first, tr) if first else ""
    if overdue_of(standing, today) is Overdue.CANNOT_SAY:
        return tr(
            "No earlier than {day}; no end was stated, so whether it is late cannot be determined."
        ).format(day=day)
    return tr("No earlier than {day}; no end was stated.").format(day=day)


def _point_sentence(timing: Timing, standing: Standing, tr: Translate) -> str:
    """Say on which day, or between which days, something happens once."""
    first, last = standing.bounds.earliest, standing.bounds.latest
    if last is None:
        return ""
    if first is None:
        return tr("No later than {day}.").format(day=day_words(last, tr))
    if first == last:
        return tr("On {day}.").format(day=day_words(first, tr))
    start, end = pair_words(first, last, tr)
    if timing.basis is Basis.TO_BE_AGREED:
        template = tr("One day between {first} and {last}, not yet agreed.")
    else:
        template = tr("One day between {first} and {last}, not stated which.")
    return template.format(first=start, last=end)


def _grace_sentence(timing: Timing, standing: Standing, today: date, tr: Translate) -> str:
    """Say that a whole period has to pass before something is late, while it has not."""
    value = _value(timing)
    if value is None or timing.sense is not Sense.POINT or not standing.phase.pending:
        return ""
    if value.form not in _PERIODS or value.latest is None or today > value.latest:
        return ""
    if value.form in (Form.YEAR, Form.MONTH):
        return tr("Not overdue on any day of {period}.").format(period=bare_words(value, tr))
    return tr("Not overdue through {day}.").format(day=day_words(value.latest, tr))


def _caveats(timing: Timing, tr: Translate) -> list[str]:
    """Say how the source hedged, and what was inferred rather than stated."""
    value = _value(timing)
    hedges = []
    if value is not None and value.uncertain:
        hedges.append(tr("Said as likely."))
    if value is not None and value.approximate:
        hedges.append(tr("Said as about."))
    if timing.basis is Basis.INFERRED and timing.why:
        hedges.append(tr("Inferred: {why}.").format(why=timing.why.rstrip(" .")))
    return hedges


def _standing_sentence(standing: Standing, today: date, slip: Slip | None, tr: Translate) -> str:
    """Return the line under the date as a sentence, unless a sentence before has said it."""
    where = timeliness(standing, today)
    said_before = (
        where in (Timeliness.WAITING, Timeliness.RUNNING)
        or (where is Timeliness.NOT_YET and standing.sense is Sense.SPAN)
        or overdue_of(standing, today) is Overdue.CANNOT_SAY
    )
    words = "" if said_before else standing_words(standing, today, slip, tr)
    return f"{words[0].upper()}{words[1:]}." if words else ""
