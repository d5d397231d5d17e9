"""Looking back on a register: what had happened by a day, and what was known by it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.domain.as_of import AsOf, By
from app.domain.commitment import Commitment
from app.domain.errors import InvalidValueError, NotFoundError, ReadOnlyError
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.query import DUE_SOON, OVERDUE, Query
from app.domain.timeliness import Slip, Timeliness, timeliness
from app.domain.timing import Basis, Timing
from app.services import asof
from app.services.asof import end_of, look_back
from app.services.json_dossier import whole
from app.services.today import day_overview

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2024, 12, 31)
VISIT, PLAN = "PK-BY/SUM-2024-11/22", "PK-BY/JMC-8/23"


@pytest.fixture
def looking(request):
    """Look back on a register; what was found is closed after the test."""
    found = []

    def look(register, day, by=By.HAPPENED):
        found.append(look_back(register, AsOf(day=day, by=by)))
        return found[-1]

    yield look
    for each in found:
        each.close()


def refs(register, query=None):
    rows = register.reader.each_row(query or Query(), register.clock.today())
    return [row.ref for row in rows]


def row_of(register, ref):
    return register.reader.row(register.reader.find(ref))


def promised(register, ref="R/1", **values):
    timing = values.pop("timing", Timing(edtf="2025-06", basis=Basis.STATED))
    given = {"relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", "title": "A promise"}
    made = Commitment(id=CommitmentId(new_id()), ref=ref, **{**given, **values})
    happened_on = made.made_on or ""
    register.propose(made, timing=timing, happened_on=happened_on)
    return made.id


# --- the sample ----------------------------------------------------------------------------------


def test_by_new_year_2024_the_sample_holds_31_records_though_it_was_entered_later(sample, looking):
    past = looking(sample, NEW_YEAR)
    assert past.reader.count(Query(), NEW_YEAR) == 31
    assert {ref.split("/")[1][:3] for ref in refs(past)} == {"JEC", "IND", "EXP", "SUM"}


def test_what_was_known_of_the_sample_before_it_was_entered_is_nothing(sample, looking):
    past = looking(sample, TODAY - timedelta(days=1), By.ENTRY)
    assert refs(past) == []
    assert past.reader.organisations() == []


def test_what_is_known_today_is_the_register_itself(sample, looking):
    past = looking(sample, TODAY, By.ENTRY)
    assert refs(past) == refs(sample)


def test_the_visit_is_still_to_come_and_later_late_and_then_held(sample, looking):
    seen = {}
    for day in (NEW_YEAR, date(2025, 2, 10), date(2025, 3, 1), date(2025, 4, 11)):
        past = looking(sample, day)
        row = row_of(past, VISIT)
        seen[day] = (row.status, timeliness(row.standing, day))
    assert list(seen.values()) == [
        (Status.FORESEEN, Timeliness.NOT_YET),
        (Status.FORESEEN, Timeliness.DUE_SOON),
        (Status.FORESEEN, Timeliness.OVERDUE),
        (Status.HELD, Timeliness.DONE_LATE),
    ]


def test_the_plan_that_follows_the_visit_is_due_as_the_visit_then_was(sample, looking):
    before = row_of(looking(sample, date(2025, 2, 10)), PLAN)
    after = row_of(looking(sample, date(2025, 4, 11)), PLAN)
    assert (before.bounds.earliest, before.bounds.latest) == (date(2025, 2, 1), date(2025, 2, 28))
    assert (after.bounds.earliest, after.bounds.latest) == (date(2025, 4, 11), date(2025, 4, 11))


def test_a_dossier_tells_only_what_had_happened(sample, looking):
    past = looking(sample, NEW_YEAR)
    dossier = past.reader.dossier(past.reader.find(VISIT))
    assert [each.happened_on for each in dossier.moves] == ["2024-11-26"]
    assert dossier.notes == ()
    assert [each.source.published for each in dossier.evidence] == ["2024-11-27"]
    assert dossier.commitment.completion.value == "no evidence"
    assert dossier.pulls == ()


def test_history_tells_nothing_that_was_yet_to_happen(sample, looking):
    past = looking(sample, NEW_YEAR)
    entries = past.store.history(past.reader.find(VISIT))
    told = {(each.record, step.field): step.new for each in entries for step in each.fields}
    assert told["move", "value"] == "foreseen"
    assert ("commitment", "status") not in told
    assert ("note", "text") not in told
    assert "title" in {field for record, field in told if record == "commitment"}


def test_what_was_made_later_is_not_to_be_found(sample, looking):
    with pytest.raises(NotFoundError):
        looking(sample, NEW_YEAR).reader.find("PK-BY/JMC-8/01")


@pytest.mark.parametrize("by", By)
def test_every_record_of_a_past_day_can_be_read_whole(sample, looking, by):
    day = date(2025, 3, 1) if by is By.HAPPENED else TODAY
    past = looking(sample, day, by)
    for row in past.reader.each_row(Query(), day):
        assert whole(past.reader, row.id, day)["ref"] == row.ref
        assert past.store.history(row.id)
    overview = day_overview(past.reader, day)
    counted = {each.query: each.found.count for each in overview.figures}
    assert counted[OVERDUE] == past.reader.count(OVERDUE, day)
    assert counted[DUE_SOON] == past.reader.count(DUE_SOON, day)


def test_searching_finds_only_what_was_there(sample, looking):
    past = looking(sample, NEW_YEAR)
    asked = Query(text="environmental")
    assert refs(sample, asked) != []
    assert refs(past, asked) == []


# --- status, dates, ball -------------------------------------------------------------------------


def test_before_its_first_move_it_stood_where_its_family_arrives(register, looking):
    promised(register, "R/1", made_on="2024-11-26", status=Status.FULFILLED)
    made = register.reader.find("R/1")
    register.amend(made, made_on="2024-01-15")
    row = row_of(looking(register, date(2024, 6, 1)), "R/1")
    assert (row.status, row.done.known) == (Status.OPEN, False)


def test_what_was_entered_as_a_draft_was_one_until_it_moved(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26", owed_by="", timing=None)
    register.amend(identity, owed_by="PK")
    register.set_timing(identity, Timing())
    register.move(identity, Status.OPEN, happened_on="2025-05-01")
    then = row_of(looking(register, date(2025, 4, 30)), "R/1").status
    later = row_of(looking(register, date(2025, 5, 1)), "R/1").status
    assert (then, later) == (Status.DRAFT, Status.OPEN)


def test_a_move_on_a_day_nobody_knows_has_happened_at_the_end_of_its_time(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26")
    register.move(identity, Status.IN_PROGRESS, happened_on="2025-03")
    statuses = [
        row_of(looking(register, day), "R/1").status
        for day in (date(2025, 3, 30), date(2025, 3, 31))
    ]
    assert statuses == [Status.OPEN, Status.IN_PROGRESS]


def test_the_date_that_counted_is_the_last_that_was_agreed_by_then(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26", timing=Timing(edtf="2025-02?"))
    for edtf, agreed in (("2025-04", "2025-02-20"), ("2025-09", "2025-04-29")):
        register.postpone(
            identity, Timing(edtf=edtf), agreed_on=agreed, agreed_by="both", reason="elections"
        )
    found = []
    for day in (date(2025, 2, 19), date(2025, 2, 20), date(2025, 4, 28), date(2025, 4, 29)):
        row = row_of(looking(register, day), "R/1")
        found.append((row.timing.edtf, row.slip))
    assert found == [
        ("2025-02?", None),
        ("2025-04", Slip(sure=32, most=88)),
        ("2025-04", Slip(sure=32, most=88)),
        ("2025-09", Slip(sure=185, most=241)),
    ]


def test_a_date_without_a_day_of_its_own_counts_from_when_it_was_entered(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26", timing=Timing(edtf="2025-02?"))
    register.postpone(identity, Timing(edtf="2027"))
    dates = [
        row_of(looking(register, day), "R/1").timing.edtf
        for day in (TODAY - timedelta(days=1), TODAY)
    ]
    assert dates == ["2025-02?", "2027"]


def test_to_be_asked_for_lets_no_date_count(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26", timing=Timing(edtf="2025-02?"))
    register.postpone(identity, Timing(edtf="2027-06-30"), asked_on="2025-03-01", asked_by="BY")
    before = looking(register, date(2025, 4, 1))
    assert row_of(before, "R/1").timing.edtf == "2025-02?"
    assert row_of(register, "R/1").timing.edtf == "2027-06-30"


def test_a_reading_counts_once_it_was_chosen(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26", timing=Timing(edtf="2025-02"))
    register.together("Reading", lambda acts: acts.add_reading(identity, Timing(edtf="2025-03")))
    other = next(
        each.id for each in register.reader.dossier(identity).timings if each.role == "reading"
    )
    register.choose_timing(identity, other)
    chosen = row_of(register, "R/1")
    before = row_of(looking(register, TODAY - timedelta(days=1)), "R/1")
    assert (before.timing.edtf, before.disputed) == ("2025-02", True)
    assert (chosen.timing.edtf, chosen.disputed) == ("2025-03", False)


def test_whose_turn_it_was_and_by_which_letter(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26")
    register.pass_ball(identity, "PK", since="2025-01-10", letter="No 1")
    register.pass_ball(identity, "BY", since="2025-03-10", letter="No 2")
    found = []
    for day in (date(2025, 1, 9), date(2025, 1, 10), date(2025, 3, 10)):
        kept = looking(register, day).reader.commitment(identity)
        found.append((kept.ball_with, kept.ball_since, kept.ball_letter))
    assert found == [
        ("", "", ""),
        ("PK", "2025-01-10", "No 1"),
        ("BY", "2025-03-10", "No 2"),
    ]


def test_a_step_that_was_taken_later_was_open_then(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26")
    register.add_milestone(identity, "Draft text", due="2025-01", done_on="2025-02-03")
    past = looking(register, date(2025, 2, 2))
    (then,) = past.reader.dossier(identity).milestones
    told = [s.field for e in past.store.history(identity) for s in e.fields if s.field == "done_on"]
    assert (then.due, then.done_on, told) == ("2025-01", "", [])


def test_news_counts_up_to_that_day(register, looking):
    identity = promised(register, "R/1", made_on="2024-11-26")
    register.note(identity, "Under way", happened_on="2025-01-20")
    register.note(identity, "Still under way", happened_on="2025-06-20")
    heard = [
        row_of(looking(register, day), "R/1").heard
        for day in (date(2025, 1, 19), date(2025, 6, 19), date(2025, 6, 20))
    ]
    assert heard == [None, date(2025, 1, 20), date(2025, 6, 20)]


def test_what_follows_a_record_that_was_not_there_yet_waits(register, looking):
    session = promised(register, "S/9", kind=Kind.SESSION, made_on="2025-05-01")
    promised(register, "R/1", made_on="2024-11-26", timing=Timing(anchor=session, offset="P14D"))
    past = looking(register, NEW_YEAR)
    row = row_of(past, "R/1")
    assert timeliness(row.standing, NEW_YEAR) is Timeliness.WAITING
    assert whole(past.reader, row.id, NEW_YEAR)["due"]["anchor"] is None


# --- what was known ------------------------------------------------------------------------------


@pytest.fixture
def days(register):
    """Let the register's clock stand on a day of the officer's."""

    def on(day):
        noon = datetime.combine(day, datetime.min.time()).astimezone() + timedelta(hours=12)
        register.store._signature = replace(  # noqa: SLF001 - no caller turns the clock back
            register.store._signature,  # noqa: SLF001
            now=lambda: int(noon.timestamp() * 1000),
        )
        register.store.__dict__.pop("_door", None)

    return on


def test_undone_and_done_again_it_is_known_as_it_stood_each_evening(register, days, looking):
    first = date(2026, 11, 24)
    titles = []
    days(first)
    identity = promised(register, "R/1", title="First words")
    for number, act in enumerate(
        (
            lambda: register.amend(identity, title="Second words"),
            register.undo,
            register.redo,
            lambda: register.discard([identity]),
            register.undo,
        ),
        start=1,
    ):
        days(first + timedelta(days=number))
        act()
    late = replace(register.clock, today=lambda: date(2026, 12, 31))
    register.clock = late
    for number in range(-1, 6):
        past = looking(register, first + timedelta(days=number), By.ENTRY)
        rows = list(past.reader.each_row(Query(), TODAY))
        titles.append(rows[0].title if rows else None)
    assert titles == [
        None,
        "First words",
        "Second words",
        "First words",
        "Second words",
        None,
        "Second words",
    ]


def test_what_was_erased_is_missing_and_counted_in_both_senses(register, days, looking):
    first = date(2026, 11, 24)
    days(first)
    kept, gone = promised(register, "R/1", made_on="2024"), promised(register, "R/2")
    days(first + timedelta(days=1))
    register.discard([gone])
    register.erase([gone])
    register.clock = replace(register.clock, today=lambda: date(2026, 12, 31))
    known = looking(register, first, By.ENTRY)
    happened = looking(register, first, By.HAPPENED)
    assert (refs(known), known.erased) == (["R/1"], 1)
    assert (refs(happened), happened.erased) == (["R/1"], 1)
    assert looking(register, first - timedelta(days=1), By.ENTRY).erased == 0
    assert kept in {row.id for row in known.reader.each_row(Query(), TODAY)}


def test_a_copy_of_a_colleague_is_known_from_when_it_was_written(
    tmp_path, places, clock, register, looking
):
    from app.services.opening import open_register

    promised(register, "R/1")
    shutil.copyfile(register.store.path, tmp_path / "theirs.servanda")
    day = 24 * 3_600_000
    after = replace(clock, now=lambda: clock.now() + day)
    theirs = open_register(tmp_path / "theirs.servanda", places, after, "colleague")
    promised(theirs, "R/2")
    register.store.absorb(theirs.store.bundle(register.store.heads()))
    theirs.close()
    register.clock = replace(register.clock, today=lambda: TODAY + timedelta(days=1))
    assert refs(looking(register, TODAY, By.ENTRY)) == ["R/1"]
    assert sorted(refs(looking(register, TODAY + timedelta(days=1), By.ENTRY))) == ["R/1", "R/2"]


# --- the past itself -----------------------------------------------------------------------------


def test_a_day_yet_to_come_cannot_be_looked_back_on(sample):
    with pytest.raises(InvalidValueError, match="yet to come"):
        look_back(sample, AsOf(day=TODAY + timedelta(days=1)))


def test_today_is_the_past_day_and_nothing_can_be_written(sample, looking):
    past = looking(sample, NEW_YEAR)
    assert (past.clock.today(), past.read_only) == (NEW_YEAR, True)
    with pytest.raises(ReadOnlyError):
        past.amend(past.reader.find(VISIT), title="Another")


def test_from_one_past_day_one_can_look_back_on_a_later_one(sample, looking):
    past = looking(sample, NEW_YEAR)
    later = looking(past, date(2025, 3, 1))
    assert (later.clock.today(), later.present.today()) == (date(2025, 3, 1), TODAY)
    assert past.reader.count(Query(), NEW_YEAR) < later.reader.count(Query(), TODAY)


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Karachi",
        "Europe/Minsk",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
        "America/New_York",
        "Asia/Kathmandu",
    ],
)
def test_a_day_ends_at_midnight_where_the_officer_sits(zone, monkeypatch):
    import time

    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        instant = end_of(date(2026, 3, 7))
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    midnight = datetime(2026, 3, 8, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert instant == int(midnight.timestamp() * 1000)


def test_the_first_and_the_last_day_there_is_have_an_end():
    assert end_of(date.min) < end_of(TODAY) < end_of(date.max)
    assert asof.end_of(date.max) == 2**53
