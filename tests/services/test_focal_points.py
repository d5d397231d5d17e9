"""Focal points: entering, putting right, withdrawing, erasing; merging agencies and copies."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.export_columns import EXPORT_COLUMNS
from app.domain.focal_points import FocalPoint, FocalRole
from app.domain.identity import OrganisationId, new_id
from app.domain.particulars import Organisation
from app.domain.query import Query
from app.domain.reports.document import texts
from app.domain.reports.handover_document import handover_document
from app.domain.reports.request import ReportName, Request
from app.services.directory import merge_plan, organisation_sheet
from app.services.export import export_csv
from app.services.focal_points import reachable
from app.services.intake.whole import read_whole, take_in
from app.services.register_json import export_json
from app.services.reports.catalogue import made
from app.services.reports.handover import handover
from app.services.reports.usual import usual
from tests.store.desks import (
    TODAY,
    Refusal,
    created,
    exchange,
    hand_copy,
    raw,
    rows,
    seated,
)

MAIN, ALTERNATE, VALIDATOR = FocalRole
HANDOVER = Request(name=ReportName.HANDOVER)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    assert opened.store.check() == []
    opened.store.close()


@pytest.fixture
def refused(register):
    return lambda kind=InvalidValueError: Refusal(register, kind)


def body(register, name, country="PK"):
    held = Organisation(id=OrganisationId(new_id()), name=name, country=country)
    register.add_organisation(held)
    return held.id


def point(organisation, name, role=MAIN, email="", **facts):
    return FocalPoint(
        id=new_id(), organisation=organisation, name=name, role=role, email=email, **facts
    )


def added(register, organisation, name, role=MAIN, email="", **facts):
    held = point(organisation, name, role, email, **facts)
    register.add_focal_point(held)
    return held.id


def roles(register, organisation):
    return {each.name: each.role.value for each in register.reader.focal_points(organisation)}


@pytest.fixture
def moc(register):
    return body(register, "Ministry of Commerce")


# --- entering and putting right ------------------------------------------------------------------


def test_it_is_kept_tidy_and_one_undo_takes_it_back(register, moc):
    held = added(register, moc, " Ayesha  Khan ", MAIN, " a@example.org ", post="Deputy Secretary ")
    kept = point(moc, "Ayesha Khan", MAIN, "a@example.org", post="Deputy Secretary")
    assert register.reader.focal_points(moc) == [replace(kept, id=held)]
    register.undo()
    assert register.reader.focal_points(moc) == []


def test_the_history_names_nobody(register, moc):
    held = added(register, moc, "Ayesha Khan", MAIN, "a@example.org")
    register.amend_focal_point(held, name="Ayesha Malik")
    register.withdraw_focal_point(held)
    change = register.erase_focal_points([held])
    assert change.n
    labels = [each[0] for each in raw(register).execute("SELECT label FROM change")]
    assert len(labels) >= 4
    assert not any("Ayesha" in each or "@" in each for each in labels)


def test_another_main_one_makes_the_former_an_alternate_in_one_change(register, moc):
    first = added(register, moc, "First")
    added(register, moc, "Validator", VALIDATOR)
    change = register.add_focal_point(point(moc, "Second"))
    assert roles(register, moc) == {
        "First": "alternate",
        "Validator": "validator",
        "Second": "main",
    }
    assert change.n
    register.undo()
    assert roles(register, moc) == {"First": "main", "Validator": "validator"}
    register.redo()
    demoted = []
    register.together("x", lambda acts: demoted.extend(acts.amend_focal_point(first, role="main")))
    assert roles(register, moc)["Second"] == "alternate"
    assert [each.name for each in demoted] == ["Second"]


def test_the_main_one_of_another_agency_stays(register, moc):
    other = body(register, "Ministry of Energy")
    added(register, moc, "First")
    added(register, other, "Second")
    assert roles(register, moc) == {"First": "main"}


def test_facts_are_put_right_one_by_one(register, moc):
    held = added(register, moc, "Ayesha Khan", MAIN, "a@example.org")
    register.amend_focal_point(held, email="b@example.org", telephone="+92 51", language="UR")
    now = register.reader.focal_point(held)
    assert (now.email, now.telephone, now.language) == ("b@example.org", "+92 51", "ur")
    register.amend_focal_point(held, email="")
    assert register.reader.focal_point(held).email == ""
    assert register.amend_focal_point(held, email="").n == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": "a@example.org\r\nBcc: x@example.org"}, "email"),
        ({"name": " "}, "name"),
        ({"role": "boss"}, "role"),
        ({"language": "Urdu language"}, "language"),
        ({"organisation": "f" * 20}, "organisation"),
    ],
)
def test_what_cannot_stand_there_is_refused(register, moc, refused, values, field):
    held = added(register, moc, "Ayesha Khan")
    with refused() as refusal:
        register.amend_focal_point(held, **values)
    assert refusal.field == field


def test_one_that_is_there_already_is_refused(register, moc, refused):
    added(register, moc, "Ayesha Khan", MAIN, "a@example.org")
    other = added(register, moc, "Bilal", ALTERNATE)
    with refused() as refusal:
        register.add_focal_point(point(moc, "Somebody", ALTERNATE, "A@example.org"))
    assert refusal.field == "email"
    with refused() as refusal:
        register.add_focal_point(point(moc, "BILAL", VALIDATOR))
    assert refusal.field == "name"
    with refused():
        register.amend_focal_point(other, email="a@example.org")


def test_what_is_not_there_is_said(register, refused):
    with refused(NotFoundError):
        register.add_focal_point(point(OrganisationId("f" * 20), "Nobody"))
    for act in (
        lambda: register.amend_focal_point("f" * 20, name="X"),
        lambda: register.withdraw_focal_point("f" * 20),
        lambda: register.erase_focal_points(["f" * 20]),
    ):
        with refused(NotFoundError):
            act()


# --- withdrawing and erasing ---------------------------------------------------------------------


def test_who_is_withdrawn_is_written_to_no_longer(register, moc):
    held = added(register, moc, "Ayesha Khan", MAIN, "a@example.org")
    assert reachable(register.reader) == {moc}
    register.withdraw_focal_point(held)
    assert reachable(register.reader) == set()
    sheet = organisation_sheet(register.reader, moc, "", TODAY)
    assert (sheet.focal_points, [each.name for each in sheet.former_focal_points]) == (
        (),
        ["Ayesha Khan"],
    )


def stored(register, tmp_path):
    """Every byte that the register keeps, on the disk and as JSON."""
    export_json(register.reader, tmp_path / "whole.json")
    return (tmp_path / "r.servanda").read_bytes() + (tmp_path / "whole.json").read_bytes()


@pytest.mark.parametrize("undone", [False, True])
def test_erasing_takes_every_text_out_of_rows_and_log_for_good(register, moc, tmp_path, undone):
    held = added(register, moc, "Zubaida Q", MAIN, "zq@old.example.org", post="Wing Head")
    if not undone:
        register.amend_focal_point(held, email="zq@new.example.org", telephone="+92 51 777")
        register.withdraw_focal_point(held)
    else:
        register.undo()
    marks = (b"Zubaida", b"zq@old", *((b"zq@new", b"+92 51 777") if not undone else ()))
    assert all(each in stored(register, tmp_path) for each in marks)
    register.erase_focal_points([held])
    kept = stored(register, tmp_path)
    assert not any(each in kept for each in (*marks, b"Wing Head"))
    assert register.reader.former_focal_points() == []
    with pytest.raises(NotFoundError):
        register.erase_focal_points([held])
    register.undo()
    assert not any(each in stored(register, tmp_path) for each in marks)


def test_one_who_is_written_to_is_not_erased(register, moc, refused):
    held = added(register, moc, "Ayesha Khan")
    with refused() as refusal:
        register.erase_focal_points([held])
    assert refusal.field == "name"


# --- agencies ------------------------------------------------------------------------------------


def test_discarding_an_agency_withdraws_them_and_one_undo_brings_them_back(register, moc):
    added(register, moc, "Ayesha Khan")
    register.discard_organisation(moc)
    assert register.reader.focal_points() == []
    assert [each.name for each in register.reader.former_focal_points()] == ["Ayesha Khan"]
    register.undo()
    assert roles(register, moc) == {"Ayesha Khan": "main"}


def test_merging_takes_them_over_without_doubles_and_with_one_main(register, moc):
    double = body(register, "Commerce Ministry")
    added(register, moc, "Ayesha Khan", MAIN, "a@example.org")
    added(register, double, "A. Khan", MAIN, "A@example.org")
    added(register, double, "Bilal", MAIN, "b@example.org")
    gone = added(register, double, "Former", VALIDATOR)
    register.withdraw_focal_point(gone)
    before = rows(register, "focalpoint")
    plan = merge_plan(register.reader, double, moc)
    assert (len(plan.focal_points), len(plan.demoted), len(plan.known_focal)) == (1, 1, 1)
    register.merge_organisations(double, moc)
    assert roles(register, moc) == {"Ayesha Khan": "main", "Bilal": "alternate"}
    former = {each.name for each in register.reader.former_focal_points(moc)}
    assert former == {"A. Khan", "Former"}
    register.undo()
    assert rows(register, "focalpoint") == before


def test_a_merge_keeps_the_main_one_of_the_entry_that_stays(register, moc):
    double = body(register, "Commerce Ministry")
    added(register, moc, "Ayesha", MAIN)
    added(register, double, "Bilal", MAIN)
    register.merge_organisations(double, moc)
    assert roles(register, moc) == {"Ayesha": "main", "Bilal": "alternate"}


def test_two_copies_that_each_name_a_main_one_keep_both_until_one_is_chosen(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = seated(created(tmp_path / "a" / "r.servanda"), actor="one")
    moc = body(one, "Ministry of Commerce")
    other = seated(hand_copy(one, tmp_path / "b" / "r.servanda"), actor="other")
    first = added(one, moc, "Ayesha")
    added(other, moc, "Bilal")
    exchange(one, other)
    exchange(other, one)
    assert roles(one, moc) == roles(other, moc) == {"Ayesha": "main", "Bilal": "main"}
    one.amend_focal_point(first, role="main")
    assert roles(one, moc) == {"Ayesha": "main", "Bilal": "alternate"}
    for register in (one, other):
        assert register.store.check() == []
        register.close()


# --- the whole register as JSON ------------------------------------------------------------------


def test_they_travel_with_the_whole_register(register, moc, tmp_path):
    held = added(register, moc, "عائشہ خان", MAIN, "desk@пример.бел", post="=1+1", language="ur")
    register.withdraw_focal_point(added(register, moc, "Former", VALIDATOR))
    export_json(register.reader, tmp_path / "one.json")
    second = seated(created(tmp_path / "second.servanda"))
    take_in(second, read_whole(tmp_path / "one.json"), "one.json")
    assert second.reader.focal_point(held) == register.reader.focal_point(held)
    assert rows(second, "focalpoint") == rows(register, "focalpoint")
    assert second.store.check() == []
    second.close()


def test_a_file_that_holds_a_hostile_address_is_refused_whole(register, moc, tmp_path):
    added(register, moc, "Ayesha", MAIN, "a@example.org")
    path = tmp_path / "one.json"
    export_json(register.reader, path)
    path.write_text(
        path.read_text("utf-8").replace("a@example.org", "a@example.org\\nBcc: b@example.org"),
        "utf-8",
    )
    with pytest.raises(InvalidValueError, match="no e-mail address"):
        read_whole(path)


# --- where they do not stand ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ReportName, ids=str)
@pytest.mark.parametrize("language", ["en", "ru", "ur"])
def test_no_report_names_a_person(sample, name, language):
    (most,) = sample.reader.organisations_named("MoST")
    added(sample, most.id, "Zubaida Q", MAIN, "zq@example.org", post="Wing Head")
    request = replace(
        usual(sample.reader, Request(name=name), "PK-BY", TODAY, subject=True), language=language
    )
    report = made(sample.reader, request, TODAY)
    said = "\n".join(texts(report.document)) + json.dumps(report.form(), ensure_ascii=False)
    assert len(said) > 200
    for each in ("Zubaida", "zq@example.org", "Wing Head"):
        assert each not in said


def test_the_handover_note_names_the_agencies_that_have_none(sample):
    before = handover(sample.reader, HANDOVER, TODAY).unreached
    assert {"MoST", "MoFA"} <= set(before)
    assert len(set(before)) == len(before)
    (most,) = sample.reader.organisations_named("MoST")
    added(sample, most.id, "Ayesha Khan")
    note = handover(sample.reader, HANDOVER, TODAY)
    assert set(before) - set(note.unreached) == {"MoST"}
    said = "\n".join(texts(handover_document(note)))
    assert f"of which no focal point is recorded: {len(before) - 1}." in said


def test_no_table_holds_a_person(sample, tmp_path):
    (most,) = sample.reader.organisations_named("MoST")
    added(sample, most.id, "Zubaida Q", MAIN, "zq@example.org")
    export_csv(sample.reader, Query(), TODAY, list(EXPORT_COLUMNS), tmp_path / "x.csv")
    content = (tmp_path / "x.csv").read_bytes()
    assert b"PK-BY/JMC-8/05" in content
    assert b"Zubaida" not in content
    assert b"zq@" not in content
