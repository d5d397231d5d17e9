"""Random identities, and identities that two copies of a register arrive at alone."""

from __future__ import annotations

import hashlib
import secrets
from typing import NewType

CommitmentId = NewType("CommitmentId", str)
OrganisationId = NewType("OrganisationId", str)
SourceId = NewType("SourceId", str)
SeriesId = NewType("SeriesId", str)
TimingId = NewType("TimingId", str)

_LENGTH = 20


def new_id() -> str:
    """Return a fresh random identity: 20 hex digits, never shown to a person."""
    return secrets.token_hex(_LENGTH // 2)


def derived_id(*key: str) -> str:
    """Return the identity that belongs to a key, the same in every copy of the register.

    For records that two officers may create independently and that must then be one:
    holidays, default rules, reminder occurrences.
    """
    text = "\x1f".join(key)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
