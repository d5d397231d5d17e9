"""What a date hangs on, asked in a form: the other commitment, and how far from it."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.dossier import Dossier
from app.domain.errors import BusyError, InvalidValueError, ServandaError
from app.domain.identity import CommitmentId
from app.domain.lifecycle import Phase
from app.domain.offsets import offset_of, offset_words
from app.domain.reading import due_words, sentence
from app.domain.rows import Followed, RegisterRow
from app.domain.timeliness import Standing
from app.domain.timing import Basis, Bounds, Sense, Timing
from app.domain.typed_dates import Question, Reading
from app.qt.desk import Desk
from app.qt.look import words
from app.qt.look.inputs import Line
from app.qt.look.labels import QuietLabel
from app.qt.look.look import Look
from app.qt.views.lookups import commitment_meant, found_line
from app.qt.views.sections import wrapped
from app.qt.views.seeking import Seeker


class AnchorQuestions(QObject):
    """Two lines: which commitment a date follows, and by how much; `changed` as they are typed.

    The other is typed by its reference, or sought by words of its title. A text that names an
    event instead of a date, such as “two weeks after the visit”, leads here: `follow` it.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject, name: str = "due") -> None:
        """`name` begins the names of its lines."""
        super().__init__(parent)
        self._desk = desk
        self._event: Reading | None = None
        self._offset_put = ""
        self.other = Line()
        self.other.setObjectName(f"{name}-anchor")
        self.other.setPlaceholderText(self.tr("another commitment: reference or words of it"))
        Seeker(desk, self.other)
        self.offset = Line()
        self.offset.setObjectName(f"{name}-offset")
        self.offset.setPlaceholderText(self.tr("the same day · 2 weeks after · 1 month before"))
        self.other.textChanged.connect(self._typed)
        self.other.editingFinished.connect(self._show_reference)
        self.offset.textChanged.connect(self._typed)

    def begin(self, dossier: Dossier) -> None:
        """Begin with what the date hangs on now."""
        timing, anchor = dossier.row.timing, dossier.anchor
        hangs = timing.anchor is not None
        self.other.setText(found_line(anchor) if hangs and anchor is not None else "")
        self.other.setCursorPosition(0)  # the reference is what matters
        self.offset.setText(offset_words(timing.offset, words.translated) if hangs else "")
        self._offset_put = self.offset.text()

    def clear(self) -> None:
        """Begin with nothing."""
        self._offset_put = ""
        self.other.clear()
        self.offset.clear()

    def follow(self, found: Reading | Question) -> None:
        """Take from what was typed as a date that it names an event, and how far from it.

        What was typed by hand as the distance stays.
        """
        self._event = found if isinstance(found, Reading) and found.wants_anchor else None
        if self.offset.text() == self._offset_put and not self.asked:
            offset = self._event.offset if self._event is not None else ""
            self._offset_put = offset_words(offset, words.translated)
            self.offset.setText(self._offset_put)

    def lead(self) -> bool:
        """Give the first line the keyboard where the date names an event that is not said yet."""
        wanted = self._event is not None and not self.asked
        if wanted:
            self.other.setFocus(Qt.FocusReason.OtherFocusReason)
        return wanted

    @property
    def asked(self) -> bool:
        """Whether a date is to hang on another commitment."""
        return bool(self.other.text().strip())

    def timing(self) -> Timing:
        """Return a date that hangs on the other one, in the words that named the event.

        Raises `InvalidValueError` naming the line that cannot be read.
        """
        reader = self._desk.register.reader
        anchor = commitment_meant(reader, "anchor", self.other.text().strip())
        if reader.row(anchor).binned:
            raise InvalidValueError("anchor", self.tr("It lies in the bin: no date can follow it."))
        event = self._event.timing if self._event is not None else Timing(sense=Sense.POINT)
        return Timing(
            words=event.words,
            sense=event.sense,
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

    def read_back(self, timing: Timing, phase: Phase) -> str:
        """Return how a date is read, hanging on the other one or not, of what is in that phase."""
        bounds, follows = timing.bounds(None), None
        if timing.anchor is not None:
            bounds, follows = self.standing(timing)
        standing = Standing(
            phase=phase, sense=timing.sense, anchored=timing.anchor is not None, bounds=bounds
        )
        tr, title = words.translated, follows.title if follows is not None else ""
        return self.tr("Read as: {due}. {sentence}").format(
            due=due_words(timing, tr, followed=title),
            sentence=sentence(timing, standing, self._desk.today, None, tr, follows=follows),
        )

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
    def _show_reference(self) -> None:
        self.other.setCursorPosition(0)

    @Slot()
    def _typed(self) -> None:
        self.changed.emit()


class AnchorEcho(QuietLabel):
    """Under the two lines of something new: how its date is read, or why it cannot be."""

    def __init__(self, look: Look, anchor: AnchorQuestions) -> None:
        super().__init__(look)
        self._anchor = anchor
        wrapped(self)
        anchor.changed.connect(self.read_again)

    @Slot()
    def read_again(self) -> None:
        """Say how the date is read now, while one is to hang on another."""
        if not self._anchor.asked:
            self.setText("")
            return
        try:
            said = self._anchor.read_back(self._anchor.timing().validated(), Phase.OPEN)
        except ServandaError as error:
            self.set_ink("late")
            self.setText(str(error))
            return
        self.set_ink("text2")
        self.setText(said)
