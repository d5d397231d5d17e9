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
    Shot("session-decide", act="decide", page="sessions", ref="PK-BY/JMC-8/01"),
    Shot("session-decided", act="decided", page="sessions", ref="PK-BY/JMC-8/01", size=WIDE),
    Shot("reports", page="carry-over", ref="", act="decided-report"),
    Shot("reports-copy", page="carry-over", ref="", act="shared-report", size=NARROW),
    Shot("reports-brief", page="brief", ref="", act="a-moment"),
    Shot("reports-brief-wide", page="brief", ref="", act="a-moment", size=WIDE),
    Shot("reports-return", page="quarterly-return", ref="", act="a-moment"),
    Shot("reports-since", page="changed-since", ref="", act="a-moment"),
    Shot("reports-handover", page="handover", ref="", act="a-moment"),
    Shot("reports-pack", page="brief", ref="", act="pack"),
    Shot("reports-refused", page="carry-over", ref="", act="refused-report"),
    Shot("empty-reports", page="carry-over", ref="", act="a-moment", empty=True),
    Shot("summit", act="session", page="sessions", ref="PK-BY/SUM-2024-11/01"),
    Shot("calendar", page="calendar", ref="", act="calendar-filled"),
    Shot("calendar-small", page="calendar", ref="", act="calendar-filled", size=NARROW),
    Shot("calendar-may", page="calendar", ref="", act="calendar-may", size=WIDE),
    Shot("calendar-april", page="calendar", ref="", act="calendar-april"),
    Shot("calendar-correct", page="calendar", ref="", act="calendar-correct"),
    Shot("reminders", page="reminders", ref="", act="reminders"),
    Shot("reminders-narrow", page="reminders", ref="", act="reminders", size=NARROW),
    Shot("reminders-panel", page="reminders", ref="", act="reminders-opened"),
    Shot("reminders-unfolded", page="reminders", ref="", act="reminders-unfolded", size=TALL),
    Shot("reminders-snooze", page="reminders", ref="", act="reminders-snooze"),
    Shot("reminders-note", page="reminders", ref="", act="reminders-note"),
    Shot("reminders-first", page="reminders", ref="", act="reminders-first"),
    Shot("empty-reminders", page="reminders", empty=True, ref=""),
    Shot("reminder-rules", page="reminder-rules", ref=""),
    Shot("reminder-rule", page="reminder-rules", ref="", act="reminder-rule", size=TALL),
    Shot("detail-reminders", act="own-rule", ref="PK-BY/JMC-8/30", size=TALL),
    Shot("remind", act="remind", ref="PK-BY/JMC-8/30", size=TALL),
    Shot("calendar-unfilled", page="calendar", ref=""),
    Shot("organisations", page="organisations", ref=""),
    Shot("organisation-chosen", page="organisations", ref="", act="first-line"),
    Shot("focal-points", page="organisations", ref="", act="focal-points", size=TALL),
    Shot("focal-points-narrow", page="organisations", ref="", act="focal-points", size=(910, 1100)),
    Shot("focal-points-asked", page="organisations", ref="", act="focal-points-asked", size=TALL),
    Shot("letters", page="letters", ref="", act="letters"),
    Shot("letters-small", page="letters", ref="", act="letters", size=NARROW),
    Shot("letters-form", page="letters", ref="", act="letters-form", size=WIDE),
    Shot("letters-refused", page="letters", ref="", act="letters-refused"),
    Shot("inputs-form", page="letters", ref="", act="inputs-form", size=WIDE),
    Shot("inputs-back", ref="", act="inputs-back", size=WIDE),
    Shot("inputs-back-small", ref="", act="inputs-back"),
    Shot("inputs-came", ref="", act="inputs-came", size=WIDE),
    Shot("letters-reply", page="letters", ref="", act="letters-reply", size=WIDE),
    Shot("sources", page="sources", ref=""),
    Shot("source-chosen", page="sources", ref="", act="first-line"),
    Shot("source-kept", page="sources", ref="", act="source-kept"),
    Shot("source-kept-narrow", page="sources", ref="", act="source-kept", size=NARROW),
    Shot("source-paste", page="sources", ref="", act="source-paste"),
    Shot("source-text", page="sources", ref="", act="source-text"),
    Shot("source-quote", page="sources", ref="", act="source-quote"),
    Shot("source-text-urdu", page="sources", ref="", act="source-text-urdu"),
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
    Shot("calendar-import", act="calendar-import", ref=""),
    Shot("import", act="import", ref=""),
    Shot("import-narrow", act="import", ref="", size=NARROW),
    Shot("import-wide", act="import-answered", ref="", size=WIDE),
    Shot("import-question", act="import-question", ref=""),
    Shot("import-changed", act="import-changed", ref=""),
    Shot("import-came", act="import-came", ref=""),
    Shot("import-refused", act="import-refused", ref=""),
    Shot("import-scripts", act="import-scripts", ref=""),
    Shot("import-doubts", act="import-doubts", ref=""),
    Shot("import-none", act="import-none", ref="", page="import"),
    Shot("save-view", act="name-view", ref=""),
    Shot("palette", act="palette-shown"),
    Shot("preferences", act="preferences-shown"),
    Shot("reminding", act="reminding-shown"),
    Shot("reminding-unusable", act="reminding-unusable"),
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
    Shot("new-hung", act="new-hung"),
    Shot("leaving", act="leaving-asked"),
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
    Shot("empty-letters", page="letters", empty=True, ref=""),
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
            window.leaving.give_up()
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


