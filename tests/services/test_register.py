"""The officer's verbs: what each does, and every way in which it is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from app.domain.change import Change, ChangeKind
from app.domain.clock import Clock
from app.domain.commitment import Completion, OwnerBasis, Strength
from app.domain.edtf import EdtfError
from app.domain.errors import (
    InvalidValueError,
    NotFoundError,
)
from app.domain.identity import CommitmentId, OrganisationId, SourceId, TimingId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import (
    Link,
    LinkKind,
    Organisation,
)
from app.domain.timing import Basis, Sense, Timing
from app.services.register import Register
from app.store.canonical import LONGEST
from tests.store.desks import Refusal, commitment, created, erase, raw, seated

TODAY = date(2026, 11, 22)
NOBODY = CommitmentId("f" * 20)


@pytest.fixture
def register(tmp_path):
    """An empty register about Pakistan and Belarus."""
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def plant(register):
    """A promise of one side with a date: it arrives open."""
    register.propose(
        commitment("R/1", "Tractor plant", owed_by="PK", sector="industry"),
        timing=Timing(words="in 2026", edtf="2026", basis=Basis.STATED),
    )
    return register.reader.find("R/1")


@pytest.fixture
def draft(register):
    register.propose(commitment("R/2", "Exchange of vaccines"))
    return register.reader.find("R/2")


@pytest.fixture
def ministry(register):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Industries", acronym="MoI")
    register.add_organisation(body)
    return body.id


def held(register, identity):
    return register.reader.commitment(identity)


def moves(register, identity):
    found = register.reader.dossier(identity).moves
    return [(each.field, each.value, each.happened_on, each.why) for each in found]


@pytest.fixture
def refused(register):
    """Expect a refusal of that kind, and that it leaves the register as it was."""
    return lambda kind=InvalidValueError: Refusal(register, kind)


# --- proposing ---------------------------------------------------------------------------------


def test_what_is_proposed_is_kept_field_by_field(register, ministry, plant):
    given = commitment(
        "PK-BY/JMC-8/05",
        "  Exchange  of vaccines ",
        kind=Kind.SIGNATURE,
        summary=" In two steps. ",
        owed_by="both",
        strength=Strength.AGREED_ACTION,
        sector="health",
        owner=ministry,
        owner_basis=OwnerBasis.PRESUMED,
        counterpart=ministry,
        origin=plant,
        paragraph="3.10",
        made_on="2025-02-10",
        made_at="Islamabad",
        completion=Completion.LIMITED,
        priority=2,
        update_days=45,
        review_on="2027-01",
        classification="restricted",
        line_to_take="Wait.",
        remarks="None",
        batch=plant,
        batch_announced=15,
    )
    register.propose(given)
    kept = held(register, given.id)
    assert kept == replace(
        given, title="Exchange of vaccines", summary="In two steps.", owed_by="PK+BY"
    )


def test_a_proposal_returns_the_change_it_made(register):
    change = register.propose(commitment("R/1"))
    assert isinstance(change, Change)
    assert (change.label, change.kind, len(change.added)) == ("New commitment", ChangeKind.DO, 1)
    assert change.n == 2  # after the relation


@pytest.mark.parametrize(
    ("kind", "arrives"),
    [
        (Kind.ACTION, Status.OPEN),
        (Kind.VISIT, Status.FORESEEN),
        (Kind.ROADMAP, Status.UNDER_NEGOTIATION),
    ],
)
def test_with_a_responsible_side_and_a_timing_it_arrives_open(register, kind, arrives):
    register.propose(commitment("R/1", kind=kind, owed_by="BY"), timing=Timing())
    identity = register.reader.find("R/1")
    assert held(register, identity).status is arrives
    assert moves(register, identity) == [("status", arrives.value, "2026-11-22", "")]


@pytest.mark.parametrize(
    ("owed_by", "timing"), [("", Timing()), ("PK", None), ("", None)], ids=["side", "date", "both"]
)
def test_without_a_responsible_side_or_a_timing_it_stays_a_draft(register, owed_by, timing):
    register.propose(commitment("R/1", owed_by=owed_by), timing=timing)
    assert held(register, register.reader.find("R/1")).status is Status.DRAFT


def test_what_is_recorded_after_the_event_is_dated_by_it(register):
    register.propose(
        commitment("R/1", kind=Kind.VISIT, status=Status.HELD, event=True), happened_on="2025-04-11"
    )
    identity = register.reader.find("R/1")
    assert moves(register, identity) == [("status", "held", "2025-04-11", "")]
    assert held(register, identity).event is True


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"title": ""}, "title", "needs a title"),
        ({"title": " \u200b "}, "title", "needs a title"),
        ({"title": "x" * 501}, "title", "501"),
        ({"summary": "x" * (LONGEST + 1)}, "summary", "100,001"),
        ({"ref": "=1"}, "ref", "cannot be a reference"),
        ({"relation": "Pakistan"}, "relation", "PK-BY"),
        ({"made_on": "2025-02-30"}, "made_on", ""),
        ({"made_on": "sometime"}, "made_on", ""),
        ({"review_on": "31.31.2025"}, "review_on", ""),
        ({"strength": 7}, "strength", "0 to 5"),
        ({"priority": 0}, "priority", "whole number"),
        ({"update_days": -1}, "update_days", "whole number"),
        ({"batch_announced": "many"}, "batch_announced", "whole number"),
        ({"kind": "promise"}, "kind", "“action”"),
        ({"completion": "nearly"}, "completion", "“substantial”"),
        ({"owner_basis": "guessed"}, "owner_basis", "“presumed”"),
        ({"event": "perhaps"}, "event", "yes or no"),
        ({"ball_with": "KZ"}, "ball_with", "“third”"),
        ({"status": Status.HELD}, "status", "“held”"),
        ({"status": Status.IN_FORCE}, "status", "“in force”"),
        ({"status": Status.OPEN}, "status", "responsible side"),
        ({"status": Status.IN_PROGRESS, "owed_by": "PK"}, "status", "timing"),
    ],
    ids=str,
)
def test_a_proposal_that_cannot_be_kept_is_refused_at_its_field(
    refused, register, values, field, says
):
    with refused() as refusal:
        register.propose(commitment(**{"ref": "R/9", **values}))
    assert refusal.field == field
    assert says in str(refusal)


@pytest.mark.parametrize(
    "edtf",
    ["2025-02-30", "2025-13-01", "2025-00", "soon", "2026/2025", "[2026..2025]", "--", "20266"],
)
def test_a_date_that_does_not_exist_or_cannot_be_read_is_refused(refused, register, edtf):
    with refused(EdtfError):
        register.propose(commitment("R/9"), timing=Timing(edtf=edtf))
    with refused(EdtfError):
        register.propose(commitment("R/9", status=Status.DRAFT), happened_on=edtf)


@pytest.mark.parametrize(
    ("timing", "field"),
    [
        (Timing(edtf="2026", basis=Basis.INFERRED), "why"),
        (Timing(edtf="2026", sense=Sense.CONTINUING), "sense"),
        (Timing(edtf="2026/2027", sense=Sense.DEADLINE), "sense"),
        (Timing(edtf="[2026..2027]", sense=Sense.SPAN), "sense"),
        (Timing(edtf="2026", offset="P10D"), "offset"),
    ],
)
def test_a_timing_that_contradicts_itself_is_refused(refused, register, timing, field):
    with refused() as refusal:
        register.propose(commitment("R/9"), timing=timing)
    assert refusal.field == field


@pytest.mark.parametrize("name", ["owner", "counterpart", "origin", "batch"])
def test_a_reference_to_what_is_not_there_is_refused(refused, register, name):
    with refused(NotFoundError):
        register.propose(commitment("R/9", **{name: NOBODY}))


def test_a_date_that_hangs_on_what_is_not_there_is_refused(refused, register):
    with refused(NotFoundError):
        register.propose(commitment("R/9"), timing=Timing(anchor=NOBODY))


def test_supporting_agencies_are_named_with_it(register, ministry):
    register.propose(commitment("R/1"), supporting=(ministry,))
    (body,) = register.reader.dossier(register.reader.find("R/1")).supporting
    assert body.id == ministry


# --- references --------------------------------------------------------------------------------


def refs(register):
    return sorted(row[0] for row in raw(register).execute("SELECT ref FROM commitment"))


def test_an_empty_reference_is_filled_with_the_next_of_the_year(register):
    for _ in range(3):
        register.propose(commitment())
    assert refs(register) == ["PKBY.2026.001", "PKBY.2026.002", "PKBY.2026.003"]


def test_the_next_of_the_year_passes_over_what_the_officer_numbered(register):
    register.propose(commitment("PKBY.2026.041"))
    register.propose(commitment("PKBY.2026.annex"))
    register.propose(commitment())
    assert "PKBY.2026.042" in refs(register)


def test_each_year_and_each_relation_is_numbered_from_one(register):
    register.propose(commitment())
    register.propose(commitment(relation="PK-KZ"))
    later = Register(register.store, replace(register.clock, today=lambda: date(2027, 1, 1)))
    later.propose(commitment())
    assert refs(register) == ["PKBY.2026.001", "PKBY.2027.001", "PKKZ.2026.001"]


def discarded(register, identity):
    register.discard([identity])


def undone(register, identity):
    register.undo()


@pytest.mark.parametrize("end", [discarded, erase, undone], ids=["binned", "erased", "undone"])
def test_a_number_is_never_given_twice(register, end):
    register.propose(commitment())
    end(register, register.reader.find("PKBY.2026.001"))
    register.propose(commitment())
    assert refs(register) == ["PKBY.2026.001", "PKBY.2026.002"]


@pytest.mark.parametrize("end", [None, discarded, erase], ids=["held", "binned", "erased"])
def test_a_reference_that_was_given_is_refused(refused, register, plant, end):
    if end:
        end(register, plant)
    with refused() as refusal:
        register.propose(commitment("R/1"))
    assert refusal.field == "ref"
    assert "“R/1” is taken" in str(refusal)


def test_a_reference_whose_giving_was_undone_is_free_again(register, draft):
    register.undo()
    register.propose(commitment("R/2", "Another"))
    assert held(register, register.reader.find("R/2")).title == "Another"


def test_a_renamed_commitment_frees_its_old_reference(register, plant):
    register.amend(plant, ref="R/7")
    register.propose(commitment("R/1", "Another"))
    assert held(register, register.reader.find("R/7")).title == "Tractor plant"


def test_a_reference_taken_by_another_is_no_new_name(refused, register, plant, draft):
    with refused() as refusal:
        register.amend(draft, ref="R/1")
    assert refusal.field == "ref"


@pytest.mark.parametrize("ref", ["", "R/1"])
def test_a_reference_left_as_it_is_is_no_change(register, plant, ref):
    assert register.amend(plant, ref=ref).n == 0


def test_one_reference_in_two_spellings_is_taken(refused, register):
    register.propose(commitment("\u00c51"))
    with refused():
        register.propose(commitment("\u212b1"))


# --- amending ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("title", " Another  plant ", "Another plant"),
        ("summary", "Two\nlines", "Two\nlines"),
        ("sector", "", ""),
        ("summary", None, ""),
        ("strength", "4", Strength.AGREED_ACTION),
        ("strength", "", None),
        ("owed_by", "both", "PK+BY"),
        ("made_on", "2024-11-26", "2024-11-26"),
        ("priority", "3", 3),
        ("priority", None, None),
        ("event", "no", False),
        ("event", "yes", True),
        ("kind", "project", Kind.PROJECT),
        ("classification", "restricted", "restricted"),
        ("relation", "pk-by", "PK-BY"),
    ],
)
def test_a_field_is_amended(register, plant, name, value, kept):
    register.amend(plant, **{name: value})
    assert getattr(held(register, plant), name) == kept


def test_references_are_amended_and_taken_away(register, plant, draft, ministry):
    register.amend(plant, owner=ministry, counterpart=ministry, origin=draft, batch=draft)
    assert held(register, plant).owner == held(register, plant).counterpart == ministry
    assert held(register, plant).origin == draft
    register.amend(plant, owner="", counterpart=None, origin="", batch="")
    assert held(register, plant).owner is held(register, plant).origin is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ""),
        ("title", "x" * 501),
        ("remarks", "x" * (LONGEST + 1)),
        ("made_on", "2025-02-30"),
        ("strength", "strong"),
        ("relation", "PK"),
        ("kind", "promise"),
        ("event", "perhaps"),
        ("priority", "9" * 5000),
        ("ref", "a b"),
        ("status", "fulfilled"),
        ("completion", "complete"),
        ("ball_with", "PK"),
        ("ball_since", "2026"),
        ("ball_letter", "No 5"),
        ("timing", "x"),
        ("id", "x"),
        ("gone", "erased"),
        ("latest", "2030-01-01"),
        ("no_such_field", "x"),
    ],
)
def test_what_cannot_be_amended_is_refused_at_its_field(refused, register, plant, name, value):
    with refused() as refusal:
        register.amend(plant, sector="kept back too", **{name: value})
    assert refusal.field == name


@pytest.mark.parametrize("name", ["origin", "batch"])
def test_a_commitment_is_not_its_own_origin(refused, register, plant, name):
    with refused() as refusal:
        register.amend(plant, **{name: plant})
    assert refusal.field == name


@pytest.mark.parametrize("name", ["owner", "counterpart", "origin", "batch"])
def test_an_amendment_to_what_is_not_there_is_refused(refused, register, plant, name):
    with refused(NotFoundError):
        register.amend(plant, **{name: "nobody"})


def test_a_draft_may_change_its_family_and_nothing_else_may(refused, register, plant, draft):
    register.amend(draft, kind=Kind.VISIT)
    assert held(register, draft).kind is Kind.VISIT
    with refused() as refusal:
        register.amend(plant, kind=Kind.VISIT)
    assert refusal.field == "kind"
    assert "“open”" in str(refusal)


# --- the bin -----------------------------------------------------------------------------------


def test_discarding_and_restoring_take_out_and_bring_back(register, plant, draft):
    change = register.discard([plant, draft])
    assert (len(change.removed), change.label) == (2, "Discard 2 commitments")
    assert register.reader.row(plant).binned
    assert len(register.restore([plant, draft]).added) == 2
    assert not register.reader.row(plant).binned


def test_nothing_is_discarded_or_restored_twice(refused, register, plant):
    with refused():
        register.restore([plant])
    register.discard([plant])
    with refused():
        register.discard([plant])


def test_one_of_several_that_cannot_be_discarded_keeps_all(refused, register, plant, draft):
    register.discard([draft])
    with refused():
        register.discard([plant, draft])
    with refused(NotFoundError):
        register.discard([plant, NOBODY])
    with refused():
        register.discard([plant, plant])


def test_discarding_nothing_is_no_change(register):
    assert register.discard([]).n == 0


# --- what is not there -------------------------------------------------------------------------

VERBS = {
    "amend": lambda register, identity: register.amend(identity, title="x"),
    "move": lambda register, identity: register.move(identity, Status.OPEN),
    "set_completion": lambda register, identity: register.set_completion(identity, "complete"),
    "pass_ball": lambda register, identity: register.pass_ball(identity, "PK"),
    "set_timing": lambda register, identity: register.set_timing(identity, Timing()),
    "postpone": lambda register, identity: register.postpone(identity, Timing()),
    "correct_timing": lambda register, identity: register.correct_timing(identity, Timing()),
    "choose_timing": lambda register, identity: register.choose_timing(identity, TimingId("x")),
    "note": lambda register, identity: register.note(identity, "x"),
    "add_evidence": lambda register, identity: register.add_evidence(
        identity, SourceId("x"), paragraph="3"
    ),
    "link": lambda register, identity: register.link(
        Link(id=new_id(), origin=identity, kind=LinkKind.RESTATES, target=identity + "x")
    ),
    "add_milestone": lambda register, identity: register.add_milestone(identity, "x"),
    "discard": lambda register, identity: register.discard([identity]),
    "restore": lambda register, identity: register.restore([identity]),
    "add_reading": lambda register, identity: register.together(
        "x", lambda acts: acts.add_reading(identity, Timing())
    ),
    "support": lambda register, identity: register.together(
        "x", lambda acts: acts.support(identity, OrganisationId("x"))
    ),
    "set_meeting": lambda register, identity: register.together(
        "x", lambda acts: acts.set_meeting(identity, host="PK")
    ),
    "withdraw_note": lambda register, identity: register.withdraw_note(identity, "x"),
}


@pytest.mark.parametrize("end", [None, undone, erase], ids=["never there", "undone", "erased"])
@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_acts_on_what_is_not_there(refused, register, verb, end):
    identity = NOBODY
    if end is not None:
        register.propose(commitment("R/5"))
        identity = register.reader.find("R/5")
        end(register, identity)
    with refused(NotFoundError):
        VERBS[verb](register, identity)


# --- several verbs together --------------------------------------------------------------------


def test_verbs_together_see_what_each_other_did(register):
    def enter(acts):
        first = acts.propose(commitment(), timing=Timing(edtf="2026", basis=Basis.STATED))
        second = acts.propose(commitment(), timing=Timing(anchor=first))
        acts.note(second, "seen")

    register.together("Three", enter)
    assert refs(register) == ["PKBY.2026.001", "PKBY.2026.002"]
    second = register.reader.find("PKBY.2026.002")
    assert register.reader.row(second).bounds.latest == date(2026, 12, 31)


def test_one_refusal_among_several_undoes_them_all(refused, register, plant):
    def enter(acts):
        acts.amend(plant, sector="changed")
        acts.propose(commitment("R/1"))

    with refused():
        register.together("Two", enter)


def test_today_is_asked_for_once_and_only_of_the_clock(register):
    days = iter([date(2031, 5, 6)])
    later = Register(register.store, Clock(today=lambda: next(days), now=register.clock.now))
    later.propose(commitment(owed_by="PK"), timing=Timing())
    identity = register.reader.find("PKBY.2031.001")
    assert moves(register, identity)[0][2] == "2031-05-06"


def test_a_history_tells_newest_first_what_was_written(register, plant):
    register.amend(plant, sector="transport")
    register.move(plant, Status.IN_PROGRESS, happened_on="2026-10")
    first, *_ = register.store.history(plant)
    labels = [each.label for each in register.store.history(plant)]
    assert first.label == "Move R/1 to in progress"
    assert labels[-1] == "New commitment"
    moved = next(each for each in register.store.history(plant) if each.record == "move")
    assert moved.happened_on == "2026-10"


def test_the_log_holds_no_row_number_and_no_computed_column(register, plant):
    register.amend(plant, sector="transport")
    register.postpone(plant, Timing(edtf="2027", basis=Basis.STATED))
    named = {
        (record, name)
        for record, data in raw(register).execute("SELECT record, data FROM entry")
        for name in json.loads(data)
    }
    computed = {"rid", "clash", "earliest", "latest", "owner_words", "readings", "first_latest"}
    assert not {name for _, name in named} & computed
