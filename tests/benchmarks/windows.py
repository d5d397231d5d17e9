"""Rows 1 to 6: the window, against a bare one, a reset of its own model, and a free event loop.

Every start is a process of its own, timed from the moment it is begun until what it shows is
painted. Where there is no screen, Xvfb gives one; without that Qt paints off screen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from app.paths import folders
from app.store.driver import connect
from tests.benchmarks.children import probe
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds, percentile
from tests.benchmarks.generator import TODAY, made

ROWS = (1, 2, 3, 4, 5, 6)
_MILLION = 1_000_000
_FIRST_PAINT = {100_000: 1.5, _MILLION: 1.6}
_WHOLE = {100_000: 1.3, _MILLION: 3.0}
_MEMORY = {100_000: 40.0, _MILLION: 200.0}
_TYPED = {100_000: (3.0, 4.0), _MILLION: (5.0, 20.0)}
_SORTED = {100_000: (5.0, 3.0), _MILLION: (None, 3.0)}
_GAP = 50.0
"""Milliseconds for which the window may be busy at most, whatever it does."""


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure starts at every size, typing and sorting at the largest."""
    with screen(), tempfile.TemporaryDirectory() as data:
        measured = ["bare", *sizes]
        acts = [
            partial(_bare) if each == "bare" else partial(_open, each, data) for each in measured
        ]
        in_turns(acts, 1)
        found = dict(zip(measured, in_turns(acts, times), strict=True))
        middle = {
            each: {
                name: median([run[name] for run in runs]) for name in ("painted", "whole", "memory")
            }
            for each, runs in found.items()
        }
        yield from _starts(middle, sizes)
        for size in sorted(_large(sizes)):
            yield from _typing(size, data)
            yield from _sorting(size, data)
            yield from _gaps(size, data)


def _large(sizes: Sequence[int]) -> set[int]:
    return {max(each for each in sizes if each <= 100_000), max(sizes)}


@contextmanager
def screen() -> Iterator[None]:
    """Give the children a screen for as long as they need one."""
    given = any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")))
    if given or not shutil.which("Xvfb"):
        yield
        return
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
        pass_fds=[theirs],
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    try:
        with os.fdopen(ours) as pipe:
            os.environ["DISPLAY"] = f":{pipe.readline().strip()}"
        yield
    finally:
        os.environ.pop("DISPLAY", None)
        server.terminate()
        server.wait()


def _bare() -> dict[str, Any]:
    return probe("window_probe.py", "bare", str(time.monotonic()))


def _open(
    size: int, data: str, mode: str = "open", more: str = "", register: Path | None = None
) -> dict[str, Any]:
    """Start the program on a register that was made, or on a `register` that may be written."""
    open_with_the_list(Path(data))
    opened = str(register or made(size))
    begun = str(time.monotonic())
    arguments = ("--data", data, "--register", opened, "--today", TODAY.isoformat())
    found = probe("window_probe.py", mode, begun, str(size), more, *arguments)
    if "whole" not in found:
        raise RuntimeError(f"The window never showed all {size:,} rows: {found}")
    return found


def copied(register: Path, folder: Path) -> Path:
    """Return a copy of a register that stands on the disk already.

    Else the first edit would be found to take as long as the disk needs for the whole file.
    """
    copy = folder / "written.servanda"
    shutil.copyfile(register, copy)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    return copy


def open_with_the_list(data: Path) -> None:
    """Have the window open with the list of commitments: that is what the goals are about."""
    kept = folders(data).state / "window.ini"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("[preferences]\nstart=last\n\n[list]\ngroup=none\n", encoding="utf-8")


