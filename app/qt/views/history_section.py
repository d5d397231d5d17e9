"""What was ever written of a commitment: who, when it was entered, when it happened, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.domain.change import ChangeKind
from app.domain.commitment import Commitment
from app.domain.dossier import Dossier
from app.domain.errors import BusyError, NotFoundError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.reading import day_words
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.buttons import plain_button
from app.qt.look.labels import InkLabel
from app.qt.look.look import Look
from app.qt.look.style import ButtonKind, set_kind
from app.qt.look.tokens import GAP, Scale
from app.qt.views.entries import joined
from app.qt.views.history_words import Told, ToldChange, told, with_pulls
from app.qt.views.sections import Prose, Section, Stack, quiet_prose, wrapped
from app.services.acts.commitments import AMENDABLE
from app.store.reader import Reader

_AT_ONCE = 8
"""So many changes are shown with the commitment, the others a moment later."""
_MOST = 30
_ALL = 500
_RETRY_MS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One change as it is shown, and which of its values can be restored."""

    change: ToldChange
    restorable: tuple[Told, ...]


class HistorySection(Section):
    """The changes of one record, newest first, with undo beside the heading.

    An earlier value of a field can be restored, which is a new change.
    """

    undo_wanted = Signal()

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(desk, look, self.tr("History"), "section-history")
        undo = self.act(self.tr("Undo last step"), "undo-2", "history-undo")
        undo.clicked.connect(self.undo_wanted)
        self._most = _AT_ONCE
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._lengthen)
        self._list = Stack("history")
        self._all = plain_button("", "history-all")
        set_kind(self._all, ButtonKind.QUIET)
        self._all.clicked.connect(self._show_whole)
        self.body.addWidget(self._list)
        self.body.addWidget(self._all)
        self.turned.connect(self._shorten)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the history of this commitment."""
        super().show_dossier(dossier)
        identity = dossier.commitment.id
        entries = self.desk.register.store.history(identity)
        names = _Names(self.desk.register.reader)
        changes, count = told(entries, identity, names.of, AMENDABLE, self._most)
        lines = [
            _Line(change=each, restorable=self._restorable(each, dossier.commitment))
            for each in with_pulls(changes, dossier.pulls)
        ]
        self._list.show_items(lines, self._line, self.editable)
        self._all.setText(self.tr("Show all {count}").format(count=count))
        self._all.setVisible(count > max(self._most, _MOST))
        if self._most < min(count, _MOST):
            self._rest.start(0)

    @Slot()
    def _shorten(self) -> None:
        self._most = _AT_ONCE
        self._rest.stop()

    @Slot()
    def _lengthen(self) -> None:
        """Show the other changes too, up to as many as a person may want to see."""
        self._show_up_to(max(self._most, _MOST))

    @Slot()
    def _show_whole(self) -> None:
        self._show_up_to(_ALL)

    def _show_up_to(self, most: int) -> None:
        self._most = most
        if self.dossier is None:
            return
        try:
            self.show_dossier(self.dossier)
        except BusyError:  # another program holds the register: a moment later
            self._rest.start(_RETRY_MS)

    def _restorable(self, change: ToldChange, now: Commitment) -> tuple[Told, ...]:
        """The values that could be written again and are others than those of now."""
        if not self.editable:
            return ()
        return tuple(
            each
            for each in change.details
            if each.field and (getattr(now, each.field) or None) != (each.value or None)
        )

    def _line(self, line: _Line) -> QWidget:
        change = line.change
        happened = words.date_text(change.happened_on)
        pieces = (
            _day(change.at),
            change.actor,
            self.tr("entered {time}").format(time=f"{_moment(change.at):%H:%M}"),
            self.tr("happened {day}").format(day=happened) if happened else "",
        )
        said = [self._label(change)]
        if change.kind not in (ChangeKind.UNDO, ChangeKind.REDO):
            said += [each.text for each in change.details if each not in line.restorable]
        return _Change(self, "\n".join(said), line.restorable, joined(pieces))

    def _label(self, change: ToldChange) -> str:
        template = {
            ChangeKind.UNDO: self.tr("Undone: {label}"),
            ChangeKind.REDO: self.tr("Done again: {label}"),
        }.get(change.kind, "{label}")
        return template.format(label=change.label)


class _Change(QWidget):
    """One change; beside what became of a field, the button that writes its earlier value again."""

    def __init__(
        self, section: HistorySection, said: str, restorable: tuple[Told, ...], entered: str
    ) -> None:
        super().__init__()
        self._section, self._restorable = section, restorable
        look = section.look
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(0, 1)
        grid.addWidget(Prose(look, said), 0, 0, 1, 2)
        for place, each in enumerate(restorable):  # every second row is for a refusal
            grid.addWidget(Prose(look, each.text), 2 * place + 1, 0)
            grid.addWidget(self._button(place, each), 2 * place + 1, 1, _TOP)
        grid.addWidget(quiet_prose(look, entered), 2 * len(restorable) + 1, 0, 1, 2)
        self._grid = grid

    def _button(self, place: int, each: Told) -> QPushButton:
        button = plain_button(self.tr("Restore"), f"restore-{each.field}")
        button.setProperty("kind", ButtonKind.LINK.value)
        spoken = self.tr("Restore the earlier value: {change}").format(change=each.text)
        button.setAccessibleName(spoken)
        button.setToolTip(words.plain_tip(spoken))
        button.setProperty("place", place)
        button.clicked.connect(self._restore)
        return button

    @Slot()
    def _restore(self) -> None:
        dossier = self._section.dossier
        if dossier is None or self._section.desk.waits:
            return
        identity, place = dossier.commitment.id, int(self.sender().property("place"))
        what = self._restorable[place]
        self._section.run(
            lambda register: register.restore_field(identity, what.field, what.value),
            partial(self._ended, place),
        )

    def _ended(self, place: int, refusal: ServandaError | None) -> None:
        """Say under the line why the value could not be restored."""
        if refusal is None:
            return
        row = 2 * place + 2
        item = self._grid.itemAtPosition(row, 0)
        error = item.widget() if item is not None else None
        if not isinstance(error, InkLabel):
            error = wrapped(InkLabel(self._section.look, ink="late", scale=Scale.CAPTION))
            error.setObjectName(f"restore-error-{self._restorable[place].field}")
            self._grid.addWidget(error, row, 0, 1, 2)
        error.setText(str(refusal))
        error.show()


_TOP = Qt.AlignmentFlag.AlignTop


class _Names:
    """Names of what a history refers to, looked up when first asked for."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._refs: dict[str, str] = {}

    def of(self, table: str, identity: str) -> str:
        """Return the name of a record; empty where there is none any longer."""
        if table == "commitment":
            return self._ref(identity)
        names = {
            "organisation": self._organisations,
            "source": self._sources,
            "series": self._series,
        }
        return names[table].get(identity, "") if table in names else ""

    def _ref(self, identity: str) -> str:
        if identity not in self._refs:
            try:
                self._refs[identity] = self._reader.ref(CommitmentId(identity))
            except NotFoundError:
                self._refs[identity] = ""
        return self._refs[identity]

    @cached_property
    def _organisations(self) -> dict[str, str]:
        return {each.id: each.label for each in self._reader.organisations()}

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {each.id: each.title for each in self._reader.sources()}

    @cached_property
    def _series(self) -> dict[str, str]:
        return {each.id: each.acronym or each.name for each in self._reader.series()}


def _moment(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC).astimezone()


def _day(at: int) -> str:
    return day_words(_moment(at).date(), words.translated)
