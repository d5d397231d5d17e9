"""Takes a CSV in through the page of imports, and notes how long the event loop was held up.

The window is the program's own, opened as its command does; what is under way is told by the page
itself. Prints the gaps in milliseconds by what was under way, as one JSON object.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.services.intake import reading
from tests.benchmarks import window_probe
from tests.benchmarks.import_probe import NO_LIMITS
from tests.benchmarks.window_probe import FOUND, Watch, program

_PATIENCE = 600.0
_SHOWING = "showing"


class _Import:
    """One import in an open window, with a pulse that beats every millisecond."""

    def __init__(self, app: Any, window: Any, source: str) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._app, self._window, self._source = app, window, source
        self._gaps: dict[str, list[float]] = {}
        self._stage = _SHOWING
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def run(self) -> None:
        """Open the table, wait until every row was tried, take all over, and wait again."""
        self._window.travels.go("import")
        page = self._window.pages.page
        page.work.busied.connect(self._busied)
        self._last = time.perf_counter()
        self._timer.start()
        self._until(lambda: self._window.tables.read(self._source), page)
        tried = len(page.grid.table.lines), page.work.preview.tally.outcomes
        self._until(page.take_over, page)
        self._timer.stop()
        FOUND["rows"] = tried[0]
        FOUND["outcomes"] = {each.value: count for each, count in tried[1].items()}
        FOUND["said"] = page.shown.said.said
        FOUND["gaps"] = self._gaps

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.setdefault(self._stage, []).append((now - self._last) * 1000)
        self._last = now

    def _busied(self, stage: Any) -> None:
        """What comes after a stage, such as showing what was found, counts to that stage."""
        if stage is not None:
            self._stage = stage.name.casefold()

    def _until(self, act: Callable[[], object], page: Any) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        QTimer.singleShot(0, act)
        end = time.monotonic() + _PATIENCE
        for _ in range(20):
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        while page.work.running or not page.settled or self._window.list.desk.work.running:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise TimeoutError(page.shown.said.said)


def main(begun: str, source: str, *arguments: str) -> None:
    """Open a register and take `source` in."""
    defaults = reading.read_tables.__kwdefaults__
    assert defaults is not None
    defaults["limits"] = NO_LIMITS
    window_probe.PATIENCE = 2 * _PATIENCE

    def then(app: Any, window: Any) -> None:
        _Import(app, window, str(Path(source))).run()

    program(Watch(float(begun), 1, then), *arguments)
    print(json.dumps(FOUND))


if __name__ == "__main__":
    main(*sys.argv[1:])
