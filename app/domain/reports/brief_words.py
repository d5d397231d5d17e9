"""What a brief and a note for a successor say alike: places, gaps, turns of a term, whose turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.date_words import Translate, day_words
from app.domain.gaps import Gap
from app.domain.particulars import Source
from app.domain.reports.brief import About, Place, Subject
from app.domain.reports.brief_terms import Batch, TextDue, Turn
from app.domain.reports.document import Tone
from app.domain.reports.phrases import date_text, isolated

PLACE_TONES: Mapping[Place, Tone] = {
    Place.LATE: Tone.LATE,
    Place.SOON: Tone.SOON,
    Place.DONE: Tone.DONE,
}
"""The places that have a tone; a word says the same."""


def place_words(place: Place, tr: Translate) -> str:
    """Return what is counted under a place."""
    return {
        Place.DROPPED: tr("dropped"),
        Place.DONE: tr("done"),
        Place.TEXT: tr("texts signed or in force"),
        Place.NOTED: tr("only noted"),
        Place.LATE: tr("late"),
        Place.SOON: tr("due soon"),
        Place.LATER: tr("due later"),
        Place.OVER: tr("period over"),
        Place.UNSURE: tr("late or not: cannot be determined"),
        Place.WAITING: tr("waiting for another event"),
        Place.UNDATED: tr("without a deadline"),
    }[place]


def gap_words(gap: Gap, tr: Translate) -> str:
    """Return what is not established."""
    return {
        Gap.SIGNATURE: tr("Signature not established"),
        Gap.ENTRY_INTO_FORCE: tr("Signed; entry into force not established"),
        Gap.DURATION: tr("How long it binds is not established"),
        Gap.LEAD: tr("No source names the lead agency"),
        Gap.EVIDENCE: tr("No source is held"),
    }[gap]


def turns_words(due: TextDue, tr: Translate) -> tuple[str, ...]:
    """Return what comes of an agreement's term, each with its day."""
    found = [turn_words(turn, tr).format(day=day_words(day, tr)) for turn, day in due.turns]
    if due.unsure:
        found.append(tr("Counted over holidays that may yet move."))
    return tuple(found)


def turn_words(turn: Turn, tr: Translate) -> str:
    """Return what comes next of an agreement's term; `{day}` stands for its day."""
    return {
        Turn.LETTER: tr("Letter to leave by {day}"),
        Turn.LETTER_LATE: tr("Letter should have left by {day}"),
        Turn.NOTICE: tr("Last day for notice: {day}"),
        Turn.PROPOSAL: tr("Last day to propose an extension: {day}"),
        Turn.JUDGE: tr("Notice given, whether in time not known; its last day: {day}"),
        Turn.MAY_END: tr("Period ends on {day}; whether the notice ends the agreement: not known"),
        Turn.LAPSES: tr("Expires on {day} unless extended"),
        Turn.ROLLS: tr("Period ends on {day}; renews automatically unless notice is given"),
        Turn.ROLLS_ON: tr("Period ends on {day}; it renews automatically"),
        Turn.ENDS: tr("Period ends on {day}"),
        Turn.ENDED: tr("Period ended on {day}"),
        Turn.LAPSED: tr("Expired on {day}"),
    }[turn]


def batch_words(batch: Batch, tr: Translate) -> str:
    """Return how many texts of a batch were never named."""
    return tr(
        "Announced at {event}: {announced} texts; named {known}, not identified {missing}."
    ).format(
        event=isolated(batch.row.title),
        announced=batch.announced,
        known=batch.known,
        missing=batch.missing,
    )


def source_words(source: Source, tr: Translate) -> tuple[str, str]:
    """Return a source's title, and who published it when, as far as that is known."""
    published = date_text(source.published, tr) if source.published else tr("not dated")
    publisher = isolated(source.publisher) or tr("publisher not stated")
    return source.title, tr(", ").join((publisher, published))


def titles(names: Sequence[str], most: int, tr: Translate) -> str:
    """Return names one after the other; what is not named for want of room is counted."""
    said = "; ".join(isolated(each) for each in names[:most])
    more = len(names) - most
    if more <= 0:
        return said
    return tr("{names}; and {more} more").format(names=said, more=more)


def about_words(about: About, tr: Translate) -> str:
    """Return what a brief is about, in a few words."""
    if about.meeting is not None:
        return about.meeting.row.title
    match about.subject:
        case Subject.SECTOR:
            return tr("Sector: {name}").format(name=isolated(about.name))
        case Subject.AGENCY:
            return tr("Agency: {name}").format(name=isolated(about.name))
    return pair_words(about, tr)


def country_words(about: About, code: str) -> str:
    """Return a country by its name where a brief is about one pair; anything else as it is."""
    first, _, second = about.pair.partition("-")
    return dict(zip((first, second), about.names, strict=True)).get(code) or code


def pair_words(about: About, tr: Translate) -> str:
    """Return the two countries by their names, by the code where there are none."""
    if all(about.names):
        return " – ".join(about.names)
    return about.pair or tr("All pairs of countries")
