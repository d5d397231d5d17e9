"""Render every screen to pictures, to be looked at: `poe shots [FOLDER]`.

Each look (light, dark, right to left, high contrast, large text) is rendered in a process of its
own, with the sample register and with an empty one, on 22 November 2026.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
DAY = date(2026, 11, 22)
AT = 1_795_334_400_000  # 08:00 UTC of that day
FORMS = ("light", "dark", "rtl", "contrast", "large")
SMALL, WIDE, TALL, NARROW = (1366, 768), (1920, 1080), (1366, 1900), (910, 560)


@dataclass(frozen=True)
class Shot:
    """One picture: what is done before it is taken, on which register, in which size."""

    name: str
    act: str = ""
    ref: str = "PK-BY/JMC-8/30"
    size: tuple[int, int] = SMALL
    empty: bool = False
    read_only: bool = False


SHOTS = (
    Shot("main"),
    Shot("main-wide", size=WIDE, ref="PK-BY/SUM-2024-11/22"),
    Shot("main-narrow", size=NARROW, ref="PK-BY/JMC-8/23"),
    Shot("main-compact", act="compact"),
    Shot("main-nothing-chosen", ref=""),
    Shot("detail-readings", size=TALL, ref="PK-BY/SUM-2024-11/20"),
    Shot("detail-session", size=TALL, ref="PK-BY/JMC-8/01"),
    Shot("detail-batch", size=TALL, ref="PK-BY/SUM-2024-11/01"),
    Shot("overdue", act="overdue", ref="PK-BY/JMC-8/23"),
    Shot("nothing-matches", act="search", ref=""),
    Shot("new", act="new"),
    Shot("new-refused", act="new-refused"),
    Shot("move", act="hold", ref="PK-BY/JMC-8/05"),
    Shot("due", act="due", ref="PK-BY/JMC-8/30"),
    Shot("note", act="note", ref="PK-BY/JMC-8/05"),
    Shot("refused", act="refused"),
    Shot("move-refused", act="move-refused", ref="PK-BY/JMC-8/05"),
    Shot("scripts", act="scripts"),
    Shot("empty", empty=True, ref=""),
    Shot("read-only", read_only=True),
    Shot("waiting", act="waiting"),
    Shot("organisation", act="organisation-form"),
    Shot("help", act="help"),
    Shot("fault", act="fault"),
)


def render(form: str, folder: Path) -> None:
    """Take every picture in one look; runs in a process of its own."""
    if form == "large":
        os.environ["QT_SCALE_FACTOR"] = "1.5"
    from PySide6.QtCore import QSettings

    from app.domain.clock import Clock
    from app.paths import folders, resource
    from app.qt.application import application
    from app.qt.collector import Collector
    from app.qt.desk import Desk
    from app.qt.look.look import Look
    from app.qt.views.main_window import MainWindow
    from app.services.opening import create_register, open_register
    from app.services.sample import load_sample

    app = application(["shots"], rtl=form == "rtl")
    look = Look.of(app)
    collector = Collector()
    _dress(app, look, form)
    clock = Clock(today=lambda: DAY, now=lambda: AT)
    for shot in SHOTS:
        with TemporaryDirectory() as scratch:
            place = folders(Path(scratch))
            path = Path(scratch) / "pakistan-belarus.servanda"
            register = create_register(path, place, clock, "desk officer")
            if not shot.empty:
                load_sample(register, resource("sample", "pakistan-belarus.json"))
            if shot.read_only:
                register.close()
                register = open_register(path, place, clock, "desk officer", read_only=True)
            settings = QSettings(str(Path(scratch) / "window.ini"), QSettings.Format.IniFormat)
            window = MainWindow(Desk(register), look, settings)
            window.resize(*shot.size)
            window.list.begin()
            window.show()
            _settle(app, window)
            if shot.ref:
                window.list.select(register.reader.find(shot.ref))
            picture = _act(app, window, look, shot) or window
            _settle(app, window)
            picture.grab().save(str(folder / f"{shot.name}-{form}.png"))
            if picture is not window:
                picture.close()
            window.close()
            register.close()
            collector.collect()
    print(f"{form}: {len(SHOTS)} pictures in {folder}")


def _dress(app, look, form: str) -> None:
    """Show the look that is asked for, whatever the system's own is."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPalette

    from app.qt.look import style
    from app.qt.look.tokens import tokens_for

    if form == "contrast":
        palette = QPalette(QColor("#000000"))
        for role, colour in (
            (QPalette.ColorRole.Base, "#000000"),
            (QPalette.ColorRole.Highlight, "#1aebff"),
            (QPalette.ColorRole.HighlightedText, "#000000"),
            (QPalette.ColorRole.Accent, "#1aebff"),
            (QPalette.ColorRole.PlaceholderText, "#ffffff"),
        ):
            palette.setColor(role, QColor(colour))
        tokens = tokens_for(Qt.ColorScheme.Dark, True, palette)
        look.changed(tokens)
        style.apply(app, tokens)
        app.setPalette(palette)
        return
    scheme = Qt.ColorScheme.Dark if form == "dark" else Qt.ColorScheme.Light
    tokens = tokens_for(scheme, False, app.palette())
    look.changed(tokens)
    style.apply(app, tokens)


