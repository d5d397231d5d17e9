"""Sessions and visits as lines of a table: forum by forum, then what belongs to none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.domain.agenda import Agenda, MeetingLine, PointStanding, SeriesLine, Unrecorded
from app.domain.particulars import Series
from app.domain.timeliness import Timeliness, timeliness
from app.domain.timing import Timing, sense_of
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models.lines import LineColumn, SpanKind, Spanning
from app.qt.models.points import BAR_ORDER, standing_count

_TEENS = (11, 12, 13)
_SAID = (Timeliness.DONE_IN_TIME, Timeliness.DONE_LATE)


def ordinal_word(number: int) -> str:
    """Return a place in a series in words, such as “8th”."""
    if number % 100 not in _TEENS:
        if number % 10 == 1:
            return QCoreApplication.translate("Sessions", "{number}st").format(number=number)
        if number % 10 == 2:
            return QCoreApplication.translate("Sessions", "{number}nd").format(number=number)
        if number % 10 == 3:
            return QCoreApplication.translate("Sessions", "{number}rd").format(number=number)
    return QCoreApplication.translate("Sessions", "{number}th").format(number=number)


def aliases(series: Series) -> tuple[str, ...]:
    """Return the other names of a forum, its acronym left out."""
    names = (each.strip() for each in series.aliases.split(";"))
    return tuple(each for each in names if each and each not in (series.acronym, series.name))


def called_words(series: Series) -> str:
    """Return what a forum is also called, empty where nothing is recorded."""
    names = aliases(series)
    template = QCoreApplication.translate("Sessions", "also called {names}")
    return template.format(names=", ".join(names)) if names else ""


def held_timing(line: MeetingLine) -> Timing:
    """Return when a meeting was held or is to be held, as a date that can be drawn."""
    if not line.held:
        return line.row.timing
    return Timing(edtf=line.held, sense=sense_of(line.held))


def when_words(line: MeetingLine) -> str:
    """Return when it was held, or is to be held, as sure as that is known."""
    if line.held:
        return words.date_text(line.held)
    if line.ahead or line.row.timing.dated:
        return words.due_words(line.row)
    return QCoreApplication.translate("Sessions", "Day not recorded")


def delay_words(line: MeetingLine, today: date) -> str:
    """Return the line under the date: days left or over, and whether what is held came late."""
    if line.held and timeliness(line.row.standing, today) not in _SAID:
        return ""
    return words.standing_words(line.row, today)


def points_words(line: MeetingLine) -> str:
    """Return how many points were made there."""
    total = line.tally.total
    if total == 0 and line.ahead:
        return ""
    if total == 0:
        return QCoreApplication.translate("Sessions", "no points")
    if total == 1:
        return QCoreApplication.translate("Sessions", "1 point")
    return QCoreApplication.translate("Sessions", "{count} points").format(count=total)


def standings_words(line: MeetingLine) -> str:
    """Return where its points stand, what is overdue first."""
    order = (PointStanding.OVERDUE, *(each for each in BAR_ORDER if each != "overdue"))
    counted = ((each, line.tally.of(each)) for each in order)
    return ", ".join(standing_count(each, count) for each, count in counted if count)


def subtitle(line: MeetingLine) -> tuple[str, ...]:
    """Return the pieces of the line under a title: its number, reference and kind."""
    pieces = (
        "" if line.ordinal is None else ordinal_word(line.ordinal),
        words.short_ref(line.row),
        words.kind_word(line.row.kind),
    )
    return tuple(each for each in pieces if each)


def host_words(line: MeetingLine) -> str:
    """Return who is the host, empty where that is not recorded."""
    template = QCoreApplication.translate("Sessions", "host: {host}")
    return template.format(host=line.host) if line.host else ""


def place_words(line: MeetingLine) -> str:
    """Return where it took place; nothing of what is still to come."""
    if line.place or line.ahead:
        return line.place
    return QCoreApplication.translate("Sessions", "not recorded")


# The lines


def agenda_lines(agendas: Iterable[Agenda]) -> list[MeetingLine | Spanning]:
    """Return all meetings as lines; where there are several pairs of countries, under each."""
    shown = [each for each in agendas if not each.empty]
    lines: list[MeetingLine | Spanning] = []
    for each in shown:
        if len(shown) > 1:
            lines.append(_pair(each))
        for forum in each.series:
            lines += _forum(forum)
        lines += _others(each)
        if each.documents:
            text = QCoreApplication.translate("Sessions", "Agreements and papers with points")
            lines.append(Spanning(kind=SpanKind.HEADING, text=text))
            lines += each.documents
    return lines


def _pair(agenda: Agenda) -> Spanning:
    names = " – ".join(name for name in agenda.names if name)
    return Spanning(kind=SpanKind.PART, text=names or agenda.relation, quiet=agenda.relation)


def _forum(line: SeriesLine) -> list[MeetingLine | Spanning]:
    series = line.series
    quiet = " · ".join(each for each in (series.acronym, called_words(series)) if each)
    heading = Spanning(kind=SpanKind.HEADING, text=series.name, quiet=quiet)
    return [heading, *(_entry(each) for each in line.entries)]


def _entry(entry: MeetingLine | Unrecorded) -> MeetingLine | Spanning:
    if isinstance(entry, MeetingLine):
        return entry
    first, last = ordinal_word(entry.first), ordinal_word(entry.last)
    if entry.first == entry.last:
        template = QCoreApplication.translate("Sessions", "{first}: not recorded")
    else:
        template = QCoreApplication.translate("Sessions", "{first} to {last}: not recorded")
    return Spanning(kind=SpanKind.GAP, text=template.format(first=first, last=last))


def _others(agenda: Agenda) -> list[MeetingLine | Spanning]:
    if not agenda.others:
        return []
    lines: list[MeetingLine | Spanning] = []
    if agenda.series:
        text = QCoreApplication.translate("Sessions", "Visits and other meetings")
        lines.append(Spanning(kind=SpanKind.HEADING, text=text))
    lines += agenda.others
    left = agenda.others_total - len(agenda.others)
    if left > 0:
        template = QCoreApplication.translate("Sessions", "Show {count} more")
        text = template.format(count=left)
        lines.append(Spanning(kind=SpanKind.MORE, text=text, key=agenda.relation))
    return lines


# The columns


def _sentence(line: MeetingLine, today: date) -> str:
    delay = delay_words(line, today)
    place = QCoreApplication.translate("Sessions", "place not recorded")
    parts = (
        "" if line.ordinal is None else ordinal_word(line.ordinal),
        line.row.title,
        words.kind_word(line.row.kind),
        words.status_word(line.row.status),
        f"{when_words(line)}, {delay}" if delay else when_words(line),
        line.place or place,
        host_words(line),
        points_words(line),
        standings_words(line),
        line.row.ref,
    )
    return ". ".join(each for each in parts if each) + "."


def _when(line: MeetingLine, _today: date) -> str:
    return when_words(line)


def _when_speech(line: MeetingLine, today: date) -> str:
    delay = delay_words(line, today)
    return f"{when_words(line)}, {delay}" if delay else when_words(line)


def _when_tip(line: MeetingLine, today: date) -> str:
    return when_words(line) if line.held else words.timing_sentence(line.row, today)


def _where(line: MeetingLine, _today: date) -> str:
    return line.place


def _where_speech(line: MeetingLine, _today: date) -> str:
    return ", ".join(each for each in (place_words(line), host_words(line)) if each)


def _status(line: MeetingLine, _today: date) -> str:
    return words.status_word(line.row.status)


def _points(line: MeetingLine, _today: date) -> str:
    return points_words(line)


def _points_speech(line: MeetingLine, _today: date) -> str:
    standings = standings_words(line)
    return f"{points_words(line)}: {standings}" if standings else points_words(line)


MEETING_COLUMNS: tuple[LineColumn, ...] = (
    LineColumn(
        key="meeting",
        heading=QT_TRANSLATE_NOOP("Sessions", "Meeting"),
        name=QT_TRANSLATE_NOOP("Sessions", "Meeting"),
        text=lambda line, _today: line.row.title,
        speech=_sentence,
        tip=lambda line, _today: line.row.title,
        width=280,
        stretch=True,
    ),
    LineColumn(
        key="when",
        heading=QT_TRANSLATE_NOOP("Sessions", "When"),
        name=QT_TRANSLATE_NOOP("Sessions", "When it was or will be held"),
        text=_when,
        speech=_when_speech,
        tip=_when_tip,
        width=190,
    ),
    LineColumn(
        key="where",
        heading=QT_TRANSLATE_NOOP("Sessions", "Where"),
        name=QT_TRANSLATE_NOOP("Sessions", "Where it took place, and who is the host"),
        text=_where,
        speech=_where_speech,
        tip=_where_speech,
        width=120,
        spare=2,
    ),
    LineColumn(
        key="status",
        heading=QT_TRANSLATE_NOOP("Sessions", "Status"),
        name=QT_TRANSLATE_NOOP("Sessions", "Status"),
        text=_status,
        speech=_status,
        tip=_status,
        width=98,
        spare=1,
    ),
    LineColumn(
        key="points",
        heading=QT_TRANSLATE_NOOP("Sessions", "Points"),
        name=QT_TRANSLATE_NOOP("Sessions", "Points made there, and where they stand"),
        text=_points,
        speech=_points_speech,
        tip=_points_speech,
        width=170,
    ),
)
"""The columns of the list of meetings."""
