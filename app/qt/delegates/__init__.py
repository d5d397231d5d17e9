"""Delegates: what a table's rows look like."""

from app.qt.delegates.rows import RowDelegate

__all__ = ["RowDelegate"]