def _points_of(window, *refs: str) -> None:
    """Select points of the open session."""
    from PySide6.QtCore import QItemSelectionModel

    _wait(300)
    table = window.pages.page.sheet.table
    flag = QItemSelectionModel.SelectionFlag
    table.clearSelection()
    for ref in refs:
        identity = window.list.desk.register.reader.find(ref)
        for row in table.table.rows_of(identity):
            table.selectionModel().select(table.table.index(row, 0), flag.Select | flag.Rows)


def _decide(window) -> None:
    _points_of(window, "PK-BY/JMC-8/18")
    decisions = window.pages.page.sheet.decisions
    decisions.decide.click()
    decisions.form.due.setText("by end of 2027")
    decisions.form.why.setPlainText("The competition of 2025 has passed; the next is in 2027.")


def _decided(window) -> None:
    from app.domain.decisions import Choice, Decision

    reader = window.list.desk.register.reader
    eighth, ninth = reader.find("PK-BY/JMC-8/01"), reader.find("PK-BY/JMC-8/30")
    chosen = (
        ("03", Choice.REITERATE, ""), ("04", Choice.REITERATE, ""),
        ("08", Choice.NOTE, "Letter MNFSR 3-7/2026."), ("27", Choice.DROP, "Overtaken by the MoU."),
    )  # fmt: skip
    for number, choice, why in chosen:
        decision = Decision(
            id="", commitment=reader.find(f"PK-BY/JMC-8/{number}"), session=eighth,
            upcoming=ninth, choice=choice, why=why,
            status="superseded" if choice is Choice.DROP else "",
        )  # fmt: skip
        window.list.desk.run(lambda register, kept=decision: register.decide(kept))
    _wait(400)


def _decided_report(window) -> None:
    _decided(window)
    _wait(600)


def _shared_report(window) -> None:
    from app.domain.reports.request import Wish

    _wait(400)
    window.pages.page.sheet.choices.ticks[Wish.SHARED].click()
    _wait(600)


def _pack(window):
    """The question what goes into a briefing pack."""
    window.pages.page.begin_pack()
    _a_moment(window)
    return _opened(window, "pack-dialog")


def _refused_report(window) -> None:
    from app.domain.reports.request import Wish

    _wait(400)
    boxes = window.pages.page.sheet.choices.boxes
    boxes[Wish.UNTIL].setCurrentIndex(boxes[Wish.MEETING].currentIndex())
    boxes[Wish.UNTIL].activated.emit(0)
    _wait(600)


def _a_moment(_window) -> None:
    _wait(1200)


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


