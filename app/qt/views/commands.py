"""Every command of the window, once: its words, its keys, where it stands in the menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from app.qt.look.words import QT_TRANSLATE_NOOP

_NOOP = QT_TRANSLATE_NOOP
Keys = str | QKeySequence.StandardKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command. `writes` is off in a register that is only read, `needs` says on what it acts.

    `needs` is “” (always there), “row” (a commitment), “rows” (one or several), “binned” (one or
    several in the bin), “export” (the list of commitments, or a report), “pages” (a report),
    “listed” (rows of the list), “past” (a look back at a past day), “reminder” (one in the list
    of reminders) or “log”: what the log holds decides, which the window says itself. A `submenu`
    is filled when it is opened.
    """

    name: str
    menu: str
    text: str
    keys: tuple[Keys, ...] = ()
    writes: bool = False
    needs: str = ""
    checkable: bool = False
    submenu: bool = False
    gap: bool = False


_K = QKeySequence.StandardKey

MENUS = (
    ("file", _NOOP("Commands", "&File")),
    ("edit", _NOOP("Commands", "&Edit")),
    ("view", _NOOP("Commands", "&View")),
    ("go", _NOOP("Commands", "&Go")),
    ("commitment", _NOOP("Commands", "&Commitment")),
    ("reports", _NOOP("Commands", "&Reports")),
    ("help", _NOOP("Commands", "&Help")),
)

