"""What a source keeps: its text, its file, and where in the text its quotations stand."""

from __future__ import annotations

import hashlib

from app.domain import quotations
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.file_names import said_name
from app.domain.identity import SourceId
from app.domain.particulars import Source
from app.services.acts.within import Within
from app.store.canonical import Value


class HeldActs(Within):
    """Keeps and forgets texts and files; what was kept before stays in the log."""

    def keep_text(self, identity: SourceId, text: str) -> None:
        """Keep the text of a source in place of any other; see `quotations.fit_text`.

        Quotations of it get the offsets at which they stand. One that does not stand in the text,
        or more than once, is left as it is and has none: `services.sources.astray` tells. Raises
        `InvalidValueError` for what is no such text, `NotFoundError`.
        """
        source = self._reader.source(identity)
        fit = quotations.fit_text(text)
        self._keep_as(source, "text", fit.encode())
        self._place_quotations(identity, fit)

    def keep_file(self, identity: SourceId, data: bytes, name: str) -> None:
        """Keep the file of a source in place of any other, under the name it came with, cleaned.

        Raises `InvalidValueError` for one that is empty or too large, `NotFoundError`.
        """
        source = self._reader.source(identity)
        quotations.check_file(data)
        self._keep_as(source, "file", data, file_name=said_name(name))

    def forget_text(self, identity: SourceId) -> None:
        """Keep the text of a source no longer; its quotations stay, without a place.

        Raises `NotFoundError`.
        """
        if not self._reader.source(identity).text:
            raise NotFoundError("No text of this source is kept.")
        self._writer.set("source", identity, text="")
        self._place_quotations(identity, "")

    def forget_file(self, identity: SourceId) -> None:
        """Keep the file of a source no longer. Raises `NotFoundError`."""
        if not self._reader.source(identity).file:
            raise NotFoundError("No file of this source is kept.")
        self._writer.set("source", identity, file="", file_name="")

    def withdraw_source(self, identity: SourceId) -> None:
        """Take a source back on which nothing rests; the history keeps it.

        Raises `InvalidValueError` where a passage of it stands, `NotFoundError`.
        """
        self._reader.source(identity)
        count = len(self._reader.evidence_from(identity))
        if count:
            said = "1 passage rests" if count == 1 else f"{count} passages rest"
            raise InvalidValueError("source", f"{said} on this source: withdraw them first.")
        self._withdraw("source", identity)

    def erase_source(self, identity: SourceId) -> None:
        """Take a withdrawn source, its passages and all it kept out of rows and log, for good.

        It cannot be undone. One whose entry was undone counts as withdrawn. Raises
        `InvalidValueError` for one that is not withdrawn, `NotFoundError`.
        """
        if all(each.id != identity for each in self._reader.former_sources()):
            self._reader.source(identity)
            raise InvalidValueError(
                "source", "Only a source that was withdrawn can be erased for good."
            )
        for each in self._reader.evidence_from(identity, withdrawn=True, undone=True):
            self._writer.erase("evidence", each.id)
        self._writer.erase("source", identity)

    def _keep_as(self, source: Source, field: str, data: bytes, **also: Value) -> None:
        """Keep what a field names; to keep the same once more mends what was damaged."""
        digest = hashlib.sha256(data).hexdigest()
        held = self._reader.held_file(digest)
        self._writer.keep(data)
        same = getattr(source, field) == digest
        if same and (held is None or not held.whole):
            self._writer.settle("source", source.id, **{field: digest})
        self._writer.set("source", source.id, **{field: digest}, **also)

    def _place_quotations(self, identity: SourceId, text: str) -> None:
        searched = quotations.Searched(text)
        for each in self._reader.evidence_from(identity, withdrawn=True):
            found = searched.place(each.quotation)
            self._writer.set("evidence", each.id, starts=found.starts, ends=found.ends)
