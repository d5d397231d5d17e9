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
    """One picture: where it is taken, what is done before, on which register, in which size."""

    name: str
    act: str = ""
    ref: str = "PK-BY/JMC-8/30"
    page: str = "commitments"
    size: tuple[int, int] = SMALL
    empty: bool = False
    read_only: bool = False
    grouped: bool = True


SHOTS = (
    Shot("main"),
    Shot("main-wide", size=WIDE, ref="PK-BY/SUM-2024-11/22"),
    Shot("main-narrow", size=NARROW, ref="PK-BY/JMC-8/23"),
    Shot("main-compact", act="compact"),
    Shot("main-ungrouped", grouped=False),
    Shot("main-by-origin", act="by-origin"),
    Shot("today", page="today", ref=""),
    Shot("today-wide", page="today", ref="", size=WIDE),
    Shot("today-narrow", page="today", ref="", size=NARROW),
    Shot("today-tables", page="today", ref="", act="today-tables"),
    Shot("agreements", page="agreements", ref="PK-BY/PTV/01"),
    Shot("sessions", page="sessions", ref=""),
    Shot("session", act="session", page="sessions", ref="PK-BY/JMC-8/01", size=WIDE),
    Shot("session-small", act="session", page="sessions", ref="PK-BY/JMC-8/01"),
    Shot("summit", act="session", page="sessions", ref="PK-BY/SUM-2024-11/01"),
    Shot("organisations", page="organisations", ref=""),
    Shot("organisation-chosen", page="organisations", ref="", act="first-line"),
    Shot("sources", page="sources", ref=""),
    Shot("source-chosen", page="sources", ref="", act="first-line"),
    Shot("bin", page="bin", act="bin", ref=""),
    Shot("erase", page="bin", act="erase", ref=""),
    Shot("overdue", page="overdue", ref="PK-BY/JMC-8/23"),
    Shot("no-news", page="no news", ref=""),
    Shot("filtered", act="filtered", ref=""),
    Shot("filter-values", act="filter-values", ref=""),
    Shot("columns", act="choose-columns", ref=""),
    Shot("inline", act="edit-cell", ref="PK-BY/JMC-8/05"),
    Shot("bulk", act="bulk", ref=""),
    Shot("bulk-refused", act="bulk-refused", ref=""),
    Shot("save-view", act="name-view", ref=""),
    Shot("palette", act="palette-shown"),
    Shot("preferences", act="preferences-shown"),
    Shot("new-register", act="new-register-shown"),
    Shot("detail-readings", size=TALL, ref="PK-BY/SUM-2024-11/20"),
    Shot("detail-session", size=TALL, ref="PK-BY/JMC-8/01"),
    Shot("detail-batch", size=TALL, ref="PK-BY/SUM-2024-11/01"),
    Shot("detail-point", size=TALL, ref="PK-BY/JMC-8/05"),
    Shot("nothing-matches", act="search", ref=""),
    Shot("new", act="new"),
    Shot("new-refused", act="new-refused"),
    Shot("move", act="hold", ref="PK-BY/JMC-8/05"),
    Shot("due", act="due", ref="PK-BY/JMC-8/30"),
    Shot("note", act="note", ref="PK-BY/JMC-8/05"),
    Shot("ball", act="ball", ref="PK-BY/JMC-8/05"),
    Shot("refused", act="refused"),
    Shot("move-refused", act="move-refused", ref="PK-BY/JMC-8/05"),
    Shot("scripts", act="scripts"),
    Shot("empty", empty=True, ref=""),
    Shot("empty-today", page="today", empty=True, ref=""),
    Shot("empty-agreements", page="agreements", empty=True, ref=""),
    Shot("empty-sessions", page="sessions", empty=True, ref=""),
    Shot("empty-organisations", page="organisations", empty=True, ref=""),
    Shot("empty-sources", page="sources", empty=True, ref=""),
    Shot("empty-bin", page="bin", empty=True, ref=""),
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
            settings.setValue("preferences/start", "last")
            settings.setValue("list/group", "timeliness" if shot.grouped else "none")
            window = MainWindow(Desk(register), look, settings)
            window.resize(*shot.size)
            window.begin()
            window.show()
            _settle(app, window)
            window.go(shot.page)
            _settle(app, window)
            if shot.ref:
                window.pages.page.show_target(register.reader.find(shot.ref))
            picture = _act(app, window, look, shot) or window
            _settle(app, window)
            _taken(window, picture).save(str(folder / f"{shot.name}-{form}.png"))
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
    desk = window.list.desk
    for _ in range(20):
        while desk.asks or desk.work.running or not window.list.settled:
            app.processEvents()
        app.processEvents()


def _taken(window, picture):
    """The window, or a dialog or popup over it where one is shown."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QColor, QPainter

    whole = window.grab()
    if picture is window:
        return whole
    painter = QPainter(whole)
    painter.fillRect(whole.rect(), QColor(0, 0, 0, 60))
    at = picture.pos() if picture.isWindow() else picture.geometry().topLeft()
    popup = picture.windowType() == Qt.WindowType.Popup
    inside = window.mapFromGlobal(at) if popup else None
    middle = window.rect().center() - picture.rect().center()
    painter.drawPixmap(inside or middle, picture.grab())
    painter.end()
    return whole


def _act(app, window, look, shot: Shot):
    """Do what the picture shows; returns the dialog to be taken instead of the window, if any."""
    _settle(app, window)
    if shot.act in _DIALOGS:
        dialog = _DIALOGS[shot.act](look, window)
        dialog.show()
        return dialog
    if shot.act in _STEPS:
        return _STEPS[shot.act](window)
    if shot.act in window.actions_by_name:
        window.actions_by_name[shot.act].trigger()
    return None


def _opened(window, name: str):
    """The dialog or popup of that name."""
    from PySide6.QtWidgets import QWidget

    found = window.findChild(QWidget, name)
    assert found is not None, name
    _wait(400)
    return found


def _wait(milliseconds: int) -> None:
    from PySide6.QtTest import QTest

    QTest.qWait(milliseconds)


def _search_in_vain(window) -> None:
    window.list.head.search.setText("submarine")


def _by_origin(window) -> None:
    from app.domain.query import Grouping

    window.list.bar._group_by(Grouping.ORIGIN)  # noqa: SLF001 - as its menu does


def _session(window) -> None:
    """The page was given its session already."""


def _first_line(window) -> None:
    from PySide6.QtWidgets import QTableView

    table = window.pages.page.findChild(QTableView)
    table.setCurrentIndex(table.model().index(0, 0))
    _wait(100)


def _tables(window) -> None:
    from PySide6.QtWidgets import QAbstractButton

    for each in window.pages.page.findChildren(QAbstractButton):
        if each.objectName().endswith("-table"):
            each.click()


def _bin(window) -> None:
    reader = window.list.desk.register.reader
    chosen = [reader.find(f"PK-BY/JMC-8/{number}") for number in ("11", "12", "13")]
    window.list.desk.run(lambda register: register.discard(chosen))
    _wait(200)
    window.list.go_to_list()


def _erase(window):
    _bin(window)
    window.list.table.selectAll()
    window.actions_by_name["erase"].trigger()
    return _opened(window, "erase-dialog")


def _filtered(window) -> None:
    from app.domain.commitment import Strength
    from app.domain.lifecycle import Status
    from app.domain.query import Query

    window.list.bar.asked.emit(
        Query(
            statuses=frozenset({Status.OPEN}),
            sectors=frozenset({"industry", "trade"}),
            strengths=frozenset({Strength.AGREED_ACTION}),
        )
    )
    window.list.bar.show_query(window.list.query)


def _filter_values(window):
    window.list.bar.choose("lead")
    return _opened(window, "values-lead")


def _columns(window):
    window.actions_by_name["columns"].trigger()
    return _opened(window, "choose-columns")


def _several(window, first: str, count: int) -> None:
    from PySide6.QtCore import QItemSelectionModel

    window.list.select(window.list.desk.register.reader.find(first))
    model = window.list.table.selectionModel()
    start = window.list.table.currentIndex().row()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for place in range(start, start + count):
        model.select(window.list.model.index(place, 0), flags)


def _bulk(window):
    _several(window, "PK-BY/JMC-8/06", 9)
    window.actions_by_name["bulk"].trigger()
    dialog = _opened(window, "bulk-edit")
    dialog.value.setEditText("MoIP")
    _wait(900)
    return dialog


def _bulk_refused(window):
    from app.services.bulk import BulkField

    _several(window, "PK-BY/JMC-8/26", 12)
    window.actions_by_name["bulk"].trigger()
    dialog = _opened(window, "bulk-edit")
    dialog.field.setCurrentIndex(dialog.field.findData(BulkField.STATUS.value))
    dialog.value.setEditText("In progress")
    _wait(900)
    return dialog


def _name_view(window):
    window.list.bar.show_query(window.list.query)
    window.actions_by_name["save-view"].trigger()
    return _opened(window, "name-dialog")


def _palette(window):
    window.actions_by_name["palette"].trigger()
    palette = _opened(window, "command-palette")
    palette.line.setText("trac")
    _wait(300)
    return palette


def _preferences(look, window):
    from app.qt.preferences import LivePreferences
    from app.qt.views.preferences_dialog import PreferencesDialog

    return PreferencesDialog(LivePreferences(window._settings), look, DAY, window)  # noqa: SLF001


def _new_register(look, window):
    from app.qt.views.new_register import NewRegister

    return NewRegister(look, Path.home() / "registers", window)


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

    return OrganisationForm(window.list.desk, look, window)


def _fault(look, window):
    from app.qt.views.fault_report import FaultReport

    return FaultReport(look, "Servanda, Python 3.11\n  desk.py:70 run\nValueError", window)


_STEPS = {
    "search": _search_in_vain,
    "by-origin": _by_origin,
    "session": _session,
    "first-line": _first_line,
    "today-tables": _tables,
    "bin": _bin,
    "erase": _erase,
    "filtered": _filtered,
    "filter-values": _filter_values,
    "choose-columns": _columns,
    "bulk": _bulk,
    "bulk-refused": _bulk_refused,
    "name-view": _name_view,
    "palette-shown": _palette,
    "new-refused": _add_with_a_day_that_is_none,
    "hold": _put_on_hold,
    "refused": _empty_the_title,
    "move-refused": _put_on_hold_without_a_reason,
    "waiting": _wait_for_another_program,
    "scripts": _name_it_in_three_scripts,
}
_DIALOGS = {
    "help": _help,
    "fault": _fault,
    "organisation-form": _organisation,
    "preferences-shown": _preferences,
    "new-register-shown": _new_register,
}


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
