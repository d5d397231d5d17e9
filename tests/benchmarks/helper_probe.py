"""Looks for reminders once, or only reaches the notification service, and says what that took.

Run as a program: `helper_probe.py remind ARGUMENTS…` or `helper_probe.py reach`. The time is that
from the start of the process, the imports included.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))


def main() -> None:
    """Do it and print the figures as one JSON object."""
    start = time.perf_counter()
    if sys.argv[1] == "remind":
        _remind(sys.argv[2:])
    else:
        _reach()
    took = time.perf_counter() - start
    qt = [each for each in sys.modules if each.startswith("PySide6")]
    from tests.benchmarks.children import peak_memory

    print(json.dumps({"seconds": took, "peak": peak_memory(), "qt": qt}))


def _remind(arguments: list[str]) -> None:
    from datetime import date

    from app.cli.program import run
    from app.cli.session import Start
    from app.domain.clock import Clock

    clock = Clock(today=date.today, now=lambda: time.time_ns() // 1_000_000)  # noqa: TID251
    code = run(arguments, Start(clock=clock, actor="officer", window=lambda _: 1))
    if code:
        raise SystemExit(code)


def _reach() -> None:
    """Ask the service what it can do, and nothing else: what the notifier costs by itself."""
    import asyncio

    from desktop_notifier.backends.dbus import DBusDesktopNotifier

    async def ask() -> None:
        backend = DBusDesktopNotifier("Servanda")
        await backend.get_capabilities()
        backend.bus.disconnect()

    asyncio.run(ask())


if __name__ == "__main__":
    main()
