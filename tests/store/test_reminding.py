"""What reminders are looked up by: the right rows, by the right index."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Status
from app.domain.occurrences import Standing
from app.domain.query import Query
from app.domain.timing import Basis, Sense, Timing
from tests.benchmarks.generator import TODAY, made
from tests.store.desks import commitment, raw_of

SPANS = {family: (TODAY, TODAY + timedelta(60)) for family in Family}


@pytest.fixture
def generated(tmp_path, places, clock):
    """A register of two hundred made-up commitments, for looking only."""
    from app.services.opening import open_register

    opened = open_register(made(200), places, clock, "officer", read_only=True)
    yield opened.reader
    opened.close()


def enter(register, edtf, *, sense=Sense.POINT, **more):
    one = commitment(**({"status": Status.OPEN, "owed_by": "PK", "strength": 4} | more))
    register.propose(one, timing=Timing(edtf=edtf, sense=sense, basis=Basis.STATED))
    return one.id


def ids(found):
    return {each.id for each in found}


def plans(reader, asked):
    """How SQLite goes about every statement that a question runs."""
    said = []
    connection = raw_of(reader)
    connection.set_trace_callback(said.append)
    asked(reader)
    connection.set_trace_callback(None)
    return [
        " ".join(row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {each}"))
        for each in said
        if each.startswith("SELECT")
    ]


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (lambda reader: reader.falling_due(SPANS), "commitment_by_due"),
        (lambda reader: reader.starting_spans(TODAY, TODAY), "commitment_by_start"),
        (lambda reader: reader.under_review(), "commitment_by_review"),
        (lambda reader: reader.past_since(TODAY, 100), "commitment_by_due"),
        (lambda reader: reader.termed(), "autoindex_commitment"),
    ],
)
def test_what_comes_up_is_read_by_its_day_and_not_by_going_through_the_register(
    generated, asked, index
):
    (plan,) = plans(generated, asked)
    assert index in plan
    assert "SCAN c" not in plan.replace("SCAN c USING INDEX commitment_by_review", "")


def test_each_family_has_days_of_its_own(register):
    session = enter(register, "2027-02-01", kind=Kind.SESSION, status=Status.FORESEEN)
    action = enter(register, "2027-02-01")
    enter(register, "2027-06-01")
    reader, day = register.reader, date(2027, 2, 1)
    near, far = (TODAY, date(2026, 12, 31)), (TODAY, day)
    assert ids(reader.falling_due({Family.MEETING: far, Family.UNDERTAKING: near})) == {session}
    assert ids(reader.falling_due({Family.UNDERTAKING: far})) == {action}
    assert ids(reader.falling_due(dict.fromkeys(Family, (day, day)))) == {session, action}
    assert ids(reader.falling_due(dict.fromkeys(Family, far), "PK-KZ")) == set()
    assert reader.falling_due({}) == []


def test_what_is_settled_or_in_the_bin_is_not_looked_up(register):
    identity = enter(register, "2027-02-01")
    gone = enter(register, "2027-02-01")
    register.discard([gone])
    assert ids(register.reader.falling_due({Family.UNDERTAKING: (TODAY, date.max)})) == {identity}
    register.move(identity, Status.WITHDRAWN, why="no longer wanted")
    assert register.reader.falling_due({Family.UNDERTAKING: (TODAY, date.max)}) == []


def test_a_stretch_of_days_tells_its_own_words(register):
    identity = enter(register, "2027-02-01/2027-02-03", sense=Sense.SPAN, kind=Kind.VISIT,
                     status=Status.DATES_AGREED)  # fmt: skip
    (found,) = register.reader.starting_spans(date(2027, 2, 1), date(2027, 2, 1))
    assert (found.id, found.edtf) == (identity, "2027-02-01/2027-02-03")


def test_the_past_is_counted_back_from_today(register):
    for month in (1, 2, 3):
        enter(register, f"2026-0{month}-15")
    enter(register, "2027-01-01")
    since = register.reader.past_since
    assert since(TODAY, 0) == date(2026, 3, 15)
    assert since(TODAY, 2) == date(2026, 1, 15)
    assert since(TODAY, 3) is None
    assert since(TODAY, 0, "PK-KZ") is None


def test_older_ones_are_counted_if_they_would_remind_of_anything(register):
    enter(register, "2025-01-15")
    enter(register, "2025-01-15", strength=1)
    enter(register, "2025-01-15", status=Status.DRAFT, owed_by="")
    enter(register, "2025-01-15", kind=Kind.AGREEMENT, status=Status.SIGNED)
    enter(register, "2024/2025", sense=Sense.SPAN)
    own = enter(register, "2025-01-15")
    count = register.reader.count_older
    assert count(list(Family), TODAY, []) == 3
    assert count(list(Family), TODAY, [own]) == 2
    assert count(list(Family), date(2025, 6, 1), []) == 2
    assert count([Family.MEETING], TODAY, []) == 0
    assert count([], TODAY, []) == 0


def test_every_kind_of_news_tells_another_text(register):
    identity = enter(register, "2027-01-01")
    texts = [register.reader.news([identity])[identity]]
    register.note(identity, "They answered.")
    texts.append(register.reader.news([identity])[identity])
    register.pass_ball(identity, "BY", since="2026-11-20")
    texts.append(register.reader.news([identity])[identity])
    assert len(set(texts)) == 3
    register.undo()
    assert register.reader.news([identity])[identity] == texts[1]


def test_silence_is_told_by_agency_with_the_last_that_was_heard(sample):
    found = {each.words: each for each in sample.reader.silences(TODAY)}
    climate = found["MoCC"]
    assert (climate.count, climate.heard) == (4, date(2025, 4, 11))
    assert found["NAVTTC"].heard is None
    everywhere = sample.reader.count(Query(silent=True), TODAY)
    assert sum(each.count for each in found.values()) == everywhere > 0


def test_what_was_acknowledged_is_listed_latest_first(sample):
    from app.services.reminders import inbox

    due = [each.occurrence for each in inbox(sample.reader, TODAY).due]
    sample.acknowledge(due[:1])
    sample.acknowledge(due[1:3])
    sample.snooze(due[3:4], "2027-01-01")
    kept = sample.reader.acknowledged_reminders(TODAY)
    assert {each.id for each in kept[:2]} == {each.id for each in due[1:3]}
    assert [each.id for each in kept[2:]] == [due[0].id]
    assert sample.reader.acknowledged_reminders(TODAY + timedelta(1)) == []
    assert [each.id for each in sample.reader.snoozed_reminders()] == [due[3].id]
    assert {each.state for each in sample.reader.reminders([due[0].id, due[3].id]).values()} == {
        Standing.ACKNOWLEDGED,
        Standing.SNOOZED,
    }
