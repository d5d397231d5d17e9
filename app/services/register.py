"""The register as an officer works with it: every verb is one change, and can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.verbs.beside import BesideVerbs
from app.services.verbs.commitments import CommitmentVerbs
from app.services.verbs.organisations import OrganisationVerbs
from app.services.verbs.reminders import ReminderVerbs
from app.services.verbs.tables import TableVerbs
from app.services.verbs.terms import TermVerbs
from app.services.verbs.timings import TimingVerbs

if TYPE_CHECKING:
    from app.domain.as_of import AsOf


class Register(
    CommitmentVerbs,
    TimingVerbs,
    BesideVerbs,
    TermVerbs,
    ReminderVerbs,
    OrganisationVerbs,
    TableVerbs,
):
    """One open register. Every verb returns the change it made; its `n` is 0 if it made none.

    All verbs raise children of `ServandaError`, and then nothing was changed.
    """

    as_of: AsOf | None = None
    """The past day that is looked at; None for the register as it is."""
    erased = 0
    """How many commitments a look back cannot show, having been erased for good."""

    def again(self) -> Register:
        """Open the same register once more, for one other thread, which closes it.

        Raises what opening a register does. Writes through one are not told by the other.
        """
        return Register(self.store.again(), self.clock, self.folders)
