"""What is asked of a new date beside the date itself: who asked, who agreed, when and why."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from PySide6.QtCore import QObject

from app.domain.commitment import sides_of
from app.domain.dossier import Dossier
from app.domain.edtf import EdtfError
from app.domain.errors import BusyError, InvalidValueError
from app.domain.fields import PROTOCOL
from app.domain.particulars import REVISION
from app.domain.typed_dates import exact_day, typed_date
from app.qt.desk import Desk
from app.qt.look.inputs import Line
from app.qt.views.lookups import source_line, source_meant
from app.qt.views.seeking import propose
from app.services.acts.beside import Passage

_SIDES = ("asked_by", "agreed_by")
_PASSAGE = ("paragraph", "paraphrase")
SAID = ("agreed_on", "asked_on")
"""The lines that say when a new date was said, the better one first."""


class RevisionQuestions(QObject):
    """The lines behind the fold of a form for a new date, by their names in `lines`.

    Beside who asked and who agreed stands which document says so.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        when = self.tr("a day, month or year")
        self.lines: dict[str, Line] = {}
        self.labels: dict[str, str] = {}
        for name, label, hint in (
            ("asked_on", self.tr("Asked on"), when),
            ("asked_by", self.tr("Asked by"), ""),
            ("agreed_on", self.tr("Agreed on"), when),
            ("agreed_by", self.tr("Agreed by"), ""),
            ("reason", self.tr("Reason"), ""),
            ("source", self.tr("Source"), self.tr("title, where a document says so")),
            ("paragraph", self.tr("Paragraph"), ""),
            ("paraphrase", self.tr("It says"), self.tr("in our words")),
        ):
            self.lines[name], self.labels[name] = Line(), label
            self.lines[name].setObjectName(f"due-{name.replace('_', '-')}")
            self.lines[name].setPlaceholderText(hint)

    def begin(self, dossier: Dossier) -> None:
        """Begin empty, with what may be chosen for this commitment."""
        for line in self.lines.values():
            line.clear()
        first, second = sides_of(dossier.commitment.relation)
        choices = (first, second, self.tr("both"), PROTOCOL)
        hint = self.tr("{first}, {second}, both or protocol").format(first=first, second=second)
        for name in _SIDES:
            self.lines[name].setPlaceholderText(hint)
            propose(self.lines[name], choices)
        with suppress(BusyError):  # then it is typed without
            sources = self._desk.register.reader.sources()
            propose(self.lines["source"], [source_line(each) for each in sources])

    def agreement(self) -> dict[str, str]:
        """Return when the new date was asked and agreed, by whom, and why.

        A day that cannot be read stays as it is typed, to be refused.
        """
        agreement = {name: self._typed(name) for name in REVISION}
        for name in SAID:
            with suppress(EdtfError):
                agreement[name] = typed_date(name, agreement[name], today=self._desk.today)
        return agreement

    def said_on(self) -> date | None:
        """Return the day the new date was said, None where nobody knows it."""
        agreement = self.agreement()
        days = (exact_day(agreement[name]) for name in SAID)
        return next((day for day in days if day is not None), None)

    def passage(self) -> Passage | None:
        """Return the passage to attach with the new date, None where no source is named.

        Raises `InvalidValueError` for a source that is not in the register, or without which
        something of it was typed.
        """
        details = {name: self._typed(name) for name in _PASSAGE}
        if not self._typed("source"):
            if any(details.values()):
                raise InvalidValueError("source", self.tr("Name the source that says so."))
            return None
        source = source_meant(self._desk.register.reader, "source", self._typed("source"))
        return Passage(source=source.id, details={**details, "supports": "due"})

    def _typed(self, name: str) -> str:
        return self.lines[name].text().strip()
