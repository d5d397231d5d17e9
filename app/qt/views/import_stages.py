"""Where a table on its way in is from, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Stage(IntEnum):
    """How far a table has come; whatever is changed has it begin again at one of these."""

    READ = 1
    COMPARE = 2
    TRY = 3
    TAKE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a table is from: a file, or what lay on the clipboard as text and as markup."""

    name: str
    path: Path | None = None
    text: str = ""
    html: str = ""
