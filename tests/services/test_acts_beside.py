"""Wording, agencies, passages, steps, appearances, restoring: each verb and each refusal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.commitment import Strength
from app.domain.edtf import EdtfError
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import OrganisationId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.particulars import Link, LinkKind, Organisation, Source
from app.domain.timing import Basis, Timing
from app.services.acts.commitments import AMENDABLE
from tests.store.desks import Refusal, commitment, created, seated

URDU = "فریقین نے اتفاق کیا۔"


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
    register.propose(
        commitment("R/1", "Tractor plant", owed_by="PK", sector="industry"),
        timing=Timing(words="in 2026", edtf="2026", basis=Basis.STATED),
    )
    return register.reader.find("R/1")


@pytest.fixture
def session(register):
    register.propose(commitment("R/2", "Ninth session", kind=Kind.SESSION))
    return register.reader.find("R/2")


@pytest.fixture
def ministry(register):
    body = Organisation(id=OrganisationId(new_id()), name="Ministry of Industries", acronym="MoI")
    register.add_organisation(body)
    return body.id


@pytest.fixture
def refused(register):
    """Expect a refusal of that kind, and that it leaves the register as it was."""
    return lambda kind=InvalidValueError: Refusal(register, kind)


@pytest.fixture
def held(register, plant):
    return lambda: register.reader.dossier(plant)


# --- the agreed wording -------------------------------------------------------------------------


def test_a_wording_is_kept_in_each_language_word_for_word(register, plant, held):
    register.add_wording(plant, "EN", "  The sides agreed:\n  to build. ")
    register.add_wording(plant, "ur", URDU)
    kept = [(each.language, each.text) for each in held().wordings]
    assert kept == [("en", "The sides agreed:\n  to build."), ("ur", URDU)]
    register.undo()
    assert [each.language for each in held().wordings] == ["en"]


def test_a_wording_that_is_replaced_stays_in_the_history(register, plant, held):
    register.add_wording(plant, "en", "to build")
    (wording,) = held().wordings
    register.replace_wording(plant, wording.id, "to build jointly")
    assert held().wordings[0] == replace(wording, text="to build jointly")
    latest = register.store.history(plant)[0]
    assert [(each.old, each.new) for each in latest.fields] == [("to build", "to build jointly")]
    register.undo()
    assert held().wordings == (wording,)


def test_a_withdrawn_wording_makes_room_for_another_in_its_language(register, plant, held):
    register.add_wording(plant, "en", "to build")
    register.withdraw_wording(plant, held().wordings[0].id)
    assert held().wordings == ()
    register.add_wording(plant, "en", "to build jointly")
    assert [each.text for each in held().wordings] == ["to build jointly"]


@pytest.mark.parametrize(
    ("language", "text", "field"),
    [
        ("", "to build", "language"),
        ("English!", "to build", "language"),
        ("e", "to build", "language"),
        ("en", "  \n ", "text"),
        ("RU", "again", "language"),
    ],
)
def test_a_wording_that_cannot_be_kept_is_refused_at_its_field(
    refused, register, plant, language, text, field
):
    register.add_wording(plant, "ru", "построить")
    with refused() as refusal:
        register.add_wording(plant, language, text)
    assert refusal.error.field == field


def test_a_wording_that_is_gone_is_neither_replaced_nor_withdrawn(refused, register, plant, held):
    register.add_wording(plant, "en", "to build")
    gone = held().wordings[0].id
    register.withdraw_wording(plant, gone)
    for again in (
        lambda: register.replace_wording(plant, gone, "other"),
        lambda: register.withdraw_wording(plant, gone),
        lambda: register.withdraw_wording(plant, "f" * 20),
    ):
        with refused(NotFoundError):
            again()


# --- appearances --------------------------------------------------------------------------------


def test_a_restating_is_kept_and_leaves_the_first_date(register, plant, session, held):
    first = held().first_timing
    register.add_appearance(plant, session, paragraph=" 3.10 ", wording="noted", strength="1")
    (appearance,) = held().appearances
    assert (appearance.session, appearance.paragraph, appearance.wording, appearance.strength) == (
        session,
        "3.10",
        "noted",
        int(Strength.ASPIRATION),
    )
    assert held().first_timing == first
    register.withdraw_appearance(plant, appearance.id)
    assert held().appearances == ()
    register.undo()
    assert held().appearances == (appearance,)


def test_a_restating_at_the_same_paragraph_or_by_itself_is_refused(
    refused, register, plant, session
):
    register.add_appearance(plant, session, paragraph="3")
    for again in (
        lambda: register.add_appearance(plant, session, paragraph="3"),
        lambda: register.add_appearance(plant, plant),
    ):
        with refused() as refusal:
            again()
        assert refusal.error.field == "session"
    register.add_appearance(plant, session, paragraph="4")
    with refused():
        register.add_appearance(plant, session, paragraph="5", strength="9")


# --- agencies, passages, links -----------------------------------------------------------------


def test_a_supporting_agency_is_withdrawn_and_can_be_named_again(register, plant, ministry, held):
    register.support(plant, ministry)
    register.unsupport(plant, ministry)
    assert held().supporting == ()
    register.undo()
    assert [each.id for each in held().supporting] == [ministry]
    register.redo()
    register.support(plant, ministry)
    assert [each.id for each in held().supporting] == [ministry]


def test_an_agency_that_does_not_support_cannot_be_withdrawn(refused, register, plant, ministry):
    with refused(NotFoundError):
        register.unsupport(plant, ministry)
    register.support(plant, ministry)
    register.unsupport(plant, ministry)
    with refused(NotFoundError):
        register.unsupport(plant, ministry)


def source(**more):
    return Source(id=SourceId(new_id()), **{"title": "Joint communiqué", **more})


def test_a_new_source_comes_with_its_passage_and_goes_with_it(register, plant, held):
    register.cite(plant, source(publisher=" BelTA ", published="2025-02"), paragraph="4")
    (cited,) = held().evidence
    assert (cited.source.publisher, cited.source.published) == ("BelTA", "2025-02")
    assert cited.evidence.paragraph == "4"
    register.undo()
    assert held().evidence == ()
    assert register.reader.sources() == []


@pytest.mark.parametrize(
    ("more", "details", "field"),
    [
        ({"title": "  "}, {"paragraph": "4"}, "source"),
        ({"published": "2025-02-30"}, {"paragraph": "4"}, "published"),
        ({}, {}, "evidence"),
        ({"title": "Known"}, {"paragraph": "4"}, "source"),
    ],
)
def test_a_new_source_that_cannot_be_cited_is_refused(
    refused, register, plant, more, details, field
):
    register.cite(plant, source(title="Known"), paragraph="1")
    with refused() as refusal:
        register.cite(plant, source(**more), **details)
    assert refusal.error.field == field


def test_a_passage_is_withdrawn_and_its_source_stays(refused, register, plant, held):
    register.cite(plant, source(), paragraph="4")
    passage = held().evidence[0].evidence.id
    register.withdraw_evidence(plant, passage)
    assert held().evidence == ()
    assert len(register.reader.sources()) == 1
    with refused(NotFoundError):
        register.withdraw_evidence(plant, passage)


def test_the_same_link_is_not_made_twice(refused, register, plant, session, held):
    link = Link(id=new_id(), origin=plant, kind=LinkKind.IMPLEMENTS, target=session)
    register.link(link)
    with refused() as refusal:
        register.link(replace(link, id=new_id()))
    assert refusal.error.field == "link"
    register.link(replace(link, id=new_id(), kind=LinkKind.RESTATES))
    register.link(replace(link, id=new_id(), origin=session, target=plant))
    register.unlink(plant, link.id)
    assert len(held().ties) == 2
    register.link(replace(link, id=new_id()))


# --- milestones ---------------------------------------------------------------------------------


def test_a_milestone_is_amended_done_and_withdrawn(register, plant, held):
    register.add_milestone(plant, "Site chosen", due="2026-05", who=" MoI ")
    (step,) = held().milestones
    assert step.who == "MoI"
    register.amend_milestone(plant, step.id, label=" Site agreed ", due="2026-06")
    register.amend_milestone(plant, step.id, done_on="2026-06-03")
    assert held().milestones == (
        replace(step, label="Site agreed", due="2026-06", done_on="2026-06-03"),
    )
    register.undo()
    assert held().milestones[0].done_on == ""
    register.withdraw_milestone(plant, step.id)
    assert held().milestones == ()
    register.undo()
    assert held().milestones[0].label == "Site agreed"


@pytest.mark.parametrize(
    ("values", "kind", "field"),
    [
        ({"label": " "}, InvalidValueError, "milestone"),
        ({"due": "2026-02-30"}, EdtfError, "due"),
        ({"done_on": "soon"}, EdtfError, "done_on"),
    ],
)
def test_a_milestone_that_cannot_be_amended_so_is_refused(
    refused, register, plant, held, values, kind, field
):
    register.add_milestone(plant, "Site chosen")
    with refused(kind) as refusal:
        register.amend_milestone(plant, held().milestones[0].id, **values)
    assert refusal.error.field == field


def test_a_milestone_that_is_gone_cannot_be_amended(refused, register, plant, held):
    register.add_milestone(plant, "Site chosen")
    gone = held().milestones[0].id
    register.withdraw_milestone(plant, gone)
    for again in (
        lambda: register.amend_milestone(plant, gone, label="x"),
        lambda: register.withdraw_milestone(plant, gone),
    ):
        with refused(NotFoundError):
            again()


# --- restoring ----------------------------------------------------------------------------------

EARLIER = {
    "title": "Tractor plant",
    "sector": "industry",
    "strength": None,
    "event": 0,
    "made_on": "",
    "owed_by": "PK",
    "kind": "action",
    "ref": "R/1",
    "owner_basis": "stated",
}
LATER = {
    "title": "Joint plant",
    "sector": "machines",
    "strength": "4",
    "event": "yes",
    "made_on": "2025",
    "owed_by": "both",
    "kind": "project",
    "ref": "R/9",
    "owner_basis": "presumed",
}


@pytest.mark.parametrize("name", EARLIER)
def test_an_earlier_value_is_restored_as_a_new_change(register, plant, name):
    before = getattr(register.reader.commitment(plant), name)
    register.amend(plant, **{name: LATER[name]})
    change = register.restore_field(plant, name, EARLIER[name])
    assert change.n
    assert getattr(register.reader.commitment(plant), name) == before
    assert register.store.next_undo().startswith(f"Restore {name.replace('_', ' ')} of")
    register.undo()
    assert getattr(register.reader.commitment(plant), name) != before


def test_what_a_move_says_is_not_restored(refused, register, plant):
    for name in ("status", "completion", "ball_with", "timing"):
        assert name not in AMENDABLE
        with refused():
            register.restore_field(plant, name, "x")


def test_a_value_that_may_no_longer_stand_is_not_restored(refused, register, plant):
    register.amend(plant, ref="R/7")
    register.propose(commitment("R/1", "Another"))
    with refused() as refusal:
        register.restore_field(plant, "ref", "R/1")
    assert refusal.error.field == "ref"


def test_an_agency_that_is_gone_cannot_lead_again(refused, register, plant, ministry):
    register.amend(plant, owner=ministry)
    register.amend(plant, owner=None)
    with register.store.write("Gone") as writer:
        writer.set("organisation", ministry, gone="binned")
    with refused() as refusal:
        register.restore_field(plant, "owner", ministry)
    assert refusal.error.field == "owner"


def test_a_record_that_never_was_cannot_be_referred_to(refused, register, plant):
    for name in ("owner", "origin"):
        with refused(NotFoundError):
            register.amend(plant, **{name: "f" * 20})
