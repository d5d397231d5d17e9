"""Dates as people type them, read back before they are stored.

`read_typed` reads EDTF, figures, and what sources say in English and Russian: “by end of 2025”,
“II квартал 2026”, “within two weeks”, “not before May 2026”. What can be meant in two ways is
asked about, never guessed; what cannot be read is kept as words with no date. No day is invented:
a reading states what the words state and nothing beyond.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.date_words import Translate, day_words, plain
from app.domain.edtf import EdtfError, Form, parse
from app.domain.errors import InvalidValueError
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.domain.typed.frames import framed
from app.domain.typed.meant import Framed, Meant
from app.domain.typed.nearby import Days
from app.domain.typed.remarks import (
    CONTINUING,
    NOT_STATED,
    NOTHING,
    TO_AGREE,
    hanging,
    unhedged,
    unwrapped,
    without,
)
from app.domain.typed.stretch import Asks, Note
from app.domain.typed.words import WORKING, tidy

_LONGEST = 200

WORDS_ONLY = "“{text}” is kept as words, with no date: it names none that can be read."
"""What is said of a text that is no date."""

HANGS = "This hangs on another commitment: say on which, and its date follows."
"""What is said of a text that names an event instead of a date."""

_WORKING = "Working days need the calendars of both countries: kept as words, with no date."
_FAULT = "{reason} It is kept as words, with no date."
_COUNTED_CHOICE = "{due}, counted from {day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text was read as.

    `timing` keeps the text as its words, unless that was EDTF already. `read` is False for what
    is kept as words only; `fault` then says what contradicts itself in it, such as a day that the
    calendar lacks. `wants_anchor` says that it hangs on another commitment, `offset` (an ISO 8601
    duration) how long from it. `note` is what the officer should know, empty if there is nothing.
    """

    timing: Timing
    note: str = ""
    read: bool = True
    fault: str = ""
    wants_anchor: bool = False
    offset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer: its words for the officer, and `answer`, a text that is read only so."""

    answer: str
    words: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What has to be asked before a text can be read, and the answers there may be."""

    text: str
    choices: tuple[Choice, ...]

    def answered(self, answer: str) -> Reading:
        """Return the reading of a choice by its number or its text.

        Raises `InvalidValueError` naming the choices for an answer that is none of them.
        """
        wanted = answer.strip().casefold()
        for number, each in enumerate(self.choices, 1):
            if wanted in (str(number), each.answer.casefold(), each.words.casefold()):
                return each.reading
        raise InvalidValueError("answer", f"“{answer}” is no answer to it. {self.sentence}")

    @property
    def sentence(self) -> str:
        """The question with what may be written instead, for where nobody can be asked."""
        if not self.choices:
            return f"{self.text} Write the date itself."
        answers = [f"“{each.answer}”" for each in self.choices]
        *others, last = answers
        named = f"{', '.join(others)} or {last}" if others else last
        return f"{self.text} Write {named}."


def read_typed(
    text: str,
    said: date | None,
    *,
    today: date | None,
    also: Sequence[date] = (),
    tr: Translate = plain,
) -> Reading | Question:
    """Read a date as it was typed or as a source says it; never raises.

    `said` is the day it was said, from which “within two weeks” counts; where it is None, that
    day is asked for, with today and those of `also` on offer. Only the desk's own shorthand,
    such as `+10d`, then counts from today. Without either day only what names its own year is
    read. Words go through `tr`, as in `reading`.
    """
    words = " ".join(text.split())
    if not words:
        return Reading(timing=Timing())
    if len(words) > _LONGEST:
        return _kept_as_words(words, tr)
    notation, fault = _notation(words)
    if notation is not None:
        return Reading(timing=notation)
    try:
        found = _phrase(words, Days(said=said, today=today, also=tuple(also)), tr)
    except (EdtfError, InvalidValueError) as error:
        return _kept_as_words(words, tr, fault=str(error))
    return found or _kept_as_words(words, tr, fault=fault)


def typed_date(name: str, text: str, *, today: date | None = None, said: date | None = None) -> str:
    """Return a typed date as EDTF for a field that holds nothing else, empty for nothing.

    It counts from the day it was `said`, from today where that is not given; without either, what
    counts from a day is refused. Raises `EdtfError`, blaming the field `name`, for what is no
    date or has to be asked about first.
    """
    found = read_typed(text, said or today, today=today)
    if isinstance(found, Question):
        raise EdtfError(found.sentence, name)
    if found.timing.edtf or not text.strip():
        return found.timing.edtf
    raise EdtfError(found.fault or _no_date(text, found), name)


def exact_day(text: str) -> date | None:
    """Return the day that an EDTF value names, None where it names none or cannot be read."""
    try:
        value = parse(text)
    except EdtfError:
        return None
    return value.earliest if value.form is Form.DAY else None


def _no_date(text: str, found: Reading) -> str:
    typed = " ".join(text.split())
    if found.read:
        return f"“{typed}” names no date; write for example 11 Apr 2025, Feb 2025 or 2026."
    return (
        f"“{typed}” cannot be read as a date; "
        "write for example 2026-05-29, 11 Apr 2025, Feb 2025 or 2026."
    )


# --- EDTF --------------------------------------------------------------------------------------

_FIGURES = re.compile(r"[\dXxХх?~%./\[\]{},:TZ+\s-]*\d[\dXxХх?~%./\[\]{},:TZ+\s-]*")
_LOOSE = re.compile(r"\s*(/|\.\.|,)\s*|(?<=\[)\s+|\s+(?=\])")


