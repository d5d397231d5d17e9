"""The register as an officer works with it: every verb is one change, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from app.domain.change import Change, ChangeKind
from app.domain.clock import Clock
from app.domain.identity import CommitmentId, OrganisationId, SourceId, TimingId
from app.domain.lifecycle import Status
from app.store.store import Store

if TYPE_CHECKING:
    from app.domain.commitment import Commitment
    from app.domain.particulars import Link, Organisation
    from app.domain.timing import Timing
    from app.services.acts import Acts
    from app.store.reader import Reader


class Register:
    """One open register. Every verb returns the change it made; its `n` is 0 if it made none.

    All verbs raise children of `ServandaError`, and then nothing was changed.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        """Work on `store`, which `close` closes."""
        self.store = store
        self.clock = clock

    def close(self) -> None:
        """Close the register; readers taken from its store stay usable until they are closed."""
        self.store.close()

    @property
    def reader(self) -> Reader:
        """What can be looked up, on the thread that opened the register."""
        return self.store.reader

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.store.read_only

    def together(
        self, label: str, act: Callable[[Acts], object], kind: ChangeKind = ChangeKind.DO
    ) -> Change:
        """Run several verbs as one change, undone in one step; `label` names it in Undo.

        A label holds no content, only references: it outlives the erasing of what it touched.
        """
        from app.services.acts import Acts  # noqa: PLC0415 - a window shows its first page before

        with self.store.write(label, kind) as writer:
            act(Acts(writer, self.store.reader, self.clock.today()))
        return writer.change

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

    def set_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Give a commitment its first timing; see `Acts.set_timing`."""
        return self.together(
            f"Date of {self._ref(identity)}", lambda acts: acts.set_timing(identity, timing)
        )

    def postpone(self, identity: CommitmentId, timing: Timing, **details: str) -> Change:
        """Record a later date beside the first; see `Acts.postpone`."""
        return self.together(
            f"New date for {self._ref(identity)}",
            lambda acts: acts.postpone(identity, timing, **details),
        )

    def correct_timing(self, identity: CommitmentId, timing: Timing) -> Change:
        """Put right a slip of the pen in a date; see `Acts.correct_timing`."""
        return self.together(
            f"Correct the date of {self._ref(identity)}",
            lambda acts: acts.correct_timing(identity, timing),
        )

    def choose_timing(self, identity: CommitmentId, chosen: TimingId) -> Change:
        """Let one of several readings count; see `Acts.choose_timing`."""
        return self.together(
            f"Reading of {self._ref(identity)}", lambda acts: acts.choose_timing(identity, chosen)
        )

    def note(self, identity: CommitmentId, text: str, **details: Any) -> Change:
        """Add a progress note; see `Acts.note`."""
        return self.together(
            f"Note on {self._ref(identity)}", lambda acts: acts.note(identity, text, **details)
        )

    def withdraw_note(self, identity: CommitmentId, note: str) -> Change:
        """Take a progress note back; see `Acts.withdraw_note`."""
        return self.together(
            f"Withdraw a note on {self._ref(identity)}", lambda acts: acts.withdraw_note(note)
        )

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> Change:
        """Attach a passage of a source; see `Acts.add_evidence`."""
        return self.together(
            f"Evidence for {self._ref(identity)}",
            lambda acts: acts.add_evidence(identity, source, **details),
        )

    def link(self, link: Link) -> Change:
        """Tie two commitments; see `Acts.link`."""
        return self.together(f"Link {self._ref(link.origin)}", lambda acts: acts.link(link))

    def add_milestone(self, identity: CommitmentId, label: str, **details: str) -> Change:
        """Add a step on the way; see `Acts.add_milestone`."""
        return self.together(
            f"Milestone of {self._ref(identity)}",
            lambda acts: acts.add_milestone(identity, label, **details),
        )

    def add_organisation(self, organisation: Organisation) -> Change:
        """Add a ministry, agency or body."""
        return self.together("New organisation", lambda acts: acts.add_organisation(organisation))

    def add_relation(self, code: str, first_name: str, second_name: str) -> Change:
        """Add a pair of countries."""
        return self.together(
            "New relation", lambda acts: acts.add_relation(code, first_name, second_name)
        )

    def discard(self, identities: Iterable[CommitmentId]) -> Change:
        """Put commitments into the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Discard {self._named(chosen)}", lambda acts: acts.discard(*chosen))

    def restore(self, identities: Iterable[CommitmentId]) -> Change:
        """Take commitments out of the bin, in one change."""
        chosen = list(identities)
        return self.together(f"Restore {self._named(chosen)}", lambda acts: acts.restore(*chosen))

    def undo(self) -> Change:
        """Take back the latest change made here, also from before a restart."""
        return self.store.undo()

    def redo(self) -> Change:
        """Do again what was undone last."""
        return self.store.redo()

    def _ref(self, identity: CommitmentId) -> str:
        return self.reader.ref(identity)

    def _named(self, chosen: list[CommitmentId]) -> str:
        return self._ref(chosen[0]) if len(chosen) == 1 else f"{len(chosen)} commitments"
