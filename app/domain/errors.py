"""The errors an officer may meet, each a sentence fit to be shown as it stands."""

from __future__ import annotations


class ServandaError(Exception):
    """An expected failure; its text is a plain sentence and nothing was changed.

    `exit_code` is what the program ends with where such a failure ends it.
    """

    exit_code = 1


class InvalidValueError(ServandaError):
    """A value that cannot be kept; `field` names the field it was meant for."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class IllegalMoveError(ServandaError):
    """A change of status the lifecycle does not allow; the text names the legal ones."""


class NotFoundError(ServandaError):
    """Nothing in the register answers to the name that was given."""


class NothingToDoError(ServandaError):
    """The act would change nothing, such as an undo with nothing left to undo."""


class OvertakenError(ServandaError):
    """A later change stands in the way, such as an undo of a field written again since."""


class ReadOnlyError(ServandaError):
    """The register is open for reading only."""

    exit_code = 3


class BusyError(ServandaError):
    """Another program is writing to the register and did not finish in time."""

    exit_code = 3


class CancelledError(ServandaError):
    """The officer stopped it; nothing was written."""


class StorageError(ServandaError):
    """The disk refused, being full or failing; the old values stand."""


class NotARegisterError(ServandaError):
    """The file is something else than a register; it was left untouched."""

    exit_code = 4


class DamagedError(ServandaError):
    """The register cannot be read or contradicts its own log; it was left untouched."""

    exit_code = 4


class TooNewError(ServandaError):
    """The register was written by a newer Servanda; it was left untouched."""

    exit_code = 5
