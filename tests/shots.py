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
    as_of: str = ""


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
    Shot("renewals", page="renewals", ref="", act="clauses"),
    Shot("renewals-table", page="renewals", ref="", act="clauses-as-table"),
    Shot("texts", page="texts", ref=""),
    Shot("detail-term", size=TALL, act="clauses", page="agreements", ref="PK-BY/VIS-2025-04/07"),
    Shot("detail-steps", size=TALL, act="clauses", page="agreements", ref="PK-BY/SUM-2024-11/16"),
    Shot("term-form", size=TALL, act="term", page="agreements", ref="PK-BY/VIS-2025-04/08"),
    Shot("sessions", page="sessions", ref=""),
    Shot("session", act="session", page="sessions", ref="PK-BY/JMC-8/01", size=WIDE),
    Shot("session-small", act="session", page="sessions", ref="PK-BY/JMC-8/01"),
    Shot("summit", act="session", page="sessions", ref="PK-BY/SUM-2024-11/01"),
    Shot("calendar", page="calendar", ref="", act="calendar-filled"),
    Shot("calendar-small", page="calendar", ref="", act="calendar-filled", size=NARROW),
    Shot("calendar-may", page="calendar", ref="", act="calendar-may", size=WIDE),
    Shot("calendar-april", page="calendar", ref="", act="calendar-april"),
    Shot("calendar-correct", page="calendar", ref="", act="calendar-correct"),
    Shot("calendar-unfilled", page="calendar", ref=""),
    Shot("organisations", page="organisations", ref=""),
    Shot("organisation-chosen", page="organisations", ref="", act="first-line"),
    Shot("sources", page="sources", ref=""),
    Shot("source-chosen", page="sources", ref="", act="first-line"),
    Shot("bin", page="bin", act="bin", ref=""),
    Shot("erase", page="bin", act="erase", ref=""),
    Shot("overdue", page="overdue", ref="PK-BY/JMC-8/23"),
    Shot("no-news", page="no news", ref=""),
    Shot("most-postponed", page="most postponed", ref="PK-BY/SUM-2024-11/22"),
    Shot("as-of", act="as-of-asked", ref=""),
    Shot("past", ref="PK-BY/SUM-2024-11/22", as_of="2024-12-31"),
    Shot("past-today", page="today", ref="", as_of="2024-12-31"),
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
    Shot("due-typed", act="due-typed", ref="PK-BY/JMC-8/30", size=TALL),
    Shot("due-asked", act="due-asked", ref="PK-BY/JMC-8/30", size=TALL),
    Shot("due-calendar", act="due-calendar", ref="PK-BY/JMC-8/30"),
    Shot("new-asked", act="new-asked"),
    Shot("note-asked", act="note-asked", ref="PK-BY/JMC-8/05", size=TALL),
    Shot("move-typed", act="move-typed", ref="PK-BY/JMC-8/05"),
    Shot("due-hung", act="due-hung", ref="PK-BY/JMC-8/30", size=TALL),
    Shot("due-circle", act="due-circle", ref="PK-BY/SUM-2024-11/22"),
    Shot("reading-chosen", act="choose-reading", ref="PK-BY/SUM-2024-11/20"),
    Shot("detail-followed", ref="PK-BY/JMC-8/23", size=TALL),
    Shot("detail-slipped", act="slipped", ref="PK-BY/SUM-2024-11/22", size=TALL),
    Shot("batch-adding", act="batch-adding", ref="PK-BY/SUM-2024-11/01", size=TALL),
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
    from app.paths import folders
    from app.qt.application import application
    from app.qt.collector import Collector
    from app.qt.desk import Desk
    from app.qt.look.look import Look
    from app.qt.views.main_window import MainWindow

    app = application(["shots"], rtl=form == "rtl")
    look = Look.of(app)
    collector = Collector()
    _dress(app, look, form)
    clock = Clock(today=lambda: DAY, now=lambda: AT)
    for shot in SHOTS:
        with TemporaryDirectory() as scratch:
            place = folders(Path(scratch))
            path = Path(scratch) / "pakistan-belarus.servanda"
            register = _register(shot, path, place, clock)
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


def _register(shot: Shot, path: Path, place, clock):
    """The register of a picture: with the sample, as it is or as of a past day."""
    from app.domain.as_of import AsOf
    from app.paths import resource
    from app.services.asof import look_back
    from app.services.opening import create_register, open_register
    from app.services.sample import load_sample

    register = create_register(path, place, clock, "desk officer")
    if not shot.empty:
        load_sample(register, resource("sample", "pakistan-belarus.json"))
    if shot.read_only:
        register.close()
        register = open_register(path, place, clock, "desk officer", read_only=True)
    if shot.as_of:
        present, day = register, date.fromisoformat(shot.as_of)
        register = look_back(present, AsOf(day=day))
        present.close()
    return register


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


def _calendar_filled(window) -> None:
    from app.services.holidays import fill

    wanted = [(code, year) for code in ("PK", "BY") for year in (2026, 2027)]
    window.list.desk.run(lambda register: fill(register, wanted))
    _wait(300)


def _calendar_may(window) -> None:
    _calendar_filled(window)
    window.pages.page.show_target(date(2026, 4, 25))
    _wait(300)


def _calendar_april(window) -> None:
    _calendar_filled(window)
    window.pages.page.show_target(date(2025, 4, 11))
    _wait(300)


