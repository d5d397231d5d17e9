"""Where the program starts: `servanda` and `python -m app`.

The composition root: beside it no module asks what day it is or who sits at the computer. It
hands both to the commands, together with the way to open the window, which is the only thing
that loads Qt.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import date
from typing import TextIO

from app.cli.program import run
from app.cli.session import Start, WindowRequest
from app.domain.clock import Clock


def main() -> int:
    """Run the command line of this process and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    clock = Clock(today=date.today, now=lambda: time.time_ns() // 1_000_000)
    return run(sys.argv[1:], Start(clock=clock, actor=_actor(), window=_window))


def _speak_unicode(stream: TextIO | None) -> None:
    """Let a stream carry every script: what goes to a file or pipe is UTF-8 on every system."""
    reconfigure = getattr(stream, "reconfigure", None)
    if stream is None or reconfigure is None:
        return
    # What a terminal or a name in an unknown encoding cannot show is escaped, never an error.
    if stream.isatty():
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _actor() -> str:
    """Return the name the change log gets: the account's at this computer."""
    from getpass import getuser  # noqa: PLC0415 - asked once

    try:
        return getuser() or "unknown"
    except (ImportError, KeyError, OSError):
        return "unknown"


def _window(request: WindowRequest) -> int:
    """Open the window and return its exit code once it is closed."""
    # What is loaded stays, so there is nothing to collect before the window's collector begins.
    gc.disable()
    from app.qt.loading import load_qt  # noqa: PLC0415 - commands never load Qt

    load_qt()
    from app.qt.application import WindowOptions, run  # noqa: PLC0415 - not before Qt is there

    return run(
        WindowOptions(
            register=request.register,
            folders=request.folders,
            clock=request.clock,
            actor=request.actor,
            read_only=request.read_only,
            sample=request.sample,
            rtl=request.rtl,
            goal=request.goal,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
