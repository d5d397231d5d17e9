"""A damaged file is refused or shows its damage: no crash, no error that is not expected."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.domain.errors import ServandaError
from app.domain.query import Query
from app.domain.timeliness import Timeliness
from tests.store.desks import (
    LONG,
    TODAY,
    Officer,
    at_random,
    created,
    exchange,
    hand_copy,
    seated,
    seeded,
)

pytestmark = pytest.mark.faults

FILES = 10_000 if LONG else 200


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The bytes of a register with all kinds of records in it."""
    place = tmp_path_factory.mktemp("whole")
    one = seated(created(place / "one.servanda"), actor="one")
    Officer(one).work(at_random(seeded(31), 60))
    two = seated(hand_copy(one, place / "two.servanda"), actor="two")
    for desk, seed in ((one, 32), (two, 33)):
        Officer(desk).work(at_random(seeded(seed), 30))
    exchange(two, one)
    one.store.close()
    two.store.close()
    return one.store.path.read_bytes()


def flipped(content, generator):
    for _ in range(generator.choice((1, 1, 1, 4, 64))):
        content[generator.randrange(len(content))] ^= 1 << generator.randrange(8)


def flipped_at_the_head(content, generator):
    """The first page holds the header and the schema."""
    for _ in range(generator.choice((1, 1, 3))):
        content[generator.randrange(4096)] = generator.randrange(256)


def overwritten(content, generator):
    start, length = generator.randrange(len(content)), generator.randrange(1, 600)
    noise = generator.randbytes(length)
    content[start : start + length] = noise[: len(content) - start]


def zeroed(content, generator):
    page = generator.randrange(len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = bytes(4096)


def swapped(content, generator):
    one, two = (generator.randrange(1, len(content) // 4096) * 4096 for _ in range(2))
    first, second = content[one : one + 4096], content[two : two + 4096]
    content[one : one + 4096], content[two : two + 4096] = second, first


def cut(content, generator):
    del content[generator.randrange(len(content)) :]


def cut_to_pages(content, generator):
    del content[generator.randrange(len(content) // 4096) * 4096 :]


def lengthened(content, generator):
    content += generator.randbytes(generator.randrange(1, 9000))


WAYS = (
    flipped,
    flipped,
    flipped_at_the_head,
    overwritten,
    zeroed,
    swapped,
    cut,
    cut_to_pages,
    lengthened,
)


def tried(act):
    """Do something with a damaged register; an expected error will do, any other is a failure."""
    with suppress(ServandaError):
        return act()
    return None


def look_around(register):
    """Do what a window does with a register: list, filter, search, open, look back, check."""
    reader, store = register.reader, register.store
    text = tried(lambda: reader.ordered(Query(), TODAY)) or ""
    rids = [int(each) for each in text.split(",") if each]
    rows = tried(lambda: reader.rows(rids[:64])) or {}
    tried(lambda: reader.count(Query(timeliness=frozenset({Timeliness.OVERDUE})), TODAY))
    tried(lambda: reader.ordered(Query(text="tractor"), TODAY))
    tried(lambda: list(reader.each_commitment(Query(), TODAY)))
    for row in list(rows.values())[:3]:
        tried(lambda row=row: reader.dossier(row.id))
        tried(lambda row=row: store.history(row.id))
        tried(lambda row=row: row.slip)
    for small in (reader.organisations, reader.sources, reader.series, reader.relations):
        tried(small)
    tried(store.next_undo)
    tried(store.next_redo)
    tried(lambda: store.bundle({}))
    tried(store.check)
    return rows


def work_on(register, rows):
    """Edit a damaged register, as an officer may who has not noticed."""
    for row in list(rows.values())[:2]:
        tried(lambda row=row: register.amend(row.id, title="Edited", sector="edited"))
        tried(lambda row=row: register.note(row.id, "noted"))
    tried(register.undo)
    tried(register.redo)


@pytest.mark.timeout(7200 if LONG else 120)
def test_no_damage_brings_more_than_an_expected_error(whole, tmp_path):
    outcomes = {"refused": 0, "opened": 0}
    path = tmp_path / "r.servanda"
    for number in range(FILES):
        generator = seeded(number)
        content = bytearray(whole)
        generator.choice(WAYS)(content, generator)
        path.write_bytes(content)
        register = tried(lambda: seated(path))
        if register is None:
            outcomes["refused"] += 1
            assert path.read_bytes() == content, number
            assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]
            continue
        outcomes["opened"] += 1
        rows = look_around(register)
        assert path.read_bytes() == content, number
        work_on(register, rows)
        register.store.close()
        for each in tmp_path.glob("r.servanda-*"):
            each.unlink()
    assert min(outcomes.values()) > FILES // 20


def test_looking_at_a_register_changes_not_a_byte(whole, tmp_path):
    path = tmp_path / "r.servanda"
    path.write_bytes(whole)
    register = seated(path)
    assert look_around(register)
    register.store.close()
    assert path.read_bytes() == whole
