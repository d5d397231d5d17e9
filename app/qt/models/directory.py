"""Ministries and agencies, and sources, as lines of a table: their columns and their words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.directory import OrganisationLine, OrganisationSheet, Part, SourceLine
from app.domain.rows import RegisterRow
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.models.columns import COLUMNS, ColumnKey
from app.qt.models.directory_words import (
    news_words,
    part_word,
    published_words,
    source_subtitle,
    subtitle,
)
from app.qt.models.lines import LineColumn, SpanKind, Spanning

_NOOP = QT_TRANSLATE_NOOP


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryColumn(LineColumn):
    """A column of these tables; `order` says how lines are sorted by it, the greatest first if so.

    Its words are of the context “Directory”.
    """

    order: Callable[[Any, date], Any] | None = None
    greatest_first: bool = False

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Directory", self.heading)

    @property
    def full_name(self) -> str:
        """The whole name in the interface's language, for tooltips and screen readers."""
        return QCoreApplication.translate("Directory", self.name)


# --- lines ---------------------------------------------------------------------------------------


def by_country(
    lines: Sequence[OrganisationLine], names: Mapping[str, str]
) -> list[OrganisationLine | Spanning]:
    """Return the lines under a heading for each country, by its name or else its code."""
    found: list[OrganisationLine | Spanning] = []
    for country, group in groupby(lines, key=lambda each: each.organisation.country):
        held = list(group)
        unstated = QCoreApplication.translate("Directory", "Country not stated")
        text = names.get(country, country) or unstated
        found.append(Spanning(kind=SpanKind.HEADING, text=text, quiet=str(len(held)), key=country))
        found += held
    return found


def ordered(lines: Iterable[Any], column: EntryColumn, today: date, *, turned: bool) -> list[Any]:
    """Return lines sorted by a column; what says nothing comes last either way."""
    order = column.order
    if order is None:
        return list(lines)
    keyed = [(order(each, today), each) for each in lines]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=column.greatest_first is not turned)
    return [each for _, each in known] + [each for key, each in keyed if key is None]


def sheet_lines(sheet: OrganisationSheet) -> list[RegisterRow | Spanning]:
    """Return the commitments of an organisation under a heading for each part it has in them."""
    lines: list[RegisterRow | Spanning] = []
    for part in Part:
        rows, count = sheet.rows(part), sheet.count(part)
        if not count:
            continue
        heading = Spanning(
            kind=SpanKind.HEADING, text=part_word(part), quiet=str(count), key=part.value
        )
        lines += [heading, *rows]
        if count > len(rows):
            template = QCoreApplication.translate("Directory", "Show {count} more")
            text = template.format(count=count - len(rows))
            lines.append(Spanning(kind=SpanKind.MORE, text=text, key=part.value))
    return lines


# --- columns -------------------------------------------------------------------------------------


def _name(line: OrganisationLine, _today: date) -> str:
    return line.organisation.name


def _name_tip(line: OrganisationLine, _today: date) -> str:
    return "\n".join((line.organisation.name, *line.others))


def _sentence(line: OrganisationLine, today: date) -> str:
    template = QCoreApplication.translate(
        "Directory", "leads {leads}, supports {supports}, counterpart of {counterpart}"
    )
    late = QCoreApplication.translate("Directory", "{count} overdue")
    parts = (
        line.organisation.name,
        *subtitle(line),
        template.format(leads=line.leads, supports=line.supports, counterpart=line.counterpart),
        late.format(count=line.figures.overdue) if line.figures.overdue else "",
        news_words(line, today),
    )
    return ". ".join(each for each in parts if each) + "."


def _number(read: Callable[[Any], int]) -> Callable[[Any, date], str]:
    return lambda line, _today: str(read(line))


def _nothing(_line: object, _today: date) -> str:
    return ""


def _counted(
    key: str, heading: str, name: str, read: Callable[[Any], int], *, width: int, spare: int
) -> EntryColumn:
    return EntryColumn(
        key=key,
        heading=heading,
        name=name,
        text=_number(read),
        speech=_number(read),
        tip=_nothing,
        width=width,
        spare=spare,
        order=lambda line, _today: read(line),
        greatest_first=True,
    )


def _news(line: OrganisationLine, today: date) -> str:
    return news_words(line, today)


