"""Processes that are measured from outside: how long they took, how much memory they needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def run(*command: str, out: Path | None = None) -> str:
    """Run a command to its end and return what it printed, unless that goes to a file."""
    with (out or Path(os.devnull)).open("wb") as file:
        done = subprocess.run(
            command,
            stdout=file if out else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
            cwd=ROOT,
        )
    if done.returncode:
        raise RuntimeError(f"{command[:4]} failed: {done.stderr.decode()[-2000:]}")
    return "" if out else done.stdout.decode()


def probe(script: str, *arguments: str) -> dict[str, Any]:
    """Run one of the scripts beside this module; it prints what it found as one JSON object."""
    path = Path(__file__).with_name(script)
    said = run(sys.executable, str(path), *arguments)
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def environment() -> dict[str, str]:
    """Return the environment of a child: this checkout, and a screen if there is none."""
    values = {**os.environ, "PYTHONPATH": str(ROOT)}
    if not values.get("DISPLAY") and not values.get("WAYLAND_DISPLAY"):
        values.setdefault("QT_QPA_PLATFORM", "offscreen")
    return values


def peak_memory() -> float:
    """Return the most memory this process ever had resident, in MB.

    From Linux's own count, which begins anew with each program; elsewhere from `getrusage`.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return _status("VmHWM")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20  # macOS counts bytes


def own_memory() -> float:
    """Return the memory this process has for itself now, in MB: not what it shares with files."""
    if Path("/proc/self/status").exists():
        return _status("RssAnon")
    import psutil

    return psutil.Process().memory_full_info().uss / 2**20


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) / 1024
    raise KeyError(name)
