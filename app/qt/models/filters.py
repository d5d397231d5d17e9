"""The filters of a list: which field, which values there are, what they do to the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.domain.commitment import Strength, sides_of
from app.domain.kinds import Kind
from app.domain.lifecycle import Phase, Status
from app.domain.query import Query
from app.domain.timeliness import Timeliness
from app.qt.look import words
from app.qt.look.words import QT_TRANSLATE_NOOP as _NOOP

if TYPE_CHECKING:
    from app.store.reader import Reader

Value = tuple[str, str]
"""A value as it is kept in a question, and the words for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """One field a list can be filtered by.

    `values` gives what can be chosen in a register, `held` what a question asks for and `ask`
    the question that asks for other values. Where `one` holds only one value can be chosen.
    `usual` filters always show, the others once they are set.
    """

    key: str
    heading: str
    values: Callable[[Reader, str], list[Value]]
    held: Callable[[Query], frozenset[str]]
    ask: Callable[[Query, frozenset[str]], Query]
    one: bool = False
    usual: bool = False

    @property
    def title(self) -> str:
        """The field's name in the interface's language."""
        return QCoreApplication.translate("Filters", self.heading)


def _with(query: Query, attribute: str, value: object) -> Query:
    changed: dict[str, Any] = {attribute: value}
    return replace(query, **changed)


def _held(attribute: str) -> Callable[[Query], frozenset[str]]:
    return lambda query: frozenset(str(_stored(each)) for each in getattr(query, attribute))


def _stored(value: object) -> object:
    return int(value) if isinstance(value, IntEnum) else value


def _asks(attribute: str, kind: Callable[[str], Any]) -> Callable[[Query, frozenset[str]], Query]:
    return lambda query, chosen: _with(query, attribute, frozenset(map(kind, chosen)))


def _held_one(attribute: str) -> Callable[[Query], frozenset[str]]:
    return lambda query: frozenset(filter(None, [getattr(query, attribute)]))


def _asks_one(attribute: str, nothing: object = "") -> Callable[[Query, frozenset[str]], Query]:
    return lambda query, chosen: _with(query, attribute, next(iter(chosen), nothing))


def _words(
    kinds: Iterable[Any], word: Callable[[Any], str]
) -> Callable[[Reader, str], list[Value]]:
    return lambda _reader, _relation: [(str(_stored(each)), word(each)) for each in kinds]


def _used(column: str) -> Callable[[Reader, str], list[Value]]:
    return lambda reader, _relation: [(each, each) for each in reader.distinct(column)]


def _timeliness(query: Query, chosen: frozenset[str]) -> Query:
    """Ask for a timeliness of promises: what was only noted is counted when it is asked for."""
    asked = frozenset(map(Timeliness, chosen))
    return replace(query, timeliness=asked, promises=bool(asked) and not query.strengths)


def _strengths(query: Query, chosen: frozenset[str]) -> Query:
    asked = frozenset(Strength(int(each)) for each in chosen)
    return replace(query, strengths=asked, promises=query.promises and not asked)


def _sides(reader: Reader, relation: str) -> list[Value]:
    """Each country of the pairs that are looked at, by code and name, and both together."""
    found: dict[str, str] = {}
    for each in reader.relations():
        if relation in ("", each.code):
            first, second = sides_of(each.code)
            found[first] = f"{first}, {each.first_name}"
            found[second] = f"{second}, {each.second_name}"
    return list(found.items())


def _owed(reader: Reader, relation: str) -> list[Value]:
    """The responsible sides as they are recorded: one alone, both, a private body."""
    pairs = {frozenset(sides_of(each.code)) for each in reader.relations()}
    here = set(sides_of(relation)) if relation else set().union(*pairs)
    found: list[Value] = []
    for value in reader.distinct("owed_by"):
        parts = set(value.split("+"))
        if parts in pairs:
            together = QCoreApplication.translate("Filters", "both, {sides}")
            found.append((value, together.format(sides=value.replace("+", " + "))))
        elif parts <= here:
            alone = QCoreApplication.translate("Filters", "{side} alone")
            found.append((value, alone.format(side=value)))
        else:
            found.append((value, value))
    return found


def _balls(reader: Reader, relation: str) -> list[Value]:
    third = QCoreApplication.translate("Filters", "a third party")
    return [*_sides(reader, relation), ("third", third)]


def _origins(reader: Reader, relation: str) -> list[Value]:
    return [
        (each.id, f"{words.short_ref(each)}  {each.title}")
        for each in reader.origins()
        if relation in ("", each.relation)
    ]


