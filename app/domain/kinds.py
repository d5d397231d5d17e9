"""The kinds of commitment and the three families they belong to (a family shares one lifecycle)."""

from __future__ import annotations

from enum import StrEnum


class Family(StrEnum):
    """A group of kinds whose status moves the same way."""

    UNDERTAKING = "undertaking"
    MEETING = "meeting"
    INSTRUMENT = "instrument"


class Kind(StrEnum):
    """What sort of thing was promised or made."""

    ACTION = "action"
    PROJECT = "project"
    SIGNATURE = "signature"
    STUDY = "study"
    SESSION = "session"
    WORKING_GROUP = "working group"
    VISIT = "visit"
    INTERNAL_MEETING = "internal meeting"
    TREATY = "treaty"
    AGREEMENT = "agreement"
    MOU = "MoU"
    PROTOCOL = "protocol"
    MINUTES = "minutes"
    ROADMAP = "roadmap"
    COMMUNIQUE = "communiqué"
    EXCHANGE_OF_NOTES = "exchange of notes"
    CONTRACT = "contract"

    @property
    def family(self) -> Family:
        """The family whose lifecycle this kind follows."""
        return _FAMILIES[self]


_FAMILIES = {
    **dict.fromkeys((Kind.ACTION, Kind.PROJECT, Kind.SIGNATURE, Kind.STUDY), Family.UNDERTAKING),
    **dict.fromkeys(
        (Kind.SESSION, Kind.WORKING_GROUP, Kind.VISIT, Kind.INTERNAL_MEETING), Family.MEETING
    ),
    **dict.fromkeys(
        (
            Kind.TREATY,
            Kind.AGREEMENT,
            Kind.MOU,
            Kind.PROTOCOL,
            Kind.MINUTES,
            Kind.ROADMAP,
            Kind.COMMUNIQUE,
            Kind.EXCHANGE_OF_NOTES,
            Kind.CONTRACT,
        ),
        Family.INSTRUMENT,
    ),
}
