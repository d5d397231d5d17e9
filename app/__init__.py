"""Servanda: a register of what two states promised each other."""

__version__ = "0.1.0"