_PHASES = {
    Phase.DRAFT: _NOOP("Filters", "Drafts"),
    Phase.OPEN: _NOOP("Filters", "Not begun"),
    Phase.ACTIVE: _NOOP("Filters", "Under way"),
    Phase.DONE: _NOOP("Filters", "Done"),
    Phase.DROPPED: _NOOP("Filters", "Dropped"),
}


def _phase_word(phase: Phase) -> str:
    return QCoreApplication.translate("Filters", _PHASES[phase])


def _strength_word(strength: Strength) -> str:
    return f"{int(strength)}, {words.strength_word(strength)}"


def _promises(_reader: Reader, _relation: str) -> list[Value]:
    return [
        ("yes", QCoreApplication.translate("Filters", "without events and what was only noted"))
    ]


def _silent(_reader: Reader, _relation: str) -> list[Value]:
    return [("yes", QCoreApplication.translate("Filters", "none within the update period"))]


def _slipped(_reader: Reader, _relation: str) -> list[Value]:
    return [("yes", QCoreApplication.translate("Filters", "postponed, or done late"))]


def _flag(attribute: str) -> Callable[[Query], frozenset[str]]:
    return lambda query: frozenset({"yes"} if getattr(query, attribute) else ())


def _asks_flag(attribute: str) -> Callable[[Query, frozenset[str]], Query]:
    return lambda query, chosen: _with(query, attribute, bool(chosen))


FILTERS: tuple[Filter, ...] = (
    Filter(key="timing", heading=_NOOP("Filters", "Timing"),
           values=_words(Timeliness, words.timeliness_word), held=_held("timeliness"),
           ask=_timeliness),
    Filter(key="owed by", heading=_NOOP("Filters", "Responsible"), usual=True,
           values=_owed, held=_held("owed"), ask=_asks("owed", str)),
    Filter(key="status", heading=_NOOP("Filters", "Status"), usual=True,
           values=_words(Status, words.status_word), held=_held("statuses"),
           ask=_asks("statuses", Status)),
    Filter(key="sector", heading=_NOOP("Filters", "Sector"), usual=True,
           values=_used("sector"), held=_held("sectors"), ask=_asks("sectors", str)),
    Filter(key="lead", heading=_NOOP("Filters", "Lead"), usual=True,
           values=_used("owner_words"), held=_held("leads"), ask=_asks("leads", str)),
    Filter(key="phase", heading=_NOOP("Filters", "Phase"),
           values=_words(Phase, _phase_word), held=_held("phases"), ask=_asks("phases", Phase)),
    Filter(key="kind", heading=_NOOP("Filters", "Kind"),
           values=_words(Kind, words.kind_word), held=_held("kinds"), ask=_asks("kinds", Kind)),
    Filter(key="origin", heading=_NOOP("Filters", "Made at"), one=True,
           values=_origins, held=_held_one("origin"), ask=_asks_one("origin", None)),
    Filter(key="strength", heading=_NOOP("Filters", "Strength"),
           values=_words(tuple(reversed(Strength)), _strength_word), held=_held("strengths"),
           ask=_strengths),
    Filter(key="ball", heading=_NOOP("Filters", "Ball with"),
           values=_balls, held=_held("balls"), ask=_asks("balls", str)),
    Filter(key="silent", heading=_NOOP("Filters", "No news"), one=True,
           values=_silent, held=_flag("silent"), ask=_asks_flag("silent")),
    Filter(key="slipped", heading=_NOOP("Filters", "Change of date"), one=True,
           values=_slipped, held=_flag("slipped"), ask=_asks_flag("slipped")),
    Filter(key="promises", heading=_NOOP("Filters", "Promises only"), one=True,
           values=_promises, held=_flag("promises"), ask=_asks_flag("promises")),
)  # fmt: skip
"""Every filter, in the order in which the chips stand."""


def cleared(query: Query) -> Query:
    """Return the question without its filters and its text; its section and order stay."""
    usual = Query()
    for each in FILTERS:
        query = each.ask(query, frozenset())
    return replace(query, text="", within=None, promises=usual.promises, owner="")


def filtered(query: Query) -> bool:
    """Whether a question has a filter or a text."""
    return cleared(query) != query


def described(query: Query, key: str, values: Iterable[Value]) -> str:
    """Return what a chip says of a filter that is set: its one value, or how many."""
    each = next(field for field in FILTERS if field.key == key)
    held = each.held(query)
    if len(held) != 1:
        return str(len(held))
    (one,) = held
    return next((text for value, text in values if value == one), one)
