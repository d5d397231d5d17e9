"""How a link between two commitments reads, from either of its ends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.dossier import Tie
from app.domain.particulars import LinkKind
from app.qt.look.words import QT_TRANSLATE_NOOP
from app.qt.views.choice_field import Choice

_NOOP = QT_TRANSLATE_NOOP
_OUTWARD = {
    LinkKind.IMPLEMENTS: _NOOP("Links", "implements"),
    LinkKind.RESTATES: _NOOP("Links", "restates"),
    LinkKind.CARRIED_OVER_TO: _NOOP("Links", "carried over to"),
    LinkKind.SUPERSEDES: _NOOP("Links", "supersedes"),
    LinkKind.DEPENDS_ON: _NOOP("Links", "depends on"),
    LinkKind.FULFILS: _NOOP("Links", "fulfils"),
    LinkKind.ARISES_FROM: _NOOP("Links", "arises from"),
    LinkKind.CONFLICTS_WITH: _NOOP("Links", "conflicts with"),
}
_INWARD = {
    LinkKind.IMPLEMENTS: _NOOP("Links", "implemented by"),
    LinkKind.RESTATES: _NOOP("Links", "restated by"),
    LinkKind.CARRIED_OVER_TO: _NOOP("Links", "carried over from"),
    LinkKind.SUPERSEDES: _NOOP("Links", "superseded by"),
    LinkKind.DEPENDS_ON: _NOOP("Links", "depended on by"),
    LinkKind.FULFILS: _NOOP("Links", "fulfilled by"),
    LinkKind.ARISES_FROM: _NOOP("Links", "gave rise to"),
    LinkKind.CONFLICTS_WITH: _NOOP("Links", "conflicts with"),
}


def link_word(kind: LinkKind, *, outward: bool) -> str:
    """Return what one end is to the other, seen from the link's origin or from its target."""
    return QCoreApplication.translate("Links", (_OUTWARD if outward else _INWARD)[kind])


def tie_word(tie: Tie) -> str:
    """Return what this commitment is to the other, and that it is only presumed where it is."""
    said = link_word(tie.link.kind, outward=tie.outward)
    if not tie.link.presumed:
        return said
    return QCoreApplication.translate("Links", "{link}, presumed").format(link=said)


def directions() -> tuple[Choice, ...]:
    """Return every way of being linked, from both ends; that of equals is there once."""
    chosen = [
        Choice(value=f"{way}:{kind.value}", words=link_word(kind, outward=way == "to"))
        for kind in LinkKind
        for way in ("to", "from")
        if not (kind is LinkKind.CONFLICTS_WITH and way == "from")
    ]
    return tuple(chosen)


def chosen_direction(value: str) -> tuple[LinkKind, bool]:
    """Return the kind and whether this commitment is its origin, of one of `directions`."""
    way, _, kind = value.partition(":")
    return LinkKind(kind), way == "to"
