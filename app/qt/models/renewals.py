"""Instruments as the renewal radar, its table and the grid of texts to obtain show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QGuiApplication

from app.domain.course import Course, State
from app.domain.date_words import day_words
from app.domain.identity import CommitmentId
from app.domain.radar import Band
from app.domain.renewal_words import explanation
from app.domain.term_words import date_words, length_words
from app.domain.terms import INDEFINITE, NO_NOTICE, Clause, Renewal
from app.qt.look import term_words, words
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.services.renewals import Renewing

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NOOP = QT_TRANSLATE_NOOP

Text = Callable[[Renewing], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalColumn:
    """One column: its heading, an untranslated literal of the context “Renewals”, its text."""

    heading: str
    text: Text

    @property
    def title(self) -> str:
        """The heading in the interface's language."""
        return QCoreApplication.translate("Renewals", self.heading)


class RenewalTable(QAbstractTableModel):
    """Instruments in rows. `UserRole` gives the `Renewing` of a row."""

    def __init__(self, columns: Sequence[RenewalColumn], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: tuple[Renewing, ...] = ()
        self.names: Mapping[str, str] = {}

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many instruments there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell says; the first one speaks for the whole row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                text = self.columns[index.column()].text(row)
                # In a mirrored table what is cut would else be cut at the wrong side.
                return words.isolated(text) if QGuiApplication.isRightToLeft() else text
            case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                return self.spoken(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                column = self.columns[index.column()]
                return f"{column.title}: {column.text(row)}"
            case Qt.ItemDataRole.ToolTipRole:
                return words.plain_tip(self.reason(row))
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's heading; rows have none."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading
        wanted = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if orientation is Qt.Orientation.Vertical or role not in wanted:
            return None
        return self.columns[section].title if 0 <= section < len(self.columns) else None

    def show(self, rows: Sequence[Renewing], names: Mapping[str, str]) -> bool:
        """Show other rows; where the same instruments stand in the same places nothing moves.

        Returns whether the table was reset.
        """
        shown = tuple(rows)
        same = [each.row.id for each in self.rows] == [each.row.id for each in shown]
        self.names = names
        if same:
            self.rows = shown
            if shown:
                last = self.index(len(shown) - 1, len(self.columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return False
        self.beginResetModel()
        self.rows = shown
        self.endResetModel()
        return True

    def reason(self, each: Renewing) -> str:
        """Return how the days of an instrument came about."""
        return explanation(each.course, self.names, words.translated)

    def spoken(self, each: Renewing) -> str:
        """Return a row as a sentence, for a screen reader."""
        state = term_words.state_word(each.course.state)
        return f"{each.row.title}. {state}. {self.reason(each)}"

    def row_of(self, identity: CommitmentId | None) -> int | None:
        """Return where an instrument stands."""
        found = (place for place, each in enumerate(self.rows) if each.row.id == identity)
        return next(found, None)

    def copied(self, rows: Sequence[int]) -> str:
        """Return rows as text for a spreadsheet, all where none are named."""
        chosen = [self.rows[each] for each in rows] or list(self.rows)
        lines = [[each.title for each in self.columns]]
        lines += [[column.text(each) for column in self.columns] for each in chosen]
        return "\n".join("\t".join(line) for line in lines)


def next_words(course: Course) -> str:
    """Return the next day that matters and what it is, for a line under the title."""
    state = term_words.state_word(course.state)
    if course.state is State.DISPATCH_MISSED and course.dispatch is not None:
        late, left = course.dispatch.late, course.dispatch.left
        since = (
            _translated("letter 1 day late")
            if late == 1
            else _translated("letter {count} days late")
        )
        rest = (
            _translated("1 joint working day left")
            if left == 1
            else _translated("{count} joint working days left")
        )
        return f"{since.format(count=late)}, {rest.format(count=left)}"
    if course.notice_by is not None and not course.decided and course.today <= course.notice_by:
        return _deadline_words(course, course.notice_by)
    end = course.chain.ends_on if course.chain is not None else None
    end = end or (course.period.end if course.period is not None else None)
    if end is None:
        return state
    template = {
        State.ROLLS_ON: _translated("renews automatically after {day}"),
        State.IN_FORCE: _translated("in force through {day}"),
    }.get(course.state, _translated("{state}: {day}"))
    return template.format(state=state, day=_day(end))


def by_words(band: Band) -> str:
    """Return the last day for notice of a band on the radar."""
    return _translated("by {day}").format(day=_day(band.last))


def _deadline_words(course: Course, last: date) -> str:
    express = course.term is not None and course.term.renewal is Renewal.EXPRESS
    template = (
        _translated("proposal to extend by {day}") if express else _translated("notice by {day}")
    )
    said = template.format(day=_day(last))
    by = course.dispatch.by if course.dispatch is not None else None
    if by is None:
        return said
    return _translated("{said}, letter by {day}").format(said=said, day=_day(by))


def _translated(text: str) -> str:
    return QCoreApplication.translate("Renewals", text)


def _day(day: date | None) -> str:
    return "" if day is None else day_words(day, words.translated)


def _clause(clause: Clause) -> Text:
    """Return what a cell of the grid says of a clause: its value, or that it is not known."""

    def text(each: Renewing) -> str:
        if clause in each.course.missing:
            return _translated("not known")
        return _CLAUSES[clause](each.course)

    return text


def _start(course: Course) -> str:
    if course.begins:
        return date_words(course.begins, words.translated)
    return term_words.start_word(course.term.start_rule) if course.term is not None else ""


def _length(course: Course) -> str:
    term = course.term
    if term is None:
        return ""
    if term.initial == INDEFINITE:
        return _translated("without end")
    if term.initial:
        return length_words(term.initial, words.translated)
    last = date_words(term.ends, words.translated)
    return _translated("until {day}").format(day=last)


def _renewal(course: Course) -> str:
    term = course.term
    if term is None or term.indefinite:
        return "–"
    return term_words.renewal_word(term.renewal)


def _each_renewal(course: Course) -> str:
    term = course.term
    if term is None or not term.renewal_period:
        return "–"
    return length_words(term.renewal_period, words.translated)


def _notice(course: Course) -> str:
    term = course.term
    if term is None or not term.notice:
        return "–"
    if term.notice == NO_NOTICE:
        return _translated("none")
    return length_words(term.notice, words.translated)


_CLAUSES: Mapping[Clause, Callable[[Course], str]] = {
    Clause.START: _start,
    Clause.TERM: _length,
    Clause.RENEWAL: _renewal,
    Clause.RENEWAL_PERIOD: _each_renewal,
    Clause.NOTICE: _notice,
}

RADAR_COLUMNS = (
    RenewalColumn(heading=_NOOP("Renewals", "Instrument"), text=lambda each: each.row.title),
    RenewalColumn(
        heading=_NOOP("Renewals", "Reference"), text=lambda each: words.short_ref(each.row)
    ),
    RenewalColumn(
        heading=_NOOP("Renewals", "State"),
        text=lambda each: term_words.state_word(each.course.state),
    ),
    RenewalColumn(
        heading=_NOOP("Renewals", "Period ends"),
        text=lambda each: _day(each.course.period.end if each.course.period else None),
    ),
    RenewalColumn(
        heading=_NOOP("Renewals", "Notice by"), text=lambda each: _day(each.course.notice_by)
    ),
    RenewalColumn(
        heading=_NOOP("Renewals", "Letter leaves by"),
        text=lambda each: _day(each.course.dispatch.by if each.course.dispatch else None),
    ),
)
"""What the table beside the radar says."""

TEXT_COLUMNS = (
    RenewalColumn(heading=_NOOP("Renewals", "Instrument"), text=lambda each: each.row.title),
    RenewalColumn(
        heading=_NOOP("Renewals", "Reference"), text=lambda each: words.short_ref(each.row)
    ),
    RenewalColumn(heading=_NOOP("Renewals", "First day"), text=_clause(Clause.START)),
    RenewalColumn(heading=_NOOP("Renewals", "First term"), text=_clause(Clause.TERM)),
    RenewalColumn(heading=_NOOP("Renewals", "Renewal"), text=_clause(Clause.RENEWAL)),
    RenewalColumn(heading=_NOOP("Renewals", "Each renewal"), text=_clause(Clause.RENEWAL_PERIOD)),
    RenewalColumn(heading=_NOOP("Renewals", "Notice"), text=_clause(Clause.NOTICE)),
)
"""The grid of texts to obtain: one column for each clause."""