def _settle(app, window) -> None:
    """Let the list be answered and everything be painted."""
    while not window.list.settled:
        app.processEvents()
    for _ in range(20):
        app.processEvents()


def _act(app, window, look, shot: Shot):
    """Do what the picture shows; returns the dialog to be taken instead of the window, if any."""
    _settle(app, window)
    if shot.act in window.actions_by_name:
        window.actions_by_name[shot.act].trigger()
        return None
    if shot.act in _DIALOGS:
        dialog = _DIALOGS[shot.act](look, window)
        dialog.show()
        return dialog
    if shot.act:
        _STEPS[shot.act](window)
    return None


def _search_in_vain(window) -> None:
    window.list.search.setText("submarine")


def _add_with_a_day_that_is_none(window) -> None:
    window.actions_by_name["new"].trigger()
    window.form.title.setText("Joint seed laboratory")
    window.form.due.setText("2025-02-30")
    window.form.add()


def _put_on_hold(window) -> None:
    from app.domain.lifecycle import Status

    window.detail.moves.begin(Status.ON_HOLD)


def _put_on_hold_without_a_reason(window) -> None:
    _put_on_hold(window)
    window.detail.moves.form.confirm.click()


def _wait_for_another_program(window) -> None:
    window.strip.tell("Waiting for another program that is writing…")


def _empty_the_title(window) -> None:
    window.detail.title.editor.setFocus()
    window.detail.title.editor.setPlainText("")
    window.detail.title.editor.finished.emit()


def _name_it_in_three_scripts(window) -> None:
    title = "نواں مشترکہ وزارتی کمیشن – Девятое заседание, Islamabad 2026"
    window.detail.title.committed.emit(title)


def _help(look, window):
    from app.qt.views.about import HelpDialog

    return HelpDialog(look, window)


def _organisation(look, window):
    from app.qt.views.organisation_form import OrganisationForm

    return OrganisationForm(window.list._desk, look, window)  # noqa: SLF001 - for a picture


def _fault(look, window):
    from app.qt.views.fault_report import FaultReport

    return FaultReport(look, "Servanda, Python 3.11\n  desk.py:70 run\nValueError", window)


_STEPS = {
    "search": _search_in_vain,
    "new-refused": _add_with_a_day_that_is_none,
    "hold": _put_on_hold,
    "refused": _empty_the_title,
    "move-refused": _put_on_hold_without_a_reason,
    "waiting": _wait_for_another_program,
    "scripts": _name_it_in_three_scripts,
}
_DIALOGS = {"help": _help, "fault": _fault, "organisation-form": _organisation}


def main() -> int:
    """Render all looks, or with `--form NAME FOLDER` one of them."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--form"]:
        render(arguments[1], Path(arguments[2]))
        return 0
    folder = Path(arguments[0] if arguments else "shots").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    failed = 0
    for form in FORMS:
        command = [sys.executable, __file__, "--form", form, str(folder)]
        failed += subprocess.run(command, env=environment, check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main())
