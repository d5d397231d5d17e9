"""Reminders of a register: what is due, snoozed and coming, and what the officer does with them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.as_of import AsOf, By
from app.domain.clock import Clock
from app.domain.commitment import Commitment
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import ANSWERED, Standing
from app.domain.query import Query
from app.domain.reminder_rules import CALENDAR, JOINT, NONE, Point, ReminderRule, RuleBook
from app.domain.timing import Basis, Sense, Timing
from app.paths import folders
from app.services import holidays
from app.services.asof import look_back
from app.services.calendar_alarms import rule_alarms
from app.services.opening import create_register, open_register
from app.services.reminder_scan import Scan
from app.services.reminders import entries_of, entry, inbox, matters, named
from tests.benchmarks.generator import made
from tests.store.desks import contents

TODAY = date(2026, 11, 22)


def promise(register, edtf="2026-12-31", *, sense=Sense.POINT, ref="", **more):
    """Enter a promise that is due on a day, or in a month or year."""
    identity = new_id()
    details = {"kind": Kind.ACTION, "status": Status.OPEN, "owed_by": "PK", "strength": 4} | more
    register.propose(
        Commitment(id=identity, ref=ref, relation="PK-BY", title="A promise", **details),
        timing=Timing(edtf=edtf, sense=sense, basis=Basis.STATED) if edtf else None,
    )
    return identity


def rule(leads, point=Point.DEADLINE, counting=CALENDAR, *, family="undertaking", commitment=None):
    return ReminderRule(
        id="",
        point=point,
        leads=leads,
        counting=counting,
        family="" if commitment else family,
        commitment=commitment,
    )


def quiet(register):
    """No word about silence: it comes of every promise here and is not what is looked at."""
    register.set_reminder_rule(rule(NONE, Point.NO_NEWS, family=""))


def box(register, today=TODAY, **asked):
    return inbox(register.reader, today, **asked)


def days(entries):
    return [each.occurrence.on.isoformat() for each in entries]


@pytest.fixture
def desk(register):
    quiet(register)
    yield register
    assert register.store.check() == []


# --- what is due ---------------------------------------------------------------------------------


def test_a_reminder_is_coming_then_due_and_stays_due(desk):
    promise(desk)
    assert days(box(desk).coming) == ["2026-12-01"]
    assert days(box(desk, within=60).coming) == ["2026-12-01", "2026-12-24", "2026-12-30"]
    assert days(box(desk, date(2026, 12, 1)).due) == ["2026-12-01"]
    later = box(desk, date(2029, 1, 1))
    assert days(later.due) == ["2026-12-01", "2026-12-24", "2026-12-30"]
    (matter,) = matters(later.due)
    assert matter.occurrence.on == date(2026, 12, 30)


def test_what_is_settled_reminds_of_nothing(desk):
    identity = promise(desk)
    desk.move(identity, Status.IN_PROGRESS)
    assert len(box(desk, date(2026, 12, 31)).due) == 3
    desk.discard([identity])
    assert box(desk, date(2026, 12, 31)).due == ()


def test_one_pair_of_countries_can_be_looked_at_alone(desk):
    promise(desk)
    assert box(desk, relation="PK-KZ").coming == ()
    assert len(box(desk, relation="PK-BY").coming) == 1


def test_the_sample_asks_for_the_day_of_the_ninth_session(sample):
    quiet(sample)
    (matter,) = matters(box(sample).coming)
    one = matter.occurrence
    assert (one.ref, one.point, one.target) == (
        "PK-BY/JMC-8/30",
        Point.AGREE_DAY,
        date(2026, 12, 31),
    )


# --- what the officer does -----------------------------------------------------------------------


def test_an_acknowledged_reminder_stays_so_and_keeps_who_when_and_why(desk):
    identity = promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    desk.acknowledge([first.occurrence], "  told   the ministry ")
    assert box(desk, date(2026, 12, 1)).due == ()
    kept = entries_of(desk.reader, identity, date(2030, 1, 1))
    assert [each.standing for each in kept] == [Standing.ACKNOWLEDGED, Standing.DUE, Standing.DUE]
    reminder = kept[0].reminder
    assert (reminder.who, reminder.happened_on, reminder.note, reminder.came_on) == (
        "officer",
        TODAY.isoformat(),
        "told the ministry",
        "2026-12-01",
    )


def test_a_snoozed_reminder_comes_back_on_its_day(desk):
    promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    desk.snooze([first.occurrence], "2026-12-10")
    asleep = box(desk, date(2026, 12, 9))
    assert (days(asleep.snoozed), asleep.due) == (["2026-12-01"], ())
    assert days(box(desk, date(2026, 12, 10)).due) == ["2026-12-01"]


def test_a_reminder_snoozed_until_an_answer_comes_back_with_the_answer(desk):
    identity = promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    desk.snooze([first.occurrence], ANSWERED)
    assert len(box(desk, date(2026, 12, 9)).snoozed) == 1
    desk.note(identity, "They answered.")
    assert len(box(desk, date(2026, 12, 9)).due) == 1


@pytest.mark.parametrize("until", ["2026-11-22", "2020-01-01", "2026-12-01", "soon"])
def test_a_day_that_puts_nothing_off_is_refused(desk, until):
    promise(desk)
    (first,) = box(desk).coming
    with pytest.raises(InvalidValueError) as refused:
        desk.snooze([first.occurrence], until)
    assert refused.value.field == "until"


def test_silence_cannot_be_snoozed_until_an_answer(register):
    promise(register, made_on="2020-01-01")
    (silent,) = (e for e in box(register).due if e.occurrence.point is Point.NO_NEWS)
    with pytest.raises(InvalidValueError, match="name a day"):
        register.snooze([silent.occurrence], ANSWERED)


def test_taking_up_again_what_was_acknowledged(desk):
    promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    desk.acknowledge([first.occurrence])
    desk.take_up(first.occurrence)
    assert len(box(desk, date(2026, 12, 1)).due) == 1
    with pytest.raises(NotFoundError):
        desk.take_up(replace(first.occurrence, id="nothing"))


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, one: desk.acknowledge([one], "done"),
        lambda desk, one: desk.snooze([one], "2026-12-24"),
        lambda desk, one: desk.snooze([one], ANSWERED),
        lambda desk, one: desk.set_reminder_rule(rule("P5D")),
        lambda desk, one: desk.set_reminder_rule(rule("P5D", commitment=one.commitment)),
    ],
    ids=["acknowledge", "snooze", "until answered", "rule", "own rule"],
)
def test_one_undo_puts_everything_back_as_it_was(desk, act):
    promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    records = contents(desk, undone=False)
    shown = box(desk, date(2026, 12, 1))
    act(desk, first.occurrence)
    assert box(desk, date(2026, 12, 1)) != shown
    desk.undo()
    assert contents(desk, undone=False) == records
    assert box(desk, date(2026, 12, 1)) == shown
    desk.redo()
    assert box(desk, date(2026, 12, 1)) != shown


def test_several_are_acknowledged_in_one_step(desk):
    promise(desk)
    due = box(desk, date(2026, 12, 31)).due
    change = desk.acknowledge([each.occurrence for each in due])
    assert change.label == "Acknowledge 3 alerts"
    desk.undo()
    assert len(box(desk, date(2026, 12, 31)).due) == 3


# --- what moves ----------------------------------------------------------------------------------


def test_a_moved_date_leaves_what_was_acknowledged_and_moves_what_was_pending(desk):
    identity = promise(desk)
    (first,) = box(desk, date(2026, 12, 1)).due
    desk.acknowledge([first.occurrence])
    kept = desk.reader.reminders_of(identity)
    desk.postpone(identity, Timing(edtf="2027-06-30", sense=Sense.POINT, basis=Basis.STATED))
    assert desk.reader.reminders_of(identity) == kept
    found = entries_of(desk.reader, identity, TODAY)
    assert [(e.occurrence.on.isoformat(), e.standing) for e in found] == [
        ("2027-05-31", Standing.PENDING),
        ("2027-06-23", Standing.PENDING),
        ("2027-06-29", Standing.PENDING),
    ]


def test_a_holiday_moves_what_is_pending_and_leaves_what_was_acknowledged(desk):
    desk.set_reminder_rule(rule("P10D P5D", counting="PK"))
    holidays.fill(desk, [("PK", 2026), ("PK", 2027)])
    identity = promise(desk)
    before = entries_of(desk.reader, identity, TODAY)
    desk.acknowledge([before[0].occurrence])
    kept = desk.reader.reminders_of(identity)
    desk.set_holiday("PK", "2026-12-29", name="A feast", reason="announced")
    after = entries_of(desk.reader, identity, TODAY)
    assert [e.occurrence.id for e in after] == [e.occurrence.id for e in before]
    assert [e.standing for e in after] == [Standing.ACKNOWLEDGED, Standing.PENDING]
    assert after[1].occurrence.on < before[1].occurrence.on
    assert desk.reader.reminders_of(identity) == kept


def test_joint_days_are_counted_by_both_calendars_once_these_are_filled_in(desk):
    identity = promise(desk, kind=Kind.SESSION, status=Status.DATES_AGREED)
    rough = entries_of(desk.reader, identity, TODAY)
    assert all(each.occurrence.roughly for each in rough)
    years = [(code, year) for code in ("PK", "BY") for year in (2026, 2027)]
    holidays.fill(desk, years)
    exact = entries_of(desk.reader, identity, TODAY)
    assert not any(each.occurrence.roughly for each in exact)
    back = holidays.steps_back(desk.reader, "PK-BY")
    assert {each.occurrence.on for each in exact} == {
        back(date(2026, 12, 31), count) for count in (90, 30, 10)
    }
    assert {e.occurrence.id for e in exact} == {e.occurrence.id for e in rough}


# --- rules ---------------------------------------------------------------------------------------


def test_a_rule_of_its_own_and_back_to_the_default(desk):
    identity = promise(desk)
    own = rule("P3D", commitment=identity)
    desk.set_reminder_rule(own)
    assert days(entries_of(desk.reader, identity, TODAY)) == ["2026-12-28"]
    desk.reset_reminder_rule(own)
    assert len(entries_of(desk.reader, identity, TODAY)) == 3
    with pytest.raises(NotFoundError):
        desk.reset_reminder_rule(own)


def test_a_rule_of_a_commitment_that_is_not_there_is_refused(desk):
    with pytest.raises(NotFoundError):
        desk.set_reminder_rule(rule("P3D", commitment=CommitmentId("f" * 32)))


def test_other_rules_can_be_tried_without_being_kept(desk):
    promise(desk)
    tried = Scan(desk.reader, TODAY, book=RuleBook([*desk.reader.reminder_rules(), rule("P2M")]))
    assert [each.on.isoformat() for each in tried.between(TODAY - timedelta(90), date.max)] == [
        "2026-10-31"
    ]
    assert desk.reader.reminder_rules()[0].point is Point.NO_NEWS
    assert len(desk.reader.reminder_rules()) == 1


# --- a past day ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", list(By))
def test_looking_back_shows_what_had_been_done_by_then(tmp_path, places, by):

    day = [date(2026, 11, 1)]
    now = [1_793_520_000_000]  # 2026-11-01T08:00:00Z
    clock = Clock(today=lambda: day[0], now=lambda: now[0])

    def wait(days):
        day[0] += timedelta(days)
        now[0] += 86_400_000 * days

    register = create_register(tmp_path / "r.servanda", places, clock, "officer")
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    quiet(register)
    identity = promise(register, "2026-11-20", made_on="2026-10-01")
    wait(1)
    one, other = entries_of(register.reader, identity, day[0])[:2]
    register.acknowledge([one.occurrence], "seen")
    register.snooze([other.occurrence], "2026-11-18")
    wait(5)
    register.take_up(one.occurrence)
    stood = {}
    for past in (date(2026, 11, 1), date(2026, 11, 2), day[0]):
        looked = look_back(register, AsOf(day=past, by=by))
        found = entries_of(looked.reader, identity, past)
        stood[past] = [each.standing for each in found]
        looked.close()
    register.close()
    due, pending, snoozed = Standing.DUE, Standing.PENDING, Standing.SNOOZED
    assert stood[date(2026, 11, 1)] == [due, pending, pending]
    # What was taken back later was entered then, and had not happened.
    then = Standing.ACKNOWLEDGED if by is By.ENTRY else due
    assert stood[date(2026, 11, 2)] == [then, snoozed, pending]
    assert stood[date(2026, 11, 7)] == [due, snoozed, pending]


# --- nothing is overlooked -----------------------------------------------------------------------


def by_going_through_everything(scan, reader, first, last):
    """Every reminder of every commitment, whatever its dates, then those of some days."""
    return {
        one.id
        for each in reader.each_row(Query(), TODAY)
        for one in scan.of(each.id)
        if first <= one.on <= last
    }


LEADS = st.lists(
    st.one_of(
        st.integers(0, 130).map(lambda n: f"P{n}D"), st.integers(1, 20).map(lambda n: f"-P{n}D")
    ),
    min_size=1,
    max_size=4,
    unique=True,
).map(" ".join)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """A few hundred commitments of every kind, status and form of date, two with terms."""
    folder = tmp_path_factory.mktemp("crowded")
    path = folder / "r.servanda"
    shutil.copyfile(made(200), path)
    clock = Clock(today=lambda: TODAY, now=lambda: 1_800_000_000_000)
    opened = open_register(path, folders(folder), clock, "officer")
    agreements = opened.reader.each_row(Query(kinds=frozenset({Kind.AGREEMENT})), TODAY)
    for identity in [each.id for each in agreements][:3]:
        opened.set_term(
            identity, starts="2018-09-27", initial="P36M", notice="P3M", renewal="tacit",
            renewal_period="P12M", buffer=10,
        )  # fmt: skip
    holidays.fill(opened, [(code, 2026) for code in ("PK", "BY", "KZ", "UZ")])
    yield opened
    opened.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.dates(date(2015, 1, 1), date(2032, 1, 1)),
    length=st.integers(0, 400),
    meeting=LEADS,
    undertaking=LEADS,
    counting=st.sampled_from([JOINT, CALENDAR, "PK", "BY"]),
    starts=st.booleans(),
)
def test_the_ranges_looked_up_miss_nothing(
    crowded, first, length, meeting, undertaking, counting, starts
):
    book = RuleBook(
        [
            rule(meeting, Point.DAY, counting, family=Family.MEETING.value),
            rule(meeting, Point.AGREE_DAY, counting, family=Family.MEETING.value),
            rule(undertaking, counting=counting),
            *([rule("P3D", Point.START, counting)] if starts else []),
        ]
    )
    scan = Scan(crowded.reader, TODAY, book=book)
    last = first + timedelta(length)
    found = list(scan.between(first, last))
    assert len({each.id for each in found}) == len(found)
    assert {each.id for each in found if each.commitment} == by_going_through_everything(
        scan, crowded.reader, first, last
    )


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    start=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    pieces=st.lists(st.integers(1, 90), min_size=1, max_size=5),
)
def test_days_looked_at_in_pieces_give_what_they_give_at_once(crowded, start, pieces):
    scan = Scan(crowded.reader, TODAY)
    edges = [start]
    for each in pieces:
        edges.append(edges[-1] + timedelta(each))
    parts = [
        each.id for low, high in pairwise(edges) for each in scan.between(low, high - timedelta(1))
    ]
    whole = [each.id for each in scan.between(edges[0], edges[-1] - timedelta(1))]
    assert sorted(parts) == sorted(whole)


# --- a large backlog -----------------------------------------------------------------------------


def test_of_a_large_backlog_the_newest_is_listed_and_the_rest_is_counted(crowded):
    whole = box(crowded)
    assert (whole.older, whole.since) == (0, None)
    some = box(crowded, backlog=10)
    last_days = {
        (each.occurrence.subject, each.occurrence.point): each.occurrence.target
        for each in whole.due
        if each.occurrence.point in (Point.DEADLINE, Point.DAY, Point.AGREE_DAY)
    }
    left_out = [key for key, day in last_days.items() if day < some.since]
    assert some.older == len(left_out) > 10
    listed = {each.occurrence.id for each in some.due}
    assert listed == {
        each.occurrence.id
        for each in whole.due
        if (each.occurrence.subject, each.occurrence.point) not in left_out
    }
    assert some.coming == whole.coming


def test_what_nobody_saw_yet_is_listed_however_large_the_backlog(crowded):
    unseen = date(2026, 3, 1)
    some = {each.occurrence.id for each in box(crowded, backlog=3, unseen=unseen).due}
    new = {e.occurrence.id for e in box(crowded).due if e.occurrence.on > unseen}
    assert len(new) > 3
    assert new <= some


def test_what_is_snoozed_is_listed_however_old(desk):
    for number in range(5):
        promise(desk, f"2026-0{number + 1}-15")
    oldest = box(desk).due[0].occurrence
    assert oldest.target == date(2026, 1, 15)
    assert oldest not in [each.occurrence for each in box(desk, backlog=1).due]
    desk.snooze([oldest], "2026-12-01")
    found = box(desk, backlog=1)
    assert [each.occurrence for each in found.snoozed] == [oldest]
    assert found.older == 2


# --- by name -------------------------------------------------------------------------------------


def test_a_reminder_is_found_by_the_beginning_of_its_identity(desk):
    promise(desk)
    (first,) = box(desk).coming
    identity = first.occurrence.id
    assert entry(desk.reader, identity[:8], TODAY) == first
    assert entry(desk.reader, "", TODAY) is None
    assert len(named(desk.reader, "", TODAY)) == 3
    assert entry(desk.reader, "zz", TODAY) is None
    desk.acknowledge([first.occurrence])
    assert entry(desk.reader, identity, TODAY).standing is Standing.ACKNOWLEDGED


def test_an_alarm_rings_no_more_once_acknowledged_and_later_once_snoozed(desk):
    identity = promise(desk)
    every = entries_of(desk.reader, identity, TODAY)
    assert [str(each.on) for each in rule_alarms(desk.reader, TODAY)(identity)] == [
        "2026-12-01", "2026-12-24", "2026-12-30",
    ]  # fmt: skip
    desk.acknowledge([every[0].occurrence])
    desk.snooze([every[1].occurrence], "2026-12-28")
    assert sorted(str(each.on) for each in rule_alarms(desk.reader, TODAY)(identity)) == [
        "2026-12-28", "2026-12-30",
    ]  # fmt: skip


def test_what_is_still_to_come_is_shown_by_its_next_reminder(desk):
    promise(desk)
    (matter,) = matters(box(desk, within=60).coming)
    assert matter.occurrence.on == date(2026, 12, 1)
