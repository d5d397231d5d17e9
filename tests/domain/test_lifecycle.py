"""The table of moves: every pair of every family is legal or refused with the legal ones named."""

from __future__ import annotations

import pytest

from app.domain.errors import IllegalMoveError
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import (
    ARRIVAL,
    MOVES,
    Need,
    Phase,
    Status,
    check_move,
    legal_moves,
    needs,
    statuses,
    welcomes,
)

EXPECTED = {
    Family.UNDERTAKING: {
        "draft": "open, withdrawn",
        "open": "in progress, fulfilled, on hold, superseded, withdrawn, lapsed",
        "in progress": "fulfilled, on hold, open, superseded, withdrawn, lapsed",
        "on hold": "in progress, open, superseded, withdrawn, lapsed",
        "fulfilled": "closed, in progress, open",
        "closed": "open, fulfilled",
        "superseded": "open",
        "withdrawn": "open",
        "lapsed": "open",
    },
    Family.MEETING: {
        "draft": "foreseen, cancelled",
        "foreseen": "dates agreed, held, postponed, cancelled",
        "dates agreed": "held, postponed, cancelled, foreseen",
        "postponed": "dates agreed, foreseen, held, cancelled",
        "held": "closed, foreseen",
        "closed": "held, foreseen",
        "cancelled": "foreseen",
    },
    Family.INSTRUMENT: {
        "draft": "under negotiation, agreed text, signed",
        "under negotiation": "agreed text, signed, superseded",
        "agreed text": "signed, under negotiation, superseded",
        "signed": "in force, expired, terminated, superseded",
        "in force": "notice given, expired, terminated, superseded",
        "notice given": "terminated, expired, in force",
        "expired": "in force",
        "terminated": "in force",
        "superseded": "under negotiation, signed, in force",
    },
}
"""The moves once more, spelt out: a change of the table has to be meant."""

PHASES = {
    Phase.DRAFT: "draft",
    Phase.OPEN: "open, foreseen, postponed, under negotiation, agreed text",
    Phase.ACTIVE: "in progress, on hold, dates agreed, signed, in force, notice given",
    Phase.DONE: "fulfilled, closed, held, expired, terminated",
    Phase.DROPPED: "superseded, withdrawn, lapsed, cancelled",
}


def words(text):
    return [Status(each) for each in text.split(", ")]


ROWS = [
    pytest.param(family, status, id=f"{family}: {status}")
    for family in Family
    for status in statuses(family)
]


@pytest.mark.parametrize(("family", "status"), ROWS)
def test_a_legal_move_is_let_through(family, status):
    for target in words(EXPECTED[family][status]):
        check_move(family, status, target)


@pytest.mark.parametrize(("family", "status"), ROWS)
def test_every_other_move_is_refused_naming_the_legal_ones(family, status):
    legal = words(EXPECTED[family][status])
    named = ", ".join(f"“{each}”" for each in legal)
    for target in set(Status) - set(legal):
        with pytest.raises(IllegalMoveError) as refused:
            check_move(family, status, target)
        text = str(refused.value)
        assert f"“{status}”" in text
        assert f"cannot be moved to “{target}”" in text
        assert text.endswith(f"it can go to {named}.")


@pytest.mark.parametrize("family", Family)
def test_every_status_of_a_family_has_its_row(family):
    assert {each.value for each in statuses(family)} == set(EXPECTED[family])
    for status in statuses(family):
        assert list(legal_moves(family, status)) == words(EXPECTED[family][status])


@pytest.mark.parametrize("family", Family)
def test_every_move_leads_to_a_status_of_the_same_family_and_none_to_itself(family):
    for status, targets in MOVES[family].items():
        assert set(targets) <= set(statuses(family))
        assert status not in targets
        assert len(set(targets)) == len(targets)


@pytest.mark.parametrize("family", Family)
def test_every_status_can_be_reached_from_draft_and_left_again(family):
    reached, ahead = {Status.DRAFT}, [Status.DRAFT]
    while ahead:
        for each in legal_moves(family, ahead.pop()):
            if each not in reached:
                reached.add(each)
                ahead.append(each)
    assert reached == set(statuses(family))
    assert all(legal_moves(family, each) for each in statuses(family))


@pytest.mark.parametrize("family", Family)
def test_nothing_returns_to_draft(family):
    assert not [each for each, targets in MOVES[family].items() if Status.DRAFT in targets]


def test_statuses_of_another_family_have_no_moves():
    assert legal_moves(Family.MEETING, Status.IN_FORCE) == ()
    with pytest.raises(IllegalMoveError, match="nothing"):
        check_move(Family.MEETING, Status.IN_FORCE, Status.HELD)


