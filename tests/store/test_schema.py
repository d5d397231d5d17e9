"""The register's file: its tables, its guards, how it is opened, refused and brought up to date."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest
from sqlcipher3 import dbapi2

from app.domain.errors import (
    DamagedError,
    NotARegisterError,
    NotFoundError,
    ReadOnlyError,
    StorageError,
    TooNewError,
)
from app.store import file
from app.store.records import RECORDS
from app.store.schema import APPLICATION_ID, RELEASED, SCHEMA, TRIGGERS, Ladder, migrations
from tests.store.desks import commitment, created, raw, raw_of, seated

OWN = {
    "register", "change", "entry", "blob", "copy", "conflict", "braid",
}  # fmt: skip
"""The tables of the log, beside those of the records."""

PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "mmap_size": 0,
    "application_id": APPLICATION_ID,
    "user_version": SCHEMA,
}


@pytest.fixture
def path(tmp_path):
    return created(tmp_path / "r.servanda")


@pytest.fixture
def opened(path):
    register = seated(path)
    yield register
    register.store.close()


def columns(connection, table):
    """The columns of a table by name, each as (type, not null)."""
    found = connection.execute(f"PRAGMA table_xinfo({table})")
    return {row[1]: (row[2], bool(row[3])) for row in found}


def tables(connection):
    found = connection.execute("PRAGMA table_list").fetchall()
    return {row[1]: row for row in found if row[0] == "main"}


# --- what the tables are -----------------------------------------------------------------------


def test_every_table_of_ours_is_strict(opened):
    listed = tables(raw(opened))
    assert OWN | RECORDS.keys() <= listed.keys()
    assert {name for name in OWN | RECORDS.keys() if not listed[name][5]} == set()


@pytest.mark.parametrize("name", RECORDS)
def test_every_field_of_a_record_has_a_column_of_its_sort(opened, name):
    spec, there = RECORDS[name], columns(raw(opened), name)
    assert {"rid", "id", "gone", *spec.columns} <= there.keys()
    for column in spec.columns:
        sort, filled = there[column]
        assert sort == ("INTEGER" if column in spec.numbers else "TEXT"), column
        assert filled == (column not in spec.nullable), column


@pytest.mark.parametrize("name", RECORDS)
def test_only_derived_columns_are_not_fields_of_the_record(opened, name):
    spec = RECORDS[name]
    derived = set(columns(raw(opened), name)) - {"rid", "id", "gone", *spec.columns}
    expected = {
        "clash", "sense", "anchored", "earliest", "latest", "done_earliest", "done_latest",
        "first_sense", "first_earliest", "first_latest", "readings", "disputed",
        "owner_words", "heard",
    }  # fmt: skip
    assert derived == (expected if name == "commitment" else set())


@pytest.mark.parametrize("name", RECORDS)
def test_every_reference_is_a_deferred_key_and_leads_an_index(opened, name):
    connection, spec = raw(opened), RECORDS[name]
    keys = {
        (row[3], row[2], row[4]) for row in connection.execute(f"PRAGMA foreign_key_list({name})")
    }
    assert keys == {(column, table, "id") for column, table in spec.references.items()}
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name=?", (name,)).fetchone()[0]
    assert len(re.findall("DEFERRABLE INITIALLY DEFERRED", sql)) == len(spec.references)
    leading = {
        connection.execute(f"PRAGMA index_xinfo('{row[1]}')").fetchone()[2]
        for row in connection.execute(f"PRAGMA index_list({name})")
    }
    assert spec.references.keys() <= leading


@pytest.mark.parametrize("name", RECORDS)
def test_no_check_reads_more_than_one_column(opened, name):
    # Two legal edits of two copies can merge into any pair of values.
    connection = raw(opened)
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name=?", (name,)).fetchone()[0]
    known = columns(connection, name)
    for check in re.findall(r"CHECK\(((?:[^()]|\([^()]*\))*)\)", sql):
        words = re.findall(r"[a-z_]+", re.sub(r"'[^']*'", "", check))
        assert len({word for word in words if word in known}) == 1, check


def test_references_are_looked_up_through_an_index(opened):
    connection = raw(opened)
    for name, spec in RECORDS.items():
        for column in spec.references:
            plan = connection.execute(
                f"EXPLAIN QUERY PLAN SELECT id FROM {name} WHERE {column}=?",  # noqa: S608
                ("x",),
            ).fetchall()
            assert all("SCAN" not in row[3] for row in plan), (name, column)


def test_triggers_are_those_of_the_list(opened):
    found = raw(opened).execute("SELECT name FROM sqlite_master WHERE type='trigger'")
    assert sorted(row[0] for row in found) == sorted(TRIGGERS)


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_pragma_is_on_in_an_open_register(opened, pragma):
    assert raw(opened).execute(f"PRAGMA {pragma}").fetchone()[0] == PRAGMAS[pragma]


@pytest.mark.parametrize("pragma", ["synchronous", "foreign_keys", "trusted_schema", "query_only"])
def test_pragma_is_on_in_a_reader_of_another_thread(opened, pragma):
    reader = opened.store.fresh_reader()
    try:
        found = raw_of(reader).execute(f"PRAGMA {pragma}").fetchone()[0]
        assert found == {"query_only": 1, **PRAGMAS}[pragma]
    finally:
        reader.close()


def test_wal_mode_set_by_another_tool_is_taken_back(path):
    connection = dbapi2.connect(str(path))
    connection.execute("PRAGMA journal_mode=WAL")
    connection.close()
    register = seated(path)
    assert raw(register).execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    register.store.close()


def test_a_new_register_and_its_folder_are_for_the_officer_alone(tmp_path):
    path = tmp_path / "new" / "r.servanda"
    file.create(path)
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_new_register_leaves_nothing_beside_it(tmp_path):
    file.create(tmp_path / "r.servanda")
    assert [each.name for each in tmp_path.iterdir()] == ["r.servanda"]


# --- what is refused ---------------------------------------------------------------------------


def test_making_a_register_over_a_file_is_refused_and_leaves_it(path):
    before = path.read_bytes()
    with pytest.raises(StorageError, match=r"r\.servanda"):
        file.create(path)
    assert path.read_bytes() == before


def test_making_a_register_below_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StorageError):
        file.create(tmp_path / "file" / "r.servanda")


def stamped(path, offset, value):
    content = bytearray(path.read_bytes())
    content[offset : offset + len(value)] = value
    path.write_bytes(content)
    return path


def make(path, what):  # noqa: C901, PLR0912 - a list of things
    """Turn a whole register into something else; returns the path to open."""
    content = path.read_bytes()
    match what:
        case "nothing there":
            path.unlink()
        case "a folder":
            path.unlink()
            path.mkdir()
        case "an empty file":
            path.write_bytes(b"")
        case "a text":
            path.write_text("A register of promises.\n" * 50)
        case "a foreign database":
            path.unlink()
            connection = dbapi2.connect(str(path))
            connection.execute("CREATE TABLE commitment(id)")
            connection.close()
        case "a header alone":
            path.write_bytes(content[:100])
        case "half of a page":
            path.write_bytes(content[:2048])
        case "a first page":
            path.write_bytes(content[:4096])
        case "a newer schema":
            stamped(path, 60, (SCHEMA + 1).to_bytes(4, "big"))
        case "a much newer schema":
            stamped(path, 60, b"\xff\xff\xff\xff")
        case "no schema":
            stamped(path, 60, bytes(4))
        case "a newer log":
            connection = dbapi2.connect(str(path))
            connection.execute("UPDATE register SET format=99")
            connection.commit()
            connection.close()
        case "no name":
            connection = dbapi2.connect(str(path))
            connection.execute("DELETE FROM register")
            connection.commit()
            connection.close()


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("nothing there", NotFoundError),
        ("a folder", NotARegisterError),
        ("an empty file", NotARegisterError),
        ("a text", NotARegisterError),
        ("a foreign database", NotARegisterError),
        ("a header alone", DamagedError),
        ("half of a page", DamagedError),
        ("a first page", DamagedError),
        ("a newer schema", TooNewError),
        ("a much newer schema", TooNewError),
        ("no schema", DamagedError),
        ("a newer log", TooNewError),
        ("no name", DamagedError),
    ],
)
@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to read"])
def test_what_is_no_sound_register_is_refused_untouched(path, what, error, read_only):
    make(path, what)
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.rglob("*"))
    with pytest.raises(error):
        seated(path, read_only=read_only)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert sorted(path.parent.rglob("*")) == beside


def test_reading_beside_a_write_that_is_under_way_is_possible(opened):
    with opened.store.write("New") as writer:
        writer.create("series", "a" * 20, {"name": "JMC"})
        reading = seated(opened.store.path, read_only=True)
        assert reading.reader.series() == []
        reading.store.close()


def test_a_register_left_in_the_middle_of_a_write_is_not_opened_for_reading_only(path, tmp_path):
    script = (
        "import os, sys; from pathlib import Path; from app.store.driver import connect\n"
        "c = connect(Path(sys.argv[1])); c.execute('PRAGMA cache_size=1')\n"
        "c.execute('BEGIN IMMEDIATE')\n"
        "for i in range(3000): c.execute('INSERT INTO braid VALUES(?)', (f'{i:040}',))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert path.with_name(path.name + "-journal").exists()
    with pytest.raises(ReadOnlyError, match="middle of a write"):
        seated(path, read_only=True)
    settled = seated(path)
    assert raw(settled).execute("SELECT count(*) FROM braid").fetchone()[0] == 0
    settled.store.close()


# --- bringing an older register up to date -----------------------------------------------------


def newer(*, spoil=None, number=SCHEMA + 1, triggers=TRIGGERS):
    """A program of the next schema: this one's steps and one more, which may be spoilt."""

    def steps():
        ladder = migrations()

        @ladder(name="0002_treaty_series")
        def second(db):
            db.conn.execute("CREATE TABLE treaty(rid INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT")
            db.conn.execute("ALTER TABLE commitment ADD COLUMN depositary TEXT NOT NULL DEFAULT ''")
            if spoil is not None:
                spoil(db.conn)
            db.conn.execute(f"PRAGMA user_version={number}")

        return ladder

    return Ladder(number=SCHEMA + 1, steps=steps, triggers=triggers)