def _letters(window) -> None:
    """A round of which some have replied, the reminder of it, and one withdrawn."""
    from app.domain.identity import new_id
    from app.domain.letters import LetterForm, LetterRound
    from app.services.letter_drafts import Order
    from app.services.letter_files import prepare

    desk = window.list.desk

    def sent(number, day, deadline, previous=None):
        held = LetterRound(
            id=new_id(), reference=number, dated_on=day, deadline=deadline, previous=previous,
            title="Decisions of the eighth session",
        )  # fmt: skip
        order = Order(round=held, form=LetterForm.DOCX)
        with TemporaryDirectory() as scratch:
            desk.run(lambda register: prepare(register, order, Path(scratch), record=True).change)
        return desk.register.reader.chains().of[held.id]

    first = sent("F. No. 3/12-2026", "2026-09-01", "2026-09-30")
    for place, letter in enumerate(first[:11]):
        day = f"2026-09-{place + 5:02}"
        desk.run(
            lambda held, one=letter.id, on=day: held.record_reply(one, on, reply_letter="U.O. 7/26")
        )
    desk.run(lambda held: held.withdraw_letter(first[12].id, why="its part was taken over"))
    sent("F. No. 3/31-2026", "2026-10-12", "2026-11-15", first[0].round)
    _wait(600)


def _letters_form(window) -> None:
    _letters(window)
    _settle_page(window)
    window.pages.page.begin()
    _settle_page(window)
    window.pages.page.sheet.prepare.form.line("reference").setText("F. No. 3/44-2026")
    window.pages.page.sheet.prepare.form.line("deadline").setText("+2w")


def _inputs_form(window) -> None:
    _letters(window)
    window.pages.page.begin_inputs()
    _wait(600)
    form = window.pages.page.sheet.inputs.form
    form.line("reference").setText("F. No. 4/2-2026")
    form.line("deadline").setText("+3w")
    _wait(300)


def _inputs_back(window) -> None:
    """A workbook that came back with a proposal, a question and a row that is held."""
    from app.domain.identity import new_id
    from app.domain.letters import LetterForm, LetterRound
    from app.services.inputs import InputsOrder, prepare_inputs
    from app.services.letter_drafts import Order
    from tests.services.inputs_filling import filled, heading_row, sheets

    desk = window.list.desk
    held = LetterRound(
        id=new_id(), reference="F. No. 4/2-2026", dated_on="2026-11-02", deadline="2026-11-20"
    )
    wanted = InputsOrder(order=Order(round=held, form=LetterForm.XLSX))
    scratch = Path(desk.register.store.path).parent
    made = []

    def ask(register):
        made.append(prepare_inputs(register, wanted, scratch, record=True))
        return made[0].change

    desk.run(ask)
    source = next(each for each in made[0].files if "NAVTTC" in each.name)
    rows = sheets(source)["Points"]
    refs = [each[0] for each in rows[heading_row(rows) + 1 :]]
    told = (
        {"Status": "In progress", "Progress": "A draft of the plan went to RIPO on 18 November.",
         "As of": "20 Nov 2026", "Letter no.": "4-1/2026", "Letter date": "20 Nov 2026",
         "New date asked for": "Q1 2027", "Remarks": "Comments of RIPO are awaited."},
        {"Progress": "Dates of the visit are not agreed yet."},
        {"Status": "Doing fine"},
        {"New date asked for": "03/04/2027"},
    )  # fmt: skip
    back = filled(source, scratch / "inputs back.xlsx", dict(zip(refs, told, strict=False)))
    desk.run(lambda register: register.amend(register.reader.find(refs[0]), priority=1))
    window.tables.drop((str(back),))
    _wait(2500)
    window.pages.page.grid.stand_on(window.pages.page.grid.table.all[0].row)
    _wait(500)


def _inputs_came(window) -> None:
    _inputs_back(window)
    window.pages.page.take_over()
    _wait(2500)


def _letters_refused(window) -> None:
    _letters_form(window)
    form = window.pages.page.sheet.prepare.form
    form.line("reference").setText("F. No. 3/12-2026")
    form.line("folder").setText(str(Path.home()))
    form.keep_button.click()
    _settle_page(window)


def _letters_reply(window) -> None:
    _letters(window)
    _settle_page(window)
    window.pages.page.sheet.deeds.begin_reply()


def _settle_page(window) -> None:
    """Wait for what a page asks, which begins a moment after what changed."""
    _wait(300)
    while window.list.desk.asks or window.list.desk.work.running:
        _wait(50)


