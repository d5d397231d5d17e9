"""What of a commitment goes into the calendars people carry: whole days, with their words.

Nothing here is surer than the register. A day that is known, a span and a meeting become an event,
an undertaking and a deadline a task; what is not known to the day is placed on the last day it can
mean, and says so in its title. What has no last day is never given one: a task without a day where
something is still to be done, else no entry at all.

As in `app.domain.reading`, `tr` receives only literal templates; values are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.domain.calendar_entry import Alarm, Entry, Form, Known, Part, Stand
from app.domain.calendar_terms import term_entries
from app.domain.date_words import Translate, day_words, plain
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.domain.reading import Mark, due_words, mark
from app.domain.rows import RegisterRow
from app.domain.timing import Basis, Bounds, Sense


def entries(
    known: Known, alarms: tuple[Alarm, ...] = (), tr: Translate = plain
) -> tuple[Entry, ...]:
    """Return the entries of a commitment, none where no day is known and nothing is to be done.

    Whether a marked record may be shown at all is not asked here.
    """
    own = own_entry(known, tr)
    found = [] if own is None else [own]
    if known.course is not None:
        found += term_entries(known.row, known.course, known.names or {}, tr)
    return tuple(_with_alarms(each, alarms) for each in found)


def own_entry(known: Known, tr: Translate = plain) -> Entry | None:
    """Return the entry of a commitment's own date; None where it has no place in a calendar."""
    row = known.row
    placed = _placed(row)
    if placed.latest is None and not _to_do(row):
        return None
    form = _form(row, placed)
    first = placed.latest if form is Form.TASK else placed.earliest
    hedge = _hedge(row, placed, form, tr)
    return Entry(
        part=Part.OWN,
        form=form,
        title=f"{row.title} ({hedge})" if hedge else row.title,
        words="\n".join(each for each in _words(known, placed, tr) if each),
        stand=_stand(row, form, unsure=bool(hedge)),
        first=first if placed.latest else None,
        last=placed.latest,
        done=_one_day(row.done) if row.phase is Phase.DONE else None,
    )


# --- where it stands in a calendar --------------------------------------------------------------


def _placed(row: RegisterRow) -> Bounds:
    """The days an entry takes: all of a span, else one, the last it can mean.

    A meeting that was held stands where it was held, wherever it had been foreseen.
    """
    held = _is_meeting(row) and row.phase is Phase.DONE and row.done.latest is not None
    bounds = row.done if held else row.bounds
    last = bounds.latest
    if last is None or row.timing.sense is Sense.CONTINUING:
        return Bounds()
    spans = not held and row.timing.sense is Sense.SPAN and bounds.earliest is not None
    return Bounds(earliest=bounds.earliest if spans else last, latest=last)


def _meant(row: RegisterRow) -> Bounds:
    """The days that an entry's day stands for."""
    if _is_meeting(row) and row.phase is Phase.DONE and row.done.latest is not None:
        return row.done
    return row.bounds


def _form(row: RegisterRow, placed: Bounds) -> Form:
    if placed.latest is None:
        return Form.TASK
    if row.timing.sense is Sense.SPAN or _is_meeting(row) or row.event:
        return Form.EVENT
    if row.kind.family is Family.UNDERTAKING or row.timing.sense is Sense.DEADLINE:
        return Form.TASK
    return Form.EVENT if _one_day(row.bounds) else Form.TASK


def _to_do(row: RegisterRow) -> bool:
    """Whether it belongs among tasks even without a day.

    An undertaking stays there once it is settled, so that a calendar that holds it learns of it.
    """
    if row.event:
        return False
    if row.kind.family is Family.UNDERTAKING:
        return True
    return _is_meeting(row) and row.phase not in (Phase.DONE, Phase.DROPPED)


def _is_meeting(row: RegisterRow) -> bool:
    return row.kind.family is Family.MEETING


def _one_day(bounds: Bounds) -> date | None:
    return bounds.latest if bounds.earliest == bounds.latest else None


