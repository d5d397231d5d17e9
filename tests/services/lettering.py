"""A desk that writes letters: a register of two agencies with three open points, and a folder."""

from __future__ import annotations

from datetime import date

from app.domain.commitment import Commitment
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.letters import LetterForm, LetterRound
from app.domain.particulars import Organisation
from app.domain.timing import Basis, Timing
from app.services.letter_drafts import Order

TODAY = date(2026, 11, 22)


def body(register, name, acronym="", country="PK"):
    held = Organisation(id=OrganisationId(new_id()), name=name, acronym=acronym, country=country)
    register.add_organisation(held)
    return held.id


def point(register, title, owner=None, **facts):
    timing = facts.pop("timing", Timing(edtf="2026", basis=Basis.TO_BE_AGREED))
    held = Commitment(
        id=CommitmentId(new_id()),
        ref="",
        relation="PK-BY",
        kind=facts.pop("kind", Kind.ACTION),
        title=title,
        owed_by="PK",
        owner=owner,
        **facts,
    )
    register.propose(held, timing=timing)
    return held.id


def sent(reference="F.1/2026", day="2026-11-22", deadline="2026-12-06", **facts):
    return LetterRound(id=new_id(), reference=reference, dated_on=day, deadline=deadline, **facts)


def order(form=LetterForm.DOCX, organisations=(), **facts):
    return Order(round=sent(**facts), form=form, organisations=tuple(organisations))


def at_desk(register):
    """A register of two agencies with three open points."""
    register.moc = body(register, "Ministry of Commerce", "MoC")
    register.mofa = body(register, "Ministry of Foreign Affairs", "MoFA")
    register.plant = point(register, "Tractor plant", register.moc, paragraph="3.10")
    register.fair = point(register, "Trade fair", register.moc, paragraph="3.2")
    register.visa = point(register, "Visa talks", register.mofa, paragraph="4")
    return register
