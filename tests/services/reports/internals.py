"""A session whose points carry a mark of their own in every field that is the desk's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.commitment import Commitment, Completion, OwnerBasis
from app.domain.decisions import Choice, Decision
from app.domain.identity import CommitmentId, OrganisationId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Link, LinkKind, NoteBasis, Organisation, Source
from app.domain.timing import Basis, Timing
from app.services.reports.carry_over import Asked
from tests.services.reports.sessions import two_sessions

MARK = "ZQX"


@dataclass
class Internals:
    """Fills a register; `texts` are all the marks it put into it, each once."""

    tail: str
    texts: list[str] = field(default_factory=list)

    def mark(self) -> str:
        """Return another text of which no part may be in a copy for the other side."""
        text = f"{MARK}{len(self.texts):03}{MARK} {self.tail}".strip()
        self.texts.append(text)
        return text

    def fill(self, register) -> Asked:
        """Enter sessions with points, and a mark into every field that is internal."""
        sessions = two_sessions(register)
        register.together("Internals", lambda acts: self._enter(acts, *sessions))
        return Asked(start=sessions[0], end=sessions[1], shared=True)

    def _enter(self, acts, eighth, ninth) -> None:
        for session in (eighth, ninth):
            acts.amend(session, remarks=self.mark(), line_to_take=self.mark())
            acts.note(session, self.mark())
        ministry = self._body(acts, self.mark())
        meeting = self._point(
            acts, None, kind=Kind.INTERNAL_MEETING, title=self.mark(), status=Status.HELD
        )
        marked = self._point(acts, None, title=self.mark(), classification="Secret")
        points = [
            self._point(acts, eighth, owner=ministry, owner_basis=OwnerBasis.PRESUMED),
            self._point(acts, meeting),
            self._point(acts, marked),
            self._point(acts, eighth, timing=Timing(anchor=meeting, words=self.mark())),
            self._point(acts, eighth, timing=Timing(anchor=marked, words=self.mark())),
            self._point(acts, eighth, title=self.mark(), classification=self.mark()),
            self._point(acts, eighth, classification=self.mark(), title=self.mark()),
        ]
        for point in points[1:3]:
            acts.add_appearance(point, eighth, paragraph="7", wording="Reaffirmed openly.")
        for point in points:
            self._desk_work(acts, point, ministry, eighth, ninth)
        acts.amend(ninth, origin=eighth)

    def _point(self, acts, origin, **facts):
        held = Commitment(
            id=CommitmentId(new_id()),
            ref=f"{MARK}.{len(self.texts)}.{new_id()[:6]}",
            relation="PK-BY",
            kind=facts.pop("kind", Kind.ACTION),
            title=facts.pop("title", "Openly agreed"),
            owed_by="PK",
            origin=origin,
            summary=self.mark(),
            line_to_take=self.mark(),
            remarks=self.mark(),
            sector=self.mark(),
            made_at=self.mark(),
            ball_letter=self.mark(),
            **{name: facts.pop(name) for name in list(facts) if name != "timing"},
        )
        timing = facts.get(
            "timing",
            Timing(edtf="2025", basis=Basis.INFERRED, why=self.mark()),
        )
        acts.propose(held, timing=timing, happened_on="2025-02-10")
        return held.id

    def _desk_work(self, acts, point, ministry, eighth, ninth):
        """Do on a point all that a desk does, each time with a mark."""
        for basis in NoteBasis:
            acts.note(
                point, self.mark(), happened_on="2025-05-01", reporter=ministry, basis=basis,
                letter=self.mark(), channel=self.mark(), completion=Completion.LIMITED.value,
            )  # fmt: skip
        acts.pass_ball(point, "BY", since="2025-06-01", letter=self.mark())
        acts.support(point, ministry)
        acts.postpone(
            point, Timing(edtf="2026-03", basis=Basis.STATED), reason=self.mark(), agreed_by="PK"
        )
        acts.add_milestone(point, self.mark(), who=self.mark())
        acts.cite(
            point,
            Source(id=SourceId(new_id()), title=self.mark(), publisher=self.mark()),
            quotation=self.mark(),
            paraphrase=self.mark(),
        )
        acts.link(
            Link(
                id=new_id(), origin=point, kind=LinkKind.DEPENDS_ON, target=eighth,
                remark=self.mark(),
            )
        )  # fmt: skip
        acts.move(point, Status.ON_HOLD, why=self.mark(), review_on="2027-01-01")
        acts.decide(
            Decision(
                id="", commitment=point, session=eighth, upcoming=ninth, choice=Choice.DROP,
                why=self.mark(), paragraph=self.mark(), status="withdrawn",
            )
        )  # fmt: skip

    @staticmethod
    def _body(acts, name):
        held = Organisation(id=OrganisationId(new_id()), name=name, acronym=name, country="PK")
        acts.add_organisation(held)
        return held.id
