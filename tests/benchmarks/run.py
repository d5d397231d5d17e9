"""The speed goals, measured side by side: `poe bench`.

Prints for every goal the ratio that was found, the most it may be, and whether that is met.
Registers are made once and kept in the folder for temporary files.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.store.driver import memory
from tests.benchmarks import commands, edits, exports, helper, imports, reminders, windows, workdays
from tests.benchmarks.figures import Figure, machine

Measure = Callable[[Sequence[int], int], Iterator[Figure]]


def _days(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    yield from workdays.figures(sizes, times)
    yield from reminders.figures(sizes, times)


def _commands(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    yield from commands.figures(sizes, times)
    yield from helper.figures(sizes, times)


ROWS: dict[int, tuple[Measure, int]] = {
    **dict.fromkeys(windows.ROWS, (windows.figures, 7)),
    exports.ROW: (exports.figures, 5),
    imports.ROW: (imports.figures, 1),
    edits.ROW: (edits.figures, 500),
    workdays.ROW: (_days, 15),
    commands.ROW: (_commands, 15),
}
"""What measures each row, and how often by itself."""


def measured(
    rows: Sequence[int], sizes: Sequence[int], times: int | None = None
) -> Iterator[Figure]:
    """Give the figures of `rows` as they are found; rows of one kind are measured together."""
    for measure, usual in dict.fromkeys(ROWS[row] for row in rows):
        for figure in measure(sizes, times or usual):
            if figure.row in rows:
                yield figure


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; the exit code says nothing about goals."""
    parser = argparse.ArgumentParser(prog="poe bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="commitments, with commas")
    parser.add_argument("--million", action="store_true", help="also with 1,000,000 (long)")
    parser.add_argument("--rows", default=",".join(map(str, ROWS)), help="goals, with commas")
    parser.add_argument("--times", type=int, help="how often each thing is measured")
    chosen = parser.parse_args(arguments)
    sizes = sorted({int(each) for each in chosen.sizes.split(",")})
    if chosen.million:
        sizes.append(1_000_000)
    rows = [int(each) for each in chosen.rows.split(",")]
    print(machine(memory().execute("SELECT sqlite_version()").fetchone()[0]))
    for figure in measured(rows, sizes, chosen.times):
        print(
            f"{figure.row:>3}  {figure.said:>9}  {figure.wanted:>9}  {figure.verdict:<16}"
            f" {figure.what}{f' ({figure.beside})' if figure.beside else ''}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
