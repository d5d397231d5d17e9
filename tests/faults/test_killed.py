"""A program killed while it writes loses nothing that it had said was done."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

import pytest

from app.store.copies import Head
from tests.faults.at_work import work
from tests.store.desks import LONG, created, folder, raw, seated, seeded

pytestmark = pytest.mark.faults

KILLS = 1000 if LONG else 15
PER_REGISTER = 25
"""How often one register is written and its writer killed before a fresh one is taken."""


@pytest.fixture(scope="module")
def processes():
    """Where children come from: forked from one that has everything loaded, where there is such."""
    context = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
    if hasattr(context, "set_forkserver_preload"):
        context.set_forkserver_preload(["tests.faults.at_work"])
    return context


def killed_at_work(processes, path: Path, seed: int) -> tuple[list[Head], bool]:
    """Let a child work and kill it: the heads it told of, and whether a journal was left."""
    generator = seeded(seed)
    ours, theirs = processes.Pipe(duplex=False)
    child = processes.Process(target=work, args=(path, seed, theirs), daemon=True)
    child.start()
    theirs.close()
    told: list[Head] = []
    for _ in range(generator.randrange(1, 12)):
        head = ours.recv()
        if head is not None:
            told.append(head)
    ours.poll(generator.random() * 0.012)  # somewhere within the next act or two
    child.kill()
    child.join()
    try:
        while True:
            told.append(ours.recv())
    except EOFError:
        ours.close()
    return told, path.with_name(path.name + "-journal").exists()


@pytest.mark.timeout(7200 if LONG else 120)
def test_no_acknowledged_change_is_lost_and_the_register_is_whole(processes):
    left, told_of = 0, 0
    for first in range(0, KILLS, PER_REGISTER):
        with folder() as place:
            path = created(place / "r.servanda")
            known: dict[tuple[str, int], bytes] = {}
            for seed in range(first, min(first + PER_REGISTER, KILLS)):
                told, journal = killed_at_work(processes, path, seed)
                left += journal
                told_of += len(told)
                register = seated(path)
                stored = {
                    (copy, n): sum_
                    for copy, n, sum_ in raw(register).execute("SELECT copy, n, hash FROM change")
                }
                assert {(each.copy, each.n): each.hash for each in told}.items() <= stored.items()
                assert known.items() <= stored.items(), "a change is gone or forked"
                known = stored
                assert register.store.check() == []
                register.store.close()
    assert told_of >= KILLS
    assert left or not LONG, "no kill fell into a write: the test proves little"