@pytest.fixture
def older(path):
    """A register of this schema with something in it, as a newer program will find it."""
    register = seated(path)
    register.propose(commitment("R/1", "Tractor plant"))
    register.store.close()
    return path


def test_an_older_register_is_brought_up_to_date(older, tmp_path):
    connection, _ = file.opened(older, backups=tmp_path / "b", ladder=newer())
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA + 1
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert connection.execute("SELECT ref, depositary FROM commitment").fetchall() == [("R/1", "")]
    connection.close()


def test_a_sound_backup_is_made_before_an_update(older, tmp_path):
    before = older.read_bytes()
    file.opened(older, backups=tmp_path / "b", ladder=newer())[0].close()
    (backup,) = (tmp_path / "b").iterdir()
    assert backup.stat().st_mode & 0o077 == 0
    connection, _ = file.opened(backup, backups=tmp_path / "none")
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    connection.close()
    shutil.copyfile(backup, older)
    restored = seated(older)
    assert restored.reader.find("R/1")
    restored.store.close()
    assert len(before) == backup.stat().st_size


def test_a_register_that_is_up_to_date_gets_no_backup_at_its_opening(older, tmp_path):
    file.opened(older, backups=tmp_path / "b")[0].close()
    assert not (tmp_path / "b").exists()


