"""Whatever a list counts, every report counts or names: random registers, every figure."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.identity import OrganisationId, new_id
from app.domain.kinds import Family, Kind
from app.domain.lifecycle import Phase, statuses
from app.domain.particulars import Organisation
from app.domain.promises import is_promise
from app.domain.query import Query
from app.domain.reports.brief import OWED, Place
from app.domain.reports.document import texts
from app.domain.reports.handover import Next
from app.domain.reports.owed import urgency
from app.domain.reports.request import ReportName, Request
from app.domain.timeliness import Timeliness
from app.domain.timing import Basis, Timing
from app.services.reports.brief import brief
from app.services.reports.catalogue import made as report
from app.services.reports.handover import handover
from app.services.reports.owed import owed
from app.services.reports.quarterly_return import quarterly_return
from tests.services.reports.quarters import TODAY
from tests.services.reports.sessions import made
from tests.store.desks import created, seated

KINDS = (Kind.ACTION, Kind.PROJECT, Kind.VISIT, Kind.INTERNAL_MEETING, Kind.MOU, Kind.PROTOCOL)
DATES = ("2025-03-01", "2026-12-10", "2026-12", "2027-02-01", "2029")
OPEN = Query(phases=frozenset({Phase.OPEN, Phase.ACTIVE}), promises=True)
"""What `list --open` asks for."""


@pytest.fixture
def of(tmp_path):
    """Open a register with nothing in it but a pair of countries."""
    register = seated(created(tmp_path / "r.servanda"))
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    yield register
    register.close()


def asked(name, **more):
    return Request(name=name, **more)


def chosen(register, chance, size):
    """Enter commitments of any kind, all made in February 2025."""
    body = Organisation(id=OrganisationId(new_id()), name="Ministry", country="PK")
    register.add_organisation(body)
    for number in range(size):
        kind = chance.choice(KINDS)
        made(
            register,
            f"PK-BY/{number}",
            kind=kind,
            made_on="2025-02-01",
            status=chance.choice(statuses(kind.family)),
            strength=chance.choice([None, 0, 1, 3, 5]),
            event=chance.random() < 0.1,
            owner=chance.choice([None, body.id]),
            timing=Timing(edtf=chance.choice(DATES), basis=Basis.STATED),
        )


def agree(register):
    """Compare what every report counts with what the list does."""
    rows = list(register.reader.each_row(Query(), TODAY))
    listed = list(register.reader.each_row(OPEN, TODAY))
    reader = register.reader
    owing = owed(reader, asked(ReportName.OWED), TODAY)
    note = handover(reader, asked(ReportName.HANDOVER), TODAY)
    told = brief(reader, asked(ReportName.BRIEF), TODAY)
    back = quarterly_return(reader, asked(ReportName.QUARTERLY_RETURN, quarter="2026-Q4"), TODAY)

    open_ids = {each.row.id for each in owing.points}
    assert len(listed) == len(open_ids) + sum(each.kind is Kind.INTERNAL_MEETING for each in listed)
    pending = [each for each in rows if each.phase.pending or each.phase is Phase.DRAFT]
    left = owing.uncounted
    assert len(open_ids) + left.events + left.internal + left.noted + left.drafts == len(pending)
    assert note.uncounted == left
    assert back.total.closing == len(open_ids)
    assert (back.uncounted.drafts, back.uncounted.noted >= left.noted) == (left.drafts, True)
    assert note.leaderless == owing.unled

    whole = len(told.points) + told.papers + told.uncounted.drafts + told.uncounted.events
    assert whole + told.uncounted.internal == len(rows)
    among = {each.row.id for each in told.points if each.place in OWED}
    among |= {
        each.row.id for each in told.points if each.place is Place.TEXT and is_promise(each.row)
    }
    assert among <= open_ids
    assert all(row.kind.family is Family.INSTRUMENT for row in rows if row.id in open_ids - among)
    assert len(open_ids - among) <= told.papers

    stands = {
        each.id
        for each in rows
        if each.kind.family is Family.INSTRUMENT and each.phase is Phase.ACTIVE
    }
    when = {where: {each.row.id for each in points} for where, points in note.points}
    late, soon = (
        sum(
            each.row.id not in stands and urgency(each.row, TODAY) is where for each in owing.points
        )
        for where in (Timeliness.OVERDUE, Timeliness.DUE_SOON)
    )
    assert len(when.get(Next.LATE, ())) == late
    assert len(when.get(Next.NEAR, ())) == soon


@given(seed=st.integers(0, 2**32), size=st.integers(0, 40))
@settings(max_examples=15, deadline=None)
def test_list_owed_handover_brief_and_quarterly_return_reconcile(seed, size, tmp_path_factory):
    register = seated(created(tmp_path_factory.mktemp("figures") / "r.servanda"))
    register.add_relation("PK-BY", "Pakistan", "Belarus")
    chosen(register, random.Random(seed), size)  # noqa: S311 - a register, no secret
    agree(register)
    register.close()


def test_the_figures_of_the_sample_agree(sample):
    agree(sample)


def test_an_internal_meeting_is_named_by_whatever_does_not_count_it(of):
    made(of, "PK-BY/1", kind=Kind.INTERNAL_MEETING, timing=Timing(edtf="2026-12-10"))
    made(of, "PK-BY/2")
    for name in (ReportName.OWED, ReportName.HANDOVER, ReportName.BRIEF):
        said = "\n".join(texts(report(of.reader, asked(name), TODAY).document))
        assert "internal meetings 1" in said, name
    note = handover(of.reader, asked(ReportName.HANDOVER), TODAY)
    assert [(where, len(points)) for where, points in note.points] == [(Next.INTERNAL, 1)]
    assert note.leaderless == 1
