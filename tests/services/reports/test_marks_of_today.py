"""A look back by what was known leaves out what is marked today, whatever its title then was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from app.domain.as_of import AsOf, By
from app.domain.identity import OrganisationId, new_id
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.query import Query
from app.domain.reports.document import texts
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Timing
from app.services.asof import look_back
from app.services.reports.catalogue import made as report_of
from app.services.reports.pack import gathered
from app.services.reports.pack_plan import PackAsked
from tests.services.reports.sessions import made, two_sessions

KNOWN, LATER = date(2026, 11, 24), date(2026, 12, 31)
TOLD = "Quince"
ASKED = {
    ReportName.OWED: {},
    ReportName.BRIEF: {},
    ReportName.SLIPPAGE: {},
    ReportName.HANDOVER: {},
    ReportName.QUARTERLY_RETURN: {"quarter": "2026-Q4", "filed": "2026-10-01"},
    ReportName.CHANGED_SINCE: {"since": "2026-10-01"},
    ReportName.UNIDENTIFIED: {},
    ReportName.RENEWAL_RADAR: {},
}


@pytest.fixture
def past(register):
    """A register as it was known before one of its points got another title and a mark."""
    at(register, KNOWN)
    eighth, _ = two_sessions(register)
    ministry = Organisation(id=OrganisationId(new_id()), name="Ministry", country="PK")
    register.add_organisation(ministry)
    point = made(
        register, "PK-BY/1", title=f"{TOLD} deal", origin=eighth, status=Status.OPEN,
        owner=ministry.id, timing=Timing(edtf="2026-11-10", basis=Basis.STATED),
    )  # fmt: skip
    register.postpone(point, Timing(edtf="2026-11-20", basis=Basis.STATED), agreed_on="2026-11-11")
    made(register, "PK-BY/2", title="A plain point", origin=eighth, owner=ministry.id)
    at(register, KNOWN + timedelta(days=3))
    register.amend(point, title="Another title", classification="Secret")
    register.clock = replace(register.clock, today=lambda: LATER)
    found = look_back(register, AsOf(day=KNOWN, by=By.ENTRY))
    yield found
    found.close()


def at(register, day):
    """Let the register's clock stand on a day."""
    noon = datetime.combine(day, datetime.min.time()).astimezone() + timedelta(hours=12)
    store = register.store
    store._signature = replace(  # noqa: SLF001 - no caller turns the clock back
        store._signature,  # noqa: SLF001
        now=lambda: int(noon.timestamp() * 1000),
    )
    store.__dict__.pop("_door", None)


def written(report):
    """All that a report says, on its pages and as JSON."""
    form = json.dumps(report.form(), ensure_ascii=False)
    return "\n".join([*texts(report.document), form])


@pytest.mark.parametrize("name", ASKED, ids=str)
def test_no_report_names_what_was_marked_later(past, name):
    request = Request(name=name, **ASKED[name])
    openly = report_of(past.reader, replace(request, unmarked=True), KNOWN)
    assert TOLD not in written(openly)
    assert "PK-BY/1" not in written(openly)


@pytest.mark.parametrize(
    "name",
    [
        ReportName.OWED,
        ReportName.BRIEF,
        ReportName.SLIPPAGE,
        ReportName.HANDOVER,
        ReportName.CHANGED_SINCE,
    ],
    ids=str,
)
def test_a_report_with_marked_points_has_it_under_its_title_of_then(past, name):
    whole = report_of(past.reader, Request(name=name, **ASKED[name]), KNOWN)
    assert f"{TOLD} deal" in written(whole)


def test_a_list_of_unmarked_ones_does_not_have_it(past):
    rows = past.reader.each_row(Query(unmarked=True), KNOWN)
    assert "PK-BY/2" in {row.ref for row in rows} - {"PK-BY/1"}
    assert {row.classification for row in past.reader.each_row(Query(), KNOWN)} == {"", "Secret"}


def test_no_file_of_a_pack_names_it(past):
    asked = PackAsked(reports=(ReportName.BRIEF, ReportName.OWED), unmarked=True)
    pack = gathered(past.reader, asked, KNOWN)
    held = [name for name, data in pack.files.items() if TOLD.encode() in data]
    assert held == []
    assert b"A plain point" in pack.files["commitments.csv"]
