"""What stands beside a commitment: notes, wordings, evidence, links, steps, supporting agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.change import Change
from app.domain.identity import CommitmentId, OrganisationId, SourceId
from app.services.verbs.opened import OpenRegister

if TYPE_CHECKING:
    from app.domain.particulars import Link, Source


class BesideVerbs(OpenRegister):
    """Verbs on the records of a commitment that may be many."""

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

    def add_wording(self, identity: CommitmentId, language: str, text: str) -> Change:
        """Add the agreed wording in one language; see `Acts.add_wording`."""
        return self.together(
            f"Wording of {self._ref(identity)}",
            lambda acts: acts.add_wording(identity, language, text),
        )

    def replace_wording(self, identity: CommitmentId, wording: str, text: str) -> Change:
        """Put another text in a wording's place; see `Acts.replace_wording`."""
        return self.together(
            f"Replace a wording of {self._ref(identity)}",
            lambda acts: acts.replace_wording(wording, text),
        )

    def withdraw_wording(self, identity: CommitmentId, wording: str) -> Change:
        """Take a wording back; see `Acts.withdraw_wording`."""
        return self.together(
            f"Withdraw a wording of {self._ref(identity)}",
            lambda acts: acts.withdraw_wording(wording),
        )

    def add_appearance(
        self, identity: CommitmentId, session: CommitmentId, **details: Any
    ) -> Change:
        """Say that a later session restated it; see `Acts.add_appearance`."""
        return self.together(
            f"Appearance of {self._ref(identity)}",
            lambda acts: acts.add_appearance(identity, session, **details),
        )

    def withdraw_appearance(self, identity: CommitmentId, appearance: str) -> Change:
        """Take an appearance back; see `Acts.withdraw_appearance`."""
        return self.together(
            f"Withdraw an appearance of {self._ref(identity)}",
            lambda acts: acts.withdraw_appearance(appearance),
        )

    def cite(self, identity: CommitmentId, source: Source, **details: Any) -> Change:
        """Attach a passage of a source that is not in the register yet; see `Acts.cite`."""
        return self.together(
            f"Evidence for {self._ref(identity)}",
            lambda acts: acts.cite(identity, source, **details),
        )

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> Change:
        """Attach a passage of a source; see `Acts.add_evidence`."""
        return self.together(
            f"Evidence for {self._ref(identity)}",
            lambda acts: acts.add_evidence(identity, source, **details),
        )

    def withdraw_evidence(self, identity: CommitmentId, evidence: str) -> Change:
        """Take a passage back; see `Acts.withdraw_evidence`."""
        return self.together(
            f"Withdraw evidence for {self._ref(identity)}",
            lambda acts: acts.withdraw_evidence(evidence),
        )

    def link(self, link: Link) -> Change:
        """Tie two commitments; see `Acts.link`."""
        return self.together(f"Link {self._ref(link.origin)}", lambda acts: acts.link(link))

    def unlink(self, identity: CommitmentId, link: str) -> Change:
        """Undo a tie of this commitment; see `Acts.unlink`."""
        return self.together(f"Unlink {self._ref(identity)}", lambda acts: acts.unlink(link))

    def add_milestone(self, identity: CommitmentId, label: str, **details: str) -> Change:
        """Add a step on the way; see `Acts.add_milestone`."""
        return self.together(
            f"Milestone of {self._ref(identity)}",
            lambda acts: acts.add_milestone(identity, label, **details),
        )

    def amend_milestone(self, identity: CommitmentId, milestone: str, **values: str) -> Change:
        """Change a step, or say when it was done; see `Acts.amend_milestone`."""
        return self.together(
            f"Edit a milestone of {self._ref(identity)}",
            lambda acts: acts.amend_milestone(milestone, **values),
        )

    def withdraw_milestone(self, identity: CommitmentId, milestone: str) -> Change:
        """Take a step out; see `Acts.withdraw_milestone`."""
        return self.together(
            f"Withdraw a milestone of {self._ref(identity)}",
            lambda acts: acts.withdraw_milestone(milestone),
        )

    def support(self, identity: CommitmentId, organisation: OrganisationId) -> Change:
        """Name an agency that supports the lead; see `Acts.support`."""
        return self.together(
            f"Supporting agency of {self._ref(identity)}",
            lambda acts: acts.support(identity, organisation),
        )

    def unsupport(self, identity: CommitmentId, organisation: OrganisationId) -> Change:
        """Name it no longer; see `Acts.unsupport`."""
        return self.together(
            f"Withdraw a supporting agency of {self._ref(identity)}",
            lambda acts: acts.unsupport(identity, organisation),
        )
