"""New records kept back and written together: the register comes out as if each came by itself."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidValueError
from app.store.driver import connect
from app.store.gathering import GatheringReader
from tests.store.desks import TEXTS, created, examples, folder, seated

STEPS = st.lists(
    st.tuples(
        st.sampled_from(("enter", "dated", "amend", "rename", "discard", "refused", "agency")),
        st.integers(0, 11),
        st.sampled_from([each for each in TEXTS if each]),
    ),
    max_size=40,
)
"""What is done, to which of the commitments, with which words."""

TABLES = (
    "SELECT * FROM commitment",
    "SELECT * FROM timing",
    "SELECT * FROM organisation",
    "SELECT * FROM entry",
)


class RefusedError(Exception):
    """What ends an attempt."""


def values(number, words, **more):
    return {
        "ref": f"R.{number}",
        "relation": "PK-BY",
        "kind": "action",
        "title": words,
        "status": "open",
        "owner_basis": "stated",
        "completion": "no evidence",
        "made_on": "2025-02-10",
        **more,
    }


def timing(number):
    return {
        "commitment": f"c{number}",
        "role": "first",
        "edtf": "2026",
        "sense": "point",
        "basis": "stated",
    }


def step(writer, what, number, words):
    """Do one thing, whatever is there already."""
    identity = f"c{number}"
    if what == "agency":
        writer.create("organisation", f"o{number}", {"name": words, "country": "PK"})
    elif what == "enter":
        writer.create("commitment", identity, values(number, words, owner="o"))
    elif what == "dated":
        writer.create("timing", f"t{number}", timing(number))
        writer.create("commitment", identity, values(number, words, timing=f"t{number}"))
    elif what == "refused":
        with suppress(RefusedError), writer.attempt():
            amend(writer, identity, words, f"R.{number}.x")
            writer.create("timing", f"x{number}", timing(number))
            writer.create("commitment", f"y{number}", values(100 + number, words))
            writer.flush()
            writer.create("organisation", f"z{number}", {"name": words})
            raise RefusedError
    elif what == "discard":
        writer.set("commitment", identity, gone="binned")
    else:
        amend(writer, identity, words, f"R.{number}.b" if what == "rename" else f"R.{number}")


def amend(writer, identity, words, ref):
    with suppress(KeyError):
        writer.set("commitment", identity, summary=words, ref=ref)


def written(path, steps, gathers):
    """Return what every table holds after these steps, done as one change."""
    register = seated(created(path))
    with register.store.write("Agency", gathers=gathers) as writer:
        writer.create("organisation", "o", {"name": "Ministry", "acronym": "MoX"})
    there = set()
    with register.store.write("Steps", gathers=gathers) as writer:
        for what, number, words in steps:
            new = what in ("enter", "dated", "agency")
            key = (what == "agency", number)
            if (new and key in there) or (what == "discard" and key not in there):
                continue
            there |= {key} if new else set()
            step(writer, what, number, words)
    faults = register.store.check()
    register.close()
    connection = connect(path, read_only=True)
    found = {each: connection.execute(each).fetchall() for each in TABLES}
    for word in ("tractor", "mox", "комиссия"):
        found[word] = connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid", (word,)
        ).fetchall()
    connection.close()
    return found, faults


@examples(60)
@given(STEPS)
def test_whatever_is_kept_back_the_register_comes_out_the_same(steps) -> None:
    with folder() as place:
        singly, faults = written(place / "a.servanda", steps, 0)
        assert faults == []
        for gathers in (2, 1_000):
            assert written(place / f"{gathers}.servanda", steps, gathers) == (singly, [])


def test_many_commitments_are_indexed_together_and_triggers_stay(tmp_path) -> None:
    steps = [("dated", number, f"Tractor plant {number}") for number in range(120)]
    singly, _ = written(tmp_path / "a.servanda", steps, 0)
    together, faults = written(tmp_path / "b.servanda", steps, 1_000)
    assert faults == []
    assert together == singly
    assert len(together["tractor"]) == 120


def test_a_reader_sees_what_is_kept_back(tmp_path) -> None:
    register = seated(created(tmp_path / "r.servanda"))
    with register.store.write("Some", gathers=1_000) as writer:
        reader = GatheringReader(writer)
        for number in range(3):
            writer.create("commitment", f"c{number}", values(number, f"Point {number}"))
        assert reader.holder("R.1") == reader.shown("R.1") == "c1"
        assert reader.holder("R.7") is None
        assert reader.commitment("c2").title == "Point 2"
        assert reader.references("R.") == ["R.0", "R.1", "R.2"]
        assert len(writer.gathered) == 3
        assert reader.row("c0").title == "Point 0"
        assert len(writer.gathered) == 0
    register.close()


def test_after_many_questions_a_reference_given_since_is_still_found(tmp_path) -> None:
    register = seated(created(tmp_path / "r.servanda"))
    with register.store.write("Some", gathers=1_000) as writer:
        reader = GatheringReader(writer)
        for number in range(600):
            assert reader.holder(f"R.{number}") is None
        writer.create("commitment", "c1", values(1, "Point"))
        writer.flush()
        assert reader.holder("R.1") == reader.shown("R.1") == "c1"
        writer.set("commitment", "c1", ref="R.2")
        assert reader.holder("R.2") == "c1"
        assert reader.holder("R.1") is None
    register.close()


def test_a_change_that_fails_leaves_nothing_of_what_was_kept_back(tmp_path) -> None:
    register = seated(created(tmp_path / "r.servanda"))
    heads = register.store.heads()

    def fail():
        with register.store.write("Some", gathers=2) as writer:
            for number in range(5):
                writer.create("commitment", f"c{number}", values(number, "Point"))
            raise InvalidValueError("title", "No.")

    with pytest.raises(InvalidValueError):
        fail()
    assert register.store.heads() == heads
    assert register.reader.holder("R.0") is None
    assert register.store.check() == []
    register.close()
