"""Under which copy's name this program writes, kept outside the register.

A register that is copied by hand takes its contents along but not this note. A program keeps a
copy's name only while its note equals that copy's head in the file; otherwise it takes a new
name. So hand copies, restored backups and crashes never make two chains of one name.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of one copy's chain."""

    copy: str
    n: int
    hash: bytes


def new_copy_name() -> str:
    """Return a fresh name for a copy: 12 hex digits."""
    return secrets.token_hex(6)


class CopyNotes:
    """The notes of one machine: for each register, by its real path, the head it last wrote."""

    def __init__(self, folder: Path) -> None:
        """Keep the notes in `folder`, which is made when the first is written."""
        self._folder = folder

    def read(self, register: Path, register_id: str) -> Head | None:
        """Return the head noted for a register at this path, or None where there is none."""
        try:
            note = json.loads(self._file(register).read_text(encoding="utf-8"))
            if note["register"] != register_id:
                return None
            return Head(copy=note["copy"], n=note["n"], hash=bytes.fromhex(note["hash"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, register: Path, register_id: str, head: Head) -> None:
        """Note the head about to be committed. Raises `OSError`."""
        file = self._file(register)
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        text = json.dumps(
            {"register": register_id, "copy": head.copy, "n": head.n, "hash": head.hash.hex()}
        )
        beside = file.with_suffix(f".{os.getpid()}")
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)

    def _file(self, register: Path) -> Path:
        name = hashlib.sha256(os.fsencode(os.path.realpath(register))).hexdigest()[:32]
        return self._folder / f"{name}.json"
