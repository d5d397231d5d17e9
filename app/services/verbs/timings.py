"""The dates of commitments: the first, later ones, readings of several sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.change import Change
from app.domain.identity import CommitmentId, TimingId
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.timing import Timing
    from app.services.acts import Acts
    from app.services.acts.beside import Passage


class TimingVerbs(OpenRegister):
    """Verbs on dates."""

    def set_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Give a commitment its first timing; see `Acts.set_timing`."""
        return self.together(
            f"Date of {self._ref(identity)}", lambda acts: acts.set_timing(identity, timing)
        )

    def postpone(
        self,
        identity: CommitmentId,
        timing: Timing,
        *,
        passage: Passage | None = None,
        **details: Any,
    ) -> Change:
        """Record a later date beside the first, and where it says so; see `Acts.postpone`."""

        def act(acts: Acts) -> None:
            acts.postpone(identity, timing, **details)
            if passage is not None:
                acts.attach(identity, passage)

        return self.together(f"New date for {self._ref(identity)}", act)

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Put right a date that was written wrongly; see `Acts.correct_timing`."""
        return self.together(
            f"Correct the date of {self._ref(identity)}",
            lambda acts: acts.correct_timing(identity, timing),
        )

    def add_reading(self, identity: CommitmentId, timing: Timing) -> Change:
        """Keep another source's date for the same promise; see `Acts.add_reading`."""
        return self.together(
            f"Another reading of {self._ref(identity)}",
            lambda acts: acts.add_reading(identity, timing),
        )

    def choose_timing(self, identity: CommitmentId, chosen: TimingId, **details: str) -> Change:
        """Let one of several readings count, or confirm it; see `Acts.choose_timing`."""
        return self.together(
            f"Reading of {self._ref(identity)}",
            lambda acts: acts.choose_timing(identity, chosen, **details),
        )
