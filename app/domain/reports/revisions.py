"""How a later date came about, in the words of reports."""

from __future__ import annotations

from app.domain.date_words import Translate
from app.domain.ledger import Asked
from app.domain.particulars import TimingRecord
from app.domain.reports.document import Emphasis, Line
from app.domain.reports.phrases import Voice, date_text


def side_words(code: str, tr: Translate) -> str:
    """Return who asked for a date or agreed to it: sides, the protocol, or that nobody says."""
    if not code:
        return tr("nobody says")
    return tr("the protocol") if code == "protocol" else code.replace("+", " + ")


def agreed_lines(record: TimingRecord, voice: Voice, asked: Asked | None = None) -> list[Line]:
    """Say who asked for a later date and who agreed, when and why.

    `asked` tells whether the date before had expired by then.
    """
    tr = voice.tr
    pieces = []
    if record.asked_on:
        late = asked is Asked.AFTER_EXPIRY
        template = tr("asked {day}, after expiry") if late else tr("asked {day}")
        pieces.append(template.format(day=date_text(record.asked_on, tr)))
    if record.asked_by:
        pieces.append(tr("asked by {side}").format(side=side_words(record.asked_by, tr)))
    if record.agreed_on:
        pieces.append(tr("agreed {day}").format(day=date_text(record.agreed_on, tr)))
    if record.agreed_by:
        pieces.append(tr("agreed by {side}").format(side=side_words(record.agreed_by, tr)))
    if not pieces:
        pieces.append(tr("who asked and who agreed is not known"))
    lines = [voice.told(tr(", ").join(pieces), emphasis=Emphasis.QUIET)]
    if record.reason:
        lines.append(Line(text=record.reason, emphasis=Emphasis.QUIET))
    return lines
