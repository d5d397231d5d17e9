"""The hashed form of the log, computed here a second time from its description alone."""

from __future__ import annotations

import hashlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.change import ChangeKind
from app.domain.errors import InvalidValueError, NotFoundError
from app.store.canonical import GREATEST, LONGEST, admitted
from tests.store.desks import (
    Officer,
    acts,
    commitment,
    created,
    erase,
    examples,
    folder,
    raw,
    seated,
)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


def written(value):
    """JSON as it is hashed, spelt out without the program's help."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def digest_of(pos, record, identity, data):
    return hashlib.sha256(f"{pos}\n{record}\n{identity}\n{data}".encode()).digest()


def hashes(connection):
    """Every change's hash by (copy, n), recomputed from what the log's tables hold."""
    register = connection.execute("SELECT id FROM register").fetchone()[0]
    found = {}
    before = {}
    for row in connection.execute(
        "SELECT seq, copy, n, clock, at, actor, kind, label, undoes, seen, size, schema"
        " FROM change ORDER BY copy, n"
    ).fetchall():
        seq, copy = row[0], row[1]
        digests = [
            kept if data is None else digest_of(pos, record, identity, data)
            for pos, record, identity, data, kept in connection.execute(
                "SELECT pos, record, id, data, digest FROM entry WHERE seq=? ORDER BY pos", (seq,)
            )
        ]
        head = written([1, register, *row[1:]])
        found[copy, row[2]] = before[copy] = hashlib.sha256(
            b"servanda-log-1\n"
            + before.get(copy, b"\0" * 32)
            + hashlib.sha256(b"".join(digests)).digest()
            + head.encode()
        ).digest()
    return found


def stored(connection):
    return {
        (copy, n): sum_ for copy, n, sum_ in connection.execute("SELECT copy,n,hash FROM change")
    }


@examples(20)
@given(acts)
def test_every_stored_hash_is_that_of_the_description(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        connection = raw(register)
        assert stored(connection) == hashes(connection)
        register.store.close()


@examples(20)
@given(acts)
def test_every_entry_is_stored_in_the_form_that_is_hashed(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        for (data,) in raw(register).execute("SELECT data FROM entry"):
            entry = json.loads(data)
            assert data == written(entry)
            assert entry
            for old, new in entry.values():
                assert isinstance(new, str | int)
                assert old is None or isinstance(old, str | int) or new is None
        register.store.close()


def test_the_first_change_of_a_copy_is_chained_to_zeros(register):
    register.propose(commitment("R/1", "Tractor plant"))
    connection = raw(register)
    assert stored(connection) == hashes(connection)
    assert len(stored(connection)) == 1


# --- what is let in ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["a\0b", "\0", "\ud800", "tail\udfff", "\ud83d alone", "ü\udc80"],
    ids=["NUL inside", "NUL", "high surrogate", "low surrogate", "half a pair", "from a file name"],
)
@pytest.mark.parametrize("name", ["title", "summary", "remarks"])
def test_characters_that_no_text_has_are_refused(register, name, text):
    register.propose(commitment("R/1", "Tractor plant"))
    identity = register.reader.find("R/1")
    with pytest.raises(InvalidValueError) as refused:
        register.amend(identity, **{name: f"x{text}x"})
    assert refused.value.field == name
    assert register.reader.commitment(identity).title == "Tractor plant"


def test_text_is_kept_composed_and_found_so(register):
    register.propose(commitment("R/1", unicodedata.normalize("NFD", "Żółć й آ")))
    kept = register.reader.commitment(register.reader.find("R/1")).title
    assert kept == "Żółć й آ"
    assert unicodedata.is_normalized("NFC", kept)


def test_a_text_that_only_differs_in_its_composition_is_no_change(register):
    register.propose(commitment("R/1", "Café"))
    change = register.amend(register.reader.find("R/1"), title="Cafe\u0301")
    assert change.n == 0


@pytest.mark.parametrize("number", [GREATEST, -GREATEST, 0, 1])
def test_numbers_that_every_program_can_hold_are_let_in(number):
    assert admitted("x", number) == number


@pytest.mark.parametrize("number", [GREATEST + 1, -GREATEST - 1, 2**63, 10**30])
def test_numbers_that_some_programs_would_round_are_refused(number):
    with pytest.raises(InvalidValueError):
        admitted("x", number)


def test_a_text_is_as_long_as_it_is_once_composed():
    # U+0344 becomes two characters: what was let in must be let in again by an undo.
    with pytest.raises(InvalidValueError):
        admitted("x", "\u0344" * (LONGEST // 2 + 1))
    kept = admitted("x", "\u0344" * (LONGEST // 2))
    assert admitted("x", kept) == kept


def test_an_over_long_text_is_refused_with_its_length(register):
    with pytest.raises(InvalidValueError, match="100,001"):
        register.propose(commitment("R/1", summary="x" * (LONGEST + 1)))


@given(st.text() | st.integers() | st.none() | st.booleans())
def test_what_is_let_in_is_let_in_again_unchanged(value):
    try:
        kept = admitted("x", value)
    except InvalidValueError:
        return
    assert admitted("x", kept) == kept
    assert type(kept) in {str, int, type(None)}
    written(kept).encode()


@pytest.mark.parametrize(
    ("record", "values"),
    [
        ("commitment", {"title": 5}),
        ("commitment", {"title": None}),
        ("commitment", {"title": 1.5}),
        ("commitment", {"strength": "4"}),
        ("commitment", {"strength": 1.5}),
        ("commitment", {"event": None}),
        ("commitment", {"owner": 7}),
    ],
)
def test_a_value_of_another_sort_never_reaches_the_log(register, record, values):
    # SQLite would quietly turn 5 into "5", and the row would not be what the log says.
    register.propose(commitment("R/1", "Tractor plant"))
    identity = register.reader.find("R/1")
    with (
        pytest.raises(InvalidValueError),
        register.store.write("Edit") as writer,
    ):
        writer.set(record, identity, **values)
    assert register.store.check() == []


@pytest.mark.parametrize("label", ["Edit \ud800", "Edit \0"])
def test_a_label_that_cannot_be_hashed_is_refused(register, label):
    with pytest.raises(InvalidValueError), register.store.write(label):
        pass


# --- erasure -----------------------------------------------------------------------------------

WORD = "Zanzibarite"
"""A word that stands in no table of ours by itself."""


@pytest.fixture
def erased(register):
    """A register whose one commitment held a secret everywhere, and was erased."""
    register.propose(
        commitment(
            "R/7",
            f"{WORD} one",
            summary=f"{WORD} two",
            remarks=f"{WORD} three",
            sector=f"{WORD} four",
            line_to_take=f"{WORD} five",
        )
    )
    identity = register.reader.find("R/7")
    register.note(identity, f"{WORD} six")
    register.add_milestone(identity, f"{WORD} seven")
    register.amend(identity, title=f"{WORD} eight")
    register.propose(commitment("R/8", "Stays"))
    register.discard([identity])
    erase(register, identity)
    return register


def test_erasing_takes_the_text_out_of_every_table(erased):
    connection = raw(erased)
    listed = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
    ]
    for table in listed:
        for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():  # noqa: S608
            assert WORD.lower() not in repr(row).lower(), table


def test_erasing_takes_the_text_out_of_the_file(erased):
    path = erased.store.path
    erased.store.close()
    assert WORD.lower().encode() not in path.read_bytes().lower()


def test_erasing_keeps_the_chain_and_the_contents_whole(erased):
    assert stored(raw(erased)) == hashes(raw(erased))
    assert erased.store.check() == []


def test_erasing_keeps_the_reference_from_being_given_again(erased):
    row = raw(erased).execute("SELECT gone, title FROM commitment WHERE ref='R/7'").fetchone()
    assert row == ("erased", "")
    with pytest.raises(InvalidValueError, match="taken"):
        erased.propose(commitment("R/7"))


@pytest.mark.parametrize("word", [WORD, WORD[:4], "six", "eight"])
def test_searching_no_longer_finds_what_was_erased(erased, word):
    found = raw(erased).execute("SELECT count(*) FROM search WHERE search MATCH ?", (f'"{word}"*',))
    assert found.fetchone()[0] == 0


def test_what_was_erased_is_in_no_undo(erased):
    # The latest own act is that on the other commitment; those on the erased are passed over.
    assert erased.undo().label == "New commitment"
    assert erased.store.next_undo() is None


def test_erasing_once_more_changes_nothing(erased):
    connection = raw(erased)
    identity = connection.execute("SELECT id FROM commitment WHERE ref='R/7'").fetchone()[0]
    before = stored(connection)
    erase(erased, identity)
    assert stored(connection) == before
    assert erased.store.check() == []


def test_nothing_is_written_of_what_was_erased(erased):
    identity = raw(erased).execute("SELECT id FROM commitment WHERE ref='R/7'").fetchone()[0]
    with pytest.raises(NotFoundError), erased.store.write("Edit") as writer:
        writer.set("commitment", identity, gone="")
    assert erased.store.check() == []


def test_erasing_takes_the_rival_texts_of_a_conflict_with_it(register):
    register.propose(commitment("R/1", "Tractor plant"))
    identity = register.reader.find("R/1")
    raw(register).execute(
        "INSERT INTO conflict VALUES('commitment', ?, 'title', ?)", (identity, WORD)
    )
    erase(register, identity)
    assert raw(register).execute("SELECT count(*) FROM conflict").fetchone()[0] == 0


def test_an_erasure_is_a_change_of_its_own_kind(erased):
    kinds = [row[0] for row in raw(erased).execute("SELECT kind FROM change ORDER BY seq")]
    assert kinds[-1] == ChangeKind.ERASE