COMMANDS = (
    Command(name="new", menu="file", text=_NOOP("Commands", "&New commitment"), keys=(_K.New,),
            writes=True),
    Command(name="new-register", menu="file", text=_NOOP("Commands", "New &register…"),
            keys=("Ctrl+Alt+N",), gap=True),
    Command(name="open-register", menu="file", text=_NOOP("Commands", "&Open a register…"),
            keys=(_K.Open,)),
    Command(name="recent", menu="file", text=_NOOP("Commands", "Open re&cent"), submenu=True),
    Command(name="sample", menu="file", text=_NOOP("Commands", "Open the &sample register")),
    Command(name="export", menu="file", text=_NOOP("Commands", "&Export…"),
            keys=("Ctrl+E",), needs="export", gap=True),
    Command(name="print", menu="file", text=_NOOP("Commands", "Print t&he report…"),
            keys=(_K.Print,), needs="pages"),
    Command(name="import-table", menu="file", text=_NOOP("Commands", "Import a &table…"),
            keys=("Ctrl+I",), writes=True),
    Command(name="import-calendar", menu="file",
            text=_NOOP("Commands", "&Import a calendar file…"), keys=("Ctrl+Shift+I",),
            writes=True),
    Command(name="ask-inputs", menu="file", text=_NOOP("Commands", "&Ask agencies for inputs…"),
            keys=("Ctrl+Alt+I",), writes=True),
    Command(name="preferences", menu="file", text=_NOOP("Commands", "&Preferences…"),
            keys=("Ctrl+,",), gap=True),
    Command(name="quit", menu="file", text=_NOOP("Commands", "&Quit"), keys=("Ctrl+Q",), gap=True),
    Command(name="undo", menu="edit", text=_NOOP("Commands", "&Undo"), keys=(_K.Undo,),
            writes=True, needs="log"),
    Command(name="redo", menu="edit", text=_NOOP("Commands", "&Redo"),
            keys=("Ctrl+Shift+Z", "Ctrl+Y"), writes=True, needs="log"),
    Command(name="find", menu="edit", text=_NOOP("Commands", "&Find"), keys=(_K.Find,), gap=True),
    Command(name="palette", menu="edit", text=_NOOP("Commands", "Find a co&mmand…"),
            keys=("Ctrl+K",)),
    Command(name="copy", menu="edit", text=_NOOP("Commands", "&Copy the selected rows"),
            keys=("Ctrl+Shift+C",), needs="listed"),
    Command(name="paste-table", menu="edit",
            text=_NOOP("Commands", "&Paste as a table from the clipboard"),
            keys=("Ctrl+Shift+V",), writes=True),
    Command(name="edit-cell", menu="edit", text=_NOOP("Commands", "&Edit in the list"),
            keys=("F2",), writes=True, needs="row", gap=True),
    Command(name="bulk", menu="edit", text=_NOOP("Commands", "Change the &selected…"),
            keys=("Ctrl+Shift+E",), writes=True, needs="rows"),
    Command(name="all", menu="view", text=_NOOP("Commands", "Clear the &filters"),
            keys=("Ctrl+0",)),
    Command(name="columns", menu="view", text=_NOOP("Commands", "&Columns…")),
    Command(name="compact", menu="view", text=_NOOP("Commands", "Co&mpact rows"),
            keys=("Ctrl+Shift+R",), checkable=True),
    Command(name="save-view", menu="view", text=_NOOP("Commands", "&Save this view…"),
            keys=("Ctrl+Shift+S",), writes=True),
    Command(name="side", menu="view", text=_NOOP("Commands", "&Details beside the list"),
            keys=("F9",), checkable=True, gap=True),
    Command(name="refresh", menu="view", text=_NOOP("Commands", "&Refresh"), keys=("F5",)),
    Command(name="as-of", menu="view", text=_NOOP("Commands", "As of a da&y…"),
            keys=("Ctrl+Shift+D",), gap=True),
    Command(name="present", menu="view", text=_NOOP("Commands", "Back to &today"),
            needs="past"),
    Command(name="today", menu="go", text=_NOOP("Commands", "&Today"), keys=("Ctrl+1",)),
    Command(name="commitments", menu="go", text=_NOOP("Commands", "&Commitments"),
            keys=("Ctrl+2",)),
    Command(name="agreements", menu="go", text=_NOOP("Commands", "&Agreements"), keys=("Ctrl+3",)),
    Command(name="renewals", menu="go", text=_NOOP("Commands", "Rene&wals of agreements"),
            keys=("Ctrl+Alt+3",)),
    Command(name="texts", menu="go", text=_NOOP("Commands", "Te&xts to obtain")),
    Command(name="sessions", menu="go", text=_NOOP("Commands", "&Sessions and visits"),
            keys=("Ctrl+4",)),
    Command(name="calendar", menu="go", text=_NOOP("Commands", "Calen&dar"), keys=("Ctrl+5",)),
    Command(name="reminders", menu="go", text=_NOOP("Commands", "Ale&rts"), keys=("Ctrl+6",)),
    Command(name="reminder-rules", menu="go", text=_NOOP("Commands", "R&ules of reminding"),
            keys=("Ctrl+Alt+6",)),
    Command(name="reports", menu="go", text=_NOOP("Commands", "Re&ports"), keys=("Ctrl+7",)),
    Command(name="sources", menu="go", text=_NOOP("Commands", "S&ources"), keys=("Ctrl+8",)),
    Command(name="organisations", menu="go", text=_NOOP("Commands", "&Ministries and agencies"),
            keys=("Ctrl+9",)),
    Command(name="letters", menu="go", text=_NOOP("Commands", "Rem&inder letters"),
            keys=("Ctrl+Alt+9",)),
    Command(name="bin", menu="go", text=_NOOP("Commands", "&Bin"), keys=("Ctrl+Alt+0",)),
    Command(name="back", menu="go", text=_NOOP("Commands", "Bac&k"), keys=(_K.Back,), gap=True),
    Command(name="navigation", menu="go", text=_NOOP("Commands", "To the &navigation"),
            keys=("Ctrl+F6",), gap=True),
    Command(name="list", menu="go", text=_NOOP("Commands", "To the &list"), keys=("F6",)),
    Command(name="detail", menu="go", text=_NOOP("Commands", "To the d&etails"),
            keys=("Shift+F6",), needs="row"),
    Command(name="edit-title", menu="commitment", text=_NOOP("Commands", "Edit the &title"),
            keys=("Shift+F2",), writes=True, needs="row"),
    Command(name="move", menu="commitment", text=_NOOP("Commands", "Change the &status…"),
            keys=("Ctrl+M",), writes=True, needs="row"),
    Command(name="note", menu="commitment", text=_NOOP("Commands", "Add a progress &note"),
            keys=("Ctrl+Shift+N",), writes=True, needs="row"),
    Command(name="due", menu="commitment", text=_NOOP("Commands", "Change the &date"),
            keys=("Ctrl+D",), writes=True, needs="row"),
    Command(name="ball", menu="commitment", text=_NOOP("Commands", "&Hand the ball over…"),
            keys=("Ctrl+B",), writes=True, needs="row"),
    Command(name="term", menu="commitment", text=_NOOP("Commands", "Term and rene&wal…"),
            keys=("Ctrl+T",), writes=True, needs="row"),
    Command(name="remind", menu="commitment", text=_NOOP("Commands", "Rem&ind me…"),
            keys=("Ctrl+Shift+M",), writes=True, needs="row"),
    Command(name="acknowledge", menu="commitment",
            text=_NOOP("Commands", "Ac&knowledge the alert"), keys=("Ctrl+Shift+A",),
            writes=True, needs="reminder", gap=True),
    Command(name="snooze", menu="commitment", text=_NOOP("Commands", "Sn&ooze the alert…"),
            keys=("Ctrl+Shift+O",), writes=True, needs="reminder"),
    Command(name="organisation", menu="commitment",
            text=_NOOP("Commands", "Add a &ministry or agency…"), writes=True, gap=True),
    Command(name="discard", menu="commitment", text=_NOOP("Commands", "Discard into the &bin"),
            keys=(_K.Delete,), writes=True, needs="rows", gap=True),
    Command(name="restore", menu="commitment", text=_NOOP("Commands", "&Restore from the bin"),
            keys=("Ctrl+R",), writes=True, needs="binned"),
    Command(name="erase", menu="commitment", text=_NOOP("Commands", "&Erase for good…"),
            keys=("Shift+Del",), writes=True, needs="binned"),
    Command(name="carry-over", menu="reports",
            text=_NOOP("Commands", "&Follow-up of decisions"), keys=("Ctrl+Alt+4",)),
    Command(name="brief", menu="reports", text=_NOOP("Commands", "&Brief"),
            keys=("Ctrl+Alt+B",)),
    Command(name="renewal-radar", menu="reports", text=_NOOP("Commands", "&Renewal radar")),
    Command(name="quarterly-return", menu="reports", text=_NOOP("Commands", "&Quarterly return")),
    Command(name="changed-since", menu="reports", text=_NOOP("Commands", "What &changed")),
    Command(name="handover", menu="reports", text=_NOOP("Commands", "&Handover note")),
    Command(name="slippage", menu="reports", text=_NOOP("Commands", "Changes of &date")),
    Command(name="owed", menu="reports", text=_NOOP("Commands", "What each agency &owes")),
    Command(name="unidentified", menu="reports",
            text=_NOOP("Commands", "&Announced but not identified")),
    Command(name="pack", menu="reports", text=_NOOP("Commands", "Briefing &pack…"),
            keys=("Ctrl+Alt+P",), gap=True),
    Command(name="keys", menu="help", text=_NOOP("Commands", "&Help"), keys=("F1",)),
    Command(name="about", menu="help", text=_NOOP("Commands", "&About Servanda")),
)  # fmt: skip