def _starts(middle: dict[Any, dict[str, float]], sizes: Sequence[int]) -> Iterator[Figure]:
    bare = middle["bare"]
    for size in sizes:
        ours = middle[size]
        yield Figure(
            row=1,
            what=f"first paint at {size:,}, to a bare window's",
            value=ours["painted"] / bare["painted"],
            goal=_FIRST_PAINT.get(size),
            beside=f"{milliseconds(ours['painted'])} : {milliseconds(bare['painted'])}",
        )
    if len(sizes) > 1:
        less, more = min(sizes), max(sizes)
        yield Figure(
            row=1,
            what=f"first paint at {more:,}, to that at {less:,}",
            value=middle[more]["painted"] / middle[less]["painted"],
            goal=1.4,
        )
    for size in sizes:
        ours = middle[size]
        yield Figure(
            row=2,
            what=f"every row of {size:,} can be reached, to its first paint",
            value=ours["whole"] / ours["painted"],
            goal=_WHOLE.get(size),
            beside=f"{milliseconds(ours['whole'])} : {milliseconds(ours['painted'])}",
        )
    for size in sizes:
        ours = middle[size]
        yield Figure(
            row=3,
            what=f"memory of its own at {size:,}, beyond a bare window's",
            value=ours["memory"] - bare["memory"],
            goal=_MEMORY.get(size),
            unit="MB",
            beside=f"{ours['memory']:.0f} - {bare['memory']:.0f} MB",
        )


def _typing(size: int, data: str) -> Iterator[Figure]:
    found = _open(size, data, "type", ",".join(_words(size)))
    letters, resets = found["letters"], found["resets"]
    goals = _TYPED.get(size, (None, None))
    for percent, goal in zip((50, 95), goals, strict=True):
        value = percentile(letters, percent)
        yield Figure(
            row=4,
            what=f"keystroke to painted at {size:,}, p{percent}, to a reset to other rows",
            value=value / median(resets),
            goal=goal,
            beside=f"{milliseconds(value)} : {milliseconds(median(resets))}",
        )
    yield _strict(4, "keystroke", size, percentile(letters, 50), found)


def _sorting(size: int, data: str) -> Iterator[Figure]:
    found = _open(size, data, "sort")
    reset = median(found["resets"])
    goals = _SORTED.get(size, (None, None))
    for name, when, goal in zip(
        ("first", "known"), ("the first time", "again"), goals, strict=True
    ):
        value = median(found[name])
        yield Figure(
            row=5,
            what=f"sort click to painted at {size:,}, {when}, to a reset to other rows",
            value=value / reset,
            goal=goal,
            beside=f"{milliseconds(value)}, at most {milliseconds(max(found[name]))}"
            f" : {milliseconds(reset)}",
        )
    yield _strict(5, "sort click", size, median(found["known"]), found)


def _gaps(size: int, data: str) -> Iterator[Figure]:
    """The longest time the event loop was held up while the window was used, by what was done."""
    copy = copied(made(size), Path(data))
    found = _open(size, data, "gaps", ",".join(_words(size)), copy)
    copy.unlink()
    for what, gaps in found["gaps"].items():
        usual = milliseconds(percentile(gaps, 99) / 1000)
        yield Figure(
            row=6,
            what=f"event loop at {size:,}, longest gap while {what}",
            value=max(gaps),
            goal=_GAP,
            unit="ms",
            beside=f"99 of 100 gaps within {usual}",
        )


def _strict(row: int, what: str, size: int, value: float, found: dict[str, Any]) -> Figure:
    """Compare with the least a reset can cost: to rows whose texts are laid out already."""
    again = median(found["again"])
    return Figure(
        row=row,
        what=f"{what} to painted at {size:,}, p50, to a reset that shows the same rows again",
        value=value / again,
        beside=f"{milliseconds(value)} : {milliseconds(again)}",
    )


def _words(size: int) -> list[str]:
    """Return words to search for: a frequent one, a rare one, one from a summary."""
    connection = connect(made(size), read_only=True)
    titles = connection.execute(
        "SELECT title, summary FROM commitment WHERE rid IN(1, ?1/2, ?1) ORDER BY rid", (size,)
    ).fetchall()
    connection.close()
    found = [titles[0][0].split()[0], titles[1][0].split()[-1], titles[-1][1].split()[3]]
    return [word.strip(",.").lower() for word in found]
