"""What reminding with the window closed costs: one look of the helper, beside the notifier."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.children import probe
from tests.benchmarks.figures import Figure, in_turns, median, milliseconds
from tests.benchmarks.generator import TODAY, made
from tests.private_bus import PrivateBus

ROW = 11


def figures(sizes: Sequence[int], times: int) -> Iterator[Figure]:
    """Measure whole processes on a bus of their own; nothing where there is no D-Bus."""
    if not sys.platform.startswith("linux") or shutil.which("dbus-daemon") is None:
        return
    before = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    bus = PrivateBus()
    try:
        bus.serve()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = bus.address
        for size in sorted({min(sizes), max(each for each in sizes if each <= 100_000)}):
            yield from _of(size, times)
    finally:
        bus.stop()
        del os.environ["DBUS_SESSION_BUS_ADDRESS"]
        if before is not None:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = before


def _of(size: int, times: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        register = Path(folder) / "register.servanda"
        shutil.copyfile(made(size), register)
        look = (
            *("remind", "--data", folder, "--register", str(register)),
            *("--today", TODAY.isoformat(), "remind", "--notify"),
        )
        first = probe("helper_probe.py", *look)
        peaks = [first["peak"]]

        def again() -> float:
            found = probe("helper_probe.py", *look)
            peaks.append(found["peak"])
            return float(found["seconds"])

        acts = [again, lambda: float(probe("helper_probe.py", "reach")["seconds"])]
        looked, reached = map(median, in_turns(acts, times))
    yield Figure(
        row=ROW,
        what=f"`servanda remind --notify` of {size:,}, beyond the notifier itself",
        value=(looked - reached) * 1000,
        goal=500,
        unit="ms",
        beside=f"{milliseconds(looked)} : {milliseconds(reached)}",
    )
    yield Figure(
        row=ROW,
        what=f"the same, most memory at any time, {size:,}",
        value=max(peaks),
        goal=60,
        unit="MB",
        beside=f"at first, counting what was due already: {milliseconds(first['seconds'])}",
    )
