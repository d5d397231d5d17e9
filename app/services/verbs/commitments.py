"""What becomes of commitments: entered, moved, decided on, announced together, thrown away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.identity import CommitmentId, OrganisationId
from app.domain.lifecycle import Status
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.commitment import Commitment
    from app.domain.decisions import Decision
    from app.domain.timing import Timing
    from app.services.acts import Acts


class CommitmentVerbs(OpenRegister):
    """Verbs on commitments as such."""

    def propose(
        self,
        commitment: Commitment,
        *,
        timing: Timing | None = None,
        supporting: tuple[OrganisationId, ...] = (),
        happened_on: str = "",
    ) -> Change:
        """Enter a commitment; see `Acts.propose`."""
        return self.together(
            "New commitment",
            lambda acts: acts.propose(
                commitment, timing=timing, supporting=supporting, happened_on=happened_on
            ),
        )

    def amend(self, identity: CommitmentId, **values: Any) -> Change:
        """Change fields of a commitment; see `Acts.amend`."""
        names = ", ".join(sorted(each.replace("_", " ") for each in values))
        return self.together(
            f"Edit {names} of {self._ref(identity)}", lambda acts: acts.amend(identity, **values)
        )

    def restore_field(self, identity: CommitmentId, field: str, value: str | int | None) -> Change:
        """Write an earlier value of a field again; see `Acts.restore_field`."""
        name = field.replace("_", " ")
        return self.together(
            f"Restore {name} of {self._ref(identity)}",
            lambda acts: acts.restore_field(identity, field, value),
        )

    def move(self, identity: CommitmentId, status: Status, **details: str) -> Change:
        """Move a commitment to another status; see `Acts.move`."""
        return self.together(
            f"Move {self._ref(identity)} to {status.value}",
            lambda acts: acts.move(identity, status, **details),
        )

    def set_completion(self, identity: CommitmentId, completion: str, **details: str) -> Change:
        """Say how much is done; see `Acts.set_completion`."""
        return self.together(
            f"Completion of {self._ref(identity)}",
            lambda acts: acts.set_completion(identity, completion, **details),
        )

    def pass_ball(self, identity: CommitmentId, side: str, **details: str) -> Change:
        """Say whose turn it is; see `Acts.pass_ball`."""
        return self.together(
            f"Ball of {self._ref(identity)}",
            lambda acts: acts.pass_ball(identity, side, **details),
        )

    def set_meeting(self, identity: CommitmentId, **details: Any) -> Change:
        """Say of a meeting its series, number, host, chairs; see `Acts.set_meeting`."""
        return self.together(
            f"Session details of {self._ref(identity)}",
            lambda acts: acts.set_meeting(identity, **details),
        )

    def announce(self, identity: CommitmentId, announced: object) -> Change:
        """Say how many texts were announced at an event; see `Acts.announce`."""
        return self.together(
            f"Texts announced at {self._ref(identity)}",
            lambda acts: acts.announce(identity, announced),
        )

    def join_batch(self, batch: CommitmentId, *members: CommitmentId) -> Change:
        """Put commitments among the texts announced at an event; see `Acts.join_batch`."""
        return self.together(
            f"Texts announced at {self._ref(batch)}",
            lambda acts: acts.join_batch(batch, *members),
        )

    def leave_batch(self, *members: CommitmentId) -> Change:
        """Take commitments out of the texts they were announced with; see `Acts.leave_batch`."""
        return self.together(
            f"Take {self._named(list(members))} out of the texts announced together",
            lambda acts: acts.leave_batch(*members),
        )

    def decide(self, decision: Decision) -> Change:
        """Keep what a session is to decide of a point; see `Acts.decide`."""
        return self.together(
            f"Decision on {self._ref(decision.commitment)}", lambda acts: acts.decide(decision)
        )

    def withdraw_decision(self, decision: Decision) -> Change:
        """Choose nothing of a point any more; see `Acts.withdraw_decision`."""
        return self.together(
            f"Withdraw the decision on {self._ref(decision.commitment)}",
            lambda acts: acts.withdraw_decision(decision.id),
        )

    def apply_decisions(self, decisions: Iterable[Decision]) -> Change:
        """Carry out what was chosen, in one change; see `Acts.apply_decision`."""
        chosen = list(decisions)

        def act(acts: Acts) -> None:
            for each in chosen:
                acts.apply_decision(each.id, several=len(chosen) > 1)

        return self.together(
            f"Apply the decisions on {self._named([each.commitment for each in chosen])}", act
        )

    def discard(self, identities: Iterable[CommitmentId]) -> Change:
        """Put commitments into the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Discard {self._named(chosen)}", lambda acts: acts.discard(*chosen))

    def restore(self, identities: Iterable[CommitmentId]) -> Change:
        """Take commitments out of the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Restore {self._named(chosen)}", lambda acts: acts.restore(*chosen))

    def erase(self, identities: Iterable[CommitmentId]) -> Change:
        """Erase binned commitments for good; see `Acts.erase`. It cannot be undone."""
        chosen = list(identities)
        return self.together(
            f"Erase {self._named(chosen)}", lambda acts: acts.erase(*chosen), ChangeKind.ERASE
        )
