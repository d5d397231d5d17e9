"""The clauses of instruments, and what happened to them."""

from __future__ import annotations

from typing import Any

from app.domain.change import Change
from app.domain.identity import CommitmentId
from app.services.verbs.opened import OpenRegister


class TermVerbs(OpenRegister):
    """Verbs on instruments."""

    def set_term(self, identity: CommitmentId, **clauses: Any) -> Change:
        """Enter or change clauses of an instrument; see `Acts.set_term`."""
        return self.together(
            f"Term of {self._ref(identity)}", lambda acts: acts.set_term(identity, **clauses)
        )

    def withdraw_term(self, identity: CommitmentId) -> Change:
        """Take the clauses of an instrument back; see `Acts.withdraw_term`."""
        return self.together(
            f"Withdraw the term of {self._ref(identity)}",
            lambda acts: acts.withdraw_term(identity),
        )

    def record_event(self, identity: CommitmentId, kind: str, **details: str) -> Change:
        """Add what happened to an instrument; see `Acts.record_event`."""
        return self.together(
            f"Event of {self._ref(identity)}",
            lambda acts: acts.record_event(identity, kind, **details),
        )

    def give_notice(self, identity: CommitmentId, **details: str) -> Change:
        """Record a notice of termination; see `Acts.give_notice`."""
        return self.together(
            f"Notice on {self._ref(identity)}", lambda acts: acts.give_notice(identity, **details)
        )

    def withdraw_event(self, identity: CommitmentId, event: str) -> Change:
        """Take an event of an instrument back; see `Acts.withdraw_event`."""
        return self.together(
            f"Withdraw an event of {self._ref(identity)}",
            lambda acts: acts.withdraw_event(event),
        )

    def supersede(
        self, identity: CommitmentId, by: CommitmentId | None = None, **details: str
    ) -> Change:
        """Say that another text took an instrument's place; see `Acts.supersede`."""
        return self.together(
            f"Supersede {self._ref(identity)}",
            lambda acts: acts.supersede(identity, by, **details),
        )
