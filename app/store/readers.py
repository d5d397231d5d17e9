"""The readers that this program has open on one register, on whichever threads.

A commit has to wait for every read that is under way, and a write on the window's thread would hold
the window so long: whoever writes stops them first.
"""

from __future__ import annotations

import threading
import weakref

from app.store.lists import Lists


class Readers:
    """Readers as long as somebody holds them; may be used from any thread."""

    def __init__(self) -> None:
        self._held: weakref.WeakSet[Lists] = weakref.WeakSet()
        self._lock = threading.Lock()

    def add(self, reader: Lists) -> None:
        """Stop this one too from now on."""
        with self._lock:
            self._held.add(reader)

    def interrupt(self) -> None:
        """Stop the queries that are running; each raises `InterruptedError` where it was asked."""
        with self._lock:
            held = tuple(self._held)
        for reader in held:
            reader.interrupt()
