"""What the command palette offers, which of it fits what was typed, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex
_WORD = re.compile(r"[^\W_]+")
_Rank = tuple[int, int, int, int]


class EntryKind(StrEnum):
    """What an entry leads to."""

    COMMAND = "command"
    PAGE = "page"
    VIEW = "view"
    REGISTER = "register"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaletteEntry:
    """One thing to do or to go to: its words, where it belongs, its keys, and the way there.

    `context` is the menu of a command, the reference of a commitment, the folder of a register;
    `keys` are written as the system writes them; `icon` is empty where there is none.
    """

    kind: EntryKind
    text: str
    run: Callable[[], object]
    context: str = ""
    keys: str = ""
    icon: str = ""

    @property
    def sentence(self) -> str:
        """The whole entry, as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.context, self.keys) if part)


def matching(entries: Iterable[PaletteEntry], typed: str) -> list[PaletteEntry]:
    """Return the entries in which every typed word begins a word of its own, the best first.

    The words may come in any order, without accents and in either case. Better is what begins as
    it was typed, then what has the words in its text instead of beside it, then what has them
    sooner; what is equally good stays in the order it was given in. Without words all entries
    are returned.
    """
    wanted = _words(typed)
    if not wanted:
        return list(entries)
    ranked = [
        (rank, number, entry)
        for number, entry in enumerate(entries)
        if (rank := _rank(entry, wanted, _folded(typed).strip())) is not None
    ]
    ranked.sort(key=lambda each: each[:2])
    return [entry for _, _, entry in ranked]


def _rank(entry: PaletteEntry, wanted: Sequence[str], typed: str) -> _Rank | None:
    """Return how well an entry fits, the least the best; None where it does not."""
    text = _words(entry.text)
    places = _places([*text, *_words(entry.context)], wanted)
    if places is None:
        return None
    begins = _folded(entry.text).startswith(typed)
    beside = sum(place >= len(text) for place in places)
    in_order = places == sorted(places)
    return (not begins, beside, min(places), not in_order)


def _places(held: Sequence[str], wanted: Sequence[str]) -> list[int] | None:
    """Return for each wanted word the place of another word that begins with it, if all have one.

    The longest wanted word chooses first: so “o over” finds both words of “Open overview”.
    """
    left = list(range(len(held)))
    found: dict[int, int] = {}
    for number in sorted(range(len(wanted)), key=lambda each: -len(wanted[each])):
        place = next((each for each in left if held[each].startswith(wanted[number])), None)
        if place is None:
            return None
        left.remove(place)
        found[number] = place
    return [found[number] for number in range(len(wanted))]


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    """The text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in parts if not unicodedata.combining(each))


class PaletteList(QAbstractListModel):
    """The entries that are shown, each whole in `UserRole`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show(self, entries: Sequence[PaletteEntry]) -> None:
        """Show these entries instead."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.sentence
            case Qt.ItemDataRole.UserRole:
                return entry
            case _:
                return None
