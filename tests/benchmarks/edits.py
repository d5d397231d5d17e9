"""Row 9: one durable edit through the officer's verbs, against SQLite's own one-row commit.

Both write with the same settings, in turns. The edits go through the change log and the full-text
index, on a copy of the register; the commit changes one text in a plain table of as many rows.
"""

from __future__ import annotations

import itertools
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.clock import Clock
from app.domain.lifecycle import Status
from app.domain.query import Query
from app.paths import folders
from app.services.opening import open_register
from app.services.register import Register
from app.store.driver import connect
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, percentile, timed
from tests.benchmarks.generator import TODAY, made

ROW = 9
_WARM = 20


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure `times` edits of each kind at the largest size but a million."""
    size = max(each for each in sizes if each <= 100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copyfile(made(size), folder / "desk.servanda")
        instants = itertools.count(1_900_000_000_000, 1_000)
        register = open_register(
            folder / "desk.servanda",
            folders(folder / "home"),
            Clock(today=lambda: TODAY, now=lambda: next(instants)),
            "officer",
        )
        commit = _plain_commit(folder / "plain.db", size)
        acts = [commit, *_edits(register)]
        in_turns(acts, min(_WARM, times))
        plain, titles, moves = in_turns(acts, times)
        register.store.close()
    for what, found, goal in (("title", titles, 2.2), ("status", moves, 2.2)):
        yield Figure(
            row=ROW,
            what=f"edit of a {what} at {size:,}, p50, to SQLite's own commit of one row",
            value=median(found) / median(plain),
            goal=goal,
            beside=f"{milliseconds(median(found))} : {milliseconds(median(plain))}",
        )
        yield Figure(
            row=ROW,
            what=f"edit of a {what}, p99, to the same commit's p50",
            value=percentile(found, 99) / median(plain),
            goal=8,
            beside=f"{milliseconds(percentile(found, 99))} : {milliseconds(median(plain))}",
        )
    yield Figure(
        row=ROW,
        what="SQLite's own commit, p99 to p50, for comparison",
        value=percentile(plain, 99) / median(plain),
    )


def _plain_commit(path: Path, size: int) -> Callable[[], float]:
    path.touch()
    connection = connect(path)
    connection.execute("CREATE TABLE plain(id INTEGER PRIMARY KEY, title TEXT, summary TEXT)")
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO plain VALUES(?,?,?)", ((n + 1, "t" * 80, "s" * 400) for n in range(size))
    )
    connection.execute("COMMIT")
    rng = random.Random(1)  # noqa: S311 - repeatable on purpose

    def commit() -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE plain SET title=? WHERE id=?", (_title(rng), rng.randint(1, size))
        )
        connection.execute("COMMIT")

    return lambda: timed(commit)


def _edits(register: Register) -> tuple[Callable[[], float], Callable[[], float]]:
    rng = random.Random(2)  # noqa: S311 - repeatable on purpose
    query = Query(statuses=frozenset({Status.OPEN, Status.IN_PROGRESS}))
    rows = [(row.id, row.status) for row in register.reader.each_row(query, TODAY)]
    rng.shuffle(rows)
    titles, moves = itertools.cycle(rows), itertools.cycle(dict(rows))
    now = dict(rows)

    def retitle() -> float:
        identity, _ = next(titles)
        return timed(lambda: register.amend(identity, title=_title(rng)))

    def move() -> float:
        identity = next(moves)
        now[identity] = Status.IN_PROGRESS if now[identity] is Status.OPEN else Status.OPEN
        return timed(lambda: register.move(identity, now[identity]))

    return retitle, move


def _title(rng: random.Random) -> str:
    return " ".join("".join(rng.choices("abdegiklmnoprstuz", k=7)) for _ in range(10))