def _first_line(window) -> None:
    from PySide6.QtWidgets import QTableView

    table = window.pages.page.findChild(QTableView)
    table.setCurrentIndex(table.model().index(0, 0))
    _wait(100)


_PROTOCOL = """Protocol of the working group

1. The Sides took note of the tractors delivered so far and
agreed that the second batch is to leave the plant before the end of the year.

2. Both Sides agreed to meet again in the first half of 2027. The place is to be agreed
through diplomatic channels.

3. The Belarusian Side will send the draft of the roadmap within two weeks."""
_PROTOCOL_URDU = """ورکنگ گروپ کا پروٹوکول

1۔ فریقین نے اتفاق کیا کہ دوسری کھیپ سال کے اختتام سے پہلے روانہ ہو گی۔

2۔ فریقین نے 2027 کی پہلی ششماہی میں دوبارہ ملنے پر اتفاق کیا۔"""


def _with_text(window, language, text, *quotations):
    """Enter a source with a kept text and file, and what rests on its passages."""
    from app.domain.identity import SourceId, new_id
    from app.domain.particulars import Source, SourceKind

    source = Source(
        id=SourceId(new_id()), title="Protocol of the working group", language=language,
        publisher="Ministry of Industries", published="2026-11-20", kind=SourceKind.PRIMARY_TEXT,
    )  # fmt: skip
    register = window.list.desk.register
    points = [register.reader.find(each) for each in ("PK-BY/JMC-8/05", "PK-BY/JMC-8/30")]

    def enter(acts) -> None:
        acts.add_source(source)
        for number, each in enumerate(quotations):
            acts.add_evidence(points[number % 2], source.id, quotation=each, supports="due")
        acts.keep_text(source.id, text)
        acts.keep_file(source.id, b"%PDF-1.7" + bytes(3_400_000), "Protocol, signed.pdf")

    window.list.desk.run(lambda register: register.together("A protocol", enter))
    window.pages.page.show_target(source.id)
    _settle_page(window)


def _source_kept(window) -> None:
    _with_text(
        window,
        "en",
        _PROTOCOL,
        "agreed that the second batch is to leave the plant before the end of the year",
        "agreed to meet again in the first half of 2027",
        "will send the roadmap within two weeks",
    )


def _source_paste(window) -> None:
    _source_kept(window)
    window.pages.page.sheet.kept.paste.click()


def _source_text(window) -> None:
    _source_kept(window)
    window.pages.page.sheet.text_wanted.emit("")
    _settle_page(window)


def _source_quote(window) -> None:
    _source_text(window)
    reader = window.pages.page.views.reader
    reader.paper.setTextCursor(reader.paper.document().find("The place is to be agreed"))
    reader.quoting.begin_button.click()


def _source_text_urdu(window) -> None:
    _with_text(window, "ur", _PROTOCOL_URDU, "دوسری کھیپ سال کے اختتام سے پہلے روانہ ہو گی")
    window.pages.page.sheet.text_wanted.emit("")
    _settle_page(window)


def _focal_points(window) -> None:
    """Show a ministry with two focal points and one that was withdrawn; asks nobody."""
    from app.domain.focal_points import FocalPoint, FocalRole
    from app.domain.identity import new_id

    desk = window.list.desk
    (most,) = desk.register.reader.organisations_named("MoST")
    main, alternate, validator = FocalRole
    told = (
        ("Ayesha Khan", main, "Deputy Secretary (Bilateral)", "a.khan@most.example", "en"),
        ("بلال احمد", alternate, "سیکشن افسر", "b.ahmed@most.example", "ur"),
        ("Former Person", validator, "", "", ""),
    )
    for name, role, post, email, language in told:
        point = FocalPoint(
            id=new_id(),
            organisation=most.id,
            name=name,
            role=role,
            post=post,
            email=email,
            telephone="+92 51 000 0000" if role is main else "",
            language=language,
        )
        desk.run(lambda register, point=point: register.add_focal_point(point))
    desk.run(lambda register: register.withdraw_focal_point(point.id))
    window.pages.page.show_target(most.id)
    _wait(200)