def _notation(text: str) -> tuple[Timing | None, str]:
    """Read a text that is EDTF already, or say what is wrong where it can be nothing else."""
    if not _FIGURES.fullmatch(text):
        return None, ""
    value = text.upper().replace("Х", "X")
    value = _LOOSE.sub(lambda match: match[1] or "", value)
    try:
        edtf = parse(value).text
        sense = sense_of(edtf)
    except EdtfError as error:
        return None, str(error)
    return Timing(edtf=edtf, sense=sense, basis=Basis.STATED), ""


# --- words -------------------------------------------------------------------------------------


def _phrase(text: str, days: Days, tr: Translate) -> Reading | Question | None:
    """Read a date in words; None for what is none. Raises `EdtfError`, `InvalidValueError`."""
    line = unwrapped(tidy(text))
    if NOTHING.fullmatch(line):
        return Reading(timing=Timing(words=text))
    if CONTINUING.fullmatch(line):
        continuing = Timing(words=text, sense=Sense.CONTINUING, basis=Basis.STATED)
        return Reading(timing=continuing)
    if WORKING.search(line):
        return Reading(timing=Timing(words=text), note=tr(_WORKING), read=False)
    event = _hanging(line, text, tr)
    if event is not None:
        return event
    rest, agreed = without(TO_AGREE, line)
    basis = Basis.TO_BE_AGREED if agreed else Basis.STATED
    rest, _ = without(NOT_STATED, rest)
    if not rest:
        return Reading(timing=Timing(words=text, basis=basis))
    rest, marks = unhedged(rest)
    found = framed(rest, days)
    return _read(text, found, basis, marks, tr) if found is not None else None


def _read(text: str, found: Framed, basis: Basis, marks: str, tr: Translate) -> Reading | Question:
    """Return the one reading, or the question with a choice for each."""
    meant = list({(each.edtf, each.sense): each for each in found.meant}.values())
    if found.asks is None:
        return _reading(text, meant[0], basis, marks, tr)
    if found.asks is Asks.DAY_OR_MONTH and {each.sense for each in meant} == {Sense.POINT}:
        days = sorted(each.edtf for each in meant)
        meant.append(replace(meant[0], edtf=f"[{','.join(days)}]"))
    readings = [_reading(text, each, basis, marks, tr) for each in meant]
    choices = tuple(
        _choice(each, reading, tr, counted=found.asks is Asks.SAID)
        for each, reading in zip(meant, readings, strict=True)
    )
    return Question(text=tr(found.asks.value).format(text=text), choices=choices)


def _reading(text: str, meant: Meant, basis: Basis, marks: str, tr: Translate) -> Reading:
    """Put what was said about a date onto its value."""
    edtf = meant.edtf
    if basis is Basis.TO_BE_AGREED and meant.sense is Sense.POINT:
        edtf += {Form.YEAR: "-XX-XX", Form.MONTH: "-XX"}.get(parse(edtf).form, "")
    if meant.approximate:
        marks = "%" if "?" in marks or marks == "%" else "~"
    words = "" if meant.shorthand else text
    timing = Timing(
        words=words, edtf=_marked(edtf, marks), sense=meant.sense, basis=basis
    ).validated()
    return Reading(timing=timing, note=_note(meant, tr))


_VALUE = re.compile(r"\d{2}[\dX]{2}(?:-[\dX]{2}){0,2}(?![?~%])")


def _marked(edtf: str, marks: str) -> str:
    return _VALUE.sub(lambda match: match[0] + marks, edtf) if marks else edtf


def _note(meant: Meant, tr: Translate) -> str:
    note = meant.stretch.note
    if note is None or (note is Note.PART and meant.sense is not Sense.POINT):
        return ""
    counted = meant.stretch.counted
    return tr(note.value).format(day=day_words(counted, tr) if counted else "")


def _choice(meant: Meant, reading: Reading, tr: Translate, *, counted: bool) -> Choice:
    words = due_words(replace(reading.timing, words=""), tr)
    base = meant.stretch.counted
    if counted and base is not None:
        words = tr(_COUNTED_CHOICE).format(due=words, day=day_words(base, tr))
    return Choice(answer=answer_for(reading.timing), words=words, reading=reading)


def answer_for(timing: Timing) -> str:
    """Return a text that is read as this date and nothing else; empty for one without a value."""
    if not timing.edtf:
        return ""
    suffix = ", to be agreed" if timing.basis is Basis.TO_BE_AGREED else ""
    if sense_of(timing.edtf) is timing.sense:
        return timing.edtf + suffix
    words = due_words(replace(timing, words="", basis=Basis.STATED))
    if timing.edtf.startswith("../"):
        words = f"lasting {words}"
    return words.removesuffix(", day not stated") + suffix


# --- what is no date ---------------------------------------------------------------------------


def _hanging(line: str, text: str, tr: Translate) -> Reading | None:
    """Read a text that hangs on another commitment."""
    found = hanging(line)
    if found is None:
        return None
    sense, offset = found
    timing = Timing(words=text, sense=sense)
    return Reading(timing=timing, note=tr(HANGS), wants_anchor=True, offset=offset)


def _kept_as_words(text: str, tr: Translate, *, fault: str = "") -> Reading:
    note = tr(_FAULT).format(reason=fault) if fault else tr(WORDS_ONLY).format(text=text)
    return Reading(timing=Timing(words=text), note=note, read=False, fault=fault)
