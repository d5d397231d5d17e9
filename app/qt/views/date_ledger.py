"""The dates of one commitment in words: the first promise, each change of it, how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.commitment import sides_of
from app.domain.dossier import Dossier
from app.domain.fields import PROTOCOL
from app.domain.following import Pull, pull_words
from app.domain.ledger import Asked, DateLine, slip_words
from app.domain.lifecycle import Phase, Status
from app.domain.particulars import Move, TimingRecord, TimingRole
from app.domain.reading import due_words
from app.domain.timeliness import Slip
from app.qt.look import words
from app.qt.views.entries import joined


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One line: a date that was promised, or in the end the move by which it took place."""

    line: DateLine | None = None
    done: Move | None = None
    slip: Slip | None = None
    relation: str = ""


def lines_of(dossier: Dossier) -> list[LedgerLine]:
    """Return the lines there are to tell: none where the first date stands and was kept."""
    relation = dossier.commitment.relation
    lines = [LedgerLine(line=each, relation=relation) for each in dossier.ledger]
    if dossier.row.phase is Phase.DONE and slip_words(dossier.row.slip):
        done = _done(dossier)
        if done is not None:
            lines.append(LedgerLine(done=done, slip=dossier.row.slip, relation=relation))
    return lines if len(lines) > 1 else []


def ledger_words(line: LedgerLine) -> str:
    """Return one line of the ledger; of a delay the sure part comes first."""
    if line.line is not None:
        return _promised(line.line, line.relation)
    if line.done is None:
        return ""
    day = words.date_text(line.done.happened_on) or _tr("day not known")
    took = _tr("Took place: {day}").format(day=day)
    return joined((took, slip_words(line.slip, words.translated), line.done.why))


def pulled_words(pull: Pull) -> str:
    """Return how a date moved with what it follows, as a sentence of its own."""
    said = pull_words(pull, words.translated)
    return said[:1].upper() + said[1:]


def side_words(sides: str, relation: str) -> str:
    """Return who asked for a date or agreed to it: a side by its code, both, the protocol."""
    if sides == PROTOCOL:
        return _tr("the protocol")
    if set(sides.split("+")) == set(sides_of(relation)):
        return _tr("both sides")
    return sides


def revision_words(record: TimingRecord, relation: str, asked: Asked | None = None) -> str:
    """Return who asked for a later date and who agreed, when and why; empty where nobody knows.

    `asked` tells whether the date before had expired by then.
    """
    asked_by = side_words(record.asked_by, relation)
    agreed_by = side_words(record.agreed_by, relation)
    agreed = words.date_text(record.agreed_on)
    return joined(
        (
            _asked(record, asked),
            _tr("asked by {side}").format(side=asked_by) if asked_by else "",
            _tr("agreed {day}").format(day=agreed) if agreed else "",
            _tr("agreed by {side}").format(side=agreed_by) if agreed_by else "",
            record.reason,
        )
    )


def _promised(line: DateLine, relation: str) -> str:
    record = line.record
    due = due_words(record.timing, words.translated)
    if record.role is TimingRole.FIRST:
        said = _tr("First promised: {due}").format(due=due)
    else:
        said = _tr("Then: {due}").format(due=due)
    slipped = slip_words(line.slip, words.translated)
    return joined((said, slipped, revision_words(record, relation, line.asked)))


def _asked(record: TimingRecord, asked: Asked | None) -> str:
    day = words.date_text(record.asked_on)
    if not day:
        return ""
    if asked is Asked.AFTER_EXPIRY:
        return _tr("asked {day}, after it had expired").format(day=day)
    return _tr("asked {day}").format(day=day)


def _done(dossier: Dossier) -> Move | None:
    """The move that last led to where it is done."""
    entered: Move | None = None
    for move in dossier.moves:
        if move.field == "status":
            inside = _is_done(move.value)
            entered = (entered or move) if inside else None
    return entered


def _is_done(status: str) -> bool:
    try:
        return Status(status).phase is Phase.DONE
    except ValueError:
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("Ledger", text)