def _ask_for_a_focal_point(window) -> None:
    _focal_points(window)
    section = window.pages.page.sheet.focal_points
    section.add.click()
    section.form.line("name").setText("Desk of the Joint Secretary")
    section.form.line("email").setText("desk at most.example")
    section.form.confirmed.emit()
    _wait(100)


def _look(window, day: date) -> None:
    """Look for reminders as the window did on a day."""
    from app.domain.clock import Clock
    from app.services import watching

    register = window.list.desk.register.again()
    at = AT - (DAY - day).days * 86_400_000
    register.clock = Clock(today=lambda: day, now=lambda: at)
    watching.shown(register, watching.look(register, "window"))
    register.close()
    window.list.desk.look_outside()
    _reread(window)


def _reread(window) -> None:
    page = window.pages.page
    page.outdate()
    _wait(50)
    while not page.settled:
        _wait(20)


def _reminders_first(window) -> None:
    _look(window, DAY)


def _reminders(window) -> None:
    """Back after three weeks: what fell due meanwhile, one snoozed, one acknowledged."""
    _look(window, date(2026, 10, 31))
    _look(window, DAY)
    desk, page = window.list.desk, window.pages.page
    late, done = page.listed.late[2], page.listed.late[0]
    desk.run(lambda r: r.snooze([e.occurrence for e in late.entries], "2026-11-30"))
    chosen = [entry.occurrence for entry in done.entries]
    desk.run(lambda register: register.acknowledge(chosen, "Closed by note 12-07/3391"))
    _reread(window)
    page.list.setFocus()


def _reminders_opened(window) -> None:
    from app.qt.views.reminder_acts import Deed

    _reminders(window)
    window.pages.page.do(Deed.OPEN)
    _wait(200)


def _reminders_unfolded(window) -> None:
    from app.qt.models.reminder_row import Part

    _reminders(window)
    page = window.pages.page
    for part in (Part.SETTLED, Part.LATE, Part.SILENT):
        page.list.stand_on(f"fold {part}")
        page.list.toggle()


def _reminders_snooze(window):
    _reminders(window)
    window.pages.page.act("snooze")
    return _opened(window, "snooze-menu")


def _reminders_note(window) -> None:
    from app.qt.views.reminder_acts import Deed

    _reminders(window)
    window.pages.page.do(Deed.NOTE)
    window.pages.page.asked.note_form.line("note").setText("Asked Minsk for a day by telephone")


def _reminder_rule(window) -> None:
    page = window.pages.page
    page.rows[next(iter(page.rows))].change.click()
    _wait(300)
    page.form.line("leads").setText("120 days, 40 days")
    _wait(500)


def _own_rule(window) -> None:
    from app.domain.reminder_rules import Point, ReminderRule, rule_id

    desk = window.list.desk
    identity = desk.register.reader.find("PK-BY/JMC-8/30")
    point = Point.AGREE_DAY
    rule = ReminderRule(
        id=rule_id(point, commitment=identity), commitment=identity, point=point, leads="P60D P14D"
    )
    desk.run(lambda register: register.set_reminder_rule(rule))
    _wait(400)


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


MATRIX = """Implementation matrix of the 8th JMC;;;;;
S.No;Para;Decision;Ministry/Agency;Timeline;Status
INDUSTRY;;;;;
1;3.1a;Assembly of tractors, phase two;MoIP / FBR;Q1 2026;Under process
2;3.99;Training centres for agricultural machinery;NAVTTC (lead), OP&HRD;by end of 2025;Implemented
3;3.98;Sending of experts;Minstry of Commerce;03/04/2026;Deferred
TRADE AND BANKING;;;;;
4;3.97;Meeting of the two central banks;SBP;within 30 days;Pending
5;3.96;Exchange of lists of exporters;TDAP;TBD;In progress. First list sent
6;;;MoC;soon;Pending
Total: 5;;;;;
"""
CHANGES = """Ref;Decision;Due;Status;Progress
PK-BY/JMC-8/05;Joint assembly plant: energy-efficient tractors;by 30 June 2027;Ongoing;Site chosen
PK-BY/JMC-8/23;Environmental action plan;;;
PK-BY/JMC-8/30;Ninth Joint Ministerial Commission;Q4 2026;;Dates offered by note 12/4
PK-BY/JMC-8/04;MoUs on skilled workforce exchange;31/12/2026;In progress;
PK-BY/XXX/01;;2027;;
"""
SCRIPTS = """№ п/п;Пункт;Наименование мероприятия;Исполнитель;Срок исполнения;Статус;عنوان
1;3.51;Проработать вопрос о поставках тракторов;МИД;до 1 июля 2026 г.;В работе;ٹریکٹروں کی فراہمی
2;3.52;Провести заседание рабочей группы;МИД;II квартал 2026;Снято с контроля;ورکنگ گروپ کا اجلاس
3;3.53;ٹریکٹر اسمبلی پلانٹ کا قیام;وزارت صنعت;03.04.2026;زیر التوا;صنعت
"""


