"""Delegates: what a table's rows and its header look like."""

from app.qt.delegates.header import RegisterHeader
from app.qt.delegates.rows import RowDelegate

__all__ = ["RegisterHeader", "RowDelegate"]
