"""What a benchmark found: a figure beside the goal it is held to, and the machine it was found on.

Only ratios are held to goals: two things measured in turns, in one run, on one machine. Times and
sizes stand beside them so that a reader sees what was compared.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table: `row` is its goal's number, `goal` the most the value may be.

    Without a goal it is a comparison for the reader. `unit` is empty for a ratio.
    """

    row: int
    what: str
    value: float
    goal: float | None = None
    unit: str = ""
    beside: str = ""

    @property
    def verdict(self) -> str:
        """Met, or by how much not."""
        if self.goal is None:
            return ""
        return "met" if self.value <= self.goal else f"not met by {self.value / self.goal:.2f}"

    @property
    def said(self) -> str:
        """The value as it is printed."""
        return f"{self.value:.2f}×" if not self.unit else f"{self.value:.0f} {self.unit}"

    @property
    def wanted(self) -> str:
        """The goal as it is printed."""
        if self.goal is None:
            return ""
        return f"≤ {self.goal:g}×" if not self.unit else f"≤ {self.goal:.0f} {self.unit}"


def machine(sqlite: str) -> str:
    """Return the machine and the versions that the figures hold for, in one line."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        cpu = next(names, cpu)
    python = ".".join(map(str, sys.version_info[:3]))
    qt = version("PySide6-Essentials")
    return f"{cpu}, {os.cpu_count()} cores, Python {python}, Qt {qt}, SQLite {sqlite}"


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_turns(acts: Sequence[Callable[[], float]], times: int) -> list[list[float]]:
    """Run measurements in turns, so that what else the machine does falls on all of them."""
    found: list[list[float]] = [[] for _ in acts]
    for _ in range(times):
        for place, act in enumerate(acts):
            found[place].append(act())
    return found


def median(values: Sequence[float]) -> float:
    """Return the middle value."""
    return statistics.median(values)


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the least value that `percent` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def milliseconds(seconds: float) -> str:
    """Return a time as a reader takes it in."""
    return f"{seconds * 1000:.2f} ms" if seconds < 0.1 else f"{seconds:.2f} s"
