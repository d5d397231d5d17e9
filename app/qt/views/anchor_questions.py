"""What a date hangs on, asked in a form: the other commitment, and how far from it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.dossier import Dossier
from app.domain.errors import BusyError, InvalidValueError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.offsets import offset_of, offset_words
from app.domain.rows import Followed, RegisterRow
from app.domain.timing import Basis, Bounds, Sense, Timing
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.inputs import Line
from app.qt.views.lookups import commitment_meant, found_line
from app.qt.views.seeking import Seeker


class AnchorQuestions(QObject):
    """Two lines: which commitment a date follows, and by how much; `changed` as they are typed.

    The other is typed by its reference, or sought by words of its title.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.other = Line()
        self.other.setObjectName("due-anchor")
        self.other.setPlaceholderText(self.tr("another commitment: reference or words of it"))
        Seeker(desk, self.other)
        self.offset = Line()
        self.offset.setObjectName("due-offset")
        self.offset.setPlaceholderText(self.tr("the same day · 2 weeks after · 1 month before"))
        self.other.textChanged.connect(self._typed)
        self.offset.textChanged.connect(self._typed)

    def begin(self, dossier: Dossier) -> None:
        """Begin with what the date hangs on now."""
        timing, anchor = dossier.row.timing, dossier.anchor
        hangs = timing.anchor is not None
        self.other.setText(found_line(anchor) if hangs and anchor is not None else "")
        self.other.setCursorPosition(0)  # the reference is what matters
        self.offset.setText(offset_words(timing.offset, words.translated) if hangs else "")

    @property
    def asked(self) -> bool:
        """Whether a date is to hang on another commitment."""
        return bool(self.other.text().strip())

    def timing(self) -> Timing:
        """Return a date that hangs on the other one.

        Raises `InvalidValueError` naming the line that cannot be read.
        """
        reader = self._desk.register.reader
        anchor = commitment_meant(reader, "anchor", self.other.text().strip())
        if reader.row(anchor).binned:
            raise InvalidValueError("anchor", self.tr("It lies in the bin: no date can follow it."))
        return Timing(
            sense=Sense.POINT,
            basis=Basis.STATED,
            anchor=CommitmentId(anchor),
            offset=offset_of(self.offset.text()),
        )

    def standing(self, timing: Timing) -> tuple[Bounds, Followed | None]:
        """Return the days a date comes to by what it follows, and what that is."""
        row = self._row(timing.anchor)
        if row is None:
            return Bounds(), None
        anchored = row.done if row.done.known else row.bounds
        followed = Followed(ref=row.ref, title=row.title, binned=row.binned)
        return timing.bounds(None, anchored), followed

    def _row(self, anchor: CommitmentId | None) -> RegisterRow | None:
        if anchor is None:
            return None
        with suppress(BusyError):
            try:
                return self._desk.register.reader.row(anchor)
            except ServandaError:
                return None
        return None

    @Slot()
    def _typed(self) -> None:
        self.changed.emit()
