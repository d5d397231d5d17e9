"""Ministries and agencies with what they answer for; sources with what rests on them."""

from __future__ import annotations

from app.store.tables import Tables


class Directory(Tables):
    """Ministries and agencies with what they answer for; sources with what rests on them."""
