"""Where today comes from: handed in from outside, so that any day can be asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The officer's local date and the instant for the change log.

    `today` gives the local calendar date; `now` gives UTC milliseconds since 1970.
    """

    today: Callable[[], date]
    now: Callable[[], int]
