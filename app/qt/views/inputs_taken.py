"""A workbook of inputs on the page of imports: what is proposed, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QPushButton

from app.domain.errors import NotFoundError
from app.domain.letter_chains import RoundLine
from app.qt.desk import Desk
from app.qt.look.words import isolated, plain_tip
from app.qt.models.import_words import field_name
from app.qt.models.letters import replied_words
from app.qt.views.import_foot import ImportSaid
from app.qt.views.import_stages import Source
from app.qt.views.import_work import ImportWork
from app.services.intake.comparing import FieldChange
from app.services.intake.matching import Plan
from app.services.intake.returned import counted
from app.store.reader import Reader


def _tr(text: str) -> str:
    return QCoreApplication.translate("Inputs", text)


def accept_box(
    change: FieldChange, row: int, *, accepted: bool, told: Callable[[str, bool], object]
) -> QCheckBox:
    """Return the tick with which one change of one row is taken over; it is not ticked at first."""
    box = QCheckBox(_tr("Take this over"))
    box.setObjectName(f"import-accept-{change.field}")
    box.setAccessibleName(f"{_tr('Take this over')}: {field_name(change.field)}")
    box.setChecked(accepted)
    box.toggled.connect(partial(told, f"{row}:{change.field}"))
    return box


def refused(plan: Plan, accepted: frozenset[str]) -> tuple[frozenset[str], str]:
    """Return which accepted changes a rule of the register refuses, and the first reason."""
    rows = {str(each.row): each for each in plan.proposals}
    found = {}
    for name in accepted:
        row, _, field = name.partition(":")
        proposal = rows.get(row)
        if proposal is not None and (proposal.reason or field in proposal.refused):
            found[name] = proposal
    first = min(found.values(), key=lambda each: each.row, default=None)
    if first is None:
        return frozenset(), ""
    reason = first.reason or next(iter(first.warnings[-1:]), "")
    return frozenset(found), _tr("Row {row}: {reason}").format(row=first.row, reason=reason)


def return_words(plan: Plan, rows: Collection[int] | None = None) -> str:
    """Return in one line what a workbook comes to: notes, proposals for status and for date."""
    found = counted(plan, rows)
    notes = _tr("1 note") if found.notes == 1 else _tr("{count} notes").format(count=found.notes)
    parts = [notes]
    if found.statuses == 1:
        parts.append(_tr("1 proposal for status"))
    elif found.statuses:
        parts.append(_tr("{count} proposals for status").format(count=found.statuses))
    if found.dates == 1:
        parts.append(_tr("1 proposal for date"))
    elif found.dates:
        parts.append(_tr("{count} proposals for date").format(count=found.dates))
    label = plan.returned.label if plan.returned is not None else ""
    said = _tr(", ").join(parts)
    return f"{label}: {said}." if label else f"{said}."


def answered_round(letter: str, reader: Reader) -> RoundLine | None:
    """Return the round that a letter is of, with how many have replied; None where it is gone."""
    try:
        return reader.chains().line(reader.letter(letter).round)
    except (NotFoundError, KeyError):
        return None


class Returns(QObject):
    """What the page of imports says and does of a workbook of inputs beside any other table."""

    def __init__(self, desk: Desk, work: ImportWork, said: ImportSaid, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._work, self._said = desk, work, said
        self.round: str | None = None
        """The round that the workbook taken over last answers, None for none."""

    @Slot(str, bool)
    def accept(self, name: str, accepted: bool) -> None:
        """Take a change of a row over, or leave it, which does not come in by itself."""
        held = self._work.wanted.accepted
        self._work.ask(accepted=held | {name} if accepted else held - {name})

    def give_back(self) -> None:
        """Leave what was accepted and a rule of the register refuses, and say why."""
        preview, accepted = self._work.preview, self._work.wanted.accepted
        if preview is None or not accepted:
            return
        found, said = refused(preview.plan, accepted)
        if found:
            self._work.ask(accepted=accepted - found)
            self._said.say("circle-alert", "late", said)

    def say(self, rows: Collection[int]) -> bool:
        """Say what these rows came to, and how many have replied; whether it was a workbook."""
        plan = self._work.preview.plan if self._work.preview is not None else None
        if plan is None or plan.returned is None:
            return False
        words = return_words(plan, rows)
        self._say(words, None)
        if plan.returned.letter is not None:
            read = partial(answered_round, plan.returned.letter)
            self._desk.ask("import-round", read, partial(self._say, words))
        return True

    def _say(self, words: str, line: RoundLine | None) -> None:
        acts = [("undo", _tr("Undo"))]
        self.round = line.id if line is not None else None
        if line is not None:
            words = f"{words} {line.round.reference}: {replied_words(line)}."
            acts.append(("round", _tr("Show the round")))
        self._said.say("check", "done", words, *acts)


class Queue(QObject):
    """Files that were dropped together: one is looked at, the others wait their turn.

    `wanted` carries the `Source` to be read next.
    """

    wanted = Signal(object)

    def __init__(self, buttons: Sequence[QPushButton], parent: QObject) -> None:
        """`buttons` offer the next file, wherever they stand, and are seen while there is one."""
        super().__init__(parent)
        self._buttons = tuple(buttons)
        self._waiting: tuple[Source, ...] = ()
        for each in self._buttons:
            each.clicked.connect(self._go_on)
        self._show()

    def wait(self, sources: Sequence[Source]) -> None:
        """Let these wait, in place of any that did."""
        self._waiting = tuple(sources)
        self._show()

    @Slot()
    def _go_on(self) -> None:
        if self._waiting:
            following, *rest = self._waiting
            self.wait(rest)
            self.wanted.emit(following)

    def _show(self) -> None:
        count = len(self._waiting)
        said = _tr("Next file, 1 left") if count == 1 else _tr("Next file, {count} left")
        for button in self._buttons:
            button.setText(isolated(said.format(count=count)))
            button.setAccessibleName(said.format(count=count))
            button.setToolTip(plain_tip(self._waiting[0].name) if count else "")
            button.setVisible(count > 0)
