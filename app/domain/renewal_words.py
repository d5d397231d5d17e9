"""What a person reads of an instrument's term: every computed day explains itself in a sentence.

As in `app.domain.reading`, `tr` receives only literal templates; values are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.course import Course, Dispatch, State
from app.domain.date_words import Translate, day_words, plain
from app.domain.instrument_events import step_into_force
from app.domain.notices import Notice, Verdict, deadline
from app.domain.periods import Ending, Period, PeriodBasis
from app.domain.term_words import (
    EVENT_WORDS,
    date_words,
    length_words,
    missing_words,
    outstanding_words,
)
from app.domain.terms import NO_NOTICE, NoticeEvent, Renewal, Term

STATE_WORDS = {
    State.NOT_BEGUN: "Not in force yet",
    State.ENTRY_OPEN: "Entry into force not established",
    State.IN_FORCE: "In force",
    State.NOTICE_WINDOW: "Decide on notice",
    State.DISPATCH_MISSED: "Letter should have left",
    State.ROLLS_ON: "Rolls on",
    State.EXPIRES: "Expires",
    State.NOTICE_GIVEN: "Notice of termination given",
    State.EXPIRED: "Expired",
    State.TERMINATED: "Terminated",
    State.SUPERSEDED: "Superseded",
    State.UNKNOWN: "Cannot be computed",
}
VERDICT_WORDS = {
    Verdict.IN_TIME: "in time",
    Verdict.LATE: "too late",
    Verdict.EARLY: "before the minimum term was over",
    Verdict.UNCLEAR: "whether in time cannot be determined",
}
"""What the officer reads for each key."""
_BEFORE = (State.NOT_BEGUN, State.ENTRY_OPEN)


def explanation(
    course: Course, names: Mapping[str, str] | None = None, tr: Translate = plain
) -> str:
    """Return how the course of an instrument came about, each computed day with its reason."""
    return " ".join(each for each in _sentences(course, names or {}, tr) if each)


def entry_words(course: Course, tr: Translate = plain) -> str:
    """Return which event would establish the entry into force, where nothing else names it.

    Empty where it is not open, where no rule is known, and where a side's step is awaited by name.
    """
    step = step_into_force(course.term)
    named = any(each.step is step for each in course.outstanding)
    if course.state is not State.ENTRY_OPEN or step is None or named:
        return ""
    return tr("To be recorded: “{event}” of each side, with its day.").format(
        event=tr(EVENT_WORDS[step])
    )


def dispatch_words(course: Course, tr: Translate = plain) -> str:
    """Return when the letter is to leave, or that it should have left; empty without a buffer."""
    dispatch = course.dispatch
    if dispatch is None or course.notice_by is None or course.today > course.notice_by:
        return ""
    if course.decided or course.state is State.NOTICE_GIVEN:
        return ""
    if dispatch.by is None:
        return tr(
            "By when the letter must leave cannot be determined: the calendar of working days is "
            "not filled."
        )
    return " ".join(each for each in (_leaving(dispatch, tr), _doubt(dispatch, tr)) if each)


# --- one sentence each ---------------------------------------------------------------------------


def _sentences(course: Course, names: Mapping[str, str], tr: Translate) -> Iterator[str]:
    yield _period(course, tr)
    yield _pause(course, tr)
    if not course.over:
        yield _deadline(course, tr)
        yield dispatch_words(course, tr)
        yield _outcome(course, tr)
    if course.notice is not None:
        yield _notice(course, course.notice, tr)
    yield from (f"{outstanding_words(each, names, tr)}." for each in course.outstanding)
    if course.provisional and course.state in _BEFORE:
        yield tr("Provisionally applied: {day}.").format(day=date_words(course.provisional, tr))
    if course.missing and not course.over:
        yield tr("Not known: {clauses}. What depends on it cannot be computed: obtain the text."
        ).format(clauses=missing_words(course.missing, tr))  # fmt: skip
    if course.disagrees and course.derived is not None:
        yield tr(
            "By its events and its term it is “{derived}”; the status that was set says “{status}”."
        ).format(derived=tr(course.derived.value), status=tr(course.status.value))


def _period(course: Course, tr: Translate) -> str:
    """Say which period it is in, and why that ends when it does."""
    period, term = course.period, course.term
    if term is None or period is None:
        return _not_computed(course, tr)
    if course.over:
        return _over(course, period, tr)
    if course.state in _BEFORE:
        return _not_computed(course, tr)
    if period.end is None:
        start = day_words(period.start, tr) if period.start else ""
        return tr("In force since {day}, without end.").format(day=start)
    end = day_words(period.end, tr)
    if course.state is State.UNKNOWN:
        return tr("What is so after {day} cannot be computed.").format(day=end)
    if period.basis is PeriodBasis.INITIAL:
        return _first_term(term, period, end, tr)
    if period.basis is PeriodBasis.EXPRESS:
        return tr("Renewed by agreement; period {n} runs through {day}.").format(
            n=period.n, day=end
        )
    initial = course.initial_end
    first = day_words(initial, tr) if initial else ""
    step = length_words(term.renewal_period, tr)
    return tr(
        "The first term ended on {first}; renewed automatically for {length} at a time, it is in "
        "period {n}, which runs through {day}."
    ).format(first=first, length=step, n=period.n, day=end)


def _not_computed(course: Course, tr: Translate) -> str:
    """Say that it is not in force, or that there is nothing to compute from."""
    if course.over:
        return ""
    if course.state is State.NOT_BEGUN and course.begins:
        return tr("Enters into force on {day}.").format(day=date_words(course.begins, tr))
    if course.state in _BEFORE:
        said = tr("Its entry into force is not established.")
        return " ".join(each for each in (said, entry_words(course, tr)) if each)
    if course.begins:
        return tr("In force since {day}.").format(day=date_words(course.begins, tr))
    return ""


def _first_term(term: Term, period: Period, end: str, tr: Translate) -> str:
    if period.start is None:
        return tr("The first term runs through {day}.").format(day=end)
    start = day_words(period.start, tr)
    if not term.initial:
        return tr("The first term runs from {start} through {day}.").format(start=start, day=end)
    return tr("The first term of {length} runs from {start} through {day}.").format(
        length=length_words(term.initial, tr), start=start, day=end
    )


def _over(course: Course, period: Period, tr: Translate) -> str:
    ended = course.chain.ends_on if course.chain is not None else None
    if ended is None or ended >= course.today:
        return ""
    day = day_words(ended, tr)
    if course.chain is not None and course.chain.ending is Ending.TERMINATED:
        return tr("It was in force through {day}.").format(day=day)
    if course.term is not None and course.term.renewal is Renewal.EXPRESS:
        return tr("It expired at the end of {day}: no extension is recorded.").format(day=day)
    return tr("It expired at the end of {day}, with period {n}.").format(day=day, n=period.n)


def _pause(course: Course, tr: Translate) -> str:
    gap = course.chain.gap if course.chain is not None else None
    if gap is None:
        return ""
    last, first = day_words(gap[0], tr), day_words(gap[1], tr)
    return tr("Not in force between {last} and {first}, when it was revived.").format(
        last=last, first=first
    )


def _deadline(course: Course, tr: Translate) -> str:
    """Say by when notice, or a proposal to extend, is due, and what it is counted from."""
    term, period = course.term, course.period
    if term is None or period is None or course.state in (State.NOTICE_GIVEN, State.UNKNOWN):
        return ""
    if course.following is not None and period.end is not None:
        agreed = course.following.end
        until = day_words(agreed, tr) if agreed else ""
        return tr("It is already renewed through {day}.").format(day=until)
    if period.end is None:
        return _endless_notice(course, term, tr)
    if course.notice_by is None:
        return _no_deadline(course, term, tr)
    day, end = day_words(course.notice_by, tr), day_words(period.end, tr)
    length = length_words(term.notice, tr)
    if course.today > course.notice_by:
        express = term.renewal is Renewal.EXPRESS
        past = (
            tr("The last day for a proposal to extend was {day}, {length} before {end}.")
            if express
            else tr("The last day for notice was {day}, {length} before {end}.")
        )
        return past.format(day=day, length=length, end=end)
    if term.renewal is Renewal.EXPRESS:
        return tr(
            "A proposal to extend is due by {day}, {length} before {end}; silence means expiry."
        ).format(day=day, length=length, end=end)
    templates = {
        NoticeEvent.GIVEN: tr("Notice must be given by {day}, {length} before {end}."),
        NoticeEvent.RECEIVED: tr("Notice must arrive by {day}, {length} before {end}."),
        NoticeEvent.UNKNOWN: tr("Notice is due by {day}, {length} before {end}."),
    }
    said = templates[term.notice_event].format(day=day, length=length, end=end)
    if course.opens is not None and course.opens > course.today:
        possible = tr("By the minimum term it may be given from {day} on.")
        said += " " + possible.format(day=day_words(course.opens, tr))
    return said


def _endless_notice(course: Course, term: Term, tr: Translate) -> str:
    if term.notice_length is None:
        return tr("Its text provides for no notice.") if term.notice == NO_NOTICE else ""
    length = length_words(term.notice, tr)
    if course.opens is not None and course.opens > course.today:
        return tr("It ends {length} after notice, which may be given from {day} on.").format(
            length=length, day=day_words(course.opens, tr)
        )
    return tr("It ends {length} after notice, which may be given at any time.").format(
        length=length
    )


def _no_deadline(course: Course, term: Term, tr: Translate) -> str:
    if term.renewal is Renewal.NONE:
        return tr("It then ends: its text provides for no renewal.")
    if term.notice == NO_NOTICE:
        return tr("Its text provides for no notice.")
    if term.notice and course.opens is not None:
        return tr(
            "It cannot be left in this period: by the minimum term notice may be given from {day} "
            "on."
        ).format(day=day_words(course.opens, tr))
    return ""


def _leaving(dispatch: Dispatch, tr: Translate) -> str:
    """Say when the letter is to leave, or how long ago it should have left."""
    if not dispatch.late:
        return tr("The letter must leave by {day}, {count} joint working days before.").format(
            day=day_words(dispatch.by, tr) if dispatch.by else "", count=dispatch.buffer
        )
    late, left = dispatch.late, dispatch.left
    since = tr("1 day ago") if late == 1 else tr("{count} days ago").format(count=late)
    rest = (
        tr("1 joint working day left")
        if left == 1
        else tr("{count} joint working days left").format(count=left)
    )
    return tr("The letter should have left {since}; {rest}.").format(since=since, rest=rest)


def _doubt(dispatch: Dispatch, tr: Translate) -> str:
    if not dispatch.unsure:
        return ""
    return tr("Not every day off on the way is announced: that may yet change.")


def _outcome(course: Course, tr: Translate) -> str:
    """Say what follows where the last day for notice is past, or it was decided."""
    if course.period is None or course.period.end is None:
        return ""
    end = day_words(course.period.end, tr)
    if course.decided and course.state is State.ROLLS_ON:
        return tr("It was decided to let it roll on after {day}.").format(day=end)
    if course.state is State.ROLLS_ON:
        return tr("It renews automatically after {day}.").format(day=end)
    if course.state is State.EXPIRES and course.notice_by is not None:
        return tr("Without an extension it expires on {day}.").format(day=end)
    return ""


def _notice(course: Course, notice: Notice, tr: Translate) -> str:
    """Say of a notice whether it came in time, and what it ends."""
    day = date_words(notice.event.happened_on, tr) if notice.event.happened_on else ""
    ends = course.chain.ends_on if course.chain is not None else None
    given = (
        tr("Notice of {day} is {verdict}") if day else tr("Notice without a day is {verdict}")
    ).format(day=day, verdict=tr(VERDICT_WORDS[notice.verdict]))
    if notice.verdict is Verdict.UNCLEAR:
        return _unclear(notice, day, tr)
    if notice.verdict is Verdict.EARLY:
        return given + tr("; whether it counts cannot be determined.")
    if notice.verdict is Verdict.LATE and notice.deadline is not None:
        last = day_words(notice.deadline, tr)
        late = given + tr(": the last day was {day}.").format(day=last)
        return " ".join(each for each in (late, _late_effect(course, notice, tr)) if each)
    if notice.verdict is Verdict.IN_TIME and ends is not None and not course.over:
        return given + tr(": it ends on {day}.").format(day=day_words(ends, tr))
    return given + "."


def _unclear(notice: Notice, day: str, tr: Translate) -> str:
    """Say that it cannot be told whether a notice came in time, and by when it had to."""
    said = (
        tr("Whether the notice of {day} came in time cannot be determined").format(day=day)
        if day
        else tr("Whether a notice without a day came in time cannot be determined")
    )
    if notice.deadline is None:
        return said + "."
    return said + tr(": the last day was {day}.").format(day=day_words(notice.deadline, tr))


def _late_effect(course: Course, notice: Notice, tr: Translate) -> str:
    """Say what a late notice does: nothing to its period, unless the other side accepts it.

    Nothing is said where it ended all the same, as with that side's consent, nor of what such a
    notice may mean for a later period: that is for its text.
    """
    if course.over or course.chain is None or course.chain.ending is Ending.TERMINATED:
        return ""
    term, period = course.term, course.period
    given_in = next(
        (
            each
            for each in course.chain.periods
            if term and deadline(term, each.end) == notice.deadline
        ),
        None,
    )
    if given_in is None or given_in.end is None:
        return ""
    end = day_words(given_in.end, tr)
    if given_in != period:
        return tr(
            "It did not end the period through {end}: no acceptance by the other side is recorded."
        ).format(end=end)
    if term is not None and term.renewal is Renewal.TACIT:
        return tr(
            "It has no effect on the period through {end}: unless the other side accepts it, the "
            "instrument rolls on."
        ).format(end=end)
    return tr(
        "It has no effect on the period through {end}, unless the other side accepts it."
    ).format(end=end)
