"""Under which copy's name this program writes, kept outside the register.

A register that is copied by hand takes its contents along but not this note. A program keeps a
copy's name only while its note equals that copy's head in the file; otherwise it takes a new
name. So hand copies, restored backups and crashes never make two chains of one name.

A head is announced beside the note before its change is committed, and noted afterwards: the
note itself never speaks of a change that may not have come to be.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_REMEMBERED = 20
"""How many former names are kept, so that an undo reaches behind a change of name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The end of one copy's chain."""

    copy: str
    n: int
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The head this program last wrote, and the names it went by before, the latest first."""

    head: Head
    former: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name this program went by in this file, the latest first."""
        return (self.head.copy, *self.former)


def new_copy_name() -> str:
    """Return a fresh name for a copy: 12 hex digits."""
    return secrets.token_hex(6)


class CopyNotes:
    """The notes of one machine: for each register, by its real path, the head it last wrote.

    Each has two small files: `.json` holds what was certainly written, `.next` what was announced
    last. Both are written in place in one step: a file that is made, or renamed over another,
    costs half as much as the commit it is for.
    """

    def __init__(self, folder: Path) -> None:
        """Keep the notes in `folder`, which is made when the first is written."""
        self._folder = folder
        self._files: dict[Path, Path] = {}
        self._latest: dict[Path, Note | None] = {}

    def read(self, register: Path, register_id: str) -> Note | None:
        """Return the note of a register at this path: what was certainly written here."""
        return _read(self._file(register), register_id)

    def own_head(
        self, register: Path, register_id: str, heads: Mapping[str, Head]
    ) -> tuple[Head | None, tuple[str, ...]]:
        """Return the head to go on from, and the names of this program's own changes.

        The head is None where a new name has to be taken: it is not the one noted, or the
        change announced last is not there.
        """
        announced = _read(self._announced(register), register_id)
        noted = self.read(register, register_id)
        latest = self._latest[register] = announced or noted
        if latest is not None and heads.get(latest.head.copy) == latest.head:
            return latest.head, latest.former
        former = [name for each in (announced, noted) if each for name in each.names]
        return None, tuple(dict.fromkeys(former))[:_REMEMBERED]

    def announce(self, register: Path, register_id: str, note: Note) -> None:
        """Note beside what is about to be committed, which nobody else can. Raises `OSError`."""
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self._announced(register), register_id, note)

    def confirm(self, register: Path, register_id: str, note: Note) -> None:
        """Let what was announced be the note, unless another program of ours was faster."""
        now = self.read(register, register_id)
        if now is not None and now.head.copy == note.head.copy and now.head.n > note.head.n:
            return
        with suppress(OSError):  # it stays announced, which says the same
            _write(self._file(register), register_id, note)

    def withdraw(self, register: Path, register_id: str) -> None:
        """Announce again what was before `own_head` was asked, while nobody else can.

        So what was announced after it is taken back: it will not be committed.
        """
        before = self._latest.get(register)
        with suppress(OSError):
            if before is None:
                _put(self._announced(register), b"")
            else:
                _write(self._announced(register), register_id, before)

    def _file(self, register: Path) -> Path:
        if register not in self._files:
            name = hashlib.sha256(os.fsencode(os.path.realpath(register))).hexdigest()[:32]
            self._files[register] = self._folder / f"{name}.json"
        return self._files[register]

    def _announced(self, register: Path) -> Path:
        return self._file(register).with_suffix(".next")


def _write(file: Path, register_id: str, note: Note) -> None:
    head = note.head
    text = {"register": register_id, "copy": head.copy, "n": head.n, "hash": head.hash.hex()}
    _put(file, json.dumps({**text, "former": note.former}).encode())


def _put(file: Path, text: bytes) -> None:
    """Write a small file in one step, which a dying process leaves done or not done."""
    with file.open("r+b" if file.exists() else "wb", buffering=0) as handle:
        room = os.fstat(handle.fileno()).st_size
        if handle.write(text.ljust(room)) < len(text):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _read(file: Path, register_id: str) -> Note | None:
    try:
        note = json.loads(file.read_text(encoding="utf-8"))
        if note["register"] != register_id:
            return None
        head = Head(copy=str(note["copy"]), n=int(note["n"]), hash=bytes.fromhex(note["hash"]))
        return Note(head=head, former=tuple(str(each) for each in note["former"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
