"""What the officer reads of a table on its way in: fields, outcomes, questions, answers, dates."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.edtf import EdtfError
from app.domain.intake.agency_countries import NEW, new_country
from app.domain.intake.as_of_day import AS_OF_KEY
from app.domain.intake.asking import DATES, SAID_KEY, Asked
from app.domain.intake.columns import what_key
from app.domain.intake.completion import came_about_words
from app.domain.intake.date_columns import Order
from app.domain.intake.marked_whole import MARKED, MARKING_KEY, NOT_MARKED
from app.domain.intake.parties import AS_WRITTEN
from app.domain.intake.row_agencies import LEAVE_OUT, SEVERAL
from app.domain.intake.rows import ANOTHER
from app.domain.intake.tail import A_ROW, NO_ROW
from app.domain.intake.twins import NO_FIELD
from app.domain.intake.vocabulary import FIELD_NAMES, SERIAL
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.reading import due_words
from app.domain.timing import Basis, Sense, Timing, sense_of
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP, translated
from app.services.intake.matching import Outcome
from app.services.intake.previewing import PreviewLine

_NOOP = QT_TRANSLATE_NOOP

_FIELDS = {
    SERIAL: _NOOP("Import", "Row number, left out"),
    "ref": _NOOP("Import", "Reference"),
    "title": _NOOP("Import", "Title"),
    "summary": _NOOP("Import", "Summary"),
    "kind": _NOOP("Import", "Kind"),
    "sector": _NOOP("Import", "Sector"),
    "paragraph": _NOOP("Import", "Paragraph"),
    "owner": _NOOP("Import", "Lead agency"),
    "supporting": _NOOP("Import", "Supporting"),
    "counterpart": _NOOP("Import", "Counterpart"),
    "owed_by": _NOOP("Import", "Responsible side"),
    "origin": _NOOP("Import", "Agreed at"),
    "made_on": _NOOP("Import", "Made on"),
    "made_at": _NOOP("Import", "Made at"),
    "due": _NOOP("Import", "Due"),
    "due_words": _NOOP("Import", "Due, in words"),
    "done": _NOOP("Import", "Completed on"),
    "status": _NOOP("Import", "Status"),
    "progress": _NOOP("Import", "Progress"),
    "completion": _NOOP("Import", "Completion"),
    "remarks": _NOOP("Import", "Remarks"),
    "letter": _NOOP("Import", "Letter"),
    "letter_date": _NOOP("Import", "Letter of"),
    "as_of": _NOOP("Import", "As of"),
    "strength": _NOOP("Import", "Strength"),
    "classification": _NOOP("Import", "Classification"),
    "priority": _NOOP("Import", "Priority"),
    "review_on": _NOOP("Import", "Look again on"),
    "ball_with": _NOOP("Import", "Ball with"),
    "ball_since": _NOOP("Import", "Ball since"),
}
_OUTCOMES = {
    Outcome.NEW: _NOOP("Import", "New"),
    Outcome.CHANGED: _NOOP("Import", "Changed"),
    Outcome.UNCHANGED: _NOOP("Import", "Unchanged"),
    Outcome.HELD: _NOOP("Import", "Held back"),
}
_ICONS = {
    Outcome.NEW: "plus",
    Outcome.CHANGED: "pencil",
    Outcome.UNCHANGED: "check",
    Outcome.HELD: "circle-alert",
}
_ANSWERS = {
    Order.DAY_FIRST.value: _NOOP("Import", "The first: day, month"),
    Order.MONTH_FIRST.value: _NOOP("Import", "The second: month, day"),
    "note only": _NOOP("Import", "Nothing: keep it as a note"),
    NEW: _NOOP("Import", "Another one: add it"),
    SEVERAL: _NOOP("Import", "Several: part them"),
    LEAVE_OUT: _NOOP("Import", "None: leave it out"),
    NO_FIELD: _NOOP("Import", "Something else: leave it out"),
    AS_WRITTEN: _NOOP("Import", "A body of its own: as it is written"),
    "one by one": _NOOP("Import", "Ask me about each"),
    "included": _NOOP("Import", "That day is the last"),
    "not included": _NOOP("Import", "The day before is the last"),
    "by its end": _NOOP("Import", "By its end"),
    "before it begins": _NOOP("Import", "Before it begins"),
    "calendar years": _NOOP("Import", "Calendar years, throughout"),
    "fiscal year": _NOOP("Import", "One fiscal year, July to June"),
    "lasting": _NOOP("Import", "It lasts all that time"),
    "once": _NOOP("Import", "It happens once, no earlier"),
    "due by then": _NOOP("Import", "It is due by then"),
    "all of it": _NOOP("Import", "All of that time"),
    "one day in it": _NOOP("Import", "One day in it"),
    "2000-2099": _NOOP("Import", "A year of this century"),
    "1950-2049": _NOOP("Import", "A year from 1950 to 2049"),
    "day": _NOOP("Import", "The day of the month"),
    "1900": _NOOP("Import", "From 1900, as Excel mostly does"),
    "1904": _NOOP("Import", "From 1904, as older Excel for Mac does"),
    MARKED: _NOOP("Import", "Yes: mark them"),
    NOT_MARKED: _NOOP("Import", "No: they are not classified"),
    A_ROW: _NOOP("Import", "Yes: it comes in"),
    NO_ROW: _NOOP("Import", "No: set it aside"),
    ANOTHER: _NOOP("Import", "Another one: as it is written"),
}
SAY_DAY = _NOOP("Import", "Say the day…")
"""What is offered where the answer is a day, said once for the whole table."""
_STATUSES = {each.value: each for each in Status}
_KINDS = {each.value: each for each in Kind}
_AGENCIES = ("owner", "supporting", "counterpart")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Import", text)


def field_name(field: str) -> str:
    """Return what a field is called, empty for none."""
    return _tr(_FIELDS[field]) if field in _FIELDS else field.replace("_", " ").capitalize()


def field_choices() -> list[tuple[str, str]]:
    """Return every field a column may be, with its words."""
    return [(each, field_name(each)) for each in FIELD_NAMES]


def outcome_word(line: PreviewLine) -> str:
    """Return what becomes of a row."""
    return _tr("Asks you") if line.asked else _tr(_OUTCOMES[line.proposal.outcome])


def outcome_icon(line: PreviewLine) -> str:
    """Return the icon that says the same."""
    return "circle-question-mark" if line.asked else _ICONS[line.proposal.outcome]


def headline(line: PreviewLine) -> str:
    """Return what a row is about: its title, else whatever the file says first."""
    title = line.proposal.fields.get("title", "")
    return title or next((each for each in line.said.values() if each), "")


def subtitle(line: PreviewLine) -> tuple[str, ...]:
    """Return the agencies of a row as they are read, the lead first."""
    fields = line.proposal.fields
    return tuple(fields[name] for name in _AGENCIES if fields.get(name))


def timing_of(fields: Mapping[str, str]) -> Timing | None:
    """Return the date that was read of a row, None where there is none."""
    if not (fields.get("due") or fields.get("due_words")):
        return None
    return Timing(
        words=fields.get("due_words", ""),
        edtf=fields.get("due", ""),
        sense=Sense(fields.get("due_sense", Sense.POINT.value)),
        basis=Basis(fields.get("due_basis", Basis.NOT_STATED.value)),
    )


def due_reading(line: PreviewLine) -> str:
    """Return the date as it is read, in words."""
    timing = timing_of(line.proposal.fields)
    return due_words(timing, translated) if timing is not None else ""


def status_reading(line: PreviewLine) -> str:
    """Return the status that is proposed, and when it came about as far as that is said."""
    value = line.proposal.fields.get("status", "")
    status = words.status_word(_STATUSES[value]) if value in _STATUSES else value
    return _tr(", ").join(filter(None, (status, came_about_reading(line))))


def came_about_reading(line: PreviewLine) -> str:
    """Return when the status that a row brings came about, empty where it tells of no event."""
    day = line.proposal.came_about
    return came_about_words(day, translated) if day is not None else ""


def value_words(field: str, value: str) -> str:
    """Return a value of the register as it is read: a date, a status, a kind, or the text."""
    if not value:
        return _tr("nothing")
    if field == "status" and value in _STATUSES:
        return words.status_word(_STATUSES[value])
    if field == "kind" and value in _KINDS:
        return words.kind_word(_KINDS[value])
    if field in DATES:
        return words.date_text(value)
    if field == "owed_by":
        return value.replace("+", " + ")
    return value


def reading_words(line: PreviewLine, field: str) -> str:
    """Return what was read of a cell, empty where nothing was."""
    if field == "due":
        return due_reading(line)
    if field == "status":
        return status_reading(line)
    value = line.proposal.fields.get(field, "")
    try:
        return value_words(field, value) if value else ""
    except EdtfError:
        return value


def question_words(asked: Asked) -> str:
    """Return a question as it is put."""
    return led(asked.question)


def led(sentence: str) -> str:
    """Return a sentence that runs its own way, whatever script a name quoted at its head is of."""
    return f"\u200e{sentence}" if sentence.startswith("“") else sentence


def reach_words(asked: Asked) -> str:
    """Return how far the answer to a question goes."""
    if asked.key in (SAID_KEY, AS_OF_KEY):
        return _tr("Said once, it holds for the whole table.")
    if asked.row is not None:
        return _tr("The answer holds for this row.")
    if asked.key.startswith(MARKING_KEY):
        return _tr("The answer holds for every row that has no marking of its own.")
    return _tr("The answer holds for all like it in “{column}”.").format(column=asked.column)


def answer_words(asked: Asked, answer: str) -> str:
    """Return the words of an answer to a question."""
    if answer in _ANSWERS:
        return _tr(_ANSWERS[answer])
    if country := new_country(answer):
        return _tr("Another one: add it, of {country}").format(country=country)
    if answer in _FIELDS and asked.key == what_key(asked.column):
        return field_name(answer)
    if answer in _STATUSES and "@" in asked.key:
        return words.status_word(_STATUSES[answer])
    if answer in _KINDS and "@" in asked.key:
        return words.kind_word(_KINDS[answer])
    return _date_answer(answer)


def _date_answer(answer: str) -> str:
    """Return an answer in the notation of dates in words, any other as it is."""
    try:
        return due_words(
            Timing(edtf=answer, sense=sense_of(answer), basis=Basis.STATED), translated
        )
    except EdtfError:
        return answer
