"""Opens a window in a process of its own, measures it from inside and prints one JSON object.

`bare` is a main window with nothing in it: what PySide6 itself costs. `open` is the program as
`servanda` starts it, watched until every row can be reached; `type`, `sort` and `gaps` then use
it. Nothing of the program is changed for this: only the event loop it enters is wrapped, when Qt
is loaded.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time
from array import array
from collections.abc import Callable
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.benchmarks.children import own_memory

FOUND: dict[str, Any] = {}
_QT = "PySide6.QtWidgets"
_SETTLE_MS = 700
_PAGE = 256
PATIENCE = 120.0


class _Wrapper:
    """Loads Qt's widgets as ever, then puts `watch` in front of the event loop."""

    def __init__(self, watch: Callable[[Any, Any], None]) -> None:
        self._watch = watch

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name != _QT:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None
        self._loader, spec.loader = spec.loader, self
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        application, original = module.QApplication, module.QApplication.exec

        def enter(*_: object) -> int:
            app = application.instance()
            window = next(
                each for each in app.topLevelWidgets() if isinstance(each, module.QMainWindow)
            )
            self._watch(app, window)
            return int(original())

        application.exec = enter


def _when_painted(widget: Any, ready: Callable[[], bool], then: Callable[[], None]) -> None:
    """Call `then` once the first painting that finds all `ready` is over."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watcher(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and ready():
                widget.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.watcher = Watcher(widget)
    widget.installEventFilter(widget.watcher)


def bare(begun: float) -> None:
    """Show an empty main window."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    app = QApplication(["bare"])
    window = QMainWindow()
    window.setCentralWidget(QWidget())
    window.resize(1366, 768)

    def painted() -> None:
        FOUND["painted"] = FOUND["whole"] = time.monotonic() - begun
        QTimer.singleShot(_SETTLE_MS, leave)

    def leave() -> None:
        FOUND["memory"] = own_memory()
        app.quit()

    _when_painted(window.centralWidget(), lambda: True, painted)
    window.show()
    app.exec()


class Watch:
    """Watches the program from its first paint until every row can be reached, then goes on."""

    def __init__(
        self, begun: float, size: int, then: Callable[[Any, Any], None] | None = None
    ) -> None:
        self._begun, self._size, self._then = begun, size, then

    def begin(self, app: Any, window: Any) -> None:
        from PySide6.QtCore import QTimer

        self._app, self._window, self._model = app, window, window.list.model
        _when_painted(window.list.table.viewport(), self._filled, self._painted)
        self._model.rowsInserted.connect(self._arrived)
        self._model.modelReset.connect(self._arrived)
        self._later = QTimer.singleShot
        self._later(int(PATIENCE * 1000), app.quit)

    def _filled(self) -> bool:
        return bool(self._model.rowCount())

    def _painted(self) -> None:
        FOUND["painted"] = time.monotonic() - self._begun
        self._arrived()

    def _arrived(self, *_: object) -> None:
        if "painted" in FOUND and self._model.rowCount() >= self._size:
            self._later(0, self._whole)

    def _whole(self) -> None:
        if "whole" not in FOUND:
            FOUND["whole"] = time.monotonic() - self._begun
            self._later(_SETTLE_MS, self._settled)

    def _settled(self) -> None:
        FOUND["memory"] = own_memory()
        try:
            if self._then is not None:
                self._then(self._app, self._window)
        finally:
            self._window.close()
            self._app.quit()


def program(watch: Watch, *arguments: str) -> None:
    """Start the program as its command does, under a watch."""
    sys.meta_path.insert(0, _Wrapper(watch.begin))
    sys.argv = ["servanda", *arguments]
    from app.__main__ import main

    FOUND["code"] = main()


def _flushed(app: Any, window: Any, act: Callable[[], None]) -> float:
    """Return the seconds from an act until its answer, or the beginning of it, is painted."""
    from PySide6.QtCore import QEventLoop

    answers: list[bool] = []
    note = partial(answers.append, True)
    window.list.model.modelReset.connect(note)
    start = time.perf_counter()
    act()
    while not (answers or window.list.settled):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    seconds = time.perf_counter() - start
    window.list.model.modelReset.disconnect(note)
    while not window.list.settled:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return seconds


