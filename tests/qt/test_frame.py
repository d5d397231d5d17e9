"""What leads out of a window: another register, a new one, the first question, preferences."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from shiboken6 import isValid

from app.domain.errors import StorageError
from app.qt.application import WindowOptions, run
from app.qt.frame import Frame
from app.qt.instance import Doorbell, call_first
from app.qt.preferences import Days, IsoDays, Preferences, Scheme, StartPage
from app.qt.recent import recent_registers
from app.qt.views.main_window import MainWindow
from app.qt.views.new_register import NewRegister
from app.qt.views.preferences_dialog import PreferencesDialog
from app.qt.views.reminding_dialog import RemindingDialog
from app.qt.views.start_failed import StartFailed
from app.services.opening import create_register
from app.services.watch_settings import read_settings
from app.store.driver import connect

ROOT = Path(__file__).resolve().parents[2]
PLANT = "PK-BY/JMC-8/05"


def frame_of(window):
    return window.findChild(Frame)


def windows():
    """The windows that are shown and have all that belongs to them."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, MainWindow)
        and each.isVisible()
        and frame_of(each) is not None
        and each.list.settled
    ]


@pytest.fixture
def at_the_list(places):
    """The window opens with the list of commitments, ungrouped."""
    settings = QSettings(str(places.state / "window.ini"), QSettings.Format.IniFormat)
    settings.setValue("preferences/start", "last")
    settings.setValue("list/group", "none")


class Player:
    """Does one thing in each window that the program shows, and closes the last."""

    def __init__(self, acts):
        self.left, self.seen, self.failed = list(acts), [], []

    def go(self):
        shown = [each for each in windows() if each not in self.seen]
        if not shown:
            QTimer.singleShot(5, self.go)
            return
        (window,) = shown
        self.seen.append(window)
        try:
            self.left.pop(0)(window)
        except BaseException as error:  # noqa: BLE001 - raised again once the window is closed
            self.failed.append(error)
        if self.left and not self.failed:
            QTimer.singleShot(5, self.go)
        elif isValid(window):
            window.close()


@pytest.fixture
def play(at_the_list, look, places, clock):
    """Start the program, let a player play, and return the exit code."""

    def played(*acts, register=None, **more):
        player = Player(acts)
        QTimer.singleShot(0, player.go)
        options = WindowOptions(
            register=register, folders=places, clock=clock, actor="officer", **more
        )
        code = run(options)
        for each in QApplication.topLevelWidgets():
            each.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        if player.failed:
            raise player.failed[0]
        assert not player.left
        return code

    return played


@pytest.fixture
def other(tmp_path, places, clock):
    """Another register, in which nothing was promised yet."""
    path = tmp_path / "other.servanda"
    create_register(path, places, clock, "officer").close()
    return path


@pytest.fixture
def kept(places):
    """The window's own settings, as they lie on the disk now."""
    return lambda: QSettings(str(places.state / "window.ini"), QSettings.Format.IniFormat)


def title(window):
    return window.windowTitle().partition(" – ")[0]


def test_another_register_takes_the_place_of_the_present_one(play, sample_path, other):
    titles, windows = [], []

    def leave(window):
        titles.append(title(window))
        windows.append(window)
        frame_of(window).open_register(other)

    def look_around(window):
        titles.append(title(window))
        assert window.list.model.rowCount() == 0
        assert not isValid(windows[0])

    assert play(leave, look_around, register=sample_path) == 0
    assert titles == [sample_path.name, other.name]


def test_one_can_go_to_and_fro(play, sample_path, other):
    titles = []

    def to(path):
        def go(window):
            titles.append(title(window))
            frame_of(window).open_register(path)

        return go

    acts = [to(other), to(sample_path), to(other), lambda window: titles.append(title(window))]
    assert play(*acts, register=sample_path) == 0
    assert titles == [sample_path.name, other.name] * 2


def test_what_is_being_typed_is_written_before_another_register_opens(
    play, sample_path, other, opened
):
    def leave(window):
        window.list.select(opened(sample_path).reader.find(PLANT))
        window.detail.title.editor.setFocus()
        window.detail.title.editor.setPlainText("Half typed")
        frame_of(window).open_register(other)

    assert play(leave, lambda window: None, register=sample_path) == 0
    reader = opened(sample_path).reader
    assert reader.row(reader.find(PLANT)).title == "Half typed"


