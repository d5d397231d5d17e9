"""An order in groups, some of them shut: what stands where, and nothing gets lost."""

from __future__ import annotations

from array import array
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.rows import Group
from app.qt.models.order import Order

COUNTS = st.lists(st.integers(1, 5), min_size=1, max_size=6)


def order_of(counts, folded=()):
    """Groups with so many commitments each, numbered from one on."""
    rids, groups, next_rid = array("q"), [], 1
    for place, count in enumerate(counts):
        rids.append(-1 - place)
        rids.extend(range(next_rid, next_rid + count))
        groups.append(Group(key=f"g{place}", count=count))
        next_rid += count
    made = Order()
    made.folded.update(folded)
    made.take(rids, groups)
    return made


def begins(order):
    return [place for place, rid in enumerate(order.rids) if rid < 0]


@given(COUNTS, st.data())
def test_what_is_shut_and_opened_again_stands_as_before(counts, data):
    order = order_of(counts)
    before = order.rids[:]
    shut = data.draw(st.lists(st.sampled_from(range(len(counts))), unique=True))
    for place in shut:
        order.fold(begins(order)[place])
    assert len(order) == len(before) - sum(counts[place] for place in shut)
    assert [order.aside(begins(order)[place]) for place in shut] == [counts[n] for n in shut]
    for place in data.draw(st.permutations(shut)):
        order.unfold(begins(order)[place])
    assert (order.rids, order.folded, order.shut) == (before, set(), False)


@given(COUNTS, st.data())
def test_an_order_taken_with_shut_groups_is_one_shut_afterwards(counts, data):
    places = data.draw(st.lists(st.sampled_from(range(len(counts))), unique=True))
    after = order_of(counts)
    for place in places:
        after.fold(begins(after)[place])
    taken = order_of(counts, [f"g{place}" for place in places])
    assert (taken.rids, taken.folded) == (after.rids, after.folded)


@given(COUNTS, st.data())
def test_every_commitment_is_shown_or_under_the_shut_group_it_belongs_to(counts, data):
    places = data.draw(st.sets(st.sampled_from(range(len(counts)))))
    order = order_of(counts, [f"g{place}" for place in places])
    owner = [place for place, count in enumerate(counts) for _ in range(count)]
    for rid, place in enumerate(owner, 1):
        begin = begins(order)[place]
        if place in places:
            assert (order.position_of(rid), order.shut_over(rid)) == (None, begin)
        else:
            assert order.shut_over(rid) is None
            assert order.group_of(order.position_of(rid)) == begin


@given(COUNTS, st.sets(st.integers(1, 30)))
def test_ranges_of_positions_hold_exactly_the_wanted_commitments(counts, wanted):
    order = order_of(counts)
    held = {rid for rid in wanted if rid <= sum(counts)}
    spans = order.spans_of(wanted)
    assert set(order.commitments(spans)) == held
    assert all(first.stop < second.start for first, second in pairwise(spans))


def test_a_group_that_loses_a_commitment_counts_one_less():
    order = order_of([2, 3])
    order.shrink(3)
    assert [each.count for each in order.groups] == [2, 2]
    assert order.group_at(1) is None