class _Use:
    """Uses the window as a person does, and resets its model by itself in between."""

    def __init__(self, register: str, size: int) -> None:
        from app.store.driver import connect  # not before the program has loaded it

        self._connection, self._size = connect(Path(register), read_only=True), size
        self._turn = random.Random(3)  # noqa: S311 - repeatable on purpose

    def reset(self, app: Any, window: Any) -> float:
        """Return what a reset of the model costs by itself, and painting what it then holds.

        The other order and its rows are at hand, and were not shown before, as those of an answer
        are; a second reset to the same rows, which finds their texts laid out, is noted too. The
        order from before is put back unmeasured.
        """
        from app.store.listing import rows

        model = window.list.model
        held = array("q", (model.rid_at(place) for place in range(model.rowCount())))
        first = self._turn.randint(1, self._size)
        other = array("q", (*range(first, self._size + 1), *range(1, first)))
        shown = rows(self._connection, other[:_PAGE])
        seconds = _flushed(app, window, lambda: model.adopt(other, shown))
        FOUND.setdefault("again", []).append(
            _flushed(app, window, lambda: model.adopt(other, shown))
        )
        model.adopt(held, rows(self._connection, held[:_PAGE]))
        app.processEvents()
        return seconds

    def type(self, words: str, app: Any, window: Any) -> None:
        """Type words into the search, letter by letter."""
        from PySide6.QtTest import QTest

        search = window.list.head.search
        search.setFocus()
        FOUND["resets"], FOUND["letters"] = [], []
        for word in words.split(","):
            for letter in word:
                FOUND["resets"].append(self.reset(app, window))
                FOUND["letters"].append(
                    _flushed(app, window, partial(QTest.keyClick, search, letter))
                )
            _flushed(app, window, search.clear)

    def sort(self, app: Any, window: Any) -> None:
        """Click every column that sorts, both ways, twice over."""
        header, columns = window.list.table.horizontalHeader(), window.list.model.columns
        usable = [
            section
            for section, column in enumerate(columns)
            if column.sort is not None and not header.isSectionHidden(section)
        ]
        FOUND.update(resets=[], first=[], known=[])
        for name in ("first", "known"):
            for section in (*usable, *usable):
                FOUND["resets"].append(self.reset(app, window))
                FOUND[name].append(_flushed(app, window, partial(_click, header, section)))

    def gaps(self, words: str, app: Any, window: Any) -> None:
        """Note how long the event loop is held up while everything is done that is done often."""
        from PySide6.QtTest import QTest

        search = window.list.head.search
        search.setFocus()
        pulse = _Pulse(app, window)
        for word in words.split(","):
            for letter in word:
                pulse.during("typing", partial(QTest.keyClick, search, letter))
            pulse.during("typing", search.clear)
        bar = window.list.table.verticalScrollBar()
        for place in range(120):
            step = bar.pageStep() if place < 60 else bar.maximum() // 60
            pulse.during("scrolling", partial(bar.setValue, (bar.value() + step) % bar.maximum()))
        header = window.list.table.horizontalHeader()
        for section in (2, 0, 2, 3, 2):
            pulse.during("sorting", partial(_click, header, section))
        for place in range(20):
            pulse.during("editing", partial(_edit, window, place))
        pulse.during("changing 500 at once", partial(_change_many, window, 500))
        FOUND["gaps"] = pulse.found


class _Pulse:
    """Beats every millisecond as far as the event loop lets it, and notes the gaps between."""

    def __init__(self, app: Any, window: Any) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app, self._window = app, window
        self.found: dict[str, list[float]] = {}
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self._gaps: list[float] = []

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last) * 1000)
        self._last = now

    def during(self, what: str, act: Callable[[], object]) -> None:
        """Do one thing as the event loop would, and go on until all that follows is done."""
        from PySide6.QtCore import QTimer

        desk = self._window.list.desk
        self._gaps = self.found.setdefault(what, [])
        self._last = time.perf_counter()
        self._timer.start()
        QTimer.singleShot(0, act)
        for _ in range(3):
            self._turn()
            while desk.asks or desk.work.running or not self._window.list.settled:
                self._turn()
        self._timer.stop()

    def _turn(self) -> None:
        from PySide6.QtCore import QEventLoop

        self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _edit(window: Any, place: int) -> None:
    """Change the title of a row that is seen."""
    row = window.list.model.row_at(place)
    title = f"{row.title[:60]} {place}"
    window.list.desk.run(lambda register: register.amend(row.id, title=title))


def _change_many(window: Any, count: int) -> None:
    """Change the sector of many commitments in one step, as the dialog does."""
    from app.services.bulk import BulkEdit, BulkField, changed

    model = window.list.model
    chosen = [row.id for place in range(count) if (row := model.row_at(place)) is not None]
    edit = BulkEdit(field=BulkField.SECTOR, value="changed at once")

    def change(register: Any, progress: Any, cancelled: Any) -> object:
        return changed(register, chosen, edit, progress=progress, cancelled=cancelled)

    assert window.list.desk.run_aside(change, _changed_many)


def _changed_many(_found: object, error: Exception | None) -> None:
    if error is not None:
        raise error


def _click(header: Any, section: int) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    middle = header.sectionViewportPosition(section) + header.sectionSize(section) // 2
    QTest.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(middle, header.height() // 2),
    )


def main(mode: str, begun: str, size: str = "", words: str = "", *arguments: str) -> None:
    """Measure in one of the modes."""
    start = float(begun)
    if mode == "bare":
        bare(start)
    else:
        register = arguments[arguments.index("--register") + 1]

        def then(app: Any, window: Any) -> None:
            use = _Use(register, int(size))
            match mode:
                case "type":
                    use.type(words, app, window)
                case "sort":
                    use.sort(app, window)
                case "gaps":
                    use.gaps(words, app, window)

        program(Watch(start, int(size), None if mode == "open" else then), *arguments)
    print(json.dumps(FOUND))


if __name__ == "__main__":
    main(*sys.argv[1:])
