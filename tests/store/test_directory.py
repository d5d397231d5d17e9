"""What organisations answer for and what rests on sources: counted in SQL as the lists count it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.directory import LeadFigures, Part
from app.domain.errors import NotFoundError, ServandaError
from app.domain.identity import OrganisationId, new_id
from app.domain.lifecycle import Phase
from app.domain.particulars import Organisation
from app.domain.query import OPEN, OVERDUE, Query
from app.store.records import RECORDS
from tests.conftest import TODAY
from tests.store.desks import (
    Officer,
    at_random,
    commitment,
    contents,
    created,
    examples,
    folder,
    raw,
    seated,
    seeded,
)

# --- merging at random ---------------------------------------------------------------------------

_BUSY = ["propose", "body", "body", "owner", "owner", "support", "support", "note", "discard"]
pairs = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=5)


def furnished(place, seed):
    """A register full of organisations that are referred to in every way, by another's hand."""
    path = created(place / "r.servanda")
    before = seated(path, actor="before")
    draws = seeded(seed)
    Officer(before).work(at_random(draws, 90, _BUSY))
    bodies = [each.id for each in before.reader.organisations()]
    for number, body in enumerate(bodies):
        before.add_alias(body, f"Name {number % 4}")
        try:
            before.amend_organisation(body, parent=draws.choice(bodies))
        except ServandaError:
            continue
    for each in before.reader.each_row(Query(), TODAY):
        before.note(each.id, "They wrote.", reporter=draws.choice(bodies))
    before.store.close()
    return seated(path)


def referring(register, body):
    """Every live record that refers to an organisation, looked for in the tables themselves."""
    found = []
    for spec in RECORDS.values():
        for column in (name for name, to in spec.references.items() if to == "organisation"):
            found += (
                raw(register)
                .execute(
                    f"SELECT id FROM {spec.name} WHERE {column}=?"  # noqa: S608 - our own names
                    " AND (gone='' OR gone='binned' AND ? IN('commitment','note','organisation'))",
                    (body, spec.name),
                )
                .fetchall()
            )
    return found


@examples(12)
@given(pairs, st.integers(0, 5))
def test_after_any_merges_nothing_refers_to_a_duplicate_and_undo_restores_every_row(draws, seed):
    with folder() as place:
        register = furnished(place, seed)
        bodies = [each.id for each in register.reader.organisations()]
        start, merged = contents(register, rid=True), []
        for first, second in draws:
            duplicate, into = bodies[first % len(bodies)], bodies[second % len(bodies)]
            try:
                register.merge_organisations(duplicate, into)
            except ServandaError:
                continue
            merged.append(duplicate)
            assert all(referring(register, each) == [] for each in merged)
            supports = raw(register).execute(
                "SELECT commitment, organisation FROM support WHERE gone=''"
            )
            held = supports.fetchall()
            assert len(held) == len(set(held))
        assert register.store.check() == []
        end = contents(register, rid=True, undone=False)
        for _ in merged:
            register.undo()
        assert contents(register, rid=True, undone=False) == start
        for _ in merged:
            register.redo()
        assert contents(register, rid=True, undone=False) == end
        assert register.store.check() == []
        register.store.close()


# --- figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", ["", "PK-BY", "PK-KZ"])
def test_what_is_led_is_counted_as_the_list_behind_it_counts(sample, relation):
    reader = sample.reader
    figures, counts = reader.lead_figures(relation, TODAY), reader.part_counts(relation)
    for body in reader.organisations():
        leads = frozenset({body.label})
        mine = figures.get(body.id, LeadFigures())
        for query, number in (
            (Query(leads=leads), counts[Part.LEADS][body.id]),
            (replace(OPEN, leads=leads), mine.pending),
            (replace(OVERDUE, leads=leads), mine.overdue),
        ):
            assert reader.count(replace(query, relation=relation), TODAY) == number
        assert reader.lead_figures(relation, TODAY, body.id).get(body.id, LeadFigures()) == mine
    assert any(each.overdue for each in figures.values()) is (relation != "PK-KZ")


