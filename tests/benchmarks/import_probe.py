"""Takes a CSV of ours into an empty register, in a process of its own; prints seconds and peak."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from app.services.intake.applying import tried, tried_and_taken
from app.services.intake.gate import LIMITS
from app.services.intake.importing import Wanted, prepared
from app.services.intake.matching import Outcome
from app.services.intake.reading import read_tables
from tests.benchmarks.children import peak_memory
from tests.benchmarks.generator import RELATIONS, TODAY
from tests.store.desks import created, seated

NO_LIMITS = replace(LIMITS, text=1 << 30, rows=1 << 30, filled=1 << 30)
"""The limits of rows and size are lifted: how it goes on beyond them is measured too."""


def main(source: str) -> None:
    """Read, compare, try and take over; then the same file once more, which changes nothing.

    “tried” is the trial by itself, as the window makes it before the officer's word; “written” is
    trying and writing in one go, as the command does.
    """
    with tempfile.TemporaryDirectory() as folder:
        register = seated(created(Path(folder) / "r.servanda"))
        for code in RELATIONS:
            register.add_relation(code, *code.split("-"))
        spent: dict[str, float] = {}
        begun = time.perf_counter()

        def note(name: str) -> None:
            nonlocal begun
            spent[name] = time.perf_counter() - begun
            begun = time.perf_counter()

        grid = read_tables(Path(source), limits=NO_LIMITS)[0]
        note("read")
        plan = prepared(register.reader, grid, Wanted(), TODAY)
        note("compared")
        tried(register, plan, name="x.csv")
        note("tried")
        plan, _ = tried_and_taken(register, plan, name="x.csv", many=True)
        note("written")
        again = prepared(register.reader, grid, Wanted(), TODAY)
        note("again")
        register.close()
    found = {
        **spent,
        "rows": len(plan.proposals),
        "new": plan.counts[Outcome.NEW],
        "unchanged": again.counts[Outcome.UNCHANGED],
        "peak": peak_memory(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
