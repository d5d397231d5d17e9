"""Copies of one register that exchange what each lacks come to be equal, whatever happened."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.change import ChangeKind
from app.domain.errors import DamagedError, NotFoundError, TooNewError
from app.domain.identity import SourceId, TimingId, new_id
from app.domain.lifecycle import Status
from app.domain.particulars import Source, TimingRecord, TimingRole
from app.domain.timing import Basis, Timing
from app.store.canonical import canonical, chained, digest
from app.store.merge import Bundle, Parcel
from app.store.records import RECORDS
from app.store.schema import FORMAT, SCHEMA
from tests.store.desks import (
    START,
    VERBS,
    Instants,
    Officer,
    commitment,
    contents,
    created,
    erase,
    everything,
    examples,
    exchange,
    folder,
    hand_copy,
    numbers,
    raw,
    rows,
    seated,
)

DAY = 86_400_000


@pytest.fixture
def desks(tmp_path):
    """Two copies of one register, which holds one plant."""
    one = seated(created(tmp_path / "one.servanda"), actor="one")
    one.propose(commitment("R/1", "Tractor plant", owed_by="PK"))
    two = seated(hand_copy(one, tmp_path / "two.servanda"), actor="two")
    yield one, two
    one.store.close()
    two.store.close()


@pytest.fixture
def plant(desks):
    return desks[0].reader.find("R/1")


def meet(one, two):
    """Exchange both ways."""
    exchange(one, two)
    exchange(two, one)


def assert_equal(*registers):
    first, *others = (everything(each) for each in registers)
    for other in others:
        assert other == first
    for each in registers:
        assert each.store.check() == []


MERGED = [*VERBS, "undo", "undo", "redo", "erase", "settle", "settle"]
steps = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from([*MERGED, "meet", "meet"]), *[numbers] * 3),
    max_size=45,
)
skews = st.tuples(*[st.integers(-30, 30)] * 3)


def histories(place, draws, skew, count):
    """Let `count` desks work on copies of one register, and meet now and then."""
    base = seated(created(place / "0.servanda"), actor="base")
    Officer(base).work([("propose", number, number, number) for number in range(1, 6)])
    Officer(base).work([("body", 0, 0, 0), ("time", 1, 2, 1), ("note", 1, 1, 1)])
    paths = [hand_copy(base, place / f"{number}.servanda") for number in range(1, count + 1)]
    base.store.close()
    officers = [
        Officer(
            seated(
                path, actor=f"desk{place}", now=Instants(START + days * DAY, [1000, -50_000] * 9)
            )
        )
        for place, (path, days) in enumerate(zip(paths, skew, strict=False))
    ]
    for desk, verb, a, b, c in draws:
        officer = officers[desk % count]
        if verb == "meet":
            exchange(officers[a % count].register, officer.register)
        else:
            officer.do(verb, a, b, c)
    return [officer.register for officer in officers]


@examples(25)
@given(steps, skews)
def test_two_copies_come_to_be_equal_either_way_round_and_twice_over(draws, skew):
    with folder() as place:
        one, two = histories(place, draws, skew, 2)
        # A third and a fourth file take the same in the other order.
        three = seated(hand_copy(one, place / "a.servanda"), actor="third")
        four = seated(hand_copy(two, place / "b.servanda"), actor="fourth")
        to_two, to_one = one.store.bundle(two.store.heads()), two.store.bundle(one.store.heads())
        exchange(one, two)
        exchange(two, one)
        four.store.absorb(to_two)
        three.store.absorb(to_one)
        assert_equal(one, two, three, four)
        after = everything(one)
        one.store.absorb(to_one)
        two.store.absorb(to_two)
        meet(one, two)
        assert everything(one) == after == everything(two)
        for each in (one, two, three, four):
            each.store.close()


@examples(20)
@given(steps, skews, st.permutations(range(6)))
def test_three_copies_come_to_be_equal_in_whatever_order_they_meet(draws, skew, order):
    with folder() as place:
        registers = histories(place, draws, skew, 3)
        pairs = [(a, b) for a in range(3) for b in range(3) if a != b]
        for _ in range(2):
            for number in order:
                a, b = pairs[number]
                exchange(registers[a], registers[b])
        assert_equal(*registers)
        for each in registers:
            each.store.close()


@examples(10)
@given(steps, skews)
def test_work_goes_on_after_a_merge_and_ends_equal_again(draws, skew):
    with folder() as place:
        one, two = histories(place, draws, skew, 2)
        meet(one, two)
        for register in (one, two):
            Officer(register).work([("settle", 0, 0, 0), ("amend", 1, 2, 3), ("undo", 0, 0, 0)])
        meet(one, two)
        assert_equal(one, two)
        one.store.close()
        two.store.close()


# --- what copies disagree about ----------------------------------------------------------------


def conflicts(register):
    return {
        (record, field): vals
        for record, field, vals in raw(register).execute("SELECT record, field, vals FROM conflict")
    }


def test_both_edit_one_field_and_the_later_clock_wins_and_it_is_flagged(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.amend(plant, sector="x")
    two.amend(plant, title="From two")
    meet(one, two)
    assert one.reader.commitment(plant).title == "From two"
    assert conflicts(one).keys() == {("commitment", "title")}
    assert "From one" in conflicts(one)["commitment", "title"]
    assert "From two" in conflicts(one)["commitment", "title"]
    assert_equal(one, two)


def test_both_write_one_and_the_same_and_nothing_is_flagged(desks, plant):
    one, two = desks
    for each in desks:
        each.amend(plant, title="The same")
    meet(one, two)
    assert conflicts(one) == {}
    assert_equal(one, two)


def test_edits_of_two_fields_are_both_kept_and_nothing_is_flagged(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.amend(plant, sector="from two")
    meet(one, two)
    kept = one.reader.commitment(plant)
    assert (kept.title, kept.sector) == ("From one", "from two")
    assert conflicts(one) == {}


def test_a_later_edit_that_saw_both_settles_it(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.amend(plant, title="From two")
    meet(one, two)
    assert conflicts(one)
    one.amend(plant, title="Agreed")
    assert conflicts(one) == {}
    exchange(one, two)
    assert conflicts(two) == {}
    assert_equal(one, two)


def test_settling_with_the_value_that_stands_settles_it(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.amend(plant, title="From two")
    meet(one, two)
    stands = one.reader.commitment(plant).title
    with one.store.write("Settle", ChangeKind.SETTLE) as writer:
        writer.settle("commitment", plant, title=stands)
    exchange(one, two)
    assert conflicts(one) == {} == conflicts(two)
    assert two.reader.commitment(plant).title == stands


def test_an_edit_that_comes_to_nothing_settles_nothing(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.amend(plant, title="From two")
    meet(one, two)
    stands = one.reader.commitment(plant).title

    def there_and_back(acts):
        acts.amend(plant, title="Elsewhere")
        acts.amend(plant, title=stands)
        acts.amend(plant, sector="industry")

    one.together("There and back", there_and_back)
    exchange(one, two)
    assert conflicts(one) == conflicts(two) != {}
    assert_equal(one, two)


@pytest.mark.parametrize("binning_first", [True, False])
def test_an_edit_beside_a_discarding_keeps_both_and_is_flagged(desks, plant, binning_first):
    one, two = desks
    one.discard([plant])
    two.amend(plant, title="Still wanted")
    for a, b in ((one, two), (two, one)) if binning_first else ((two, one), (one, two)):
        exchange(a, b)
    assert conflicts(one).keys() == {("commitment", "gone")}
    assert one.reader.commitment(plant).title == "Still wanted"
    assert_equal(one, two)
    one.restore([plant])
    exchange(one, two)
    assert conflicts(two) == {}


def test_two_new_records_of_one_reference_are_both_kept_and_told_apart(desks):
    one, two = desks
    one.propose(commitment("R/9", "From one"))
    two.amend(two.reader.find("R/1"), sector="x")
    two.propose(commitment("R/9", "From two"))
    meet(one, two)
    shown = {row[1]: row[0] for row in raw(one).execute("SELECT clash, title FROM commitment")}
    assert shown["From one"] == ""
    assert len(shown["From two"]) == 6
    suffixed = one.reader.find(f"R/9.{shown['From two']}")
    assert one.reader.commitment(suffixed).title == "From two"
    assert_equal(one, two)
    one.amend(suffixed, ref="R/10")
    exchange(one, two)
    assert {row[0] for row in raw(two).execute("SELECT clash FROM commitment")} == {""}
    assert_equal(one, two)


def test_the_first_to_claim_a_reference_keeps_it_bare(desks):
    one, two = desks
    two.amend(two.reader.find("R/1"), sector="x")  # so that its claims come later in the log
    for number in range(10, 22):
        one.propose(commitment(f"R/{number}", "First"))
    for number in range(10, 22):
        two.propose(commitment(f"R/{number}", "Second"))
    meet(one, two)
    bare = {row[0] for row in raw(one).execute("SELECT title FROM commitment WHERE clash=''")}
    assert bare == {"Tractor plant", "First"}
    assert_equal(one, two)


def test_a_renaming_that_parts_two_of_one_name_can_be_undone(desks):
    one, two = desks
    one.propose(commitment("R/9", "From one"))
    two.propose(commitment("R/9", "From two"))
    meet(one, two)
    (later,) = raw(one).execute("SELECT id FROM commitment WHERE clash<>''").fetchone()
    before = contents(one)
    one.amend(later, ref="R/10")
    one.undo()
    assert contents(one) == before
    assert one.store.check() == []


def test_one_of_two_with_one_reference_can_be_edited_whole(desks):
    one, two = desks
    one.propose(commitment("R/9", "From one"))
    two.propose(commitment("R/9", "From two"))
    meet(one, two)
    for (identity,) in raw(one).execute("SELECT id FROM commitment WHERE ref='R/9'").fetchall():
        one.amend(identity, ref="R/9", title="Edited in a form")
    assert one.store.check() == []


def test_two_claims_given_up_by_undoing_and_erasing_leave_no_suffix_behind(desks):
    one, two = desks
    one.propose(commitment("R/9", "From one"))
    two.propose(commitment("R/9", "From two"))
    meet(one, two)
    two.undo()
    meet(one, two)
    assert {row[0] for row in raw(one).execute("SELECT clash FROM commitment")} == {""}
    assert_equal(one, two)


def test_each_enters_a_first_date_and_both_copies_measure_from_the_same(desks, plant):
    one, two = desks
    one.set_timing(plant, Timing(edtf="2026-05", basis=Basis.STATED))
    two.set_timing(plant, Timing(edtf="2027-05", basis=Basis.STATED))
    meet(one, two)
    assert_equal(one, two)
    first = raw(one).execute("SELECT first_earliest FROM commitment").fetchone()[0]
    assert first in {"2026-05-01", "2027-05-01"}


def test_dates_that_come_to_hang_on_each_other_are_undated_in_both_copies(desks, plant):
    one, two = desks
    one.propose(commitment("R/2", "Session"), timing=Timing(edtf="2026-05", basis=Basis.STATED))
    session = one.reader.find("R/2")
    one.set_timing(plant, Timing(edtf="2026-03", basis=Basis.STATED))
    exchange(one, two)
    one.correct_timing(plant, Timing(anchor=session, offset="P10D"))
    two.correct_timing(session, Timing(anchor=plant, offset="P10D"))
    meet(one, two)
    assert_equal(one, two)
    found = raw(one).execute("SELECT earliest, latest, anchored FROM commitment").fetchall()
    assert set(found) == {(None, None, 1)}
    one.correct_timing(session, Timing(edtf="2026-06-01", basis=Basis.STATED))
    assert one.reader.row(plant).bounds.latest.isoformat() == "2026-06-11"
    assert one.store.check() == []
    meet(one, two)
    assert_equal(one, two)


def test_an_undone_source_that_another_copy_cites_still_shows(desks, plant):
    one, two = desks
    source = Source(id=SourceId(new_id()), title="A report")
    one.together("Source", lambda acts: acts.add_source(source))
    exchange(one, two)
    two.add_evidence(plant, source.id, paragraph="3.2")
    one.undo()
    meet(one, two)
    (cited,) = one.reader.dossier(plant).evidence
    assert cited.source.title == "A report"
    assert_equal(one, two)


def test_an_undone_date_that_another_copy_chose_is_no_date_anywhere(desks, plant):
    one, two = desks
    one.set_timing(plant, Timing(edtf="2026-05", basis=Basis.STATED))
    exchange(one, two)
    reading = TimingId(new_id())
    kept = TimingRecord(
        id=reading, commitment=plant, role=TimingRole.READING, timing=Timing(anchor=plant)
    )
    with two.store.write("Reading") as writer:
        writer.create("timing", reading, RECORDS["timing"].encode(kept))
    exchange(two, one)
    with one.store.write("Choose") as writer:
        writer.set("commitment", plant, timing=reading)
    two.undo()
    meet(one, two)
    row = one.reader.row(plant)
    assert (row.timing.anchor, row.bounds.known) == (None, False)
    assert_equal(one, two)


# --- erasure -----------------------------------------------------------------------------------

WORD = "Zanzibarite"


def holds(register, word):
    connection = raw(register)
    listed = connection.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
    return [
        name
        for (name,) in listed
        for row in connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
        if word.lower() in repr(row).lower()
    ]


def test_an_erasure_is_final_in_both_copies_and_takes_late_texts_with_it(desks, plant):
    one, two = desks
    one.amend(plant, summary=f"{WORD} one")
    exchange(one, two)
    two.amend(plant, title=f"{WORD} two")
    two.amend(plant, title=f"{WORD} three")
    erase(one, plant)
    two.discard([plant])
    two.restore([plant])
    meet(one, two)
    for each in desks:
        assert holds(each, WORD) == []
        assert raw(each).execute("SELECT gone, ref FROM commitment").fetchall() == [
            ("erased", "R/1")
        ]
    assert_equal(one, two)


def test_two_edits_beside_an_erasure_leave_no_text_in_the_flags(desks, plant, tmp_path):
    one, two = desks
    three = seated(hand_copy(one, tmp_path / "three.servanda"), actor="three")
    one.amend(plant, title=f"{WORD} one")
    two.amend(plant, title=f"{WORD} two")
    erase(three, plant)
    meet(one, two)
    meet(one, three)
    meet(one, two)
    for each in (*desks, three):
        assert holds(each, WORD) == []
    assert_equal(one, two, three)
    three.store.close()


def test_both_erase_and_it_stays_erased(desks, plant):
    one, two = desks
    for each in desks:
        erase(each, plant)
    meet(one, two)
    assert_equal(one, two)
    with pytest.raises(NotFoundError):
        one.amend(plant, title="Back again")


def test_an_erased_origin_leaves_its_points_readable(desks, plant):
    one, two = desks
    one.propose(commitment("R/2", "A point", origin=plant))
    point = one.reader.find("R/2")
    erase(one, plant)
    exchange(one, two)
    for each in desks:
        assert each.reader.dossier(point).origin is None


# --- what is refused ---------------------------------------------------------------------------


def refused(register, bundle, error=DamagedError):
    """Try to take in a bundle; it must be refused and must have changed nothing."""
    before = everything(register), rows(register, "change"), rows(register, "entry")
    with pytest.raises(error) as reason:
        register.store.absorb(bundle)
    assert (everything(register), rows(register, "change"), rows(register, "entry")) == before
    assert register.store.check() == []
    return str(reason.value)


@pytest.fixture
def bundle(desks, plant):
    """What two lacks: three changes of one."""
    one, two = desks
    one.amend(plant, title="First")
    one.note(plant, "Second")
    one.amend(plant, sector="third")
    return one.store.bundle(two.store.heads())


def test_a_fork_of_equal_length_is_refused_with_both_counts(desks, plant, tmp_path):
    one, _ = desks
    before = hand_copy(one, tmp_path / "before")
    notes = {each: each.read_bytes() for each in (tmp_path / "notes-one").iterdir()}
    original = one.amend(plant, title="Original")
    forked = hand_copy(one, tmp_path / "forked.servanda")
    other = seated(forked, actor="reader")
    # Someone put the file and the program's note back to where they were: the names fork.
    one.store.close()
    one.store.path.write_bytes(before.read_bytes())
    for each, content in notes.items():
        each.write_bytes(content)
    again = seated(one.store.path, actor="one")
    assert again.amend(plant, title="Forked").address == original.address
    assert "2 changes and the other 2" in refused(again, other.store.bundle({}))
    # Nothing of that copy travels here, yet the heads give it away.
    refused(
        again, replace(other.store.bundle(again.store.heads() | other.store.heads()), parcels=())
    )
    other.store.close()
    again.store.close()


def test_a_gap_is_refused(desks, bundle):
    _, two = desks
    refused(two, replace(bundle, parcels=bundle.parcels[1:]))
    refused(two, replace(bundle, parcels=(bundle.parcels[0], bundle.parcels[2])))


def test_a_change_that_saw_what_is_not_there_is_refused(desks, plant, tmp_path):
    one, two = desks
    three = seated(hand_copy(one, tmp_path / "three.servanda"), actor="three")
    three.amend(plant, title="Seen by one only")
    exchange(three, one)
    one.amend(plant, sector="industry")
    whole = one.store.bundle(two.store.heads())
    own = [each for each in whole.parcels if each.head[0] in two.store.heads()]
    refused(two, replace(whole, parcels=tuple(own)))
    three.store.close()


def altered(parcel, **values):
    return replace(parcel, **values)


HEAD = ["copy", "n", "clock", "at", "actor", "kind", "label", "undoes", "seen", "size", "schema"]


@pytest.mark.parametrize("place", range(len(HEAD)), ids=HEAD)
def test_a_change_with_an_altered_head_is_refused(desks, bundle, place):
    _, two = desks
    parcel = bundle.parcels[0]
    value = parcel.head[place]
    spoilt = value - 1 if isinstance(value, int) else f"{value}x"
    if HEAD[place] == "seen":
        spoilt = '{"nobody":1}'
    head = (*parcel.head[:place], spoilt, *parcel.head[place + 1 :])
    refused(two, replace(bundle, parcels=(altered(parcel, head=head), *bundle.parcels[1:])))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda pos, record, id_, data, kept: (pos + 1, record, id_, data, kept),
        lambda pos, record, id_, data, kept: (pos, "note", id_, data, kept),
        lambda pos, record, id_, data, kept: (pos, record, "f" * 20, data, kept),
        lambda pos, record, id_, data, kept: (
            pos,
            record,
            id_,
            data.replace("First", "Fjrst"),
            kept,
        ),
        lambda pos, record, id_, data, kept: (pos, record, id_, data + " ", kept),
        lambda pos, record, id_, data, kept: (pos, record, id_, None, None),
        lambda pos, record, id_, data, kept: (pos, record, id_, None, b"x" * 32),
        lambda pos, record, id_, data, kept: (pos, record, id_, data, b"x" * 32),
    ],
    ids=["pos", "record", "id", "text", "blank", "nothing", "another digest", "both"],
)
def test_a_change_with_an_altered_entry_is_refused(desks, bundle, spoil):
    _, two = desks
    parcel = bundle.parcels[0]
    entries = (spoil(*parcel.entries[0]), *parcel.entries[1:])
    refused(two, replace(bundle, parcels=(altered(parcel, entries=entries), *bundle.parcels[1:])))


def test_a_change_with_an_altered_hash_or_a_dropped_entry_is_refused(desks, bundle):
    _, two = desks
    parcel, *others = bundle.parcels
    for spoilt in (altered(parcel, hash=bytes(32)), altered(parcel, entries=())):
        refused(two, replace(bundle, parcels=(spoilt, *others)))


def test_a_text_left_out_as_if_it_had_been_erased_is_refused(desks, bundle):
    # The digest keeps the hash right: only that nothing erased the record gives it away.
    _, two = desks
    parcel = bundle.parcels[0]
    entries = tuple(
        (pos, record, id_, None, digest(pos, record, id_, data))
        for pos, record, id_, data, _ in parcel.entries
    )
    refused(two, replace(bundle, parcels=(altered(parcel, entries=entries), *bundle.parcels[1:])))


def test_another_register_is_refused(desks, bundle):
    _, two = desks
    assert "another register" in refused(two, replace(bundle, register="0" * 20))


def test_a_change_of_a_newer_schema_is_refused_before_its_hash_is_looked_at(desks, bundle):
    _, two = desks
    parcel = bundle.parcels[0]
    head = (*parcel.head[:-1], SCHEMA + 1)
    refused(two, replace(bundle, parcels=(altered(parcel, head=head),)), TooNewError)


def forged(register, data, *, record="commitment", identity="f" * 20, clock=10):
    """A bundle whose hashes are right, made by something that is no Servanda."""
    name = raw(register).execute("SELECT id FROM register").fetchone()[0]
    head = ("0" * 12, 1, clock, START, "forger", "do", "Forged", "", "", 1, SCHEMA)
    line = (0, record, identity, data)
    hashed = chained(None, [digest(*line)], canonical([FORMAT, name, *head]))
    return Bundle(
        register=name, parcels=(Parcel(head=head, hash=hashed, entries=((*line, None),)),)
    )


SOUND = {
    "gone": [None, ""], "kind": [None, "action"], "title": [None, "Forged"], "ref": [None, "F/1"],
    "status": [None, "draft"], "relation": [None, "PK-BY"], "owner_basis": [None, "stated"],
    "completion": [None, "no evidence"],
}  # fmt: skip


def test_a_change_made_elsewhere_by_the_rules_is_taken_in(desks):
    _, two = desks
    two.store.absorb(forged(two, canonical(SOUND)))
    assert two.reader.find("F/1")
    assert two.store.check() == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": [None, "promise"]},
        {"status": [None, "somewhere"]},
        {"gone": [None, "lost"]},
        {"strength": [None, "4"]},
        {"strength": [None, 9]},
        {"title": [None, 5]},
        {"title": [None, None]},
        {"title": [None, ["a", "list"]]},
        {"title": [None, 1.5]},
        {"owner": [None, "nobody"]},
        {"rid": [None, 1]},
        {"title=title, ref": [None, "x"]},
        {"title": "no pair"},
    ],
    ids=str,
)
def test_a_forged_value_that_no_door_lets_in_is_refused(desks, spoilt):
    _, two = desks
    refused(two, forged(two, canonical({**SOUND, **spoilt})))


@pytest.mark.parametrize("data", ["", "x", "[]", "5", "null", "{}{}", '{"a":', "\ud800"], ids=repr)
def test_a_forged_entry_that_is_no_object_is_refused(desks, data):
    _, two = desks
    try:
        bundle = forged(two, data)
    except UnicodeEncodeError:
        bundle = replace(forged(two, ""), parcels=(_with_surrogate(forged(two, "")),))
    refused(two, bundle)


def _with_surrogate(bundle):
    (parcel,) = bundle.parcels
    ((pos, record, id_, _, kept),) = parcel.entries
    return replace(parcel, entries=((pos, record, id_, "\ud800", kept),))


@pytest.mark.parametrize("record", ["promise", "register", "change", "", "sqlite_master"])
def test_a_forged_record_of_no_known_kind_is_refused(desks, record):
    _, two = desks
    refused(two, forged(two, canonical(SOUND), record=record))


@pytest.mark.parametrize("clock", [0, 2**53 + 1, 2**63])
def test_a_forged_clock_that_would_stop_all_others_is_refused(desks, clock):
    _, two = desks
    refused(two, forged(two, canonical(SOUND), clock=clock))


def test_heads_are_equal_after_a_merge_and_name_the_version(desks, plant):
    one, two = desks
    one.amend(plant, title="From one")
    two.move(plant, Status.WITHDRAWN, why="because")
    assert one.store.heads() != two.store.heads()
    meet(one, two)
    assert one.store.heads() == two.store.heads()
