"""A whole register as JSON: everything that is in it, and the same register again from it."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import (
    CancelledError,
    InvalidValueError,
    NotFoundError,
    ServandaError,
    TooNewError,
)
from app.services.intake import whole as module
from app.services.intake.whole import read_whole, take_in
from app.services.register_json import export_json, is_whole_register
from app.store.entries import GONE
from app.store.records import RECORDS
from tests.store.desks import (
    VERBS,
    Officer,
    created,
    examples,
    exchange,
    folder,
    hand_copy,
    numbers,
    raw,
    rows,
    seated,
)


def exported(register, path):
    export_json(register.reader, path)
    return json.loads(path.read_text(encoding="utf-8"))


def without_origin(path):
    """The bytes of a file without the one line that says which register it is from."""
    return [line for line in path.read_bytes().split(b"\n") if not line.startswith(b'"from":')]


def empty(place):
    place.mkdir()
    return seated(created(place / "r.servanda"))


def again(path, place):
    """Take a file into an empty register."""
    register = empty(place)
    take_in(register, read_whole(path), path.name)
    return register


LIFE = [*VERBS, "undo", "undo", "redo", "erase"]


@examples(60)
@given(st.lists(st.tuples(st.sampled_from(LIFE), numbers, numbers, numbers), max_size=40))
def test_a_register_from_a_file_gives_the_same_file(draws):
    with folder() as place:
        register = seated(created(place / "r.servanda"))
        Officer(register).work(draws)
        export_json(register.reader, place / "one.json")
        second = again(place / "one.json", place / "second")
        export_json(second.reader, place / "two.json")
        assert without_origin(place / "two.json") == without_origin(place / "one.json")
        assert second.store.check() == []
        for name in RECORDS:
            assert rows(second, name) == rows(register, name)
        register.close()
        second.close()


@examples(15)
@given(*[st.lists(st.tuples(st.sampled_from(VERBS), numbers, numbers, numbers))] * 3)
def test_a_register_that_two_desks_merged_comes_back_too(first, left, right):
    """References that two copies gave out both come back, one of them with a suffix."""
    with folder() as place:
        (place / "a").mkdir()
        (place / "b").mkdir()
        one = seated(created(place / "a" / "r.servanda"), actor="one")
        Officer(one).work(first)
        other = seated(hand_copy(one, place / "b" / "r.servanda"), actor="other")
        Officer(one).work(left)
        Officer(other).work(right)
        exchange(other, one)
        export_json(one.reader, place / "one.json")
        second = again(place / "one.json", place / "second")
        export_json(second.reader, place / "two.json")
        assert without_origin(place / "two.json") == without_origin(place / "one.json")
        assert second.store.check() == []
        for register in (one, other, second):
            register.close()


def test_it_holds_every_record_with_every_field(sample, tmp_path):
    form = exported(sample, tmp_path / "x.json")
    assert (form["schema"], form["program"]) == (1, "Servanda")
    assert list(form["records"]) == list(RECORDS)
    assert len(form["records"]["commitment"]) == 76
    for name, spec in RECORDS.items():
        for each in form["records"][name]:
            assert each.keys() - {"gone"} == {"id", *spec.columns}
    assert form["from"]["register"] == sample.reader.register_id()
    text = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert "officer" not in text, "who wrote it stands in the log, which stays"


def test_one_record_stands_on_a_line_in_the_order_of_entry(sample, tmp_path):
    export_json(sample.reader, tmp_path / "x.json")
    lines = (tmp_path / "x.json").read_text(encoding="utf-8").split("\n")
    records = [json.loads(line.rstrip(",]")) for line in lines if line.startswith('{"id":')]
    refs = [each["ref"] for each in records if "ref" in each]
    entered = raw(sample).execute("SELECT ref FROM commitment ORDER BY rid").fetchall()
    assert refs == [ref for (ref,) in entered]


def test_what_is_binned_stays_so(sample, tmp_path):
    sample.discard([sample.reader.find("PK-BY/JMC-8/05")])
    form = exported(sample, tmp_path / "x.json")
    states = {each["ref"]: each.get(GONE) for each in form["records"]["commitment"]}
    assert states["PK-BY/JMC-8/05"] == "binned"
    register = again(tmp_path / "x.json", tmp_path / "second")
    assert register.reader.row(register.reader.find("PK-BY/JMC-8/05")).binned
    register.close()


def test_it_comes_in_as_one_change_that_one_undo_takes_back(sample, tmp_path):
    export_json(sample.reader, tmp_path / "x.json")
    register = again(tmp_path / "x.json", tmp_path / "second")
    assert register.store.next_undo() == "Take in x.json"
    register.undo()
    assert register.reader.held_ids() == []
    assert register.store.check() == []
    register.close()


def test_a_pair_of_countries_that_is_there_already_is_no_hindrance(sample, register, tmp_path):
    export_json(sample.reader, tmp_path / "x.json")
    take_in(register, read_whole(tmp_path / "x.json"), "x.json")
    assert len(register.reader.held_ids()) == 76


def test_stored_files_travel_by_their_hash(sample, tmp_path):
    data = bytes(range(256))
    sha256 = hashlib.sha256(data).hexdigest()
    sample.keep_file(sample.reader.sources()[0].id, data, "scan.pdf")
    form = exported(sample, tmp_path / "x.json")
    assert form["files"] == [{"sha256": sha256, "data": base64.b64encode(data).decode()}]
    register = again(tmp_path / "x.json", tmp_path / "second")
    assert raw(register).execute("SELECT * FROM blob").fetchall() == [(sha256, 256, data)]
    assert register.store.check() == []
    register.close()


def test_cancelling_writes_nothing(sample, tmp_path):
    asked = iter([False] * 5)
    with pytest.raises(CancelledError):
        export_json(sample.reader, tmp_path / "x.json", cancelled=lambda: next(asked, True))
    assert list(tmp_path.glob("*.json")) == list(tmp_path.glob(".*.part")) == []
    export_json(sample.reader, tmp_path / "x.json")
    register = empty(tmp_path / "second")
    asked = iter([False] * 50)
    with pytest.raises(CancelledError):
        take_in(register, read_whole(tmp_path / "x.json"), "x", cancelled=lambda: next(asked, True))
    assert register.store.heads() == {}
    register.close()


def test_progress_is_told_both_ways(sample, tmp_path):
    out, back = [], []
    counts = export_json(
        sample.reader, tmp_path / "x.json", progress=lambda *each: out.append(each)
    )
    total = sum(counts.values())
    assert out[-1] == (total, total)
    register = empty(tmp_path / "second")
    take_in(
        register, read_whole(tmp_path / "x.json"), "x", progress=lambda *each: back.append(each)
    )
    assert back[-1] == (total, total)
    register.close()


# What is refused


@pytest.fixture
def spoilt(sample, tmp_path):
    """Write a file of the sample with something changed in it; give its path."""
    form = exported(sample, tmp_path / "good.json")

    def made(change):
        change(form)
        (tmp_path / "x.json").write_text(json.dumps(form), encoding="utf-8")
        return tmp_path / "x.json"

    return made


def record(form, name, place=0):
    return form["records"][name][place]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda form: form.update(program="Other"), "is no register that Servanda wrote"),
        (lambda form: form.update(records=[]), "is no register that Servanda wrote"),
        (lambda form: form["records"].update(weather=[]), "holds “weather”, which this program"),
        (lambda form: form["records"].update(note={}), "holds no list of “note”"),
        (lambda form: record(form, "note").update(id="x"), "without an identity of 20 hex"),
        (lambda form: form["records"]["note"].append(record(form, "note")), "holds one note twice"),
        (lambda form: record(form, "note").update(colour="red"), "holds what no “colour” is"),
        (lambda form: record(form, "note").update(text=3), "holds what no “text” is"),
        (lambda form: record(form, "note").update(text=None), "holds what no “text” is"),
        (lambda form: record(form, "note").update(gone="away"), "holds “away” as “gone”"),
        (lambda form: record(form, "link").update(presumed=True), "holds what no “presumed” is"),
        (lambda form: record(form, "commitment").update(title=""), "A commitment needs a title"),
        (lambda form: record(form, "commitment").update(kind="wish"), "It cannot be read"),
        (lambda form: record(form, "commitment").update(made_on="soon"), "cannot be taken in"),
        (lambda form: record(form, "timing").update(edtf="soon", anchor=None), "cannot be taken"),
        (
            lambda form: record(form, "support").update(organisation="0" * 20),
            "names, as “organisation” of a support",
        ),
        (lambda form: form.update(files=[{"sha256": "0", "data": ""}]), "is not what its SHA-256"),
        (lambda form: form.update(files=[{"sha256": "0", "data": "*"}]), "cannot be read"),
        (lambda form: form.update(files=[3]), "cannot be read"),
    ],
)
def test_what_is_no_register_of_ours_is_refused_in_one_sentence(spoilt, change, words):
    with pytest.raises(InvalidValueError) as caught:
        read_whole(spoilt(change))
    assert words in str(caught.value)
    assert str(caught.value).startswith("“x.json” ")


def test_a_file_of_a_newer_program_says_so(spoilt):
    with pytest.raises(TooNewError, match="written by a newer Servanda"):
        read_whole(spoilt(lambda form: form.update(schema=2)))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"schema":1e400}', b'{"a":NaN}'],
)
def test_what_is_no_json_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(InvalidValueError, match="Nothing was taken in"):
        read_whole(tmp_path / "x.json")


def test_a_file_that_is_not_there_and_one_that_is_too_large_are_refused(tmp_path, monkeypatch):
    with pytest.raises(NotFoundError):
        read_whole(tmp_path / "x.json")
    monkeypatch.setattr(module, "LARGEST", 5)
    (tmp_path / "x.json").write_bytes(b"123456")
    with pytest.raises(InvalidValueError, match="is larger than"):
        read_whole(tmp_path / "x.json")


def test_a_half_written_file_is_refused_wherever_it_breaks_off(sample, tmp_path):
    export_json(sample.reader, tmp_path / "x.json")
    data = (tmp_path / "x.json").read_bytes()
    for end in range(0, len(data) - 2, 9_973):
        (tmp_path / "y.json").write_bytes(data[:end])
        with pytest.raises(ServandaError):
            read_whole(tmp_path / "y.json")


def test_a_register_that_is_not_empty_takes_none(sample, register, tmp_path):
    export_json(sample.reader, tmp_path / "x.json")
    held = read_whole(tmp_path / "x.json")
    with pytest.raises(InvalidValueError, match="brought together by merging"):
        take_in(sample, held, "x.json")
    register.add_relation("PK-KZ", "Pakistan", "Kazakhstan")
    before = register.store.heads()
    with pytest.raises(InvalidValueError, match="This register is not empty"):
        take_in(register, held, "x.json")
    assert register.store.heads() == before


def test_it_is_known_by_how_it_begins_whatever_its_name(sample, tmp_path):
    export_json(sample.reader, tmp_path / "x.dat")
    (tmp_path / "y.json").write_text('{"columns": {}}', encoding="utf-8")
    assert is_whole_register(tmp_path / "x.dat")
    assert not is_whole_register(tmp_path / "y.json")
    assert not is_whole_register(tmp_path / "none.json")