def fails(connection):
    raise ZeroDivisionError


def loses_a_trigger(connection):
    connection.execute("DROP TRIGGER search_amended")


def leaves_a_reference_astray(connection):
    connection.execute("UPDATE commitment SET owner='nobody'")


@pytest.mark.parametrize(
    ("ladder", "error"),
    [
        (newer(spoil=fails), ZeroDivisionError),
        (newer(spoil=loses_a_trigger), DamagedError),
        (newer(spoil=leaves_a_reference_astray), DamagedError),
        (newer(number=SCHEMA), DamagedError),
    ],
    ids=["fails", "loses a trigger", "leaves a reference astray", "does not count itself"],
)
def test_a_failing_update_leaves_the_old_schema_and_every_byte(older, tmp_path, ladder, error):
    before = older.read_bytes()
    with pytest.raises(error):
        file.opened(older, backups=tmp_path / "b", ladder=ladder)
    again = seated(older)
    assert raw(again).execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    assert "treaty" not in tables(raw(again))
    assert again.store.check() == []
    again.store.close()
    assert older.read_bytes() == before


def test_an_update_without_room_for_its_backup_is_not_begun(older, tmp_path):
    (tmp_path / "b").write_text("a file where the folder should be")
    before = older.read_bytes()
    with pytest.raises(StorageError):
        file.opened(older, backups=tmp_path / "b", ladder=newer())
    assert older.read_bytes() == before


def test_an_older_register_is_not_updated_when_opened_for_reading(older, tmp_path):
    before = older.read_bytes()
    with pytest.raises(ReadOnlyError):
        file.opened(older, backups=tmp_path / "b", read_only=True, ladder=newer())
    assert older.read_bytes() == before


def test_the_ladder_ends_at_the_schema(path):
    assert RELEASED.number == SCHEMA
    connection, _ = file.opened(path, backups=path.parent)
    assert connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0] == SCHEMA
    connection.close()


# --- one SQLite --------------------------------------------------------------------------------


def test_the_process_holds_exactly_one_sqlite_library():
    script = (
        "import sys, app.store.store, app.store.door, app.store.check\n"
        "from app.store.driver import memory, toolkit\n"
        "from app.store.schema import migrations\n"
        "migrations().apply(toolkit(memory()))\n"
        "import sqlite3, sqlite_utils.utils\n"
        "assert sqlite3.connect is sqlite_utils.utils.sqlite3.connect\n"
        "assert '_sqlite3' not in sys.modules, 'the interpreter came with its own'\n"
        "import sqlcipher3; assert sqlite3 is sqlcipher3\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    assert done.returncode == 0


def test_the_library_is_free_of_the_known_faults_of_wal(opened):
    version = raw(opened).execute("SELECT sqlite_version()").fetchone()[0]
    assert tuple(map(int, version.split("."))) >= (3, 51, 3)
