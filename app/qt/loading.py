"""Loading Qt, and leaving Python's own import in its place.

PySide puts an import of its own where Python's was, for `from __feature__ import …`, of which this
program has none. It reads the source of every module that is imported afterwards, and `linecache`
keeps all of them: a tenth of the time to the first picture, and megabytes.
"""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Load PySide for the first time in this process; later it does nothing."""
    plain = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401, PLC0415 - what is loaded is the point

    builtins.__import__ = plain