def _table_in(window, text, *, session="PK-BY/JMC-8/01", **said):
    """Read a table on its page and wait until its rows were tried."""
    folder = window.list.desk.register.store.path.parent
    path = folder / "Implementation matrix.csv"
    path.write_text(text, encoding="utf-8")
    window.tables.read(str(path))
    _import_settled(window)
    window.pages.page.work.ask(session=session, owed_by="PK", **said)
    _import_settled(window)


def _import_settled(window) -> None:
    page = window.pages.page
    for _ in range(100):
        _wait(30)
        if not page.work.running and not window.list.desk.asks:
            return


def _import(window) -> None:
    _table_in(window, MATRIX)
    window.pages.page.grid.stand_on(6)
    window.pages.page.grid.setFocus()


_ANSWERS = {
    "Timeline": "dmy",
    "Status@Deferred": "on hold",
    "Ministry/Agency@Minstry of Commerce": "Ministry of Commerce",
}


def _import_answered(window) -> None:
    _table_in(window, MATRIX, answers=_ANSWERS)


def _import_question(window):
    _import(window)
    page = window.pages.page
    page.grid.opened.emit(page.grid.current)
    return _opened(window, "import-answers")


def _import_changed(window) -> None:
    _table_in(window, CHANGES, session="")
    window.pages.page.grid.stand_on(2)


def _import_came(window) -> None:
    _import_answered(window)
    window.pages.page.take_over()
    _import_settled(window)
    _wait(400)
    _import_settled(window)


def _import_refused(window) -> None:
    path = window.list.desk.register.store.path.with_name("protocol.csv")
    path.write_bytes(b"%PDF-1.7 something")
    window.tables.read(str(path))
    _wait(300)


def _import_scripts(window) -> None:
    _table_in(window, SCRIPTS)
    window.pages.page.grid.stand_on(3)


def _import_doubts(window) -> None:
    from tests.services.intake.messy import dates_csv

    _table_in(window, dates_csv().decode(), session="")
    window.pages.page.grid.stand_on(10)


def _calendar_import(window):
    """A calendar file that was on a phone: moved, marked done, cancelled, and one of others."""
    from app.services.calendar_file import export_calendar

    register = window.list.desk.register
    refs = ("PK-BY/JMC-8/30", "PK-BY/SUM-2024-11/18", "PK-BY/SUM-2024-11/20", "PK-BY/JMC-8/05")
    target = register.store.path.with_name("phone.ics")
    export_calendar(register.reader, [register.reader.find(each) for each in refs], DAY, target)
    text = target.read_bytes().decode()
    for old, new in (
        ("DATE:20261231", "DATE:20261014"),
        ("DATE:20270101", "DATE:20261015"),
        ("20241126\r\n", "20241126\r\nCOMPLETED:20241126T140000Z\r\n"),
        ("DATE:20241211\r\n", "DATE:20241211\r\nSTATUS:CANCELLED\r\n"),
        (
            "END:VCALENDAR",
            "BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Visit\r\nDTSTART:20270301\r\nEND:VEVENT\r\nEND:VCALENDAR",
        ),
    ):
        text = text.replace(old, new, 1)
    target.write_bytes(text.encode())
    window.imports.read(str(target))
    _wait(1500)
    return _opened(window, "calendar-decisions")


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
        ("comments awaited", "2024-09-02", "BY"),
        ("comments received", "2024-09-30", "BY"),
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

    settings = window.state._settings  # noqa: SLF001 - where the window keeps its own
    return PreferencesDialog(LivePreferences(settings), look, DAY, window)


