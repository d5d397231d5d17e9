"""What was ever written of a commitment: who, when it was entered, when it happened, and what."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.change import ChangeKind, HistoryEntry
from app.domain.dossier import Dossier
from app.domain.reading import day_words
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.labels import InkLabel, QuietLabel
from app.qt.look.look import Look
from app.qt.views.sections import Section, Stack, pair, wrapped

_MOST = 30
_QUIET = frozenset({"gone", "owner", "counterpart", "origin", "timing", "batch"})
"""Fields whose values are identities or marks that say nothing to a person."""


class HistorySection(Section):
    """The changes of one record, newest first, with undo beside the heading."""

    undo_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("History"), "section-history")
        undo = self.act(self.tr("Undo last step"), "undo-2", "history-undo")
        undo.clicked.connect(self.undo_wanted)
        undo.setVisible(not desk.read_only)
        self._list = Stack("history")
        self.body.addWidget(self._list)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the history of this commitment."""
        super().show_dossier(dossier)
        entries = self.desk.register.store.history(dossier.commitment.id)
        changes = groupby(entries, key=lambda entry: (entry.copy, entry.n))
        lines = [self._line(list(group)) for _, group in changes]
        self._list.fill(lines[:_MOST])

    def _line(self, entries: list[HistoryEntry]) -> QWidget:
        first = entries[0]
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(wrapped(InkLabel(self.look, self._what(entries))))
        happened = next((each.happened_on for each in entries if each.happened_on), "")
        pieces = [
            first.actor,
            self.tr("entered {time}").format(time=_instant(first.at)),
            self.tr("happened {day}").format(day=words.date_text(happened)) if happened else "",
        ]
        column.addWidget(wrapped(QuietLabel(self.look, " · ".join(p for p in pieces if p))))
        return pair(self.look, _day(first.at), block)

    def _what(self, entries: list[HistoryEntry]) -> str:
        first = entries[0]
        detail = "; ".join(told for each in entries if (told := _told(each)))
        template = {
            ChangeKind.UNDO: self.tr("Undone: {label}"),
            ChangeKind.REDO: self.tr("Done again: {label}"),
        }.get(first.kind, "{label}")
        label = template.format(label=first.label)
        return f"{label} ({detail})" if detail and first.kind is ChangeKind.DO else label


def _told(entry: HistoryEntry) -> str:
    """What one entry changed of the commitment's own fields, as “title: old → new”."""
    if entry.record != "commitment":
        return ""
    told = [
        f"{change.field.replace('_', ' ')}: {_short(change.old)} → {_short(change.new)}"
        for change in entry.fields
        if change.field not in _QUIET and change.old is not None
    ]
    return ", ".join(told)


def _short(value: str | int | None) -> str:
    text = str(value or "")
    if not text:
        return QCoreApplication.translate("History", "nothing")
    return text if len(text) <= 60 else text[:57] + "…"


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _day(at: int) -> str:
    return day_words(_moment(at).date(), words.translated)


def _instant(at: int) -> str:
    return f"{_moment(at):%H:%M}"
