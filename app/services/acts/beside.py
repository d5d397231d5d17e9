"""What stands beside a commitment: notes, evidence, links, milestones, agencies, series."""

from __future__ import annotations

from typing import Any

from app.domain import fields
from app.domain.errors import InvalidValueError
from app.domain.identity import (
    CommitmentId,
    OrganisationId,
    SourceId,
    derived_id,
    new_id,
)
from app.domain.particulars import (
    Evidence,
    Link,
    Meeting,
    Milestone,
    Note,
    NoteBasis,
    Stance,
    Support,
)
from app.services.acts.within import Within

_MOST_MEETINGS = 999


class BesideActs(Within):
    """Adds and withdraws; nothing of it is ever rewritten or lost."""

    def note(self, identity: CommitmentId, text: str, **details: Any) -> str:
        """Add a progress note; `happened_on` is today unless given. Notes are never rewritten.

        Raises `InvalidValueError` for an empty text, a date that cannot be read or a word that is
        no completion or basis.
        """
        if not text.strip():
            raise InvalidValueError("note", "A note needs a text.")
        if details.get("completion") is not None:
            details["completion"] = fields.CHECKS["completion"](details["completion"])
        if "basis" in details:
            details["basis"] = fields.choice("basis", NoteBasis, details["basis"])
        for name in ("happened_on", "as_of", "letter_date"):
            details[name] = fields.edtf(name, details.get(name, ""))
        details["happened_on"] = details["happened_on"] or self._today.isoformat()
        note = Note(id=new_id(), commitment=identity, text=text.strip(), **details)
        self._reader.commitment(identity)
        self._add("note", note.id, note)
        return note.id

    def withdraw_note(self, note: str) -> None:
        """Take a note back; the history keeps it. Raises `NotFoundError`."""
        self._withdraw("note", note)

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> str:
        """Attach a passage of a source: an exact quotation, or a paragraph with our paraphrase."""
        self._reader.commitment(identity)
        if "stance" in details:
            details["stance"] = fields.choice("stance", Stance, details["stance"])
        evidence = Evidence(id=new_id(), commitment=identity, source=source, **details)
        if not (evidence.quotation or evidence.paragraph or evidence.paraphrase):
            raise InvalidValueError(
                "evidence", "Evidence needs a quotation, a paragraph or a paraphrase."
            )
        self._add("evidence", evidence.id, evidence)
        return evidence.id

    def link(self, link: Link) -> str:
        """Tie two commitments. Raises `InvalidValueError` where one is tied to itself."""
        if link.origin == link.target:
            raise InvalidValueError("link", "A commitment cannot be linked to itself.")
        for each in (link.origin, link.target):
            self._reader.commitment(each)
        self._add("link", link.id, link)
        return link.id

    def unlink(self, link: str) -> None:
        """Undo a tie. Raises `NotFoundError`."""
        self._withdraw("link", link)

    def add_milestone(self, identity: CommitmentId, label: str, **details: Any) -> str:
        """Add a step on the way."""
        if not label.strip():
            raise InvalidValueError("milestone", "A milestone needs a name.")
        for name in ("due", "done_on"):
            details[name] = fields.edtf(name, details.get(name, ""))
        self._reader.commitment(identity)
        step = Milestone(id=new_id(), commitment=identity, label=label.strip(), **details)
        self._add("milestone", step.id, step)
        return step.id

    def support(self, identity: CommitmentId, organisation: OrganisationId) -> None:
        """Name an agency that supports the lead."""
        key = derived_id("support", identity, organisation)
        if not self._revived("support", key):
            self._add(
                "support", key, Support(id=key, commitment=identity, organisation=organisation)
            )

    def set_meeting(self, identity: CommitmentId, **details: Any) -> None:
        """Say of a session its place in a series, its host, its chairs.

        Raises `InvalidValueError` for an ordinal that is none.
        """
        self._reader.commitment(identity)
        if "ordinal" in details:
            details["ordinal"] = _ordinal(details["ordinal"])
        key = derived_id("meeting", identity)
        if self._revived("meeting", key):
            self._writer.set("meeting", key, **details)
        else:
            self._add("meeting", key, Meeting(id=key, commitment=identity, **details))


def _ordinal(value: object) -> int | None:
    found = fields.whole("ordinal", value)
    if found is not None and found > _MOST_MEETINGS:
        raise InvalidValueError("ordinal", f"“{found}” is too high a number for a meeting.")
    return found