def _stand(row: RegisterRow, form: Form, *, unsure: bool) -> Stand:
    if row.phase is Phase.DONE:
        return Stand.DONE
    if row.phase is Phase.DROPPED:
        return Stand.DROPPED
    if form is Form.EVENT:
        foreseen = row.status in (Status.DRAFT, Status.FORESEEN, Status.POSTPONED)
        return Stand.TENTATIVE if unsure or foreseen else Stand.OPEN
    return Stand.UNDER_WAY if row.status is Status.IN_PROGRESS else Stand.OPEN


# --- its words -----------------------------------------------------------------------------------


def _hedge(row: RegisterRow, placed: Bounds, form: Form, tr: Translate) -> str:
    """Return what its title must say of its day, empty where the day is what the source says."""
    if placed.latest is None or row.timing.sense is Sense.SPAN:
        return ""
    meant = _meant(row)
    if meant is row.done:
        return "" if _one_day(meant) else tr("day not known: last possible day")
    if row.timing.sense is Sense.DEADLINE and form is Form.TASK:
        return ""
    due = due_words(row.timing, tr)
    if meant.earliest != meant.latest:
        return tr("{due}: last possible day").format(due=due)
    if mark(row.timing) is Mark.LIKELY or row.timing.basis is Basis.TO_BE_AGREED:
        return due
    return ""


def _words(known: Known, placed: Bounds, tr: Translate) -> Iterator[str]:
    """Give the lines that say what the entry is, as of its source.

    What another commitment is called is not told: that one may be marked.
    """
    row, timing = known.row, known.row.timing
    yield tr("{ref}, {kind}, {status}").format(
        ref=row.ref, kind=tr(row.kind.value), status=tr(row.status.value)
    )
    yield tr("Responsible side: {side}").format(side=row.owed_by) if row.owed_by else ""
    yield tr("Lead agency: {name}").format(name=row.owner) if row.owner else ""
    if timing.dated or row.phase is not Phase.DONE:
        yield tr("Due: {due}").format(due=_due(row, placed, tr))
    if timing.words:
        yield tr("In the words of the source: “{words}”").format(words=timing.words)
    if timing.why:
        yield tr("Inferred: {why}").format(why=timing.why)
    if row.phase is Phase.DONE and row.done.latest is not None:
        yield _done(row.done, tr)
    if row.paragraph and known.origin:
        yield tr("Paragraph {number} of {ref}").format(number=row.paragraph, ref=known.origin)
    elif known.origin:
        yield tr("Made in {ref}").format(ref=known.origin)
    yield known.summary


def _due(row: RegisterRow, placed: Bounds, tr: Translate) -> str:
    """Say when it is due, and where it was placed for want of a day."""
    due = due_words(row.timing, tr)
    if row.timing.anchor is not None and row.timing.words:
        due = tr("with another commitment")
    if placed.latest is None or _meant(row) is row.done or row.timing.sense is Sense.SPAN:
        return due
    last = day_words(placed.latest, tr)
    if _one_day(row.bounds):
        return due if mark(row.timing) is not Mark.ANCHORED else f"{due}, {last}"
    if row.timing.sense is Sense.DEADLINE and _form(row, placed) is Form.TASK:
        return due if last in due else tr("{due}, no later than {day}").format(due=due, day=last)
    return tr("{due}: placed on the last possible day, {day}").format(due=due, day=last)


def _done(done: Bounds, tr: Translate) -> str:
    last = day_words(done.latest, tr) if done.latest else ""
    if _one_day(done):
        return tr("Done: {day}").format(day=last)
    if done.earliest is None:
        return tr("Done by {day}, day not known").format(day=last)
    return tr("Done between {first} and {last}, day not known").format(
        first=day_words(done.earliest, tr), last=last
    )


def _with_alarms(entry: Entry, alarms: tuple[Alarm, ...]) -> Entry:
    """Give an entry the alarms meant for it; without a day, or once settled, it has none."""
    if entry.last is None or entry.stand.settled:
        return entry
    own = sorted({each for each in alarms if each.part is entry.part}, key=_by_day)
    return replace(entry, alarms=tuple(own))


def _by_day(alarm: Alarm) -> tuple[date, str]:
    return alarm.on, alarm.words
