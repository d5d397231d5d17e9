"""Every derived value of random registers against a slow and obvious computation of it.

The reference reads the records alone and follows the rules as they are told, one commitment at a
time, without the columns that the door keeps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.edtf import parse
from app.domain.errors import ServandaError
from app.domain.lifecycle import Phase, Status
from app.domain.query import Query
from app.domain.timeliness import Timeliness, overdue_of, timeliness
from app.domain.timing import Basis, Bounds, Overdue, Sense, Timing
from tests.store.desks import (
    LONG,
    TODAY,
    VERBS,
    Officer,
    at_random,
    commitment,
    created,
    folder,
    raw,
    seated,
    seeded,
)

REGISTERS = 10_000 if LONG else 40
DAYS = (TODAY, date(2024, 12, 1), date(2025, 4, 11), date(2026, 12, 31), date(2027, 1, 1))

WORK = [*VERBS, *("time", "postpone", "reading", "choose", "correct", "move") * 3, "undo", "redo"]
"""What officers do here: dates above all."""
numbers = st.integers(0, 10_000)
histories = st.lists(st.tuples(st.sampled_from(WORK), numbers, numbers, numbers), max_size=45)


def tables(register, name):
    """Every row of a record that is not gone, oldest first."""
    cursor = raw(register).execute(f"SELECT * FROM {name} WHERE gone='' ORDER BY rid")  # noqa: S608
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def days_of(text):
    try:
        read = parse(text)
    except ServandaError:
        return Bounds()
    return Bounds(earliest=read.earliest, latest=read.latest)


@dataclass
class Reference:
    """What the records of a register come to, by the rules as an officer is told them."""

    register: object

    def __post_init__(self):
        cursor = raw(self.register).execute("SELECT * FROM commitment")
        names = [each[0] for each in cursor.description]
        self.commitments = {row[1]: dict(zip(names, row, strict=True)) for row in cursor}
        self.timings = tables(self.register, "timing")
        self.moves = tables(self.register, "move")
        self.notes = tables(self.register, "note")
        self.bodies = {each["id"]: each for each in self._bodies()}

    def _bodies(self):
        cursor = raw(self.register).execute("SELECT * FROM organisation")
        names = [each[0] for each in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def dates(self, identity):
        return [each for each in self.timings if each["commitment"] == identity]

    def counting(self, identity):
        wanted = self.commitments[identity]["timing"]
        return next((each for each in self.dates(identity) if each["id"] == wanted), None)

    def first(self, identity):
        return next((each for each in self.dates(identity) if each["role"] == "first"), None)

    def done(self, identity):
        """The days of the move that led into the done phase and was not left again."""
        if Status(self.commitments[identity]["status"]).phase is not Phase.DONE:
            return Bounds()
        day = None
        for move in self.moves:
            if move["commitment"] == identity and move["field"] == "status":
                settled = Status(move["value"]).phase is Phase.DONE
                day = (day or move["happened_on"]) if settled else None
        return days_of(day) if day else Bounds()

    def stands(self, identity):
        """The days it took place, else those it is due: what others that follow it hang on."""
        done = self.done(identity)
        return done if done.known else self.due(identity)

    def due(self, identity):
        counting = self.counting(identity)
        if counting is None or self.in_circle(identity):
            return Bounds()
        return self.meant(counting)

    def in_circle(self, identity):
        """Whether the date follows, however indirectly, from the commitment itself."""
        at = identity
        for _ in range(len(self.commitments) + 1):
            counting = self.counting(at)
            if counting is None or counting["anchor"] is None:
                return False
            at = counting["anchor"]
            if at == identity:
                return True
            if self.done(at).known:  # it has its days, whatever it hangs on
                return False
        return False

    def meant(self, timing):
        """The first and the last day a timing may mean."""
        owner, anchor = self.commitments[timing["commitment"]], timing["anchor"]
        said = timing["agreed_on"] or timing["asked_on"] or owner["made_on"]
        value = Timing(
            edtf=timing["edtf"], sense=Sense(timing["sense"]), anchor=anchor,
            offset=timing["offset"],
        )  # fmt: skip
        hung = self.stands(anchor) if anchor not in (None, timing["commitment"]) else Bounds()
        try:
            return value.bounds(parse(said).earliest if said else None, hung)
        except ServandaError:
            return Bounds()

    def first_days(self, identity):
        first = self.first(identity)
        if first is None:
            return Bounds()
        return self.due(identity) if first is self.counting(identity) else self.meant(first)

    def readings(self, identity):
        return [each for each in self.dates(identity) if each["role"] != "revision"]

    def disputed(self, identity):
        counting = self.counting(identity)
        if counting is None or counting["role"] == "revision":
            return False
        says = [
            each["id"]
            for each in self.readings(identity)
            if (each["edtf"], each["anchor"], each["offset"])
            != (counting["edtf"], counting["anchor"], counting["offset"])
        ]
        for move in self.moves:
            if move["commitment"] == identity and move["field"] == "reading":
                chosen, *weighed = move["value"].split()
                if chosen == counting["id"] and all(each in weighed for each in says):
                    return False
        return bool(says)

    def heard(self, identity):
        days = [
            days_of(each["happened_on"]).latest
            for each in self.notes
            if each["commitment"] == identity
        ]
        return max((each for each in days if each), default=None)

    def lead(self, identity):
        body = self.bodies.get(self.commitments[identity]["owner"])
        return "" if body is None else body["acronym"] or body["name"]


def stored(row, name):
    pair = (row[f"{name}earliest"], row[f"{name}latest"])
    return Bounds(**dict(zip(("earliest", "latest"), map(as_day, pair), strict=True)))


def as_day(text):
    return None if text is None else date.fromisoformat(text)


@settings(max_examples=1_000 if LONG else 25)
@given(histories)
def test_every_derived_value_is_what_the_records_come_to(draws):
    worked_out(draws)


@pytest.mark.slow
@pytest.mark.faults
@pytest.mark.timeout(0 if LONG else 120)
def test_thousands_of_registers_hold_what_their_records_come_to():
    """Ten thousand of them in `SERVANDA_FAULTS=long poe faults`, a few dozen otherwise."""
    seen = Counter()
    for number in range(REGISTERS):
        seen += worked_out(at_random(seeded(number), 50, WORK), tangled=number)
    assert {"anchored", "disputed", "waiting", "circle", "slipped"} <= seen.keys(), seen


def tangle(register, generator):
    """Hang dates on each other without asking whether that closes a circle, as merging may."""
    told = Reference(register)
    dated = [each for each in told.commitments if told.counting(each)]
    with register.store.write("As if merged") as writer:
        for identity in generator.sample(dated, min(len(dated), 5)):
            anchor = generator.choice(dated)
            timing = told.commitments[identity]["timing"]
            writer.set("timing", timing, edtf="", sense="point", anchor=anchor, offset="P10D")


def worked_out(draws, tangled=0):
    """Let an officer work, compare, and count what the register then holds."""
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        if tangled % 3 == 1:
            tangle(register, seeded(tangled))
        compare(register)
        told = Reference(register)
        seen = Counter()
        for identity, row in told.commitments.items():
            due = told.due(identity)
            seen["anchored"] += row["anchored"] and due.known
            seen["waiting"] += row["anchored"] and not due.known
            seen["disputed"] += told.disputed(identity)
            seen["circle"] += told.in_circle(identity)
            seen["slipped"] += due.known and due != told.first_days(identity)
        register.store.close()
    return +seen


def compare(register):
    told = Reference(register)
    for identity, row in told.commitments.items():
        counting, first = told.counting(identity), told.first(identity)
        assert stored(row, "") == told.due(identity)
        assert stored(row, "done_") == told.done(identity)
        assert stored(row, "first_") == told.first_days(identity)
        assert row["sense"] == (counting["sense"] if counting else "")
        assert row["first_sense"] == (first["sense"] if first else "")
        assert row["anchored"] == (counting is not None and counting["anchor"] is not None)
        assert row["readings"] == len(told.readings(identity))
        assert bool(row["disputed"]) == told.disputed(identity)
        assert row["owner_words"] == told.lead(identity)
        assert as_day(row["heard"]) == told.heard(identity)
    compare_lists(register, told)


def where_it_stands(told, identity, today):
    """Timeliness, as the first of its definitions that holds."""
    status = Status(told.commitments[identity]["status"])
    due, counting = told.due(identity), told.counting(identity)
    sense = counting["sense"] if counting else "point"
    if status.phase is Phase.DROPPED:
        return Timeliness.DROPPED
    if status.phase is Phase.DONE:
        return settled(due, told.done(identity), sense)
    if not due.known:
        hung = counting is not None and counting["anchor"] is not None
        return Timeliness.WAITING if hung else Timeliness.NO_DATE
    if sense == "continuing":
        return Timeliness.NO_DATE
    return ahead_of(due, sense, today, draft=status is Status.DRAFT)


def settled(due, done, sense):
    if due.latest is None or sense in ("span", "continuing"):
        return Timeliness.DONE_UNKNOWN
    if done.latest is not None and done.latest <= due.latest:
        return Timeliness.DONE_IN_TIME
    late = done.earliest is not None and done.earliest > due.latest
    return Timeliness.DONE_LATE if late else Timeliness.DONE_UNKNOWN


def ahead_of(due, sense, today, *, draft):
    passed = due.latest is not None and due.latest < today
    ahead = due.earliest is not None and due.earliest > today
    if sense == "span":
        return Timeliness.ENDED if passed else Timeliness.NOT_YET if ahead else Timeliness.RUNNING
    if passed:
        return Timeliness.ENDED if draft else Timeliness.OVERDUE
    if due.latest is not None and due.latest <= today + timedelta(days=30):
        return Timeliness.DUE_SOON
    return Timeliness.NOT_YET if ahead else Timeliness.WINDOW_OPEN


def compare_lists(register, told):
    """What lists and rows say of time is the same on every day."""
    live = [each for each, row in told.commitments.items() if row["gone"] == ""]
    for today in DAYS:
        wanted = {each: where_it_stands(told, each, today) for each in live}
        for where in Timeliness:
            query = Query(timeliness=frozenset({where}))
            found = {row.id for row in register.reader.each_row(query, today)}
            assert found == {each for each in live if wanted[each] is where}
        for each in live:
            assert timeliness(register.reader.row(each).standing, today) is wanted[each]


# --- properties of any date --------------------------------------------------------------------

ORDER = [Overdue.NO, Overdue.WINDOW_OPEN, Overdue.YES]


@settings(max_examples=400 if LONG else 25)
@given(histories)
def test_bounds_are_ordered_and_lateness_only_grows(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        for row in register.reader.each_row(Query(), TODAY):
            for each in (row.bounds, row.done, row.first):
                if each.earliest and each.latest:
                    assert each.earliest <= each.latest
            days = [date(2020, 1, 1) + timedelta(days=97 * step) for step in range(60)]
            answers = [overdue_of(row.standing, day) for day in days]
            if Overdue.CANNOT_SAY in answers:
                first = answers.index(Overdue.CANNOT_SAY)
                assert set(answers[:first]) <= {Overdue.NO}
                assert set(answers[first:]) == {Overdue.CANNOT_SAY}
            else:
                ranks = [ORDER.index(each) for each in answers]
                assert ranks == sorted(ranks)
        register.store.close()


def test_the_reference_sees_what_is_wrong(tmp_path):
    """A comparison that nothing can fail would prove nothing."""
    register = seated(created(tmp_path / "r.servanda"))
    Officer(register).work([("propose", 1, 1, 1)])
    compare(register)
    raw(register).execute("UPDATE commitment SET latest='2031-01-01'")
    with pytest.raises(AssertionError):
        compare(register)
    register.store.close()


def test_dates_hang_on_each_other_over_many_steps(tmp_path):
    register = seated(created(tmp_path / "r.servanda"))
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    before = commitment("C/0", owed_by="PK")
    stated = Timing(edtf="2026-01-31", basis=Basis.STATED)
    register.propose(before, timing=stated)
    for step in range(1, 12):
        after = commitment(f"C/{step}", owed_by="PK")
        register.propose(after, timing=Timing(anchor=before.id, offset="P1M"))
        before = after
    compare(register)
    register.store.close()