def test_a_write_that_waits_is_made_before_another_register_opens(
    play, sample_path, other, opened, locked, qtbot
):
    def leave(window):
        desk = frame_of(window)._desk  # noqa: SLF001 - the window's own
        with locked(sample_path):
            desk.run(lambda register: register.note(register.reader.find(PLANT), "Letter sent."))
            assert desk.waits
            frame_of(window).open_register(other)
            assert window.isVisible()

    assert play(leave, lambda window: None, register=sample_path) == 0
    reader = opened(sample_path).reader
    assert [each.text for each in reader.dossier(reader.find(PLANT)).notes] == ["Letter sent."]


def test_a_write_that_is_refused_keeps_the_window_and_its_register(
    play, sample_path, other, locked, qtbot
):
    def leave(window):
        frame = frame_of(window)
        desk = frame._desk  # noqa: SLF001 - the window's own

        def fail(register):
            raise StorageError("The disk is full. Nothing was changed.")

        with locked(sample_path) as release:
            desk.run(lambda register: register.note(register.reader.find(PLANT), "Letter sent."))
            desk.run(fail)
            frame.open_register(other)
            assert frame.following is not None
            release()
            qtbot.waitUntil(lambda: not desk.waits)
        qtbot.wait(1)
        assert window.isVisible()
        assert frame.following is None

    assert play(leave, register=sample_path) == 0


def test_a_register_that_cannot_be_opened_leaves_the_officer_where_he_was(
    play, sample_path, tmp_path
):
    damaged = tmp_path / "damaged.servanda"
    damaged.write_bytes(b"Dear colleague")

    def leave(window):
        frame_of(window).open_register(damaged)
        dialog = window.findChild(StartFailed)
        assert dialog.isVisible()
        assert "is not a register" in dialog.sentence.text()
        assert dialog.findChild(QPushButton, "cannot-open-leave").text() == "Close"
        dialog.reject()
        assert window.isVisible()
        assert window.list.model.rowCount() == 76

    assert play(leave, register=sample_path) == 0


def test_one_that_cannot_be_shown_after_all_offers_ways_on(play, sample_path, other, tmp_path):
    titles = []

    def leave(window):
        titles.append(title(window))
        connection = connect(other)
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("DROP TABLE commitment")
        connection.close()
        QTimer.singleShot(0, answer)
        frame_of(window).open_register(other)

    def answer():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, StartFailed):
            QTimer.singleShot(5, answer)
            return
        titles.append(dialog.sentence.text())
        dialog._chosen(str(sample_path))  # noqa: SLF001 - what its file dialog tells

    assert play(leave, lambda window: titles.append(title(window)), register=sample_path) == 0
    assert titles[0] == titles[2] == sample_path.name
    assert "damaged" in titles[1]


def test_from_one_that_cannot_be_opened_there_is_a_way_to_another(
    play, sample_path, tmp_path, other
):
    def leave(window):
        frame_of(window).open_register(tmp_path / "gone.servanda")
        window.findChild(StartFailed)._chosen(str(other))  # noqa: SLF001 - what its dialog tells

    titles = []
    assert play(leave, lambda window: titles.append(title(window)), register=sample_path) == 0
    assert titles == [other.name]


def test_the_register_that_is_open_already_just_comes_forward(play, sample_path, tmp_path):
    link = tmp_path / "link.servanda"
    link.symlink_to(sample_path)

    def stay(window):
        window.showMinimized()
        frame_of(window).open_register(link)
        assert frame_of(window).following is None
        assert not window.isMinimized()

    assert play(stay, register=sample_path) == 0