def _silence(line: OrganisationLine, today: date) -> float | None:
    """Longest silence first; what was never heard of before all, what is not pending last."""
    if not line.figures.pending:
        return None
    days = line.silence(today)
    return float("inf") if days is None else days


ORGANISATION_COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn(
        key="organisation",
        heading=_NOOP("Directory", "Ministry or agency"),
        name=_NOOP("Directory", "Ministry or agency"),
        text=_name,
        speech=_sentence,
        tip=_name_tip,
        width=180,
        stretch=True,
    ),
    _counted(
        "leads",
        _NOOP("Directory", "Leads"),
        _NOOP("Directory", "How many commitments it leads"),
        lambda line: line.leads,
        width=56,
        spare=4,
    ),
    _counted(
        "supports",
        _NOOP("Directory", "Supports"),
        _NOOP("Directory", "How many commitments it supports"),
        lambda line: line.supports,
        width=72,
        spare=1,
    ),
    _counted(
        "counterpart",
        _NOOP("Directory", "Counterpart"),
        _NOOP("Directory", "Of how many commitments it is the counterpart"),
        lambda line: line.counterpart,
        width=92,
        spare=2,
    ),
    _counted(
        "overdue",
        _NOOP("Directory", "Overdue"),
        _NOOP("Directory", "How many of those it leads are overdue"),
        lambda line: line.figures.overdue,
        width=74,
        spare=0,
    ),
    EntryColumn(
        key="news",
        heading=_NOOP("Directory", "Last news"),
        name=_NOOP("Directory", "Last news of what it leads and is pending"),
        text=_news,
        speech=_news,
        tip=_news,
        width=136,
        spare=3,
        order=_silence,
        greatest_first=True,
    ),
)


def _title(line: SourceLine, _today: date) -> str:
    return line.source.title


def _published(line: SourceLine, _today: date) -> str:
    return published_words(line)


def _source_sentence(line: SourceLine, _today: date) -> str:
    passages = QCoreApplication.translate(
        "Directory", "{passages} passages, {commitments} commitments rest on it"
    )
    against = QCoreApplication.translate("Directory", "{count} contradict")
    parts = (
        line.source.title,
        *source_subtitle(line),
        published_words(line),
        passages.format(passages=line.figures.passages, commitments=line.figures.commitments),
        against.format(count=line.figures.contradicting) if line.figures.contradicting else "",
    )
    return ". ".join(each for each in parts if each) + "."


SOURCE_COLUMNS: tuple[EntryColumn, ...] = (
    EntryColumn(
        key="source",
        heading=_NOOP("Directory", "Source"),
        name=_NOOP("Directory", "Source"),
        text=_title,
        speech=_source_sentence,
        tip=_title,
        width=220,
        stretch=True,
        order=lambda line, _today: line.source.title.casefold(),
    ),
    EntryColumn(
        key="published",
        heading=_NOOP("Directory", "Published"),
        name=_NOOP("Directory", "When it was published"),
        text=_published,
        speech=_published,
        tip=_nothing,
        width=136,
        spare=2,
        order=lambda line, _today: line.source.published or None,
        greatest_first=True,
    ),
    _counted(
        "passages",
        _NOOP("Directory", "Passages"),
        _NOOP("Directory", "How many passages of it are cited"),
        lambda line: line.figures.passages,
        width=84,
        spare=1,
    ),
    _counted(
        "commitments",
        _NOOP("Directory", "Commitments"),
        _NOOP("Directory", "How many commitments rest on it"),
        lambda line: line.figures.commitments,
        width=104,
        spare=3,
    ),
)

_REGISTER = {each.key: each for each in COLUMNS}


def _shared(key: ColumnKey, width: int, *, stretch: bool = False, spare: int = 0) -> EntryColumn:
    """Return a column of the register's table as one of these."""
    column = _REGISTER[key]
    return EntryColumn(
        key=key.value,
        heading=column.heading,
        name=column.name,
        text=column.text,
        speech=column.speech,
        tip=column.tip,
        width=width,
        stretch=stretch,
        spare=spare,
    )


ROW_COLUMNS: tuple[EntryColumn, ...] = (
    _shared(ColumnKey.COMMITMENT, 200, stretch=True),
    _shared(ColumnKey.DUE, 178, spare=1),
)
"""What the sheet of an organisation says of its commitments."""
