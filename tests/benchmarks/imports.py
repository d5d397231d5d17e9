"""Row 8: a CSV taken in, compared, tried and logged, against what only copies its rows."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.domain.query import Query
from app.services.export import export_csv
from app.store.driver import connect
from app.store.reader import Reader
from tests.benchmarks.children import probe, run
from tests.benchmarks.exports import COLUMNS
from tests.benchmarks.figures import Figure, median, milliseconds, percentile, timed
from tests.benchmarks.generator import RELATIONS, TODAY, made
from tests.benchmarks.windows import open_with_the_list, screen
from tests.store.desks import commitment, created, seated

ROW = 8
_NAMES = ("relation", *COLUMNS.split(","))
_TABLE = f"CREATE TABLE t({', '.join(_NAMES)});"
_INDEXES = "".join(
    f"CREATE INDEX t_{name} ON t({name});"
    for name in ("ref", "title", "kind", "sector", "owed_by", "owner", "status", "due_edtf")
)
_SEARCHED = "ref, title, summary, sector, owner, paragraph, made_at"
_SEARCH = f"""
CREATE VIRTUAL TABLE s USING fts5({_SEARCHED}, content='t', prefix='1 2 3', detail='column',
 tokenize='unicode61 remove_diacritics 2');
CREATE TRIGGER learn AFTER INSERT ON t BEGIN INSERT INTO s(rowid, {_SEARCHED})
 VALUES(new.rowid, {", ".join(f"new.{each}" for each in _SEARCHED.split(", "))}); END;
"""
_RIVALS = {"": _TABLE, " with indexes": _TABLE + _INDEXES}
_WHOLE = " with indexes and full text"


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure at the largest size but a million."""
    size = max(each for each in sizes if each <= 100_000)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "x.csv"
        _export(size, source)
        ours = [probe("import_probe.py", str(source)) for _ in range(times)]
        if any(each["new"] != each["unchanged"] or each["new"] != size for each in ours):
            raise AssertionError(ours)
        steps = ("read", "compared", "written")
        seconds = median([sum(each[step] for step in steps) for each in ours])
        spent = ", ".join(f"{step} {ours[-1][step]:.1f}" for step in (*steps, "tried"))
        yield from _copying(size, source, folder, times, seconds, spent)
        yield from _rivals(source, folder, seconds)
        again = median([each["read"] + each["again"] for each in ours])
        what = f"the same {size:,} rows once more, which changes nothing, to the first time"
        yield Figure(row=ROW, what=what, value=again / seconds, beside=milliseconds(again))
        peak = median([each["peak"] for each in ours])
        yield Figure(row=ROW, what=f"peak memory, importing {size:,}", value=peak, unit="MB")
        yield from _gaps(size, source, times)


def _gaps(size: int, source: Path, times: int) -> Iterator[Figure]:
    """The longest time the event loop was held up by the page, by what was under way."""
    with screen():
        runs = [_shown(source) for _ in range(times)]
    for stage in ("read", "compare", "try", "take"):
        worst = [max(each["gaps"].get(stage, [0.0])) for each in runs]
        often = percentile(runs[-1]["gaps"].get(stage, [0.0]), 99) / 1000
        yield Figure(
            row=ROW,
            what=f"event loop, importing {size:,}, longest gap in “{stage}”, median of {times}",
            value=median(worst),
            goal=50.0,
            unit="ms",
            beside=f"lowest {min(worst):.0f} ms, 99 of 100 gaps within {milliseconds(often)}",
        )


def _shown(source: Path) -> dict[str, Any]:
    """Take the file in through the window, into a register with one commitment in it."""
    with tempfile.TemporaryDirectory() as name:
        path = created(Path(name) / "r.servanda")
        register = seated(path)
        for code in RELATIONS:
            register.add_relation(code, *code.split("-"))
        register.propose(commitment("X.1"))
        register.close()
        open_with_the_list(Path(name))
        begun = str(time.monotonic())
        arguments = ("--data", name, "--register", str(path), "--today", TODAY.isoformat())
        return probe("import_window_probe.py", begun, str(source), *arguments)


def _export(size: int, target: Path) -> None:
    reader = Reader(connect(made(size), read_only=True))
    export_csv(reader, Query(), TODAY, _NAMES, target, companion=True)
    reader.close()


def _copying(
    size: int, source: Path, folder: Path, times: int, seconds: float, spent: str
) -> Iterator[Figure]:
    """Compare with SQLite's own import, which looks at nothing."""
    if not shutil.which("sqlite3"):
        return
    goals = {"": 2.5, " with indexes": 4.0, _WHOLE: 10.0}
    for with_, script in {**_RIVALS, _WHOLE: _TABLE + _INDEXES + _SEARCH}.items():
        took = median([_imported(source, folder, script) for _ in range(times)])
        yield Figure(
            row=ROW,
            what=f"CSV import of {size:,}, 16 columns, tried and logged, to `.import`{with_}",
            value=seconds / took,
            goal=goals[with_],
            beside=f"{milliseconds(seconds)} ({spent}) : {milliseconds(took)}",
        )


def _imported(source: Path, folder: Path, script: str) -> float:
    target = folder / "theirs.db"
    target.unlink(missing_ok=True)
    run("sqlite3", str(target), script)
    command = ("sqlite3", str(target), ".mode csv", f".import --skip 1 {source} t")
    return timed(lambda: run(*command))


def _rivals(source: Path, folder: Path, seconds: float) -> Iterator[Figure]:
    """Compare with programs an officer would use; a conversion is the least a spreadsheet does."""
    target = folder / "utils.db"
    insert = (sys.executable, "-m", "sqlite_utils", "insert", str(target), "t", str(source))
    took = timed(lambda: run(*insert, "--csv"))
    what = "rival: sqlite-utils insert --csv, without index or search, to ours"
    yield Figure(row=ROW, what=what, value=took / seconds, beside=milliseconds(took))
    office = shutil.which("soffice")
    if office:
        profile = f"-env:UserInstallation=file://{folder}/office"
        convert = (office, profile, "--headless", "--convert-to", "ods", "--outdir", str(folder))
        took = timed(lambda: run(*convert, str(source)))
        what = "rival: LibreOffice reads it and saves a spreadsheet, to ours"
        yield Figure(row=ROW, what=what, value=took / seconds, beside=milliseconds(took))