def _calendar_correct(window) -> None:
    from PySide6.QtWidgets import QPushButton

    _calendar_filled(window)
    window.pages.page.show_target(date(2027, 3, 10))
    _wait(300)
    window.pages.page.findChild(QPushButton, "correct-PK").click()
    window.pages.page.findChild(QPushButton, "day-keep").click()
    _wait(100)


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


def _as_of(window):
    window.actions_by_name["as-of"].trigger()
    return _opened(window, "as-of-dialog")


def _clauses(window) -> None:
    """Enter clauses that no source gives, so that there is something to draw."""
    from app.services.holidays import fill

    register = window.list.desk.register
    years = [(country, year) for country in ("PK", "BY") for year in (2026, 2027)]
    window.list.desk.run(lambda held: fill(held, years))
    yearly = {"renewal": "tacit", "renewal_period": "1 year", "buffer": "10"}
    ten = {"renewal": "tacit", "renewal_period": "5 years", "notice": "a year"}
    for ref, clauses in (
        ("VIS-2025-04/07", {"starts": "2023-12-20", "initial": "3 years", "notice": "3 weeks"}),
        ("VIS-2025-04/10", {"starts": "2024-02-15", "initial": "2 years", "notice": "2 months"}),
        ("VIS-2025-04/08", {"starts": "2025-04-11", "initial": "10 years", **ten, "buffer": ""}),
        ("SUM-2024-11/16", {"start_rule": "last notification", "initial": "indefinite"}),
    ):
        identity = register.reader.find(ref)
        kept = clauses if clauses["initial"] == "indefinite" else {**yearly, **clauses}
        window.list.desk.run(lambda held, one=identity, all_=kept: held.set_term(one, **all_))
    treaty = register.reader.find("SUM-2024-11/16")
    for kind, day, party in (
        ("signed", "2024-11-26", ""),
        ("cabinet approval", "2025-01", "PK"),
        ("internal procedures notified", "2025-03-03", "BY"),
    ):
        window.list.desk.run(
            lambda held, what=kind, on=day, who=party: held.record_event(
                treaty, what, happened_on=on, party=who
            )
        )
    _wait(600)


def _clauses_as_table(window) -> None:
    _clauses(window)
    window.pages.page.toggle.click()


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


def _type_a_date(window) -> None:
    window.detail.timing.begin()
    window.detail.timing.form.edtf.setText("likely by end of 2027")


def _ask_about_a_date(window) -> None:
    window.detail.timing.begin()
    window.detail.timing.form.edtf.setText("2027-28")


def _choose_a_day(window):
    from PySide6.QtWidgets import QWidget

    window.detail.timing.begin()
    line = window.detail.timing.form.edtf
    line.setText("12 May 2027")
    line.pick()
    return line.findChild(QWidget, "due-edtf-calendar")


def _ask_about_a_new_one(window) -> None:
    window.actions_by_name["new"].trigger()
    window.form.title.setText("Joint seed laboratory")
    window.form.due.setText("by May 2027")


def _ask_about_a_note(window) -> None:
    window.detail.notes.begin()
    form = window.detail.notes.asking.form
    form.editors["text"].setPlainText("They wrote.")
    form.line("happened_on").setText("03/04/2026")


def _move_as_typed(window) -> None:
    _put_on_hold(window)
    window.detail.moves.form.happened_on.setText("yesterday")
    window.detail.moves.form.review_on.setText("+2w")


def _hang_the_date(window) -> None:
    from PySide6.QtWidgets import QWidget

    timing = window.detail.timing
    timing.begin()
    timing.form.findChild(QWidget, "due-more").click()
    timing.form.anchor.other.setText("PK-BY/JMC-8/23 Environmental action plan")
    timing.form.anchor.offset.setText("2 weeks after")


def _close_a_circle(window) -> None:
    timing = window.detail.timing
    timing.begin()
    timing.form.anchor.other.setText("PK-BY/JMC-8/23 Environmental action plan")
    timing.form.record.click()


def _choose_a_reading(window) -> None:
    from PySide6.QtWidgets import QWidget

    timing = window.detail.timing
    button = next(
        each for each in timing.findChildren(QWidget) if each.objectName().startswith("choose-")
    )
    button.click()


def _postpone_late(window) -> None:
    from app.domain.timing import Basis, Timing

    desk, identity = window.list.desk, window.detail.identity
    later = Timing(edtf="2025-03", basis=Basis.STATED)
    details = {"asked_on": "2025-03-02", "agreed_on": "2025-03-05", "agreed_by": "both"}
    desk.run(lambda register: register.postpone(identity, later, reason="elections", **details))


def _add_to_a_batch(window) -> None:
    window.detail.batch.begin_adding()
    window.detail.ensureWidgetVisible(window.detail.batch.adding)


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
    "calendar-filled": _calendar_filled,
    "calendar-may": _calendar_may,
    "calendar-april": _calendar_april,
    "calendar-correct": _calendar_correct,
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
    "as-of-asked": _as_of,
    "clauses": _clauses,
    "clauses-as-table": _clauses_as_table,
    "new-refused": _add_with_a_day_that_is_none,
    "hold": _put_on_hold,
    "due-typed": _type_a_date,
    "due-asked": _ask_about_a_date,
    "due-calendar": _choose_a_day,
    "new-asked": _ask_about_a_new_one,
    "note-asked": _ask_about_a_note,
    "move-typed": _move_as_typed,
    "due-hung": _hang_the_date,
    "due-circle": _close_a_circle,
    "choose-reading": _choose_a_reading,
    "slipped": _postpone_late,
    "batch-adding": _add_to_a_batch,
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
        Path(arguments[2]).mkdir(parents=True, exist_ok=True)
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
