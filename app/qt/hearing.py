"""Whether whoever asked for something is still there when the answer comes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid


def can_hear(then: object) -> bool:
    """Whether a callback can be called: a dialog or a panel may have gone while it waited."""
    if isinstance(then, partial):
        return can_hear(then.func) and all(map(_is_there, then.args))
    return _is_there(getattr(then, "__self__", None))


def _is_there(one: object) -> bool:
    return not isinstance(one, QObject) or isValid(one)