def _reminding(look, window):
    return _reminding_on(look, window, "linux")


def _reminding_unusable(look, window):
    return _reminding_on(look, window, "sunos")


def _reminding_on(look, window, platform):
    """Reminders while the window is closed, on a system that takes whatever it is told."""
    from contextlib import suppress

    from app.domain.errors import ServandaError
    from app.paths import folders
    from app.qt.views.reminding_dialog import RemindingDialog, RemindingOf
    from app.services import watching
    from app.services.schedules.scheduler import Ran, Surroundings
    from app.services.scheduling import Scheduling
    from app.services.watch_settings import change_settings

    register = window.list.desk.register
    home = register.store.path.parent
    place = folders(home)
    around = Surroundings(
        platform=platform,
        home=home,
        environment={},
        run=lambda command: Ran(code=0),
    )
    scheduling = Scheduling(place, around)
    with suppress(ServandaError):
        scheduling.switch_on(AT)
    change_settings(place, lambda now: now.watching(register.store.path, AT))
    change_settings(place, lambda now: now.watching(home / "stick" / "before-2020.servanda", AT))
    watching.look(register, "helper")
    of = RemindingOf(
        folders=place, clock=register.clock, actor="desk officer", scheduling=scheduling
    )
    dialog = RemindingDialog(look, of, window)
    dialog.changed.connect(lambda: dialog.setProperty("told", True))
    dialog.show()
    while not dialog.property("told"):
        _wait(20)
    _wait(100)
    return dialog


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


def _hang_a_new_one(window) -> None:
    window.actions_by_name["new"].trigger()
    window.form.title.setText("Joint seed laboratory")
    window.form.due.setText("two weeks after the next session")
    window.form.anchor.other.setText("PK-BY/JMC-8/30 Ninth Joint Ministerial Commission")


def _leave_half_done(window):
    _ask_about_a_new_one(window)
    window.close()
    return _opened(window, "leaving")


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
    asked = {"asked_on": "2025-03-02", "asked_by": "BY", "reason": "elections"}
    agreed = {"agreed_on": "2025-03-05", "agreed_by": "both"}
    desk.run(lambda register: register.postpone(identity, later, **asked, **agreed))


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
    "decide": _decide,
    "decided": _decided,
    "decided-report": _decided_report,
    "shared-report": _shared_report,
    "refused-report": _refused_report,
    "pack": _pack,
    "a-moment": _a_moment,
    "calendar-filled": _calendar_filled,
    "calendar-may": _calendar_may,
    "calendar-april": _calendar_april,
    "calendar-correct": _calendar_correct,
    "first-line": _first_line,
    "source-kept": _source_kept,
    "source-paste": _source_paste,
    "source-text": _source_text,
    "source-quote": _source_quote,
    "source-text-urdu": _source_text_urdu,
    "focal-points": _focal_points,
    "focal-points-asked": _ask_for_a_focal_point,
    "letters": _letters,
    "letters-form": _letters_form,
    "inputs-form": _inputs_form,
    "inputs-back": _inputs_back,
    "inputs-came": _inputs_came,
    "letters-refused": _letters_refused,
    "letters-reply": _letters_reply,
    "reminders": _reminders,
    "reminders-first": _reminders_first,
    "reminders-opened": _reminders_opened,
    "reminders-unfolded": _reminders_unfolded,
    "reminders-snooze": _reminders_snooze,
    "reminders-note": _reminders_note,
    "reminder-rule": _reminder_rule,
    "own-rule": _own_rule,
    "today-tables": _tables,
    "bin": _bin,
    "erase": _erase,
    "filtered": _filtered,
    "filter-values": _filter_values,
    "choose-columns": _columns,
    "bulk": _bulk,
    "calendar-import": _calendar_import,
    "import": _import,
    "import-answered": _import_answered,
    "import-question": _import_question,
    "import-changed": _import_changed,
    "import-came": _import_came,
    "import-refused": _import_refused,
    "import-scripts": _import_scripts,
    "import-doubts": _import_doubts,
    "import-none": _session,
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
    "new-hung": _hang_a_new_one,
    "leaving-asked": _leave_half_done,
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
    "reminding-shown": _reminding,
    "reminding-unusable": _reminding_unusable,
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
