"""Hands that press, write and click at random, beside a program that writes and locks.

Nothing may raise, the panel shows the row one stands on, and the register stays whole.
"""

from __future__ import annotations

import os
import random
from contextlib import ExitStack, suppress

import pytest
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QPlainTextEdit

from app.domain.errors import ServandaError

KEYS = """
    Ctrl+F Return Down Up Esc Tab Shift+Tab Ctrl+N Ctrl+M Ctrl+D Ctrl+Shift+N Space Del Ctrl+Z
    Ctrl+Y Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+0 F5 F2 F6 Shift+F6 Ctrl+Return Home End Ctrl+A Shift+Down
    Ctrl+Shift+R Ctrl+Shift+C PgDown Backspace F1 Ctrl+End Ctrl+4 Ctrl+5 Ctrl+6 Ctrl+7 Ctrl+8
    Ctrl+9 Ctrl+Alt+0 Alt+Left Ctrl+K Ctrl+B Ctrl+R Shift+Del Ctrl+Shift+E Ctrl+Shift+S F9 Left
    Right Ctrl+F6
""".split()  # noqa: SIM905 - as a list it would fill the page
TEXTS = ["tractor", "2026-05", "2025-02-30", "both", "PK", "", "=1+1", "زرعی", "MoFA", "a" * 600]
STEPS = int(os.environ.get("RANDOM_STEPS", "120"))
SEEDS = int(os.environ.get("RANDOM_SEEDS", "2"))


class Chance:
    """Does one thing after another, drawn from a seed; `done` tells what, for who looks into it."""

    def __init__(self, seed, window, hands, other, lock):
        self.draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.window, self.hands, self.other, self._lock = window, hands, other, lock
        self.done = []
        self._held = ExitStack()
        self._locked = False
        self._menus = QTimer(window)
        self._menus.timeout.connect(self.leave_menu)
        self._menus.start(15)

    def step(self):
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            dialog.reject()
        self.hands.back_to(self.window)
        acts = (self.press, self.write, self.click, self.stand, self.outside, self.lock)
        (act,) = self.draw.choices(acts, (50, 20, 20, 5, 4, 3))
        self.done.append(act.__name__)
        act()

    def finish(self):
        self.release()
        self._menus.stop()

    def press(self):
        self.hands.press(self.draw.choice(KEYS))

    def write(self):
        editor, text = QApplication.focusWidget(), self.draw.choice(TEXTS)
        if isinstance(editor, QLineEdit):
            editor.selectAll()
            editor.insert(text)
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)

    def click(self):
        buttons = [
            each
            for each in self.window.findChildren(QAbstractButton)
            if each.isVisible()
            and each.isEnabled()
            and each.objectName() not in ("", "empty-sample")
        ]
        self.hands.click(self.draw.choice(buttons))

    def stand(self):
        rows = self.window.list.model.rowCount()
        if rows:
            self.window.list.table.stand_on(self.draw.randrange(rows))

    def outside(self):
        row = self.window.list.row
        if row is None or self._locked:
            return
        acts = (
            lambda: self.other.amend(row.id, sector=self.draw.choice(TEXTS)),
            lambda: self.other.note(row.id, "From outside"),
            lambda: self.other.discard([row.id]),
            self.other.undo,
        )
        with suppress(ServandaError):
            self.draw.choice(acts)()

    def lock(self):
        if self._locked:
            self.release()
            return
        with suppress(ServandaError):
            self._held.enter_context(self._lock(self.draw.choice(["IMMEDIATE", "EXCLUSIVE"])))
            self._locked = True

    def release(self):
        self._held.close()
        self._locked = False

    def leave_menu(self):
        menu = QApplication.activePopupWidget()
        if menu is None:
            return
        entries = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
        if hasattr(menu, "setActiveAction") and entries and self.draw.random() < 0.5:
            menu.setActiveAction(self.draw.choice(entries))
            self.hands.press("Return")
        else:
            menu.close()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEEDS))
def test_hands_at_random_break_nothing(
    qtbot, window, hands, sample_desk, sample_path, opened, locked, seed
):
    chance = Chance(
        seed, window, hands, opened(sample_path), lambda kind: locked(sample_path, kind)
    )
    for _ in range(STEPS):
        chance.step()
        QCoreApplication.processEvents()
        current = window.pages.page.current
        if window.list.settled and current is not None and window.detail.identity is not None:
            shown = (window.pages.key, chance.done[-4:])
            assert window.detail.identity == current, shown
    chance.finish()
    qtbot.waitUntil(lambda: window.list.settled and not sample_desk.waits)
    assert sample_desk.register.store.check() == []