ON_ROWS = (
    "edit-title", "move", "note", "due", "ball", "bulk", "copy", "discard", "restore", "erase",
)  # fmt: skip
"""What the menu over the rows of a list offers."""


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
            if command.submenu:
                below = QMenu(menu)
                below.setObjectName(f"menu-{command.name}")
                action.setMenu(below)
            else:
                action.triggered.connect(acts[command.name])
            menu.addAction(action)
            made[command.name] = action
    return made


def menu_of(action: QAction) -> QMenu:
    """Return the menu that an entry opens. Raises `TypeError` where it opens none."""
    menu = action.menu()
    if not isinstance(menu, QMenu):
        raise TypeError(action.text())
    return menu


def enable(
    actions: dict[str, QAction],
    *,
    read_only: bool,
    rows: int,
    listed: bool = True,
    in_bin: bool = False,
    past: bool = False,
    reminder: bool = False,
    pages: bool = False,
) -> None:
    """Allow what can be done now: in a register only read, and with so many rows selected."""
    there = {
        "": True,
        "row": rows == 1,
        "rows": rows > 0,
        "binned": rows > 0 and in_bin,
        "export": listed or pages,
        "pages": pages,
        "listed": listed and rows > 0,
        "past": past,
        "reminder": reminder,
    }
    for command in (each for each in COMMANDS if each.needs != "log"):
        shut = in_bin and command.needs in ("row", "rows")
        barred = command.writes and (read_only or shut)
        actions[command.name].setEnabled(there[command.needs] and not barred)
