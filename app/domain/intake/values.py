"""What a cell says of a status or a kind: read, asked about, or kept as a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.intake.vocabulary import ASKED_STATUSES, KIND_NAMES, STATUS_NAMES, plain
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Status

_NOTE_ONLY = "note only"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRead:
    """What a status column says: a proposal, the text beside it, or what to ask.

    `rest` is what followed the word that was known; it is told as progress. `word` is what the
    question is about.
    """

    status: Status | None = None
    rest: str = ""
    word: str = ""
    question: str = ""
    choices: tuple[str, ...] = ()


_AFTER_STATUS = re.compile(r"[.;:,(\n–—]|\s-\s")


def read_status(text: str, family: Family, answers: Mapping[str, str]) -> StatusRead:
    """Read a status for a commitment of some family; `answers` gives what words were said to mean.

    A word that no table knows is asked about with the statuses there are. Raises nothing.
    """
    tidy = " ".join(text.split())
    if not tidy:
        return StatusRead()
    word, rest = _parted(text, answers)
    named = answers.get(plain(word))
    if named is not None:
        found = next((each for each in _OF[family] if each.value == named), None)
        if found is not None or named == _NOTE_ONLY:
            return StatusRead(status=found, rest=tidy if found is None else " ".join(rest.split()))
    meant = STATUS_NAMES.get(plain(word), {}).get(family)
    if named is None and meant is not None and plain(word) not in ASKED_STATUSES:
        return StatusRead(status=meant, rest=" ".join(rest.split()))
    return StatusRead(
        word=word,
        question=f"What does “{word[:80]}” say about the status?",
        choices=(*(each.value for each in _OF[family]), _NOTE_ONLY),
    )


def _parted(text: str, answers: Mapping[str, str]) -> tuple[str, str]:
    """Return the word that says the status, and what follows it.

    Behind a mark anything may follow that takes nothing back. Behind a blank only the day does, or
    whatever follows a word that is asked about in any case: “completed in part” is not
    “completed”.
    """
    tidy = " ".join(text.split())
    if plain(tidy) in {*_KNOWN, *answers}:
        return tidy, ""
    cut = _AFTER_STATUS.search(text)
    whole = cut is None or _HEDGED.search(text[cut.end() :])
    if cut and not whole and plain(text[: cut.start()]) in {*_KNOWN, *answers}:
        return text[: cut.start()].strip(), text[cut.end() :].strip(" .\n)")
    day = _DAY_AFTER.search(tidy)
    if day and plain(tidy[: day.start()]) in {*_KNOWN, *answers}:
        return tidy[: day.start()], tidy[day.start() :].strip()
    first, _, rest = tidy.partition(" ")
    if plain(first) in _ASKED_FIRST:
        return first, rest
    return tidy, ""


_HEDGED = re.compile(
    r"\b(?:except|excluding|but|however|not|partial|partially|partly|pending|awaited|subject to|"
    r"only|initialled|initialed|in principle|ad referendum|кроме|исключением|частично|не|но|однако|"
    r"ожидается|только|лишь|парафирован\w*)\b|سوائے|لیکن|نہیں|جزوی|صرف",
    re.IGNORECASE,
)
"""Words that take back part of the status before them."""

_DAY_AFTER = re.compile(
    r" (?:on|dated|in|от|в)? ?(?:\d{1,2}[./ -](?:\d{1,2}|[^\W\d_]{3,9})[./ -]\d{4}|\d{4}-\d\d-\d\d)"
    r"(?: ?г(?:ода|\.)?)?\.?$",
    re.IGNORECASE,
)
_ASKED_FIRST = {
    *ASKED_STATUSES,
    *(name for name, meant in STATUS_NAMES.items() if Status.POSTPONED in meant.values()),
}
"""Words that are asked about, whatever follows: when a thing was put off to is no status."""

_KNOWN = {*STATUS_NAMES, *ASKED_STATUSES}

_OF: Mapping[Family, Sequence[Status]] = {
    Family.UNDERTAKING: (
        Status.OPEN,
        Status.IN_PROGRESS,
        Status.ON_HOLD,
        Status.FULFILLED,
        Status.CLOSED,
        Status.SUPERSEDED,
        Status.WITHDRAWN,
        Status.LAPSED,
    ),
    Family.MEETING: (
        Status.FORESEEN,
        Status.DATES_AGREED,
        Status.HELD,
        Status.CLOSED,
        Status.POSTPONED,
        Status.CANCELLED,
    ),
    Family.INSTRUMENT: (
        Status.UNDER_NEGOTIATION,
        Status.AGREED_TEXT,
        Status.SIGNED,
        Status.IN_FORCE,
        Status.NOTICE_GIVEN,
        Status.EXPIRED,
        Status.TERMINATED,
        Status.SUPERSEDED,
    ),
}
"""The statuses that a word may be said to mean; a draft is no word of anybody's table."""


def read_kind(text: str) -> Kind | None:
    """Return the kind that a text names, whole or by how it begins; None if it names none."""
    name = plain(text)
    if name in KIND_NAMES:
        return KIND_NAMES[name]
    begun = [each for each in KIND_NAMES if name.startswith(f"{each} ")]
    return KIND_NAMES[max(begun, key=len)] if begun else None
