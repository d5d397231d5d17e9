"""Slippage: which promises slipped, by how much as surely as it is known, and what is added up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commitment import OwnerBasis, Strength
from app.domain.errors import InvalidValueError, NotFoundError
from app.domain.identity import OrganisationId
from app.domain.kinds import Kind
from app.domain.ledger import Asked
from app.domain.lifecycle import Status
from app.domain.reports.document import texts
from app.domain.reports.request import ReportName, Request
from app.domain.reports.slippage_document import slippage_document
from app.domain.timeliness import Slip
from app.domain.timing import Basis, Sense, Timing
from app.services.reports.slippage import slippage
from app.services.reports.slippage_form import slippage_form
from app.services.slips import slips
from tests.services.reports.quarters import NO_DATE, TODAY, Desk
from tests.store.desks import Officer, acts, created, examples, folder, seated


@pytest.fixture
def desk(tmp_path):
    opened = Desk.at(tmp_path / "r.servanda")
    yield opened
    opened.register.close()


def by(day):
    return Timing(edtf=day, sense=Sense.DEADLINE, basis=Basis.STATED)


def slipped(register, **asked):
    return slippage(register.reader, Request(name=ReportName.SLIPPAGE, **asked), TODAY)


def row(report, ref):
    """The cells of a promise by the key of their column."""
    table = slippage_document(report).tables[-1]
    found = next(each for each in table.rows if each[0].text == ref)
    return {column.key: cell.text for column, cell in zip(table.columns, found, strict=True)}


def test_of_the_sample_two_promises_came_42_to_69_days_late(sample):
    total = slipped(sample).total
    assert (total.cases, total.changes, total.late, total.likely) == (2, 0, 0, 2)
    assert (total.days, total.guessed, total.guessed_days) == (None, 2, Slip(sure=84, most=138))
    said = texts(slippage_document(slipped(sample)))
    assert [each for each in said if "added up" in each and "84" in each] == []
    assert (
        "Not added to that, since they rest on dates that were only likely or about so: 2; "
        "delays if those days are taken as said: 84 to 138 days."
    ) in said
    assert "Done late by what was promised as likely or about so: 2." in said
    assert "Promises: 2; later dates given: 0; done late for certain: 0." in said


def test_every_later_date_is_told_with_who_asked_and_who_agreed(desk):
    held = desk.promise("a", timing=by("2026-03-31"), owner=desk.body("MoFA"))
    desk.register.postpone(
        held, by("2026-06-30"), asked_on="2026-03-01", asked_by="PK",
        agreed_on="2026-03-20", agreed_by="both", reason="The budget.",
    )  # fmt: skip
    desk.register.postpone(held, by("2026-12-31"), asked_on="2026-07-05", agreed_by="protocol")
    assert row(slipped(desk.register), "a")["dates"].splitlines() == [
        "First: by 31 Mar 2026",
        "Then: by 30 Jun 2026, 91 days later",
        "asked 01 Mar 2026, asked by PK, agreed 20 Mar 2026, agreed by PK + BY",
        "The budget.",
        "Then: by 31 Dec 2026, 275 days later",
        "asked 05 Jul 2026, after expiry, agreed by the protocol",
    ]
    total = slipped(desk.register).total
    assert (total.changes, total.asked_by) == (2, {"": 1, "PK": 1})
    assert total.asked == {Asked.IN_TIME: 1, Asked.AFTER_EXPIRY: 1}
    assert (total.late, total.days) == (0, Slip(sure=275, most=275))


def test_a_delay_without_an_end_makes_the_sum_open_and_one_that_is_not_known_stays_out(desk):
    open_ended = desk.promise("open", timing=by("2026-03-31"))
    desk.register.postpone(open_ended, Timing(edtf="2026-06/..", basis=Basis.STATED))
    sure = desk.promise("sure", timing=by("2026-03-31"))
    desk.register.postpone(sure, by("2026-04-10"))
    untold = desk.promise("untold", timing=by("2026-03-31"))
    desk.register.postpone(untold, Timing(words="soon", basis=Basis.TO_BE_AGREED))
    total = slipped(desk.register).total
    assert (total.days, total.untold, total.cases) == (Slip(sure=72, most=None), 1, 3)
    said = texts(slippage_document(slipped(desk.register)))
    assert "Delays behind the first dates, added up: at least 72 days." in said
    assert any(each.startswith("Of 1 it cannot be told") for each in said)


@pytest.mark.parametrize(
    ("first", "now"), [("2026-03-31?", "2026-05-31"), ("2026-03-31", "2026-05~")]
)
def test_only_delays_between_dates_that_were_said_as_such_are_added_up(desk, first, now):
    sure = desk.promise("sure", timing=by("2026-03-31"))
    desk.register.postpone(sure, by("2026-04-10"))
    guessed = desk.promise("guessed", timing=by(first))
    desk.register.postpone(guessed, by(now))
    report = slipped(desk.register)
    total = report.total
    assert (total.days, total.guessed) == (Slip(sure=10, most=10), 1)
    assert total.guessed_days is not None
    assert slippage_form(report)["counts"]["days"] == {"sure": 10, "most": 10}
    assert "only likely or about so" in row(report, "guessed")["now"]
    assert "likely" not in row(report, "sure")["now"]


def test_what_is_no_promise_is_counted_apart(desk):
    desk.body("MoFA")
    for ref, facts in (
        ("e", {"event": True, "kind": Kind.VISIT, "status": Status.FORESEEN}),
        ("n", {"strength": Strength.STATEMENT}),
        ("i", {"kind": Kind.INTERNAL_MEETING}),
        ("p", {}),
    ):
        held = desk.promise(ref, timing=by("2026-03-31"), **facts)
        desk.register.postpone(held, by("2026-04-30"))
    found = slipped(desk.register)
    assert ([each.row.ref for each in found.cases], found.uncounted) == (["p"], 3)


def test_groups_are_lead_agencies_or_sectors(desk):
    first, second = desk.body("MoFA"), desk.body("MoIP")
    for ref, owner, sector in (("a", first, "trade"), ("b", second, "trade"), ("c", None, "")):
        held = desk.promise(
            ref, timing=by("2026-03-31"), owner=owner, sector=sector,
            owner_basis=OwnerBasis.PRESUMED,
        )  # fmt: skip
        desk.register.postpone(held, by("2026-04-10"))
    by_lead, by_sector = slipped(desk.register), slipped(desk.register, rows="sector")
    assert [by_lead.labels[each] for each in by_lead.groups] == ["MoFA", "MoIP", ""]
    assert [(each, len(by_sector.of(each))) for each in by_sector.groups] == [("trade", 2), ("", 1)]
    assert "MoFA\u2069, presumed" in row(by_lead, "a")["owed"]


def test_it_can_be_asked_for_one_sector_or_one_agency_of_either_side(desk):
    ours, theirs = desk.body("MoFA"), desk.body("MTW")
    for ref, facts in (
        ("a", {"owner": ours, "sector": "trade"}),
        ("b", {"counterpart": theirs, "sector": "health"}),
    ):
        desk.register.postpone(
            desk.promise(ref, timing=by("2026-03-31"), **facts), by("2026-05-01")
        )
    assert [each.row.ref for each in slipped(desk.register, sector="trade").cases] == ["a"]
    assert [each.row.ref for each in slipped(desk.register, agency=theirs).cases] == ["b"]
    shows = slippage_document(slipped(desk.register, agency=theirs)).facts.filter
    assert shows.endswith("led by \u2068MTW\u2069 on either side")


def test_marked_promises_are_left_out_and_counted(desk):
    for ref, mark in (("a", ""), ("b", "Restricted")):
        held = desk.promise(ref, timing=by("2026-03-31"), classification=mark)
        desk.register.postpone(held, by("2026-05-01"))
    part = slipped(desk.register, unmarked=True)
    assert ([each.row.ref for each in part.cases], part.left_out) == (["a"], 1)
    assert slipped(desk.register).frame.marks == ("Restricted",)


def test_a_report_without_marked_promises_does_not_name_one_that_a_date_follows(desk):
    visit = desk.promise("v", title="Secret visit", classification="Restricted")
    held = desk.promise("held", timing=by("2026-03-31"))
    desk.register.postpone(held, Timing(words="at the secret visit", anchor=visit))
    whole, part = slipped(desk.register), slipped(desk.register, unmarked=True)
    assert "ecret visit" in " ".join(texts(slippage_document(whole)))
    assert "ecret visit" not in " ".join(texts(slippage_document(part)))


def test_where_nothing_slipped_it_says_so(desk):
    desk.promise("a", timing=NO_DATE)
    document = slippage_document(slipped(desk.register))
    assert "No promise was given another date, and none was done late." in texts(document)
    assert document.tables == ()


def test_an_agency_or_rows_that_are_not_there_are_refused(desk):
    with pytest.raises(NotFoundError):
        slipped(desk.register, agency=OrganisationId("nothing"))
    with pytest.raises(InvalidValueError, match="lead or sector"):
        slipped(desk.register, rows="colour")


def test_json_holds_what_the_document_says(sample):
    form = slippage_form(slipped(sample))
    assert (form["counts"]["days"], form["counts"]["likely"]) == (None, 2)
    assert form["counts"]["days_likely"] == {"sure": 84, "most": 138}
    visit = next(each for each in form["points"] if each["ref"] == "PK-BY/SUM-2024-11/22")
    assert (visit["sure"], visit["most"], visit["row"], visit["lead_presumed"]) == (
        42, 69, "PMO", True,
    )  # fmt: skip
    document = slippage_document(slipped(sample))
    assert len(list(document.tables[-1].rows)) == len(form["points"])


@given(acts, st.sampled_from(["lead", "sector"]))
@examples(10)
def test_each_is_in_one_group_and_the_groups_add_up(work, rows):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        register.add_relation("PK-BY", "Pakistan", "Belarus")
        Officer(register).work(work)
        found = slipped(register, rows=rows)
        assert len(found.cases) + found.uncounted == len(list(slips(register.reader, TODAY)))
        parts = [found.of(each) for each in found.groups]
        assert sum(map(len, parts)) == len(found.cases) == found.total.cases
        assert slippage_form(found)["counts"]["points"] == len(found.cases)
        register.close()
