"""A desk whose entries are made on chosen days, for the tests of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.reports.request import ReportName, Request
from app.domain.timing import Basis, Timing
from app.services.asof import end_of
from app.services.register import Register
from app.services.reports.quarterly_return import quarterly_return
from app.services.reports.quarterly_return_form import quarterly_return_form
from tests.store.desks import Instants, created, seated

TODAY = date(2026, 11, 22)
NO_DATE = Timing(basis=Basis.NOT_STATED)


@dataclass
class Desk:
    """A register with the instant at which its officer writes."""

    register: Register
    now: Instants

    @classmethod
    def at(cls, path):
        """Open an empty register about Pakistan and Belarus, on 1 May 2026."""
        now = Instants()
        desk = cls(seated(created(path), now=now), now)
        desk.on("2026-05-01")
        desk.register.add_relation("PK-BY", "Pakistan", "Belarus")
        return desk

    def on(self, day):
        """Go on writing on a later day, an hour before it ends."""
        self.now.at = end_of(date.fromisoformat(day)) - 3_600_000
        return self.register

    def promise(self, ref, made_on="2026-02-01", **facts):
        """Enter a promise that was made in February, unless said otherwise; it has no date."""
        given = {"relation": "PK-BY", "kind": Kind.ACTION, "owed_by": "PK", "title": ref, **facts}
        timing = given.pop("timing", NO_DATE)
        happened_on = given.pop("happened_on", made_on or "2026-02-01")
        held = Commitment(id=CommitmentId(new_id()), ref=ref, made_on=made_on, **given)
        self.register.propose(held, timing=timing, happened_on=happened_on)
        return held.id

    def body(self, name):
        """Enter a ministry."""
        held = Organisation(id=OrganisationId(new_id()), name=name, country="PK")
        self.register.add_organisation(held)
        return held.id

    def done(self, identity, day):
        """Say that something was carried out."""
        self.register.move(identity, Status.FULFILLED, happened_on=day, why="It is done.")

    def returned(self, quarter="2026-Q3", **asked):
        """Return the quarterly return as values."""
        request = Request(name=ReportName.QUARTERLY_RETURN, quarter=quarter, **asked)
        return quarterly_return(self.register.reader, request, TODAY)

    def courses(self, quarter="2026-Q3"):
        """Return how each promise came and went, by its reference."""
        return {
            each.ref: (each.course.came.value, each.course.went.value)
            for each in self.returned(quarter).points
        }

    def form(self, quarter="2026-Q3", **asked):
        """Return the quarterly return as JSON."""
        return quarterly_return_form(self.returned(quarter, **asked))
