"""What the columns of the register's table say of a row, to the eye and to a screen reader.

Each takes the row and today, and returns a text in the interface's language, empty for nothing.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.commitment import OwnerBasis
from app.domain.gaps import gaps
from app.domain.rows import RegisterRow
from app.qt.look import words


def subtitle(row: RegisterRow) -> tuple[str, ...]:
    """Return the pieces of the line under a title: reference, kind, sector."""
    pieces = (words.short_ref(row), words.kind_word(row.kind), row.sector)
    return tuple(piece for piece in pieces if piece)


def row_sentence(row: RegisterRow, today: date) -> str:
    """Return the whole row as one sentence, as a screen reader says it."""
    due = words.due_words(row)
    standing = words.standing_words(row, today)
    parts = [
        row.title,
        words.kind_word(row.kind),
        words.status_word(row.status),
        owed_speech(row, today),
        f"{due}, {standing}" if standing else due,
        lead_speech(row, today) if row.owner else "",
        evidence_speech(row, today),
        row.ref,
    ]
    return ". ".join(part for part in parts if part) + "."


def title(row: RegisterRow, _today: date) -> str:
    """Return the title."""
    return row.title


def nothing(_row: RegisterRow, _today: date) -> str:
    """Return nothing: a column without a word of its own."""
    return ""


def owed(row: RegisterRow, _today: date) -> str:
    """Return who owes it to whom, in codes."""
    return words.owed_words(row)


def owed_speech(row: RegisterRow, _today: date) -> str:
    """Return who owes it to whom, in a sentence."""
    sides = words.owed_sides(row)
    if sides:
        template = QCoreApplication.translate("Columns", "{debtor} owes it to {creditor}")
        return template.format(debtor=sides[0], creditor=sides[1])
    if words.owed_by_both(row):
        return QCoreApplication.translate("Columns", "Both sides owe it")
    if not row.owed_by:
        return QCoreApplication.translate("Columns", "Responsible side not stated")
    return QCoreApplication.translate("Columns", "{debtor} owes it").format(
        debtor=row.owed_by.replace("+", ", ")
    )


def due(row: RegisterRow, _today: date) -> str:
    """Return when it is due."""
    return words.due_words(row)


def due_speech(row: RegisterRow, today: date) -> str:
    """Return when it is due and where that stands today."""
    standing = words.standing_words(row, today)
    return f"{words.due_words(row)}, {standing}" if standing else words.due_words(row)


def status(row: RegisterRow, _today: date) -> str:
    """Return its status."""
    return words.status_word(row.status)


def lead(row: RegisterRow, _today: date) -> str:
    """Return the lead agency."""
    return words.lead_words(row)


def lead_speech(row: RegisterRow, _today: date) -> str:
    """Return the lead agency, and whether a source names it."""
    if not row.owner:
        return QCoreApplication.translate("Columns", "Lead agency not stated")
    if row.owner_basis is OwnerBasis.PRESUMED:
        template = QCoreApplication.translate(
            "Columns", "Lead agency {agency}, presumed; no source names it"
        )
    else:
        template = QCoreApplication.translate("Columns", "Lead agency {agency}")
    return template.format(agency=row.owner)


def evidence(row: RegisterRow, _today: date) -> str:
    """Return how many pieces of evidence there are."""
    return str(row.evidence)


def evidence_speech(row: RegisterRow, _today: date) -> str:
    """Return how much evidence there is, and whether the readings of its date disagree."""
    if row.evidence == 0:
        count = QCoreApplication.translate("Columns", "No evidence")
    elif row.evidence == 1:
        count = QCoreApplication.translate("Columns", "1 piece of evidence")
    else:
        template = QCoreApplication.translate("Columns", "{count} pieces of evidence")
        count = template.format(count=row.evidence)
    if not row.disputed:
        return count
    template = QCoreApplication.translate("Columns", "{readings} readings of the date disagree")
    return f"{count}. {template.format(readings=row.readings)}"


def ref(row: RegisterRow, _today: date) -> str:
    """Return its reference."""
    return row.ref


def kind(row: RegisterRow, _today: date) -> str:
    """Return its kind."""
    return words.kind_word(row.kind)


def sector(row: RegisterRow, _today: date) -> str:
    """Return its sector."""
    return row.sector


def strength(row: RegisterRow, _today: date) -> str:
    """Return its strength, as a number and in words; empty where not judged."""
    if row.strength is None:
        return ""
    return f"{row.strength.value}, {words.strength_word(row.strength)}"


def made_on(row: RegisterRow, _today: date) -> str:
    """Return the day it was made."""
    return words.date_text(row.made_on)


def counterpart(row: RegisterRow, _today: date) -> str:
    """Return the agency of the other side."""
    return row.counterpart


def paragraph(row: RegisterRow, _today: date) -> str:
    """Return the number of its paragraph."""
    return row.paragraph


def ball(row: RegisterRow, _today: date) -> str:
    """Return whose move it is, and since when."""
    if not row.ball_with:
        return ""
    who = _third() if row.ball_with == "third" else row.ball_with
    if not row.ball_since:
        return who
    template = QCoreApplication.translate("Columns", "{side} since {day}")
    return template.format(side=who, day=words.date_text(row.ball_since))


def _third() -> str:
    return QCoreApplication.translate("Columns", "a third party")


def heard(row: RegisterRow, today: date) -> str:
    """Return how long ago something was heard of it; “never” of what is pending alone."""
    if row.heard is None:
        return QCoreApplication.translate("Columns", "never") if row.phase.pending else ""
    days = (today - row.heard).days
    if days <= 0:
        return QCoreApplication.translate("Columns", "today")
    template = QCoreApplication.translate("Columns", "{count} days ago")
    return template.format(count=days)


def slip(row: RegisterRow, _today: date) -> str:
    """Return by how many days its date has moved; empty where it has not."""
    slip = row.slip
    if slip is None or slip.most == 0:
        return ""
    if slip.most is None:
        template = QCoreApplication.translate("Columns", "at least {sure} days")
    elif slip.most == slip.sure:
        template = QCoreApplication.translate("Columns", "+{sure} days")
    else:
        template = QCoreApplication.translate("Columns", "+{sure} to +{most} days")
    return template.format(sure=slip.sure, most=slip.most)


def relation(row: RegisterRow, _today: date) -> str:
    """Return the pair of countries."""
    return row.relation


def not_established(row: RegisterRow, _today: date) -> str:
    """Return what no source establishes about it."""
    return ", ".join(words.gap_word(gap) for gap in gaps(row))
