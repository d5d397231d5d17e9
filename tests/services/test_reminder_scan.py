"""What a register's own clauses and events ask to be reminded of, as a scan finds them."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.reminder_rules import Point
from app.domain.timing import Basis, Timing
from app.services.reminder_scan import Scan

TODAY = date(2026, 11, 22)
LAST_DAY_FOR_NOTICE, END = date(2026, 12, 27), date(2027, 3, 27)


@pytest.fixture
def accord(register):
    """An accord in force whose three years end, and roll on by a year unless notice is given."""
    identity = CommitmentId(new_id())
    register.propose(
        Commitment(
            id=identity,
            ref="",
            relation="PK-BY",
            kind=Kind.AGREEMENT,
            title="Accord on postal services",
            status=Status.IN_FORCE,
            owed_by="PK+BY",
        ),
        timing=Timing(basis=Basis.NOT_STATED),
    )
    register.set_term(
        identity,
        starts="2024-03-27",
        initial="P36M",
        renewal="tacit",
        renewal_period="P12M",
        notice="P3M",
    )
    return identity


def asked(register, identity):
    """Which points of which days are reminded of."""
    found = Scan(register.reader, TODAY).of(identity)
    return {(each.point, each.target) for each in found}


def test_the_last_day_for_notice_and_the_end_of_a_period_ask(register, accord):
    found = asked(register, accord)
    assert {(Point.NOTICE, LAST_DAY_FOR_NOTICE), (Point.PERIOD_END, END)} <= found


@pytest.mark.parametrize("counts", ["given", "received"])
def test_a_notice_that_was_given_asks_for_none_whether_or_not_its_arrival_is_known(
    register, accord, counts
):
    register.set_term(accord, notice_event=counts)
    register.record_event(accord, "notice given", party="PK", happened_on="2026-11-10")
    points = {point for point, _ in asked(register, accord)}
    assert not points & {Point.NOTICE, Point.PROPOSAL, Point.DISPATCH}
    register.undo()
    assert (Point.NOTICE, LAST_DAY_FOR_NOTICE) in asked(register, accord)


def test_a_period_that_was_renewed_already_asks_nothing_of_its_end(register, accord):
    assert (Point.PERIOD_END, END) in asked(register, accord)
    register.record_event(accord, "extended", happened_on="2026-11-10", until="2030-03-27")
    assert asked(register, accord) == set()
    register.undo()
    assert (Point.PERIOD_END, END) in asked(register, accord)
