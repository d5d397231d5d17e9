"""The check: silent about a sound register, and not about one in which anything was altered."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from sqlcipher3 import dbapi2

from app.domain.change import ChangeKind
from app.domain.timing import Basis, Timing
from app.store.canonical import digest
from app.store.records import RECORDS
from app.store.schema import TRIGGERS
from tests.store.desks import (
    LONG,
    VERBS,
    Officer,
    acts,
    at_random,
    commitment,
    created,
    erase,
    examples,
    exchange,
    folder,
    hand_copy,
    raw,
    seated,
    seeded,
)


@examples(15)
@given(acts)
def test_a_register_after_whatever_work_is_found_whole(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        assert register.store.check() == []
        register.store.close()


@pytest.fixture(scope="module")
def worked(tmp_path_factory):
    """A register with a year's work in it: two copies merged, disagreements, an erasure."""
    place = tmp_path_factory.mktemp("worked")
    register = seated(created(place / "r.servanda"))
    Officer(register).work(at_random(seeded(11), 120, [*VERBS, "undo", "redo"]))
    other = seated(hand_copy(register, place / "other.servanda"), actor="other")
    for desk, seed in ((register, 12), (other, 13)):
        Officer(desk).work(at_random(seeded(seed), 60))
    register.propose(commitment("R/88", "To be erased"))
    erase(register, register.reader.find("R/88"))
    register.propose(commitment("R/77", "Twice"), timing=Timing(edtf="2026", basis=Basis.STATED))
    other.propose(commitment("R/77", "Twice"), timing=Timing(edtf="2027", basis=Basis.STATED))
    exchange(other, register)
    connection = raw(register)
    connection.execute("INSERT INTO blob VALUES(?,?,?)", (SHA_OF_ABC, 3, b"abc"))
    for table in ("conflict", "braid", "evidence", "link", "note", "milestone", "meeting"):
        held = connection.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        assert held.fetchone()[0], table
    assert register.store.check() == []
    register.store.close()
    other.store.close()
    return register.store.path


SHA_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def path(worked, tmp_path):
    """A copy of it with the program's notes, as if it lay where it was made."""
    target = tmp_path / "r.servanda"
    shutil.copyfile(worked, target)
    return target


def parts_that_see(path):
    """The parts of the check that find something wrong in a register."""
    register = seated(path, actor="checker")
    try:
        return {each.part for each in register.store.check()}
    finally:
        register.store.close()


