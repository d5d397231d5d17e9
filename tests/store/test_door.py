"""The one door for writes, and the names of copies that are kept outside the register."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from app.domain.change import ChangeKind
from app.domain.errors import (
    BusyError,
    InvalidValueError,
    NotFoundError,
    NothingToDoError,
    ReadOnlyError,
    StorageError,
)
from tests.store.desks import (
    Instants,
    Officer,
    at_random,
    commitment,
    contents,
    created,
    examples,
    exchange,
    folder,
    hand_copy,
    raw,
    raw_of,
    rows,
    seated,
    seeded,
)


@pytest.fixture
def register(tmp_path):
    opened = seated(created(tmp_path / "r.servanda"))
    yield opened
    opened.store.close()


@pytest.fixture
def plant(register):
    register.propose(commitment("R/1", "Tractor plant", owed_by="PK"))
    return register.reader.find("R/1")


LOG = ("change", "entry", "copy", "conflict", "braid", "search")


def log(register):
    return {name: rows(register, name) for name in LOG}


def changes(register, what="n"):
    return [row[0] for row in raw(register).execute(f"SELECT {what} FROM change ORDER BY seq")]  # noqa: S608


# --- one write, one change ---------------------------------------------------------------------


def test_one_verb_is_one_change(register, plant):
    change = register.note(plant, "Foundation laid")
    assert changes(register) == [1, 2]
    assert (change.n, change.label, change.kind) == (2, "Note on R/1", ChangeKind.DO)


def test_several_verbs_together_are_one_change(register, plant):
    def bulk(acts):
        acts.note(plant, "Foundation laid")
        acts.amend(plant, sector="industry")
        acts.propose(commitment(title="Another"))

    register.together("Three things", bulk)
    assert changes(register) == [1, 2]


def test_a_change_names_what_it_added_updated_and_removed(register, plant):
    rid = register.reader.row(plant).rid
    assert register.amend(plant, sector="industry").updated == {rid}
    assert register.discard([plant]).removed == {rid}
    assert register.restore([plant]).added == {rid}
    other = register.propose(commitment("R/2"))
    assert other.added == {register.reader.row(register.reader.find("R/2")).rid}


def test_numbers_are_dense_and_clocks_rise(register, plant):
    Officer(register).work(at_random(seeded(3), 40))
    numbers = changes(register)
    assert numbers == list(range(1, len(numbers) + 1))
    clocks = changes(register, "clock")
    assert clocks == sorted(set(clocks))


def test_equal_values_drop_out_and_leave_no_change(register, plant):
    before, kept = log(register), contents(register)
    change = register.amend(plant, title="Tractor plant", sector="")
    assert (change.n, change.updated) == (0, frozenset())
    assert log(register) == before
    assert contents(register) == kept


def test_values_that_come_back_within_one_act_leave_no_change(register, plant):
    def there_and_back(acts):
        acts.amend(plant, title="Another plant")
        acts.amend(plant, title="Tractor plant")

    before = log(register)
    assert register.together("There and back", there_and_back).n == 0
    assert log(register) == before


def test_only_what_differs_is_logged(register, plant):
    register.amend(plant, title="Tractor plant", sector="industry")
    (data,) = raw(register).execute("SELECT data FROM entry WHERE seq=2").fetchone()
    assert json.loads(data) == {"sector": ["", "industry"]}


class Stop(Exception):  # noqa: N818 - what the test itself raises
    pass


@pytest.mark.parametrize(
    "error", [Stop, InvalidValueError("x", "refused"), KeyboardInterrupt], ids=str
)
def test_a_failing_act_writes_nothing_at_all(register, plant, error):
    before, kept = log(register), contents(register, rid=True)
    notes = {each: each.read_bytes() for each in register.store.path.parent.glob("notes-*/*")}

    def fails(acts):
        acts.amend(plant, title="Half done")
        acts.propose(commitment("R/2"))
        raise error

    with pytest.raises(error if isinstance(error, type) else type(error)):
        register.together("Fails", fails)
    assert log(register) == before
    assert contents(register, rid=True) == kept
    after = {each: each.read_bytes() for each in register.store.path.parent.glob("notes-*/*")}
    assert after == notes
    assert register.amend(plant, sector="industry").n == 2


def test_a_reference_to_nothing_is_refused_and_costs_no_copy_name(register, plant):
    with pytest.raises(NotFoundError):
        register.amend(plant, owner="nobody")
    assert register.amend(plant, sector="industry").n == 2
    assert len(register.store.heads()) == 1


def test_the_actor_and_the_instant_are_in_the_log(register, plant):
    assert changes(register, "actor") == ["officer"]
    assert changes(register, "at") == [Instants().at + 1000]


# --- what a change says it has seen ------------------------------------------------------------


def seen(register):
    return [json.loads(each) if each else {} for each in changes(register, "seen")]


def test_a_change_names_the_heads_of_others_that_are_new_to_it(tmp_path):
    one = seated(created(tmp_path / "one.servanda"), actor="one")
    one.propose(commitment("R/1"))
    other = seated(hand_copy(one, tmp_path / "two.servanda"), actor="other")
    first = other.propose(commitment("R/2"))
    exchange(other, one)
    third = one.propose(commitment("R/3"))
    fourth = one.propose(commitment("R/4"))
    assert seen(one)[-2:] == [{first.copy: 1}, {}]
    assert (third.n, fourth.n) == (2, 3)
    for each in (one, other):
        each.store.close()


def test_two_desks_at_one_file_see_each_other(tmp_path):
    # A register on a stick, written in turn at the office and at home.
    path = created(tmp_path / "r.servanda")
    office, home = seated(path, actor="office"), seated(path, actor="home")
    a1 = office.propose(commitment("R/1", "Tractor plant"))
    plant = office.reader.find("R/1")
    h1 = home.amend(plant, title="From home")
    a2 = office.amend(plant, title="From the office")
    assert seen(office) == [{}, {a1.copy: 1}, {h1.copy: 1}]
    assert (a2.copy, a2.n) == (a1.copy, 2)
    office.store.close()
    home.store.close()


def test_edits_made_in_turn_at_two_desks_are_no_disagreement(tmp_path):
    path = created(tmp_path / "r.servanda")
    office, home = seated(path, actor="office"), seated(path, actor="home")
    office.propose(commitment("R/1", "Tractor plant"))
    plant = office.reader.find("R/1")
    reader = seated(hand_copy(office, tmp_path / "third.servanda"), actor="third")
    home.amend(plant, title="From home")
    office.amend(plant, title="From the office")
    exchange(office, reader)
    assert rows(reader, "conflict") == []
    assert rows(reader, "braid") == rows(office, "braid")
    for each in (office, home, reader):
        each.store.close()


# --- names of copies ---------------------------------------------------------------------------


def test_a_program_keeps_its_name_over_restarts(tmp_path):
    path = created(tmp_path / "r.servanda")
    names = set()
    for number in range(3):
        register = seated(path)
        names.add(register.propose(commitment(f"R/{number}")).copy)
        register.store.close()
    assert len(names) == 1


def test_a_register_reached_by_another_path_keeps_its_name(register, plant, tmp_path):
    link = tmp_path / "link.servanda"
    link.symlink_to(register.store.path)
    there = seated(link)
    assert there.propose(commitment("R/2")).n == 2
    there.store.close()


def test_a_file_copied_by_hand_takes_a_new_name(register, plant, tmp_path):
    copy = seated(hand_copy(register, tmp_path / "copy.servanda"))
    change = copy.amend(plant, sector="industry")
    assert change.copy not in register.store.heads()
    assert change.n == 1
    assert seen(copy)[-1] == {name: head.n for name, head in register.store.heads().items()}
    copy.store.close()


def test_a_backup_put_back_takes_a_new_name(register, plant, tmp_path):
    kept = hand_copy(register, tmp_path / "backup")
    register.amend(plant, sector="industry")
    old = set(register.store.heads())
    register.store.close()
    shutil.copyfile(kept, register.store.path)
    restored = seated(register.store.path)
    assert restored.amend(plant, sector="transport").copy not in old
    restored.store.close()


def notes_of(register):
    return list(Path(register.store.path.parent).glob("notes-*/*.json"))


def spoil(note, text):
    for each in (note, note.with_suffix(".next")):
        each.unlink()
        if text is not None:
            each.write_text(text)


@pytest.mark.parametrize("spoilt", ["gone", "empty", "torn", "a list", "another register's"])
def test_without_a_sound_note_a_new_name_is_taken(register, plant, spoilt):
    (note,) = notes_of(register)
    text = note.read_text()
    match spoilt:
        case "gone":
            spoil(note, None)
        case "empty":
            spoil(note, "")
        case "torn":
            spoil(note, text[: len(text) // 2])
        case "a list":
            spoil(note, "[]")
        case _:
            spoil(note, json.dumps({**json.loads(text), "register": "0" * 20}))
    old = set(register.store.heads())
    assert register.amend(plant, sector="industry").copy not in old


def test_a_change_announced_and_never_committed_costs_the_name(register, plant):
    (note,) = notes_of(register)
    lost = {**json.loads(note.read_text()), "n": 2, "hash": "ab" * 32}
    note.with_suffix(".next").write_text(json.dumps(lost))
    old = set(register.store.heads())
    assert register.amend(plant, sector="industry").copy not in old


def test_a_change_committed_and_never_confirmed_keeps_the_name(register, plant):
    (note,) = notes_of(register)
    before = note.read_text()
    second = register.amend(plant, sector="industry")
    note.write_text(before)
    third = register.amend(plant, sector="transport")
    assert (third.copy, third.n) == (second.copy, 3)


def test_undo_reaches_behind_a_change_of_name(register, plant):
    register.amend(plant, sector="industry")
    (note,) = notes_of(register)
    lost = {**json.loads(note.read_text()), "n": 9, "hash": "ab" * 32}
    note.with_suffix(".next").write_text(json.dumps(lost))
    register.amend(plant, sector="transport")
    assert len(register.store.heads()) == 2
    register.undo()
    register.undo()
    assert register.reader.commitment(plant).sector == ""
    register.undo()
    with pytest.raises(NothingToDoError):
        register.undo()
    for _ in range(3):
        register.redo()
    assert register.reader.commitment(plant).sector == "transport"


def test_a_failed_commit_keeps_the_name(register, plant):
    reading = seated(register.store.path, read_only=True)
    raw(register).execute("PRAGMA busy_timeout=20")
    cursor = raw(reading).execute("SELECT * FROM commitment UNION ALL SELECT * FROM commitment")
    cursor.fetchone()  # holds the file while it is read
    old = set(register.store.heads())
    with pytest.raises(BusyError):
        register.amend(plant, sector="industry")
    cursor.close()
    reading.store.close()
    assert register.reader.commitment(plant).sector == ""
    assert register.amend(plant, sector="industry").copy in old


def test_where_the_note_cannot_be_written_nothing_is(register, plant):
    folder_of_notes = notes_of(register)[0].parent
    shutil.rmtree(folder_of_notes)
    folder_of_notes.write_text("no folder")
    before, kept = log(register), contents(register)
    with pytest.raises(StorageError):
        register.amend(plant, sector="industry")
    assert log(register) == before
    assert contents(register) == kept


class Desks:
    """One register in many files: copied by hand, restored, its notes lost, its commits too."""

    def __init__(self, place):
        self.place = place
        self.files = [created(place / "0.servanda")]
        self.backups = []
        self.known = {}

    def write(self, a, b):
        register = seated(self.files[a % len(self.files)], actor=f"machine{b % 2}")
        change = register.propose(commitment(title=f"{a}.{b}"))
        self.note_all(register)
        register.store.close()
        return change

    def note_all(self, register):
        for copy, n, hashed in raw(register).execute("SELECT copy, n, hash FROM change"):
            assert self.known.setdefault((copy, n), hashed) == hashed, "a fork"

    def copy(self, a, b):
        target = self.place / f"{len(self.files)}.servanda"
        shutil.copyfile(self.files[a % len(self.files)], target)
        self.files.append(target)

    def back_up(self, a, b):
        target = self.place / f"backup-{len(self.backups)}"
        shutil.copyfile(self.files[a % len(self.files)], target)
        self.backups.append(target)

    def restore(self, a, b):
        if self.backups:
            target = self.files[b % len(self.files)]
            shutil.copyfile(self.backups[a % len(self.backups)], target)

    def lose_note(self, a, b):
        notes = sorted(self.place.glob("notes-*/*"))
        if notes:
            notes[a % len(notes)].unlink()

    def lose_commit(self, a, b):
        """The note says that a change was committed, and the file knows nothing of it."""
        file = self.files[a % len(self.files)]
        before = file.read_bytes()
        forgotten = dict(self.known)
        self.write(a, b)
        self.known = forgotten
        file.write_bytes(before)

    def merge(self, a, b):
        one = seated(self.files[a % len(self.files)], actor="machine0")
        if a % len(self.files) != b % len(self.files):
            other = seated(self.files[b % len(self.files)], actor="machine0")
            exchange(one, other)
            self.note_all(other)
            other.store.close()
        one.store.close()


happenings = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "write",
                "write",
                "write",
                "write",
                "copy",
                "back_up",
                "restore",
                "lose_note",
                "lose_commit",
                "merge",
            ]
        ),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=25,
)


@examples(40)
@given(happenings)
def test_no_two_changes_ever_share_a_name_and_number(draws):
    with folder() as place:
        desks = Desks(place)
        for what, a, b in draws:
            getattr(desks, what)(a, b)


WRITER = """
import sys
from pathlib import Path
from tests.store.desks import commitment, seated
register = seated(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    register.propose(commitment(f"{sys.argv[2]}/{number}"))
register.store.close()
"""


def test_two_programs_writing_at_once_lose_nothing_and_hardly_a_name(tmp_path):
    path = created(tmp_path / "r.servanda")
    count = 40
    running = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), name, str(count)])
        for name in ("A", "B")
    ]
    assert [each.wait(timeout=60) for each in running] == [0, 0]
    register = seated(path)
    refs = {row[0] for row in raw(register).execute("SELECT ref FROM commitment")}
    assert refs == {f"{name}/{number}" for name in "AB" for number in range(count)}
    assert register.store.check() == []
    register.store.close()


def test_two_programs_writing_in_turn_keep_one_name(tmp_path):
    path = created(tmp_path / "r.servanda")
    one, other = seated(path), seated(path)
    made = [
        each.propose(commitment(f"R/{number}"))
        for number, each in enumerate([one, other, one, other, other, one])
    ]
    assert len({change.copy for change in made}) == 1
    assert [change.n for change in made] == [1, 2, 3, 4, 5, 6]
    for each in (one, other):
        each.store.close()


def test_an_edit_of_the_other_program_can_be_undone_here(tmp_path):
    path = created(tmp_path / "r.servanda")
    window, command = seated(path), seated(path)
    command.propose(commitment("R/1"))
    assert window.undo().label == "New commitment"
    assert rows(window, "commitment", undone=False) == []
    window.store.close()
    command.store.close()


# --- where nothing can be written --------------------------------------------------------------


def test_a_register_open_for_reading_refuses_every_write(register, plant):
    reading = seated(register.store.path, read_only=True)
    assert reading.read_only
    for verb in (
        lambda: reading.amend(plant, title="x"),
        reading.undo,
        lambda: reading.store.absorb(register.store.bundle({})),
    ):
        with pytest.raises(ReadOnlyError):
            verb()
    reading.store.close()


def test_a_register_locked_by_another_program_is_said_to_be_busy(register, plant):
    other = dbapi2.connect(str(register.store.path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    hurried = None
    try:
        with pytest.raises(BusyError):
            hurried = seated(register.store.path, busy_ms=20)
        raw(register).execute("PRAGMA busy_timeout=20")
        with pytest.raises(BusyError):
            register.amend(plant, title="x")
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert hurried is None
    assert register.amend(plant, title="Later").n == 2


def written_until_full(register, identity):
    """Write longer and longer texts until the disk refuses; returns the last one and the error."""
    for number in range(400):
        text = f"{number} " + "x" * 20_000
        try:
            register.amend(identity, summary=text)
        except StorageError as error:
            return register.reader.commitment(identity).summary, number, error
    raise AssertionError("the disk was never full")


def test_a_full_disk_keeps_the_old_value_and_the_program_going(register, plant):
    connection = raw(register)
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count={pages + 60}")
    held, refused, error = written_until_full(register, plant)
    assert "full" in str(error)
    assert refused > 0
    assert held.startswith(f"{refused - 1} ")
    assert register.store.check() == []
    connection.execute("PRAGMA max_page_count=1000000")
    assert register.amend(plant, title="Later").n == refused + 2
    assert register.store.check() == []


def test_a_write_after_a_reader_was_closed_goes_through(register, plant):
    reader = register.store.fresh_reader()
    reader.close()
    assert register.amend(plant, title="Later").n == 2


def test_a_write_stops_the_long_queries_of_this_program(register, plant):
    reader = register.store.fresh_reader()
    long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n"
    cursor = raw_of(reader).execute(long)
    cursor.fetchone()
    register.amend(plant, title="Later")
    with pytest.raises(dbapi2.OperationalError, match="interrupted"):
        for _ in cursor:
            pass
    reader.close()


class EndlessRead:
    """Reads the register on a thread of its own until it is stopped, as a count of millions."""

    def __init__(self, reader):
        self.reader, self.begun, self.error = reader, threading.Event(), None
        raw_of(reader).create_function("begun", 0, self.begun.set)
        self.thread = threading.Thread(target=self._read)

    def _read(self):
        try:
            raw_of(self.reader).execute(
                "WITH RECURSIVE n(i) AS (SELECT begun() FROM register UNION ALL SELECT i FROM n)"
                " SELECT count(*) FROM n"
            ).fetchone()
        except dbapi2.OperationalError as error:
            self.error = str(error)

    def begin(self):
        self.thread.start()
        assert self.begun.wait(10)

    def end(self):
        self.reader.interrupt()
        self.thread.join()
        self.reader.close()


@pytest.fixture
def endless(register):
    """A read without an end; writes wait for it as long as the window's do."""
    raw(register).execute("PRAGMA busy_timeout=50")
    made = EndlessRead(register.store.fresh_reader())
    yield made
    made.end()


def test_a_read_that_begins_during_a_write_does_not_hold_up_its_end(register, plant, endless):
    def act(acts):
        acts.amend(plant, title="Later")
        endless.begin()

    assert register.together("Edit", act).n == 2
    endless.thread.join()
    assert endless.error == "interrupted"


def test_a_register_opened_once_more_stops_the_readers_of_the_first(register, plant, endless):
    beside = register.again()
    raw(beside).execute("PRAGMA busy_timeout=50")
    endless.begin()
    assert beside.amend(plant, title="Later").n == 2
    endless.thread.join()
    assert endless.error == "interrupted"
    beside.store.close()


def test_a_register_opened_once_more_may_wait_where_the_first_may_not(tmp_path):
    first = seated(created(tmp_path / "r.servanda"), busy_ms=50)
    beside = first.again()
    waits = [raw(each).execute("PRAGMA busy_timeout").fetchone()[0] for each in (first, beside)]
    assert waits == [50, 5000]
    beside.store.close()
    first.store.close()
