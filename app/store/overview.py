"""Figures over many commitments: counts by status, agency, sector, month."""

from __future__ import annotations

from app.store.tables import Tables


class Overview(Tables):
    """Figures over many commitments: counts by status, agency, sector, month."""
