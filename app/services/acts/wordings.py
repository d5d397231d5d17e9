"""The agreed wording of a commitment, language by language, and where it was restated."""

from __future__ import annotations

import re
from typing import Any

from app.domain import fields
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, new_id
from app.domain.particulars import Appearance, Wording
from app.services.acts.within import Within
from app.store.canonical import Value

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class WordingActs(Within):
    """Verbatim texts: kept as they stand, replaced and withdrawn in sight of the history."""

    def add_wording(self, identity: CommitmentId, language: str, text: str) -> str:
        """Add the agreed wording in one language, a code such as “en”, “ru” or “ur”.

        Raises `InvalidValueError` for an empty text, for what is no code, and for a language in
        which there is a wording already.
        """
        code = _language(language)
        kept = _verbatim(text)
        if any(each.language == code for each in self._reader.dossier(identity).wordings):
            raise InvalidValueError(
                "language", f"There is a wording in “{code}” already: replace that one."
            )
        wording = Wording(id=new_id(), commitment=identity, language=code, text=kept)
        self._add("wording", wording.id, wording)
        return wording.id

    def replace_wording(self, wording: str, text: str) -> None:
        """Put another text in a wording's place; the history keeps the former.

        Raises `InvalidValueError` for an empty text, `NotFoundError`.
        """
        self._standing("wording", wording)
        self._writer.set("wording", wording, text=_verbatim(text))

    def withdraw_wording(self, wording: str) -> None:
        """Take a wording back; the history keeps it. Raises `NotFoundError`."""
        self._standing("wording", wording)
        self._withdraw("wording", wording)

    def add_appearance(self, identity: CommitmentId, session: CommitmentId, **details: Any) -> str:
        """Say that a later session restated a commitment: its paragraph, wording, strength.

        The first timing and the slips stay as they are. Raises `InvalidValueError` where it would
        restate itself or is said to be restated there at the same paragraph already.
        """
        if session == identity:
            raise InvalidValueError("session", "A commitment cannot restate itself.")
        paragraph = str(details.get("paragraph", "")).strip()
        strength = fields.strength(details.get("strength"))
        self._reader.commitment(session)
        for each in self._reader.dossier(identity).appearances:
            if (each.session, each.paragraph) == (session, paragraph):
                raise InvalidValueError("session", "It is entered as restated there already.")
        appearance = Appearance(
            id=new_id(),
            commitment=identity,
            session=session,
            paragraph=paragraph,
            wording=str(details.get("wording", "")).strip(),
            strength=None if strength is None else int(strength),
        )
        self._add("appearance", appearance.id, appearance)
        return appearance.id

    def withdraw_appearance(self, appearance: str) -> None:
        """Take an appearance back; the history keeps it. Raises `NotFoundError`."""
        self._standing("appearance", appearance)
        self._withdraw("appearance", appearance)

    def _standing(self, record: str, identity: str) -> dict[str, Value]:
        """Return the stored fields of a record that was not withdrawn. Raises `NotFoundError`."""
        try:
            row = self._writer.row(record, identity)
        except KeyError:
            row = {"gone": "undone"}
        if row["gone"]:
            raise NotFoundError(f"This {record} is no longer in the register.")
        return row


def _language(value: str) -> str:
    text = value.strip()
    if not text:
        raise InvalidValueError("language", "Say in which language: en, ru, ur or another code.")
    if not _LANGUAGE.fullmatch(text):
        raise InvalidValueError(
            "language", f"“{text[:40]}” is no language code; write for example en, ru or ur."
        )
    first, *rest = text.split("-")
    return "-".join([first.lower(), *rest])


def _verbatim(text: str) -> str:
    kept = text.strip()
    if not kept:
        raise InvalidValueError("text", "The wording needs a text.")
    return kept
