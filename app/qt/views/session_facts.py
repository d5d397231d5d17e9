"""What is said of a session above its points: what is known of it, and what is not recorded."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.agenda import SessionSheet
from app.domain.kinds import Family
from app.domain.lifecycle import Phase, Status
from app.qt.look import words
from app.qt.models.meetings import called_words, delay_words, ordinal_word, when_words


def address_words(sheet: SessionSheet) -> str:
    """Return the line above the title: reference, kind, place in its series, other names."""
    pieces = [words.short_ref(sheet.line.row), words.kind_word(sheet.line.row.kind)]
    if sheet.series is not None:
        name = sheet.series.acronym or sheet.series.name
        ordinal = sheet.line.ordinal
        if ordinal is None:
            template = QCoreApplication.translate("Sessions", "of the {series}")
        else:
            template = QCoreApplication.translate("Sessions", "{ordinal} of the {series}")
        number = "" if ordinal is None else ordinal_word(ordinal)
        pieces.append(template.format(ordinal=number, series=words.isolated(name)))
        pieces.append(called_words(sheet.series))
    return " · ".join(words.isolated(each) for each in pieces if each)


def facts_words(sheet: SessionSheet, today: date) -> str:
    """Return when, where, by whom: in short sentences, and in one of them what is not recorded."""
    line, meets = sheet.line, sheet.line.row.kind.family is Family.MEETING
    where = f", {words.isolated(line.place)}" if line.place else ""
    sentences = [f"{_when(sheet, today)}{where}"]
    unknown = []
    if meets and not line.place:
        unknown.append(QCoreApplication.translate("Sessions", "place"))
    if line.host:
        template = QCoreApplication.translate("Sessions", "Host: {host}")
        sentences.append(template.format(host=words.isolated(line.host)))
    elif meets and sheet.series is not None:
        unknown.append(QCoreApplication.translate("Sessions", "host"))
    chairs = sheet.meeting.chairs if sheet.meeting else ""
    if chairs:
        template = QCoreApplication.translate("Sessions", "Chairs: {names}")
        sentences.append(template.format(names=words.isolated(chairs)))
    elif meets and sheet.series is not None and not line.ahead:
        unknown.append(QCoreApplication.translate("Sessions", "chairs"))
    if unknown:
        template = QCoreApplication.translate("Sessions", "Not recorded: {what}")
        sentences.append(template.format(what=", ".join(unknown)))
    return " ".join(f"{each.rstrip('.')}." for each in sentences if each)


def _when(sheet: SessionSheet, today: date) -> str:
    """Say whether it took place, and when: a status, a date, and how the two stand to today."""
    line = sheet.line
    status = words.status_word(line.row.status)
    if line.row.kind.family is not Family.MEETING:
        made = words.date_text(line.row.made_on)
        template = QCoreApplication.translate("Sessions", "{status}; made {when}")
        return template.format(status=status, when=made) if made else status
    when, delay = when_words(line), delay_words(line, today)
    if line.row.phase is Phase.DONE and not line.held:
        template = QCoreApplication.translate("Sessions", "{status}; the day is not recorded")
        return template.format(status=status)
    if line.row.status is Status.HELD and line.held:
        template = QCoreApplication.translate("Sessions", "Held {when}")
    else:
        template = QCoreApplication.translate("Sessions", "{status}: {when}")
    said = template.format(status=status, when=words.isolated(when))
    return f"{said}, {delay}" if delay else said
