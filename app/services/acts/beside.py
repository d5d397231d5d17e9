"""What stands beside a commitment: notes, evidence, links, milestones, agencies, series."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain import fields, quotations
from app.domain.errors import InvalidValueError, NotFoundError
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
    Source,
    Stance,
    Support,
)
from app.services.acts.wordings import WordingActs

_MOST_MEETINGS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage to be attached with something else; `source` is whole where it is a new one.

    `details` are the fields of the `Evidence` but for its commitment and source.
    """

    source: SourceId | Source
    details: Mapping[str, Any]


class BesideActs(WordingActs):
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
        for name in ("channel", "letter"):
            details[name] = str(details.get(name, "")).strip()
        details["happened_on"] = details["happened_on"] or self._today.isoformat()
        note = Note(id=new_id(), commitment=identity, text=text.strip(), **details)
        self._reader.commitment(identity)
        self._add("note", note.id, note)
        return note.id

    def withdraw_note(self, note: str) -> None:
        """Take a note back; the history keeps it. Raises `NotFoundError`."""
        self._withdraw("note", note)

    def add_evidence(self, identity: CommitmentId, source: SourceId, **details: Any) -> str:
        """Attach a passage of a source: an exact quotation, or a paragraph with our paraphrase.

        Where the text of the source is kept, a quotation stands in it, in one place: that is found
        here and never given. Raises `InvalidValueError` where it is not so.
        """
        self._reader.commitment(identity)
        if "starts" in details or "ends" in details:
            raise InvalidValueError("quotation", "Where a quotation stands is found, not typed.")
        if "stance" in details:
            details["stance"] = fields.choice("stance", Stance, details["stance"])
        evidence = Evidence(id=new_id(), commitment=identity, source=source, **details)
        said = (evidence.quotation, evidence.paragraph, evidence.paraphrase)
        if not any(each.strip() for each in said):
            raise InvalidValueError(
                "evidence", "Evidence needs a quotation, a paragraph or a paraphrase."
            )
        evidence = self._in_its_place(evidence)
        self._add("evidence", evidence.id, evidence)
        return evidence.id

    def _in_its_place(self, evidence: Evidence) -> Evidence:
        """Return a passage with the offsets of its quotation, where a text is kept."""
        text = self._reader.text_of(self._reader.source(evidence.source))
        if not text or not evidence.quotation.strip():
            return evidence
        found = quotations.the_place(text, evidence.quotation)
        return replace(evidence, starts=found.starts, ends=found.ends)

    def attach(self, identity: CommitmentId, passage: Passage) -> str:
        """Attach a passage; see `add_evidence` and, where its source is a new one, `cite`."""
        if isinstance(passage.source, Source):
            return self.cite(identity, passage.source, **passage.details)
        return self.add_evidence(identity, passage.source, **passage.details)

    def cite(self, identity: CommitmentId, source: Source, **details: Any) -> str:
        """Attach a passage of a source that is not in the register yet, and add the source.

        Raises `InvalidValueError` for a source without a title or one that is there already.
        """
        title = " ".join(source.title.split())
        if not title:
            raise InvalidValueError("source", "A source needs a title.")
        added = replace(
            source.without_kept(),
            title=title,
            publisher=source.publisher.strip(),
            published=fields.edtf("published", source.published),
        )
        same = (added.title, added.publisher, added.published)
        if any(same == (s.title, s.publisher, s.published) for s in self._reader.sources()):
            raise InvalidValueError(
                "source", "This source is in the register already: choose it from the list."
            )
        self._add("source", added.id, added)
        return self.add_evidence(identity, added.id, **details)

    def withdraw_evidence(self, evidence: str) -> None:
        """Take a passage back; the history keeps it. Raises `NotFoundError`."""
        self._standing("evidence", evidence)
        self._withdraw("evidence", evidence)

    def link(self, link: Link) -> str:
        """Tie two commitments.

        Raises `InvalidValueError` where one is tied to itself, or both are tied so already.
        """
        if link.origin == link.target:
            raise InvalidValueError("link", "A commitment cannot be linked to itself.")
        for each in (link.origin, link.target):
            self._reader.commitment(each)
        same = (link.origin, link.kind, link.target)
        ties = self._reader.dossier(link.origin).ties
        if any(same == (tie.link.origin, tie.link.kind, tie.link.target) for tie in ties):
            raise InvalidValueError("link", "The two are linked in this way already.")
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
        details["who"] = str(details.get("who", "")).strip()
        step = Milestone(id=new_id(), commitment=identity, label=label.strip(), **details)
        self._add("milestone", step.id, step)
        return step.id

    def amend_milestone(self, milestone: str, **values: str) -> None:
        """Change a step: its `label`, `who`, `due` or `done_on`. Raises `NotFoundError`.

        Raises `InvalidValueError` for an empty label, `EdtfError` for what is no date.
        """
        self._standing("milestone", milestone)
        kept = {name: value.strip() for name, value in values.items()}
        if not kept.get("label", "-"):
            raise InvalidValueError("milestone", "A milestone needs a name.")
        for name in {"due", "done_on"} & set(kept):
            kept[name] = fields.edtf(name, kept[name])
        self._writer.set("milestone", milestone, **kept)

    def withdraw_milestone(self, milestone: str) -> None:
        """Take a step out; the history keeps it. Raises `NotFoundError`."""
        self._standing("milestone", milestone)
        self._withdraw("milestone", milestone)

    def support(self, identity: CommitmentId, organisation: OrganisationId) -> None:
        """Name an agency that supports the lead."""
        key = derived_id("support", identity, organisation)
        if not self._revived("support", key):
            self._add(
                "support", key, Support(id=key, commitment=identity, organisation=organisation)
            )

    def unsupport(self, identity: CommitmentId, organisation: OrganisationId) -> None:
        """Name an agency no longer as one that supports the lead. Raises `NotFoundError`."""
        key = derived_id("support", identity, organisation)
        try:
            gone = self._writer.row("support", key)["gone"]
        except KeyError:
            gone = "undone"
        if gone:
            raise NotFoundError("This agency is not among the supporting ones.")
        self._withdraw("support", key)

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
