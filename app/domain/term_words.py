"""What a person reads of the clauses of an instrument, its periods and what happened to it.

As in `app.domain.reading`, `tr` receives only literal templates and the literals of the tables
below; values are put in afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.domain.date_words import Translate, day_words, edtf_words, plain
from app.domain.edtf import parse
from app.domain.instrument_events import EventKind, InstrumentEvent, Outstanding
from app.domain.periods import Period, PeriodBasis
from app.domain.terms import (
    INDEFINITE,
    NO_NOTICE,
    Clause,
    EndConvention,
    NoticeEvent,
    Renewal,
    StartRule,
    Term,
    parts,
)
from app.domain.timing import Basis

EVENT_WORDS = {
    EventKind.DRAFT_SENT: "Draft sent",
    EventKind.DRAFT_RECEIVED: "Draft received",
    EventKind.COMMENTS_AWAITED: "Comments awaited",
    EventKind.COMMENTS_RECEIVED: "Comments received",
    EventKind.LAW_VETTING: "Law vetting",
    EventKind.CABINET_APPROVAL: "Cabinet approval",
    EventKind.FULL_POWERS: "Full powers",
    EventKind.TEXT_AGREED: "Text agreed",
    EventKind.SIGNED: "Signed",
    EventKind.EXCHANGED: "Documents exchanged",
    EventKind.PROVISIONAL: "Provisionally applied",
    EventKind.NOTIFIED: "Internal procedures notified",
    EventKind.RATIFIED: "Ratified",
    EventKind.IN_FORCE: "Entered into force",
    EventKind.EXTENDED: "Extended by agreement",
    EventKind.LET_ROLL: "Decided to let it roll on",
    EventKind.NOTICE_GIVEN: "Notice given",
    EventKind.NOTICE_RECEIVED: "Notice received",
    EventKind.TERMINATED: "Terminated",
    EventKind.EXPIRED: "Expired",
    EventKind.REVIVED: "Revived",
}
RENEWAL_WORDS = {
    Renewal.UNKNOWN: "Renewal not known",
    Renewal.NONE: "No renewal",
    Renewal.EXPRESS: "Renewed by agreement",
    Renewal.TACIT: "Renews automatically",
}
CLAUSE_WORDS = {
    Clause.START: "first day",
    Clause.TERM: "length of the first term",
    Clause.RENEWAL: "renewal",
    Clause.RENEWAL_PERIOD: "length of a renewal",
    Clause.NOTICE: "notice",
}
BASIS_WORDS = {
    PeriodBasis.INITIAL: "first term",
    PeriodBasis.TACIT: "renewed automatically",
    PeriodBasis.EXPRESS: "renewed by agreement",
}
START_WORDS = {
    StartRule.UNKNOWN: "not known",
    StartRule.SIGNATURE: "with the last signature",
    StartRule.NOTIFICATION: "with the last written notification",
    StartRule.RATIFICATION: "with the last ratification",
}
"""What the officer reads for each key."""


def length_words(iso: str, tr: Translate = plain) -> str:
    """Return a length of time in its own units: “36 months”, “1 year and 6 months”."""
    said = [_one_length(number, unit, tr) for number, unit in parts(iso)]
    if len(said) < 2:  # noqa: PLR2004 - nothing to be joined
        return said[0] if said else ""
    return tr("{first} and {last}").format(first=", ".join(said[:-1]), last=said[-1])


def clause_words(term: Term, tr: Translate = plain) -> str:
    """Return the clauses of a term in one line, what is not known named as such."""
    said = [*_length_clause(term, tr), _renewal_clause(term, tr), _notice_clause(term, tr)]
    if term.minimum:
        said.append(tr("not before {length}").format(length=length_words(term.minimum, tr)))
    if term.end_convention is EndConvention.DAY_BEFORE:
        said.append(tr("each term ends the day before the anniversary"))
    return "; ".join(each for each in said if each)


def period_words(period: Period, tr: Translate = plain) -> str:
    """Return from when to when a period runs."""
    if period.end is None:
        start = day_words(period.start, tr) if period.start else ""
        return tr("from {day}, without end").format(day=start)
    end = day_words(period.end, tr)
    if period.start is None:
        return tr("until {day}").format(day=end)
    return tr("{first} to {last}").format(first=day_words(period.start, tr), last=end)


def outstanding_words(each: Outstanding, names: Mapping[str, str], tr: Translate = plain) -> str:
    """Return what is awaited of whom; `names` gives the countries by their codes."""
    party = names.get(each.party, each.party)
    if each.step is EventKind.COMMENTS_AWAITED:
        if not each.since:
            return tr("{party}: comments awaited").format(party=party)
        since = date_words(each.since, tr)
        return tr("{party}: comments awaited since {day}").format(party=party, day=since)
    if each.step is EventKind.NOTIFIED:
        return tr("Entry into force: notification of {party} not received").format(party=party)
    if each.step is EventKind.RATIFIED:
        return tr("Entry into force: ratification by {party} not recorded").format(party=party)
    step = tr(EVENT_WORDS[each.step])
    return tr("{party}: {step} not recorded").format(party=party, step=step.lower())


def answer_words(answer: InstrumentEvent | None, tr: Translate = plain) -> str:
    """Return since when comments are awaited no longer, and by what; empty while they are."""
    if answer is None:
        return ""
    what = tr(EVENT_WORDS[answer.kind]).lower()
    if not answer.happened_on:
        return tr("awaited no longer: {what}, day not stated").format(what=what)
    day = date_words(answer.happened_on, tr)
    return tr("awaited until {day}: {what}").format(day=day, what=what)


def missing_words(missing: tuple[Clause, ...], tr: Translate = plain) -> str:
    """Return which clauses are not known."""
    return tr(", ").join(tr(CLAUSE_WORDS[each]) for each in missing)


def date_words(edtf: str, tr: Translate = plain) -> str:
    """Return a stored date in words."""
    return edtf_words(parse(edtf), Basis.STATED, tr)


def _one_length(number: int, unit: str, tr: Translate) -> str:
    one, many = {
        "Y": (tr("1 year"), tr("{count} years")),
        "M": (tr("1 month"), tr("{count} months")),
        "W": (tr("1 week"), tr("{count} weeks")),
        "D": (tr("1 day"), tr("{count} days")),
    }[unit]
    return one if number == 1 else many.format(count=number)


def _length_clause(term: Term, tr: Translate) -> Iterator[str]:
    if term.starts:
        yield tr("from {day}").format(day=date_words(term.starts, tr))
    elif term.start_rule is not StartRule.UNKNOWN:
        yield tr("in force {rule}").format(rule=tr(START_WORDS[term.start_rule]))
    if term.indefinite:
        yield tr("without end")
    elif term.initial:
        yield length_words(term.initial, tr)
    if term.ends:
        yield tr("through {day}").format(day=date_words(term.ends, tr))
    if not (term.initial or term.ends):
        yield tr("length not known")


def _renewal_clause(term: Term, tr: Translate) -> str:
    if term.initial == INDEFINITE:
        return ""
    words = tr(RENEWAL_WORDS[term.renewal]).lower()
    if not term.renewal_period:
        return words
    return tr("{renewal} for {length} at a time").format(
        renewal=words, length=length_words(term.renewal_period, tr)
    )


def _notice_clause(term: Term, tr: Translate) -> str:
    if term.notice == NO_NOTICE:
        return tr("no notice provided for")
    if not term.notice:
        return "" if term.renewal is Renewal.NONE else tr("notice not known")
    length = length_words(term.notice, tr)
    if term.renewal is Renewal.EXPRESS:
        return tr("proposal to extend {length} before").format(length=length)
    templates = {
        NoticeEvent.GIVEN: tr("notice given {length} before"),
        NoticeEvent.RECEIVED: tr("notice received {length} before"),
        NoticeEvent.UNKNOWN: tr("notice {length} before"),
    }
    return templates[term.notice_event].format(length=length)
