"""Reading a table, comparing it, trying it and taking it over: each aside, begun anew at a word."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.change import Change
from app.domain.errors import CancelledError, ServandaError
from app.domain.intake.grid import Grid
from app.qt.desk import Desk, LongWrite
from app.qt.models.import_rows import Arranged, Arranging
from app.qt.views.import_stages import Source, Stage
from app.qt.work import Cancelled, Progress, Work
from app.services.intake.applying import chosen_of, taken_over, tried
from app.services.intake.clipboard import from_clipboard
from app.services.intake.importing import Wanted
from app.services.intake.previewing import Preview, previewed
from app.services.intake.reading import read_tables
from app.services.register import Register

_RETRY_MS = 50


@dataclass(frozen=True, slots=True)
class _Ready:
    """A preview with its rows made ready to be shown."""

    preview: Preview
    arranged: Arranged | None


class ImportWork(QObject):
    """One table on its way in. What is asked for while something runs replaces that.

    `busied` tells what is under way, None at its end; `progressed` how much of how much is done;
    `shown` that there is another `preview`, and whether its rows were tried already; `failed` at
    which stage it came to an end and why; `taken` carries the change, `called_off` the stage at
    which the officer stopped it.
    """

    busied = Signal(object)
    progressed = Signal(object, object)
    shown = Signal(bool)
    failed = Signal(object, object)
    taken = Signal(object)
    called_off = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.source: Source | None = None
        self.tables: tuple[Grid, ...] = ()
        self.preview: Preview | None = None
        self.wanted = Wanted()
        """What the officer says of the table; see `ask`."""
        self.encoding = self.delimiter = ""
        """How a text file is read; empty for as it is found out."""
        self.changed_too = False
        """Whether fields come in too that were changed here since the file was made."""
        self.arranging: Callable[[], Arranging] | None = None
        """Gives what makes rows ready to be shown, off the window's thread."""
        self.arranged: Arranged | None = None
        """The rows of `preview` made ready, where they were."""
        self._stage: Stage | None = None
        self._next: Stage | None = None
        self._by_hand = False
        self._take: LongWrite | None = None
        self._reading = Work(self)
        self._reading.progressed.connect(self.progressed)
        self._reading.finished.connect(self._was_read)
        self._reading.failed.connect(self._not_read)
        self._reading.cancelled.connect(self._reading_ended)
        desk.work.progressed.connect(self._aside_progressed)
        desk.waiting.connect(self._give_way)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(_RETRY_MS)
        self._retry.timeout.connect(self._start)

    # What is asked of it

    @property
    def running(self) -> bool:
        """Whether something is under way or about to be."""
        return self._stage is not None or self._next is not None

    def open(self, source: Source) -> None:
        """Read another table; whatever was said of the one before is forgotten."""
        if self._stage is Stage.TAKE:
            return
        self.source, self.tables, self.preview = source, (), None
        self.wanted = Wanted(relation=self._desk.relation)
        self.encoding = self.delimiter = ""
        self.changed_too = False
        self.again(Stage.READ)

    def ask(self, **said: Any) -> None:
        """Say something of the table, by the fields of `Wanted`, and compare it again."""
        self.wanted = replace(self.wanted, **said)
        self.again(Stage.COMPARE)

    @Slot(bool)
    def change_too(self, changed_too: bool) -> None:
        """Have fields come in, or not, that were changed here since the file was made."""
        self.changed_too = changed_too
        self.again(Stage.COMPARE)

    def read_as(self, *, encoding: str | None = None, delimiter: str | None = None) -> None:
        """Read the file again in another way; empty for as it is found out."""
        self.encoding = self.encoding if encoding is None else encoding
        self.delimiter = self.delimiter if delimiter is None else delimiter
        self.again(Stage.READ)

    def again(self, stage: Stage) -> None:
        """Go through everything from a stage on, as soon as what is under way has left off."""
        unread = stage is not Stage.READ and not self.tables
        if self.source is None or self._stage is Stage.TAKE or unread:
            return
        self._next = stage if self._next is None else min(self._next, stage)
        if self._stage is not None:
            self._next = min(self._next, self._stage)
            self._leave_off()
        self._start()

    def take(self, rows: Collection[int], *, many: bool) -> None:
        """Make a copy of the register, then write these rows as one change."""
        preview, source, too = self.preview, self.source, self.changed_too
        if preview is None or source is None or self.running:
            return

        def act(register: Register, progress: Progress, cancelled: Cancelled) -> Change:
            chosen_of(
                preview.plan, rows, many=many, changed_too=too
            )  # before a copy is made in vain
            if register.folders is not None:
                register.backup_before("import", register.folders.backups)
            return taken_over(
                register,
                preview.plan,
                name=source.name,
                rows=rows,
                many=many,
                changed_too=too,
                progress=progress,
                cancelled=cancelled,
            )

        self._take, self._next = act, Stage.TAKE
        self._start()

    @Slot()
    def cancel(self) -> None:
        """Call off what is under way; nothing is written."""
        self._next, self._by_hand = None, True
        self._leave_off()

    def stop(self) -> None:
        """End everything and wait for its end."""
        self._next = None
        self._retry.stop()
        self._reading.stop()

    # One after another

    @Slot()
    def _start(self) -> None:
        if self._next is None or self._stage is not None:
            return
        stage = self._next
        if stage is Stage.TRY and self._desk.waits:
            self._retry.start()  # a trial holds the register: what waits to be written goes first
            return
        act = {
            Stage.READ: self._read,
            Stage.COMPARE: self._compare,
            Stage.TRY: self._try,
            Stage.TAKE: self._write,
        }[stage]
        if not act():
            self._retry.start()  # something else is being written for the window
            return
        self._stage, self._next = stage, None
        self.busied.emit(stage)

    def _read(self) -> bool:
        source, encoding, delimiter = self.source, self.encoding or None, self.delimiter or None

        def read(progress: Progress, cancelled: Cancelled) -> tuple[Grid, ...]:
            if source is None or source.path is None:
                return (from_clipboard(source.text, source.html),) if source else ()
            return read_tables(
                source.path,
                encoding=encoding,
                delimiter=delimiter,
                progress=progress,
                cancelled=cancelled,
            )

        return self._reading.start(read)

    def _compare(self) -> bool:
        tables, wanted, too = self.tables, self.wanted, self.changed_too
        arrange = self.arranging() if self.arranging is not None else None

        def compare(register: Register, progress: Progress, cancelled: Cancelled) -> _Ready:
            preview = previewed(
                register.reader,
                tables,
                wanted,
                register.clock.today(),
                data=register.folders.data if register.folders is not None else None,
                progress=progress,
                cancelled=cancelled,
            )
            return _Ready(preview, arrange(preview.lines, too) if arrange else None)

        return self._desk.run_aside(compare, self._compared)

    def _try(self) -> bool:
        preview, source, too = self.preview, self.source, self.changed_too
        arrange = self.arranging() if self.arranging is not None else None

        def attempt(register: Register, progress: Progress, cancelled: Cancelled) -> object:
            if preview is None or source is None:
                return None
            plan = tried(
                register,
                preview.plan,
                name=source.name,
                changed_too=too,
                progress=progress,
                cancelled=cancelled,
            )
            found = preview.with_plan(plan)
            return _Ready(found, arrange(found.lines, too) if arrange else None)

        return self._desk.run_aside(attempt, self._tried)

    def _write(self) -> bool:
        return self._take is not None and self._desk.run_aside(self._take, self._taken)

    # How each ended

    @Slot(object)
    def _was_read(self, tables: object) -> None:
        if isinstance(tables, tuple):
            self._ended(None, partial(self._keep_tables, tables))

    def _keep_tables(self, tables: tuple[Grid, ...]) -> None:
        self.tables = tables
        self._next = Stage.COMPARE

    @Slot(object)
    def _not_read(self, error: ServandaError) -> None:
        self._ended(error)

    @Slot()
    def _reading_ended(self) -> None:
        self._ended(CancelledError(self.tr("Called off; nothing was read.")))

    def _compared(self, found: object, error: ServandaError | None) -> None:
        self._ended(error, partial(self._show, found, settled=self._desk.read_only))

    def _show(self, found: object, *, settled: bool) -> None:
        if isinstance(found, _Ready):
            self.preview, self.arranged = found.preview, found.arranged
            self._next = None if settled else Stage.TRY
            self.shown.emit(settled)

    def _tried(self, found: object, error: ServandaError | None) -> None:
        self._ended(error, partial(self._show, found, settled=True))

    def _taken(self, found: object, error: ServandaError | None) -> None:
        self._ended(error, partial(self.taken.emit, found))

    def _ended(self, error: ServandaError | None, then: Callable[[], object] | None = None) -> None:
        """Go on after one stage, unless the officer or a later wish had it called off."""
        stage, self._stage = self._stage, None
        by_hand, self._by_hand = self._by_hand, False
        self.busied.emit(None)
        first = self._next is None
        if first:
            if isinstance(error, CancelledError) and by_hand:
                self.called_off.emit(stage)
            elif error is not None:
                self.failed.emit(stage, error)
            elif then is not None:
                then()
        if first and self._next is Stage.TRY:
            self._retry.start()  # once what was found is painted
        else:
            self._start()

    def _leave_off(self) -> None:
        if self._stage is Stage.READ:
            self._reading.cancel()
        elif self._stage is not None:
            self._desk.work.cancel()

    @Slot(bool)
    def _give_way(self, waits: bool) -> None:
        """Break a trial off for what waits to be written, and try again after it."""
        if waits and self._stage is Stage.TRY:
            self.again(Stage.TRY)

    @Slot(object, object)
    def _aside_progressed(self, done: int, whole: int) -> None:
        if self._stage in (Stage.COMPARE, Stage.TRY, Stage.TAKE):
            self.progressed.emit(done, whole)
