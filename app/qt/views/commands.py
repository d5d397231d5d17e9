"""Every command of the window, once: its words, its keys, where it stands in the menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar

from app.qt.look.words import QT_TRANSLATE_NOOP

_NOOP = QT_TRANSLATE_NOOP
Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. `writes` is off in a register that is only read, `needs` says on what it acts.

    `needs` is “” (always there), “row” (a commitment), “rows” (one or several) or “log”: what the
    log holds decides, which the window says itself.
    """

    name: str
    menu: str
    text: str
    keys: tuple[Keys, ...] = ()
    writes: bool = False
    needs: str = ""
    checkable: bool = False
    gap: bool = False


_K = QKeySequence.StandardKey

MENUS = (
    ("file", _NOOP("Commands", "&File")),
    ("edit", _NOOP("Commands", "&Edit")),
    ("view", _NOOP("Commands", "&View")),
    ("commitment", _NOOP("Commands", "&Commitment")),
    ("help", _NOOP("Commands", "&Help")),
)

COMMANDS = (
    Command(name="new", menu="file", text=_NOOP("Commands", "&New commitment"), keys=(_K.New,),
            writes=True),
    Command(name="export", menu="file", text=_NOOP("Commands", "&Export this view to CSV…"),
            keys=("Ctrl+E",), gap=True),
    Command(name="quit", menu="file", text=_NOOP("Commands", "&Quit"), keys=("Ctrl+Q",), gap=True),
    Command(name="undo", menu="edit", text=_NOOP("Commands", "&Undo"), keys=(_K.Undo,),
            writes=True, needs="log"),
    Command(name="redo", menu="edit", text=_NOOP("Commands", "&Redo"),
            keys=("Ctrl+Shift+Z", "Ctrl+Y"), writes=True, needs="log"),
    Command(name="find", menu="edit", text=_NOOP("Commands", "&Find"), keys=(_K.Find,), gap=True),
    Command(name="copy", menu="edit", text=_NOOP("Commands", "&Copy the selected rows"),
            keys=("Ctrl+Shift+C",), needs="rows"),
    Command(name="overdue", menu="view", text=_NOOP("Commands", "&Overdue"), keys=("Ctrl+1",),
            checkable=True),
    Command(name="due-soon", menu="view", text=_NOOP("Commands", "&Due in 30 days"),
            keys=("Ctrl+2",), checkable=True),
    Command(name="open", menu="view", text=_NOOP("Commands", "O&pen"), keys=("Ctrl+3",),
            checkable=True),
    Command(name="all", menu="view", text=_NOOP("Commands", "&The whole register"),
            keys=("Ctrl+0",)),
    Command(name="compact", menu="view", text=_NOOP("Commands", "&Compact rows"),
            keys=("Ctrl+Shift+R",), checkable=True, gap=True),
    Command(name="list", menu="view", text=_NOOP("Commands", "Go to the &list"), keys=("F6",),
            gap=True),
    Command(name="detail", menu="view", text=_NOOP("Commands", "Go to the d&etails"),
            keys=("Shift+F6",), needs="row"),
    Command(name="refresh", menu="view", text=_NOOP("Commands", "&Refresh"), keys=("F5",)),
    Command(name="edit-title", menu="commitment", text=_NOOP("Commands", "Edit the &title"),
            keys=("F2",), writes=True, needs="row"),
    Command(name="move", menu="commitment", text=_NOOP("Commands", "Change the &status…"),
            keys=("Ctrl+M",), writes=True, needs="row"),
    Command(name="note", menu="commitment", text=_NOOP("Commands", "Add a progress &note"),
            keys=("Ctrl+Shift+N",), writes=True, needs="row"),
    Command(name="due", menu="commitment", text=_NOOP("Commands", "Change the &date"),
            keys=("Ctrl+D",), writes=True, needs="row"),
    Command(name="organisation", menu="commitment",
            text=_NOOP("Commands", "Add a &ministry or agency…"), writes=True, gap=True),
    Command(name="discard", menu="commitment", text=_NOOP("Commands", "Discard into the &bin"),
            keys=(_K.Delete,), writes=True, needs="rows", gap=True),
    Command(name="keys", menu="help", text=_NOOP("Commands", "&Help"), keys=("F1",)),
    Command(name="about", menu="help", text=_NOOP("Commands", "&About Servanda")),
)  # fmt: skip


def build(
    window: QMainWindow, menus: QMenuBar, acts: dict[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Fill the menus and return the actions by name; `acts` holds what each command does."""
    made: dict[str, QAction] = {}
    for key, title in MENUS:
        menu = menus.addMenu(QCoreApplication.translate("Commands", title))
        menu.setObjectName(f"menu-{key}")
        for command in COMMANDS:
            if command.menu != key:
                continue
            if command.gap:
                menu.addSeparator()
            action = QAction(QCoreApplication.translate("Commands", command.text), window)
            action.setObjectName(f"command-{command.name}")
            action.setShortcuts([QKeySequence(keys) for keys in command.keys])
            action.setCheckable(command.checkable)
            action.triggered.connect(acts[command.name])
            menu.addAction(action)
            made[command.name] = action
    return made


def enable(actions: dict[str, QAction], *, read_only: bool, rows: int) -> None:
    """Allow what can be done now: in a register only read, and with so many rows selected."""
    for command in (each for each in COMMANDS if each.needs != "log"):
        on = not (command.writes and read_only)
        if command.needs == "row":
            on = on and rows == 1
        elif command.needs == "rows":
            on = on and rows > 0
        actions[command.name].setEnabled(on)
