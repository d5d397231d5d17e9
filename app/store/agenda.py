"""Series with their meetings, and the points that were made at each."""

from __future__ import annotations

from app.store.tables import Tables


class Agenda(Tables):
    """Series with their meetings, and the points that were made at each."""