BELL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.qt.instance import Doorbell
app = QCoreApplication([])
bell = Doorbell(Path(sys.argv[1]))
bell.rung.connect(lambda: print("rung", flush=True))
print("listens" if bell.listen() else "silent", flush=True)
app.exec()
"""


def test_a_register_that_is_open_elsewhere_is_left_to_the_window_that_has_it(
    play, sample_path, other
):
    elsewhere = subprocess.Popen(
        [sys.executable, "-c", BELL, str(other)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )

    def stay(window):
        assert elsewhere.stdout.readline() == "listens\n"
        frame_of(window).open_register(other)
        assert elsewhere.stdout.readline() == "rung\n"
        assert window.isVisible()
        assert frame_of(window).following is None

    try:
        assert play(stay, register=sample_path) == 0
    finally:
        elsewhere.kill()
        elsewhere.communicate(timeout=30)


def test_without_a_path_the_officer_is_asked(play, sample_path, other):
    def leave(window):
        frame_of(window).open_register()
        dialog = window.findChild(QFileDialog, "open-register")
        assert dialog.isVisible()
        dialog.fileSelected.emit(str(other))
        dialog.close()

    titles = []
    assert play(leave, lambda window: titles.append(title(window)), register=sample_path) == 0
    assert titles == [other.name]


def test_a_new_register_is_made_and_shown(play, sample_path, places, opened):
    def leave(window):
        frame_of(window).new_register()
        dialog = window.findChild(NewRegister)
        write(dialog, first="PK", second="tr", first_name="Pakistan", second_name="Türkiye")
        dialog.begin_button.click()

    titles = []
    assert play(leave, lambda window: titles.append(title(window)), register=sample_path) == 0
    assert titles == ["pakistan-turkiye.servanda"]
    (pair,) = opened(places.data / titles[0]).reader.relations()
    assert (pair.code, pair.first_name, pair.second_name) == ("PK-TR", "Pakistan", "Türkiye")


def test_a_register_that_cannot_be_made_is_refused_in_its_dialog(play, sample_path, places):
    def stay(window):
        frame_of(window).new_register()
        dialog = window.findChild(NewRegister)
        (places.data / "in-the-way").write_text("")
        write(dialog, first="PK", second="BY", first_name="Pakistan", second_name="Belarus")
        write(dialog, path=str(places.data / "in-the-way" / "r.servanda"))
        dialog.begin_button.click()
        assert dialog.isVisible()
        assert "cannot be made" in dialog.findChild(QLabel, "new-register-error-path").text()
        assert dialog.begin_button.isEnabled()
        dialog.reject()

    assert play(stay, register=sample_path) == 0


def test_the_officers_own_register_asks_for_its_countries_when_it_is_made(play, places, opened):
    def answer(window):
        dialog = window.findChild(NewRegister)
        assert dialog.isVisible()
        assert dialog.findChild(QLineEdit, "new-register-path") is None
        write(dialog, first="PK", second="BY", first_name="Pakistan", second_name="Belarus")
        dialog.begin_button.click()
        assert not isValid(dialog) or not dialog.isVisible()

    assert play(answer) == 0
    assert [each.code for each in opened(places.register).reader.relations()] == ["PK-BY"]


def test_the_countries_can_be_named_later_and_are_not_asked_for_again(play, places, opened):
    def later(window):
        window.findChild(QPushButton, "new-register-leave").click()

    def look_around(window):
        assert window.findChild(NewRegister) is None

    assert play(later) == 0
    assert opened(places.register).reader.relations() == []
    assert play(look_around) == 0


def test_closing_over_the_first_question_leaves_the_register_as_it_was_made(play, places, opened):
    assert play(lambda window: None) == 0
    assert opened(places.register).reader.relations() == []


def test_registers_are_remembered_the_latest_first_but_the_sample_is_not(
    play, sample_path, other, kept
):
    assert (
        play(
            lambda window: frame_of(window).open_register(other),
            lambda window: None,
            register=sample_path,
        )
        == 0
    )
    assert play(lambda window: None, sample=True) == 0
    assert [each.path for each in recent_registers(kept())] == [other, sample_path]


def test_from_the_sample_one_can_go_on_to_a_register(play, other):
    titles = []
    assert (
        play(
            lambda window: frame_of(window).open_register(other),
            lambda window: titles.append((title(window), window.banner.isVisible())),
            sample=True,
        )
        == 0
    )
    assert titles == [(other.name, False)]


def test_nobody_else_listens_while_the_window_is_open_and_nobody_after(play, sample_path):
    def stay(window):
        assert window.findChild(Doorbell) is not None
        assert Doorbell(sample_path).listen() is False

    assert play(stay, register=sample_path) == 0
    assert not call_first(sample_path)


def test_preferences_act_at_once_and_are_kept(play, sample_path, kept, qapp):
    shown = []

    def choose(window):
        frame_of(window).prefer()
        dialog = window.findChild(PreferencesDialog)
        window.list.select(window.list.model.row_at(0).id)
        heights = [window.list.table.rowHeight(0)]
        dialog.text_size.setValue(150)
        heights.append(window.list.table.rowHeight(0))
        assert heights[1] > heights[0]
        dialog.compact.click()
        assert window.list.table.rowHeight(0) < heights[1]
        assert window.actions_by_name["compact"].isChecked()
        dialog.findChild(object, "preferences-days-iso").click()
        dialog.findChild(object, "preferences-scheme-dark").click()
        shown.append(window.detail.timing.headline.text())
        dialog.findChild(object, "preferences-days-named").click()
        shown.append(window.detail.timing.headline.text())
        dialog.text_size.setValue(100)
        dialog.reject()

    try:
        assert play(choose, register=sample_path) == 0
        assert Preferences.load(kept()) == Preferences(
            compact=True, scheme=Scheme.DARK, start=StartPage.LAST
        )
    finally:
        qapp.styleHints().unsetColorScheme()
    assert shown == ["2024-11-26", "26 Nov 2024"]


def test_the_windows_own_command_for_rows_is_the_same_preference(play, sample_path):
    def choose(window):
        frame_of(window).prefer()
        dialog = window.findChild(PreferencesDialog)
        window.actions_by_name["compact"].trigger()
        assert dialog.compact.isChecked()
        assert frame_of(window).preferences.now.compact
        dialog.reject()

    assert play(choose, register=sample_path) == 0


def test_days_are_written_as_preferred_from_the_first_picture(play, sample_path, kept, qapp):
    Preferences(days=Days.ISO, start=StartPage.LAST).save(kept())
    found = []

    def look_around(window):
        row = window.list.model.row_at(0)
        window.list.select(row.id)
        found.append(window.detail.timing.headline.text())

    assert play(look_around, register=sample_path) == 0
    qapp.removeTranslator(qapp.findChild(IsoDays))
    qapp.findChild(IsoDays).setParent(None)
    assert found == ["2024-11-26"]


def write(dialog, **texts):
    """Write into the named fields as a person does, over what is there."""
    for name, text in texts.items():
        line = dialog.findChild(QLineEdit, f"new-register-{name}")
        line.setText(text)
        line.textEdited.emit(text)


# --- a past day ----------------------------------------------------------------------------------


def look_back_on(window, day):
    from PySide6.QtTest import QTest

    from app.qt.views.as_of_dialog import AsOfDialog

    window.actions_by_name["as-of"].trigger()
    dialog = window.findChild(AsOfDialog)
    dialog.day.clear()
    QTest.keyClicks(dialog.day, day)
    dialog.show_day.click()


def test_a_past_day_takes_the_place_of_the_register_and_leads_back_to_it(play, sample_path):
    seen = []

    def tell(window):
        seen.append((title(window), window.list.model.rowCount(), window.looking.back))

    def look(window):
        tell(window)
        look_back_on(window, "2024-12-31")

    def back(window):
        tell(window)
        window.banner.button.click()

    assert play(look, back, tell, register=sample_path) == 0
    name = sample_path.name
    assert seen == [(name, 76, False), (f"{name}, 31 Dec 2024", 31, True), (name, 76, False)]


def test_from_a_past_day_one_can_look_at_another(play, sample_path):
    seen = []

    def look(day):
        def go(window):
            seen.append(window.list.model.rowCount())
            look_back_on(window, day)

        return go

    acts = [look("2024-12-31"), look("2025-03-01"), lambda w: seen.append(w.list.model.rowCount())]
    assert play(*acts, register=sample_path) == 0
    assert seen == [76, 31, 63]


def test_the_sample_is_thrown_away_after_a_look_back_as_well(play):
    banners = []

    def words(window):
        banners.append(window.banner.accessibleName())

    def look(window):
        words(window)
        look_back_on(window, "2024-12-31")

    def back(window):
        words(window)
        window.actions_by_name["present"].trigger()

    assert play(look, back, words, sample=True) == 0
    assert "sample register" in banners[0]
    assert banners[1] == "As of 31 Dec 2024, by what had happened."
    assert banners[2] == banners[0]


def test_where_the_register_is_gone_meanwhile_one_stays_on_the_past_day(play, sample_path):
    def look(window):
        look_back_on(window, "2024-12-31")

    def back(window):
        sample_path.rename(sample_path.with_suffix(".away"))
        window.banner.button.click()
        dialog = window.findChild(StartFailed)
        assert dialog.isVisible()
        dialog.reject()
        assert window.isVisible()
        sample_path.with_suffix(".away").rename(sample_path)

    assert play(look, back, register=sample_path) == 0


def leaving_button(window, name):
    (found,) = [each for each in window.findChildren(QPushButton, name) if each.isVisible()]
    return found


def begin_a_ferry(window):
    window.deeds.begin_new()
    window.form.title.setText("A ferry")


def test_what_was_begun_is_asked_about_before_another_register_takes_its_place(
    play, sample_path, other
):
    titles = []

    def leave(window):
        begin_a_ferry(window)
        frame_of(window).open_register(other)
        assert frame_of(window).following is not None
        leaving_button(window, "leaving-discard").click()

    def look_around(window):
        titles.append(title(window))

    assert play(leave, look_around, register=sample_path) == 0
    assert titles == [other.name]


def test_where_what_was_begun_is_kept_the_register_stays(play, sample_path, other):
    def stay(window):
        begin_a_ferry(window)
        frame_of(window).open_register(other)
        leaving_button(window, "leaving-keep").click()
        assert frame_of(window).following is None
        assert window.isVisible()
        assert window.form.title.text() == "A ferry"
        window.leaving.give_up()

    assert play(stay, register=sample_path) == 0
    connect(other).close()  # nobody holds it any more


def test_the_program_goes_where_it_was_told_to(play, sample_path, qtbot):
    def there(window):
        identity = window.list.desk.register.reader.find(PLANT)
        qtbot.waitUntil(lambda: window.detail.identity == identity)
        assert window.pages.page.current == identity

    assert play(there, register=sample_path, goal=f"open {PLANT}") == 0


def test_a_window_goes_where_a_second_start_asks_it_to(play, sample_path, qtbot):
    def led(window):
        identity = window.list.desk.register.reader.find(PLANT)
        frame_of(window).lead_to("page reminders")
        assert window.pages.key == "reminders"
        frame_of(window).lead_to(f"open {PLANT}")
        qtbot.waitUntil(lambda: window.pages.page.current == identity)
        frame_of(window).lead_to("page nowhere")
        frame_of(window).lead_to("nonsense")
        assert window.pages.page.current == identity

    assert play(led, register=sample_path) == 0


def test_a_record_that_is_not_there_is_said_and_one_stays_where_one_is(play, sample_path, qtbot):
    def astray(window):
        refused = []
        window.list.desk.refused.connect(refused.append)
        before = window.pages.key
        frame_of(window).lead_to("open PK-BY/NOTHING")
        qtbot.waitUntil(lambda: bool(refused))
        assert "PK-BY/NOTHING" in str(refused[0])
        assert window.pages.key == before

    assert play(astray, register=sample_path) == 0


def test_a_register_that_is_opened_is_looked_after_and_the_sample_is_not(
    play, sample_path, other, places
):
    def look_around(window):
        frame_of(window).open_register(other)

    assert play(look_around, lambda window: None, register=sample_path) == 0
    looked_after = [each.path for each in read_settings(places).registers]
    assert looked_after == [sample_path, other]
    assert play(lambda window: None, sample=True) == 0
    assert [each.path for each in read_settings(places).registers] == looked_after


def test_the_preferences_lead_to_reminders_while_the_program_is_closed(play, sample_path, qtbot):
    def prefer(window):
        frame_of(window).prefer()
        dialog = window.findChild(PreferencesDialog)
        dialog.findChild(QPushButton, "preferences-reminding").click()
        found = dialog.findChild(RemindingDialog)
        assert found.isVisible()
        qtbot.waitUntil(lambda: not found.work.running)
        found.close()
        dialog.close()

    assert play(prefer, register=sample_path) == 0
