"""A register whose marked points carry a token of their own in every field, beside open ones."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.commitment import Commitment, Completion
from app.domain.decisions import Choice, Decision
from app.domain.identity import CommitmentId, OrganisationId, SourceId, new_id
from app.domain.kinds import Kind
from app.domain.letters import LetterForm
from app.domain.lifecycle import Status
from app.domain.particulars import Link, LinkKind, NoteBasis, Organisation, Source
from app.domain.timing import Basis, Timing
from app.services.acts.letters import Addressed
from tests.services.lettering import sent
from tests.services.reports.sessions import two_sessions

MARK = "ZQX"


@dataclass
class Marked:
    """Fills a register; every token it gives belongs to a marked point, or to words about one."""

    given: int = 0
    sessions: tuple[CommitmentId, ...] = ()
    open: dict[str, CommitmentId] = field(default_factory=dict)

    def token(self) -> str:
        """Return another text that no report without marked points may hold."""
        self.given += 1
        return f"{MARK}{self.given:03}{MARK}"

    def fill(self, register) -> Marked:
        """Enter two sessions, marked points of several kinds, and open points that touch them."""
        self.sessions = two_sessions(register)
        register.together("Marked and open", self._enter)
        return self

    def _enter(self, acts) -> None:
        eighth, ninth = self.sessions
        ministry, secret = self._body(acts, "MoFA"), self._body(acts, self.token())
        kinds = (Kind.ACTION, Kind.VISIT, Kind.MOU)
        marked = [self._marked(acts, kind, eighth, secret) for kind in kinds]
        for each in marked:
            self._desk_work(acts, each, secret)
        self._open_ones(acts, marked[0], marked[1], ministry)
        for point in (*self.open.values(), *marked):
            acts.decide(
                Decision(
                    id="", commitment=point, session=eighth, upcoming=ninth,
                    choice=Choice.REITERATE, why="" if point not in marked else self.token(),
                )
            )  # fmt: skip
        alone = Addressed(organisation=secret, form=LetterForm.DOCX, commitments=tuple(marked))
        acts.record_round(sent(reference=self.token()), [alone])

    def _marked(self, acts, kind, origin, owner):
        held = Commitment(
            id=CommitmentId(new_id()), ref=self.token(), relation="PK-BY", kind=kind,
            title=self.token(), owed_by="PK", origin=origin, owner=owner,
            classification=self.token(), paragraph=self.token(), summary=self.token(),
            line_to_take=self.token(), remarks=self.token(), sector=self.token(),
            made_at=self.token(), ball_letter=self.token(),
        )  # fmt: skip
        timing = Timing(edtf="2025", words=self.token(), basis=Basis.INFERRED, why=self.token())
        acts.propose(held, timing=timing, happened_on="2025-02-10")
        return held.id

    def _desk_work(self, acts, point, agency):
        """Do on a marked point all that a desk does, each time with a token."""
        acts.note(
            point, self.token(), happened_on="2026-10-01", reporter=agency,
            basis=NoteBasis.EVIDENCED, letter=self.token(), channel=self.token(),
            completion=Completion.LIMITED.value,
        )  # fmt: skip
        acts.pass_ball(point, "BY", since="2025-06-01", letter=self.token())
        acts.postpone(
            point, Timing(edtf="2026-03", words=self.token(), basis=Basis.STATED),
            reason=self.token(), agreed_by="PK", agreed_on="2025-03-01",
        )  # fmt: skip
        acts.add_reading(point, Timing(edtf="2026-05", words=self.token(), basis=Basis.STATED))
        acts.add_milestone(point, self.token(), who=self.token())
        source = Source(id=SourceId(new_id()), title=self.token(), publisher=self.token())
        acts.cite(point, source, quotation=self.token(), paraphrase=self.token())

    def _open_ones(self, acts, marked, other, owner) -> None:
        """Enter points that are not marked, each with words or ties that lead to one that is."""
        follows = Timing(anchor=marked, words=self.token(), basis=Basis.STATED)
        dated = Timing(edtf="2026-06-30", basis=Basis.STATED)
        first = self._open(acts, "first", follows, owner)
        acts.postpone(first, dated, agreed_by="PK", agreed_on="2026-01-05")
        read = self._open(acts, "read", dated, owner)
        acts.add_reading(read, Timing(anchor=other, words=self.token(), basis=Basis.STATED))
        named = self._open(acts, "named", dated, owner)
        title = acts.reader.commitment(marked).title
        for words in (f"a month after {title}", f"before {title.casefold()}"):
            acts.add_reading(named, Timing(edtf="2026-07", words=words, basis=Basis.STATED))
        later = self._open(acts, "later", dated, owner)
        acts.postpone(later, Timing(anchor=marked, words=self.token(), basis=Basis.STATED))
        chosen = self._open(acts, "chosen", dated, owner)
        reading = Timing(anchor=marked, words=self.token(), basis=Basis.STATED)
        acts.choose_timing(chosen, acts.add_reading(chosen, reading), decided_on="2026-02-01")
        said = Timing(edtf="2026-08", basis=Basis.STATED)
        because = f"Because of {title}."
        acts.choose_timing(
            named, acts.add_reading(named, said), decided_on="2026-02-01", why=because
        )
        whens = Timing(edtf="2026-09", words=f"after {title}", basis=Basis.STATED)
        acts.set_timing(self._open(acts, "says", None, owner), whens)
        self._open(acts, "text", dated, owner, kind=Kind.MOU)
        for point in self.open.values():
            acts.link(
                Link(
                    id=new_id(), origin=point, kind=LinkKind.DEPENDS_ON, target=marked,
                    remark=self.token(),
                )
            )  # fmt: skip

    def _open(self, acts, name, timing, owner, **facts):
        held = Commitment(
            id=CommitmentId(new_id()), ref=f"PK-BY/{name}", relation="PK-BY",
            title=f"Open point {name}", owed_by="PK", origin=self.sessions[0], owner=owner,
            kind=facts.pop("kind", Kind.ACTION), status=Status.DRAFT,
        )  # fmt: skip
        acts.propose(held, timing=timing, happened_on="2025-02-10")
        self.open[name] = held.id
        return held.id

    @staticmethod
    def _body(acts, name):
        held = Organisation(id=OrganisationId(new_id()), name=name, country="PK")
        acts.add_organisation(held)
        return held.id
