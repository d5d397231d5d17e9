"""The briefing pack: the same bytes wherever it is made, whole or not at all, nothing hidden."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.as_of import AsOf
from app.domain.errors import CancelledError, InvalidValueError, StorageError
from app.domain.identity import SourceId, new_id
from app.domain.particulars import Source
from app.domain.reports.request import ReportName
from app.domain.timing import Timing
from app.services.asof import look_back
from app.services.reports.file_names import plain_name
from app.services.reports.pack import CONTENTS, MANIFEST, Making, gathered
from app.services.reports.pack_files import check_target, write_pack
from app.services.reports.pack_plan import USUAL, PackAsked, planned
from tests.services.reports.internals import MARK, Internals
from tests.services.reports.sessions import made, two_sessions

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[3]


@pytest.fixture
def minsk(sample):
    """What is asked for: a pack for the Prime Minister's visit to Minsk."""
    return PackAsked(meeting=sample.reader.find("VIS-2025-04/01"))


def digest(data):
    return hashlib.sha256(data).hexdigest()


def table(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def rests(register, ref, title, **facts):
    """Enter a commitment and a source it rests on; return the source."""
    source = Source(id=SourceId(new_id()), title=title)
    register.cite(made(register, ref, **facts), source, paragraph="1")
    return source.id


# --- what is in it -------------------------------------------------------------------------------


def test_it_holds_every_usual_report_the_list_the_sources_and_their_proof(sample, minsk):
    pack = gathered(sample.reader, minsk, TODAY)
    assert [each.request.name for each in pack.reports] == list(USUAL)
    assert pack.contents.not_made == ()
    manifest = json.loads(pack.files[MANIFEST])
    assert manifest == pack.manifest
    assert manifest["about"] == "Brief: Prime Minister Shehbaz Sharif in Minsk"
    assert [each["report"] for each in manifest["reports"]] == list(USUAL)
    assert [each["row_count"] for each in manifest["reports"]][:2] == [39, 26]
    listed = {each["name"]: each for each in manifest["files"]}
    assert listed.keys() == pack.files.keys() - {MANIFEST}
    for name, each in listed.items():
        assert each["sha256"] == digest(pack.files[name])
        assert each["size"] == len(pack.files[name])
    assert len(table(pack.files["commitments.csv"])) == 1 + 76
    assert len(table(pack.files["sources/sources.csv"])) == 1 + 5
    text = pack.files[CONTENTS].decode()
    assert all(name in text for name in pack.files.keys() - {MANIFEST, CONTENTS})
    assert f"Register version: {pack.version}" in text


def test_every_report_can_be_in_a_pack(sample, minsk):
    pack = gathered(sample.reader, replace(minsk, reports=tuple(ReportName)), TODAY)
    assert pack.contents.not_made == ()
    assert [each.request.name for each in pack.reports] == list(ReportName)


def test_the_follow_up_leads_to_the_meeting_where_it_is_to_come(sample):
    reader = sample.reader
    ninth = reader.find("JMC-8/30")
    request = planned(reader, PackAsked(meeting=ninth), ReportName.CARRY_OVER, TODAY)
    assert (request.meeting, request.until) == (reader.find("JMC-8/01"), ninth)


def test_a_follow_up_without_a_session_to_come_is_named_and_the_rest_is_made(register):
    made(register, "PK-BY/1")
    pack = gathered(register.reader, PackAsked(), TODAY)
    [missing] = pack.contents.not_made
    assert missing.name == "carry-over"
    assert missing.why
    assert pack.manifest["not_made"] == [{"report": "carry-over", "why": missing.why}]
    assert f"Not made: carry-over. {missing.why}" in pack.files[CONTENTS].decode()
    with pytest.raises(InvalidValueError):
        gathered(register.reader, PackAsked(reports=(ReportName.CARRY_OVER,)), TODAY)


def test_an_empty_register_has_a_pack_too(register):
    pack = gathered(register.reader, PackAsked(), TODAY)
    assert table(pack.files["commitments.csv"])[1:] == []
    assert "sources/sources.csv" not in pack.files


def test_a_sector_narrows_the_list_and_the_sources(sample):
    pack = gathered(sample.reader, PackAsked(sector="health"), TODAY)
    heading, *rows = table(pack.files["commitments.csv"])
    assert {row[heading.index("sector")] for row in rows} == {"health"}
    passages = table(pack.files["sources/passages.csv"])[1:]
    assert {row[0] for row in passages} <= {row[0] for row in rows}


def test_what_its_commitments_rest_on_goes_along_under_safe_names(register):
    source = rests(register, "PK-BY/1", "=Protocol")
    register.keep_text(source, "The agreed text.")
    register.keep_file(source, b"%PDF-1.7 body", "../The protocol, signed.PDF")
    other = rests(register, "PK-BY/2", "A page")
    register.keep_file(other, b"MZ", "invoice\u202efdp.exe")
    unused = Source(id=SourceId(new_id()), title="Nothing rests on it")
    register.add_source(unused)
    register.keep_text(unused.id, "Unused.")
    pack = gathered(register.reader, PackAsked(), TODAY)
    assert pack.files["sources/texts/1.txt"] == b"The agreed text."
    assert pack.files["sources/files/1-The-protocol-signed.pdf"] == b"%PDF-1.7 body"
    assert pack.files["sources/files/2-invoicefdp.bin"] == b"MZ"
    assert sum(name.startswith(("sources/texts/", "sources/files/")) for name in pack.files) == 3
    assert pack.manifest["held_file_count"] == pack.contents.held == 3
    listed = {each["name"]: each["sha256"] for each in pack.manifest["files"]}
    assert listed["sources/texts/1.txt"] == register.reader.source(source).text
    heading, *rows = table(pack.files["sources/sources.csv"])
    assert [row[heading.index("file"):] for row in rows] == [
        ["sources/files/1-The-protocol-signed.pdf", "The protocol, signed.PDF"],
        ["sources/files/2-invoicefdp.bin", "invoicefdp.exe"],
    ]  # fmt: skip
    assert rows[0][heading.index("text")] == "sources/texts/1.txt"


def test_what_was_changed_or_is_missing_is_told_and_left_out(register):
    source = rests(register, "PK-BY/1", "Protocol")
    register.keep_text(source, "As it was.")
    register.keep_file(source, b"gone", "gone.pdf")
    held = register.reader.source(source)
    connection = register.store._connection  # noqa: SLF001 - what only damage can do
    connection.execute("UPDATE blob SET data=? WHERE sha256=?", (b"As it is.!", held.text))
    connection.execute("DELETE FROM blob WHERE sha256=?", (held.file,))
    pack = gathered(register.reader, PackAsked(), TODAY)
    assert pack.contents.damaged == (held.text, held.file)
    assert pack.manifest["damaged"] == [held.text, held.file]
    assert pack.contents.held == 0
    [row] = table(pack.files["sources/sources.csv"])[1:]
    assert row[-3:] == ["", "", "gone.pdf"]
    said = "A stored file is missing or not what it was, and is not in the pack"
    assert f"{said}: {held.text}" in pack.files[CONTENTS].decode()


def test_sources_are_in_the_same_bytes_twice(register):
    for number in range(3):
        source = rests(register, f"PK-BY/{number}", f"Source {number}")
        register.keep_text(source, f"Text {number}.")
        register.keep_file(source, bytes([number]) * 5000, "same name.pdf")
    one, two = (gathered(register.reader, PackAsked(), TODAY) for _ in range(2))
    assert list(one.files) == list(two.files)
    assert dict(one.files) == dict(two.files)
    assert one.contents.held == 6


# --- marked points -------------------------------------------------------------------------------


@pytest.mark.slow
def test_nothing_marked_is_in_any_file_where_marked_points_are_left_out(register):
    two_sessions(register)
    made(register, "PK-BY/8/9", title="Openly agreed", sector="trade")
    secret = made(register, "PK-BY/S", title=f"{MARK} secret", classification="Secret")
    register.note(secret, f"{MARK} note")
    made(register, "PK-BY/C", origin=secret, timing=after(secret))
    register.keep_text(
        rests(register, "PK-BY/T", "Closed", classification="Secret"), f"{MARK} text"
    )
    shared = rests(register, "PK-BY/U", "Open report")
    register.add_evidence(secret, shared, paragraph="9")
    register.keep_text(shared, "What anybody may read.")
    asked = PackAsked(unmarked=True, reports=tuple(ReportName))
    pack = gathered(register.reader, asked, TODAY)
    assert unpacked(pack).count(MARK) == 0
    assert pack.contents.frame.left_out == 2
    assert (pack.contents.held, pack.contents.withheld) == (1, 1)
    assert (pack.manifest["left_out_count"], pack.manifest["held_files_left_out_count"]) == (2, 1)
    assert "What anybody may read." in unpacked(pack)
    assert "Openly agreed" in unpacked(pack)
    assert MARK in unpacked(gathered(register.reader, replace(asked, unmarked=False), TODAY))


def after(anchor):
    """Return a date that follows another commitment."""
    return Timing(anchor=anchor, words="once that is over")


def unpacked(pack):
    """Return everything that is in a pack as one text, what is zipped within it too."""
    found = []
    for name, data in pack.files.items():
        found.append(name)
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as inner:
                found += [inner.read(each).decode("utf-8", "replace") for each in inner.namelist()]
        else:
            found.append(data.decode("utf-8", "replace"))
    return "\n".join(found)


def test_what_is_marked_and_shown_is_said_on_the_first_page(register):
    made(register, "PK-BY/S", classification="Confidential")
    pack = gathered(register.reader, PackAsked(), TODAY)
    assert pack.manifest["classifications"] == ["Confidential"]
    assert "Confidential" in pack.files[CONTENTS].decode()


@pytest.mark.slow
def test_hostile_texts_are_no_formulas_in_the_tables_of_sources(register):
    Internals("=1+1").fill(register)
    pack = gathered(register.reader, PackAsked(), TODAY)
    for name in ("sources/sources.csv", "sources/passages.csv"):
        for row in table(pack.files[name]):
            assert not any(each.startswith(("=", "+", "@")) for each in row)


# --- the same bytes ------------------------------------------------------------------------------


def test_made_twice_it_is_the_same_byte_for_byte(sample, minsk, tmp_path):
    for name in ("a.zip", "b.zip"):
        write_pack(gathered(sample.reader, minsk, TODAY), tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        names = packed.namelist()
        assert names == sorted(names)
        for each in packed.infolist():
            assert each.date_time == (1980, 1, 1, 0, 0, 0)
            assert (each.create_system, each.external_attr >> 16) == (3, 0o100600)


@pytest.mark.slow
def test_another_zone_locale_or_hash_seed_gives_the_same_bytes(sample_path, tmp_path):
    wheres = [
        {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "Asia/Karachi", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
        {"TZ": "America/Los_Angeles", "LANG": "ru_RU.UTF-8", "PYTHONHASHSEED": "0"},
    ]
    found = set()
    for number, where in enumerate(wheres):
        target = tmp_path / f"{number}.zip"
        subprocess.run(
            [
                sys.executable, "-m", "app", "--data", tmp_path / "data", "--register",
                sample_path, "--today", "2026-11-22", "pack", target, "--for", "VIS-2025-04/01",
            ],
            check=True, capture_output=True, cwd=ROOT, env={**os.environ, **where},
        )  # fmt: skip
        found.add(digest(target.read_bytes()))
    assert len(found) == 1


def test_another_day_gives_another_pack(sample, minsk):
    one = gathered(sample.reader, minsk, TODAY)
    other = gathered(sample.reader, minsk, date(2026, 11, 23))
    assert one.files[MANIFEST] != other.files[MANIFEST]


def test_a_past_day_is_named(sample):
    wanted = AsOf(day=date(2025, 4, 1))
    past = look_back(sample, wanted)
    try:
        asked = PackAsked(meeting=past.reader.find("SUM-2024-11/22"))
        pack = gathered(past.reader, asked, wanted.day, Making(as_of=past.as_of))
    finally:
        past.close()
    assert pack.manifest["as_of"] == {"day": "2025-04-01", "by": "happened"}
    assert pack.manifest["day"] == "2025-04-01"


# --- whole or not at all -------------------------------------------------------------------------


def test_a_folder_takes_its_name_when_it_is_complete(sample, minsk, tmp_path):
    pack = gathered(sample.reader, minsk, TODAY)
    target = tmp_path / "pack"
    write_pack(pack, target)
    found = {str(each.relative_to(target)).replace(os.sep, "/"): each.read_bytes()
             for each in target.rglob("*") if each.is_file()}  # fmt: skip
    assert found == dict(pack.files)
    assert [each.name for each in tmp_path.glob(".*.part")] == []


def test_a_folder_that_holds_anything_is_refused_and_left_alone(sample, minsk, tmp_path):
    target = tmp_path / "pack"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    with pytest.raises(StorageError, match="not empty"):
        write_pack(gathered(sample.reader, minsk, TODAY), target)
    assert [each.name for each in target.iterdir()] == ["mine.txt"]
    assert list(tmp_path.glob(".*.part")) == []


def test_an_empty_folder_is_filled(sample, minsk, tmp_path):
    target = tmp_path / "pack"
    target.mkdir()
    write_pack(gathered(sample.reader, minsk, TODAY), target)
    assert (target / MANIFEST).is_file()


@pytest.mark.parametrize("name", ["no/such/folder/pack", "no/such/folder/pack.zip"])
def test_where_there_is_no_folder_nothing_is_left_behind(sample, minsk, tmp_path, name):
    with pytest.raises(StorageError, match="no folder"):
        write_pack(gathered(sample.reader, minsk, TODAY), tmp_path / name)
    assert not (tmp_path / "no").exists()


def test_a_file_that_is_there_is_no_folder(sample, minsk, tmp_path):
    (tmp_path / "pack").write_text("mine")
    with pytest.raises(StorageError, match="no folder"):
        write_pack(gathered(sample.reader, minsk, TODAY), tmp_path / "pack")
    assert (tmp_path / "pack").read_text() == "mine"


def test_a_pack_that_is_called_off_is_not_made(sample, minsk):
    steps = []

    def stop():
        return len(steps) > 2

    making = Making(progress=lambda *how: steps.append(how), cancelled=stop)
    with pytest.raises(CancelledError, match="Nothing was written"):
        gathered(sample.reader, minsk, TODAY, making)


def test_it_is_told_how_far_it_has_come(sample, minsk):
    steps = []
    gathered(sample.reader, minsk, TODAY, Making(progress=lambda *how: steps.append(how)))
    assert steps[0] == (0, 6)
    assert steps[-1] == (6, 6)


@pytest.mark.parametrize("name", ["pack.pdf", "pack.docx", "pack.csv", "x.txt", "r.servanda"])
def test_a_name_of_another_kind_of_file_is_refused(name, tmp_path):
    with pytest.raises(InvalidValueError):
        check_target(tmp_path / name)


@pytest.mark.parametrize("name", ["pack", "Minsk 2025.04", "v1.2", "pack.ZIP", "there.is"])
def test_a_folder_or_a_zip_is_taken_by_any_name(name, tmp_path):
    (tmp_path / "there.is").mkdir()
    check_target(tmp_path / name)


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PK-BY/JMC-8/05", "PK-BY-JMC-8-05"),
        ('a<b>c:d"e|f?g*h\\i', "a-b-c-d-e-f-g-h-i"),
        ("CON", "CON-"),
        ("nul.txt", "nul.txt-"),
        ("..", "all"),
        ("name. ", "name"),
        ("", "all"),
        ("здоровье", "здоровье"),
    ],
)
def test_names_hold_nothing_that_a_system_refuses(text, name):
    assert plain_name(text) == name


def test_every_name_in_a_pack_is_safe_on_windows(sample, minsk):
    pack = gathered(sample.reader, minsk, TODAY)
    for path in pack.files:
        for part in path.split("/"):
            assert not set(part) & set('<>:"\\|?*')
            assert part == part.strip(". ")
            assert len(part) < 100
