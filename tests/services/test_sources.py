"""What a source keeps: its text, its file, and where its quotations stand."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from app.domain.as_of import AsOf
from app.domain.errors import (
    DamagedError,
    InvalidValueError,
    NotFoundError,
)
from app.domain.identity import SourceId, new_id
from app.domain.lifecycle import Status
from app.domain.particulars import Source
from app.domain.proofs import Proof
from app.domain.quotations import LARGEST_FILE, LARGEST_TEXT, Standing
from app.domain.timing import Timing
from app.services.asof import look_back
from app.services.directory import source_sheet
from app.services.intake.whole import read_whole, take_in
from app.services.kept_files import copy_name, read_file, read_text, text_in
from app.services.proofs import proofs
from app.services.register_json import export_json
from app.services.sources import astray
from tests.store.desks import (
    Refusal,
    commitment,
    created,
    exchange,
    hand_copy,
    raw,
    rows,
    seated,
)

TEXT = "The Sides agreed to hold\r\nthe 9th session in 2026.\r\nThey agreed to meet."
KEPT = TEXT.replace("\r\n", "\n")
URDU = "فریقین نے نویں اجلاس پر اتفاق کیا۔"


@pytest.fixture
def register(tmp_path):
    """An empty register about Pakistan and Belarus."""
    opened = seated(created(tmp_path / "r.servanda"))
    opened.add_relation("PK-BY", "Pakistan", "Belarus")
    yield opened
    opened.store.close()


@pytest.fixture
def refused(register):
    return lambda kind=InvalidValueError: Refusal(register, kind)


@pytest.fixture
def source(register):
    """A source that keeps nothing yet."""
    held = Source(id=SourceId(new_id()), title="Protocol of the 8th session")
    register.add_source(held)
    return held.id


@pytest.fixture
def point(register):
    register.propose(commitment("R/1", "Ninth session"))
    return register.reader.find("R/1")


def digest(data):
    return hashlib.sha256(data).hexdigest()


def quoted(register, source, point, *quotations):
    """Attach quotations of a source to a commitment."""
    for each in quotations:
        register.add_evidence(point, source, quotation=each)
    return register.reader.evidence_from(source)


def offsets(register, source):
    return [(each.starts, each.ends) for each in register.reader.evidence_from(source)]


def blobs(register):
    return {row[0] for row in raw(register).execute("SELECT sha256 FROM blob")}


# --- keeping -------------------------------------------------------------------------------------


def test_a_text_is_kept_with_its_line_ends_as_one_sign(register, source):
    change = register.keep_text(source, TEXT)
    held = register.reader.source(source)
    assert held.text == digest(KEPT.encode())
    assert register.reader.text_of(held) == KEPT
    assert change.label == "Text of a source"
    assert "source" in change.records
    assert register.store.check() == []


def test_a_file_is_kept_under_a_clean_name(register, source):
    register.keep_file(source, b"%PDF-1.7 body", "C:\\secret\\invoice\u202efdp.exe")
    held = register.reader.source(source)
    assert (held.file, held.file_name) == (digest(b"%PDF-1.7 body"), "invoicefdp.exe")
    assert register.reader.whole_file(held.file) == b"%PDF-1.7 body"
    assert register.store.check() == []


def test_twenty_megabytes_are_kept_and_no_more(register, source, refused):
    data = bytes(range(256)) * (LARGEST_FILE // 256)
    register.keep_file(source, data, "large.bin")
    assert register.reader.whole_file(digest(data)) == data
    with refused() as refusal:
        register.keep_file(source, data + b"x", "larger.bin")
    assert refusal.field == "file"
    assert "20 MB" in str(refusal)
    assert blobs(register) == {digest(data)}


def test_what_is_refused_leaves_nothing_behind(register, source, refused):
    for text in ("", "  \n", "a\0b"):
        with refused() as refusal:
            register.keep_text(source, text)
        assert refusal.field == "text"
    with refused():
        register.keep_file(source, b"", "empty.pdf")
    with refused(NotFoundError):
        register.keep_text(SourceId("0" * 20), TEXT)
    assert blobs(register) == set()


def test_a_new_source_keeps_nothing_whatever_it_says(register, point):
    held = Source(id=SourceId(new_id()), title="Forged", text="0" * 64, file="1" * 64)
    register.add_source(held)
    other = replace(held, id=SourceId(new_id()), title="Forged too")
    register.cite(point, other, paragraph="1")
    for each in register.reader.sources():
        assert (each.text, each.file) == ("", "")
    with pytest.raises(InvalidValueError):
        register.amend_source(held.id, text="0" * 64)


def test_what_is_kept_twice_over_is_kept_once(register, source):
    register.keep_text(source, TEXT)
    assert register.keep_text(source, KEPT).n == 0
    other = Source(id=SourceId(new_id()), title="The same again")
    register.add_source(other)
    register.keep_text(other.id, TEXT)
    assert len(blobs(register)) == 1


def test_labels_hold_nothing_of_the_content(register, source, point):
    register.keep_text(source, TEXT)
    register.keep_file(source, b"x", "Secret name.pdf")
    register.forget_text(source)
    register.forget_file(source)
    labels = " ".join(row[0] for row in raw(register).execute("SELECT label FROM change"))
    for word in ("Secret", "Sides", "Protocol"):
        assert word not in labels


# --- taking back ---------------------------------------------------------------------------------


def test_one_undo_takes_a_text_back_and_redo_keeps_it_again(register, source, point):
    quoted(register, source, point, "the 9th session")
    register.keep_text(source, TEXT)
    placed = offsets(register, source)
    register.undo()
    assert register.reader.source(source).text == ""
    assert offsets(register, source) == [(None, None)]
    register.redo()
    assert register.reader.text_of(register.reader.source(source)) == KEPT
    assert offsets(register, source) == placed
    assert register.store.check() == []


def test_what_was_replaced_stays_and_comes_back(register, source):
    register.keep_file(source, b"first", "a.pdf")
    register.keep_file(source, b"second", "b.pdf")
    assert register.reader.source(source).file_name == "b.pdf"
    assert blobs(register) == {digest(b"first"), digest(b"second")}
    register.undo()
    held = register.reader.source(source)
    assert (register.reader.whole_file(held.file), held.file_name) == (b"first", "a.pdf")


def test_what_is_forgotten_comes_back_too(register, source, point, refused):
    register.keep_text(source, TEXT)
    quoted(register, source, point, "the 9th session")
    before = offsets(register, source)
    register.forget_text(source)
    assert offsets(register, source) == [(None, None)]
    register.undo()
    assert offsets(register, source) == before
    register.keep_file(source, b"x", "x.pdf")
    register.forget_file(source)
    held = register.reader.source(source)
    assert (held.file, held.file_name) == ("", "")
    with refused(NotFoundError):
        register.forget_file(source)


def test_a_source_on_which_something_rests_is_not_withdrawn(register, source, point, refused):
    [passage] = quoted(register, source, point, "the 9th session")
    with refused() as refusal:
        register.withdraw_source(source)
    assert "1 passage rests" in str(refusal)
    with refused():
        register.erase_source(source)
    register.withdraw_evidence(point, passage.id)
    register.withdraw_source(source)
    with refused(NotFoundError):
        register.keep_text(source, TEXT)


def test_erasing_takes_all_that_was_kept_out_of_rows_log_and_file(register, source, point):
    register.keep_text(source, "A secret text.")
    [passage] = quoted(register, source, point, "secret text")
    register.keep_file(source, b"a secret file", "Secret.pdf")
    register.keep_file(source, b"another file", "Other.pdf")
    other = Source(id=SourceId(new_id()), title="Another")
    register.add_source(other)
    register.keep_text(other.id, KEPT)
    register.withdraw_evidence(point, passage.id)
    register.withdraw_source(source)
    register.erase_source(source)
    assert blobs(register) == {digest(KEPT.encode())}
    assert register.store.check() == []
    whole = register.store.path.read_bytes()
    assert b"9th session" in whole
    for word in (b"A secret", b"secret text", b"Secret.pdf", b"Protocol of"):
        assert word not in whole
    register.undo()  # the keeping of the other: what was erased cannot come back
    with pytest.raises(NotFoundError):
        register.reader.source(source)


def test_what_two_sources_keep_stays_where_one_is_erased(register, source):
    other = Source(id=SourceId(new_id()), title="Another")
    register.add_source(other)
    for each in (source, other.id):
        register.keep_file(each, b"the same", "a.pdf")
    register.withdraw_source(source)
    register.erase_source(source)
    assert blobs(register) == {digest(b"the same")}
    register.withdraw_source(other.id)
    register.erase_source(other.id)
    assert blobs(register) == set()
    assert register.store.check() == []


# --- whether it is whole -------------------------------------------------------------------------


def test_what_was_altered_is_reported_and_mended_by_keeping_it_again(register, source):
    register.keep_text(source, TEXT)
    raw(register).execute("UPDATE blob SET data=?", (KEPT.encode()[::-1],))
    name = digest(KEPT.encode())
    assert [each.message for each in register.store.check()] == [
        f"A stored text or file is not what it was ({name})."
    ]
    with pytest.raises(DamagedError):
        register.reader.text_of(register.reader.source(source))
    assert register.keep_text(source, TEXT).n
    assert register.store.check() == []
    assert register.reader.text_of(register.reader.source(source)) == KEPT


def test_what_is_named_as_a_text_and_is_none_is_said(register, source):
    register.keep_file(source, b"\xff\xfe\x00", "a.bin")
    held = register.reader.source(source)
    with register.store.write("Forged") as writer:
        writer.set("source", source, text=held.file)
    with pytest.raises(DamagedError, match="no text"):
        register.reader.text_of(register.reader.source(source))
    assert source_sheet(register.reader, source, "").astray == ()


def test_a_hostile_name_from_another_copy_is_cleaned_where_it_is_shown(register, source):
    register.keep_file(source, b"x", "a.pdf")
    with register.store.write("Forged") as writer:
        writer.set("source", source, file_name="../CON\u202efdp.exe")
    assert source_sheet(register.reader, source, "").file.name == "CONfdp.exe"
    assert copy_name(register.reader.source(source), text=False) == "CONfdp.exe"


def test_what_is_missing_is_reported_also_where_only_the_log_names_it(register, source):
    register.keep_file(source, b"first", "a.pdf")
    register.keep_file(source, b"second", "a.pdf")
    raw(register).execute("DELETE FROM blob")
    found = {each.message for each in register.store.check()}
    assert found == {
        f"A stored text or file is missing ({digest(each)})." for each in (b"first", b"second")
    }
    with pytest.raises(DamagedError, match="missing"):
        register.reader.whole_file(digest(b"second"))
    assert source_sheet(register.reader, source, "").file.size is None
    assert register.keep_file(source, b"second", "a.pdf").n
    assert len(register.store.check()) == 1


# --- quotations ----------------------------------------------------------------------------------


def test_a_quotation_takes_its_place_when_it_is_attached(register, source, point):
    register.keep_text(source, TEXT)
    [passage] = quoted(register, source, point, "hold the 9th session")
    assert KEPT[passage.starts : passage.ends] == "hold\nthe 9th session"
    assert passage.quotation == "hold the 9th session"


@pytest.mark.parametrize(
    ("quotation", "said"),
    [("hold the 10th session", "does not stand"), ("agreed to", "more than once")],
)
def test_what_stands_not_or_twice_is_refused(register, source, point, refused, quotation, said):
    register.keep_text(source, TEXT)
    with refused() as refusal:
        register.add_evidence(point, source, quotation=quotation)
    assert (refusal.field, said in str(refusal)) == ("quotation", True)


def test_a_paraphrase_and_a_paragraph_need_no_place(register, source, point):
    register.keep_text(source, TEXT)
    register.add_evidence(point, source, paragraph="3", paraphrase="They will meet.")
    assert offsets(register, source) == [(None, None)]
    assert astray(register.reader, register.reader.source(source)) == ()


@pytest.mark.parametrize("typed", [{"starts": 0}, {"ends": 5}])
def test_offsets_are_never_typed(register, source, point, refused, typed):
    with refused():
        register.add_evidence(point, source, quotation="The Sides", **typed)


def test_quotations_from_before_find_their_place_and_the_others_are_told(register, source, point):
    quoted(register, source, point, "the 9th session", "the 10th session", "agreed to")
    before = [each.quotation for each in register.reader.evidence_from(source)]
    register.keep_text(source, TEXT)
    starts = KEPT.index("the 9th session")
    assert offsets(register, source) == [(starts, starts + 15), (None, None), (None, None)]
    told = astray(register.reader, register.reader.source(source))
    assert [(each.evidence.quotation, each.standing) for each in told] == [
        ("the 10th session", Standing.MISSING), ("agreed to", Standing.SEVERAL),
    ]  # fmt: skip
    assert [each.quotation for each in register.reader.evidence_from(source)] == before


def test_another_text_finds_the_places_anew(register, source, point):
    register.keep_text(source, TEXT)
    quoted(register, source, point, "the 9th session", "They agreed to meet.")
    register.keep_text(source, "A foreword.\n" + KEPT.replace("They", "Both"))
    starts = KEPT.index("the 9th session") + len("A foreword.\n")
    assert offsets(register, source) == [(starts, starts + 15), (None, None)]
    told = source_sheet(register.reader, source, "").astray
    assert [each.evidence.quotation for each in told] == ["They agreed to meet."]
    register.undo()
    assert source_sheet(register.reader, source, "").astray == ()


def test_a_withdrawn_quotation_that_comes_back_has_the_place_of_today(register, source, point):
    register.keep_text(source, TEXT)
    [passage] = quoted(register, source, point, "the 9th session")
    register.withdraw_evidence(point, passage.id)
    register.keep_text(source, "A foreword. " + KEPT)
    with register.store.write("Bring it back") as writer:
        writer.set("evidence", passage.id, gone="")
    [again] = register.reader.evidence_from(source)
    text = register.reader.text_of(register.reader.source(source))
    assert text[again.starts : again.ends] == "the 9th session"


# --- files on disk -------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_text_file_is_read_by_its_mark_or_as_utf_8(tmp_path, encoding):
    path = tmp_path / "text.txt"
    path.write_bytes(f"{URDU}\nПротокол".encode(encoding))
    assert read_text(path) == f"{URDU}\nПротокол"


def test_another_encoding_is_named_never_guessed(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes("Протокол восьмого заседания комиссии".encode("cp1251"))
    with pytest.raises(InvalidValueError, match="not written in UTF-8, perhaps in windows-1251"):
        read_text(path)
    assert read_text(path, "windows-1251") == "Протокол восьмого заседания комиссии"
    with pytest.raises(InvalidValueError, match="no encoding"):
        read_text(path, "no-such")


@pytest.mark.parametrize("data", [b"%PDF-1.7\x00\x01\x02\xff\xfe body", b"\xff\xfea", b"\x00" * 90])
def test_what_is_no_text_is_said_in_a_sentence(data):
    with pytest.raises(InvalidValueError, match=r"“odd\.pdf” is no text") as refused:
        text_in(data, "odd.pdf")
    assert refused.value.field == "text"


def test_a_file_that_is_none_or_too_large_is_refused(tmp_path):
    with pytest.raises(NotFoundError):
        read_file(tmp_path / "none.pdf")
    with pytest.raises(InvalidValueError, match="no ordinary file"):
        read_file(tmp_path)
    large = tmp_path / "large.bin"
    large.write_bytes(b"")
    with large.open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(InvalidValueError, match="20 MB"):
        read_file(large)
    with pytest.raises(InvalidValueError, match="too large"):
        read_text(large)


# --- travelling ----------------------------------------------------------------------------------


def test_the_whole_register_as_json_carries_and_restores_it(register, source, point, tmp_path):
    register.keep_text(source, TEXT)
    quoted(register, source, point, "the 9th session")
    register.keep_file(source, b"replaced", "old.pdf")
    register.keep_file(source, b"\x00\xff" * 1000, "new.pdf")
    export_json(register.reader, tmp_path / "one.json")
    other = seated(created(tmp_path / "other.servanda"))
    take_in(other, read_whole(tmp_path / "one.json"), "one.json")
    held = other.reader.source(source)
    assert other.reader.text_of(held) == KEPT
    assert (other.reader.whole_file(held.file), held.file_name) == (b"\x00\xff" * 1000, "new.pdf")
    assert offsets(other, source) == offsets(register, source)
    assert digest(b"replaced") not in blobs(other)
    assert other.store.check() == []
    export_json(other.reader, tmp_path / "two.json")
    one, two = (
        (tmp_path / name).read_text().split('"records"')[1] for name in ("one.json", "two.json")
    )
    assert one == two
    other.store.close()


@pytest.fixture
def copies(register, source, point, tmp_path):
    """Two copies of a register with a source and a point."""
    two = seated(hand_copy(register, tmp_path / "two.servanda"), actor="two")
    yield register, two
    for each in (register, two):
        assert each.store.check() == []
    assert rows(register, "blob") == rows(two, "blob")
    two.store.close()


def test_a_merge_carries_what_is_kept(copies, source, point):
    one, two = copies
    one.keep_text(source, TEXT)
    two.keep_file(source, b"a file", "a.pdf")
    quoted(two, source, point, "the 9th session")
    exchange(one, two)
    exchange(two, one)
    for each in copies:
        held = each.reader.source(source)
        assert each.reader.text_of(held) == KEPT
        assert each.reader.whole_file(held.file) == b"a file"
        assert astray(each.reader, held) == ()


def test_quotations_of_another_copys_text_are_told_after_a_merge(copies, source, point):
    one, two = copies
    one.keep_text(source, "Quite another text.")
    quoted(two, source, point, "the 9th session")
    exchange(one, two)
    exchange(two, one)
    for each in copies:
        [told] = astray(each.reader, each.reader.source(source))
        assert told.standing is Standing.MISSING


def test_two_texts_of_one_source_are_both_carried_and_flagged(copies, source):
    one, two = copies
    one.keep_text(source, "The one.")
    two.keep_text(source, "The other.")
    exchange(one, two)
    exchange(two, one)
    assert len(blobs(one)) == 2
    assert raw(one).execute("SELECT field FROM conflict").fetchall() == [("text",)]
    assert one.reader.text_of(one.reader.source(source)) == two.reader.text_of(
        two.reader.source(source)
    )


def test_an_erasure_reaches_every_copy_that_merges(copies, source):
    one, two = copies
    one.keep_file(source, b"secret", "a.pdf")
    exchange(one, two)
    stale = one.store.bundle({})
    two.keep_file(source, b"newer secret", "b.pdf")
    one.withdraw_source(source)
    one.erase_source(source)
    exchange(two, one)
    exchange(one, two)
    assert blobs(one) == blobs(two) == set()
    one.store.absorb(stale)
    assert blobs(one) == set()


def test_what_comes_along_unnamed_or_altered_is_not_kept(copies, source):
    one, two = copies
    one.keep_file(source, b"a file", "a.pdf")
    bundle = one.store.bundle(two.store.heads())
    two.store.absorb(replace(bundle, files=(b"junk", b"a filf")))
    assert blobs(two) == set()
    assert [each.message for each in two.store.check()] == [
        f"A stored text or file is missing ({digest(b'a file')})."
    ]
    two.keep_file(source, b"a file", "a.pdf")
    exchange(two, one)


# --- looking back, telling what changed ----------------------------------------------------------


def test_a_look_back_reads_what_was_kept_then(sample):
    source = sample.reader.sources()[0].id
    sample.keep_text(source, "As it reads today.")
    past = look_back(sample, AsOf(day=sample.clock.today()))
    try:
        assert past.reader.text_of(past.reader.source(source)) == "As it reads today."
        assert source_sheet(past.reader, source, "").text.size == 18
    finally:
        past.close()


def test_where_quotations_stand_is_no_change_of_their_commitments(register, source, point):
    quoted(register, source, point, "the 9th session")
    reader = register.reader
    before = reader.state_of(reader.digest())
    register.keep_text(source, TEXT)
    assert [each.record for each in reader.differences(before)] == ["source"]


def test_the_refusal_of_a_large_text_file_names_the_limit_of_a_text(tmp_path):
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * (2 * LARGEST_TEXT + 1))
    with pytest.raises(InvalidValueError, match="1 MB can be kept"):
        read_text(path)


def test_a_quotation_that_the_kept_text_lacks_proves_no_fulfilment(register, source, refused):
    point = commitment("R/2", "A plant to be opened", owed_by="PK", status=Status.OPEN)
    register.propose(point, timing=Timing(edtf="2026"))
    register.add_evidence(
        point.id, source, quotation="The plant was opened.", supports="completion"
    )
    assert proofs(register.reader, [point.id]) == {point.id: Proof.PASSAGE}
    register.keep_text(source, TEXT)
    assert proofs(register.reader, [point.id]) == {}
    with refused():
        register.move(point.id, Status.FULFILLED, happened_on="2026-11-01")
    register.keep_text(source, f"{TEXT} The plant was opened.")
    assert proofs(register.reader, [point.id]) == {point.id: Proof.PASSAGE}


def test_evidence_of_blanks_says_nothing_and_is_refused(register, source, refused):
    point = commitment("R/2", "A plant to be opened")
    register.propose(point)
    with refused():
        register.add_evidence(point.id, source, quotation="   ")
