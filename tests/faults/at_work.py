"""What the child process does that is going to be killed: an officer's work, act after act."""

from __future__ import annotations

from multiprocessing.connection import Connection
from pathlib import Path

from tests.store.desks import VERBS, Officer, at_random, seated, seeded

ACTS = [*VERBS, "undo", "undo", "redo", "erase"]


def work(path: Path, seed: int, told: Connection) -> None:
    """Do random acts until killed; tell of each change only once it is done."""
    register = seated(path)
    officer = Officer(register)
    heads = register.store.heads()
    told.send(None)
    for act in at_random(seeded(seed), 10_000, ACTS):
        if officer.do(*act):
            now = register.store.heads()
            for name in now.keys() - {each for each in now if now[each] == heads.get(each)}:
                told.send(now[name])
            heads = now
