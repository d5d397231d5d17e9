"""The bin: what is discarded comes back whole; what is erased leaves no trace of its words."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.domain.errors import InvalidValueError, NotFoundError, ServandaError
from app.domain.identity import SourceId, new_id
from app.domain.kinds import Kind
from app.domain.lifecycle import Status
from app.domain.particulars import Link, LinkKind, Source
from app.domain.query import Query
from app.domain.timing import Basis, Timing
from tests.conftest import TODAY
from tests.store.desks import commitment, contents, raw, rows

SECRETS = {
    "title": "Zephyrine turbines",
    "summary": "Quixotic summary",
    "remarks": "Jabberwock remarks",
    "sector": "Xylography",
    "paragraph": "Vorpal paragraph",
    "made_at": "Borogove city",
    "line_to_take": "Slithy line",
    "classification": "Frumious",
}
BESIDE = (
    "Galumphing note",
    "Manxome milestone",
    "Tulgey wording",
    "Uffish why",
    "Tumtum paraphrase",
    "Mimsy offset words",
)


@pytest.fixture
def filled(register):
    """A commitment with a text in every part that it can have, and another that stays."""
    timing = Timing(edtf="2026-12", words=BESIDE[5], basis=Basis.STATED)
    register.propose(commitment("R/1", owed_by="PK", kind=Kind.ACTION, **SECRETS), timing=timing)
    register.propose(commitment("R/2", "Another, which stays"))
    one, other = register.reader.find("R/1"), register.reader.find("R/2")
    register.note(one, BESIDE[0])
    register.add_milestone(one, BESIDE[1])
    register.add_wording(one, "en", BESIDE[2])
    register.move(one, Status.WITHDRAWN, why=BESIDE[3])
    source = Source(id=SourceId(new_id()), title="Gazette")
    register.cite(one, source, paragraph="3", paraphrase=BESIDE[4])
    register.link(Link(id=new_id(), origin=one, kind=LinkKind.IMPLEMENTS, target=other))
    register.amend(one, title="Zephyrine turbines, second wording")
    return one


def binned(register):
    text = register.reader.ordered(Query(binned=True), TODAY)
    return [int(each) for each in text.split(",")] if text else []


def test_what_is_discarded_is_in_the_bin_and_comes_back_whole(register, filled):
    before = contents(register)
    register.discard([filled])
    assert binned(register) == [register.reader.row(filled).rid]
    register.restore([filled])
    assert binned(register) == []
    assert contents(register) == before


def test_restoring_can_be_undone_and_done_again(register, filled):
    register.discard([filled])
    register.restore([filled])
    register.undo()
    assert register.reader.row(filled).binned
    register.redo()
    assert not register.reader.row(filled).binned


def test_several_are_restored_as_one_change(register, filled):
    other = register.reader.find("R/2")
    register.discard([filled, other])
    change = register.restore([filled, other])
    assert change.label == "Restore 2 commitments"
    assert change.added == {register.reader.row(each).rid for each in (filled, other)}
    register.undo()
    assert len(binned(register)) == 2


@pytest.mark.parametrize("verb", ["restore", "erase"])
def test_only_what_is_in_the_bin_is_restored_or_erased(register, filled, verb):
    other = register.reader.find("R/2")
    register.discard([other])
    before = contents(register)
    with pytest.raises(InvalidValueError, match="in the bin"):
        getattr(register, verb)([other, filled])
    assert contents(register) == before


def test_what_is_in_the_bin_is_not_discarded_again(register, filled):
    register.discard([filled])
    with pytest.raises(InvalidValueError, match="in the bin already"):
        register.discard([filled])


def test_erasing_takes_every_word_out_of_rows_log_and_file(register, filled):
    words = [*SECRETS.values(), *BESIDE]
    path = register.store.path
    whole = path.read_bytes()
    assert [word for word in words if word.encode() not in whole] == []
    register.discard([filled])
    register.erase([filled])
    register.close()
    left = b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))
    assert [word for word in words if word.encode() in left] == []
    assert [word for word in words if word.split()[0].lower().encode() in left.lower()] == []
    assert b"Another, which stays" in left


def test_a_register_holds_together_after_erasing(register, filled):
    register.discard([filled])
    register.erase([filled])
    assert register.store.check() == []
    assert binned(register) == []
    other = register.reader.find("R/2")
    assert register.reader.dossier(other).commitment.title == "Another, which stays"
    assert register.reader.dossier(other).ties == ()
    assert "Zephyrine" not in repr(rows(register, "entry"))
    raw(register).execute("INSERT INTO search(search) VALUES('integrity-check')")


def test_what_was_erased_is_found_by_no_search(register, filled):
    register.discard([filled])
    register.erase([filled])
    for text in ("Zephyrine", "Galumphing", "Xylography"):
        for where in (False, True):
            assert register.reader.count(Query(text=text, binned=where), TODAY) == 0


def test_erasing_cannot_be_undone(register, filled):
    register.discard([filled])
    register.erase([filled])
    for _ in range(3):
        with suppress(ServandaError):
            register.undo()
    with pytest.raises(NotFoundError):
        register.reader.commitment(filled)
    assert "Zephyrine" not in repr(contents(register))
    assert register.store.check() == []


def test_the_reference_of_what_was_erased_is_never_given_again(register, filled):
    register.discard([filled])
    register.erase([filled])
    register.propose(commitment("", "Next of the year"))
    assert register.reader.references("R/1") == ["R/1"]


def test_the_list_is_told_that_an_erased_row_went(register, filled):
    rid = register.reader.row(filled).rid
    register.discard([filled])
    assert register.erase([filled]).removed == {rid}


def test_what_undo_is_called_names_no_more_than_the_reference(register, filled):
    labels = [register.discard([filled]).label, register.restore([filled]).label]
    register.discard([filled])
    labels.append(register.erase([filled]).label)
    assert labels == ["Discard R/1", "Restore R/1", "Erase R/1"]
