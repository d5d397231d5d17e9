"""The change log of one commitment in words: what was written of it and of what stands beside it.

Values are told as the officer reads them, references by the names of what they point at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from app.domain.change import ChangeKind, FieldChange, HistoryEntry
from app.domain.following import Pull
from app.domain.identity import CommitmentId, TimingId
from app.domain.particulars import CHOICE, REVISION, LinkKind, TimingRecord, TimingRole
from app.domain.timing import Timing
from app.qt.look import words
from app.qt.look.term_words import event_mark
from app.qt.views.date_ledger import pulled_words, revision_words
from app.qt.views.entries import joined
from app.qt.views.field_words import field_word
from app.qt.views.history_values import Value, apart, date_words, short, value_words
from app.qt.views.languages import language_word
from app.qt.views.link_words import link_word
from app.store.records import RECORDS

Names = Callable[[str, str], str]
"""Gives the name of a record (its table, its identity); empty where it has none."""

_SILENT = frozenset(
    {"gone", "commitment", "starts", "ends", "role", "offset", "due_sense", "due_basis"}
)
"""Fields that say nothing to a person, or that are told in another way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing a change did; `field` and `value` are what a restoring would write again."""

    text: str
    field: str = ""
    value: Value = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldChange:
    """One change: whose, when, and all it did to this commitment."""

    address: str
    at: int
    actor: str
    kind: ChangeKind
    label: str
    happened_on: str
    details: tuple[Told, ...] = field(default_factory=tuple)


def told(
    entries: Sequence[HistoryEntry],
    identity: str,
    names: Names,
    amendable: frozenset[str],
    most: int,
) -> tuple[list[ToldChange], int]:
    """Return the newest `most` changes of a history, and how many there are in all.

    `amendable` names the fields whose earlier values can be restored.
    """
    groups = [
        list(each) for _, each in groupby(range(len(entries)), lambda n: _address(entries[n]))
    ]
    teller = _Teller(entries, identity, names, amendable)
    return [teller.change(group) for group in groups[:most]], len(groups)


def with_pulls(changes: Sequence[ToldChange], pulls: Sequence[Pull]) -> list[ToldChange]:
    """Put among the changes of a commitment those of others that moved its date with theirs.

    Where one change did both, it is told there; others are told from the oldest change shown on.
    """
    lines = list(changes)
    for pull in pulls:
        told_here = Told(text=pulled_words(pull))
        address = f"{pull.copy}:{pull.n}"
        places = [place for place, each in enumerate(lines) if each.address == address]
        if places:
            held = lines[places[0]]
            lines[places[0]] = replace(held, details=(*held.details, told_here))
            continue
        older = next((place for place, each in enumerate(lines) if each.at <= pull.at), None)
        if older is not None:
            lines.insert(older, _pulled(pull, address, told_here.text))
    return lines


def _pulled(pull: Pull, address: str, label: str) -> ToldChange:
    return ToldChange(
        address=address,
        at=pull.at,
        actor=pull.actor,
        kind=ChangeKind.DO,
        label=label,
        happened_on=pull.after.edtf if pull.held else "",
    )


def _address(entry: HistoryEntry) -> str:
    return f"{entry.copy}:{entry.n}"


class _Teller:
    """Tells entries, knowing what each record held after every one of them."""

    def __init__(
        self,
        entries: Sequence[HistoryEntry],
        identity: str,
        names: Names,
        amendable: frozenset[str],
    ) -> None:
        self._entries, self._identity = entries, identity
        self._names, self._amendable = names, amendable
        self._held: dict[str, dict[str, Value]] = {}
        after: list[Mapping[str, Value]] = []
        for entry in reversed(entries):
            new = {each.field: each.new for each in entry.fields}
            now = {**self._held.get(entry.id, {}), **new}
            self._held[entry.id] = now
            after.append(now)
        self._after = after[::-1]

    def change(self, places: Sequence[int]) -> ToldChange:
        """Tell all that one change did; `places` are its entries."""
        mine = [self._entries[place] for place in places]
        first = mine[0]
        details = [each for n in places for each in self.tell(self._entries[n], self._after[n])]
        return ToldChange(
            address=_address(first),
            at=first.at,
            actor=first.actor,
            kind=first.kind,
            label=first.label,
            happened_on=next((each.happened_on for each in mine if each.happened_on), ""),
            details=tuple(details),
        )

    def tell(self, entry: HistoryEntry, state: Mapping[str, Value]) -> list[Told]:
        """Tell what one entry did; nothing where the change's label says it all."""
        if entry.record == "commitment":
            return self._own(entry) if entry.id == self._identity else []
        if entry.record == "move":
            return self._move(state) if _came(entry) else []
        heading = self._heading(entry.record, state)
        if not heading:
            return []
        gone = next((each for each in entry.fields if each.field == "gone"), None)
        if gone is not None:
            said = _tr(_STATES[_came(entry), bool(gone.new)]).format(what=heading)
            revised = entry.record == "timing" and _came(entry)
            return [Told(text=joined((said, self._revision(state) if revised else "")))]
        steps = [
            self._step(entry.record, each) for each in entry.fields if each.field not in _SILENT
        ]
        return [Told(text=f"{heading}: {'; '.join(steps)}")] if steps else []

    def _revision(self, state: Mapping[str, Value]) -> str:
        """Who asked for a date that was entered and who agreed, when and why."""
        relation = str(self._held.get(self._identity, {}).get("relation") or "")
        record = TimingRecord(
            id=TimingId(""),
            commitment=CommitmentId(self._identity),
            role=TimingRole.REVISION,
            timing=Timing(),
            **{name: str(state.get(name) or "") for name in REVISION},
        )
        return revision_words(record, relation)

    def _move(self, state: Mapping[str, Value]) -> list[Told]:
        """What was written with a move: the reading that was chosen, the reason, who said so."""
        who, chose = str(state.get("who") or ""), state.get("field") == CHOICE
        said = [str(state.get("why") or "")]
        if chose:
            chosen = str(state.get("value") or "").partition(" ")[0]
            date = date_words(self._held.get(chosen, {}))
            said.insert(0, _tr(_CHOSEN).format(date=apart(short(date))))
        if who:
            said.append(_tr(_DECIDED if chose else _CONFIRMED).format(who=who))
        return [Told(text=each) for each in said if each]

    def _own(self, entry: HistoryEntry) -> list[Told]:
        """What changed of the commitment itself; its creation is told by the label alone."""
        if _came(entry):
            return []
        found: list[Told] = []
        for each in entry.fields:
            if each.field == "gone":
                continue
            restorable = each.field in self._amendable and entry.kind is not ChangeKind.ERASE
            found.append(
                Told(
                    text=f"{field_word(each.field)}: {self._arrow('commitment', each)}",
                    field=each.field if restorable else "",
                    value=each.old,
                )
            )
        return found

    def _step(self, record: str, change: FieldChange) -> str:
        return f"{_field_word(change.field)}: {self._arrow(record, change)}"

    def _arrow(self, record: str, change: FieldChange) -> str:
        old = self._value(record, change.field, change.old)
        new = self._value(record, change.field, change.new)
        return f"{apart(short(old))} → {apart(short(new))}"

    def _value(self, record: str, name: str, value: Value) -> str:
        if value is None or value == "":
            return ""
        table = RECORDS[record].references.get(name)
        if table == "timing":
            return date_words(self._held.get(str(value), {}))
        if table is not None:
            return self._names(table, str(value)) or _tr(_UNNAMED)
        return value_words(name, value)

    def _heading(self, record: str, state: Mapping[str, Value]) -> str:
        """What a record beside the commitment is called: the sort of it, and what marks it out."""
        if record not in _HEADINGS:
            return ""

        def held(name: str) -> str:
            return self._value(record, name, state.get(name))

        match record:
            case "wording":
                mark = language_word(str(state.get("language") or ""))
            case "evidence":
                mark = joined(
                    (held("source"), f"¶{held('paragraph')}" if held("paragraph") else "")
                )
            case "link":
                mark = self._link(state)
            case "timing":
                mark = date_words(state)
            case "meeting":
                mark = joined((held("series"), held("ordinal")), " ")
            case _:
                mark = event_mark(state) or (held(_MARKS[record]) if record in _MARKS else "")
        heading = _tr(_HEADINGS[record])
        return f"{heading}: {apart(short(mark))}" if mark else heading

    def _link(self, state: Mapping[str, Value]) -> str:
        outward = state.get("origin") == self._identity
        other = self._names("commitment", str(state.get("target" if outward else "origin") or ""))
        try:
            kind = link_word(LinkKind(str(state.get("kind"))), outward=outward)
        except ValueError:
            kind = ""
        return joined((kind, other), " ")


