"""What the command palette offers in a window: commands, sections, views, registers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow

from app.domain.view import View
from app.qt.desk import Desk
from app.qt.look.look import Look
from app.qt.models.navigation import VIEWS, place_words
from app.qt.models.palette import EntryKind, PaletteEntry
from app.qt.recent import recent_registers
from app.qt.views.command_palette import CommandPalette, action_entries, register_entry


def palette_of(
    window: QMainWindow,
    desk: Desk,
    look: Look,
    settings: QSettings,
    *,
    saved: Mapping[str, View],
    go: Callable[[str], object],
    open_register: Callable[[Path], object],
) -> CommandPalette:
    """Return the palette with everything that can be done or gone to now.

    `saved` holds the officer's views by identity, `go` leads to a section or view by its key.
    """
    views = [
        PaletteEntry(
            kind=EntryKind.VIEW, text=place_words(each), icon=each.icon, run=partial(go, each.key)
        )
        for each in VIEWS
        if each.key
    ]
    own = [
        PaletteEntry(
            kind=EntryKind.VIEW, text=view.name, icon="list-filter", run=partial(go, identity)
        )
        for identity, view in saved.items()
    ]
    here = desk.register.store.path
    registers = [
        register_entry(each.path, partial(open_register, each.path))
        for each in recent_registers(settings)
        if each.there and each.path != here
    ]
    commands = action_entries(window.menuBar(), without=("command-palette", "recent-register"))
    return CommandPalette(desk, look, [*commands, *views, *own, *registers], window)
