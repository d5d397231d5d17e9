"""Row 11: `servanda list` of 1,000 against Python's own start and the import of the store."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.children import run
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, timed
from tests.benchmarks.generator import TODAY, made

ROW = 11


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure whole processes, at the smallest size."""
    size = min(sizes)
    register = str(made(size))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out"
        listing = (
            sys.executable,
            "-m",
            "app",
            "--data",
            folder,
            "--register",
            register,
            "--read-only",
            "--today",
            TODAY.isoformat(),
            "list",
        )
        commands = [
            listing,
            (*listing, "--json"),
            (sys.executable, "-c", "import app.store.store"),
        ]
        acts = [
            lambda command=command: timed(lambda: run(*command, out=target)) for command in commands
        ]
        table, data, bare = map(median, in_turns(acts, times))
    for what, found in (("", table), (" --json", data)):
        yield Figure(
            row=ROW,
            what=f"`servanda list{what}` of {size:,}, to Python's start and the store's import",
            value=found / bare,
            goal=3,
            beside=f"{milliseconds(found)} : {milliseconds(bare)}",
        )