def behind(path, *statements, write_schema=False):
    """Change a register behind the door's back."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    if write_schema:
        connection.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        if isinstance(statement, str):
            statement = (statement,)  # noqa: PLW2901
        connection.execute(*statement)
    connection.close()


def test_the_register_is_whole_before_anything_is_altered(path):
    assert parts_that_see(path) == set()


@pytest.mark.parametrize(
    ("part", "statement"),
    [
        ("chains", "UPDATE change SET at=at+1 WHERE seq=5"),
        ("chains", "UPDATE change SET actor='someone' WHERE seq=5"),
        ("chains", "UPDATE change SET label='Edit' WHERE seq=5"),
        ("chains", "UPDATE change SET hash=zeroblob(32) WHERE seq=5"),
        ("chains", "UPDATE register SET id='another'"),
        ("chains", "UPDATE register SET format=0"),
        ("chains", "UPDATE copy SET n=n+1"),
        ("chains", "UPDATE copy SET clock=clock+1"),
        ("chains", "UPDATE copy SET hash=zeroblob(32)"),
        ("chains", "UPDATE copy SET told=n+1"),
        ("chains", "DELETE FROM copy"),
        ("chains", "DELETE FROM change WHERE seq=5"),
        ("chains", "DELETE FROM entry WHERE seq=5"),
        ("chains", "UPDATE entry SET data=replace(data,'null','0') WHERE seq=1"),
        ("chains", "UPDATE entry SET pos=pos+9 WHERE seq=5"),
        ("chains", "UPDATE entry SET digest=zeroblob(32) WHERE digest IS NOT NULL"),
        ("contents", "UPDATE commitment SET title=title||'!' WHERE rid=2"),
        ("contents", "UPDATE commitment SET gone='' WHERE gone='binned'"),
        ("contents", "UPDATE commitment SET strength=coalesce(strength,0)%5+1 WHERE rid=2"),
        ("contents", "UPDATE note SET text='No' WHERE rid=1"),
        ("contents", "UPDATE timing SET edtf='2031'"),
        ("contents", "DELETE FROM note WHERE rid=1"),
        ("contents", "INSERT INTO series(id,name) VALUES('behind','the door')"),
        ("contents", "INSERT INTO relation(id,code) VALUES('behind','XX-YY')"),
        ("derived", "UPDATE commitment SET latest='2031-01-01' WHERE rid=2"),
        ("derived", "UPDATE commitment SET earliest=NULL WHERE earliest IS NOT NULL"),
        ("derived", "UPDATE commitment SET owner_words='MoX' WHERE rid=2"),
        ("derived", "UPDATE commitment SET readings=readings+1 WHERE rid=2"),
        ("derived", "UPDATE commitment SET disputed=1-disputed WHERE rid=2"),
        ("derived", "UPDATE commitment SET clash='abcdef' WHERE rid=2"),
        ("derived", "UPDATE commitment SET clash=substr(id,1,6) WHERE ref<>'R/77'"),
        ("merging", "DELETE FROM conflict WHERE rowid=1"),
        ("merging", "UPDATE conflict SET vals='[]'"),
        ("merging", "DELETE FROM braid"),
        ("merging", "INSERT INTO braid VALUES('nobody')"),
        ("references", "UPDATE commitment SET origin='nobody' WHERE rid=2"),
        ("file", "UPDATE blob SET data=x'616264'"),
        ("file", "UPDATE blob SET size=4"),
        ("file", "INSERT INTO search(search,rowid,title) VALUES('delete',1,'nothing of it')"),
        ("file", "DELETE FROM search_docsize WHERE id=2"),
        ("schema", "DROP INDEX commitment_ref"),
        ("schema", "CREATE TABLE notes(x)"),
        ("schema", "ALTER TABLE note ADD COLUMN more TEXT"),
        ("schema", "CREATE TRIGGER spy AFTER INSERT ON note BEGIN SELECT 1; END"),
    ],
)  # fmt: skip
def test_what_was_altered_behind_the_door_is_found(path, part, statement):
    behind(path, statement)
    assert part in parts_that_see(path)


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_dropped_trigger_is_found(path, trigger):
    behind(path, f"DROP TRIGGER {trigger}")
    assert "schema" in parts_that_see(path)


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_a_trigger_that_does_nothing_any_more_is_found(path, trigger):
    behind(
        path,
        f"DROP TRIGGER {trigger}",
        f"CREATE TRIGGER {trigger} AFTER DELETE ON commitment BEGIN SELECT 1; END",
    )
    assert "schema" in parts_that_see(path)


def test_a_text_taken_from_row_and_log_with_the_chain_kept_is_found(path):
    # Whoever knows the design nulls the entry and leaves its digest: no erasure speaks of it.
    connection = dbapi2.connect(str(path), isolation_level=None)
    seq, pos, identity, data = connection.execute(
        "SELECT e.seq, e.pos, e.id, e.data FROM entry e JOIN commitment c ON c.id=e.id"
        " WHERE e.record='commitment' AND e.data NOT LIKE '%\"gone\"%'"
        " AND e.data LIKE '%\"title\"%'"
    ).fetchone()
    title = json.loads(data)["title"]
    connection.execute(
        "UPDATE entry SET data=NULL, digest=? WHERE seq=? AND pos=?",
        (digest(pos, "commitment", identity, data), seq, pos),
    )
    connection.execute("UPDATE commitment SET title=? WHERE id=?", (title[0], identity))
    connection.close()
    assert "contents" in parts_that_see(path)


def test_a_check_changes_not_a_byte(path):
    before = path.read_bytes()
    parts_that_see(path)
    assert path.read_bytes() == before


def test_a_register_open_for_reading_is_checked_but_for_its_full_text(path):
    register = seated(path, read_only=True)
    assert register.store.check() == []
    register.store.close()
    behind(path, "UPDATE commitment SET title='!' WHERE rid=2")
    register = seated(path, read_only=True)
    assert register.store.check() != []
    register.store.close()


def test_each_part_is_named_as_it_begins(path):
    register = seated(path)
    told = []
    register.store.check(told.append)
    assert told == ["file", "schema", "chains", "contents", "derived", "merging", "references"]
    register.store.close()


def test_what_seems_wrong_while_another_program_writes_is_looked_at_again(path):
    register = seated(path)
    title = raw(register).execute("SELECT title FROM commitment WHERE rid=2").fetchone()[0]
    there = iter(["another", title])  # as if the rows were read before and the log after a write

    def meanwhile(part):
        if part == "file":
            # The full-text index may be read in two states as well: then it is looked at once more.
            for text in islice(there, 1):
                behind(path, ("UPDATE commitment SET title=? WHERE rid=2", (text,)))

    assert register.store.check(meanwhile) == []
    assert list(there) == []
    register.store.close()


def test_a_thousand_faults_are_listed_up_to_a_hundred(path):
    behind(path, "UPDATE commitment SET title='!', summary='!', sector='!', remarks='!'")
    register = seated(path)
    found = Counter(each.part for each in register.store.check())
    assert found["contents"] == 100
    register.store.close()


# --- what only the note outside the file shows -------------------------------------------------


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    opened.propose(commitment("R/1", "Tractor plant"))
    yield opened
    opened.store.close()


def test_a_tail_cut_off_with_all_that_followed_from_it_is_found(register, tmp_path):
    kept = hand_copy(register, tmp_path / "kept")
    register.amend(register.reader.find("R/1"), title="Never happened")
    register.store.close()
    shutil.copyfile(kept, register.store.path)
    again = seated(register.store.path)
    (finding,) = again.store.check()
    assert "missing" in finding.message
    again.store.close()


def test_a_history_written_anew_is_found(register, tmp_path):
    kept = hand_copy(register, tmp_path / "kept")
    register.amend(register.reader.find("R/1"), title="As it was")
    notes = {each: each.read_bytes() for each in (tmp_path / "notes-officer").iterdir()}
    register.store.close()
    shutil.copyfile(kept, register.store.path)
    for note in notes:
        text = json.loads(note.read_text())
        copy = dbapi2.connect(str(kept)).execute("SELECT name, n, hash FROM copy").fetchone()
        note.write_text(json.dumps({**text, "n": copy[1], "hash": copy[2].hex()}))
    forger = seated(register.store.path)
    forger.amend(forger.reader.find("R/1"), title="As it never was")
    assert forger.store.check() == []
    for note, content in notes.items():
        note.write_bytes(content)
    (finding,) = forger.store.check()
    assert "not the one" in finding.message
    forger.store.close()


def test_a_write_that_was_announced_and_lost_is_no_finding(register):
    (note,) = (register.store.path.parent / "notes-officer").glob("*.json")
    lost = {**json.loads(note.read_text()), "n": 2, "hash": "ab" * 32}
    note.with_suffix(".next").write_text(json.dumps(lost))
    assert register.store.check() == []


# --- one byte ----------------------------------------------------------------------------------

FLIPS = 1000 if LONG else 200
"""How many single bytes of stored values are altered, one at a time."""

_VALUES = {
    **{name: (*spec.columns, "gone", "id") for name, spec in RECORDS.items()},
    "change": (
        "copy", "n", "clock", "at", "actor", "kind", "label", "undoes", "seen", "size", "hash",
    ),
    "entry": ("pos", "record", "id", "data", "digest"),
    "copy": ("name", "n", "clock", "hash"),
    "conflict": ("record", "id", "field", "vals"),
    "braid": ("id",),
    "blob": ("sha256", "size", "data"),
    "register": ("id", "format"),
}  # fmt: skip
_DERIVED = [
    "clash",
    "sense",
    "anchored",
    "earliest",
    "latest",
    "done_earliest",
    "done_latest",
    "first_sense",
    "first_earliest",
    "first_latest",
    "readings",
    "disputed",
    "owner_words",
    "heard",
]


def spoilt(value, generator):
    """The same value with one byte of it changed."""
    if isinstance(value, int):
        return value ^ (1 << generator.randrange(8))
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    data[generator.randrange(len(data))] ^= 1 << generator.randrange(7)
    if isinstance(value, bytes):
        return bytes(data)
    return data.decode(errors="ignore")


def alterable(connection):
    """Every stored value of the log and the records: (table, column, rowid or key)."""
    found = []
    for table, columns in {**_VALUES, "commitment": (*_VALUES["commitment"], *_DERIVED)}.items():
        key = {"entry": "seq||' '||pos", "copy": "name"}.get(table, "rowid")
        for column in columns:
            held = f'"{column}" IS NOT NULL AND "{column}"<>\'\''
            rows = connection.execute(f"SELECT {key} FROM {table} WHERE {held}")  # noqa: S608
            found += [(table, column, key, row[0]) for row in rows]
    return found


def flip_value(connection, generator, places):
    """Alter one stored value through SQL, triggers and constraints off; whether it was done."""
    table, column, key, place = generator.choice(places)
    where = f"WHERE {key}=?"
    reading = f'SELECT "{column}" FROM {table} {where}'  # noqa: S608
    value = connection.execute(reading, (place,)).fetchone()[0]
    after = spoilt(value, generator)
    if after == value:
        return None
    try:
        writing = f'UPDATE {table} SET "{column}"=? {where}'  # noqa: S608
        connection.execute(writing, (after, place))
    except dbapi2.DatabaseError:
        return None  # a constraint saw it: it cannot be written even behind the door
    return table, column, place


def test_a_byte_of_any_stored_value_altered_through_sql_is_found(path):
    generator = seeded(21)
    register = seated(path, actor="checker")
    connection = raw(register)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA ignore_check_constraints=ON")
    places = alterable(connection)
    missed, tried = [], 0
    while tried < FLIPS:
        connection.execute("BEGIN")
        done = flip_value(connection, generator, places)
        if done is not None:
            tried += 1
            if register.store.check() == []:
                missed.append(done)
        connection.execute("ROLLBACK")
    register.store.close()
    assert len(missed) <= tried // 100, missed


def test_a_byte_of_the_file_altered_on_the_disk_is_found(path):
    """Flip one byte of a page in use: what is found, less the bytes that mean nothing."""
    generator = seeded(22)
    whole = path.read_bytes()
    missed = []
    for _ in range(FLIPS):
        place = generator.randrange(100, len(whole))
        content = bytearray(whole)
        content[place] ^= 1 << generator.randrange(8)
        path.write_bytes(content)
        if not seen_in(path) and means_something(path, whole, place):
            missed.append(place)
    assert len(missed) <= FLIPS // 100, missed


def seen_in(path):
    """Whether opening or checking a register finds something wrong."""
    from app.domain.errors import ServandaError

    try:
        return bool(parts_that_see(path))
    except ServandaError:
        return True


def means_something(path, whole, place):
    """Whether what SQLite reads from the file differs at all from what was in it."""
    altered = dump(path)
    path.write_bytes(whole)
    return altered != dump(path)


def dump(path):
    connection = dbapi2.connect(str(path))
    connection.text_factory = bytes
    try:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        return tables, [
            connection.execute(f'SELECT * FROM "{name.decode()}"').fetchall()  # noqa: S608
            for name, sql in tables
            if sql and sql.startswith(b"CREATE TABLE") and not name.startswith(b"_sqlite")
        ]
    except dbapi2.DatabaseError as error:
        return str(error)
    finally:
        connection.close()


def test_a_settling_is_no_fault(path):
    register = seated(path)
    record, identity, name = (
        raw(register).execute("SELECT record, id, field FROM conflict").fetchone()
    )
    with register.store.write("Settle", ChangeKind.SETTLE) as writer:
        writer.settle(record, identity, **{name: writer.row(record, identity)[name]})
    assert register.store.check() == []
    register.store.close()
