"""Letters as they are read: what is awaited, and what of it was so on a past day."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.as_of import AsOf
from app.domain.commitment import Commitment
from app.domain.errors import NotFoundError
from app.domain.identity import CommitmentId, OrganisationId, new_id
from app.domain.kinds import Kind
from app.domain.letters import LetterForm, LetterRound
from app.domain.lifecycle import Status
from app.domain.particulars import Organisation
from app.domain.timing import Timing
from app.services.acts.letters import Addressed
from app.store.asof import as_of

EVER = 2**53


def put(register, title, owner):
    held = Commitment(
        id=CommitmentId(new_id()),
        ref="",
        relation="PK-BY",
        kind=Kind.ACTION,
        title=title,
        owed_by="PK",
        owner=owner,
        made_on="2025-01-01",
    )
    register.propose(held, timing=Timing())
    return held.id


@pytest.fixture
def asked(register):
    """A register with a letter of September about two points, answered in October."""
    owner = OrganisationId(new_id())
    register.add_organisation(Organisation(id=owner, name="Ministry of Commerce", country="PK"))
    register.points = [put(register, title, owner) for title in ("Plant", "Fair")]
    held = LetterRound(
        id=new_id(), reference="F.1/2026", dated_on="2026-09-01", deadline="2026-09-30"
    )
    register.record_round(
        held,
        [Addressed(organisation=owner, form=LetterForm.DOCX, commitments=register.points)],
    )
    (letter,) = register.reader.chains().of[held.id]
    register.round, register.letter = held, letter
    return register


def past(register, day):
    return as_of(register.store.path, AsOf(day=day), EVER)


def test_a_letter_is_awaited_with_its_open_points_and_its_days(asked):
    (found,) = asked.reader.letters_awaiting()
    assert (found.letter, found.reference, found.number) == (asked.letter.id, "F.1/2026", 1)
    assert (found.dated_on, found.deadline) == (date(2026, 9, 1), date(2026, 9, 30))
    assert found.commitments == tuple(asked.points)
    asked.move(asked.points[0], Status.FULFILLED, why="done")
    (found,) = asked.reader.letters_awaiting()
    assert found.commitments == (asked.points[1],)
    asked.discard([asked.points[1]])
    assert asked.reader.letters_awaiting() == ()
    asked.undo()
    assert len(asked.reader.letters_awaiting()) == 1
    asked.record_reply(asked.letter.id, "2026-10-05")
    assert asked.reader.letters_awaiting() == ()


def test_a_past_day_knows_no_later_letter_and_no_later_answer(asked):
    asked.record_reply(asked.letter.id, "2026-10-05", reply_letter="U.O. 7", text="Under way.")
    before, between, after = (
        past(asked, date(2026, 8, 31)),
        past(asked, date(2026, 10, 4)),
        past(asked, date(2026, 10, 5)),
    )
    assert before.reader.letter_rounds() == []
    assert before.reader.letters_awaiting() == ()
    (letter,) = between.reader.chains().of[asked.round.id]
    assert (letter.replied_on, letter.reply_letter) == ("", "")
    assert {each.note for each in between.reader.letter_points(letter.id)} == {None}
    assert len(between.reader.letters_awaiting()) == 1
    (letter,) = after.reader.chains().of[asked.round.id]
    assert (letter.replied_on, letter.reply_letter) == ("2026-10-05", "U.O. 7")
    assert None not in {each.note for each in after.reader.letter_points(letter.id)}
    for each in (before, between, after):
        each.close()


def test_a_past_day_knows_no_later_withdrawal(asked):
    asked.withdraw_letter(asked.letter.id, withdrawn_on="2026-10-20", why="merged")
    then = past(asked, date(2026, 10, 19))
    (letter,) = then.reader.chains().of[asked.round.id]
    assert (letter.withdrawn_on, letter.remark) == ("", "")
    then.close()


def test_what_was_undone_is_no_longer_found(asked):
    asked.undo()
    with pytest.raises(NotFoundError):
        asked.reader.letter_round(asked.round.id)
    with pytest.raises(NotFoundError):
        asked.reader.letter(asked.letter.id)
    assert asked.reader.letter_rounds("F.1/2026") == []