@pytest.mark.parametrize("phase", Phase)
def test_each_phase_holds_the_statuses_that_add_up_to_it(phase):
    assert {each for each in Status if each.phase is phase} == set(words(PHASES[phase]))
    assert phase.pending == (phase in {Phase.OPEN, Phase.ACTIVE})


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_arrives_at_a_status_that_follows_draft(kind):
    arrival = ARRIVAL[kind.family]
    assert arrival in legal_moves(kind.family, Status.DRAFT)
    assert arrival.phase is Phase.OPEN


LEGAL = [
    pytest.param(status, target, id=f"{family}: {status} to {target}")
    for family in Family
    for status, targets in MOVES[family].items()
    for target in targets
]


@pytest.mark.parametrize(("status", "target"), LEGAL)
def test_what_a_legal_move_needs(status, target):
    wanted = needs(status, target)
    left_for_good = status.phase in {Phase.DONE, Phase.DROPPED} and target.phase is not status.phase
    assert (Need.REASON in wanted) == (
        target.phase is Phase.DROPPED or target is Status.ON_HOLD or left_for_good
    )
    assert (Need.REVIEW_DATE in wanted) == (target is Status.ON_HOLD)
    assert (Need.PROOF in wanted) == (target is Status.FULFILLED and status is not Status.CLOSED)
    leaves_draft = status is Status.DRAFT and target.phase.pending
    assert (Need.OBLIGOR in wanted) == (Need.TIMING in wanted) == leaves_draft


TABLE = {
    Family.UNDERTAKING: {
        "draft": "open:ot withdrawn:r",
        "open": "in-progress fulfilled:p on-hold:rd superseded:r withdrawn:r lapsed:r",
        "in progress": "fulfilled:p on-hold:rd open superseded:r withdrawn:r lapsed:r",
        "on hold": "in-progress open superseded:r withdrawn:r lapsed:r",
        "fulfilled": "closed in-progress:r open:r",
        "closed": "open:r fulfilled",
        "superseded": "open:r",
        "withdrawn": "open:r",
        "lapsed": "open:r",
    },
    Family.MEETING: {
        "draft": "foreseen:ot cancelled:r",
        "foreseen": "dates-agreed held postponed cancelled:r",
        "dates agreed": "held postponed cancelled:r foreseen",
        "postponed": "dates-agreed foreseen held cancelled:r",
        "held": "closed foreseen:r",
        "closed": "held foreseen:r",
        "cancelled": "foreseen:r",
    },
    Family.INSTRUMENT: {
        "draft": "under-negotiation:ot agreed-text:ot signed:ot",
        "under negotiation": "agreed-text signed superseded:r",
        "agreed text": "signed under-negotiation superseded:r",
        "signed": "in-force expired terminated superseded:r",
        "in force": "notice-given expired terminated superseded:r",
        "notice given": "terminated expired in-force",
        "expired": "in-force:r",
        "terminated": "in-force:r",
        "superseded": "under-negotiation:r signed:r in-force:r",
    },
}
"""Every legal move with what it needs: (o)bligor, (t)iming, (r)eason, review (d)ate, (p)roof."""
LETTERS = {
    "o": Need.OBLIGOR,
    "t": Need.TIMING,
    "r": Need.REASON,
    "d": Need.REVIEW_DATE,
    "p": Need.PROOF,
}
TRIPLES = [
    pytest.param(family, status, target, id=f"{family}: {status} to {target}")
    for family in Family
    for status in statuses(family)
    for target in Status
]


@pytest.mark.parametrize(("family", "status", "target"), TRIPLES)
def test_every_pair_of_statuses_is_a_move_with_its_needs_or_none(family, status, target):
    row = dict(each.partition(":")[::2] for each in TABLE[family][status].split())
    letters = row.get(target.value.replace(" ", "-"))
    if letters is None:
        assert target not in legal_moves(family, status)
        with pytest.raises(IllegalMoveError):
            check_move(family, status, target)
        return
    check_move(family, status, target)
    assert needs(status, target) == {LETTERS[each] for each in letters}


@pytest.mark.parametrize("target", Status)
def test_who_confirmed_it_is_welcome_where_something_was_fulfilled(target):
    confirmed = target in (Status.FULFILLED, Status.CLOSED)
    assert (Need.VALIDATOR in welcomes(target)) == confirmed


def test_nothing_needs_to_be_confirmed_by_anybody():
    for family in Family:
        for status in statuses(family):
            assert all(Need.VALIDATOR not in needs(status, each) for each in Status)
