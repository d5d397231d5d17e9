"""Who writes to a register, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who writes and when: the parts of a change's head that come from outside."""

    actor: str
    now: Callable[[], int]
