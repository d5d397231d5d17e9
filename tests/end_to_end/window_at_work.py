"""A window that writes without end, for a test that kills it: `python -m … REGISTER DATA`.

Prints the number of each edit once the window has saved it.
"""

from __future__ import annotations

import sys
from datetime import date
from itertools import count
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from app.domain.clock import Clock
from app.paths import folders
from app.qt.application import application
from app.qt.desk import Desk
from app.qt.look import Look
from app.qt.views.main_window import MainWindow
from app.services.opening import open_register


def main() -> int:
    path, data = Path(sys.argv[1]), Path(sys.argv[2])
    instants, numbers = count(1_795_334_400_000, 1000), count(1)
    clock = Clock(today=lambda: date(2026, 11, 22), now=lambda: next(instants))
    app = application(["servanda"])
    register = open_register(path, folders(data), clock, "officer")
    desk = Desk(register)
    settings = QSettings(str(data / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("preferences/start", "last")
    window = MainWindow(desk, Look.of(app), settings)
    window.begin()
    window.show()
    identity = register.reader.find("PK-BY/JMC-8/05")

    def edit():
        if not window.list.settled:
            return
        window.list.select(identity)
        number = next(numbers)
        title = window.detail.title
        title.editor.setPlainText(f"Edit {number}")
        title.leave()
        if register.reader.row(identity).title == f"Edit {number}":
            print(number, flush=True)  # noqa: T201 - what the parent process reads

    timer = QTimer()
    timer.timeout.connect(edit)
    timer.start(0)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
