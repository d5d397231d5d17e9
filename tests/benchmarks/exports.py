"""Row 7: CSV export against `sqlite3 -csv` with the same columns in the same order."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from app.domain.export_columns import DEFAULT_COLUMNS
from tests.benchmarks.children import probe, run
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, timed
from tests.benchmarks.generator import made

ROW = 7
COLUMNS = (
    "ref,kind,title,summary,status,owed_by,strength,sector,owner,counterpart,origin,paragraph,"
    "made_on,made_at,due_edtf"
)
RIVAL = """
SELECT c.ref, c.kind, c.title, c.summary, c.status, c.owed_by, c.strength, c.sector, c.owner_words,
 coalesce(nullif(o.acronym,''), o.name), p.ref, c.paragraph, c.made_on, c.made_at, t.edtf
FROM commitment c LEFT JOIN timing t ON t.id=c.timing LEFT JOIN organisation o ON o.id=c.counterpart
LEFT JOIN commitment p ON p.id=c.origin
WHERE c.gone='' ORDER BY c.latest IS NULL, c.latest, c.earliest, c.rid
"""
"""The same fifteen columns, in the same order, without a guard."""


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure at the largest size but a million, memory at the two largest."""
    size = max(each for each in sizes if each <= 100_000)
    if shutil.which("sqlite3"):
        yield from _speed(size, times)
    yield from _workbook(size)
    yield _memory(sorted(sizes))


def _speed(size: int, times: int) -> Iterator[Figure]:
    register = made(size)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "ours.csv", Path(folder) / "theirs.csv"

        def export(columns: str, guard: str) -> Callable[[], float]:
            return lambda: float(
                probe("export_probe.py", str(register), str(ours), columns, guard)["seconds"]
            )

        def rival(*command: str) -> Callable[[], float]:
            return lambda: timed(lambda: run(*command, out=theirs))

        acts = [
            export(COLUMNS, "guard"),
            export(COLUMNS, "plain"),
            export(",".join(DEFAULT_COLUMNS), "guard"),
            rival("sqlite3", "-readonly", "-csv", "-header", str(register), RIVAL),
            rival(sys.executable, "-m", "sqlite_utils", "query", str(register), RIVAL, "--csv"),
        ]
        in_turns(acts[:1], 1)
        guarded, plain, whole, sqlite, utils = map(median, in_turns(acts, times))
    beside = f"{milliseconds(guarded)} : {milliseconds(sqlite)}"
    yield Figure(
        row=ROW,
        what=f"CSV export of {size:,}, 15 columns, guarded, to `sqlite3 -csv`",
        value=guarded / sqlite,
        goal=1.7,
        beside=beside,
    )
    yield Figure(row=ROW, what="the same without the guard", value=plain / sqlite)
    yield Figure(
        row=ROW,
        what=f"all {len(DEFAULT_COLUMNS)} usual columns, computed ones among them, to its 15",
        value=whole / sqlite,
    )
    yield Figure(
        row=ROW,
        what="rival: sqlite-utils --csv, the same 15 columns, to ours",
        value=utils / guarded,
    )


def _workbook(size: int) -> Iterator[Figure]:
    """Compare a workbook with the table; both are written by us, from the same register."""
    register = str(made(size))
    with tempfile.TemporaryDirectory() as folder:
        found = [
            probe("export_probe.py", register, str(Path(folder) / name), COLUMNS, "guard")
            for name in ("x.xlsx", "x.csv")
        ]
    book, table = found
    yield Figure(
        row=ROW,
        what=f"the same {size:,} rows as a workbook, to our CSV",
        value=float(book["seconds"]) / float(table["seconds"]),
        beside=f"{milliseconds(float(book['seconds']))}, {float(book['peak']):.0f} MB"
        f" : {milliseconds(float(table['seconds']))}, {float(table['peak']):.0f} MB",
    )


def _memory(sizes: Sequence[int]) -> Figure:
    less, more = sizes[-2:] if len(sizes) > 1 else (sizes[0], sizes[0])
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "x.csv")
        peaks = [
            float(probe("export_probe.py", str(made(size)), target, COLUMNS, "guard")["peak"])
            for size in (less, more)
        ]
    return Figure(
        row=ROW,
        what=f"peak memory of the export of {more:,} to that of {less:,}",
        value=peaks[1] / peaks[0],
        goal=1.2,
        beside=f"{peaks[1]:.0f} : {peaks[0]:.0f} MB",
    )
