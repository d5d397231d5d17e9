"""The dates of one commitment one after the other: how far each slipped, when it was asked for."""

from __future__ import annotations

import pytest

from app.domain.identity import CommitmentId, TimingId
from app.domain.ledger import Asked, ledger, slip_words
from app.domain.particulars import TimingRecord, TimingRole
from app.domain.timeliness import Slip
from app.domain.timing import Basis as On
from app.domain.timing import Bounds, Sense, Timing, sense_of

VISIT = CommitmentId("v" * 20)


def dated(edtf, role=TimingRole.REVISION, **more):
    timing = Timing(edtf=edtf, sense=sense_of(edtf) if edtf else Sense.POINT, basis=On.STATED)
    return record(timing, role, **more)


def record(timing, role=TimingRole.REVISION, **more):
    return TimingRecord(
        id=TimingId(f"{role}-{timing.edtf}"), commitment=VISIT, role=role, timing=timing, **more
    )


FIRST = dated("2025-02?", TimingRole.FIRST)


def test_readings_are_no_part_of_it():
    lines = ledger([FIRST, dated("2025-03", TimingRole.READING), dated("2025-04-11")])
    assert [each.record.timing.edtf for each in lines] == ["2025-02?", "2025-04-11"]


def test_the_slip_of_each_is_counted_from_the_first():
    lines = ledger([FIRST, dated("2025-03"), dated("2025-04-11")])
    assert [each.slip for each in lines] == [
        None,
        Slip(sure=1, most=58),
        Slip(sure=42, most=69),
    ]


@pytest.mark.parametrize(
    ("asked_on", "when"),
    [
        ("", None),
        ("2025-02-28", Asked.IN_TIME),
        ("2025-03-01", Asked.AFTER_EXPIRY),
        ("2025-02", Asked.IN_TIME),
        ("2025", Asked.UNKNOWN),
        ("2025-01/..", Asked.UNKNOWN),
        ("not a date", None),
    ],
)
def test_an_extension_asked_after_expiry_is_not_one_asked_before(asked_on, when):
    assert ledger([FIRST, dated("2025-04-11", asked_on=asked_on)])[1].asked is when


def test_it_is_the_date_it_replaces_that_expired():
    lines = ledger([FIRST, dated("2025-06"), dated("2025-09", asked_on="2025-05-01")])
    assert lines[2].asked is Asked.IN_TIME


def test_what_had_no_last_day_could_not_expire():
    first = dated("2025-05/..", TimingRole.FIRST)
    assert ledger([first, dated("2026", asked_on="2025-12-01")])[1].asked is None


def test_a_date_that_follows_another_is_where_that_one_stands():
    timing = Timing(anchor=VISIT, offset="P2W", basis=On.STATED)
    there = dated("2025-04-11").timing.bounds()
    (line,) = ledger([record(timing, TimingRole.FIRST)], anchored={VISIT: there})
    assert line.bounds.earliest.isoformat() == "2025-04-25"
    assert ledger([record(timing, TimingRole.FIRST)])[0].bounds == Bounds()


def test_a_deadline_runs_from_the_day_it_was_agreed():
    line = ledger([FIRST, dated("[..2025-12-31]", agreed_on="2025-03-03")])[1]
    assert line.bounds.earliest.isoformat() == "2025-03-03"


def test_a_stored_date_that_cannot_be_read_has_no_days():
    assert ledger([record(Timing(edtf="someday"), TimingRole.FIRST)])[0].bounds == Bounds()


@pytest.mark.parametrize(
    ("delay", "words"),
    [
        (None, ""),
        (Slip(sure=0, most=0), ""),
        (Slip(sure=0, most=30), ""),
        (Slip(sure=1, most=1), "1 day later"),
        (Slip(sure=62, most=62), "62 days later"),
        (Slip(sure=42, most=69), "at least 42 days later, at most 69"),
        (Slip(sure=42, most=None), "at least 42 days later"),
        (Slip(sure=1, most=None), "at least 1 day later"),
        (Slip(sure=1, most=58), "at least 1 day later, at most 58"),
    ],
)
def test_the_sure_part_of_a_slip_comes_first(delay, words):
    assert slip_words(delay) == words
