"""The figures of the navigation are those of the lists they stand for, for one pair or all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.kinds import Family, Kind
from app.domain.particulars import SavedView
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.domain.view import AGREEMENTS, BIN, BUILT_IN, COMMITMENTS, View
from app.services.navigation import overview
from app.store.records import RECORDS
from tests.conftest import TODAY
from tests.store.desks import commitment


@pytest.fixture
def two_pairs(sample):
    """The sample, with a few commitments of a second pair of countries."""
    sample.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    late = Timing(edtf="2025", basis=Basis.STATED)
    for number, kind in enumerate((Kind.ACTION, Kind.MOU, Kind.SESSION, Kind.ACTION)):
        sample.propose(
            commitment(f"KZ/{number}", relation="PK-KZ", kind=kind, owed_by="PK"), timing=late
        )
    sample.discard([sample.reader.find("KZ/3")])
    return sample


def listed(register, query, relation):
    text = register.reader.ordered(replace(query, relation=relation), TODAY)
    return len(text.split(",")) if text else 0


@pytest.mark.parametrize("relation", ["", "PK-BY", "PK-KZ", "XX-YY"])
def test_every_figure_is_that_of_its_list(two_pairs, relation):
    found = overview(two_pairs.reader, relation, TODAY)
    for view in (COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN):
        assert found.counts[view.name] == listed(two_pairs, view.query, relation), view.name
    meetings = Query(families=frozenset({Family.MEETING}))
    assert found.counts["sessions"] == listed(two_pairs, meetings, relation)
    assert found.counts["today"] == found.counts["overdue"] + found.counts["due soon"]


def test_one_pair_and_the_other_add_up_to_all(two_pairs):
    counts = [overview(two_pairs.reader, each, TODAY).counts for each in ("", "PK-BY", "PK-KZ")]
    for view in (COMMITMENTS, AGREEMENTS, BIN, *BUILT_IN):
        whole, first, second = (each[view.name] for each in counts)
        assert whole == first + second, view.name
    assert counts[2]["bin"] == 1
    assert counts[2]["overdue"] > 0


def test_both_pairs_are_offered(two_pairs):
    found = overview(two_pairs.reader, "", TODAY)
    assert [each.code for each in found.relations] == ["PK-BY", "PK-KZ"]


def test_a_saved_view_counts_under_its_identity(sample):
    view = View(name="Energy", query=Query(sectors=frozenset({"energy", "industry"})))
    sample.save_view(view)
    (identity, shown), *rest = overview(sample.reader, "", TODAY).saved
    assert (shown, rest) == (view, [])
    assert overview(sample.reader, "", TODAY).counts[identity] == listed(sample, view.query, "")


def test_a_saved_view_of_one_pair_stays_with_it_until_another_is_looked_at(two_pairs):
    two_pairs.save_view(View(name="KZ", query=Query(relation="PK-KZ")))
    counts = {}
    for relation in ("", "PK-BY"):
        found = overview(two_pairs.reader, relation, TODAY)
        counts[relation] = found.counts[found.saved[0][0]]
    assert counts == {"": 3, "PK-BY": 76}


def test_a_view_that_cannot_be_read_is_left_out_and_the_others_stay(sample):
    with sample.store.write("Views") as writer:
        for name, definition in (("Broken", "{"), ("Whole", View(name="Whole").to_text())):
            kept = SavedView(id=f"{name:0<20}", name=name, definition=definition)
            writer.create("savedview", kept.id, RECORDS["savedview"].encode(kept))
    found = overview(sample.reader, "", TODAY)
    assert [view.name for _, view in found.saved] == ["Whole"]