def test_the_newest_report_of_anything_pending_counts_as_heard(sample):
    reader = sample.reader
    pending = frozenset({Phase.OPEN, Phase.ACTIVE})
    for identity, mine in reader.lead_figures("", TODAY).items():
        label = reader.organisation(identity).label
        query = Query(leads=frozenset({label}), phases=pending, promises=True)
        heard = [each.heard for each in reader.each_row(query, TODAY) if each.heard]
        assert mine.heard == max(heard, default=None)


@pytest.mark.parametrize("part", list(Part))
def test_rows_and_counts_of_a_part_agree(sample, part):
    reader = sample.reader
    counts = reader.part_counts("")[part]
    assert counts == reader.part_counts("PK-BY")[part]
    for body in reader.organisations():
        rows = reader.rows_of_part(part, body.id, "", 1000)
        assert len(rows) == counts[body.id] == reader.part_count(part, body.id, "PK-BY")
        assert reader.part_count(part, body.id, "PK-KZ") == 0
        assert len({each.id for each in rows}) == len(rows)
        settled = [not each.phase.pending and each.phase is not Phase.DRAFT for each in rows]
        assert settled == sorted(settled)
        assert reader.rows_of_part(part, body.id, "", 1) == rows[:1]
        assert reader.rows_of_part(part, body.id, "PK-KZ", 9) == ()
    assert counts


def test_what_lies_in_the_bin_is_not_counted(sample):
    reader = sample.reader
    body = reader.organisations_named("MoFA")[0].id
    before = reader.part_counts("")[Part.LEADS][body]
    sample.discard([reader.rows_of_part(Part.LEADS, body, "", 1)[0].id])
    for relation in ("", "PK-BY"):
        assert reader.part_counts(relation)[Part.LEADS][body] == before - 1
    assert len(reader.rows_of_part(Part.LEADS, body, "", 99)) == before - 1


# --- sources -------------------------------------------------------------------------------------


def test_passages_and_their_counts_agree(sample):
    reader = sample.reader
    figures = reader.passage_figures("")
    for source in reader.sources():
        passages = reader.passages(source.id, "", 1000)
        mine = figures[source.id]
        assert mine == reader.passage_figures("PK-BY", source.id)[source.id]
        assert len(passages) == mine.passages
        assert len({each.row.id for each in passages}) == mine.commitments
        against = [each for each in passages if each.evidence.stance.value == "contradicts"]
        assert len(against) == mine.contradicting
        assert [each.row.ref for each in passages] == sorted(each.row.ref for each in passages)
        assert len(reader.passages(source.id, "", 2)) == 2
    assert sum(each.contradicting for each in figures.values())
    assert reader.passage_figures("PK-KZ") == {}


def test_a_passage_goes_into_the_bin_with_its_commitment(sample):
    reader = sample.reader
    source = reader.sources()[0].id
    before = reader.passages(source, "", 1000)
    sample.discard([before[0].row.id])
    assert len(reader.passages(source, "", 1000)) < len(before)


# --- what is not there ---------------------------------------------------------------------------


def test_what_is_not_there_is_said_so(sample):
    reader = sample.reader
    for look in (reader.organisation, reader.alias, reader.source):
        with pytest.raises(NotFoundError):
            look(new_id())


def test_the_parts_of_an_organisation_come_by_name(tmp_path):
    register = seated(created(tmp_path / "r.servanda"))
    top = Organisation(id=OrganisationId(new_id()), name="Ministry")
    register.add_organisation(top)
    for name in ("b", "A", "c"):
        part = Organisation(id=OrganisationId(new_id()), name=name, parent=top.id)
        register.add_organisation(part)
    assert [each.name for each in register.reader.parts_of(top.id)] == ["A", "b", "c"]
    register.propose(commitment("R/1", owner=top.id))
    found = register.reader.referring("organisation", top.id)
    assert {(each.record, each.column) for each in found} == {
        ("organisation", "parent"),
        ("commitment", "owner"),
    }
    register.store.close()
