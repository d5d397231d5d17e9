"""Readings chosen, later dates with who agreed, circles by name, texts announced together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import SourceId, TimingId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import CHOICE, Source, TimingRole
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from app.services.acts.beside import Passage
from app.services.today import day_overview
from tests.store.desks import (
    Officer,
    Refusal,
    acts,
    at_random,
    commitment,
    contents,
    created,
    examples,
    exchange,
    folder,
    hand_copy,
    seated,
    seeded,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def refused(register):
    """Expect a refusal of that kind, and that it leaves the register as it was."""
    return lambda kind=InvalidValueError: Refusal(register, kind)


def stated(edtf):
    return Timing(words=f"in {edtf}", edtf=edtf, basis=Basis.STATED)


def proposed(register, ref, timing=None, **values):
    register.propose(commitment(ref, owed_by="PK", **values), timing=timing)
    return register.reader.find(ref)


@pytest.fixture
def meeting(register):
    """A meeting for which two sources name two dates."""
    identity = proposed(register, "R/1", stated("2026-12-10"), kind=Kind.SESSION)
    register.add_reading(identity, stated("2026-12"))
    return identity


def dossier(register, identity):
    return register.reader.dossier(identity)


def disputed(register, identity):
    row = register.reader.row(identity)
    assert register.reader.disputed([row.rid]) == ({row.rid} if row.disputed else set())
    return row.disputed


# --- two readings of one date ------------------------------------------------------------------


def test_readings_that_differ_are_unresolved_until_one_is_chosen(register, meeting):
    assert disputed(register, meeting)
    (other,) = dossier(register, meeting).other_readings
    register.choose_timing(meeting, other.id)
    assert not disputed(register, meeting)
    assert register.reader.row(meeting).timing.edtf == "2026-12"


def test_confirming_the_one_that_counts_resolves_them_as_well(register, meeting):
    first = dossier(register, meeting).first_timing
    register.choose_timing(
        meeting, first.id, decided_by=" MoFA ", decided_on="2026-11-20", why="it names a term"
    )
    assert not disputed(register, meeting)
    choice = dossier(register, meeting).choice
    assert (choice.who, choice.happened_on, choice.why) == ("MoFA", "2026-11-20", "it names a term")
    assert dossier(register, meeting).commitment.timing == first.id


def test_a_choice_without_a_day_is_of_today(register, meeting):
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id)
    assert dossier(register, meeting).choice.happened_on == "2026-11-22"


def test_another_source_opens_the_question_again(register, meeting):
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id)
    register.add_reading(meeting, stated("2027-01"))
    assert disputed(register, meeting)
    assert dossier(register, meeting).choice is not None


def test_undoing_the_choice_opens_it_again(register, meeting):
    before = contents(register)
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id, why="because")
    register.undo()
    assert disputed(register, meeting)
    assert contents(register, undone=False) == {
        name: [row for row in rows if "undone" not in row] for name, rows in before.items()
    }


def test_choosing_what_is_chosen_already_changes_nothing(register, meeting):
    first = dossier(register, meeting).first_timing.id
    assert register.choose_timing(meeting, first).n
    assert not register.choose_timing(meeting, first).n
    assert register.choose_timing(meeting, first, why="asked again").n


def test_where_there_is_nothing_to_choose_confirming_changes_nothing(register):
    plant = proposed(register, "R/2", stated("2026"))
    first = dossier(register, plant).first_timing.id
    assert not register.choose_timing(plant, first).n
    assert not disputed(register, plant)


def test_a_revision_leaves_the_readings_behind(register, meeting):
    register.postpone(meeting, stated("2027-03"))
    assert not disputed(register, meeting)


def test_readings_that_say_the_same_are_not_in_dispute(register):
    plant = proposed(register, "R/2", stated("2026"))
    register.add_reading(plant, Timing(words="next year", edtf="2026", basis=Basis.STATED))
    assert not disputed(register, plant)
    assert register.reader.row(plant).readings == 2


def test_a_reading_that_a_colleague_added_meanwhile_was_not_weighed(register, meeting, tmp_path):
    other = seated(hand_copy(register, tmp_path / "other.servanda"), actor="other")
    other.add_reading(meeting, stated("2027-01"))
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id)
    exchange(other, register)
    assert disputed(register, meeting)
    other.store.close()


def test_today_lists_it_until_it_is_chosen(register, meeting):
    def listed():
        wanting = day_overview(register.reader, TODAY).wanting
        return [each.disputed for each in wanting if each.row.id == meeting]

    assert listed() == [True]
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id)
    assert listed() == [False]  # it is due soon all the same


def test_what_has_no_date_cannot_be_read_differently(refused, register):
    plant = proposed(register, "R/2")
    with refused() as refusal:
        register.add_reading(plant, stated("2026"))
    assert refusal.field == "due"


def test_a_choice_is_no_move_of_the_status(register, meeting):
    register.choose_timing(meeting, dossier(register, meeting).first_timing.id)
    held = dossier(register, meeting)
    assert held.moves[-1].field == CHOICE
    assert held.moves[-1].value.split()[0] == held.commitment.timing


# --- later dates -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        ("PK", "PK"),
        ("by", "BY"),
        ("by + pk", "PK+BY"),
        ("both", "PK+BY"),
        ("Mutual", "PK+BY"),
        ("protocol", "protocol"),
        ("by protocol", "protocol"),
        ("the protocol", "protocol"),
    ],
)
@pytest.mark.parametrize("name", ["asked_by", "agreed_by"])
def test_who_asked_and_who_agreed_are_kept_as_sides_or_protocol(register, name, given, kept):
    plant = proposed(register, "R/2", stated("2026"))
    register.postpone(plant, stated("2027"), **{name: given})
    assert getattr(dossier(register, plant).timings[-1], name) == kept


@pytest.mark.parametrize("given", ["us", "them", "KZ", "PK+KZ", "the minister"])
@pytest.mark.parametrize(("name", "did"), [("asked_by", "asked for it"), ("agreed_by", "agreed")])
def test_who_asked_and_who_agreed_are_nobody_else(refused, register, name, did, given):
    plant = proposed(register, "R/2", stated("2026"))
    with refused() as refusal:
        register.postpone(plant, stated("2027"), **{name: given})
    assert refusal.field == name
    assert f"does not say who {did}. Write PK, BY, both or protocol." in str(refusal)


def test_a_new_date_and_its_passage_are_one_change(register):
    plant = proposed(register, "R/2", stated("2026"))
    source = Source(id=SourceId(new_id()), title="Protocol of the ninth session")
    passage = Passage(source=source, details={"paragraph": "7", "supports": "due"})
    register.postpone(plant, stated("2027"), agreed_by="protocol", passage=passage)
    held = dossier(register, plant)
    assert [each.evidence.supports for each in held.evidence] == ["due"]
    assert held.timings[-1].role is TimingRole.REVISION
    register.undo()
    held = dossier(register, plant)
    assert (held.evidence, len(held.timings)) == ((), 1)


def test_a_passage_that_cannot_be_kept_keeps_no_date_either(refused, register):
    plant = proposed(register, "R/2", stated("2026"))
    empty = Passage(source=SourceId(new_id()), details={})
    with refused():
        register.postpone(plant, stated("2027"), passage=empty)


def test_a_fulfilment_may_say_who_confirmed_it(register):
    plant = proposed(register, "R/2", stated("2026"))
    register.move(plant, Status.FULFILLED, why="the plant opened", who=" MoIP ")
    assert dossier(register, plant).moves[-1].who == "MoIP"


# --- circles -----------------------------------------------------------------------------------


def test_a_circle_is_named_all_round(refused, register):
    first = proposed(register, "C/1", stated("2026"))
    second = proposed(register, "C/2", Timing(anchor=first))
    third = proposed(register, "C/3", Timing(anchor=second))
    with refused() as refusal:
        register.postpone(first, Timing(anchor=third))
    assert refusal.field == "anchor"
    assert "C/1 on C/3, C/3 on C/2, C/2 on C/1" in str(refusal)


def test_a_date_does_not_hang_on_itself(refused, register):
    plant = proposed(register, "R/2", stated("2026"))
    with refused() as refusal:
        register.postpone(plant, Timing(anchor=plant))
    assert str(refusal) == "The date of R/2 cannot hang on itself."


# --- texts announced together ------------------------------------------------------------------


@pytest.fixture
def visit(register):
    return proposed(register, "V/1", stated("2024-11-26"), kind=Kind.VISIT, event=True)


def batch(register, identity):
    found = dossier(register, identity).batch
    return found and (found.announced, len(found.members), found.unidentified)


def test_what_was_announced_and_not_named_is_a_number_and_no_record(register, visit):
    register.announce(visit, "15")
    before = register.reader.count(Query(), TODAY)
    texts = [proposed(register, f"T/{each}", kind=Kind.MOU) for each in range(14)]
    register.join_batch(visit, *texts)
    assert batch(register, visit) == (15, 14, 1)
    assert register.reader.count(Query(), TODAY) == before + 14
    assert dossier(register, texts[0]).announced_at.id == visit


def test_one_more_that_is_known_is_one_less_that_is_not(register, visit):
    register.announce(visit, 2)
    one, two = (proposed(register, ref, kind=Kind.MOU) for ref in ("T/1", "T/2"))
    register.join_batch(visit, one)
    assert batch(register, visit) == (2, 1, 1)
    register.join_batch(visit, two)
    assert batch(register, visit) == (2, 2, 0)
    register.discard([two])
    assert batch(register, visit) == (2, 1, 1)
    register.leave_batch(one)
    assert batch(register, visit) == (2, 0, 2)


def test_more_may_be_known_than_were_announced(register, visit):
    register.announce(visit, 1)
    texts = [proposed(register, ref, kind=Kind.MOU) for ref in ("T/1", "T/2")]
    register.join_batch(visit, *texts)
    assert batch(register, visit) == (1, 2, 0)


def test_how_many_may_be_unsaid_again(register, visit):
    register.announce(visit, 15)
    register.announce(visit, "")
    assert batch(register, visit) is None


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_how_many_is_a_whole_number(refused, register, visit, number):
    with refused() as refusal:
        register.announce(visit, number)
    assert refusal.field == "batch_announced"


def test_a_text_is_announced_once_and_never_at_itself(refused, register, visit):
    other = proposed(register, "V/2", kind=Kind.VISIT)
    text = proposed(register, "T/1", kind=Kind.MOU)
    register.join_batch(visit, text)
    with refused() as refusal:
        register.join_batch(other, text)
    assert "V/1" in str(refusal)
    for event, member in ((visit, visit), (text, visit)):
        with refused():
            register.join_batch(event, member)
    with refused():
        register.leave_batch(other)


def test_what_lies_in_the_bin_is_no_announced_text(refused, register, visit):
    text = proposed(register, "T/1", kind=Kind.MOU)
    register.discard([text])
    with refused():
        register.join_batch(visit, text)
    with refused(NotFoundError):
        register.join_batch(visit, TimingId("f" * 20))


def test_a_batch_change_is_one_step_of_undo(register, visit):
    texts = [proposed(register, ref, kind=Kind.MOU) for ref in ("T/1", "T/2")]
    register.join_batch(visit, *texts)
    register.undo()
    assert batch(register, visit) is None


# --- undo of any move --------------------------------------------------------------------------

ROUND = ["propose", "time", "move", "move", "postpone", "choose", "reading", "correct"]


def test_the_undo_of_any_move_restores_the_record_byte_for_byte():
    @examples(20)
    @given(acts)
    def holds(draws):
        with folder() as place:
            register = seated(created(place / "r.servanda"))
            officer = Officer(register)
            officer.work(draws)
            for verb, *numbers in at_random(seeded(len(draws)), 12, ROUND):
                before, heads = contents(register, undone=False), register.store.heads()
                if officer.do(verb, *numbers) and register.store.heads() != heads:
                    register.undo()
                    assert contents(register, undone=False) == before, verb
            register.store.close()

    holds()