def _came(entry: HistoryEntry) -> bool:
    """Whether an entry made its record."""
    return any(each.field == "gone" and each.old is None for each in entry.fields)


def _tr(text: str) -> str:
    return QCoreApplication.translate("History", text)


def _field_word(name: str) -> str:
    own = _BESIDE_FIELDS.get(name)
    return _tr(own) if own is not None else field_word(name)


_NOOP = words.QT_TRANSLATE_NOOP
_CHOSEN = _NOOP("History", "The date that counts: {date}")
_DECIDED = _NOOP("History", "decided by {who}")
_CONFIRMED = _NOOP("History", "confirmed by {who}")
_UNNAMED = _NOOP("History", "one no longer in the register")
_HEADINGS = {
    "note": _NOOP("History", "Note"),
    "milestone": _NOOP("History", "Milestone"),
    "wording": _NOOP("History", "Wording"),
    "evidence": _NOOP("History", "Evidence"),
    "support": _NOOP("History", "Supporting agency"),
    "link": _NOOP("History", "Link"),
    "timing": _NOOP("History", "Date"),
    "appearance": _NOOP("History", "Restated at"),
    "decision": _NOOP("History", "Decision for the next session"),
    "meeting": _NOOP("History", "Meeting"),
    "term": _NOOP("History", "Term and renewal"),
    "instrumentevent": _NOOP("History", "Event"),
}
_MARKS = {
    "note": "text",
    "milestone": "label",
    "support": "organisation",
    "appearance": "session",
    "decision": "choice",
}
_STATES = {
    (True, False): _NOOP("History", "{what}"),
    (True, True): _NOOP("History", "{what}"),
    (False, True): _NOOP("History", "{what} – withdrawn"),
    (False, False): _NOOP("History", "{what} – back again"),
}
"""By whether the record was made by the entry, and whether it is gone after it."""
_BESIDE_FIELDS = {
    "starts": _NOOP("History", "First day"),
    "start_rule": _NOOP("History", "Begins"),
    "initial": _NOOP("History", "First term"),
    "ends": _NOOP("History", "First term ends"),
    "renewal": _NOOP("History", "Renewal"),
    "renewal_period": _NOOP("History", "Each renewal"),
    "minimum": _NOOP("History", "No notice for"),
    "notice": _NOOP("History", "Notice before"),
    "notice_event": _NOOP("History", "Notice counts"),
    "end_convention": _NOOP("History", "A term ends"),
    "buffer": _NOOP("History", "Letter needs"),
    "label": _NOOP("History", "Step"),
    "who": _NOOP("History", "By whom"),
    "done_on": _NOOP("History", "Done on"),
    "text": _NOOP("History", "Text"),
    "words": _NOOP("History", "In its words"),
    "edtf": _NOOP("History", "Date"),
    "basis": _NOOP("History", "Rests on"),
    "anchor": _NOOP("History", "Hangs on"),
    "series": _NOOP("History", "Series"),
    "ordinal": _NOOP("History", "Number"),
    "host": _NOOP("History", "Host"),
    "choice": _NOOP("History", "Decision"),
    "why": _NOOP("History", "Why"),
    "due_words": _NOOP("History", "New date in its words"),
    "due_edtf": _NOOP("History", "New date"),
    "chosen_on": _NOOP("History", "Chosen on"),
    "applied_on": _NOOP("History", "Carried out on"),
}
